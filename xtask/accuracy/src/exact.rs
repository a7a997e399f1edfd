//! Values to 192 bits, and how far a double is from them.

#![forbid(unsafe_code)]

use astro_float_num::{BigFloat, Consts, RoundingMode, Sign};

/// A number of many bits.
pub(crate) type Big = BigFloat;

/// Bits of the results.
const BITS: usize = 192;
/// Bits where a difference may cancel.
const MORE: usize = 384;
const NEAREST: RoundingMode = RoundingMode::ToEven;

/// The functions, with the constants that they share.
pub(crate) struct Exact(Consts);

/// Functions that the library has: `same!(sin, cos)` expands to `fn sin(&mut self, x: &Big) -> Big { x.sin(..) }`.
macro_rules! same {
    // $name: the function here; $method: the library's.
    ($($name:ident = $method:ident),*) => { $(
        pub(crate) fn $name(&mut self, x: &Big) -> Big { x.$method(BITS, NEAREST, &mut self.0) }
    )* };
}

impl Exact {
    /// Sets up the constants.
    pub(crate) fn new() -> Result<Exact, String> {
        Consts::new().map(Exact).map_err(|error| format!("{error:?}"))
    }

    same!(exp = exp, log = ln, log2 = log2, log10 = log10);
    same!(sin = sin, cos = cos, tan = tan, asin = asin, acos = acos, atan = atan);
    same!(sinh = sinh, cosh = cosh, tanh = tanh, asinh = asinh, acosh = acosh, atanh = atanh);

    pub(crate) fn exp2(&mut self, x: &Big) -> Big {
        self.positive_power(&Big::from_word(2, 64), x)
    }

    pub(crate) fn cbrt(&mut self, x: &Big) -> Big {
        x.cbrt(BITS, NEAREST)
    }

    pub(crate) fn expm1(&mut self, x: &Big) -> Big {
        if x.exponent().is_some_and(|e| e < -70) {
            // x + x^2/2 + x^3/6
            return self.series(x, &[2, 6]);
        }
        let y = x.exp(MORE, NEAREST, &mut self.0);
        y.sub(&Big::from_word(1, 64), BITS, NEAREST)
    }

    pub(crate) fn log1p(&mut self, x: &Big) -> Big {
        if x.exponent().is_some_and(|e| e < -70) {
            // x - x^2/2 + x^3/3
            return self.series(x, &[-2, 3]);
        }
        let y = x.add(&Big::from_word(1, 64), 1400, NEAREST);
        y.ln(MORE, NEAREST, &mut self.0)
    }

    /// x + x^2/d0 + x^3/d1
    fn series(&mut self, x: &Big, divisors: &[i64]) -> Big {
        let (mut sum, mut power) = (x.clone(), x.clone());
        for &divisor in divisors {
            power = power.mul(x, MORE, NEAREST);
            sum = sum.add(&power.div(&Big::from_i64(divisor, 64), MORE, NEAREST), MORE, NEAREST);
        }
        sum
    }

    pub(crate) fn power(&mut self, x: &Big, y: &Big) -> Big {
        if y.is_zero() {
            return Big::from_word(1, 64);
        }
        if !x.is_negative() {
            return self.positive_power(x, y);
        }
        if !y.is_int() {
            return Big::nan(None);
        }
        let size = self.positive_power(&x.abs(), y);
        let half = y.div(&Big::from_word(2, 64), MORE, NEAREST);
        if half.is_int() { size } else { size.neg() }
    }

    /// The library's own power takes minutes for some numbers.
    fn positive_power(&mut self, x: &Big, y: &Big) -> Big {
        let log = x.ln(MORE, NEAREST, &mut self.0);
        y.mul(&log, MORE, NEAREST).exp(MORE, NEAREST, &mut self.0)
    }

    pub(crate) fn hypot(&mut self, x: &Big, y: &Big) -> Big {
        let sum = x.mul(x, MORE, NEAREST).add(&y.mul(y, MORE, NEAREST), MORE, NEAREST);
        sum.sqrt(BITS, NEAREST)
    }

    pub(crate) fn atan2(&mut self, y: &Big, x: &Big) -> Big {
        let pi = self.0.pi(MORE, NEAREST);
        let with_sign = |angle: Big| if y.is_negative() { angle.neg() } else { angle };
        if x.is_zero() {
            return with_sign(pi.div(&Big::from_word(2, 64), BITS, NEAREST));
        }
        let angle = y.abs().div(&x.abs(), MORE, NEAREST).atan(MORE, NEAREST, &mut self.0);
        with_sign(if x.is_negative() { pi.sub(&angle, BITS, NEAREST) } else { angle })
    }
}

/// A finite double, exactly.
pub(crate) fn big(x: f64) -> Big {
    if x == 0.0 || x.is_normal() {
        return Big::from_f64(x, 64);
    }
    // The library takes the bits of a subnormal number for those of a normal one.
    let mut lifted = Big::from_f64(x * 2f64.powi(200), 64);
    if let Some(exponent) = lifted.exponent() {
        lifted.set_exponent(exponent - 200);
    }
    lifted
}

/// |x| as m 2^e with m between 1/2 and 1; `None` for zero and what is not finite.
fn parts(x: &Big) -> Option<(f64, i64)> {
    let (words, _, _, exponent, _) = x.as_raw_parts()?;
    let top = *words.last()? as f64;
    (top > 0.0).then(|| (top / 2f64.powi(u64::BITS as i32), i64::from(exponent)))
}

/// How far `got` is from `exact`, in ULP of a double.
pub(crate) fn error(got: f64, exact: &Big) -> f64 {
    if exact.is_nan() {
        return if got.is_nan() { 0.0 } else { f64::INFINITY };
    }
    if got.is_nan() {
        return f64::INFINITY;
    }
    let (below, is_negative) = (exact.sign() == Some(Sign::Neg), got.is_sign_negative());
    let Some((_, exponent)) = parts(exact) else {
        let same = if exact.is_zero() { got == 0.0 } else { got.is_infinite() && below == is_negative };
        return if same { 0.0 } else { f64::INFINITY };
    };
    let got = if got.is_infinite() {
        if exponent > 1024 {
            return if below == is_negative { 0.0 } else { f64::INFINITY };
        }
        // What would come after the largest number.
        big(2f64.powi(1023).copysign(got)).mul(&Big::from_word(2, 64), 64, NEAREST)
    } else {
        big(got)
    };
    let unit = (exponent - 53).max(-1074);
    match parts(&got.sub(exact, MORE, NEAREST)) {
        Some((m, e)) => m * 2f64.powi((e - unit).clamp(-1000, 1000) as i32),
        None => 0.0,
    }
}

/// How far `got` is from `exact`, in ULP of a single.
pub(crate) fn error_of_single(got: f32, exact: f64) -> f64 {
    if exact.is_nan() || got.is_nan() {
        return if exact.is_nan() && got.is_nan() { 0.0 } else { f64::INFINITY };
    }
    let nearest = exact as f32;
    if nearest.is_infinite() || got.is_infinite() {
        let beyond = exact.abs() >= f64::from(f32::MAX) && got.is_sign_negative() == exact.is_sign_negative();
        return if got == nearest || (got.is_infinite() && beyond) { 0.0 } else { f64::INFINITY };
    }
    // The distance between singles at the exact value: 2^(e - 23), and not below 2^-149.
    let exponent = ((exact.to_bits() >> 52 & 0x7ff) as i32 - 1023).max(-126);
    (f64::from(got) - exact).abs() / 2f64.powi(exponent - 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_in_ulp() {
        let two = Big::from_word(2, 64);
        assert_eq!(error(2.0, &two), 0.0);
        assert_eq!(error(2f64.next_up(), &two), 1.0);
        assert_eq!(error(2f64.next_down(), &two), 0.5);
        assert_eq!(error(f64::NAN, &two), f64::INFINITY);
        assert_eq!(error(f64::INFINITY, &big(f64::MAX)), 1.0);
        assert_eq!(error(5e-324, &big(1e-323)), 1.0);
        assert_eq!(error_of_single(1f32.next_up(), 1.0), 1.0);
        assert_eq!(error_of_single(1.0, 1.0 + 2f64.powi(-24)), 0.5);
        assert_eq!(error_of_single(0.0, 2f64.powi(-150)), 0.5);
    }

    /// The double that comes closest to a multiple of pi/2 needs all bits of the reduction.
    #[test]
    fn huge_angles_are_reduced() {
        let mut exact = Exact::new().expect("constants");
        let x = 6381956970095103f64 * 2f64.powi(797);
        let cos = exact.cos(&big(x));
        assert!(error(-4.687165924254628e-19, &cos) < 0.5);
    }

    #[test]
    fn series_meet_the_functions() {
        let mut exact = Exact::new().expect("constants");
        for x in [2f64.powi(-72), -2f64.powi(-72)] {
            let x = big(x);
            let (near, far) = (exact.series(&x, &[2, 6]), x.exp(800, NEAREST, &mut exact.0));
            let far = far.sub(&Big::from_word(1, 64), MORE, NEAREST);
            let apart = parts(&near.sub(&far, MORE, NEAREST)).map_or(-1000, |(_, e)| e);
            assert!(apart < -72 - 190, "{apart}");
        }
    }
}
