//! Products, norms, solvers; what of a factorisation does not depend on the algorithm.

#![forbid(unsafe_code)]

use nd::linalg::{self, NormOptions, Order, TensorAxes, ord};
use nd::prelude::*;

use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    match call.op() {
        "norm" | "vector_norm" | "matrix_norm" | "cond" => return norm(call),
        "lstsq" | "slogdet" | "svd_shapes" | "qr_shapes" => return several(call),
        "multi_dot" => {
            let arrays = call.arrays()?;
            return Ok(linalg::multi_dot(&arrays.iter().collect::<Vec<_>>())?.into());
        }
        _ => {}
    }
    let a = call.array(0)?;
    let b = || call.array(1);
    Ok(match call.op() {
        "matmul" => match call.array_keyword("out")? {
            Some(out) => nd::matmul::with(&a, &b()?).out(&out).run()?,
            None => nd::matmul(&a, &b()?)?,
        },
        "dot" => a.dot(&b()?)?,
        "dot_out" => nd::dot::with(&a, &b()?).out(&call.array(2)?).run()?,
        "inner" => nd::inner(&a, &b()?)?,
        "vdot" => nd::vdot(&a, &b()?)?,
        "vecdot" => nd::vecdot(&a, &b()?)?,
        "matvec" => nd::matvec(&a, &b()?)?,
        "vecmat" => nd::vecmat(&a, &b()?)?,
        "outer" => nd::outer(&a, &b()?)?,
        "kron" => nd::kron(&a, &b()?)?,
        "tensordot" => nd::tensordot(&a, &b()?, axes(call.given(2)?)?)?,
        "inv" => linalg::inv(&a)?,
        "det" => linalg::det(&a)?,
        "eigvalsh" => linalg::eigvalsh(&a)?,
        "eigvals_dtype" => return Ok(linalg::eigvals(&a)?.dtype().clone().into()),
        "svdvals" => linalg::svdvals(&a)?,
        "cholesky" if call.flag("upper") => linalg::cholesky::with(&a).upper().run()?,
        "cholesky" => linalg::cholesky(&a)?,
        "pinv" => linalg::pinv(&a)?,
        "matrix_rank" => linalg::matrix_rank(&a)?,
        "matrix_power" => linalg::matrix_power(&a, call.int(1)?)?,
        "matrix_transpose" => nd::matrix_transpose(&a)?,
        "solve" => linalg::solve(&a, &b()?)?,
        "tensorsolve" => linalg::tensorsolve(&a, &b()?)?,
        "tensorinv" => linalg::tensorinv(&a, call.int(1)? as usize)?,
        "qr_r" => {
            let r = linalg::qr::with(&a).r()?;
            // The absolute value of each element.
            linalg::vector_norm(&r.expand_dims(-1)?, ord(2).axis(-1))?
        }
        _ => return call.unknown(),
    }
    .into())
}

fn axes(given: &Given) -> Result<TensorAxes, Failure> {
    Ok(match given {
        Given::Tuple(pair) | Given::List(pair) => (pair[0].ints()?, pair[1].ints()?).into(),
        one => TensorAxes::Count(one.int()? as isize),
    })
}

fn order(given: Option<&Given>) -> Result<Order, Failure> {
    Ok(match given {
        None | Some(Given::None) => Order::default(),
        Some(Given::Text(name)) => match name.as_str() {
            "fro" => "fro".into(),
            "nuc" => "nuc".into(),
            "foo" => "foo".into(),
            other => return Err(Failure::Case(format!("no order '{other}'"))),
        },
        Some(number) => number.float()?.into(),
    })
}

fn norm(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let place = |i: usize| call.given(i).ok();
    let order = order(call.keyword("ord").or(place(1)))?;
    let mut options: NormOptions = ord(order);
    if let Some(given) = call.keyword("axis").or(place(2))
        && !matches!(given, Given::None)
    {
        options = options.axis(given.ints()?);
    }
    if call.flag("keepdims") || matches!(place(3), Some(Given::Bool(true))) {
        options = options.keepdims();
    }
    Ok(match call.op() {
        "norm" => linalg::norm(&x, options)?,
        "vector_norm" => linalg::vector_norm(&x, options)?,
        "matrix_norm" => linalg::matrix_norm(&x, options)?,
        _ => linalg::cond(&x, order)?,
    }
    .into())
}

fn several(call: &Call) -> Outcome {
    let a = call.array(0)?;
    let tuple = |items: Vec<Answer>| Ok(Answer::Tuple(items));
    match call.op() {
        "slogdet" => {
            let parts = linalg::slogdet(&a)?;
            tuple(vec![parts.sign.into(), parts.logabsdet.into()])
        }
        "lstsq" => {
            let fit = linalg::lstsq(&a, &call.array(1)?)?;
            tuple(vec![fit.x.into(), fit.residuals.into()])
        }
        "svd_shapes" => {
            let full = matches!(call.given(1)?, Given::Bool(true));
            let found = if full { linalg::svd(&a)? } else { linalg::svd::with(&a).thin().run()? };
            tuple(vec![found.u.shape().into(), found.s.shape().into(), found.vh.shape().into()])
        }
        _ => {
            let complete = call.text(1)? == "complete";
            let call = linalg::qr::with(&a);
            let found = if complete { call.complete().run()? } else { call.run()? };
            tuple(vec![found.q.shape().into(), found.r.shape().into()])
        }
    }
}
