//! What an elementwise function is: a name, its signatures, the loops that compute them; and what it refuses.
//!
//! The tables themselves are generated (`generated/`); `resolve` chooses from them.

use super::arg::Arg;
use super::text::TextOperation;
use crate::array::Array;
use nd_dtype::{Casting, DType, Error, ErrorKind, Result};
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

/// How the dtypes of the operands choose a signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolver {
    /// The first signature that every operand can be cast to safely.
    FirstSafe,
    /// The operands are promoted to one dtype, for which there has to be a signature.
    Uniform,
    /// As `FirstSafe`, but integers that do not fit the other operand's dtype are compared exactly, and text with text.
    Comparison,
    /// As `FirstSafe`, but only truth counts: any operand will do, whatever the casting rule.
    Logical,
}

/// What refuses operands by their values: operands, what the loop computes in, and where it does.
pub type Check = fn(&[Arg<'_>], &[Num], Option<&Array>) -> Result<()>;

/// An elementwise function: a resolver and its loops, run by the engine over `nin` inputs and `nout` outputs.
#[derive(Debug)]
pub struct Elementwise {
    /// NumPy's name.
    pub name: &'static str,
    /// Number of inputs.
    pub nin: usize,
    /// Number of outputs.
    pub nout: usize,
    /// Signatures in NumPy's order, those of bfloat16 behind them.
    pub signatures: &'static [Signature],
    /// For each kind in the order of [`Num::ALL`], the place (from 1) of the signature whose inputs are all of that kind.
    pub native: [u8; 15],
    /// The folding loops, for binary functions of one type that have faster ones than the elementwise loop.
    pub fold: Option<fn(Num) -> Option<Fold>>,
    /// The loops that fold whole rows, where there are any.
    pub fold_rows: Option<fn(Num) -> Option<FoldRows>>,
    /// What reducing nothing gives.
    pub identity: Identity,
    /// Whether a reduction may take its elements in any order, and so over several axes at once.
    pub reorderable: bool,
    /// How the dtypes of the operands choose a signature.
    pub resolver: Resolver,
    /// What the function does with text, if anything.
    pub text: Option<TextOperation>,
    /// Whether a fold of small integers works on 64-bit ones (`add` and `multiply`).
    pub widens: bool,
    /// Whether a fold sums: floats go through NumPy's pairwise tree.
    pub sums: bool,
    /// NumPy's message for booleans, where it refuses them.
    pub refuses_bool: Option<&'static str>,
    /// What refuses operands by their values, before anything is computed.
    pub check: Option<Check>,
    /// The promise that the loops are what the table says.
    pub vouched: Vouched,
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
    /// No signature exists for operands whose dtypes are of these classes: they have no order, for example.
    #[error("ufunc '{name}' did not contain a loop with signature matching types {} -> None", classes(found))]
    NoClassLoop {
        /// The function.
        name: &'static str,
        /// The classes of the operands' dtypes; `None` for that of a fold which is not made yet.
        found: Vec<&'static str>,
    },
    /// No signature exists for the dtype that the caller asked for.
    #[error(
        "ufunc '{name}' did not contain a loop with signature matching types {} -> {}",
        classes(found),
        class(wanted)
    )]
    NoClassLoopFor {
        /// The function.
        name: &'static str,
        /// The classes of the operands' dtypes.
        found: Vec<&'static str>,
        /// The class of the dtype asked for.
        wanted: &'static str,
    },
    /// Operands of which none becomes the other.
    #[error("ufunc '{name}' cannot use operands with types {:?} and {:?}", found[0], found[1])]
    NoCommon {
        /// The function.
        name: &'static str,
        /// The operands' dtypes.
        found: [DType; 2],
    },
    /// More operands than a call can have.
    #[error("{name}: a call has at most {most} operands, not {found}")]
    TooManyOperands {
        /// The function.
        name: &'static str,
        /// How many there are.
        found: usize,
        /// How many there can be.
        most: usize,
    },
    /// More outputs than the function has.
    #[error("The 'out' tuple must have exactly one entry per ufunc output")]
    OutCount,
    /// A dtype asked for in more detail than a signature has.
    #[error(
        "The `dtype` and `signature` arguments to ufuncs only select the general DType and not details such as the byte order or time unit. You can avoid this error by using the scalar types `np.float64` or the dtype string notation."
    )]
    Details,
    /// A function of times, of something else.
    #[error("ufunc '{name}' is only defined for np.datetime64 and np.timedelta64.")]
    OnlyTimes {
        /// The function.
        name: &'static str,
    },
    /// A fold by a signature of several dtypes.
    #[error("the resolved dtypes are not compatible with {name}.{method}. Resolved {}", types(found))]
    FoldTypes {
        /// The function.
        name: &'static str,
        /// `reduce`, `accumulate` or `reduceat`.
        method: &'static str,
        /// The dtypes of the signature.
        found: Vec<DType>,
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
    /// An outer call of other than two operands.
    #[error("outer product only supported for binary functions")]
    OuterUnary,
    /// A mask that is not boolean.
    #[error(
        "Cannot cast {} from {found:?} to dtype('bool') according to the rule 'safe'",
        if *.scalar { "scalar" } else { "array data" }
    )]
    Mask {
        /// The mask's dtype.
        found: DType,
        /// Whether it has no axes.
        scalar: bool,
    },
}

fn types(found: &[DType]) -> String {
    let inner: Vec<String> = found.iter().map(|d| format!("{d:?}")).collect();
    format!("({})", inner.join(", "))
}

/// What stands for the class of an operand that there is none of.
pub(super) const NONE: &str = "None";

fn class(class: &str) -> String {
    if class == NONE { NONE.to_string() } else { format!("<class 'numpy.dtypes.{class}'>") }
}

fn classes(found: &[&str]) -> String {
    match found {
        [only] => class(only),
        _ => format!("({})", found.iter().map(|one| class(one)).collect::<Vec<_>>().join(", ")),
    }
}

impl From<UfuncError> for Error {
    #[cold]
    fn from(error: UfuncError) -> Error {
        let kind = match error {
            UfuncError::NoLoop { .. }
            | UfuncError::NoClassLoop { .. }
            | UfuncError::NoClassLoopFor { .. }
            | UfuncError::NoCommon { .. }
            | UfuncError::Cast { .. } => ErrorKind::UFuncType,
            UfuncError::SecondOperand { .. } | UfuncError::AtArity { .. } | UfuncError::OuterUnary => {
                ErrorKind::Value
            }
            _ => ErrorKind::Type,
        };
        Error::new(kind, error)
    }
}
