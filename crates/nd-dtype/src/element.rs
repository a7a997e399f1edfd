//! The Rust types that are elements, and their way in and out of bytes.

use crate::{DType, Scalar};
use nd_kernel::{Bool8, Complex, Elem, Num, bf16, f16};

mod sealed {
    pub trait Sealed {}
}

/// A Rust type with a dtype: `i8`–`i64`, `u8`–`u64`, [`f16`](struct@f16), [`bf16`](struct@bf16), `f32`, `f64`, [`Complex`] of the last two, `bool`, and
/// [`Bool8`], the form in which a boolean lies in memory.
///
/// The trait is sealed: the dtypes are nd's own.
///
/// ```
/// use nd_dtype::{DType, Element};
/// let mut bytes = [0; 4];
/// 1.5_f32.store(&mut bytes);
/// assert_eq!((f32::load(&bytes), <f32 as Element>::DTYPE), (1.5, DType::F32));
/// ```
pub trait Element:
    Copy + Send + Sync + PartialEq + core::fmt::Debug + Into<Scalar> + sealed::Sealed + 'static
{
    /// The kind.
    const NUM: Num;
    /// The native dtype of this type.
    const DTYPE: DType = DType::from_num(Self::NUM);
    /// The form of the value in memory: the type itself, but for `bool`.
    type Stored: Elem;

    /// The value of what lies in memory.
    fn from_stored(stored: Self::Stored) -> Self;

    /// The form to put in memory.
    fn into_stored(self) -> Self::Stored;

    /// Reads one native element at any alignment.
    ///
    /// # Panics
    /// If `bytes` is not one element long.
    #[inline]
    fn load(bytes: &[u8]) -> Self {
        Self::from_stored(bytemuck::pod_read_unaligned(bytes))
    }

    /// Writes one native element at any alignment.
    ///
    /// # Panics
    /// If `bytes` is not one element long.
    #[inline]
    fn store(self, bytes: &mut [u8]) {
        bytes.copy_from_slice(bytemuck::bytes_of(&self.into_stored()));
    }
}

/// An [`Element`] that memory can be lent as (`&[T]`): every bit pattern is a value, which excludes `bool`.
pub trait Plain: Element<Stored = Self> + Elem {}

impl<T: Element<Stored = T> + Elem> Plain for T {}

impl sealed::Sealed for bool {}

impl Element for bool {
    const NUM: Num = Num::Bool;
    type Stored = Bool8;

    #[inline]
    fn from_stored(stored: Bool8) -> bool {
        stored.get()
    }

    #[inline]
    fn into_stored(self) -> Bool8 {
        Bool8::new(self)
    }
}

// impl Element for i8 { const NUM = Num::I8; type Stored = i8; both conversions are the identity }, and so on.
macro_rules! stored_as_itself {
    // $t: the element type.
    ($($t:ty),* $(,)?) => { $(
        impl sealed::Sealed for $t {}
        impl Element for $t {
            const NUM: Num = <$t as Elem>::NUM;
            type Stored = $t;

            #[inline]
            fn from_stored(stored: $t) -> $t {
                stored
            }

            #[inline]
            fn into_stored(self) -> $t {
                self
            }
        }
    )* };
}
stored_as_itself!(
    Bool8,
    i8,
    u8,
    i16,
    u16,
    i32,
    u32,
    i64,
    u64,
    f16,
    bf16,
    f32,
    f64,
    Complex<f32>,
    Complex<f64>
);
