//! Arrays made longer, cut, joined, turned.

#![forbid(unsafe_code)]

pub(crate) mod apply;
pub(crate) mod convert;
pub(crate) mod edit;
pub(crate) mod pad;
pub(crate) mod repeat;
pub(crate) mod split;
pub(crate) mod stack;
pub(crate) mod turn;
pub(crate) mod views;
