//! Sources of random bits, and the two ways in which NumPy brings them under a bound.

#![forbid(unsafe_code)]

mod ahead;
mod lcg;
mod mt19937;
mod mt19937_jump;
mod pcg64;
mod pcg64dxsm;
mod philox;
mod seeded;
mod sfc64;

pub use mt19937::Mt19937;
pub use pcg64::Pcg64;
pub use pcg64dxsm::Pcg64Dxsm;
pub use philox::{Philox, PhiloxState};
pub use sfc64::Sfc64;

use crate::ziggurat;

/// A stream of random bits that a [`Generator`](crate::Generator) draws from.
#[doc(alias = "numpy.random.BitGenerator")]
pub trait BitGenerator {
    /// The next 64 bits.
    fn next_u64(&mut self) -> u64;

    /// The next 32 bits. A stream of 64-bit words keeps the high half for the call after.
    fn next_u32(&mut self) -> u32;

    /// A double in `[0, 1)`, a multiple of 2⁻⁵³.
    #[inline]
    fn next_f64(&mut self) -> f64 {
        unit_f64(self.next_u64())
    }

    /// A float in `[0, 1)`, a multiple of 2⁻²⁴.
    #[inline]
    fn next_f32(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 * (1.0 / 16777216.0)
    }

    /// What as many calls of [`next_f64`](BitGenerator::next_f64) give, in order.
    fn fill_f64(&mut self, out: &mut [f64]) {
        out.fill_with(|| self.next_f64());
    }

    /// Draws of the standard normal distribution, by the ziggurat method.
    fn fill_normal(&mut self, out: &mut [f64])
    where
        Self: Sized,
    {
        out.fill_with(|| ziggurat::normal(self));
    }
}

/// The upper 53 bits as a fraction.
#[inline(always)]
fn unit_f64(bits: u64) -> f64 {
    (bits >> 11) as f64 * (1.0 / 9007199254740992.0)
}

/// A number up to and including `max`: bits are masked to the size of `max` and drawn again while they exceed it.
///
/// `random_interval` of NumPy; shuffles use it, and the legacy `randint`.
#[inline]
pub(crate) fn masked(bits: &mut impl BitGenerator, max: u64) -> u64 {
    if max == 0 {
        return 0;
    }
    let mask = u64::MAX >> max.leading_zeros();
    loop {
        let drawn = if max <= u64::from(u32::MAX) { u64::from(bits.next_u32()) } else { bits.next_u64() };
        if drawn & mask <= max {
            return drawn & mask;
        }
    }
}

/// [`masked`] by draws that are narrower than a word.
#[inline(always)]
pub(crate) fn masked_by(max: u64, mut draw: impl FnMut() -> u32) -> u64 {
    if max == 0 {
        return 0;
    }
    let mask = u64::MAX >> max.leading_zeros();
    loop {
        let drawn = u64::from(draw()) & mask;
        if drawn <= max {
            return drawn;
        }
    }
}

/// A number up to and including `max`, without a bias and mostly without a division; 32 bits are drawn where they
/// suffice.
///
/// `random_bounded_uint64` of NumPy, after D. Lemire, "Fast random integer generation in an interval" (2019).
#[inline]
pub(crate) fn bounded(bits: &mut impl BitGenerator, max: u64) -> u64 {
    if max <= u64::from(u32::MAX) {
        return bounded_by(32, max, || bits.next_u32());
    }
    if max == u64::MAX {
        return bits.next_u64();
    }
    let count = max + 1;
    let mut draw = || u128::from(bits.next_u64()) * u128::from(count);
    let mut product = draw();
    if (product as u64) < count {
        let threshold = (u64::MAX - max) % count;
        while (product as u64) < threshold {
            product = draw();
        }
    }
    (product >> 64) as u64
}

/// [`bounded`] by draws of `width` bits, 32 or fewer: the high part of `draw() * count`, drawn again where the low part
/// shows that the result would be likelier than others.
#[inline(always)]
pub(crate) fn bounded_by(width: u32, max: u64, mut draw: impl FnMut() -> u32) -> u64 {
    let full = (1u64 << width) - 1;
    debug_assert!(max <= full);
    if max == 0 {
        return 0;
    }
    if max == full {
        return u64::from(draw());
    }
    let count = max + 1;
    let mut draw = || u64::from(draw()) * count;
    let mut product = draw();
    if product & full < count {
        let threshold = (full - max) % count;
        while product & full < threshold {
            product = draw();
        }
    }
    product >> width
}
