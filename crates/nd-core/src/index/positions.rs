//! Index arrays as lists of positions: masks turned into them, shapes broadcast, bounds checked.
//!
//! Whoever calls anything here has borrowed the index arrays.

use super::compile::{Advanced, Selector, Source};
use super::{IndexError, nonzero};
use crate::array::Array;
use crate::engine::operand::View;
use crate::engine::scratch::Scratch;
use crate::engine::transfer::Transfer;
use crate::engine::walk::Walk;
use crate::layout::{Dims, Layout, broadcast_operands, numpy_axis_order};
use nd_dtype::{DType, Result};
use nd_kernel::select::check_indices;
use std::borrow::Cow;

/// In which order NumPy looks at the positions of a list, and so which of several out of bounds it names. Source:
/// `PyArray_MapIterCheckIndices` and what calls it in NumPy's `mapping.c`.
#[derive(Clone, Copy)]
pub(super) enum Sequence {
    /// In C order, where one list chooses more than an element each to be read.
    Rows,
    /// Axis by axis as they lie in memory, where one list chooses elements to be read.
    Axes,
    /// As they lie in memory, whichever way an axis runs.
    Memory,
}

/// Positions along one axis, or along several that lie end to end.
pub(super) struct Positions<'p> {
    /// Integers of any dtype, whose shape broadcasts to that of all lists.
    pub(super) array: Cow<'p, Array>,
    /// The axis, for messages.
    axis: usize,
    /// Its length and stride.
    pub(super) len: usize,
    pub(super) stride: isize,
    /// Brings them to `i64`.
    pub(super) load: Transfer,
    /// Whether they are known to be in bounds.
    sound: bool,
}

impl<'p> Positions<'p> {
    /// # Errors
    /// None for integers, which all convert.
    pub(super) fn new(
        array: Cow<'p, Array>,
        axis: usize,
        len: usize,
        stride: isize,
        sound: bool,
    ) -> Result<Positions<'p>> {
        let load = Transfer::new(&array.dtype, &DType::I64)?;
        Ok(Positions { array, axis, len, stride, load, sound })
    }

    /// Whether a kernel can read them where they lie.
    pub(super) fn direct(&self) -> bool {
        self.load.is_copy()
    }

    /// How far apart the first and the last position are, in bytes.
    pub(super) fn reach(&self) -> usize {
        self.len.saturating_sub(1) * self.stride.unsigned_abs()
    }

    /// Checks that every position is in `-len..len`.
    ///
    /// # Errors
    /// [`IndexError::OutOfBounds`] for the first that is not, of the order in which NumPy looks at them.
    ///
    /// # Safety
    /// The array must be borrowed.
    pub(super) unsafe fn check(&self, sequence: Sequence) -> Result<()> {
        // SAFETY: the caller has borrowed the array, and `in_sequence` is another view of its elements.
        unsafe {
            if self.sound || self.first_in(&self.array).is_none() {
                return Ok(());
            }
            self.refuse(self.first_in(&self.in_sequence(sequence)))
        }
    }

    /// The first position of `array`, in C order, that is out of bounds.
    ///
    /// # Safety
    /// The array must be borrowed, and have the dtype of the list.
    unsafe fn first_in(&self, array: &Array) -> Option<i64> {
        let view = View::of(array);
        if let ([n], [step]) = (view.shape, &view.strides[..]) {
            // SAFETY: the caller has borrowed the array.
            return unsafe { self.first_bad(*n, view.ptr, *step) };
        }
        let mut bad = None;
        let mut walk = Walk::new(view.shape, &[(view.ptr, &view.strides)]);
        walk.coalesce();
        walk.for_each_piece(&mut |piece| {
            for row in 0..piece.rows.len {
                // SAFETY: the walk visits elements of the array, which the caller has borrowed.
                let found =
                    || unsafe { self.first_bad(piece.cols.len, piece.at(0, row, 0), piece.cols.steps[0]) };
                bad = bad.or_else(found);
            }
        });
        bad
    }

    /// The list with its elements in that order.
    #[cold]
    fn in_sequence(&self, sequence: Sequence) -> Array {
        let array = &*self.array;
        let turns = match sequence {
            Sequence::Rows => return array.clone(),
            Sequence::Axes => false,
            // Words along one axis are read as they are.
            Sequence::Memory => array.ndim() > 1 || !self.direct() || !array.lies_aligned(),
        };
        let steps = array.shape().iter().zip(array.strides());
        let steps: Dims<isize> = steps.map(|(&n, &step)| if n == 1 { 0 } else { step }).collect();
        let mut layout = Layout { shape: Dims::empty(), strides: Dims::empty(), offset: array.layout.offset };
        for axis in numpy_axis_order(array.ndim(), &[&steps[..]]) {
            let (n, step) = (array.shape()[axis], steps[axis]);
            let back = turns && step < 0;
            layout.offset = layout.offset.wrapping_add_signed(if back { (n as isize - 1) * step } else { 0 });
            layout.shape.push(n);
            layout.strides.push(if back { -step } else { step });
        }
        array.with_layout(layout)
    }

    fn refuse(&self, bad: Option<i64>) -> Result<()> {
        match bad {
            Some(index) => Err(IndexError::OutOfBounds { index, axis: self.axis, size: self.len }.into()),
            None => Ok(()),
        }
    }

    /// The first of `n` positions that is out of bounds.
    ///
    /// # Safety
    /// `ptr` must be valid for reads of `n` elements of the array's dtype at `step`.
    unsafe fn first_bad(&self, n: usize, ptr: *const u8, step: isize) -> Option<i64> {
        let at = |i: usize| ptr.wrapping_offset(i as isize * step);
        if self.direct() && n <= FEW {
            let len = self.len as i64;
            // SAFETY: the caller's promise; the elements are `i64`.
            let position = |i| unsafe { at(i).cast::<i64>().read_unaligned() };
            return (0..n).map(position).find(|&position| position < -len || position >= len);
        }
        if self.direct() {
            // SAFETY: the caller's promise; the elements are `i64`.
            let bad = unsafe { check_indices(n, ptr.cast(), step, self.len) }.err()?;
            // SAFETY: `bad < n`.
            return Some(unsafe { at(bad).cast::<i64>().read_unaligned() });
        }
        let mut scratch = Scratch::new();
        let block = scratch.ptr().cast::<i64>();
        (0..n).step_by(BLOCK).find_map(|from| {
            let count = BLOCK.min(n - from);
            // SAFETY: the caller's promise; `BLOCK` elements fit the scratch, which is read after it is written.
            unsafe {
                self.load(count, block, at(from), step);
                let bad = check_indices(count, block, 8, self.len).err()?;
                Some(block.add(bad).read())
            }
        })
    }

    /// Puts `n` positions into `block` as `i64`.
    ///
    /// # Safety
    /// `ptr` must be valid for reads of `n` elements of the array's dtype at `step`, `block` for writes of `n`, apart.
    pub(super) unsafe fn load(&self, n: usize, block: *mut i64, ptr: *const u8, step: isize) {
        // SAFETY: the caller's promise.
        unsafe { self.load.run([1, n], block.cast(), [0, 8], ptr, [0, step]) }
    }
}

/// Positions that are looked at one by one, where a call of the kernel costs more.
const FEW: usize = 8;

/// Positions that fit a [`Scratch`].
pub(super) const BLOCK: usize = Scratch::BYTES / 8;

/// The lists that `plan` selects by, and the shape they broadcast to.
///
/// # Errors
/// [`IndexError::Mismatch`]; no memory for the positions under a mask.
///
/// # Safety
/// The index arrays must be borrowed.
pub(super) unsafe fn resolve<'p>(
    plan: &Advanced<'p>,
    from: &Layout,
) -> Result<(Vec<Positions<'p>>, Dims<usize>)> {
    let mut lists = Vec::with_capacity(plan.selectors.len());
    if let [Selector { source: Source::Positions(array), axis }] = plan.selectors[..] {
        lists.push(Positions::new(Cow::Borrowed(array), axis, from.shape[axis], from.strides[axis], false)?);
        return Ok((lists, array.layout.shape.clone()));
    }
    // The shape of each selector's lists, and how many lists of it NumPy would name.
    let mut shapes: Vec<(Dims<usize>, usize)> = Vec::with_capacity(plan.selectors.len());
    for selector in &plan.selectors {
        let axis = selector.axis;
        match selector.source {
            Source::Positions(array) => {
                shapes.push((array.layout.shape.clone(), 1));
                let (len, stride) = (from.shape[axis], from.strides[axis]);
                lists.push(Positions::new(Cow::Borrowed(array), axis, len, stride, false)?);
            }
            Source::Bool(mask) => shapes.push((Dims::filled(1, mask.into()), 1)),
            Source::Mask(mask) => {
                // SAFETY: the mask is one of the borrowed index arrays.
                let flat = unsafe { nonzero::positions(mask)? };
                shapes.push((flat.layout.shape.clone(), mask.ndim()));
                under_mask(flat, from, axis..axis + mask.ndim(), &mut lists)?;
            }
        }
    }
    let plain: Vec<&[usize]> = shapes.iter().map(|(shape, _)| &shape[..]).collect();
    match broadcast_operands(&plain) {
        Ok(outer) => Ok((lists, outer)),
        Err(_) => {
            let repeated = shapes.iter().flat_map(|(shape, n)| core::iter::repeat_n(shape.to_vec(), *n));
            Err(IndexError::Mismatch { shapes: repeated.collect() }.into())
        }
    }
}

/// Adds the lists of the axes that a mask selects from: one if they lie end to end, else one for each of them.
fn under_mask(
    flat: Array,
    from: &Layout,
    axes: core::ops::Range<usize>,
    lists: &mut Vec<Positions<'_>>,
) -> Result<()> {
    let (shape, strides) = (&from.shape[axes.clone()], &from.strides[axes.clone()]);
    let end_to_end = (1..shape.len()).all(|i| strides[i - 1] == strides[i] * shape[i] as isize);
    if end_to_end {
        let stride = strides.last().copied().unwrap_or(0);
        let len = shape.iter().product();
        lists.push(Positions::new(Cow::Owned(flat), axes.start, len, stride, true)?);
        return Ok(());
    }
    let flat: Vec<i64> = flat.to_vec()?;
    // The axes behind the one at hand count this many positions.
    let mut behind: usize = shape.iter().product();
    for (i, (&len, &stride)) in shape.iter().zip(strides).enumerate() {
        // Without elements there are no positions to divide.
        behind = behind.checked_div(len).unwrap_or(1).max(1);
        let column = flat.iter().map(|&at| at / behind as i64 % len.max(1) as i64).collect();
        lists.push(Positions::new(Cow::Owned(Array::from_vec(column)?), axes.start + i, len, stride, true)?);
    }
    Ok(())
}
