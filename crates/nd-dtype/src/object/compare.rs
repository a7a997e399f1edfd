//! Python's `==` and `<` of objects.

use super::{Held, Object};
use crate::error::ObjectError;
use crate::{Complex, Result, Scalar};
use core::cmp::Ordering;

/// A number, as Python tells numbers apart. A boolean is an integer.
#[derive(Clone, Copy)]
pub(super) enum Number {
    Int(i128),
    Float(f64),
    Complex(Complex<f64>),
}

impl Number {
    pub(super) fn of(object: &Object) -> Option<Number> {
        let scalar = object.scalar()?;
        match (scalar, scalar.integer(), scalar.real()) {
            (Scalar::Bool(x), ..) => Some(Number::Int(i128::from(*x))),
            (_, Some(int), _) => Some(Number::Int(int)),
            (_, _, Some(real)) => Some(Number::Float(real)),
            (Scalar::C128(z), ..) => Some(Number::Complex(*z)),
            _ => None,
        }
    }

    pub(super) fn float(self) -> Option<f64> {
        match self {
            Number::Int(x) => Some(x as f64),
            Number::Float(x) => Some(x),
            Number::Complex(_) => None,
        }
    }

    pub(super) fn complex(self) -> Complex<f64> {
        match self {
            Number::Complex(z) => z,
            Number::Int(x) => Complex::new(x as f64, 0.0),
            Number::Float(x) => Complex::new(x, 0.0),
        }
    }

    /// The order of two real numbers, exactly; the inner `None` where one is NaN.
    fn order(self, other: Number) -> Option<Option<Ordering>> {
        match (self, other) {
            (Number::Int(a), Number::Int(b)) => Some(Some(a.cmp(&b))),
            (Number::Float(a), Number::Float(b)) => Some(a.partial_cmp(&b)),
            (Number::Int(a), Number::Float(b)) => Some(int_to_float(a, b)),
            (Number::Float(a), Number::Int(b)) => Some(int_to_float(b, a).map(Ordering::reverse)),
            _ => None,
        }
    }
}

/// How an integer of at most 64 bits compares to a float.
fn int_to_float(a: i128, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    // The conversion saturates far beyond 64 bits.
    let whole = b.trunc();
    Some(a.cmp(&(whole as i128)).then(whole.partial_cmp(&b)?))
}

/// Python's `==`: numbers of any kind by their values, values of one type as the type says.
impl PartialEq for Object {
    fn eq(&self, other: &Object) -> bool {
        match (Number::of(self), Number::of(other)) {
            (Some(a), Some(b)) => match a.order(b) {
                Some(order) => order == Some(Ordering::Equal),
                None => a.complex() == b.complex(),
            },
            (None, None) => match (self.held(), other.held()) {
                (None, None) => true,
                (Some(Held::Scalar(a)), Some(Held::Scalar(b))) => a == b,
                (Some(Held::Value(a)), Some(Held::Value(b))) => a.equals(&**b),
                _ => false,
            },
            _ => false,
        }
    }
}

impl PartialOrd for Object {
    fn partial_cmp(&self, other: &Object) -> Option<Ordering> {
        self.compare(other, "<").ok().flatten()
    }
}

impl Object {
    /// How two objects compare for the operator `symbol`; `None` where the answer to every question is no, as with NaN.
    ///
    /// ```
    /// use nd_dtype::Object;
    /// assert_eq!(Object::from(1).compare(&2.5.into(), "<")?, Some(core::cmp::Ordering::Less));
    /// let error = Object::from("a").compare(&Object::NONE, "<").unwrap_err();
    /// assert_eq!(error.to_string(), "'<' not supported between instances of 'str' and 'NoneType'");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) for objects without an order.
    pub fn compare(&self, other: &Object, symbol: &'static str) -> Result<Option<Ordering>> {
        let found = match (Number::of(self), Number::of(other)) {
            (Some(a), Some(b)) => a.order(b),
            _ => match (self.held(), other.held()) {
                (Some(Held::Scalar(Scalar::Str(a))), Some(Held::Scalar(Scalar::Str(b)))) => {
                    Some(Some(a.cmp(b)))
                }
                (Some(Held::Scalar(Scalar::Bytes(a))), Some(Held::Scalar(Scalar::Bytes(b)))) => {
                    Some(Some(a.cmp(b)))
                }
                (Some(Held::Value(a)), Some(Held::Value(b))) if a.type_name() == b.type_name() => {
                    Some(a.compare(&**b))
                }
                _ => None,
            },
        };
        let (left, right) = (self.type_name(), other.type_name());
        found.ok_or_else(|| ObjectError::Order { symbol, left, right }.into())
    }
}
