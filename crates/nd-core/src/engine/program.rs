//! Programs: the loops of several functions, run over one block of elements after the other.
//!
//! A function over a whole array writes its result to memory, from where the next one reads it again. A program cuts
//! the elements into blocks that stay in the first-level cache and runs all of its loops on a block before it goes on,
//! so that only operands and the last result meet memory. To the executor it looks like one loop with many inputs.

use super::scratch::Scratch;
use super::walk::{MAX_OPERANDS, Ptrs, Steps};
use core::mem::MaybeUninit;
use nd_kernel::{Loop, prefetch};

/// Memory that the registers of a program share: on the stack of whoever runs it.
const ROOM: usize = 8 * Scratch::BYTES;

/// The most bytes of a register. The blocks of all operands, and those fetched ahead, then leave half of the first-level cache
/// free: `(x*y + x - 1) / 3` of 1e7 doubles took 11.6 ms with blocks of 2 KiB, 18 ms with 4 and 22 ms with 8.
const REGISTER: usize = 2048;

/// The most registers that a program may have; with so many a block is still 16 elements.
pub(super) const MAX_REGISTERS: usize = ROOM / (16 * 16);

/// Where a loop finds an operand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// An operand of the program.
    Operand(usize),
    /// A register, with elements of so many bytes.
    Register {
        /// Which.
        index: usize,
        /// Bytes of an element.
        size: usize,
    },
    /// A constant, repeated.
    Constant(usize),
}

/// One loop of a program.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) run: Loop,
    /// Its inputs, then its output.
    pub(super) places: Vec<Place>,
}

/// Loops in the order in which they run.
#[derive(Debug)]
pub(crate) struct Program {
    steps: Vec<Step>,
    constants: Vec<[u8; 16]>,
    /// Bytes of a register.
    register: usize,
    /// Elements of a block.
    block: usize,
    /// Operands that are read.
    inputs: usize,
}

impl Program {
    /// A program of `inputs` operands that it reads, with `registers` registers for elements of at most `widest` bytes.
    ///
    /// The types and numbers of the places must be those of the loops: an operand's elements have the type that every loop
    /// reads or writes there, a register holds what the last loop before has written to it.
    pub(super) fn new(
        steps: Vec<Step>,
        constants: Vec<[u8; 16]>,
        inputs: usize,
        registers: usize,
        widest: usize,
    ) -> Program {
        assert!(registers <= MAX_REGISTERS, "more registers than a program may have");
        let register = (ROOM / registers.max(1)).min(REGISTER) / 64 * 64;
        Program { steps, constants, register, block: register / widest.max(1), inputs }
    }

    /// Asks for a part of the operands of the next block while step `at` of this one runs: loops on registers leave memory
    /// idle otherwise.
    #[inline]
    fn fetch_ahead(&self, at: usize, next: usize, len: usize, ptrs: &Ptrs, steps: &Steps) {
        for operand in 0..self.inputs {
            let step = steps[operand].unsigned_abs();
            let lines = if step <= 16 { len * step / 64 } else { 0 };
            let (from, to) = (lines * at / self.steps.len(), lines * (at + 1) / self.steps.len());
            let first = ptrs[operand].wrapping_offset(next as isize * steps[operand]);
            for line in from..to {
                prefetch(first.wrapping_offset(64 * line as isize * steps[operand].signum()));
            }
        }
    }

    /// Runs all loops over `n` elements: the program as a [`Loop`]. A call of its own, because the registers' frame is large.
    ///
    /// # Safety
    /// As [`Loop`], for the operands that the places name.
    #[inline(never)]
    pub(super) unsafe fn run(&self, n: usize, ptrs: &Ptrs, steps: &Steps) {
        let mut registers = [const { MaybeUninit::<Scratch>::uninit() }; ROOM / Scratch::BYTES];
        let base: *mut u8 = registers.as_mut_ptr().cast();
        // Blocks of one length, so that what is fetched ahead is a whole block.
        let blocks = n.div_ceil(self.block);
        let block = n.div_ceil(blocks.max(1)).next_multiple_of(16).min(self.block).max(1);
        for start in (0..n).step_by(block) {
            let len = block.min(n - start);
            for (at, step) in self.steps.iter().enumerate() {
                self.fetch_ahead(at, start + len, len, ptrs, steps);
                let mut here: Ptrs = [core::ptr::null_mut(); MAX_OPERANDS];
                let mut by: Steps = [0; MAX_OPERANDS];
                for (k, place) in step.places.iter().enumerate() {
                    (here[k], by[k]) = match *place {
                        Place::Operand(i) => (ptrs[i].wrapping_offset(start as isize * steps[i]), steps[i]),
                        Place::Register { index, size } => {
                            (base.wrapping_add(index * self.register), size as isize)
                        }
                        Place::Constant(i) => (self.constants[i].as_ptr().cast_mut(), 0),
                    };
                }
                // SAFETY: operands by the caller's promise; a block of the widest element fits a register; constants are
                // only read; an output in the register of an input is that input element for element.
                unsafe { (step.run)(len, here.as_ptr(), by.as_ptr()) };
            }
        }
    }
}
