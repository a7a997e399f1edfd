//! Between positions in the flat array and positions along each axis.

use crate::error::FunctionError;
use crate::like::integers;
use crate::select::take::Mode;
use crate::tuple::IndexTuple;
use nd_core::{Array, ErrorKind, IntoShape, Literal, Order, Result, broadcast_arrays};

/// For each axis of `shape` how many elements one step along it passes, in C or F order.
fn steps(shape: &[usize], order: Order) -> Vec<i64> {
    let mut steps = vec![0; shape.len()];
    let mut step = 1i64;
    let mut place = |axis: usize| {
        steps[axis] = step;
        step = step.saturating_mul(shape[axis] as i64);
    };
    match order {
        Order::F => (0..shape.len()).for_each(&mut place),
        _ => (0..shape.len()).rev().for_each(&mut place),
    }
    steps
}

/// The positions along each axis of flat ones that lie inside.
pub(crate) fn columns(flat: &Array, shape: &[usize]) -> Result<Vec<Array>> {
    columns_in(flat, shape, Order::C)
}

fn columns_in(flat: &Array, shape: &[usize], order: Order) -> Result<Vec<Array>> {
    if let [_] = shape {
        return Ok(vec![flat.clone()]);
    }
    let slowest = if order == Order::F { shape.len() - 1 } else { 0 };
    let axes = shape.iter().zip(steps(shape, order)).enumerate();
    axes.map(|(axis, (&n, step))| {
        let (n, step) = (n.max(1) as i64, step.max(1));
        match (axis == slowest, step) {
            (true, _) => flat.map(|at: i64| at / step),
            (false, 1) => flat.map(|at: i64| at % n),
            (false, _) => flat.map(|at: i64| at / step % n),
        }
    })
    .collect()
}

/// The positions along each axis of an array of `shape` for positions in its flat form.
///
/// ```
/// use nd_index::unravel_index;
/// assert_eq!(unravel_index([5, 7], (2, 4), nd_core::Order::C)?.to_string(), "(array([1, 1]), array([1, 3]))");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Positions out of bounds or not of integers, negative lengths.
#[doc(alias = "numpy.unravel_index")]
pub fn unravel_index(indices: impl Into<Literal>, shape: impl IntoShape, order: Order) -> Result<IndexTuple> {
    let indices = index_integers(indices)?;
    let shape = shape.into_shape().lengths()?;
    let size = shape.iter().try_fold(1usize, |size, &n| size.checked_mul(n));
    let Some(size) = size.filter(|&size| isize::try_from(size).is_ok()) else {
        const MESSAGE: &str = "dimensions are too large; arrays and shapes with a total size greater than 'intp' are not supported.";
        return Err(FunctionError::Value(MESSAGE).into());
    };
    if let Some(index) = first_outside(&indices, size)? {
        return Err(FunctionError::Unravel { index, size }.into());
    }
    if shape.is_empty() {
        if indices.ndim() != 0 {
            return Err(FunctionError::Value("multiple indices are not supported for 0d array").into());
        }
        return Ok(IndexTuple::new(Vec::new()));
    }
    let indices = crate::like::cast(indices, &nd_core::DType::I64)?;
    // With a single axis the positions are the caller's own.
    let indices = if shape.len() == 1 { indices.copy()? } else { indices };
    Ok(IndexTuple::new(columns_in(&indices, &shape, order)?))
}

/// Integers of any dtype that casts within its kind.
fn index_integers(indices: impl Into<Literal>) -> Result<Array> {
    let array = crate::like::array_like(indices)?;
    if matches!(array.dtype().kind(), 'f' | 'c' | 'V') {
        if array.is_empty() {
            const MESSAGE: &str = "indices must be integral: the provided empty sequence was inferred as float. Wrap it with 'np.array(indices, dtype=np.intp)'";
            return Err(FunctionError::Type(MESSAGE).into());
        }
        return Err(FunctionError::Type("only int indices permitted").into());
    }
    integers(array, nd_core::Casting::SameKind)
}

/// The first position in C order that is not in `0..size`.
fn first_outside(positions: &Array, size: usize) -> Result<Option<i64>> {
    let mut found = None;
    positions.map(|at: i64| {
        if found.is_none() && (at < 0 || at as usize >= size) {
            found = Some(at);
        }
        false
    })?;
    Ok(found)
}

/// The optional arguments of [`ravel_multi_index`]: a [`Mode`] for all axes or one for each, and an order.
#[derive(Clone, Debug)]
pub struct Ravel {
    modes: Vec<Mode>,
    order: Order,
}

impl Ravel {
    /// One mode for each axis; one for all if there is only one.
    pub fn modes(modes: impl Into<Vec<Mode>>) -> Ravel {
        Ravel { modes: modes.into(), order: Order::C }
    }

    /// Counts in `order`.
    pub fn order(mut self, order: Order) -> Ravel {
        self.order = order;
        self
    }
}

impl From<Mode> for Ravel {
    fn from(mode: Mode) -> Ravel {
        Ravel::modes([mode])
    }
}

impl From<Order> for Ravel {
    fn from(order: Order) -> Ravel {
        Ravel::modes([Mode::Raise]).order(order)
    }
}

/// The positions in the flat form of an array of `shape` for positions along each axis.
///
/// ```
/// use nd_index::{Mode, ravel_multi_index};
/// assert_eq!(ravel_multi_index(([1, 0], [3, 2]), (2, 4), Mode::Raise)?.to_string(), "[7 2]");
/// assert_eq!(ravel_multi_index(([1], [9]), (2, 4), Mode::Clip)?.to_string(), "[7]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// More or fewer index arrays than lengths, positions out of bounds or not of integers.
#[doc(alias = "numpy.ravel_multi_index")]
pub fn ravel_multi_index(
    indices: impl crate::Arrays,
    shape: impl IntoShape,
    options: impl Into<Ravel>,
) -> Result<Array> {
    let Ravel { modes, order } = options.into();
    let shape = shape.into_shape().lengths()?;
    let indices = indices.arrays()?.into_iter().map(index_integers).collect::<Result<Vec<_>>>()?;
    if indices.len() != shape.len() {
        let message = format!("parameter multi_index must be a sequence of length {}", shape.len());
        return Err(FunctionError::Worded(ErrorKind::Value, message).into());
    }
    if modes.len() != 1 && modes.len() != shape.len() {
        return Err(FunctionError::Value("mode and dims lengths do not match").into());
    }
    let size = shape.iter().try_fold(1usize, |size, &n| size.checked_mul(n));
    if size.is_none_or(|size| size > isize::MAX as usize) {
        let message = "invalid dims: array size defined by dims is larger than the maximum possible size.";
        return Err(FunctionError::Value(message).into());
    }
    let indices = broadcast_arrays(&crate::like::refs(&indices))?;
    if shape.contains(&0) && indices.iter().any(|index| !index.is_empty()) {
        const MESSAGE: &str = "cannot unravel if shape has zero entries (is empty).";
        return Err(FunctionError::Value(MESSAGE).into());
    }
    let mut sum: Option<Array> = None;
    for (axis, (index, step)) in indices.into_iter().zip(steps(&shape, order)).enumerate() {
        let mode = modes.get(axis).or(modes.first()).copied().unwrap_or_default();
        if mode == Mode::Raise && first_outside(&index, shape[axis])?.is_some() {
            return Err(FunctionError::Value("invalid entry in coordinates array").into());
        }
        let scaled = mode.apply(index, shape[axis])?.map(|at: i64| at * step)?;
        sum = Some(match sum {
            None => scaled,
            Some(sum) => {
                nd_core::operators::ADD.assign(&sum, nd_core::Arg::Array(&scaled))?;
                sum
            }
        });
    }
    sum.map_or_else(|| Array::from_scalar(0i64), Ok)
}
