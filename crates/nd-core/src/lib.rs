//! What an `nd` array is: buffers, borrows, layouts, the execution engine, operators, index plans, printing.
//!
//! One array type, [`Array`]: a run-time dtype and a strided layout over memory that views share and write through.
//! One engine: every elementwise call, copy, cast, reduction, gather and scatter goes through [`Elementwise`] and the
//! planner behind it. This crate has no file formats, no linear algebra and no catalogue of functions; those are the
//! crates above.
//!
//! Reading order: [`Layout`] (where elements lie), `buffer` (whose bytes, and who may touch them), [`Array`], the
//! engine ([`Elementwise`], [`ReduceOptions`]), the operators, [`Index`], the guards ([`ViewGuard`]), printing.

#[doc(alias = "numpy.exceptions")]
pub mod error;
mod layout;

mod buffer;

mod array;
mod engine;
mod foreign;
mod generated;
mod guard;
mod index;
mod ops;
mod print;

pub use array::{
    Array, Bounds, Diagonal, Iter, Join, Linspace, Literal, RangeArg, arange, broadcast_arrays, concatenate,
    empty, empty_like, eye, from_literal, full, full_like, identity, linspace, ones, ones_like, stack,
    try_arange, zeros, zeros_like,
};
pub use engine::{
    Arg, Arguments, Axes, CallOptions, Check, ClosureUfunc, Core, CoreCall, Elementwise, ErrState,
    ErrStateGuard, Expr, Extreme, FloatAction, FloatCallback, FloatError, Function, Identity, Initial,
    Operand, ReduceError, ReduceOptions, Signature, Term, UfuncError, Vouched, WHERE, arg_extreme, axis,
    errstate, frompyfunc, geterr, geterrcall, on_pool, set_threads, seterr, seterrcall, threads,
};
pub use error::{ArrayError, AxisError, ShapeError, normalize_axis};
pub use generated::operators;
pub use guard::{View, ViewGuard, ViewMut, ViewMutGuard};
pub use index::{
    Basic, Ellipsis, Index, IndexError, IntoIndex, List, NewAxis, Part, Position, Slice, as_strided,
};
pub use layout::{Dims, IntoShape, Layout, MAX_NDIM, Order, Shape, broadcast_shapes};
pub use nd_dtype::format;
pub use nd_dtype::{
    Bool8, ByteOrder, Casting, Complex, DType, DTypeError, Element, Error, ErrorKind, Field, Flexible,
    IntoDType, Item, Plain, Record, Result, Scalar, StructType, TypeArg, Weak, can_cast, cast_element,
    compare_text, f16, join_text, promote_types, result_type,
};
pub use nd_kernel::{self as kernel, Num};
pub use print::{
    FloatMode, FormatKind, Formatters, PrintOptions, Sign, array_repr, array_str, array2string,
    get_printoptions, set_printoptions, with_printoptions,
};
