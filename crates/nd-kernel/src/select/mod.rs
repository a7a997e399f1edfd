//! Moving elements by masks and by index lists: the loops of indexing.
//!
//! Elements are moved as units of 1, 2, 4, 8 or 16 bytes, or byte by byte for other sizes; nothing here knows what
//! they mean. A mask is one byte per element, true if it is not zero. Index lists are native `i64`. All pointers may be
//! misaligned.
//!
//! - By mask: [`count_true`], [`compress`], [`expand`], [`fill`], [`nonzero`].
//! - By index: [`check_indices`], [`take`], [`put`].
//! - Of two: [`where_select`].

#[cfg(target_arch = "x86_64")]
mod avx512;
mod choose;
mod index;
mod mask;
mod unit;

pub use choose::{where_loop, where_select};
pub(crate) use index::fold_at;
pub use index::{check_indices, put, take};
pub use mask::{compress, count_true, expand, fill, nonzero};
