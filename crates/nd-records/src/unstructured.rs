//! Fields as a last axis, and a last axis as fields.

use crate::error::RecordsError;
use nd_core::{Array, DType, Result, TypeArg, result_type, zeros};

/// The parts of an array of `ndim` axes that have no fields, in the order in which they lie: views, with the axes of
/// sub-arrays behind those of the array. The records in a sub-array come one after the other.
fn leaves(array: &Array, ndim: usize, found: &mut Vec<Array>) -> Result<()> {
    if array.dtype().struct_type().is_none() {
        found.push(array.clone());
        return Ok(());
    }
    if let Some(&len) = array.shape().get(ndim) {
        return (0..len as isize).try_for_each(|i| leaves(&array.index_axis(ndim as isize, i)?, ndim, found));
    }
    array.dtype().fields().iter().try_for_each(|field| leaves(&array.field(&field.name)?, ndim, found))
}

/// The number of values that a part has in each record.
fn width(part: &Array, ndim: usize) -> usize {
    part.shape()[ndim..].iter().product()
}

/// An array without fields of the values of all fields, which are the last axis. Sub-arrays and fields of fields count each of
/// their values. Without a dtype, they meet in the one that they have in common.
///
/// ```
/// let a = nd_core::zeros(2, "[('a', '<i4'), ('b', [('c', '<f4'), ('d', '<u2', (2,))])]")?;
/// let plain = nd_records::structured_to_unstructured(&a, None)?;
/// assert_eq!((plain.shape(), plain.dtype()), (&[2, 4][..], &nd_core::DType::F64));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without fields, fields without a common dtype, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.structured_to_unstructured")]
pub fn structured_to_unstructured(array: &Array, dtype: Option<DType>) -> Result<Array> {
    if array.dtype().struct_type().is_none() {
        return Err(RecordsError::NotStructured.into());
    }
    let mut parts = Vec::new();
    leaves(array, array.ndim(), &mut parts)?;
    let dtype = match dtype {
        Some(dtype) => dtype,
        None if parts.is_empty() => return Err(RecordsError::NoFields.into()),
        None => result_type(&parts.iter().map(|part| TypeArg::Strong(part.dtype())).collect::<Vec<_>>())?,
    };
    let ndim = array.ndim();
    let shape = [array.shape(), &[parts.iter().map(|part| width(part, ndim)).sum()]].concat();
    let result = zeros(shape, dtype)?;
    // The last axis first, so that a part of it is a slice.
    let columns = result.moveaxis(-1, 0)?;
    let mut start = 0;
    for part in &parts {
        let len = width(part, ndim);
        let end = start + len as isize;
        let values = part.reshape([array.shape(), &[len]].concat())?;
        columns.slice(start..end)?.assign(values.moveaxis(-1, 0)?)?;
        start = end;
    }
    Ok(result)
}

/// An array of records whose fields are the values of the last axis, in order, of a structured dtype.
///
/// ```
/// let a = nd_core::arange(6).reshape((2, 3))?;
/// let records = nd_records::unstructured_to_structured(&a, "i4,f4,U2")?;
/// assert_eq!(records.to_string(), "[(0, 1., '2') (3, 4., '5')]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without axes, another number of values than fields, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.unstructured_to_structured")]
pub fn unstructured_to_structured(array: &Array, dtype: impl nd_core::IntoDType) -> Result<Array> {
    let Some(ndim) = array.ndim().checked_sub(1) else { return Err(RecordsError::NoAxis.into()) };
    let result = zeros(&array.shape()[..ndim], dtype)?;
    if result.dtype().struct_type().is_none() {
        return Err(RecordsError::NotStructured.into());
    }
    let mut parts = Vec::new();
    leaves(&result, ndim, &mut parts)?;
    if parts.iter().map(|part| width(part, ndim)).sum::<usize>() != array.shape()[ndim] {
        return Err(RecordsError::FieldCount.into());
    }
    let columns = array.moveaxis(-1, 0)?;
    let mut start = 0;
    for part in &parts {
        let inner = part.shape()[ndim..].to_vec();
        let end = start + inner.iter().product::<usize>() as isize;
        let values = columns.slice(start..end)?.moveaxis(0, -1)?;
        part.assign(values.reshape([&array.shape()[..ndim], &inner].concat())?)?;
        start = end;
    }
    Ok(result)
}

/// A function of an axis, applied to the fields of every record as if they were one.
///
/// ```
/// use nd_ufunc::MathExt;
/// let a = nd_core::zeros(2, "i4,f4")?;
/// a.fill(3)?;
/// assert_eq!(nd_records::apply_along_fields(|fields, axis| fields.mean(axis), &a)?.to_string(), "[3. 3.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`structured_to_unstructured`]; what the function fails with.
#[doc(alias = "numpy.lib.recfunctions.apply_along_fields")]
pub fn apply_along_fields(
    function: impl FnOnce(&Array, isize) -> Result<Array>,
    array: &Array,
) -> Result<Array> {
    function(&structured_to_unstructured(array, None)?, -1)
}
