//! `matmul` and its siblings over vectors: generalized functions that broadcast their leading axes.

#![forbid(unsafe_code)]

use super::batch::multiply;
use super::options::Options;
use crate::error::LinalgError;
use nd_core::{Array, Result, broadcast_shapes};

/// A generalized product: which operands are vectors, and how NumPy words it.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) signature: &'static str,
    /// Core axes of the two operands; for `matmul` those of this call.
    pub(super) cores: [usize; 2],
    /// Whether the first operand is conjugated.
    conjugate: bool,
}

impl Rule {
    /// Whether the operands have the axes of their cores.
    pub(super) fn enough_axes(&self, [a, b]: [&Array; 2]) -> Result<()> {
        let &Rule { name: function, signature, cores: [left, right], .. } = self;
        for (operand, (array, requires)) in [(a, left.max(1)), (b, right.max(1))].into_iter().enumerate() {
            if array.ndim() < requires {
                let has = array.ndim();
                return Err(LinalgError::CoreAxes { function, operand, has, signature, requires }.into());
            }
        }
        Ok(())
    }
}

fn matmul_rule(a: &Array, b: &Array) -> Rule {
    let cores = [a.ndim().min(2), b.ndim().min(2)];
    Rule { name: "matmul", signature: "(n?,k),(k,m?)->(n?,m?)", cores, conjugate: false }
}
const VECDOT: Rule = Rule { name: "vecdot", signature: "(n),(n)->()", cores: [1, 1], conjugate: true };
const MATVEC: Rule = Rule { name: "matvec", signature: "(m,n),(n)->(m)", cores: [2, 1], conjugate: false };
const VECMAT: Rule = Rule { name: "vecmat", signature: "(n),(n,m)->(m)", cores: [1, 2], conjugate: true };

/// The matrix product of the last two axes, broadcast over those before; a vector is a row on the left, a column on the right.
///
/// `(.., m, k) · (.., k, n) -> (.., m, n)`. Operands of any strides are multiplied as they lie. Integers wrap, booleans are
/// `any` of `and`, `float16` and bfloat16 are summed in `float32`. [`matmul::with`] takes an output, a dtype and other axes.
///
/// ```
/// use nd_core::{arange, ones};
/// let a = arange(6).reshape((2, 3))?;
/// assert_eq!(nd_linalg::matmul(&a, &a.t())?.to_string(), "[[ 5 14]\n [14 50]]");
/// assert_eq!(nd_linalg::matmul(&ones((5, 1, 2, 3), "f8")?, &ones((4, 3, 6), "f8")?)?.shape(), [5, 4, 2, 6]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands without axes, inner lengths that differ, leading axes that do not broadcast, dtypes without a product.
#[doc(alias = "numpy.matmul")]
#[doc(alias = "__matmul__")]
pub fn matmul(a: &Array, b: &Array) -> Result<Array> {
    generalized(&matmul_rule(a, b), [a, b], &Options::default())
}

/// The methods of [`matmul`](fn@crate::matmul).
pub mod matmul {
    use crate::products::GeneralizedCall;
    use nd_core::Array;

    /// A call with options: an output, a dtype, which axes hold the matrices.
    ///
    /// ```
    /// let x = nd_core::array![[1.0, 1.0], [1.0, 0.0]];
    /// nd_linalg::matmul::with(&x, &x).out(&x).run()?;
    /// assert_eq!(x.to_string(), "[[2. 1.]\n [1. 1.]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "__imatmul__")]
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> GeneralizedCall<'a> {
        GeneralizedCall::new(super::matmul_rule(a, b), a, b)
    }
}

/// The inner product along the last axes, of the conjugate of `a`, broadcast over those before: `(.., n), (.., n) -> (..)`.
///
/// ```
/// let a = nd_core::arange(6).reshape((2, 3))?;
/// assert_eq!(nd_linalg::vecdot(&a, &nd_core::arange(3))?.to_string(), "[ 5 14]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`matmul`](fn@crate::matmul).
#[doc(alias = "numpy.vecdot")]
#[doc(alias = "numpy.linalg.vecdot")]
pub fn vecdot(a: &Array, b: &Array) -> Result<Array> {
    generalized(&VECDOT, [a, b], &Options::default())
}

/// The methods of [`vecdot`](fn@crate::vecdot).
pub mod vecdot {
    use crate::products::GeneralizedCall;
    use nd_core::Array;

    /// A call with options, such as the axis that is summed over.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// assert_eq!(nd_linalg::vecdot::with(&x, &x).axis(0).run()?.to_string(), "[ 9 17 29]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> GeneralizedCall<'a> {
        GeneralizedCall::new(super::VECDOT, a, b)
    }
}

/// Matrices times vectors: `(.., m, n), (.., n) -> (.., m)`.
///
/// ```
/// let a = nd_core::arange(6).reshape((2, 3))?;
/// assert_eq!(nd_linalg::matvec(&a, &nd_core::arange(3))?.to_string(), "[ 5 14]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`matmul`](fn@crate::matmul).
#[doc(alias = "numpy.matvec")]
pub fn matvec(a: &Array, b: &Array) -> Result<Array> {
    generalized(&MATVEC, [a, b], &Options::default())
}

/// The methods of [`matvec`](fn@crate::matvec).
pub mod matvec {
    use crate::products::GeneralizedCall;
    use nd_core::Array;

    /// A call with options.
    ///
    /// ```
    /// let (a, x) = (nd_core::arange(6).reshape((2, 3))?, nd_core::arange(2));
    /// // The matrices lie the other way round.
    /// assert_eq!(nd_linalg::matvec::with(&a, &x).axes([vec![1, 0], vec![0], vec![0]]).run()?.to_string(), "[3 4 5]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> GeneralizedCall<'a> {
        GeneralizedCall::new(super::MATVEC, a, b)
    }
}

/// Conjugated vectors times matrices: `(.., n), (.., n, m) -> (.., m)`.
///
/// ```
/// let a = nd_core::arange(6).reshape((2, 3))?;
/// assert_eq!(nd_linalg::vecmat(&nd_core::arange(2), &a)?.to_string(), "[3 4 5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`matmul`](fn@crate::matmul).
#[doc(alias = "numpy.vecmat")]
pub fn vecmat(a: &Array, b: &Array) -> Result<Array> {
    generalized(&VECMAT, [a, b], &Options::default())
}

/// The methods of [`vecmat`](fn@crate::vecmat).
pub mod vecmat {
    use crate::products::GeneralizedCall;
    use nd_core::Array;

    /// A call with options.
    ///
    /// ```
    /// let (x, a) = (nd_core::arange(2), nd_core::arange(6).reshape((2, 3))?);
    /// assert_eq!(nd_linalg::vecmat::with(&x, &a).dtype("f4")?.run()?.to_string(), "[3. 4. 5.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> GeneralizedCall<'a> {
        GeneralizedCall::new(super::VECMAT, a, b)
    }
}

/// The product over the last axes of the operands, which are those of the core.
pub(super) fn generalized(rule: &Rule, [a, b]: [&Array; 2], options: &Options<'_>) -> Result<Array> {
    let &Rule { name, signature, cores: [left, right], conjugate } = rule;
    rule.enough_axes([a, b])?;
    let dtype = options.loop_dtype(name, [a, b])?;
    // Vectors become matrices of one row or one column.
    let row = if left == 1 { Some(a.expand_dims(-2)?) } else { None };
    let column = if right == 1 { Some(b.expand_dims(-1)?) } else { None };
    let (a2, b2) = (row.as_ref().unwrap_or(a), column.as_ref().unwrap_or(b));
    let wanted = a2.shape()[a2.ndim() - 1];
    let found = b2.shape()[b2.ndim() - 2];
    if wanted != found {
        let (operand, dimension) = ("Input operand 1", 0);
        return Err(
            LinalgError::CoreLength { function: name, operand, dimension, signature, found, wanted }.into()
        );
    }
    let loops = [&a2.shape()[..a2.ndim() - 2], &b2.shape()[..b2.ndim() - 2]];
    let mut core = Vec::with_capacity(2);
    core.extend((left == 2).then(|| a2.shape()[a2.ndim() - 2]));
    core.extend((right == 2).then(|| b2.shape()[b2.ndim() - 1]));
    let mut shape = match loops {
        [loops, []] | [[], loops] => loops.to_vec(),
        _ => broadcast_shapes(&loops).map_err(|_| {
            let shapes = vec![(a.shape().to_vec(), loops[0].len()), (b.shape().to_vec(), loops[1].len())];
            LinalgError::Loops { shapes, core: core.clone() }
        })?,
    };
    shape.extend(&core);
    let result = match options.out {
        None => options.allocate(&shape, &dtype, [a, b])?,
        Some(out) => {
            options.check_cast(name, "output", &dtype, out.dtype())?;
            check_output(rule, out, &core, shape.len())?;
            out.alias()
        }
    };
    let mut target = result.alias();
    if left == 1 {
        target = target.expand_dims(if right == 1 { -1 } else { -2 })?;
    }
    if right == 1 {
        target = target.expand_dims(-1)?;
    }
    multiply(name, [a2, b2], &target, &dtype, conjugate)?;
    Ok(match options.out {
        Some(out) => out.clone(),
        None => result,
    })
}

/// An output must hold the core.
fn check_output(rule: &Rule, out: &Array, core: &[usize], ndim: usize) -> Result<()> {
    // Of an output with too few axes NumPy takes the first for the core's first.
    let found = &out.shape()[out.ndim().saturating_sub(core.len())..];
    let mut pairs = core.iter().zip(found).enumerate();
    if let Some((dimension, (&wanted, &found))) = pairs.find(|(_, (wanted, found))| wanted != found) {
        let (function, operand, signature) = (rule.name, "Output operand 0", rule.signature);
        return Err(LinalgError::CoreLength { function, operand, dimension, signature, found, wanted }.into());
    }
    if out.ndim() < ndim {
        return Err(LinalgError::OutputAxes.into());
    }
    Ok(())
}
