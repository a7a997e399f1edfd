//! Casts, promotion, casting rules.

#![forbid(unsafe_code)]

use nd::TypeArg;
use nd::prelude::*;

use crate::case::{Call, Outcome, casting};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    Ok(match call.op() {
        "astype" => call.array(0)?.astype(call.dtype(1)?)?.into(),
        "strides_of_astype" => call.array(0)?.astype(call.dtype(1)?)?.strides().into(),
        "promote_types" => nd::promote_types(&call.dtype(0)?, &call.dtype(1)?)?.into(),
        "can_cast" => nd::can_cast(&call.dtype(0)?, &call.dtype(1)?, casting(call.text(2)?)?).into(),
        "result_type" => return result_type(call),
        "assign" => {
            let x = call.array(0)?;
            x.assign(call.operand(1)?)?;
            x.into()
        }
        "fill" => {
            let x = call.array(0)?;
            x.fill(call.operand(1)?)?;
            x.into()
        }
        _ => return call.unknown(),
    })
}

fn result_type(call: &Call) -> Outcome {
    let dtype = |i: usize| -> Result<Option<DType>, Failure> {
        Ok(match call.operand(i)? {
            Given::Array(array) => Some(array.dtype().clone()),
            Given::Scalar(scalar) => Some(scalar.dtype()),
            Given::Bool(_) => Some(DType::BOOL),
            _ => None,
        })
    };
    let strong = (0..call.len()).map(dtype).collect::<Result<Vec<_>, _>>()?;
    let mut args = Vec::new();
    for (i, strong) in strong.iter().enumerate() {
        args.push(match (strong, call.operand(i)?) {
            (Some(dtype), _) => TypeArg::Strong(dtype),
            (None, Given::Weak(weak)) => TypeArg::Weak(*weak),
            (None, other) => return Err(Failure::Case(format!("{other:?} has no type"))),
        });
    }
    Ok(nd::result_type(&args)?.into())
}
