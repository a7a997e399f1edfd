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
mod iterate;
mod ops;
mod print;

pub use array::{
    Array, Bounds, Cast, Diagonal, Iter, Join, Like, Linspace, Literal, RangeArg, arange, arange_as,
    broadcast_arrays, concatenate, empty, empty_like, eye, from_literal, full, full_like, identity,
    identity_as, linspace, ones, ones_like, stack, try_arange, zeros, zeros_like,
};
pub use engine::{
    Arg, Arguments, Axes, CLIP, CallOptions, Check, ClosureCall, ClosureResults, ClosureUfunc, Core,
    CoreCall, Elementwise, ErrState, ErrStateGuard, Expr, Extreme, Failing, FloatAction, FloatCallback,
    FloatError, Function, ISNAT, Identity, Initial, Operand, ReduceError, ReduceOptions, Resolver, Returning,
    Signature, SignatureError, Term, TextOperation, UfuncError, Vectorized, Vouched, WHERE, arg_extreme,
    assemble, axis, errstate, frompyfunc, geterr, geterrcall, on_pool, set_threads, seterr, seterrcall,
    sum_squared_deviations, threads, vectorize,
};
pub use error::{ArrayError, AxisError, ShapeError, normalize_axis};
pub use generated::operators;
pub use guard::{Lane, LaneMut, View, ViewGuard, ViewMut, ViewMutGuard, ViewMutPart, ViewPart, Viewable};
pub use index::{
    Basic, Ellipsis, Index, IndexError, IntoIndex, List, NewAxis, Part, Position, Slice, as_strided,
};
pub use iterate::{
    Broadcast, IterCell, IterCells, IterError, IterOperand, IterRead, IterWrite, NdIter, NdIterBuilder,
    NestedIters, broadcast, nditer, nested_iters,
};
pub use layout::{Dims, IntoShape, Layout, MAX_NDIM, Order, Shape, broadcast_shapes};
pub use nd_dtype::{
    Bool8, ByteOrder, Casting, Civil, CodecError, Complex, DType, DTypeError, DateTime64, Element, Error,
    ErrorKind, FInfo, Field, Flexible, IInfo, IntoDType, Item, Managed, NAT, NaObject, Object, ObjectError,
    ObjectValue, Plain, Record, Resolution, Result, Scalar, StringDType, StructBuilder, StructType, SubArray,
    Temporal, TickCast, TimeDelta64, TimeError, TimeUnit, TimeZone, TypeArg, Weak, bf16, can_cast,
    cast_element, datetime_text, datetime_text_width, f16, finfo, iinfo, parse_datetime, promote_types,
    result_type,
};
pub use nd_dtype::{format, object};
pub use nd_kernel::{self as kernel, Num};
pub use print::{
    FloatMode, FormatKind, Formatters, OverrideRepr, PrintOptions, Sign, array_repr, array_str, array2string,
    get_printoptions, set_printoptions, with_printoptions,
};
