//! PCG64 with a stronger permutation and a cheaper step: M. E. O'Neill's member CM DXSM 128/64; `pcg64.h` of NumPy.

#![forbid(unsafe_code)]

use super::lcg::{Lcg, leap};
use super::seeded::{half_of, seeded};
use super::{BitGenerator, Pcg64};
use crate::seed::SeedSequence;

const MULTIPLIER: u64 = 0xda942042e4dd58b5;

/// A 128-bit permuted congruential generator with a period of 2¹²⁸, of which many streams may run side by side.
///
/// ```
/// use nd_random::{BitGenerator, Generator, Pcg64Dxsm};
/// assert_eq!(Pcg64Dxsm::new(42)?.next_u64(), 12329818062196000797);
/// let mut rng = Generator::new(Pcg64Dxsm::new(42)?.jumped(2));
/// assert_eq!(rng.next_f64(), 0.8469621949865666);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "numpy.random.PCG64DXSM")]
pub struct Pcg64Dxsm {
    lcg: Lcg,
    half: Option<u32>,
    seed: Option<Box<SeedSequence>>,
}

seeded!(Pcg64Dxsm, next_u64);

impl Pcg64Dxsm {
    /// The stream of a seed that was spread already, or spawned.
    pub fn from_sequence(seed: &SeedSequence) -> Pcg64Dxsm {
        Pcg64Dxsm { lcg: Lcg::seeded(seed), half: None, seed: Some(Box::new(seed.clone())) }
    }

    /// The stream at a given state and increment, as [`state`](Pcg64Dxsm::state) reports them. The lowest bit of the
    /// increment is set, which the generator needs.
    pub fn from_state(state: u128, increment: u128) -> Pcg64Dxsm {
        Pcg64Dxsm { lcg: Lcg { state, increment: increment | 1 }, half: None, seed: None }
    }

    /// State and increment.
    #[doc(alias = "numpy.random.PCG64DXSM.state")]
    pub fn state(&self) -> (u128, u128) {
        (self.lcg.state, self.lcg.increment)
    }

    /// Goes `steps` draws of 64 bits on, as fast for many as for one; what a 32-bit draw left over is dropped.
    #[doc(alias = "numpy.random.PCG64DXSM.advance")]
    pub fn advance(&mut self, steps: u128) {
        let (factor, addend) = leap(u128::from(MULTIPLIER), self.lcg.increment, steps);
        self.lcg.state = self.lcg.state.wrapping_mul(factor).wrapping_add(addend);
        self.half = None;
    }

    /// A stream that is `jumps` times 0.618 · 2¹²⁸ draws on: far from this one and from other jumps.
    #[doc(alias = "numpy.random.PCG64DXSM.jumped")]
    pub fn jumped(&self, jumps: u64) -> Pcg64Dxsm {
        let mut other = Pcg64Dxsm { seed: None, ..self.clone() };
        other.advance(Pcg64::JUMP.wrapping_mul(u128::from(jumps)));
        other
    }

    fn place(&self) -> (Lcg, Option<u32>) {
        (self.lcg, self.half)
    }
}

impl BitGenerator for Pcg64Dxsm {
    /// The permutation of the state before the step: "double xorshift multiply".
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let state = self.lcg.state;
        let mut high = (state >> 64) as u64;
        high ^= high >> 32;
        high = high.wrapping_mul(MULTIPLIER);
        high ^= high >> 48;
        self.lcg.state = state.wrapping_mul(u128::from(MULTIPLIER)).wrapping_add(self.lcg.increment);
        high.wrapping_mul(state as u64 | 1)
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let drawn = half_of(&mut half, || self.next_u64());
        self.half = half;
        drawn
    }
}
