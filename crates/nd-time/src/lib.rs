//! Functions of dates that are no arithmetic: their text, and business days.
//!
//! What a date is, and what arithmetic does with it, is `nd-dtype`'s and `nd-core`'s; here are the functions of NumPy's
//! "datetime support" over whole arrays. There are no time zones but a fixed offset, and no clock.
//!
//! Reading order: [`datetime_as_string`], [`BusDayCalendar`], [`busday_offset`], [`busday_count`], [`is_busday`].

#![forbid(unsafe_code)]

mod busday;
mod calendar;
mod error;
mod text;

pub use busday::{OffsetOptions, Roll, busday_count, busday_offset, is_busday};
pub use calendar::BusDayCalendar;
pub use error::BusDayError;
pub use text::{DateTextOptions, datetime_as_string};
