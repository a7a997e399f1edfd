//! Choosing elements: by position, by condition, among several arrays.

#![forbid(unsafe_code)]

pub(crate) mod along;
pub(crate) mod bits;
pub(crate) mod choose;
pub(crate) mod condition;
pub(crate) mod nonzero;
pub(crate) mod put;
pub(crate) mod take;
