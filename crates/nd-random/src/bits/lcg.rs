//! The arithmetic of PCG64: a linear congruential generator modulo 2¹²⁸ and the permutation of its states.
//!
//! Each state depends on the one before, and a 128-bit product takes its time; but the state `k` steps on is also one
//! multiplication away, with other constants. So long runs advance four states that lie one step apart by four steps
//! each, and the processor works on them side by side.

#![forbid(unsafe_code)]

use super::seeded::wide_state;
use crate::seed::SeedSequence;
use nd_core::kernel::isa::{self, Isa, Kernel};

const MULTIPLIER: u128 = 2549297995355413924 << 64 | 4865540595714422341;

/// States that advance side by side in a long run.
const LANES: usize = 4;

/// A state and the increment that tells streams apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lcg {
    pub(super) state: u128,
    pub(super) increment: u128,
}

impl Lcg {
    #[inline(always)]
    pub(super) fn step(&mut self) {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
    }

    #[inline(always)]
    pub(super) fn next(&mut self) -> u64 {
        self.step();
        output(self.state)
    }

    /// Where a seed puts the generator: the increment first, which tells streams apart.
    pub(super) fn seeded(seed: &SeedSequence) -> Lcg {
        let words: [u64; 4] = wide_state(seed);
        let wide = |i: usize| u128::from(words[i]) << 64 | u128::from(words[i + 1]);
        let mut lcg = Lcg { state: 0, increment: wide(2) << 1 | 1 };
        lcg.step();
        lcg.state = lcg.state.wrapping_add(wide(0));
        lcg.step();
        lcg
    }

    fn leap(&self, steps: u128) -> (u128, u128) {
        leap(MULTIPLIER, self.increment, steps)
    }

    /// This generator `steps` steps on.
    pub(super) fn advanced(mut self, steps: u128) -> Lcg {
        let (factor, addend) = self.leap(steps);
        self.state = self.state.wrapping_mul(factor).wrapping_add(addend);
        self
    }

    /// What as many calls of [`next`](Lcg::next) give, each converted.
    pub(super) fn fill<T>(&mut self, out: &mut [T], convert: impl Fn(u64) -> T) {
        if out.len() < 4 * LANES {
            out.fill_with(|| convert(self.next()));
        } else {
            isa::dispatch(Fill { lcg: self, out, convert });
        }
    }
}

/// Multiplier and increment of `steps` steps at once, by repeated squaring: F. Brown, "Random number generation with
/// arbitrary strides" (1994).
pub(super) fn leap(multiplier: u128, increment: u128, mut steps: u128) -> (u128, u128) {
    let (mut factor, mut addend) = (1u128, 0u128);
    let (mut square, mut term) = (multiplier, increment);
    while steps > 0 {
        if steps & 1 == 1 {
            factor = factor.wrapping_mul(square);
            addend = addend.wrapping_mul(square).wrapping_add(term);
        }
        term = square.wrapping_add(1).wrapping_mul(term);
        square = square.wrapping_mul(square);
        steps >>= 1;
    }
    (factor, addend)
}

/// PCG's XSL-RR: both halves of the state folded and turned by its top bits.
#[inline(always)]
fn output(state: u128) -> u64 {
    ((state >> 64) as u64 ^ state as u64).rotate_right((state >> 122) as u32)
}

/// A long run of draws.
struct Fill<'a, T, F> {
    lcg: &'a mut Lcg,
    out: &'a mut [T],
    convert: F,
}

impl<T, F: Fn(u64) -> T> Kernel for Fill<'_, T, F> {
    type Out = ();

    #[inline(always)]
    fn run<I: Isa>(self) {
        let Fill { lcg, out, convert } = self;
        let (factor, addend) = lcg.leap(LANES as u128);
        let mut ahead = *lcg;
        let mut states: [u128; LANES] = core::array::from_fn(|_| {
            ahead.step();
            ahead.state
        });
        let (runs, rest) = out.as_chunks_mut::<LANES>();
        for run in runs.iter_mut() {
            for lane in 0..LANES {
                run[lane] = convert(output(states[lane]));
                states[lane] = states[lane].wrapping_mul(factor).wrapping_add(addend);
            }
        }
        *lcg = lcg.advanced((runs.len() * LANES) as u128);
        rest.fill_with(|| convert(lcg.next()));
    }
}
