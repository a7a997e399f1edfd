//! The methods that take an index: [`Array::slice`], [`Array::index_axis`], [`Array::get`], [`Array::set`].

#![forbid(unsafe_code)]

use super::compile::{Advanced, Plan, Selector, Source, compile, compile_axis, empty};
use super::value::{Value, meet};
use super::{IndexError, IntoIndex, Part, gather, mask, nonzero};
use crate::array::Array;
use crate::engine::assign::{assign, check_writeable, copy_as, fill};
use crate::engine::overlap;
use crate::engine::reduce::ReduceOptions;
use crate::engine::{Arg, Operand, report_argument};
use crate::error::normalize_axis;
use crate::generated::operators::BITWISE_OR;
use crate::layout::{Layout, Order};
use nd_dtype::{DType, Result, Scalar};

impl Array {
    /// The elements at `index`, as a view: integers, slices, ellipses and new axes only.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let column = x.slice((.., 1))?;
    /// column.fill(0)?;
    /// assert_eq!(x.to_string(), "[[0 0 2]\n [3 0 5]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`IndexError`]: positions out of bounds, too many parts, a step of zero; index arrays, which [`Array::get`] takes.
    #[doc(alias = "__getitem__")]
    #[inline]
    pub fn slice(&self, index: impl IntoIndex) -> Result<Array> {
        let mut layout = empty();
        match compile(&self.layout, index.into_index().as_ref(), &mut layout)? {
            Plan::View { copy: false, .. } => Ok(self.with_layout(layout)),
            _ => Err(IndexError::NotAView.into()),
        }
    }

    /// The elements at position `index` along `axis`, as a view with one axis less. Both count from the end if negative.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// assert_eq!(x.index_axis(-1, 0)?.to_string(), "[0 3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have, or a position out of its bounds.
    #[inline]
    pub fn index_axis(&self, axis: isize, index: isize) -> Result<Array> {
        let axis = normalize_axis(axis, self.ndim())?;
        let mut layout = empty();
        compile_axis(&self.layout, axis, index, &mut layout)?;
        Ok(self.with_layout(layout))
    }

    /// The elements at `index`: a view for integers and slices, a copy if integer arrays or masks take part.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// assert_eq!(x.get(([0, -1], 1..))?.to_string(), "[[1 2]\n [4 5]]");
    /// assert_eq!(x.get([[true, false, false], [false, true, true]])?.to_string(), "[0 4 5]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`IndexError`]; memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "__getitem__")]
    #[doc(alias = "take")]
    pub fn get(&self, index: impl IntoIndex) -> Result<Array> {
        let mut layout = empty();
        let index = index.into_index();
        match compile(&self.layout, index.as_ref(), &mut layout)? {
            Plan::View { copy: false, .. } => Ok(self.with_layout(layout)),
            plan => copied(self, plan, layout, Order::K),
        }
    }

    /// A copy of the elements at `index`, laid out in `order` (C or F; `K` is the layout that [`Array::get`] gives).
    ///
    /// ```
    /// use nd_core::Order;
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// assert_eq!(x.get((.., [2, 0]))?.strides(), [8, 16]);
    /// assert_eq!(x.get_in((.., [2, 0]), Order::C)?.strides(), [16, 8]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::get`].
    pub fn get_in(&self, index: impl IntoIndex, order: Order) -> Result<Array> {
        let mut layout = empty();
        let index = index.into_index();
        let plan = compile(&self.layout, index.as_ref(), &mut layout)?;
        copied(self, plan, layout, order)
    }

    /// The truth of every element: numbers that are not zero, text that is not empty, raw bytes of which one is not zero, records
    /// with a field that is true. Booleans are themselves.
    ///
    /// ```
    /// assert_eq!(nd_core::array!["a", ""].truths()?.to_string(), "[ True False]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    pub fn truths(&self) -> Result<Array> {
        let or = |x: &Array, y: &Array| BITWISE_OR.binary(Arg::Array(x), Arg::Array(y));
        // Whether one is true of the parts of each element, which lie along axes behind its own.
        let any = |parts: Array| -> Result<Array> {
            let behind: Vec<isize> = (self.ndim() as isize..parts.ndim() as isize).collect();
            if behind.is_empty() {
                return parts.truths();
            }
            BITWISE_OR.reduce(&parts.truths()?, &ReduceOptions::from(behind))
        };
        let fields = self.dtype.fields();
        if !fields.is_empty() {
            let truths = fields.iter().map(|field| any(self.field(&field.name)?));
            return truths.reduce(|x, y| or(&x?, &y?)).unwrap_or_else(|| self.astype_view(&DType::BOOL));
        }
        if self.dtype.kind() == 'V' && self.itemsize() > 0 {
            return any(self.units()?);
        }
        self.astype_view(&DType::BOOL)
    }

    /// The positions of the elements that are true, counted in C order over all axes, as `int64`.
    ///
    /// ```
    /// assert_eq!(nd_core::array![[0, 3], [0, 1]].true_positions()?.to_string(), "[1 3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "numpy.flatnonzero")]
    pub fn true_positions(&self) -> Result<Array> {
        let mask = self.truths()?;
        nonzero::of(&mask)
    }

    /// The positions of the elements that are true, as one array of `int64` for each axis.
    ///
    /// ```
    /// let [rows, columns] = &nd_core::array![[0, 3], [0, 1]].true_indices()?[..] else { panic!() };
    /// assert_eq!((rows.to_string(), columns.to_string()), ("[0 1]".into(), "[1 1]".into()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "numpy.nonzero")]
    pub fn true_indices(&self) -> Result<Vec<Array>> {
        let mask = self.truths()?;
        nonzero::columns(&mask)
    }

    /// Writes `value` to the elements at `index`, whatever a cast may lose. A value with fewer elements is repeated
    /// along axes of length one; where the index names an element twice, the last value in C order stays; a value or an
    /// index that shares memory with this array counts as it was before.
    ///
    /// ```
    /// let x = nd_core::arange(6);
    /// x.set(4.., 0)?;
    /// x.set([0, 0, 1], &nd_core::arange(3))?;
    /// assert_eq!(x.to_string(), "[1 2 2 3 0 0]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`IndexError`]; a read-only array; a value that does not broadcast or that the dtype does not take; memory that
    /// cannot be had or is borrowed elsewhere.
    #[doc(alias = "__setitem__")]
    #[doc(alias = "put")]
    pub fn set(&self, index: impl IntoIndex, value: impl Operand) -> Result<()> {
        let value = value.operand();
        write(self, index.into_index().as_ref(), &value)?;
        report_argument(&value, &self.dtype)
    }
}

/// The elements that `plan` and `layout` select, as a copy.
fn copied(array: &Array, plan: Plan<'_>, layout: Layout, order: Order) -> Result<Array> {
    match plan {
        Plan::View { .. } => copy_as("get", &array.with_layout(layout), &array.dtype, order),
        Plan::Mask(mask) => mask::get(array, mask),
        Plan::Advanced(plan) => gather::get(array, &plan, order),
    }
}

fn write(target: &Array, parts: &[Part], value: &Arg<'_>) -> Result<()> {
    check_writeable(target)?;
    let copied = apart(target, parts)?;
    let parts = copied.as_deref().unwrap_or(parts);
    let mut layout = empty();
    match compile(&target.layout, parts, &mut layout)? {
        Plan::View { element: true, .. } if !value.shape().is_empty() => {
            Err(if target.dtype.kind() == 'c' { IndexError::NotScalar } else { IndexError::Sequence }.into())
        }
        Plan::View { .. } => {
            let view = target.with_layout(layout);
            match value {
                Arg::Array(array) => assign("set", &view, array),
                _ => match Value::new(value, target)? {
                    Value::Element(bytes) => fill("set", &view, &bytes),
                    Value::Array(array) => assign("set", &view, &array),
                },
            }
        }
        Plan::Mask(_) | Plan::Advanced(_) if target.dtype.has_gaps() => {
            write_stretches(target, parts, Value::new(value, target)?)
        }
        Plan::Mask(mask) if !overlap::overlaps_itself(&target.layout, target.itemsize()) => {
            mask::set(target, mask, &Value::new(value, target)?)
        }
        Plan::Mask(mask) => {
            let plan = Advanced::mask(&target.layout, mask);
            gather::set(target, &plan, &Value::new(value, target)?)
        }
        Plan::Advanced(plan) => {
            let value = Value::new(value, target)?;
            // A boolean alone is a mask of an array without axes.
            if target.ndim() == 0
                && parts.len() == 1
                && let [Selector { source: Source::Bool(on), .. }] = plan.selectors[..]
            {
                mask::check_count(value.shape(), on.into())?;
            }
            gather::set(target, &plan, &value)
        }
    }
}

/// Writes what belongs to fields, one stretch of bytes after the other: bytes between them may be other fields, of which the target
/// is a view.
fn write_stretches(target: &Array, parts: &[Part], value: Value) -> Result<()> {
    let value = match value {
        Value::Array(array) => array,
        Value::Element(bytes) => Array::from_scalar(Scalar::from_bytes(&target.dtype, &bytes))?,
    };
    for stretch in target.dtype.stretches() {
        let dtype = if stretch.object { DType::OBJECT } else { DType::void(stretch.len)? };
        let part = |array: &Array| array.part(dtype.clone(), stretch.offset);
        write(&part(target), parts, &Arg::Array(&part(&value)))?;
    }
    Ok(())
}

/// The parts with copies of the index arrays that share memory with the target; `None` if none does.
pub(super) fn apart(target: &Array, parts: &[Part]) -> Result<Option<Vec<Part>>> {
    let shares = |part: &Part| matches!(part, Part::Array(array) if meet(array, target));
    if !parts.iter().any(shares) {
        return Ok(None);
    }
    let copied = parts.iter().map(|part| match part {
        Part::Array(array) if meet(array, target) => {
            Ok(Part::from(copy_as("set", array, &array.dtype, Order::K)?))
        }
        other => Ok(other.clone()),
    });
    copied.collect::<Result<_>>().map(Some)
}
