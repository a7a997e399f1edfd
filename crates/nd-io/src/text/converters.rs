//! Functions of the caller's that read fields, by column or for all.

#![forbid(unsafe_code)]

use super::LoadTxtError;
use super::genfromtxt::convert::Convert;
use core::fmt;
use core::ops::RangeFull;
use nd_core::Scalar;
use std::sync::Arc;

/// The columns that a converter reads: one by its number in the file, where negative ones count from the last, or all, `..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Converted {
    /// This one.
    Column(isize),
    /// All.
    All,
}

impl From<RangeFull> for Converted {
    fn from(_: RangeFull) -> Converted {
        Converted::All
    }
}

impl From<isize> for Converted {
    fn from(column: isize) -> Converted {
        Converted::Column(column)
    }
}

impl From<i32> for Converted {
    fn from(column: i32) -> Converted {
        Converted::Column(column as isize)
    }
}

impl From<usize> for Converted {
    fn from(column: usize) -> Converted {
        Converted::Column(isize::try_from(column).unwrap_or(isize::MAX))
    }
}

/// Converters and what they are for; later ones count.
#[derive(Default)]
pub(super) struct Converters(Vec<(Converted, Convert)>);

impl fmt::Debug for Converters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(column, _)| column)).finish()
    }
}

impl Converters {
    pub(super) fn push<S: Into<Scalar>>(
        &mut self,
        column: Converted,
        convert: impl Fn(&str) -> Option<S> + Send + Sync + 'static,
    ) {
        self.0.push((column, Arc::new(move |field| convert(field).map(Into::into))));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The converter of each column of the result. As in NumPy, with `usecols` only columns that are named there by the same
    /// number have one, and of several such the first.
    ///
    /// # Errors
    /// Without `usecols`, a column that there is not.
    pub(super) fn of_columns(
        &self,
        width: usize,
        usecols: Option<&[isize]>,
    ) -> Result<Vec<Option<Convert>>, LoadTxtError> {
        let mut found = vec![None; width];
        for (column, convert) in &self.0 {
            let column = match *column {
                Converted::Column(column) => column,
                Converted::All => {
                    found.fill(Some(convert.clone()));
                    continue;
                }
            };
            let at = match usecols {
                Some(usecols) => usecols.iter().position(|&used| used == column),
                None => {
                    let from_front =
                        if column < 0 { column.checked_add_unsigned(width) } else { Some(column) };
                    let at = from_front.and_then(|at| usize::try_from(at).ok()).filter(|&at| at < width);
                    Some(at.ok_or(LoadTxtError::Converter { column, fields: width })?)
                }
            };
            if let Some(at) = at {
                found[at] = Some(convert.clone());
            }
        }
        Ok(found)
    }
}
