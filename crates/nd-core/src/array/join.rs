//! Joining arrays along an existing or an additional axis.

use super::Array;
use crate::engine::{Axes, join};
use crate::error::{ArrayError, ShapeError, normalize_axis, shape_error};
use nd_dtype::{Casting, DType, IntoDType, Result, TypeArg, result_type};

/// The optional arguments of [`concatenate`] and [`stack`]. Everything that names an axis converts into one; with `..`
/// `concatenate` flattens its arrays first.
///
/// ```
/// use nd_core::{Casting, Join, array, concatenate};
/// let options = Join::along(0).dtype("i4")?.casting(Casting::Unsafe);
/// assert_eq!(concatenate(&[&array![1.5], &array![2]], options)?.to_string(), "[1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Join<'a> {
    axes: Axes,
    dtype: Option<DType>,
    casting: Option<Casting>,
    out: Option<&'a Array>,
}

impl<'a> Join<'a> {
    /// Joins along `axis`.
    pub fn along(axis: impl Into<Axes>) -> Join<'a> {
        Join { axes: axis.into(), ..Join::default() }
    }

    /// Joins along `axis` instead.
    pub fn axis(mut self, axis: impl Into<Axes>) -> Self {
        self.axes = axis.into();
        self
    }

    /// Casts to `dtype`, instead of the dtype that the arrays have in common.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Allows the casts that `casting` allows; `same_kind` if not given.
    pub fn casting(mut self, casting: Casting) -> Self {
        self.casting = Some(casting);
        self
    }

    /// Writes the result to `out`.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
        self
    }

    /// Joins `parts` of fitting shapes along `axis` to an array of `shape`.
    fn run(self, operation: &'static str, parts: &[Array], axis: usize, shape: &[usize]) -> Result<Array> {
        let dtype = match (self.out, self.dtype) {
            (Some(_), Some(_)) => return Err(shape_error(ShapeError::OutAndDType { operation })),
            (Some(out), None) => out.dtype.clone(),
            (None, Some(dtype)) if dtype.subdtype().is_some() => {
                return Err(ArrayError::JoinSubarray { dtype }.into());
            }
            (None, Some(dtype)) => dtype,
            (None, None) => common_dtype(parts)?,
        };
        let casting = self.casting.unwrap_or(Casting::SameKind);
        parts.iter().try_for_each(|part| part.dtype.check_cast(&dtype, casting))?;
        let Some(out) = self.out else { return join::join(operation, parts, axis, shape, dtype) };
        if out.ndim() != shape.len() {
            return Err(shape_error(ShapeError::JoinOutRank));
        }
        if out.shape() != shape {
            return Err(shape_error(ShapeError::JoinOutShape));
        }
        let joined = if parts.iter().any(|part| part.shares_memory(out)) {
            vec![join::join(operation, parts, axis, shape, dtype)?]
        } else {
            parts.to_vec()
        };
        let mut at = 0;
        for part in joined {
            let mut layout = out.layout.clone();
            layout.shape[axis] = part.shape()[axis];
            if part.size() > 0 {
                layout.offset = layout.offset.wrapping_add_signed(at as isize * layout.strides[axis]);
            }
            at += part.shape()[axis];
            out.with_layout(layout).assign(&part)?;
        }
        Ok(out.clone())
    }
}

impl<A: Into<Axes>> From<A> for Join<'_> {
    fn from(axis: A) -> Self {
        Join::along(axis)
    }
}

/// The arrays one after the other along `axis`.
///
/// ```
/// use nd_core::{array, concatenate};
/// let joined = concatenate(&[&array![1, 2], &array![3.5]], 0)?;
/// assert_eq!(joined.to_string(), "[1.  2.  3.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No arrays, arrays without axes, shapes that differ elsewhere than along `axis`, dtypes without a common one,
/// memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.concatenate")]
#[doc(alias = "numpy.concat")]
pub fn concatenate<'a>(arrays: &[&Array], options: impl Into<Join<'a>>) -> Result<Array> {
    let operation = "concatenate";
    let options = options.into();
    let Some(first) = arrays.first() else {
        return Err(shape_error(ShapeError::NothingToJoin { operation }));
    };
    let Some(axis) = options.axes.single()? else {
        let flat = arrays.iter().map(|a| a.ravel()).collect::<Result<Vec<_>>>()?;
        let options = Join { axes: Axes::from(0), ..options };
        return concatenate(&flat.iter().collect::<Vec<_>>(), options);
    };
    if first.ndim() == 0 {
        return Err(shape_error(ShapeError::JoinScalars));
    }
    let axis = normalize_axis(axis, first.ndim())?;
    let mut shape = first.shape().to_vec();
    for (index, array) in arrays.iter().enumerate().skip(1) {
        if array.ndim() != first.ndim() {
            let (first, found) = (first.ndim(), array.ndim());
            return Err(shape_error(ShapeError::JoinRank { first, index, found }));
        }
        for other in (0..shape.len()).filter(|&a| a != axis) {
            let (first, found) = (first.shape()[other], array.shape()[other]);
            if first != found {
                return Err(shape_error(ShapeError::JoinLength { axis: other, first, index, found }));
            }
        }
        let longer = shape[axis].checked_add(array.shape()[axis]);
        shape[axis] = longer.ok_or_else(|| shape_error(ShapeError::TooBig { shape: shape.clone() }))?;
    }
    let parts: Vec<Array> = arrays.iter().map(|&a| a.clone()).collect();
    options.run(operation, &parts, axis, &shape)
}

/// The arrays along an additional axis at position `axis` of the result.
///
/// ```
/// use nd_core::{array, stack};
/// let rows = stack(&[&array![1, 2], &array![3, 4]], 0)?;
/// assert_eq!(rows.to_string(), "[[1 2]\n [3 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No arrays, arrays of different shapes, an axis outside the result, dtypes without a common one, memory that
/// cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.stack")]
pub fn stack<'a>(arrays: &[&Array], options: impl Into<Join<'a>>) -> Result<Array> {
    let operation = "stack";
    let options = options.into();
    let Some(first) = arrays.first() else {
        return Err(shape_error(ShapeError::NothingToJoin { operation }));
    };
    if arrays.iter().any(|a| a.shape() != first.shape()) {
        return Err(shape_error(ShapeError::StackShapes));
    }
    let Some(axis) = options.axes.single()? else { return Err(shape_error(ShapeError::OneAxis)) };
    let axis = normalize_axis(axis, first.ndim() + 1)?;
    let parts = arrays.iter().map(|a| a.expand_dims(axis as isize)).collect::<Result<Vec<_>>>()?;
    let mut shape = parts[0].shape().to_vec();
    shape[axis] = arrays.len();
    options.run(operation, &parts, axis, &shape)
}

fn common_dtype(parts: &[Array]) -> Result<DType> {
    result_type(&parts.iter().map(|a| TypeArg::Strong(a.dtype())).collect::<Vec<_>>())
}
