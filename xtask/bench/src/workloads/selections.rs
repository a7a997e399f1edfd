//! Index arrays, masks, and functions that move elements.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Pad, Reflection};

use super::N;
use crate::arrays::{integers, makes, message, table, uniform, writes};
use crate::workload::{Case, Prepare, Workload};

/// A million positions.
const MILLION: usize = 1_000_000;

/// A table with a border of 10.
fn pads(mode: fn() -> Pad) -> Result<Box<dyn Case>, String> {
    Ok(makes(table(1, 1000, 1000)?, move |x| nd::pad(x, 10, mode())))
}

const fn padded(name: &'static str, nd: Prepare, expression: &'static str) -> Workload {
    Workload::makes(name, nd, "x = uniform(1, 10**6).reshape(1000, 1000)", expression, 1.0)
}

pub(super) const ROWS: &[Workload] = &[
    Workload::writes(
        "x[mask] = v, 1e7 f64",
        |_| {
            let mask = uniform(2, N)?.less(0.5).map_err(message)?;
            let run = |(x, mask): &(Array, Array)| x.set(mask, 0.5);
            Ok(writes((uniform(1, N)?, mask), |(x, _)| x, run))
        },
        "x = uniform(1, 10**7); mask = uniform(2, 10**7) < 0.5",
        "x[mask] = 0.5",
        "x",
        5.0,
    ),
    Workload::writes(
        "nonzero, 1e7 bool",
        |_| {
            let mask = uniform(1, N)?.less(0.5).map_err(message)?;
            Ok(makes(mask, |x| Ok(nd::nonzero(x)?.into_iter().next().unwrap_or_else(|| nd::arange(0)))))
        },
        "x = uniform(1, 10**7) < 0.5",
        "np.nonzero(x)",
        "np.nonzero(x)[0]",
        2.0,
    ),
    Workload::makes(
        "x[i], 1e6 of 1e7 f64",
        |_| Ok(makes((uniform(1, N)?, integers(2, MILLION, N as u64)?), |(x, i)| x.get(i))),
        "x = uniform(1, 10**7); i = integers(2, 10**6, 10**7)",
        "x[i]",
        1.1,
    ),
    Workload::makes(
        "m[i, j], 1e6 of 3000x3000 f64",
        |_| {
            let (i, j) = (integers(2, MILLION, 3000)?, integers(3, MILLION, 3000)?);
            let run = |(m, i, j): &(Array, Array, Array)| m.get((i, j));
            Ok(makes((table(1, 3000, 3000)?, i, j), run))
        },
        "m = uniform(1, 9 * 10**6).reshape(3000, 3000); i = integers(2, 10**6, 3000); j = integers(3, 10**6, 3000)",
        "m[i, j]",
        1.5,
    ),
    Workload::writes(
        "m[i, j] = v, 1e6 of 3000x3000 f64",
        |_| {
            let (i, j) = (integers(2, MILLION, 3000)?, integers(3, MILLION, 3000)?);
            let run = |(m, i, j): &(Array, Array, Array)| m.set((i, j), 0.5);
            Ok(writes((table(1, 3000, 3000)?, i, j), |(m, _, _)| m, run))
        },
        "m = uniform(1, 9 * 10**6).reshape(3000, 3000); i = integers(2, 10**6, 3000); j = integers(3, 10**6, 3000)",
        "m[i, j] = 0.5",
        "m",
        1.5,
    ),
    Workload::makes(
        "m[i, :], 10000 rows of 1000 f64",
        |_| Ok(makes((table(1, 10000, 1000)?, integers(2, 10000, 10000)?), |(m, i)| m.get((i, ..)))),
        "m = uniform(1, 10**7).reshape(10000, 1000); i = integers(2, 10**4, 10**4)",
        "m[i, :]",
        1.0,
    ),
    Workload::writes(
        "put, 1e6 into 1e7 f64",
        |_| {
            let state = (uniform(1, N)?, integers(2, MILLION, N as u64)?, uniform(3, MILLION)?);
            let run = |(x, i, v): &(Array, Array, Array)| nd::put(x, i, v, nd::Mode::Raise);
            Ok(writes(state, |(x, _, _)| x, run))
        },
        "x = uniform(1, 10**7); i = integers(2, 10**6, 10**7); v = uniform(3, 10**6)",
        "np.put(x, i, v)",
        "x",
        1.0,
    ),
    Workload::writes(
        "add.at, 1e6 into 1e7 f64",
        |_| {
            let state = (uniform(1, N)?, integers(2, MILLION, N as u64)?, uniform(3, MILLION)?);
            let run = |(x, i, v): &(Array, Array, Array)| nd::add::at(x, i, v);
            Ok(writes(state, |(x, _, _)| x, run))
        },
        "x = uniform(1, 10**7); i = integers(2, 10**6, 10**7); v = uniform(3, 10**6)",
        "np.add.at(x, i, v)",
        "x",
        1.0,
    ),
    Workload::writes(
        "add.at, 1e6 into 1000 f64",
        |_| {
            let state = (uniform(1, 1000)?, integers(2, MILLION, 1000)?);
            Ok(writes(state, |(x, _)| x, |(x, i)| nd::add::at(x, i, 1.0)))
        },
        "x = uniform(1, 1000); i = integers(2, 10**6, 1000)",
        "np.add.at(x, i, 1.0)",
        "x",
        1.0,
    ),
    Workload::makes(
        "pad by 10, 1000x1000 f64",
        |_| Ok(makes(table(1, 1000, 1000)?, |x| nd::pad(x, 10, Pad::Constant(0.into())))),
        "x = uniform(1, 10**6).reshape(1000, 1000)",
        "np.pad(x, 10)",
        1.0,
    ),
    padded("pad by 10, 1000x1000 f64, edge", |_| pads(|| Pad::Edge), "np.pad(x, 10, 'edge')"),
    padded(
        "pad by 10, 1000x1000 f64, reflect",
        |_| pads(|| Pad::Reflect(Reflection::Even)),
        "np.pad(x, 10, 'reflect')",
    ),
    padded(
        "pad by 10, 1000x1000 f64, symmetric",
        |_| pads(|| Pad::Symmetric(Reflection::Even)),
        "np.pad(x, 10, 'symmetric')",
    ),
    padded("pad by 10, 1000x1000 f64, wrap", |_| pads(|| Pad::Wrap), "np.pad(x, 10, 'wrap')"),
    padded(
        "pad by 10, 1000x1000 f64, linear_ramp",
        |_| pads(|| Pad::LinearRamp(0.into())),
        "np.pad(x, 10, 'linear_ramp')",
    ),
    padded("pad by 10, 1000x1000 f64, mean", |_| pads(|| Pad::Mean(None)), "np.pad(x, 10, 'mean')")
        .within(1e-14),
    Workload::makes(
        "x.flat[5], 10 f64",
        |_| Ok(makes(uniform(1, 10)?, |x| x.flat().get(5))),
        "x = uniform(1, 10)",
        "x.flat[5]",
        1.0,
    ),
    Workload::makes(
        "bincount, 1e6 i64 below 1000",
        |_| Ok(makes(integers(1, MILLION, 1000)?, |x| nd::bincount(x, nd::BincountOptions::new()))),
        "x = integers(1, 10**6, 1000)",
        "np.bincount(x)",
        1.0,
    ),
];
