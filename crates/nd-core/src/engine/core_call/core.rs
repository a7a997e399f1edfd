//! What a kernel sees of its operands: one typed view of each core.

use super::prepare::Prepared;
use crate::buffer::Access;
use crate::engine::float_errors;
use crate::engine::walk::Ptrs;
use crate::guard::{View, ViewMut};
use crate::layout::Layout;
use core::sync::atomic::{AtomicU8, Ordering};
use nd_dtype::{Element, Plain};

/// The operands of one item of a generalized call.
pub struct Core<'c> {
    operands: &'c [Prepared],
    /// The cores with the axis of a run in front, in a call that hands over runs.
    runs: Option<&'c [Layout]>,
    ptrs: Ptrs,
    /// A bit for each output whose view was given out.
    taken: u8,
    threads: usize,
    /// Floating-point errors until now, if the caller wants to know of them.
    errors: Option<&'c AtomicU8>,
}

impl<'c> Core<'c> {
    /// The cores of `operands` from `ptrs` on, or the `runs` of them.
    ///
    /// # Safety
    /// For `'c` every core, and every one of a run, must hold aligned native elements of its kind; those of outputs must be reached by nobody else
    /// and be apart from each other, the others must not be written.
    pub(super) unsafe fn new(
        operands: &'c [Prepared],
        runs: Option<&'c [Layout]>,
        ptrs: Ptrs,
        threads: usize,
        errors: Option<&'c AtomicU8>,
    ) -> Core<'c> {
        Core { operands, runs, ptrs, taken: 0, threads, errors }
    }

    /// How many threads the kernel may use itself, through [`on_pool`](crate::on_pool).
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Runs `arithmetic` if the caller has a policy for floating-point errors, and notes those that the processor's flags
    /// tell of. Kernels compute lanes that nobody asked for, so they do again here, one number at a time, what came out
    /// infinite, NaN or very small.
    pub fn float_errors_of(&self, arithmetic: impl FnOnce()) {
        let Some(errors) = self.errors else { return };
        let before = float_errors::read();
        float_errors::clear();
        arithmetic();
        errors.fetch_or(float_errors::read(), Ordering::Relaxed);
        float_errors::raise(before);
    }

    /// The core of operand `k`, which is read.
    ///
    /// # Panics
    /// If the operand is an output or its elements are not of type `T`.
    #[inline]
    #[track_caller]
    pub fn view<T: Plain>(&self, k: usize) -> View<'c, T> {
        let layout = self.check::<T>(k, Access::Read);
        // SAFETY: the promise of `new`; the operand is one that is read, of elements `T`.
        unsafe { View::new(self.first(k), layout) }
    }

    /// The core of operand `k`, which is written.
    ///
    /// # Panics
    /// If the operand is no output, its elements are not of type `T`, or its view was given out before.
    #[inline]
    #[track_caller]
    pub fn view_mut<T: Plain>(&mut self, k: usize) -> ViewMut<'c, T> {
        let layout = self.check::<T>(k, Access::Write);
        assert!(self.taken & (1 << k) == 0, "the view of operand {k} was given out before");
        self.taken |= 1 << k;
        // SAFETY: the promise of `new`; the operand is an output of elements `T`, and this is its only view.
        unsafe { ViewMut::new(self.first(k), layout) }
    }

    #[inline]
    #[track_caller]
    fn check<T: Plain>(&self, k: usize, access: Access) -> &'c Layout {
        let operand = &self.operands[k];
        assert!(operand.access == access, "operand {k} is lent for the other kind of access");
        assert!(operand.num == <T as Element>::NUM, "operand {k} has elements of {:?}", operand.num);
        self.runs.map_or(&operand.layout, |runs| &runs[k])
    }

    /// Where the first element of operand `k` lies; an aligned nowhere if there is none.
    #[inline]
    fn first<T>(&self, k: usize) -> *mut T {
        if self.operands[k].empty { core::ptr::dangling_mut() } else { self.ptrs[k].cast() }
    }
}
