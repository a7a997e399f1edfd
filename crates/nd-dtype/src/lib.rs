//! What an element of an `nd` array is: its dtype, byte order, casting and promotion rules, values and their text.
//!
//! This crate owns no array and no loop. It describes fifteen numeric kinds, text, time, objects and structured types, says which
//! conversion is allowed and what type an operation computes in (NumPy 2 rules), holds single values as [`Scalar`],
//! and writes numbers as NumPy writes them ([`mod@format`], the one float formatter of the workspace). The one
//! [`Error`] of the workspace lives here because every layer above returns it.
//!
//! Reading order: [`DType`], [`Element`], [`Casting`] and [`can_cast`], [`promote_types`] and [`result_type`],
//! [`Scalar`], [`mod@format`], [`Error`].

#![forbid(unsafe_code)]

mod casting;
mod dtype;
mod element;
mod element_cast;
mod error;
pub mod format;
mod item;
mod limits;
pub mod object;
mod promote;
mod scalar;
mod text;
mod time;
mod variable;
mod weak;

pub use casting::{Casting, can_cast};
pub use dtype::{
    ByteOrder, DType, Field, Flexible, IntoDType, NaObject, Stretch, StringDType, StructBuilder, StructType,
    SubArray,
};
pub use element::{Element, Plain};
pub use element_cast::ElementCast;
pub use error::{CodecError, DTypeError, Error, ErrorKind, ObjectError, Result, TimeError};
pub use item::Item;
pub use limits::{FInfo, IInfo, finfo, iinfo};
pub use object::{Counted, Managed, Object, ObjectOperation, ObjectValue, Released};
pub use promote::{TypeArg, promote_types, result_type};
pub use scalar::{DateTime64, Record, Scalar, TimeDelta64};
pub use text::{TextPair, cast_element, cast_element_kept, datetime_unit};
pub use time::{
    Civil, NAT, Resolution, Temporal, TickCast, TimeUnit, TimeZone, datetime_text, datetime_text_width,
    parse_datetime,
};
pub use variable::{Variable, store_missing, store_variable};
pub use weak::Weak;

pub use nd_kernel::{Bool8, Complex, Num, bf16, f16};
