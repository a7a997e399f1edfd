//! What a workload computed, from either side, and whether the two are the same.

#![forbid(unsafe_code)]

/// A result in a form that both sides can make: NumPy's dtype string, shape, and bytes in C order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Such as `<f8`; `text` for the content of a file.
    pub(crate) dtype: String,
    /// Empty for a scalar.
    pub(crate) shape: Vec<usize>,
    /// The elements.
    pub(crate) bytes: Vec<u8>,
}

/// How far two results may differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tolerance {
    /// Not in one bit.
    Exact,
    /// For `f64` and `f32`: by this much of the larger magnitude, where the order of additions differs.
    Relative(f64),
    /// For `f64` and pairs of it: by this much of the largest magnitude, where all of the input goes into each element.
    OfLargest(f64),
}

impl Outcome {
    /// Says how `self`, which is nd's, differs from NumPy's result, if it does.
    pub(crate) fn same(&self, numpy: &Outcome, tolerance: Tolerance) -> Result<(), String> {
        if self.dtype != numpy.dtype || self.shape != numpy.shape {
            return Err(format!(
                "the results differ: {} of shape {:?}, NumPy's {} of shape {:?}",
                self.dtype, self.shape, numpy.dtype, numpy.shape
            ));
        }
        if self.bytes.len() != numpy.bytes.len() {
            let (ours, theirs) = (self.bytes.len(), numpy.bytes.len());
            return Err(format!("the results differ: {ours} bytes, NumPy's {theirs}"));
        }
        let differs = match tolerance {
            Tolerance::Exact => first_difference(&self.bytes, &numpy.bytes),
            Tolerance::Relative(allowed) if self.dtype == "<f8" => {
                first_apart(floats(&self.bytes), floats(&numpy.bytes), allowed)
            }
            Tolerance::Relative(allowed) if self.dtype == "<f4" => {
                first_apart(singles(&self.bytes), singles(&numpy.bytes), allowed)
            }
            Tolerance::OfLargest(allowed) if matches!(&self.dtype[..], "<f8" | "<c16") => {
                let largest = floats(&numpy.bytes).fold(0.0, |most: f64, x| most.max(x.abs()));
                let mut pairs = floats(&self.bytes).zip(floats(&numpy.bytes)).enumerate();
                pairs
                    .find(|(_, (a, b))| (a - b).abs() > allowed * largest)
                    .map(|(i, (a, b))| format!("number {i} is {a:?}, NumPy's {b:?}"))
            }
            Tolerance::Relative(_) | Tolerance::OfLargest(_) => {
                Some(format!("no tolerance is defined for {}", self.dtype))
            }
        };
        differs.map_or(Ok(()), |what| Err(format!("the results differ: {what}")))
    }
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<String> {
    let at = a.iter().zip(b).position(|(a, b)| a != b)?;
    Some(format!("byte {at} of {} is {:#04x}, NumPy's {:#04x}", a.len(), a[at], b[at]))
}

fn first_apart(
    ours: impl Iterator<Item = f64>,
    numpys: impl Iterator<Item = f64>,
    allowed: f64,
) -> Option<String> {
    let mut pairs = ours.zip(numpys).enumerate();
    pairs
        .find(|(_, (a, b))| !close(*a, *b, allowed))
        .map(|(i, (a, b))| format!("element {i} is {a:?}, NumPy's {b:?}"))
}

fn singles(bytes: &[u8]) -> impl Iterator<Item = f64> {
    bytes.as_chunks::<4>().0.iter().map(|chunk| f32::from_le_bytes(*chunk).into())
}

fn floats(bytes: &[u8]) -> impl Iterator<Item = f64> {
    bytes.as_chunks::<8>().0.iter().map(|chunk| f64::from_le_bytes(*chunk))
}

fn close(a: f64, b: f64, allowed: f64) -> bool {
    a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= allowed * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(values: &[f64]) -> Outcome {
        let bytes = values.iter().flat_map(|x| x.to_le_bytes()).collect();
        Outcome { dtype: "<f8".into(), shape: vec![values.len()], bytes }
    }

    #[test]
    fn one_bit_is_a_difference_unless_it_is_allowed() {
        let (a, b) = (outcome(&[1.0, 2.0]), outcome(&[1.0, 2.0f64.next_up()]));
        assert_eq!(a.same(&a.clone(), Tolerance::Exact), Ok(()));
        let message = a.same(&b, Tolerance::Exact).expect_err("differs");
        assert_eq!(message, "the results differ: byte 8 of 16 is 0x00, NumPy's 0x01");
        assert_eq!(a.same(&b, Tolerance::Relative(1e-15)), Ok(()));
        let far = outcome(&[1.0, 2.1]);
        let message = a.same(&far, Tolerance::Relative(1e-15)).expect_err("differs");
        assert_eq!(message, "the results differ: element 1 is 2.0, NumPy's 2.1");
    }

    #[test]
    fn shapes_dtypes_and_lengths_count() {
        let a = outcome(&[1.0, 2.0]);
        let reshaped = Outcome { shape: vec![2, 1], ..a.clone() };
        let retyped = Outcome { dtype: "<i8".into(), ..a.clone() };
        let cut = Outcome { bytes: vec![0; 8], ..a.clone() };
        for other in [reshaped, retyped.clone(), cut] {
            assert!(a.same(&other, Tolerance::Exact).is_err());
        }
        assert!(retyped.same(&retyped.clone(), Tolerance::Relative(1.0)).is_err(), "integers are exact");
    }

    #[test]
    fn nan_equals_nan() {
        let a = outcome(&[f64::NAN, f64::INFINITY]);
        assert_eq!(a.same(&outcome(&[-f64::NAN, f64::INFINITY]), Tolerance::Relative(0.0)), Ok(()));
        assert!(a.same(&outcome(&[1.0, f64::INFINITY]), Tolerance::Relative(1.0)).is_err());
    }
}
