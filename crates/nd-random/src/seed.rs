//! Seeds: from what the caller gives to the words that a bit generator starts from.
//!
//! The hash is M. E. O'Neill's `seed_seq` with NumPy's constants: close seeds give unrelated states, and children
//! that are spawned from one seed give streams of their own.

#![forbid(unsafe_code)]

use crate::error::RandomError;
use core::hash::BuildHasher;
use nd_core::Result;

const POOL: usize = 4;
const INIT_A: u32 = 0x43b0d7e5;
const MULT_A: u32 = 0x931e8875;
const INIT_B: u32 = 0x8b51f9dd;
const MULT_B: u32 = 0x58f38ded;
const MIX_L: u32 = 0xca01f9dd;
const MIX_R: u32 = 0x4973f715;

/// Anything that a stream can be seeded with: an integer from zero up, a list of such, or `..` for a seed that differs
/// from run to run.
pub trait IntoSeed {
    /// The seed as 32-bit words, lowest first.
    ///
    /// # Errors
    /// A negative integer.
    fn into_words(self) -> Result<Vec<u32>>;
}

/// The words of one integer: as many as it needs, and one for zero.
fn push_words(words: &mut Vec<u32>, mut value: u128) {
    loop {
        words.push(value as u32);
        value >>= 32;
        if value == 0 {
            return;
        }
    }
}

macro_rules! seeds {
    ($($t:ty),*) => { $(
        impl IntoSeed for $t {
            fn into_words(self) -> Result<Vec<u32>> {
                [self].as_slice().into_words()
            }
        }
        impl IntoSeed for &[$t] {
            fn into_words(self) -> Result<Vec<u32>> {
                let mut words = Vec::new();
                for &value in self {
                    push_words(&mut words, u128::try_from(value).map_err(|_| RandomError::NegativeSeed)?);
                }
                Ok(words)
            }
        }
        impl<const N: usize> IntoSeed for [$t; N] {
            fn into_words(self) -> Result<Vec<u32>> {
                self.as_slice().into_words()
            }
        }
    )* };
}
seeds!(i32, u32, i64, u64, u128);

/// A seed out of the operating system's entropy, by way of the keys that the standard library hashes with.
impl IntoSeed for core::ops::RangeFull {
    fn into_words(self) -> Result<Vec<u32>> {
        let state = std::collections::hash_map::RandomState::new();
        let half = |i: u64| u128::from(state.hash_one(i));
        (half(0) | half(1) << 64).into_words()
    }
}

/// A seed spread over a pool of four words, from which any number of others is drawn.
///
/// ```
/// let mut seed = nd_random::SeedSequence::new(42)?;
/// assert_eq!(seed.generate_state(4), [3444837047, 2669555309, 2046530742, 3581440988]);
/// let streams: Vec<_> = seed.spawn(2).iter().map(nd_random::Pcg64::from_sequence).collect();
/// assert_ne!(streams[0], streams[1]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "numpy.random.SeedSequence")]
pub struct SeedSequence {
    entropy: Vec<u32>,
    spawn_key: Vec<u32>,
    children: u32,
    pool: [u32; POOL],
}

impl SeedSequence {
    /// The sequence of a seed.
    ///
    /// # Errors
    /// A negative integer.
    pub fn new(seed: impl IntoSeed) -> Result<SeedSequence> {
        Ok(SeedSequence::with_key(seed.into_words()?, Vec::new()))
    }

    fn with_key(entropy: Vec<u32>, spawn_key: Vec<u32>) -> SeedSequence {
        let mut words = entropy.clone();
        if !spawn_key.is_empty() && words.len() < POOL {
            // Or a short seed with a key would be the same as a longer seed.
            words.resize(POOL, 0);
        }
        words.extend_from_slice(&spawn_key);
        SeedSequence { entropy, spawn_key, children: 0, pool: mix_entropy(&words) }
    }

    /// `n` words that depend on the whole seed.
    #[doc(alias = "numpy.random.SeedSequence.generate_state")]
    pub fn generate_state(&self, n: usize) -> Vec<u32> {
        let mut constant = INIT_B;
        let hash = |&word: &u32| {
            let mixed = word ^ constant;
            constant = constant.wrapping_mul(MULT_B);
            let mixed = mixed.wrapping_mul(constant);
            mixed ^ mixed >> 16
        };
        self.pool.iter().cycle().take(n).map(hash).collect()
    }

    /// `n` sequences that differ from this one, from each other and from those spawned before.
    #[doc(alias = "numpy.random.SeedSequence.spawn")]
    pub fn spawn(&mut self, n: usize) -> Vec<SeedSequence> {
        let child = |_| {
            let mut key = self.spawn_key.clone();
            key.push(self.children);
            self.children = self.children.wrapping_add(1);
            SeedSequence::with_key(self.entropy.clone(), key)
        };
        (0..n).map(child).collect()
    }
}

fn mix_entropy(words: &[u32]) -> [u32; POOL] {
    let mut constant = INIT_A;
    let mut hash = |word: u32| {
        let mixed = word ^ constant;
        constant = constant.wrapping_mul(MULT_A);
        let mixed = mixed.wrapping_mul(constant);
        mixed ^ mixed >> 16
    };
    let mix = |x: u32, y: u32| {
        let mixed = MIX_L.wrapping_mul(x).wrapping_sub(MIX_R.wrapping_mul(y));
        mixed ^ mixed >> 16
    };
    let mut pool = core::array::from_fn(|i| hash(words.get(i).copied().unwrap_or(0)));
    for from in 0..POOL {
        for to in (0..POOL).filter(|&to| to != from) {
            pool[to] = mix(pool[to], hash(pool[from]));
        }
    }
    for &word in words.iter().skip(POOL) {
        for slot in &mut pool {
            *slot = mix(*slot, hash(word));
        }
    }
    pool
}
