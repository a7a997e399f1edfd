//! One line of a golden file: an operation, what it is given, what NumPy makes of it.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Axes, Casting};
use serde_json::Value;

use crate::answer::{Answer, Check};
use crate::given::{Failure, Given};

/// The result of running an operation.
pub(crate) type Outcome = Result<Answer, Failure>;

/// A case that has been read and not yet run.
#[derive(Debug)]
pub(crate) struct Case {
    parts: Vec<Value>,
}

impl Case {
    /// Reads a line.
    ///
    /// # Errors
    /// A line that is no case.
    pub(crate) fn parse(line: &str) -> Result<Case, String> {
        let parts: Vec<Value> = serde_json::from_str(line).map_err(|error| format!("{error}: {line}"))?;
        match (parts.len(), parts.first().and_then(Value::as_str)) {
            (4 | 5, Some(_)) => Ok(Case { parts }),
            _ => Err(format!("no case: {line}")),
        }
    }

    /// The operation's name.
    pub(crate) fn op(&self) -> &str {
        self.parts[0].as_str().unwrap_or_default()
    }

    /// Runs the case by `run` and compares.
    ///
    /// # Errors
    /// The case and what is different, for a person.
    pub(crate) fn check(&self, run: fn(&Call) -> Outcome) -> Result<(), String> {
        let result = Call::new(self).map_err(Failure::Case).and_then(|call| run(&call));
        let compared = Check::parse(self.parts.get(4)).compare(&result, &self.parts[3]);
        compared.map_err(|why| format!("{self}\n{why}"))
    }
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.op(), self.parts[1])?;
        if self.parts[2].as_object().is_some_and(|keywords| !keywords.is_empty()) {
            write!(f, " {}", self.parts[2])?;
        }
        Ok(())
    }
}

/// The operands and keywords of a case, built.
#[derive(Debug)]
pub(crate) struct Call {
    op: String,
    operands: Vec<Given>,
    keywords: Vec<(String, Given)>,
}

impl Call {
    fn new(case: &Case) -> Result<Call, String> {
        let mut operands = Vec::new();
        for value in case.parts[1].as_array().ok_or("operands are a list")? {
            operands.push(Given::build(value, &operands)?);
        }
        let keywords = case.parts[2].as_object().ok_or("keywords are an object")?;
        let keywords =
            keywords.iter().map(|(name, value)| Ok((name.clone(), Given::build(value, &operands)?)));
        Ok(Call { op: case.op().into(), keywords: keywords.collect::<Result<_, String>>()?, operands })
    }

    /// The operation's name.
    pub(crate) fn op(&self) -> &str {
        &self.op
    }

    /// How many operands there are.
    pub(crate) fn len(&self) -> usize {
        self.operands.len()
    }

    /// Operand `i`, whatever it is.
    pub(crate) fn given(&self, i: usize) -> Result<&Given, Failure> {
        self.operands.get(i).ok_or_else(|| Failure::Case(format!("no operand {i}")))
    }

    /// Operand `i` as an operand of arithmetic: an array, a scalar or a literal.
    pub(crate) fn operand(&self, i: usize) -> Result<&Given, Failure> {
        match self.given(i)? {
            given @ (Given::Array(_) | Given::Scalar(_) | Given::Weak(_) | Given::Bool(_)) => Ok(given),
            other => Err(Failure::Case(format!("{other:?} is no operand of arithmetic"))),
        }
    }

    /// Operand `i` as an array.
    pub(crate) fn array(&self, i: usize) -> Result<Array, Failure> {
        Ok(self.given(i)?.array()?)
    }

    /// All operands, or the items of the only one, as arrays.
    pub(crate) fn arrays(&self) -> Result<Vec<Array>, Failure> {
        let items = match &self.operands[..] {
            [Given::List(items) | Given::Tuple(items), ..] => items,
            operands => operands,
        };
        Ok(items.iter().map(Given::array).collect::<Result<_, _>>()?)
    }

    /// Operand `i` as an integer.
    pub(crate) fn int(&self, i: usize) -> Result<i64, Failure> {
        Ok(self.given(i)?.int()?)
    }

    /// Operand `i` as a float.
    pub(crate) fn float(&self, i: usize) -> Result<f64, Failure> {
        Ok(self.given(i)?.float()?)
    }

    /// Operand `i` as integers: a shape, axes.
    pub(crate) fn ints(&self, i: usize) -> Result<Vec<isize>, Failure> {
        Ok(self.given(i)?.ints()?)
    }

    /// Operand `i` as a string.
    pub(crate) fn text(&self, i: usize) -> Result<&str, Failure> {
        Ok(self.given(i)?.text()?)
    }

    /// Operand `i` as a dtype.
    pub(crate) fn dtype(&self, i: usize) -> Result<DType, Failure> {
        self.given(i)?.dtype()
    }

    /// Whether the keyword `name` is given, if only as None.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.keywords.iter().any(|(key, _)| key == name)
    }

    /// The keyword `name`, unless it is absent or None.
    pub(crate) fn keyword(&self, name: &str) -> Option<&Given> {
        let found = self.keywords.iter().find(|(key, _)| key == name);
        found.map(|(_, given)| given).filter(|given| !matches!(given, Given::None))
    }

    /// Whether the keyword `name` is given and true.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.keyword(name), Some(Given::Bool(true)))
    }

    /// The keyword `name` as an array.
    pub(crate) fn array_keyword(&self, name: &str) -> Result<Option<Array>, Failure> {
        Ok(self.keyword(name).map(Given::array).transpose()?)
    }

    /// The keyword `dtype`.
    pub(crate) fn dtype_keyword(&self) -> Result<Option<DType>, Failure> {
        self.keyword("dtype").map(Given::dtype).transpose()
    }

    /// The keyword `axis`: one, several, or all if it is absent.
    pub(crate) fn axes(&self) -> Result<Axes, Failure> {
        match self.keyword("axis") {
            None => Ok(Axes::from(..)),
            Some(given) => Ok(Axes::from(given.ints()?)),
        }
    }

    /// The keyword `casting`.
    pub(crate) fn casting(&self) -> Result<Option<Casting>, Failure> {
        let rule = |given: &Given| casting(given.text()?);
        Ok(self.keyword("casting").map(rule).transpose()?)
    }

    /// An operation that the topic does not have.
    pub(crate) fn unknown(&self) -> Outcome {
        Err(Failure::Case(format!("no operation '{}'", self.op)))
    }
}

/// The rule of a name.
pub(crate) fn casting(name: &str) -> Result<Casting, String> {
    let rules = [Casting::No, Casting::Equiv, Casting::Safe, Casting::SameKind, Casting::Unsafe];
    rules.into_iter().find(|rule| rule.name() == name).ok_or_else(|| format!("casting '{name}'"))
}
