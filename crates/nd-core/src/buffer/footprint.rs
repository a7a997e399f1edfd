//! Which bytes of a buffer an access touches, in a form small enough to keep and quick to compare.
//!
//! Exact intersection of strided sets is a Diophantine problem. A footprint keeps a range and two *windows*, which
//! decide what programs do: halves of a matrix, even and odd elements, columns, fields of records. What it cannot
//! decide counts as a conflict, so the answer "disjoint" is always true.
//!
//! A window `(m, r, w)` says: every touched byte `b` satisfies `(b - r) mod m < w`. Sort the axes by stride, largest
//! first; for each prefix of that order, `m` is the gcd of the prefix's strides and `w` the item size plus the
//! extents of all other axes. `a[::2]` of 8-byte items gives `(16, 0, 8)`, `M[:, :k]` with rows of `S` bytes gives
//! `(S, 0, 8k)`. Of the prefixes whose window excludes anything, the two that cover the smallest share are kept.

#![forbid(unsafe_code)]

/// Axes that take part in the windows; the extents of further, smaller ones only widen them.
const AXES: usize = 8;

/// A residue class with a width: `(byte - residue) mod modulus < width`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Window {
    modulus: usize,
    residue: usize,
    width: usize,
}

impl Window {
    /// Excludes nothing.
    const ALL: Window = Window { modulus: 1, residue: 0, width: 1 };

    /// Whether no byte can be in both windows.
    fn separates(self, other: Window) -> bool {
        let g = gcd(self.modulus, other.modulus);
        let ahead = (other.residue % g + g - self.residue % g) % g;
        let behind = (g - ahead) % g;
        self.width <= ahead && other.width <= behind
    }

    /// Whether this window covers a smaller share of its period than `other` does.
    fn is_sharper_than(self, other: Window) -> bool {
        (self.width as u128 * other.modulus as u128) < (other.width as u128 * self.modulus as u128)
    }
}

/// The bytes that an access touches: inside a range, and inside two windows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Footprint {
    lo: usize,
    hi: usize,
    windows: [Window; 2],
}

impl Footprint {
    /// Every byte of the buffer.
    pub(crate) const WHOLE: Footprint = Footprint { lo: 0, hi: usize::MAX, windows: [Window::ALL; 2] };

    /// No byte at all; conflicts with nothing.
    pub(crate) const EMPTY: Footprint = Footprint { lo: 0, hi: 0, windows: [Window::ALL; 2] };

    /// The bytes of a strided block: `offset` is the byte offset of the element at index zero, `strides` are in
    /// bytes. An arithmetic overflow, which no valid layout causes, gives [`Footprint::WHOLE`].
    pub(crate) fn of(offset: usize, itemsize: usize, shape: &[usize], strides: &[isize]) -> Footprint {
        debug_assert_eq!(shape.len(), strides.len());
        if itemsize == 0 || shape.contains(&0) {
            return Footprint::EMPTY;
        }
        Footprint::checked(offset, itemsize, shape, strides).unwrap_or(Footprint::WHOLE)
    }

    fn checked(offset: usize, itemsize: usize, shape: &[usize], strides: &[isize]) -> Option<Footprint> {
        let mut lo = offset;
        let mut hi = offset.checked_add(itemsize)?;
        // (stride, extent) of the axes with the largest strides, largest first, and the width of everything else.
        let mut axes = [(0usize, 0usize); AXES];
        let mut count = 0;
        let mut width = itemsize;
        for (&n, &stride) in shape.iter().zip(strides) {
            if n == 1 || stride == 0 {
                continue;
            }
            let step = stride.unsigned_abs();
            let extent = step.checked_mul(n - 1)?;
            if stride < 0 {
                lo = lo.checked_sub(extent)?;
            } else {
                hi = hi.checked_add(extent)?;
            }
            width = width.checked_add(extent)?;
            let at = axes[..count].iter().position(|&(s, _)| s < step).unwrap_or(count);
            if at < AXES {
                axes.copy_within(at..AXES - 1, at + 1);
                axes[at] = (step, extent);
                count = (count + 1).min(AXES);
            }
        }
        let mut windows = [Window::ALL; 2];
        let mut modulus = 0;
        for &(step, extent) in &axes[..count] {
            // The larger stride first: packed axes nest, and one division shows it.
            modulus = if modulus == 0 { step } else { gcd(modulus, step) };
            width -= extent;
            if width >= modulus {
                continue;
            }
            let window = Window { modulus, residue: lo % modulus, width };
            if window.is_sharper_than(windows[0]) {
                windows = [window, windows[0]];
            } else if window.is_sharper_than(windows[1]) {
                windows[1] = window;
            }
        }
        Some(Footprint { lo, hi, windows })
    }

    /// Whether the two may have a byte in common. `false` is certain.
    pub(crate) fn conflicts(&self, other: &Footprint) -> bool {
        if self.hi <= other.lo || other.hi <= self.lo {
            return false;
        }
        !self.windows.iter().any(|a| other.windows.iter().any(|b| a.separates(*b)))
    }

    /// A footprint that contains both: the hull of the ranges, with the windows that both have.
    pub(crate) fn union(self, other: Footprint) -> Footprint {
        if self == other || other == Footprint::EMPTY {
            return self;
        }
        if self == Footprint::EMPTY {
            return other;
        }
        let windows = self.windows.map(|w| if other.windows.contains(&w) { w } else { Window::ALL });
        Footprint { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi), windows }
    }
}

/// Greatest common divisor; of anything and zero it is the former.
fn gcd(a: usize, b: usize) -> usize {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
