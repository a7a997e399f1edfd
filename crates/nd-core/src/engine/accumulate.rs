//! Accumulation: a running fold along one axis.
//!
//! Where the axis is the fastest in memory each lane runs through the fold's scan; elsewhere whole rows are folded into
//! the next row by the elementwise loop. Both are sequential along the axis, as NumPy is.

use super::assign;
use super::elementwise::Elementwise;
use super::float_errors::watched_fold;
use super::objects::objects_as;
use super::operand::View;
use super::output;
use super::reduce::{Axes, Folder, ReduceError, ReduceOptions, moving_strides};
use super::transfer::Transfer;
use super::walk::{Axis, Walk, for_each_position};
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::error::normalize_axis;
use crate::layout::k_order_of;
use nd_dtype::{DType, Result};
use nd_kernel::{Loop, Num};

/// Operands of the walk.
const OUT: usize = 0;
const IN: usize = 1;

impl Elementwise {
    /// [`Elementwise::accumulate`] along the one axis of `options`, or over all elements in C order if it names none.
    ///
    /// ```
    /// use nd_core::{ReduceOptions, array, operators::ADD};
    /// let sums = ADD.accumulate_over(&array![1, 2, 3], &ReduceOptions::from(0))?;
    /// assert_eq!(sums.to_string(), "[1 3 6]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As there; several axes.
    pub fn accumulate_over(&self, array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
        options.accept("accumulate", &["dtype"])?;
        match options.axes.single()? {
            Some(axis) => self.accumulate(array, axis, options.dtype.clone(), options.out),
            None => self.accumulate(&array.ravel()?, 0, options.dtype.clone(), options.out),
        }
    }

    /// The running fold of `array` along `axis`: element `i` of the result is the fold of elements `0..=i`.
    ///
    /// ```
    /// use nd_core::{array, operators::MULTIPLY};
    /// assert_eq!(MULTIPLY.accumulate(&array![1, 2, 3], 0, None, None)?.to_string(), "[1 2 6]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have, dtypes the function cannot fold, memory that cannot be had or is borrowed
    /// elsewhere, an output of the wrong shape or dtype.
    pub fn accumulate(
        &self,
        array: &Array,
        axis: isize,
        dtype: Option<DType>,
        out: Option<&Array>,
    ) -> Result<Array> {
        if self.nin != 2 || self.nout != 1 {
            return Err(ReduceError::NotBinary { nin: self.nin, method: "accumulate" }.into());
        }
        let options = ReduceOptions { axes: Axes::default(), dtype, out, ..ReduceOptions::default() };
        options.check()?;
        let axis = match (array.ndim(), axis) {
            (0, 0 | -1) => return Err(ReduceError::AccumulateScalar.into()),
            (ndim, axis) => normalize_axis(axis, ndim)?,
        };
        if let Some(numbers) = objects_as(array, options.dtype.as_ref())? {
            return self.accumulate(&numbers, axis as isize, options.dtype, options.out);
        }
        if let Some(binary) = self.folds_objects(array, options.dtype.as_ref()) {
            return options.deliver(self.name, self.accumulate_objects(binary, array, axis)?);
        }
        if let Some(fold) = self.count_fold(array, &options, "accumulate")? {
            let counts = fold.function.accumulate(&fold.counts, axis as isize, None, None)?;
            return options.deliver(self.name, fold.finish(counts));
        }
        let num = self.fold_type(&array.dtype, &options, "accumulate")?;
        let dtype = DType::from_num(num);
        let (folder, run) = self.folder(num)?;
        self.check_exponents(array, num, Some(axis), false)?;
        let strides = k_order_of(array.shape(), &[&moving_strides(array)], num.size());
        // SAFETY: the copy of the first position and the scan write every element below, unless there are none.
        let result = unsafe { output::strided(array.shape(), dtype.clone(), strides)? };
        let converted;
        let input = if array.dtype.native_num() == Some(num) {
            array
        } else {
            converted = assign::copy_as(self.name, array, &dtype, crate::layout::Order::K)?;
            &converted
        };
        if result.size() > 0 {
            watched_fold((self.name, "accumulate"), num, (folder, run), |folder| {
                let _borrow = acquire(self.name, &[input.claim(Access::Read)])?;
                // SAFETY: the input is borrowed; the result is this call's own.
                unsafe { scan((folder, num), run, &result, input, axis) };
                Ok(0)
            })?;
        }
        options.deliver(self.name, result)
    }
}

/// # Safety
/// Both arrays must be of the fold's type, of one shape with at least one element, and borrowed or owned by the caller.
unsafe fn scan((folder, num): (Folder<'_>, Num), run: Loop, result: &Array, input: &Array, axis: usize) {
    let (out, x) = (View::of(result), View::of(input));
    let size = result.dtype.itemsize();
    let along = Axis { len: out.shape[axis], steps: steps(out.strides[axis], x.strides[axis]) };
    let mut shape = out.shape.to_vec();
    shape[axis] = 1;
    let mut others = Walk::new(&shape, &[(out.ptr, &out.strides), (x.ptr, &x.strides)]);
    others.optimise(OUT);
    let copy = Transfer::Copy { itemsize: size };
    let lanes = matches!(folder, Folder::Watched(_))
        || others.axes.last().is_none_or(|a| a.steps[OUT].unsigned_abs() > along.steps[OUT].unsigned_abs());
    if lanes {
        for_each_position(&others.axes, 2, &mut others.ptrs.clone(), &mut |ptrs| {
            let mut acc = [0u8; 16];
            let rest = |k: usize| ptrs[k].wrapping_offset(along.steps[k]);
            // SAFETY: a lane of `along.len` elements in both operands; the first is copied, the rest scanned.
            unsafe {
                core::ptr::copy_nonoverlapping(ptrs[IN], acc.as_mut_ptr(), size);
                core::ptr::copy_nonoverlapping(ptrs[IN], ptrs[OUT], size);
                let (n, acc) = (along.len - 1, acc.as_mut_ptr());
                folder.scan(num, n, (rest(IN), along.steps[IN]), acc, (rest(OUT), along.steps[OUT]));
            }
        });
        return;
    }
    let Some((cols, outer)) = others.axes.split_last() else { return };
    for_each_position(outer, 2, &mut others.ptrs.clone(), &mut |ptrs| {
        // SAFETY: rows of `cols.len` elements in both operands; row `i` reads row `i - 1` of the result and row `i` of
        // the input, which are apart from it.
        unsafe {
            copy.run([1, cols.len], ptrs[OUT], [0, cols.steps[OUT]], ptrs[IN], [0, cols.steps[IN]]);
            for i in 1..along.len as isize {
                let before = ptrs[OUT].wrapping_offset((i - 1) * along.steps[OUT]);
                let x = ptrs[IN].wrapping_offset(i * along.steps[IN]);
                let here = ptrs[OUT].wrapping_offset(i * along.steps[OUT]);
                let column = [cols.steps[OUT], cols.steps[IN], cols.steps[OUT]];
                run(cols.len, [before, x, here].as_ptr(), column.as_ptr());
            }
        }
    });
}

fn steps(out: isize, x: isize) -> super::walk::Steps {
    let mut steps = [0; super::walk::MAX_OPERANDS];
    (steps[OUT], steps[IN]) = (out, x);
    steps
}
