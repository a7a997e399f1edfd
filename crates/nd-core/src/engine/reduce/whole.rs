//! The short way for folding all of a packed array into one element: one run of the fold's loop, and no plan.

use super::{Elementwise, ReduceOptions};
use crate::array::Array;
use crate::buffer::{Access, quick_read, with_borrows};
use crate::engine::float_errors::watching;
use crate::engine::{output, threads};
use crate::layout::Dims;
use nd_dtype::{DType, Result};
use nd_kernel::Num;

impl Elementwise {
    /// Folds all of `array` where that is one run in memory, of the type that the fold computes in, on one thread;
    /// `None` where it is not, or where `options` ask for more than a plain fold.
    #[inline]
    pub(super) fn reduce_whole(&self, array: &Array, options: &ReduceOptions<'_>) -> Option<Result<Array>> {
        let num = array.dtype.native_num()?;
        let widens = self.widens
            && matches!(num, Num::Bool | Num::I8 | Num::I16 | Num::I32 | Num::U8 | Num::U16 | Num::U32);
        if !options.is_plain() || widens || self.check.is_some() || watching() || !array.is_c_contiguous() {
            return None;
        }
        let all = match options.axes.list() {
            None => array.ndim() < 2 || self.reorderable,
            Some([0 | -1]) => array.ndim() == 1,
            Some(_) => false,
        };
        let size = array.size();
        if !all || threads::parts_for(size) > 1 {
            return None;
        }
        let reduce = match self.fold {
            Some(fold) if self.keeps(num) => fold(num)?.reduce,
            _ => return None,
        };
        let start = self.identity_value(num);
        if start.is_none() && size == 0 {
            return None;
        }
        let (step, skipped) = (num.size(), usize::from(start.is_none()));
        // SAFETY: the one element is written below.
        let result = match unsafe { output::strided(&[], DType::from_num(num), Dims::empty()) } {
            Ok(result) => result,
            Err(error) => return Some(Err(error)),
        };
        let (x, acc) = (array.ptr(), result.ptr());
        // SAFETY: the array is packed, of the loop's type, borrowed, and not empty where its first element is taken; the
        // result is this call's own and has room for one element.
        let run = || unsafe {
            let first = start.as_ref().map_or(x.cast_const(), |value| value.as_ptr());
            core::ptr::copy_nonoverlapping(first, acc, step);
            reduce(size - skipped, x.add(skipped * step), step as isize, acc);
        };
        if let Some(_borrow) = quick_read(&array.buffer) {
            run();
            return Some(Ok(result));
        }
        Some(with_borrows(self.name, &[array.claim(Access::Read)], run).map(|()| result))
    }
}
