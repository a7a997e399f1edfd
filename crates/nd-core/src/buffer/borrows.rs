//! The borrows of one operation: all at once or none.
//!
//! ```text
//! small operation, nobody else there: borrow each buffer by its word, done
//! drop claims that need no borrow; merge those on one buffer; sort by buffer
//! take each borrow in turn; done if all are given
//! otherwise give back what was given, wait, take them all again (see `settle`)
//! ```
//!
//! Buffers are taken in one order, so that two operations that start at once do not keep turning each other away.

use super::claim::Groups;
use super::managed::Replaced;
use super::registry::{Hold, Refusal, Registry};
use super::settle::{Refused, settle};
use super::{Access, BorrowError, Buffer, Claim};
use nd_dtype::Error;

/// Operations that touch fewer bytes than this borrow whole buffers by their word alone, which is quicker than
/// noting which part they touch.
const SMALL: usize = 4096;

/// Operations on up to this many buffers borrow without an allocation.
const INLINE: usize = 4;

/// One borrow that was given. `None` marks an unused place.
type Held<'a> = Option<(&'a Registry, Hold)>;

/// The borrows of an operation, given back when dropped, also by a panic.
#[must_use]
pub(crate) struct Borrows<'a> {
    len: usize,
    first: [Held<'a>; INLINE],
    /// What does not fit into `first`.
    rest: Vec<Held<'a>>,
    /// The elements that may be overwritten, of those that hold objects.
    replaced: Option<Box<Replaced>>,
}

/// Takes all borrows that `claims` ask for. An operation never conflicts with itself: claims on one buffer count as
/// one, with the stronger access and a footprint that contains theirs.
///
/// # Errors
/// [`BorrowError::Borrowed`] at once if a guard is in the way, or if an operation is and this thread is inside one
/// itself; other operations are waited for. A write of a read-only buffer, too many borrows, no memory to note one.
#[inline]
pub(crate) fn acquire<'a>(operation: &'static str, claims: &[Claim<'a>]) -> Result<Borrows<'a>, Error> {
    let mut borrows = Borrows::none();
    borrows.take(operation, claims)?;
    Ok(borrows)
}

/// Runs `body` under the borrows that `claims` ask for. The same as [`acquire`], and 10 ns quicker for small
/// operations because the borrows stay where they are made.
///
/// # Errors
/// As [`acquire`].
#[inline]
pub(crate) fn with_borrows<R>(
    operation: &'static str,
    claims: &[Claim<'_>],
    body: impl FnOnce() -> R,
) -> Result<R, Error> {
    let mut borrows = Borrows::none();
    borrows.take(operation, claims)?;
    Ok(body())
}

impl<'a> Borrows<'a> {
    #[inline]
    fn none() -> Self {
        Borrows { len: 0, first: [None; INLINE], rest: Vec::new(), replaced: None }
    }

    /// Fills an empty set of borrows.
    #[inline]
    fn take(&mut self, operation: &'static str, claims: &[Claim<'a>]) -> Result<(), Error> {
        debug_assert_eq!(self.len, 0, "borrows are taken while none is held");
        if !self.take_at_once(claims) {
            self.give_back();
            self.take_in_order(operation, claims)?;
        }
        if claims.iter().any(|claim| claim.managed.is_some()) {
            // SAFETY: the claims were borrowed just now, and are given back behind `retain` in `drop`.
            self.replaced = unsafe { Replaced::note(operation, claims)? };
        }
        Ok(())
    }

    /// The short way for small operations on buffers that nobody else is using: whole buffers as the claims come,
    /// last first, so that an output is held before inputs that share its buffer are looked at. Taking buffers out
    /// of order is harmless here because it is tried once.
    #[inline]
    fn take_at_once(&mut self, claims: &[Claim<'a>]) -> bool {
        let mut total = 0usize;
        claims.iter().rev().all(|claim| {
            let bytes = claim.bytes();
            total = total.saturating_add(bytes);
            total < SMALL && self.take_whole(claim, bytes)
        })
    }

    #[inline]
    fn take_whole(&mut self, claim: &Claim<'a>, bytes: usize) -> bool {
        if !claim.buffer.is_writable() {
            // The long way makes the error.
            return claim.access == Access::Read;
        }
        let registry = claim.buffer.registry();
        if bytes == 0 || self.writes(registry) {
            return true;
        }
        match registry.try_whole(claim.access) {
            Some(hold) => self.note(registry, hold).is_ok(),
            None => false,
        }
    }

    /// Whether an anonymous write of the buffer of `registry` is among the borrows.
    #[inline]
    fn writes(&self, registry: &Registry) -> bool {
        let held = self.first[..self.len].iter().chain(&self.rest).flatten();
        held.into_iter().any(|&(held, hold)| hold == Hold::WRITE && core::ptr::eq(held, registry))
    }

    /// The long way, which compares ranges, merges claims on one buffer, waits, and makes the errors.
    #[inline(never)]
    fn take_in_order(&mut self, operation: &'static str, claims: &[Claim<'a>]) -> Result<(), BorrowError> {
        let mut short = [0; INLINE];
        let mut long = Vec::new();
        let order = if claims.len() <= INLINE {
            &mut short[..claims.len()]
        } else {
            long.try_reserve_exact(claims.len()).map_err(|_| BorrowError::NoMemory { operation })?;
            long.resize(claims.len(), 0);
            &mut long[..]
        };
        let mut total = 0usize;
        let mut count = 0;
        for (index, claim) in claims.iter().enumerate() {
            let bytes = claim.bytes();
            if !claim.buffer.is_writable() {
                if claim.access == Access::Write {
                    return Err(BorrowError::ReadOnly { operation });
                }
            } else if bytes > 0 {
                total = total.saturating_add(bytes);
                order[count] = index;
                count += 1;
            }
        }
        let order = &mut order[..count];
        order.sort_unstable_by_key(|&index| claims[index].buffer.id());
        let groups = Groups { claims, order, small: total < SMALL };
        match self.attempt(&groups) {
            Ok(()) => Ok(()),
            Err(refused) => settle(operation, refused, || self.attempt(&groups)),
        }
    }

    /// Takes every borrow, or none.
    fn attempt(&mut self, groups: &Groups<'_, 'a>) -> Result<(), Refused<'a>> {
        let mut rest = groups.order;
        while let Some((buffer, group)) = groups.next(&mut rest) {
            let registry = buffer.registry();
            let access = groups.access(group);
            let given = if groups.small {
                registry.hold_small(access, || groups.footprint(group))
            } else {
                registry.hold_part(access, groups.footprint(group), None)
            };
            if let Err(refusal) = given.and_then(|hold| self.note(registry, hold)) {
                self.give_back();
                return Err(Refused { registry, access, refusal });
            }
        }
        Ok(())
    }

    /// Gives back every borrow that is held.
    #[inline]
    fn give_back(&mut self) {
        let all = self.first[..self.len].iter().chain(&self.rest);
        for &(registry, hold) in all.flatten() {
            registry.release(hold);
        }
        self.len = 0;
        self.rest.clear();
    }

    /// Keeps a borrow, or gives it back if there is no room to note it.
    #[inline]
    fn note(&mut self, registry: &'a Registry, hold: Hold) -> Result<(), Refusal> {
        if let Some(place) = self.first.get_mut(self.len) {
            *place = Some((registry, hold));
            self.len += 1;
            return Ok(());
        }
        if self.rest.try_reserve(1).is_err() {
            registry.release(hold);
            return Err(Refusal::NoMemory);
        }
        self.rest.push(Some((registry, hold)));
        Ok(())
    }
}

impl Drop for Borrows<'_> {
    #[inline]
    fn drop(&mut self) {
        match self.replaced.take() {
            None => self.give_back(),
            Some(replaced) => {
                // SAFETY: the borrows are given back next, and the operation that took them is done.
                unsafe { replaced.retain() };
                self.give_back();
                drop(replaced.release());
            }
        }
    }
}

/// A read of a whole buffer for the shortest of operations, given back when dropped.
#[must_use]
pub(crate) struct QuickRead<'a>(Option<&'a Registry>);

/// Borrows `buffer` for reading by its word alone, if nobody is writing it or holds a part of it. `None` says nothing
/// but that the long way is needed.
#[inline]
pub(crate) fn quick_read(buffer: &Buffer) -> Option<QuickRead<'_>> {
    if !buffer.is_writable() {
        return Some(QuickRead(None));
    }
    let registry = buffer.registry();
    registry.try_whole(Access::Read).map(|_| QuickRead(Some(registry)))
}

impl Drop for QuickRead<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(registry) = self.0 {
            registry.release(Hold::READ);
        }
    }
}
