//! Functions of one structured array: its fields packed, added, dropped, renamed, filled.

use crate::error::RecordsError;
use crate::merge::{fill_missing, merge_arrays};
use nd_core::{Array, DType, Field, IntoDType, Result, StructBuilder, zeros};
use nd_sort::argsort;
use nd_ufunc::{equal, logical_or};

/// Adds a field with the title that it has.
pub(crate) fn with_field(builder: StructBuilder, field: &Field, name: &str, dtype: DType) -> StructBuilder {
    match &field.title {
        Some(title) => builder.titled(title, name, dtype),
        None => builder.field(name, dtype),
    }
}

/// A copy with its fields one behind the other, without padding; for `aligned`, laid out as C does. With `recurse`, fields that
/// are records are packed too.
///
/// ```
/// let a = nd_core::zeros(2, nd_core::DType::structured_aligned([("a", "u1"), ("b", "f8")])?)?;
/// assert_eq!((a.itemsize(), nd_records::repack_fields(&a, false, false)?.itemsize()), (16, 9));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.repack_fields")]
pub fn repack_fields(a: &Array, aligned: bool, recurse: bool) -> Result<Array> {
    a.astype(a.dtype().repacked(aligned, recurse)?)
}

/// A copy as another structured dtype, whose fields get the values of those of the same name; zero where there is none.
///
/// ```
/// let a = nd_core::zeros(1, nd_core::DType::structured([("a", "i4"), ("b", "f8")])?)?;
/// a.field("b")?.fill(2.5)?;
/// let b = nd_records::require_fields(&a, nd_core::DType::structured([("b", "f4"), ("c", "u1")])?)?;
/// assert_eq!(b.to_string(), "[(2.5, 0)]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fields that do not convert; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.require_fields")]
pub fn require_fields(array: &Array, dtype: impl IntoDType) -> Result<Array> {
    let result = zeros(array.shape(), dtype)?;
    assign_fields_by_name(&result, array, true)?;
    Ok(result)
}

/// Assigns the fields of `source` to those of the same name in `target`. Others become zero, or stay as they are.
///
/// # Errors
/// Fields that do not convert, a read-only target, memory borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.assign_fields_by_name")]
pub fn assign_fields_by_name(target: &Array, source: &Array, zero_unassigned: bool) -> Result<()> {
    let Some(fields) = target.dtype().struct_type() else { return target.assign(source) };
    for field in fields.iter() {
        let part = target.field(&field.name)?;
        if source.dtype().field(&field.name).is_some() {
            assign_fields_by_name(&part, &source.field(&field.name)?, zero_unassigned)?;
        } else if zero_unassigned {
            clear(&part)?;
        }
    }
    Ok(())
}

/// Sets every value to zero; text to "0", which is what assigning a zero does.
fn clear(target: &Array) -> Result<()> {
    match target.dtype().struct_type() {
        Some(fields) => fields.iter().try_for_each(|field| clear(&target.field(&field.name)?)),
        None if target.dtype().kind() == 'V' => target.assign(zeros((), target.dtype())?),
        None => target.fill(0),
    }
}

/// Fills the fields of `output` from those of the same name in `input`, as far as the shorter of both reaches; others stay.
///
/// # Errors
/// Fields that do not convert, a read-only output, memory borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.recursive_fill_fields")]
pub fn recursive_fill_fields(input: &Array, output: &Array) -> Result<()> {
    for field in output.dtype().fields() {
        if input.dtype().field(&field.name).is_none() {
            continue;
        }
        let (from, to) = (input.field(&field.name)?, output.field(&field.name)?);
        if field.dtype.struct_type().is_some() {
            recursive_fill_fields(&from, &to)?;
        } else {
            let to = if to.ndim() > 0 { to.slice(..from.len()?.min(to.len()?) as isize)? } else { to };
            to.assign(from)?;
        }
    }
    Ok(())
}

/// A copy without some fields, wherever they are; a field that would have no fields left goes too.
///
/// ```
/// let a = nd_core::zeros(1, "[('a', '<i4'), ('b', [('ba', '<f8'), ('bb', '<i4')])]")?;
/// let dtype = nd_records::drop_fields(&a, &["a", "bb"])?.dtype().clone();
/// assert_eq!(dtype.to_string(), "[('b', [('ba', '<f8')])]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.drop_fields")]
pub fn drop_fields(base: &Array, names: &[&str]) -> Result<Array> {
    fn without(dtype: &DType, names: &[&str]) -> Result<DType> {
        let mut builder = StructBuilder::new();
        for field in dtype.fields().iter().filter(|field| !names.contains(&&*field.name)) {
            let inner = match field.dtype.struct_type() {
                Some(_) => without(&field.dtype, names)?,
                None => field.dtype.clone(),
            };
            if inner.struct_type().is_none_or(|fields| !fields.is_empty()) {
                builder = with_field(builder, field, &field.name, inner);
            }
        }
        builder.build()
    }
    let output = zeros(base.shape(), without(base.dtype(), names)?)?;
    recursive_fill_fields(base, &output)?;
    Ok(output)
}

/// The same elements under other names of their fields, wherever they are: pairs of an old and a new name.
///
/// ```
/// let a = nd_core::zeros(1, nd_core::DType::structured([("a", "i4"), ("b", "f8")])?)?;
/// assert_eq!(nd_records::rename_fields(&a, &[("a", "A")])?.dtype().to_string(), "[('A', '<i4'), ('b', '<f8')]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Two fields of one name.
#[doc(alias = "numpy.lib.recfunctions.rename_fields")]
pub fn rename_fields(base: &Array, names: &[(&str, &str)]) -> Result<Array> {
    fn renamed(dtype: &DType, names: &[(&str, &str)]) -> Result<DType> {
        let mut builder = StructBuilder::new().itemsize(dtype.itemsize());
        for field in dtype.fields() {
            let name =
                names.iter().find(|(old, _)| *old == &*field.name).map_or(&*field.name, |(_, new)| *new);
            let inner = match field.dtype.struct_type() {
                Some(_) => renamed(&field.dtype, names)?,
                None => field.dtype.clone(),
            };
            builder = match &field.title {
                Some(title) => builder.titled_at(title, name, inner, field.offset),
                None => builder.field_at(name, inner, field.offset),
            };
        }
        builder.build()
    }
    base.view_as(renamed(base.dtype(), names)?)
}

/// A list of records with further fields behind their own. Columns shorter than the longest of them are filled up with -1, the
/// columns together and the records with what NumPy's masked arrays hold.
///
/// ```
/// let base = nd_core::zeros(2, nd_core::DType::structured([("a", "i4")])?)?;
/// let both = nd_records::append_fields(&base, &["b"], &[&nd_core::array![1.5, 2.5]])?;
/// assert_eq!(both.to_string(), "[(0, 1.5) (0, 2.5)]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Other numbers of names and columns, a name that is there already, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.append_fields")]
#[doc(alias = "numpy.lib.recfunctions.rec_append_fields")]
pub fn append_fields(base: &Array, names: &[&str], data: &[&Array]) -> Result<Array> {
    if names.len() != data.len() {
        return Err(RecordsError::NameCount.into());
    }
    let columns = names.iter().zip(data).map(|(name, column)| {
        let column = column.ravel()?;
        column.view_as(DType::structured([(*name, column.dtype())])?)
    });
    let columns = columns.collect::<Result<Vec<_>>>()?;
    // Only columns that are merged lose the records they are in.
    let data = match &columns[..] {
        [only] => only.clone(),
        several => merge_arrays(&several.iter().collect::<Vec<_>>(), true)?,
    };
    let base = base.ravel()?;
    let mut builder = StructBuilder::new();
    for field in base.dtype().fields().iter().chain(data.dtype().fields()) {
        builder = with_field(builder, field, &field.name, field.dtype.clone());
    }
    let output = zeros(base.size().max(data.size()), builder.build()?)?;
    fill_missing(&output)?;
    recursive_fill_fields(&base, &output)?;
    recursive_fill_fields(&data, &output)?;
    Ok(output)
}

/// The records that are there more than once, in order; by one field, those whose value of it is.
///
/// ```
/// let a = nd_core::array![3, 1, 3, 2].view_as(nd_core::DType::structured([("a", "i8")])?)?;
/// assert_eq!(nd_records::find_duplicates(&a, None)?.to_string(), "[(3,) (3,)]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A field that is not there, elements without an order, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.find_duplicates")]
pub fn find_duplicates(a: &Array, key: Option<&str>) -> Result<Array> {
    let a = a.ravel()?;
    let base = match key {
        Some(key) => a.field(key)?,
        None => a.clone(),
    };
    let order = argsort(&base, -1)?;
    let sorted = base.get(&order)?;
    let n = a.size() as isize;
    let twice = zeros(a.shape(), DType::BOOL)?;
    if n > 1 {
        let same = equal(&sorted.slice(..n - 1)?, &sorted.slice(1..)?)?;
        let (before, after) = (twice.slice(..n - 1)?, twice.slice(1..)?);
        before.assign(logical_or(&before, &same)?)?;
        after.assign(logical_or(&after, &same)?)?;
    }
    a.get(&order)?.get(&twice)
}
