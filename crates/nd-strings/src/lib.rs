//! Functions of arrays of text: NumPy's `numpy.strings`.
//!
//! An element of text is a row of *units*, characters of `U` or bytes of `S`, and an array of text seen by its units
//! ([`Array::units`](nd_core::Array::units)) is an array of numbers with one axis more. So every function here is a kernel over
//! rows that the engine's generalized calls run: they bring operands of any layout and byte order, and broadcast the rest.
//!
//! Characters have the properties that Python gives them; bytes have those of ASCII, and bytes above have none. NULs at the
//! end of an element are not part of its text.
//!
//! Reading order: `unit` (one character), `rows` (how a kernel is run), `operand` (what can be given), then the functions.

#![forbid(unsafe_code)]

mod case;
mod classes;
mod codec;
mod error;
mod format;
mod numeric;
mod operand;
mod padding;
mod parts;
mod rows;
mod search;
mod strip;
mod translate;
mod unit;

pub use case::{capitalize, lower, swapcase, title, upper};
pub use classes::{
    isalnum, isalpha, isdecimal, isdigit, islower, isnumeric, isspace, istitle, isupper, str_len,
};
pub use codec::{decode, encode};
pub use error::StringsError;
pub use format::mod_;
pub use nd_ufunc::{add, equal, greater, greater_equal, less, less_equal, not_equal};
pub use operand::Within;
pub use padding::{center, expandtabs, ljust, multiply, rjust, zfill};
pub use parts::{partition, replace, rpartition, slice, slice_each};
pub use search::{count, endswith, find, index, rfind, rindex, startswith};
pub use strip::{Strip, lstrip, rstrip, strip};
pub use translate::translate;
