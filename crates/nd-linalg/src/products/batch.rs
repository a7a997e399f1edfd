//! The one call behind every product: stacks of matrices through the engine's generalized call.
//!
//! An operand of fewer axes was given its missing core axis by the caller, so here everything is
//! `(.., m, k) · (.., k, n) -> (.., m, n)`. Transposed, reversed and broadcast operands arrive as strides.

#![forbid(unsafe_code)]

use crate::gemm::matrix::{Matrix, Product, Products};
use crate::gemm::{Multiply, scalar};
use nd_core::kernel::dispatch;
use nd_core::{Array, Core, CoreCall, DType, Num, Result, UfuncError, View, empty, result_type};
use nd_index::s;
use nd_ufunc::MathExt;

/// The dtype that the product of two arrays has.
///
/// # Errors
/// Dtypes without a product.
pub(crate) fn product_dtype(function: &'static str, [a, b]: [&Array; 2]) -> Result<DType> {
    if let (Some(num), true) = (a.dtype().native_num(), a.dtype() == b.dtype()) {
        return Ok(DType::from_num(num));
    }
    let found = || vec![a.dtype().clone(), b.dtype().clone()];
    if [a, b].iter().any(|x| *x.dtype() == DType::OBJECT) {
        return Ok(DType::OBJECT);
    }
    if a.dtype().num().is_none() || b.dtype().num().is_none() {
        return Err(UfuncError::NoLoop { name: function, found: found() }.into());
    }
    let common = result_type(&[a.dtype().into(), b.dtype().into()])?;
    match common.num() {
        Some(num) => Ok(DType::from_num(num)),
        None => Err(UfuncError::NoLoop { name: function, found: found() }.into()),
    }
}

/// `out = a · b` over stacks; with `conjugate`, of the conjugate of `a`, whose matrices then have one row.
///
/// # Errors
/// As [`CoreCall::run`].
pub(crate) fn multiply(
    function: &'static str,
    operands: [&Array; 2],
    out: &Array,
    dtype: &DType,
    conjugate: bool,
) -> Result<()> {
    let Some(num) = dtype.native_num() else { return multiply_objects(operands, out, conjugate) };
    if num.is_half() {
        // NumPy sums float16 in float32 and rounds once; so is bfloat16.
        return run::<f32>(CoreCall::new(function).rounds(), operands, out, false, scalar::in_order_f32);
    }
    dispatch!(num, T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, C64, C128] => {
        run::<T>(CoreCall::new(function), operands, out, conjugate && matches!(num, Num::C64 | Num::C128), T::multiply)
    }, else => Ok(()))
}

/// Products of objects, which are their own: column by column, each element the sum of its products from first to last.
fn multiply_objects([a, b]: [&Array; 2], out: &Array, conjugate: bool) -> Result<()> {
    let a = if conjugate { nd_ufunc::conjugate(a)? } else { a.clone() };
    // Apart from `out`, which may be an operand's memory too.
    let result = empty(out.shape(), DType::OBJECT)?;
    for column in 0..b.shape()[b.ndim() - 1] as isize {
        let products = nd_ufunc::multiply(&a, b.slice(s![..., column])?.expand_dims(-2)?)?;
        result.slice(s![..., column])?.assign(products.sum(-1)?)?;
    }
    out.assign(&result)
}

fn run<'a, T: Multiply>(
    call: CoreCall<'a>,
    [a, b]: [&'a Array; 2],
    out: &'a Array,
    conjugate: bool,
    multiply: fn(Products<'_, T>),
) -> Result<()> {
    let dtype = T::DTYPE;
    let lengths = |x: &Array| [x.shape()[x.ndim() - 2], x.shape()[x.ndim() - 1]];
    let ([m, k], [_, n]) = (lengths(a), lengths(b));
    // The engine counts elements that an addition would touch; a matrix kernel does about eight times as much in the time.
    let cost = (m.saturating_mul(n).saturating_mul(k) / 8).max(m.saturating_mul(n)).max(1);
    let kernel = |row: &mut Vec<T>, core: &mut Core<'_>| {
        let (a, b, mut c) = (core.view::<T>(0), core.view::<T>(1), core.view_mut::<T>(2));
        let products = Products::of(a, b, &mut c, core.threads());
        if conjugate {
            products.for_each(|product| {
                row.clear();
                row.extend((0..k).map(|p| product.a.get(0, p).conj()));
                let a = Matrix::packed(row, 1, k);
                multiply(Products::one(Product::new(a, product.b, product.c, product.threads)));
            });
        } else {
            multiply(products);
        }
        core.float_errors_of(|| sum_again(a, b, c.as_view(), conjugate));
        Ok(())
    };
    call.read(a, 2, &dtype).read(b, 2, &dtype).write(out, 2, &dtype).cost(cost).runs().run(Vec::new, kernel)
}

/// Sums again, one product after the other, what came out infinite, NaN, zero or subnormal: only there can something have
/// gone wrong on the way, and only a plain loop raises the processor's flags for that and nothing else.
fn sum_again<T: Multiply>(a: View<'_, T>, b: View<'_, T>, c: View<'_, T>, conjugate: bool) {
    let &[items, rows, columns] = c.shape() else { return };
    for (item, i, j) in
        (0..items).flat_map(|t| (0..rows).flat_map(move |i| (0..columns).map(move |j| (t, i, j))))
    {
        if c[[item, i, j]].is_ordinary() {
            continue;
        }
        let left = |p| if conjugate { a[[item, i, p]].conj() } else { a[[item, i, p]] };
        let sum = (0..a.shape()[2]).fold(T::ZERO, |sum, p| T::add_product(sum, left(p), b[[item, p, j]]));
        std::hint::black_box(sum);
    }
}
