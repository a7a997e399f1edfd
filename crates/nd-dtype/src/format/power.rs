//! `round(x * 10^k)` in 128-bit arithmetic: the one computation under `%e`, `%f` and `%g`.
//!
//! ```text
//! x    = m * 2^e             m in [2^63, 2^64), exact
//! 10^k = (P + d) * 2^q       P in [2^127, 2^128), 0 <= d < 1.01, d = 0 for k in 0..=55
//! x * 10^k lies in [hi, hi + 2) * 2^-shift,  hi = floor(m * P / 2^64),  shift = -(64 + e + q)
//! ```
//!
//! The integer part of `hi * 2^-shift` is the answer as soon as its fraction is further from one half than the two
//! units by which it may be too small. For random input that fails once in 2^58 or so, and the caller then asks the
//! exact (thirty times slower) formatter of the standard library. Where the power is exact the product is exact too,
//! and true ties (`%.1f` of 0.25) are decided here, to even, as C's printf does.
//!
//! This is the fixed-precision half of Ryu printf (Ulf Adams, 2019) with a truncated table and a fallback in place
//! of the large exact tables: 10 KB instead of 100.

/// The smallest exponent in the table: the decimal exponent of 4.9e-324 is found by comparison with 10^-324.
const LOWEST: i32 = -324;
/// The largest exponent in the table: `%.18e` of 4.9e-324 needs 10^342.
const HIGHEST: i32 = 342;
/// 5^55 is the last power of five below 2^128, so powers 0..=55 are stored without error.
const LAST_EXACT: i32 = 55;

/// A power of ten as `significand * 2^exponent`, truncated, with the top bit of the significand set.
#[derive(Clone, Copy)]
struct Power {
    significand: u128,
    exponent: i32,
}

static POWERS: [Power; (HIGHEST - LOWEST + 1) as usize] = powers();

/// A 256-bit significand while the table is made: 650 truncating steps leave the upper half off by less than 2^-100.
#[derive(Clone, Copy)]
struct Wide {
    /// Least significant limb first; the top bit of the last is set.
    limbs: [u64; 4],
    exponent: i32,
}

impl Wide {
    const ONE: Wide = Wide { limbs: [0, 0, 0, 1 << 63], exponent: -255 };

    const fn times_ten(self) -> Wide {
        let mut limbs = [0; 4];
        let mut carry = 0u128;
        let mut i = 0;
        while i < 4 {
            let wide = self.limbs[i] as u128 * 10 + carry;
            limbs[i] = wide as u64;
            carry = wide >> 64;
            i += 1;
        }
        // The product of a number in [2^255, 2^256) and ten spills three or four bits.
        let spill = 64 - (carry as u64).leading_zeros();
        i = 0;
        while i < 4 {
            let above = if i < 3 { limbs[i + 1] } else { carry as u64 };
            limbs[i] = limbs[i] >> spill | above << (64 - spill);
            i += 1;
        }
        Wide { limbs, exponent: self.exponent + spill as i32 }
    }

    const fn by_ten(self) -> Wide {
        let mut limbs = [0; 5];
        let mut rest = 0u128;
        let mut i = 5;
        // One limb below the four keeps the bits that normalisation shifts in.
        while i > 0 {
            i -= 1;
            let limb = if i > 0 { self.limbs[i - 1] } else { 0 };
            let wide = rest << 64 | limb as u128;
            limbs[i] = (wide / 10) as u64;
            rest = wide % 10;
        }
        let empty = limbs[4].leading_zeros();
        let mut normal = [0; 4];
        while i < 4 {
            normal[i] = limbs[i + 1] << empty | limbs[i] >> (64 - empty);
            i += 1;
        }
        Wide { limbs: normal, exponent: self.exponent - empty as i32 }
    }

    const fn top(self) -> Power {
        let significand = (self.limbs[3] as u128) << 64 | self.limbs[2] as u128;
        Power { significand, exponent: self.exponent + 128 }
    }
}

const fn powers() -> [Power; (HIGHEST - LOWEST + 1) as usize] {
    let mut table = [Wide::ONE.top(); (HIGHEST - LOWEST + 1) as usize];
    let mut wide = Wide::ONE;
    let mut k = 1;
    while k <= HIGHEST {
        wide = wide.times_ten();
        table[(k - LOWEST) as usize] = wide.top();
        k += 1;
    }
    wide = Wide::ONE;
    k = -1;
    while k >= LOWEST {
        wide = wide.by_ten();
        table[(k - LOWEST) as usize] = wide.top();
        k -= 1;
    }
    table
}

/// A positive finite `f64` as `significand * 2^exponent` with the top bit of the significand set.
#[derive(Clone, Copy)]
pub(super) struct Binary {
    significand: u64,
    exponent: i32,
}

impl Binary {
    /// The magnitude of `x`; `None` for zero, infinities and NaN.
    #[inline]
    pub(super) fn new(x: f64) -> Option<Binary> {
        let bits = x.to_bits();
        let (field, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
        match field {
            0x7ff => None,
            0 if fraction == 0 => None,
            0 => {
                let empty = fraction.leading_zeros();
                Some(Binary { significand: fraction << empty, exponent: -1074 - empty as i32 })
            }
            _ => Some(Binary { significand: (fraction | 1 << 52) << 11, exponent: field - 1075 - 11 }),
        }
    }

    /// `floor(log10(self))`, the decimal exponent.
    #[inline]
    pub(super) fn decimal_exponent(self) -> i32 {
        // log10(2) * 2^32, rounded down: the lower end of the binade, so the answer or one less than it.
        let estimate = ((i64::from(self.exponent + 63) * 1_292_913_986) >> 32) as i32;
        let Some(next) = POWERS.get((estimate + 1 - LOWEST) as usize) else { return estimate };
        let own = (self.exponent + 64, u128::from(self.significand) << 64);
        estimate + i32::from(own >= (next.exponent + 128, next.significand))
    }

    /// `self * 10^k` rounded to the nearest integer, ties to even; `None` if that does not fit or cannot be proved.
    #[inline]
    pub(super) fn times_power_of_ten(self, k: i32) -> Option<u64> {
        let power = POWERS.get(usize::try_from(k.checked_sub(LOWEST)?).ok()?)?;
        let low = u128::from(self.significand) * u128::from(power.significand as u64);
        let high = u128::from(self.significand) * (power.significand >> 64);
        // At most (2^64 - 1)^2 + 2^64 - 1, which fits.
        let hi = high + (low >> 64);
        let shift = -(64 + self.exponent + power.exponent);
        if shift > 128 {
            // hi * 2^-shift < 1/2 unless hi and its error reach 2^128.
            return (hi < u128::MAX - 2).then_some(0);
        }
        if shift < 1 {
            return None;
        }
        let whole = hi.checked_shr(shift as u32).unwrap_or(0);
        let fraction = hi - whole.checked_shl(shift as u32).unwrap_or(0);
        let half = 1u128 << (shift - 1);
        let whole = u64::try_from(whole).ok()?;
        let up = if fraction > half {
            1
        } else if (0..=LAST_EXACT).contains(&k) {
            let tie_or_more = fraction == half;
            u64::from(tie_or_more && (low as u64 != 0 || whole & 1 == 1))
        } else if fraction + 2 <= half {
            0
        } else {
            return None;
        };
        whole.checked_add(up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_that_fit_are_exact() {
        let mut exact = 1u128;
        for k in 0..=38 {
            let Power { significand, exponent } = POWERS[(k - LOWEST) as usize];
            assert_eq!(significand >> -exponent, exact, "10^{k}");
            assert_eq!(significand << (128 + exponent), 0, "no bits below 10^{k}");
            exact = exact.saturating_mul(10);
        }
    }

    #[test]
    fn neighbours_multiply_to_each_other() {
        // significand(k) * 10 and significand(k + 1) agree to the last two units, over the whole table.
        for pair in POWERS.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            assert!(a.significand >> 127 == 1 && b.significand >> 127 == 1);
            let (high, low) = ((a.significand >> 64) * 10, (a.significand & u128::from(u64::MAX)) * 10);
            let shift = b.exponent - a.exponent;
            let scaled = (high + (low >> 64)) >> shift;
            assert!((b.significand >> 64).abs_diff(scaled) <= 1);
        }
    }

    #[test]
    fn ties_go_to_even_and_doubt_is_admitted() {
        assert_eq!(Binary::new(2.5).and_then(|x| x.times_power_of_ten(0)), Some(2));
        assert_eq!(Binary::new(3.5).and_then(|x| x.times_power_of_ten(0)), Some(4));
        assert_eq!(Binary::new(0.125).and_then(|x| x.times_power_of_ten(2)), Some(12));
        assert_eq!(Binary::new(0.3).and_then(|x| x.times_power_of_ten(0)), Some(0));
        assert_eq!(Binary::new(1e-300).and_then(|x| x.times_power_of_ten(6)), Some(0));
        assert_eq!(
            Binary::new(25.0).and_then(|x| x.times_power_of_ten(-1)),
            None,
            "an inexact power near a tie"
        );
        assert_eq!(Binary::new(1e300).and_then(|x| x.times_power_of_ten(6)), None, "more than 64 bits");
        assert_eq!(Binary::new(1.0).and_then(|x| x.times_power_of_ten(400)), None, "outside the table");
    }
}
