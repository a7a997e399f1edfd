//! Folds of stretches along one axis.
//!
//! Stretch `i` starts at `starts[i]` and ends before `starts[i + 1]`, or at the end of the axis for the last; one that does
//! not end behind its start is its first element. Every stretch starts from its first element and folds the rest in the
//! order of a run, as NumPy does.

use super::assign;
use super::elementwise::Elementwise;
use super::float_errors::watched_fold;
use super::objects::objects_as;
use super::operand::View;
use super::output;
use super::reduce::{Folder, ReduceError, ReduceOptions, moving_strides};
use super::threads;
use super::walk::{Walk, for_each_position};
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::error::normalize_axis;
use crate::layout::{Dims, Layout, Order, k_order_of};
use nd_dtype::{Casting, DType, Result};

/// Operands of the walk.
const OUT: usize = 0;
const IN: usize = 1;

impl Elementwise {
    /// The folds of the stretches of `array` that start at `starts`, along the one axis that `options` names, or along
    /// the first.
    ///
    /// ```
    /// use nd_core::{ReduceOptions, arange, array, operators::ADD};
    /// let sums = ADD.reduceat(&arange(6), &array![0, 4], &ReduceOptions::default())?;
    /// assert_eq!(sums.to_string(), "[6 9]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Starts that are not a list of integers inside the axis, an axis that the array does not have, dtypes that the
    /// function cannot fold, an output of the wrong shape, memory that cannot be had or is borrowed elsewhere.
    pub fn reduceat(&self, array: &Array, starts: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
        if self.nin != 2 || self.nout != 1 {
            return Err(ReduceError::NotBinary { nin: self.nin, method: "reduceat" }.into());
        }
        options.accept("reduceat", &["dtype"])?;
        options.check()?;
        if let Some(numbers) = objects_as(array, options.dtype.as_ref())? {
            return self.reduceat(&numbers, starts, options);
        }
        if let Some(fold) = self.count_fold(array, options, "reduceat")? {
            let counts = fold.function.reduceat(&fold.counts, starts, &fold.options(options)?)?;
            return options.deliver(self.name, fold.finish(counts));
        }
        if starts.ndim() != 1 {
            return Err(ReduceError::ReduceAtShape.into());
        }
        starts.dtype.check_cast(&DType::I64, Casting::Safe)?;
        let starts: Vec<i64> = starts.astype(DType::I64)?.to_vec()?;
        let axis = match (array.ndim(), options.axes.single()?.unwrap_or(0)) {
            (0, 0 | -1) => return Err(ReduceError::ReduceAtScalar.into()),
            (ndim, axis) => normalize_axis(axis, ndim)?,
        };
        let len = array.shape()[axis];
        if let Some(&index) = starts.iter().find(|&&i| i < 0 || i as usize >= len) {
            return Err(ReduceError::ReduceAtIndex { name: self.name, index, len }.into());
        }
        if let Some(binary) = self.folds_objects(array, options.dtype.as_ref()) {
            return options.deliver(self.name, self.reduceat_objects(binary, array, axis, &starts)?);
        }
        let num = self.fold_type(&array.dtype, options, "reduceat")?;
        let dtype = DType::from_num(num);
        let (folder, run) = self.folder(num)?;
        self.check_exponents(array, num, Some(axis), false)?;
        let mut shape = array.shape().to_vec();
        shape[axis] = starts.len();
        // NumPy iterates over the input without this axis and over the starts along it.
        let mut steps = moving_strides(array);
        steps[axis] = 0;
        let along: Dims<isize> =
            (0..shape.len()).map(|i| if i == axis && shape[i] > 1 { 8 } else { 0 }).collect();
        let strides = k_order_of(&shape, &[&steps, &along], num.size());
        // SAFETY: every stretch writes its element of every position below.
        let result = unsafe { output::strided(&shape, dtype.clone(), strides)? };
        let converted;
        let input = if array.dtype.native_num() == Some(num) {
            array
        } else {
            converted = assign::copy_as(self.name, array, &dtype, Order::K)?;
            &converted
        };
        if result.size() > 0 {
            watched_fold((self.name, "reduceat"), num, (folder, run), |folder| {
                let _borrow = acquire(self.name, &[input.claim(Access::Read)])?;
                // SAFETY: the input is borrowed, the result is this call's own, the starts lie inside the axis.
                unsafe { fold_stretches(folder, &result, input, axis, &starts) };
                Ok(0)
            })?;
        }
        options.deliver(self.name, result)
    }
}

/// # Safety
/// Both arrays must be of the fold's type and borrowed or owned by the caller; `starts` must lie inside the axis.
unsafe fn fold_stretches(folder: Folder<'_>, result: &Array, input: &Array, axis: usize, starts: &[i64]) {
    let size = result.dtype.itemsize();
    let len = input.shape()[axis];
    let (out_step, step) = (result.strides()[axis], input.strides()[axis]);
    let one = |array: &Array| -> Layout {
        let mut layout = array.layout.clone();
        layout.shape[axis] = 1;
        layout
    };
    let (out, x) = (result.with_layout(one(result)), input.with_layout(one(input)));
    let (out, x) = (View::of(&out), View::of(&x));
    let mut walk = Walk::new(out.shape, &[(out.ptr, &out.strides), (x.ptr, &x.strides)]);
    walk.optimise(OUT);
    let run = |walk: &Walk| {
        for_each_position(&walk.axes, 2, &mut walk.ptrs.clone(), &mut |ptrs| {
            for (i, &start) in starts.iter().enumerate() {
                let start = start as usize;
                let end = starts.get(i + 1).map_or(len, |&end| end as usize);
                let n = end.saturating_sub(start).max(1);
                let mut acc = [0u8; 16];
                let first = ptrs[IN].wrapping_offset(start as isize * step);
                let place = ptrs[OUT].wrapping_offset(i as isize * out_step);
                // SAFETY: the stretch lies inside the axis of the borrowed input, the place in the result.
                unsafe {
                    core::ptr::copy_nonoverlapping(first, acc.as_mut_ptr(), size);
                    folder.reduce(n - 1, first.wrapping_offset(step), step, acc.as_mut_ptr());
                    core::ptr::copy_nonoverlapping(acc.as_ptr(), place, size);
                }
            }
        });
    };
    if !walk.run_cut(threads::parts_for(input.size()), 1, &run) {
        run(&walk);
    }
}
