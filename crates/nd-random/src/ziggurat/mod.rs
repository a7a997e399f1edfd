//! The normal distribution by the ziggurat method: G. Marsaglia and W. W. Tsang (2000), 256 layers of equal area.
//!
//! One word gives a layer, a sign and a magnitude; 99 times in 100 the point lies inside the layer's rectangle and is
//! the result. The steps that follow otherwise, and their order, are NumPy's, or the streams would part there.

#![forbid(unsafe_code)]

mod tables;

use crate::bits::BitGenerator;
use tables::{
    FE_F32, FE_F64, FI_F32, FI_F64, KE_F32, KE_F64, KI_F32, KI_F64, WE_F32, WE_F64, WI_F32, WI_F64,
};

/// Where the tail begins.
const TAIL: f64 = 3.6541528853610087963519472518;
const INVERSE_TAIL: f64 = 0.27366123732975827203338247596;

/// A draw of the standard normal distribution.
#[inline(always)]
pub(crate) fn normal<B: BitGenerator>(bits: &mut B) -> f64 {
    let point = Point::new(bits.next_u64());
    if point.is_inside() { point.x() } else { outside(bits, point) }
}

/// A layer, a sign and a magnitude of 52 bits.
#[derive(Clone, Copy)]
struct Point {
    layer: usize,
    sign: u64,
    magnitude: u64,
}

impl Point {
    #[inline(always)]
    fn new(word: u64) -> Point {
        Point {
            layer: (word & 0xff) as usize,
            sign: word >> 8 & 1,
            magnitude: word >> 9 & 0x000f_ffff_ffff_ffff,
        }
    }

    #[inline(always)]
    fn is_inside(self) -> bool {
        self.magnitude < KI_F64[self.layer]
    }

    #[inline(always)]
    fn x(self) -> f64 {
        // The sign is set without a branch, which would be mispredicted every other time.
        let x = self.magnitude as f64 * WI_F64[self.layer];
        f64::from_bits(x.to_bits() ^ self.sign << 63)
    }
}

/// A point that is not certainly below the curve: checked exactly, and drawn again if it is above.
#[cold]
#[inline(never)]
fn outside<B: BitGenerator>(bits: &mut B, mut point: Point) -> f64 {
    loop {
        let (x, layer) = (point.x(), point.layer);
        if layer == 0 {
            return tail(bits, point.magnitude);
        }
        let height = (FI_F64[layer - 1] - FI_F64[layer]) * bits.next_f64() + FI_F64[layer];
        if height < (-0.5 * x * x).exp() {
            return x;
        }
        point = Point::new(bits.next_u64());
        if point.is_inside() {
            return point.x();
        }
    }
}

/// A draw beyond the last layer, whose sign is a bit of the magnitude.
fn tail<B: BitGenerator>(bits: &mut B, magnitude: u64) -> f64 {
    loop {
        let x = -INVERSE_TAIL * (-bits.next_f64()).ln_1p();
        let y = -(-bits.next_f64()).ln_1p();
        if y + y > x * x {
            return if magnitude >> 8 & 1 == 1 { -(TAIL + x) } else { TAIL + x };
        }
    }
}

/// Where the last layer of the exponential distribution ends.
const EXPONENTIAL_TAIL: f64 = 7.69711747013104972;

/// A draw of the exponential distribution of mean 1.
pub(crate) fn exponential<B: BitGenerator>(bits: &mut B) -> f64 {
    loop {
        let word = bits.next_u64() >> 3;
        let layer = (word & 0xff) as usize;
        let magnitude = word >> 8;
        let x = magnitude as f64 * WE_F64[layer];
        if magnitude < KE_F64[layer] {
            return x;
        }
        if layer == 0 {
            return EXPONENTIAL_TAIL - (-bits.next_f64()).ln_1p();
        }
        let height = (FE_F64[layer - 1] - FE_F64[layer]) * bits.next_f64() + FE_F64[layer];
        if height < (-x).exp() {
            return x;
        }
    }
}

/// A draw of the standard normal distribution in single precision, from 32-bit words: a stream of its own.
pub(crate) fn normal_f32<B: BitGenerator>(bits: &mut B) -> f32 {
    loop {
        let word = bits.next_u32();
        let layer = (word & 0xff) as usize;
        let magnitude = word >> 9;
        let x = magnitude as f32 * WI_F32[layer];
        let x = f32::from_bits(x.to_bits() ^ (word >> 8 & 1) << 31);
        if magnitude < KI_F32[layer] {
            return x;
        }
        if layer == 0 {
            return tail_f32(bits, magnitude);
        }
        let height = (FI_F32[layer - 1] - FI_F32[layer]) * bits.next_f32() + FI_F32[layer];
        // The curve is evaluated in double precision, as in C, where the literal promotes.
        let x_wide = f64::from(x);
        if f64::from(height) < (-0.5 * x_wide * x_wide).exp() {
            return x;
        }
    }
}

/// As [`tail`].
fn tail_f32<B: BitGenerator>(bits: &mut B, magnitude: u32) -> f32 {
    loop {
        let x = -(INVERSE_TAIL as f32) * (-bits.next_f32()).ln_1p();
        let y = -(-bits.next_f32()).ln_1p();
        if y + y > x * x {
            let beyond = TAIL as f32 + x;
            return if magnitude >> 8 & 1 == 1 { -beyond } else { beyond };
        }
    }
}

/// As [`exponential`], in single precision, from 32-bit words: a stream of its own.
pub(crate) fn exponential_f32<B: BitGenerator>(bits: &mut B) -> f32 {
    loop {
        let word = bits.next_u32() >> 1;
        let layer = (word & 0xff) as usize;
        let magnitude = word >> 8;
        let x = magnitude as f32 * WE_F32[layer];
        if magnitude < KE_F32[layer] {
            return x;
        }
        if layer == 0 {
            return EXPONENTIAL_TAIL as f32 - (-bits.next_f32()).ln_1p();
        }
        let height = (FE_F32[layer - 1] - FE_F32[layer]) * bits.next_f32() + FE_F32[layer];
        if height < (-x).exp() {
            return x;
        }
    }
}
