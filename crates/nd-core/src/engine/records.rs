//! Comparison of records: equal where all of their fields are.
//!
//! Records have no order and no arithmetic, so this is all that functions do with them. The fields are compared by the same
//! function, and what it says of them is folded: with `and` for equality, with `or` for inequality.

#![forbid(unsafe_code)]

use super::arg::Arg;
use super::call::CallOptions;
use super::elementwise::{Elementwise, UfuncError};
use super::reduce::ReduceOptions;
use crate::array::Array;
use crate::generated::operators::{BITWISE_AND, BITWISE_OR};
use crate::layout::broadcast_operands;
use nd_dtype::{Casting, DType, Result, promote_types};

impl Elementwise {
    /// The call, if it compares records for equality; `None` if the table has to decide.
    pub(super) fn call_records(&self, args: &[Arg<'_>], options: &CallOptions<'_>) -> Option<Result<Array>> {
        let [Arg::Array(x), Arg::Array(y)] = args else { return None };
        let equal = match self.name {
            "equal" => true,
            "not_equal" => false,
            _ => return None,
        };
        let records = |array: &Array| array.dtype.kind() == 'V';
        if !records(x) || !records(y) {
            return None;
        }
        Some(self.compare_records(x, y, equal, options))
    }

    fn compare_records(&self, x: &Array, y: &Array, equal: bool, options: &CallOptions<'_>) -> Result<Array> {
        let shape = broadcast_operands(&[x.shape(), y.shape()])?;
        let common = promote_types(&x.dtype, &y.dtype).map_err(|_| {
            let found = vec![x.dtype.clone(), y.dtype.clone()];
            UfuncError::NoLoop { name: self.name, found }
        })?;
        let (x, y) = (x.broadcast_to(&shape[..])?, y.broadcast_to(&shape[..])?);
        let fold = if equal { &BITWISE_AND } else { &BITWISE_OR };
        let result = self.compare_parts(&x.astype_view(&common)?, &y.astype_view(&common)?, fold)?;
        if options.out.is_none() && options.where_.is_none() {
            return Ok(result);
        }
        self.deliver_truth(result, options, options.casting.unwrap_or(Casting::SameKind))
    }

    /// Compares arrays of one shape and dtype, of any kind, and folds what their parts say.
    fn compare_parts(&self, x: &Array, y: &Array, fold: &Elementwise) -> Result<Array> {
        let Some(fields) = x.dtype.struct_type() else {
            if x.dtype.kind() != 'V' {
                return self.binary(Arg::Array(x), Arg::Array(y));
            }
            // Raw bytes are equal if all of them are.
            let bytes = DType::subarray(DType::U8, [x.itemsize()])?;
            let [x, y] = [x, y].map(|array| array.alias().with_dtype(bytes.clone()).expanded());
            return all(&self.binary(Arg::Array(&x?), Arg::Array(&y?))?, fold, 1);
        };
        let mut result: Option<Array> = None;
        for field in fields.iter() {
            let (a, b) = (x.field(&field.name)?, y.field(&field.name)?);
            let told = self.compare_parts(&a, &b, fold)?;
            let told = all(&told, fold, told.ndim() - x.ndim())?;
            result = Some(match result {
                None => told,
                Some(before) => fold.binary(Arg::Array(&before), Arg::Array(&told))?,
            });
        }
        match result {
            Some(result) => Ok(result),
            // Records without fields are all the same.
            None => {
                let same = crate::array::zeros(x.shape(), DType::BOOL)?;
                same.fill(self.name == "equal")?;
                Ok(same)
            }
        }
    }
}

/// The fold over the last `axes` axes.
fn all(told: &Array, fold: &Elementwise, axes: usize) -> Result<Array> {
    if axes == 0 {
        return Ok(told.clone());
    }
    let last: Vec<isize> = (1..=axes as isize).map(|axis| -axis).collect();
    fold.reduce(told, &ReduceOptions { axes: last.into(), ..ReduceOptions::default() })
}
