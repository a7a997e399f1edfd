//! The conversion of each pair of types, a line per family.
#![forbid(unsafe_code)]

use super::CastTo;
use super::truncate::Truncate;
use crate::float16::{narrow, narrow_block, round_to_odd, widen, widen_block};
use crate::isa::Isa;
use crate::num::Bool8;
use half::f16;
use num_complex::Complex;

type C64 = Complex<f32>;
type C128 = Complex<f64>;

/// Implements [`CastTo`] from each type of the first list to each of the second, e.g.
/// `casts!([f32, f64] => [u32, i64], |x| x.to_i64() as _)`.
macro_rules! casts {
    // $from, $to: the types; $x: the name of the value in $body.
    ([$($from:ty),*] => $to:tt, |$x:ident| $body:expr) => { $( casts!(@row $from => $to, |$x| $body); )* };
    (@row $from:ty => [$($to:ty),*], |$x:ident| $body:expr) => { $(
        impl CastTo<$to> for $from {
            #[inline(always)]
            fn cast_to(self) -> $to { let $x = self; $body }
        }
    )* };
}

casts!([i8, u8, i16, u16, i32, u32, i64, u64] => [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64], |x| x as _);
casts!([f32, f64] => [f32, f64], |x| x as _);
casts!([f32, f64] => [i8, u8, i16, u16, i32], |x| x.to_i32() as _);
casts!([f32, f64] => [u32, i64], |x| x.to_i64() as _);
casts!([f32, f64] => [u64], |x| x.to_u64());

casts!([Bool8] => [Bool8], |x| x);
casts!([Bool8] => [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64, f16, C64, C128], |x| u8::from(x.get()).cast_to());
casts!([i8, u8, i16, u16, i32, u32, i64, u64] => [Bool8], |x| Bool8::new(x != 0));
casts!([f32, f64] => [Bool8], |x| Bool8::new(x != 0.0));
casts!([C64, C128] => [Bool8], |x| Bool8::new((x.re != 0.0) | (x.im != 0.0)));

casts!([i8, u8, i16, u16, i32, u32, i64, u64, f32, f64, f16] => [C64, C128], |x| Complex::new(x.cast_to(), 0.0));
casts!([C64, C128] => [i8, u8, i16, u16, i32, u32, i64, u64, f16, f32, f64], |x| x.re.cast_to());
casts!([C64, C128] => [C64, C128], |x| Complex::new(x.re.cast_to(), x.im.cast_to()));

casts!([f16] => [f16], |x| x);
casts!([f16] => [Bool8, i8, u8, i16, u16, i32, u32, i64, u64], |x| widen(x).cast_to());
casts!([i8, u8, i16, u16, i32, u32, i64, u64] => [f16], |x| narrow(x as f32));

impl CastTo<f32> for f16 {
    #[inline(always)]
    fn cast_to(self) -> f32 {
        widen(self)
    }
    #[inline(always)]
    fn cast_block<I: Isa, const N: usize>(x: &[f16; N]) -> [f32; N] {
        widen_block::<I, N>(x)
    }
}

impl CastTo<f64> for f16 {
    #[inline(always)]
    fn cast_to(self) -> f64 {
        f64::from(widen(self))
    }
    #[inline(always)]
    fn cast_block<I: Isa, const N: usize>(x: &[f16; N]) -> [f64; N] {
        f32::cast_block::<I, N>(&widen_block::<I, N>(x))
    }
}

impl CastTo<f16> for f32 {
    #[inline(always)]
    fn cast_to(self) -> f16 {
        narrow(self)
    }
    #[inline(always)]
    fn cast_block<I: Isa, const N: usize>(x: &[f32; N]) -> [f16; N] {
        narrow_block::<I, N>(x)
    }
}

impl CastTo<f16> for f64 {
    #[inline(always)]
    fn cast_to(self) -> f16 {
        narrow(round_to_odd(self))
    }
    #[inline(always)]
    fn cast_block<I: Isa, const N: usize>(x: &[f64; N]) -> [f16; N] {
        narrow_block::<I, N>(&x.map(round_to_odd))
    }
}
