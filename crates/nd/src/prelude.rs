//! What nearly every program wants in scope: `use nd::prelude::*`.

pub use nd_core::{
    Array, DType, Ellipsis, Error, ErrorKind, NewAxis, Order, Result, Slice, View, ViewMut, array, axis,
};
pub use nd_index::{IndexExt as _, ix, s};
pub use nd_io::IoExt as _;
pub use nd_linalg::LinalgExt as _;
pub use nd_random::Distributions as _;
pub use nd_sort::SortExt as _;
pub use nd_ufunc::{ExprExt as _, MathExt as _};
