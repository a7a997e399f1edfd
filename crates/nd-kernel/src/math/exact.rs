//! Sums, products and quotients with their rounding errors: the steps of arithmetic in twice the precision.
//!
//! The algorithms are Dekker's and Knuth's; see Muller et al., "Handbook of Floating-Point Arithmetic" (2nd edition,
//! 2018), chapter 4. Products use the fused instruction where the machine has it.
#![forbid(unsafe_code)]

use crate::isa::Isa;

/// `a + b` and its rounding error, for `|a| >= |b|` or `a` zero.
#[inline(always)]
pub(super) fn fast_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, (a - sum) + b)
}

/// `a + b` and its rounding error.
#[inline(always)]
pub(super) fn sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// The halves of a number, of 26 bits each; it must be below 2^996.
#[inline(always)]
fn halves(a: f64) -> (f64, f64) {
    let split = a * 134217729.0; // 2^27 + 1
    let high = split - (split - a);
    (high, a - high)
}

/// `a * b` and its rounding error; both must be below 2^996, and the error above the subnormal numbers.
#[inline(always)]
pub(super) fn product<I: Isa>(a: f64, b: f64) -> (f64, f64) {
    let p = a * b;
    if I::FMA {
        return (p, a.mul_add(b, -p));
    }
    let ((ah, al), (bh, bl)) = (halves(a), halves(b));
    (p, ((ah * bh - p) + (ah * bl + al * bh)) + al * bl)
}

/// `a - q * d`, for a quotient q of a and d.
#[inline(always)]
pub(super) fn residue<I: Isa>(a: f64, q: f64, d: f64) -> f64 {
    if I::FMA {
        return (-q).mul_add(d, a);
    }
    let (p, lost) = product::<I>(q, d);
    (a - p) - lost
}

/// `(nh + nl) / (dh + dl)` as a double and what it lacks, where the second of each pair is a correction of the first.
#[inline(always)]
pub(super) fn quotient<I: Isa>(nh: f64, nl: f64, dh: f64, dl: f64) -> (f64, f64) {
    let reciprocal = 1.0 / dh;
    let q = nh * reciprocal;
    let rest = residue::<I>(nh, q, dh) + (nl - q * dl);
    (q, rest * reciprocal)
}
