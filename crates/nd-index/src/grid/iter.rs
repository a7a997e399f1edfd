//! Iteration in C order over positions, over elements with their positions, and over the flat array.

#![forbid(unsafe_code)]

use crate::like::array_like;
use crate::select::put::put_flat;
use nd_core::{Array, IntoShape, Literal, Part, Result, Scalar, try_arange};

/// The positions in an array of a shape, in C order; made by [`ndindex`].
#[derive(Clone, Debug)]
pub struct NdIndex {
    shape: Vec<usize>,
    next: Option<Vec<usize>>,
}

/// All positions in an array of `shape`, in C order.
///
/// ```
/// let all: Vec<Vec<usize>> = nd_index::ndindex((2, 2))?.collect();
/// assert_eq!(all, [[0, 0], [0, 1], [1, 0], [1, 1]]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative lengths.
#[doc(alias = "numpy.ndindex")]
pub fn ndindex(shape: impl IntoShape) -> Result<NdIndex> {
    let shape = shape.into_shape().lengths()?;
    let next = (!shape.contains(&0)).then(|| vec![0; shape.len()]);
    Ok(NdIndex { shape, next })
}

impl Iterator for NdIndex {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let at = self.next.take()?;
        let mut following = at.clone();
        for axis in (0..following.len()).rev() {
            following[axis] += 1;
            if following[axis] < self.shape[axis] {
                self.next = Some(following);
                break;
            }
            following[axis] = 0;
        }
        Some(at)
    }
}

/// The elements of an array with their positions; made by [`ndenumerate`].
#[derive(Clone, Debug)]
pub struct NdEnumerate {
    at: NdIndex,
    dtype: nd_core::DType,
    bytes: Vec<u8>,
    read: usize,
}

/// All elements with their positions, in C order, as they are at this moment.
///
/// ```
/// let x = nd_core::array![[1, 2], [3, 4]];
/// let (at, value) = nd_index::ndenumerate(&x)?.nth(2).unwrap();
/// assert_eq!((at, value.get::<i64>()?), (vec![1, 0], 3));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory borrowed for writing elsewhere.
#[doc(alias = "numpy.ndenumerate")]
pub fn ndenumerate(array: &Array) -> Result<NdEnumerate> {
    let (dtype, bytes) = (array.dtype().clone(), array.tobytes()?);
    Ok(NdEnumerate { at: ndindex(array.shape())?, dtype, bytes, read: 0 })
}

impl Iterator for NdEnumerate {
    type Item = (Vec<usize>, Scalar);

    fn next(&mut self) -> Option<(Vec<usize>, Scalar)> {
        let at = self.at.next()?;
        let end = self.read + self.dtype.itemsize();
        let value = Scalar::from_bytes(&self.dtype, self.bytes.get(self.read..end)?);
        self.read = end;
        Some((at, value))
    }
}

/// The elements of an array in C order, whatever its layout: NumPy's `x.flat`. Made by [`IndexExt::flat`](crate::IndexExt::flat).
///
/// ```
/// use nd_index::IndexExt as _;
/// let x = nd_core::arange(6).reshape((2, 3))?.t();
/// assert_eq!(x.flat().get(1)?.to_string(), "3");
/// x.flat().set(.., [1, 2])?; // values are repeated
/// assert_eq!(x.to_string(), "[[1 2]\n [1 2]\n [1 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "flatiter")]
pub struct Flat(pub(crate) Array);

impl Flat {
    /// The array itself.
    pub fn base(&self) -> &Array {
        &self.0
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.0.size()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A copy of the elements that `index` selects in the flat array.
    ///
    /// # Errors
    /// Positions out of bounds; memory that cannot be had or is borrowed elsewhere.
    pub fn get(&self, index: impl Into<Part>) -> Result<Array> {
        let positions = try_arange(self.len())?.get(index.into())?;
        crate::take(&self.0, positions, ..)
    }

    /// Writes `values`, repeated as often as needed, to the elements that `index` selects in the flat array.
    ///
    /// # Errors
    /// Positions out of bounds; a read-only array; memory that cannot be had or is borrowed elsewhere.
    pub fn set(&self, index: impl Into<Part>, values: impl Into<Literal>) -> Result<()> {
        let positions = try_arange(self.len())?.get(index.into())?.ravel()?;
        let values = array_like(values)?;
        if positions.is_empty() || values.is_empty() {
            return Ok(());
        }
        put_flat(&self.0, &positions, &values)
    }

    /// The elements with their positions, as they are at this moment.
    ///
    /// # Errors
    /// Memory borrowed for writing elsewhere.
    pub fn iter(&self) -> Result<NdEnumerate> {
        ndenumerate(&self.0)
    }
}
