//! Coordinates of grids over arrays (`meshgrid`) and shapes (`indices`, `fromfunction`).

#![forbid(unsafe_code)]

use crate::like::{Arrays, refs};
use crate::tuple::IndexTuple;
use nd_core::{Array, IntoDType, IntoShape, Result, broadcast_arrays, stack, try_arange};

/// Which of the first two arrays of [`meshgrid`] runs along the first axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Indexing {
    /// The second, so that the first runs along the columns: Cartesian.
    #[default]
    Xy,
    /// The first: matrix.
    Ij,
}

/// The optional arguments of [`meshgrid`]: an [`Indexing`], or more from [`Mesh::new`].
#[derive(Clone, Copy, Debug)]
pub struct Mesh {
    indexing: Indexing,
    sparse: bool,
    copy: bool,
}

impl Mesh {
    /// Full copies.
    pub fn new(indexing: Indexing) -> Mesh {
        Mesh { indexing, sparse: false, copy: true }
    }

    /// Leaves the axes that an array does not run along at length one.
    pub fn sparse(mut self) -> Mesh {
        self.sparse = true;
        self
    }

    /// Gives views, read-only where one element stands for many.
    pub fn views(mut self) -> Mesh {
        self.copy = false;
        self
    }
}

/// Full copies, by rows and columns of a plot: `xy`.
impl From<core::ops::RangeFull> for Mesh {
    fn from(_: core::ops::RangeFull) -> Mesh {
        Mesh::new(Indexing::Xy)
    }
}

impl From<Indexing> for Mesh {
    fn from(indexing: Indexing) -> Mesh {
        Mesh::new(indexing)
    }
}

/// The coordinates of the grid whose axes are the arrays, one array for each.
///
/// ```
/// use nd_index::{Indexing, Mesh, meshgrid};
/// let grid = meshgrid((vec![1, 2, 3], vec![4, 5]), Indexing::Xy)?;
/// assert_eq!(grid[0].to_string(), "[[1 2 3]\n [1 2 3]]");
/// assert_eq!(grid[1].to_string(), "[[4 4 4]\n [5 5 5]]");
/// let open = meshgrid((vec![1, 2, 3], vec![4, 5]), Mesh::new(Indexing::Ij).sparse())?;
/// assert_eq!(open[0].shape(), [3, 1]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// More arrays than an array has axes, memory that cannot be had.
#[doc(alias = "numpy.meshgrid")]
pub fn meshgrid(arrays: impl Arrays, options: impl Into<Mesh>) -> Result<Vec<Array>> {
    let Mesh { indexing, sparse, copy } = options.into();
    let arrays = arrays.arrays()?;
    let ndim = arrays.len();
    let open = arrays.iter().enumerate().map(|(i, array)| {
        let axis = if indexing == Indexing::Xy && ndim > 1 && i < 2 { 1 - i } else { i };
        let mut shape = vec![1; ndim];
        shape[axis] = array.size();
        array.reshape(shape)
    });
    let mut grid = open.collect::<Result<Vec<_>>>()?;
    if !sparse {
        grid = broadcast_arrays(&refs(&grid))?;
    }
    if copy { grid.iter().map(|array| array.copy_in(nd_core::Order::K)).collect() } else { Ok(grid) }
}

/// The positions along each axis of an array of `shape`, stacked on a leading axis.
///
/// ```
/// let at = nd_index::indices((2, 2), "i8")?;
/// assert_eq!(at.to_string(), "[[[0 0]\n  [1 1]]\n\n [[0 1]\n  [0 1]]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative lengths, memory that cannot be had.
#[doc(alias = "numpy.indices")]
pub fn indices(shape: impl IntoShape, dtype: impl IntoDType) -> Result<Array> {
    let (shape, dtype) = (shape.into_shape().lengths()?, dtype.into_dtype()?);
    if shape.is_empty() {
        return nd_core::empty(0, dtype);
    }
    let open = sparse_indices(&shape, dtype)?;
    let full = open.iter().map(|axis| axis.broadcast_to(&shape)).collect::<Result<Vec<_>>>()?;
    stack(&refs(&full), 0)
}

/// [`indices`] without repetition: each array has the length of its axis and is one long along the others.
///
/// ```
/// let at = nd_index::sparse_indices((2, 3), "i8")?;
/// assert_eq!((at[0].shape(), at[1].shape()), (&[2, 1][..], &[1, 3][..]));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative lengths, memory that cannot be had.
pub fn sparse_indices(shape: impl IntoShape, dtype: impl IntoDType) -> Result<IndexTuple> {
    let (shape, dtype) = (shape.into_shape().lengths()?, dtype.into_dtype()?);
    let open = shape.iter().enumerate().map(|(axis, &n)| {
        let mut own = vec![1; shape.len()];
        own[axis] = n;
        crate::like::cast(try_arange(n)?, &dtype)?.reshape(own)
    });
    Ok(IndexTuple::new(open.collect::<Result<_>>()?))
}

/// What `function` makes of the positions along each axis of an array of `shape`, as `dtype`.
///
/// ```
/// let table = nd_index::fromfunction(|at| Ok(&at[0] * 10 + &at[1]), (2, 3), "i8")?;
/// assert_eq!(table.to_string(), "[[ 0  1  2]\n [10 11 12]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Those of `function`; negative lengths, memory that cannot be had.
#[doc(alias = "numpy.fromfunction")]
pub fn fromfunction(
    function: impl FnOnce(&[Array]) -> Result<Array>,
    shape: impl IntoShape,
    dtype: impl IntoDType,
) -> Result<Array> {
    let at = indices(shape, dtype)?;
    let axes: Vec<Array> = at.iter()?.collect();
    function(&axes)
}
