//! Indices made up: grids, ranges joined, flat positions taken apart.

#![forbid(unsafe_code)]

pub(crate) mod concat;
pub(crate) mod iter;
pub(crate) mod mesh;
pub(crate) mod open;
pub(crate) mod range;
pub(crate) mod unravel;
