//! The thirteen ways to say where a quantile lies in a sorted lane.
//!
//! A method turns a quantile into a *virtual index* into the sorted lane, a number with a fraction; the result lies
//! between the elements on either side of it. The methods, and the arithmetic down to the order of operations, are
//! those of NumPy's `_function_base_impl.py` (Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996), so that
//! results agree to the last bit, in the precision that the quantiles are given in.

use super::wanted::Precision;

/// How a quantile that falls between two elements is estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Method 1 of Hyndman and Fan.
    InvertedCdf,
    /// Method 2.
    AveragedInvertedCdf,
    /// Method 3.
    ClosestObservation,
    /// Method 4.
    InterpolatedInvertedCdf,
    /// Method 5.
    Hazen,
    /// Method 6.
    Weibull,
    /// Method 7.
    #[default]
    Linear,
    /// Method 8.
    MedianUnbiased,
    /// Method 9.
    NormalUnbiased,
    /// The element below.
    Lower,
    /// The element above.
    Higher,
    /// The mean of the two.
    Midpoint,
    /// The nearer of the two.
    Nearest,
}

/// Where a quantile lies in a sorted lane.
pub(super) enum Place {
    /// At an element.
    At(usize),
    /// Between two elements, or at one and its own neighbour at either end.
    Between {
        previous: usize,
        next: usize,
        /// How far behind the previous one.
        gamma: f64,
    },
}

impl Method {
    /// NumPy's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Method::InvertedCdf => "inverted_cdf",
            Method::AveragedInvertedCdf => "averaged_inverted_cdf",
            Method::ClosestObservation => "closest_observation",
            Method::InterpolatedInvertedCdf => "interpolated_inverted_cdf",
            Method::Hazen => "hazen",
            Method::Weibull => "weibull",
            Method::Linear => "linear",
            Method::MedianUnbiased => "median_unbiased",
            Method::NormalUnbiased => "normal_unbiased",
            Method::Lower => "lower",
            Method::Higher => "higher",
            Method::Midpoint => "midpoint",
            Method::Nearest => "nearest",
        }
    }

    /// Where the quantile `q` of `n` elements is.
    pub(super) fn place(self, n: usize, q: f64, is_integer: bool, precision: Precision) -> Place {
        let round = |x: f64| precision.round(x);
        let (count, last) = (round(n as f64), round(n as f64 - 1.0));
        let at = |index: f64| Place::At((index.max(0.0) as usize).min(n - 1));
        let (by_count, by_last) = (round(count * q), round(last * q));
        // As `n * q + (alpha + q * (1 - alpha - beta)) - 1`.
        let between = |alpha: f64, beta: f64| {
            let ends = round(round(alpha) + round(q * round(1.0 - alpha - beta)));
            round(round(by_count + ends) - 1.0)
        };
        let discrete = |index: f64, stays: bool| at(if stays { index.floor() } else { index.floor() + 1.0 });
        let virtual_index = match self {
            Method::InvertedCdf => {
                let index = round(by_count - 1.0);
                return discrete(index, index - index.floor() == 0.0);
            }
            Method::ClosestObservation => {
                let index = round(round(by_count - 1.0) - 0.5);
                let floor = index.floor();
                return discrete(index, index - floor == 0.0 && floor.rem_euclid(2.0) == 1.0);
            }
            Method::Lower => return at(by_last.floor()),
            Method::Higher => return at(by_last.ceil()),
            Method::Nearest => return at(by_last.round_ties_even()),
            Method::Linear if is_integer => return at(by_last),
            Method::AveragedInvertedCdf => round(by_count - 1.0),
            Method::InterpolatedInvertedCdf => between(0.0, 1.0),
            Method::Hazen => between(0.5, 0.5),
            Method::Weibull => between(0.0, 0.0),
            Method::Linear => by_last,
            Method::MedianUnbiased => between(1.0 / 3.0, 1.0 / 3.0),
            Method::NormalUnbiased => between(3.0 / 8.0, 3.0 / 8.0),
            Method::Midpoint => round(0.5 * round(by_last.floor() + by_last.ceil())),
        };
        // Past the ends NumPy takes the first or the last element, the last one as number -1, which `gamma` counts from.
        let (previous, next, base) = if virtual_index >= last {
            (n - 1, n - 1, -1.0)
        } else if virtual_index < 0.0 {
            (0, 0, 0.0)
        } else {
            let floor = virtual_index.floor();
            (floor as usize, floor as usize + 1, floor)
        };
        let gamma = round(virtual_index - base);
        let gamma = match self {
            Method::AveragedInvertedCdf if gamma == 0.0 => 0.5,
            Method::AveragedInvertedCdf => 1.0,
            Method::Midpoint if virtual_index % 1.0 == 0.0 => 0.0,
            Method::Midpoint => 0.5,
            _ => gamma,
        };
        Place::Between { previous, next, gamma }
    }
}
