//! The execution engine: `operands → walk → tiles → loop`.
//!
//! Every elementwise call, copy, cast, reduction, accumulation, gather and scatter is planned over the one walker
//! ([`walk`]) and run by an executor in this folder. Nothing outside it steps through strides, but for the
//! typed views that guards lend.

pub(crate) mod accumulate;
mod arg;
pub(crate) mod assign;
mod call;
mod closure;
mod core_call;
mod elementwise;
mod exec;
mod expression;
mod float_errors;
pub(crate) mod generate;
pub(crate) mod join;
mod objects;
pub(crate) mod operand;
pub(crate) mod output;
pub(crate) mod overlap;
mod program;
mod records;
pub(crate) mod reduce;
mod reduceat;
mod resolve;
pub(crate) mod scratch;
mod select;
mod small;
mod strings;
mod text;
pub(crate) mod threads;
mod time;
pub(crate) mod transfer;
pub(crate) mod walk;

pub use arg::{Arg, Operand};
pub use call::CallOptions;
pub use closure::{
    Arguments, ClosureCall, ClosureResults, ClosureUfunc, Failing, Function, Returning, SignatureError,
    Vectorized, frompyfunc, vectorize,
};
pub use core_call::{Core, CoreCall, on_pool};
pub use elementwise::{Check, Elementwise, Identity, Resolver, Signature, UfuncError, Vouched};
pub use expression::{Expr, Term};
pub use float_errors::{
    ErrState, ErrStateGuard, FloatAction, FloatCallback, FloatError, errstate, geterr, geterrcall, seterr,
    seterrcall,
};
pub(crate) use float_errors::{Watch, report, report_argument, watching};
pub use join::assemble;
pub use reduce::{
    Axes, Extreme, Initial, ReduceError, ReduceOptions, arg_extreme, axis, sum_squared_deviations,
};
pub use select::{CLIP, WHERE};
pub use text::TextOperation;
pub use threads::{set_threads, threads};
pub use time::ISNAT;
