//! Iterations whose elements are Rust's own numbers, for loops at the speed of slices.
//!
//! Every stretch is lent through the guards of typed views, so what these refuse is refused here too: an array that is read and
//! written by two operands of one iteration.

#![forbid(unsafe_code)]

use super::{IterError, NdIter};
use crate::array::Array;
use crate::guard::{View, ViewGuard, ViewMut, ViewMutGuard, Viewable};
use core::marker::PhantomData;
use nd_dtype::Result;

/// An operand whose elements are given as `&T`.
pub struct IterRead<T>(PhantomData<T>);

/// An operand whose elements are given as `&mut T`.
pub struct IterWrite<T>(PhantomData<T>);

/// How [`NdIter::each`] gives the elements of one operand: [`IterRead`] or [`IterWrite`].
pub trait IterCell {
    /// What holds the borrow.
    type Guard;

    /// What it lends.
    type Lent<'g>
    where
        Self: 'g;

    /// One element.
    type Item<'a>
    where
        Self: 'a;

    /// Borrows a stretch.
    ///
    /// # Errors
    /// Elements of another dtype, at misaligned addresses, or borrowed elsewhere.
    fn guard(stretch: &Array) -> Result<Self::Guard>;

    /// The elements of a stretch.
    fn lend(guard: &mut Self::Guard) -> Self::Lent<'_>;

    /// Element `i` of a stretch.
    fn item<'a>(lent: &'a mut Self::Lent<'_>, i: usize) -> Self::Item<'a>;
}

impl<T: Viewable> IterCell for IterRead<T> {
    type Guard = ViewGuard<T>;
    type Lent<'g>
        = View<'g, T>
    where
        T: 'g;
    type Item<'a>
        = &'a T
    where
        T: 'a;

    fn guard(stretch: &Array) -> Result<ViewGuard<T>> {
        stretch.view()
    }

    fn lend(guard: &mut ViewGuard<T>) -> View<'_, T> {
        guard.view()
    }

    #[inline]
    fn item<'a>(lent: &'a mut View<'_, T>, i: usize) -> &'a T {
        &lent[[i]]
    }
}

impl<T: Viewable> IterCell for IterWrite<T> {
    type Guard = ViewMutGuard<T>;
    type Lent<'g>
        = ViewMut<'g, T>
    where
        T: 'g;
    type Item<'a>
        = &'a mut T
    where
        T: 'a;

    fn guard(stretch: &Array) -> Result<ViewMutGuard<T>> {
        // One element that all positions share is lent once.
        let shared = stretch.strides() == [0] && stretch.size() > 1;
        if shared { stretch.slice(..1)?.view_mut() } else { stretch.view_mut() }
    }

    fn lend(guard: &mut ViewMutGuard<T>) -> ViewMut<'_, T> {
        guard.view_mut()
    }

    #[inline]
    fn item<'a>(lent: &'a mut ViewMut<'_, T>, i: usize) -> &'a mut T {
        let i = if lent.len() == 1 { 0 } else { i };
        &mut lent[[i]]
    }
}

/// The elements of all operands: a tuple of one to four [`IterCell`]s.
pub trait IterCells {
    /// One element of each.
    type Items<'a>;

    /// Calls `f` for each of `n` positions of the stretches.
    ///
    /// # Errors
    /// As [`NdIter::each`].
    fn run(stretches: &[Array], n: usize, f: &mut impl FnMut(Self::Items<'_>)) -> Result<()>;
}

// impl<A: IterCell, B: IterCell> IterCells for (A, B) { .. } and so on.
macro_rules! cells {
    ($($count:literal: $($cell:ident $x:ident $i:tt),+;)*) => { $(
        impl<$($cell: IterCell + 'static),+> IterCells for ($($cell,)+) {
            type Items<'a> = ($($cell::Item<'a>,)+);

            fn run(stretches: &[Array], n: usize, f: &mut impl FnMut(Self::Items<'_>)) -> Result<()> {
                if stretches.len() != $count {
                    return Err(IterError::Cells { wanted: $count, found: stretches.len() }.into());
                }
                $(let mut $x = $cell::guard(&stretches[$i])?;)+
                $(let mut $x = $cell::lend(&mut $x);)+
                for i in 0..n {
                    f(($($cell::item(&mut $x, i),)+));
                }
                Ok(())
            }
        }
    )* };
}
cells! {
    1: A a 0;
    2: A a 0, B b 1;
    3: A a 0, B b 1, C c 2;
    4: A a 0, B b 1, C c 2, D d 3;
}

impl NdIter {
    /// Calls `f` with Rust references to the elements at every position that is left, and writes back what is in the buffers.
    /// The dtypes are those in which elements are handed out; [`buffered`](super::NdIterBuilder::buffered) brings others to them.
    ///
    /// ```
    /// use nd_core::{IterOperand, IterRead, IterWrite, arange, nditer, zeros};
    /// let (x, y, out) = (arange(3), arange(2).reshape((2, 1))?, zeros((2, 3), "f8")?);
    /// let operands = [(&x).into(), (&y).into(), IterOperand::write(&out)];
    /// nditer(operands).build()?.each::<(IterRead<i64>, IterRead<i64>, IterWrite<f64>)>(|(x, y, out)| *out = (10 * y + x) as f64)?;
    /// assert_eq!(out.to_string(), "[[ 0.  1.  2.]\n [10. 11. 12.]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another number of operands; elements of another dtype, at misaligned addresses, read-only, or borrowed elsewhere, for
    /// example by another operand; as [`value`](NdIter::value).
    pub fn each<C: IterCells>(mut self, mut f: impl FnMut(C::Items<'_>)) -> Result<()> {
        if !self.has_index() && !self.has_multi_index() && !self.stretched_from_here()? {
            return self.finish();
        }
        while let Some(stretches) = self.next().transpose()? {
            let rows = stretches.iter().map(|x| if x.ndim() == 0 { x.expand_dims(0) } else { Ok(x.clone()) });
            let rows = rows.collect::<Result<Vec<_>>>()?;
            C::run(&rows, rows.first().map_or(0, Array::size), &mut f)?;
        }
        self.finish()
    }
}
