//! Reading and writing where a condition holds.

#![forbid(unsafe_code)]

use super::take::{Take, take};
use crate::error::FunctionError;
use crate::like::{array_like, booleans};
use crate::shape::edit::resize;
use nd_core::{
    Arg, Array, Casting, DType, DTypeError, Literal, Operand, Result, ShapeError, TypeArg, result_type,
};

/// The slices along an axis (elements of the flat array with `..`) where `condition` holds.
///
/// ```
/// use nd_core::array;
/// let x = array![[1, 2], [3, 4], [5, 6]];
/// assert_eq!(nd_index::compress([false, true, true], &x, 0)?.to_string(), "[[3 4]\n [5 6]]");
/// assert_eq!(nd_index::compress([false, true], &x, ..)?.to_string(), "[2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A condition of other than one axis, or true beyond the end of the axis; as [`take`].
#[doc(alias = "numpy.compress")]
pub fn compress<'a>(
    condition: impl Into<Literal>,
    array: &Array,
    options: impl Into<Take<'a>>,
) -> Result<Array> {
    let condition = booleans(condition)?;
    if condition.ndim() != 1 {
        return Err(FunctionError::Value("condition must be a 1-d array").into());
    }
    let options = options.into();
    if options.is_plain() && condition.size() == array.size() {
        return array.ravel()?.get(condition);
    }
    take(array, condition.true_positions()?, options)
}

/// The elements of the flat array where the flat `condition` holds.
///
/// ```
/// use nd_core::array;
/// let x = array![[1, 2], [3, 4]];
/// assert_eq!(nd_index::extract([[true, false], [false, true]], &x)?.to_string(), "[1 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A condition that is true beyond the end of the array.
#[doc(alias = "numpy.extract")]
pub fn extract(condition: impl Into<Literal>, array: &Array) -> Result<Array> {
    let condition = booleans(condition)?;
    if condition.shape() == array.shape() && array.ndim() > 0 {
        return array.get(condition);
    }
    take(array, condition.true_positions()?, ..)
}

/// Writes `values` one after the other to where `mask` is true, from the start again if they do not suffice.
///
/// ```
/// use nd_core::array;
/// let x = array![0, 1, 2, 3];
/// nd_index::place(&x, [false, true, true, true], [-1, -2])?;
/// assert_eq!(x.to_string(), "[ 0 -1 -2 -1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A mask of another size, no values where one is wanted, a read-only array.
#[doc(alias = "numpy.place")]
pub fn place(array: &Array, mask: impl Into<Literal>, values: impl Into<Literal>) -> Result<()> {
    let mask = booleans(mask)?;
    if mask.size() != array.size() {
        return Err(FunctionError::MaskSize { function: "place" }.into());
    }
    let values = fitting(values, array.dtype())?;
    let positions = mask.true_positions()?;
    if positions.is_empty() {
        return Ok(());
    }
    if values.is_empty() {
        return Err(FunctionError::Value("Cannot insert from an empty array!").into());
    }
    super::put::put_flat(array, &positions, &values)
}

/// Writes to where `mask` is true the element of `values` that stands at the same place of the flat array; fewer values are
/// repeated.
///
/// ```
/// use nd_core::array;
/// let x = array![0, 1, 2, 3];
/// nd_index::putmask(&x, [false, true, true, true], [-1, -2])?;
/// assert_eq!(x.to_string(), "[ 0 -2 -1 -2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A mask of another size, a read-only array.
#[doc(alias = "numpy.putmask")]
pub fn putmask(array: &Array, mask: impl Into<Literal>, values: impl Into<Literal>) -> Result<()> {
    let mask = booleans(mask)?;
    if mask.size() != array.size() {
        return Err(FunctionError::MaskSize { function: "putmask" }.into());
    }
    let values = fitting(values, array.dtype())?;
    if values.is_empty() {
        return Ok(());
    }
    let mask = mask.reshape(array.shape())?;
    let values = if values.size() == 1 { values.reshape(())? } else { resize(&values, array.shape())? };
    assign_where(array, &Arg::Array(&values), &mask)
}

/// Values for an array of `dtype`: an array must cast to it safely, a list of numbers is converted.
fn fitting(values: impl Into<Literal>, dtype: &DType) -> Result<Array> {
    match values.into() {
        Literal::Array(array) => {
            if !nd_core::can_cast(array.dtype(), dtype, Casting::Safe) {
                let what = if array.ndim() == 0 { "scalar" } else { "array data" };
                let (from, to) = (array.dtype().clone(), dtype.clone());
                return Err(DTypeError::Cast { what, from, to, casting: Casting::Safe }.into());
            }
            Ok(array)
        }
        list => crate::like::cast(array_like(list)?, dtype),
    }
}

/// The optional arguments of [`copyto`]: a [`Casting`], a mask, or both.
#[derive(Clone, Copy, Default)]
pub struct CopyTo<'a> {
    casting: Option<Casting>,
    mask: Option<&'a Array>,
}

impl<'a> CopyTo<'a> {
    /// Allows the casts that `casting` allows; `same_kind` if not given.
    pub fn casting(mut self, casting: Casting) -> Self {
        self.casting = Some(casting);
        self
    }

    /// Copies only where `mask` is true.
    pub fn where_(mut self, mask: &'a Array) -> Self {
        self.mask = Some(mask);
        self
    }
}

impl From<Casting> for CopyTo<'_> {
    fn from(casting: Casting) -> Self {
        CopyTo::default().casting(casting)
    }
}

impl<'a> From<&'a Array> for CopyTo<'a> {
    fn from(mask: &'a Array) -> Self {
        CopyTo::default().where_(mask)
    }
}

/// Writes `source` to `target`, broadcast and cast: everywhere, or where a mask is true.
///
/// ```
/// use nd_core::{Casting, array, zeros};
/// use nd_index::{CopyTo, copyto};
/// let x = zeros(3, "i8")?;
/// copyto(&x, &array![1, 2, 3], &array![1, 0, 1].astype("bool")?)?;
/// assert_eq!(x.to_string(), "[1 0 3]");
/// assert!(copyto(&x, 1.5, CopyTo::default()).is_err());
/// copyto(&x, 1.5, Casting::Unsafe)?;
/// assert_eq!(x.to_string(), "[1 1 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A cast that the rule does not allow, shapes that do not broadcast, a mask that is not boolean, a read-only target.
#[doc(alias = "numpy.copyto")]
pub fn copyto<'a>(target: &Array, source: impl Operand, options: impl Into<CopyTo<'a>>) -> Result<()> {
    let CopyTo { casting, mask } = options.into();
    let (source, to) = (source.operand(), target.dtype());
    let casting = casting.unwrap_or(Casting::SameKind);
    match &source {
        Arg::Array(array) => array.dtype().check_cast(to, casting)?,
        Arg::Scalar(scalar) => scalar.dtype().check_cast(to, casting)?,
        Arg::Weak(weak) => {
            let from = result_type(&[TypeArg::Strong(to), TypeArg::Weak(*weak)])?;
            if !nd_core::can_cast(&from, to, casting) {
                return Err(DTypeError::Cast { what: "scalar", from, to: to.clone(), casting }.into());
            }
        }
    }
    let Some(mask) = mask else { return target.assign(source) };
    mask.dtype().check_cast(&DType::BOOL, Casting::Safe)?;
    assign_where(target, &source, mask)
}

/// `target[mask] = value[mask]`, all broadcast to the target's shape.
pub(crate) fn assign_where(target: &Array, value: &Arg<'_>, mask: &Array) -> Result<()> {
    let shape = target.shape();
    let source = match value {
        Arg::Array(array) if array.ndim() > 0 => {
            let excess = array.ndim().saturating_sub(shape.len());
            let misfit = || ShapeError::Assign { from: array.shape().to_vec(), into: shape.to_vec() };
            let fits = array.shape()[..excess].iter().all(|&n| n == 1);
            let trimmed = if fits { array.reshape(&array.shape()[excess..])? } else { (*array).clone() };
            Some(trimmed.broadcast_to(shape).map_err(|_| misfit())?)
        }
        _ => None,
    };
    let mask = mask.broadcast_to(shape).map_err(|_| mask_misfit(mask.shape(), shape))?;
    match source {
        Some(source) => target.set(&mask, source.get(&mask)?),
        None => target.set(&mask, value),
    }
}

#[cold]
fn mask_misfit(mask: &[usize], into: &[usize]) -> FunctionError {
    let text = |shape: &[usize]| {
        let lengths: Vec<String> = shape.iter().map(usize::to_string).collect();
        if let [one] = &lengths[..] { format!("({one},)") } else { format!("({})", lengths.join(",")) }
    };
    let message =
        format!("could not broadcast where mask from shape {} into shape {}", text(mask), text(into));
    FunctionError::Worded(nd_core::ErrorKind::Value, message)
}
