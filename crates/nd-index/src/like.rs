//! What the functions take where NumPy takes something array-like, or a sequence of such things.

#![forbid(unsafe_code)]

use nd_core::{
    Arg, Array, Axes, Casting, DType, Literal, Order, Result, ShapeError, TypeArg, Weak, normalize_axis,
    result_type,
};

/// A number, a list or an array as an array; an array is not copied.
pub(crate) fn array_like(value: impl Into<Literal>) -> Result<Array> {
    value.into().into_array()
}

/// Array-like integers; booleans count as 0 and 1.
///
/// # Errors
/// A dtype that does not cast to `int64` under `casting`.
pub(crate) fn integers(value: impl Into<Literal>, casting: Casting) -> Result<Array> {
    let array = array_like(value)?;
    array.dtype().check_cast(&DType::I64, casting)?;
    if *array.dtype() == DType::BOOL { array.astype(DType::I64) } else { Ok(array) }
}

/// Array-like truth values.
pub(crate) fn booleans(value: impl Into<Literal>) -> Result<Array> {
    cast(array_like(value)?, &DType::BOOL)
}

/// The array as `dtype`, itself if it has that.
pub(crate) fn cast(array: Array, dtype: &DType) -> Result<Array> {
    if array.dtype() == dtype { Ok(array) } else { array.astype(dtype) }
}

/// The value in `dtype`, cast whatever that loses; only a bare integer has to be in range.
pub(crate) fn in_dtype(value: Literal, dtype: &DType) -> Result<Array> {
    match value {
        Literal::Weak(weak) => Array::full_in((), Arg::Weak(weak), dtype, Order::C),
        value => cast(value.into_array()?, dtype),
    }
}

/// The dtype that arrays have in common, of which some are bare numbers: these are weak.
pub(crate) fn common_dtype(arrays: &[Array], bare: &[Option<Weak>]) -> Result<DType> {
    let kinds = arrays.iter().zip(bare).map(|(array, bare)| match bare {
        Some(weak) => TypeArg::Weak(*weak),
        None => TypeArg::Strong(array.dtype()),
    });
    result_type(&kinds.collect::<Vec<_>>())
}

/// The array and the axis to work along; without an axis, the flat array and its only one. An array without axes counts as
/// one of a single element.
pub(crate) fn along(array: &Array, axes: &Axes) -> Result<(Array, usize)> {
    match axes.single()? {
        None => Ok((array.ravel()?, 0)),
        Some(axis) if array.ndim() == 0 => Ok((array.ravel()?, normalize_axis(axis, 1)?)),
        Some(axis) => Ok((array.clone(), normalize_axis(axis, array.ndim())?)),
    }
}

/// The axes named, counted from the front; all of them with `..`.
///
/// # Errors
/// An axis that the array does not have, or that is named twice.
pub(crate) fn all_axes(axes: &Axes, ndim: usize) -> Result<Vec<usize>> {
    let Some(list) = axes.list() else { return Ok((0..ndim).collect()) };
    let mut found = Vec::with_capacity(list.len());
    for &axis in list {
        let axis = normalize_axis(axis, ndim)?;
        if found.contains(&axis) {
            return Err(ShapeError::RepeatedAxis { context: "" }.into());
        }
        found.push(axis);
    }
    Ok(found)
}

/// A sequence of arrays: a tuple, array, slice or vector of arrays or of what [`array!`](nd_core::array!) takes.
///
/// ```
/// use nd_core::{Array, array};
/// use nd_index::vstack;
/// let (a, b) = (array![1, 2], array![3, 4]);
/// let rows: Vec<Array> = vec![a.clone(), b.clone()];
/// assert_eq!(vstack([&a, &b])?.shape(), [2, 2]);
/// assert_eq!(vstack((&a, vec![0.5, 1.5]))?.to_string(), "[[1.  2. ]\n [0.5 1.5]]");
/// assert_eq!(vstack(&rows)?.shape(), [2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
pub trait Arrays: Sized {
    /// The items in order, bare numbers among them as what they are.
    ///
    /// # Errors
    /// An array without axes, which has no items.
    fn literals(self) -> Result<Vec<Literal>>;

    /// The arrays in order.
    ///
    /// # Errors
    /// A list that is no array.
    fn arrays(self) -> Result<Vec<Array>> {
        self.literals()?.into_iter().map(array_like).collect()
    }
}

impl<T: Into<Literal>, const N: usize> Arrays for [T; N] {
    fn literals(self) -> Result<Vec<Literal>> {
        Ok(self.into_iter().map(Into::into).collect())
    }
}

// impl Arrays for &[Array] { .. }, and so on.
macro_rules! lists {
    // $t: a list whose items are, or refer to, arrays.
    ($([$($g:tt)*] $t:ty),* $(,)?) => { $(
        impl $($g)* Arrays for $t {
            fn literals(self) -> Result<Vec<Literal>> {
                Ok(self.iter().map(|array| Literal::Array(Array::clone(array))).collect())
            }
        }
    )* };
}
lists!(
    [] &[Array], [] &[&Array], [] &Vec<Array>, [] &Vec<&Array>, [] Vec<&Array>,
    [<const N: usize>] &[Array; N], [<const N: usize>] &[&Array; N],
);

impl Arrays for Vec<Array> {
    fn literals(self) -> Result<Vec<Literal>> {
        Ok(self.into_iter().map(Literal::Array).collect())
    }
}

/// The sub-arrays along the first axis.
impl Arrays for &Array {
    fn literals(self) -> Result<Vec<Literal>> {
        Ok(self.iter()?.map(Literal::Array).collect())
    }
}

// impl<A: Into<Literal>, B: Into<Literal>> Arrays for (A, B) { .. }, and so on.
macro_rules! tuples {
    // $name: the types of the items.
    ($(($($name:ident),+)),* $(,)?) => { $(
        impl<$($name: Into<Literal>),+> Arrays for ($($name,)+) {
            #[allow(non_snake_case)]
            fn literals(self) -> Result<Vec<Literal>> {
                let ($($name,)+) = self;
                Ok(vec![$($name.into()),+])
            }
        }
    )* };
}
tuples!((A), (A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E), (A, B, C, D, E, F));

/// References to `arrays`, as the functions below take them.
pub(crate) fn refs(arrays: &[Array]) -> Vec<&Array> {
    arrays.iter().collect()
}
