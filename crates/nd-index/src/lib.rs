//! The index grammar of `nd`: [`s!`] for views, [`ix!`] for everything.
//!
//! Both macros read like the brackets of NumPy and give an array of [`Part`]s on the stack, whose parts can be looked at
//! and which every method that takes an index accepts. Indexing itself (plans, gathering, assignment) is `nd-core`'s;
//! this crate is its notation.
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

pub use macros::{basic, part, parts};
pub use nd_core::{Basic, Ellipsis, Index, IndexError, IntoIndex, NewAxis, Part, Slice};
