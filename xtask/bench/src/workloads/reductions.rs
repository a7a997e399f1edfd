//! Reductions and running totals.

#![forbid(unsafe_code)]

use nd::prelude::*;

use super::N;
use crate::arrays::{integers, makes, table, uniform};
use crate::workload::Workload;

/// A large vector.
const X: &str = "x = uniform(1, 10**7)";
/// Tables of three shapes.
const FLAT: &str = "x = uniform(1, 10**7).reshape(1000, 10000)";
const TALL: &str = "x = uniform(1, 10**7).reshape(10000, 1000)";
const THIN: &str = "x = uniform(1, 10**7).reshape(1000000, 10)";

/// nd adds at most 128 rows before it combines such blocks, NumPy all of them.
const ORDER: f64 = 1e-11;

pub(super) const ROWS: &[Workload] = &[
    Workload::makes("mean, 1e7 f64", |_| Ok(makes(uniform(1, N)?, |x| x.mean(..))), X, "x.mean()", 1.4),
    Workload::makes("max, 1e7 f64", |_| Ok(makes(uniform(1, N)?, |x| x.max(..))), X, "x.max()", 1.0),
    Workload::makes("argmax, 1e7 f64", |_| Ok(makes(uniform(1, N)?, |x| x.argmax(..))), X, "x.argmax()", 1.0),
    Workload::makes("std, 1e7 f64", |_| Ok(makes(uniform(1, N)?, |x| x.std(..))), X, "x.std()", 5.0)
        .within(1e-14),
    Workload::makes("cumsum, 1e7 f64", |_| Ok(makes(uniform(1, N)?, |x| x.cumsum(..))), X, "x.cumsum()", 4.0),
    Workload::makes(
        "sum along axis 0, 10000x1000 f64",
        |_| Ok(makes(table(1, 10000, 1000)?, |x| x.sum(0))),
        TALL,
        "x.sum(axis=0)",
        1.0,
    )
    .within(ORDER),
    Workload::makes(
        "sum along axis 1, 10000x1000 f64",
        |_| Ok(makes(table(1, 10000, 1000)?, |x| x.sum(1))),
        TALL,
        "x.sum(axis=1)",
        1.0,
    ),
    Workload::makes(
        "sum along axis 0, 1000000x10 f64",
        |_| Ok(makes(table(1, 1_000_000, 10)?, |x| x.sum(0))),
        THIN,
        "x.sum(axis=0)",
        3.0,
    )
    .within(ORDER),
    Workload::makes(
        "sum along axis 1, 1000000x10 f64",
        |_| Ok(makes(table(1, 1_000_000, 10)?, |x| x.sum(1))),
        THIN,
        "x.sum(axis=1)",
        3.0,
    ),
    Workload::makes(
        "max along axis 1, 1000x10000 f64",
        |_| Ok(makes(table(1, 1000, 10000)?, |x| x.max(1))),
        FLAT,
        "x.max(axis=1)",
        1.0,
    ),
    Workload::makes(
        "bitwise_or.accumulate, 1e6 i64",
        |_| Ok(makes(integers(1, 1_000_000, 1 << 40)?, |x| nd::bitwise_or::accumulate(x, ..))),
        "x = integers(1, 10**6, 2**40)",
        "np.bitwise_or.accumulate(x)",
        1.0,
    ),
];
