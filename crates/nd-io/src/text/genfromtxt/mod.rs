//! Tables of text with holes: [`genfromtxt`].
//!
//! `split` cuts lines into fields, `names` makes field names of what stands above the columns, `convert` turns fields
//! into values and finds out what a column holds, `plan` settles which columns are read how, `read` reads the lines and
//! `assemble` makes the array of them. The rules are NumPy's, down to the
//! surprising ones: a value that cannot be read is a missing one unless `strict` is asked for.

#![forbid(unsafe_code)]

mod arguments;
mod assemble;
pub(super) mod convert;
mod error;
mod names;
mod options;
mod plan;
mod read;
mod split;

pub use arguments::{Column, Delimiter, Filling, Missing, Names};
pub use error::GenFromTxtError;
pub use names::LetterCase;
pub use options::{GenFromTxt, genfromtxt};
