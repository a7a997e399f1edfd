//! The best element of a run: the search behind `minimum`, `maximum`, `argmin` and `argmax`.
//!
//! The result is always that of going through the run from the left and keeping the first of equals (`minimum` and `maximum` of
//! some types keep the last, see [`Elem::TIES_LAST`]), and the first NaN for good. Floats are searched in independent lanes, which finds the best *value* and whether there is a NaN at
//! all; when that does not name one element (a zero of either sign, a NaN), a second look finds the first one. A wide
//! kernel costs twenty times as much as a plain loop on rows of ten elements, so the number of lanes follows the
//! length.

use core::marker::PhantomData;

use crate::bfloat16::Half;
use crate::isa::{FAR, Isa, Kernel, dispatch, dispatch_narrow};
use crate::mem::{load, prefetch, store};
use crate::{Bool8, Complex, Elem, bf16, f16};

/// An element type with NumPy's order for extremes.
pub(super) trait Ordered: Elem {
    /// What is compared: the element itself, or a form that compares faster.
    type Key: Copy;
    /// Whether the search splits into lanes by hand. The compiler does it itself for integers; for floats it may not,
    /// because it has to assume that NaNs and zeros matter.
    const LANES: bool = false;
    /// Whether elements are compared behind a branch: keys of two parts do not fit a conditional move, and a better
    /// element gets rarer as a run goes on.
    const BRANCH: bool = false;
    /// The key of this element.
    fn key(self) -> Self::Key;
    /// Whether a key stands for NaN.
    #[inline(always)]
    fn is_nan(_: Self::Key) -> bool {
        false
    }
    /// Whether elements with this key can differ in bits.
    #[inline(always)]
    fn is_ambiguous(_: Self::Key) -> bool {
        false
    }
    /// The element of an unambiguous key.
    fn from_key(key: Self::Key) -> Self;
    /// `a < b`; false if either is NaN.
    fn less(a: Self::Key, b: Self::Key) -> bool;
    /// Neither is less nor NaN.
    fn equal(a: Self::Key, b: Self::Key) -> bool;
}

// $t: an integer, its own key.
macro_rules! ordered_int {
    ($($t:ty),*) => { $(
        impl Ordered for $t {
            type Key = $t;
            #[inline(always)]
            fn key(self) -> $t { self }
            #[inline(always)]
            fn from_key(key: $t) -> $t { key }
            #[inline(always)]
            fn less(a: $t, b: $t) -> bool { a < b }
            #[inline(always)]
            fn equal(a: $t, b: $t) -> bool { a == b }
        }
    )* };
}
ordered_int!(i8, u8, i16, u16, i32, u32, i64, u64);

impl Ordered for Bool8 {
    type Key = u8;
    #[inline(always)]
    fn key(self) -> u8 {
        self.get() as u8
    }
    #[inline(always)]
    fn from_key(key: u8) -> Bool8 {
        Bool8::new(key != 0)
    }
    #[inline(always)]
    fn less(a: u8, b: u8) -> bool {
        a < b
    }
    #[inline(always)]
    fn equal(a: u8, b: u8) -> bool {
        a == b
    }
}

// $t: a float type; $key: the type it compares as; $to, $from: the exact conversions.
macro_rules! ordered_float {
    ($($t:ty as $key:ty: $to:expr, $from:expr;)*) => { $(
        impl Ordered for $t {
            type Key = $key;
            const LANES: bool = true;
            #[inline(always)]
            fn key(self) -> $key { $to(self) }
            #[inline(always)]
            fn is_nan(key: $key) -> bool { key.is_nan() }
            #[inline(always)]
            fn is_ambiguous(key: $key) -> bool { key == 0.0 }
            #[inline(always)]
            fn from_key(key: $key) -> $t { $from(key) }
            #[inline(always)]
            fn less(a: $key, b: $key) -> bool { a < b }
            #[inline(always)]
            fn equal(a: $key, b: $key) -> bool { a == b }
        }
    )* };
}
ordered_float! {
    f16 as f32: Half::widen, Half::narrow;
    bf16 as f32: Half::widen, Half::narrow;
    f32 as f32: core::convert::identity, core::convert::identity;
    f64 as f64: core::convert::identity, core::convert::identity;
}

// $t: the type of a part.
macro_rules! ordered_complex {
    ($($t:ty),*) => { $(
        impl Ordered for Complex<$t> {
            type Key = Self;
            const BRANCH: bool = true;
            #[inline(always)]
            fn key(self) -> Self { self }
            #[inline(always)]
            fn is_nan(key: Self) -> bool { key.re.is_nan() | key.im.is_nan() }
            #[inline(always)]
            fn is_ambiguous(key: Self) -> bool { (key.re == 0.0) | (key.im == 0.0) }
            #[inline(always)]
            fn from_key(key: Self) -> Self { key }
            #[inline(always)]
            fn less(a: Self, b: Self) -> bool {
                !Self::is_nan(a) & !Self::is_nan(b) & ((a.re < b.re) | ((a.re == b.re) & (a.im < b.im)))
            }
            #[inline(always)]
            fn equal(a: Self, b: Self) -> bool { (a.re == b.re) & (a.im == b.im) }
        }
    )* };
}
ordered_complex!(f32, f64);

/// Which end of the order is best.
pub(super) trait Direction: 'static {
    /// Whether `a` beats `b`; false if either is NaN.
    fn better<T: Ordered>(a: T::Key, b: T::Key) -> bool;
}

/// Smaller is better.
pub(super) enum Min {}
/// Larger is better.
pub(super) enum Max {}

impl Direction for Min {
    #[inline(always)]
    fn better<T: Ordered>(a: T::Key, b: T::Key) -> bool {
        T::less(a, b)
    }
}

impl Direction for Max {
    #[inline(always)]
    fn better<T: Ordered>(a: T::Key, b: T::Key) -> bool {
        T::less(b, a)
    }
}

/// A key equal to the best one of a run, unless `nan` says that the run has a NaN.
#[derive(Clone, Copy)]
pub(super) struct Found<K> {
    pub(super) key: K,
    pub(super) nan: bool,
}

/// Marks what calls it as unlikely.
#[cold]
fn rare() {}

/// Extends `found` by the elements `from..to`.
///
/// # Safety
/// They must be valid for reads at `stride` bytes from `x`.
#[inline(always)]
unsafe fn extend<T: Ordered, D: Direction>(
    mut found: Found<T::Key>,
    x: *const u8,
    stride: isize,
    from: usize,
    to: usize,
) -> Found<T::Key> {
    for i in from..to {
        // SAFETY: the caller vouches for `from..to`.
        let key = unsafe { load::<T>(x.offset(i as isize * stride)) }.key();
        if T::BRANCH {
            if T::is_nan(key) | D::better::<T>(key, found.key) {
                rare();
                found = Found { key, nan: found.nan | T::is_nan(key) };
            }
        } else {
            found.nan |= T::is_nan(key);
            found.key = if D::better::<T>(key, found.key) { key } else { found.key };
        }
    }
    found
}

/// How many bytes ahead a contiguous search asks for its input.
const AHEAD: usize = 8192;

/// Parts that a search through memory reads in turn. The largest of 1e7 doubles took 4.2 ms in one, 3.1 in two, 2.8 in four and
/// 2.6 in eight on a Zen 3.
const STREAMS: usize = 4;

/// Lets the lanes meet a block: each keeps the better key, and any NaN.
#[inline(always)]
fn meet<T: Ordered, D: Direction, const K: usize>(
    best: &mut [T::Key; K],
    witness: &mut [T::Key; K],
    block: [T::Key; K],
) {
    for j in 0..K {
        witness[j] = if T::is_nan(block[j]) { block[j] } else { witness[j] };
        best[j] = if D::better::<T>(block[j], best[j]) { block[j] } else { best[j] };
    }
}

/// The search in `K` lanes, for `n >= K`.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes.
#[inline(always)]
unsafe fn lanes<T: Ordered, D: Direction, const K: usize>(
    n: usize,
    x: *const u8,
    stride: isize,
) -> Found<T::Key> {
    debug_assert!(n >= K);
    let block = |i: usize| -> [T::Key; K] {
        // SAFETY: called with `i + K <= n` only.
        core::array::from_fn(|j| unsafe { load::<T>(x.offset((i + j) as isize * stride)) }.key())
    };
    let mut best = block(0);
    // A lane that has seen a NaN holds one; a flag of any other type would have to be widened on every step.
    let mut witness = best;
    let mut i = K;
    if stride == size_of::<T>() as isize && n * size_of::<T>() >= FAR {
        // Memory gives several streams faster than one: a block of each quarter in turn. The order does not matter here.
        let quarter = n / (STREAMS * K) * K;
        for at in (0..quarter).step_by(K) {
            for stream in 0..STREAMS {
                meet::<T, D, K>(&mut best, &mut witness, block(stream * quarter + at));
            }
        }
        i = STREAMS * quarter;
    }
    while i < n {
        // The last block reaches back over elements that were seen before, which changes nothing.
        let at = i.min(n - K);
        if stride == size_of::<T>() as isize {
            for line in 0..K * size_of::<T>() / 64 {
                prefetch(x.wrapping_add(at * size_of::<T>() + AHEAD + 64 * line));
            }
        }
        meet::<T, D, K>(&mut best, &mut witness, block(at));
        i += K;
    }
    let mut width = K / 2;
    while width > 0 {
        for j in 0..width {
            let (v, w) = (best[j + width], witness[j + width]);
            witness[j] = if T::is_nan(w) { w } else { witness[j] };
            best[j] = if D::better::<T>(v, best[j]) { v } else { best[j] };
        }
        width /= 2;
    }
    Found { key: best[0], nan: T::is_nan(witness[0]) }
}

/// The search over a whole run of `n >= 1` elements.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes.
#[inline(always)]
pub(super) unsafe fn search<T: Ordered, D: Direction>(
    n: usize,
    x: *const u8,
    stride: isize,
) -> Found<T::Key> {
    // SAFETY: the caller vouches for the run, and each branch has checked its length.
    unsafe {
        if T::LANES && n >= 64 {
            if size_of::<T::Key>() == 8 {
                return lanes::<T, D, 32>(n, x, stride);
            }
            return lanes::<T, D, 64>(n, x, stride);
        }
        if T::LANES && n >= 8 {
            return lanes::<T, D, 8>(n, x, stride);
        }
        let key = load::<T>(x).key();
        extend::<T, D>(Found { key, nan: T::is_nan(key) }, x, stride, 1, n)
    }
}

/// The position of the first element whose key satisfies `pred`, by blocks of sixteen and then one by one.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes.
#[inline(always)]
pub(super) unsafe fn position<T: Ordered>(
    n: usize,
    x: *const u8,
    stride: isize,
    pred: impl Fn(T::Key) -> bool,
) -> Option<usize> {
    // SAFETY: called with `i < n` only.
    let hit = |i: usize| pred(unsafe { load::<T>(x.offset(i as isize * stride)) }.key());
    let mut i = 0;
    while i + 16 <= n {
        let mut any = false;
        for j in 0..16 {
            any |= hit(i + j);
        }
        if any {
            break;
        }
        i += 16;
    }
    (i..n).find(|&i| hit(i))
}

/// The position of the last element whose key satisfies `pred`, as [`position`] finds the first.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes.
#[inline(always)]
unsafe fn last_position<T: Ordered>(
    n: usize,
    x: *const u8,
    stride: isize,
    pred: impl Fn(T::Key) -> bool,
) -> Option<usize> {
    if n == 0 {
        return None;
    }
    let last = x.wrapping_offset((n as isize - 1) * stride);
    // SAFETY: the same elements, from the last to the first.
    unsafe { position::<T>(n, last, -stride, pred) }.map(|i| n - 1 - i)
}

/// A run, compiled per level.
struct Search<T, D> {
    n: usize,
    x: *const u8,
    of: PhantomData<(T, D)>,
}

impl<T: Ordered, D: Direction> Kernel for Search<T, D> {
    type Out = Found<T::Key>;
    #[inline(always)]
    fn run<I: Isa>(self) -> Found<T::Key> {
        // SAFETY: `reduce` makes this value of a contiguous run of at least one element.
        unsafe { search::<T, D>(self.n, self.x, size_of::<T>() as isize) }
    }
}

/// The `reduce` of `minimum` and `maximum`: the accumulator counts as the element before the first.
pub(super) unsafe fn reduce<T: Ordered, D: Direction>(n: usize, x: *const u8, stride: isize, acc: *mut u8) {
    if n == 0 {
        return;
    }
    // SAFETY: the contract of `Reduce`.
    unsafe {
        let first = load::<T>(acc).key();
        if T::is_nan(first) {
            return;
        }
        let found = if stride != size_of::<T>() as isize {
            search::<T, D>(n, x, stride)
        } else if n < 8 {
            extend::<T, D>(Found { key: first, nan: false }, x, size_of::<T>() as isize, 0, n)
        } else if T::LANES {
            // Wide vectors gain nothing on floats; the larger of 64-bit integers is one instruction of AVX-512 alone.
            dispatch_narrow(Search::<T, D> { n, x, of: PhantomData })
        } else {
            dispatch(Search::<T, D> { n, x, of: PhantomData })
        };
        let ties = T::TIES_LAST && !found.nan && T::is_ambiguous(found.key);
        let wins = found.nan || D::better::<T>(found.key, first) || (ties && T::equal(found.key, first));
        if !wins {
            return;
        }
        let value = if found.nan || T::is_ambiguous(found.key) {
            let same = |key| if found.nan { T::is_nan(key) } else { T::equal(key, found.key) };
            let found = match ties {
                true => last_position::<T>(n, x, stride, same),
                false => position::<T>(n, x, stride, same),
            };
            match found {
                Some(i) => load(x.offset(i as isize * stride)),
                None => return,
            }
        } else {
            T::from_key(found.key)
        };
        store(acc, value);
    }
}
