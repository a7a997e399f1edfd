//! Cutting an array along an axis; the parts are views.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use nd_core::{Array, Part, Result, Slice, normalize_axis};

/// Where to cut: into a number of parts, or before each of a list of positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sections {
    /// Into so many parts.
    Count(isize),
    /// Before these positions; negative ones count from the end.
    At(Vec<isize>),
}

// impl From<usize> for Sections { .. }, impl From<&[usize]> for Sections { .. }, and so on.
macro_rules! sections {
    // $t: an integer type.
    ($($t:ty),*) => { $(
        impl From<$t> for Sections {
            fn from(count: $t) -> Sections {
                Sections::Count(isize::try_from(count).unwrap_or(isize::MAX))
            }
        }
        impl From<&[$t]> for Sections {
            fn from(at: &[$t]) -> Sections {
                Sections::At(at.iter().map(|&at| isize::try_from(at).unwrap_or(isize::MAX)).collect())
            }
        }
        impl<const N: usize> From<[$t; N]> for Sections {
            fn from(at: [$t; N]) -> Sections {
                Sections::from(&at[..])
            }
        }
        impl From<Vec<$t>> for Sections {
            fn from(at: Vec<$t>) -> Sections {
                Sections::from(&at[..])
            }
        }
    )* };
}
sections!(i32, i64, isize, usize);

fn split_axis(array: &Array, axis: isize) -> Result<usize> {
    normalize_axis(axis, array.ndim()).map_err(|_| FunctionError::Index("tuple index out of range").into())
}

/// The array cut along `axis` into parts that are as equal as can be, the longer ones first, or at the positions given.
///
/// ```
/// let x = nd_core::arange(5);
/// let parts = nd_index::array_split(&x, 2, 0)?;
/// assert_eq!((parts[0].to_string(), parts[1].to_string()), ("[0 1 2]".into(), "[3 4]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No parts, more than memory holds, an axis that the array does not have.
#[doc(alias = "numpy.array_split")]
pub fn array_split(array: &Array, sections: impl Into<Sections>, axis: isize) -> Result<Vec<Array>> {
    let axis = split_axis(array, axis)?;
    let len = array.shape()[axis];
    let part = |start: isize, stop: Option<isize>| {
        array.slice(Part::along(axis, Slice { start: Some(start), stop, step: None }))
    };
    match sections.into() {
        Sections::Count(count) if count <= 0 => {
            Err(FunctionError::Value("number sections must be larger than 0.").into())
        }
        Sections::Count(count) => {
            let (each, extra) = (len as isize / count, len as isize % count);
            let start = |i: isize| i * each + i.min(extra);
            let mut parts: Vec<Array> = nd_core::error::room(count as usize)?;
            for i in 0..count {
                parts.push(part(start(i), Some(start(i + 1)))?);
            }
            Ok(parts)
        }
        Sections::At(at) => {
            let starts = core::iter::once(0).chain(at.iter().copied());
            let stops = at.iter().copied().map(Some).chain([Some(len as isize)]);
            starts.zip(stops).map(|(start, stop)| part(start, stop)).collect()
        }
    }
}

/// The array cut along `axis` into equal parts, or at the positions given.
///
/// ```
/// let x = nd_core::arange(6);
/// let parts = nd_index::split(&x, 3, 0)?;
/// assert_eq!(parts[2].to_string(), "[4 5]");
/// let parts = nd_index::split(&x, [1, 4], 0)?;
/// assert_eq!(parts.iter().map(|p| p.size()).collect::<Vec<_>>(), [1, 3, 2]);
/// parts[0].fill(9)?; // parts are views
/// assert_eq!(x.to_string(), "[9 1 2 3 4 5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A number of parts that does not divide the axis, an axis that the array does not have.
#[doc(alias = "numpy.split")]
pub fn split(array: &Array, sections: impl Into<Sections>, axis: isize) -> Result<Vec<Array>> {
    let sections = sections.into();
    if let Sections::Count(count) = sections {
        let len = array.shape()[split_axis(array, axis)?] as isize;
        if count == 0 {
            let message = "integer modulo by zero".to_owned();
            return Err(FunctionError::Worded(nd_core::ErrorKind::ZeroDivision, message).into());
        }
        if len % count != 0 {
            return Err(FunctionError::Value("array split does not result in an equal division").into());
        }
    }
    array_split(array, sections, axis)
}

/// Cuts along the second axis; along the first if there is only one.
///
/// ```
/// let x = nd_core::arange(8).reshape((2, 4))?;
/// assert_eq!(nd_index::hsplit(&x, 2)?[1].to_string(), "[[2 3]\n [6 7]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`split`]; an array without axes.
#[doc(alias = "numpy.hsplit")]
pub fn hsplit(array: &Array, sections: impl Into<Sections>) -> Result<Vec<Array>> {
    if array.ndim() == 0 {
        return Err(FunctionError::SplitRank { function: "hsplit", least: 1 }.into());
    }
    split(array, sections, if array.ndim() > 1 { 1 } else { 0 })
}

/// Cuts along the first axis.
///
/// ```
/// let x = nd_core::arange(8).reshape((2, 4))?;
/// assert_eq!(nd_index::vsplit(&x, 2)?[1].to_string(), "[[4 5 6 7]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`split`]; less than two axes.
#[doc(alias = "numpy.vsplit")]
pub fn vsplit(array: &Array, sections: impl Into<Sections>) -> Result<Vec<Array>> {
    if array.ndim() < 2 {
        return Err(FunctionError::SplitRank { function: "vsplit", least: 2 }.into());
    }
    split(array, sections, 0)
}

/// Cuts along the third axis.
///
/// ```
/// let x = nd_core::arange(8).reshape((2, 2, 2))?;
/// assert_eq!(nd_index::dsplit(&x, 2)?[1].shape(), [2, 2, 1]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`split`]; less than three axes.
#[doc(alias = "numpy.dsplit")]
pub fn dsplit(array: &Array, sections: impl Into<Sections>) -> Result<Vec<Array>> {
    if array.ndim() < 3 {
        return Err(FunctionError::SplitRank { function: "dsplit", least: 3 }.into());
    }
    split(array, sections, 2)
}

/// The sub-arrays along `axis`, as views without it.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(nd_index::unstack(&x, 1)?[0].to_string(), "[0 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An axis that the array does not have.
#[doc(alias = "numpy.unstack")]
pub fn unstack(array: &Array, axis: isize) -> Result<Vec<Array>> {
    if array.ndim() == 0 {
        return Err(FunctionError::Value("Input array must be at least 1-d.").into());
    }
    Ok(array.moveaxis(axis, 0)?.iter()?.collect())
}
