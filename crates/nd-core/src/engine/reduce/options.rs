//! What a caller may ask of a reduction: `sum(..)`, `sum(1)`, `sum([0, 2])`, `sum(axis(1).keepdims())`.

#![forbid(unsafe_code)]

use super::{ReduceError, reduced_axes};
use crate::array::Array;
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, Layout};
use nd_dtype::{DType, IntoDType, Item, Result, Scalar, Weak};

/// Which axes to reduce; all of them if none are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axes(pub(crate) Option<Vec<isize>>);

impl Axes {
    /// The axes named, as given; `None` for all.
    pub fn list(&self) -> Option<&[isize]> {
        self.0.as_deref()
    }

    /// The one axis named, `None` for all.
    ///
    /// # Errors
    /// Several axes where only one can be meant.
    pub fn single(&self) -> Result<Option<isize>> {
        match self.list() {
            None => Ok(None),
            Some([axis]) => Ok(Some(*axis)),
            Some(_) => Err(shape_error(ShapeError::OneAxis)),
        }
    }
}

impl From<core::ops::RangeFull> for Axes {
    fn from(_: core::ops::RangeFull) -> Axes {
        Axes(None)
    }
}

impl From<()> for Axes {
    /// No axis at all, NumPy's `axis=()`.
    fn from(_: ()) -> Axes {
        Axes(Some(Vec::new()))
    }
}

/// Axes may be named by any of the usual integers; those beyond `isize` are out of bounds anyway and saturate.
macro_rules! axes {
    ($($t:ty),*) => { $(
        impl From<$t> for Axes {
            fn from(axis: $t) -> Axes {
                Axes::from([axis])
            }
        }
        impl From<&[$t]> for Axes {
            fn from(axes: &[$t]) -> Axes {
                Axes(Some(axes.iter().map(|&axis| isize::try_from(axis).unwrap_or(isize::MAX)).collect()))
            }
        }
        impl<const N: usize> From<[$t; N]> for Axes {
            fn from(axes: [$t; N]) -> Axes {
                Axes::from(&axes[..])
            }
        }
        impl<const N: usize> From<&[$t; N]> for Axes {
            fn from(axes: &[$t; N]) -> Axes {
                Axes::from(&axes[..])
            }
        }
        impl From<Vec<$t>> for Axes {
            fn from(axes: Vec<$t>) -> Axes {
                Axes::from(&axes[..])
            }
        }
        impl From<($t, $t)> for Axes {
            fn from((first, second): ($t, $t)) -> Axes {
                Axes::from([first, second])
            }
        }
        impl From<($t, $t, $t)> for Axes {
            fn from((first, second, third): ($t, $t, $t)) -> Axes {
                Axes::from([first, second, third])
            }
        }
    )* };
}
axes!(isize, i32, i64, usize);

/// What a reduction starts from: a literal, which must fit the dtype that is folded in, or a scalar, which is cast.
#[derive(Clone, Debug)]
pub struct Initial(pub(crate) core::result::Result<Scalar, Weak>);

impl Initial {
    /// The value as an item of a closure.
    ///
    /// # Errors
    /// A value that is no such item.
    pub(crate) fn item<A: Item>(&self) -> Result<A> {
        A::from_scalar(&self.scalar()?)
    }

    /// The value; a literal has the dtype that it has alone.
    ///
    /// # Errors
    /// A literal of more than 64 bits.
    pub(crate) fn scalar(&self) -> Result<Scalar> {
        match &self.0 {
            Ok(value) => Ok(value.clone()),
            Err(literal) => Scalar::from_weak(*literal, &literal.dtype()?),
        }
    }
}

impl From<Scalar> for Initial {
    fn from(value: Scalar) -> Initial {
        Initial(Ok(value))
    }
}

impl From<bool> for Initial {
    fn from(value: bool) -> Initial {
        Initial(Ok(value.into()))
    }
}

macro_rules! literals {
    ($($t:ty),*) => { $( impl From<$t> for Initial {
        fn from(value: $t) -> Initial {
            Initial(Err(value.into()))
        }
    } )* };
}
literals!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Weak);

/// The optional arguments of a reduction. Everything that names axes converts into one.
#[derive(Clone, Default)]
pub struct ReduceOptions<'a> {
    /// The axes to reduce.
    pub axes: Axes,
    /// Whether reduced axes stay, with length one.
    pub keepdims: bool,
    /// The dtype to fold in.
    pub dtype: Option<DType>,
    /// Where to write the result.
    pub out: Option<&'a Array>,
    /// What to start from.
    pub initial: Option<Initial>,
    /// Which elements count: a boolean array that broadcasts to the input.
    pub where_: Option<&'a Array>,
    /// What variances subtract from the number of elements before they divide by it.
    pub ddof: f64,
    /// The mean that variances are around: one that broadcasts against the input, instead of the input's own.
    pub mean: Option<&'a Array>,
}

/// Options that reduce `axes`: an index, an array of them, or `..` for all.
///
/// ```
/// use nd_core::axis;
/// assert!(axis(1).dtype("f4")?.keepdims().keepdims);
/// # Ok::<(), nd_core::Error>(())
/// ```
pub fn axis<'a>(axes: impl Into<Axes>) -> ReduceOptions<'a> {
    ReduceOptions { axes: axes.into(), ..ReduceOptions::default() }
}

impl<'a> ReduceOptions<'a> {
    /// Keeps the reduced axes, with length one.
    pub fn keepdims(mut self) -> Self {
        self.keepdims = true;
        self
    }

    /// Folds in `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Writes the result to `out`.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
        self
    }

    /// Starts from `value`.
    pub fn initial(mut self, value: impl Into<Initial>) -> Self {
        self.initial = Some(value.into());
        self
    }

    /// Divides variances by the number of elements less `ddof`.
    pub fn ddof(mut self, ddof: f64) -> Self {
        self.ddof = ddof;
        self
    }

    /// Takes variances around `mean`, which is known already: as [`keepdims`](ReduceOptions::keepdims) leaves it.
    pub fn mean(mut self, mean: &'a Array) -> Self {
        self.mean = Some(mean);
        self
    }

    /// Counts only elements where `mask` is true.
    pub fn where_(mut self, mask: &'a Array) -> Self {
        self.where_ = Some(mask);
        self
    }
}

impl ReduceOptions<'_> {
    /// Whether nothing is asked for but the axes.
    pub(super) fn is_plain(&self) -> bool {
        let ReduceOptions { axes: _, keepdims, dtype, out, initial, where_, ddof, mean } = self;
        let values = dtype.is_none() && out.is_none() && initial.is_none() && where_.is_none();
        values && mean.is_none() && !keepdims && *ddof == 0.0
    }

    /// Refuses options that `function` does not have, by the keywords that NumPy gives them: `where`, `initial`, `ddof`,
    /// `mean`, `keepdims`, `dtype`. Axes and `out` are everybody's.
    ///
    /// # Errors
    /// An option that is given and not among `accepted`.
    pub fn accept(&self, function: &'static str, accepted: &[&'static str]) -> Result<()> {
        let given = [
            ("where", self.where_.is_some()),
            ("initial", self.initial.is_some()),
            ("ddof", self.ddof != 0.0),
            ("mean", self.mean.is_some()),
            ("keepdims", self.keepdims),
            ("dtype", self.dtype.is_some()),
        ];
        match given.into_iter().find(|(keyword, given)| *given && !accepted.contains(keyword)) {
            Some((keyword, _)) => Err(ReduceError::Keyword { function, keyword }.into()),
            None => Ok(()),
        }
    }
}

impl<A: Into<Axes>> From<A> for ReduceOptions<'_> {
    fn from(axes: A) -> Self {
        axis(axes)
    }
}

/// What a reduction does to a shape.
pub(crate) struct ReducedShape {
    /// The axes reduced, ascending.
    pub(crate) reduced: Vec<usize>,
    keepdims: bool,
}

impl ReducedShape {
    pub(crate) fn new(shape: &[usize], axes: &Axes, keepdims: bool) -> Result<ReducedShape> {
        Ok(ReducedShape { reduced: reduced_axes(axes, shape.len())?, keepdims })
    }

    /// The shape with every reduced axis of length one.
    pub(crate) fn full(&self, shape: &[usize]) -> Vec<usize> {
        let mut full = shape.to_vec();
        for &axis in &self.reduced {
            full[axis] = 1;
        }
        full
    }

    /// The shape of the result.
    pub(crate) fn result(&self, shape: &[usize]) -> Vec<usize> {
        let full = self.full(shape).into_iter().enumerate();
        full.filter(|(i, _)| self.keepdims || !self.reduced.contains(i)).map(|(_, n)| n).collect()
    }

    /// Elements folded into each element of the result.
    pub(crate) fn count(&self, shape: &[usize]) -> usize {
        self.reduced.iter().map(|&a| shape[a]).product()
    }

    /// Takes the reduced axes of a full-rank result away, unless they are to stay.
    pub(crate) fn finish(&self, result: Array) -> Array {
        if self.keepdims {
            return result;
        }
        let keep = |i: &usize| !self.reduced.contains(i);
        let kept: Vec<usize> = (0..result.ndim()).filter(keep).collect();
        let shape: Dims<usize> = kept.iter().map(|&i| result.layout.shape[i]).collect();
        let strides: Dims<isize> = kept.iter().map(|&i| result.layout.strides[i]).collect();
        Array { layout: Layout { shape, strides, offset: result.layout.offset }, ..result }
    }
}
