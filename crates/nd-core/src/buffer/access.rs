//! What a borrow does with the bytes: look at them or change them.

#![forbid(unsafe_code)]

use core::fmt;

/// Whether a borrow only looks at the bytes or may change them. `Write` is the stronger and includes reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Access {
    /// Any number of these may overlap.
    Read,
    /// Overlaps nothing else.
    Write,
}

impl Access {
    /// Whether two borrows of common bytes with these accesses exclude each other.
    #[inline]
    pub(crate) fn excludes(self, other: Access) -> bool {
        self == Access::Write || other == Access::Write
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Access::Read => "reading",
            Access::Write => "writing",
        })
    }
}
