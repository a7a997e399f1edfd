//! Distinct elements, and where they are.

use crate::options::SortKind;
use crate::sort::{argsort, sort};
use nd_core::{Array, DType, Result, concatenate, empty, normalize_axis, ones, try_arange};
use nd_index::s;
use nd_ufunc::{MathExt, isnan, logical_and, not_equal, subtract};

/// The distinct elements of an array, ascending. NaNs count as one.
///
/// ```
/// assert_eq!(nd_sort::unique(&nd_core::array![[3, 1], [3, 2]])?.to_string(), "[1 2 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// [`Unique`] says where they are and how many of each.
///
/// # Errors
/// Elements without an order, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.unique")]
pub fn unique(a: &Array) -> Result<Array> {
    Ok(Unique::of(a).run()?.values)
}

/// `unique` with its optional arguments.
///
/// ```
/// use nd_sort::Unique;
/// let x = nd_core::array![[3, 1], [3, 2]];
/// let found = Unique::of(&x).index().inverse().counts().run()?;
/// assert_eq!(found.values.to_string(), "[1 2 3]");
/// assert_eq!(found.index.map(|a| a.to_string()).as_deref(), Some("[1 3 0]"));
/// assert_eq!(found.inverse.map(|a| a.to_string()).as_deref(), Some("[[2 0]\n [2 1]]"));
/// assert_eq!(found.counts.map(|a| a.to_string()).as_deref(), Some("[1 1 2]"));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "nothing is looked for until it is run"]
pub struct Unique<'a> {
    array: &'a Array,
    axis: Option<isize>,
    index: bool,
    inverse: bool,
    counts: bool,
    equal_nan: bool,
}

/// What [`Unique`] finds; the optional parts are there if they were asked for.
#[derive(Clone)]
#[non_exhaustive]
pub struct UniqueParts {
    /// The distinct elements, ascending; slices of the array, if an axis was named.
    pub values: Array,
    /// Where each is first, in the array without its axes or along the axis.
    pub index: Option<Array>,
    /// Which of the values each element is.
    pub inverse: Option<Array>,
    /// How often each is there.
    pub counts: Option<Array>,
}

impl<'a> Unique<'a> {
    /// Looks for the distinct elements of `array`.
    pub fn of(array: &'a Array) -> Unique<'a> {
        Unique { array, axis: None, index: false, inverse: false, counts: false, equal_nan: true }
    }

    /// Asks where each value is first.
    pub fn index(mut self) -> Self {
        self.index = true;
        self
    }

    /// Asks which of the values each element is.
    pub fn inverse(mut self) -> Self {
        self.inverse = true;
        self
    }

    /// Asks how often each value is there.
    pub fn counts(mut self) -> Self {
        self.counts = true;
        self
    }

    /// Looks for distinct slices along `axis` instead of elements.
    pub fn axis(mut self, axis: isize) -> Self {
        self.axis = Some(axis);
        self
    }

    /// Says whether NaNs count as one value, which they do by default.
    pub fn equal_nan(mut self, equal: bool) -> Self {
        self.equal_nan = equal;
        self
    }

    /// Finds them.
    ///
    /// # Errors
    /// An axis that the array does not have, elements without an order, memory that cannot be had or is borrowed.
    pub fn run(&self) -> Result<UniqueParts> {
        match self.axis {
            None => self.of_elements(),
            Some(axis) => self.of_slices(axis),
        }
    }

    fn wants_positions(&self) -> bool {
        self.index || self.inverse || self.counts
    }

    fn of_elements(&self) -> Result<UniqueParts> {
        let flat = self.array.ravel()?;
        let (order, sorted) = if self.wants_positions() {
            let order = argsort(&flat, SortKind::Stable)?;
            let sorted = flat.get(&order)?;
            (Some(order), sorted)
        } else {
            (None, sort(&flat, -1)?)
        };
        let first = self.firsts(&sorted)?;
        let mut parts = self.parts(sorted.get(&first)?, order.as_ref(), &first)?;
        if let Some(inverse) = parts.inverse.take() {
            parts.inverse = Some(inverse.reshape(self.array.shape())?);
        }
        Ok(parts)
    }

    /// A mask of the elements of a sorted array that differ from the one before.
    fn firsts(&self, sorted: &Array) -> Result<Array> {
        let n = sorted.size();
        if n < 2 {
            return ones(n, DType::BOOL);
        }
        let first = empty(n, DType::BOOL)?;
        first.slice(s![..1])?.fill(true)?;
        let (before, after) = (sorted.slice(s![..-1])?, sorted.slice(s![1..])?);
        let mut differ = differs(&before, &after)?;
        let times = matches!(sorted.dtype().kind(), 'm' | 'M');
        // NumPy finds the distinct times alone by their hashes, which are those of their bytes.
        if (self.equal_nan || (times && !self.wants_positions()))
            && (times || matches!(sorted.dtype().kind(), 'f' | 'c'))
            && isnan(&sorted.slice(-1)?)?.item::<bool>()?
        {
            // NaNs are last, and differ from what is not one.
            let (a, b) = (isnan(&before)?, isnan(&after)?);
            let both = nd_ufunc::logical_not(&logical_and(&a, &b)?)?;
            differ = logical_and(&differ, &both)?;
        }
        first.slice(s![1..])?.assign(&differ)?;
        Ok(first)
    }

    /// What was asked for, from the sorted order and the mask of first elements.
    fn parts(&self, values: Array, order: Option<&Array>, first: &Array) -> Result<UniqueParts> {
        let mut parts = UniqueParts { values, index: None, inverse: None, counts: None };
        let Some(order) = order else { return Ok(parts) };
        if self.index {
            parts.index = Some(order.get(first)?);
        }
        if self.inverse {
            let rank = subtract(&first.astype(DType::I64)?.cumsum(0)?, 1)?;
            let inverse = empty(order.shape(), DType::I64)?;
            inverse.set(order, &rank)?;
            parts.inverse = Some(inverse);
        }
        if self.counts {
            let n = order.size() as i64;
            let starts = try_arange(n)?.get(first)?;
            let ends = nd_core::full(1, n)?;
            let bounds = concatenate(&[&starts, &ends], 0)?;
            parts.counts = Some(subtract(&bounds.slice(s![1..])?, &bounds.slice(s![..-1])?)?);
        }
        Ok(parts)
    }

    /// Slices are sorted by their elements, the first one counting most.
    fn of_slices(&self, axis: isize) -> Result<UniqueParts> {
        let axis = normalize_axis(axis, self.array.ndim())? as isize;
        let slices = self.array.moveaxis(axis, 0)?;
        let n = slices.shape()[0];
        let width: usize = slices.shape()[1..].iter().product();
        let rows = slices.copy()?.reshape((n, width))?;
        let mut order = try_arange(n as i64)?;
        for column in (0..width).rev() {
            let by = argsort(&rows.slice(s![.., column])?.get(&order)?, SortKind::Stable)?;
            order = order.get(&by)?;
        }
        let sorted = rows.get(&order)?;
        let first = ones(n, DType::BOOL)?;
        if n > 1 && width > 0 {
            let differ = differs(&sorted.slice(s![..-1])?, &sorted.slice(s![1..])?)?;
            first.slice(s![1..])?.assign(differ.any(1)?)?;
        } else if n > 1 {
            first.slice(s![1..])?.fill(false)?;
        }
        let mut shape = slices.shape().to_vec();
        shape[0] = first.astype(DType::I64)?.sum(..)?.item::<i64>()? as usize;
        let values = sorted.get(&first)?.reshape(shape)?.moveaxis(0, axis)?;
        self.parts(values, Some(&order), &first)
    }
}

/// `a != b`; of elements without a meaning by their bytes.
fn differs(a: &Array, b: &Array) -> Result<Array> {
    if a.dtype().kind() != 'V' || !a.dtype().fields().is_empty() {
        return not_equal(a, b);
    }
    let size = a.itemsize().max(1);
    let (left, right) = (a.tobytes()?, b.tobytes()?);
    let differ = left.chunks_exact(size).zip(right.chunks_exact(size)).map(|(x, y)| x != y);
    Array::from_values(differ)?.reshape(a.shape())
}

/// The distinct elements, with NaNs all distinct, and all that [`Unique`] can tell of them.
///
/// ```
/// let found = nd_sort::unique_all(&nd_core::array![2, 2, 1])?;
/// assert_eq!(found.values.to_string(), "[1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`unique`].
#[doc(alias = "numpy.unique_all")]
pub fn unique_all(a: &Array) -> Result<UniqueParts> {
    Unique::of(a).index().inverse().counts().equal_nan(false).run()
}

/// The distinct elements, with NaNs all distinct, and how often each is there.
///
/// ```
/// let (values, counts) = nd_sort::unique_counts(&nd_core::array![2, 2, 1])?;
/// assert_eq!((values.to_string(), counts.to_string()), ("[1 2]".into(), "[1 2]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`unique`].
#[doc(alias = "numpy.unique_counts")]
pub fn unique_counts(a: &Array) -> Result<(Array, Array)> {
    let found = Unique::of(a).counts().equal_nan(false).run()?;
    let counts = found.counts.map_or_else(|| empty(0, DType::I64), Ok)?;
    Ok((found.values, counts))
}

/// The distinct elements, with NaNs all distinct, and which of them each element is.
///
/// ```
/// let (values, inverse) = nd_sort::unique_inverse(&nd_core::array![2, 2, 1])?;
/// assert_eq!((values.to_string(), inverse.to_string()), ("[1 2]".into(), "[1 1 0]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`unique`].
#[doc(alias = "numpy.unique_inverse")]
pub fn unique_inverse(a: &Array) -> Result<(Array, Array)> {
    let found = Unique::of(a).inverse().equal_nan(false).run()?;
    let inverse = found.inverse.map_or_else(|| empty(0, DType::I64), Ok)?;
    Ok((found.values, inverse))
}

/// The distinct elements, with NaNs all distinct.
///
/// ```
/// let x = nd_core::array![f64::NAN, 1.0, f64::NAN];
/// assert_eq!(nd_sort::unique_values(&x)?.to_string(), "[ 1. nan nan]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`unique`].
#[doc(alias = "numpy.unique_values")]
pub fn unique_values(a: &Array) -> Result<Array> {
    Ok(Unique::of(a).equal_nan(false).run()?.values)
}
