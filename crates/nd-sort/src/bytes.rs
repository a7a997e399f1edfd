//! The order of elements that are not numbers: strings by their characters, records field by field.

use crate::error::SortError;
use crate::lane::sort_positions;
use crate::lanes::take_lanes;
use crate::objects;
use core::cmp::Ordering;
use nd_core::kernel::{dispatch, sort::Sortable};
use nd_core::{Array, ByteOrder, DType, Element, Field, Num, Result};

/// How the bytes of two native elements compare.
pub(crate) enum Compare {
    /// A number.
    Number(Num),
    /// A time, of which "not a time" is the last.
    Time,
    /// So many elements of a size each, by the first that differ.
    Elements(usize, Box<Compare>),
    /// Bytes, as unsigned numbers.
    Bytes,
    /// Characters of four bytes.
    Characters,
    /// Parts of an element, each with its range of bytes.
    Parts(Vec<(core::ops::Range<usize>, Compare)>),
}

impl Compare {
    /// The order of elements of `dtype`; of records, by the named fields before the others.
    pub(crate) fn of(dtype: &DType, order: &[String], operation: &'static str) -> Result<Compare> {
        if let Some(num) = dtype.num() {
            return Ok(Compare::Number(num));
        }
        if dtype.temporal().is_some() {
            return Ok(Compare::Time);
        }
        if let Some(sub) = dtype.subdtype() {
            let element = Compare::of(sub.base(), &[], operation)?;
            return Ok(Compare::Elements(sub.base().itemsize().max(1), Box::new(element)));
        }
        let fields = dtype.fields();
        if !fields.is_empty() {
            let parts = keys(dtype, order)?;
            let part = |field: &Field| {
                let range = field.offset..field.offset + field.dtype.itemsize();
                Ok((range, Compare::of(&field.dtype, &[], operation)?))
            };
            return Ok(Compare::Parts(parts.into_iter().map(part).collect::<Result<_>>()?));
        }
        match dtype.kind() {
            'S' | 'V' => Ok(Compare::Bytes),
            'U' => Ok(Compare::Characters),
            _ => Err(SortError::NoOrder { operation, dtype: dtype.clone() }.into()),
        }
    }

    /// The order of two elements.
    pub(crate) fn compare(&self, a: &[u8], b: &[u8]) -> Ordering {
        match self {
            Compare::Number(num) => {
                dispatch!(*num, T => <T as Element>::load(a).compare(&<T as Element>::load(b)))
            }
            Compare::Time => {
                let key = |bytes| i64::load(bytes).wrapping_sub(1);
                key(a).cmp(&key(b))
            }
            Compare::Elements(size, element) => {
                let pairs = a.chunks_exact(*size).zip(b.chunks_exact(*size));
                pairs
                    .map(|(a, b)| element.compare(a, b))
                    .find(|order| order.is_ne())
                    .unwrap_or(Ordering::Equal)
            }
            Compare::Bytes => a.cmp(b),
            Compare::Characters => {
                let characters =
                    |bytes| <[u8]>::as_chunks::<4>(bytes).0.iter().map(|c| u32::from_ne_bytes(*c));
                characters(a).cmp(characters(b))
            }
            Compare::Parts(parts) => {
                let compare = |(range, part): &(core::ops::Range<usize>, Compare)| {
                    part.compare(&a[range.clone()], &b[range.clone()])
                };
                parts.iter().map(compare).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
            }
        }
    }
}

/// The fields of `dtype`, those that `order` names before the others.
///
/// # Errors
/// Names that no field has.
pub(crate) fn keys<'a>(dtype: &'a DType, order: &[String]) -> Result<Vec<&'a Field>> {
    let named = |name: &str| order.iter().any(|first| first == name);
    let mut keys = Vec::with_capacity(dtype.fields().len());
    for name in order {
        keys.push(dtype.field(name).ok_or_else(|| SortError::UnknownField { name: name.clone() })?);
    }
    keys.extend(dtype.fields().iter().filter(|field| !named(&field.name)));
    Ok(keys)
}

/// The positions that sort each lane of the last axis, in a packed array of the same shape.
///
/// # Errors
/// Elements without an order, fields that are not there, memory that cannot be had or is borrowed.
pub(crate) fn argsort(lanes: &Array, order: &[String], operation: &'static str) -> Result<Array> {
    if lanes.dtype().hasobject() {
        return objects::argsort(lanes, order, operation);
    }
    let native = lanes.dtype().newbyteorder(ByteOrder::NATIVE);
    let compare = Compare::of(&native, order, operation)?;
    let len = lanes.shape().last().copied().unwrap_or(1);
    if let Some(key) = first_key(lanes, order)? {
        return by_key(lanes, &native, &key, &compare, len);
    }
    let total = lanes.size();
    let mut index = Vec::new();
    index.try_reserve_exact(total).map_err(|_| SortError::Memory { bytes: total.saturating_mul(8) })?;
    index.resize(total, 0i64);
    let elements = Elements::of(lanes, &native)?;
    for (lane, index) in index.chunks_exact_mut(len.max(1)).enumerate() {
        let first = lane * len;
        index.iter_mut().enumerate().for_each(|(i, position)| *position = i as i64);
        sort_positions(index, |a, b| compare.compare(elements.get(first + a), elements.get(first + b)));
    }
    Array::from_shape_vec(lanes.shape(), index)
}

/// The field that records are ordered by first, if its elements are numbers or times, which have sorts of their own.
///
/// # Errors
/// None that a field has which is there.
fn first_key(lanes: &Array, order: &[String]) -> Result<Option<Array>> {
    let fields = lanes.dtype().fields();
    let first = order.first().map(String::as_str).or_else(|| fields.first().map(|field| &*field.name));
    let is_key = |field: &Field| field.dtype.num().is_some() || field.dtype.temporal().is_some();
    let key = first.filter(|name| lanes.dtype().field(name).is_some_and(is_key));
    key.map(|name| lanes.field(name)).transpose()
}

/// [`argsort`] by the numbers in `key`; only where they are equal records are compared.
fn by_key(lanes: &Array, native: &DType, key: &Array, compare: &Compare, len: usize) -> Result<Array> {
    let index = crate::argsort(key, -1)?;
    let sorted = take_lanes(key, &index)?;
    let numbers = Elements::of(&sorted, &key.dtype().newbyteorder(ByteOrder::NATIVE))?;
    let number = Compare::of(key.dtype(), &[], "sort")?;
    let mut records = None;
    let mut index: Vec<i64> = index.to_vec()?;
    for (lane, index) in index.chunks_exact_mut(len.max(1)).enumerate() {
        let first = lane * len;
        let same = |i: usize| number.compare(numbers.get(first + i), numbers.get(first + i + 1)).is_eq();
        let mut start = 0;
        while start < len {
            let end = (start..len - 1).find(|&i| !same(i)).map_or(len, |last| last + 1);
            if end - start > 1 {
                let records: &Elements = match &records {
                    Some(records) => records,
                    None => records.insert(Elements::of(lanes, native)?),
                };
                let order = |a, b| compare.compare(records.get(first + a), records.get(first + b));
                sort_positions(&mut index[start..end], order);
            }
            start = end;
        }
    }
    Array::from_shape_vec(lanes.shape(), index)
}

/// The elements of an array in C order and in the machine's byte order.
struct Elements {
    bytes: Vec<u8>,
    size: usize,
}

impl Elements {
    /// # Errors
    /// Memory that cannot be had or is borrowed.
    fn of(array: &Array, native: &DType) -> Result<Elements> {
        let bytes = match native == array.dtype() {
            true => array.tobytes()?,
            false => array.astype(native)?.tobytes()?,
        };
        Ok(Elements { bytes, size: native.itemsize() })
    }

    fn get(&self, i: usize) -> &[u8] {
        &self.bytes[i * self.size..][..self.size]
    }
}
