//! Iteration in C order over positions, over elements with their positions, and over the flat array.

#![forbid(unsafe_code)]

use crate::like::array_like;
use crate::select::put::put_flat;
use nd_core::{Array, IndexError, IntoShape, Literal, Order, Part, Result, Scalar, try_arange};

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
    /// A copy of the elements, in C order.
    elements: Array,
    /// How many of them have been read, a block at a time.
    read: usize,
    block: std::vec::IntoIter<Scalar>,
}

/// Elements that are read at a time.
const BLOCK: usize = 1024;

/// All elements with their positions, in C order, as they are at this moment: a copy, whose elements become [`Scalar`]s as the iteration
/// comes to them. Large arrays of numbers are better gone through by [`Array::with`].
///
/// ```
/// let x = nd_core::array![[1, 2], [3, 4]];
/// let (at, value) = nd_index::ndenumerate(&x)?.nth(2).unwrap();
/// assert_eq!((at, value.get::<i64>()?), (vec![1, 0], 3));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed for writing elsewhere.
#[doc(alias = "numpy.ndenumerate")]
pub fn ndenumerate(array: &Array) -> Result<NdEnumerate> {
    let (at, elements) = (ndindex(array.shape())?, array.flatten()?);
    let mut all = NdEnumerate { at, elements, read: 0, block: Vec::new().into_iter() };
    all.fill()?;
    Ok(all)
}

impl NdEnumerate {
    /// Reads the next block. Nobody else has the copy, so what the first block has not failed with no other one does.
    fn fill(&mut self) -> Result<()> {
        let end = self.elements.size().min(self.read + BLOCK);
        self.block = self.elements.slice(self.read..end)?.to_vec()?.into_iter();
        self.read = end;
        Ok(())
    }
}

impl Iterator for NdEnumerate {
    type Item = (Vec<usize>, Scalar);

    fn next(&mut self) -> Option<(Vec<usize>, Scalar)> {
        let at = self.at.next()?;
        if self.block.as_slice().is_empty() {
            self.fill().ok()?;
        }
        Some((at, self.block.next()?))
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
pub struct Flat {
    array: Array,
    at: usize,
}

impl Flat {
    pub(crate) fn new(array: Array) -> Flat {
        Flat { array, at: 0 }
    }

    /// The array itself.
    pub fn base(&self) -> &Array {
        &self.array
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.array.size()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.array.is_empty()
    }

    /// The position in the flat array of the element that comes next.
    pub fn index(&self) -> usize {
        self.at
    }

    /// The position along each axis of the element that comes next.
    pub fn coords(&self) -> Vec<usize> {
        let mut left = self.at;
        let mut coords = vec![0; self.array.ndim()];
        for (i, (at, &n)) in coords.iter_mut().zip(self.array.shape()).enumerate().rev() {
            // Past the last element the first axis counts on.
            (*at, left) = if i == 0 { (left, 0) } else { (left % n.max(1), left / n.max(1)) };
        }
        coords
    }

    /// The elements in C order as a new array.
    ///
    /// ```
    /// use nd_index::IndexExt as _;
    /// let x = nd_core::array![[1, 2], [3, 4]];
    /// assert_eq!(x.t().flat().copy()?.to_string(), "[1 3 2 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    pub fn copy(&self) -> Result<Array> {
        self.array.flatten()
    }

    /// A copy of the elements that `index` selects in the flat array.
    ///
    /// ```
    /// use nd_index::IndexExt as _;
    /// let x = nd_core::array![[1, 2], [3, 4]];
    /// assert_eq!((x.flat().get(-1)?.to_string(), x.flat().get([0, 2])?.to_string()), ("4".into(), "[1 3]".into()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Positions out of bounds; memory that cannot be had or is borrowed elsewhere.
    pub fn get(&self, index: impl Into<Part>) -> Result<Array> {
        let part = index.into();
        if let Part::Int(at) = part {
            return self.element(at)?.copy();
        }
        if self.array.is_c_contiguous() {
            return self.array.reshape(-1)?.get_in([part], Order::K);
        }
        crate::take(&self.array, self.positions(part)?, ..)
    }

    /// The element at a position of the flat array, as a view without axes.
    ///
    /// # Errors
    /// A position out of bounds.
    fn element(&self, at: isize) -> Result<Array> {
        let len = self.len();
        let found = if at < 0 { at.checked_add_unsigned(len) } else { Some(at) };
        let Some(mut left) = found.and_then(|at| usize::try_from(at).ok()).filter(|&at| at < len) else {
            return Err(IndexError::OutOfBounds { index: at as i64, axis: 0, size: len }.into());
        };
        if self.array.ndim() == 1 {
            return self.array.index_axis(0, left as isize);
        }
        let mut index = vec![Part::Int(0); self.array.ndim()];
        for (part, &n) in index.iter_mut().zip(self.array.shape()).rev() {
            *part = Part::Int((left % n) as isize);
            left /= n;
        }
        self.array.slice(index)
    }

    /// Writes `values`, repeated as often as needed, to the elements that `index` selects in the flat array.
    ///
    /// ```
    /// use nd_index::IndexExt as _;
    /// let x = nd_core::array![[1, 2], [3, 4]];
    /// x.flat().set(1..3, [7])?;
    /// assert_eq!(x.to_string(), "[[1 7]\n [7 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Positions out of bounds; a read-only array; memory that cannot be had or is borrowed elsewhere.
    pub fn set(&self, index: impl Into<Part>, values: impl Into<Literal>) -> Result<()> {
        let positions = self.positions(index.into())?.ravel()?;
        let values = array_like(values)?;
        if positions.is_empty() || values.is_empty() {
            return Ok(());
        }
        put_flat(&self.array, &positions, &values)
    }

    /// The positions in the flat array that `part` selects.
    fn positions(&self, part: Part) -> Result<Array> {
        match part {
            Part::Int(_) | Part::Slice(_) => {
                // One position, or evenly spaced ones, found in a view that takes no memory.
                let here = nd_core::zeros((), nd_core::DType::BOOL)?.broadcast_to(self.len())?;
                match part {
                    Part::Int(at) => {
                        here.slice([part])?;
                        Array::from_scalar(if at < 0 { at + self.len() as isize } else { at } as i64)
                    }
                    Part::Slice(slice) => {
                        here.slice([part])?;
                        let (start, n, step) = slice.resolve(self.len()).unwrap_or((0, 0, 1));
                        let (start, step) = (start as i64, if n < 2 { 1 } else { step as i64 });
                        try_arange((start, start + n as i64 * step, step))
                    }
                    _ => try_arange(0),
                }
            }
            part => try_arange(self.len())?.get(part),
        }
    }

    /// The elements with their positions, as they are at this moment.
    ///
    /// ```
    /// use nd_index::IndexExt as _;
    /// let x = nd_core::array![[1, 2], [3, 4]];
    /// let (at, value) = x.flat().iter()?.last().unwrap();
    /// assert_eq!((at, value.get::<i64>()?), (vec![1, 1], 4));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory borrowed for writing elsewhere.
    pub fn iter(&self) -> Result<NdEnumerate> {
        ndenumerate(&self.array)
    }
}

/// The elements from the next one on, each a view without axes.
impl Iterator for Flat {
    type Item = Array;

    fn next(&mut self) -> Option<Array> {
        if self.at >= self.len() {
            return None;
        }
        let index: Vec<Part> = self.coords().into_iter().map(Part::from).collect();
        self.at += 1;
        self.array.slice(index).ok()
    }
}
