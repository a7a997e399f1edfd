//! Sums of floats equal NumPy's to the last bit, in a table that NumPy made (`golden/sums.py`): those that are one run
//! of elements in NumPy's order, or one per row of the last axis.

mod support;

use nd_core::{Array, Axes, DType, Part, ReduceOptions, Slice, operators};
use support::rng::Rng;
use support::value::{Val, store};

/// The elements of the script: floats in -1/2..1/2 from the stream whose seed is their number.
fn elements(dtype: &DType, count: usize) -> Array {
    let mut rng = Rng(count as u64);
    let mut float = || (rng.next() >> 11) as f64 * 2f64.powi(-53) - 0.5;
    let mut bytes = Vec::new();
    for _ in 0..count {
        let re = float();
        let im = if dtype.kind() == 'c' { float() } else { 0.0 };
        bytes.extend(store(dtype, Val::Num(re, im)));
    }
    Array::from_bytes(count, dtype.clone(), &bytes).expect("elements")
}

/// The bytes in hexadecimal, or their hash if there are many.
fn digest(bytes: &[u8]) -> String {
    if bytes.len() > 16 {
        let step = |state: u64, byte: &u8| (state ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        return format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step));
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The array and the axes that a form names.
fn form(name: &str, dtype: &DType, n: usize) -> (Array, Axes) {
    let stepped = |array: &Array, step| array.slice([Part::Slice(Slice { step: Some(step), ..Slice::FULL })]);
    let matrix = || elements(dtype, 3 * n).reshape((3, n)).expect("a matrix");
    match name {
        "contiguous" => (elements(dtype, n), Axes::from(..)),
        "strided" => (stepped(&elements(dtype, 2 * n), 2).expect("a view"), Axes::from(..)),
        "reversed" => (stepped(&elements(dtype, n), -1).expect("a view"), Axes::from(..)),
        "transposed" => (matrix().t(), Axes::from(..)),
        "total" => (matrix(), Axes::from(..)),
        "rows" => (matrix(), Axes::from(-1)),
        other => panic!("no form {other}"),
    }
}

#[test]
fn sums_equal_those_of_numpy_to_the_last_bit() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in include_str!("golden/sums.tsv").lines() {
        let [dtype, name, n, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let dtype = DType::parse(dtype).expect("a dtype");
        let (array, axes) = form(name, &dtype, n.parse().expect("a number"));
        let options = ReduceOptions { axes, ..ReduceOptions::default() };
        let sum = operators::ADD.reduce(&array, &options).expect("a sum");
        let found = digest(&sum.tobytes().expect("bytes"));
        if found != expected {
            wrong.push(format!("{line}: {found}"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{} of {seen} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 400);
}
