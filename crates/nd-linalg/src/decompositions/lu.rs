//! LU with partial pivoting, `P·A = L·U`: solving, inverting, determinants.

use super::field::{Field, scaled};
use super::workspace::{copy, memory, owned, product, threaded};
use crate::error::{LinalgError, MatrixError};
use crate::gemm::faer::{lend, lend_mut};
use crate::stack::{Types, field, shape, square};
use faer::dyn_stack::MemStack;
use faer::linalg::lu::partial_pivoting::{factor, inverse, solve as back};
use faer::perm::PermRef;
use faer::reborrow::ReborrowMut;
use faer::{Mat, MatMut, MatRef};
use nd_core::{Array, CoreCall, Result, broadcast_shapes, empty};
use std::hint::black_box;

/// The factors of one matrix.
struct Lu<T> {
    /// `U` in the upper triangle, `L` without its diagonal of ones below.
    factors: Mat<T>,
    forward: Vec<usize>,
    backward: Vec<usize>,
    /// Whether the rows were swapped an odd number of times.
    odd: bool,
}

impl<T: Field> Lu<T> {
    /// Factors a square matrix.
    fn new(a: MatRef<'_, T>, threads: usize) -> Result<Lu<T>> {
        let n = a.nrows();
        let mut factors = owned(a)?;
        let (mut forward, mut backward) = (vec![0; n], vec![0; n]);
        let odd = threaded(threads, product(&[n, n, n]), |par| -> Result<bool> {
            let params = Default::default();
            let mut buffer = memory(factor::lu_in_place_scratch::<usize, T>(n, n, par, params))?;
            let stack = MemStack::new(&mut buffer);
            let (info, _) =
                factor::lu_in_place(factors.as_mut(), &mut forward, &mut backward, par, stack, params);
            Ok(info.transposition_count % 2 == 1)
        })?;
        Ok(Lu { factors, forward, backward, odd })
    }

    /// The elements of `U`'s diagonal. What elimination leaves behind a pivot of exactly zero means nothing, so all that
    /// follow it count as zero.
    fn pivots(&self) -> impl Iterator<Item = T> + '_ {
        let mut singular = false;
        (0..self.factors.nrows()).map(move |i| {
            let pivot = if singular { T::real(0.0) } else { self.factors[(i, i)] };
            singular = pivot.modulus() == 0.0;
            pivot
        })
    }

    /// The product of the pivots, with powers of two kept apart: no part of it overflows unless all of it does.
    fn determinant(&self) -> T {
        if self.check().is_err() {
            return T::real(0.0);
        }
        let (mut product, mut exponent) = (T::real(if self.odd { -1.0 } else { 1.0 }), 0);
        for pivot in self.pivots() {
            let own = pivot.exponent();
            product *= scaled(pivot, -i64::from(own));
            let grown = product.exponent();
            product = scaled(product, -i64::from(grown));
            exponent += i64::from(own) + i64::from(grown);
        }
        scaled(product, exponent)
    }

    /// The error of a matrix without an inverse: a pivot of exactly zero, as LAPACK has it.
    fn check(&self) -> Result<()> {
        match self.pivots().any(|pivot| pivot.modulus() == 0.0) {
            true => Err(MatrixError::Singular.into()),
            false => Ok(()),
        }
    }

    fn permutation(&self) -> PermRef<'_, usize> {
        PermRef::new_checked(&self.forward, &self.backward, self.forward.len())
    }

    /// `x = A⁻¹ · x`.
    fn solve(&self, x: MatMut<'_, T>, threads: usize) -> Result<()> {
        let (n, columns) = (self.factors.nrows(), x.ncols());
        threaded(threads, product(&[n, n, columns]), |par| {
            let mut buffer = memory(back::solve_in_place_scratch::<usize, T>(n, columns, par))?;
            let (factors, stack) = (self.factors.as_ref(), MemStack::new(&mut buffer));
            back::solve_in_place(factors, factors, self.permutation(), x, par, stack);
            Ok(())
        })
    }

    /// `out = A⁻¹`.
    fn invert(&self, out: MatMut<'_, T>, threads: usize) -> Result<()> {
        let n = self.factors.nrows();
        threaded(threads, product(&[n, n, n]), |par| {
            let mut buffer = memory(inverse::inverse_scratch::<usize, T>(n, par))?;
            let (factors, stack) = (self.factors.as_ref(), MemStack::new(&mut buffer));
            inverse::inverse(out, factors, factors, self.permutation(), par, stack);
            Ok(())
        })
    }
}

/// Multiplications in a factorisation, as the engine counts work.
fn cost(n: usize) -> usize {
    (product(&[n, n, n]) / 8).max(64)
}

/// The inverse of a square matrix, or of each of a stack.
///
/// ```
/// let a = nd_core::array![[2.0, 0.0], [0.0, 4.0]];
/// assert_eq!(nd_linalg::inv(&a)?.to_string(), "[[0.5  0.  ]\n [0.   0.25]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are singular or not square; `float16`.
#[doc(alias = "numpy.linalg.inv")]
pub fn inv(a: &Array) -> Result<Array> {
    inverses(a, false)
}

/// [`inv`] with NaN for matrices without an inverse.
///
/// # Errors
/// As there, but for singular matrices.
pub(crate) fn inv_or_nan(a: &Array) -> Result<Array> {
    inverses(a, true)
}

fn inverses(a: &Array, or_nan: bool) -> Result<Array> {
    let (_, n) = square(a)?;
    let types = Types::of("inv", &[a])?;
    let result = empty(a.shape(), types.result())?;
    if n > 0 {
        field!(types, T => CoreCall::new("inv")
        .read(a, 2, &<T as nd_core::Element>::DTYPE)
        .write(&result, 2, &<T as nd_core::Element>::DTYPE)
        .cost(cost(n))
        .run(|| (), |_, core| {
            let lu = Lu::new(lend(core.view::<T>(0)), core.threads())?;
            let mut out = lend_mut(core.view_mut::<T>(1));
            match lu.check() {
                Ok(()) => lu.invert(out, core.threads()),
                Err(_) if or_nan => { out.fill(T::real(f64::NAN)); Ok(()) }
                Err(singular) => Err(singular),
            }
        }))?;
    }
    Ok(result)
}

/// The solution `x` of `a · x = b`, for one right-hand side or a matrix of them; stacks broadcast.
///
/// A `b` with one axis is a vector: `(.., m, m), (m) -> (.., m)`. Otherwise it is a stack of matrices:
/// `(.., m, m), (.., m, k) -> (.., m, k)`.
///
/// ```
/// use nd_core::array;
/// let x = nd_linalg::solve(&array![[3.0, 1.0], [1.0, 2.0]], &array![9.0, 8.0])?;
/// assert_eq!(x.to_string(), "[2. 3.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are singular or not square, lengths that differ, `float16`.
#[doc(alias = "numpy.linalg.solve")]
pub fn solve(a: &Array, b: &Array) -> Result<Array> {
    let (loops, n) = square(a)?;
    let vector = b.ndim() == 1;
    let (function, signature) =
        if vector { ("solve1", "(m,m),(m)->(m)") } else { ("solve", "(m,m),(m,n)->(m,n)") };
    let types = Types::of(function, &[a, b])?;
    let core = if vector { 1 } else { 2 };
    if b.ndim() < core {
        let (operand, has, requires) = (1, b.ndim(), core);
        return Err(LinalgError::CoreAxes { function, operand, has, signature, requires }.into());
    }
    let column = if vector { Some(b.expand_dims(-1)?) } else { None };
    let b2 = column.as_ref().unwrap_or(b);
    let [others @ .., rows, columns] = b2.shape() else { return Err(LinalgError::OutputAxes.into()) };
    if *rows != n {
        let (operand, dimension, found, wanted) = ("Input operand 1", 0, *rows, n);
        return Err(LinalgError::CoreLength { function, operand, dimension, signature, found, wanted }.into());
    }
    let core_shape = &b.shape()[b.ndim() - core..];
    let all = broadcast_shapes(&[loops, others]).map_err(|_| {
        let shapes = vec![(a.shape().to_vec(), loops.len()), (b.shape().to_vec(), others.len())];
        LinalgError::Loops { shapes, core: core_shape.to_vec() }
    })?;
    let result = empty(shape(&all, core_shape), types.result())?;
    let target = if vector { result.expand_dims(-1)? } else { result.alias() };
    if n > 0 {
        field!(types, T => CoreCall::new(function)
        .read(a, 2, &<T as nd_core::Element>::DTYPE)
        .read(b2, 2, &<T as nd_core::Element>::DTYPE)
        .write(&target, 2, &<T as nd_core::Element>::DTYPE)
        .cost(cost(n).saturating_add(product(&[n, n, *columns]) / 8))
        .run(|| (), |_, core| {
            let lu = Lu::new(lend(core.view::<T>(0)), core.threads())?;
            lu.check()?;
            let b = lend(core.view::<T>(1));
            let mut x = lend_mut(core.view_mut::<T>(2));
            copy(b, x.rb_mut());
            lu.solve(x, core.threads())
        }))?;
    }
    Ok(result)
}

/// The determinant of a square matrix, or of each of a stack; that of a matrix without elements is one.
///
/// ```
/// let a = nd_core::array![[1.0, 2.0], [3.0, 4.0]];
/// assert!((nd_linalg::det(&a)?.item::<f64>()? + 2.0).abs() < 1e-14);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are not square; `float16`.
#[doc(alias = "numpy.linalg.det")]
pub fn det(a: &Array) -> Result<Array> {
    let (loops, n) = square(a)?;
    let types = Types::of("det", &[a])?;
    let result = empty(loops, types.result())?;
    field!(types, T => CoreCall::new("det")
    .read(a, 2, &<T as nd_core::Element>::DTYPE)
    .write(&result, 0, &<T as nd_core::Element>::DTYPE)
    .cost(cost(n))
    .run(|| (), |_, core| {
        let mut out = core.view_mut::<T>(1);
        out[[]] = if n == 0 { T::real(1.0) } else {
            let lu = Lu::new(lend(core.view::<T>(0)), core.threads())?;
            let determinant = lu.determinant();
            // Too large or too small, if the pivots as they are multiply to that.
            let size = determinant.modulus();
            if size.is_infinite() || size == 0.0 && lu.check().is_ok() {
                core.float_errors_of(|| {
                    black_box(lu.pivots().fold(T::real(1.0), |product, pivot| product * pivot));
                });
            }
            determinant
        };
        Ok(())
    }))?;
    Ok(result)
}

/// The sign and the logarithm of the absolute value of a determinant: [`slogdet`].
#[derive(Clone, Debug)]
pub struct Slogdet {
    /// 1, 0 or -1; for complex matrices a number of absolute value 1, or 0.
    pub sign: Array,
    /// The natural logarithm of the absolute value; minus infinity for singular matrices.
    pub logabsdet: Array,
}

/// The determinant in a form that neither overflows nor underflows: `sign * exp(logabsdet)`.
///
/// ```
/// use nd_core::identity;
/// let big = &identity(400)? * 10.0;
/// assert_eq!(nd_linalg::det(&big)?.to_string(), "inf");
/// let parts = nd_linalg::slogdet(&big)?;
/// assert_eq!((parts.sign.item::<f64>()?, parts.logabsdet.item::<f64>()?.round()), (1.0, 921.0));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are not square; `float16`.
#[doc(alias = "numpy.linalg.slogdet")]
pub fn slogdet(a: &Array) -> Result<Slogdet> {
    let (loops, n) = square(a)?;
    let types = Types::of("slogdet", &[a])?;
    let (sign, logabsdet) = (empty(loops, types.result())?, empty(loops, types.real())?);
    field!(types, T => CoreCall::new("slogdet")
    .read(a, 2, &<T as nd_core::Element>::DTYPE)
    .write(&sign, 0, &<T as nd_core::Element>::DTYPE)
    .write(&logabsdet, 0, &nd_core::DType::F64)
    .cost(cost(n))
    .run(|| (), |_, core| {
        let (mut unit, mut log) = (T::real(1.0), 0.0);
        if n > 0 {
            let lu = Lu::new(lend(core.view::<T>(0)), core.threads())?;
            unit = T::real(if lu.odd { -1.0 } else { 1.0 });
            if lu.check().is_err() {
                (unit, log) = (T::real(0.0), f64::NEG_INFINITY);
            } else {
                for pivot in lu.pivots() {
                    unit *= pivot.unit();
                    log += pivot.modulus().ln();
                }
            }
        }
        core.view_mut::<T>(1)[[]] = unit;
        core.view_mut::<f64>(2)[[]] = log;
        Ok(())
    }))?;
    Ok(Slogdet { sign, logabsdet })
}
