//! Vectors of 32 bytes: four 64-bit keys or eight 32-bit keys.
//!
//! AVX2 neither orders nor compresses 64-bit integers: a comparison and two blends do the one, a permutation by a table the
//! other, of 64-bit lanes as pairs of 32-bit ones.

use super::lanes::{Lanes, PARTED, compiled_for, partners32, plain_keys, upper};
use core::arch::x86_64::*;

/// For each mask of four lanes the lanes outside it, then those in it, as pairs of lanes of half the size: a byte each.
const PARTED_PAIRS: [u64; 16] = {
    let (mut table, mut mask) = ([0; 16], 0);
    while mask < 16 {
        let (mut order, mut at, mut i) = (0, 0, 0);
        while i < 8 {
            // The first four turns look for lanes outside the mask, the others for those in it.
            if (mask >> (i % 4)) & 1 == i / 4 {
                let lane = 2 * (i % 4) as u64;
                order |= (lane | (lane + 1) << 8) << (16 * at);
                at += 1;
            }
            i += 1;
        }
        table[mask] = order;
        mask += 1;
    }
    table
};

/// The lanes in `order`, a byte each.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn permuted(v: __m256i, order: u64) -> __m256i {
    _mm256_permutevar8x32_epi32(v, _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(order as i64)))
}

/// `b` where a lane of `mask` is all ones, `a` elsewhere.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn blend(a: __m256i, b: __m256i, mask: __m256i) -> __m256i {
    _mm256_blendv_epi8(a, b, mask)
}

/// Ones in the lanes of 64 bits that `exchange::<X>` gives the upper record.
const fn upper4(x: usize) -> [i64; 4] {
    let (mut out, mut i) = ([0; 4], 0);
    while i < 4 {
        out[i] = if upper(x) >> i & 1 == 1 { -1 } else { 0 };
        i += 1;
    }
    out
}

/// As [`upper4`], of eight lanes of 32 bits.
const fn upper8(x: usize) -> [i32; 8] {
    let (mut out, mut i) = ([0; 8], 0);
    while i < 8 {
        out[i] = if upper(x) >> i & 1 == 1 { -1 } else { 0 };
        i += 1;
    }
    out
}

/// A table as a vector.
#[inline]
#[target_feature(enable = "avx2,popcnt")]
fn vector<T: Copy, const N: usize>(table: &[T; N]) -> __m256i {
    const { assert!(size_of::<T>() * N == 32) };
    // SAFETY: the table is as large as a vector.
    unsafe { _mm256_loadu_si256(table.as_ptr().cast()) }
}

/// Four 64-bit keys.
#[derive(Clone, Copy)]
pub(super) struct Keys64(__m256i);

/// Eight 32-bit keys.
#[derive(Clone, Copy)]
pub(super) struct Keys32(__m256i);

// impl Lanes for Keys64 { plain_keys, compiled_for, and each vector operation by the instructions of its width }, and so on.
// $lanes: the type; then key, width and counting lanes; masked loads and stores; the order of two vectors, their
// exchange, reversal and comparison, and the permutation for a mask.
macro_rules! keys {
    (
        $lanes:ident, $key:ty, $width:literal, $numbers:expr, $set:ident, $gt:ident, $load:ident, $store:ident,
        |$a:ident, $b:ident| $order:expr, |$v:ident| $exchange:expr, $reverse:expr,
        |$m:ident| $bits:expr, |$u:ident| $table:expr
    ) => {
        impl Lanes for $lanes {
            type Key = $key;
            type Mem = *mut $key;
            type Keys = Self;
            const WIDTH: usize = $width;

            plain_keys!($key);
            compiled_for!("avx2,popcnt");
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn splat(key: $key) -> Self {
                $lanes($set(key))
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn load(mem: *mut $key, at: usize) -> Self {
                // SAFETY: the caller vouches for a whole vector of records.
                $lanes(unsafe { _mm256_loadu_si256(mem.add(at).cast()) })
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn store(self, mem: *mut $key, at: usize) {
                // SAFETY: the caller vouches for a whole vector of records.
                unsafe { _mm256_storeu_si256(mem.add(at).cast(), self.0) }
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn load_some(mem: *mut $key, at: usize, count: usize) -> Self {
                if count == $width {
                    // SAFETY: the caller vouches for these records.
                    return unsafe { Self::load(mem, at) };
                }
                let held = $gt($set(count as $key), vector(&const { $numbers }));
                // SAFETY: the caller vouches for these records; the others are not read.
                let some = unsafe { $load(mem.wrapping_add(at), held) };
                $lanes(blend($set(<$key>::MAX), some, held))
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn store_some(self, mem: *mut $key, at: usize, count: usize) {
                if count == $width {
                    // SAFETY: the caller vouches for these records.
                    return unsafe { self.store(mem, at) };
                }
                let held = $gt($set(count as $key), vector(&const { $numbers }));
                // SAFETY: the caller vouches for these records; the others are not written.
                unsafe { $store(mem.wrapping_add(at), held, self.0) }
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn order(self, other: Self) -> (Self, Self) {
                let ($a, $b) = (self.0, other.0);
                let (low, high) = $order;
                ($lanes(low), $lanes(high))
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn exchange<const X: usize>(self) -> Self {
                let $v = self.0;
                $lanes($exchange)
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn reverse(self) -> Self {
                let reverse = $reverse;
                $lanes(reverse(self.0))
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn not_below(self, pivot: Self) -> u32 {
                let $m = $gt(pivot.0, self.0);
                !($bits as u32) & ((1 << $width) - 1)
            }
            #[inline]
            #[target_feature(enable = "avx2,popcnt")]
            unsafe fn parted(self, upper: u32) -> Self {
                let $u = upper as usize;
                $lanes(permuted(self.0, $table))
            }
        }
    };
}
keys!(
    Keys64,
    i64,
    4,
    [0_i64, 1, 2, 3],
    _mm256_set1_epi64x,
    _mm256_cmpgt_epi64,
    _mm256_maskload_epi64,
    _mm256_maskstore_epi64,
    |a, b| {
        let above = _mm256_cmpgt_epi64(a, b);
        (blend(a, b, above), blend(b, a, above))
    },
    |v| {
        let partner = match X {
            1 => _mm256_permute4x64_epi64::<0b10_11_00_01>(v),
            2 => _mm256_permute4x64_epi64::<0b01_00_11_10>(v),
            _ => _mm256_permute4x64_epi64::<0b00_01_10_11>(v),
        };
        // The lanes that want the upper record take it if it is not below; of equal keys it is the same which.
        let above = _mm256_cmpgt_epi64(v, partner);
        blend(v, partner, _mm256_xor_si256(above, vector(&const { upper4(X) })))
    },
    |v| _mm256_permute4x64_epi64::<0b00_01_10_11>(v),
    |m| _mm256_movemask_pd(_mm256_castsi256_pd(m)),
    |u| PARTED_PAIRS[u & 15]
);
keys!(
    Keys32,
    i32,
    8,
    [0_i32, 1, 2, 3, 4, 5, 6, 7],
    _mm256_set1_epi32,
    _mm256_cmpgt_epi32,
    _mm256_maskload_epi32,
    _mm256_maskstore_epi32,
    |a, b| (_mm256_min_epi32(a, b), _mm256_max_epi32(a, b)),
    |v| {
        let partner = _mm256_permutevar8x32_epi32(v, vector(&const { partners32::<8>(X) }));
        let (low, high) = (_mm256_min_epi32(v, partner), _mm256_max_epi32(v, partner));
        blend(low, high, vector(&const { upper8(X) }))
    },
    |v| _mm256_permutevar8x32_epi32(v, vector(&const { partners32::<8>(7) })),
    |m| _mm256_movemask_ps(_mm256_castsi256_ps(m)),
    |u| PARTED[u & 255]
);
