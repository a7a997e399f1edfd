//! Fields to values, and finding out what a column holds.

#![forbid(unsafe_code)]

use crate::number::{parse_python_complex, parse_python_float, parse_python_int};
use crate::text::column::store_text;
use nd_core::kernel::Num;
use nd_core::{Complex, DType, Result, Scalar, Weak, parse_datetime};
use std::sync::Arc;

/// A converter of the caller's: a field to a value, or nothing.
pub(in crate::text) type Convert = Arc<dyn Fn(&str) -> Option<Scalar> + Send + Sync>;

/// A value on its way into an element.
#[derive(Clone)]
pub(in crate::text) enum Value {
    Bool(bool),
    /// Like Python's numbers, these must fit into the element.
    Number(Weak),
    Text(String),
    Scalar(Scalar),
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Value {
        match scalar {
            Scalar::Bool(value) => Value::Bool(value),
            Scalar::I64(value) => Value::Number(Weak::Int(value.into())),
            Scalar::F64(value) => Value::Number(Weak::Float(value)),
            other => Value::Scalar(other),
        }
    }
}

impl Value {
    /// Writes the value as one element.
    pub(in crate::text) fn store(&self, dtype: &DType, element: &mut [u8]) -> Result<()> {
        if matches!(dtype.kind(), 'U' | 'S') {
            store_text(&self.text(), dtype, element);
            return Ok(());
        }
        let scalar = match self {
            Value::Bool(value) => Scalar::Bool(*value),
            Value::Number(weak) => Scalar::from_weak(*weak, dtype)?,
            Value::Scalar(scalar) => scalar.clone(),
            Value::Text(text) if dtype.temporal().is_some() => Scalar::from(text),
            // Only a text column has texts.
            Value::Text(text) => {
                let weak = parse_python_float(text).map(Weak::Float);
                let field = text.clone();
                Scalar::from_weak(weak.ok_or(super::GenFromTxtError::Field { field })?, dtype)?
            }
        };
        scalar.write_bytes(dtype, element)
    }

    /// The value as Python's `str` prints it.
    pub(in crate::text) fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Bool(value) => Scalar::Bool(*value).to_string(),
            Value::Number(Weak::Int(value)) => value.to_string(),
            Value::Number(Weak::Float(value)) => Scalar::F64(*value).to_string(),
            Value::Number(Weak::Complex(value)) => Scalar::C128(*value).to_string(),
            Value::Scalar(scalar) => scalar.to_string(),
        }
    }
}

/// How a field is read: what NumPy's `StringConverter` tries, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Bool,
    /// A 64-bit integer, signed or not.
    Int,
    Float,
    Complex,
    Text,
    /// Text of characters that are a byte each.
    Latin1,
    /// A date, which is kept as text until its unit is known.
    Date,
    /// A narrow integer, which is read as a float and truncated.
    Truncated,
}

impl Kind {
    fn of(dtype: &DType) -> Option<Kind> {
        Some(match dtype.num() {
            None if dtype.kind() == 'U' => Kind::Text,
            None if dtype.kind() == 'S' => Kind::Latin1,
            None if dtype.kind() == 'M' => Kind::Date,
            None if dtype.kind() == 'm' => Kind::Int,
            None => return None,
            Some(Num::Bool) => Kind::Bool,
            Some(Num::I64 | Num::U64) => Kind::Int,
            Some(num) if num < Num::F16 => Kind::Truncated,
            Some(Num::C64 | Num::C128) => Kind::Complex,
            Some(_) => Kind::Float,
        })
    }

    fn read(self, field: &str) -> Option<Value> {
        let float = |field: &str| parse_python_float(field);
        Some(match self {
            Kind::Bool if field.eq_ignore_ascii_case("true") => Value::Bool(true),
            Kind::Bool if field.eq_ignore_ascii_case("false") => Value::Bool(false),
            Kind::Bool => return None,
            Kind::Int => Value::Number(Weak::Int(parse_python_int(field)?)),
            Kind::Float => Value::Number(Weak::Float(float(field)?)),
            Kind::Truncated => {
                let value = float(field).filter(|value| !value.is_nan())?;
                match value.is_infinite() {
                    true => Value::Number(Weak::Float(value)),
                    false => Value::Number(Weak::Int(value.trunc() as i128)),
                }
            }
            Kind::Complex => {
                let (re, im) = parse_python_complex(field)?;
                Value::Number(Weak::Complex(Complex::new(re, im)))
            }
            Kind::Text => Value::Text(field.to_owned()),
            Kind::Latin1 if field.chars().any(|c| u32::from(c) > 0xff) => return None,
            Kind::Latin1 => Value::Text(field.to_owned()),
            Kind::Date => Value::Text(parse_datetime(field).ok().map(|_| field.to_owned())?),
        })
    }

    /// What takes the place of a missing value.
    fn default(self) -> Value {
        match self {
            Kind::Bool => Value::Bool(false),
            Kind::Int | Kind::Truncated => Value::Number(Weak::Int(-1)),
            Kind::Float => Value::Number(Weak::Float(f64::NAN)),
            Kind::Complex => Value::Number(Weak::Complex(Complex::new(f64::NAN, 0.0))),
            Kind::Text | Kind::Latin1 => Value::Text("???".to_owned()),
            Kind::Date => Value::Text("NaT".to_owned()),
        }
    }

    fn next(self) -> Kind {
        match self {
            Kind::Bool => Kind::Int,
            Kind::Int | Kind::Truncated => Kind::Float,
            Kind::Float => Kind::Complex,
            Kind::Complex | Kind::Text | Kind::Latin1 | Kind::Date => Kind::Text,
        }
    }
}

/// The reader of one column.
pub(super) struct Converter {
    kind: Kind,
    custom: Option<Convert>,
    /// The type of the custom converter's results, as far as it is known.
    custom_dtype: Option<DType>,
    missing: Vec<String>,
    fill: Option<Value>,
    /// Whether any field but missing ones told what the column holds.
    pub(super) checked: bool,
}

impl Converter {
    /// A converter for elements of `dtype`, or for whatever the column holds.
    pub(super) fn new(dtype: Option<&DType>, missing: Vec<String>, fill: Option<Value>) -> Option<Converter> {
        let kind = dtype.map_or(Some(Kind::Bool), Kind::of)?;
        Some(Converter { kind, custom: None, custom_dtype: None, missing, fill, checked: false })
    }

    /// Puts the caller's own function in the place of the converter; `sample` is a field of the column, if there is one.
    pub(super) fn customize(&mut self, convert: Convert, sample: Option<&str>) {
        self.custom_dtype = match &self.fill {
            Some(Value::Bool(_)) => Some(DType::BOOL),
            Some(Value::Number(weak)) => weak.dtype().ok(),
            Some(Value::Text(_)) => None,
            Some(Value::Scalar(scalar)) => Some(scalar.dtype()),
            None => convert(sample.filter(|sample| !sample.is_empty()).unwrap_or("1")).map(|x| x.dtype()),
        };
        self.custom = Some(convert);
    }

    pub(super) fn custom_dtype(&self) -> Option<&DType> {
        self.custom_dtype.as_ref()
    }

    fn read(&self, field: &str) -> Option<Value> {
        match &self.custom {
            Some(convert) => convert(field).map(Value::from),
            None => self.kind.read(field),
        }
    }

    fn is_missing(&self, field: &str) -> bool {
        let field = field.trim();
        field.is_empty() || self.missing.iter().any(|missing| missing == field)
    }

    fn default(&self) -> Value {
        self.fill.clone().unwrap_or_else(|| self.kind.default())
    }

    /// The value of a field, or the one for missing values if it cannot be read.
    pub(super) fn loose(&self, field: &str) -> Value {
        self.read(field).unwrap_or_else(|| self.default())
    }

    /// The value of a field, which must be readable or missing.
    pub(super) fn strict(&self, field: &str) -> Option<Value> {
        self.read(field).or_else(|| self.is_missing(field).then(|| self.default()))
    }

    /// Finds the first kind that takes all fields of the column; the position of a field that the caller's own
    /// converter does not take is the error.
    pub(super) fn upgrade<'a>(&mut self, column: impl Iterator<Item = &'a str> + Clone) -> Result<(), usize> {
        loop {
            self.checked = true;
            let refused = column.clone().position(|field| {
                let fits = match self.read(field) {
                    // Guessed integers are those of 64 bits.
                    Some(Value::Number(Weak::Int(value))) if self.custom.is_none() => {
                        i64::try_from(value).is_ok()
                    }
                    read => read.is_some(),
                };
                if !fits && self.is_missing(field) {
                    self.checked &= self.kind != Kind::Bool || self.custom.is_some();
                    return false;
                }
                !fits
            });
            match refused {
                None => return Ok(()),
                Some(row) if self.custom.is_some() => return Err(row),
                Some(_) => self.kind = self.kind.next(),
            }
        }
    }

    /// The dtype that the column was found to have; a text's length is still open.
    pub(super) fn found(&self) -> Found {
        match (&self.custom_dtype, self.kind) {
            (Some(dtype), _) => Found::DType(dtype.clone()),
            (_, Kind::Bool) => Found::DType(DType::BOOL),
            (_, Kind::Int | Kind::Truncated) => Found::DType(DType::I64),
            (_, Kind::Float) => Found::DType(DType::F64),
            (_, Kind::Complex) => Found::DType(DType::C128),
            (_, Kind::Text | Kind::Latin1 | Kind::Date) => Found::Text,
        }
    }
}

/// What a column holds.
#[derive(Clone, PartialEq)]
pub(super) enum Found {
    DType(DType),
    Text,
}
