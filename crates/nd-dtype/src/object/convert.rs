//! Between objects and the values that nd knows.

use super::{Held, Object};
use crate::dtype::kind_of;
use crate::error::{DTypeError, ObjectError};
use crate::scalar::to_number;
use crate::{Complex, DType, Flexible, NAT, Result, Scalar, Weak, bf16, f16};
use core::any::Any;

/// The scalar that a value of Rust is, if nd knows it.
pub(super) fn known<T: Any>(value: &T) -> Option<Scalar> {
    let value: &dyn Any = value;
    macro_rules! try_types {
        ($($t:ty),*) => {
            $( if let Some(value) = value.downcast_ref::<$t>() { return Some(Scalar::from(value.clone())); } )*
        };
    }
    try_types!(bool, i8, i16, i32, i64, u8, u16, u32, u64, f16, bf16, f32, f64, Complex<f32>, Complex<f64>);
    try_types!(&'static str, String);
    value.downcast_ref::<Object>().map(|object| Scalar::Object(object.clone()))
}

/// The value in a scalar, as its Rust type.
pub(super) fn inner(scalar: &Scalar) -> &dyn Any {
    match scalar {
        Scalar::Bool(x) => x,
        Scalar::I64(x) => x,
        Scalar::U64(x) => x,
        Scalar::F64(x) => x,
        Scalar::C128(x) => x,
        Scalar::Str(x) => x,
        Scalar::Bytes(x) | Scalar::Void(x) => x,
        Scalar::DateTime(x) => x,
        Scalar::TimeDelta(x) => x,
        Scalar::Record(x) => x,
        other => other,
    }
}

/// What Python calls the type of a value.
pub(super) fn python_name(scalar: &Scalar) -> &'static str {
    match scalar {
        Scalar::Bool(_) => "bool",
        Scalar::Str(_) => "str",
        Scalar::Bytes(_) => "bytes",
        Scalar::DateTime(_) => "datetime64",
        Scalar::TimeDelta(_) => "timedelta64",
        Scalar::Void(_) | Scalar::Record(_) => "void",
        number => match number.num().map(|num| kind_of(num).kind) {
            Some('i' | 'u') => "int",
            Some('f') => "float",
            _ => "complex",
        },
    }
}

/// Python's truth: whether a number is not zero, and whether text is not empty.
pub(super) fn truth(scalar: &Scalar) -> bool {
    match scalar {
        Scalar::Str(text) => !text.is_empty(),
        Scalar::Bytes(bytes) => !bytes.is_empty(),
        other => !matches!(other.cast(&DType::BOOL), Ok(Scalar::Bool(false))),
    }
}

/// Integers of any width become one kind, and so do floats, as in Python.
impl From<Scalar> for Object {
    fn from(value: Scalar) -> Object {
        Object::made(Held::Scalar(match value {
            Scalar::Object(object) => return object,
            scalar => match (scalar.integer(), scalar.real(), &scalar) {
                (Some(int), ..) => {
                    // Sixty-four bits are all that a scalar has.
                    i64::try_from(int).map_or(Scalar::U64(int as u64), Scalar::I64)
                }
                (_, Some(real), _) => Scalar::F64(real),
                (.., Scalar::C64(z)) => Scalar::C128(Complex::new(z.re.into(), z.im.into())),
                _ => scalar,
            },
        }))
    }
}

// impl From<i32> for Object { .. } and so on.
macro_rules! from_values {
    // $t: a type that becomes a scalar.
    ($($t:ty),* $(,)?) => { $(
        impl From<$t> for Object {
            fn from(value: $t) -> Object {
                Object::from(Scalar::from(value))
            }
        }
    )* };
}
from_values!(
    bool,
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    f16,
    bf16,
    f32,
    f64,
    Complex<f32>,
    Complex<f64>,
    &str,
    String
);

impl Object {
    /// An object of a literal.
    ///
    /// # Errors
    /// [`Overflow`](crate::ErrorKind::Overflow) for an integer of more than 64 bits.
    pub(crate) fn from_weak(weak: Weak) -> Result<Object> {
        Scalar::from_weak(weak, &weak.dtype()?).map(Object::from)
    }

    /// The length that an element of text of this kind needs for the value.
    #[doc(hidden)]
    pub fn width_as(&self, kind: Flexible) -> usize {
        match (kind, self.scalar()) {
            (Flexible::Bytes(_), Some(Scalar::Bytes(bytes))) => bytes.len(),
            _ => self.to_string().chars().count(),
        }
    }

    /// Whether the value is an element of a structured dtype.
    pub(crate) fn is_record(&self) -> bool {
        matches!(self.scalar(), Some(Scalar::Record(_)))
    }

    /// Writes the value as one element of `dtype`, which is not one object, under the checks that Python makes.
    ///
    /// # Errors
    /// A value that is no number where one is wanted, or does not fit; text that is none.
    pub(crate) fn write(&self, dtype: &DType, bytes: &mut [u8], kept: &mut Vec<Object>) -> Result<()> {
        if dtype.is_text() {
            return match self.scalar() {
                Some(text @ Scalar::Bytes(_)) => text.write_bytes(dtype, bytes),
                _ => Scalar::Str(self.to_string()).write_bytes(dtype, bytes),
            };
        }
        let (kind, num) = (dtype.kind(), dtype.num());
        // Numbers have no bytes of their own; text of any length comes here too, and has.
        let is_number = self.scalar().and_then(Weak::of).is_some();
        if is_number && matches!(dtype.flexible(), Some(Flexible::Void(_))) {
            return Err(DTypeError::BytesLike { found: self.type_name() }.into());
        }
        match (self.held(), kind) {
            (_, 'b') => Scalar::Bool(self.truth()).write_bytes(dtype, bytes),
            (None, 'f') => Scalar::F64(f64::NAN).write_bytes(dtype, bytes),
            (None, 'c') => Scalar::C128(Complex::new(f64::NAN, f64::NAN)).write_bytes(dtype, bytes),
            (None, 'M' | 'm') => Scalar::I64(NAT).write_bytes(&dtype.storage(), bytes),
            (Some(Held::Scalar(scalar)), _) => match (num, Weak::of(scalar)) {
                (Some(_), Some(weak)) => Scalar::from_weak(weak, dtype)?.write_bytes(dtype, bytes),
                (Some(num), None) if matches!(scalar, Scalar::Str(_)) => {
                    to_number(&Scalar::Object(self.clone()), num)?.write_bytes(dtype, bytes)
                }
                _ => scalar.write_element(dtype, bytes, kept),
            },
            (_, 'i' | 'u' | 'f' | 'c') => Err(ObjectError::Number { kind, found: self.type_name() }.into()),
            _ => Err(ObjectError::Cast { found: self.type_name(), to: dtype.clone() }.into()),
        }
    }
}

impl Weak {
    /// The number in a scalar as Python sees it; `None` for anything that is no number.
    fn of(scalar: &Scalar) -> Option<Weak> {
        match (scalar, scalar.integer(), scalar.real()) {
            (_, Some(int), _) => Some(Weak::Int(int)),
            (_, _, Some(real)) => Some(Weak::Float(real)),
            (Scalar::C128(z), ..) => Some(Weak::Complex(*z)),
            _ => None,
        }
    }
}
