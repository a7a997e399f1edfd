//! Tables in text: [`loadtxt`], [`genfromtxt`] for those with holes, and [`savetxt`].
//!
//! Reading: `scan` cuts bytes into lines and fields, `column` turns a field into the bytes of an element (or the caller's
//! `converters` do), `table` puts rows together and checks them, `load` is the options, some of which `marks` checks, and the
//! shape of the result. Writing: `row` turns the elements of a row into text, `save` is the options. `genfromtxt` cuts lines
//! with the same scanner.

#![forbid(unsafe_code)]

mod column;
mod converters;
mod error;
mod genfromtxt;
mod load;
mod marks;
mod row;
mod save;
mod scan;
mod table;

pub(crate) use column::parse_row;
pub use converters::Converted;
pub use error::{LoadTxtError, SaveTxtError};
pub use genfromtxt::{
    Column, Delimiter, Filling, GenFromTxt, GenFromTxtError, LetterCase, Missing, Names, genfromtxt,
};
pub use load::{LoadTxt, loadtxt};
pub use marks::Comments;
pub use save::{Fmt, SaveTxt, savetxt};
