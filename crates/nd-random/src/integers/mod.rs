//! Integers of a range: the checks of its ends, and the draws for each width of dtype.

#![forbid(unsafe_code)]

mod ends;

use crate::arguments::{Span, Spans};
use crate::bits::{BitGenerator, bounded, bounded_by, masked, masked_by};
use crate::error::RandomError;
use crate::fill::edit;
use crate::params::{Params, visit};
use ends::Ends;
use nd_core::kernel::{Num, dispatch};
use nd_core::{Array, DType, Element, IntoShape, Plain, Result, broadcast_shapes, zeros};

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

/// An array of integers drawn from `spans`.
pub(crate) fn integers<B: BitGenerator>(
    bits: &mut B,
    spans: Spans,
    size: impl IntoShape,
    dtype: DType,
    method: Method,
) -> Result<Array> {
    let name = if method == Method::Masked { "randint" } else { "integers" };
    let unsupported = |dtype| Err(RandomError::UnsupportedDType { method: name, dtype }.into());
    let Some(num) = dtype.num() else { return unsupported(dtype) };
    dispatch!(num,
    T in [I8, U8, I16, U16, I32, U32, I64, U64] => {
        if !dtype.is_native() {
            return Err(RandomError::ForeignOrder.into());
        }
        let mut source = Source::new(bits, 8 * size_of::<T>() as u32, method);
        match spans {
            Spans::One(span) => draw::<T, B>(&mut source, span, size),
            Spans::Many { low, high, closed } => {
                let ends = Ends::new(low, &high, closed, T::LEAST..=T::MOST, &T::DTYPE);
                spread::<T, B>(&mut source, ends, size)
            }
        }
    },
    else => match num {
        // Booleans are integers of one bit; they are drawn as bytes.
        Num::Bool => {
            let mut source = Source::new(bits, 1, method);
            let drawn = match spans {
                Spans::One(span) => booleans(&mut source, span, size)?,
                Spans::Many { low, high, closed } => {
                    let ends = Ends::new(low, &high, closed, 0..=1, &DType::BOOL);
                    spread::<u8, B>(&mut source, ends, size)?
                }
            };
            drawn.astype(DType::BOOL)
        }
        _ => unsupported(dtype),
    })
}

fn draw<T: Integer, B: BitGenerator>(
    source: &mut Source<'_, B>,
    span: Span,
    size: impl IntoShape,
) -> Result<Array> {
    let array = zeros(size, T::DTYPE)?;
    // NumPy looks at the ends only if there is something to draw.
    if !array.is_empty() {
        let bounds = span.bounds(T::LEAST, T::MOST, &T::DTYPE)?;
        edit(&array, |out: &mut [T]| fill(source, bounds, out))?;
    }
    Ok(array)
}

fn fill<T: Integer, B: BitGenerator>(source: &mut Source<'_, B>, bounds: Bounds, out: &mut [T]) {
    let Bounds { low, max } = bounds;
    let value = |drawn: u64| T::wrap((low as u64).wrapping_add(drawn));
    // A loop for each width, so that none of them asks for it.
    match (source.method, source.width) {
        (Method::Masked, _) => out.fill_with(|| value(source.masked(max))),
        (Method::Lemire, 64) => out.fill_with(|| value(bounded(source.bits, max))),
        (Method::Lemire, 32) => out.fill_with(|| value(bounded_by(32, max, || source.bits.next_u32()))),
        (Method::Lemire, width) => {
            let mut parts = Parts::new(width);
            out.fill_with(|| value(bounded_by(width, max, || parts.next(source.bits))));
        }
    }
}

fn booleans<B: BitGenerator>(source: &mut Source<'_, B>, span: Span, size: impl IntoShape) -> Result<Array> {
    let array = zeros(size, DType::U8)?;
    if !array.is_empty() {
        let bounds = span.bounds(0, 1, &DType::BOOL)?;
        edit(&array, |out: &mut [u8]| fill(source, bounds, out))?;
    }
    Ok(array)
}

/// One integer for each pair of `ends`.
fn spread<T: Integer, B: BitGenerator>(
    source: &mut Source<'_, B>,
    ends: Result<Ends>,
    size: impl IntoShape,
) -> Result<Array> {
    let size = size.into_shape().lengths()?;
    if size.contains(&0) {
        return zeros(size, T::DTYPE);
    }
    let Ends(params) = ends?;
    let common = broadcast_shapes(&[&params.shapes()[..], &[&size]].concat())?;
    // NumPy does not ask whether the ends fit into the shape: it draws until that is full.
    let array = zeros(if size.is_empty() { &common } else { &size }, T::DTYPE)?;
    edit(&array, |out: &mut [T]| {
        visit(&params, &common, out, |(low, last)| {
            T::wrap((low as u64).wrapping_add(source.up_to((last as u64).wrapping_sub(low as u64))))
        })
    })??;
    Ok(array)
}

/// One integer drawn from `span`.
pub(crate) fn integer(bits: &mut impl BitGenerator, span: Span, method: Method) -> Result<i64> {
    let mut drawn = [0];
    let bounds = span.bounds(i64::LEAST, i64::MOST, &DType::I64)?;
    fill(&mut Source::new(bits, 64, method), bounds, &mut drawn);
    Ok(drawn[0])
}

/// Where the bits of integers of some width come from.
struct Source<'a, B> {
    bits: &'a mut B,
    width: u32,
    method: Method,
    parts: Parts,
}

impl<B: BitGenerator> Source<'_, B> {
    fn new(bits: &mut B, width: u32, method: Method) -> Source<'_, B> {
        Source { bits, width, method, parts: Parts::new(width) }
    }

    /// A number up to and including `max`.
    fn up_to(&mut self, max: u64) -> u64 {
        match self.method {
            Method::Masked => self.masked(max),
            Method::Lemire => self.bounded(max),
        }
    }

    #[inline(always)]
    fn bounded(&mut self, max: u64) -> u64 {
        match self.width {
            64 => bounded(self.bits, max),
            32 => bounded_by(32, max, || self.bits.next_u32()),
            width => bounded_by(width, max, || self.parts.next(self.bits)),
        }
    }

    #[inline(always)]
    fn masked(&mut self, max: u64) -> u64 {
        match self.width {
            64 | 32 => masked(self.bits, max),
            _ => masked_by(max, || self.parts.next(self.bits)),
        }
    }
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
