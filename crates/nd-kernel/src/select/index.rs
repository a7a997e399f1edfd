//! Gathering and scattering by index lists.
//!
//! Indices count elements of one axis of `len`; negative ones count from the end, once. A block of them is checked as a
//! whole before any of its elements is touched, which vectorises and leaves the moving loop without branches. From
//! sources larger than the caches, each element is asked for well ahead of its turn.

use super::unit::{Unit, by_size};
use crate::Elem;
use crate::isa::{Baseline, Isa, Kernel, dispatch};
use crate::mem::{load, prefetch, store};
use crate::ops::Binary;

/// Indices that are checked at a time.
const BLOCK: usize = 256;

/// How many indices ahead of its turn an element is prefetched.
const AHEAD: usize = 64;

/// Bytes of an operand from which on it is prefetched: what is smaller stays in the second-level cache.
const LARGE: usize = 1 << 20;

/// Where the elements of an axis lie.
#[derive(Clone, Copy)]
struct Axis {
    start: *mut u8,
    stride: isize,
    len: usize,
}

impl Axis {
    /// The element at a checked index, negative ones from the end.
    #[inline(always)]
    fn at(self, index: i64) -> *mut u8 {
        let from_end = self.len as i64 & (index >> 63);
        self.start.wrapping_offset((index.wrapping_add(from_end) as isize).wrapping_mul(self.stride))
    }

    /// Whether elements should be prefetched.
    #[inline(always)]
    fn is_large(self) -> bool {
        self.len.saturating_mul(self.stride.unsigned_abs()) >= LARGE
    }
}

/// A list of indices, aligned or not.
#[derive(Clone, Copy)]
struct List {
    n: usize,
    start: *const u8,
    stride: isize,
}

impl List {
    /// # Safety
    /// `k < n`, and the list must be valid for reads.
    #[inline(always)]
    unsafe fn get(self, k: usize) -> i64 {
        // SAFETY: the caller vouches for the element.
        unsafe { self.start.offset(k as isize * self.stride).cast::<i64>().read_unaligned() }
    }

    /// The first position in `from..to` whose index is not in `-len..len`.
    ///
    /// # Safety
    /// `to <= n`, and the list must be valid for reads.
    #[inline(always)]
    unsafe fn first_bad(self, from: usize, to: usize, len: i64) -> Option<usize> {
        // SAFETY: the caller vouches for the list.
        let bad = |k: usize| unsafe { self.get(k) }.wrapping_add(len) as u64 >= len as u64 * 2;
        if (from..to).fold(false, |any, k| any | bad(k)) { (from..to).find(|&k| bad(k)) } else { None }
    }
}

/// The check of a whole list, compiled per level.
struct Check {
    list: List,
    len: i64,
}

impl Kernel for Check {
    type Out = Option<usize>;
    #[inline(always)]
    fn run<I: Isa>(self) -> Option<usize> {
        let list = self.list;
        // SAFETY: `check_indices` was promised a valid list.
        (0..list.n).step_by(BLOCK).find_map(|from| unsafe {
            let to = (from + BLOCK).min(list.n);
            if list.stride == 8 {
                List { stride: 8, ..list }.first_bad(from, to, self.len)
            } else {
                list.first_bad(from, to, self.len)
            }
        })
    }
}

/// Whether every index is in `-len..len`.
///
/// # Errors
/// The position in the list of the first index that is not.
///
/// # Safety
/// `idx` must be valid for reads of `n` `i64`, aligned or not, at `idx_stride` bytes.
pub unsafe fn check_indices(n: usize, idx: *const i64, idx_stride: isize, len: usize) -> Result<(), usize> {
    let list = List { n, start: idx.cast(), stride: idx_stride };
    dispatch(Check { list, len: clamp(len) }).map_or(Ok(()), Err)
}

/// An axis length as an index bound. Only elements of no bytes can be more than `i64::MAX / 2`.
#[inline(always)]
fn clamp(len: usize) -> i64 {
    len.min(i64::MAX as usize / 2) as i64
}

/// Gathers: `dst[k] = src[idx[k]]`.
///
/// # Errors
/// The position of the first index that is out of bounds. Elements of `dst` before it may have been written; nothing
/// out of bounds has been read.
///
/// # Safety
/// `idx` must be valid for reads of `n` `i64` at `idx_stride` bytes, `src` for reads of `len` elements at `src_stride`,
/// and `dst` for writes of `n` elements at `dst_stride`, overlapping neither of the others. Nothing needs to be
/// aligned.
///
/// ```
/// use nd_kernel::select::take;
/// let (x, idx) = ([10u32, 20, 30], [2i64, -3, 3]);
/// let mut out = [0u32; 2];
/// let (i, src, dst) = (idx.as_ptr(), x.as_ptr().cast(), out.as_mut_ptr().cast());
/// // SAFETY: the pointers are those of live arrays, and two elements are taken.
/// assert_eq!(unsafe { take(4, 2, i, 8, src, 4, 3, dst, 4) }, Ok(()));
/// // SAFETY: as above; the one index is out of bounds.
/// assert_eq!(unsafe { take(4, 1, i.add(2), 8, src, 4, 3, dst, 4) }, Err(0));
/// assert_eq!(out, [30, 10]);
/// ```
pub unsafe fn take(
    itemsize: usize,
    n: usize,
    idx: *const i64,
    idx_stride: isize,
    src: *const u8,
    src_stride: isize,
    len: usize,
    dst: *mut u8,
    dst_stride: isize,
) -> Result<(), usize> {
    let list = List { n, start: idx.cast(), stride: idx_stride };
    let axis = Axis { start: src.cast_mut(), stride: src_stride, len };
    // SAFETY: `each` gives positions below `n` and elements of the axis, which is read only.
    by_size!(itemsize, unit => unsafe {
        each(list, axis, |k, element| unit.copy(dst.offset(k as isize * dst_stride), element))
    })
}

/// Scatters: `dst[idx[k]] = src[k]`, in order, so that the last of several values for one element stays.
///
/// # Errors
/// The position of the first index that is out of bounds; nothing has been written then.
///
/// # Safety
/// `idx` must be valid for reads of `n` `i64` at `idx_stride` bytes, `src` for reads of `n` elements at `src_stride`,
/// and `dst` for writes of `len` elements at `dst_stride`, overlapping neither of the others. Nothing needs to be
/// aligned.
pub unsafe fn put(
    itemsize: usize,
    n: usize,
    idx: *const i64,
    idx_stride: isize,
    src: *const u8,
    src_stride: isize,
    dst: *mut u8,
    dst_stride: isize,
    len: usize,
) -> Result<(), usize> {
    // SAFETY: the caller vouches for the list.
    unsafe { check_indices(n, idx, idx_stride, len)? };
    let list = List { n, start: idx.cast(), stride: idx_stride };
    let axis = Axis { start: dst, stride: dst_stride, len };
    // SAFETY: `each` gives positions below `n` and elements of the axis.
    by_size!(itemsize, unit => unsafe {
        each(list, axis, |k, element| unit.copy(element, src.offset(k as isize * src_stride)))
    })
}

/// The [`FoldAt`](crate::FoldAt) of `O`.
///
/// # Safety
/// As there.
pub(crate) unsafe fn fold_at<O: Binary<T, Out = T>, T: Elem>(
    n: usize,
    idx: *const i64,
    idx_stride: isize,
    src: *const u8,
    src_stride: isize,
    dst: *mut u8,
    dst_stride: isize,
    len: usize,
) {
    let list = List { n, start: idx.cast(), stride: idx_stride };
    let axis = Axis { start: dst, stride: dst_stride, len };
    let size = size_of::<T>() as isize;
    // SAFETY: the caller vouches for the operands. Packed ones have strides that the compiler knows.
    unsafe {
        if idx_stride == 8 && dst_stride == size {
            fold_each::<O, T>(List { stride: 8, ..list }, Axis { stride: size, ..axis }, src, src_stride);
        } else {
            fold_each::<O, T>(list, axis, src, src_stride);
        }
    }
}

/// # Safety
/// As [`fold_at`].
#[inline(always)]
unsafe fn fold_each<O: Binary<T, Out = T>, T: Elem>(
    list: List,
    axis: Axis,
    src: *const u8,
    src_stride: isize,
) {
    let ahead = if axis.is_large() { list.n.saturating_sub(AHEAD) } else { 0 };
    for k in 0..list.n {
        // SAFETY: `k < n`, and indices are in bounds. One that is asked for early is below `n` too.
        unsafe {
            if k < ahead {
                prefetch(axis.at(list.get(k + AHEAD)));
            }
            let element = axis.at(list.get(k));
            let value = load::<T>(src.offset(k as isize * src_stride));
            store(element, O::apply::<Baseline>(load::<T>(element), value));
        }
    }
}

/// Calls `body(k, element)` with every position of the list and the element of the axis that it names, in order.
///
/// # Safety
/// The list must be valid for reads.
#[inline(always)]
unsafe fn each(list: List, axis: Axis, mut body: impl FnMut(usize, *mut u8)) -> Result<(), usize> {
    let len = clamp(axis.len);
    let mut from = 0;
    while from < list.n {
        let to = (from + BLOCK).min(list.n);
        // SAFETY: every position is below `n`.
        unsafe {
            if let Some(k) = list.first_bad(from, to, len) {
                return Err(k);
            }
            if axis.is_large() {
                // The elements of the next block are asked for while this one is moved. An index that is out of
                // bounds is found when its own block is checked; asking for it before that does nothing.
                for k in from..to {
                    if k + AHEAD < list.n {
                        prefetch(axis.at(list.get(k + AHEAD)));
                    }
                    body(k, axis.at(list.get(k)));
                }
            } else {
                for k in from..to {
                    body(k, axis.at(list.get(k)));
                }
            }
        }
        from = to;
    }
    Ok(())
}
