//! Reductions: folding elements along axes with a binary function.
//!
//! `options` says what a caller may ask for, `fold` runs a fold over a walk, `position` finds extremes. A result is
//! always folded into memory of its own first and assigned to `out` after, so outputs may overlap the input.

mod deviations;
mod fold;
mod folder;
mod fork;
mod masked;
mod mixed;
mod options;
mod position;
mod rows;
mod runs;
mod source;
mod whole;

pub(super) use options::ReducedShape;
pub use options::{Axes, Initial, ReduceOptions, axis};

pub use deviations::sum_squared_deviations;
pub use position::{Extreme, arg_extreme};

use super::arg::Arg;
use super::assign;
use super::call::check_mask;
use super::elementwise::{Elementwise, Identity, UfuncError};
use super::float_errors::watched_fold;
use super::objects::objects_as;
use super::operand::View;
use super::output;
use super::resolve::check_general;
use super::transfer::Transfer;
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::error::{AxisError, ShapeError, shape_error};
use crate::layout::{Dims, k_order_of, numpy_axis_order};
use fold::{Folding, Start};
pub(crate) use folder::Folder;
use nd_dtype::{DType, Error, ErrorKind, Result, Scalar, Weak};
use nd_kernel::{CastTo, Loop, Num};
pub(super) use source::Source;

/// Reductions that cannot be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReduceError {
    /// Nothing to reduce and nothing that stands for it.
    #[error("zero-size array to reduction operation {name} which has no identity")]
    Empty {
        /// The function.
        name: &'static str,
    },
    /// A mask may leave nothing to reduce.
    #[error(
        "reduction operation '{name}' does not have an identity, so to use a where mask one has to specify 'initial'"
    )]
    MaskWithoutInitial {
        /// The function.
        name: &'static str,
    },
    /// An order-dependent function over several axes.
    #[error("reduction operation '{name}' is not reorderable, so at most one axis may be specified")]
    NotReorderable {
        /// The function.
        name: &'static str,
    },
    /// A function of other than two operands.
    #[error("{method} only supported for {}", if *.nin == 2 { "functions returning a single value" } else { "binary functions" })]
    NotBinary {
        /// Inputs that the function has.
        nin: usize,
        /// `reduce`, `accumulate`, ...
        method: &'static str,
    },
    /// A mask of more axes than the input.
    #[error("input operand has more dimensions than allowed by the axis remapping")]
    MaskAxes,
    /// An output of another shape.
    #[error(
        "output parameter for reduction operation {name} has the wrong shape: {found:?} instead of {wanted:?}"
    )]
    Output {
        /// The function.
        name: &'static str,
        /// Shape of the output given.
        found: Vec<usize>,
        /// Shape of the result.
        wanted: Vec<usize>,
    },
    /// The position of an extreme of nothing.
    #[error("attempt to get {name} of an empty sequence")]
    EmptyPosition {
        /// `argmax` or `argmin`.
        name: &'static str,
    },
    /// The position of an extreme of elements without an order.
    #[error("data type not ordered")]
    NoOrder,
    /// An option that the function does not have.
    #[error("{function}() got an unexpected keyword argument '{keyword}'")]
    Keyword {
        /// The function.
        function: &'static str,
        /// The option, as NumPy spells it.
        keyword: &'static str,
    },
    /// Accumulation of an array without axes.
    #[error("cannot accumulate on a scalar")]
    AccumulateScalar,
    /// Folding stretches of an array without axes.
    #[error("cannot reduceat on a scalar")]
    ReduceAtScalar,
    /// The start of a stretch beyond the array.
    #[error("index {index} out-of-bounds in {name}.reduceat [0, {len})")]
    ReduceAtIndex {
        /// The function.
        name: &'static str,
        /// The start as given.
        index: i64,
        /// Elements along the axis.
        len: usize,
    },
    /// Starts of stretches that are not a list.
    #[error("object of too small depth for desired array")]
    ReduceAtShape,
}

impl From<ReduceError> for Error {
    #[cold]
    fn from(error: ReduceError) -> Error {
        let kind = match error {
            ReduceError::AccumulateScalar
            | ReduceError::ReduceAtScalar
            | ReduceError::NoOrder
            | ReduceError::Keyword { .. } => ErrorKind::Type,
            ReduceError::ReduceAtIndex { .. } => ErrorKind::Index,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

/// A reduction whose loops are chosen.
pub(super) struct FoldPlan {
    /// The type to fold in.
    pub(super) num: Num,
    shape: ReducedShape,
    /// What the result starts from.
    initial: Option<[u8; 16]>,
    folder: Folder<'static>,
    combine: Loop,
}

impl Elementwise {
    /// Folds `array` along axes.
    ///
    /// The result has the axes that were not reduced, or all of them with `keepdims`. Sums of floats follow NumPy's
    /// pairwise tree wherever the reduced elements are one run in memory order.
    ///
    /// ```
    /// use nd_core::{ReduceOptions, array, operators::ADD};
    /// let x = array![[1, 2], [3, 4]];
    /// assert_eq!(ADD.reduce(&x, &ReduceOptions::from(0))?.to_string(), "[4 6]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Axes out of bounds or named twice, a function that cannot fold these dtypes, nothing to reduce where the function
    /// has no identity, an output of the wrong shape or dtype, memory that cannot be had or is borrowed elsewhere.
    pub fn reduce(&self, array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
        if self.nin != 2 || self.nout != 1 {
            return Err(ReduceError::NotBinary { nin: self.nin, method: "reduce" }.into());
        }
        if let Some(done) = self.reduce_whole(array, options) {
            return done;
        }
        options.accept(self.name, &["where", "initial", "keepdims", "dtype"])?;
        options.check()?;
        if let Some(numbers) = objects_as(array, options.dtype.as_ref())? {
            return self.reduce(&numbers, options);
        }
        if let Some(binary) = self.folds_objects(array, options.dtype.as_ref()) {
            return self.fold_objects(binary, array, options);
        }
        if let Some(fold) = self.count_fold(array, options, "reduce")? {
            let counts = fold.function.reduce(&fold.counts, &fold.options(options)?)?;
            return options.deliver(self.name, fold.finish(counts));
        }
        if self.takes_mixed()
            && let Some(result) = self.reduce_mixed(array, options)?
        {
            return Ok(result);
        }
        let view = View::of(array);
        let plan = self.plan_fold(&view, options)?;
        self.check_exponents(array, plan.num, plan.shape.reduced.first().copied(), plan.initial.is_some())?;
        let source = match array.dtype.native_num() {
            Some(native) if native == plan.num => Source::Stored,
            _ => Source::Converted(Transfer::new(&array.dtype, &DType::from_num(plan.num))?),
        };
        self.run_fold(plan, &view, source, vec![array.claim(Access::Read)], options)
    }

    /// Checks a reduction of `input`, of which only shape and dtype are looked at, and chooses its loops.
    pub(super) fn plan_fold(&self, input: &View<'_>, options: &ReduceOptions<'_>) -> Result<FoldPlan> {
        if self.nin != 2 || self.nout != 1 {
            return Err(ReduceError::NotBinary { nin: self.nin, method: "reduce" }.into());
        }
        options.accept(self.name, &["where", "initial", "keepdims", "dtype"])?;
        options.check()?;
        let shape = ReducedShape::new(input.shape, &options.axes, options.keepdims)?;
        let num = self.fold_type(input.dtype, options, "reduce")?;
        if !self.reorderable && shape.reduced.len() > 1 {
            return Err(ReduceError::NotReorderable { name: self.name }.into());
        }
        options.check_shape(self.name, &shape.result(input.shape))?;
        if let Some(mask) = options.where_ {
            mask_for(mask, input.shape)?;
        }
        let initial = self.initial(num, input.shape, options, &shape)?;
        let (folder, combine) = self.folder(num)?;
        Ok(FoldPlan { num, shape, initial, folder, combine })
    }

    /// Runs a reduction of `input`, whose elements come from `source` under the borrows `claims`.
    pub(super) fn run_fold<'a>(
        &self,
        plan: FoldPlan,
        input: &View<'_>,
        source: Source<'_>,
        mut claims: Vec<Claim<'a>>,
        options: &ReduceOptions<'a>,
    ) -> Result<Array> {
        let FoldPlan { num, shape, initial, folder, combine } = plan;
        let dtype = DType::from_num(num);
        // SAFETY: the folding writes every element, or there are none.
        let result = unsafe { reduced_output(input, options.where_, &shape, dtype.clone())? };
        claims.extend(options.where_.map(|m| m.claim(Access::Read)));
        watched_fold((self.name, "reduce"), num, (folder, combine), |folder| {
            let folding = Folding {
                num,
                folder,
                rows: self.fold_rows.and_then(|rows| rows(num)),
                deviations: None,
                combine,
                source,
                start: self.start(num),
                grows: self.reorderable,
                pairwise: self.sums && matches!(dtype.kind(), 'f' | 'c'),
                initial,
            };
            let _borrows = acquire(self.name, &claims)?;
            // SAFETY: the input and the mask are borrowed; the result is this call's own.
            unsafe { folding.run(input, options.where_, &result, &shape)? };
            Ok(folding.source.float_errors())
        })?;
        let result = shape.finish(result);
        options.deliver(self.name, result)
    }

    /// The loops that fold `num`, and the elementwise loop that combines accumulators.
    pub(crate) fn folder(&self, num: Num) -> Result<(Folder<'static>, Loop)> {
        let run = match self.resolve_native(num) {
            Some(resolved) if resolved.computes == [num; 3] => resolved.run,
            _ => {
                let found = vec![DType::from_num(num); 2];
                return Err(UfuncError::NoLoop { name: self.name, found }.into());
            }
        };
        let own = self.fold.and_then(|fold| fold(num));
        Ok((own.map_or(Folder::Elementwise(run), Folder::Own), run))
    }

    /// Runs the function's own check of values on what a fold in `num` along `axis` takes as second operands: `all`
    /// elements, or those behind the first.
    pub(crate) fn check_exponents(
        &self,
        array: &Array,
        num: Num,
        axis: Option<usize>,
        all: bool,
    ) -> Result<()> {
        let (Some(check), Some(axis)) = (self.check, axis) else { return Ok(()) };
        let first = usize::from(!all);
        if array.shape().get(axis).is_none_or(|&n| n <= first) {
            return Ok(());
        }
        let mut layout = array.layout.clone();
        layout.offset = layout.offset.wrapping_add_signed(layout.strides[axis] * first as isize);
        layout.shape[axis] -= first;
        let second = array.with_layout(layout);
        check(&[Arg::Array(array), Arg::Array(&second)], &[num; 3], None)
    }

    /// The value to start from that leaves a fold unchanged, or the first element where there is none.
    fn start(&self, num: Num) -> Start {
        let value = match self.identity {
            Identity::None => return Start::First,
            // The sum of nothing is +0, but only -0 leaves every float unchanged.
            Identity::Zero if self.sums => -0.0,
            Identity::Zero => 0.0,
            Identity::One => 1.0,
            Identity::AllOnes => -1.0,
            Identity::NegInfinity => f64::NEG_INFINITY,
        };
        Start::Value(neutral(num, value, self.sums))
    }

    /// What the result starts from: `initial` if given, else the identity.
    fn initial(
        &self,
        num: Num,
        from: &[usize],
        options: &ReduceOptions<'_>,
        shape: &ReducedShape,
    ) -> Result<Option<[u8; 16]>> {
        let dtype = DType::from_num(num);
        let mut bytes = [0; 16];
        if let Some(initial) = &options.initial {
            let value = match &initial.0 {
                // As literals are, integers are held against the range of the dtype; unsigned ones wrap.
                Ok(value) if matches!(value.dtype().kind(), 'i' | 'u') && dtype.kind() == 'i' => {
                    let value = value
                        .get::<i64>()
                        .map_or_else(|_| value.get::<u64>().map(Weak::from), |n| Ok(n.into()));
                    Scalar::from_weak(value?, &dtype)?
                }
                Ok(value) => value.clone(),
                Err(literal) => Scalar::from_weak(*literal, &dtype)?,
            };
            value.write_bytes(&dtype, &mut bytes[..num.size()])?;
            return Ok(Some(bytes));
        }
        if let Identity::None = self.identity {
            if options.where_.is_some() {
                return Err(ReduceError::MaskWithoutInitial { name: self.name }.into());
            }
            if shape.reduced.iter().any(|&a| from[a] == 0) {
                return Err(ReduceError::Empty { name: self.name }.into());
            }
        }
        Ok(self.identity_value(num))
    }

    /// What reducing nothing gives, where the function has an identity.
    fn identity_value(&self, num: Num) -> Option<[u8; 16]> {
        let value = match self.identity {
            Identity::None => return None,
            // Nothing but zero bytes, whatever the kind.
            Identity::Zero => return Some([0; 16]),
            Identity::One => 1.0,
            Identity::AllOnes => -1.0,
            Identity::NegInfinity => f64::NEG_INFINITY,
        };
        Some(neutral(num, value, false))
    }
}

impl ReduceOptions<'_> {
    /// Whether a fold can be asked for such a dtype at all, the output written to, and the mask be one.
    pub(super) fn check(&self) -> Result<()> {
        if let Some(dtype) = &self.dtype {
            check_general(dtype)?;
        }
        self.out.map_or(Ok(()), assign::check_output)?;
        self.where_.map_or(Ok(()), check_mask)
    }

    /// Whether the output given, if any, has the `wanted` shape.
    pub(super) fn check_shape(&self, name: &'static str, wanted: &[usize]) -> Result<()> {
        match self.out {
            Some(out) if out.shape() != wanted => {
                let (found, wanted) = (out.shape().to_vec(), wanted.to_vec());
                Err(ReduceError::Output { name, found, wanted }.into())
            }
            _ => Ok(()),
        }
    }

    /// Hands the result of the reduction `name` over: as it is, or assigned to `out`.
    ///
    /// # Errors
    /// An output of another shape; a read-only output, or one that is borrowed elsewhere. As in NumPy, the result is cast to
    /// the output's dtype whatever that loses.
    pub fn deliver(&self, name: &'static str, result: Array) -> Result<Array> {
        let Some(out) = self.out else { return Ok(result) };
        self.check_shape(name, result.shape())?;
        assign::check_output(out)?;
        assign::assign(name, out, &result)?;
        Ok(out.clone())
    }
}

/// An array for a reduced result: every axis of the input, reduced ones of length one, in the axis order of the input and
/// the mask.
///
/// # Safety
/// The caller must write every element.
unsafe fn reduced_output(
    input: &View<'_>,
    mask: Option<&Array>,
    shape: &ReducedShape,
    dtype: DType,
) -> Result<Array> {
    let full = shape.full(input.shape);
    let mask = mask.and_then(|mask| View::of(mask).broadcast(input.shape));
    let (own, mask) = (moving(input), mask.map(|view| view.strides));
    let operands: Vec<&[isize]> = core::iter::once(&own).chain(&mask).map(|strides| &strides[..]).collect();
    let strides = k_order_of(&full, &operands, dtype.itemsize());
    // SAFETY: the caller's promise.
    unsafe { output::strided(&full, dtype, strides) }
}

/// [`reduced_output`], with zeros in it.
fn reduced_zeros(
    input: &View<'_>,
    mask: Option<&Array>,
    shape: &ReducedShape,
    dtype: DType,
) -> Result<Array> {
    // SAFETY: every element is written next.
    let result = unsafe { reduced_output(input, mask, shape, dtype)? };
    assign::fill("reduce", &result, &vec![0; result.itemsize()])?;
    Ok(result)
}

/// `value` as the bytes of `num`; for a complex sum the neutral element has it in both parts.
fn neutral(num: Num, value: f64, both_parts: bool) -> [u8; 16] {
    let mut bytes = [0; 16];
    nd_kernel::dispatch!(num, T => {
        let element: T = value.cast_to();
        bytes[..num.size()].copy_from_slice(bytemuck::bytes_of(&element));
    });
    if both_parts && matches!(num, Num::C64 | Num::C128) {
        let (re, im) = bytes.split_at_mut(num.size() / 2);
        im[..re.len()].copy_from_slice(re);
    }
    bytes
}

/// The order in which a reduction visits axes: NumPy's, by absolute stride, without flips.
fn reduction_order(input: &View<'_>) -> Vec<usize> {
    numpy_axis_order(input.shape.len(), &[&moving(input)])
}

/// The strides with zero along axes of length one, along which nothing moves.
pub(super) fn moving_strides(array: &Array) -> Dims<isize> {
    moving(&View::of(array))
}

fn moving(input: &View<'_>) -> Dims<isize> {
    let step = |(&n, &step): (&usize, &isize)| if n == 1 { 0 } else { step };
    input.shape.iter().zip(input.strides.iter()).map(step).collect()
}

/// Checks axes given for a reduction; `None` means all.
pub(crate) fn reduced_axes(axes: &Axes, ndim: usize) -> Result<Vec<usize>> {
    let Some(axes) = &axes.0 else { return Ok((0..ndim).collect()) };
    let mut seen = Vec::with_capacity(axes.len());
    for &axis in axes {
        let axis = if ndim == 0 && axes.len() == 1 && (axis == 0 || axis == -1) {
            continue; // NumPy lets a scalar be reduced along its missing axis.
        } else {
            crate::error::normalize_axis(axis, ndim)?
        };
        if seen.contains(&axis) {
            return Err(AxisError::Duplicate.into());
        }
        seen.push(axis);
    }
    seen.sort_unstable();
    Ok(seen)
}

/// A mask given to a reduction must broadcast to the input.
pub(crate) fn mask_for(mask: &Array, shape: &[usize]) -> Result<Array> {
    if mask.ndim() > shape.len() {
        return Err(ReduceError::MaskAxes.into());
    }
    mask.broadcast_to(shape).map_err(|_| {
        shape_error(ShapeError::Operands { shapes: vec![shape.to_vec(), mask.shape().to_vec()] })
    })
}
