//! Work large enough to be shared among threads gives the same bits on one to four of them.

use crate::support::rng::Rng;
use nd_core::{Arg, Array, CallOptions, DType, Order, Part, Slice, arange, operators, set_threads, zeros};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Elements above the number from which work is shared.
const SIZE: usize = 1_200_000;

/// The number of threads belongs to the process: tests that set it take turns.
pub(crate) fn one_at_a_time() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The bytes that `job` gives on one thread, having checked that two to four threads give the same.
#[track_caller]
fn on_any_number_of_threads(what: &str, job: impl Fn() -> Array) -> Vec<u8> {
    let _turn = one_at_a_time();
    let run = |threads| {
        set_threads(threads);
        job().tobytes().expect("bytes")
    };
    let one = run(1);
    for threads in 2..=4 {
        assert!(run(threads) == one, "{what}: {threads} threads differ from one");
    }
    set_threads(0);
    one
}

fn reversed() -> Part {
    Part::Slice(Slice { step: Some(-1), ..Slice::FULL })
}

fn numbers(seed: u64) -> Array {
    let mut rng = Rng(seed);
    (0..SIZE).map(|_| rng.next() as i64 as f64 * 2f64.powi(-60)).collect()
}

#[test]
fn elementwise_calls() {
    let (x, y) = (numbers(1), numbers(2));
    let values = (x.to_vec::<f64>().expect("x"), y.to_vec::<f64>().expect("y"));
    let sums: Vec<u8> = values.0.iter().zip(&values.1).flat_map(|(a, b)| (a + b).to_ne_bytes()).collect();
    assert!(on_any_number_of_threads("packed", || &x + &y) == sums);
    let (a, b) = (x.reshape((1000, 1200)).expect("a"), y.reshape((1200, 1000)).expect("b").t());
    let table: Vec<u8> = (0..1000)
        .flat_map(|i| (0..1200).map(move |j| (i, j)))
        .flat_map(|(i, j)| (values.0[i * 1200 + j] + values.1[j * 1000 + i]).to_ne_bytes())
        .collect();
    assert!(on_any_number_of_threads("transposed", || &a + &b) == table);
    let row = b.index_axis(0, 0).expect("a row");
    let wide: Vec<u8> = (0..1000)
        .flat_map(|i| (0..1200).map(move |j| (i, j)))
        .flat_map(|(i, j)| (values.0[i * 1200 + j] + values.1[j * 1000]).to_ne_bytes())
        .collect();
    assert!(on_any_number_of_threads("broadcast", || &a + &row) == wide);
}

#[test]
fn elementwise_calls_with_casts_masks_and_overlap() {
    let x = arange(SIZE);
    let swapped = x.astype(">i4").expect("a cast");
    let mask = Array::from_values((0..SIZE).map(|i| i % 3 == 0)).expect("a mask");
    let found = on_any_number_of_threads("buffered and masked", || {
        let out = zeros(SIZE, "<f4").expect("an output");
        let options = CallOptions { out: Some(&out), where_: Some(&mask), ..CallOptions::default() };
        operators::ADD.call(&[Arg::Array(&swapped), Arg::Array(&x)], &options).expect("a call");
        out
    });
    let expected: Vec<u8> =
        (0..SIZE).flat_map(|i| (if i % 3 == 0 { (2 * i) as f32 } else { 0.0 }).to_ne_bytes()).collect();
    assert!(found == expected);
    let found = on_any_number_of_threads("shifted in place", || {
        let x = arange(SIZE + 1);
        let (low, high) = (x.slice(..SIZE).expect("low"), x.slice(1..).expect("high"));
        let options = CallOptions { out: Some(&high), ..CallOptions::default() };
        operators::ADD.call(&[Arg::Array(&low), Arg::Array(&high)], &options).expect("a call");
        x
    });
    let expected: Vec<u8> =
        (0..=SIZE as i64).flat_map(|i| (2 * i - i64::from(i > 0)).to_ne_bytes()).collect();
    assert!(found == expected);
}

#[test]
fn copies_and_assignments() {
    let x = arange(SIZE).reshape((1200, 1000)).expect("a matrix");
    let turned: Vec<u8> = (0..1000)
        .flat_map(|j| (0..1200).map(move |i| i * 1000 + j))
        .flat_map(|v: i64| v.to_ne_bytes())
        .collect();
    assert!(on_any_number_of_threads("transposed copy", || x.t().copy().expect("a copy")) == turned);
    assert!(on_any_number_of_threads("order F", || x.copy_in(Order::F).expect("a copy").t()) == turned);
    let narrow: Vec<u8> = (0..SIZE).flat_map(|v| (v as f32).to_be_bytes()).collect();
    assert!(on_any_number_of_threads("cast", || x.astype(">f4").expect("a cast")) == narrow);
    let backwards: Vec<u8> = (0..SIZE as i64).rev().flat_map(i64::to_ne_bytes).collect();
    let found = on_any_number_of_threads("reversed in place", || {
        let x = arange(SIZE);
        x.assign(x.slice([reversed()]).expect("reversed")).expect("an assignment");
        x
    });
    assert!(found == backwards);
}

#[test]
fn generated_and_accumulated() {
    let values: Vec<u8> = (0..SIZE as i64).flat_map(|i| (7 - 3 * i).to_ne_bytes()).collect();
    assert!(on_any_number_of_threads("arange", || arange((7i64, 7 - 3 * SIZE as i64, -3))) == values);
    let x = numbers(3).reshape((1200, 1000)).expect("a matrix");
    for axis in [0, 1] {
        let sums = on_any_number_of_threads("running sums", || {
            operators::ADD.accumulate(&x, axis, None, None).expect("running sums")
        });
        let mut expected = x.to_vec::<f64>().expect("floats");
        let step = if axis == 0 { 1000 } else { 1 };
        for i in 0..SIZE {
            if if axis == 0 { i >= 1000 } else { i % 1000 != 0 } {
                expected[i] += expected[i - step];
            }
        }
        assert!(sums == expected.into_iter().flat_map(f64::to_ne_bytes).collect::<Vec<u8>>(), "axis {axis}");
    }
    assert_eq!(zeros((), DType::F64).expect("a scalar").size(), 1);
}
