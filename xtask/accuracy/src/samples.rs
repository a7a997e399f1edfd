//! Arguments: all bit patterns, all magnitudes, the usual range, and the neighbours of points.

#![forbid(unsafe_code)]

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of this seed.
    pub(crate) const fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number of [0, 1).
    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / 2f64.powi(53)
    }

    fn between(&mut self, (low, high): (f64, f64)) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A number of a magnitude up to 2^40 either way, of either sign.
    fn magnitude(&mut self) -> f64 {
        let exponent = 1023 - 40 + self.bits() % 80;
        f64::from_bits(self.bits() >> 63 << 63 | exponent << 52 | self.bits() >> 12)
    }

    /// A neighbour of `point`, of either sign: a few steps away, or any part of it.
    fn near(&mut self, point: f64) -> f64 {
        let steps = (self.bits() % 129) as i64 - 64;
        let x = if self.bits() & 1 == 0 {
            f64::from_bits((point.to_bits() as i64).wrapping_add(steps) as u64)
        } else {
            point + point * self.magnitude() * 2f64.powi(-41)
        };
        if self.bits() & 3 == 0 { -x } else { x }
    }

    /// A double for a function with this usual range and these points.
    pub(crate) fn double(&mut self, range: (f64, f64), points: &[f64]) -> f64 {
        match self.bits() % 8 {
            0 => f64::from_bits(self.bits()),
            1 | 2 => self.magnitude(),
            3 if !points.is_empty() => {
                let point = points[self.bits() as usize % points.len()];
                self.near(point)
            }
            // Quotients and powers of small whole numbers are often exact, or halfway.
            4 => self.between(range).round(),
            _ => self.between(range),
        }
    }

    /// A single, likewise.
    pub(crate) fn single(&mut self, range: (f64, f64), points: &[f64]) -> f32 {
        match self.bits() % 2 {
            0 => f32::from_bits(self.bits() as u32),
            _ => self.double(range, points) as f32,
        }
    }
}

/// Numbers that every function is asked about.
pub(crate) const SPECIAL: [f64; 14] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    5e-324,
    -5e-324,
    2.0,
    0.5,
];
