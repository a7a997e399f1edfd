//! Sorting, searching, sets, order statistics and histograms of nd arrays.
//!
//! The loops are `nd_kernel::sort`; the engine's generalized calls feed them lanes of any layout and byte order. Strings
//! and records, which are not numbers, are sorted by positions with a comparison of their bytes.
//!
//! Reading order: `lane` (what a kernel does to one lane), `sort` and `partition`, `search`, `unique` and `sets`,
//! `median` and `quantile`, `histogram`.

#![forbid(unsafe_code)]

mod bytes;
mod error;
mod ext;
mod histogram;
mod interp;
mod lane;
mod lanes;
mod median;
mod objects;
mod options;
mod partition;
mod quantile;
mod search;
mod sets;
mod sort;
mod unique;

pub use error::SortError;
pub use ext::SortExt;
pub use histogram::{
    BincountOptions, Bins, HistogramOptions, HistogramddOptions, bincount, histogram, histogram_bin_edges,
    histogram2d, histogramdd,
};
pub use interp::{InterpOptions, interp};
pub use median::{median, nanmedian};
pub use nd_core::kernel::sort::Side;
pub use options::{SortKind, SortOptions};
pub use partition::{Ranks, argpartition, partition};
pub use quantile::{Method, QuantileOptions, Quantiles, nanpercentile, nanquantile, percentile, quantile};
pub use search::{SearchOptions, digitize, searchsorted};
pub use sets::{intersect1d, isin, setdiff1d, setxor1d, union1d};
pub use sort::{argsort, lexsort, sort, sort_complex};
pub use unique::{Unique, UniqueParts, unique, unique_all, unique_counts, unique_inverse, unique_values};
