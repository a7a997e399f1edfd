//! Folds of times: those of their counts, by a function of counts.

use super::tables::{ADD, FMIN, MAXIMUM, REMAINDER, Rule, SUBTRACT};
use crate::array::Array;
use crate::engine::arg::Arg;
use crate::engine::elementwise::{Elementwise, UfuncError};
use crate::engine::reduce::{Initial, ReduceOptions};
use nd_dtype::{ByteOrder, DType, Result, Scalar, Temporal};

/// A fold of times, as one of counts.
pub(crate) struct CountFold<'a> {
    /// The function of counts.
    pub(crate) function: &'a Elementwise,
    /// The array's counts.
    pub(crate) counts: Array,
    /// What the results are, if they are counts too.
    kind: Option<Temporal>,
}

impl Elementwise {
    /// How a fold of `array` is one of counts; `None` if the array has no times.
    ///
    /// # Errors
    /// A function that does not fold such times.
    pub(crate) fn count_fold<'a>(
        &'a self,
        array: &Array,
        options: &ReduceOptions<'_>,
        method: &'static str,
    ) -> Result<Option<CountFold<'a>>> {
        if let Some(asked) = options.dtype.as_ref().and_then(DType::temporal)
            && !asked.resolution().is_generic()
        {
            return Err(UfuncError::Details.into());
        }
        let Some(kind) = array.dtype.temporal() else { return Ok(None) };
        let (span, pair) = (!kind.is_datetime(), [Arg::Array(array), Arg::Array(array)]);
        let name = self.name;
        let unfit = |result: DType| {
            let own = DType::from_temporal(kind, ByteOrder::NATIVE);
            let found = vec![own.clone(), own, result];
            Err(UfuncError::FoldTypes { name, method, found }.into())
        };
        let (function, kind): (&'a Elementwise, Option<Temporal>) = match Rule::of(name) {
            Some(Rule::Add) if span => (&ADD, Some(kind)),
            Some(Rule::Subtract) if span => (&SUBTRACT, Some(kind)),
            Some(Rule::Remainder) if span => (&REMAINDER, Some(kind)),
            Some(Rule::Extreme(_)) if name == "maximum" => (&MAXIMUM, Some(kind)),
            Some(Rule::Extreme(_)) if name == "fmin" => (&FMIN, Some(kind)),
            Some(Rule::Extreme(_)) => (self, Some(kind)),
            Some(Rule::Logical) => (self, None),
            Some(Rule::Compare(_)) => return Err(UfuncError::NoMatch { name }.into()),
            Some(Rule::Subtract) => return unfit(DType::timedelta(kind.resolution())),
            Some(Rule::Divide) if span => return unfit(DType::F64),
            Some(Rule::FloorDivide) if span => return unfit(DType::I64),
            _ => {
                // Whatever the function says to two such operands.
                self.resolve_times(&pair, None)?;
                return Err(UfuncError::NoMatch { name }.into());
            }
        };
        Ok(Some(CountFold { function, counts: array.as_counts()?, kind }))
    }
}

impl CountFold<'_> {
    /// The options for the fold of counts, which writes to memory of its own.
    ///
    /// # Errors
    /// An initial value that is no such time.
    pub(crate) fn options<'b>(&self, options: &ReduceOptions<'b>) -> Result<ReduceOptions<'b>> {
        let mut own = ReduceOptions { out: None, dtype: None, ..options.clone() };
        if let (Some(Initial(Ok(value))), Some(kind)) = (&options.initial, self.kind) {
            let value = value.cast(&DType::from_temporal(kind, ByteOrder::NATIVE))?;
            own.initial = value.ticks().map(|(ticks, _)| Initial(Ok(Scalar::I64(ticks))));
        }
        Ok(own)
    }

    /// The results of the fold as times again.
    pub(crate) fn finish(&self, counts: Array) -> Array {
        match self.kind {
            Some(kind) => counts.with_dtype(DType::from_temporal(kind, ByteOrder::NATIVE)),
            None => counts,
        }
    }
}
