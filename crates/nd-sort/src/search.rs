//! `searchsorted` and `digitize`: where values belong among sorted ones.

use crate::bytes;
use crate::error::SortError;
use nd_core::kernel::dispatch;
use nd_core::kernel::sort::{Side, search_sorted};
use nd_core::{Arg, Array, CoreCall, DType, Operand, Result, Scalar, concatenate, empty, result_type};
use nd_index::s;

/// The optional arguments of a search: before equal elements, unless said otherwise.
#[derive(Clone, Copy, Default)]
pub struct SearchOptions<'a> {
    side: Side,
    sorter: Option<&'a Array>,
}

impl<'a> SearchOptions<'a> {
    /// A search for the place before equal elements of a sorted array.
    pub fn new() -> SearchOptions<'a> {
        SearchOptions::default()
    }

    /// Places values on this side of equal elements.
    pub fn side(mut self, side: Side) -> Self {
        self.side = side;
        self
    }

    /// Positions that sort the array, for one that is not sorted itself.
    pub fn sorter(mut self, sorter: &'a Array) -> Self {
        self.sorter = Some(sorter);
        self
    }
}

/// The left side of a sorted array.
impl From<core::ops::RangeFull> for SearchOptions<'_> {
    fn from(_: core::ops::RangeFull) -> Self {
        SearchOptions::new()
    }
}

impl From<Side> for SearchOptions<'_> {
    fn from(side: Side) -> Self {
        SearchOptions::new().side(side)
    }
}

/// Where each value belongs in a sorted array with one axis: the number of elements before it. NaN is the largest value.
///
/// ```
/// use nd_sort::{Side, searchsorted};
/// let x = nd_core::array![1, 2, 2, 3];
/// assert_eq!(searchsorted(&x, 2, Side::Left)?.to_string(), "1");
/// assert_eq!(searchsorted(&x, nd_core::array![2, 9], Side::Right)?.to_string(), "[3 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array with another number of axes, dtypes without a common one, a sorter that does not fit, memory that cannot be
/// had or is borrowed.
#[doc(alias = "numpy.searchsorted")]
pub fn searchsorted<'a>(a: &Array, v: impl Operand, options: impl Into<SearchOptions<'a>>) -> Result<Array> {
    let options = options.into();
    match a.ndim() {
        0 => return Err(SortError::Depth.into()),
        1 => {}
        _ => return Err(SortError::Deep.into()),
    }
    let v = match v.operand() {
        Arg::Array(array) => array.clone(),
        Arg::Scalar(scalar) => Array::from_scalar(scalar)?,
        // As an array of its own: it may lie outside of the array's dtype.
        Arg::Weak(weak) => Array::from_scalar(Scalar::from_weak(weak, &weak.dtype()?)?)?,
    };
    let dtype = result_type(&[a.dtype().into(), v.dtype().into()])?;
    let sorted = match options.sorter {
        None => a.clone(),
        Some(sorter) => by_sorter(a, sorter)?,
    };
    let index = empty(v.shape(), DType::I64)?;
    if v.is_empty() {
        return Ok(index);
    }
    if dtype.temporal().is_some() {
        let (sorted, v) = (sorted.astype(&dtype)?.ordered_counts()?, v.astype(&dtype)?.ordered_counts()?);
        return searchsorted(&sorted, &v, SearchOptions { side: options.side, sorter: None });
    }
    let Some(num) = dtype.num() else { return search_bytes(&sorted, &v, &dtype, options.side) };
    let native = DType::from_num(num);
    // All values are one core, so that the searches overlap; without axes there is one value.
    let (needles, places) = (v.reshape(-1)?, index.reshape(-1)?);
    let call = CoreCall::new("searchsorted").read(&sorted, 1, &native).packed().read(&needles, 1, &native);
    call.packed().write(&places, 1, &DType::I64).packed().run(
        || (),
        |_, core| {
            let mut places = core.view_mut::<i64>(2);
            dispatch!(num, T => if let (Some(sorted), Some(needles), Some(places)) =
                (core.view::<T>(0).as_slice(), core.view::<T>(1).as_slice(), places.as_mut_slice())
            {
                search_sorted(sorted, needles, places, options.side);
            });
            Ok(())
        },
    )?;
    Ok(index)
}

/// The array in the order of its sorter.
fn by_sorter(a: &Array, sorter: &Array) -> Result<Array> {
    if !matches!(sorter.dtype().kind(), 'i' | 'u') {
        return Err(SortError::SorterType.into());
    }
    if sorter.size() != a.size() {
        return Err(SortError::SorterSize.into());
    }
    let len = a.size() as i64;
    let positions = sorter.astype(DType::I64)?;
    if positions.to_vec::<i64>()?.iter().any(|&at| !(0..len).contains(&at)) {
        return Err(SortError::SorterRange.into());
    }
    a.get(&positions)
}

/// A search among elements that are not numbers: of both, sorted together, each value's place is the number of array
/// elements before it.
fn search_bytes(sorted: &Array, v: &Array, dtype: &DType, side: Side) -> Result<Array> {
    let (sorted, needles) = (sorted.astype(dtype)?, v.ravel()?.astype(dtype)?);
    let n = sorted.size() as i64;
    // Ties go to what comes first in the joined array.
    let (joined, first_needle) = match side {
        Side::Left => (concatenate(&[&needles, &sorted], 0)?, 0),
        Side::Right => (concatenate(&[&sorted, &needles], 0)?, n),
    };
    let order = bytes::argsort(&joined, &[], "searchsorted")?.to_vec::<i64>()?;
    let mut places = vec![0i64; needles.size()];
    let mut before = 0;
    for at in order {
        match usize::try_from(at - first_needle).ok().and_then(|needle| places.get_mut(needle)) {
            Some(place) => *place = before,
            None => before += 1,
        }
    }
    Array::from_shape_vec(v.shape(), places)
}

/// The bin of each value: `i` such that `bins[i-1] <= x < bins[i]`, or with `right` `bins[i-1] < x <= bins[i]`; the other
/// way round for decreasing bins.
///
/// ```
/// let (x, bins) = (nd_core::array![0.2, 6.4, 3.0], nd_core::array![0.0, 1.0, 2.5, 4.0]);
/// assert_eq!(nd_sort::digitize(&x, &bins, false)?.to_string(), "[1 4 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Bins that go up and down; as [`searchsorted`].
#[doc(alias = "numpy.digitize")]
pub fn digitize(x: &Array, bins: &Array, right: bool) -> Result<Array> {
    if bins.ndim() != 1 {
        return Err(if bins.ndim() == 0 { SortError::Depth } else { SortError::Deep }.into());
    }
    let len = bins.size();
    let side = if right { Side::Left } else { Side::Right };
    if x.dtype().kind() == 'c' {
        return Err(SortError::ComplexValues.into());
    }
    // NaN is on neither side of anything.
    let falls = |a: &Array, b: &Array| nd_ufunc::any(&nd_ufunc::greater(a, b)?, ..)?.item::<bool>();
    if len < 2 {
        return searchsorted(bins, x, side);
    }
    let (low, high) = (bins.slice(s![..-1])?, bins.slice(s![1..])?);
    // The first two that differ tell the direction, as in NumPy; NaN makes it the second.
    let differs = nd_ufunc::not_equal(&low, &high)?;
    let at: i64 = nd_ufunc::argmax(&differs, ..)?.item()?;
    let rising = nd_ufunc::less(low.slice(at as isize)?, high.slice(at as isize)?)?.item::<bool>()?;
    if rising || !nd_ufunc::any(&differs, ..)?.item::<bool>()? {
        return match falls(&low, &high)? {
            true => Err(SortError::NotMonotonic.into()),
            false => searchsorted(bins, x, side),
        };
    }
    if falls(&high, &low)? {
        return Err(SortError::NotMonotonic.into());
    }
    let from_end = searchsorted(&bins.slice(s![..;-1])?, x, side)?;
    nd_ufunc::subtract(len as i64, &from_end)
}
