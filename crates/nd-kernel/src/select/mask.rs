//! Selection by mask.
//!
//! All of these are branch-free for the usual sizes: a store happens for every element, at a place that only advances
//! when the mask is true (`*out = x; out += m`), and a block of false bytes is skipped. A store for a false
//! element goes where the next true one will, so it has to stop once all are found: hence the `count` arguments.
//! With AVX-512, elements of 4 and 8 bytes are compressed and expanded in registers ([`super::avx512`]); without, positions are
//! looked up for eight mask bytes at a time.

#[cfg(target_arch = "x86_64")]
use super::avx512;
use super::unit::{Unit, by_size};
use crate::Num;
use crate::isa::{Isa, Kernel, dispatch};
#[cfg(target_arch = "x86_64")]
use crate::isa::{Level, level};

/// Mask bytes that are looked at together. A smaller block is left out more often, but the branch that leaves it out
/// is also mispredicted more often: with eight bytes, a mask that is true in twenty takes three times as long.
const BLOCK: usize = 64;

/// How many of `n` mask bytes are true.
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `stride`.
pub unsafe fn count_true(n: usize, mask: *const u8, stride: isize) -> usize {
    // SAFETY: the caller's contract is the callee's.
    unsafe { crate::reduce::count_nonzero(Num::Bool)(n, mask, stride) }
}

/// Writes the first `count` elements of `src` whose mask byte is true, next to each other, to `dst`; gives the number
/// written, which is less than `count` only if the mask has fewer true bytes.
///
/// No byte after `count` elements of `dst` is touched.
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `mask_stride`, `src` for reads of `n` elements at `src_stride`, and
/// `dst` for writes of `count` contiguous elements, overlapping neither.
///
/// ```
/// use nd_kernel::select::compress;
/// let (x, mask) = ([1u64, 2, 3, 4], [1u8, 0, 0, 1]);
/// let mut out = [0u64; 2];
/// // SAFETY: the pointers are those of live arrays of these lengths, and two mask bytes are true.
/// let n = unsafe { compress(8, 4, mask.as_ptr(), 1, x.as_ptr().cast(), 8, out.as_mut_ptr().cast(), 2) };
/// assert_eq!((n, out), (2, [1, 4]));
/// ```
pub unsafe fn compress(
    itemsize: usize,
    n: usize,
    mask: *const u8,
    mask_stride: isize,
    src: *const u8,
    src_stride: isize,
    dst: *mut u8,
    count: usize,
) -> usize {
    #[cfg(target_arch = "x86_64")]
    if mask_stride == 1 && src_stride == itemsize as isize && level() == Level::Avx512 {
        // SAFETY: the caller's contract is that of the callees, for contiguous operands; the level was just checked.
        unsafe {
            match itemsize {
                4 => return avx512::compress::<u32, false>(n, mask, src, 0, dst, count),
                8 => return avx512::compress::<u64, false>(n, mask, src, 0, dst, count),
                _ => {}
            }
        }
    }
    // SAFETY: `visit` gives positions below `n` and ranks below `count`.
    by_size!(itemsize, unit => unsafe {
        visit(n, mask, mask_stride, count, |i, rank, _| {
            unit.copy(dst.add(rank * unit.size()), src.offset(i as isize * src_stride));
        })
    })
}

/// Writes successive elements of the contiguous `src` to the elements of `dst` whose mask byte is true, until `count`
/// are used up; gives the number used. Elements of `dst` under false mask bytes keep their value (they may be
/// rewritten with it).
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `mask_stride`, `src` for reads of `count` contiguous elements, and
/// `dst` for reads and writes of `n` elements at `dst_stride`, overlapping neither of them nor each other.
#[doc(alias = "place")]
#[doc(alias = "putmask")]
pub unsafe fn expand(
    itemsize: usize,
    n: usize,
    mask: *const u8,
    mask_stride: isize,
    src: *const u8,
    count: usize,
    dst: *mut u8,
    dst_stride: isize,
) -> usize {
    #[cfg(target_arch = "x86_64")]
    if mask_stride == 1 && dst_stride == itemsize as isize && level() == Level::Avx512 {
        // SAFETY: the caller's contract is that of the callees, for contiguous operands; the level was just checked.
        unsafe {
            match itemsize {
                4 => return avx512::expand::<u32>(n, mask, src, count, dst),
                8 => return avx512::expand::<u64>(n, mask, src, count, dst),
                _ => {}
            }
        }
    }
    // SAFETY: `visit` gives positions below `n` and ranks below `count`.
    by_size!(itemsize, unit => unsafe {
        visit(n, mask, mask_stride, count, |i, rank, chosen| {
            let place = dst.offset(i as isize * dst_stride);
            unit.select(chosen, place, src.add(rank * unit.size()), place);
        })
    })
}

/// Writes one value to every element of `dst` whose mask byte is true. The others keep their value (they may be
/// rewritten with it).
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `mask_stride`, `value` for reads of one element, and `dst` for reads
/// and writes of `n` elements at `dst_stride`, overlapping neither of them nor each other.
pub unsafe fn fill(
    itemsize: usize,
    n: usize,
    mask: *const u8,
    mask_stride: isize,
    value: *const u8,
    dst: *mut u8,
    dst_stride: isize,
) {
    #[cfg(target_arch = "x86_64")]
    if mask_stride == 1 && dst_stride == itemsize as isize && level() == Level::Avx512 {
        // SAFETY: the caller's contract is that of the callees, for contiguous operands; the level was just checked.
        unsafe {
            match itemsize {
                4 => return avx512::fill::<u32>(n, mask, value, dst),
                8 => return avx512::fill::<u64>(n, mask, value, dst),
                _ => {}
            }
        }
    }
    // SAFETY: `visit` gives positions below `n`; no rank reaches `usize::MAX`, so every true byte is seen.
    by_size!(itemsize, unit => unsafe {
        visit(n, mask, mask_stride, usize::MAX, |i, _, chosen| {
            let place = dst.offset(i as isize * dst_stride);
            unit.select(chosen, place, value, place);
        });
    })
}

/// Writes `base + i` for the first `count` positions `i` whose mask byte is true; gives the number written.
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `mask_stride`, and `out` for writes of `count` contiguous `i64`
/// (aligned or not) that do not overlap it.
#[doc(alias = "flatnonzero")]
pub unsafe fn nonzero(
    n: usize,
    mask: *const u8,
    mask_stride: isize,
    base: i64,
    out: *mut i64,
    count: usize,
) -> usize {
    #[cfg(target_arch = "x86_64")]
    if mask_stride == 1 && level() == Level::Avx512 {
        // SAFETY: the caller's contract is that of the callee, which reads no source; the level was just checked.
        return unsafe { avx512::compress::<u64, true>(n, mask, core::ptr::null(), base, out.cast(), count) };
    }
    let (mut seen, mut rank) = (0, 0);
    if mask_stride == 1 {
        // SAFETY: the caller's contract is that of the kernel.
        (seen, rank) = dispatch(Eights { n, mask, base, out, count });
    }
    // SAFETY: `visit` gives ranks below what is left of `count`.
    unsafe {
        let (out, base) = (out.byte_add(rank * 8), base.wrapping_add(seen as i64));
        let mask = mask.offset(seen as isize * mask_stride);
        rank + visit(n - seen, mask, mask_stride, count - rank, |i, rank, _| {
            out.byte_add(rank * 8).write_unaligned(base.wrapping_add(i as i64));
        })
    }
}

/// Which bits of a byte are set, lowest first; as wide as positions are, so that nothing is converted.
static SET_BITS: [[i64; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut found) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                table[byte][found] = bit;
                found += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// [`nonzero`] of a contiguous mask, eight bytes at a time, as long as eight positions can be written. Gives how many bytes it has
/// seen, and how many of them are true.
struct Eights {
    n: usize,
    mask: *const u8,
    base: i64,
    out: *mut i64,
    count: usize,
}

impl Kernel for Eights {
    type Out = (usize, usize);
    #[inline(always)]
    fn run<I: Isa>(self) -> (usize, usize) {
        const LOW: u64 = u64::MAX / 255 * 127;
        let Eights { n, mask, base, out, count } = self;
        let (mut i, mut rank) = (0, 0);
        while i + 8 <= n && rank + 8 <= count {
            // SAFETY: `i + 8 <= n`, and the caller of `nonzero` vouches for the mask.
            let bytes = u64::from_le(unsafe { mask.add(i).cast::<u64>().read_unaligned() });
            // The highest bit of every byte that is not zero, and from them one byte with a bit for each.
            let highest = (((bytes & LOW) + LOW) | bytes) & !LOW;
            let set = ((highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as usize;
            let at = base.wrapping_add(i as i64);
            let positions = SET_BITS[set].map(|bit| at.wrapping_add(bit));
            // SAFETY: `rank + 8 <= count`, and the caller of `nonzero` vouches for as many.
            unsafe { out.byte_add(rank * 8).cast::<[i64; 8]>().write_unaligned(positions) };
            rank += set.count_ones() as usize;
            i += 8;
        }
        (i, rank)
    }
}

/// Calls `body(i, rank, chosen)` for positions in order, where `rank` is the number of true bytes before `i`, until
/// `count` of them have been passed; gives that number. Runs of false bytes may be left out.
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `stride`.
#[inline(always)]
unsafe fn visit(
    n: usize,
    mask: *const u8,
    stride: isize,
    count: usize,
    mut body: impl FnMut(usize, usize, bool),
) -> usize {
    let (mut i, mut rank) = (0, 0);
    let mut step = |i: usize, rank: usize| {
        // SAFETY: called with `i < n` only.
        let chosen = unsafe { *mask.offset(i as isize * stride) } != 0;
        body(i, rank, chosen);
        rank + chosen as usize
    };
    if stride == 1 {
        while i + BLOCK <= n && rank < count {
            // SAFETY: `i + BLOCK <= n`.
            let block = unsafe { mask.add(i).cast::<[u8; BLOCK]>().read_unaligned() };
            if block.iter().fold(0, |all, byte| all | byte) != 0 {
                if count - rank >= BLOCK {
                    for j in i..i + BLOCK {
                        rank = step(j, rank);
                    }
                } else {
                    for j in i..i + BLOCK {
                        if rank < count {
                            rank = step(j, rank);
                        }
                    }
                }
            }
            i += BLOCK;
        }
    }
    while i < n && rank < count {
        rank = step(i, rank);
        i += 1;
    }
    rank
}
