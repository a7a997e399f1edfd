//! Elements that hold objects: who counts them, and when.
//!
//! **Invariant:** in a buffer that is [managed](Buffer::managed) every element counts what it holds. Three places see to that,
//! and nothing else does: a block that is freed releases all of its elements (`header`); an operation that borrowed elements for
//! writing retains what it left there and releases what was there before ([`Replaced`], kept by the borrows); the
//! result that an operation made is retained as a whole when it is finished ([`adopt`]).
//!
//! So operations move elements as bytes and know nothing of counts. Memory that they use meanwhile is no managed buffer and
//! counts nothing; what it holds is kept alive by the operands, whose borrows are held. An operation that forgets to adopt its
//! result gives an array that no borrow can be had of: an error, and no stale element.
//!
//! What was replaced is released after the borrows are given back, because that may run code of the user.

use super::{Access, BorrowError, Buffer, Claim};
use crate::engine::walk::Walk;
use nd_dtype::{DType, Managed, Released};

/// Places that an operation may overwrite, and the words that stood there before.
pub(super) struct Replaced {
    places: Vec<(*mut u8, Managed)>,
    before: Vec<u64>,
}

impl Replaced {
    /// Notes the elements that `claims` write, of those that hold objects. `None` if there are none.
    ///
    /// # Errors
    /// No memory for it; elements that nobody counted.
    ///
    /// # Safety
    /// The claims must be borrowed from here until [`Replaced::retain`] is done.
    #[cold]
    pub(super) unsafe fn note(
        operation: &'static str,
        claims: &[Claim<'_>],
    ) -> Result<Option<Box<Replaced>>, BorrowError> {
        let mut noted: Option<Box<Replaced>> = None;
        for claim in claims {
            let Some(dtype) = claim.managed else { continue };
            if claim.buffer.managed().is_none() {
                return Err(BorrowError::Uncounted { operation });
            }
            if claim.access == Access::Read {
                continue;
            }
            let noted =
                noted.get_or_insert_with(|| Box::new(Replaced { places: Vec::new(), before: Vec::new() }));
            let parts = dtype.places();
            let start = claim.buffer.as_ptr().wrapping_add(claim.offset);
            let walk = Walk::new(claim.shape, &[(start, claim.strides)]);
            noted
                .places
                .try_reserve(walk.size().saturating_mul(parts.len()))
                .map_err(|_| BorrowError::NoMemory { operation })?;
            if walk.is_empty() {
                continue;
            }
            walk.for_each_piece(&mut |piece| {
                for row in 0..piece.rows.len {
                    let elements = (0..piece.cols.len).map(|col| piece.at(0, row, col));
                    noted.places.extend(elements.flat_map(|element| {
                        parts.iter().map(move |&(at, managed)| (element.wrapping_add(at), managed))
                    }));
                }
            });
        }
        let Some(mut noted) = noted else { return Ok(None) };
        // Claims may overlap each other or themselves, and a place counts once.
        noted.places.sort_unstable();
        noted.places.dedup();
        let Replaced { places, before } = &mut *noted;
        before.try_reserve_exact(places.len()).map_err(|_| BorrowError::NoMemory { operation })?;
        // SAFETY: the caller holds the borrows of all places.
        before.extend(unsafe { words(places) });
        Ok(Some(noted))
    }

    /// Counts what the elements hold now.
    ///
    /// # Safety
    /// The elements must still be borrowed, and nothing may be writing them.
    pub(super) unsafe fn retain(&self) {
        // SAFETY: the caller's promise.
        Managed::retain(unsafe { words(&self.places) });
    }

    /// What the elements held before, which nobody counts any more.
    pub(super) fn release(&self) -> Released {
        Managed::release(self.before.iter().copied())
    }
}

/// The words at `places` as they are now.
///
/// # Safety
/// The places must be of borrowed elements.
unsafe fn words(places: &[(*mut u8, Managed)]) -> impl Iterator<Item = u64> {
    places.iter().map(|&(place, managed)| {
        let mut element = [0; Managed::Text.itemsize()];
        let element = &mut element[..managed.itemsize()];
        // SAFETY: bytes of an element of a managed buffer, all of which are initialised; borrowed by the caller.
        unsafe { place.copy_to_nonoverlapping(element.as_mut_ptr(), element.len()) };
        managed.word(element)
    })
}

/// Makes the buffer of a finished result count what its elements hold, which are of `dtype`.
///
/// # Safety
/// Nobody else may know the buffer, every element of it must be written or zero, and whatever its elements were copied from must
/// still be borrowed or kept.
pub(crate) unsafe fn adopt(buffer: &Buffer, dtype: &DType) {
    debug_assert!(buffer.managed().is_none(), "a buffer is adopted once");
    // SAFETY: the caller has the only handle on the buffer and has initialised all of it.
    let elements = unsafe { core::slice::from_raw_parts(buffer.as_ptr(), buffer.len()) };
    Managed::retain(dtype.words(elements));
    buffer.manage(dtype);
}
