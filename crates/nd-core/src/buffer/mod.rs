//! Memory blocks that arrays share, and the borrows that keep sharing free of data races.
//!
//! A [`Buffer`] is a counted handle on one block of bytes. Any number of arrays look at one block, each through its
//! own layout, and safe code may write through all of them; so every access is preceded by a borrow, checked at run
//! time. Two kinds exist: an operation takes all of its borrows at once ([`acquire`]) and waits for other operations
//! to end; a guard that the user holds ([`acquire_guard`]) makes whatever conflicts with it fail.
//!
//! In reading order: what a block is and where its memory comes from ([`handle`], [`header`], [`alloc`], [`pages`],
//! [`pool`]); which bytes an access touches ([`access`], [`footprint`], [`claim`]); the state of one block's borrows
//! ([`word`], [`registry`]); waiting ([`settle`], [`wait`], [`depth`]); the two ways to borrow ([`borrows`],
//! [`guard`]); elements that hold objects ([`managed`]); what can go wrong ([`error`]).
//!
//! Nothing outside this folder knows how a borrow is represented.

mod access;
mod alloc;
mod borrows;
mod claim;
mod depth;
mod error;
mod footprint;
mod guard;
mod handle;
mod header;
mod managed;
mod pages;
mod pool;
mod registry;
mod settle;
mod wait;
mod word;

#[cfg(test)]
mod tests;

pub(crate) use access::Access;
pub(crate) use borrows::{acquire, quick_read, with_borrows};
pub(crate) use claim::Claim;
pub(crate) use depth::{enter_operation, in_operation};
pub(crate) use error::{AllocError, BorrowError, Holder, size_text};
pub(crate) use footprint::Footprint;
pub(crate) use guard::{GuardEntry, acquire_guard};
pub(crate) use handle::Buffer;
pub(crate) use managed::adopt;
