//! Reading ahead of a stream: words drawn in bulk, handed out one by one, and the rest given back.

#![forbid(unsafe_code)]

use super::lcg::Lcg;
use super::{BitGenerator, Pcg64};

/// Words per block: they stay in the first cache, and one block left over at the end costs a microsecond.
const BLOCK: usize = 1024;

/// A [`Pcg64`] whose words are drawn a block at a time. [`finish`](Ahead::finish) puts the stream where one that drew
/// each word on demand would stand.
pub(super) struct Ahead<'a> {
    bits: &'a mut Pcg64,
    /// Where the stream stood before the block in `words`.
    start: Lcg,
    words: [u64; BLOCK],
    used: usize,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(bits: &'a mut Pcg64) -> Ahead<'a> {
        let mut ahead = Ahead { start: bits.lcg, bits, words: [0; BLOCK], used: 0 };
        ahead.refill();
        ahead
    }

    #[cold]
    fn refill(&mut self) {
        self.start = self.bits.lcg;
        self.bits.lcg.fill(&mut self.words, |word| word);
        self.used = 0;
    }

    pub(super) fn finish(self) {
        self.bits.lcg = self.start.advanced(self.used as u128);
    }
}

impl BitGenerator for Ahead<'_> {
    #[inline(always)]
    fn next_u64(&mut self) -> u64 {
        if self.used == BLOCK {
            self.refill();
        }
        let word = self.words[self.used];
        self.used += 1;
        word
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if let Some(half) = self.bits.half.take() {
            return half;
        }
        let word = self.next_u64();
        self.bits.half = Some((word >> 32) as u32);
        word as u32
    }
}
