//! Index expressions: what `x[...]` is in NumPy.
//!
//! An index is a list of parts ([`Part`]), written with the macros of `nd-index` or built at run time. It is compiled
//! into one plan, looking at shapes only ([`compile`]), which reading and writing share: a view for integers and
//! slices; a mask over the whole array ([`mask`]); or index arrays in general, whose positions ([`positions`]) are
//! turned into byte offsets block by block and handed to the kernels ([`gather`], [`job`]). Bounds are checked before anything
//! is written, and nothing out of bounds is ever read.

mod access;
mod at;
mod compile;
mod error;
mod gather;
mod job;
mod list;
mod mask;
mod nonzero;
mod offsets;
mod part;
mod positions;
mod strided;
mod value;

#[cfg(test)]
mod tests;

pub use error::IndexError;
pub use list::List;
pub use part::{Basic, Ellipsis, Index, IntoIndex, NewAxis, Part, Position, Slice};
pub use strided::as_strided;
