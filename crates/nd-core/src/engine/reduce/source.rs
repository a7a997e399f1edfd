//! Where the elements of a fold come from: memory, a conversion, or an expression.

use super::super::expression::Stream;
use super::super::transfer::Transfer;

/// The source of a fold's elements.
pub(in crate::engine) enum Source<'a> {
    /// The input as it lies, in the fold's type.
    Stored,
    /// The input through a conversion.
    Converted(Transfer),
    /// An expression. The addresses of its input are positions in the array that it would fill, from zero on.
    Computed {
        /// The elements, in the fold's type.
        stream: &'a Stream<'a>,
        /// Whether the expression itself is of another type: a fold of its array would convert.
        converted: bool,
    },
}

impl Source<'_> {
    /// Whether elements can be read where they lie.
    pub(super) fn is_stored(&self) -> bool {
        matches!(self, Source::Stored)
    }

    /// Whether elements are converted; such folds have a tree of their own.
    pub(super) fn converts(&self) -> bool {
        matches!(self, Source::Converted(_) | Source::Computed { converted: true, .. })
    }

    /// Whether there is no input to read.
    pub(super) fn is_computed(&self) -> bool {
        matches!(self, Source::Computed { .. })
    }

    /// The floating-point errors of the conversion, if somebody wants to know.
    pub(super) fn float_errors(&self) -> u8 {
        if let Source::Converted(transfer) = self { transfer.float_errors() } else { 0 }
    }

    /// Brings `rows` × `cols` elements of `size` bytes to `to`.
    ///
    /// # Safety
    /// As [`Transfer::run`]; elements of an expression must lie side by side, in the source and in `to`.
    pub(super) unsafe fn load(
        &self,
        size: usize,
        [rows, cols]: [usize; 2],
        to: *mut u8,
        to_steps: [isize; 2],
        from: *const u8,
        from_steps: [isize; 2],
    ) {
        let copy = Transfer::Copy { itemsize: size };
        let transfer = match self {
            Source::Stored => &copy,
            Source::Converted(transfer) => transfer,
            Source::Computed { stream, .. } => {
                for row in 0..rows as isize {
                    let at = from.wrapping_offset(row * from_steps[0]) as usize / stream.itemsize();
                    // SAFETY: the caller's promise.
                    unsafe { stream.produce(at, cols, to.wrapping_offset(row * to_steps[0])) };
                }
                return;
            }
        };
        // SAFETY: the caller's promise.
        unsafe { transfer.run([rows, cols], to, to_steps, from, from_steps) }
    }
}
