//! Every loop against itself one element at a time: levels, sizes, strides, alignments, aliases and neighbours.

mod support;

use nd_kernel::{Loop, Num, cast, loops};
use support::check_layouts;

/// Below, at and above the block and vector lengths of every element size.
const SIZES: [usize; 26] =
    [0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 15, 16, 17, 23, 24, 31, 32, 33, 40, 63, 64, 65, 70, 127, 129, 161];
const FEW: [usize; 8] = [0, 1, 7, 8, 16, 33, 70, 129];

type Getter = fn(Num) -> Option<Loop>;

const BINARY: [(&str, Getter); 13] = [
    ("add", loops::add),
    ("subtract", loops::subtract),
    ("multiply", loops::multiply),
    ("divide", loops::divide),
    ("floor_divide", loops::floor_divide),
    ("remainder", loops::remainder),
    ("bitwise_and", loops::bitwise_and),
    ("bitwise_or", loops::bitwise_or),
    ("bitwise_xor", loops::bitwise_xor),
    ("left_shift", loops::left_shift),
    ("right_shift", loops::right_shift),
    ("minimum", loops::minimum),
    ("maximum", loops::maximum),
];

const BINARY_TO_BOOL: [(&str, Getter); 8] = [
    ("equal", loops::equal),
    ("not_equal", loops::not_equal),
    ("less", loops::less),
    ("less_equal", loops::less_equal),
    ("greater", loops::greater),
    ("greater_equal", loops::greater_equal),
    ("logical_and", loops::logical_and),
    ("logical_or", loops::logical_or),
];

const UNARY: [(&str, Getter); 4] = [
    ("negative", loops::negative),
    ("invert", loops::invert),
    ("sqrt", loops::sqrt),
    ("square", loops::square),
];

const UNARY_TO_BOOL: [(&str, Getter); 2] = [("isnan", loops::isnan), ("logical_not", loops::logical_not)];

#[test]
fn binary_functions() {
    for (name, getter) in BINARY {
        for num in Num::ALL {
            if let Some(f) = getter(num) {
                check_layouts(name, f, &[num, num], num, &SIZES);
            }
        }
    }
}

#[test]
fn comparisons_and_logic() {
    for (name, getter) in BINARY_TO_BOOL {
        for num in Num::ALL {
            if let Some(f) = getter(num) {
                check_layouts(name, f, &[num, num], Num::Bool, &FEW);
            }
        }
    }
    for (name, f, inputs) in [
        ("less", loops::less_i64_u64(), [Num::I64, Num::U64]),
        ("greater_equal", loops::greater_equal_u64_i64(), [Num::U64, Num::I64]),
    ] {
        check_layouts(name, f, &inputs, Num::Bool, &SIZES);
    }
}

#[test]
fn unary_functions() {
    for (name, getter) in UNARY {
        for num in Num::ALL {
            if let Some(f) = getter(num) {
                check_layouts(name, f, &[num], num, &SIZES);
            }
        }
    }
    for (name, getter) in UNARY_TO_BOOL {
        for num in Num::ALL {
            if let Some(f) = getter(num) {
                check_layouts(name, f, &[num], Num::Bool, &FEW);
            }
        }
    }
}

#[test]
fn casts() {
    for from in Num::ALL {
        for to in Num::ALL {
            check_layouts("cast", cast(from, to), &[from], to, &FEW);
        }
    }
}

/// Operands of bfloat16 go through the loops of `f32` in pieces: at the end of one, and past two.
#[test]
fn bfloat16_in_pieces() {
    const BEYOND: [usize; 4] = [511, 512, 513, 1100];
    let num = Num::BF16;
    check_layouts("subtract", loops::subtract(num).unwrap(), &[num, num], num, &BEYOND);
    check_layouts("less", loops::less(num).unwrap(), &[num, num], Num::Bool, &BEYOND);
    check_layouts("sqrt", loops::sqrt(num).unwrap(), &[num], num, &BEYOND);
    check_layouts("sin", nd_kernel::math::sin(num).unwrap(), &[num], num, &BEYOND);
    check_layouts("clip", loops::clip(num).unwrap(), &[num; 3], num, &BEYOND);
    // A fold reads what it wrote.
    let (mut acc, one) = ([0u16, 0x3f80], [0x3f80u16]);
    let (from, to) = (one.as_ptr().cast_mut().cast(), (&raw mut acc[0]).cast::<u8>());
    // SAFETY: the accumulator and the repeated element are one element each.
    unsafe { loops::add(num).unwrap()(200, [to, from, to].as_ptr(), [0, 0, 0].as_ptr()) };
    assert_eq!(acc, [0x4348, 0x3f80]);
}

/// The types that NumPy has no loop for.
#[test]
fn missing_loops() {
    let missing =
        |getter: Getter| -> Vec<Num> { Num::ALL.into_iter().filter(|&num| getter(num).is_none()).collect() };
    let complex = [Num::C64, Num::C128];
    let inexact = [Num::F16, Num::F32, Num::F64, Num::C64, Num::C128, Num::BF16];
    assert_eq!(missing(loops::add), []);
    assert_eq!(missing(loops::subtract), [Num::Bool]);
    assert_eq!(missing(loops::negative), [Num::Bool]);
    assert_eq!(missing(loops::square), [Num::Bool]);
    assert_eq!(missing(loops::divide), Num::ALL[..9]);
    assert_eq!(missing(loops::sqrt), Num::ALL[..9]);
    assert_eq!(missing(loops::floor_divide), [[Num::Bool].as_slice(), &complex].concat());
    assert_eq!(missing(loops::remainder), [[Num::Bool].as_slice(), &complex].concat());
    assert_eq!(missing(loops::bitwise_xor), inexact);
    assert_eq!(missing(loops::invert), inexact);
    assert_eq!(missing(loops::left_shift), [[Num::Bool].as_slice(), &inexact].concat());
    assert_eq!(missing(loops::maximum), []);
}

/// An output that is the first input with a stride of zero accumulates.
#[test]
fn folds_into_the_first_input() {
    let x: Vec<f64> = (0..100).map(f64::from).collect();
    let mut acc = 0.5f64;
    let acc_ptr: *mut u8 = (&raw mut acc).cast();
    let ptrs = [acc_ptr, x.as_ptr() as *mut u8, acc_ptr];
    // SAFETY: the accumulator is one element, and `x` has a hundred.
    unsafe { loops::subtract(Num::F64).unwrap()(100, ptrs.as_ptr(), [0, 8, 0].as_ptr()) };
    assert_eq!(acc, 0.5 - 4950.0);
}

/// Results of more than the caches hold are stored past them, where no input lies and lines start.
#[test]
fn results_past_the_cache() {
    const N: usize = (32 << 20) / 8 + 37;
    let x: Vec<f64> = (0..N).map(|i| i as f64).collect();
    let mut room = vec![f64::NAN; N + 16];
    let aligned = room.as_ptr().align_offset(64);
    let add = loops::add(Num::F64).expect("doubles add");
    let square = loops::square(Num::F64).expect("doubles square");
    for start in [aligned, aligned + 1] {
        room.fill(f64::NAN);
        let out = &mut room[start..start + N];
        let ptrs =
            [x.as_ptr().cast_mut().cast(), x.as_ptr().cast_mut().cast(), out.as_mut_ptr().cast::<u8>()];
        // SAFETY: three operands of `N` doubles, the output apart from the inputs.
        unsafe { add(N, ptrs.as_ptr(), [8; 3].as_ptr()) };
        assert!(out.iter().zip(&x).all(|(out, x)| *out == 2.0 * x), "from element {start}");
        // SAFETY: two operands of `N` doubles, which are the same.
        unsafe { square(N, [ptrs[2], ptrs[2]].as_ptr(), [8; 2].as_ptr()) };
        assert!(out.iter().zip(&x).all(|(out, x)| *out == 4.0 * x * x), "in place from element {start}");
        assert_eq!(room.iter().filter(|x| x.is_nan()).count(), 16, "elements beside the output");
    }
}
