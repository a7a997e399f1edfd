//! What the vectorised sorts want of a vector of records, and the tables that implementations share.

/// One vector of records, and how it lies in memory.
///
/// All functions but the safe ones want the instructions that the implementation is made of, and pointers that are valid for
/// the records they name.
pub(super) trait Lanes: Copy {
    /// What records are ordered by.
    type Key: Copy + Ord;
    /// Where records lie: a pointer, or two that run side by side.
    type Mem: Copy;
    /// The lanes that sort keys alone.
    type Keys: Lanes<Key = Self::Key, Mem = *mut Self::Key>;
    /// Records in a vector.
    const WIDTH: usize;

    /// The place `n` records further on.
    fn skip(mem: Self::Mem, n: usize) -> Self::Mem;
    /// The key above `key`, if there is one.
    fn above(key: Self::Key) -> Option<Self::Key>;
    /// # Safety
    /// See [`Lanes`].
    unsafe fn key(mem: Self::Mem, at: usize) -> Self::Key;
    /// # Safety
    /// See [`Lanes`].
    unsafe fn swap(mem: Self::Mem, i: usize, j: usize);
    /// Sorts `n` records in `O(n log n)`, whatever they are.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn sort_steadily(mem: Self::Mem, n: usize);
    /// [`split`](super::quick::split), compiled for the instructions.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn split(mem: Self::Mem, n: usize, pivot: Self::Key) -> usize;
    /// [`sort_small`](super::network::sort_small), compiled for the instructions.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn sort_small(mem: Self::Mem, n: usize);
    /// A vector of which every key is `key`.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn splat(key: Self::Key) -> Self;
    /// # Safety
    /// See [`Lanes`].
    unsafe fn load(mem: Self::Mem, at: usize) -> Self;
    /// # Safety
    /// See [`Lanes`].
    unsafe fn store(self, mem: Self::Mem, at: usize);
    /// The first `count` records, and the largest key in place of the others.
    ///
    /// # Safety
    /// See [`Lanes`]; the others are not read.
    unsafe fn load_some(mem: Self::Mem, at: usize, count: usize) -> Self;
    /// Stores the first `count` records.
    ///
    /// # Safety
    /// See [`Lanes`]; the others are not written.
    unsafe fn store_some(self, mem: Self::Mem, at: usize, count: usize);
    /// Lane by lane, the lower record and the upper one.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn order(self, other: Self) -> (Self, Self);
    /// Orders lane `i` with lane `i ^ X`: the upper record goes to the lane that has the top bit of `X`.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn exchange<const X: usize>(self) -> Self;
    /// The lanes from last to first.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn reverse(self) -> Self;
    /// The lanes that are not below those of `pivot`, as bits.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn not_below(self, pivot: Self) -> u32;
    /// The lanes that are not in `upper`, in order, and then those that are.
    ///
    /// # Safety
    /// See [`Lanes`].
    unsafe fn parted(self, upper: u32) -> Self;
}

/// The two loops of a sort, compiled for `$features`: they take everything else with them.
macro_rules! compiled_for {
    ($features:literal) => {
        #[inline(never)]
        #[target_feature(enable = $features)]
        unsafe fn split(mem: Self::Mem, n: usize, pivot: Self::Key) -> usize {
            // SAFETY: the caller's promise.
            unsafe { super::quick::split::<Self>(mem, n, pivot) }
        }
        #[inline(never)]
        #[target_feature(enable = $features)]
        unsafe fn sort_small(mem: Self::Mem, n: usize) {
            // SAFETY: the caller's promise.
            unsafe { super::network::sort_small::<Self>(mem, n) }
        }
    };
}

/// What keys do without vectors, `$key` by `$key`.
macro_rules! plain_keys {
    ($key:ty) => {
        #[inline(always)]
        fn skip(mem: *mut $key, n: usize) -> *mut $key {
            mem.wrapping_add(n)
        }
        #[inline(always)]
        fn above(key: $key) -> Option<$key> {
            key.checked_add(1)
        }
        #[inline(always)]
        unsafe fn key(mem: *mut $key, at: usize) -> $key {
            // SAFETY: the caller vouches for the record.
            unsafe { *mem.add(at) }
        }
        #[inline(always)]
        unsafe fn swap(mem: *mut $key, i: usize, j: usize) {
            // SAFETY: the caller vouches for both records.
            unsafe { mem.add(i).swap(mem.add(j)) }
        }
        unsafe fn sort_steadily(mem: *mut $key, n: usize) {
            // SAFETY: the caller vouches for `n` records, which nobody else touches.
            unsafe { core::slice::from_raw_parts_mut(mem, n) }.sort_unstable();
        }
    };
}

pub(super) use {compiled_for, plain_keys};

/// The lanes that `exchange::<X>` gives the upper record: those with the top bit of `X`.
pub(super) const fn upper(x: usize) -> u32 {
    let top = 1 << (usize::BITS - 1 - x.leading_zeros());
    let (mut mask, mut i) = (0, 0);
    while i < 16 {
        if i & top != 0 {
            mask |= 1 << i;
        }
        i += 1;
    }
    mask
}

/// For each of eight lanes, the lane whose number differs in the bits of `x`.
pub(super) const fn partners8(x: usize) -> [i64; 8] {
    let (mut out, mut i) = ([0; 8], 0);
    while i < 8 {
        out[i] = ((i ^ x) & 7) as i64;
        i += 1;
    }
    out
}

/// As [`partners8`], of `N` lanes of 32 bits.
pub(super) const fn partners32<const N: usize>(x: usize) -> [i32; N] {
    let (mut out, mut i) = ([0; N], 0);
    while i < N {
        out[i] = ((i ^ x) & (N - 1)) as i32;
        i += 1;
    }
    out
}

/// For each mask of eight lanes the lanes outside it, then those in it: a byte each.
pub(super) const PARTED: [u64; 256] = {
    let (mut table, mut mask) = ([0; 256], 0);
    while mask < 256 {
        let (mut order, mut at, mut i) = (0, 0, 0);
        while i < 16 {
            // The first eight turns look for lanes outside the mask, the others for those in it.
            if (mask >> (i % 8)) & 1 == i / 8 {
                order |= ((i % 8) as u64) << (8 * at);
                at += 1;
            }
            i += 1;
        }
        table[mask] = order;
        mask += 1;
    }
    table
};
