//! The index grammar of `nd`, [`s!`] for views and [`ix!`] for everything; and the functions that choose elements, make
//! indices, and join, cut, pad and turn arrays.
//!
//! Both macros read like the brackets of NumPy and give an array of [`Part`]s on the stack, whose parts can be looked at
//! and which every method that takes an index accepts. Indexing itself (plans, gathering, assignment) is `nd-core`'s;
//! this crate is its notation. The functions are made of it: each is a few large operations of the engine (a gather, a copy of a
//! broadcast view, an assignment to a slice), never a loop over elements.
//!
//! Reading order: [`IndexTuple`], [`IndexExt`], then the folders: `select/` reads and writes by position and condition, `grid/`
//! makes indices, `diagonal/` has diagonals and triangles, `shape/` the rest.
//!
//! | NumPy | here |
//! |---|---|
//! | `x[1, 2:5, ::-1]` | `x.slice(s![1, 2..5, ..;-1])?` |
//! | `x[-3:, ::2, 8:2:-2]` | `x.slice(s![-3.., ..;2, 8..2;-2])?` |
//! | `x[..., None, 0]` | `x.slice(s![..., NewAxis, 0])?` |
//! | `x[[0, 1], :, cols]` | `x.get(ix![[0, 1], .., &cols])?` |
//! | `x[mask] = -1` | `x.set(ix![&mask], -1)?` |
//! | `x[slice(a, None, k)]` | `x.get(ix![Slice { start: a, stop: None, step: k }])?` |
//!
//! ```
//! use nd_index::{NewAxis, ix, s};
//! let x = nd_core::arange(24).reshape((2, 3, 4))?;
//! assert_eq!(x.slice(s![1, .., ..2])?.shape(), [3, 2]);
//! assert_eq!(x.slice(s![..., NewAxis, 0])?.shape(), [2, 3, 1]);
//! assert_eq!(x.get(ix![[0, 1], .., [[0], [3]]])?.shape(), [2, 2, 3]);
//! x.set(ix![0, [false, true, true], ..;2], -1)?;
//! assert_eq!(x.slice(s![0, ..2, ..;-1])?.to_string(), "[[ 3  2  1  0]\n [ 7 -1  5 -1]]");
//! # Ok::<(), nd_core::Error>(())
//! ```

#![forbid(unsafe_code)]

mod macros;

mod diagonal;
mod error;
mod ext;
mod grid;
mod like;
mod select;
mod shape;
mod tuple;

pub use diagonal::diag::{
    TraceOptions, diag, diag_indices, diag_indices_from, diagflat, diagonal, fill_diagonal, trace,
};
pub use diagonal::tri::{
    mask_indices, tri, tril, tril_indices, tril_indices_from, triu, triu_indices, triu_indices_from,
};
pub use diagonal::vander::{Vander, vander};
pub use error::FunctionError;
pub use ext::IndexExt;
pub use grid::concat::{Entry, c_, r_};
pub use grid::iter::{Flat, NdEnumerate, NdIndex, ndenumerate, ndindex};
pub use grid::mesh::{Indexing, Mesh, fromfunction, indices, meshgrid, sparse_indices};
pub use grid::open::{ix_, mgrid, ogrid};
pub use grid::range::{Span, Step};
pub use grid::unravel::{Ravel, ravel_multi_index, unravel_index};
pub use like::Arrays;
pub use macros::{basic, part, parts};
pub use nd_core::{
    Basic, Diagonal, Ellipsis, Index, IndexError, IntoIndex, NewAxis, Part, Slice, as_strided,
};
pub use select::along::{put_along_axis, take_along_axis};
pub use select::bits::{BitOrder, Bits, packbits, unpackbits};
pub use select::choose::{Piece, choose, piecewise, select};
pub use select::condition::{CopyTo, compress, copyto, extract, place, putmask};
pub use select::nonzero::{argwhere, flatnonzero, nonzero};
pub use select::put::put;
pub use select::take::{Mode, Take, take};
pub use shape::apply::{apply_along_axis, apply_over_axes};
pub use shape::convert::{asarray, ascontiguousarray, asfortranarray, isfortran, normalize_axis_tuple};
pub use shape::edit::{Trim, append, delete, insert, resize, trim_zeros};
pub use shape::pad::{Pad, PadWidth, Reflection, pad, pad_with};
pub use shape::repeat::{repeat, tile};
pub use shape::split::{Sections, array_split, dsplit, hsplit, split, unstack, vsplit};
pub use shape::stack::{atleast_1d, atleast_2d, atleast_3d, block, column_stack, dstack, hstack, vstack};
pub use shape::turn::{flip, fliplr, flipud, roll, rot90};
pub use shape::views::{
    broadcast_to, expand_dims, matrix_transpose, moveaxis, permute_dims, ravel, reshape, rollaxis,
    sliding_window_view, squeeze, swapaxes, transpose,
};
pub use tuple::IndexTuple;
