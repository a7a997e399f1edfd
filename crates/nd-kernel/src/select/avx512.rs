//! Masked moves with AVX-512: 64 mask bytes become one 64-bit mask, and vectors of 4- or 8-byte elements are compressed
//! or expanded in registers.
//!
//! Compressing straight to memory is one instruction but slow on some machines, so a whole vector is stored and the
//! next one overwrites its rest; only where that would pass the end of the output is the slow form used.

use core::arch::x86_64::*;

/// Elements that fit a vector lane.
pub(super) trait Lanes {
    /// Elements in a vector.
    const LANES: usize;
    /// # Safety
    /// AVX-512 F.
    unsafe fn compress(mask: u64, v: __m512i) -> __m512i;
    /// # Safety
    /// AVX-512 F; `p` valid for writes of as many elements as `mask` has ones.
    unsafe fn compress_store(p: *mut u8, mask: u64, v: __m512i);
    /// # Safety
    /// AVX-512 F.
    unsafe fn expand(mask: u64, v: __m512i) -> __m512i;
    /// # Safety
    /// AVX-512 F; the elements of `p` whose bits are set valid for reads.
    unsafe fn load(p: *const u8, mask: u64) -> __m512i;
    /// # Safety
    /// AVX-512 F; the elements of `p` whose bits are set valid for writes.
    unsafe fn store(p: *mut u8, mask: u64, v: __m512i);
    /// # Safety
    /// AVX-512 F; `p` valid for reads of one element.
    unsafe fn splat(p: *const u8) -> __m512i;
}

// $t: the unsigned integer of the element's size, then its mask type and the seven instructions.
macro_rules! lanes {
    ($t:ty, $k:ty, $int:ty, $compress:ident, $to:ident, $expand:ident, $load:ident, $store:ident, $set:ident) => {
        impl Lanes for $t {
            const LANES: usize = 64 / size_of::<$t>();
            #[inline]
            #[target_feature(enable = "avx512f")]
            unsafe fn compress(mask: u64, v: __m512i) -> __m512i {
                $compress(mask as $k, v)
            }
            #[inline]
            #[target_feature(enable = "avx512f")]
            unsafe fn compress_store(p: *mut u8, mask: u64, v: __m512i) {
                // SAFETY: the caller vouches for the elements that are written.
                unsafe { $to(p.cast(), mask as $k, v) }
            }
            #[inline]
            #[target_feature(enable = "avx512f")]
            unsafe fn expand(mask: u64, v: __m512i) -> __m512i {
                $expand(mask as $k, v)
            }
            #[inline]
            #[target_feature(enable = "avx512f")]
            unsafe fn load(p: *const u8, mask: u64) -> __m512i {
                // SAFETY: the caller vouches for the elements that are read; the others are not.
                unsafe { $load(mask as $k, p.cast()) }
            }
            #[inline]
            #[target_feature(enable = "avx512f")]
            unsafe fn store(p: *mut u8, mask: u64, v: __m512i) {
                // SAFETY: the caller vouches for the elements that are written; the others are not.
                unsafe { $store(p.cast(), mask as $k, v) }
            }
            #[inline]
            #[target_feature(enable = "avx512f")]
            unsafe fn splat(p: *const u8) -> __m512i {
                // SAFETY: the caller vouches for the element.
                $set(unsafe { p.cast::<$int>().read_unaligned() })
            }
        }
    };
}
lanes!(
    u32,
    __mmask16,
    i32,
    _mm512_maskz_compress_epi32,
    _mm512_mask_compressstoreu_epi32,
    _mm512_maskz_expand_epi32,
    _mm512_maskz_loadu_epi32,
    _mm512_mask_storeu_epi32,
    _mm512_set1_epi32
);
lanes!(
    u64,
    __mmask8,
    i64,
    _mm512_maskz_compress_epi64,
    _mm512_mask_compressstoreu_epi64,
    _mm512_maskz_expand_epi64,
    _mm512_maskz_loadu_epi64,
    _mm512_mask_storeu_epi64,
    _mm512_set1_epi64
);

/// The truth of up to 64 mask bytes as bits.
///
/// # Safety
/// AVX-512 BW; `mask` valid for reads of `n` bytes, of which the first 64 are read.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
unsafe fn bits(mask: *const u8, n: usize) -> u64 {
    let present = ones(n);
    // SAFETY: the caller vouches for `n` bytes; those without a bit in `present` are not read.
    let bytes = unsafe { _mm512_maskz_loadu_epi8(present, mask.cast()) };
    _mm512_test_epi8_mask(bytes, bytes)
}

/// The lowest `n` bits, or all of them.
#[inline(always)]
fn ones(n: usize) -> u64 {
    if n >= 64 { u64::MAX } else { (1 << n) - 1 }
}

/// The lowest `n` of the bits that are set.
#[inline(always)]
fn lowest(mut bits: u64, n: usize) -> u64 {
    while bits.count_ones() as usize > n {
        bits &= !(1 << (63 - bits.leading_zeros()));
    }
    bits
}

/// [`super::compress`] for contiguous operands; with `POSITIONS`, [`super::nonzero`] (`src` is not used).
///
/// # Safety
/// As those; AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,bmi1,bmi2,popcnt,lzcnt")]
pub(super) unsafe fn compress<T: Lanes, const POSITIONS: bool>(
    n: usize,
    mask: *const u8,
    src: *const u8,
    base: i64,
    dst: *mut u8,
    count: usize,
) -> usize {
    let iota = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
    let mut written = 0;
    let mut start = 0;
    while start < n && written < count {
        // SAFETY: `start < n`; vectors are loaded under bits for existing elements and stored below `count`.
        unsafe {
            let mut todo = bits(mask.add(start), n - start);
            let mut i = start;
            if todo != 0 && n - start >= 64 && count - written >= 64 {
                for _ in 0..64 / T::LANES {
                    let v = if POSITIONS {
                        _mm512_add_epi64(iota, _mm512_set1_epi64(base.wrapping_add(i as i64)))
                    } else {
                        _mm512_loadu_si512(src.add(i * size_of::<T>()).cast())
                    };
                    let place = dst.add(written * size_of::<T>());
                    _mm512_storeu_si512(place.cast(), T::compress(todo, v));
                    written += (todo & ones(T::LANES)).count_ones() as usize;
                    todo = todo.checked_shr(T::LANES as u32).unwrap_or(0);
                    i += T::LANES;
                }
            }
            while todo != 0 {
                let chosen = lowest(todo & ones(T::LANES), count - written);
                let v = if POSITIONS {
                    _mm512_add_epi64(iota, _mm512_set1_epi64(base.wrapping_add(i as i64)))
                } else {
                    T::load(src.add(i * size_of::<T>()), chosen)
                };
                T::compress_store(dst.add(written * size_of::<T>()), chosen, v);
                written += chosen.count_ones() as usize;
                todo = todo.checked_shr(T::LANES as u32).unwrap_or(0);
                i += T::LANES;
            }
        }
        start += 64;
    }
    written
}

/// [`super::expand`] for contiguous operands. Elements under false bytes are not touched.
///
/// # Safety
/// As that; AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,bmi1,bmi2,popcnt,lzcnt")]
pub(super) unsafe fn expand<T: Lanes>(
    n: usize,
    mask: *const u8,
    src: *const u8,
    count: usize,
    dst: *mut u8,
) -> usize {
    let mut used = 0;
    let mut start = 0;
    while start < n && used < count {
        // SAFETY: `start < n`; vectors are loaded from below `count` and stored under bits for existing elements.
        unsafe {
            let mut todo = bits(mask.add(start), n - start);
            let mut i = start;
            if todo != 0 && n - start >= 64 && count - used >= 64 {
                for _ in 0..64 / T::LANES {
                    let next = _mm512_loadu_si512(src.add(used * size_of::<T>()).cast());
                    T::store(dst.add(i * size_of::<T>()), todo, T::expand(todo, next));
                    used += (todo & ones(T::LANES)).count_ones() as usize;
                    todo = todo.checked_shr(T::LANES as u32).unwrap_or(0);
                    i += T::LANES;
                }
            }
            while todo != 0 {
                let chosen = lowest(todo & ones(T::LANES), count - used);
                let next = T::load(src.add(used * size_of::<T>()), ones((count - used).min(T::LANES)));
                T::store(dst.add(i * size_of::<T>()), chosen, T::expand(chosen, next));
                used += chosen.count_ones() as usize;
                todo = todo.checked_shr(T::LANES as u32).unwrap_or(0);
                i += T::LANES;
            }
        }
        start += 64;
    }
    used
}

/// [`super::fill`] for contiguous operands. Elements under false bytes are not touched.
///
/// # Safety
/// As that; AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,bmi1,bmi2,popcnt,lzcnt")]
pub(super) unsafe fn fill<T: Lanes>(n: usize, mask: *const u8, value: *const u8, dst: *mut u8) {
    // SAFETY: the caller vouches for the value.
    let value = unsafe { T::splat(value) };
    let mut start = 0;
    while start < n {
        // SAFETY: `start < n`, and stores happen under bits for existing elements.
        unsafe {
            let mut todo = bits(mask.add(start), n - start);
            let mut i = start;
            while todo != 0 {
                T::store(dst.add(i * size_of::<T>()), todo & ones(T::LANES), value);
                todo = todo.checked_shr(T::LANES as u32).unwrap_or(0);
                i += T::LANES;
            }
        }
        start += 64;
    }
}
