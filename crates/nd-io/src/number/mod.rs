//! Numbers in text: the numerals that `loadtxt` reads. Those that `savetxt` writes are `nd-dtype`'s.
//!
//! Array-free, so that it can be tested against plain strings.

#![forbid(unsafe_code)]

mod parse;

pub(crate) use parse::{
    parse_bool, parse_complex, parse_f64, parse_f64_prefix, parse_i64, parse_python_complex,
    parse_python_float, parse_python_int, parse_u64,
};
