//! Assertions about arrays, for tests: each panics with the arrays and the share of elements that differ.
//!
//! Unlike the rest of nd they do not return errors, because a test that goes on after a false assertion tests nothing.
//! As in NumPy a scalar is compared with every element, other shapes must be equal, and NaN counts as equal to NaN.

#![forbid(unsafe_code)]

use nd_core::error::shape_text;
use nd_core::{Array, Operand, Result};

use crate::closeness::as_array;
use crate::{
    MathExt as _, Tolerance, absolute, count_nonzero, equal, isnan, less, logical_and, logical_not,
    logical_or, subtract,
};

/// Asserts that two arrays have the same shape and equal elements; NaN equals NaN here.
///
/// ```
/// use nd_core::array;
/// nd_ufunc::testing::assert_array_equal(&array![1.0, f64::NAN], &array![1.0, f64::NAN]);
/// nd_ufunc::testing::assert_array_equal(&array![[2, 2], [2, 2]], 2);
/// ```
///
/// # Panics
/// If they differ, or cannot be compared.
#[doc(alias("numpy.testing.assert_array_equal", "numpy.testing.assert_equal"))]
#[track_caller]
pub fn assert_array_equal(actual: impl Operand, desired: impl Operand) {
    check(&actual, &desired, "Arrays are not equal", |x, y| x.equal(y));
}

/// Asserts that two arrays are equal up to a tolerance: by default `|actual - desired| <= 1e-7 |desired|`, which is
/// not the default of [`isclose`](crate::isclose()). NaN is close to NaN here, whatever the tolerance says.
///
/// ```
/// use nd_core::array;
/// use nd_ufunc::{Tolerance, testing::assert_allclose};
/// assert_allclose(&array![0.1 + 0.2], &array![0.3], None);
/// assert_allclose(&array![1.0, 2.0], &array![1.001, 2.0], Tolerance::new().rtol(1e-2));
/// ```
///
/// # Panics
/// If an element is further off, if the shapes differ, or if the arrays cannot be compared.
#[doc(alias = "numpy.testing.assert_allclose")]
#[track_caller]
pub fn assert_allclose(actual: impl Operand, desired: impl Operand, tolerance: impl Into<Option<Tolerance>>) {
    let tolerance = tolerance.into().unwrap_or_else(|| Tolerance::new().rtol(1e-7).atol(0.0));
    let Tolerance { rtol, atol, .. } = tolerance;
    let header = format!("Not equal to tolerance rtol={rtol:?}, atol={atol:?}");
    check(&actual, &desired, &header, |x, y| tolerance.isclose(x, y));
}

/// Asserts that two arrays are equal to so many decimals: `|actual - desired| < 1.5 * 10^-decimal`.
/// [`assert_allclose`] is the better question for numbers far from one.
///
/// ```
/// use nd_core::array;
/// nd_ufunc::testing::assert_array_almost_equal(&array![1.0, 2.33333], &array![1.0, 2.33339], 3);
/// ```
///
/// # Panics
/// If an element is further off, if the shapes differ, or if the arrays cannot be compared.
#[doc(alias("numpy.testing.assert_array_almost_equal", "numpy.testing.assert_almost_equal"))]
#[track_caller]
pub fn assert_array_almost_equal(actual: impl Operand, desired: impl Operand, decimal: i32) {
    let bound = 1.5 * 10f64.powi(-decimal);
    let header = format!("Arrays are not almost equal to {decimal} decimals");
    check(&actual, &desired, &header, |x, y| {
        // Equal infinities have no difference.
        let y = crate::closeness::as_inexact(y)?;
        logical_or(&less(&absolute(&subtract(x, &y)?)?, bound)?, &equal(x, &y)?)
    });
}

/// Asserts that every element of `x` is less than its partner in `y`; two NaN at one place are passed over.
///
/// ```
/// nd_ufunc::testing::assert_array_less(&nd_core::array![1.0, 1.5], 2);
/// ```
///
/// # Panics
/// If one is not, if the shapes differ, or if the arrays cannot be compared.
#[doc(alias = "numpy.testing.assert_array_less")]
#[track_caller]
pub fn assert_array_less(x: impl Operand, y: impl Operand) {
    check(&x, &y, "Arrays are not strictly ordered `x < y`", |x, y| x.less(y));
}

/// Asserts that two numbers agree to so many significant digits.
///
/// ```
/// nd_ufunc::testing::assert_approx_equal(0.12345677777777e-20, 0.1234567e-20, 7);
/// ```
///
/// # Panics
/// If they do not.
#[doc(alias = "numpy.testing.assert_approx_equal")]
#[track_caller]
pub fn assert_approx_equal(actual: f64, desired: f64, significant: i32) {
    let same = actual == desired || (actual.is_nan() && desired.is_nan());
    let scale = 10f64.powf((0.5 * (desired.abs() + actual.abs())).log10().floor());
    let close = (desired / scale - actual / scale).abs() < 10f64.powi(1 - significant);
    let finite = actual.is_finite() && desired.is_finite();
    assert!(
        same || (finite && close),
        "Items are not equal to {significant} significant digits:\n ACTUAL: {actual:?}\n DESIRED: {desired:?}"
    );
}

/// Asserts that floats lie no further apart than `nulp` steps of the larger one: `|x - y| <= nulp * spacing(max(|x|, |y|))`.
///
/// ```
/// use nd_core::array;
/// nd_ufunc::testing::assert_array_almost_equal_nulp(&array![1.0], &array![1.0 + f64::EPSILON], 1.0);
/// ```
///
/// # Panics
/// If they do, or cannot be compared.
#[doc(alias = "numpy.testing.assert_array_almost_equal_nulp")]
#[track_caller]
pub fn assert_array_almost_equal_nulp(x: impl Operand, y: impl Operand, nulp: f64) {
    check(&x, &y, &format!("Arrays are not equal to {nulp} ULP"), |x, y| {
        let (x_size, y_size) = (absolute(x)?, absolute(y)?);
        let larger = crate::where_(&crate::greater(&x_size, &y_size)?, &x_size, &y_size)?;
        crate::less_equal(&absolute(&subtract(x, y)?)?, &(crate::spacing(&larger)? * nulp))
    });
}

/// Asserts that floats lie no further apart than `maxulp` representable numbers, and gives how far each pair does.
///
/// ```
/// use nd_core::array;
/// let apart = nd_ufunc::testing::assert_array_max_ulp(&array![1.0, 2.0], &array![1.0, 2.0 - f64::EPSILON], 1.0);
/// assert_eq!(apart.to_string(), "[0. 1.]");
/// ```
///
/// # Panics
/// If they do, or are no real floats.
#[doc(alias = "numpy.testing.assert_array_max_ulp")]
#[track_caller]
pub fn assert_array_max_ulp(a: impl Operand, b: impl Operand, maxulp: f64) -> Array {
    let distances = as_array(&a).and_then(|x| {
        let y = as_array(&b)?;
        steps_between(&x, &y)
    });
    match distances {
        Ok(distances) => {
            let most = distances.max(..).and_then(|most| most.item::<f64>());
            let most = if distances.is_empty() { Ok(0.0) } else { most };
            match most {
                Ok(most) if most <= maxulp => distances,
                Ok(most) => {
                    panic!("Arrays are not almost equal up to {maxulp} ULP (max difference is {most} ULP)")
                }
                Err(error) => panic!("the arrays cannot be compared: {error}"),
            }
        }
        Err(error) => panic!("the arrays cannot be compared: {error}"),
    }
}

/// How many numbers of the common dtype lie between the partners, one more where they differ.
fn steps_between(x: &Array, y: &Array) -> Result<Array> {
    let common = crate::common_type(&[x, y])?;
    let integer = match common.itemsize() {
        2 => nd_core::DType::I16,
        4 => nd_core::DType::I32,
        _ => nd_core::DType::I64,
    };
    // The bits of floats as integers in the order of the floats.
    let place = |array: &Array| -> Result<Array> {
        let bits = array.astype(&common)?.view_as(&integer)?.astype(nd_core::DType::I64)?;
        let turn = match integer.itemsize() {
            2 => i64::from(i16::MIN),
            4 => i64::from(i32::MIN),
            _ => i64::MIN,
        };
        crate::where_(&less(&bits, 0)?, &subtract(turn, &bits)?, &bits)
    };
    let apart = absolute(&subtract(&place(x)?, &place(y)?)?)?;
    apart.astype(if common.itemsize() == 8 { nd_core::DType::F64 } else { common })
}

/// Panics with what [`difference`] says, at the caller of the assertion.
#[track_caller]
fn check(
    actual: &impl Operand,
    desired: &impl Operand,
    header: &str,
    holds: impl Fn(&Array, &Array) -> Result<Array>,
) {
    let found = as_array(actual).and_then(|x| {
        let y = as_array(desired)?;
        difference(&x, &y, holds)
    });
    match found {
        Ok(None) => {}
        Ok(Some(text)) => panic!("{header}\n\n{text}"),
        Err(error) => panic!("{header}\n\nthe arrays cannot be compared: {error}"),
    }
}

/// Where the arrays break the rule, in words; `None` if nowhere.
fn difference(
    x: &Array,
    y: &Array,
    holds: impl Fn(&Array, &Array) -> Result<Array>,
) -> Result<Option<String>> {
    let tell = |what: String| Ok(Some(format!("{what}\n ACTUAL: {x:?}\n DESIRED: {y:?}")));
    let scalar = x.shape().is_empty() || y.shape().is_empty();
    if !scalar && x.shape() != y.shape() {
        let (left, right) = (shape_text(x.shape()), shape_text(y.shape()));
        return tell(format!("(shapes {left}, {right} mismatch)"));
    }
    let mut good = holds(x, y)?;
    let inexact = |array: &Array| matches!(array.dtype().kind(), 'f' | 'c');
    if inexact(x) && inexact(y) {
        good = logical_or(&good, &logical_and(&isnan(x)?, &isnan(y)?)?)?;
    }
    if good.all(..)?.item::<bool>()? {
        return Ok(None);
    }
    let (bad, size) = (count_nonzero(&logical_not(&good)?, ..)?.item::<i64>()?, good.size());
    let share = format!("{:.1}", 100.0 * bad as f64 / size as f64);
    let share = share.trim_end_matches(".0");
    tell(format!("Mismatched elements: {bad} / {size} ({share}%)"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nd_core::array;

    /// What an assertion panics with.
    #[track_caller]
    fn message(assertion: impl FnOnce() + std::panic::UnwindSafe) -> String {
        let payload = std::panic::catch_unwind(assertion).expect_err("a false assertion");
        payload.downcast_ref::<String>().expect("a message").clone()
    }

    #[test]
    fn what_differs_is_told() {
        let text = message(|| assert_array_equal(&array![1, 2, 3], &array![1, 2, 4]));
        assert_eq!(
            text,
            "Arrays are not equal\n\nMismatched elements: 1 / 3 (33.3%)\n ACTUAL: array([1, 2, 3])\n DESIRED: \
             array([1, 2, 4])"
        );
        let text = message(|| assert_array_equal(&array![1, 2], &array![1, 2, 4]));
        assert!(text.contains("(shapes (2,), (3,) mismatch)"), "{text}");
        let text = message(|| assert_allclose(&array![1.0, 2.0], &array![1.0, 2.1], None));
        assert!(
            text.starts_with(
                "Not equal to tolerance rtol=1e-7, atol=0.0\n\nMismatched elements: 1 / 2 (50%)"
            )
        );
    }

    #[test]
    fn rules_are_those_of_numpy() {
        assert_array_equal(&array![f64::NAN, f64::INFINITY], &array![f64::NAN, f64::INFINITY]);
        assert_allclose(&array![f64::NAN, f64::INFINITY], &array![f64::NAN, f64::INFINITY], None);
        assert_array_almost_equal(&array![f64::NAN, f64::INFINITY], &array![f64::NAN, f64::INFINITY], 7);
        assert_array_almost_equal(&array![1.14], &array![1.0], 1);
        message(|| assert_array_almost_equal(&array![1.15001], &array![1.0], 1));
        assert_array_less(&array![f64::NAN, 1.0], &array![f64::NAN, 2.0]);
        message(|| assert_array_less(&array![f64::NAN], &array![1.0]));
        message(|| assert_array_less(&array![1, 2], 2));
        message(|| assert_allclose(&array![f64::INFINITY], &array![-f64::INFINITY], None));
    }
}
