//! NumPy's order of elements, and the integers that have the same order.
//!
//! Floats are ordered by value, with the two zeros equal and all NaNs equal and last. Complex numbers are ordered by
//! real, then imaginary part, after which come those with a NaN: first in the imaginary part, then in the real one.

#![forbid(unsafe_code)]

use crate::num::{Bool8, Elem};
use core::cmp::Ordering;
use half::{bf16, f16};
use num_complex::Complex;

/// An element that can be sorted.
pub trait Sortable: Elem {
    /// Which of two elements comes first, `Equal` if neither must.
    fn compare(&self, other: &Self) -> Ordering;

    /// Whether this element must come before `other`.
    #[inline(always)]
    fn precedes(&self, other: &Self) -> bool {
        self.compare(other) == Ordering::Less
    }
}

/// A signed integer that elements are sorted as.
pub trait Int: Copy + Ord + bytemuck::Pod + Send + Sync {
    /// The largest.
    const LARGEST: Self;
    /// The value, in the widest type.
    fn widen(self) -> i64;
    /// Sorts a slice, at the best instruction-set level.
    fn sort(keys: &mut [Self]);
    /// Puts the key of rank `k` in its place, lower ones before it and higher ones behind.
    fn select(keys: &mut [Self], k: usize);
}

/// An element with at most 64 bits, whose bits can be turned into an integer of the same order.
pub trait Keyed: Sortable {
    /// An integer of the element's size.
    type Key: Int;
    /// Turns the bits of an element into a key, and a key into bits. The key of negative zero is the one below that
    /// of zero.
    fn flip(bits: Self::Key) -> Self::Key;
    /// Whether a key is that of a NaN.
    fn is_nan_key(key: Self::Key) -> bool;
    /// The key that is equal for equal elements, and the largest for NaN.
    fn key(self) -> Self::Key;
}

impl Sortable for Bool8 {
    #[inline(always)]
    fn compare(&self, other: &Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}

// $t: an integer type; $key: the signed integer of its size; $flip: what to change in its bits.
macro_rules! integers {
    ($($t:ty as $key:ty: $flip:expr),* $(,)?) => { $(
        impl Sortable for $t {
            #[inline(always)]
            fn compare(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
            #[inline(always)]
            fn precedes(&self, other: &Self) -> bool {
                self < other
            }
        }
        impl Keyed for $t {
            type Key = $key;
            #[inline(always)]
            fn flip(bits: $key) -> $key {
                bits ^ $flip
            }
            #[inline(always)]
            fn is_nan_key(_: $key) -> bool {
                false
            }
            #[inline(always)]
            fn key(self) -> $key {
                Self::flip(self as $key)
            }
        }
    )* };
}
integers!(
    i8 as i8: 0, u8 as i8: i8::MIN, i16 as i16: 0, u16 as i16: i16::MIN, i32 as i32: 0, u32 as i32: i32::MIN,
    i64 as i64: 0, u64 as i64: i64::MIN,
);

impl Keyed for Bool8 {
    type Key = i8;
    #[inline(always)]
    fn flip(bits: i8) -> i8 {
        bits ^ i8::MIN
    }
    #[inline(always)]
    fn is_nan_key(_: i8) -> bool {
        false
    }
    #[inline(always)]
    fn key(self) -> i8 {
        Self::flip(self.get() as i8)
    }
}

// $t: a float type; $key, $bits: the integers of its size.
macro_rules! floats {
    ($($t:ty as $key:ident, $bits:ident),* $(,)?) => { $(
        impl Sortable for $t {
            #[inline(always)]
            fn compare(&self, other: &Self) -> Ordering {
                let (a, b) = (*self, *other);
                a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
            }
            #[inline(always)]
            fn precedes(&self, other: &Self) -> bool {
                (self < other) | (other.is_nan() & !self.is_nan())
            }
        }
        impl Keyed for $t {
            type Key = $key;
            #[inline(always)]
            fn flip(bits: $key) -> $key {
                bits ^ ((bits >> ($key::BITS - 1)) as $bits >> 1) as $key
            }
            #[inline(always)]
            fn is_nan_key(key: $key) -> bool {
                const LARGEST: $key = <$t>::INFINITY.to_bits() as $key;
                !(!LARGEST..=LARGEST).contains(&key)
            }
            #[inline(always)]
            fn key(self) -> $key {
                let key = Self::flip(self.to_bits() as $key);
                if Self::is_nan_key(key) { $key::MAX } else if key == -1 { 0 } else { key }
            }
        }
    )* };
}
floats!(f16 as i16, u16, bf16 as i16, u16, f32 as i32, u32, f64 as i64, u64);

// $t: a float type.
macro_rules! complexes {
    ($($t:ty),*) => { $( impl Sortable for Complex<$t> {
        #[inline]
        fn compare(&self, other: &Self) -> Ordering {
            let class = |z: &Self| (z.re.is_nan(), z.im.is_nan());
            class(self)
                .cmp(&class(other))
                .then_with(|| self.re.compare(&other.re))
                .then_with(|| self.im.compare(&other.im))
        }
    } )* };
}
complexes!(f32, f64);

// $t: an integer type; $sort, $select: its functions.
macro_rules! ints {
    ($($t:ty: $sort:expr, $select:expr);* $(;)?) => { $( impl Int for $t {
        const LARGEST: Self = <$t>::MAX;
        #[inline(always)]
        fn widen(self) -> i64 {
            i64::from(self)
        }
        #[inline]
        fn sort(keys: &mut [Self]) {
            $sort(keys)
        }
        #[inline]
        fn select(keys: &mut [Self], k: usize) {
            $select(keys, k)
        }
    } )* };
}
ints!(
    i8: super::count::sort8, |keys: &mut [i8], _| super::count::sort8(keys);
    i16: super::count::sort16, select_std;
    i32: super::sort_int32, super::select_int32;
    i64: super::sort_int64, super::select_int64;
);

fn select_std(keys: &mut [i16], k: usize) {
    keys.select_nth_unstable(k);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys compare as elements do, and flipping twice changes nothing.
    #[test]
    fn keys_of_all_halves_have_their_order() {
        let all: Vec<f16> = (0..=u16::MAX).map(f16::from_bits).collect();
        for pair in all.windows(2).chain([[f16::from_f32(-0.0), f16::ZERO].as_slice()]) {
            assert_eq!(pair[0].compare(&pair[1]), pair[0].key().cmp(&pair[1].key()), "{pair:?}");
            assert_eq!(pair[0].precedes(&pair[1]), pair[0].key() < pair[1].key(), "{pair:?}");
        }
        for x in all {
            let bits = x.to_bits() as i16;
            assert_eq!(f16::flip(f16::flip(bits)), bits);
            assert_eq!(f16::is_nan_key(f16::flip(bits)), x.is_nan());
        }
    }

    /// The order that NumPy documents: `R + Rj, R + nanj, nan + Rj, nan + nanj`.
    #[test]
    fn complex_numbers_with_nan_come_last() {
        let (nan, z) = (f64::NAN, Complex::<f64>::new);
        let sorted =
            [z(-1.0, 9.0), z(0.0, 1.0), z(-0.0, 2.0), z(-5.0, nan), z(3.0, nan), z(nan, 1.0), z(nan, nan)];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(a.compare(b), i.cmp(&j), "{a} {b}");
            }
        }
    }
}
