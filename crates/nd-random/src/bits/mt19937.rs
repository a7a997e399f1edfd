//! The Mersenne Twister, the stream of the legacy methods: M. Matsumoto and T. Nishimura, "Mersenne Twister: A
//! 623-dimensionally equidistributed uniform pseudorandom number generator" (1998).

#![forbid(unsafe_code)]

use super::BitGenerator;
use crate::error::RandomError;
use crate::seed::{IntoSeed, SeedSequence};
use core::fmt;
use nd_core::Result;

const LEN: usize = 624;
const SHIFT: usize = 397;

/// MT19937, a generator of 32-bit words with a period of 2¹⁹⁹³⁷ − 1.
#[derive(Clone, PartialEq, Eq)]
#[doc(alias = "numpy.random.MT19937")]
pub struct Mt19937 {
    key: [u32; LEN],
    used: usize,
}

impl fmt::Debug for Mt19937 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mt19937").field("used", &self.used).finish_non_exhaustive()
    }
}

impl Mt19937 {
    /// The stream that NumPy's `MT19937(seed)` gives, which is not that of [`RandomState`](crate::RandomState).
    ///
    /// # Errors
    /// A negative integer.
    pub fn new(seed: impl IntoSeed) -> Result<Mt19937> {
        Ok(Mt19937::from_sequence(&SeedSequence::new(seed)?))
    }

    /// The stream of a seed that was spread already, or spawned.
    pub fn from_sequence(seed: &SeedSequence) -> Mt19937 {
        let mut key = [0; LEN];
        key.copy_from_slice(&seed.generate_state(LEN));
        // A key of zeros would stay one.
        key[0] = 0x80000000;
        Mt19937 { key, used: LEN - 1 }
    }

    /// The legacy stream of one word: `init_genrand` of the authors' program.
    pub(crate) fn from_word(seed: u32) -> Mt19937 {
        let mut key = [seed; LEN];
        for i in 1..LEN {
            let before = key[i - 1];
            key[i] = 1812433253u32.wrapping_mul(before ^ before >> 30).wrapping_add(i as u32);
        }
        Mt19937 { key, used: LEN }
    }

    /// The legacy stream of several words: `init_by_array` of the authors' program.
    pub(crate) fn from_words(words: &[u32]) -> Result<Mt19937> {
        if words.is_empty() {
            return Err(RandomError::EmptySeed.into());
        }
        let mut key = Mt19937::from_word(19650218).key;
        let mut at = 1;
        let mut mix = |factor: u32, addend: &dyn Fn(usize) -> u32| {
            let before = key[at - 1];
            key[at] = (key[at] ^ (before ^ before >> 30).wrapping_mul(factor)).wrapping_add(addend(at));
            at += 1;
            if at == LEN {
                key[0] = key[LEN - 1];
                at = 1;
            }
        };
        for step in 0..LEN.max(words.len()) {
            let place = step % words.len();
            mix(1664525, &|_| words[place].wrapping_add(place as u32));
        }
        for _ in 1..LEN {
            mix(1566083941, &|at| (at as u32).wrapping_neg());
        }
        key[0] = 0x80000000;
        Ok(Mt19937 { key, used: LEN })
    }

    /// The next 624 words.
    #[cold]
    fn reload(&mut self) {
        for i in 0..LEN {
            let joined = self.key[i] & 0x80000000 | self.key[(i + 1) % LEN] & 0x7fffffff;
            let twist = if joined & 1 == 1 { 0x9908b0df } else { 0 };
            self.key[i] = self.key[(i + SHIFT) % LEN] ^ joined >> 1 ^ twist;
        }
        self.used = 0;
    }
}

impl BitGenerator for Mt19937 {
    /// Two words, the first of them on top.
    #[inline]
    fn next_u64(&mut self) -> u64 {
        let high = self.next_u32();
        u64::from(high) << 32 | u64::from(self.next_u32())
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if self.used == LEN {
            self.reload();
        }
        let mut word = self.key[self.used];
        self.used += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        word ^ word >> 18
    }

    /// 27 bits of one word above 26 of the next.
    #[inline]
    fn next_f64(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67108864.0 + low) / 9007199254740992.0
    }
}
