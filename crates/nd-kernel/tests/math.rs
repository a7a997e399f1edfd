//! Elementary functions against exact values.

mod support;

use nd_kernel::{Complex, Loop, Num, f16, isa, math};
use support::results;

type Getter = fn(Num) -> Option<Loop>;
type Exact = fn(f64) -> f64;

const FUNCTIONS: [(&str, Getter, Exact); 4] = [
    ("exp", math::exp, f64::exp),
    ("log", math::log, f64::ln),
    ("sin", math::sin, f64::sin),
    ("cos", math::cos, f64::cos),
];

/// Exact values by mpmath at 1400 bits: x, the nearest double to f(x), and the distance of f(x) from that in ULP, packed
/// as `<ddf`, for each function in the order of [`FUNCTIONS`] and as many arguments as [`COUNTS`] says. Arguments
/// are special values, random ones from the whole range, ones near 1 and near zeros of the result, subnormals, results
/// that are subnormal, and huge angles.
///
/// ```text
/// v = f(mpf(x)); pack("<ddf", x, float(v), float((v - mpf(float(v))) / ulp(v)))
/// ```
const GOLDEN: &[u8] = include_bytes!("data/math.bin");
const COUNTS: [usize; 4] = [484, 489, 397, 397];

/// The distance between neighbouring doubles at `x`.
fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if x == f64::MAX { x - x.next_down() } else { x.next_up() - x }
}

fn f64_at(bytes: &[u8], k: usize) -> f64 {
    f64::from_le_bytes(bytes[8 * k..][..8].try_into().unwrap())
}

#[test]
fn doubles_are_within_one_ulp() {
    let mut golden = GOLDEN;
    for ((name, getter, _), count) in FUNCTIONS.into_iter().zip(COUNTS) {
        let (table, rest) = golden.split_at(count * 20);
        golden = rest;
        let rows: Vec<(f64, f64, f64)> = table
            .chunks(20)
            .map(|row| {
                let rest = f32::from_le_bytes(row[16..].try_into().unwrap());
                (f64_at(row, 0), f64_at(row, 1), f64::from(rest))
            })
            .collect();
        let x: Vec<f64> = rows.iter().map(|row| row.0).collect();
        for level in isa::levels() {
            let all: Vec<f64> = isa::with_level(level, || results(getter(Num::F64).unwrap(), &[&x]));
            for (&(x, want, rest), got) in rows.iter().zip(all) {
                let context = format!("{name}({x:e}) at {}: {got:e}, not {want:e}", level.name());
                if want.is_nan() {
                    assert!(got.is_nan(), "{context}");
                } else if want.is_infinite() || want == 0.0 && rest == 0.0 {
                    assert_eq!(got.to_bits(), want.to_bits(), "{context}");
                } else {
                    let error = ((got - want) / ulp(want) - rest).abs();
                    assert!(error <= 1.0, "{error} ULP: {context}");
                }
            }
        }
    }
    assert!(golden.is_empty());
}

/// Bit patterns from the whole of the type against the double-precision function of the standard library.
#[test]
fn singles_are_within_one_ulp() {
    let mut x: Vec<f32> = (0..=u32::MAX).step_by(9973).map(f32::from_bits).collect();
    x.extend([
        0.0,
        -0.0,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::NAN,
        f32::MAX,
        f32::from_bits(1),
        88.72284,
        -103.97,
    ]);
    x.extend((-30_000..30_000).map(|k| k as f32 * 0.0034));
    for (name, getter, exact) in FUNCTIONS {
        for level in isa::levels() {
            let all: Vec<f32> = isa::with_level(level, || results(getter(Num::F32).unwrap(), &[&x]));
            for (&x, got) in x.iter().zip(all) {
                let want = exact(f64::from(x));
                let nearest = want as f32;
                let context = format!("{name}({x:e}) at {}: {got:e}, not {want:e}", level.name());
                if nearest.is_nan() {
                    assert!(got.is_nan(), "{context}");
                } else if nearest.is_infinite() || want == 0.0 {
                    assert_eq!(got.to_bits(), nearest.to_bits(), "{context}");
                } else {
                    let below = nearest.abs().min(f32::MAX.next_down());
                    let error = (f64::from(got) - want).abs() / f64::from(below.next_up() - below);
                    assert!(error <= 1.0, "{error} ULP: {context}");
                }
            }
        }
    }
}

/// All of them: half an ULP, but for the rounding of the intermediate `f32`.
#[test]
fn halves_are_rounded_singles() {
    let x: Vec<f16> = (0..=u16::MAX).map(f16::from_bits).collect();
    for (name, getter, exact) in FUNCTIONS {
        for level in isa::levels() {
            let all: Vec<f16> = isa::with_level(level, || results(getter(Num::F16).unwrap(), &[&x]));
            for (&x, got) in x.iter().zip(all) {
                let want = exact(x.to_f64());
                let nearest = f16::from_f64(want);
                let context = format!("{name}({x:e}) at {}: {got}, not {want}", level.name());
                if nearest.is_nan() {
                    assert!(got.is_nan(), "{context}");
                } else if nearest.to_bits() != got.to_bits() {
                    assert!(nearest.is_finite(), "{context}");
                    let ulp =
                        f16::from_bits((nearest.to_bits() & 0x7fff) + 1).to_f64() - nearest.to_f64().abs();
                    assert!((got.to_f64() - want).abs() <= 0.501 * ulp, "{context}");
                }
            }
        }
    }
}

/// Exact values by mpmath: x, y, and both parts of f(x + iy) as doubles, for each function in turn. For the logarithm there
/// are points next to the unit circle, for the others points where e^x overflows but the result does not.
const COMPLEX: &[u8] = include_bytes!("data/complex.bin");
const COMPLEX_COUNTS: [usize; 4] = [47, 70, 47, 47];

#[test]
fn complex_parts_are_accurate() {
    let mut golden = COMPLEX;
    for ((name, getter, _), count) in FUNCTIONS.into_iter().zip(COMPLEX_COUNTS) {
        let (table, rest) = golden.split_at(count * 32);
        golden = rest;
        for row in table.chunks(32) {
            let z = Complex::new(f64_at(row, 0), f64_at(row, 1));
            let want = Complex::new(f64_at(row, 2), f64_at(row, 3));
            let got: Complex<f64> = results(getter(Num::C128).unwrap(), &[&[z]])[0];
            for (got, want) in [(got.re, want.re), (got.im, want.im)] {
                // Products of two functions, each good to an ULP or so.
                assert!(
                    got == want || (got - want).abs() <= 4.0 * ulp(want),
                    "{name}({z}): {got:e}, not {want:e}"
                );
            }
            let single = Complex::new(z.re as f32, z.im as f32);
            if f64::from(single.re) == z.re && f64::from(single.im) == z.im {
                let got: Complex<f32> = results(getter(Num::C64).unwrap(), &[&[single]])[0];
                assert_eq!(got, Complex::new(want.re as f32, want.im as f32), "{name}({z})");
            }
        }
    }
    assert!(golden.is_empty());
}

/// What NumPy 2.4.6 gives where x and y are zeros, infinities, NaN, or overflow alone: x, y and both parts.
///
/// ```text
/// g = [0.0, -0.0, 1.0, -2.5, 800.0, -800.0, inf, -inf, nan]
/// for f in np.exp, np.log, np.sin, np.cos: for x, y in itertools.product(g, g): ...
/// ```
const SPECIAL: &[u8] = include_bytes!("data/complex_special.bin");

#[test]
fn complex_special_values_are_numpys() {
    for (k, row) in SPECIAL.chunks(32).enumerate() {
        let (name, getter, _) = FUNCTIONS[k / 81];
        let z = Complex::new(f64_at(row, 0), f64_at(row, 1));
        let want = Complex::new(f64_at(row, 2), f64_at(row, 3));
        let got: Complex<f64> = results(getter(Num::C128).unwrap(), &[&[z]])[0];
        let mut wrong = false;
        for (got, want) in [(got.re, want.re), (got.im, want.im)] {
            wrong |= if want.is_nan() {
                !got.is_nan()
            } else if want.is_finite() && want != 0.0 {
                (got - want).abs() > 4.0 * ulp(want)
            } else {
                got.to_bits() != want.to_bits()
            };
        }
        assert!(!wrong, "{name}({z:?}): {got:?}, not {want:?}");
    }
}

/// An element's result does not depend on its neighbours, its stride or its place in the run.
#[test]
fn results_do_not_depend_on_the_layout() {
    let x: Vec<f64> = (0..1000).map(|i| (f64::from(i) * 0.77).exp() * 1e-3).collect();
    for (name, getter, _) in FUNCTIONS {
        for level in isa::levels() {
            isa::with_level(level, || {
                let run = getter(Num::F64).unwrap();
                let all: Vec<f64> = results(run, &[&x]);
                let mut spread = vec![0.0f64; 3 * x.len()];
                let mut out = vec![0.0f64; 2 * x.len()];
                for (to, from) in spread.chunks_mut(3).zip(&x) {
                    to[0] = *from;
                }
                let ptrs = [spread.as_mut_ptr().cast::<u8>(), out.as_mut_ptr().cast()];
                // SAFETY: both vectors hold as many elements at these strides.
                unsafe { run(x.len(), ptrs.as_ptr(), [24, 16].as_ptr()) };
                for (i, want) in all.iter().enumerate() {
                    let mut alone = 0.0f64;
                    let ptrs = [(&raw const x[i]).cast_mut().cast::<u8>(), (&raw mut alone).cast()];
                    // SAFETY: one live element each.
                    unsafe { run(1, ptrs.as_ptr(), [8, 8].as_ptr()) };
                    assert_eq!(alone.to_bits(), want.to_bits(), "{name}({}) at {}", x[i], level.name());
                    assert_eq!(out[2 * i].to_bits(), want.to_bits(), "{name}({}) at {}", x[i], level.name());
                }
            });
        }
    }
}
