//! The options of generalized products, and which axes of the operands hold their cores.

#![forbid(unsafe_code)]

use super::batch::product_dtype;
use super::generalized::{Rule, generalized};
use crate::error::LinalgError;
use nd_core::error::normalize_axis;
use nd_core::{Array, Casting, DType, IntoDType, Order, Result, UfuncError, can_cast, empty};

/// What a product is told beside its operands.
#[derive(Clone, Default)]
pub(super) struct Options<'a> {
    pub(super) out: Option<&'a Array>,
    dtype: Option<DType>,
    casting: Option<Casting>,
    order: Order,
}

impl Options<'_> {
    /// The dtype that is computed in, to which both operands may be cast.
    pub(super) fn loop_dtype(&self, name: &'static str, operands: [&Array; 2]) -> Result<DType> {
        let dtype = match &self.dtype {
            Some(dtype) if dtype.native_num().is_some() || *dtype == DType::OBJECT => dtype.clone(),
            Some(dtype) if dtype.num().is_some() => return Err(UfuncError::Details.into()),
            Some(_) => return Err(UfuncError::NoMatch { name }.into()),
            None => product_dtype(name, operands)?,
        };
        if self.dtype.is_some() || self.casting.is_some() {
            for (operand, word) in operands.into_iter().zip(["input 0", "input 1"]) {
                self.check_cast(name, word, operand.dtype(), &dtype)?;
            }
        }
        Ok(dtype)
    }

    pub(super) fn check_cast(
        &self,
        name: &'static str,
        operand: &'static str,
        from: &DType,
        to: &DType,
    ) -> Result<()> {
        let casting = self.casting.unwrap_or(Casting::SameKind);
        if can_cast(from, to, casting) {
            return Ok(());
        }
        let (from, to, operand) = (from.clone(), to.clone(), operand.to_string());
        Err(UfuncError::Cast { name, operand, from, to, casting }.into())
    }

    /// Memory for the result, in the order asked for.
    pub(super) fn allocate(&self, shape: &[usize], dtype: &DType, operands: [&Array; 2]) -> Result<Array> {
        match self.order.over(operands) {
            Order::F => Array::zeros_in(shape, dtype.clone(), Order::F),
            _ => empty(shape, dtype.clone()),
        }
    }
}

/// A generalized product with options, from [`matmul::with`](fn@crate::matmul::with),
/// [`vecdot::with`](fn@crate::vecdot::with), [`matvec::with`](fn@crate::matvec::with) and
/// [`vecmat::with`](fn@crate::vecmat::with).
///
/// ```
/// use nd_core::{arange, zeros};
/// let (a, b) = (arange(6).reshape((2, 3))?, arange(6).reshape((3, 2))?);
/// let call = || nd_linalg::matmul::with(&a, &b);
/// assert_eq!(call().dtype("f4")?.run()?.dtype().name(), "float32");
/// assert_eq!(call().axes([[0, 1], [0, 1], [1, 0]]).run()?.to_string(), "[[10 28]\n [13 40]]");
/// let out = zeros((2, 2), "i2")?;
/// call().out(&out).run()?;
/// assert_eq!(out.to_string(), "[[10 13]\n [28 40]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct GeneralizedCall<'a> {
    rule: Rule,
    operands: [&'a Array; 2],
    options: Options<'a>,
    axes: Option<Vec<Vec<isize>>>,
    axis: Option<isize>,
    keepdims: bool,
}

impl<'a> GeneralizedCall<'a> {
    pub(super) fn new(rule: Rule, a: &'a Array, b: &'a Array) -> GeneralizedCall<'a> {
        let options = Options::default();
        GeneralizedCall { rule, operands: [a, b], options, axes: None, axis: None, keepdims: false }
    }

    /// Writes the result to `out`; it may share memory with the operands.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.options.out = Some(out);
        self
    }

    /// Computes in `dtype`, to which the operands are cast.
    ///
    /// # Errors
    /// What is no dtype.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.options.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Which casts are allowed; `same_kind` unless said.
    pub fn casting(mut self, casting: Casting) -> Self {
        self.options.casting = Some(casting);
        self
    }

    /// The memory order of the result, when no output is given; C unless said. Of the order that `axes` gives it, if any, this
    /// is the order before the core's axes are moved.
    pub fn order(mut self, order: Order) -> Self {
        self.options.order = order;
        self
    }

    /// Which axes hold the core: one list for each operand and one for the result, which may be left out if it has no core.
    /// By default they are the last.
    pub fn axes<A: AsRef<[isize]>>(mut self, axes: impl IntoIterator<Item = A>) -> Self {
        self.axes = Some(axes.into_iter().map(|axes| axes.as_ref().to_vec()).collect());
        self
    }

    /// The one axis that `vecdot` sums over, in both operands.
    pub fn axis(mut self, axis: isize) -> Self {
        self.axis = Some(axis);
        self
    }

    /// Keeps the axis that `vecdot` sums over, with length one.
    pub fn keepdims(mut self) -> Self {
        self.keepdims = true;
        self
    }

    /// Computes.
    ///
    /// # Errors
    /// Those of the function; an output, dtype or cast that is not allowed; axes that the operands do not have or that are
    /// not as many as the core's; `axis` and `keepdims` of what is not `vecdot`.
    pub fn run(self) -> Result<Array> {
        let Some(axes) = self.core_axes()? else {
            return generalized(&self.rule, self.operands, &self.options);
        };
        let [a, b] = self.operands;
        let (a, b) = (to_end(a, &axes, 0)?, to_end(b, &axes, 1)?);
        // The axis that is kept holds one element, so the product is written beside it.
        let out = match self.options.out {
            Some(out) if self.keepdims => {
                let moved = to_end(out, &axes, 2)?;
                if moved.shape().last() != Some(&1) {
                    return Err(LinalgError::OutputAxes.into());
                }
                Some(moved.squeeze(-1)?)
            }
            Some(out) => Some(to_end(out, &axes, 2)?),
            None => None,
        };
        let options = Options { out: out.as_ref(), ..self.options.clone() };
        let result = generalized(&self.rule, [&a, &b], &options)?;
        match self.options.out {
            Some(out) => Ok(out.clone()),
            None if self.keepdims => from_end(&result.expand_dims(-1)?, &axes),
            None => from_end(&result, &axes),
        }
    }

    /// The axes of the core of both operands and of the result, if they are not simply the last.
    fn core_axes(&self) -> Result<Option<[Vec<isize>; 3]>> {
        let Rule { name: function, signature, cores: [left, right], .. } = self.rule;
        let kept = usize::from(self.keepdims);
        let inner = signature.ends_with("->()");
        if self.keepdims && !inner {
            let [first, second, result] = declared(signature);
            let (what, cores) = if first == second { ("output 0", result) } else { ("input 1", second) };
            return Err(LinalgError::KeepDims { function, signature, what, cores }.into());
        }
        let result = if inner { kept } else { (left + right).saturating_sub(2) };
        match (&self.axis, &self.axes) {
            (None, None) if self.keepdims => Ok(Some([vec![-1], vec![-1], vec![-1]])),
            (None, None) => Ok(None),
            (Some(_), Some(_)) => Err(LinalgError::AxisAndAxes.into()),
            (Some(_), None) if !inner => {
                let mut lengths: Vec<char> = signature.chars().filter(char::is_ascii_alphabetic).collect();
                lengths.sort_unstable();
                lengths.dedup();
                let distinct = lengths.len();
                Err(LinalgError::CoreAxis { function, signature, distinct }.into())
            }
            (&Some(axis), None) => Ok(Some([vec![axis], vec![axis], vec![axis; kept]])),
            (None, Some(axes)) => {
                let (first, second, last) = match &axes[..] {
                    [first, second] if inner => (first, second, vec![-1; kept]),
                    [first, second, last] => (first, second, last.clone()),
                    _ => return Err(LinalgError::AxesCount.into()),
                };
                self.rule.enough_axes(self.operands)?;
                let axes = [first.clone(), second.clone(), last];
                for (operand, (axes, cores)) in axes.iter().zip([left, right, result]).enumerate() {
                    if axes.len() != cores {
                        let found = axes.len();
                        return Err(LinalgError::AxesLength { function, operand, cores, found }.into());
                    }
                }
                Ok(Some(axes))
            }
        }
    }
}

/// How many core axes a signature gives the operands and the result.
fn declared(signature: &str) -> [usize; 3] {
    let mut cores = signature.split('(').skip(1).map(|core| core.matches(char::is_alphabetic).count());
    core::array::from_fn(|_| cores.next().unwrap_or(0))
}

/// Operand `item` with the axes of its core moved to the end, in their order.
fn to_end(x: &Array, axes: &[Vec<isize>; 3], item: usize) -> Result<Array> {
    x.moveaxis(&checked(x, axes, item)?[..], &last(&axes[item])[..])
}

/// The result with its last axes moved to where its core belongs.
fn from_end(x: &Array, axes: &[Vec<isize>; 3]) -> Result<Array> {
    x.moveaxis(&last(&axes[2])[..], &checked(x, axes, 2)?[..])
}

fn last(axes: &[isize]) -> Vec<isize> {
    (0..axes.len() as isize).map(|i| i - axes.len() as isize).collect()
}

fn checked(x: &Array, axes: &[Vec<isize>; 3], item: usize) -> Result<Vec<isize>> {
    let mut found = Vec::with_capacity(axes[item].len());
    for &axis in &axes[item] {
        let place = normalize_axis(axis, x.ndim())? as isize;
        if found.contains(&place) {
            return Err(LinalgError::RepeatedAxis { item, axis: place }.into());
        }
        found.push(place);
    }
    Ok(found)
}
