//! Small arrays, where the cost of a call is what counts.

#![forbid(unsafe_code)]

use nd::prelude::*;

use crate::arrays::{integers, makes, message, uniform};
use crate::workload::Workload;

pub(super) const ROWS: &[Workload] = &[
    Workload::makes(
        "sum, 8 f64",
        |_| Ok(makes(uniform(1, 8)?, |x| x.sum(..))),
        "x = uniform(1, 8)",
        "x.sum()",
        3.0,
    ),
    Workload::makes(
        "slice of 8",
        |_| Ok(makes(uniform(1, 8)?, |x| x.slice(s![1..7;2]))),
        "x = uniform(1, 8)",
        "x[1:7:2]",
        3.0,
    ),
    Workload::makes(
        "a + b, 1000 f64",
        |_| Ok(makes((uniform(1, 1000)?, uniform(2, 1000)?), |(a, b)| Ok(a + b))),
        "a = uniform(1, 1000); b = uniform(2, 1000)",
        "a + b",
        3.0,
    ),
    Workload::makes(
        "exp, 1000 f64",
        |_| Ok(makes(uniform(1, 1000)?, |x| nd::exp(x))),
        "x = uniform(1, 1000)",
        "np.exp(x)",
        1.5,
    )
    .within(1e-15),
    Workload::makes(
        "sum, 1000 f64",
        |_| Ok(makes(uniform(1, 1000)?, |x| x.sum(..))),
        "x = uniform(1, 1000)",
        "x.sum()",
        5.0,
    ),
    Workload::makes(
        "x[1:, [0, 2], ::2] of 4x5x6",
        |_| {
            let x = integers(1, 120, 1000)?.reshape((4, 5, 6)).map_err(message)?;
            Ok(makes(x, |x| x.get(ix![1.., [0, 2], ..;2])))
        },
        "x = integers(1, 120, 1000).reshape(4, 5, 6)",
        "x[1:, [0, 2], ::2]",
        3.0,
    ),
];
