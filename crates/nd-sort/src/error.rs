//! What can be wrong with an argument, in NumPy's wording.

use nd_core::{DType, Error, ErrorKind, Scalar};

/// An argument that sorting, searching or counting does not take.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SortError {
    /// A rank past either end of a lane.
    #[error("kth(={rank}) out of bounds ({len})")]
    Rank {
        /// The rank, counted from the front.
        rank: isize,
        /// Elements in a lane.
        len: usize,
    },
    /// Fields to sort by, of elements that have none.
    #[error("Cannot specify order when the array has no fields.")]
    NoFields,
    /// Complex values for [`digitize`](crate::digitize).
    #[error("x may not be complex")]
    ComplexValues,
    /// A field to sort by that is not there.
    #[error("unknown field name: {name}")]
    UnknownField {
        /// The name.
        name: String,
    },
    /// Elements without an order.
    #[error("{operation}: elements of dtype {dtype} have no order")]
    NoOrder {
        /// The operation.
        operation: &'static str,
        /// The dtype.
        dtype: DType,
    },
    /// A sort in place of an array as if it had one axis.
    #[error("sort in place takes an axis; sort the array's `ravel` to sort all elements")]
    InPlaceNeedsAxis,
    /// Nothing to sort by.
    #[error("need sequence of keys with len > 0 in lexsort")]
    NoKeys,
    /// Keys of different shapes.
    #[error("all keys need to be the same shape")]
    KeyShapes,
    /// A haystack with another number of axes than one.
    #[error("object of too small depth for desired array")]
    Depth,
    /// A haystack with several axes.
    #[error("object too deep for desired array")]
    Deep,
    /// A sorter of another length than the haystack.
    #[error("sorter.size must equal a.size")]
    SorterSize,
    /// A sorter that does not hold integers.
    #[error("sorter must only contain integers")]
    SorterType,
    /// A sorter with a position that the haystack does not have.
    #[error("Sorter index out of range.")]
    SorterRange,
    /// A period that is none.
    #[error("period must be a non-zero value")]
    NoPeriod,
    /// Points with other than one axis.
    #[error("Data points must be 1-D sequences")]
    PointAxes,
    /// Places and values of different lengths.
    #[error("fp and xp are not of the same length{mark}")]
    PointCount {
        /// What ends the sentence.
        mark: &'static str,
    },
    /// No points to go between.
    #[error("array of sample points is empty")]
    NoPoints,
    /// A sample that is no table.
    #[error("too many values to unpack (expected 2)")]
    SampleAxes,
    /// Another number of bins than of axes.
    #[error("The dimension of bins must be equal to the dimension of the sample x.")]
    BinsPerAxis,
    /// Another number of ranges than of axes.
    #[error("range argument must have one entry per dimension")]
    RangesPerAxis,
    /// No bins along an axis.
    #[error("`bins[{axis}]` must be positive, when an integer")]
    BinsPositive {
        /// Which.
        axis: usize,
    },
    /// Edges with several axes.
    #[error("`bins[{axis}]` must be a scalar or 1d array")]
    BinsRank {
        /// Which.
        axis: usize,
    },
    /// Edges that do not increase.
    #[error("`bins[{axis}]` must be monotonically increasing, when an array")]
    BinsOrder {
        /// Which.
        axis: usize,
    },
    /// More boxes than any memory holds.
    #[error("the bins of all axes together are too many")]
    TooManyBoxes,
    /// Coordinates of different lengths.
    #[error("x and y must have the same length.")]
    CoordinateLengths,
    /// Bins that go up and down.
    #[error("bins must be monotonically increasing or decreasing")]
    NotMonotonic,
    /// Quantiles outside of the unit interval.
    #[error("Quantiles must be in the range [0, 1]")]
    QuantileRange,
    /// Percentiles outside of 0 to 100.
    #[error("Percentiles must be in the range [0, 100]")]
    PercentileRange,
    /// Complex numbers where only real ones have the answer.
    #[error("a must be an array of real numbers")]
    NotReal,
    /// Quantiles in more than two axes.
    #[error("q must be a scalar or 1d")]
    QuantileRank,
    /// Weights, and a method that has no use for them.
    #[error("Only method 'inverted_cdf' supports weights. Got: {found}.")]
    WeightMethod {
        /// The method.
        found: &'static str,
    },
    /// Weights that are less than nothing.
    #[error("Weights must be non-negative.")]
    NegativeWeights,
    /// Weights without a sum to divide by.
    #[error("Weights included NaN, inf or were all zero.")]
    NoWeights,
    /// An order statistic of nothing.
    #[error("index -1 is out of bounds for axis 0 with size 0")]
    Nothing,
    /// Weights of another shape than what they weigh.
    #[error("weights should have the same shape as a.")]
    WeightShape,
    /// A range whose ends are the wrong way round.
    #[error("max must be larger than min in range parameter.")]
    RangeOrder,
    /// A range that does not end.
    #[error("{found} range of [{first}, {last}] is not finite")]
    RangeInfinite {
        /// `supplied` or `autodetected`.
        found: &'static str,
        /// The first edge.
        first: Scalar,
        /// The last edge.
        last: Scalar,
    },
    /// No bin to count in.
    #[error("`bins` must be positive, when an integer")]
    NoBins,
    /// Edges that do not increase.
    #[error("`bins` must increase monotonically, when an array")]
    BinOrder,
    /// Edges with another number of axes than one.
    #[error("`bins` must be 1d, when an array")]
    BinRank,
    /// An estimator that does not exist.
    #[error("'{name}' is not a valid estimator for `bins`")]
    Estimator {
        /// The name.
        name: String,
    },
    /// An estimator, and weights that it would have to know of.
    #[error("Automated estimation of the number of bins is not supported for weighted data")]
    EstimatorWeights,
    /// More bins than the range has numbers.
    #[error("Too many bins for data range. Cannot create {bins} finite-sized bins.")]
    TooManyBins {
        /// How many were asked for.
        bins: usize,
    },
    /// A negative number to count.
    #[error("'list' argument must have no negative elements")]
    Negative,
    /// Weights and numbers to count of different lengths.
    #[error("The weights and list don't have the same length.")]
    WeightLength,
    /// Memory that cannot be had.
    #[error("Unable to allocate {bytes} bytes of scratch memory")]
    Memory {
        /// How many were asked for.
        bytes: usize,
    },
}

impl From<SortError> for Error {
    #[cold]
    fn from(error: SortError) -> Error {
        let kind = match error {
            SortError::NoOrder { .. }
            | SortError::InPlaceNeedsAxis
            | SortError::NoKeys
            | SortError::SorterType
            | SortError::NotReal
            | SortError::EstimatorWeights => ErrorKind::Type,
            SortError::Nothing => ErrorKind::Index,
            SortError::Memory { .. } => ErrorKind::Memory,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
