//! SFC64, C. Doty-Humphrey's "small fast chaotic" generator of PractRand; `sfc64.h` of NumPy.

#![forbid(unsafe_code)]

use super::BitGenerator;
use super::seeded::{half_of, seeded, wide_state};
use crate::seed::SeedSequence;

/// A chaotic generator of four words with a counter, whose period is 2⁶⁴ at least and 2²⁵⁵ on average.
///
/// ```
/// use nd_random::{BitGenerator, Sfc64};
/// let mut bits = Sfc64::new(42)?;
/// assert_eq!(bits.state()[3], 13);
/// assert_eq!(bits.next_u64(), 9775594601838723485);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "numpy.random.SFC64")]
pub struct Sfc64 {
    state: [u64; 4],
    half: Option<u32>,
    seed: Option<Box<SeedSequence>>,
}

seeded!(Sfc64, next_u64);

impl Sfc64 {
    /// The stream of a seed that was spread already, or spawned.
    pub fn from_sequence(seed: &SeedSequence) -> Sfc64 {
        let [a, b, c] = wide_state(seed);
        let mut bits = Sfc64::from_state([a, b, c, 1]);
        (0..12).for_each(|_| {
            bits.next_u64();
        });
        Sfc64 { seed: Some(Box::new(seed.clone())), ..bits }
    }

    /// The stream at a given state, the counter last.
    pub fn from_state(state: [u64; 4]) -> Sfc64 {
        Sfc64 { state, half: None, seed: None }
    }

    /// The four words of the state, the counter last.
    #[doc(alias = "numpy.random.SFC64.state")]
    pub fn state(&self) -> [u64; 4] {
        self.state
    }

    fn place(&self) -> ([u64; 4], Option<u32>) {
        (self.state, self.half)
    }
}

impl BitGenerator for Sfc64 {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let [a, b, c, counter] = self.state;
        let drawn = a.wrapping_add(b).wrapping_add(counter);
        self.state = [
            b ^ b >> 11,
            c.wrapping_add(c << 3),
            c.rotate_left(24).wrapping_add(drawn),
            counter.wrapping_add(1),
        ];
        drawn
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let drawn = half_of(&mut half, || self.next_u64());
        self.half = half;
        drawn
    }
}
