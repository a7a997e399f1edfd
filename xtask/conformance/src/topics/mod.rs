//! The topics: for each a file here that maps names of operations to calls of nd, a module in `python/topics/` that
//! makes the cases, and the cases in `golden/`.

#![forbid(unsafe_code)]

mod arithmetic;
mod casts;
mod creation;
mod datetimes;
mod errstate;
mod fft;
mod formatting;
mod indexing;
mod indexing_grammar;
mod iterating;
mod linalg;
mod methods;
mod polynomials;
mod printing;
mod records;
mod reductions;
mod selecting;
mod shape;
mod shapes;
mod signal;
mod sorting;
mod statistics;
mod strings;
mod ufuncs;

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
    Topic { name: "creation", run: creation::run },
    Topic { name: "datetimes", run: datetimes::run },
    Topic { name: "errstate", run: errstate::run },
    Topic { name: "fft", run: fft::run },
    Topic { name: "formatting", run: formatting::run },
    Topic { name: "indexing", run: indexing::run },
    Topic { name: "indexing_grammar", run: indexing_grammar::run },
    Topic { name: "iterating", run: iterating::run },
    Topic { name: "linalg", run: linalg::run },
    Topic { name: "methods", run: methods::run },
    Topic { name: "polynomials", run: polynomials::run },
    Topic { name: "printing", run: printing::run },
    Topic { name: "records", run: records::run },
    Topic { name: "reductions", run: reductions::run },
    Topic { name: "selecting", run: selecting::run },
    Topic { name: "shape", run: shape::run },
    Topic { name: "shapes", run: shapes::run },
    Topic { name: "signal", run: signal::run },
    Topic { name: "sorting", run: sorting::run },
    Topic { name: "statistics", run: statistics::run },
    Topic { name: "strings", run: strings::run },
    Topic { name: "ufuncs", run: ufuncs::run },
];
