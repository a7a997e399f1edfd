//! Borders along one axis that are not of constants: edges, ramps, statistics, mirrored and repeated values.

#![forbid(unsafe_code)]

use super::{Pad, PadWidth, Reflection, for_axes, stat};
use crate::error::FunctionError;
use nd_core::{Arg, Array, DType, Part, Result, Scalar, Slice, Weak, operators};

/// The part of the result whose border along one axis is filled.
pub(super) struct Lane {
    pub(super) array: Array,
    pub(super) axis: usize,
    pub(super) widths: (isize, isize),
}

impl Lane {
    /// The range `start..stop` of the axis, with a step.
    fn range(&self, start: isize, stop: isize, step: isize) -> Result<Array> {
        let stop = (stop >= 0).then_some(stop);
        self.array.slice(Part::along(self.axis, Slice { start: Some(start), stop, step: Some(step) }))
    }

    fn len(&self) -> isize {
        self.array.shape()[self.axis] as isize
    }

    /// Where the array ends.
    fn end(&self) -> isize {
        self.len() - self.widths.1
    }

    fn before(&self) -> Result<Array> {
        self.range(0, self.widths.0, 1)
    }

    fn after(&self) -> Result<Array> {
        self.range(self.end(), self.len(), 1)
    }

    /// The first and the last slice of the array.
    fn edges(&self) -> Result<(Array, Array)> {
        let (start, end) = (self.widths.0, self.end());
        Ok((self.range(start, start + 1, 1)?, self.range(end - 1, end, 1)?))
    }

    pub(super) fn fill(&self, mode: &Pad) -> Result<()> {
        match mode {
            // Made in one go, by `framed`.
            Pad::Constant(_) | Pad::Constants(_) => Ok(()),
            Pad::Edge => {
                let (first, last) = self.edges()?;
                self.before()?.assign(&first)?;
                self.after()?.assign(&last)
            }
            Pad::LinearRamp(value) => self.ramps(*value, *value),
            Pad::LinearRamps(values) => {
                let (before, after) = self.of_axis(values)?;
                self.ramps(before, after)
            }
            Pad::Maximum(length) => self.statistic(length.as_ref(), "maximum", stat::maximum),
            Pad::Minimum(length) => self.statistic(length.as_ref(), "minimum", stat::minimum),
            Pad::Mean(length) => self.statistic(length.as_ref(), "mean", stat::mean),
            Pad::Median(length) => self.statistic(length.as_ref(), "median", stat::median),
            // One element has nothing to be mirrored with.
            Pad::Reflect(_) | Pad::Symmetric(_) if self.end() - self.widths.0 == 1 => self.fill(&Pad::Edge),
            Pad::Reflect(kind) => self.mirrored(*kind, 1),
            Pad::Symmetric(kind) => self.mirrored(*kind, 0),
            Pad::Wrap => self.wrapped(),
            Pad::Empty => Ok(()),
        }
    }

    fn of_axis<T: Copy>(&self, given: &[T]) -> Result<T> {
        let ndim = self.array.ndim();
        Ok(for_axes(given, ndim)?[self.axis])
    }

    fn ramps(&self, before: Weak, after: Weak) -> Result<()> {
        let (first, last) = self.edges()?;
        ramp(&self.before()?, &first, before, self.axis, false)?;
        ramp(&self.after()?, &last, after, self.axis, true)
    }

    /// Both borders filled with a statistic of the values next to each edge.
    fn statistic(
        &self,
        lengths: Option<&PadWidth>,
        name: &str,
        of: fn(&Array, usize) -> Result<Array>,
    ) -> Result<()> {
        let (start, end) = (self.widths.0, self.end());
        let inside = end - start;
        let (left, right) = match lengths {
            Some(lengths) => lengths.for_axes(self.array.ndim())?[self.axis],
            None => (inside, inside),
        };
        let (left, right) = (left.min(inside), right.min(inside));
        if (left == 0 || right == 0) && matches!(name, "maximum" | "minimum") {
            return Err(FunctionError::Value("stat_length of 0 yields no value for padding").into());
        }
        let before = of(&self.range(start, start + left, 1)?, self.axis)?;
        let after = of(&self.range(end - right, end, 1)?, self.axis)?;
        self.before()?.assign(&before)?;
        self.after()?.assign(&after)
    }

    /// Borders of mirrored values, as many at a time as there are; `skip` is 1 if the edge is not repeated.
    fn mirrored(&self, kind: Reflection, skip: isize) -> Result<()> {
        let (mut left, mut right) = self.widths;
        // What lies between the borders at the start repeats; what is filled is mirrored along with it.
        let period = self.end() - self.widths.0;
        while left > 0 || right > 0 {
            // As many as the original period offers are mirrored in one step, as NumPy does.
            let have = self.len() - right - left;
            let whole = have.saturating_sub(skip) / (period - skip) * (period - skip);
            if left > 0 {
                let n = left.min(whole);
                let start = left + n - 1 + skip;
                let source = self.range(start, left + skip - 1, -1)?;
                self.reflect(kind, &source, left, left - n)?;
                left -= n;
            }
            if right > 0 {
                let n = right.min(whole);
                let end = self.len() - right;
                let source = self.range(end - 1 - skip, end - 1 - skip - n, -1)?;
                self.reflect(kind, &source, end - 1, end)?;
                right -= n;
            }
        }
        Ok(())
    }

    /// Writes `source`, mirrored already, from `to` on; `edge` is where it was mirrored.
    fn reflect(&self, kind: Reflection, source: &Array, edge: isize, to: isize) -> Result<()> {
        let n = source.shape()[self.axis] as isize;
        let target = self.range(to, to + n, 1)?;
        if kind == Reflection::Even {
            return target.assign(source);
        }
        let edge = self.range(edge, edge + 1, 1)?;
        let twice = operators::MULTIPLY.binary(Arg::Array(&edge), Arg::Weak(Weak::Int(2)))?;
        target.assign(&operators::SUBTRACT.binary(Arg::Array(&twice), Arg::Array(source))?)
    }

    /// Borders of values from the other end, again and again.
    fn wrapped(&self) -> Result<()> {
        let (start, end) = (self.widths.0, self.end());
        let period = end - start;
        let mut left = start;
        while left > 0 {
            let n = left.min(period);
            let source = self.range(left + period - n, left + period, 1)?;
            self.range(left - n, left, 1)?.assign(&source)?;
            left -= n;
        }
        let mut at = end;
        while at < self.len() {
            let n = (self.len() - at).min(period);
            let source = self.range(at - period, at - period + n, 1)?;
            self.range(at, at + n, 1)?.assign(&source)?;
            at += n;
        }
        Ok(())
    }
}

/// Values from `end`, included, to the edge, excluded; from the edge on if `after`.
fn ramp(target: &Array, edge: &Array, end: Weak, axis: usize, after: bool) -> Result<()> {
    let n = target.shape()[axis];
    if n == 0 {
        return Ok(());
    }
    // NumPy: linspace(end, edge, n, endpoint=False), in float64, cast to the dtype at the end.
    let mut own = vec![1; target.ndim()];
    own[axis] = n;
    let end = nd_core::full((), Arg::Scalar(Scalar::from_weak(end, &DType::F64)?))?;
    let edge = edge.astype(nd_core::promote_types(edge.dtype(), &DType::F64)?)?;
    let span = operators::SUBTRACT.binary(Arg::Array(&edge), Arg::Array(&end))?;
    let step = operators::DIVIDE.binary(Arg::Array(&span), Arg::Weak(Weak::Float(n as f64)))?;
    let at = nd_core::try_arange(n)?.map(|i: i64| i as f64)?.reshape(own)?;
    let at = if after { crate::flip(&at, axis)? } else { at };
    // Where a step is zero, NumPy divides before it multiplies.
    let way = if step.true_positions()?.size() < step.size() {
        let part = operators::DIVIDE.binary(Arg::Array(&at), Arg::Weak(Weak::Float(n as f64)))?;
        operators::MULTIPLY.binary(Arg::Array(&part), Arg::Array(&span))?
    } else {
        operators::MULTIPLY.binary(Arg::Array(&at), Arg::Array(&step))?
    };
    let way = operators::ADD.binary(Arg::Array(&way), Arg::Array(&end))?;
    // Integers are rounded down, as `linspace` rounds them.
    let integers = matches!(target.dtype().kind(), 'i' | 'u');
    target.assign(&if integers { way.map(f64::floor)? } else { way })
}
