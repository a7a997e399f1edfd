//! What a caller may ask of a transform: a length, an axis, a scale.

use nd_core::{Array, Axes, IntoShape};

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
pub struct FftOptions<'a> {
    pub(crate) n: Option<isize>,
    pub(crate) axis: isize,
    pub(crate) norm: Norm,
    pub(crate) out: Option<&'a Array>,
}

impl Default for FftOptions<'_> {
    fn default() -> Self {
        FftOptions { n: None, axis: -1, norm: Norm::default(), out: None }
    }
}

impl<'a> FftOptions<'a> {
    /// A transform of the last axis.
    pub fn new() -> Self {
        FftOptions::default()
    }

    /// Cuts the axis to `n` points, or fills it up with zeros. For a real result, its length.
    pub fn n(mut self, n: usize) -> Self {
        self.n = Some(isize::try_from(n).unwrap_or(isize::MAX));
        self
    }

    /// Transforms `axis`.
    pub fn axis(mut self, axis: isize) -> Self {
        self.axis = axis;
        self
    }

    /// Scales as `norm` says.
    pub fn norm(mut self, norm: Norm) -> Self {
        self.norm = norm;
        self
    }

    /// Writes the result to `out`, which is returned.
    ///
    /// ```
    /// use nd_fft::{FftOptions, fft};
    /// let (x, out) = (nd_core::array![1.0, 2.0], nd_core::zeros(2, "c16")?);
    /// fft(&x, FftOptions::new().out(&out))?;
    /// assert_eq!(out.to_string(), "[ 3.+0.j -1.+0.j]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
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
pub struct FftnOptions<'a> {
    pub(crate) s: Option<Vec<isize>>,
    pub(crate) axes: Option<Axes>,
    pub(crate) norm: Norm,
    pub(crate) out: Option<&'a Array>,
}

impl<'a> FftnOptions<'a> {
    /// A transform of all axes.
    pub fn new() -> Self {
        FftnOptions::default()
    }

    /// Cuts axes to these numbers of points, or fills them up with zeros; an axis keeps its length where it is `-1`.
    ///
    /// ```
    /// use nd_fft::{FftnOptions, fftn};
    /// let x = nd_core::ones((2, 3), "f8")?;
    /// assert_eq!(fftn(&x, FftnOptions::new().s([-1, 4]))?.shape(), [2, 4]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn s(mut self, s: impl IntoShape) -> Self {
        self.s = Some(s.into_shape().requested().to_vec());
        self
    }

    /// Transforms `axes`, the last one first.
    pub fn axes(mut self, axes: impl Into<Axes>) -> Self {
        self.axes = Some(axes.into());
        self
    }

    /// Scales as `norm` says.
    pub fn norm(mut self, norm: Norm) -> Self {
        self.norm = norm;
        self
    }

    /// Writes the result to `out`, which is returned. As in NumPy, `fftn` and `ifftn` of several axes write each step there,
    /// which only fits if no axis but the last one named changes its length.
    ///
    /// ```
    /// use nd_fft::{FftnOptions, fftn};
    /// let (x, out) = (nd_core::ones((2, 2), "f8")?, nd_core::zeros((2, 2), "c16")?);
    /// fftn(&x, FftnOptions::new().out(&out))?;
    /// assert_eq!(out.to_string(), "[[4.+0.j 0.+0.j]\n [0.+0.j 0.+0.j]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
        self
    }
}

impl From<Norm> for FftOptions<'_> {
    fn from(norm: Norm) -> Self {
        FftOptions::new().norm(norm)
    }
}

impl From<core::ops::RangeFull> for FftOptions<'_> {
    fn from(_: core::ops::RangeFull) -> Self {
        FftOptions::new()
    }
}

impl From<Norm> for FftnOptions<'_> {
    fn from(norm: Norm) -> Self {
        FftnOptions::new().norm(norm)
    }
}

impl From<core::ops::RangeFull> for FftnOptions<'_> {
    fn from(_: core::ops::RangeFull) -> Self {
        FftnOptions::new()
    }
}

// impl From<i32> for FftOptions<'_> { .. }, and of arrays of it for FftnOptions; and so on.
macro_rules! from_axis {
    // $t: an integer type.
    ($($t:ty),*) => { $(
        impl From<$t> for FftOptions<'_> {
            fn from(axis: $t) -> Self {
                FftOptions::new().axis(isize::try_from(axis).unwrap_or(isize::MAX))
            }
        }
        impl From<$t> for FftnOptions<'_> {
            fn from(axis: $t) -> Self {
                FftnOptions::new().axes(axis)
            }
        }
        impl<const N: usize> From<[$t; N]> for FftnOptions<'_> {
            fn from(axes: [$t; N]) -> Self {
                FftnOptions::new().axes(axes)
            }
        }
    )* };
}
from_axis!(isize, i32, i64, usize);
