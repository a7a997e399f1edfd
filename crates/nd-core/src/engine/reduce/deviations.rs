//! The sum of squared distances from a mean, in one pass: what variances are made of.

use super::fold::{Folding, Start};
use super::options::{Axes, ReducedShape};
use super::{Source, neutral, reduced_output};
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::engine::assign::element_bytes;
use crate::engine::operand::View;
use crate::generated::operators;
use nd_dtype::{DType, Result, Scalar};
use nd_kernel::reduce::sum_sq_dev;

/// The sum of `(x - mean)^2` over all elements of an array of `float32` or `float64` in native byte order; `None` for any
/// other dtype. The order of the additions is that of [`operators::ADD`]'s reduction, so the result is bit for bit what
/// subtraction, squaring and summation give one after the other.
///
/// ```
/// use nd_core::{Scalar, array, sum_squared_deviations};
/// let x = array![1.0, 2.0, 6.0];
/// let sum = sum_squared_deviations(&x, &Scalar::from(3.0))?.expect("float64");
/// assert_eq!(sum.to_string(), "14.0");
/// assert!(sum_squared_deviations(&array![1, 2], &Scalar::from(1.5))?.is_none());
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A mean that is no number; memory that cannot be had or is borrowed elsewhere.
pub fn sum_squared_deviations(array: &Array, mean: &Scalar) -> Result<Option<Array>> {
    let Some(num) = array.dtype.native_num() else { return Ok(None) };
    let Some(run) = sum_sq_dev(num) else { return Ok(None) };
    let dtype = DType::from_num(num);
    let mut centre = [0; 16];
    for (to, from) in centre.iter_mut().zip(&*element_bytes(mean, &dtype)?) {
        *to = *from;
    }
    let (folder, combine) = operators::ADD.folder(num)?;
    let shape = ReducedShape::new(array.shape(), &Axes(None), false)?;
    // SAFETY: the folding writes the one element.
    let result = unsafe { reduced_output(&View::of(array), None, &shape, dtype)? };
    let zero = neutral(num, 0.0, false);
    let folding = Folding {
        num,
        folder,
        rows: None,
        deviations: Some((run, centre)),
        combine,
        source: Source::Stored,
        start: Start::Value(neutral(num, -0.0, false)),
        grows: true,
        pairwise: true,
        initial: Some(zero),
    };
    {
        let _borrow = acquire("var", &[array.claim(Access::Read)])?;
        // SAFETY: the input is borrowed; the result is this call's own.
        unsafe { folding.run(&View::of(array), None, &result, &shape)? };
    }
    Ok(Some(shape.finish(result)))
}
