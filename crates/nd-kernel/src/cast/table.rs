//! The conversion of each pair of types, a line per family.
#![forbid(unsafe_code)]

use super::CastTo;
use super::truncate::Truncate;
use crate::bfloat16::{Half, odd_magnitude};
use crate::isa::Isa;
use crate::num::Bool8;
use half::{bf16, f16};
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
casts!([Bool8] => [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64, f16, bf16, C64, C128], |x| u8::from(x.get()).cast_to());
casts!([i8, u8, i16, u16, i32, u32, i64, u64] => [Bool8], |x| Bool8::new(x != 0));
casts!([f32, f64] => [Bool8], |x| Bool8::new(x != 0.0));
casts!([C64, C128] => [Bool8], |x| Bool8::new((x.re != 0.0) | (x.im != 0.0)));

casts!([i8, u8, i16, u16, i32, u32, i64, u64, f32, f64, f16, bf16] => [C64, C128], |x| Complex::new(x.cast_to(), 0.0));
casts!([C64, C128] => [i8, u8, i16, u16, i32, u32, i64, u64, f16, bf16, f32, f64], |x| x.re.cast_to());
casts!([C64, C128] => [C64, C128], |x| Complex::new(x.re.cast_to(), x.im.cast_to()));

casts!([f16] => [f16], |x| x);
casts!([f16, bf16] => [Bool8, i8, u8, i16, u16, i32, u32, i64, u64], |x| x.widen().cast_to());
casts!([i8, u8, i16, u16, i32, u32, i64, u64] => [f16], |x| f16::narrow(x as f32));

casts!([bf16] => [bf16], |x| x);
casts!([f16] => [bf16], |x| bf16::narrow(x.widen()));
casts!([bf16] => [f16], |x| f16::narrow(x.widen()));
casts!([i8, u8, i16, u16] => [bf16], |x| bf16::narrow(x.into()));
casts!([i32, u32] => [bf16], |x| bf16::narrow64(x.into()));
casts!([u64] => [bf16], |x| bf16::narrow64(odd_magnitude(x)));
casts!([i64] => [bf16], |x| bf16::narrow64(odd_magnitude(x.unsigned_abs()).copysign(x as f64)));

/// Conversions of 16-bit floats from and to the wider ones: `halves!(f16, bf16)`.
macro_rules! halves {
    // $t: the type.
    ($($t:ty),*) => { $(
        impl CastTo<f32> for $t {
            #[inline(always)]
            fn cast_to(self) -> f32 {
                self.widen()
            }
            #[inline(always)]
            fn cast_block<I: Isa, const N: usize>(x: &[$t; N]) -> [f32; N] {
                <$t>::widen_block::<I, N>(x)
            }
        }

        impl CastTo<f64> for $t {
            #[inline(always)]
            fn cast_to(self) -> f64 {
                self.widen().into()
            }
            #[inline(always)]
            fn cast_block<I: Isa, const N: usize>(x: &[$t; N]) -> [f64; N] {
                f32::cast_block::<I, N>(&<$t>::widen_block::<I, N>(x))
            }
        }

        impl CastTo<$t> for f32 {
            #[inline(always)]
            fn cast_to(self) -> $t {
                <$t>::narrow(self)
            }
            #[inline(always)]
            fn cast_block<I: Isa, const N: usize>(x: &[f32; N]) -> [$t; N] {
                <$t>::narrow_block::<I, N>(x)
            }
        }

        impl CastTo<$t> for f64 {
            #[inline(always)]
            fn cast_to(self) -> $t {
                <$t>::narrow64(self)
            }
            #[inline(always)]
            fn cast_block<I: Isa, const N: usize>(x: &[f64; N]) -> [$t; N] {
                <$t>::narrow_block::<I, N>(&<$t>::odd_block(x))
            }
        }
    )* };
}
halves!(f16, bf16);
