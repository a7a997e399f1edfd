//! Edge cases against what NumPy 2.4.6 prints on x86-64; the expression above each table made it.

mod support;

use nd_kernel::isa;
use nd_kernel::{Bool8, CastTo, Complex, Elem, Loop, Num, bf16, cast, f16, loops};
use support::{c, results};

/// Runs a loop at every level and compares; NaN equals NaN and zeros differ by their sign.
#[track_caller]
fn check<A: Copy, R: Elem + Default + core::fmt::Debug>(f: Option<Loop>, inputs: &[&[A]], want: &[R]) {
    for level in isa::levels() {
        let got: Vec<R> = isa::with_level(level, || results(f.unwrap(), inputs));
        for i in 0..want.len() {
            let (g, w) = (canonical(got[i]), canonical(want[i]));
            assert_eq!(g, w, "element {i} is {:?}, not {:?}, at {}", got[i], want[i], level.name());
        }
    }
}

fn canonical<R: Elem>(x: R) -> Vec<u8> {
    let mut bytes = bytemuck::bytes_of(&x).to_vec();
    support::canonical(R::NUM, &mut bytes);
    bytes
}

/// `np.floor_divide(np.array(a, t), np.array(b, t))`, `np.remainder(..)`
#[test]
fn integer_division() {
    let a = [7, -7, 7, -7, 0, 7, -7, i8::MIN, i8::MIN, i8::MAX, i8::MIN];
    let b = [2, 2, -2, -2, 5, 0, 0, -1, 1, -1, i8::MAX];
    check(loops::floor_divide(Num::I8), &[&a, &b], &[3i8, -4, -4, 3, 0, 0, 0, -128, -128, -127, -2]);
    check(loops::remainder(Num::I8), &[&a, &b], &[1i8, 1, -1, -1, 0, 0, 0, 0, 0, 0, 126]);
    let a = [7, -7, 7, -7, 0, 7, -7, i64::MIN, i64::MIN, i64::MAX, i64::MIN];
    let b = [2, 2, -2, -2, 5, 0, 0, -1, 1, -1, i64::MAX];
    let quotients = [3, -4, -4, 3, 0, 0, 0, i64::MIN, i64::MIN, -i64::MAX, -2];
    check(loops::floor_divide(Num::I64), &[&a, &b], &quotients);
    check(loops::remainder(Num::I64), &[&a, &b], &[1, 1, -1, -1, 0, 0, 0, 0, 0, 0, 9223372036854775806i64]);
    let (a, b) = ([7, 0, 7, 255, 255, 1, 9], [2, 5, 0, 1, 2, 255, 3]);
    check(loops::floor_divide(Num::U8), &[&a, &b], &[3u8, 0, 0, 255, 127, 0, 3]);
    check(loops::remainder(Num::U8), &[&a, &b], &[1u8, 0, 0, 0, 1, 1, 0]);
}

/// `np.left_shift(np.array(a, t), np.array(b, t))`, `np.right_shift(..)`
#[test]
fn shifts_beyond_the_width() {
    let a = [1, 1, 1, 1, 127, -128, -128, -128, 5, 100, -1, -8, 8, 1];
    let b = [0, 1, 7, 8, 8, 8, 1, 7, 9, 2, 8, -1, -1, -5];
    check(loops::left_shift(Num::I8), &[&a, &b], &[1i8, 2, -128, 0, 0, 0, 0, 0, 0, -112, 0, 0, 0, 0]);
    check(loops::right_shift(Num::I8), &[&a, &b], &[1i8, 0, 0, 0, 0, -1, -64, -1, 0, 25, -1, -1, 0, 0]);
    let (a, b) = ([1, 1, 1, 1, 255, 0, 0, 0, 5, 100], [0, 1, 7, 8, 8, 8, 1, 7, 9, 2]);
    check(loops::left_shift(Num::U8), &[&a, &b], &[1u8, 2, 128, 0, 0, 0, 0, 0, 0, 144]);
    check(loops::right_shift(Num::U8), &[&a, &b], &[1u8, 0, 0, 0, 0, 0, 0, 0, 0, 25]);
    let a = [1, 1, 1, 1, i64::MAX, i64::MIN, i64::MIN, i64::MIN, 5, 100, -1, -8, 8, 1];
    let b = [0, 1, 63, 64, 64, 64, 1, 63, 65, 2, 64, -1, -1, -5];
    let left = [1, 2, i64::MIN, 0, 0, 0, 0, 0, 0, 400, 0, 0, 0, 0];
    check(loops::left_shift(Num::I64), &[&a, &b], &left);
    let right = [1, 0, 0, 0, 0, -1, -4611686018427387904i64, -1, 0, 25, -1, -1, 0, 0];
    check(loops::right_shift(Num::I64), &[&a, &b], &right);
}

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Each pair alone, so that the element and not the block decides, and all together.
#[track_caller]
fn check_pairs<T: Elem + Default + core::fmt::Debug>(f: Option<Loop>, a: &[f64], b: &[f64], want: &[f64])
where
    f64: CastTo<T>,
{
    let [a, b, want] = [a, b, want].map(|x| x.iter().map(|&x| x.cast_to()).collect::<Vec<T>>());
    check(f, &[&a, &b], &want);
    for i in 0..want.len() {
        check(f, &[&[a[i]; 40], &[b[i]; 40]], &[want[i]; 40]);
    }
}

/// `np.floor_divide(np.array(a, t), np.array(b, t)).astype("f8")`, `np.remainder(..)`
#[test]
fn float_division() {
    let a = [
        1.0, -1.0, 0.0, -0.0, INF, 1.0, -1.0, 1.0, -1.0, -1.0, 1.0, -0.0, 5e-324, 1e300, 1.0, 7.5, -7.5, NAN,
        1.0, -INF, 0.3, 1e17, -3.0, 3.0,
    ];
    let b = [
        0.0, 0.0, 0.0, 3.0, 1.0, INF, INF, -INF, 3.0, -INF, 0.1, -3.0, 2.0, 1e-300, -0.0, -2.0, 2.0, 1.0,
        NAN, -2.0, 0.1, 3.0, 3.0, -3.0,
    ];
    let quotients = [
        INF,
        -INF,
        NAN,
        -0.0,
        NAN,
        0.0,
        -1.0,
        -1.0,
        -1.0,
        0.0,
        9.0,
        0.0,
        0.0,
        INF,
        -INF,
        -4.0,
        -4.0,
        NAN,
        NAN,
        NAN,
        2.0,
        3.3333333333333332e16,
        -1.0,
        -1.0,
    ];
    let rests = [
        NAN,
        NAN,
        NAN,
        0.0,
        NAN,
        1.0,
        INF,
        -INF,
        2.0,
        -1.0,
        0.09999999999999995,
        -0.0,
        5e-324,
        4.891554850853602e-301,
        NAN,
        -0.5,
        0.5,
        NAN,
        NAN,
        NAN,
        0.09999999999999998,
        1.0,
        0.0,
        -0.0,
    ];
    check_pairs::<f64>(loops::floor_divide(Num::F64), &a, &b, &quotients);
    check_pairs::<f64>(loops::remainder(Num::F64), &a, &b, &rests);
    // In narrower types 1e300 is infinite, 5e-324 and 1e-300 are zero, and 0.3 is not below three times 0.1.
    let (mut quotients32, mut rests32) = (quotients, rests);
    (quotients32[20], quotients32[21]) = (3.0, 3.3333333526052864e16);
    (rests32[10], rests32[13], rests32[20]) = (0.09999998658895493, NAN, 7.450580596923828e-09);
    check_pairs::<f32>(loops::floor_divide(Num::F32), &a, &b, &quotients32);
    check_pairs::<f32>(loops::remainder(Num::F32), &a, &b, &rests32);
    let (mut quotients16, mut rests16) = (quotients, rests);
    (quotients16[10], quotients16[20], quotients16[21]) = (10.0, 3.0, NAN);
    (rests16[10], rests16[13], rests16[20], rests16[21]) = (0.000244140625, NAN, 0.0001220703125, NAN);
    check_pairs::<f16>(loops::floor_divide(Num::F16), &a, &b, &quotients16);
    check_pairs::<f16>(loops::remainder(Num::F16), &a, &b, &rests16);
}

/// The remainder in blocks is the library's for random pairs over many magnitudes.
#[test]
fn float_remainder_is_exact() {
    let mut rng = support::Rng(7);
    let mut draw = |spread: u64| {
        let exponent = 1023 - spread / 2 + rng.next() % spread;
        f64::from_bits(rng.next() >> 63 << 63 | exponent << 52 | rng.next() >> 12)
    };
    let a: Vec<f64> = (0..20_000).map(|_| draw(60)).collect();
    let b: Vec<f64> = (0..20_000).map(|_| draw(20)).collect();
    let want: Vec<f64> = (0..a.len())
        .map(|i| {
            let rest = a[i] % b[i];
            if rest != 0.0 && (rest < 0.0) != (b[i] < 0.0) { rest + b[i] } else { rest.abs().copysign(b[i]) }
        })
        .collect();
    check(loops::remainder(Num::F64), &[&a, &b], &want);
}

/// `np.array(a) / np.array(b)`
#[test]
fn complex_division() {
    let a = [
        c(1.0, 1.0),
        c(1.0, 1.0),
        c(1.0, 2.0),
        c(1e200, 1e200),
        c(1.0, 0.0),
        c(0.0, 0.0),
        c(INF, 1.0),
        c(NAN, 1.0),
        c(3.0, -4.0),
        c(0.0, 1.0),
        c(2.5, 0.1),
        c(-1.0, -1.0),
    ];
    let b = [
        c(0.0, 0.0),
        c(-0.0, 0.0),
        c(3.0, -4.0),
        c(1e200, -1e200),
        c(0.0, INF),
        c(0.0, 0.0),
        c(2.0, 1.0),
        c(0.0, 1.0),
        c(1e-300, 1e-300),
        c(2.0, 0.0),
        c(0.3, -0.7),
        c(0.0, -0.0),
    ];
    let want = [
        c(INF, INF),
        c(INF, INF),
        c(-0.2, 0.4),
        c(0.0, 1.0),
        c(0.0, -0.0),
        c(NAN, NAN),
        c(INF, -INF),
        c(NAN, NAN),
        c(-4.9999999999999995e+299, -3.5e+300),
        c(0.0, 0.5),
        c(1.1724137931034486, 3.0689655172413794),
        c(-INF, -INF),
    ];
    check(loops::divide(Num::C128), &[&a, &b], &want);
}

const ORDERED: [Complex<f64>; 7] = [
    Complex::new(1.0, 2.0),
    Complex::new(1.0, 3.0),
    Complex::new(2.0, -9.0),
    Complex::new(1.0, NAN),
    Complex::new(NAN, 1.0),
    Complex::new(0.0, NAN),
    Complex::new(2.0, NAN),
];

/// Every pair of [`ORDERED`].
fn pairs() -> [Vec<Complex<f64>>; 2] {
    let each = |f: fn(usize) -> usize| (0..49).map(|i| ORDERED[f(i)]).collect();
    [each(|i| i / 7), each(|i| i % 7)]
}

/// `[getattr(np, f)([x], [y])[0] for x in v for y in v]`, as digits.
#[test]
fn complex_order() {
    let [a, b] = pairs();
    let tables: [(Option<Loop>, &str); 6] = [
        (loops::less(Num::C128), "0110000 0010000 0000000 0000000 0000000 0000000 0000000"),
        (loops::less_equal(Num::C128), "1110000 0110000 0010000 0000000 0000000 0000000 0000000"),
        (loops::greater(Num::C128), "0000000 1000000 1100000 0000000 0000000 0000000 0000000"),
        (loops::greater_equal(Num::C128), "1000000 1100000 1110000 0000000 0000000 0000000 0000000"),
        (loops::equal(Num::C128), "1000000 0100000 0010000 0000000 0000000 0000000 0000000"),
        (loops::not_equal(Num::C128), "0111111 1011111 1101111 1111111 1111111 1111111 1111111"),
    ];
    for (f, digits) in tables {
        let want: Vec<Bool8> = digits.bytes().filter(|d| *d != b' ').map(|d| Bool8::new(d == b'1')).collect();
        check(f, &[&a, &b], &want);
    }
}

/// `np.minimum([x], [y])[0]`, `np.maximum([x], [y])[0]`: which of the two it is, `=` for equal ones.
#[test]
fn complex_extrema() {
    let [a, b] = pairs();
    for (f, letters) in [
        (loops::minimum(Num::C128), "=aabbbb b=abbbb bb=bbbb aaa=aaa aaaa=aa aaaaa=a aaaaaa="),
        (loops::maximum(Num::C128), "=bbbbbb a=bbbbb aa=bbbb aaa=aaa aaaa=aa aaaaa=a aaaaaa="),
    ] {
        let letters = letters.bytes().filter(|l| *l != b' ');
        let want: Vec<_> = letters.enumerate().map(|(i, l)| if l == b'b' { b[i] } else { a[i] }).collect();
        check(f, &[&a, &b], &want);
    }
}

/// `np.sqrt(np.array([z]))[0]`; finite results that are not exact may differ in the last two places.
#[test]
fn complex_square_root() {
    let table = [
        (c(0.0, 0.0), c(0.0, 0.0)),
        (c(-0.0, -0.0), c(0.0, -0.0)),
        (c(4.0, 0.0), c(2.0, 0.0)),
        (c(-4.0, 0.0), c(0.0, 2.0)),
        (c(-4.0, -0.0), c(0.0, -2.0)),
        (c(0.0, 2.0), c(1.0, 1.0)),
        (c(-0.0, -2.0), c(1.0, -1.0)),
        (c(3.0, 4.0), c(2.0, 1.0)),
        (c(-3.0, -4.0), c(1.0, -2.0)),
        (c(INF, 1.0), c(INF, 0.0)),
        (c(-INF, 1.0), c(0.0, INF)),
        (c(-INF, -1.0), c(0.0, -INF)),
        (c(1.0, INF), c(INF, INF)),
        (c(NAN, -INF), c(INF, -INF)),
        (c(INF, NAN), c(INF, NAN)),
        (c(NAN, 1.0), c(NAN, NAN)),
    ];
    let (z, want): (Vec<_>, Vec<_>) = table.into_iter().unzip();
    check(loops::sqrt(Num::C128), &[&z], &want);
    let close = [
        (c(1e300, 1e300), c(1.09868411346781e+150, 4.550898605622274e+149)),
        (c(5e-324, 0.0), c(2.2227587494850775e-162, 0.0)),
        (c(1e-320, -1e-320), c(1.0986779977260263e-160, -4.5508732733903664e-161)),
        (c(1.7e308, 1.7e308), c(1.4325088230154573e+154, 5.933645827121221e+153)),
    ];
    for (z, want) in close {
        let got: Vec<Complex<f64>> = results(loops::sqrt(Num::C128).unwrap(), &[&[z]]);
        for (got, want) in [(got[0].re, want.re), (got[0].im, want.im)] {
            assert!((got - want).abs() <= 2.0 * f64::EPSILON * want.abs(), "{z}: {got:e}, not {want:e}");
        }
    }
}

/// Integers that no common type of `i64` and `u64` could hold.
#[test]
fn signed_against_unsigned() {
    let signed = [-1i64, 0, i64::MAX, i64::MIN, 5, -1];
    let unsigned = [u64::MAX, 0, i64::MAX as u64, 1 << 63, 4, 0];
    let order: Vec<_> =
        signed.iter().zip(unsigned).map(|(&s, u)| i128::from(s).cmp(&i128::from(u))).collect();
    let run = |f: Loop, a: *const u8, b: *const u8| -> Vec<bool> {
        let mut out = [0u8; 6];
        let ptrs = [a.cast_mut(), b.cast_mut(), out.as_mut_ptr()];
        // SAFETY: every operand has six elements.
        unsafe { f(6, ptrs.as_ptr(), [8, 8, 1].as_ptr()) };
        out.map(|x| x != 0).to_vec()
    };
    let (s, u) = (signed.as_ptr().cast(), unsigned.as_ptr().cast());
    let want = |f: fn(core::cmp::Ordering) -> bool| order.iter().map(|&o| f(o)).collect::<Vec<_>>();
    assert_eq!(run(loops::equal_i64_u64(), s, u), want(|o| o.is_eq()));
    assert_eq!(run(loops::not_equal_u64_i64(), u, s), want(|o| o.is_ne()));
    assert_eq!(run(loops::less_i64_u64(), s, u), want(|o| o.is_lt()));
    assert_eq!(run(loops::greater_u64_i64(), u, s), want(|o| o.is_lt()));
    assert_eq!(run(loops::less_equal_i64_u64(), s, u), want(|o| o.is_le()));
    assert_eq!(run(loops::greater_equal_u64_i64(), u, s), want(|o| o.is_le()));
    assert_eq!(run(loops::greater_i64_u64(), s, u), want(|o| o.is_gt()));
    assert_eq!(run(loops::less_u64_i64(), u, s), want(|o| o.is_gt()));
}

/// `np.array(v, from_)[::2].astype(to)`: NumPy's conversion of one element after the other.
#[test]
fn floats_to_integers() {
    let values = [
        NAN,
        INF,
        -INF,
        1e20,
        -1e20,
        9.223372036854776e+18,
        -9.223372036854776e+18,
        1.8446744073709552e+19,
        1.3835058055282164e+19,
        3e9,
        -3e9,
        5e9,
        -5e9,
        300.7,
        -300.7,
        7e4,
        -7e4,
        -1.5,
        255.5,
    ];
    let i32s = {
        let none = i32::MIN;
        [
            none, none, none, none, none, none, none, none, none, none, none, none, none, 300, -300, 70000,
            -70000, -1, 255,
        ]
    };
    let i64s = {
        let none = i64::MIN;
        [
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            3000000000,
            -3000000000,
            5000000000,
            -5000000000,
            300,
            -300,
            70000,
            -70000,
            -1,
            255,
        ]
    };
    let u64s = [
        9223372036854775808,
        0,
        9223372036854775808,
        0,
        9223372036854775808,
        9223372036854775808,
        9223372036854775808,
        0,
        13835058055282163712,
        3000000000,
        18446744070709551616,
        5000000000,
        18446744068709551616,
        300,
        18446744073709551316,
        70000,
        18446744073709481616,
        18446744073709551615,
        255u64,
    ];
    let u32s = [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 3000000000, 1294967296, 705032704, 3589934592, 300, 4294966996, 70000,
        4294897296, 4294967295, 255u32,
    ];
    let singles = values.map(|x| x as f32);
    let complex = values.map(|x| c(x, 7.0));
    for from in [Num::F64, Num::F32, Num::C128] {
        let both = |to: Num| Some(cast(from, to));
        macro_rules! check_to {
            ($to:expr, $want:expr) => {
                match from {
                    Num::F32 => check(both($to), &[&singles], &$want),
                    Num::F64 => check(both($to), &[&values], &$want),
                    _ => check(both($to), &[&complex], &$want),
                }
            };
        }
        check_to!(Num::I32, i32s);
        check_to!(Num::I64, i64s);
        check_to!(Num::U64, u64s);
        check_to!(Num::U32, u32s);
        check_to!(Num::I8, i32s.map(|x| x as i8));
        check_to!(Num::U8, i32s.map(|x| x as u8));
        check_to!(Num::I16, i32s.map(|x| x as i16));
        check_to!(Num::U16, i32s.map(|x| x as u16));
        check_to!(Num::Bool, [Bool8::new(true); 19]);
    }
    // The last integers that fit, and the first beyond them.
    let edges = [-2147483648.9, -2147483649.0, 2147483647.9, 2147483648.0];
    check(Some(cast(Num::F64, Num::I32)), &[&edges], &[i32::MIN, i32::MIN, i32::MAX, i32::MIN]);
    let edges = [-2147483648.0f32, -2147483904.0, 2147483520.0, 2147483648.0];
    check(Some(cast(Num::F32, Num::I32)), &[&edges], &[i32::MIN, i32::MIN, 2147483520, i32::MIN]);
}

/// `np.array(v, from_).astype(to)`
#[test]
fn other_casts() {
    let integers = [0i64, -1, 255, 256, 65536, 2147483648, i64::MIN, 9007199254740993];
    check(Some(cast(Num::I64, Num::U8)), &[&integers], &[0u8, 255, 255, 0, 0, 0, 0, 1]);
    check(Some(cast(Num::I64, Num::I32)), &[&integers], &[0, -1, 255, 256, 65536, i32::MIN, 0, 1]);
    let floats =
        [0.0, -1.0, 255.0, 256.0, 65536.0, 2147483648.0, -9.223372036854775808e18, 9007199254740992.0];
    check(Some(cast(Num::I64, Num::F64)), &[&integers], &floats);
    let unsigned = [u64::MAX, 1 << 63, 9007199254740993];
    check(Some(cast(Num::U64, Num::F32)), &[&unsigned], &[1.8446744e19f32, 9.223372e18, 9.0071993e15]);
    // 1 + 2^-11 + 2^-30 lies above the middle between neighbouring halves, which rounding to `f32` first would hide.
    let near = [1.0 + 2f64.powi(-11) + 2f64.powi(-30), 1.0 + 2f64.powi(-11), 65519.99, 65520.0, 1e-8, NAN];
    let halves = [1.0009765625, 1.0, 65504.0, INF, 0.0, NAN].map(f16::from_f64);
    check(Some(cast(Num::F64, Num::F16)), &[&near], &halves);
    let values = [c(1.5, 2.5), c(0.0, 3.0), c(0.0, 0.0), c(NAN, 0.0)];
    check(Some(cast(Num::C128, Num::F64)), &[&values], &[1.5, 0.0, 0.0, NAN]);
    check(Some(cast(Num::C128, Num::Bool)), &[&values], &[true, true, false, true].map(Bool8::new));
    check(
        Some(cast(Num::F64, Num::C64)),
        &[&[1.5, NAN]],
        &[Complex::new(1.5f32, 0.0), Complex::new(f32::NAN, 0.0)],
    );
    check(Some(cast(Num::Bool, Num::F32)), &[&[0u8, 1, 7]], &[0.0f32, 1.0, 1.0]);
    check(Some(cast(Num::Bool, Num::C128)), &[&[0u8, 2]], &[c(0.0, 0.0), c(1.0, 0.0)]);
}

/// `np.maximum(a, b)`, `np.minimum(a, b)`: NaN wins from either side.
#[test]
fn extrema_propagate_nan() {
    let (a, b) = ([1.0, NAN, 2.0, NAN, -INF], [NAN, 1.0, 3.0, NAN, INF]);
    check_pairs::<f64>(loops::maximum(Num::F64), &a, &b, &[NAN, NAN, 3.0, NAN, INF]);
    check_pairs::<f32>(loops::minimum(Num::F32), &a, &b, &[NAN, NAN, 2.0, NAN, -INF]);
    check_pairs::<f16>(loops::minimum(Num::F16), &a, &b, &[NAN, NAN, 2.0, NAN, -INF]);
    // Of equal zeros the second is taken, in half precision the first.
    let (zeros, others) = ([0.0, -0.0], [-0.0, 0.0]);
    for extremum in [loops::maximum, loops::minimum] {
        check_pairs::<f64>(extremum(Num::F64), &zeros, &others, &others);
        check_pairs::<f32>(extremum(Num::F32), &zeros, &others, &others);
        check_pairs::<bf16>(extremum(Num::BF16), &zeros, &others, &others);
        check_pairs::<f16>(extremum(Num::F16), &zeros, &others, &zeros);
    }
}

/// Integers wrap, and booleans compute in logic.
#[test]
fn integers_and_booleans() {
    let (a, b) = ([127i8, -128, 100], [1i8, -128, 3]);
    check(loops::add(Num::I8), &[&a, &b], &[-128i8, 0, 103]);
    check(loops::subtract(Num::I8), &[&a, &b], &[126i8, 0, 97]);
    check(loops::multiply(Num::I8), &[&a, &b], &[127i8, 0, 44]);
    check(loops::negative(Num::I8), &[&a], &[-127i8, -128, -100]);
    check(loops::square(Num::I8), &[&a], &[1i8, 0, 16]);
    check(loops::negative(Num::U8), &[&[0u8, 1, 255]], &[0u8, 255, 1]);
    let (a, b) = ([0u8, 2, 0, 255], [0u8, 0, 1, 7]);
    check(loops::add(Num::Bool), &[&a, &b], &[0u8, 1, 1, 1]);
    check(loops::multiply(Num::Bool), &[&a, &b], &[0u8, 0, 0, 1]);
    check(loops::bitwise_xor(Num::Bool), &[&a, &b], &[0u8, 1, 1, 0]);
    check(loops::invert(Num::Bool), &[&a], &[1u8, 0, 1, 0]);
    check(loops::equal(Num::Bool), &[&a, &b], &[1u8, 0, 0, 1]);
    check(loops::less(Num::Bool), &[&a, &b], &[0u8, 0, 1, 0]);
    check(loops::maximum(Num::Bool), &[&a, &b], &[0u8, 1, 1, 1]);
}
