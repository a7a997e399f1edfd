//! What an operation gave, and whether that is what NumPy gives.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Complex, Scalar};
use serde_json::Value;

use crate::given::{self, Failure};
use crate::hex;

/// A result.
#[derive(Debug)]
pub(crate) enum Answer {
    Array(Array),
    DType(DType),
    Text(String),
    Bool(bool),
    Int(i64),
    Float(f64),
    None,
    Tuple(Vec<Answer>),
}

/// How closely to compare.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Check {
    /// Units in the last place that a float may be off.
    ulp: Option<u64>,
    /// Bytes of the floats, known to `ulp`, that integers were made of.
    cast: Option<u64>,
    /// Part of the largest expected element that an element may be off.
    rel: Option<f64>,
    /// Whether an error's message is left out.
    kind_only: bool,
}

impl Check {
    /// Reads the last part of a case.
    pub(crate) fn parse(value: Option<&Value>) -> Check {
        let Some(value) = value else { return Check::default() };
        Check {
            ulp: value["ulp"].as_u64(),
            cast: value["cast"].as_u64(),
            rel: value["rel"].as_f64(),
            kind_only: value["kind"].as_bool() == Some(true),
        }
    }

    /// Compares a result with what is `expected`.
    ///
    /// # Errors
    /// What is different, for a person.
    pub(crate) fn compare(&self, result: &Result<Answer, Failure>, expected: &Value) -> Result<(), String> {
        match (result, &expected["err"]) {
            (Err(Failure::Case(message)), _) => Err(format!("the case is not understood: {message}")),
            (Ok(answer), Value::Null) => self.answer(answer, expected),
            (Ok(answer), error) => Err(format!("expected {}\n     got {}", refusal(error), show(answer))),
            (Err(Failure::Nd(error)), Value::Null) => {
                Err(format!("expected {}\n     got {error:?}", describe(expected)))
            }
            (Err(Failure::Nd(error)), expected) => {
                let same_words = self.kind_only || expected[1].as_str() == Some(&error.to_string());
                match expected[0].as_str() == Some(error.kind().name()) && same_words {
                    true => Ok(()),
                    false => Err(format!("expected {}\n     got {error:?}", refusal(expected))),
                }
            }
        }
    }

    fn answer(&self, answer: &Answer, expected: &Value) -> Result<(), String> {
        let same = match answer {
            Answer::Array(array) => {
                return self.array(array, &expected["a"]).map_err(|why| {
                    format!("expected {}\n     got {}{why}", describe(expected), show(answer))
                });
            }
            Answer::Tuple(items) => {
                let wanted = expected["t"].as_array().filter(|wanted| wanted.len() == items.len());
                match wanted {
                    Some(wanted) => {
                        return items.iter().zip(wanted).enumerate().try_for_each(|(i, (item, wanted))| {
                            self.answer(item, wanted).map_err(|why| format!("item {i}: {why}"))
                        });
                    }
                    None => false,
                }
            }
            Answer::DType(dtype) => expected["d"].as_str() == Some(&format!("{dtype:?}")),
            Answer::Text(text) => expected.as_str() == Some(text),
            Answer::Bool(value) => expected.as_bool() == Some(*value),
            Answer::Int(value) => expected.as_i64() == Some(*value),
            Answer::Float(value) => {
                let wanted = expected["f"].as_str().and_then(|text| text.parse::<f64>().ok());
                wanted.is_some_and(|wanted| self.near(*value, wanted, f64::EPSILON, wanted.abs()))
            }
            Answer::None => expected.is_null(),
        };
        if same { Ok(()) } else { Err(format!("expected {}\n     got {}", describe(expected), show(answer))) }
    }

    fn array(&self, array: &Array, expected: &Value) -> Result<(), String> {
        if expected.is_null() {
            return Err(String::new());
        }
        let (dtype, shape) = (given::dtype(&expected[0])?, given::shape(&expected[1])?);
        if array.dtype() != &dtype || array.shape() != shape {
            return Err("\n         differs in dtype or shape".into());
        }
        let wanted = expected[2].as_str().ok_or("no elements")?;
        let mut bytes = array.tobytes().map_err(|error| format!("\n         {error}"))?;
        canonical(&dtype, &mut bytes);
        if let Some(hash) = wanted.strip_prefix('#') {
            return match hash.starts_with(&format!("{:016x}", fnv(&bytes))) {
                true => Ok(()),
                false => Err("\n         differs in elements".into()),
            };
        }
        let wanted = hex::decode(wanted)?;
        if wanted == bytes {
            return Ok(());
        }
        if self.ulp.is_none() && self.rel.is_none() {
            return Err("\n         differs in elements".into());
        }
        self.close(&dtype, &bytes, &wanted)
    }

    fn close(&self, dtype: &DType, got: &[u8], wanted: &[u8]) -> Result<(), String> {
        let wide = |bytes: &[u8]| -> Option<Vec<Complex<f64>>> {
            bytes
                .chunks_exact(dtype.itemsize())
                .map(|e| Scalar::from_bytes(dtype, e).get::<Complex<f64>>().ok())
                .collect()
        };
        let (Some(got), Some(wanted)) = (wide(got), wide(wanted)) else {
            return Err("\n         not numbers".into());
        };
        let epsilon = match (dtype.kind(), dtype.itemsize()) {
            ('f', bytes) => epsilon_of(bytes as u64),
            ('c', bytes) => epsilon_of(bytes as u64 / 2),
            _ => 0.0,
        };
        let finite = |z: &&Complex<f64>| z.re.is_finite() && z.im.is_finite();
        let largest = wanted.iter().filter(finite).map(|z| z.norm()).fold(0.0, f64::max);
        for (i, (g, w)) in got.iter().zip(&wanted).enumerate() {
            let scale = w.norm();
            if one_sided(*g, *w) || self.cast_near(dtype, g.re, w.re) {
                continue;
            }
            if !self.near(g.re, w.re, epsilon, scale.max(0.0)) || !self.near(g.im, w.im, epsilon, scale) {
                let excused = self.rel.is_some_and(|rel| (g - w).norm() <= rel * largest);
                if !excused {
                    return Err(format!("\n         element {i}: expected {w}, got {g}"));
                }
            }
        }
        Ok(())
    }

    /// Whether two integers may be made of floats that are as near as they have to be: such floats may lie on the two sides of
    /// an integer, and may be further apart than that if they are large. What is out of range has wrapped.
    fn cast_near(&self, dtype: &DType, got: f64, wanted: f64) -> bool {
        let (Some(bytes), Some(ulp), 'i' | 'u') = (self.cast, self.ulp, dtype.kind()) else { return false };
        let apart = (got - wanted).abs();
        let apart = apart.min(2f64.powi(8 * dtype.itemsize() as i32) - apart);
        apart <= (ulp as f64 * epsilon_of(bytes) * wanted.abs()).max(1.0)
    }

    /// Whether a float is as near as units in the last place of `scale` allow; infinities and NaN have to agree.
    fn near(&self, got: f64, wanted: f64, epsilon: f64, scale: f64) -> bool {
        if got == wanted || (got.is_nan() && wanted.is_nan()) {
            return true;
        }
        // The spacing of floats just below 2^k * epsilon; never less than the least positive float.
        let unit = if scale.is_finite() { scale.max(wanted.abs()) } else { wanted.abs() };
        let spacing = if unit > 0.0 && unit.is_finite() {
            2f64.powi(unit.log2().floor() as i32) * epsilon
        } else {
            0.0
        };
        let least = if epsilon > 1e-4 {
            2f64.powi(-24)
        } else if epsilon > 1e-8 {
            1e-45
        } else {
            5e-324
        };
        self.ulp.is_some_and(|ulp| (got - wanted).abs() <= ulp as f64 * spacing.max(least))
    }
}

/// The distance of 1 to the next float of so many bytes.
fn epsilon_of(bytes: u64) -> f64 {
    match bytes {
        2 => 2f64.powi(-10),
        4 => f64::from(f32::EPSILON),
        _ => f64::EPSILON,
    }
}

/// Whether both numbers are an infinity beside a NaN: C99 (annex G) leaves the sign of such an infinity open.
fn one_sided(a: Complex<f64>, b: Complex<f64>) -> bool {
    let is = |z: Complex<f64>| (z.re.is_infinite() && z.im.is_nan(), z.im.is_infinite() && z.re.is_nan());
    is(a) == is(b) && is(a) != (false, false)
}

/// One NaN for all NaNs, as in `canonical` of `python/cases.py`.
fn canonical(dtype: &DType, bytes: &mut [u8]) {
    let itemsize = dtype.itemsize().max(1);
    if !dtype.fields().is_empty() {
        for element in bytes.chunks_exact_mut(itemsize) {
            let mut clean = vec![0; element.len()];
            for field in dtype.fields() {
                canonical(&field.dtype, &mut element[field.range()]);
                clean[field.range()].copy_from_slice(&element[field.range()]);
            }
            // What lies between fields is nobody's.
            element.copy_from_slice(&clean);
        }
        return;
    }
    if let Some(sub) = dtype.subdtype() {
        return canonical(sub.base(), bytes);
    }
    let part = match dtype.kind() {
        'f' => itemsize,
        'c' => itemsize / 2,
        _ => return,
    };
    let big = dtype.byteorder() == '>';
    for float in bytes.chunks_exact_mut(part) {
        if big {
            float.reverse();
        }
        match part {
            2 => replace(float, 0x7c00, 0x7e00),
            4 => replace(float, 0x7f80_0000, 0x7fc0_0000),
            _ => replace(float, 0x7ff0_0000_0000_0000, 0x7ff8_0000_0000_0000),
        }
        if big {
            float.reverse();
        }
    }
}

/// Puts `quiet` in place of a little-endian float above `infinity`.
fn replace(float: &mut [u8], infinity: u64, quiet: u64) {
    let mut word = [0; 8];
    word[..float.len()].copy_from_slice(float);
    let sign = 1 << (8 * float.len() - 1);
    if u64::from_le_bytes(word) & !sign > infinity {
        float.copy_from_slice(&quiet.to_le_bytes()[..float.len()]);
    }
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3))
}

fn refusal(expected: &Value) -> String {
    format!("{}: {}", expected[0].as_str().unwrap_or("?"), expected[1].as_str().unwrap_or("?"))
}

/// An expectation for a person.
fn describe(expected: &Value) -> String {
    let spec = &expected["a"];
    if spec.is_null() {
        return expected.to_string();
    }
    let shown = || -> Option<String> {
        let (dtype, shape) = (given::dtype(&spec[0]).ok()?, given::shape(&spec[1]).ok()?);
        let hex = spec[2].as_str()?;
        if let Some(sample) = hex.strip_prefix('#') {
            let first = Array::from_bytes(2, &dtype, &hex::decode(&sample[16..]).ok()?).ok()?;
            return Some(format!("{dtype} {shape:?} starting {first}"));
        }
        let array = Array::from_bytes(&shape, &dtype, &hex::decode(hex).ok()?).ok()?;
        Some(show(&Answer::Array(array)))
    };
    shown().unwrap_or_else(|| spec.to_string())
}

/// A result for a person.
fn show(answer: &Answer) -> String {
    match answer {
        Answer::Array(array) => {
            format!(
                "{} {:?} {}",
                array.dtype(),
                array.shape(),
                array.to_string().replace('\n', "\n         ")
            )
        }
        Answer::Text(text) => format!("{text:?}"),
        Answer::Tuple(items) => format!("({})", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Answer::DType(dtype) => format!("{dtype:?}"),
        Answer::Bool(value) => value.to_string(),
        Answer::Int(value) => value.to_string(),
        Answer::Float(value) => format!("{value:?}"),
        Answer::None => "None".into(),
    }
}

macro_rules! answers {
    ($($t:ty => $kind:ident),* $(,)?) => { $(
        impl From<$t> for Answer {
            fn from(value: $t) -> Answer {
                Answer::$kind(value)
            }
        }
    )* };
}
answers! { Array => Array, DType => DType, String => Text, bool => Bool, i64 => Int, f64 => Float }

impl From<()> for Answer {
    fn from((): ()) -> Answer {
        Answer::None
    }
}

impl From<usize> for Answer {
    fn from(value: usize) -> Answer {
        Answer::Int(value as i64)
    }
}

impl From<&[isize]> for Answer {
    fn from(values: &[isize]) -> Answer {
        Answer::Tuple(values.iter().map(|&value| Answer::Int(value as i64)).collect())
    }
}

impl From<&[usize]> for Answer {
    fn from(values: &[usize]) -> Answer {
        Answer::Tuple(values.iter().map(|&value| Answer::Int(value as i64)).collect())
    }
}

impl<T: Into<Answer>> From<Vec<T>> for Answer {
    fn from(values: Vec<T>) -> Answer {
        Answer::Tuple(values.into_iter().map(T::into).collect())
    }
}

impl<A: Into<Answer>, B: Into<Answer>> From<(A, B)> for Answer {
    fn from((a, b): (A, B)) -> Answer {
        Answer::Tuple(vec![a.into(), b.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(answer: impl Into<Answer>, expected: &str, check: Check) -> Result<(), String> {
        check.compare(&Ok(answer.into()), &serde_json::from_str(expected).expect("JSON"))
    }

    #[test]
    fn arrays_agree_in_dtype_shape_and_bytes() {
        let x = Array::from_vec(vec![1i16, -1]).expect("memory");
        let exact = Check::default();
        assert_eq!(compare(x.clone(), r#"{"a":["<i2",[2],"0100ffff"]}"#, exact), Ok(()));
        for other in [
            r#"{"a":["<u2",[2],"0100ffff"]}"#,
            r#"{"a":["<i2",[2,1],"0100ffff"]}"#,
            r#"{"a":["<i2",[2],"0100feff"]}"#,
        ] {
            assert!(compare(x.clone(), other, exact).is_err(), "{other}");
        }
    }

    #[test]
    fn every_nan_is_the_same() {
        let x = Array::from_vec(vec![-f32::NAN, f32::from_bits(0x7f80_0001)]).expect("memory");
        assert_eq!(compare(x, r#"{"a":["<f4",[2],"0000c07f0000c07f"]}"#, Check::default()), Ok(()));
    }

    #[test]
    fn tolerances_are_in_units_in_the_last_place() {
        let next = f64::from_bits(1.5f64.to_bits() + 1);
        let expected = r#"{"a":["<f8",[1],"000000000000f83f"]}"#;
        assert!(compare(nd::array![next], expected, Check::default()).is_err());
        assert_eq!(compare(nd::array![next], expected, Check { ulp: Some(1), ..Check::default() }), Ok(()));
        let far = f64::from_bits(1.5f64.to_bits() + 2);
        assert!(compare(nd::array![far], expected, Check { ulp: Some(1), ..Check::default() }).is_err());
    }

    #[test]
    fn integers_of_close_floats_are_a_step_apart() {
        let cast = Check { ulp: Some(2), cast: Some(4), ..Check::default() };
        let of = |x: Array| compare(x, r#"{"a":["<u2",[2],"01000080"]}"#, cast);
        assert_eq!(of(Array::from_vec(vec![0u16, 0x8000]).expect("memory")), Ok(()));
        assert_eq!(of(Array::from_vec(vec![1u16, 0x8001]).expect("memory")), Ok(()));
        assert!(of(Array::from_vec(vec![3u16, 0x8000]).expect("memory")).is_err());
        assert!(
            compare(
                Array::from_vec(vec![0u16, 0x8000]).expect("memory"),
                r#"{"a":["<u2",[2],"01000080"]}"#,
                Check { cast: None, ..cast }
            )
            .is_err()
        );
        assert_eq!(
            compare(Array::from_vec(vec![0u8]).expect("memory"), r#"{"a":["|u1",[1],"ff"]}"#, cast),
            Ok(())
        );
    }

    #[test]
    fn errors_agree_in_class_and_words() {
        let wrong = || Err(Failure::from(DType::parse("xyz").expect_err("no dtype")));
        let expected = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        let same = expected(r#"{"err":["TypeError","data type 'xyz' not understood"]}"#);
        let words = expected(r#"{"err":["TypeError","no"]}"#);
        let class = expected(r#"{"err":["ValueError","data type 'xyz' not understood"]}"#);
        let exact = Check::default();
        assert_eq!(exact.compare(&wrong(), &same), Ok(()));
        assert!(exact.compare(&wrong(), &words).is_err() && exact.compare(&wrong(), &class).is_err());
        assert_eq!(Check { kind_only: true, ..exact }.compare(&wrong(), &words), Ok(()));
    }
}
