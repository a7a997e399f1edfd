//! Arrays as sets of their elements.

use crate::options::SortKind;
use crate::search::searchsorted;
use crate::sort::{argsort, sort};
use crate::unique::{Unique, unique};
use nd_core::kernel::sort::Side;
use nd_core::{Array, DType, Result, concatenate, empty, zeros};
use nd_index::s;
use nd_ufunc::{equal, logical_and, logical_not};

/// Both arrays without their axes, one behind the other.
fn joined(a: &Array, b: &Array) -> Result<Array> {
    concatenate(&[&a.ravel()?, &b.ravel()?], 0)
}

/// The sorted distinct elements that are in both arrays. [`intersect1d::with_indices`] says where they are, too.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_sort::intersect1d(&array![1, 3, 4, 3], &array![3, 1, 2, 1])?.to_string(), "[1 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a common one, elements without an order, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.intersect1d")]
pub fn intersect1d(a: &Array, b: &Array) -> Result<Array> {
    let all = sort(&joined(&unique(a)?, &unique(b)?)?, SortKind::Stable)?;
    if all.size() < 2 {
        return all.slice(s![..0]);
    }
    let before = all.slice(s![..-1])?;
    before.get(&equal(&all.slice(s![1..])?, &before)?)
}

/// The other form of [`intersect1d`](fn@crate::intersect1d).
pub mod intersect1d {
    use super::{Array, Result, SortKind, Unique, argsort, equal, joined};
    use nd_core::{DType, Slice, empty};
    use nd_ufunc::subtract;

    /// The elements that are in both arrays, and where each of them is first in the one and in the other, both without their
    /// axes: NumPy's `return_indices=True`.
    ///
    /// ```
    /// use nd_core::array;
    /// let (a, b) = (array![1, 1, 2, 3, 4], array![2, 1, 4, 6]);
    /// let (both, in_a, in_b) = nd_sort::intersect1d::with_indices(&a, &b)?;
    /// assert_eq!((both.to_string(), in_a.to_string(), in_b.to_string()), ("[1 2 4]".into(), "[0 2 4]".into(), "[1 0 2]".into()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`intersect1d`](fn@crate::intersect1d).
    pub fn with_indices(a: &Array, b: &Array) -> Result<(Array, Array, Array)> {
        let ((a, first_a), (b, first_b)) = (distinct(a)?, distinct(b)?);
        let all = joined(&a, &b)?;
        let order = argsort(&all, SortKind::Stable)?;
        let all = all.get(&order)?;
        // All but the last, and all but the first, of nothing too.
        let (before, behind) = (Slice::from(..all.size().max(1) - 1), Slice::from(1usize..));
        let same = equal(&all.slice(behind)?, &all.slice(before)?)?;
        let in_a = order.slice(before)?.get(&same)?;
        let in_b = subtract(&order.slice(behind)?.get(&same)?, a.size())?;
        Ok((all.slice(before)?.get(&same)?, first_a.get(&in_a)?, first_b.get(&in_b)?))
    }

    /// The distinct elements, and where each is first.
    fn distinct(a: &Array) -> Result<(Array, Array)> {
        let parts = Unique::of(a).index().run()?;
        let index = parts.index.map_or_else(|| empty(0, DType::I64), Ok)?;
        Ok((parts.values, index))
    }
}

/// The sorted distinct elements of either array.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_sort::union1d(&array![-1, 0, 1], &array![-2, 0, 2])?.to_string(), "[-2 -1  0  1  2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`intersect1d`](fn@crate::intersect1d).
#[doc(alias = "numpy.union1d")]
pub fn union1d(a: &Array, b: &Array) -> Result<Array> {
    unique(&joined(a, b)?)
}

/// The sorted distinct elements of `a` that are not in `b`.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_sort::setdiff1d(&array![1, 2, 3, 2, 4, 1], &array![3, 4, 5])?.to_string(), "[1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`intersect1d`](fn@crate::intersect1d).
#[doc(alias = "numpy.setdiff1d")]
pub fn setdiff1d(a: &Array, b: &Array) -> Result<Array> {
    let a = unique(a)?;
    a.get(&logical_not(&isin(&a, b)?)?)
}

/// The sorted distinct elements that are in exactly one of the arrays.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_sort::setxor1d(&array![1, 2, 3, 2, 4], &array![2, 3, 5, 7, 5])?.to_string(), "[1 4 5 7]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`intersect1d`](fn@crate::intersect1d).
#[doc(alias = "numpy.setxor1d")]
pub fn setxor1d(a: &Array, b: &Array) -> Result<Array> {
    let all = sort(&joined(&unique(a)?, &unique(b)?)?, -1)?;
    let n = all.size();
    if n < 2 {
        return Ok(all);
    }
    let same = equal(&all.slice(s![1..])?, &all.slice(s![..-1])?)?;
    let (with_next, with_previous) = (zeros(n, DType::BOOL)?, zeros(n, DType::BOOL)?);
    with_next.slice(s![..-1])?.assign(&same)?;
    with_previous.slice(s![1..])?.assign(&same)?;
    all.get(&logical_and(&logical_not(&with_next)?, &logical_not(&with_previous)?)?)
}

/// `test` for elements of `dtype`: where the common dtype of two of integers is of floats, which do not hold all of them,
/// without the numbers that `dtype` does not have.
fn comparable(test: &Array, dtype: &DType) -> Result<Array> {
    let both = nd_core::result_type(&[test.dtype().into(), dtype.into()]);
    if !matches!((test.dtype().kind(), dtype.kind()), ('i', 'u') | ('u', 'i'))
        || !both.is_ok_and(|both| both.kind() == 'f')
    {
        return Ok(test.clone());
    }
    let fits = match dtype.kind() {
        'u' => nd_ufunc::greater_equal(test, 0)?,
        _ => nd_ufunc::less_equal(test, i64::MAX)?,
    };
    test.get(&fits)?.astype(dtype)
}

/// Whether each element is one of `test`. NaN is none of anything. [`isin::inverted`] says whether it is not.
///
/// ```
/// use nd_core::array;
/// let x = array![[0, 2], [4, 6]];
/// assert_eq!(nd_sort::isin(&x, &array![1, 2, 4, 8])?.to_string(), "[[False  True]\n [ True False]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`intersect1d`](fn@crate::intersect1d).
#[doc(alias = "numpy.isin")]
#[doc(alias = "numpy.in1d")]
pub fn isin(element: &Array, test: &Array) -> Result<Array> {
    let test = comparable(&test.ravel()?, element.dtype())?;
    let sorted = sort(&test, -1)?;
    let n = sorted.size() as i64;
    if n == 0 {
        return zeros(element.shape(), DType::BOOL);
    }
    if element.is_empty() {
        return empty(element.shape(), DType::BOOL);
    }
    // What is larger than all of them is compared with the largest.
    let at = searchsorted(&sorted, element, Side::Left)?;
    let at = nd_ufunc::minimum(&at, n - 1)?;
    equal(&sorted.get(&at)?, element)
}

/// The other form of [`isin`](fn@crate::isin).
pub mod isin {
    use super::{Array, Result, logical_not};

    /// Whether each element is none of `test`: NumPy's `invert=True`.
    ///
    /// ```
    /// use nd_core::array;
    /// assert_eq!(nd_sort::isin::inverted(&array![0, 2], &array![1, 2])?.to_string(), "[ True False]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`isin`](fn@crate::isin).
    pub fn inverted(element: &Array, test: &Array) -> Result<Array> {
        logical_not(&super::isin(element, test)?)
    }
}
