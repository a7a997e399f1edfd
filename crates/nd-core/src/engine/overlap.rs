//! Operands that share memory: when an output may run in place, and when a temporary must stand between.
//!
//! A loop may read and write the same element (exact aliasing). Any other overlap is resolved by copying the input
//! first, so that the result is that of operands that do not overlap.

#![forbid(unsafe_code)]

use super::operand::View;
use crate::layout::Layout;

/// Whether `input` must be copied before `output` is written.
pub(crate) fn must_copy(input: &View<'_>, output: &View<'_>) -> bool {
    // The same elements in the same places: each is read before it is written.
    let same = input.ptr == output.ptr
        && input.dtype.itemsize() == output.dtype.itemsize()
        && input.strides == output.strides;
    !same && may_share(input, output)
}

/// Whether two operands may have a byte in common.
pub(crate) fn meet(a: &View<'_>, b: &View<'_>) -> bool {
    ranges_meet(a, b) && may_share(a, b)
}

/// Whether the address ranges of two operands meet.
fn ranges_meet(a: &View<'_>, b: &View<'_>) -> bool {
    let (a, b) = (a.address_range(), b.address_range());
    a.0 < b.1 && b.0 < a.1
}

/// Whether two operands may have a byte in common. Operands that interleave (`a[::2]` and `a[1::2]`) are told apart;
/// what cannot be decided counts as shared.
pub(crate) fn may_share(a: &View<'_>, b: &View<'_>) -> bool {
    if !ranges_meet(a, b) {
        return false;
    }
    let base = a.address_range().0.min(b.address_range().0);
    let foot = |v: &View<'_>| {
        let offset = (v.ptr as usize).wrapping_sub(base);
        crate::buffer::Footprint::of(offset, v.dtype.itemsize(), v.shape, &v.strides)
    };
    foot(a).conflicts(&foot(b))
}

/// Whether writing through `layout` may write some byte twice.
pub(crate) fn overlaps_itself(layout: &Layout, itemsize: usize) -> bool {
    layout.may_overlap_itself(itemsize)
}
