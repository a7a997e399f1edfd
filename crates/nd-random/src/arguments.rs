//! What the methods take: ranges of integers, dtypes that may be left out, things to choose from and how.

#![forbid(unsafe_code)]

use core::ops::{Range, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use nd_core::{Array, DType, IntoDType, Result};

/// A dtype, or `..` for the one that the method draws by itself.
pub struct DTypeArg(Option<Result<DType>>);

impl DTypeArg {
    /// The dtype given, or `default`.
    pub(crate) fn or(self, default: DType) -> Result<DType> {
        self.0.unwrap_or(Ok(default))
    }
}

impl From<RangeFull> for DTypeArg {
    fn from(_: RangeFull) -> DTypeArg {
        DTypeArg(None)
    }
}

// impl From<DType> for DTypeArg { the dtype }, and so on.
macro_rules! dtypes {
    ($($t:ty),*) => { $( impl From<$t> for DTypeArg {
        fn from(dtype: $t) -> DTypeArg {
            DTypeArg(Some(dtype.into_dtype()))
        }
    } )* };
}
dtypes!(DType, &DType, &str);

/// The integers of a range, not yet checked against a dtype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first integer.
    pub low: i128,
    /// The end.
    pub high: i128,
    /// Whether the end is one of the integers: NumPy's `endpoint`.
    pub closed: bool,
}

/// Anything that names a range of integers: `0..10`, `1..=6`, `..10`; and `10` for those below it, as in NumPy.
pub trait IntRange {
    /// The ends of the range.
    fn span(self) -> Span;
}

impl IntRange for Span {
    fn span(self) -> Span {
        self
    }
}

/// An end beyond `i128` is beyond every dtype too, so it may saturate.
macro_rules! ranges {
    // $t: an integer type.
    ($($t:ty),*) => { $(
        impl IntRange for $t {
            fn span(self) -> Span {
                (..self).span()
            }
        }
        impl IntRange for Range<$t> {
            fn span(self) -> Span {
                Span { low: wide(self.start), high: wide(self.end), closed: false }
            }
        }
        impl IntRange for RangeInclusive<$t> {
            fn span(self) -> Span {
                Span { low: wide(*self.start()), high: wide(*self.end()), closed: true }
            }
        }
        impl IntRange for RangeTo<$t> {
            fn span(self) -> Span {
                Span { low: 0, high: wide(self.end), closed: false }
            }
        }
        impl IntRange for RangeToInclusive<$t> {
            fn span(self) -> Span {
                Span { low: 0, high: wide(self.end), closed: true }
            }
        }
    )* };
}
ranges!(i32, i64, isize, i128, u8, u32, u64, usize);

fn wide(value: impl TryInto<i128>) -> i128 {
    value.try_into().unwrap_or(i128::MAX)
}

/// One range of integers, or arrays of their ends.
pub enum Spans {
    /// One range.
    One(Span),
    /// Ends that broadcast against each other.
    Many {
        /// The first integers; zero if there are none.
        low: Option<Array>,
        /// The ends.
        high: Array,
        /// Whether the ends are among the integers.
        closed: bool,
    },
}

/// Anything that names ranges of integers: what is an [`IntRange`], and ranges of arrays, `&low..&high`, `low..=high`,
/// `..&high`. An array of one element, or of none of the axes, is the same end for all.
pub trait IntRanges {
    /// The ends.
    fn spans(self) -> Spans;
}

impl<T: IntRange> IntRanges for T {
    fn spans(self) -> Spans {
        Spans::One(self.span())
    }
}

// impl IntRanges for Range<Array> { from start to end }, and so on.
macro_rules! array_ranges {
    ($($t:ty),*) => { $(
        impl IntRanges for Range<$t> {
            fn spans(self) -> Spans {
                Spans::Many { low: Some(self.start.clone()), high: self.end.clone(), closed: false }
            }
        }
        impl IntRanges for RangeInclusive<$t> {
            fn spans(self) -> Spans {
                Spans::Many { low: Some(self.start().alias()), high: self.end().alias(), closed: true }
            }
        }
        impl IntRanges for RangeTo<$t> {
            fn spans(self) -> Spans {
                Spans::Many { low: None, high: self.end.clone(), closed: false }
            }
        }
        impl IntRanges for RangeToInclusive<$t> {
            fn spans(self) -> Spans {
                Spans::Many { low: None, high: self.end.clone(), closed: true }
            }
        }
    )* };
}
array_ranges!(Array, &Array);

/// What is permuted or chosen from: the integers below a number, or the rows of an array.
#[derive(Clone)]
pub enum Population {
    /// `0..n`.
    Count(i64),
    /// The sub-arrays along the first axis.
    Array(Array),
}

impl From<&Array> for Population {
    fn from(array: &Array) -> Population {
        Population::Array(array.clone())
    }
}

impl From<Array> for Population {
    fn from(array: Array) -> Population {
        Population::Array(array)
    }
}

/// Counts beyond `i64` saturate; no memory holds as many.
macro_rules! counts {
    ($($t:ty),*) => { $( impl From<$t> for Population {
        fn from(count: $t) -> Population {
            Population::Count(i64::try_from(count).unwrap_or(i64::MAX))
        }
    } )* };
}
counts!(i32, i64, usize, u64);

/// How [`Generator::choice`](crate::Generator::choice) and [`RandomState::choice`](crate::RandomState::choice) draw;
/// `..` stands for the defaults.
///
/// ```
/// use nd_random::{Choice, default_rng};
/// let drawn = default_rng(42)?.choice(10, 5, Choice::new().without_replacement())?;
/// assert_eq!(drawn.to_string(), "[5 3 7 0 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Choice {
    pub(crate) replace: bool,
    pub(crate) shuffle: bool,
    pub(crate) p: Option<Array>,
    pub(crate) axis: isize,
}

impl Choice {
    /// With replacement, every element as likely as every other.
    pub fn new() -> Choice {
        Choice { replace: true, shuffle: true, p: None, axis: 0 }
    }

    /// Every element at most once.
    #[doc(alias = "replace")]
    pub fn without_replacement(mut self) -> Choice {
        self.replace = false;
        self
    }

    /// Each element with its own probability.
    #[doc(alias = "p")]
    pub fn probabilities(mut self, p: &Array) -> Choice {
        self.p = Some(p.clone());
        self
    }

    /// The sub-arrays along this axis, not the first. The legacy method, which takes rows only, ignores it.
    ///
    /// ```
    /// use nd_random::{Choice, default_rng};
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let drawn = default_rng(42)?.choice(&x, 2, Choice::new().axis(1))?;
    /// assert_eq!(drawn.to_string(), "[[0 2]\n [3 5]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn axis(mut self, axis: isize) -> Choice {
        self.axis = axis;
        self
    }

    /// Leaves a sample without replacement in the order that it was found in, which is faster and not random. The
    /// legacy method has no such choice and ignores this one.
    #[doc(alias = "shuffle")]
    pub fn unshuffled(mut self) -> Choice {
        self.shuffle = false;
        self
    }
}

impl Default for Choice {
    fn default() -> Choice {
        Choice::new()
    }
}

impl From<RangeFull> for Choice {
    fn from(_: RangeFull) -> Choice {
        Choice::new()
    }
}
