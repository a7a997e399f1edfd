//! Conversions of single numbers: between kinds, from literals, and to Rust types.
//!
//! Values are converted by `nd_kernel::CastTo` alone; this module adds what is refused.

use super::{Scalar, match_number};
use crate::dtype::kind_of;
use crate::{Casting, DType, DTypeError, Element, Result, Weak, can_cast};
use nd_kernel::{CastTo, Elem, Num, dispatch};

/// Writes the native number in `from_bytes` as a native `to`, by NumPy's casting rules.
pub(super) fn convert(from: Num, from_bytes: &[u8], to: Num, to_bytes: &mut [u8]) {
    fn one<A: CastTo<B> + Element, B: Elem + Element>(from: &[u8], to: &mut [u8]) {
        B::store(A::load(from).cast_to(), to);
    }
    dispatch!(from, A => dispatch!(to, B => one::<A, B>(from_bytes, to_bytes)))
}

/// A literal as a native number of kind `num`.
pub(super) fn from_weak(value: Weak, num: Num) -> Result<Scalar> {
    match (value, kind_of(num).kind) {
        (Weak::Int(value), 'i' | 'u') => int_in_range(value, num),
        (Weak::Float(value), 'i' | 'u') if value.is_nan() => Err(DTypeError::NanToInt.into()),
        (Weak::Float(value), 'i' | 'u') if value.is_infinite() => Err(DTypeError::InfinityToInt.into()),
        // The conversion truncates and saturates; what saturates fits no integer dtype.
        (Weak::Float(value), 'i' | 'u') => int_in_range(value as i128, num),
        (Weak::Complex(_), 'i' | 'u') => Err(DTypeError::ComplexToInt.into()),
        (Weak::Complex(_), 'f') => Err(DTypeError::ComplexToFloat.into()),
        (Weak::Int(value), 'b') => Ok(Scalar::Bool(value != 0)),
        (Weak::Int(value), _) => Scalar::F64(value as f64).cast(&DType::from_num(num)),
        (Weak::Float(value), _) => Scalar::F64(value).cast(&DType::from_num(num)),
        (Weak::Complex(value), _) => Scalar::C128(value).cast(&DType::from_num(num)),
    }
}

fn int_in_range(value: i128, num: Num) -> Result<Scalar> {
    fn fit<T: TryFrom<i128> + Into<Scalar>>(value: i128) -> Option<Scalar> {
        T::try_from(value).ok().map(Into::into)
    }
    let fitting =
        dispatch!(num, T in [I8, U8, I16, U16, I32, U32, I64, U64] => fit::<T>(value), else => None);
    fitting.ok_or_else(|| out_of_bounds(value, num).into())
}

/// NumPy goes through C's `long`, for `uint32` and `uint64` also `unsigned long`, before it looks at the width.
#[cold]
fn out_of_bounds(value: i128, num: Num) -> DTypeError {
    let fits_long = i64::try_from(value).is_ok();
    let passes = match num {
        Num::I64 => false,
        Num::U32 | Num::U64 => fits_long || u64::try_from(value).is_ok(),
        _ => fits_long,
    };
    if passes {
        DTypeError::IntOutOfBounds { value, dtype: DType::from_num(num) }
    } else {
        DTypeError::IntTooLarge
    }
}

/// The value as a `T`: see [`Scalar::get`].
pub(super) fn get<T: Element>(scalar: &Scalar) -> Result<T> {
    if let Scalar::Object(object) = scalar
        && let Some(inner) = object.scalar()
    {
        return get(inner);
    }
    let refused = || DTypeError::Cast {
        what: "scalar",
        from: scalar.dtype(),
        to: T::DTYPE,
        casting: Casting::SameKind,
    };
    let value = match (integer(scalar), kind_of(T::NUM).kind) {
        (Some(value), 'i' | 'u') => int_in_range(value, T::NUM)?,
        _ if can_cast(&scalar.dtype(), &T::DTYPE, Casting::SameKind) => scalar.cast(&T::DTYPE)?,
        _ => return Err(refused().into()),
    };
    let mut bytes = [0; 16];
    match_number!(value, x => super::store(x, &mut bytes), _ => return Err(refused().into()));
    Ok(T::load(&bytes[..T::NUM.size()]))
}

impl Scalar {
    /// The value of an integer.
    pub(crate) fn integer(&self) -> Option<i128> {
        integer(self)
    }
}

/// The value of an integer scalar.
pub(super) fn integer(scalar: &Scalar) -> Option<i128> {
    Some(match *scalar {
        Scalar::I8(x) => x.into(),
        Scalar::U8(x) => x.into(),
        Scalar::I16(x) => x.into(),
        Scalar::U16(x) => x.into(),
        Scalar::I32(x) => x.into(),
        Scalar::U32(x) => x.into(),
        Scalar::I64(x) => x.into(),
        Scalar::U64(x) => x.into(),
        _ => return None,
    })
}
