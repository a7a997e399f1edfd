//! Joining arrays after they have been given the axes to join along.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::{Arrays, refs};
use nd_core::{Array, Join, Literal, Result, concatenate};

/// The array with at least one axis.
///
/// ```
/// assert_eq!(nd_index::atleast_1d(&nd_core::full((), 3)?)?.shape(), [1]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// None.
#[doc(alias = "numpy.atleast_1d")]
pub fn atleast_1d(array: &Array) -> Result<Array> {
    if array.ndim() == 0 { array.reshape(1) } else { Ok(array.clone()) }
}

/// The array with at least two axes; added ones come first.
///
/// ```
/// assert_eq!(nd_index::atleast_2d(&nd_core::arange(3))?.shape(), [1, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// None.
#[doc(alias = "numpy.atleast_2d")]
pub fn atleast_2d(array: &Array) -> Result<Array> {
    match array.ndim() {
        0 => array.reshape((1, 1)),
        1 => array.expand_dims(0),
        _ => Ok(array.clone()),
    }
}

/// The array with at least three axes: `(n)` becomes `(1, n, 1)`, `(m, n)` becomes `(m, n, 1)`.
///
/// ```
/// assert_eq!(nd_index::atleast_3d(&nd_core::arange(3))?.shape(), [1, 3, 1]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// None.
#[doc(alias = "numpy.atleast_3d")]
pub fn atleast_3d(array: &Array) -> Result<Array> {
    match array.ndim() {
        0 => array.reshape((1, 1, 1)),
        1 => array.expand_dims([0, 2]),
        2 => array.expand_dims(2),
        _ => Ok(array.clone()),
    }
}

/// The arrays with the axes that `lift` gives them, joined along `axis`.
fn joined(
    arrays: impl Arrays,
    lift: fn(&Array) -> Result<Array>,
    axis: isize,
    options: Join<'_>,
) -> Result<Array> {
    let lifted = arrays.arrays()?.iter().map(lift).collect::<Result<Vec<_>>>()?;
    concatenate(&refs(&lifted), options.axis(axis))
}

fn as_rows(arrays: impl Arrays, options: Join<'_>) -> Result<Array> {
    joined(arrays, atleast_2d, 0, options)
}

fn side_by_side(arrays: impl Arrays, options: Join<'_>) -> Result<Array> {
    let arrays = arrays.arrays()?;
    let axis = if arrays.first().is_some_and(|first| first.ndim() < 2) { 0 } else { 1 };
    joined(arrays, atleast_1d, axis, options)
}

fn in_depth(arrays: impl Arrays, options: Join<'_>) -> Result<Array> {
    joined(arrays, atleast_3d, 2, options)
}

fn as_columns(arrays: impl Arrays, options: Join<'_>) -> Result<Array> {
    let column = |array: &Array| match array.ndim() {
        0 | 1 => Ok(atleast_2d(array)?.t()),
        _ => Ok(array.clone()),
    };
    joined(arrays, column, 1, options)
}

/// Modules beside the functions, for their options: `with_options! { vstack as_rows "[[1. 2.]\n [3. 4.]]"; }`.
macro_rules! with_options {
    // $name: the function; $joins: what does it; $shown: what it makes of two lists, in `float32`.
    ($($name:ident $joins:ident $shown:literal;)*) => { $(
        #[doc = concat!("The options of [`", stringify!($name), "`](fn@crate::", stringify!($name), ").")]
        pub mod $name {
            use super::{Array, Arrays, Join, Result};

            /// The arrays joined with the dtype, casting rule and output that `options` ask for; the axis is the function's.
            ///
            /// ```
            /// use nd_core::Join;
            /// let options = Join::default().dtype("f4")?;
            #[doc = concat!("let joined = nd_index::", stringify!($name), "::with([[1, 2], [3, 4]], options)?;")]
            #[doc = concat!("assert_eq!(joined.to_string(), \"", $shown, "\");")]
            /// # Ok::<(), nd_core::Error>(())
            /// ```
            ///
            /// # Errors
            /// As [`concatenate`](nd_core::concatenate).
            pub fn with(arrays: impl Arrays, options: Join<'_>) -> Result<Array> {
                super::$joins(arrays, options)
            }
        }
    )* };
}
with_options! {
    vstack as_rows "[[1. 2.]\\n [3. 4.]]";
    hstack side_by_side "[1. 2. 3. 4.]";
    dstack in_depth "[[[1. 3.]\\n  [2. 4.]]]";
    column_stack as_columns "[[1. 3.]\\n [2. 4.]]";
}

/// The arrays one below the other; those of one axis are rows. [`vstack::with`] has options.
///
/// ```
/// use nd_core::array;
/// let rows = nd_index::vstack([&array![1, 2], &array![3, 4]])?;
/// assert_eq!(rows.to_string(), "[[1 2]\n [3 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`concatenate`].
#[doc(alias = "numpy.vstack")]
#[doc(alias = "numpy.row_stack")]
pub fn vstack(arrays: impl Arrays) -> Result<Array> {
    as_rows(arrays, Join::default())
}

/// The arrays side by side: along the second axis, or the first if they have only one. [`hstack::with`] has options.
///
/// ```
/// use nd_core::array;
/// let row = nd_index::hstack([&array![1, 2], &array![3]])?;
/// assert_eq!(row.to_string(), "[1 2 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`concatenate`].
#[doc(alias = "numpy.hstack")]
pub fn hstack(arrays: impl Arrays) -> Result<Array> {
    side_by_side(arrays, Join::default())
}

/// The arrays one behind the other, along the third axis. [`dstack::with`] has options.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::dstack([&array![1, 2], &array![3, 4]])?.shape(), [1, 2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`concatenate`].
#[doc(alias = "numpy.dstack")]
pub fn dstack(arrays: impl Arrays) -> Result<Array> {
    in_depth(arrays, Join::default())
}

/// The arrays side by side; those of one axis are columns. [`column_stack::with`] has options.
///
/// ```
/// use nd_core::array;
/// let table = nd_index::column_stack([&array![1, 2], &array![3, 4]])?;
/// assert_eq!(table.to_string(), "[[1 3]\n [2 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`concatenate`].
#[doc(alias = "numpy.column_stack")]
pub fn column_stack(arrays: impl Arrays) -> Result<Array> {
    as_columns(arrays, Join::default())
}

/// An array made of blocks: the innermost lists are joined along the last axis, those around them along the last but one,
/// and so on.
///
/// ```
/// use nd_core::{eye, literal, ones, zeros};
/// let (a, b, c) = (eye(2, 2, 0, "f8")?, zeros((2, 1), "f8")?, ones((1, 3), "f8")?);
/// let whole = nd_index::block(literal![[&a, &b], [&c]])?;
/// assert_eq!(whole.to_string(), "[[1. 0. 0.]\n [0. 1. 0.]\n [1. 1. 1.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Lists of different depths, empty lists, blocks that do not fit.
#[doc(alias = "numpy.block")]
pub fn block(blocks: impl Into<Literal>) -> Result<Array> {
    let blocks = blocks.into();
    let first = first_place(&blocks, &[])?;
    if first.last() == Some(&None) {
        return Err(FunctionError::BlockEmpty { place: place(&first) }.into());
    }
    let depth = first.len();
    let ndim = most_axes(&blocks)?.max(depth);
    let whole = assembled(&blocks, depth, ndim)?;
    // A block alone would be given out as it is.
    if depth == 0 { whole.copy() } else { Ok(whole) }
}

/// The place of the first block if all lie equally deep; `None` stands for an empty list.
fn first_place(blocks: &Literal, path: &[Option<usize>]) -> Result<Vec<Option<usize>>> {
    let Literal::List(list) = blocks else { return Ok(path.to_vec()) };
    let mut first: Option<Vec<Option<usize>>> = None;
    for (i, node) in list.iter().enumerate() {
        let found = first_place(node, &[path, &[Some(i)]].concat())?;
        match &mut first {
            None => first = Some(found),
            Some(first) if first.len() != found.len() => {
                let (first, depth) = (first.len(), found.len());
                return Err(FunctionError::BlockDepth { first, found: depth, place: place(&found) }.into());
            }
            Some(first) if found.last() == Some(&None) => *first = found,
            Some(_) => {}
        }
    }
    Ok(first.unwrap_or_else(|| [path, &[None]].concat()))
}

fn place(path: &[Option<usize>]) -> String {
    let indices: String = path.iter().flatten().map(|i| format!("[{i}]")).collect();
    format!("arrays{indices}")
}

fn most_axes(blocks: &Literal) -> Result<usize> {
    Ok(match blocks {
        Literal::List(list) => {
            let all = list.iter().map(most_axes).collect::<Result<Vec<_>>>()?;
            all.into_iter().max().unwrap_or(0)
        }
        Literal::Array(array) => array.ndim(),
        _ => 0,
    })
}

/// The blocks joined: lists `depth` levels above the blocks along the axis that is `depth`-th from the end.
fn assembled(blocks: &Literal, depth: usize, ndim: usize) -> Result<Array> {
    match blocks {
        Literal::List(list) => {
            let parts =
                list.iter().map(|node| assembled(node, depth - 1, ndim)).collect::<Result<Vec<_>>>()?;
            concatenate(&refs(&parts), ndim as isize - depth as isize)
        }
        leaf => {
            let array = leaf.clone().into_array()?;
            array.expand_dims((0..ndim - array.ndim()).collect::<Vec<_>>())
        }
    }
}
