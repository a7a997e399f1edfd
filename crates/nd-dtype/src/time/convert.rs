//! Counts of ticks in another resolution.
//!
//! Spans are scaled, years and months by their average length over 400 years. Dates are scaled where both units have a fixed
//! length and go through the calendar otherwise. Both round towards the past.

use super::{Civil, NAT, Resolution, Temporal, TimeUnit};
use crate::{Result, TimeError};

/// A conversion of counts of ticks, resolved: apply it to each.
///
/// ```
/// use nd_dtype::{Resolution, Temporal, TickCast, TimeUnit};
/// let (hours, days) = (Resolution::of(TimeUnit::Hour), Resolution::of(TimeUnit::Day));
/// let cast = TickCast::new(Temporal::TimeDelta(hours), Temporal::TimeDelta(days))?;
/// assert_eq!((cast.apply(49), cast.apply(-1)), (2, -1));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TickCast(Step);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// The count stays.
    Same,
    /// Only [`NAT`] has a counterpart.
    OnlyNat,
    /// Times the first, divided by the second.
    Scale(i64, i64),
    /// Through the calendar.
    Civil(Resolution, Resolution),
}

impl TickCast {
    /// The conversion between two meanings. Between dates and spans the count stays as it is.
    ///
    /// # Errors
    /// A unit where there is none to be, or too large a factor.
    pub fn new(from: Temporal, to: Temporal) -> Result<TickCast> {
        let (source, target) = (from.resolution(), to.resolution());
        if source == target || from.is_datetime() != to.is_datetime() {
            return Ok(TickCast(Step::Same));
        }
        if source.is_generic() {
            // Without a unit there is no day to say the year of.
            let unknown = from.is_datetime() && target.unit.is_nonlinear();
            return Ok(TickCast(if unknown { Step::OnlyNat } else { Step::Same }));
        }
        if target.is_generic() {
            return Err(TimeError::ToGeneric.into());
        }
        let (num, denom) = factor(source, target)?;
        let nonlinear = source.unit.is_nonlinear() || target.unit.is_nonlinear();
        Ok(TickCast(match (num, denom) {
            _ if from.is_datetime() && nonlinear => Step::Civil(source, target),
            (1, 1) => Step::Same,
            (num, denom) => Step::Scale(num, denom),
        }))
    }

    /// Whether every count stays as it is.
    pub fn is_identity(self) -> bool {
        self.0 == Step::Same
    }

    /// Whether some counts have no counterpart.
    pub fn may_fail(self) -> bool {
        self.0 == Step::OnlyNat
    }

    /// Whether the count has a counterpart.
    ///
    /// # Errors
    /// A date of an unknown unit that is not [`NAT`], as a year or month.
    pub fn check(self, ticks: i64) -> Result<()> {
        match self.0 {
            Step::OnlyNat if ticks != NAT => Err(TimeError::GenericText.into()),
            _ => Ok(()),
        }
    }

    /// The count in the other resolution; [`NAT`] stays.
    #[inline]
    pub fn apply(self, ticks: i64) -> i64 {
        if ticks == NAT {
            return NAT;
        }
        match self.0 {
            Step::Same | Step::OnlyNat => ticks,
            Step::Scale(num, 1) => ticks.wrapping_mul(num),
            Step::Scale(num, denom) => {
                // Towards the past; where the product wraps, the sign of the count decides, as in NumPy.
                let product = ticks.wrapping_mul(num);
                if ticks < 0 {
                    product.wrapping_sub(denom - 1).wrapping_div(denom)
                } else {
                    product.wrapping_div(denom)
                }
            }
            Step::Civil(from, to) => Civil::from_ticks(ticks, from).map_or(NAT, |civil| civil.ticks(to)),
        }
    }
}

/// Ticks of `to` in one of `from`, as a fraction in its lowest terms.
fn factor(from: Resolution, to: Resolution) -> Result<(i64, i64)> {
    let (coarse, finer) = (from.unit.min(to.unit), from.unit.max(to.unit));
    let overflow = || TimeError::FactorOverflow { left: coarse, right: finer };
    // The days of 400 years.
    const CYCLE: u64 = 97 + 400 * 365;
    let (num, denom): (Option<u64>, u64) = match (coarse, finer) {
        (coarse, finer) if coarse == finer => (Some(1), 1),
        (TimeUnit::Year, TimeUnit::Month) => (Some(12), 1),
        (TimeUnit::Year, TimeUnit::Week) => (Some(CYCLE), 400 * 7),
        (TimeUnit::Month, TimeUnit::Week) => (Some(CYCLE), 400 * 12 * 7),
        (TimeUnit::Year, finer) => (TimeUnit::Day.factor(finer).and_then(|f| f.checked_mul(CYCLE)), 400),
        (TimeUnit::Month, finer) => {
            (TimeUnit::Day.factor(finer).and_then(|f| f.checked_mul(CYCLE)), 400 * 12)
        }
        (coarse, finer) => (coarse.factor(finer), 1),
    };
    let num = num.ok_or_else(overflow)?;
    let (mut num, mut denom) = if from.unit <= to.unit { (num, denom) } else { (denom, num) };
    num = num.wrapping_mul(u64::from(from.multiple));
    denom = denom.wrapping_mul(u64::from(to.multiple));
    let (mut a, mut b) = (num, denom);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 || denom == 0 {
        return Err(overflow().into());
    }
    Ok(((num / a) as i64, (denom / a) as i64))
}
