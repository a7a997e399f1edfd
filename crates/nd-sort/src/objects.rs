//! The order of objects: Python's `<`, which some objects do not have and others have without being ordered; of text of any
//! length, whose missing values come last; and of records with objects in them.

use crate::bytes::{Compare, keys};
use core::cmp::Ordering;
use nd_core::{Array, NaObject, Object, ObjectError, Record, Result, Scalar};

/// The positions that sort each lane of the last axis, in a packed array of the same shape.
///
/// # Errors
/// Objects that do not compare; memory that cannot be had or is borrowed.
pub(crate) fn argsort(lanes: &Array, order: &[String], operation: &'static str) -> Result<Array> {
    if !lanes.dtype().fields().is_empty() {
        let names: Vec<&str> = keys(lanes.dtype(), order)?.iter().map(|field| &*field.name).collect();
        let records: Vec<Scalar> = lanes.to_vec()?;
        return sorted(lanes, &records, |a, b| Ok(by_parts(a, b, &names, operation)?.is_lt()));
    }
    if let Some(string) = lanes.dtype().string() {
        let text = |value: Scalar| match value {
            Scalar::Str(text) => Some(text),
            _ => None,
        };
        let items: Vec<Option<String>> = lanes.to_vec()?.into_iter().map(text).collect();
        let last = string.na() == Some(&NaObject::Nan);
        return sorted(lanes, &items, |a, b| match (a, b) {
            (Some(a), Some(b)) => Ok(a < b),
            _ if last => Ok(a.is_some()),
            _ => Err(ObjectError::NullOrder.into()),
        });
    }
    sorted(lanes, &lanes.to_vec::<Object>()?, |a, b| {
        Ok(a.compare(b, "<")?.is_some_and(|order| order.is_lt()))
    })
}

/// The order of two records by their fields, in the order of `names`, or of two parts of them.
fn by_parts(a: &Scalar, b: &Scalar, names: &[&str], operation: &'static str) -> Result<Ordering> {
    let parts = |record: &Record| -> Vec<Scalar> {
        match names {
            [] => record.iter().collect(),
            names => names.iter().filter_map(|name| record.field(name)).collect(),
        }
    };
    match (a, b) {
        (Scalar::Record(a), Scalar::Record(b)) => {
            for (a, b) in parts(a).iter().zip(&parts(b)) {
                let order = by_parts(a, b, &[], operation)?;
                if order.is_ne() {
                    return Ok(order);
                }
            }
            Ok(Ordering::Equal)
        }
        (Scalar::Object(a), Scalar::Object(b)) => {
            let less = |a: &Object, b: &Object| -> Result<bool> {
                Ok(a.compare(b, "<")?.is_some_and(Ordering::is_lt))
            };
            Ok(match (less(a, b)?, less(b, a)?) {
                (true, _) => Ordering::Less,
                (_, true) => Ordering::Greater,
                _ => Ordering::Equal,
            })
        }
        (Scalar::Str(a), Scalar::Str(b)) => Ok(a.cmp(b)),
        (Scalar::Bytes(a), Scalar::Bytes(b)) => Ok(a.cmp(b)),
        (a, b) => {
            let dtype = a.dtype();
            let (mut left, mut right) = (vec![0; dtype.itemsize()], vec![0; dtype.itemsize()]);
            a.write_bytes(&dtype, &mut left)?;
            b.write_bytes(&dtype, &mut right)?;
            Ok(Compare::of(&dtype, &[], operation)?.compare(&left, &right))
        }
    }
}

/// The positions that sort each lane of `items`, the elements of `lanes` in C order.
fn sorted<T>(lanes: &Array, items: &[T], less: impl Fn(&T, &T) -> Result<bool>) -> Result<Array> {
    let len = lanes.shape().last().copied().unwrap_or(1).max(1);
    let mut index: Vec<i64> = Vec::with_capacity(items.len());
    for lane in items.chunks(len) {
        let mut sorted: Vec<usize> = (0..lane.len()).collect();
        merge_sort(&mut sorted, &mut |a, b| less(&lane[a], &lane[b]))?;
        index.extend(sorted.into_iter().map(|i| i as i64));
    }
    Array::from_shape_vec(lanes.shape(), index)
}

/// Sorts positions so that none is less than the one before it; equal ones stay in their order.
///
/// The user's comparison may fail, and need not be an order at all, which the standard library's sorts punish by a panic.
fn merge_sort(positions: &mut [usize], less: &mut dyn FnMut(usize, usize) -> Result<bool>) -> Result<()> {
    if positions.len() < 2 {
        return Ok(());
    }
    let (left, right) = positions.split_at_mut(positions.len() / 2);
    merge_sort(left, less)?;
    merge_sort(right, less)?;
    let (left, right) = (left.to_vec(), right.to_vec());
    let (mut i, mut j) = (0, 0);
    for place in positions {
        let from_right = match (left.get(i), right.get(j)) {
            (Some(&first), Some(&second)) => less(second, first)?,
            (first, _) => first.is_none(),
        };
        if from_right {
            *place = right[j];
            j += 1;
        } else {
            *place = left[i];
            i += 1;
        }
    }
    Ok(())
}
