//! What a caller may ask of a transform: a length, an axis, a scale.

use nd_core::Axes;

/// Which way of a transform is divided by the number of points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Norm {
    /// The inverse one.
    #[default]
    Backward,
    /// Each by the square root.
    Ortho,
    /// The forward one.
    Forward,
}

impl Norm {
    /// The other way round.
    pub(crate) fn swapped(self) -> Norm {
        match self {
            Norm::Backward => Norm::Forward,
            Norm::Ortho => Norm::Ortho,
            Norm::Forward => Norm::Backward,
        }
    }

    /// The factor of a transform of `n` points.
    pub(crate) fn factor(self, n: usize, inverse: bool) -> f64 {
        match (self, inverse) {
            (Norm::Backward, false) | (Norm::Forward, true) => 1.0,
            (Norm::Ortho, _) => 1.0 / (n as f64).sqrt(),
            _ => 1.0 / n as f64,
        }
    }
}

/// The optional arguments of a transform along one axis: the last one and as many points as it has, unless said otherwise.
/// An axis, `..` for none of them, and a [`Norm`] convert into options.
///
/// ```
/// use nd_fft::{FftOptions, fft};
/// let x = nd_core::array![1.0, 1.0];
/// assert_eq!(fft(&x, FftOptions::new().n(4))?.to_string(), "[2.+0.j 1.-1.j 0.+0.j 1.+1.j]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FftOptions {
    pub(crate) n: Option<isize>,
    pub(crate) axis: isize,
    pub(crate) norm: Norm,
}

impl Default for FftOptions {
    fn default() -> FftOptions {
        FftOptions { n: None, axis: -1, norm: Norm::default() }
    }
}

impl FftOptions {
    /// A transform of the last axis.
    pub fn new() -> FftOptions {
        FftOptions::default()
    }

    /// Cuts the axis to `n` points, or fills it up with zeros. For a real result, its length.
    pub fn n(mut self, n: usize) -> FftOptions {
        self.n = Some(isize::try_from(n).unwrap_or(isize::MAX));
        self
    }

    /// Transforms `axis`.
    pub fn axis(mut self, axis: isize) -> FftOptions {
        self.axis = axis;
        self
    }

    /// Scales as `norm` says.
    pub fn norm(mut self, norm: Norm) -> FftOptions {
        self.norm = norm;
        self
    }
}

/// The optional arguments of a transform along several axes.
///
/// ```
/// use nd_fft::{FftnOptions, fftn};
/// let x = nd_core::ones((2, 3), "f8")?;
/// assert_eq!(fftn(&x, FftnOptions::new().s([4, 3]))?.shape(), [4, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct FftnOptions {
    pub(crate) s: Option<Vec<isize>>,
    pub(crate) axes: Option<Axes>,
    pub(crate) norm: Norm,
}

impl FftnOptions {
    /// A transform of all axes.
    pub fn new() -> FftnOptions {
        FftnOptions::default()
    }

    /// Cuts axes to these numbers of points, or fills them up with zeros.
    pub fn s(mut self, s: impl AsRef<[usize]>) -> FftnOptions {
        let points = |&n: &usize| isize::try_from(n).unwrap_or(isize::MAX);
        self.s = Some(s.as_ref().iter().map(points).collect());
        self
    }

    /// Transforms `axes`, the last one first.
    pub fn axes(mut self, axes: impl Into<Axes>) -> FftnOptions {
        self.axes = Some(axes.into());
        self
    }

    /// Scales as `norm` says.
    pub fn norm(mut self, norm: Norm) -> FftnOptions {
        self.norm = norm;
        self
    }
}

impl From<Norm> for FftOptions {
    fn from(norm: Norm) -> FftOptions {
        FftOptions::new().norm(norm)
    }
}

impl From<core::ops::RangeFull> for FftOptions {
    fn from(_: core::ops::RangeFull) -> FftOptions {
        FftOptions::new()
    }
}

impl From<Norm> for FftnOptions {
    fn from(norm: Norm) -> FftnOptions {
        FftnOptions::new().norm(norm)
    }
}

impl From<core::ops::RangeFull> for FftnOptions {
    fn from(_: core::ops::RangeFull) -> FftnOptions {
        FftnOptions::new()
    }
}

// impl From<i32> for FftOptions { .. }, and of arrays of it for FftnOptions; and so on.
macro_rules! from_axis {
    // $t: an integer type.
    ($($t:ty),*) => { $(
        impl From<$t> for FftOptions {
            fn from(axis: $t) -> FftOptions {
                FftOptions::new().axis(isize::try_from(axis).unwrap_or(isize::MAX))
            }
        }
        impl From<$t> for FftnOptions {
            fn from(axis: $t) -> FftnOptions {
                FftnOptions::new().axes(axis)
            }
        }
        impl<const N: usize> From<[$t; N]> for FftnOptions {
            fn from(axes: [$t; N]) -> FftnOptions {
                FftnOptions::new().axes(axes)
            }
        }
    )* };
}
from_axis!(isize, i32, i64, usize);
