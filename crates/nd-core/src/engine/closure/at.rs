//! A closure applied in place to the elements that an index names, as often as it names each.
//!
//! As in the folds, elements are read before the first call and written after the last.

#![forbid(unsafe_code)]

use super::super::arg::Operand;
use super::fold::items;
use super::function::{Arguments as _, ClosureUfunc};
use crate::array::{Array, try_arange};
use crate::error::room;
use crate::index::{IntoIndex, Part};
use nd_dtype::{Item, Result};

impl<F, A, B, R> ClosureUfunc<F, (A, B)>
where
    F: Fn(A, B) -> R,
    A: Item + Clone,
    B: Item + Clone,
    R: Into<A>,
{
    /// `x = f(x, value)` for the elements of `target` at `index`, one after the other in C order, with values that broadcast
    /// to them.
    ///
    /// ```
    /// use nd_core::{arange, array, frompyfunc};
    /// let x = arange(4);
    /// frompyfunc(|x: i64, y: i64| 10 * x + y).at(&x, [1, 1, 3], &array![5, 6, 7])?;
    /// assert_eq!(x.to_string(), "[  0 156   2  37]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::set`] and [`ClosureUfunc::call`].
    pub fn at(&self, target: &Array, index: impl IntoIndex, value: impl Operand) -> Result<()> {
        let index = index.into_index();
        (value,).with_arrays(|value| {
            let places = places(target, index.as_ref())?;
            let values = items::<B>(&value[0].broadcast_to(places.shape())?)?;
            change::<A>(target, index.as_ref(), &places, |i, x| {
                Ok((self.function)(x, values[i].clone()).into())
            })
        })
    }
}

impl<F, A, R> ClosureUfunc<F, (A,)>
where
    F: Fn(A) -> R,
    A: Item + Clone,
    R: Into<A>,
{
    /// `x = f(x)` for the elements of `target` at `index`, as often as it names each.
    ///
    /// ```
    /// use nd_core::{arange, frompyfunc};
    /// let x = arange(4);
    /// frompyfunc(|x: i64| x + 100).at(&x, [1, 1, 3])?;
    /// assert_eq!(x.to_string(), "[  0 201   2 103]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::set`] and [`ClosureUfunc::call`].
    pub fn at(&self, target: &Array, index: impl IntoIndex) -> Result<()> {
        let index = index.into_index();
        let places = places(target, index.as_ref())?;
        change::<A>(target, index.as_ref(), &places, |_, x| Ok((self.function)(x).into()))
    }
}

/// The places, counted in C order over `target`, of the elements at `index`.
pub(in crate::engine) fn places(target: &Array, index: &[Part]) -> Result<Array> {
    try_arange(target.size() as i64)?.reshape(target.shape())?.get(index)
}

/// Gives the element at each of `places`, which are those of `index`, to `f` with its number, and writes what has become of
/// them in the end.
pub(in crate::engine) fn change<A: Item + Clone>(
    target: &Array,
    index: &[Part],
    places: &Array,
    mut f: impl FnMut(usize, A) -> Result<A>,
) -> Result<()> {
    let mut elements = items::<A>(target)?;
    let named: Vec<i64> = items(places)?;
    for (i, &place) in named.iter().enumerate() {
        elements[place as usize] = f(i, elements[place as usize].clone())?;
    }
    let mut changed = room(named.len())?;
    changed.extend(named.iter().map(|&place| elements[place as usize].clone()));
    target.set(index, &Array::from_items(places.shape(), &changed)?)
}
