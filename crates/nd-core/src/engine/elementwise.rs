//! What an elementwise function is: a name, its signatures, the loops that compute them; and how the dtypes of its
//! operands choose one.
//!
//! The tables themselves are generated (`generated/`). Resolution is NumPy's: an exact signature if there is one,
//! else the first in NumPy's order that every operand can be cast to safely; weak scalars take the dtype that the
//! strong operands give them.

use super::arg::Arg;
use super::exec::Run;
use nd_dtype::{Casting, DType, Error, ErrorKind, Result, TypeArg, Weak, can_cast, result_type};
use nd_kernel::reduce::FoldRows;
use nd_kernel::{Fold, Loop, Num};

/// One signature of an elementwise function.
#[derive(Debug)]
pub struct Signature {
    /// Input dtypes that it accepts, as in NumPy's table.
    pub takes: &'static [Num],
    /// What the loop works on: inputs, then outputs. Differs from `takes` where NumPy converts first (`divide` of
    /// integers computes in `float64`).
    pub computes: &'static [Num],
    /// The loop, by the first type of `computes`.
    pub kernel: fn(Num) -> Option<Loop>,
}

/// The element that a reduction of nothing gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    /// None: reducing nothing is an error, and reductions start from their first element.
    None,
    /// 0 (false).
    Zero,
    /// 1 (true).
    One,
    /// -1 (all bits set).
    AllOnes,
    /// Negative infinity.
    NegInfinity,
}

/// A promise about a table of loops, which only unsafe code can make: the engine runs whatever loops a table names.
#[derive(Debug)]
pub struct Vouched(());

impl Vouched {
    /// Vouches for one [`Elementwise`].
    ///
    /// # Safety
    /// Each signature must have `nin` types in `takes` and `nin + nout` in `computes`, and its `kernel`, where it gives a loop
    /// for the first of these, must give one that works on exactly these types. `fold` and `fold_rows` must give folds of
    /// the type that they are asked for.
    pub const unsafe fn new() -> Vouched {
        Vouched(())
    }
}

/// What refuses operands by their values.
pub type Check = fn(&[Arg<'_>]) -> Result<()>;

/// An elementwise function: a resolver and its loops, run by the engine over `nin` inputs and `nout` outputs.
#[derive(Debug)]
pub struct Elementwise {
    /// NumPy's name.
    pub name: &'static str,
    /// Number of inputs.
    pub nin: usize,
    /// Number of outputs.
    pub nout: usize,
    /// Signatures in NumPy's order.
    pub signatures: &'static [Signature],
    /// For each kind in the order of [`Num::ALL`], the place (from 1) of the signature whose inputs are all of that kind.
    pub native: [u8; 14],
    /// The folding loops, for binary functions of one type that have faster ones than the elementwise loop.
    pub fold: Option<fn(Num) -> Option<Fold>>,
    /// The loops that fold whole rows, where there are any.
    pub fold_rows: Option<fn(Num) -> Option<FoldRows>>,
    /// What reducing nothing gives.
    pub identity: Identity,
    /// Whether a reduction may take its elements in any order, and so over several axes at once.
    pub reorderable: bool,
    /// Whether it compares: such functions answer exactly for integers that do not fit the other operand's dtype.
    pub compares: bool,
    /// Whether a fold of small integers works on 64-bit ones (`add` and `multiply`).
    pub widens: bool,
    /// Whether a fold sums: floats go through NumPy's pairwise tree.
    pub sums: bool,
    /// NumPy's message for booleans, where it refuses them.
    pub refuses_bool: Option<&'static str>,
    /// Whether operands are promoted to one dtype, for which there has to be a loop: none is sought that they could be
    /// cast to.
    pub uniform: bool,
    /// What refuses operands by their values, before anything is computed.
    pub check: Option<Check>,
    /// The promise that the loops are what the table says.
    pub vouched: Vouched,
}

/// The signature chosen for a call.
#[derive(Clone, Copy)]
pub(crate) struct Resolved {
    pub(crate) run: Loop,
    pub(crate) computes: &'static [Num],
}

/// What a call computes with: its loops, and the types of their operands, inputs first.
#[derive(Clone, Copy)]
pub(crate) struct Work<'a> {
    pub(crate) run: Run<'a>,
    pub(crate) computes: &'a [Num],
}

impl From<Resolved> for Work<'static> {
    fn from(resolved: Resolved) -> Self {
        Work { run: Run::Loop(resolved.run), computes: resolved.computes }
    }
}

/// Calls that no signature serves.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UfuncError {
    /// No signature accepts the operands.
    #[error(
        "ufunc '{name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
    )]
    NotSupported {
        /// The function.
        name: &'static str,
        /// The operands' dtypes.
        found: Vec<DType>,
    },
    /// No signature exists for operands of such a class.
    #[error("ufunc '{name}' did not contain a loop with signature matching types {} -> None", types(found))]
    NoLoop {
        /// The function.
        name: &'static str,
        /// The operands' dtypes.
        found: Vec<DType>,
    },
    /// No signature has the dtype that the caller asked for.
    #[error("No loop matching the specified signature and casting was found for ufunc {name}")]
    NoMatch {
        /// The function.
        name: &'static str,
    },
    /// A comparison between kinds of values that have no order, text among them.
    #[error("ufunc '{name}' did not contain a loop with signature matching types {} -> None", classes(found))]
    NoClassLoop {
        /// The function.
        name: &'static str,
        /// The classes of the operands' dtypes.
        found: Vec<&'static str>,
    },
    /// Booleans where NumPy refuses them.
    #[error("{message}")]
    Bool {
        /// NumPy's explanation.
        message: &'static str,
    },
    /// An operand that the casting rule does not let through.
    #[error("Cannot cast ufunc '{name}' {operand} from {from:?} to {to:?} with casting rule '{casting}'")]
    Cast {
        /// The function.
        name: &'static str,
        /// `input 0` or `output`.
        operand: String,
        /// Its dtype.
        from: DType,
        /// The dtype it would need.
        to: DType,
        /// The rule in force.
        casting: Casting,
    },
    /// A wrong number of operands.
    #[error("{name}() takes {wanted} positional arguments but {found} were given")]
    ArgumentCount {
        /// The function.
        name: &'static str,
        /// Inputs it has.
        wanted: usize,
        /// Inputs given.
        found: usize,
    },
    /// A fold whose loop gives another type than it takes.
    #[error("No loop matching the specified signature and casting was found for ufunc {name}")]
    NoFold {
        /// The function.
        name: &'static str,
    },
    /// A second operand that is missing, or one too many.
    #[error("{}", if *.wanted > 1 { "second operand needed for ufunc" } else { "second operand provided when ufunc is unary" })]
    SecondOperand {
        /// Inputs that the function has.
        wanted: usize,
    },
    /// A method that the function is too large for.
    #[error("Only {what} ufuncs supported at this time")]
    AtArity {
        /// `unary and binary`, or `single output`.
        what: &'static str,
    },
    /// A mask that is not boolean.
    #[error("Cannot cast array data from {found:?} to dtype('bool') according to the rule 'safe'")]
    Mask {
        /// The mask's dtype.
        found: DType,
    },
}

fn types(found: &[DType]) -> String {
    let inner: Vec<String> = found.iter().map(|d| format!("{d:?}")).collect();
    format!("({})", inner.join(", "))
}

/// What stands for the class of an operand that a fold has not made yet.
const UNKNOWN: &str = "None";

fn classes(found: &[&str]) -> String {
    let class = |class: &&str| match *class {
        UNKNOWN => UNKNOWN.to_string(),
        class => format!("<class 'numpy.dtypes.{class}'>"),
    };
    match found {
        [only] => class(only),
        _ => format!("({})", found.iter().map(class).collect::<Vec<_>>().join(", ")),
    }
}

impl From<UfuncError> for Error {
    #[cold]
    fn from(error: UfuncError) -> Error {
        let kind = match error {
            UfuncError::NoLoop { .. } | UfuncError::NoClassLoop { .. } | UfuncError::Cast { .. } => {
                ErrorKind::UFuncType
            }
            UfuncError::SecondOperand { .. } | UfuncError::AtArity { .. } => ErrorKind::Value,
            _ => ErrorKind::Type,
        };
        Error::new(kind, error)
    }
}

impl Elementwise {
    /// The signature for operands that all have the native dtype `num`: the cheap way in.
    #[inline]
    pub(crate) fn resolve_native(&self, num: Num) -> Option<Resolved> {
        if num == Num::Bool && self.refuses_bool.is_some() {
            return None;
        }
        let place = usize::from(self.native[num as usize]).checked_sub(1)?;
        self.ready(self.signatures.get(place)?)
    }

    #[inline]
    fn ready(&self, signature: &'static Signature) -> Option<Resolved> {
        let run = (signature.kernel)(signature.computes[0])?;
        Some(Resolved { run, computes: signature.computes })
    }

    /// Chooses the signature for `args`; with `dtype`, the one whose output is that.
    ///
    /// # Errors
    /// [`UfuncError`] if none fits.
    pub(crate) fn resolve(
        &self,
        args: &[Arg<'_>],
        dtype: Option<&DType>,
        casting: Casting,
    ) -> Result<Resolved> {
        let (strong, types) = self.operand_types(args)?;
        if self.uniform && dtype.is_none() {
            let class = |(arg, dtype): (&Arg<'_>, &DType)| arg.weak().map_or(dtype.class(), Weak::class);
            let classes = || args.iter().zip(&strong).map(class).collect();
            let no_loop = || UfuncError::NoClassLoop { name: self.name, found: classes() }.into();
            return self.resolve_uniform(&types).ok_or_else(no_loop);
        }
        self.resolve_for(strong, types, dtype, casting)
    }

    /// The dtypes that a call with operands of `dtypes` computes in: inputs, then outputs.
    ///
    /// # Errors
    /// As a call: another number of dtypes, dtypes that no signature takes.
    pub fn resolve_dtypes(&self, dtypes: &[DType]) -> Result<Vec<DType>> {
        if dtypes.len() != self.nin {
            let (wanted, found) = (self.nin, dtypes.len());
            return Err(UfuncError::ArgumentCount { name: self.name, wanted, found }.into());
        }
        let resolved = self.resolve_types(dtypes, Casting::SameKind)?;
        Ok(resolved.computes.iter().map(|num| DType::from_num(*num)).collect())
    }

    /// The signature of the one type that `types` are promoted to.
    fn resolve_uniform(&self, types: &[DType]) -> Option<Resolved> {
        let common: Vec<TypeArg<'_>> = types.iter().map(TypeArg::Strong).collect();
        let common = result_type(&common).ok()?.num();
        let found = self.signatures.iter().find(|s| s.takes.iter().all(|to| Some(*to) == common));
        found.and_then(|s| self.ready(s))
    }

    /// Chooses the signature for the operands of a fold, of `types`.
    ///
    /// # Errors
    /// As [`Elementwise::resolve`].
    pub(crate) fn resolve_types(&self, types: &[DType], casting: Casting) -> Result<Resolved> {
        if self.uniform {
            let found = types.iter().skip(1).fold(vec![UNKNOWN], |mut found, dtype| {
                found.push(dtype.class());
                found
            });
            let no_loop = || UfuncError::NoClassLoop { name: self.name, found }.into();
            return self.resolve_uniform(types).ok_or_else(no_loop);
        }
        self.resolve_for(types.to_vec(), types.to_vec(), None, casting)
    }

    fn resolve_for(
        &self,
        strong: Vec<DType>,
        types: Vec<DType>,
        dtype: Option<&DType>,
        casting: Casting,
    ) -> Result<Resolved> {
        if let Some(message) = self.refuses_bool
            && dtype.map_or_else(|| types.iter().all(|t| *t == DType::BOOL), |d| *d == DType::BOOL)
        {
            return Err(UfuncError::Bool { message }.into());
        }
        let nums: Vec<Num> = match types.iter().map(DType::num).collect::<Option<Vec<Num>>>() {
            Some(nums) => nums,
            None => return Err(UfuncError::NoLoop { name: self.name, found: strong }.into()),
        };
        let found = self.signatures.iter().find(|s| match dtype {
            Some(wanted) => {
                wanted.num() == Some(s.computes[self.nin])
                    && s.takes
                        .iter()
                        .zip(&types)
                        .all(|(to, from)| can_cast(from, &DType::from_num(*to), casting))
            }
            None => *s.takes == nums[..],
        });
        let found = found.or_else(|| {
            let safe = |to: &Num, from: &Num| {
                to == from || can_cast(&DType::from_num(*from), &DType::from_num(*to), Casting::Safe)
            };
            match dtype {
                Some(_) => None,
                None => self
                    .signatures
                    .iter()
                    .find(|s| s.takes.iter().zip(&nums).all(|(to, from)| safe(to, from))),
            }
        });
        match found.and_then(|s| self.ready(s)) {
            Some(resolved) => Ok(resolved),
            None => match dtype {
                Some(wanted) => self.no_such_dtype(&types, wanted, casting),
                None => Err(UfuncError::NotSupported { name: self.name, found: strong }.into()),
            },
        }
    }

    /// With `dtype` given, NumPy complains of the first input that cannot be cast, if that is the reason.
    #[cold]
    fn no_such_dtype(&self, types: &[DType], wanted: &DType, casting: Casting) -> Result<Resolved> {
        let row = self.signatures.iter().find(|s| wanted.num() == Some(s.computes[self.nin]));
        if let Some(row) = row {
            for (i, (from, to)) in types.iter().zip(row.takes).enumerate() {
                let to = DType::from_num(*to);
                if !can_cast(from, &to, casting) {
                    let operand = if self.nin > 1 { format!("input {i}") } else { "input".to_string() };
                    let from = from.clone();
                    return Err(UfuncError::Cast { name: self.name, operand, from, to, casting }.into());
                }
            }
        }
        Err(UfuncError::NoMatch { name: self.name }.into())
    }

    /// The operands' dtypes as the caller gave them, and with weak scalars given theirs.
    fn operand_types(&self, args: &[Arg<'_>]) -> Result<(Vec<DType>, Vec<DType>)> {
        if args.len() != self.nin {
            let (wanted, found) = (self.nin, args.len());
            return Err(UfuncError::ArgumentCount { name: self.name, wanted, found }.into());
        }
        let own: Vec<DType> = args.iter().filter_map(Arg::strong).collect();
        let own: Vec<TypeArg<'_>> = own.iter().map(TypeArg::Strong).collect();
        // Operands without a common dtype have none for a literal beside them either.
        let common = if own.is_empty() { None } else { result_type(&own).ok() };
        let mut strong = Vec::with_capacity(args.len());
        let mut resolved = Vec::with_capacity(args.len());
        for arg in args {
            match arg.weak() {
                None => {
                    let dtype = arg.strong().unwrap_or(DType::F64);
                    strong.push(dtype.clone());
                    resolved.push(dtype);
                }
                Some(weak) => {
                    strong.push(result_type(&[TypeArg::Weak(weak)])?);
                    resolved.push(match &common {
                        Some(common) if common.num().is_some() && !self.takes_mixed() => {
                            self.weak_type(common, weak)?
                        }
                        _ => result_type(&[TypeArg::Weak(weak)])?,
                    });
                }
            }
        }
        Ok((strong, resolved))
    }

    /// Whether the operands have types of different kinds, as `ldexp`'s: a weak scalar then takes none from the others.
    fn takes_mixed(&self) -> bool {
        let of = |s: &Signature| s.takes.iter().any(|num| *num != s.takes[0]);
        self.signatures.first().is_some_and(of)
    }

    /// The dtype of a weak scalar beside operands of `common`.
    fn weak_type(&self, common: &DType, weak: Weak) -> Result<DType> {
        let dtype = result_type(&[TypeArg::Strong(common), TypeArg::Weak(weak)])?;
        if let (true, Weak::Int(value), true) = (self.compares, weak, is_integer(&dtype))
            && nd_dtype::Scalar::from_weak(weak, &dtype).is_err()
        {
            // The comparison is exact: in the wide integer that holds the value, or against infinity.
            return Ok(if i64::try_from(value).is_ok() {
                DType::I64
            } else if u64::try_from(value).is_ok() {
                DType::U64
            } else {
                DType::F64
            });
        }
        Ok(dtype)
    }
}

fn is_integer(dtype: &DType) -> bool {
    matches!(dtype.kind(), 'i' | 'u')
}
