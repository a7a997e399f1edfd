//! Operations that are bound by memory: one cheap result per element.

#![forbid(unsafe_code)]

use nd::prelude::*;

use super::{N, SIDE, SQUARE, XY};
use crate::arrays::{integers, makes, message, table, uniform, writes};
use crate::workload::Workload;

/// Two truth values per element.
const MASKS: &str = "a = uniform(1, 10**7) < 0.5; b = uniform(2, 10**7) < 0.5";

fn masks() -> Result<(Array, Array), String> {
    let below = |seed| uniform(seed, N)?.less(0.5).map_err(message);
    Ok((below(1)?, below(2)?))
}

pub(super) const ROWS: &[Workload] = &[
    Workload::writes(
        "copy into, 1e7 f64",
        |_| {
            let z = nd::zeros(N, "f8").map_err(message)?;
            Ok(writes((uniform(1, N)?, z), |(_, z)| z, |(x, z)| z.assign(x)))
        },
        "x = uniform(1, 10**7); z = np.zeros(10**7)",
        "np.copyto(z, x)",
        "z",
        0.95,
    ),
    Workload::makes(
        "arange, 1e7 f64",
        |_| Ok(makes((), |()| nd::try_arange(1e7))),
        "",
        "np.arange(1e7)",
        1.3,
    ),
    Workload::makes(
        "square, 1e7 i64",
        |_| Ok(makes(integers(1, N, 1000)?, |x| nd::square(x))),
        "x = integers(1, 10**7, 1000)",
        "np.square(x)",
        1.2,
    ),
    Workload::writes(
        "square with out, 1e7 i64",
        |_| {
            let z = nd::zeros(N, "i8").map_err(message)?;
            let run = |(x, z): &(Array, Array)| nd::square::with(x).out(z).run();
            Ok(writes((integers(1, N, 1000)?, z), |(_, z)| z, run))
        },
        "x = integers(1, 10**7, 1000); z = np.zeros(10**7, dtype='i8')",
        "np.square(x, out=z)",
        "z",
        1.2,
    ),
    Workload::makes(
        "where, 1e7 f64",
        |_| {
            let mask = uniform(3, N)?.less(0.5).map_err(message)?;
            let run = |(m, x, y): &(Array, Array, Array)| nd::where_(m, x, y);
            Ok(makes((mask, uniform(1, N)?, uniform(2, N)?), run))
        },
        "x = uniform(1, 10**7); y = uniform(2, 10**7); m = uniform(3, 10**7) < 0.5",
        "np.where(m, x, y)",
        4.0,
    ),
    Workload::makes(
        "A + column, 4096x4096 f64",
        |_| Ok(makes((table(1, SIDE, SIDE)?, table(2, SIDE, 1)?), |(x, c)| Ok(x + c))),
        "x = uniform(1, 4096**2).reshape(4096, 4096); c = uniform(2, 4096).reshape(4096, 1)",
        "x + c",
        1.3,
    ),
    Workload::makes(
        "A + row, 4096x4096 f64",
        |_| Ok(makes((table(1, SIDE, SIDE)?, uniform(2, SIDE)?), |(x, r)| Ok(x + r))),
        "x = uniform(1, 4096**2).reshape(4096, 4096); r = uniform(2, 4096)",
        "x + r",
        1.0,
    ),
    Workload::makes(
        "x[::2] + y[::2], 1e7 f64",
        |_| {
            let half = |seed| uniform(seed, N)?.slice(s![..;2]).map_err(message);
            Ok(makes((half(1)?, half(2)?), |(x, y)| Ok(x + y)))
        },
        "x = uniform(1, 10**7)[::2]; y = uniform(2, 10**7)[::2]",
        "x + y",
        1.3,
    ),
    Workload::makes(
        "x < y, 1e7 f64",
        |_| Ok(makes((uniform(1, N)?, uniform(2, N)?), |(x, y)| x.less(y))),
        XY,
        "x < y",
        1.0,
    ),
    Workload::makes(
        "logical_and, 1e7 bool",
        |_| Ok(makes(masks()?, |(a, b)| nd::logical_and(a, b))),
        MASKS,
        "np.logical_and(a, b)",
        1.0,
    ),
    Workload::makes(
        "logical_not, 1e7 bool",
        |_| Ok(makes(masks()?, |(a, _)| nd::logical_not(a))),
        MASKS,
        "np.logical_not(a)",
        1.0,
    ),
    Workload::makes(
        "isnan, 1e7 f64",
        |_| Ok(makes(uniform(1, N)?, |x| nd::isnan(x))),
        "x = uniform(1, 10**7)",
        "np.isnan(x)",
        1.0,
    ),
    Workload::makes(
        "outer, 4000x4000 f64",
        |_| Ok(makes((uniform(1, 4000)?, uniform(2, 4000)?), |(x, y)| nd::outer(x, y))),
        "x = uniform(1, 4000); y = uniform(2, 4000)",
        "np.outer(x, y)",
        1.2,
    ),
    Workload::makes(
        "multiply.outer, 4000x4000 f64",
        |_| Ok(makes((uniform(1, 4000)?, uniform(2, 4000)?), |(x, y)| nd::multiply::outer(x, y))),
        "x = uniform(1, 4000); y = uniform(2, 4000)",
        "np.multiply.outer(x, y)",
        1.2,
    ),
    Workload::makes(
        "copy, 4096x4096 f64",
        |_| Ok(makes(table(1, SIDE, SIDE)?, |x| x.copy())),
        SQUARE,
        "x.copy()",
        1.0,
    ),
];
