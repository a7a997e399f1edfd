//! Positions of extremes.
//!
//! A contiguous run is searched block by block with the value search of [`super::best`], which runs near memory
//! speed; only the block that holds the winner is looked through again for the place.

use core::marker::PhantomData;

use super::best::{Direction, Max, Min, Ordered, position, search};
use crate::isa::{Isa, Kernel, dispatch_cheap};
use crate::mem::{load, store};
use crate::{Elem, Num};

/// Extends a running position of the best element by a run.
///
/// `best` is the value of the best element so far and `best_index` its position; a negative `best_index` says that
/// there is none yet, and `best` is not read. `x[i]` has the position `base + i`. Both are updated if the run holds an
/// element that beats `best`: the first of equals stays, and the first NaN stays for good (in a complex number, of
/// either part). Runs of one reduction are given in order of position.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes; `best` for reads and writes of one element and
/// `best_index` for reads and writes of one `i64`, neither overlapping the run. Nothing needs to be aligned.
pub type ArgReduce =
    unsafe fn(n: usize, x: *const u8, stride: isize, best: *mut u8, base: i64, best_index: *mut i64);

/// The position of the largest element.
///
/// ```
/// use nd_kernel::{Num, reduce::argmax};
/// let x = [1.0f64, 7.0, f64::NAN, 7.0];
/// let (mut best, mut index) = (0.0f64, -1i64);
/// // SAFETY: the pointers are those of live values of the right types.
/// unsafe { argmax(Num::F64)(2, x.as_ptr().cast(), 8, (&raw mut best).cast(), 0, &mut index) };
/// assert_eq!((best, index), (7.0, 1));
/// // SAFETY: as above.
/// unsafe { argmax(Num::F64)(2, x[2..].as_ptr().cast(), 8, (&raw mut best).cast(), 2, &mut index) };
/// assert_eq!(index, 2);
/// ```
pub fn argmax(num: Num) -> ArgReduce {
    crate::dispatch!(num, T => reduce::<T, Max>)
}

/// The position of the smallest element.
pub fn argmin(num: Num) -> ArgReduce {
    crate::dispatch!(num, T => reduce::<T, Min>)
}

/// Bytes in a block: looked through twice only if it improves on what came before, and small enough to be in the
/// first-level cache then.
const BLOCK: usize = 16384;

struct Search<T, D> {
    n: usize,
    x: *const u8,
    stride: isize,
    best: Option<T>,
    direction: PhantomData<D>,
}

impl<T: Ordered, D: Direction> Search<T, D> {
    /// The position of the element that beats `self.best`, if any.
    ///
    /// # Safety
    /// `x` must be valid for reads of `n` elements at `stride` bytes, passed again so that it can be a constant.
    #[inline(always)]
    unsafe fn find(&self, stride: isize) -> Option<usize> {
        let mut best = self.best.map(T::key);
        if best.is_some_and(T::is_nan) {
            return None;
        }
        let block = BLOCK / size_of::<T>();
        let mut winner = None;
        let mut start = 0;
        while start < self.n {
            let len = block.min(self.n - start);
            // SAFETY: `start..start + len` are elements of the run.
            let found = unsafe { search::<T, D>(len, self.x.offset(start as isize * stride), stride) };
            if found.nan || best.is_none_or(|best| D::better::<T>(found.key, best)) {
                best = Some(found.key);
                winner = Some((start, len, found));
            }
            if found.nan {
                break;
            }
            start += len;
        }
        let (start, len, found) = winner?;
        let same = |key| if found.nan { T::is_nan(key) } else { T::equal(key, found.key) };
        // SAFETY: `start..start + len` are elements of the run.
        unsafe { position::<T>(len, self.x.offset(start as isize * stride), stride, same) }.map(|i| start + i)
    }
}

impl<T: Ordered, D: Direction> Kernel for Search<T, D> {
    type Out = Option<usize>;
    #[inline(always)]
    fn run<I: Isa>(self) -> Option<usize> {
        // SAFETY: `reduce` makes this value of a run whose stride is the element size.
        unsafe { self.find(size_of::<T>() as isize) }
    }
}

unsafe fn reduce<T: Ordered + Elem, D: Direction>(
    n: usize,
    x: *const u8,
    stride: isize,
    best: *mut u8,
    base: i64,
    best_index: *mut i64,
) {
    // SAFETY: the contract of `ArgReduce`.
    unsafe {
        let so_far = if best_index.read_unaligned() < 0 { None } else { Some(load::<T>(best)) };
        let search = Search { n, x, stride, best: so_far, direction: PhantomData::<D> };
        let size = size_of::<T>();
        let found = if stride == size as isize {
            dispatch_cheap(n * size, search)
        } else {
            search.find(search.stride)
        };
        if let Some(i) = found {
            store(best, load::<T>(x.offset(i as isize * stride)));
            best_index.write_unaligned(base + i as i64);
        }
    }
}
