//! What an operation wants to borrow, and how wishes for one buffer become one.

#![forbid(unsafe_code)]

use super::{Access, Buffer, Footprint};
use nd_dtype::DType;

/// What an operation will do with one of its operands: some strided elements of a buffer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim<'a> {
    /// The memory.
    pub(crate) buffer: &'a Buffer,
    /// Whether it may be changed.
    pub(crate) access: Access,
    /// Byte offset of the element at index zero.
    pub(crate) offset: usize,
    /// Bytes in one element.
    pub(crate) itemsize: usize,
    /// Lengths of the axes.
    pub(crate) shape: &'a [usize],
    /// Byte steps of the axes.
    pub(crate) strides: &'a [isize],
    /// What the elements are, if they hold objects.
    pub(crate) managed: Option<&'a DType>,
}

impl<'a> Claim<'a> {
    /// A claim on every byte of `buffer`.
    #[inline]
    #[cfg(test)]
    pub(crate) fn whole(buffer: &'a Buffer, access: Access) -> Claim<'a> {
        Claim { buffer, access, offset: 0, itemsize: buffer.len(), shape: &[], strides: &[], managed: None }
    }

    /// How many bytes are touched, counted once per element; saturates.
    #[inline]
    pub(super) fn bytes(&self) -> usize {
        self.shape.iter().fold(self.itemsize, |bytes, &n| bytes.saturating_mul(n))
    }

    fn footprint(&self) -> Footprint {
        Footprint::of(self.offset, self.itemsize, self.shape, self.strides)
    }
}

/// The claims that need borrows, in the order of their buffers.
pub(super) struct Groups<'c, 'a> {
    pub(super) claims: &'c [Claim<'a>],
    /// Indices into `claims`.
    pub(super) order: &'c [usize],
    /// Whether so few bytes are touched that noting which is not worth it.
    pub(super) small: bool,
}

impl<'c, 'a> Groups<'c, 'a> {
    /// Splits the claims on one buffer off the front of `rest`.
    pub(super) fn next(&self, rest: &mut &'c [usize]) -> Option<(&'a Buffer, &'c [usize])> {
        let buffer = self.claims[*rest.first()?].buffer;
        let count = rest.iter().take_while(|&&index| self.claims[index].buffer.ptr_eq(buffer)).count();
        let (group, others) = rest.split_at(count);
        *rest = others;
        Some((buffer, group))
    }

    /// The strongest access that `group` asks for.
    pub(super) fn access(&self, group: &[usize]) -> Access {
        group.iter().map(|&index| self.claims[index].access).max().unwrap_or(Access::Read)
    }

    /// All bytes that `group` touches, perhaps more.
    pub(super) fn footprint(&self, group: &[usize]) -> Footprint {
        group.iter().fold(Footprint::EMPTY, |all, &index| all.union(self.claims[index].footprint()))
    }
}
