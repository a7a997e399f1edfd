//! What a case gives to an operation: arrays built from their description, literals, parts of indices.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Arg, Complex, Index, Operand, Part, Scalar, Slice, Weak};
use serde_json::Value;

use crate::fill;

/// One operand or keyword.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    Array(Array),
    Scalar(Scalar),
    Weak(Weak),
    Bool(bool),
    Text(String),
    None,
    List(Vec<Given>),
    Tuple(Vec<Given>),
    Slice(Slice),
    Ellipsis,
}

impl Given {
    /// Builds what `value` describes; `earlier` operands can be referred to.
    ///
    /// # Errors
    /// A description that is not understood.
    pub(crate) fn build(value: &Value, earlier: &[Given]) -> Result<Given, String> {
        let all = |values: &[Value]| {
            values.iter().map(|value| Given::build(value, earlier)).collect::<Result<_, _>>()
        };
        Ok(match value {
            Value::Null => Given::None,
            Value::Bool(value) => Given::Bool(*value),
            Value::String(text) => Given::Text(text.clone()),
            Value::Number(number) => {
                Given::Weak(Weak::Int(number.as_i64().ok_or_else(|| format!("number {number}"))?.into()))
            }
            Value::Array(values) => Given::List(all(values)?),
            Value::Object(object) => {
                let reference = object.get_key_value("r");
                let (tag, value) = reference.or_else(|| object.iter().next()).ok_or("an empty object")?;
                match tag.as_str() {
                    "a" => Given::Array(described(value)?),
                    "s" => {
                        let dtype = dtype(&value[0])?;
                        let bytes = crate::hex::decode(text(&value[1])?)?;
                        Given::Scalar(Scalar::from_bytes(&dtype, &bytes))
                    }
                    "f" => Given::Weak(Weak::Float(float(value)?)),
                    "c" => Given::Weak(Weak::Complex(Complex::new(float(&value[0])?, float(&value[1])?))),
                    "n" => {
                        let text = text(value)?;
                        // Beyond 128 bits every fixed width is exceeded alike.
                        let beyond = if text.starts_with('-') { i128::MIN } else { i128::MAX };
                        Given::Weak(Weak::Int(text.parse().unwrap_or(beyond)))
                    }
                    "t" => Given::Tuple(all(value.as_array().ok_or("a tuple")?)?),
                    "e" => Given::Ellipsis,
                    "sl" => {
                        let part = |i: usize| value[i].as_i64().map(|n| n as isize);
                        Given::Slice(Slice { start: part(0), stop: part(1), step: part(2) })
                    }
                    "r" => {
                        let target = value.as_u64().and_then(|i| earlier.get(i as usize));
                        let target = target.ok_or_else(|| format!("operand {value} is not there"))?;
                        match object.get("i") {
                            None => target.clone(),
                            Some(index) => {
                                let index = Given::build(index, earlier)?.index()?;
                                let view = target.array()?.slice(index);
                                Given::Array(
                                    view.map_err(|error| format!("a view of operand {value}: {error}"))?,
                                )
                            }
                        }
                    }
                    _ => return Err(format!("description {value}")),
                }
            }
        })
    }

    /// The array; an array without axes for a scalar or a literal; the array of a nested list of numbers.
    pub(crate) fn array(&self) -> Result<Array, String> {
        let made = match self {
            Given::Array(array) => return Ok(array.clone()),
            Given::Scalar(scalar) => Array::from_scalar(scalar.clone()),
            Given::Bool(value) => Array::from_scalar(*value),
            Given::Weak(weak) => {
                weak.dtype().and_then(|dtype| Array::from_scalar(Scalar::from_weak(*weak, &dtype)?))
            }
            Given::List(items) => return nested(items),
            other => return Err(format!("{other:?} is no array")),
        };
        made.map_err(|error| error.to_string())
    }

    /// The integer.
    pub(crate) fn int(&self) -> Result<i64, String> {
        match self {
            Given::Weak(Weak::Int(value)) => {
                i64::try_from(*value).map_err(|_| format!("{value} is too large"))
            }
            other => Err(format!("{other:?} is no integer")),
        }
    }

    /// The number as a float.
    pub(crate) fn float(&self) -> Result<f64, String> {
        match self {
            Given::Weak(Weak::Int(value)) => Ok(*value as f64),
            Given::Weak(Weak::Float(value)) => Ok(*value),
            other => Err(format!("{other:?} is no number")),
        }
    }

    /// The string.
    pub(crate) fn text(&self) -> Result<&str, String> {
        match self {
            Given::Text(text) => Ok(text),
            other => Err(format!("{other:?} is no string")),
        }
    }

    /// The items of a list or tuple.
    pub(crate) fn items(&self) -> Result<&[Given], String> {
        match self {
            Given::List(items) | Given::Tuple(items) => Ok(items),
            other => Err(format!("{other:?} has no items")),
        }
    }

    /// The integers of a tuple, or the one integer.
    pub(crate) fn ints(&self) -> Result<Vec<isize>, String> {
        match self {
            Given::List(items) | Given::Tuple(items) => {
                items.iter().map(|item| Ok(item.int()? as isize)).collect()
            }
            one => Ok(vec![one.int()? as isize]),
        }
    }

    /// The dtype: a spelling, or a list of a record's fields.
    pub(crate) fn dtype(&self) -> Result<DType, Failure> {
        match self {
            Given::Text(text) => Ok(DType::parse(text)?),
            Given::List(fields) => {
                let fields: Vec<(String, DType)> = fields
                    .iter()
                    .map(|field| {
                        let pair = field.items()?;
                        Ok((pair[0].text()?.to_string(), pair[1].dtype()?))
                    })
                    .collect::<Result<_, Failure>>()?;
                Ok(DType::structured(fields)?)
            }
            other => Err(Failure::Case(format!("{other:?} is no dtype"))),
        }
    }

    /// The index expression.
    pub(crate) fn index(&self) -> Result<Index, String> {
        match self {
            Given::Tuple(parts) => parts.iter().map(Given::part).collect(),
            one => Ok(vec![one.part()?]),
        }
    }

    fn part(&self) -> Result<Part, String> {
        Ok(match self {
            Given::Weak(Weak::Int(_)) => Part::Int(self.int()? as isize),
            Given::Slice(slice) => Part::Slice(*slice),
            Given::Ellipsis => Part::Ellipsis,
            Given::None => Part::NewAxis,
            Given::Bool(mask) => Part::Bool(*mask),
            // An empty list selects nothing; alone it would be an array of floats.
            Given::List(items) if items.is_empty() => Part::from(Vec::<i64>::new()),
            other => Part::from(other.array()?),
        })
    }
}

impl Operand for Given {
    fn operand(&self) -> Arg<'_> {
        match self {
            Given::Array(array) => Arg::Array(array),
            Given::Scalar(scalar) => Arg::Scalar(scalar.clone()),
            Given::Weak(weak) => Arg::Weak(*weak),
            Given::Bool(value) => Arg::Scalar(Scalar::from(*value)),
            // Operations that take operands are only ever given the above; see `Call::operand`.
            _ => Arg::Weak(Weak::Int(0)),
        }
    }
}

/// Why a case has no result to compare.
#[derive(Debug)]
pub(crate) enum Failure {
    /// nd refused; it may be what NumPy does.
    Nd(Error),
    /// The case itself is not understood.
    Case(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Nd(error)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Failure {
        Failure::Case(message)
    }
}

/// A dtype as expectations and descriptions write it.
pub(crate) fn dtype(value: &Value) -> Result<DType, String> {
    match Given::build(value, &[])?.dtype() {
        Ok(dtype) => Ok(dtype),
        Err(Failure::Nd(error)) => Err(format!("dtype {value}: {error}")),
        Err(Failure::Case(message)) => Err(message),
    }
}

/// The lengths in a JSON list.
pub(crate) fn shape(value: &Value) -> Result<Vec<usize>, String> {
    let lengths =
        value.as_array().map(|lengths| lengths.iter().map(|n| n.as_u64().map(|n| n as usize)).collect());
    lengths.flatten().ok_or_else(|| format!("shape {value}"))
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| format!("no text: {value}"))
}

fn float(value: &Value) -> Result<f64, String> {
    text(value)?.parse().map_err(|_| format!("float {value}"))
}

/// `[dtype, shape, fill, layout]`; the layouts are those of `A` in `python/cases.py`.
fn described(value: &Value) -> Result<Array, String> {
    let (dtype, shape, layout) = (dtype(&value[0])?, shape(&value[1])?, text(&value[3])?);
    let stored = if layout == "B" { &shape[1..] } else { &shape[..] };
    let bytes = match &value[2] {
        Value::Array(values) => fill::listed(&dtype, values)?,
        fill => fill::elements(&dtype, stored.iter().product(), text(fill)?)?,
    };
    let values = Array::from_byte_vec(stored, &dtype, bytes).map_err(|error| error.to_string())?;
    place(&values, &shape, layout).map_err(|error| format!("layout {layout}: {error}"))
}

/// The elements of `values` in another memory layout.
pub(crate) fn place(values: &Array, shape: &[usize], layout: &str) -> Result<Array> {
    let ndim = values.ndim();
    let every = |slice: Slice| -> Index { (0..ndim).map(|_| Part::Slice(slice)).collect() };
    match layout {
        "F" => Ok(values.t().copy()?.t()),
        "P" => values.moveaxis(-1, 0)?.copy()?.moveaxis(0, -1),
        "B" => values.broadcast_to(shape),
        "R" => {
            let backwards = Slice { step: Some(-1), ..Slice::FULL };
            values.slice(every(backwards))?.copy()?.slice(every(backwards))
        }
        "S" => {
            let block: Vec<usize> = values.shape().iter().map(|n| 2 * n + 1).collect();
            let second = Slice { start: Some(1), stop: None, step: Some(2) };
            let view = nd::zeros(&block, values.dtype())?.slice(every(second))?;
            view.assign(values)?;
            Ok(view)
        }
        "U" => {
            let record = DType::structured([("pad", DType::U8), ("v", values.dtype().clone())])?;
            let view = nd::zeros(values.shape(), record)?.field("v")?;
            view.assign(values)?;
            Ok(view)
        }
        _ => Ok(values.clone()),
    }
}

/// The array that NumPy makes of nested lists of integers, floats or booleans.
fn nested(items: &[Given]) -> Result<Array, String> {
    if items.is_empty() {
        return nd::zeros(0, "f8").map_err(|error| error.to_string());
    }
    let parts: Vec<Array> = items.iter().map(Given::array).collect::<Result<_, _>>()?;
    nd::stack(&parts.iter().collect::<Vec<_>>(), 0).map_err(|error| error.to_string())
}
