//! The order of elements that are not numbers: strings by their characters, records field by field.

use crate::error::SortError;
use crate::lane::sort_positions;
use crate::objects;
use core::cmp::Ordering;
use nd_core::kernel::{dispatch, sort::Sortable};
use nd_core::{Array, ByteOrder, DType, Element, Num, Result};

/// How the bytes of two native elements compare.
enum Compare {
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
    fn of(dtype: &DType, order: &[String], operation: &'static str) -> Result<Compare> {
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
            let mut parts = Vec::with_capacity(fields.len());
            let named = |name: &str| order.iter().any(|first| first == name);
            for name in order {
                let field =
                    dtype.field(name).ok_or_else(|| SortError::UnknownField { name: name.clone() })?;
                parts.push(field);
            }
            parts.extend(fields.iter().filter(|field| !named(&field.name)));
            let part = |field: &nd_core::Field| {
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
    fn compare(&self, a: &[u8], b: &[u8]) -> Ordering {
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

/// The positions that sort each lane of the last axis, in a packed array of the same shape.
///
/// # Errors
/// Elements without an order, fields that are not there, memory that cannot be had or is borrowed.
pub(crate) fn argsort(lanes: &Array, order: &[String], operation: &'static str) -> Result<Array> {
    if lanes.dtype().hasobject() {
        return objects::argsort(lanes);
    }
    let native = lanes.dtype().newbyteorder(ByteOrder::NATIVE);
    let compare = Compare::of(&native, order, operation)?;
    let size = native.itemsize();
    let bytes = if native == *lanes.dtype() { lanes.tobytes()? } else { lanes.astype(native)?.tobytes()? };
    let len = lanes.shape().last().copied().unwrap_or(1);
    let mut index = Vec::new();
    let total = lanes.size();
    index.try_reserve_exact(total).map_err(|_| SortError::Memory { bytes: total.saturating_mul(8) })?;
    index.resize(total, 0i64);
    for (lane, index) in index.chunks_exact_mut(len.max(1)).enumerate() {
        let element = |i: usize| {
            let at = (lane * len + i) * size;
            &bytes[at..at + size]
        };
        sort_positions(index, |a, b| compare.compare(element(a), element(b)));
    }
    Array::from_shape_vec(lanes.shape(), index)
}
