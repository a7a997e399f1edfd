//! Rows of text of a fixed length: comparing elements, and joining them.
//!
//! An element is a run of units, bytes or characters of four bytes in the machine's order, followed by NULs up to its
//! length. NULs are below every unit, so the shorter of two elements counts as padded to the length of the longer. Elements are
//! looked at in pieces of 16 or 8 bytes, of which the last may lie over the one before.

/// Which results of a comparison of `a` with `b` are accepted: less, equal, greater.
pub type Accepted = [bool; 3];

/// Bytes of an element up to which a test for equality looks at all of them. A branch for each piece costs more.
const SHORT: usize = 64;

/// Writes whether `a[i]` compares to `b[i]` as `accepted` says, one byte for each of `n` elements. The operands are `out`, `a`,
/// `b`; their steps are in bytes; `sizes` are those of the elements of `a` and `b`, and `unit` is 1 or 4 bytes.
///
/// # Safety
/// `out` must be valid for writes of `n` bytes at its step, `a` and `b` for reads of `n` elements at theirs, apart from `out`.
/// Sizes must be whole units.
///
/// ```
/// use nd_kernel::text::compare;
/// let (a, b, mut out) = (*b"ab\0ac\0", *b"abab", [0u8; 2]);
/// let ptrs = [out.as_mut_ptr(), a.as_ptr().cast_mut(), b.as_ptr().cast_mut()];
/// // SAFETY: the pointers are those of live arrays of two elements each.
/// unsafe { compare(1, [false, false, true], 2, ptrs, [1, 3, 2], [3, 2]) };
/// assert_eq!(out, [0, 1]); // "ab" > "ab", "ac" > "ab"
/// ```
pub unsafe fn compare(
    unit: usize,
    accepted: Accepted,
    n: usize,
    [out, a, b]: [*mut u8; 3],
    [step, step_a, step_b]: [isize; 3],
    [size_a, size_b]: [usize; 2],
) {
    let at = |i: usize| (a.wrapping_offset(i as isize * step_a), b.wrapping_offset(i as isize * step_b));
    let write = |i: usize, holds: bool| {
        // SAFETY: `i < n`, and the caller vouches for the results.
        unsafe { out.wrapping_offset(i as isize * step).write(holds.into()) }
    };
    let [less, equal, greater] = accepted;
    let (head, long) = (size_a.min(size_b), size_a.max(size_b));
    if less == greater {
        for i in 0..n {
            let (a, b) = at(i);
            // SAFETY: `i < n`, and the caller vouches for the elements.
            let same = unsafe {
                let rest = if size_a > size_b { a } else { b };
                is_same(head, a, b) && is_empty(long - head, rest.add(head))
            };
            write(i, if same { equal } else { less });
        }
        return;
    }
    for i in 0..n {
        let (a, b) = at(i);
        // SAFETY: `i < n`, and the caller vouches for the elements.
        let (below, above) = unsafe {
            let (x, y) =
                if unit == 4 { first_difference::<4>(head, a, b) } else { first_difference::<1>(head, a, b) };
            if x == y && long > head {
                let rest = !is_empty(long - head, if size_a > size_b { a } else { b }.add(head));
                (rest && size_b > size_a, rest && size_a > size_b)
            } else {
                (x < y, x > y)
            }
        };
        write(i, accepted[1 + usize::from(above) - usize::from(below)]);
    }
}

/// Writes the units of `a[i]` and behind them those of `b[i]`, padded with NULs, for each of `n` elements of the size of both.
///
/// # Safety
/// As [`compare`], for elements of `out` of both sizes together.
///
/// ```
/// use nd_kernel::text::join;
/// let (a, b, mut out) = (*b"ab\0abc", *b"xyx\0", [7u8; 10]);
/// let ptrs = [out.as_mut_ptr(), a.as_ptr().cast_mut(), b.as_ptr().cast_mut()];
/// // SAFETY: the pointers are those of live arrays of two elements each.
/// unsafe { join(1, 2, ptrs, [5, 3, 2], [3, 2]) };
/// assert_eq!(&out, b"abxy\0abcx\0");
/// ```
pub unsafe fn join(
    unit: usize,
    n: usize,
    [out, a, b]: [*mut u8; 3],
    [step, step_a, step_b]: [isize; 3],
    [size_a, size_b]: [usize; 2],
) {
    for i in 0..n as isize {
        let (out, a, b) =
            (out.wrapping_offset(i * step), a.wrapping_offset(i * step_a), b.wrapping_offset(i * step_b));
        // SAFETY: the caller vouches for the elements. The second text is written over the padding of the first and as
        // much of the zeros behind it; what is left of either is zero.
        unsafe {
            copy(size_a, out, a);
            zero(size_b, out.add(size_a));
            copy(size_b, out.add(used(unit, size_a, a)), b);
        }
    }
}

/// # Safety
/// `p` must be valid for reads of 16 bytes.
#[inline(always)]
unsafe fn sixteen(p: *const u8) -> [u8; 16] {
    // SAFETY: the caller's promise.
    unsafe { p.cast::<[u8; 16]>().read_unaligned() }
}

/// # Safety
/// `p` must be valid for reads of 8 bytes.
#[inline(always)]
unsafe fn eight(p: *const u8) -> [u8; 8] {
    // SAFETY: the caller's promise.
    unsafe { p.cast::<[u8; 8]>().read_unaligned() }
}

/// Whether two elements of `n` bytes are the same.
///
/// # Safety
/// Both must be valid for reads of `n` bytes.
#[inline(always)]
unsafe fn is_same(n: usize, a: *const u8, b: *const u8) -> bool {
    // SAFETY: the caller's promise; every piece lies inside the elements.
    unsafe {
        if n > SHORT {
            return core::slice::from_raw_parts(a, n) == core::slice::from_raw_parts(b, n);
        }
        if n < 16 {
            return (0..n).fold(0, |all, i| all | (*a.add(i) ^ *b.add(i))) == 0;
        }
        let different =
            |at: usize| u128::from_ne_bytes(sixteen(a.add(at))) ^ u128::from_ne_bytes(sixteen(b.add(at)));
        let all = (0..n / 16).fold(0, |all, piece| all | different(piece * 16));
        all | different(n - 16) == 0
    }
}

/// Whether `n` bytes are zero.
///
/// # Safety
/// `p` must be valid for reads of `n` bytes.
#[inline(always)]
unsafe fn is_empty(n: usize, p: *const u8) -> bool {
    // SAFETY: the caller's promise.
    (0..n).all(|i| unsafe { *p.add(i) } == 0)
}

/// The first eight bytes of `n` that differ, or what is left at the end, as numbers in the order of the units; of `UNIT` bytes.
///
/// # Safety
/// Both must be valid for reads of `n` bytes, whole units.
#[inline(always)]
unsafe fn first_difference<const UNIT: usize>(n: usize, a: *const u8, b: *const u8) -> (u64, u64) {
    let number = |bytes: [u8; 8]| match UNIT {
        4 => {
            let [w, x, y, z, rest @ ..] = bytes;
            u64::from(u32::from_ne_bytes([w, x, y, z])) << 32 | u64::from(u32::from_ne_bytes(rest))
        }
        _ => u64::from_be_bytes(bytes),
    };
    let mut at = 0;
    while at + 8 <= n {
        // SAFETY: the caller vouches for `n` bytes.
        let (x, y) = unsafe { (eight(a.add(at)), eight(b.add(at))) };
        if x != y {
            return (number(x), number(y));
        }
        at += 8;
    }
    let rest = |p: *const u8| {
        let mut bytes = [0; 8];
        for (i, byte) in bytes.iter_mut().enumerate().take(n - at) {
            // SAFETY: `at + i < n`.
            *byte = unsafe { *p.add(at + i) };
        }
        number(bytes)
    };
    (rest(a), rest(b))
}

/// Bytes of an element of `n` up to the end of its last unit that is not NUL.
///
/// # Safety
/// `p` must be valid for reads of `n` bytes, whole units.
#[inline(always)]
unsafe fn used(unit: usize, n: usize, p: *const u8) -> usize {
    let mut end = n;
    while end >= 16 {
        // SAFETY: the caller vouches for `n` bytes.
        let piece = u128::from_le_bytes(unsafe { sixteen(p.add(end - 16)) });
        if piece != 0 {
            return (end - piece.leading_zeros() as usize / 8).next_multiple_of(unit);
        }
        end -= 16;
    }
    // SAFETY: as above.
    while end > 0 && unsafe { *p.add(end - 1) } == 0 {
        end -= 1;
    }
    end.next_multiple_of(unit)
}

/// Copies `n` bytes.
///
/// # Safety
/// As `copy_nonoverlapping`.
#[inline(always)]
unsafe fn copy(n: usize, to: *mut u8, from: *const u8) {
    // SAFETY: the caller's promise; every piece lies inside the `n` bytes.
    unsafe {
        match n {
            16..=256 => {
                for at in (0..n / 16 * 16).step_by(16) {
                    to.add(at).cast::<[u8; 16]>().write_unaligned(sixteen(from.add(at)));
                }
                to.add(n - 16).cast::<[u8; 16]>().write_unaligned(sixteen(from.add(n - 16)));
            }
            8..16 => {
                let (first, last) = (eight(from), eight(from.add(n - 8)));
                to.cast::<[u8; 8]>().write_unaligned(first);
                to.add(n - 8).cast::<[u8; 8]>().write_unaligned(last);
            }
            _ => core::ptr::copy_nonoverlapping(from, to, n),
        }
    }
}

/// Zeroes `n` bytes.
///
/// # Safety
/// `to` must be valid for writes of `n` bytes.
#[inline(always)]
unsafe fn zero(n: usize, to: *mut u8) {
    // SAFETY: the caller's promise; every piece lies inside the `n` bytes.
    unsafe {
        match n {
            16..=256 => {
                for at in (0..n / 16 * 16).step_by(16) {
                    to.add(at).cast::<[u8; 16]>().write_unaligned([0; 16]);
                }
                to.add(n - 16).cast::<[u8; 16]>().write_unaligned([0; 16]);
            }
            _ => core::ptr::write_bytes(to, 0, n),
        }
    }
}
