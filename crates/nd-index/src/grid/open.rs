//! Grids: `ix_` from lists, `mgrid` and `ogrid` from ranges.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::grid::range::{Span, float};
use crate::like::{Arrays, refs};
use crate::tuple::IndexTuple;
use nd_core::{Arg, Array, DType, Result, Weak, broadcast_arrays, operators, stack, try_arange};

/// `array` on axis `axis` of `ndim`, the others of length one.
fn on_axis(array: &Array, axis: usize, ndim: usize) -> Result<Array> {
    let mut shape = vec![1; ndim];
    shape[axis] = array.size();
    array.reshape(shape)
}

/// An index for all combinations of the lists: each lies on an axis of its own. A list of booleans stands for the positions
/// that are true.
///
/// ```
/// use nd_index::ix_;
/// let m = nd_core::arange(20).reshape((4, 5))?;
/// assert_eq!(m.get(ix_([[1, 2], [3, 4]])?)?.to_string(), "[[ 8  9]\n [13 14]]");
/// assert_eq!(m.get(ix_((vec![0i64], [0, 1, 2]))?)?.shape(), [1, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A list of other than one axis.
#[doc(alias = "numpy.ix_")]
pub fn ix_(lists: impl Arrays) -> Result<IndexTuple> {
    let lists = lists.arrays()?;
    let ndim = lists.len();
    let open = lists.into_iter().enumerate().map(|(axis, list)| {
        if list.ndim() != 1 {
            return Err(FunctionError::Value("Cross index must be 1 dimensional").into());
        }
        let list = match list.dtype() {
            dtype if *dtype == DType::BOOL => list.true_positions()?,
            // An empty list has no dtype to speak of.
            dtype if list.is_empty() && dtype.kind() == 'f' => list.astype(DType::I64)?,
            _ => list,
        };
        on_axis(&list, axis, ndim)
    });
    Ok(IndexTuple::new(open.collect::<Result<_>>()?))
}

/// The coordinates along each axis of the grid over `spans`, each on an axis of its own.
///
/// [`ogrid!`](crate::ogrid!) is its notation.
///
/// ```
/// let grid = nd_index::ogrid([nd_index::Span::from(0..2), (0..3).into()])?;
/// assert_eq!((grid[0].shape(), grid[1].shape()), (&[2, 1][..], &[1, 3][..]));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A step of zero, memory that cannot be had.
#[doc(alias = "numpy.ogrid")]
pub fn ogrid(spans: impl AsRef<[Span]>) -> Result<IndexTuple> {
    let axes = axes(spans.as_ref())?;
    let ndim = axes.len();
    let open = axes.iter().enumerate().map(|(axis, array)| on_axis(array, axis, ndim));
    Ok(IndexTuple::new(open.collect::<Result<_>>()?))
}

/// The coordinates of all points of the grid over `spans`: an array for each axis, stacked. A single span gives its numbers.
///
/// [`mgrid!`](crate::mgrid!) is its notation.
///
/// ```
/// let grid = nd_index::mgrid([nd_index::Span::from(0..2), (0..3).into()])?;
/// assert_eq!(grid.to_string(), "[[[0 0 0]\n  [1 1 1]]\n\n [[0 1 2]\n  [0 1 2]]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A step of zero, memory that cannot be had.
#[doc(alias = "numpy.mgrid")]
pub fn mgrid(spans: impl AsRef<[Span]>) -> Result<Array> {
    let spans = spans.as_ref();
    match spans {
        [] => nd_core::zeros(0, DType::I64),
        // Alone, NumPy counts it by `arange`, whose steps round otherwise.
        [only] if !only.is_counted() => only.array(),
        [_] => axes(spans)?.remove(0).reshape(-1),
        _ => {
            let open = ogrid(spans)?;
            stack(&refs(&broadcast_arrays(&refs(&open))?), 0)
        }
    }
}

/// The numbers of each span, in the dtype that all spans have in common.
fn axes(spans: &[Span]) -> Result<Vec<Array>> {
    let grids = spans.iter().map(|span| span.grid()).collect::<Result<Vec<_>>>()?;
    let integers = grids.iter().all(|(_, step, start)| matches!((step, start), (Weak::Int(_), Weak::Int(_))));
    grids
        .into_iter()
        .map(|(count, step, start)| {
            if !integers {
                let (step, start) = (float(step), float(start));
                return try_arange(count)?.map(|i: i64| i as f64 * step + start);
            }
            let scaled = operators::MULTIPLY.binary(Arg::Array(&try_arange(count)?), Arg::Weak(step))?;
            operators::ADD.binary(Arg::Array(&scaled), Arg::Weak(start))
        })
        .collect()
}

/// The coordinates of all points of a grid: [`mgrid`](fn@crate::mgrid) of ranges with steps or, as in NumPy, counts.
///
/// ```
/// use nd_index::mgrid;
/// let grid = mgrid![0..5; 100j, 0..5; 100j]?;
/// assert_eq!(grid.shape(), [2, 100, 100]);
/// let (xs, ys) = (grid.slice(0)?, grid.slice(1)?);
/// assert_eq!(xs.slice((1, 0))?.item::<f64>()?, 0.050505050505050504);
/// assert_eq!(ys.slice((0, -1))?.item::<f64>()?, 5.0);
/// assert_eq!(mgrid![-1..2; 1]?.to_string(), "[-1  0  1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[macro_export]
macro_rules! mgrid {
    ($($spans:tt)*) => { $crate::mgrid($crate::__items!([Span] [] $($spans)*)) };
}

/// The coordinates along each axis of a grid: [`ogrid`](fn@crate::ogrid) of ranges with steps or counts.
///
/// ```
/// let grid = nd_index::ogrid![0..2, 0.0..1.0; 3j]?;
/// assert_eq!(grid.to_string(), "(array([[0.],\n       [1.]]), array([[0. , 0.5, 1. ]]))");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[macro_export]
macro_rules! ogrid {
    ($($spans:tt)*) => { $crate::ogrid($crate::__items!([Span] [] $($spans)*)) };
}

/// The muncher behind `mgrid!`, `ogrid!` and `r_!`. `mgrid![0..5; 100j, ..n]` expands in steps to
///
/// ```text
/// __items!([Span] [] 0..5; 100j, ..n)
/// __items!([Span] [Span::from(0..5).step(__step!(100j)).into(),] ..n)
/// __items!([Span] [Span::from(0..5).step(__step!(100j)).into(), Span::from(..n),])
/// [Span::from(0..5).step(__step!(100j)).into(), Span::from(..n),]
/// ```
///
/// A step of one token may be a count; a longer one is an expression.
#[doc(hidden)]
#[macro_export]
macro_rules! __items {
    // $kind: what items become; $done: items, each with its comma; $rest: input after the first comma.
    ([$kind:ident] [$($done:tt)*]) => {{
        // `3..1` is no mistake before a step of -1.
        #[allow(clippy::reversed_empty_ranges)]
        let items: Vec<$crate::$kind> = vec![$($done)*];
        items
    }};
    ([$kind:ident] [$($done:tt)*] $range:expr ; $step:tt $(, $($rest:tt)*)?) => {
        $crate::__items!(
            [$kind] [$($done)* $crate::$kind::from($crate::Span::from($range).step($crate::__step!($step))),]
            $($($rest)*)?
        )
    };
    ([$kind:ident] [$($done:tt)*] $range:expr ; $step:expr $(, $($rest:tt)*)?) => {
        $crate::__items!(
            [$kind] [$($done)* $crate::$kind::from($crate::Span::from($range).step($step)),] $($($rest)*)?
        )
    };
    ([$kind:ident] [$($done:tt)*] $item:expr $(, $($rest:tt)*)?) => {
        $crate::__items!([$kind] [$($done)* $crate::$kind::from($item),] $($($rest)*)?)
    };
}

/// The step that one token stands for: `100j` is a count, any other literal and any variable a difference.
#[doc(hidden)]
#[macro_export]
macro_rules! __step {
    ($step:literal) => {
        $crate::Step::literal(stringify!($step))
    };
    ($step:expr) => {
        $crate::Step::from($step)
    };
}
