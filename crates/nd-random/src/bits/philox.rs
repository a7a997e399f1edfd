//! Philox 4×64, ten rounds: J. K. Salmon and others, "Parallel random numbers: as easy as 1, 2, 3" (2011); `philox.h` of NumPy.

#![forbid(unsafe_code)]

use super::BitGenerator;
use super::seeded::{half_of, seeded, wide_state};
use crate::error::RandomError;
use crate::seed::SeedSequence;
use nd_core::Result;

/// Where a [`Philox`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhiloxState {
    /// How many blocks of four words were made, the lowest word first.
    pub counter: [u64; 4],
    /// The key, which tells streams apart.
    pub key: [u64; 2],
    /// The last block.
    pub buffer: [u64; 4],
    /// How many of its words were handed out.
    pub buffer_pos: usize,
    /// The high half of a word whose low half a 32-bit draw took: NumPy's `has_uint32` and `uinteger`.
    pub half: Option<u32>,
}

/// A generator that encrypts a counter, so that it stands anywhere at once; of period 2²⁵⁶ · 4, with 2¹²⁸ streams.
///
/// ```
/// use nd_random::{BitGenerator, Philox};
/// let mut bits = Philox::new(42)?;
/// assert_eq!(bits.next_u64(), 1587852024645073290);
/// assert_eq!(Philox::from_key([7, 0], [0; 4]).next_u64(), 16086915834549238692);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "numpy.random.Philox")]
pub struct Philox {
    at: PhiloxState,
    seed: Option<Box<SeedSequence>>,
}

seeded!(Philox, next_u64);

impl Philox {
    /// The stream of a seed that was spread already, or spawned.
    pub fn from_sequence(seed: &SeedSequence) -> Philox {
        Philox { seed: Some(Box::new(seed.clone())), ..Philox::from_key(wide_state(seed), [0; 4]) }
    }

    /// The stream of a key from a count of blocks on, lowest words first: NumPy's `Philox(key=, counter=)`.
    pub fn from_key(key: [u64; 2], counter: [u64; 4]) -> Philox {
        Philox { at: PhiloxState { counter, key, buffer: [0; 4], buffer_pos: 4, half: None }, seed: None }
    }

    /// The stream at a given state.
    ///
    /// # Errors
    /// A position outside the buffer.
    pub fn from_state(state: &PhiloxState) -> Result<Philox> {
        match state.buffer_pos {
            0..=4 => Ok(Philox { at: *state, seed: None }),
            _ => Err(RandomError::State.into()),
        }
    }

    /// Where the stream stands.
    #[doc(alias = "numpy.random.Philox.state")]
    pub fn state(&self) -> PhiloxState {
        self.at
    }

    /// Goes `steps` blocks of four words on, at once; what was left of a block or of a word is dropped.
    #[doc(alias = "numpy.random.Philox.advance")]
    pub fn advance(&mut self, steps: u128) {
        self.count([steps, 0]);
    }

    /// A stream that is `jumps` times 2¹²⁸ blocks on.
    ///
    /// ```
    /// use nd_random::{BitGenerator, Philox};
    /// assert_eq!(Philox::new(42)?.jumped(3).next_u64(), 10102939108210397106);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "numpy.random.Philox.jumped")]
    pub fn jumped(&self, jumps: u64) -> Philox {
        let mut other = Philox { at: self.at, seed: None };
        other.count([0, u128::from(jumps)]);
        other
    }

    /// Adds to both halves of the counter, and forgets the buffer.
    fn count(&mut self, [low, high]: [u128; 2]) {
        let [a, b, c, d] = self.at.counter.map(u128::from);
        let (sum, carry) = (b << 64 | a).overflowing_add(low);
        let above = (d << 64 | c).wrapping_add(high).wrapping_add(u128::from(carry));
        let counter = [sum as u64, (sum >> 64) as u64, above as u64, (above >> 64) as u64];
        self.at = PhiloxState { counter, key: self.at.key, buffer: [0; 4], buffer_pos: 4, half: None };
    }

    fn place(&self) -> PhiloxState {
        self.at
    }

    #[cold]
    fn refill(&mut self) {
        let half = self.at.half;
        self.count([1, 0]);
        self.at.half = half;
        let (mut block, mut key) = (self.at.counter, self.at.key);
        for round in 0..10 {
            if round > 0 {
                key = [key[0].wrapping_add(0x9e3779b97f4a7c15), key[1].wrapping_add(0xbb67ae8584caa73b)];
            }
            let first = u128::from(block[0]) * 0xd2e7470ee14c6c93;
            let second = u128::from(block[2]) * 0xca5a826395121157;
            let high = |product: u128| (product >> 64) as u64;
            block = [
                high(second) ^ block[1] ^ key[0],
                second as u64,
                high(first) ^ block[3] ^ key[1],
                first as u64,
            ];
        }
        self.at.buffer = block;
        self.at.buffer_pos = 0;
    }
}

impl BitGenerator for Philox {
    #[inline]
    fn next_u64(&mut self) -> u64 {
        if self.at.buffer_pos >= 4 {
            self.refill();
        }
        let word = self.at.buffer[self.at.buffer_pos];
        self.at.buffer_pos += 1;
        word
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        let mut half = self.at.half;
        let drawn = half_of(&mut half, || self.next_u64());
        self.at.half = half;
        drawn
    }
}
