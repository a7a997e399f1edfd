//! What can be an operand: arrays, strong scalars, and Rust's own numbers, which are weak.

#![forbid(unsafe_code)]

use crate::array::Array;
use nd_dtype::{Complex, DType, DateTime64, Object, Result, Scalar, TimeDelta64, Weak, bf16, f16};

/// One operand of an operation.
#[derive(Clone)]
pub enum Arg<'a> {
    /// An array; its dtype counts, whatever its number of axes.
    Array(&'a Array),
    /// A scalar with a dtype of its own.
    Scalar(Scalar),
    /// A literal: its kind is known, its width comes from the other operands (NEP 50).
    Weak(Weak),
}

impl Arg<'_> {
    /// The dtype, if it is the operand's own.
    pub(crate) fn strong(&self) -> Option<DType> {
        match self {
            Arg::Array(array) => Some(array.dtype.clone()),
            Arg::Scalar(scalar) => Some(scalar.dtype()),
            Arg::Weak(_) => None,
        }
    }

    /// The operand as an array; a literal has the dtype that it has alone.
    ///
    /// ```
    /// use nd_core::{Arg, Weak};
    /// assert_eq!(Arg::Weak(Weak::Float(1.5)).to_array()?.to_string(), "1.5");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A literal of more than 64 bits; memory that cannot be had.
    pub fn to_array(&self) -> Result<Array> {
        match self {
            Arg::Array(array) => Ok((*array).clone()),
            Arg::Scalar(scalar) => Array::from_scalar(scalar.clone()),
            Arg::Weak(weak) => Array::from_scalar(Scalar::from_weak(*weak, &weak.dtype()?)?),
        }
    }

    /// The literal, if it is one.
    pub(crate) fn weak(&self) -> Option<Weak> {
        match self {
            Arg::Weak(weak) => Some(*weak),
            _ => None,
        }
    }

    /// The shape; scalars have no axes.
    pub fn shape(&self) -> &[usize] {
        match self {
            Arg::Array(array) => array.shape(),
            _ => &[],
        }
    }
}

/// Anything that can stand in an arithmetic expression beside an array.
///
/// Rust numbers are weak, as Python's are in NumPy 2: `&int8_array + 1` stays `int8`. A [`Scalar`] and a 0-d array
/// are strong.
pub trait Operand {
    /// This value as an operand.
    fn operand(&self) -> Arg<'_>;

    /// The array, if the value is one and not a reference to one: whoever passes it by value gives it up, so that its
    /// memory may become that of a result.
    #[doc(hidden)]
    #[inline]
    fn given_up(&self) -> Option<&Array> {
        None
    }
}

impl Operand for Array {
    #[inline]
    fn operand(&self) -> Arg<'_> {
        Arg::Array(self)
    }

    #[inline]
    fn given_up(&self) -> Option<&Array> {
        Some(self)
    }
}

impl<T: Operand + ?Sized> Operand for &T {
    #[inline]
    fn operand(&self) -> Arg<'_> {
        (**self).operand()
    }
}

impl Operand for Scalar {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar(self.clone())
    }
}

impl Operand for DateTime64 {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar((*self).into())
    }
}

impl Operand for TimeDelta64 {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar((*self).into())
    }
}

impl Operand for Object {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar(self.clone().into())
    }
}

/// Text; strong, as wide as it is long.
impl Operand for str {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar(Scalar::from(self))
    }
}

/// Text; strong, as wide as it is long.
impl Operand for String {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar(Scalar::from(self))
    }
}

impl Operand for Arg<'_> {
    fn operand(&self) -> Arg<'_> {
        self.clone()
    }
}

impl Operand for bool {
    fn operand(&self) -> Arg<'_> {
        Arg::Scalar(Scalar::from(*self))
    }
}

macro_rules! weak {
    ($($t:ty => $kind:ident as $wide:ty),* $(,)?) => { $(
        impl Operand for $t {
            #[inline]
            fn operand(&self) -> Arg<'_> {
                Arg::Weak(Weak::$kind(<$wide>::from(*self)))
            }
        }
    )* };
}
weak! {
    i8 => Int as i128, i16 => Int as i128, i32 => Int as i128, i64 => Int as i128,
    u8 => Int as i128, u16 => Int as i128, u32 => Int as i128, u64 => Int as i128,
    f16 => Float as f64, bf16 => Float as f64, f32 => Float as f64, f64 => Float as f64,
}

macro_rules! weak_size {
    ($($t:ty),*) => { $(
        impl Operand for $t {
            #[inline]
            fn operand(&self) -> Arg<'_> {
                Arg::Weak(Weak::Int(*self as i128))
            }
        }
    )* };
}
weak_size!(usize, isize);

impl Operand for Complex<f64> {
    fn operand(&self) -> Arg<'_> {
        Arg::Weak(Weak::Complex(*self))
    }
}

impl Operand for Complex<f32> {
    fn operand(&self) -> Arg<'_> {
        Arg::Weak(Weak::Complex(Complex::new(self.re.into(), self.im.into())))
    }
}
