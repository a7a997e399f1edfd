//! Integers of a range: the checks of its ends, and the draws for each width of dtype.

#![forbid(unsafe_code)]

use crate::arguments::Span;
use crate::bits::{BitGenerator, bounded, bounded_by, masked};
use crate::error::RandomError;
use crate::fill::edit;
use nd_core::kernel::{Num, dispatch};
use nd_core::{Array, DType, IntoShape, Plain, Result, zeros};

/// The ways to bring bits under a bound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// By multiplication, with small dtypes sharing a word: `Generator`.
    Lemire,
    /// By masking: the legacy methods.
    Masked,
}

/// The first integer of a range and how many follow it.
#[derive(Clone, Copy)]
struct Bounds {
    low: i128,
    max: u64,
}

impl Span {
    /// The bounds, if the range is inside `least..=most` and not empty.
    fn bounds(self, least: i128, most: i128, dtype: &DType) -> Result<Bounds, RandomError> {
        let last = if self.closed { self.high } else { self.high.saturating_sub(1) };
        if self.low < least {
            return Err(RandomError::OutOfBounds { end: "low", dtype: dtype.clone() });
        }
        if last > most {
            return Err(RandomError::OutOfBounds { end: "high", dtype: dtype.clone() });
        }
        if self.low > last {
            return Err(RandomError::EmptyRange { low: self.low, closed: self.closed });
        }
        Ok(Bounds { low: self.low, max: (last - self.low) as u64 })
    }
}

/// A native integer type.
trait Integer: Plain {
    const LEAST: i128;
    const MOST: i128;

    /// The value modulo the type's size.
    fn wrap(value: u64) -> Self;
}

// impl Integer for i8 { LEAST = i8::MIN, MOST = i8::MAX, wrap = `as i8` }, and so on.
macro_rules! integers {
    ($($t:ty),*) => { $( impl Integer for $t {
        const LEAST: i128 = <$t>::MIN as i128;
        const MOST: i128 = <$t>::MAX as i128;

        #[inline(always)]
        fn wrap(value: u64) -> $t {
            value as $t
        }
    } )* };
}
integers!(i8, u8, i16, u16, i32, u32, i64, u64);

/// An array of integers drawn from `span`.
pub(crate) fn integers<B: BitGenerator>(
    bits: &mut B,
    span: Span,
    size: impl IntoShape,
    dtype: DType,
    method: Method,
) -> Result<Array> {
    let Some(num) = dtype.num() else {
        return Err(RandomError::UnsupportedDType { method: "integers", dtype }.into());
    };
    dispatch!(num,
    T in [I8, U8, I16, U16, I32, U32, I64, U64] => draw::<T, B>(bits, span, size, dtype, method),
    else => match num {
        Num::Bool => booleans(bits, span, size),
        _ => Err(RandomError::UnsupportedDType { method: "integers", dtype }.into()),
    })
}

fn draw<T: Integer, B: BitGenerator>(
    bits: &mut B,
    span: Span,
    size: impl IntoShape,
    dtype: DType,
    method: Method,
) -> Result<Array> {
    if !dtype.is_native() {
        return Err(RandomError::ForeignOrder.into());
    }
    let array = zeros(size, dtype)?;
    // NumPy looks at the ends only if there is something to draw.
    if !array.is_empty() {
        let bounds = span.bounds(T::LEAST, T::MOST, &T::DTYPE)?;
        edit(&array, |out: &mut [T]| fill(bits, bounds, method, out))?;
    }
    Ok(array)
}

fn fill<T: Integer>(bits: &mut impl BitGenerator, bounds: Bounds, method: Method, out: &mut [T]) {
    let Bounds { low, max } = bounds;
    let value = |drawn: u64| T::wrap((low as u64).wrapping_add(drawn));
    match (method, 8 * size_of::<T>() as u32) {
        (Method::Masked, _) => out.fill_with(|| value(masked(bits, max))),
        (Method::Lemire, 64) => out.fill_with(|| value(bounded(bits, max))),
        (Method::Lemire, 32) => out.fill_with(|| value(bounded_by(32, max, || bits.next_u32()))),
        (Method::Lemire, width) => {
            let mut parts = Parts::new(width);
            out.fill_with(|| value(bounded_by(width, max, || parts.next(bits))));
        }
    }
}

/// Booleans are integers of one bit; they are drawn as bytes.
fn booleans<B: BitGenerator>(bits: &mut B, span: Span, size: impl IntoShape) -> Result<Array> {
    let array = zeros(size, DType::U8)?;
    if !array.is_empty() {
        let Bounds { low, max } = span.bounds(0, 1, &DType::BOOL)?;
        let mut parts = Parts::new(1);
        let mut next = || low as u8 + bounded_by(1, max, || parts.next(bits)) as u8;
        edit(&array, |out: &mut [u8]| out.fill_with(&mut next))?;
    }
    array.astype(DType::BOOL)
}

/// One integer drawn from `span`.
pub(crate) fn integer(bits: &mut impl BitGenerator, span: Span, method: Method) -> Result<i64> {
    let mut drawn = [0];
    let bounds = span.bounds(i64::LEAST, i64::MOST, &DType::I64)?;
    fill(bits, bounds, method, &mut drawn);
    Ok(drawn[0])
}

/// Draws of fewer than 32 bits, which share a word, lowest bits first.
struct Parts {
    width: u32,
    word: u32,
    left: u32,
}

impl Parts {
    fn new(width: u32) -> Parts {
        Parts { width, word: 0, left: 0 }
    }

    #[inline]
    fn next(&mut self, bits: &mut impl BitGenerator) -> u32 {
        if self.left == 0 {
            self.word = bits.next_u32();
            self.left = 32;
        } else {
            self.word >>= self.width;
        }
        self.left -= self.width;
        self.word & ((1 << self.width) - 1)
    }
}
