//! One run of elements between two strides: a block of bytes, a repeated element, or one element after the other.

#[cfg(target_arch = "x86_64")]
use crate::elementwise::PAST_CACHE;
#[cfg(target_arch = "x86_64")]
use crate::isa::{Level, level};
#[cfg(target_arch = "x86_64")]
use crate::mem::settle;
use core::ptr;

/// A way to copy a run: `(itemsize, n, dst, dst_stride, src, src_stride)`.
pub(super) type Run = unsafe fn(usize, usize, *mut u8, isize, *const u8, isize);

/// Copies `n` elements of `itemsize` bytes.
///
/// # Safety
/// `src` must be valid for reads, and `dst` for writes, of `n` elements at these strides in bytes. The two may be
/// the same elements (same pointer and stride); otherwise no byte of one is part of the other.
pub unsafe fn copy_strided(
    itemsize: usize,
    n: usize,
    dst: *mut u8,
    dst_stride: isize,
    src: *const u8,
    src_stride: isize,
) {
    // SAFETY: the caller's contract is the contract of a run.
    unsafe { copy_run(itemsize, dst_stride, src_stride)(itemsize, n, dst, dst_stride, src, src_stride) }
}

/// The way to copy runs of elements of `itemsize` bytes between these strides.
pub(super) fn copy_run(itemsize: usize, dst_stride: isize, src_stride: isize) -> Run {
    let size = itemsize as isize;
    if dst_stride == size && src_stride == size {
        return contiguous;
    }
    if dst_stride == size && src_stride == 0 && itemsize != 0 {
        return fill;
    }
    match itemsize {
        1 => elements::<1>,
        2 => elements::<2>,
        4 => elements::<4>,
        8 => elements::<8>,
        16 => elements::<16>,
        _ => any_elements,
    }
}

/// # Safety
/// As [`copy_strided`], with both strides equal to the item size.
unsafe fn contiguous(itemsize: usize, n: usize, dst: *mut u8, _: isize, src: *const u8, _: isize) {
    let bytes = itemsize * n;
    #[cfg(target_arch = "x86_64")]
    if bytes >= PAST_CACHE && src != dst.cast_const() && level() >= Level::Avx2 {
        // SAFETY: both runs are one block of bytes, apart from each other as they are not the same; the level was checked.
        return unsafe { stream(bytes, dst, src) };
    }
    // SAFETY: as above. The same block is allowed, so this is `copy`, which may overlap.
    unsafe { ptr::copy(src, dst, bytes) };
}

/// Copies a block that is larger than the caches, past them. The C library's `memcpy` does so at a size of its own, which may be
/// beyond what is copied: 80 MB took 9.7 ms by it and 6.8 ms by this on a Zen 3.
///
/// # Safety
/// AVX2; `src` valid for reads and `dst` for writes of `bytes`, and apart.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn stream(bytes: usize, dst: *mut u8, src: *const u8) {
    use core::arch::x86_64::{_mm256_loadu_si256, _mm256_stream_si256};
    const LINE: usize = 64;
    let head = dst.align_offset(LINE).min(bytes);
    let lines = (bytes - head) / LINE * LINE;
    // SAFETY: the caller vouches for `bytes`, of which the lines start behind `head`, where `dst` is aligned.
    unsafe {
        ptr::copy_nonoverlapping(src, dst, head);
        for at in (head..head + lines).step_by(LINE) {
            let (low, high) = (src.add(at), src.add(at + LINE / 2));
            let (low, high) = (_mm256_loadu_si256(low.cast()), _mm256_loadu_si256(high.cast()));
            _mm256_stream_si256(dst.add(at).cast(), low);
            _mm256_stream_si256(dst.add(at + LINE / 2).cast(), high);
        }
        let done = head + lines;
        ptr::copy_nonoverlapping(src.add(done), dst.add(done), bytes - done);
    }
    settle();
}

/// Writes the first element, then copies what is already there behind itself, twice as much each time up to a size
/// that stays in the first-level cache.
///
/// # Safety
/// As [`copy_strided`], with a destination stride equal to the item size, which is not 0, and a source stride of 0.
unsafe fn fill(itemsize: usize, n: usize, dst: *mut u8, _: isize, src: *const u8, _: isize) {
    const CACHED: usize = 8192;
    let total = itemsize * n;
    if total == 0 {
        return;
    }
    // SAFETY: the source is one element, and the destination holds `total` bytes, at least one element.
    unsafe {
        if itemsize == 1 {
            return ptr::write_bytes(dst, src.read(), n);
        }
        ptr::copy(src, dst, itemsize);
    }
    let mut done = itemsize;
    while done < total {
        let step = done.min(total - done).min(CACHED.max(itemsize) / itemsize * itemsize);
        // SAFETY: `step` bytes lie before `done`, and `done + step` is at most `total`.
        unsafe { ptr::copy_nonoverlapping(dst, dst.add(done), step) };
        done += step;
    }
}

/// # Safety
/// As [`copy_strided`], with an item size of `N`.
unsafe fn elements<const N: usize>(
    _: usize,
    n: usize,
    mut dst: *mut u8,
    dst_stride: isize,
    mut src: *const u8,
    src_stride: isize,
) {
    for _ in 0..n {
        // SAFETY: the caller vouches for `n` elements of `N` bytes.
        unsafe { dst.cast::<[u8; N]>().write(src.cast::<[u8; N]>().read()) };
        dst = dst.wrapping_offset(dst_stride);
        src = src.wrapping_offset(src_stride);
    }
}

/// # Safety
/// As [`copy_strided`].
unsafe fn any_elements(
    itemsize: usize,
    n: usize,
    mut dst: *mut u8,
    dst_stride: isize,
    mut src: *const u8,
    src_stride: isize,
) {
    for _ in 0..n {
        // SAFETY: the caller vouches for `n` elements of `itemsize` bytes; they may be the same.
        unsafe { ptr::copy(src, dst, itemsize) };
        dst = dst.wrapping_offset(dst_stride);
        src = src.wrapping_offset(src_stride);
    }
}
