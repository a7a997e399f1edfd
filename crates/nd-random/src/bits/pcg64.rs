//! PCG64, the default stream: M. E. O'Neill, "PCG: A family of simple fast space-efficient statistically good
//! algorithms for random number generation" (2014), member XSL-RR 128/64.

#![forbid(unsafe_code)]

use super::ahead::Ahead;
use super::lcg::Lcg;
use super::{BitGenerator, unit_f64};
use crate::error::RandomError;
use crate::fill::filled;
use crate::seed::{IntoSeed, SeedSequence};
use crate::ziggurat;
use nd_core::{Array, IntoShape, Result};

/// The draws of a normal fill from which reading ahead pays.
const LONG: usize = 256;

/// A 128-bit permuted congruential generator with a period of 2¹²⁸.
///
/// ```
/// use nd_random::{BitGenerator, Pcg64};
/// let mut bits = Pcg64::new(42)?;
/// assert_eq!(bits.state().0, 274674114334540486603088602300644985544);
/// assert_eq!(bits.next_u64(), 14276969152011380360);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "numpy.random.PCG64")]
pub struct Pcg64 {
    pub(super) lcg: Lcg,
    /// The high half of a word whose low half a 32-bit draw took.
    pub(super) half: Option<u32>,
    /// The seed, of which others are spawned.
    seed: Option<Box<SeedSequence>>,
}

/// Streams are equal if they go on equally, however they were made.
impl PartialEq for Pcg64 {
    fn eq(&self, other: &Pcg64) -> bool {
        (self.lcg, self.half) == (other.lcg, other.half)
    }
}

impl Eq for Pcg64 {}

impl Pcg64 {
    /// The golden section of the period.
    pub(super) const JUMP: u128 = 0x9e3779b97f4a7c15f39cc0605cedc835;

    /// The stream of a seed.
    ///
    /// # Errors
    /// A negative integer.
    pub fn new(seed: impl IntoSeed) -> Result<Pcg64> {
        Ok(Pcg64::from_sequence(&SeedSequence::new(seed)?))
    }

    /// The stream of a seed that was spread already, or spawned.
    pub fn from_sequence(seed: &SeedSequence) -> Pcg64 {
        Pcg64 { lcg: Lcg::seeded(seed), half: None, seed: Some(Box::new(seed.clone())) }
    }

    /// The stream at a given state and increment, as [`state`](Pcg64::state) reports them. The lowest bit of the
    /// increment is set, which the generator needs.
    pub fn from_state(state: u128, increment: u128) -> Pcg64 {
        Pcg64 { lcg: Lcg { state, increment: increment | 1 }, half: None, seed: None }
    }

    /// `n` streams of seeds that are spawned from this one's.
    ///
    /// # Errors
    /// A stream that was made of a state.
    #[doc(alias = "numpy.random.BitGenerator.spawn")]
    pub fn spawn(&mut self, n: usize) -> Result<Vec<Pcg64>> {
        let seed = self.seed.as_mut().ok_or(RandomError::NoSeed)?;
        Ok(seed.spawn(n).iter().map(Pcg64::from_sequence).collect())
    }

    /// Words of 64 bits, as the stream gives them.
    ///
    /// ```
    /// let raw = nd_random::Pcg64::new(42)?.random_raw(2)?;
    /// assert_eq!(raw.to_string(), "[14276969152011380360  8095878257575067585]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.PCG64.random_raw")]
    pub fn random_raw(&mut self, size: impl IntoShape) -> Result<Array> {
        filled(size, |out: &mut [u64]| out.fill_with(|| self.next_u64()))
    }

    /// State and increment.
    #[doc(alias = "numpy.random.PCG64.state")]
    pub fn state(&self) -> (u128, u128) {
        (self.lcg.state, self.lcg.increment)
    }

    /// Goes `steps` draws of 64 bits on, as fast for many as for one; what a 32-bit draw left over is dropped.
    #[doc(alias = "numpy.random.PCG64.advance")]
    pub fn advance(&mut self, steps: u128) {
        self.lcg = self.lcg.advanced(steps);
        self.half = None;
    }

    /// A stream that is `jumps` times 0.618 · 2¹²⁸ draws on: far from this one and from other jumps.
    #[doc(alias = "numpy.random.PCG64.jumped")]
    pub fn jumped(&self, jumps: u64) -> Pcg64 {
        let mut other = Pcg64 { seed: None, ..self.clone() };
        other.advance(Pcg64::JUMP.wrapping_mul(u128::from(jumps)));
        other
    }
}

impl BitGenerator for Pcg64 {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        self.lcg.next()
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if let Some(half) = self.half.take() {
            return half;
        }
        let word = self.next_u64();
        self.half = Some((word >> 32) as u32);
        word as u32
    }

    fn fill_f64(&mut self, out: &mut [f64]) {
        self.lcg.fill(out, unit_f64);
    }

    fn fill_normal(&mut self, out: &mut [f64]) {
        if out.len() < LONG {
            out.fill_with(|| ziggurat::normal(self));
        } else {
            let mut ahead = Ahead::new(self);
            out.fill_with(|| ziggurat::normal(&mut ahead));
            ahead.finish();
        }
    }
}
