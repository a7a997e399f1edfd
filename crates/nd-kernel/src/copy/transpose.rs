//! The plane whose source is contiguous along rows and whose destination is contiguous along columns.
//!
//! Reading along one and writing along the other touches a cache line per element. Square tiles as wide as a cache
//! line use every line that they touch in full:
//!
//! ```text
//! for each tile:   rows of the source into registers or a local array, transposed, into rows of the destination
//! ```
//!
//! The rows of a tile are short and far apart, so the processor does not see the next ones coming: they are asked for. Where
//! rows are 2^k bytes apart they share a set of the first-level cache, so they are brought to the second. A destination larger
//! than the caches is stored past them.

use crate::elementwise::PAST_CACHE;
#[cfg(target_arch = "x86_64")]
use crate::isa::Level;
use crate::isa::{FAR, Isa, Kernel, dispatch};
use crate::mem::{prefetch_second, settle};

/// Copies `rows` by `cols` elements so that `dst[r][c] = src[c][r]`, where elements lie next to each other in the
/// last place and `dst_row` and `src_row` bytes apart in the first.
///
/// # Safety
/// As [`super::copy_2d`].
pub(super) unsafe fn transpose(
    itemsize: usize,
    rows: usize,
    cols: usize,
    dst: *mut u8,
    dst_row: isize,
    src: *const u8,
    src_row: isize,
) {
    let plane = Plane { itemsize, rows, cols, dst, dst_row, src, src_row };
    // SAFETY: for each case, the caller vouches for the plane.
    unsafe {
        match itemsize {
            1 => dispatch(Tiled::<u8, 32>::new(plane)),
            2 => dispatch(Tiled::<u16, 32>::new(plane)),
            4 => dispatch(Tiled::<u32, 16>::new(plane)),
            8 => dispatch(Tiled::<u64, 8>::new(plane)),
            16 => dispatch(Tiled::<u128, 4>::new(plane)),
            _ => plane.elements(0..rows, 0..cols),
        }
    }
}

/// The operands of [`transpose`].
#[derive(Clone, Copy)]
struct Plane {
    itemsize: usize,
    rows: usize,
    cols: usize,
    dst: *mut u8,
    dst_row: isize,
    src: *const u8,
    src_row: isize,
}

impl Plane {
    /// Where the element at `(r, c)` goes to, and where it comes from.
    #[inline(always)]
    fn at(&self, r: usize, c: usize) -> (*mut u8, *const u8) {
        (
            self.dst.wrapping_offset(r as isize * self.dst_row).wrapping_add(c * self.itemsize),
            self.src.wrapping_offset(c as isize * self.src_row).wrapping_add(r * self.itemsize),
        )
    }

    /// Copies a part of the plane one element after the other, in strips that keep the lines of the source cached.
    ///
    /// # Safety
    /// The part lies in the plane, and the plane is as [`transpose`] requires.
    unsafe fn elements(&self, rows: core::ops::Range<usize>, cols: core::ops::Range<usize>) {
        const STRIP: usize = 32;
        for from in cols.clone().step_by(STRIP) {
            let to = cols.end.min(from + STRIP);
            for r in rows.clone() {
                for c in from..to {
                    let (dst, src) = self.at(r, c);
                    // SAFETY: the element lies in the plane.
                    unsafe { core::ptr::copy_nonoverlapping(src, dst, self.itemsize) };
                }
            }
        }
    }
}

/// The [`Kernel`] for elements as large as `T`, in tiles of `N` by `N`.
struct Tiled<T, const N: usize> {
    plane: Plane,
    element: core::marker::PhantomData<T>,
}

impl<T: Copy + Default, const N: usize> Tiled<T, N> {
    /// # Safety
    /// The plane is as [`transpose`] requires, of elements as large as `T`.
    unsafe fn new(plane: Plane) -> Self {
        debug_assert_eq!(plane.itemsize, size_of::<T>());
        // A constant size, for the compiler.
        Self { plane: Plane { itemsize: size_of::<T>(), ..plane }, element: core::marker::PhantomData }
    }

    /// Whether the destination is stored past the caches: it is larger than they are, and its rows start cache lines.
    fn past_cache(&self) -> bool {
        let Plane { rows, cols, dst, dst_row, .. } = self.plane;
        let aligned = dst.addr().is_multiple_of(64) && dst_row.unsigned_abs().is_multiple_of(64);
        aligned && rows * cols * size_of::<T>() >= PAST_CACHE
    }

    /// Asks for the rows of the source of the tile whose first element is `(r, c)`, which need not exist.
    #[inline(always)]
    fn fetch(&self, r: usize, c: usize) {
        for i in 0..N {
            prefetch_second(self.plane.at(r, c + i).1);
        }
    }

    /// Copies the tile whose first element is `(r, c)`.
    ///
    /// # Safety
    /// The tile lies in the plane; `past_cache` is what [`Self::past_cache`] says, and the caller settles it.
    #[inline(always)]
    unsafe fn tile<I: Isa>(&self, r: usize, c: usize, past_cache: bool) {
        let Plane { dst_row, src_row, .. } = self.plane;
        let (dst, src) = self.plane.at(r, c);
        #[cfg(target_arch = "x86_64")]
        if size_of::<T>() == 8 && N == 8 && I::LEVEL >= Level::Avx2 {
            // SAFETY: the tile lies in the plane, and `dispatch` found the level on this machine.
            return unsafe {
                match (I::LEVEL, past_cache) {
                    (Level::Avx512, true) => x86::tile8::<true>(dst, dst_row, src, src_row),
                    (Level::Avx512, false) => x86::tile8::<false>(dst, dst_row, src, src_row),
                    (_, true) => x86::tile8_halves::<true>(dst, dst_row, src, src_row),
                    (_, false) => x86::tile8_halves::<false>(dst, dst_row, src, src_row),
                }
            };
        }
        let _ = past_cache;
        let mut turned = [[T::default(); N]; N];
        for i in 0..N {
            // SAFETY: row `i` of the tile in the source, `N` elements that lie in the plane.
            let row = unsafe { src.offset(i as isize * src_row).cast::<[T; N]>().read_unaligned() };
            for j in 0..N {
                turned[j][i] = row[j];
            }
        }
        for i in 0..N {
            // SAFETY: row `i` of the tile in the destination, `N` elements that lie in the plane.
            unsafe { dst.offset(i as isize * dst_row).cast::<[T; N]>().write_unaligned(turned[i]) };
        }
    }
}

impl<T: Copy + Default, const N: usize> Kernel for Tiled<T, N> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        /// Tiles side by side: a strip of 32 rows of 8 bytes took 10.7 ms for 4096 by 4096, of 64 14.4, of 8 25.8.
        const STRIP: usize = 4;
        /// How many tiles ahead the source is asked for.
        const AHEAD: usize = 2;
        let Plane { rows, cols, .. } = self.plane;
        let (whole_rows, whole_cols) = (rows / N * N, cols / N * N);
        let (far, past_cache) = (rows * cols * size_of::<T>() >= FAR, self.past_cache());
        for strip in (0..whole_rows).step_by(STRIP * N) {
            for c in (0..whole_cols).step_by(N) {
                for r in (strip..whole_rows.min(strip + STRIP * N)).step_by(N) {
                    if far {
                        self.fetch(r, c + AHEAD * N);
                    }
                    // SAFETY: `r + N` and `c + N` are within the plane.
                    unsafe { self.tile::<I>(r, c, past_cache) };
                }
            }
        }
        if past_cache {
            settle();
        }
        // SAFETY: the rest of the plane: the columns behind the tiles, and the rows below them.
        unsafe {
            self.plane.elements(0..whole_rows, whole_cols..cols);
            self.plane.elements(whole_rows..rows, 0..cols);
        }
    }
}

/// The tile of 8-byte elements in registers, which the compiler does not find by itself.
#[cfg(target_arch = "x86_64")]
mod x86 {
    use core::arch::x86_64::*;

    /// # Safety
    /// `src` and `dst` are valid for eight rows of 64 bytes; to store past the caches, those of `dst` start cache lines.
    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn tile8<const PAST_CACHE: bool>(
        dst: *mut u8,
        dst_row: isize,
        src: *const u8,
        src_row: isize,
    ) {
        // SAFETY: the caller vouches for the rows.
        let row = |i: isize| unsafe { _mm512_loadu_pd(src.offset(i * src_row).cast()) };
        let pairs = |i: isize| {
            let (a, b) = (row(i), row(i + 1));
            (_mm512_unpacklo_pd(a, b), _mm512_unpackhi_pd(a, b))
        };
        let ((e0, o0), (e1, o1), (e2, o2), (e3, o3)) = (pairs(0), pairs(2), pairs(4), pairs(6));
        // Each lane of 128 bits holds two rows of one column: `e` of the even columns, `o` of the odd ones. Two
        // rounds of lane shuffles (even lanes, odd lanes) bring the four lanes of a column together.
        let turn = |a, b, c, d| {
            let (ab_even, cd_even) = (_mm512_shuffle_f64x2::<0x88>(a, b), _mm512_shuffle_f64x2::<0x88>(c, d));
            let (ab_odd, cd_odd) = (_mm512_shuffle_f64x2::<0xdd>(a, b), _mm512_shuffle_f64x2::<0xdd>(c, d));
            [
                _mm512_shuffle_f64x2::<0x88>(ab_even, cd_even),
                _mm512_shuffle_f64x2::<0x88>(ab_odd, cd_odd),
                _mm512_shuffle_f64x2::<0xdd>(ab_even, cd_even),
                _mm512_shuffle_f64x2::<0xdd>(ab_odd, cd_odd),
            ]
        };
        let (even, odd) = (turn(e0, e1, e2, e3), turn(o0, o1, o2, o3));
        // SAFETY: the caller vouches for the rows.
        let store = |i: usize, x| unsafe {
            let to = dst.offset(i as isize * dst_row).cast();
            if PAST_CACHE { _mm512_stream_pd(to, x) } else { _mm512_storeu_pd(to.cast(), x) }
        };
        for i in 0..4 {
            store(2 * i, even[i]);
            store(2 * i + 1, odd[i]);
        }
    }

    /// [`tile8`] by vectors of half a line. Both halves of a line follow each other, so that it leaves as a whole.
    ///
    /// # Safety
    /// As there.
    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn tile8_halves<const PAST_CACHE: bool>(
        dst: *mut u8,
        dst_row: isize,
        src: *const u8,
        src_row: isize,
    ) {
        for column in [0, 4] {
            // Four columns of the source, as two blocks of four by four.
            let block = |first: isize| {
                // SAFETY: the caller vouches for the rows.
                let row = |i: isize| unsafe {
                    _mm256_loadu_pd(src.offset((first + i) * src_row).cast::<f64>().add(column))
                };
                let (a, b, c, d) = (row(0), row(1), row(2), row(3));
                let (e0, o0) = (_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b));
                let (e1, o1) = (_mm256_unpacklo_pd(c, d), _mm256_unpackhi_pd(c, d));
                [
                    _mm256_permute2f128_pd::<0x20>(e0, e1),
                    _mm256_permute2f128_pd::<0x20>(o0, o1),
                    _mm256_permute2f128_pd::<0x31>(e0, e1),
                    _mm256_permute2f128_pd::<0x31>(o0, o1),
                ]
            };
            let (upper, lower) = (block(0), block(4));
            for i in 0..4 {
                let to = dst.wrapping_offset((column + i) as isize * dst_row).cast::<f64>();
                for (half, x) in [(0, upper[i]), (4, lower[i])] {
                    // SAFETY: the caller vouches for the rows.
                    unsafe {
                        if PAST_CACHE {
                            _mm256_stream_pd(to.add(half), x);
                        } else {
                            _mm256_storeu_pd(to.add(half), x);
                        }
                    }
                }
            }
        }
    }
}
