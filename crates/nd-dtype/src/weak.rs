//! Literals: numbers whose kind counts in promotion and whose width does not.

use crate::dtype::kind_of;
use crate::{DType, DTypeError, Result};
use nd_kernel::{Complex, Num, bf16, f16};

/// A number as it stands in a program's text, like a Python number beside a NumPy array.
///
/// An `i32` or a `u8` in an expression is [`Weak::Int`]: `&int8_array + 1` stays `int8`. A boolean is not weak.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Weak {
    /// An integer.
    Int(i128),
    /// A real number.
    Float(f64),
    /// A complex number.
    Complex(Complex<f64>),
}

impl Weak {
    /// The dtype of the literal alone: `int64`, or `uint64` if it needs it; `float64`; `complex128`.
    ///
    /// # Errors
    /// [`Overflow`](crate::ErrorKind::Overflow) for an integer of more than 64 bits, which in NumPy is an object.
    pub fn dtype(self) -> Result<DType> {
        match self {
            Weak::Int(value) if i64::try_from(value).is_ok() => Ok(DType::I64),
            Weak::Int(value) if u64::try_from(value).is_ok() => Ok(DType::U64),
            Weak::Int(_) => Err(DTypeError::IntTooLarge.into()),
            Weak::Float(_) => Ok(DType::F64),
            Weak::Complex(_) => Ok(DType::C128),
        }
    }

    /// The value of an integer.
    pub(crate) fn int(self) -> Option<i128> {
        match self {
            Weak::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The literal of the higher kind.
    pub(crate) fn higher(self, other: Weak) -> Weak {
        if other.rank() > self.rank() { other } else { self }
    }

    fn rank(self) -> u8 {
        match self {
            Weak::Int(_) => 0,
            Weak::Float(_) => 1,
            Weak::Complex(_) => 2,
        }
    }

    /// The kind of an operation between this literal and operands of kind `num`.
    pub(crate) fn lift(self, num: Num) -> Num {
        match (self, kind_of(num).kind) {
            (Weak::Int(_), 'b') => Num::I64,
            (Weak::Float(_), 'b' | 'i' | 'u') => Num::F64,
            (Weak::Complex(_), 'b' | 'i' | 'u') => Num::C128,
            (Weak::Complex(_), 'f') if num == Num::F64 => Num::C128,
            (Weak::Complex(_), 'f') => Num::C64,
            _ => num,
        }
    }

    /// What Python calls the number's type.
    pub(crate) fn python_name(self) -> &'static str {
        match self {
            Weak::Int(_) => "int",
            Weak::Float(_) => "float",
            Weak::Complex(_) => "complex",
        }
    }

    /// The class that NumPy's messages name.
    pub fn class(self) -> &'static str {
        match self {
            Weak::Int(_) => "_PyLongDType",
            Weak::Float(_) => "_PyFloatDType",
            Weak::Complex(_) => "_PyComplexDType",
        }
    }
}

// impl From<i8> for Weak { fn from(value: i8) -> Weak { Weak::Int(value.into()) } }, and so on.
macro_rules! weak_from {
    // $t: a Rust number; $kind: its variant; $wide: the variant's type.
    ($($t:ty => $kind:ident($wide:ty)),* $(,)?) => { $(
        impl From<$t> for Weak {
            #[inline]
            fn from(value: $t) -> Weak {
                Weak::$kind(<$wide>::from(value))
            }
        }
    )* };
}
weak_from! {
    i8 => Int(i128), u8 => Int(i128), i16 => Int(i128), u16 => Int(i128), i32 => Int(i128), u32 => Int(i128),
    i64 => Int(i128), u64 => Int(i128), f16 => Float(f64), bf16 => Float(f64), f32 => Float(f64), f64 => Float(f64),
}

impl From<usize> for Weak {
    fn from(value: usize) -> Weak {
        Weak::Int(value as i128)
    }
}

impl From<isize> for Weak {
    fn from(value: isize) -> Weak {
        Weak::Int(value as i128)
    }
}

impl From<Complex<f32>> for Weak {
    fn from(value: Complex<f32>) -> Weak {
        Weak::Complex(Complex::new(value.re.into(), value.im.into()))
    }
}

impl From<Complex<f64>> for Weak {
    fn from(value: Complex<f64>) -> Weak {
        Weak::Complex(value)
    }
}
