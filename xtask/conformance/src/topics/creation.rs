//! Creation, joins, and the spellings of dtypes.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Linspace, Weak};

use super::arithmetic::order_of;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    Ok(match call.op() {
        "arange" => return arange(call),
        "linspace" => {
            let count = usize::try_from(call.int(2)?).map_err(|error| error.to_string())?;
            let line = Linspace::new(call.float(0)?, call.float(1)?, count);
            let whole = matches!(call.given(3)?, Given::Bool(true));
            (if whole { line } else { line.exclusive() }).build()?.into()
        }
        "zeros" => nd::zeros(call.ints(0)?, call.dtype(1)?)?.into(),
        "ones" => nd::ones(call.ints(0)?, call.dtype(1)?)?.into(),
        "full" => nd::full(call.ints(0)?, call.operand(1)?)?.into(),
        "eye" => {
            let (rows, cols) = (call.int(0)? as usize, call.int(1)? as usize);
            nd::eye(rows, cols, call.int(2)? as isize, call.dtype(3)?)?.into()
        }
        "identity" => nd::identity(call.int(0)? as usize)?.into(),
        "zeros_like" => nd::zeros_like(&call.array(0)?)?.into(),
        "ones_like" => nd::ones_like(&call.array(0)?)?.into(),
        "full_like" => nd::full_like(&call.array(0)?, call.operand(1)?)?.into(),
        "strides_like" => nd::zeros_like(&call.array(0)?)?.strides().into(),
        "strides_of_copy" => call.array(0)?.copy_in(order_of(call.text(1)?)?)?.strides().into(),
        "concatenate" | "stack" => {
            let arrays = call.arrays()?;
            let arrays: Vec<&Array> = arrays.iter().collect();
            let axis = call.int(1)? as isize;
            match call.op() {
                "stack" => nd::stack(&arrays, axis)?.into(),
                _ => nd::concatenate(&arrays, axis)?.into(),
            }
        }
        "dtype" => call.dtype(0)?.into(),
        "dtype_str" => call.dtype(0)?.descr_str().into(),
        "dtype_name" => call.dtype(0)?.name().into(),
        "itemsize" => call.dtype(0)?.itemsize().into(),
        _ => return call.unknown(),
    })
}

fn arange(call: &Call) -> Outcome {
    let all = |i: usize| -> Result<f64, Failure> { call.float(i) };
    let whole = (0..call.len()).all(|i| matches!(call.given(i), Ok(Given::Weak(Weak::Int(_)))));
    let made = match (whole, call.len()) {
        (true, 1) => nd::try_arange(call.int(0)?),
        (true, 2) => nd::try_arange((call.int(0)?, call.int(1)?)),
        (true, _) => nd::try_arange((call.int(0)?, call.int(1)?, call.int(2)?)),
        (false, 1) => nd::try_arange(all(0)?),
        (false, 2) => nd::try_arange((all(0)?, all(1)?)),
        (false, _) => nd::try_arange((all(0)?, all(1)?, all(2)?)),
    };
    Ok(made?.into())
}
