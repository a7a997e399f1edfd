//! Fresh arrays filled from a stream, and scratch arrays: memory that cannot be had is an error and never an abort.

#![forbid(unsafe_code)]

use crate::bits::BitGenerator;
use nd_core::{Array, IntoShape, Plain, Result, ViewMut, zeros};

/// An array of `size` that `fill` has written, as one slice in C order.
pub(crate) fn filled<T: Plain>(size: impl IntoShape, fill: impl FnOnce(&mut [T])) -> Result<Array> {
    let array = zeros(size, T::DTYPE)?;
    edit(&array, fill)?;
    Ok(array)
}

/// Calls `f` with the elements of a C-contiguous array.
pub(crate) fn edit<T: Plain, R>(array: &Array, f: impl FnOnce(&mut [T]) -> R) -> Result<R> {
    array.with_mut(|mut view: ViewMut<'_, T>| {
        let slice = view.as_mut_slice();
        debug_assert!(slice.is_some(), "the array is packed");
        f(slice.unwrap_or_default())
    })
}

/// The indices `0..n`.
pub(crate) fn indices(n: usize) -> Result<Array> {
    filled(n, |out: &mut [i64]| out.iter_mut().zip(0..).for_each(|(slot, i)| *slot = i))
}

/// `low + span * u` for every `u` there: one rounding per operation, as NumPy's loops have it.
pub(crate) fn scale(values: &mut [f64], low: f64, span: f64) {
    for value in values {
        *value = low + span * *value;
    }
}

/// `n` bytes, the lowest of each word first.
pub(crate) fn random_bytes(bits: &mut impl BitGenerator, n: usize) -> Result<Vec<u8>> {
    let words = filled(n.div_ceil(4), |out: &mut [u32]| out.fill_with(|| bits.next_u32().to_le()))?;
    let mut bytes = words.tobytes()?;
    bytes.truncate(n);
    Ok(bytes)
}
