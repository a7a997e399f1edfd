//! Several index arrays that belong together: what `nonzero` returns and `x[...]` takes.

#![forbid(unsafe_code)]

use core::fmt;
use core::ops::Deref;
use nd_core::{Array, IntoIndex, Part};

/// A tuple of index arrays, one for each axis.
///
/// It is an index itself, a list of its arrays, and prints as NumPy prints the tuple.
///
/// ```
/// use nd_core::array;
/// let x = array![[0, 1], [0, 3]];
/// let found = nd_index::nonzero(&x)?;
/// assert_eq!(found.to_string(), "(array([0, 1]), array([1, 1]))");
/// assert_eq!(found[1].to_string(), "[1 1]");
/// assert_eq!(x.get(&found)?.to_string(), "[1 3]");
/// x.set(found, -1)?;
/// assert_eq!(x.to_string(), "[[ 0 -1]\n [ 0 -1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
pub struct IndexTuple(Vec<Array>);

impl IndexTuple {
    /// The tuple of `arrays`.
    pub fn new(arrays: Vec<Array>) -> IndexTuple {
        IndexTuple(arrays)
    }

    /// The parts of the index.
    fn parts(&self) -> Vec<Part> {
        self.0.iter().map(Part::from).collect()
    }
}

impl Deref for IndexTuple {
    type Target = [Array];

    fn deref(&self) -> &[Array] {
        &self.0
    }
}

impl IntoIterator for IndexTuple {
    type Item = Array;
    type IntoIter = std::vec::IntoIter<Array>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a IndexTuple {
    type Item = &'a Array;
    type IntoIter = core::slice::Iter<'a, Array>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIndex for IndexTuple {
    type Parts = Vec<Part>;

    fn into_index(self) -> Vec<Part> {
        self.0.into_iter().map(Part::from).collect()
    }
}

impl IntoIndex for &IndexTuple {
    type Parts = Vec<Part>;

    fn into_index(self) -> Vec<Part> {
        self.parts()
    }
}

impl fmt::Display for IndexTuple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comma = if self.0.len() == 1 { "," } else { "" };
        let inner: Vec<String> = self.0.iter().map(|array| format!("{array:?}")).collect();
        write!(f, "({}{comma})", inner.join(", "))
    }
}

impl fmt::Debug for IndexTuple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
