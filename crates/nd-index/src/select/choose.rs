//! Choosing, for each element, one of several arrays.

#![forbid(unsafe_code)]

use super::condition::assign_where;
use super::take::Take;
use crate::error::FunctionError;
use crate::like::{Arrays, array_like, common_dtype, integers, refs};
use nd_core::{
    Arg, Array, Casting, DType, ErrorKind, Literal, Operand, Result, Weak, broadcast_arrays, operators,
    zeros, zeros_like,
};

/// The choices, and which of them are bare numbers.
fn choices_of(choices: impl Arrays) -> Result<(Vec<Array>, Vec<Option<Weak>>)> {
    let literals = choices.literals()?;
    let weak = literals.iter().map(Literal::weak).collect();
    Ok((literals.into_iter().map(array_like).collect::<Result<_>>()?, weak))
}

/// For each element of `selector` the element at its place of the choice that it numbers. Bare numbers among the choices are
/// weak: beside others they have no dtype of their own.
///
/// The options are a [`Mode`](crate::Mode) for numbers that are no choice, or a [`Take`] with an `out` too.
///
/// ```
/// use nd_core::array;
/// use nd_index::{Mode, choose};
/// let picked = choose(&array![0, 2, 1], [[1, 2, 3], [4, 5, 6], [7, 8, 9]], Mode::Raise)?;
/// assert_eq!(picked.to_string(), "[1 8 6]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Numbers that are no choice, shapes that do not broadcast, dtypes without a common one.
#[doc(alias = "numpy.choose")]
pub fn choose<'a>(
    selector: impl Into<Literal>,
    choices: impl Arrays,
    options: impl Into<Take<'a>>,
) -> Result<Array> {
    let Take { mode, out, .. } = options.into();
    let (selector, (choices, weak)) = (integers(selector, Casting::Safe)?, choices_of(choices)?);
    let count = choices.len();
    if count == 0 {
        return Err(FunctionError::Value("invalid entry in choice array").into());
    }
    let dtype = common_dtype(&choices, &weak)?;
    let mut all = choices;
    all.insert(0, selector);
    let all = broadcast_arrays(&refs(&all))?;
    let selector = mode.apply(all[0].clone(), count)?;
    let mut sound = true;
    selector.map(|at: i64| {
        sound &= at >= 0 && (at as usize) < count;
        false
    })?;
    if !sound {
        return Err(FunctionError::Choice.into());
    }
    let result = zeros(selector.shape(), dtype)?;
    for (number, choice) in all[1..].iter().enumerate() {
        let mask = selector.map(|at: i64| at as usize == number)?;
        assign_where(&result, &Arg::Array(choice), &mask)?;
    }
    if out.is_some_and(|out| out.shape() != result.shape()) {
        return Err(FunctionError::Type("choose: invalid shape for output array.").into());
    }
    Take::deliver(out, result)
}

/// For each place the element of the first choice whose condition holds there, else `default`. Bare numbers among the choices
/// are weak, as is `default`.
///
/// ```
/// use nd_core::array;
/// let x = array![0, 1, 2, 3];
/// let (small, large) = (array![true, true, false, false], array![false, false, false, true]);
/// let picked = nd_index::select([&small, &large], [&x, &(&x * 10)], -1)?;
/// assert_eq!(picked.to_string(), "[ 0  1 -1 30]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As many choices as conditions were wanted, conditions that are not boolean, shapes that do not broadcast.
#[doc(alias = "numpy.select")]
pub fn select(conditions: impl Arrays, choices: impl Arrays, default: impl Operand) -> Result<Array> {
    let (conditions, (mut choices, mut weak)) = (conditions.arrays()?, choices_of(choices)?);
    if conditions.len() != choices.len() {
        const MESSAGE: &str = "list of cases must be same length as list of conditions";
        return Err(FunctionError::Value(MESSAGE).into());
    }
    if conditions.is_empty() {
        return Err(FunctionError::Value("select with an empty condition list is not possible").into());
    }
    if let Some(i) = conditions.iter().position(|condition| *condition.dtype() != DType::BOOL) {
        let message = format!("invalid entry {i} in condlist: should be boolean ndarray");
        return Err(FunctionError::Worded(ErrorKind::Type, message).into());
    }
    let default = default.operand();
    weak.push(if let Arg::Weak(weak) = default { Some(weak) } else { None });
    choices.push(default.to_array()?);
    let dtype = common_dtype(&choices, &weak)?;
    let shapes: Vec<&[usize]> = conditions.iter().chain(&choices).map(Array::shape).collect();
    let result = zeros(nd_core::broadcast_shapes(&shapes)?, dtype)?;
    // A literal that the dtype does not hold wraps, as the array that it is; but among the choices it keeps its sign.
    if let Some(default) = choices.pop() {
        result.assign(&default)?;
    }
    choices.iter().try_for_each(|choice| choice.dtype().check_cast(result.dtype(), Casting::SameKind))?;
    for (condition, choice) in conditions.iter().zip(&choices).rev() {
        assign_where(&result, &Arg::Array(choice), condition)?;
    }
    Ok(result)
}

/// What [`piecewise`] computes where a condition holds.
pub enum Piece<'f> {
    /// A value.
    Value(Literal),
    /// A function of the elements under the condition.
    Function(&'f dyn Fn(&Array) -> Result<Array>),
}

impl<T: Into<Literal>> From<T> for Piece<'_> {
    fn from(value: T) -> Self {
        Piece::Value(value.into())
    }
}

/// For each condition, a function of the elements of `array` under it; zero where none holds. One function more than
/// conditions is for where none holds.
///
/// ```
/// use nd_core::array;
/// use nd_index::{Piece, piecewise};
/// let x = array![-2.0, -1.0, 3.0];
/// let negative = array![true, true, false];
/// let y = piecewise(&x, [&negative], &[Piece::Function(&|x| Ok(-x)), Piece::from(10)])?;
/// assert_eq!(y.to_string(), "[ 2.  1. 10.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// More or fewer functions; those of the functions; conditions of other shapes.
#[doc(alias = "numpy.piecewise")]
pub fn piecewise(array: &Array, conditions: impl Arrays, pieces: &[Piece<'_>]) -> Result<Array> {
    let conditions = conditions.arrays()?;
    let mut conditions: Vec<Array> =
        conditions.into_iter().map(|c| crate::like::cast(c, &DType::BOOL)).collect::<Result<_>>()?;
    if pieces.len() == conditions.len() + 1 && !conditions.is_empty() {
        let mut any = conditions[0].clone();
        for condition in &conditions[1..] {
            any = operators::BITWISE_OR.binary(Arg::Array(&any), Arg::Array(condition))?;
        }
        conditions.push(operators::INVERT.unary(&Arg::Array(&any))?);
    }
    if pieces.len() != conditions.len() {
        return Err(FunctionError::Pieces { conditions: conditions.len() }.into());
    }
    let result = zeros_like(array)?;
    for (condition, piece) in conditions.iter().zip(pieces) {
        match piece {
            Piece::Value(Literal::Weak(weak)) => result.set(condition, Arg::Weak(*weak))?,
            Piece::Value(value) => result.set(condition, array_like(value.clone())?)?,
            Piece::Function(function) => {
                let under = array.get(condition)?;
                if !under.is_empty() {
                    result.set(condition, function(&under)?)?;
                }
            }
        }
    }
    Ok(result)
}
