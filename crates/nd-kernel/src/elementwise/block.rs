//! The body for contiguous operands: load a block of each input, compute, store the block.
//!
//! The block is what lets an output be an input. Written as a plain loop, the compiler has to prove or test that the
//! arrays do not overlap, and takes a scalar path when they are the same; here each block is in registers before
//! anything is stored, which is right for exact aliasing and leaves nothing to test.
//!
//! ```text
//! while a block is left:   x, y = block of a, block of b;   block of out = f(x, y)
//! while a vector is left:  the same with one vector
//! for the rest:            one element at a time
//! ```
//!
//! Results that no cache would hold are stored past them: a store that does not ask for the line first saves a third of the
//! traffic of `out = x + y`. Not so where an input is the output, whose lines are at hand.
//!
//! An input that is one repeated element is laid out as one block, which every step reads again. That costs a load
//! per vector, and saves two more bodies for each function, type and instruction set.

use crate::isa::{Isa, Kernel, Level};
use crate::mem::settle;
use crate::num::Elem;
use crate::ops::{Binary, Unary};
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// Elements in a block and in a vector, for elements of `size` bytes: calls `$method::<I, block, vector>()`.
macro_rules! at_width {
    // $size: bytes in an element; $self, $method, $isa: the call.
    ($size:expr, $self:ident.$method:ident::<$isa:ident>()) => {
        match $size {
            1 => $self.$method::<$isa, 128, 16>(),
            2 => $self.$method::<$isa, 64, 8>(),
            4 => $self.$method::<$isa, 32, 8>(),
            8 => $self.$method::<$isa, 16, 8>(),
            _ => $self.$method::<$isa, 8, 4>(),
        }
    };
}

/// Keeps the compiler from turning several blocks into one step of vectors across them, for which it would gather
/// and scatter: a loop around assembly, even of no instructions, is left as it is written.
#[inline(always)]
pub(crate) fn keep_apart() {
    #[cfg(all(any(target_arch = "x86_64", target_arch = "aarch64"), not(miri)))]
    // SAFETY: no instruction is executed.
    unsafe {
        core::arch::asm!("", options(nomem, nostack, preserves_flags));
    }
}

/// A block that starts a cache line, so that no vector of it is split over two.
#[repr(C, align(64))]
struct Copies<T, const N: usize>(MaybeUninit<[T; N]>);

/// An input: one element after the other, or the first one again and again.
#[derive(Clone, Copy)]
pub(super) struct Input {
    /// The first element, aligned or not.
    pub(super) ptr: *const u8,
    /// Whether the first element stands for all.
    pub(super) repeat: bool,
}

impl Input {
    /// Where blocks of `N` come from: the block at `i & mask` behind the pointer. Fills `copies` if it is needed.
    ///
    /// # Safety
    /// The first element exists, as a `T`.
    #[inline(always)]
    unsafe fn blocks<T: Elem, const N: usize>(self, copies: &mut Copies<T, N>) -> (*const T, usize) {
        if self.repeat {
            // SAFETY: the caller says that the first element exists.
            copies.0.write([unsafe { self.ptr.cast::<T>().read_unaligned() }; N]);
            (copies.0.as_ptr().cast(), 0)
        } else {
            (self.ptr.cast(), usize::MAX)
        }
    }
}

/// The elements from `i` to `i + N`.
///
/// # Safety
/// They exist.
#[inline(always)]
unsafe fn load<T: Elem, const N: usize>(from: *const T, i: usize) -> [T; N] {
    // SAFETY: the caller says that the elements exist.
    unsafe { from.byte_add(i * size_of::<T>()).cast::<[T; N]>().read_unaligned() }
}

/// Bytes of results that are more than the last-level cache of most machines holds.
pub(crate) const PAST_CACHE: usize = 32 << 20;

/// Where results go.
#[derive(Clone, Copy)]
struct Output {
    ptr: *mut u8,
    /// Whether they are stored past the caches. Blocks then start whole vectors of 32 bytes.
    past_cache: bool,
}

impl Output {
    /// The place of `n` results of type `T`, and whether it is that of an input.
    #[inline(always)]
    fn new<T>(ptr: *mut u8, n: usize, is_input: bool) -> Output {
        let past_cache = n * size_of::<T>() >= PAST_CACHE && !is_input && ptr.addr().is_multiple_of(64);
        Output { ptr, past_cache }
    }

    /// Stores the results from `i` to `i + N`.
    ///
    /// # Safety
    /// There is room for them.
    #[inline(always)]
    unsafe fn store<I: Isa, T: Elem, const N: usize>(self, i: usize, x: [T; N]) {
        // SAFETY: the caller says that there is room.
        let to = unsafe { self.ptr.add(i * size_of::<T>()) };
        #[cfg(target_arch = "x86_64")]
        if matches!(I::LEVEL, Level::Avx2) && size_of::<[T; N]>().is_multiple_of(32) && self.past_cache {
            use core::arch::x86_64::{__m256i, _mm256_stream_si256};
            let from = (&raw const x).cast::<__m256i>();
            for k in 0..size_of::<[T; N]>() / 32 {
                // SAFETY: both sides have so many bytes. The output starts a cache line, and `i` elements of it are whole
                // blocks, of 32 bytes each or a multiple. The level has the instruction.
                unsafe { _mm256_stream_si256(to.cast::<__m256i>().add(k), from.add(k).read_unaligned()) };
            }
            return;
        }
        // SAFETY: as above.
        unsafe { to.cast::<[T; N]>().write_unaligned(x) }
    }

    /// Lets other threads see what was stored past the caches.
    #[inline(always)]
    fn settle(self) {
        if self.past_cache {
            settle();
        }
    }
}

/// The [`Kernel`] of a function of two elements.
pub(super) struct BinaryBlocks<Op, A, B> {
    n: usize,
    inputs: [Input; 2],
    out: Output,
    types: PhantomData<(Op, A, B)>,
}

impl<Op: Binary<A, B>, A: Elem, B: Elem> BinaryBlocks<Op, A, B> {
    /// # Safety
    /// Both inputs have `n` elements, or one to repeat, and `out` is valid for writes of `n` results, `n` not being
    /// zero. An input that is not repeated may be `out` exactly.
    #[inline(always)]
    pub(super) unsafe fn new(n: usize, inputs: [Input; 2], out: *mut u8) -> Self {
        debug_assert_ne!(n, 0);
        let out = Output::new::<Op::Out>(out, n, inputs.iter().any(|input| input.ptr == out.cast_const()));
        Self { n, inputs, out, types: PhantomData }
    }

    /// Runs blocks of `BLOCK`, then of `VECTOR`, then single elements.
    #[inline(always)]
    fn all<I: Isa, const BLOCK: usize, const VECTOR: usize>(self) {
        let (mut copies_a, mut copies_b) = (Copies(MaybeUninit::uninit()), Copies(MaybeUninit::uninit()));
        // SAFETY: `new` was promised at least one element.
        let (a, b) = unsafe {
            (
                self.inputs[0].blocks::<A, BLOCK>(&mut copies_a),
                self.inputs[1].blocks::<B, BLOCK>(&mut copies_b),
            )
        };
        let i = self.blocks::<I, BLOCK>(a, b, 0);
        let i = self.blocks::<I, VECTOR>(a, b, i);
        self.blocks::<I, 1>(a, b, i);
        self.out.settle();
    }

    /// Runs blocks of `N` from `i` while whole ones are left, and returns where it stopped.
    #[inline(always)]
    fn blocks<I: Isa, const N: usize>(
        &self,
        (a, mask_a): (*const A, usize),
        (b, mask_b): (*const B, usize),
        mut i: usize,
    ) -> usize {
        while self.n - i >= N {
            keep_apart();
            // SAFETY: `new` was promised `n` elements, and `i + N <= n`; a repeated input has a block of at least `N`
            // at 0, which is where its mask leads.
            unsafe {
                let (x, y) = (load::<A, N>(a, i & mask_a), load::<B, N>(b, i & mask_b));
                self.out.store::<I, _, N>(i, Op::apply_block::<I, N>(&x, &y));
            }
            i += N;
        }
        i
    }
}

impl<Op: Binary<A, B>, A: Elem, B: Elem> Kernel for BinaryBlocks<Op, A, B> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        at_width!(size_of::<A>().max(size_of::<Op::Out>()), self.all::<I>());
    }
}

/// The [`Kernel`] of a function of one element.
pub(super) struct UnaryBlocks<Op, A> {
    n: usize,
    a: *const u8,
    out: Output,
    types: PhantomData<(Op, A)>,
}

impl<Op: Unary<A>, A: Elem> UnaryBlocks<Op, A> {
    /// # Safety
    /// `a` has `n` elements, and `out` is valid for writes of `n` results; it may be `a` exactly.
    #[inline(always)]
    pub(super) unsafe fn new(n: usize, a: *const u8, out: *mut u8) -> Self {
        Self { n, a, out: Output::new::<Op::Out>(out, n, a == out.cast_const()), types: PhantomData }
    }

    /// Runs blocks of `BLOCK`, then of `VECTOR`, then single elements.
    #[inline(always)]
    fn all<I: Isa, const BLOCK: usize, const VECTOR: usize>(self) {
        let i = self.blocks::<I, BLOCK>(0);
        let i = self.blocks::<I, VECTOR>(i);
        self.blocks::<I, 1>(i);
        self.out.settle();
    }

    /// As [`BinaryBlocks::blocks`].
    #[inline(always)]
    fn blocks<I: Isa, const N: usize>(&self, mut i: usize) -> usize {
        while self.n - i >= N {
            keep_apart();
            // SAFETY: `new` was promised `n` elements, and `i + N <= n`.
            unsafe {
                let x = load::<A, N>(self.a.cast(), i);
                self.out.store::<I, _, N>(i, Op::apply_block::<I, N>(&x));
            }
            i += N;
        }
        i
    }
}

impl<Op: Unary<A>, A: Elem> Kernel for UnaryBlocks<Op, A> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        at_width!(size_of::<A>().max(size_of::<Op::Out>()), self.all::<I>());
    }
}
