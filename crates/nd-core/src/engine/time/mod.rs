//! Functions of dates and spans: which loop serves which operands, and in which unit.
//!
//! Times lie in memory as counts of ticks, so their loops are loops over integers ([`nd_kernel::ticks`]); what is particular to
//! them is decided here, by one table of rules: which kinds a function takes together, and what kind comes out. Operands are
//! brought to their common unit as they are brought to any other dtype, on the way into the loop. A fold of times is the fold
//! of their counts by a function of counts ([`fold`]).

mod fold;
mod tables;

pub use tables::ISNAT;

use super::arg::Arg;
use super::elementwise::{Elementwise, Resolver, UfuncError};
use super::resolve::Resolved;
use nd_dtype::{DType, Result, Temporal, TypeArg, Weak, result_type};
use nd_kernel::{Loop, Num, ticks};
use tables::Rule;

/// What the counts of each operand of a loop mean, inputs first.
pub(crate) type Times = [Option<Temporal>; 4];

/// No operand is a time.
pub(crate) const NO_TIMES: Times = [None; 4];

/// What an operand is to a function of times.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Date,
    Span,
    Bool,
    Int,
    Float,
    Other,
}

impl Kind {
    fn of(arg: &Arg<'_>) -> Kind {
        match (arg.weak(), arg.strong()) {
            (Some(Weak::Int(_)), _) => Kind::Int,
            (Some(Weak::Float(_)), _) => Kind::Float,
            (Some(Weak::Complex(_)), _) | (_, None) => Kind::Other,
            (None, Some(dtype)) => match dtype.kind() {
                'M' => Kind::Date,
                'm' => Kind::Span,
                'b' => Kind::Bool,
                'i' | 'u' => Kind::Int,
                'f' => Kind::Float,
                _ => Kind::Other,
            },
        }
    }
}

/// Every operand, and the result, is a count.
const COUNTS: &[Num] = &[Num::I64; 4];

impl Elementwise {
    /// The loop for operands of which some are times; `None` if none is.
    ///
    /// # Errors
    /// Times that the function does not take, or not with these others; units without a common one.
    pub(super) fn resolve_times(&self, args: &[Arg<'_>], dtype: Option<&DType>) -> Result<Option<Resolved>> {
        let temporal = |arg: &Arg<'_>| match arg {
            Arg::Array(array) => array.dtype.temporal(),
            Arg::Scalar(scalar) => scalar.ticks().map(|(_, kind)| kind),
            Arg::Weak(_) => None,
        };
        let rule = Rule::of(self.name);
        if let Some(kind) = dtype.and_then(DType::temporal)
            && !kind.resolution().is_generic()
        {
            return Err(UfuncError::Details.into());
        }
        if !args.iter().any(|arg| temporal(arg).is_some()) {
            return match rule {
                Some(Rule::IsNat) => Err(UfuncError::OnlyTimes { name: self.name }.into()),
                _ => Ok(None),
            };
        }
        if args.len() != self.nin {
            let (wanted, found) = (self.nin, args.len());
            return Err(UfuncError::ArgumentCount { name: self.name, wanted, found }.into());
        }
        let kinds: Vec<Kind> = args.iter().map(Kind::of).collect();
        let own: Vec<Option<Temporal>> = args.iter().map(temporal).collect();
        let resolved = match (rule, &kinds[..]) {
            (Some(Rule::Where), [_, _, _]) => {
                let common = self.promoted(&args[1..])?.ok_or_else(|| self.no_class_loop(args))?;
                let run = self.signature_loop(Num::I64)?;
                resolved(
                    run,
                    &[Num::Bool, Num::I64, Num::I64, Num::I64],
                    [None, Some(common), Some(common), Some(common)],
                )
            }
            (Some(Rule::Clip), [_, _, _]) => {
                let all = self.promoted(args)?.ok_or_else(|| self.no_class_loop(args))?;
                resolved(ticks::clip(), COUNTS, [Some(all); 4])
            }
            (Some(rule), [Kind::Date | Kind::Span]) => self.one(rule, own[0], args)?,
            (Some(rule), [x, y]) => self.two(rule, [*x, *y], [own[0], own[1]], args)?,
            _ if self.resolver == Resolver::Uniform => return Err(self.no_class_loop(args)),
            _ => return Err(self.not_supported(args)),
        };
        Ok(Some(resolved))
    }

    fn one(&self, rule: Rule, own: Option<Temporal>, args: &[Arg<'_>]) -> Result<Resolved> {
        let to_bool: &[Num] = &[Num::I64, Num::Bool];
        let test = |run: Loop| resolved(run, to_bool, [own, None, None, None]);
        Ok(match rule {
            Rule::IsNat | Rule::NotTime => test(ticks::isnat()),
            Rule::IsTime => test(ticks::is_time()),
            Rule::Never => test(ticks::never()),
            Rule::Sign if matches!(own, Some(Temporal::TimeDelta(_))) => {
                let run = self.signature_loop(Num::I64)?;
                resolved(run, &COUNTS[..2], [own, own, None, None])
            }
            Rule::Sign => return Err(self.no_class_loop(args)),
            _ => return Err(self.not_supported(args)),
        })
    }

    fn two(
        &self,
        rule: Rule,
        kinds: [Kind; 2],
        own: [Option<Temporal>; 2],
        args: &[Arg<'_>],
    ) -> Result<Resolved> {
        use Kind::{Bool, Date, Float, Int, Span};
        let common = || match own {
            [Some(x), Some(y)] => common(x, y),
            [Some(one), None] | [None, Some(one)] => Ok(one),
            // One of them is a time, or this was not called.
            [None, None] => Err(self.not_supported(args)),
        };
        let (date, span) = (Temporal::DateTime, Temporal::TimeDelta);
        // What an integer counts beside a time.
        let unit = |at: usize, all: Temporal| own[at].map(|kind| kind.with(all.resolution()));
        let counts = |run: Loop, result: fn(nd_dtype::Resolution) -> Temporal| -> Result<Resolved> {
            let all = common()?;
            let out = Some(result(all.resolution()));
            Ok(resolved(run, &COUNTS[..3], [unit(0, all), unit(1, all), out, None]))
        };
        match (rule, kinds) {
            (Rule::Add, [Date, Span | Int | Bool] | [Span | Int | Bool, Date]) => counts(ticks::add(), date),
            (Rule::Add, [Span, Span | Int | Bool] | [Int | Bool, Span]) => counts(ticks::add(), span),
            (Rule::Subtract, [Date, Span | Int | Bool]) => counts(ticks::subtract(), date),
            (Rule::Subtract, [Date, Date] | [Span, Span | Int | Bool] | [Int | Bool, Span]) => {
                counts(ticks::subtract(), span)
            }
            (Rule::Multiply, [Span, Int | Bool]) => counts(ticks::multiply(), span),
            (Rule::Multiply, [Int | Bool, Span]) => counts(ticks::multiply_by(), span),
            (Rule::Multiply, [Span, Float]) => {
                Ok(resolved(ticks::scale(), &[Num::I64, Num::F64, Num::I64], [own[0], None, own[0], None]))
            }
            (Rule::Multiply, [Float, Span]) => {
                Ok(resolved(ticks::scale_by(), &[Num::F64, Num::I64, Num::I64], [None, own[1], own[1], None]))
            }
            (Rule::Divide | Rule::FloorDivide, [Span, Int]) => counts(ticks::divide(), span),
            (Rule::Divide | Rule::FloorDivide, [Span, Float]) => {
                Ok(resolved(ticks::share(), &[Num::I64, Num::F64, Num::I64], [own[0], None, own[0], None]))
            }
            (Rule::Divide, [Span, Span]) => {
                let all = Some(common()?);
                Ok(resolved(ticks::ratio(), &[Num::I64, Num::I64, Num::F64], [all, all, None, None]))
            }
            (Rule::FloorDivide, [Span, Span]) => {
                let all = Some(common()?);
                Ok(resolved(ticks::floor_divide(), &COUNTS[..3], [all, all, None, None]))
            }
            (Rule::Remainder, [Span, Span]) => counts(ticks::remainder(), span),
            (Rule::Divmod, [Span, Span]) => {
                let all = Some(common()?);
                Ok(resolved(ticks::divmod(), COUNTS, [all, all, None, all]))
            }
            (Rule::Compare(run), [Date, Date] | [Span, Span]) => {
                let all = Some(common()?);
                Ok(resolved(run(), &[Num::I64, Num::I64, Num::Bool], [all, all, None, None]))
            }
            (Rule::Compare(_), [Date, Span] | [Span, Date]) => Err(self.cannot_use(args)),
            (Rule::Compare(run), _) => match self.promoted(args)? {
                Some(all) => {
                    Ok(resolved(run(), &[Num::I64, Num::I64, Num::Bool], [Some(all), Some(all), None, None]))
                }
                None => Err(self.no_class_loop(args)),
            },
            (Rule::Extreme(run), _) => match self.promoted(args)? {
                Some(all) => {
                    let run = run.map_or_else(|| self.signature_loop(Num::I64), |run| Ok(run()))?;
                    Ok(resolved(run, &COUNTS[..3], [Some(all), Some(all), Some(all), None]))
                }
                None => Err(self.no_class_loop(args)),
            },
            (Rule::Logical, _) => {
                let run = self.signature_loop(Num::Bool)?;
                Ok(resolved(run, &[Num::Bool; 3], NO_TIMES))
            }
            (
                Rule::Add
                | Rule::Subtract
                | Rule::Multiply
                | Rule::Divide
                | Rule::FloorDivide
                | Rule::Remainder
                | Rule::Divmod,
                _,
            ) => Err(self.cannot_use(args)),
            _ => Err(self.not_supported(args)),
        }
    }

    /// The one kind of time that operands are promoted to; `None` if they have no common dtype.
    fn promoted(&self, args: &[Arg<'_>]) -> Result<Option<Temporal>> {
        let own: Vec<Temporal> = args.iter().filter_map(|arg| arg.strong()?.temporal()).collect();
        if let ([x, y], true) = (&own[..], args.len() == 2) {
            return common(*x, *y).map(Some);
        }
        let strong: Vec<DType> = args.iter().filter_map(Arg::strong).collect();
        let mut types: Vec<TypeArg<'_>> = strong.iter().map(TypeArg::Strong).collect();
        types.extend(args.iter().filter_map(Arg::weak).map(TypeArg::Weak));
        match result_type(&types) {
            Ok(dtype) => Ok(dtype.temporal()),
            // Units without a common one are told as they are.
            Err(error) if error.kind() == nd_dtype::ErrorKind::Promotion => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The function's own loop over integers or booleans, which serves counts as it is.
    fn signature_loop(&self, num: Num) -> Result<Loop> {
        let found = self.signatures.iter().find(|s| s.takes.last() == Some(&num));
        let run = found.and_then(|s| (s.kernel)(s.computes[0]));
        run.ok_or_else(|| UfuncError::NoMatch { name: self.name }.into())
    }

    #[cold]
    fn cannot_use(&self, args: &[Arg<'_>]) -> nd_dtype::Error {
        let dtype = |arg: &Arg<'_>| match (arg.strong(), arg.weak()) {
            (Some(dtype), _) => dtype,
            (None, weak) => weak.and_then(|weak| weak.dtype().ok()).unwrap_or(DType::F64),
        };
        UfuncError::NoCommon { name: self.name, found: [dtype(&args[0]), dtype(&args[1])] }.into()
    }

    #[cold]
    fn no_class_loop(&self, args: &[Arg<'_>]) -> nd_dtype::Error {
        let class = |arg: &Arg<'_>| {
            arg.weak().map_or_else(|| arg.strong().unwrap_or(DType::F64).class(), Weak::class)
        };
        UfuncError::NoClassLoop { name: self.name, found: args.iter().map(class).collect() }.into()
    }

    #[cold]
    fn not_supported(&self, args: &[Arg<'_>]) -> nd_dtype::Error {
        let found = args.iter().map(|arg| arg.strong().unwrap_or(DType::F64)).collect();
        UfuncError::NotSupported { name: self.name, found }.into()
    }
}

fn resolved(run: Loop, computes: &'static [Num], times: Times) -> Resolved {
    Resolved { run, computes, times }
}

/// The kind and unit in which two times meet.
///
/// # Errors
/// Units without a common one.
fn common(x: Temporal, y: Temporal) -> Result<Temporal> {
    let [x, y] = [x, y].map(|kind| DType::from_temporal(kind, nd_dtype::ByteOrder::NATIVE));
    let both = nd_dtype::promote_types(&x, &y)?;
    // Two times are promoted to a time.
    Ok(both.temporal().unwrap_or(Temporal::TimeDelta(nd_dtype::Resolution::GENERIC)))
}
