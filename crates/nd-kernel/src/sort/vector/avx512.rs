//! Vectors of 64 bytes: eight 64-bit keys, sixteen 32-bit keys, or eight 64-bit keys with a payload each.
//!
//! POPCNT is no part of AVX-512 to the compiler: without it, bits are counted in vectors, which takes nearly twice as long.

use super::lanes::{Lanes, PARTED, compiled_for, partners8, partners32, plain_keys, upper};
use core::arch::x86_64::*;

/// See [`Lanes::parted`]: one permutation by a table.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
fn parted8(v: __m512i, upper: u32) -> __m512i {
    let order = PARTED[upper as usize & 255];
    _mm512_permutexvar_epi64(_mm512_cvtepu8_epi64(_mm_cvtsi64_si128(order as i64)), v)
}

/// See [`Lanes::parted`]: a table would be too large.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
fn parted16(v: __m512i, upper: u32) -> __m512i {
    let upper = upper as __mmask16;
    let top = !(0xFFFF_u32 >> upper.count_ones()) as __mmask16;
    let below = _mm512_maskz_compress_epi32(!upper, v);
    _mm512_mask_expand_epi32(below, top, _mm512_maskz_compress_epi32(upper, v))
}

/// A mask of the first `count` lanes.
#[inline(always)]
fn first(count: usize) -> u32 {
    ((1_u64 << count) - 1) as u32
}

/// Eight 64-bit keys.
#[derive(Clone, Copy)]
pub(super) struct Keys64(__m512i);

/// Sixteen 32-bit keys.
#[derive(Clone, Copy)]
pub(super) struct Keys32(__m512i);

// impl Lanes for Keys64 { plain_keys, compiled_for, and each vector operation by the instructions of its width }, and so on.
// $lanes: the type; then key, mask and width, the table of partners, and the instructions.
macro_rules! keys {
    (
        $lanes:ident, $key:ty, $mask:ty, $width:literal, $partners:path, $set:ident, $load:ident, $store:ident,
        $min:ident, $max:ident, $mask_max:ident, $permute:ident, $ge:ident, $parted:ident
    ) => {
        impl Lanes for $lanes {
            type Key = $key;
            type Mem = *mut $key;
            type Keys = Self;
            const WIDTH: usize = $width;

            plain_keys!($key);
            compiled_for!("avx512f,avx512dq,popcnt");
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn splat(key: $key) -> Self {
                $lanes($set(key))
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn load(mem: *mut $key, at: usize) -> Self {
                // SAFETY: the caller vouches for a whole vector of records.
                $lanes(unsafe { _mm512_loadu_si512(mem.add(at).cast()) })
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn store(self, mem: *mut $key, at: usize) {
                // SAFETY: the caller vouches for a whole vector of records.
                unsafe { _mm512_storeu_si512(mem.add(at).cast(), self.0) }
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn load_some(mem: *mut $key, at: usize, count: usize) -> Self {
                // SAFETY: the caller vouches for these records; the others are not read.
                $lanes(unsafe { $load($set(<$key>::MAX), first(count) as $mask, mem.wrapping_add(at)) })
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn store_some(self, mem: *mut $key, at: usize, count: usize) {
                // SAFETY: the caller vouches for these records; the others are not written.
                unsafe { $store(mem.wrapping_add(at), first(count) as $mask, self.0) }
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn order(self, other: Self) -> (Self, Self) {
                ($lanes($min(self.0, other.0)), $lanes($max(self.0, other.0)))
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn exchange<const X: usize>(self) -> Self {
                let index = const { $partners(X) };
                // SAFETY: the table fills a vector.
                let partner = $permute(unsafe { _mm512_loadu_si512(index.as_ptr().cast()) }, self.0);
                $lanes($mask_max($min(self.0, partner), const { upper(X) as $mask }, self.0, partner))
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn reverse(self) -> Self {
                let index = const { $partners($width - 1) };
                // SAFETY: the table fills a vector.
                $lanes($permute(unsafe { _mm512_loadu_si512(index.as_ptr().cast()) }, self.0))
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn not_below(self, pivot: Self) -> u32 {
                u32::from($ge(self.0, pivot.0))
            }
            #[inline]
            #[target_feature(enable = "avx512f,avx512dq,popcnt")]
            unsafe fn parted(self, upper: u32) -> Self {
                $lanes($parted(self.0, upper))
            }
        }
    };
}
keys!(
    Keys64,
    i64,
    __mmask8,
    8,
    partners8,
    _mm512_set1_epi64,
    _mm512_mask_loadu_epi64,
    _mm512_mask_storeu_epi64,
    _mm512_min_epi64,
    _mm512_max_epi64,
    _mm512_mask_max_epi64,
    _mm512_permutexvar_epi64,
    _mm512_cmpge_epi64_mask,
    parted8
);
keys!(
    Keys32,
    i32,
    __mmask16,
    16,
    partners32::<16>,
    _mm512_set1_epi32,
    _mm512_mask_loadu_epi32,
    _mm512_mask_storeu_epi32,
    _mm512_min_epi32,
    _mm512_max_epi32,
    _mm512_mask_max_epi32,
    _mm512_permutexvar_epi32,
    _mm512_cmpge_epi32_mask,
    parted16
);

/// Eight 64-bit keys, and a payload that goes where its key goes. Records of the largest key may not be sorted with
/// [`Lanes::load_some`], which fills up with that key.
#[derive(Clone, Copy)]
pub(super) struct Pairs64 {
    key: Keys64,
    payload: Keys64,
}

impl Lanes for Pairs64 {
    type Key = i64;
    type Mem = (*mut i64, *mut i64);
    type Keys = Keys64;
    const WIDTH: usize = 8;

    #[inline(always)]
    fn skip(mem: Self::Mem, n: usize) -> Self::Mem {
        (mem.0.wrapping_add(n), mem.1.wrapping_add(n))
    }
    #[inline(always)]
    fn above(key: i64) -> Option<i64> {
        key.checked_add(1)
    }
    #[inline(always)]
    unsafe fn key(mem: Self::Mem, at: usize) -> i64 {
        // SAFETY: the caller vouches for the record.
        unsafe { *mem.0.add(at) }
    }
    #[inline(always)]
    unsafe fn swap(mem: Self::Mem, i: usize, j: usize) {
        // SAFETY: the caller vouches for both records.
        unsafe {
            mem.0.add(i).swap(mem.0.add(j));
            mem.1.add(i).swap(mem.1.add(j));
        }
    }
    compiled_for!("avx512f,avx512dq,popcnt");
    unsafe fn sort_steadily(mem: Self::Mem, n: usize) {
        // SAFETY: the caller vouches for `n` keys and as many payloads, which nobody else touches.
        let (keys, payloads) =
            unsafe { (core::slice::from_raw_parts_mut(mem.0, n), core::slice::from_raw_parts_mut(mem.1, n)) };
        crate::sort::pairs::heap_sort(keys, payloads);
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn splat(key: i64) -> Self {
        // SAFETY: this function has the features.
        let key = unsafe { Keys64::splat(key) };
        Pairs64 { key, payload: key }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn load(mem: Self::Mem, at: usize) -> Self {
        // SAFETY: the caller vouches for a vector of keys and one of payloads.
        unsafe { Pairs64 { key: Keys64::load(mem.0, at), payload: Keys64::load(mem.1, at) } }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn store(self, mem: Self::Mem, at: usize) {
        // SAFETY: as for `load`.
        unsafe {
            self.key.store(mem.0, at);
            self.payload.store(mem.1, at);
        }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn load_some(mem: Self::Mem, at: usize, count: usize) -> Self {
        // SAFETY: the caller vouches for these keys and payloads.
        unsafe {
            Pairs64 { key: Keys64::load_some(mem.0, at, count), payload: Keys64::load_some(mem.1, at, count) }
        }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn store_some(self, mem: Self::Mem, at: usize, count: usize) {
        // SAFETY: as for `load_some`.
        unsafe {
            self.key.store_some(mem.0, at, count);
            self.payload.store_some(mem.1, at, count);
        }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn order(self, other: Self) -> (Self, Self) {
        let swapped = _mm512_cmpgt_epi64_mask(self.key.0, other.key.0);
        let payload = (self.payload.0, other.payload.0);
        // SAFETY: this function has the features.
        let (low, high) = unsafe { self.key.order(other.key) };
        (
            Pairs64 { key: low, payload: Keys64(_mm512_mask_blend_epi64(swapped, payload.0, payload.1)) },
            Pairs64 { key: high, payload: Keys64(_mm512_mask_blend_epi64(swapped, payload.1, payload.0)) },
        )
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn exchange<const X: usize>(self) -> Self {
        let index = const { partners8(X) };
        // SAFETY: the table fills a vector.
        let index = unsafe { _mm512_loadu_si512(index.as_ptr().cast()) };
        let key = _mm512_permutexvar_epi64(index, self.key.0);
        let payload = _mm512_permutexvar_epi64(index, self.payload.0);
        // A lane takes its partner's record if that is lower and the lane wants the lower one, or the other way round;
        // of equal keys both keep their own, so that no payload is lost.
        let wants_upper = const { upper(X) as __mmask8 };
        let is_lower = _mm512_cmpgt_epi64_mask(self.key.0, key);
        let is_upper = _mm512_cmplt_epi64_mask(self.key.0, key);
        let take = (is_lower & !wants_upper) | (is_upper & wants_upper);
        Pairs64 {
            key: Keys64(_mm512_mask_blend_epi64(take, self.key.0, key)),
            payload: Keys64(_mm512_mask_blend_epi64(take, self.payload.0, payload)),
        }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn reverse(self) -> Self {
        // SAFETY: this function has the features.
        unsafe { Pairs64 { key: self.key.reverse(), payload: self.payload.reverse() } }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn not_below(self, pivot: Self) -> u32 {
        // SAFETY: this function has the features.
        unsafe { self.key.not_below(pivot.key) }
    }
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,popcnt")]
    unsafe fn parted(self, upper: u32) -> Self {
        // SAFETY: this function has the features.
        unsafe { Pairs64 { key: self.key.parted(upper), payload: self.payload.parted(upper) } }
    }
}
