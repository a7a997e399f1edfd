//! In which dtypes an iteration hands out its operands, and which of them are converted once and for all.

#![forbid(unsafe_code)]

use super::operand::Flow;
use super::{IterError, IterOperand, NdIterBuilder};
use crate::array::Array;
use nd_dtype::{DType, Result, TypeArg, can_cast, promote_types, result_type};

impl NdIterBuilder {
    /// The dtypes in which elements are handed out, held against those of the operands.
    pub(super) fn dtypes(&self) -> Result<Vec<DType>> {
        let own = |op: &IterOperand| {
            let array = op.array.as_ref()?;
            let dtype = op.dtype.clone().unwrap_or_else(|| array.dtype.clone());
            Some((op.ordered(dtype), array.ndim()))
        };
        let found: Vec<(DType, usize)> = self.operands.iter().filter_map(own).collect();
        let common = match &found[..] {
            [] => None,
            // The byte order of an only operand is kept, but for one without axes, as in NumPy.
            [(only, 1..)] => Some(only.clone()),
            [(only, _)] => Some(promote_types(only, only)?),
            // All at once: two by two, integers of both signs would grow before they meet a float.
            several => {
                let types: Vec<TypeArg<'_>> =
                    several.iter().map(|(dtype, _)| TypeArg::Strong(dtype)).collect();
                Some(result_type(&types)?)
            }
        };
        let rule = self.casting;
        let mut converts = false;
        let dtypes: Result<Vec<DType>> = self
            .operands
            .iter()
            .enumerate()
            .map(|(operand, op)| {
                let Some(array) = &op.array else {
                    let usual = if op.is_mask { Some(DType::BOOL) } else { common.clone() };
                    return Ok(op.dtype.clone().or(usual).unwrap_or(DType::F64));
                };
                let own = &array.dtype;
                let shared = common.clone().filter(|_| self.common_dtype);
                let wanted = &op.ordered(op.dtype.clone().or(shared).unwrap_or_else(|| own.clone()));
                if op.flow != Flow::Write && !can_cast(own, wanted, rule) {
                    return Err(
                        IterError::Read { operand, from: own.clone(), to: wanted.clone(), rule }.into()
                    );
                }
                if op.flow != Flow::Read && !can_cast(wanted, own, rule) {
                    return Err(
                        IterError::Write { operand, from: wanted.clone(), to: own.clone(), rule }.into()
                    );
                }
                converts |= (wanted != own || op.is_misaligned()) && !self.is_copied(op, wanted);
                Ok(wanted.clone())
            })
            .collect();
        // A cast that the rule forbids is said first, of whichever operand.
        match dtypes {
            Ok(_) if converts && self.buffer.is_none() => Err(IterError::NotBuffered.into()),
            dtypes => dtypes,
        }
    }

    /// Whether the operand is converted once and for all: one element to be read is where there are no buffers, and others if
    /// they ask for it.
    pub(super) fn is_copied(&self, op: &IterOperand, wanted: &DType) -> bool {
        let copied = |array: &Array| {
            (array.dtype != *wanted || op.is_misaligned())
                && (op.copied || (array.ndim() == 0 && self.buffer.is_none()))
        };
        op.flow == Flow::Read && op.array.as_ref().is_some_and(copied)
    }
}
