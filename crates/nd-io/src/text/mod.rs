//! Tables of numbers in text: [`loadtxt`] and [`savetxt`].
//!
//! Reading: `scan` cuts bytes into lines and fields, `column` turns a field into the bytes of an element, `table` puts
//! rows together and checks them, `load` is the options and the shape of the result. Writing: `row` turns the elements
//! of a row into text, `save` is the options.

#![forbid(unsafe_code)]

mod column;
mod error;
mod load;
mod row;
mod save;
mod scan;
mod table;

pub use error::{LoadTxtError, SaveTxtError};
pub use load::{Comments, LoadTxt, loadtxt};
pub use save::{Fmt, SaveTxt, savetxt};
