//! The Mersenne Twister, the stream of the legacy methods: M. Matsumoto and T. Nishimura, "Mersenne Twister: A
//! 623-dimensionally equidistributed uniform pseudorandom number generator" (1998).

#![forbid(unsafe_code)]

use super::BitGenerator;
use super::mt19937_jump::jumped;
use super::seeded::seeded;
use crate::error::RandomError;
use crate::seed::SeedSequence;
use core::fmt;
use nd_core::Result;

pub(super) const LEN: usize = 624;
pub(super) const SHIFT: usize = 397;

/// MT19937, a generator of 32-bit words with a period of 2¹⁹⁹³⁷ − 1. [`new`](Mt19937::new) begins the stream of NumPy's
/// `MT19937(seed)`, which is not that of [`RandomState`](crate::RandomState).
///
/// ```
/// use nd_random::{BitGenerator, Mt19937};
/// let mut bits = Mt19937::new(42)?;
/// assert_eq!(bits.random_raw(3)?.to_string(), "[2327846034 3904886566 2661450408]");
/// let (key, pos) = bits.state();
/// assert_eq!((key[0], pos), (2469252144, 2));
/// assert_eq!(Mt19937::from_state(key, pos)?, bits);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
#[doc(alias = "numpy.random.MT19937")]
pub struct Mt19937 {
    /// The state.
    key: [u32; LEN],
    /// The state tempered: what is handed out.
    words: [u32; LEN],
    used: usize,
    seed: Option<Box<SeedSequence>>,
}

seeded!(Mt19937, next_u32);

impl fmt::Debug for Mt19937 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mt19937").field("used", &self.used).finish_non_exhaustive()
    }
}

impl Mt19937 {
    /// The stream of a seed that was spread already, or spawned.
    pub fn from_sequence(seed: &SeedSequence) -> Mt19937 {
        let mut key = [0; LEN];
        key.copy_from_slice(&seed.generate_state(LEN));
        // A key of zeros would stay one.
        key[0] = 0x80000000;
        Mt19937 { words: key.map(temper), key, used: LEN - 1, seed: Some(Box::new(seed.clone())) }
    }

    /// The legacy stream of one word: `init_genrand` of the authors' program.
    pub(crate) fn from_word(seed: u32) -> Mt19937 {
        let mut key = [seed; LEN];
        for i in 1..LEN {
            let before = key[i - 1];
            key[i] = 1812433253u32.wrapping_mul(before ^ before >> 30).wrapping_add(i as u32);
        }
        Mt19937::spent(key)
    }

    /// A stream that begins with the words after those of `key`.
    fn spent(key: [u32; LEN]) -> Mt19937 {
        Mt19937 { words: [0; LEN], key, used: LEN, seed: None }
    }

    /// The words of the state and how many of them were handed out: NumPy's `key` and `pos`.
    #[doc(alias = "numpy.random.MT19937.state")]
    pub fn state(&self) -> ([u32; LEN], usize) {
        (self.key, self.used)
    }

    /// The stream at a given state, as [`state`](Mt19937::state) reports it.
    ///
    /// # Errors
    /// A position outside the words.
    pub fn from_state(key: [u32; LEN], pos: usize) -> Result<Mt19937> {
        match pos {
            0..=LEN => Ok(Mt19937 { words: key.map(temper), key, used: pos, seed: None }),
            _ => Err(RandomError::State.into()),
        }
    }

    /// A stream that is `jumps` times 2¹²⁸ words on, where NumPy's `jumped` has it. Each jump takes some milliseconds.
    ///
    /// ```
    /// use nd_random::{BitGenerator, Mt19937};
    /// assert_eq!(Mt19937::new(42)?.jumped(1).next_u32(), 3877897575);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "numpy.random.MT19937.jumped")]
    pub fn jumped(&self, jumps: u64) -> Mt19937 {
        let (key, used) = jumped(self.key, self.used, jumps);
        Mt19937 { words: key.map(temper), key, used, seed: None }
    }

    fn place(&self) -> (&[u32; LEN], usize) {
        (&self.key, self.used)
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
        Ok(Mt19937::spent(key))
    }

    /// The next 624 words.
    #[cold]
    fn reload(&mut self) {
        let key = &mut self.key;
        // In three parts, so that no index wraps inside a loop and the loops are vectorised.
        for i in 0..LEN - SHIFT {
            key[i] = twist(key[i], key[i + 1], key[i + SHIFT]);
        }
        for i in LEN - SHIFT..LEN - 1 {
            key[i] = twist(key[i], key[i + 1], key[i + SHIFT - LEN]);
        }
        key[LEN - 1] = twist(key[LEN - 1], key[0], key[SHIFT - 1]);
        for (word, &state) in self.words.iter_mut().zip(&*key) {
            *word = temper(state);
        }
        self.used = 0;
    }
}

/// The state that follows: the top bit of one and the rest of the next, multiplied by a matrix, over a distant third.
#[inline(always)]
pub(super) fn twist(top: u32, rest: u32, distant: u32) -> u32 {
    let joined = top & 0x80000000 | rest & 0x7fffffff;
    distant ^ joined >> 1 ^ (joined & 1).wrapping_neg() & 0x9908b0df
}

#[inline(always)]
fn temper(mut word: u32) -> u32 {
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680;
    word ^= word << 15 & 0xefc60000;
    word ^ word >> 18
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
        let word = self.words[self.used];
        self.used += 1;
        word
    }

    /// 27 bits of one word above 26 of the next.
    #[inline]
    fn next_f64(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67108864.0 + low) / 9007199254740992.0
    }
}
