//! Signatures of generalized functions, `(n),(m)->(k)`, and the lengths that arrays give the names in them.
//!
//! Source of the rules and of the wording: `_parse_gufunc_signature` and `_update_dim_sizes` in NumPy's `_function_base_impl.py`.

#![forbid(unsafe_code)]

use nd_dtype::{Error, ErrorKind, Result};

/// A signature that is none, or arrays that do not fit it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// Text that is no signature.
    #[error("not a valid gufunc signature: {signature}")]
    Invalid {
        /// The text, without white space.
        signature: String,
    },
    /// Another number of operands than the signature has.
    #[error("wrong number of positional arguments: expected {expected}, got {got}")]
    Arguments {
        /// Operands in the signature.
        expected: usize,
        /// Operands that there are.
        got: usize,
    },
    /// A closure with another number of results than the signature has.
    #[error("wrong number of outputs from pyfunc: expected {expected}, got {got}")]
    Outputs {
        /// Results in the signature.
        expected: usize,
        /// Results that the closure returns.
        got: usize,
    },
    /// Dtypes of another number of results than there are.
    #[error("vectorize: {got} dtypes for {expected} results")]
    OTypes {
        /// Results in the signature.
        expected: usize,
        /// Dtypes given.
        got: usize,
    },
    /// An array with fewer axes than its core has.
    #[error(
        "{has}-dimensional argument does not have enough dimensions for all core dimensions {}",
        names(core)
    )]
    CoreAxes {
        /// Axes it has.
        has: usize,
        /// The names of those it needs.
        core: Vec<String>,
    },
    /// A name with two lengths.
    #[error("inconsistent size for core dimension '{name}': {found} vs {wanted}")]
    CoreLength {
        /// The name.
        name: String,
        /// The length found.
        found: usize,
        /// The length that it has already.
        wanted: usize,
    },
    /// Nothing to call the closure with, so nothing says what it returns.
    #[error("cannot call `vectorize` on size 0 inputs unless `otypes` is set")]
    Empty,
    /// Nothing to call the closure with, and results with lengths that only it knows.
    #[error("cannot call `vectorize` with a signature including new output dimensions on size 0 inputs")]
    EmptyNew,
}

impl From<SignatureError> for Error {
    #[cold]
    fn from(error: SignatureError) -> Error {
        let kind = match error {
            SignatureError::Arguments { .. } => ErrorKind::Type,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

/// A tuple of names as Python writes it.
fn names(core: &[String]) -> String {
    let quoted: Vec<String> = core.iter().map(|name| format!("'{name}'")).collect();
    match &quoted[..] {
        [one] => format!("({one},)"),
        several => format!("({})", several.join(", ")),
    }
}

/// The names of an operand's core axes.
pub(super) type CoreNames = Vec<String>;

/// The cores of all operands, and of all results.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct CoreSignature {
    pub(super) inputs: Vec<CoreNames>,
    pub(super) outputs: Vec<CoreNames>,
}

impl CoreSignature {
    /// Reads a signature; white space in it means nothing.
    ///
    /// # Errors
    /// [`SignatureError::Invalid`].
    pub(super) fn parse(text: &str) -> Result<CoreSignature> {
        let signature: String = text.split_whitespace().collect();
        let sides = signature.split_once("->").and_then(|(inputs, outputs)| {
            Some(CoreSignature { inputs: cores(inputs)?, outputs: cores(outputs)? })
        });
        Ok(sides.ok_or(SignatureError::Invalid { signature })?)
    }
}

/// `(n,m),(),(k)` as lists of names; `None` for what is no such list.
fn cores(side: &str) -> Option<Vec<CoreNames>> {
    let inner = side.strip_prefix('(')?.strip_suffix(')')?;
    inner.split("),(").map(core).collect()
}

fn core(names: &str) -> Option<CoreNames> {
    let named =
        |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    match names {
        "" => Some(Vec::new()),
        names => names.split(',').map(|name| named(name).then(|| name.to_string())).collect(),
    }
}

/// The lengths of the names that arrays have had so far.
#[derive(Clone, Default, Debug)]
pub(super) struct CoreLengths(Vec<(String, usize)>);

impl CoreLengths {
    fn of(&self, name: &str) -> Option<usize> {
        self.0.iter().find(|(known, _)| known == name).map(|&(_, length)| length)
    }

    /// Takes in the last axes of an array whose core is `core`.
    ///
    /// # Errors
    /// [`SignatureError::CoreAxes`], [`SignatureError::CoreLength`].
    pub(super) fn update(&mut self, shape: &[usize], core: &CoreNames) -> Result<()> {
        let Some(loops) = shape.len().checked_sub(core.len()) else {
            return Err(SignatureError::CoreAxes { has: shape.len(), core: core.clone() }.into());
        };
        for (name, &found) in core.iter().zip(&shape[loops..]) {
            match self.of(name) {
                None => self.0.push((name.clone(), found)),
                Some(wanted) if wanted == found => {}
                Some(wanted) => {
                    return Err(SignatureError::CoreLength { name: name.clone(), found, wanted }.into());
                }
            }
        }
        Ok(())
    }

    /// The shape of an array with these loop axes and this core; `None` if a name has no length yet.
    pub(super) fn shape(&self, loops: &[usize], core: &CoreNames) -> Option<Vec<usize>> {
        loops.iter().map(|&length| Some(length)).chain(core.iter().map(|name| self.of(name))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{CoreNames, CoreSignature};

    fn parsed(text: &str) -> Result<[Vec<CoreNames>; 2], String> {
        let read = CoreSignature::parse(text);
        read.map(|signature| [signature.inputs, signature.outputs]).map_err(|error| error.to_string())
    }

    /// `np.lib._function_base_impl._parse_gufunc_signature` of each.
    #[test]
    fn signatures() {
        let core = |names: &[&str]| -> CoreNames { names.iter().map(|name| name.to_string()).collect() };
        assert_eq!(parsed("(x)->()"), Ok([vec![core(&["x"])], vec![core(&[])]]));
        assert_eq!(parsed("(),( a , b )\t->( c ),(d_1,2)").unwrap()[0], [core(&[]), core(&["a", "b"])]);
        assert_eq!(parsed("(),(a,b)->(c),(d_1,2)").unwrap()[1], [core(&["c"]), core(&["d_1", "2"])]);
        // What is between the letters of a name is white space too.
        assert_eq!(parsed("(n m)->()").unwrap()[0], [core(&["nm"])]);
        for bad in [
            "",
            "(x)",
            "(x)->",
            "->(x)",
            "(x)(y)->()",
            "(x),(y)->",
            "((x))->(x)",
            "(x,)->()",
            "(,)->()",
            "(n?)->()",
            "(x)->()->()",
            "(x)),((y)->()",
            "(x),->()",
            "(x)->(),",
            "x->()",
            "(-1)->()",
        ] {
            assert_eq!(parsed(bad), Err(format!("not a valid gufunc signature: {bad}")), "{bad}");
        }
        assert_eq!(parsed(" ( x ) -> "), Err("not a valid gufunc signature: (x)->".to_string()));
    }
}
