//! What bit generators have in common: seeds, children, raw words, halves of words.

#![forbid(unsafe_code)]

use crate::seed::SeedSequence;

/// The next 32 bits of a stream of 64-bit words: the low half, and then the high half, which waits in `half`.
#[inline]
pub(super) fn half_of(half: &mut Option<u32>, word: impl FnOnce() -> u64) -> u32 {
    half.take().unwrap_or_else(|| {
        let word = word();
        *half = Some((word >> 32) as u32);
        word as u32
    })
}

/// The seed as words of 64 bits.
pub(super) fn wide_state<const N: usize>(seed: &SeedSequence) -> [u64; N] {
    let words = seed.generate_state(2 * N);
    core::array::from_fn(|i| u64::from(words[2 * i + 1]) << 32 | u64::from(words[2 * i]))
}

// Methods of a generator that has `from_sequence`, a field `seed`, and `place` to tell streams apart.
macro_rules! seeded {
    // $raw: the draw of one word of the stream's own width.
    ($t:ident, $raw:ident) => {
        impl $t {
            /// The stream of a seed.
            ///
            /// # Errors
            /// A negative integer.
            pub fn new(seed: impl crate::seed::IntoSeed) -> nd_core::Result<$t> {
                Ok($t::from_sequence(&crate::seed::SeedSequence::new(seed)?))
            }

            /// `n` streams of seeds that are spawned from this one's.
            ///
            /// # Errors
            /// A stream that was made of a state.
            #[doc(alias = "numpy.random.BitGenerator.spawn")]
            pub fn spawn(&mut self, n: usize) -> nd_core::Result<Vec<$t>> {
                let seed = self.seed.as_mut().ok_or(crate::error::RandomError::NoSeed)?;
                Ok(seed.spawn(n).iter().map($t::from_sequence).collect())
            }

            /// Words as the stream gives them, as `uint64`.
            ///
            /// # Errors
            /// A shape that no memory holds.
            #[doc(alias = "numpy.random.BitGenerator.random_raw")]
            pub fn random_raw(&mut self, size: impl nd_core::IntoShape) -> nd_core::Result<nd_core::Array> {
                crate::fill::filled(size, |out: &mut [u64]| {
                    out.fill_with(|| crate::bits::BitGenerator::$raw(self).into());
                })
            }
        }

        /// Streams are equal if they go on equally, however they were made.
        impl PartialEq for $t {
            fn eq(&self, other: &$t) -> bool {
                self.place() == other.place()
            }
        }

        impl Eq for $t {}

        impl crate::generator::Generator<$t> {
            /// `n` generators whose streams differ from this one's, from each other's and from those spawned before.
            ///
            /// # Errors
            /// A stream that was made of a state, not of a seed.
            #[doc(alias = "numpy.random.Generator.spawn")]
            pub fn spawn(&mut self, n: usize) -> nd_core::Result<Vec<crate::generator::Generator<$t>>> {
                Ok(self.bit_generator().spawn(n)?.into_iter().map(crate::generator::Generator::new).collect())
            }
        }
    };
}
pub(super) use seeded;
