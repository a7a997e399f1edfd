//! Elementary functions against exact values.

mod support;

use nd_kernel::{Complex, Loop, Num, bf16, f16, isa, math};
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

/// All of them: half an ULP, but for the rounding of the intermediate `f32`, which has 16 bits more.
#[test]
fn bfloat16_are_rounded_singles() {
    let x: Vec<bf16> = (0..=u16::MAX).map(bf16::from_bits).collect();
    for (name, getter, exact) in FUNCTIONS {
        for level in isa::levels() {
            let all: Vec<bf16> = isa::with_level(level, || results(getter(Num::BF16).unwrap(), &[&x]));
            for (&x, got) in x.iter().zip(all) {
                let want = exact(x.to_f64());
                let nearest = bf16::from_f64(want);
                let context = format!("{name}({x:e}) at {}: {got}, not {want}", level.name());
                if nearest.is_nan() {
                    assert!(got.is_nan(), "{context}");
                } else if nearest.to_bits() != got.to_bits() {
                    assert!(nearest.is_finite(), "{context}");
                    let magnitude = nearest.to_bits() & 0x7fff;
                    let ulp = bf16::from_bits(magnitude + 1).to_f64() - bf16::from_bits(magnitude).to_f64();
                    assert!((got.to_f64() - want).abs() <= 0.50001 * ulp, "{context}");
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

/// All functions of one.
const UNARY: [(&str, Getter); 20] = [
    ("exp", math::exp),
    ("log", math::log),
    ("sin", math::sin),
    ("cos", math::cos),
    ("tan", math::tan),
    ("exp2", math::exp2),
    ("expm1", math::expm1),
    ("log2", math::log2),
    ("log10", math::log10),
    ("log1p", math::log1p),
    ("sinh", math::sinh),
    ("cosh", math::cosh),
    ("tanh", math::tanh),
    ("arcsin", math::arcsin),
    ("arccos", math::arccos),
    ("arctan", math::arctan),
    ("arcsinh", math::arcsinh),
    ("arccosh", math::arccosh),
    ("arctanh", math::arctanh),
    ("cbrt", math::cbrt),
];

/// All functions of two.
const BINARY: [(&str, Getter); 5] = [
    ("power", math::power),
    ("hypot", math::hypot),
    ("arctan2", math::arctan2),
    ("logaddexp", math::logaddexp),
    ("logaddexp2", math::logaddexp2),
];

/// Every third of `spread`, and every second of the result.
fn strided(run: Loop, inputs: &[&[f64]]) -> Vec<f64> {
    let n = inputs[0].len();
    let mut spread: Vec<Vec<f64>> =
        inputs.iter().map(|x| x.iter().flat_map(|&x| [x, f64::NAN, 7.0]).collect()).collect();
    let mut out = vec![0.0f64; 2 * n];
    let mut ptrs: Vec<*mut u8> = spread.iter_mut().map(|x| x.as_mut_ptr().cast()).collect();
    ptrs.push(out.as_mut_ptr().cast());
    let mut steps = vec![24isize; inputs.len()];
    steps.push(16);
    // SAFETY: the vectors hold as many elements at these strides.
    unsafe { run(n, ptrs.as_ptr(), steps.as_ptr()) };
    assert!(out.iter().skip(1).step_by(2).all(|&gap| gap == 0.0), "a gap was written");
    out.into_iter().step_by(2).collect()
}

/// An element's result does not depend on its neighbours, its stride or its place in the run.
#[test]
fn results_do_not_depend_on_the_layout() {
    let x: Vec<f64> = (0..1000).map(|i| (f64::from(i) * 0.77).exp() * 1e-3).collect();
    let y: Vec<f64> = (0..1000).map(|i| f64::from(i % 37) * 0.3 - 4.0).collect();
    let same = |name: &str, x: &[f64], got: &[f64], want: &[f64]| {
        for i in 0..want.len() {
            let (got, want) = (got[i], want[i]);
            let equal = got.to_bits() == want.to_bits() || got.is_nan() && want.is_nan();
            assert!(equal, "{name}({}): {got:e}, not {want:e}", x[i]);
        }
    };
    for level in isa::levels() {
        isa::with_level(level, || {
            for (name, getter) in UNARY {
                let run = getter(Num::F64).unwrap();
                for x in [&x, &y] {
                    let all: Vec<f64> = results(run, &[x]);
                    same(name, x, &strided(run, &[x]), &all);
                    let alone: Vec<f64> = (0..x.len()).map(|i| results(run, &[&x[i..=i]])[0]).collect();
                    same(name, x, &alone, &all);
                    let mut backwards: Vec<f64> = x.iter().rev().copied().collect();
                    backwards = results(run, &[&backwards]);
                    backwards.reverse();
                    same(name, x, &backwards, &all);
                }
            }
            for (name, getter) in BINARY {
                let run = getter(Num::F64).unwrap();
                let all: Vec<f64> = results(run, &[&x, &y]);
                same(name, &x, &strided(run, &[&x, &y]), &all);
                let alone: Vec<f64> =
                    (0..x.len()).map(|i| results(run, &[&x[i..=i], &y[i..=i]])[0]).collect();
                same(name, &x, &alone, &all);
            }
        });
    }
}

/// Functions of two fold when the output is the first operand; every step sees the one before.
#[test]
fn functions_of_two_fold() {
    let x: Vec<f64> = (0..300).map(|i| 0.5 + f64::from(i % 7) * 0.1).collect();
    for level in isa::levels() {
        isa::with_level(level, || {
            for (name, getter) in BINARY {
                let run = getter(Num::F64).unwrap();
                let mut acc = 0.75f64;
                let ptr = (&raw mut acc).cast::<u8>();
                let ptrs = [ptr, x.as_ptr().cast_mut().cast(), ptr];
                // SAFETY: the accumulator and the elements are alive and apart.
                unsafe { run(x.len(), ptrs.as_ptr(), [0, 8, 0].as_ptr()) };
                let step = |acc: f64, x: &f64| -> f64 { results(run, &[&[acc], &[*x]])[0] };
                assert_eq!(acc.to_bits(), x.iter().fold(0.75, step).to_bits(), "{name}");
            }
        });
    }
}

/// What is exact stays exact.
#[test]
fn exact_results_are_exact() {
    let check = |name: &str, getter: Getter, inputs: &[&[f64]], want: &[f64]| {
        for level in isa::levels() {
            let got: Vec<f64> = isa::with_level(level, || results(getter(Num::F64).unwrap(), inputs));
            assert_eq!(got, want, "{name} at {}", level.name());
        }
    };
    let whole: Vec<f64> = (-1074..1024).map(f64::from).collect();
    let powers: Vec<f64> = (-1074..1024)
        .map(|n| if n < -1022 { f64::from_bits(1 << (n + 1074)) } else { 2f64.powi(n) })
        .collect();
    check("exp2", math::exp2, &[&whole], &powers);
    check("log2", math::log2, &[&powers], &whole);
    let tens: Vec<f64> = (0..23).map(|n| 10f64.powi(n)).collect();
    let digits: Vec<f64> = (0..23).map(f64::from).collect();
    check("log10", math::log10, &[&tens], &digits);
    check("power", math::power, &[&[10.0; 23][..], &digits], &tens);
    let roots: Vec<f64> = (-2000..2000).map(f64::from).collect();
    let cubes: Vec<f64> = roots.iter().map(|x| x * x * x).collect();
    check("cbrt", math::cbrt, &[&cubes], &roots);
    check("power", math::power, &[&roots, &vec![3.0; roots.len()]], &cubes);
    check("power", math::power, &[&roots, &vec![1.0; roots.len()]], &roots);
    let sides = |x: f64| [x, x * 2f64.powi(900), f64::from_bits(x as u64)];
    check("hypot", math::hypot, &[&sides(5.0), &sides(12.0)], &sides(13.0));
}
