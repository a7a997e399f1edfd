//! Numbers in text: the printf conversions that `savetxt` takes and the numerals that `loadtxt` reads.
//!
//! Array-free, so that it can be tested against plain strings. Shortest-round-trip printing (`str`, `repr`, `%s`)
//! is not here: `nd-dtype` formats scalars, and `%s` takes the text it made.

#![forbid(unsafe_code)]

mod float;
mod parse;
mod power;
mod printf;

pub(crate) use parse::{
    parse_bool, parse_complex, parse_f64, parse_f64_prefix, parse_i64, parse_python_complex,
    parse_python_float, parse_python_int, parse_u64,
};
pub use printf::FormatError;
pub(crate) use printf::{Conversion, Format, Part, Value};
