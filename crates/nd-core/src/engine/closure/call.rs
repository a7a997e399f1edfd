//! The options of a call: outputs, a mask, casts, a memory order. A closure is called first, and its results are put in
//! place afterwards, so that it may itself use the arrays that they go to.

#![forbid(unsafe_code)]

use super::super::assign::{assign, check_output};
use super::super::call::{check_into, check_mask, common_shape};
use super::super::elementwise::UfuncError;
use super::super::operand::View;
use super::function::{Arguments, ClosureUfunc, Function, NAME};
use crate::array::{Array, zeros};
use crate::layout::{Order, numpy_axis_order};
use nd_dtype::{Casting, Result};

/// What a closure's calls give: an array, or a tuple of several.
pub trait ClosureResults: Sized {
    /// How many arrays there are.
    const COUNT: usize;

    /// The arrays that `f` makes for each place.
    ///
    /// # Errors
    /// What `f` fails with.
    fn of(f: impl FnMut(usize) -> Result<Array>) -> Result<Self>;

    /// The arrays in their places.
    fn into_arrays(self) -> Vec<Array>;

    /// Every array, with its place, replaced by what `f` makes of it.
    ///
    /// # Errors
    /// What `f` fails with.
    fn replaced(self, mut f: impl FnMut(usize, Array) -> Result<Array>) -> Result<Self> {
        let arrays = self.into_arrays();
        Self::of(|i| f(i, arrays[i].clone()))
    }
}

impl ClosureResults for Array {
    const COUNT: usize = 1;

    fn of(mut f: impl FnMut(usize) -> Result<Array>) -> Result<Array> {
        f(0)
    }

    fn into_arrays(self) -> Vec<Array> {
        vec![self]
    }
}

impl ClosureResults for (Array, Array) {
    const COUNT: usize = 2;

    fn of(mut f: impl FnMut(usize) -> Result<Array>) -> Result<Self> {
        Ok((f(0)?, f(1)?))
    }

    fn into_arrays(self) -> Vec<Array> {
        vec![self.0, self.1]
    }
}

impl ClosureResults for (Array, Array, Array) {
    const COUNT: usize = 3;

    fn of(mut f: impl FnMut(usize) -> Result<Array>) -> Result<Self> {
        Ok((f(0)?, f(1)?, f(2)?))
    }

    fn into_arrays(self) -> Vec<Array> {
        vec![self.0, self.1, self.2]
    }
}

/// A call of a [`ClosureUfunc`] with options; made by [`ClosureUfunc::with`].
#[must_use = "a call does nothing until it is run"]
pub struct ClosureCall<'a, F, O> {
    function: &'a F,
    operands: O,
    outs: Vec<Option<&'a Array>>,
    where_: Option<&'a Array>,
    casting: Casting,
    order: Order,
}

impl<F, Args> ClosureUfunc<F, Args> {
    /// A call with options.
    ///
    /// ```
    /// use nd_core::{arange, array, frompyfunc, zeros};
    /// let inverse = frompyfunc(|x: i64| 60 / x);
    /// let (x, out) = (arange(5), zeros(5, "f8")?);
    /// let mask = array![false, true, true, false, true];
    /// inverse.with(&x).where_(&mask).out(&out).run()?;
    /// assert_eq!(out.to_string(), "[ 0. 60. 30.  0. 15.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<O: Arguments>(&self, operands: O) -> ClosureCall<'_, F, O> {
        let (outs, where_) = (Vec::new(), None);
        let (casting, order) = (Casting::SameKind, Order::K);
        ClosureCall { function: &self.function, operands, outs, where_, casting, order }
    }
}

impl<'a, F, O: Arguments> ClosureCall<'a, F, O> {
    /// Writes the result to `out`, to whose shape the operands broadcast. It may be one of them.
    pub fn out(self, out: &'a Array) -> Self {
        self.outs([Some(out)])
    }

    /// Writes the results of a closure that returns several, each to the array at its place.
    pub fn outs(mut self, outs: impl IntoIterator<Item = Option<&'a Array>>) -> Self {
        self.outs = outs.into_iter().collect();
        self
    }

    /// Calls the closure only where `mask` is true. Elsewhere outputs keep what they hold, and new arrays hold zeros.
    pub fn where_(mut self, mask: &'a Array) -> Self {
        self.where_ = Some(mask);
        self
    }

    /// Which casts of the results to the outputs are allowed; `same_kind` unless said.
    pub fn casting(mut self, casting: Casting) -> Self {
        self.casting = casting;
        self
    }

    /// The memory order of new results; that of the operands (`K`) unless said. Calls are in C order all the same.
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// Calls the closure.
    ///
    /// # Errors
    /// As [`ClosureUfunc::call`]; more outputs than results, an output of another shape, a cast that is not allowed, a mask
    /// that is not boolean.
    pub fn run<Args>(self) -> Result<F::Results>
    where
        F: Function<Args>,
    {
        let ClosureCall { function, operands, outs, where_, casting, order } = self;
        if outs.len() > F::NOUT {
            return Err(UfuncError::OutCount.into());
        }
        operands.with_arrays(|operands| {
            // Before they are stretched: a column is in F order, and one that is repeated is not.
            let order = order.over(operands.iter().copied());
            outs.iter().flatten().copied().try_for_each(check_output)?;
            where_.map_or(Ok(()), check_mask)?;
            let shape = common_shape(operands.iter().map(|x| x.shape()).collect(), &outs, where_)?;
            let stretched =
                operands.iter().map(|x| x.broadcast_to(&shape[..])).collect::<Result<Vec<_>>>()?;
            let mask = where_.map(|mask| mask.broadcast_to(&shape[..])?.copy()).transpose()?;
            let results = match &mask {
                None => function.call_over(&stretched.iter().collect::<Vec<_>>())?,
                Some(mask) => {
                    let chosen = stretched.iter().map(|x| x.get(mask)).collect::<Result<Vec<_>>>()?;
                    function.call_over(&chosen.iter().collect::<Vec<_>>())?
                }
            };
            // All casts are looked at before anything is written.
            let out_of = |i: usize| outs.get(i).copied().flatten();
            let results = results.replaced(|i, result| {
                if let Some(out) = out_of(i) {
                    check_into(NAME, [F::NIN, F::NOUT], out, &result.dtype, i, casting)?;
                }
                Ok(result)
            })?;
            results.replaced(|i, result| match (out_of(i), &mask) {
                (Some(out), None) => assign(NAME, out, &result).map(|()| out.clone()),
                (Some(out), Some(mask)) => out.set(mask, &result).map(|()| out.clone()),
                (None, None) => arranged(result, &stretched, order),
                (None, Some(mask)) => {
                    let all = zeros(&shape[..], result.dtype.clone())?;
                    all.set(mask, &result)?;
                    arranged(all, &stretched, order)
                }
            })
        })
    }
}

/// `result`, which is in C order, with its elements in the memory order asked for.
fn arranged(result: Array, operands: &[Array], order: Order) -> Result<Array> {
    let ndim = result.ndim();
    let axes: Vec<usize> = match order {
        Order::C | Order::A => return Ok(result),
        Order::F => (0..ndim).rev().collect(),
        Order::K => {
            let views: Vec<View<'_>> = operands.iter().map(View::of).collect();
            numpy_axis_order(ndim, &views.iter().map(|view| &view.strides[..]).collect::<Vec<_>>())
        }
    };
    if axes.is_sorted() {
        return Ok(result);
    }
    let mut back = vec![0; ndim];
    for (place, &axis) in axes.iter().enumerate() {
        back[axis] = place as isize;
    }
    let axes: Vec<isize> = axes.into_iter().map(|axis| axis as isize).collect();
    result.transpose(&axes[..])?.copy()?.transpose(&back[..])
}
