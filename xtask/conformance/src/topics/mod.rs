//! The topics: for each a file here that maps names of operations to calls of nd, a module in `python/topics/` that
//! makes the cases, and the cases in `golden/`.

#![forbid(unsafe_code)]

mod arithmetic;
mod casts;
mod indexing;
mod shapes;
mod ufuncs;
mod linalg;
mod fft;
mod sorting;

use crate::case::{Call, Outcome};

/// A topic.
#[derive(Debug)]
pub(crate) struct Topic {
    /// The name of its files.
    pub(crate) name: &'static str,
    /// Runs an operation of the topic.
    pub(crate) run: fn(&Call) -> Outcome,
}

/// All topics, by name.
pub(crate) const TOPICS: &[Topic] = &[
    Topic { name: "arithmetic", run: arithmetic::run },
    Topic { name: "casts", run: casts::run },
    Topic { name: "indexing", run: indexing::run },
    Topic { name: "shapes", run: shapes::run },
    Topic { name: "ufuncs", run: ufuncs::run },
    Topic { name: "linalg", run: linalg::run },
    Topic { name: "fft", run: fft::run },
    Topic { name: "sorting", run: sorting::run },
];
