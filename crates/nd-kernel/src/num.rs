//! The machine element types that loops compute in, and the one macro that turns a run-time tag into a type.
//!
//! Byte order, strings, dates and structured types are descriptions built on top of these by `nd-dtype`;
//! a loop only ever sees native values of one of the fifteen kinds below.

use half::{bf16, f16};
use num_complex::Complex;

/// A boolean as it lies in memory: any non-zero byte is true.
///
/// Array bytes can be written through views of other dtypes, so they may not be assumed to be a valid Rust
/// `bool`. This type accepts every bit pattern and normalises when read.
#[derive(Clone, Copy, Default, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct Bool8(u8);

impl Bool8 {
    /// The stored form of `value`: 1 or 0.
    #[inline(always)]
    pub const fn new(value: bool) -> Self {
        Self(value as u8)
    }

    /// Whether the byte is non-zero.
    #[inline(always)]
    pub const fn get(self) -> bool {
        self.0 != 0
    }
}

impl PartialEq for Bool8 {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Bool8 {}

impl core::fmt::Debug for Bool8 {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.get().fmt(f)
    }
}

/// The kinds of native value that loops work on, in NumPy's order of type numbers; bfloat16, which NumPy has not, is last.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum Num {
    /// One byte, zero or not ([`Bool8`]).
    Bool,
    /// `i8`
    I8,
    /// `u8`
    U8,
    /// `i16`
    I16,
    /// `u16`
    U16,
    /// `i32`
    I32,
    /// `u32`
    U32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// IEEE 754 binary16
    F16,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// A pair of `f32`
    C64,
    /// A pair of `f64`
    C128,
    /// The upper half of an `f32`
    BF16,
}

impl Num {
    /// Every kind, in declaration order; `ALL[n as usize] == n`.
    pub const ALL: [Num; 15] = [
        Num::Bool,
        Num::I8,
        Num::U8,
        Num::I16,
        Num::U16,
        Num::I32,
        Num::U32,
        Num::I64,
        Num::U64,
        Num::F16,
        Num::F32,
        Num::F64,
        Num::C64,
        Num::C128,
        Num::BF16,
    ];

    /// Bytes in one element.
    #[inline]
    pub const fn size(self) -> usize {
        match self {
            Num::Bool | Num::I8 | Num::U8 => 1,
            Num::I16 | Num::U16 | Num::F16 | Num::BF16 => 2,
            Num::I32 | Num::U32 | Num::F32 => 4,
            Num::I64 | Num::U64 | Num::F64 | Num::C64 => 8,
            Num::C128 => 16,
        }
    }

    /// The length of the runs of bytes that change order when byte order does (a complex swaps each half).
    #[inline]
    pub const fn swap_unit(self) -> usize {
        match self {
            Num::C64 => 4,
            Num::C128 => 8,
            other => other.size(),
        }
    }

    /// Whether values are floats of any width, or pairs of them: the kinds from `F16` on.
    #[inline]
    pub const fn is_inexact(self) -> bool {
        self as u8 >= Num::F16 as u8
    }

    /// Whether values are pairs of floats. Not all kinds from `C64` on are.
    #[inline]
    pub const fn is_complex(self) -> bool {
        matches!(self, Num::C64 | Num::C128)
    }

    /// Whether values are 16-bit floats, which compute in `f32`.
    #[inline]
    pub const fn is_half(self) -> bool {
        matches!(self, Num::F16 | Num::BF16)
    }
}

/// A Rust type that is the in-memory form of one [`Num`]: plain data, valid for every bit pattern.
pub trait Elem: bytemuck::Pod + Send + Sync + 'static {
    /// The tag of this type.
    const NUM: Num;
    /// Which of two equal elements is the greater and the lesser of them, where it shows in the sign of zeros: the second, else
    /// the first.
    const TIES_LAST: bool = matches!(Self::NUM, Num::F32 | Num::F64 | Num::BF16);
}

macro_rules! elem {
    ($($t:ty => $n:ident),* $(,)?) => { $( impl Elem for $t { const NUM: Num = Num::$n; } )* };
}
elem! {
    Bool8 => Bool, i8 => I8, u8 => U8, i16 => I16, u16 => U16, i32 => I32, u32 => U32, i64 => I64, u64 => U64,
    f16 => F16, f32 => F32, f64 => F64, Complex<f32> => C64, Complex<f64> => C128,
    bf16 => BF16,
}

/// Turns a [`Num`] into a type: `dispatch!(num, T => kernel::<T>(..))`.
///
/// The body is compiled once per element type; `T` names the [`Elem`] type of `num`. A second form restricts the
/// kinds and takes an `else`: `dispatch!(num, T in [I32, F64] => body, else => other)`. A third, `T by bits =>`, is for what
/// sees no more than sizes and zeros, where bfloat16 needs no body beside that of float16. Sketch of the expansion:
///
/// ```text
/// match num { Num::Bool => { type T = Bool8; body } Num::I8 => { type T = i8; body } ... }
/// ```
#[macro_export]
macro_rules! dispatch {
    // $num: expression of type Num; $t: the type name that $body may use.
    ($num:expr, $t:ident => $body:expr) => {
        $crate::dispatch!(
            $num,
            $t in [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128, BF16] => $body
        )
    };
    // As above, with float16 in the place of bfloat16.
    ($num:expr, $t:ident by bits => $body:expr) => {
        $crate::dispatch!(
            $num,
            $t in [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128] => $body,
            else => { type $t = $crate::f16; $body }
        )
    };
    // $kind: the variants of Num to compile the body for.
    ($num:expr, $t:ident in [$($kind:ident),* $(,)?] => $body:expr $(, else => $other:expr)?) => {
        match $num {
            $( $crate::Num::$kind => { type $t = $crate::elem_of!($kind); $body } )*
            $( _ => $other, )?
        }
    };
}

/// The element type of a variant of [`Num`], by name.
#[doc(hidden)]
#[macro_export]
macro_rules! elem_of {
    (Bool) => { $crate::Bool8 };
    (I8) => { i8 };
    (U8) => { u8 };
    (I16) => { i16 };
    (U16) => { u16 };
    (I32) => { i32 };
    (U32) => { u32 };
    (I64) => { i64 };
    (U64) => { u64 };
    (F16) => { $crate::f16 };
    (F32) => { f32 };
    (F64) => { f64 };
    (C64) => { $crate::Complex<f32> };
    (C128) => { $crate::Complex<f64> };
    (BF16) => { $crate::bf16 };
}
