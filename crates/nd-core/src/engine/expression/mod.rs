//! Fused expressions: functions of arrays and scalars that are computed together, without arrays in between.
//!
//! An [`Expr`] is a graph of function calls, no array: it has no elements, no views and no methods of one. Evaluating it
//! gives the bits that the operators one by one would give, because the same signatures are chosen and the same loops
//! run, only block by block (`program.rs`). `compile.rs` chooses them, `evaluate.rs` runs them, and `stream.rs` hands the
//! elements to a reduction.

mod compile;
mod evaluate;
mod operators;
mod stream;

pub(crate) use stream::Stream;

use super::arg::{Arg, Operand};
use super::elementwise::Elementwise;
use crate::array::Array;
use core::fmt;
use nd_dtype::{Scalar, Weak};
use std::sync::Arc;

/// An expression of universal functions over arrays and scalars, to be computed in one go; made by [`Array::lazy`].
///
/// It is computed by [`eval`](Expr::eval), [`eval_into`](Expr::eval_into) or [`reduce`](Expr::reduce), block by block
/// in the first-level cache: what the functions hand to each other never becomes an array. Results are those of the
/// operators on arrays bit for bit, with the same promotion, broadcasting, memory order and errors. An expression holds
/// handles of its arrays and not their elements: what is written to them before it is computed counts.
///
/// A part that is used twice (`let d = x.lazy() - &y; &d * &d`) is computed once. Text, integer powers of computed
/// integers, and more than seven different arrays are computed through temporaries.
///
/// ```
/// use nd_core::{arange, array};
/// let (x, y) = (arange(4), array![0.5, 1.5, 2.5, 3.5]);
/// let z = ((x.lazy() * &y + &x - 1.0) / 3.0).eval()?;
/// assert_eq!(z.tobytes()?, ((&x * &y + &x - 1.0) / 3.0).tobytes()?);
/// let d = x.lazy() - &y;
/// let squares = (&d * &d).reduce(&nd_core::operators::ADD, ..)?;
/// assert_eq!(squares.item::<f64>()?, 1.0);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "an expression computes nothing until it is evaluated"]
pub struct Expr(Arc<Node>);

/// One node of the graph.
enum Node {
    Array(Array),
    Scalar(Scalar),
    Weak(Weak),
    Call { function: &'static Elementwise, args: Vec<Expr> },
}

/// What can stand in an expression: an [`Expr`], and every [`Operand`] of the operators on arrays.
pub trait Term {
    /// This value as a part of an expression.
    fn term(&self) -> Expr;
}

impl<T: Operand + ?Sized> Term for T {
    fn term(&self) -> Expr {
        Expr(Arc::new(match self.operand() {
            Arg::Array(array) => Node::Array(array.clone()),
            Arg::Scalar(scalar) => Node::Scalar(scalar),
            Arg::Weak(weak) => Node::Weak(weak),
        }))
    }
}

impl Term for Expr {
    fn term(&self) -> Expr {
        self.clone()
    }
}

impl Term for &Expr {
    fn term(&self) -> Expr {
        Expr::clone(self)
    }
}

impl Array {
    /// The array as the start of a fused [`Expr`].
    ///
    /// ```
    /// use nd_core::arange;
    /// let x = arange(3);
    /// assert_eq!((x.lazy() * 2 + &x).eval()?.to_string(), "[0 3 6]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn lazy(&self) -> Expr {
        self.term()
    }
}

impl Expr {
    /// `function` of `terms`, one for each of its inputs.
    ///
    /// Whether it takes them shows when the expression is evaluated.
    pub fn call(function: &'static Elementwise, terms: impl IntoIterator<Item = Expr>) -> Expr {
        Expr(Arc::new(Node::Call { function, args: terms.into_iter().collect() }))
    }
}

impl fmt::Debug for Expr {
    /// The last function of the expression; what it is called with would be the whole graph.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Node::Call { function, .. } => write!(f, "Expr({}(..))", function.name),
            Node::Array(_) => f.write_str("Expr(array)"),
            Node::Scalar(_) | Node::Weak(_) => f.write_str("Expr(scalar)"),
        }
    }
}

impl Drop for Node {
    /// Takes long chains apart one by one, where dropping a node inside another would use up the stack.
    fn drop(&mut self) {
        let Node::Call { args, .. } = self else { return };
        let mut left = core::mem::take(args);
        while let Some(Expr(node)) = left.pop() {
            if let Some(mut node) = Arc::into_inner(node)
                && let Node::Call { args, .. } = &mut node
            {
                left.append(args);
            }
        }
    }
}
