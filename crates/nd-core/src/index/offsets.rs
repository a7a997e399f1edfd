//! Byte offsets from several lists of positions, a block at a time.

use super::gather::strides_of;
use super::positions::{BLOCK, Positions};
use crate::array::Array;
use crate::engine::operand::View;
use crate::engine::output;
use crate::engine::scratch::Scratch;
use crate::engine::walk::{MAX_OPERANDS, Piece, Walk};
use crate::layout::{Dims, Order};
use nd_dtype::{DType, Result};
use nd_kernel::copy::copy_strided;
use std::borrow::Cow;

/// Lists whose positions, multiplied by their strides, add up to byte offsets.
pub(super) struct Offsets<'p> {
    pub(super) lists: Vec<Positions<'p>>,
    /// From the element at position zero of every list to the lowest one that any position reaches; not positive.
    pub(super) low: isize,
    /// What makes sums of the lists count from the lowest element.
    bias: i64,
    /// One more than the largest offset.
    pub(super) extent: usize,
}

/// Lists that fit a walk beside one more operand.
const MOST: usize = MAX_OPERANDS - 1;

/// Makes offsets of any number of lists: as long as there are more than a walk takes, some become one.
///
/// # Errors
/// No memory for that.
///
/// # Safety
/// The lists must be borrowed and in bounds unless `outer` is empty.
pub(super) unsafe fn fold<'p>(lists: Vec<Positions<'p>>, outer: &[usize]) -> Result<Offsets<'p>> {
    let low = low_of(&lists);
    let mut offsets = Offsets::new(lists);
    while offsets.lists.len() > MOST {
        let rest = offsets.lists.split_off(offsets.lists.len() - MOST);
        // SAFETY: the caller's promise.
        let one = unsafe { Offsets::new(rest).combined(outer)? };
        offsets.lists.push(one);
        offsets = Offsets::new(offsets.lists);
    }
    Ok(Offsets { low, ..offsets })
}

/// From position zero of every list to the lowest element.
fn low_of(lists: &[Positions<'_>]) -> isize {
    lists.iter().filter(|list| list.stride < 0).map(|list| -(list.reach() as isize)).sum()
}

impl<'p> Offsets<'p> {
    /// Offsets made at a time.
    pub(super) const BLOCK: usize = BLOCK;

    /// At most [`MOST`] lists for [`Offsets::block`].
    fn new(lists: Vec<Positions<'p>>) -> Offsets<'p> {
        let low = low_of(&lists);
        let extent = lists.iter().map(Positions::reach).sum::<usize>() + 1;
        Offsets { lists, low, bias: -(low as i64), extent }
    }

    /// Stride and length of the axis, if the positions of a single list can be given to a kernel as they lie.
    #[inline]
    pub(super) fn direct(&self) -> Option<(isize, usize)> {
        match &self.lists[..] {
            [only] if only.direct() => Some((only.stride, only.len)),
            _ => None,
        }
    }

    /// The offsets of `n` positions, at most [`Offsets::BLOCK`], from (`row`, `col`) on.
    ///
    /// # Safety
    /// Operands 1 and following of the piece must be the lists, borrowed, and the positions lie inside it.
    #[inline]
    pub(super) unsafe fn block(
        &self,
        piece: &Piece,
        row: usize,
        col: usize,
        n: usize,
        [sums, loaded]: &mut [Scratch; 2],
    ) -> *const i64 {
        debug_assert!(n <= BLOCK);
        let (sums, loaded) = (sums.ptr().cast::<i64>(), loaded.ptr().cast::<i64>());
        for i in 0..n {
            // SAFETY: `n` numbers fit a scratch.
            unsafe { sums.add(i).write(self.bias) };
        }
        for (k, list) in self.lists.iter().enumerate() {
            let (len, stride) = (list.len as i64, list.stride as i64);
            // SAFETY: the caller's promise; both scratches have room for `n` numbers, and all are written before
            // they are read.
            unsafe {
                list.load(n, loaded, piece.at(k + 1, row, col), piece.cols.steps[k + 1]);
                for i in 0..n {
                    let position = loaded.add(i).read();
                    let position = position.wrapping_add(len & (position >> 63));
                    let sum = sums.add(i);
                    sum.write(sum.read().wrapping_add(position.wrapping_mul(stride)));
                }
            }
        }
        sums
    }

    /// The offsets of all lists as one list, with a stride of one byte.
    ///
    /// # Errors
    /// No memory for it.
    ///
    /// # Safety
    /// As [`fold`].
    unsafe fn combined(self, outer: &[usize]) -> Result<Positions<'p>> {
        // SAFETY: all elements are written below.
        let out: Array = unsafe { output::packed(outer, DType::I64, Order::C)? };
        let views = View::of(&out);
        let mut operands: Vec<(*mut u8, Dims<isize>)> = vec![(views.ptr, views.strides)];
        for list in &self.lists {
            let strides = strides_of(list, outer).unwrap_or_else(|| Dims::filled(outer.len(), 0));
            operands.push((View::of(&list.array).ptr, strides));
        }
        let operands: Vec<(*mut u8, &[isize])> = operands.iter().map(|(ptr, s)| (*ptr, &s[..])).collect();
        let walk = Walk::new(outer, &operands);
        let mut scratch = [Scratch::new(), Scratch::new()];
        walk.for_each_piece(&mut |piece| {
            for row in 0..piece.rows.len {
                for col in (0..piece.cols.len).step_by(BLOCK) {
                    let n = BLOCK.min(piece.cols.len - col);
                    // SAFETY: the lists are operands 1 and following; operand 0 is the array made above.
                    unsafe {
                        let sums = self.block(piece, row, col, n, &mut scratch);
                        copy_strided(8, n, piece.at(0, row, col), piece.cols.steps[0], sums.cast(), 8);
                    }
                }
            }
        });
        Positions::new(Cow::Owned(out), 0, self.extent, 1, true)
    }
}
