//! The parts of an index expression, and what can be written for them.
//!
//! An index is a list of [`Part`]s. The macros `s!` and `ix!` make an array of them on the stack; programs that build
//! indices at run time make a `Vec<Part>`, or a tuple of anything that converts. The parts of either can be inspected.

#![forbid(unsafe_code)]

use super::list::{List, list_array};
use crate::array::Array;
use core::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

/// One part of an index expression, between two commas of `x[...]` in NumPy.
///
/// ```
/// use nd_core::{Part, Slice};
/// let part = Part::from(1..);
/// assert!(matches!(part, Part::Slice(Slice { start: Some(1), stop: None, step: None })));
/// ```
#[derive(Clone, Debug)]
pub enum Part {
    /// A position; counted from the end if negative. Takes the axis out.
    Int(isize),
    /// A range of positions.
    Slice(Slice),
    /// As many full slices as the array has axes to spare.
    Ellipsis,
    /// A further axis of length one.
    NewAxis,
    /// A mask without axes: adds an axis of length one or none.
    Bool(bool),
    /// Integer positions, or a boolean mask over as many axes as it has.
    Array(Box<Array>),
}

impl Part {
    /// The index of a part of one axis: all of the axes in front of it, then `part`.
    ///
    /// ```
    /// use nd_core::Part;
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// assert_eq!(x.slice(Part::along(1, 1..))?.to_string(), "[[1 2]\n [4 5]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn along(axis: usize, part: impl Into<Part>) -> Index {
        // One more than an array can have is out of bounds for all.
        let mut index = vec![Part::Slice(Slice::FULL); axis.min(crate::layout::MAX_NDIM)];
        index.push(part.into());
        index
    }
}

/// An index built at run time: any number of parts.
///
/// ```
/// use nd_core::{Index, Part};
/// let x = nd_core::arange(24).reshape((2, 3, 4))?;
/// let mut index = Index::new();
/// for axis in 0..x.ndim() {
///     index.push(if axis == 1 { Part::from(0) } else { Part::from(..2) });
/// }
/// assert_eq!(x.slice(&index)?.to_string(), "[[ 0  1]\n [12 13]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
pub type Index = Vec<Part>;

/// A range of positions along an axis: Python's `slice`.
///
/// Missing ends mean the ends of the axis, in the direction of `step`. Negative ends count from the end of the axis,
/// and ends beyond it are moved to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[doc(alias = "slice")]
pub struct Slice {
    /// The first position.
    pub start: Option<isize>,
    /// The first position that is not selected.
    pub stop: Option<isize>,
    /// From one selected position to the next; 1 if missing; zero is an error where the slice is used.
    pub step: Option<isize>,
}

impl Slice {
    /// The whole axis.
    pub const FULL: Slice = Slice { start: None, stop: None, step: None };

    /// The same range with another step.
    ///
    /// ```
    /// use nd_core::Slice;
    /// assert_eq!(Slice::from(..).by(-1).step, Some(-1));
    /// ```
    pub fn by(self, step: impl Position) -> Slice {
        Slice { step: Some(step.position()), ..self }
    }
}

/// A further axis of length one, as a part of an index: NumPy's `None` or `newaxis`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[doc(alias = "newaxis")]
pub struct NewAxis;

/// As many full slices as needed, as a part of an index: `...`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ellipsis;

/// An integer that can be a position along an axis. Values beyond `isize` are out of bounds on every axis and are
/// moved to its ends.
pub trait Position: Copy {
    /// The position.
    fn position(self) -> isize;
}

/// What selects a view: an integer, a range, a [`Slice`], [`NewAxis`], [`Ellipsis`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not select a view",
    note = "`s!` takes integers, ranges, `Slice`, `NewAxis` and `Ellipsis`",
    note = "use `ix!` with `get` or `set` for arrays, lists and booleans"
)]
pub trait Basic: Into<Part> {}

impl<T: Position> Basic for T {}
impl Basic for NewAxis {}
impl Basic for Ellipsis {}

// impl Position for i8 { .. }, and so on.
macro_rules! position {
    // $t: an integer type.
    ($($t:ty),*) => { $(
        impl Position for $t {
            #[inline]
            #[allow(unused_comparisons)]
            fn position(self) -> isize {
                isize::try_from(self).unwrap_or(if self < 0 { isize::MIN } else { isize::MAX })
            }
        }
    )* };
}
position!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// The position after `last`; the position after -1 is the end of the axis.
fn after(last: isize) -> Option<isize> {
    last.checked_add(1).filter(|&stop| stop != 0)
}

impl From<RangeFull> for Slice {
    #[inline]
    fn from(_: RangeFull) -> Slice {
        Slice::FULL
    }
}

impl<T: Position> From<Range<T>> for Slice {
    #[inline]
    fn from(range: Range<T>) -> Slice {
        Slice { start: Some(range.start.position()), stop: Some(range.end.position()), step: None }
    }
}

impl<T: Position> From<RangeFrom<T>> for Slice {
    #[inline]
    fn from(range: RangeFrom<T>) -> Slice {
        Slice { start: Some(range.start.position()), stop: None, step: None }
    }
}

impl<T: Position> From<RangeTo<T>> for Slice {
    #[inline]
    fn from(range: RangeTo<T>) -> Slice {
        Slice { start: None, stop: Some(range.end.position()), step: None }
    }
}

impl<T: Position> From<RangeInclusive<T>> for Slice {
    #[inline]
    fn from(range: RangeInclusive<T>) -> Slice {
        Slice { start: Some(range.start().position()), stop: after(range.end().position()), step: None }
    }
}

impl<T: Position> From<RangeToInclusive<T>> for Slice {
    #[inline]
    fn from(range: RangeToInclusive<T>) -> Slice {
        Slice { start: None, stop: after(range.end.position()), step: None }
    }
}

impl<T: Position> From<T> for Part {
    #[inline]
    fn from(position: T) -> Part {
        Part::Int(position.position())
    }
}

// impl<T: Position> From<Range<T>> for Part { .. }, and so on.
macro_rules! part_from_slice {
    // $t: a range of positions `T`, or something else that is a slice.
    ($([$($g:tt)*] $t:ty),* $(,)?) => { $(
        impl $($g)* From<$t> for Part {
            #[inline]
            fn from(range: $t) -> Part {
                Part::Slice(Slice::from(range))
            }
        }

        impl $($g)* Basic for $t {}
    )* };
}
part_from_slice!(
    [] Slice, [] RangeFull, [<T: Position>] Range<T>, [<T: Position>] RangeFrom<T>, [<T: Position>] RangeTo<T>,
    [<T: Position>] RangeInclusive<T>, [<T: Position>] RangeToInclusive<T>,
);

impl From<NewAxis> for Part {
    #[inline]
    fn from(_: NewAxis) -> Part {
        Part::NewAxis
    }
}

impl From<Ellipsis> for Part {
    #[inline]
    fn from(_: Ellipsis) -> Part {
        Part::Ellipsis
    }
}

impl From<bool> for Part {
    #[inline]
    fn from(mask: bool) -> Part {
        Part::Bool(mask)
    }
}

impl From<Array> for Part {
    fn from(array: Array) -> Part {
        Part::Array(Box::new(array))
    }
}

impl From<&Array> for Part {
    fn from(array: &Array) -> Part {
        Part::Array(Box::new(array.clone()))
    }
}

impl<T: List, const N: usize> From<[T; N]> for Part {
    fn from(list: [T; N]) -> Part {
        Part::from(list_array(list))
    }
}

impl<T: List, const N: usize> From<&[T; N]> for Part
where
    [T; N]: Copy,
{
    fn from(list: &[T; N]) -> Part {
        Part::from(list_array(*list))
    }
}

impl<T: List + Copy> From<&[T]> for Part {
    fn from(list: &[T]) -> Part {
        Part::from(list_array(list.to_vec()))
    }
}

impl<T: List + Copy> From<&Vec<T>> for Part {
    fn from(list: &Vec<T>) -> Part {
        Part::from(list_array(list.clone()))
    }
}

impl<T: List> From<Vec<T>> for Part {
    fn from(list: Vec<T>) -> Part {
        Part::from(list_array(list))
    }
}

/// Anything that is an index: what `s!` and `ix!` make, a list of [`Part`]s, a tuple of things that are parts, or a
/// single one of these.
pub trait IntoIndex {
    /// The parts, owned or borrowed.
    type Parts: AsRef<[Part]>;

    /// The parts in order.
    fn into_index(self) -> Self::Parts;
}

impl<T: Into<Part>> IntoIndex for T {
    type Parts = [Part; 1];

    #[inline]
    fn into_index(self) -> [Part; 1] {
        [self.into()]
    }
}

// impl<const N: usize> IntoIndex for [Part; N] { the list itself }, and so on.
macro_rules! parts_as_they_are {
    // $t: a list of parts.
    ($([$($g:tt)*] $t:ty),* $(,)?) => { $(
        impl $($g)* IntoIndex for $t {
            type Parts = $t;

            #[inline]
            fn into_index(self) -> $t {
                self
            }
        }
    )* };
}
parts_as_they_are!(
    [<const N: usize>] [Part; N], [<'a, const N: usize>] &'a [Part; N], [<'a>] &'a [Part], [] Vec<Part>,
    [<'a>] &'a Vec<Part>,
);

impl IntoIndex for () {
    type Parts = [Part; 0];

    fn into_index(self) -> [Part; 0] {
        []
    }
}

// impl<A: Into<Part>, B: Into<Part>> IntoIndex for (A, B) { type Parts = [Part; 2]; .. }, and so on.
macro_rules! tuples {
    // $n: how many parts; $name: their types.
    ($($n:literal: $($name:ident)+),* $(,)?) => { $(
        impl<$($name: Into<Part>),+> IntoIndex for ($($name,)+) {
            type Parts = [Part; $n];

            #[inline]
            #[allow(non_snake_case)]
            fn into_index(self) -> [Part; $n] {
                let ($($name,)+) = self;
                [$($name.into()),+]
            }
        }
    )* };
}
tuples!(1: A, 2: A B, 3: A B C, 4: A B C D, 5: A B C D E, 6: A B C D E F);
