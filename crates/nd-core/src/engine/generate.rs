//! Arrays computed from the position of each element.

use super::{output, threads};
use crate::array::Array;
use crate::layout::Order;
use nd_dtype::{Plain, Result};

/// A packed array of `shape` with `value(i)` at C position `i`.
///
/// # Errors
/// A size that no memory holds.
pub(crate) fn generate<T: Plain>(shape: &[usize], value: impl Fn(usize) -> T + Sync) -> Result<Array> {
    // SAFETY: every element is written below; a panic of `value` drops the array unseen.
    let array = unsafe { output::packed(shape, T::DTYPE, Order::C)? };
    let n = array.size();
    let start = array.ptr() as usize;
    let parts = threads::parts_for(n);
    threads::run(parts, &|part| {
        for i in part * n / parts..(part + 1) * n / parts {
            let to = start as *mut T;
            // SAFETY: `i < n`, and the parts are disjoint; the array is known to nobody else.
            unsafe { to.add(i).write_unaligned(value(i)) };
        }
    });
    Ok(array)
}
