//! `r_` and `c_`: ranges, numbers and arrays joined in the notation of an index.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::grid::range::Span;
use crate::like::{cast, common_dtype, refs};
use core::ops::{Range, RangeFrom, RangeFull, RangeTo};
use nd_core::{Array, Complex, Element, Literal, Plain, Result, Scalar, Slice, Weak, concatenate};

/// One entry of [`r_!`](crate::r_!) or [`c_!`](crate::c_!).
#[derive(Clone)]
pub enum Entry {
    /// A range.
    Span(Span),
    /// A number, list or array.
    Value(Literal),
    /// The directive that may stand first: `"axis"`, `"axis,ndmin"`, `"axis,ndmin,place"`, `"r"` or `"c"`.
    Directive(String),
}

/// How entries are joined.
#[derive(Clone, Copy)]
struct Rule {
    axis: isize,
    ndmin: usize,
    /// Where the axes of an entry with less than `ndmin` go; -1: to the end.
    place: isize,
    /// Whether the result has two axes, and whether it is a column.
    matrix: Option<bool>,
}

/// The entries joined along the first axis, as [`r_!`](crate::r_!) writes them.
///
/// # Errors
/// A directive that is not understood or not first, entries of different shapes, dtypes without a common one.
#[doc(alias = "numpy.r_")]
pub fn r_(items: impl IntoIterator<Item = Entry>) -> Result<Array> {
    joined(items, Rule { axis: 0, ndmin: 1, place: -1, matrix: None })
}

/// The entries as columns, joined along the last axis, as [`c_!`](crate::c_!) writes them.
///
/// # Errors
/// As [`r_`](fn@crate::r_).
#[doc(alias = "numpy.c_")]
pub fn c_(items: impl IntoIterator<Item = Entry>) -> Result<Array> {
    joined(items, Rule { axis: -1, ndmin: 2, place: 0, matrix: None })
}

fn joined(items: impl IntoIterator<Item = Entry>, mut rule: Rule) -> Result<Array> {
    let mut arrays = Vec::new();
    let mut literals: Vec<Option<Weak>> = Vec::new();
    for (i, item) in items.into_iter().enumerate() {
        let (array, literal) = match item {
            Entry::Directive(_) if i > 0 => {
                return Err(FunctionError::Value("special directives must be the first entry.").into());
            }
            Entry::Directive(text) => {
                rule.read(&text)?;
                continue;
            }
            Entry::Span(span) => {
                let array = raised(&span.array()?, rule.ndmin)?;
                let last = array.ndim() as isize - 1;
                let stays = rule.place == -1 || rule.ndmin < 2;
                (if stays { array } else { array.swapaxes(last, rule.place)? }, None)
            }
            Entry::Value(literal) => {
                let (weak, array) = (literal.weak(), literal.into_array()?);
                (if weak.is_some() { raised(&array, rule.ndmin)? } else { rule.placed(&array)? }, weak)
            }
        };
        arrays.push(array);
        literals.push(literal);
    }
    if !arrays.is_empty() {
        let dtype = common_dtype(&arrays, &literals)?;
        arrays = arrays.into_iter().map(|array| cast(array, &dtype)).collect::<Result<_>>()?;
    }
    let joined = concatenate(&refs(&arrays), rule.axis)?;
    Ok(match rule.matrix {
        Some(column) if joined.ndim() < 2 => {
            let row = raised(&joined, 2)?;
            if column { row.t() } else { row }
        }
        _ => joined,
    })
}

/// `array` with leading axes of length one, to have at least `ndmin`.
fn raised(array: &Array, ndmin: usize) -> Result<Array> {
    let missing = ndmin.saturating_sub(array.ndim());
    array.expand_dims((0..missing).collect::<Vec<usize>>())
}

impl Rule {
    fn read(&mut self, text: &str) -> Result<()> {
        let unknown = || FunctionError::Value("unknown special directive");
        if let "r" | "c" = text {
            self.matrix = Some(text == "c");
            return Ok(());
        }
        let numbers: Vec<isize> = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| unknown()))
            .collect::<core::result::Result<_, _>>()?;
        match numbers[..] {
            [axis] => self.axis = axis,
            [axis, ndmin, place] => {
                (self.axis, self.ndmin, self.place) = (axis, ndmin.max(0) as usize, place);
            }
            [axis, ndmin, ..] => (self.axis, self.ndmin) = (axis, ndmin.max(0) as usize),
            [] => return Err(unknown().into()),
        }
        if self.ndmin > nd_core::MAX_NDIM {
            return Err(FunctionError::Value("ndmin must be <= ndmax (64)").into());
        }
        Ok(())
    }

    /// `array` with at least `ndmin` axes, its own in their place.
    fn placed(&self, array: &Array) -> Result<Array> {
        let raised = raised(array, self.ndmin)?;
        if self.place == -1 || array.ndim() >= self.ndmin {
            return Ok(raised);
        }
        let added = self.ndmin - array.ndim();
        let place = if self.place < 0 { self.place + added as isize + 1 } else { self.place };
        let place = place.clamp(0, self.ndmin as isize) as usize;
        let mut axes: Vec<usize> = (0..place).collect();
        axes.extend(added..self.ndmin);
        axes.extend(place..added);
        raised.transpose(axes)
    }
}

impl From<Span> for Entry {
    fn from(span: Span) -> Entry {
        Entry::Span(span)
    }
}

impl From<Slice> for Entry {
    fn from(slice: Slice) -> Entry {
        Entry::Span(slice.into())
    }
}

impl From<RangeFull> for Entry {
    fn from(range: RangeFull) -> Entry {
        Entry::Span(range.into())
    }
}

impl From<&str> for Entry {
    fn from(directive: &str) -> Entry {
        Entry::Directive(directive.to_owned())
    }
}

// impl<T: Into<Weak>> From<Range<T>> for Entry { .. }, and so on.
macro_rules! spans {
    // $range: a range type of one parameter.
    ($($range:ident),*) => { $( impl<T: Into<Weak>> From<$range<T>> for Entry {
        fn from(range: $range<T>) -> Entry {
            Entry::Span(range.into())
        }
    } )* };
}
spans!(Range, RangeTo, RangeFrom);

// impl From<i32> for Entry { .. }, and so on.
macro_rules! values {
    // $t: what a literal is made of.
    ($([$($g:tt)*] $t:ty),* $(,)?) => { $( impl $($g)* From<$t> for Entry {
        fn from(value: $t) -> Entry {
            Entry::Value(value.into())
        }
    } )* };
}
values!(
    [] i8, [] i16, [] i32, [] i64, [] isize, [] u8, [] u16, [] u32, [] u64, [] usize, [] f32, [] f64,
    [] Complex<f64>, [] bool, [] Scalar, [] Array, [] &Array, [] Literal, [<T: Plain>] Vec<T>,
    [<T: Element>] &[T], [<T: Element>] &Vec<T>, [<T: Into<Literal>, const N: usize>] [T; N],
);

/// Ranges, numbers and arrays joined along the first axis. A string first says how: `"axis,ndmin,place"`.
///
/// ```
/// use nd_core::{Slice, array};
/// use nd_index::r_;
/// let back = Slice { start: Some(3), stop: Some(1), step: Some(-1) };
/// assert_eq!(r_![..2, back, 2]?.to_string(), "[0 1 3 2 2]");
/// assert_eq!(r_![1..4, 0, 4]?.to_string(), "[1 2 3 0 4]");
/// assert_eq!(r_![0..1; 3j, [5, 6]]?.to_string(), "[0.  0.5 1.  5.  6. ]");
/// assert_eq!(r_!["0,2", [1, 2], &array![3, 4]]?.to_string(), "[[1 2]\n [3 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[macro_export]
macro_rules! r_ {
    ($($items:tt)*) => { $crate::r_($crate::__items!([Entry] [] $($items)*)) };
}

/// Ranges, lists and arrays as columns, joined along the last axis.
///
/// ```
/// assert_eq!(nd_index::c_![[1, 2], [3, 4]]?.to_string(), "[[1 3]\n [2 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[macro_export]
macro_rules! c_ {
    ($($items:tt)*) => { $crate::c_($crate::__items!([Entry] [] $($items)*)) };
}
