//! Float sums in NumPy's pairwise order, bit for bit.
//!
//! ```text
//! pw(a[0..n]):  n < 8     start at -0.0 and add from the left
//!               n <= 128  eight accumulators over every eighth element, combined
//!                         ((r0+r1)+(r2+r3)) + ((r4+r5)+(r6+r7)), then the rest from the left
//!               else      m = n/2 rounded down to a multiple of 8;  pw(a[0..m]) + pw(a[m..n])
//! ```
//!
//! The source is `pairwise_sum` in NumPy's `loops_utils.h.src`. A complex run counts its scalars (two per element) and
//! keeps four accumulators for each part. 16-bit floats are added in float32 and rounded once per run. The order depends
//! on the length only, so it is the same for every stride and instruction set; no product is fused with a sum.
//!
//! Leaves are walked one after the other with the input prefetched. Walking four neighbouring leaves together hides
//! the latency of the additions and is a third faster on 1000 elements in cache, but halves the speed on rows that come from
//! memory. What is larger than a second-level cache is read as four streams that are far apart, a quarter of the tree each: a
//! processor has more lines of several streams under way than of one.

use core::ops::{Add, Mul, Sub};

use super::in_order;
use super::tree::{LEAF, Tree, split};
use crate::bfloat16::Half;
use crate::isa::{Baseline, FAR, Isa, Kernel, dispatch_narrow};
use crate::mem::{load, prefetch, store};
use crate::ops::{self as op, Binary};
use crate::{Complex, Elem, Fold, Num, bf16, f16};

/// How many bytes ahead a contiguous leaf asks for its input. The eight accumulators leave the out-of-order window
/// too little to see far enough by itself.
const AHEAD: usize = 8192;

/// Steps for which a leaf asks at a time: 1e7 doubles, as rows of any length, took 2.6 ms with four and 2.8 with one or eight.
const STEPS: usize = 4;

/// An element type that is added pairwise.
pub(super) trait Summand: Elem {
    /// What the eight accumulators of a leaf hold.
    type Scalar: Copy + Add<Output = Self::Scalar>;
    /// What a leaf adds up to.
    type Sum: Copy + Add<Output = Self::Sum>;
    /// Scalars in one element.
    const PARTS: usize;
    /// The start of a leaf that is too short for accumulators.
    const ZERO: Self::Sum;
    /// Eight scalars of elements next to each other; an element of two parts is given twice.
    fn scalars<I: Isa>(x: [Self; 8]) -> [Self::Scalar; 8];
    /// This element as a sum of one.
    fn sum(self) -> Self::Sum;
    /// The eight accumulators of a leaf as one sum.
    fn combine(r: [Self::Scalar; 8]) -> Self::Sum;
    /// `self + sum`, rounded once.
    fn plus(self, sum: Self::Sum) -> Self;
}

#[inline(always)]
fn combine_real<S: Copy + Add<Output = S>>(r: [S; 8]) -> S {
    ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
}

// $t: a real float type that is its own accumulator.
macro_rules! real_summand {
    ($($t:ty),*) => { $(
        impl Summand for $t {
            type Scalar = $t;
            type Sum = $t;
            const PARTS: usize = 1;
            const ZERO: $t = -0.0;
            #[inline(always)]
            fn scalars<I: Isa>(x: [$t; 8]) -> [$t; 8] { x }
            #[inline(always)]
            fn sum(self) -> $t { self }
            #[inline(always)]
            fn combine(r: [$t; 8]) -> $t { combine_real(r) }
            #[inline(always)]
            fn plus(self, sum: $t) -> $t { self + sum }
        }
        impl Summand for Complex<$t> {
            type Scalar = $t;
            type Sum = Complex<$t>;
            const PARTS: usize = 2;
            const ZERO: Self = Complex { re: -0.0, im: -0.0 };
            #[inline(always)]
            fn scalars<I: Isa>(x: [Self; 8]) -> [$t; 8] {
                core::array::from_fn(|j| if j % 2 == 0 { x[j].re } else { x[j].im })
            }
            #[inline(always)]
            fn sum(self) -> Self { self }
            #[inline(always)]
            fn combine(r: [$t; 8]) -> Self {
                Complex { re: (r[0] + r[2]) + (r[4] + r[6]), im: (r[1] + r[3]) + (r[5] + r[7]) }
            }
            #[inline(always)]
            fn plus(self, sum: Self) -> Self { self + sum }
        }
    )* };
}
real_summand!(f32, f64);

// $t: a float of 16 bits.
macro_rules! half_summand {
    ($($t:ty),*) => { $(
        impl Summand for $t {
            type Scalar = f32;
            type Sum = f32;
            const PARTS: usize = 1;
            const ZERO: f32 = -0.0;
            #[inline(always)]
            fn scalars<I: Isa>(x: [$t; 8]) -> [f32; 8] { <$t>::widen_block::<I, 8>(&x) }
            #[inline(always)]
            fn sum(self) -> f32 { self.widen() }
            #[inline(always)]
            fn combine(r: [f32; 8]) -> f32 { combine_real(r) }
            #[inline(always)]
            fn plus(self, sum: f32) -> $t { <$t>::narrow(self.widen() + sum) }
        }
    )* };
}
half_summand!(f16, bf16);

/// What happens to each element before it is added.
trait Term<T>: Copy {
    fn of(self, x: T) -> T;
}

/// The element itself.
#[derive(Clone, Copy)]
struct Plain;

impl<T> Term<T> for Plain {
    #[inline(always)]
    fn of(self, x: T) -> T {
        x
    }
}

/// The squared distance from a mean.
#[derive(Clone, Copy)]
struct SquaredDeviation<T> {
    mean: T,
}

impl<T: Copy + Sub<Output = T> + Mul<Output = T>> Term<T> for SquaredDeviation<T> {
    #[inline(always)]
    fn of(self, x: T) -> T {
        let d = x - self.mean;
        d * d
    }
}

/// A run of terms. Bodies are inlined where `stride` is a constant if the run is contiguous.
#[derive(Clone, Copy)]
struct Run<T, M> {
    x: *const u8,
    stride: isize,
    term: M,
    elem: core::marker::PhantomData<T>,
}

impl<T: Summand, M: Term<T>> Run<T, M> {
    /// Elements that fill the eight accumulators once.
    const STEP: usize = 8 / T::PARTS;

    /// # Safety
    /// `i` must be an element of the run.
    #[inline(always)]
    unsafe fn at(self, i: usize) -> T {
        // SAFETY: the caller vouches for element `i`.
        self.term.of(unsafe { load(self.x.offset(i as isize * self.stride)) })
    }

    /// # Safety
    /// `i .. i + STEP` must be elements of the run.
    #[inline(always)]
    unsafe fn eight<I: Isa>(self, i: usize) -> [T::Scalar; 8] {
        T::scalars::<I>(core::array::from_fn(|j| {
            // SAFETY: the caller vouches for these elements.
            unsafe { self.at(i + j / T::PARTS) }
        }))
    }

    /// Adds the whole steps of `from..to` to the accumulators.
    ///
    /// # Safety
    /// `from..to` must be elements of the run.
    #[inline(always)]
    unsafe fn accumulate<I: Isa>(self, r: &mut [T::Scalar; 8], from: usize, to: usize) {
        let mut i = from;
        while i + Self::STEP <= to {
            let steps = if i + STEPS * Self::STEP <= to { STEPS } else { 1 };
            if self.stride == size_of::<T>() as isize {
                for line in 0..steps * Self::STEP * size_of::<T>() / 64 {
                    prefetch(self.x.wrapping_add(i * size_of::<T>() + AHEAD + 64 * line));
                }
            }
            for step in 0..steps {
                // SAFETY: `i + steps * STEP <= to`.
                unsafe { self.step::<I>(r, i + step * Self::STEP) };
            }
            i += steps * Self::STEP;
        }
    }

    /// Adds `from..to` from the left.
    ///
    /// # Safety
    /// `from..to` must be elements of the run.
    #[inline(always)]
    unsafe fn tail(self, mut sum: T::Sum, from: usize, to: usize) -> T::Sum {
        for i in from..to {
            // SAFETY: `i` is in the range that the caller vouches for.
            sum = sum + unsafe { self.at(i) }.sum();
        }
        sum
    }

    /// The sum of the leaf `start .. start + n`.
    ///
    /// # Safety
    /// They must be elements of the run.
    #[inline(always)]
    unsafe fn leaf<I: Isa>(self, start: usize, n: usize) -> T::Sum {
        let end = start + n;
        // SAFETY: every range lies in `start..end`.
        unsafe {
            if n < Self::STEP {
                return self.tail(T::ZERO, start, end);
            }
            let mut r = self.eight::<I>(start);
            self.accumulate::<I>(&mut r, start + Self::STEP, end);
            // Hidden from the compiler, which would otherwise keep the accumulators in the order in which they are combined, and
            // shuffle every step into it.
            let r = core::hint::black_box(r);
            self.tail(T::combine(r), end - n % Self::STEP, end)
        }
    }

    /// The sum of `n` elements.
    ///
    /// # Safety
    /// `0..n` must be elements of the run.
    #[inline(always)]
    unsafe fn tree<I: Isa>(self, n: usize) -> T::Sum {
        let mut tree = Tree::<T>::new(0, n);
        while let Some((start, left, right)) = tree.next() {
            // SAFETY: nodes lie in `0..n`.
            tree.put(unsafe { self.node::<I>(start, left, right) });
        }
        tree.sum()
    }

    /// The sum of a node of one leaf or two. Two leaves whose places are known overlap; one and one more from the stack hardly do.
    ///
    /// # Safety
    /// Both must be elements of the run.
    #[inline(always)]
    unsafe fn node<I: Isa>(self, start: usize, left: usize, right: usize) -> T::Sum {
        // SAFETY: the caller vouches for both.
        unsafe {
            let sum = self.leaf::<I>(start, left);
            if right == 0 {
                return sum;
            }
            sum + self.leaf::<I>(start + left, right)
        }
    }

    /// [`Self::tree`] of a contiguous run that comes from memory: its four grandchildren are walked together, a few lines of each
    /// in turn, because a processor reads several streams faster than one.
    ///
    /// # Safety
    /// As there; the tree must have four grandchildren.
    #[inline(always)]
    unsafe fn far_tree<I: Isa>(self, n: usize) -> T::Sum {
        let left = split(n, T::PARTS).unwrap_or(n);
        let (a, c) = (split(left, T::PARTS).unwrap_or(left), split(n - left, T::PARTS).unwrap_or(n - left));
        let mut trees = [
            Tree::<T>::new(0, a),
            Tree::<T>::new(a, left - a),
            Tree::<T>::new(left, c),
            Tree::<T>::new(left + c, n - left - c),
        ];
        loop {
            let nodes = [trees[0].next(), trees[1].next(), trees[2].next(), trees[3].next()];
            // SAFETY: nodes lie in `0..n`.
            unsafe {
                if let [Some(a), Some(b), Some(c), Some(d)] = nodes
                    && a.2.min(b.2).min(c.2).min(d.2) > 0
                {
                    let left = self.leaves::<I>([(a.0, a.1), (b.0, b.1), (c.0, c.1), (d.0, d.1)]);
                    let right = self.leaves::<I>([
                        (a.0 + a.1, a.2),
                        (b.0 + b.1, b.2),
                        (c.0 + c.1, c.2),
                        (d.0 + d.1, d.2),
                    ]);
                    for k in 0..4 {
                        trees[k].put(left[k] + right[k]);
                    }
                    continue;
                }
                // Trees of nearly one length do not end together.
                let mut any = false;
                for k in 0..4 {
                    let Some((start, left, right)) = nodes[k] else { continue };
                    trees[k].put(self.node::<I>(start, left, right));
                    any = true;
                }
                if !any {
                    break;
                }
            }
        }
        let [a, b, c, d] = [trees[0].sum(), trees[1].sum(), trees[2].sum(), trees[3].sum()];
        (a + b) + (c + d)
    }

    /// The sums of four leaves of a contiguous run, given by start and length, read in turn.
    ///
    /// # Safety
    /// They must be elements of the run.
    #[inline(always)]
    unsafe fn leaves<I: Isa>(self, leaves: [(usize, usize); 4]) -> [T::Sum; 4] {
        let [a, b, c, d] = leaves;
        let common = a.1.min(b.1).min(c.1).min(d.1) / Self::STEP * Self::STEP;
        // SAFETY: every range lies in a leaf.
        unsafe {
            if common == 0 {
                return [
                    self.leaf::<I>(a.0, a.1),
                    self.leaf::<I>(b.0, b.1),
                    self.leaf::<I>(c.0, c.1),
                    self.leaf::<I>(d.0, d.1),
                ];
            }
            // Names, not an array of them: so they stay in registers.
            let mut ra = self.eight::<I>(a.0);
            let mut rb = self.eight::<I>(b.0);
            let mut rc = self.eight::<I>(c.0);
            let mut rd = self.eight::<I>(d.0);
            let mut i = Self::STEP;
            while i < common {
                self.step::<I>(&mut ra, a.0 + i);
                self.step::<I>(&mut rb, b.0 + i);
                self.step::<I>(&mut rc, c.0 + i);
                self.step::<I>(&mut rd, d.0 + i);
                i += Self::STEP;
            }
            [
                self.rest::<I>(ra, a, common),
                self.rest::<I>(rb, b, common),
                self.rest::<I>(rc, c, common),
                self.rest::<I>(rd, d, common),
            ]
        }
    }

    /// Adds the eight scalars at `i` to the accumulators.
    ///
    /// # Safety
    /// `i .. i + STEP` must be elements of the run.
    #[inline(always)]
    unsafe fn step<I: Isa>(self, r: &mut [T::Scalar; 8], i: usize) {
        // SAFETY: the caller vouches for the elements.
        let v = unsafe { self.eight::<I>(i) };
        for j in 0..8 {
            r[j] = r[j] + v[j];
        }
    }

    /// The sum of a leaf of which the accumulators have the first `done` elements.
    ///
    /// # Safety
    /// The leaf must be elements of the run.
    #[inline(always)]
    unsafe fn rest<I: Isa>(self, mut r: [T::Scalar; 8], (start, n): (usize, usize), done: usize) -> T::Sum {
        let mut i = done;
        // SAFETY: all of it is in the leaf.
        unsafe {
            while i + Self::STEP <= n {
                self.step::<I>(&mut r, start + i);
                i += Self::STEP;
            }
            self.tail(T::combine(core::hint::black_box(r)), start + i, start + n)
        }
    }
}

/// A contiguous run, compiled per level.
struct Contiguous<T, M> {
    n: usize,
    run: Run<T, M>,
}

impl<T: Summand, M: Term<T>> Kernel for Contiguous<T, M> {
    type Out = T::Sum;
    #[inline(always)]
    fn run<I: Isa>(self) -> T::Sum {
        let run = Run { stride: size_of::<T>() as isize, ..self.run };
        // SAFETY: `add_terms` makes this value of a run of `n` elements whose stride is the element size.
        unsafe {
            if self.n * size_of::<T>() >= FAR {
                return run.far_tree::<I>(self.n);
            }
            run.tree::<I>(self.n)
        }
    }
}

/// `*acc = *acc + pw(term(x[0]), ..., term(x[n - 1]))`.
///
/// # Safety
/// As [`crate::Reduce`].
#[inline(always)]
unsafe fn add_terms<T: Summand, M: Term<T>>(n: usize, x: *const u8, stride: isize, term: M, acc: *mut u8) {
    let run = Run { x, stride, term, elem: core::marker::PhantomData };
    // SAFETY: the caller vouches for the run and the accumulator.
    unsafe {
        let sum = if n < Run::<T, M>::STEP {
            run.tail(T::ZERO, 0, n)
        } else if stride == size_of::<T>() as isize {
            dispatch_narrow(Contiguous { n, run })
        } else {
            run.tree::<Baseline>(n)
        };
        store(acc, load::<T>(acc).plus(sum));
    }
}

/// The folds of float addition.
pub(super) fn add_fold<T: Summand>() -> Fold
where
    op::Add: Binary<T, Out = T>,
{
    Fold { lanes: Some(add_lanes::<T>), ..add_fold_of_runs::<T>() }
}

/// [`add_fold`] without a body for many short runs.
pub(super) fn add_fold_of_runs<T: Summand>() -> Fold
where
    op::Add: Binary<T, Out = T>,
{
    Fold { reduce: add::<T>, ..in_order::<op::Add, T>() }
}

/// Short runs, one after the other, compiled per level.
struct Lanes<T> {
    lanes: usize,
    n: usize,
    lane_stride: isize,
    run: Run<T, Plain>,
    acc: *mut u8,
}

impl<T: Summand> Kernel for Lanes<T> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        let stride = size_of::<T>() as isize;
        for lane in 0..self.lanes {
            let x = self.run.x.wrapping_offset(lane as isize * self.lane_stride);
            // SAFETY: `add_lanes` makes this value of runs whose stride is the element size, no longer than one leaf,
            // and of as many accumulators.
            unsafe {
                let acc = self.acc.add(lane * size_of::<T>());
                let sum = Run { x, stride, ..self.run }.leaf::<I>(0, self.n);
                store(acc, load::<T>(acc).plus(sum));
            }
        }
    }
}

/// The `lanes` of float addition.
unsafe fn add_lanes<T: Summand>(
    lanes: usize,
    n: usize,
    x: *const u8,
    lane_stride: isize,
    stride: isize,
    acc: *mut u8,
) {
    if stride == size_of::<T>() as isize && n <= LEAF / T::PARTS {
        let run = Run { x, stride, term: Plain, elem: core::marker::PhantomData::<T> };
        return dispatch_narrow(Lanes { lanes, n, lane_stride, run, acc });
    }
    for lane in 0..lanes {
        let x = x.wrapping_offset(lane as isize * lane_stride);
        // SAFETY: the caller vouches for each run and accumulator.
        unsafe { add::<T>(n, x, stride, acc.add(lane * size_of::<T>())) };
    }
}

/// The `reduce` of float addition.
unsafe fn add<T: Summand>(n: usize, x: *const u8, stride: isize, acc: *mut u8) {
    // SAFETY: the contract of `Reduce`.
    unsafe { add_terms::<T, _>(n, x, stride, Plain, acc) }
}

/// Adds the squared distances of a run from a mean: `*acc = *acc + pw((x[i] - mean) * (x[i] - mean))`.
///
/// One pass in the order of the float sum, so the result is bit for bit what NumPy gets by subtracting, squaring and
/// adding in three.
///
/// # Safety
/// As [`crate::Reduce`]; `mean` must be valid for reads of one element.
pub type SumSqDev = unsafe fn(n: usize, x: *const u8, stride: isize, mean: *const u8, acc: *mut u8);

unsafe fn squared_deviations<T>(n: usize, x: *const u8, stride: isize, mean: *const u8, acc: *mut u8)
where
    T: Summand + Sub<Output = T> + Mul<Output = T>,
{
    // SAFETY: the contract of `SumSqDev`.
    unsafe { add_terms::<T, _>(n, x, stride, SquaredDeviation { mean: load::<T>(mean) }, acc) }
}

/// The kernel of `var` and `std` for f32 and f64.
#[doc(alias = "var")]
#[doc(alias = "std")]
pub fn sum_sq_dev(num: Num) -> Option<SumSqDev> {
    crate::dispatch!(num, T in [F32, F64] => Some(squared_deviations::<T> as SumSqDev), else => None)
}
