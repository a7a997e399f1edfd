//! `s!` and `ix!`: one small muncher, which takes a part off the front of its input at a time.
//!
//! The two differ in the function that makes a [`Part`] of an expression: [`basic`] takes what selects a view,
//! [`part`] takes everything.

use nd_core::{Basic, Part};

/// A part of `s!`.
#[inline]
pub fn basic(part: impl Basic) -> Part {
    part.into()
}

/// A part of `ix!`.
#[inline]
pub fn part(part: impl Into<Part>) -> Part {
    part.into()
}

/// The parts of an index; gives an empty list its type.
#[inline]
pub fn parts<const N: usize>(parts: [Part; N]) -> [Part; N] {
    parts
}

/// An index for a view, as `[Part; N]`: integers, ranges with a step after `;`, `...`, [`NewAxis`](crate::NewAxis), variables.
///
/// Negative positions count from the end; ranges end before their stop and are cut to the axis, as in Python.
///
/// ```
/// use nd_index::{NewAxis, Part, s};
/// let x = nd_core::arange(10);
/// let (a, step) = (7, -2);
/// assert_eq!(x.slice(s![-3])?.to_string(), "7");
/// assert_eq!(x.slice(s![..100])?.size(), 10);
/// assert_eq!(x.slice(s![a..;step])?.to_string(), "[7 5 3 1]");
/// assert_eq!(x.slice(s![..;-1, NewAxis])?.shape(), [10, 1]);
/// assert_eq!(x.slice(s![])?.shape(), [10]);
/// assert!(matches!(s![..., 0], [Part::Ellipsis, Part::Int(0)]));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// What selects a copy is for [`ix!`](crate::ix):
///
/// ```compile_fail
/// nd_index::s![[0, 1]];
/// ```
#[doc(alias("numpy.s_", "numpy.index_exp"))]
#[macro_export]
macro_rules! s {
    ($($index:tt)*) => { $crate::__parts!([basic] [] $($index)*) };
}

/// Any index, as `[Part; N]`: what [`s!`](crate::s) takes, and arrays by reference or value, lists of positions, nested lists,
/// booleans and lists of them.
///
/// ```
/// use nd_index::{Slice, ix};
/// let x = nd_core::arange(12).reshape((3, 4))?;
/// let cols = nd_core::arange(2);
/// assert_eq!(x.get(ix![[0, -1], &cols])?.to_string(), "[0 9]");
/// assert_eq!(x.get(ix![[[0], [2]], [1, 3]])?.to_string(), "[[ 1  3]\n [ 9 11]]");
/// assert_eq!(x.get(ix![[true, false, true], ..;3])?.to_string(), "[[ 0  3]\n [ 8 11]]");
/// assert_eq!(x.get(ix![..., Slice { start: Some(2), stop: None, step: None }])?.shape(), [3, 2]);
/// assert_eq!(x.get(ix![true])?.shape(), [1, 3, 4]);
/// x.set(ix![.., vec![0, 3]], 0)?;
/// assert_eq!(x.to_string(), "[[ 0  1  2  0]\n [ 0  5  6  0]\n [ 0  9 10  0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.index_exp")]
#[macro_export]
macro_rules! ix {
    ($($index:tt)*) => { $crate::__parts!([part] [] $($index)*) };
}

/// The muncher behind `s!` and `ix!`. `s![1, ..;2]` expands in steps to
///
/// ```text
/// __parts!([basic] [] 1, ..;2)
/// __parts!([basic] [basic(1),] ..;2)
/// __parts!([basic] [basic(1), Part::Slice(Slice::from(..).by(2)),])
/// { let parts = parts([basic(1), Part::Slice(Slice::from(..).by(2)),]); parts }
/// ```
///
/// The arms for `...` stand first because an attempt to read it as an expression ends the expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! __parts {
    // $make: the function for expressions; $done: parts, each with its comma; $rest: input after the first comma.
    ([$make:ident] [$($done:tt)*]) => {{
        // `8..2` is no mistake before a step of -1.
        #[allow(clippy::reversed_empty_ranges)]
        let parts = $crate::parts([$($done)*]);
        parts
    }};
    ([$make:ident] [$($done:tt)*] ... $(, $($rest:tt)*)?) => {
        $crate::__parts!([$make] [$($done)* $crate::Part::Ellipsis,] $($($rest)*)?)
    };
    // $range: a range; $step: its step.
    ([$make:ident] [$($done:tt)*] $range:expr ; $step:expr $(, $($rest:tt)*)?) => {
        $crate::__parts!(
            [$make] [$($done)* $crate::Part::Slice($crate::Slice::from($range).by($step)),] $($($rest)*)?
        )
    };
    // $part: any other part.
    ([$make:ident] [$($done:tt)*] $part:expr $(, $($rest:tt)*)?) => {
        $crate::__parts!([$make] [$($done)* $crate::$make($part),] $($($rest)*)?)
    };
}
