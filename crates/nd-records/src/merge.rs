//! Several arrays as one: side by side, or one below the other.

use crate::error::RecordsError;
use crate::fields::with_field;
use nd_core::{Array, DType, Result, Scalar, StructBuilder, TimeDelta64, concatenate, promote_types, zeros};

/// Puts arrays side by side: each becomes a field of the records of the result, or with `flatten` all of its own fields do.
/// An array of records with one field becomes that field. Shorter arrays are filled up with -1.
///
/// ```
/// use nd_records::merge_arrays;
/// let (a, b) = (nd_core::array![1, 2], nd_core::array![10.0, 20.0, 30.0]);
/// assert_eq!(merge_arrays(&[&a, &b], false)?.to_string(), "[( 1, 10.) ( 2, 20.) (-1, 30.)]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No arrays, two fields of one name, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.merge_arrays")]
pub fn merge_arrays(arrays: &[&Array], flatten: bool) -> Result<Array> {
    let parts = arrays.iter().map(|array| array.ravel()).collect::<Result<Vec<_>>>()?;
    let len = parts.iter().map(Array::size).max().ok_or(RecordsError::NoFields)?;
    let mut builder = StructBuilder::new();
    let mut columns: Vec<Array> = Vec::new();
    for part in &parts {
        let fields = part.dtype().fields();
        if fields.len() == 1 && !flatten {
            builder = with_field(builder, &fields[0], &fields[0].name, fields[0].dtype.clone());
            columns.push(part.field(&fields[0].name)?);
        } else if flatten && !fields.is_empty() {
            builder = flattened(builder, part, &mut columns)?;
        } else {
            builder = builder.field("", part.dtype());
            columns.push(part.clone());
        }
    }
    let result = zeros(len, builder.build()?)?;
    for (field, column) in result.dtype().fields().iter().zip(&columns) {
        let target = result.field(&field.name)?;
        let n = column.len()? as isize;
        target.slice(..n)?.assign(column)?;
        if (n as usize) < len {
            check_fill(&field.dtype)?;
            fill(&target.slice(n..)?, |_| Scalar::I64(-1))?;
        }
    }
    Ok(result)
}

/// Adds the fields that have no fields.
fn flattened(mut builder: StructBuilder, part: &Array, columns: &mut Vec<Array>) -> Result<StructBuilder> {
    for field in part.dtype().fields() {
        let column = part.field(&field.name)?;
        if field.dtype.struct_type().is_some() {
            builder = flattened(builder, &column, columns)?;
        } else {
            builder = with_field(builder, field, &field.name, field.dtype.clone());
            columns.push(column);
        }
    }
    Ok(builder)
}

/// # Errors
/// Fields that have no -1.
fn check_fill(dtype: &DType) -> Result<(), RecordsError> {
    match dtype.struct_type() {
        Some(fields) => fields.iter().try_for_each(|field| check_fill(&field.dtype)),
        None if dtype.kind() == 'u' => Err(RecordsError::Fill { dtype: dtype.clone() }),
        None => Ok(()),
    }
}

/// Sets elements to a value for their dtype, records field by field.
fn fill(target: &Array, value: fn(&DType) -> Scalar) -> Result<()> {
    match target.dtype().struct_type() {
        Some(fields) => fields.iter().try_for_each(|field| fill(&target.field(&field.name)?, value)),
        None => target.fill(value(target.dtype())),
    }
}

/// What NumPy's masked arrays hold where they have no value.
fn missing(dtype: &DType) -> Scalar {
    match dtype.kind() {
        'b' => Scalar::Bool(true),
        'f' | 'c' => Scalar::F64(1e20),
        'S' | 'U' => Scalar::from("N/A"),
        'M' | 'm' => TimeDelta64::nat(nd_core::Resolution::GENERIC).into(),
        'V' => Scalar::Bytes(b"???".to_vec()),
        _ => Scalar::I64(999_999),
    }
}

/// Sets every element to what stands for a missing value.
pub(crate) fn fill_missing(target: &Array) -> Result<()> {
    match target.dtype().struct_type() {
        Some(fields) => fields.iter().try_for_each(|field| fill_missing(&target.field(&field.name)?)),
        None => match target.dtype().temporal() {
            Some(_) => target.fill("NaT"),
            None => target.fill(missing(target.dtype())),
        },
    }
}

/// Puts the records of arrays below each other. Fields that an array does not have are filled with what NumPy's masked arrays
/// hold there (999999, 1e20, "N/A", …). With `autoconvert`, fields of one name meet in their common dtype.
///
/// ```
/// use nd_core::DType;
/// use nd_records::stack_arrays;
/// let a = nd_core::zeros(1, DType::structured([("a", "i4")])?)?;
/// let b = nd_core::zeros(1, DType::structured([("a", "i4"), ("b", "f8")])?)?;
/// assert_eq!(stack_arrays(&[&a, &b], false)?.to_string(), "[(0, 1.e+20) (0, 0.e+00)]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No arrays; fields of one name and different dtypes; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.stack_arrays")]
pub fn stack_arrays(arrays: &[&Array], autoconvert: bool) -> Result<Array> {
    let parts = arrays.iter().map(|array| array.ravel()).collect::<Result<Vec<_>>>()?;
    if parts.len() == 1 {
        return Ok(parts[0].clone());
    }
    let mut fields: Vec<(String, DType)> = Vec::new();
    for part in &parts {
        let own: Vec<(String, DType)> = match part.dtype().struct_type() {
            Some(fields) => {
                fields.iter().map(|field| (field.name.to_string(), field.dtype.clone())).collect()
            }
            None => vec![(String::new(), part.dtype().clone())],
        };
        for (name, dtype) in own {
            match fields.iter_mut().find(|(known, _)| *known == name) {
                None => fields.push((name, dtype)),
                Some((_, known)) if autoconvert => *known = promote_types(known, &dtype)?,
                Some((_, known)) if *known != dtype => {
                    return Err(RecordsError::Incompatible { first: known.clone(), second: dtype }.into());
                }
                Some(_) => {}
            }
        }
    }
    if fields.len() == 1 {
        return concatenate(&parts.iter().collect::<Vec<_>>(), 0);
    }
    let len: usize = parts.iter().map(Array::size).sum();
    let unnamed = fields.iter().position(|(name, _)| name.is_empty());
    let result = zeros(len, DType::structured(fields)?)?;
    // What has no name got one from its place.
    let unnamed = unnamed.map(|at| result.dtype().fields()[at].name.clone()).unwrap_or_default();
    fill_missing(&result)?;
    let mut start = 0;
    for part in &parts {
        let end = start + part.size() as isize;
        let rows = result.slice(start..end)?;
        match part.dtype().struct_type() {
            Some(fields) => {
                fields
                    .iter()
                    .try_for_each(|field| rows.field(&field.name)?.assign(part.field(&field.name)?))?;
            }
            None => rows.field(&unnamed)?.assign(part)?,
        }
        start = end;
    }
    Ok(result)
}
