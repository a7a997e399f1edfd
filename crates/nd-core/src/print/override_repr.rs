//! The caller's own function in place of NumPy's `repr`.

#![forbid(unsafe_code)]

use crate::array::Array;
use core::fmt;
use std::sync::Arc;

/// A function from an array to its text.
type Write = Arc<dyn Fn(&Array) -> String + Send + Sync>;

/// A function that `{:?}` and [`array_repr`](super::array_repr) use for whole arrays, if there is one; it is given none of the
/// other options.
///
/// ```
/// use nd_core::{OverrideRepr, PrintOptions, array, array_repr, array_str};
/// let override_repr = OverrideRepr::new(|x| format!("{} elements", x.size()));
/// let options = PrintOptions { override_repr, ..PrintOptions::default() };
/// assert_eq!(array_repr(&array![0.5, 1.0], &options)?, "2 elements");
/// assert_eq!(array_str(&array![0.5, 1.0], &options)?, "[0.5 1. ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct OverrideRepr(Option<Write>);

impl OverrideRepr {
    /// The function `write`.
    pub fn new(write: impl Fn(&Array) -> String + Send + Sync + 'static) -> OverrideRepr {
        OverrideRepr(Some(Arc::new(write)))
    }

    /// What the function makes of an array, if there is one.
    pub(super) fn text(&self, array: &Array) -> Option<String> {
        self.0.as_ref().map(|write| write(array))
    }
}

impl fmt::Debug for OverrideRepr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "a function" } else { "None" })
    }
}

impl PartialEq for OverrideRepr {
    /// Whether both have the very same function.
    fn eq(&self, other: &OverrideRepr) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl Eq for OverrideRepr {}
