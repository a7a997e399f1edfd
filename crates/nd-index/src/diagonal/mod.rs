//! Diagonals and triangles.

#![forbid(unsafe_code)]

pub(crate) mod diag;
pub(crate) mod tri;
pub(crate) mod vander;
