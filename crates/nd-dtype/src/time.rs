//! Points in time and spans of it: NumPy's `datetime64` and `timedelta64`.
//!
//! An element is a signed 64-bit count of *ticks*. What a tick is (a day, 25 seconds) is the dtype's [`Resolution`], so
//! loops see integers and everything about units is decided before them. The least integer stands for no value, [`NAT`].
//!
//! [`resolution`] says how resolutions are spelled and combined, [`calendar`] turns ticks into dates and back, [`parse`]
//! and [`text`] read and write ISO 8601, [`convert`] changes the resolution of a count.

pub(crate) mod calendar;
pub(crate) mod convert;
pub(crate) mod parse;
mod resolution;
pub(crate) mod text;

pub use calendar::Civil;
pub use convert::TickCast;
pub use parse::parse_datetime;
pub use resolution::{Resolution, Temporal, TimeUnit};
pub use text::{TimeZone, datetime_text, datetime_text_width};

/// The count of ticks that stands for no value: "not a time".
#[doc(alias = "NaT")]
pub const NAT: i64 = i64::MIN;
