//! Matrix products and decompositions. With `--threads 0` both sides take the threads that they would take by themselves.

#![forbid(unsafe_code)]

use nd::linalg;
use nd::prelude::*;

use super::EXACT;
use crate::arrays::{integers, makes, message, outcome, table, uniform};
use crate::outcome::Tolerance;
use crate::workload::{Case, Peer, Target, Workload, case};

/// A matrix whose factorisations are well conditioned: uniform numbers, and `n` on the diagonal.
fn dominant(n: usize) -> Result<Array, String> {
    let shift = &nd::identity(n).map_err(message)? * n as f64;
    Ok(&table(1, n, n)? + &shift)
}

const DOMINANT: &str = "x = uniform(1, 512**2).reshape(512, 512) + 512 * np.eye(512); b = uniform(2, 512)";

/// The product of two square matrices of uniform numbers.
fn square(n: usize) -> Result<Box<dyn Case>, String> {
    Ok(makes((table(1, n, n)?, table(2, n, n)?), |(x, y)| nd::matmul(x, y)))
}

/// The same in `f32`, whose results are compared as `f64`.
fn single(n: usize) -> Result<Box<dyn Case>, String> {
    let made = |seed| table(seed, n, n)?.astype("f4").map_err(message);
    let state = (made(1)?, made(2)?);
    let run = |(x, y): &mut (Array, Array)| nd::matmul(x, y);
    let result = move |state: &mut (Array, Array)| {
        outcome(&run(state).and_then(|product| product.astype("f8")).map_err(message)?)
    };
    Ok(case(state, run, result))
}

pub(super) const ROWS: &[Workload] = &[
    Workload {
        name: "matmul, 1024x1024 f64",
        nd: |_| square(1024),
        peer: Peer::Numpy {
            setup: "x = uniform(1, 1024**2).reshape(1024, 1024); y = uniform(2, 1024**2).reshape(1024, 1024)",
            run: "x @ y",
            result: "x @ y",
        },
        target: Target::ratio(1.5),
        tolerance: Tolerance::Relative(1e-12),
    },
    Workload {
        name: "matmul, 64x64 f64",
        nd: |_| square(64),
        peer: Peer::Numpy {
            setup: "x = uniform(1, 4096).reshape(64, 64); y = uniform(2, 4096).reshape(64, 64)",
            run: "x @ y",
            result: "x @ y",
        },
        target: Target::ratio(1.0),
        tolerance: Tolerance::Relative(1e-13),
    },
    Workload {
        name: "matmul, 1024x1024 f32",
        nd: |_| single(1024),
        peer: Peer::Numpy {
            setup: "x = uniform(1, 1024**2).reshape(1024, 1024).astype('f4'); y = uniform(2, 1024**2).reshape(1024, 1024).astype('f4')",
            run: "x @ y",
            result: "(x @ y).astype('f8')",
        },
        target: Target::ratio(1.3),
        tolerance: Tolerance::Relative(1e-4),
    },
    Workload {
        name: "matmul, 512x512 i64",
        nd: |_| {
            let made = |seed| integers(seed, 512 * 512, 1000)?.reshape((512, 512)).map_err(message);
            Ok(makes((made(1)?, made(2)?), |(x, y)| nd::matmul(x, y)))
        },
        peer: Peer::Numpy {
            setup: "x = integers(1, 512**2, 1000).reshape(512, 512); y = integers(2, 512**2, 1000).reshape(512, 512)",
            run: "x @ y",
            result: "x @ y",
        },
        target: Target::ratio(8.0),
        ..EXACT
    },
    Workload {
        name: "matmul, 10000 of 4x4 f64",
        nd: |_| {
            let made = |seed| uniform(seed, 160_000)?.reshape((10_000, 4, 4)).map_err(message);
            Ok(makes((made(1)?, made(2)?), |(x, y)| nd::matmul(x, y)))
        },
        peer: Peer::Numpy {
            setup: "x = uniform(1, 160000).reshape(10000, 4, 4); y = uniform(2, 160000).reshape(10000, 4, 4)",
            run: "x @ y",
            result: "x @ y",
        },
        target: Target::ratio(2.0),
        tolerance: Tolerance::Relative(1e-14),
    },
    Workload {
        name: "svd, 512x512 f64",
        nd: |_| {
            let run = |x: &mut Array| linalg::svd(x);
            let result = move |x: &mut Array| outcome(&run(x).map_err(message)?.s);
            Ok(case(dominant(512)?, run, result))
        },
        peer: Peer::Numpy { setup: DOMINANT, run: "np.linalg.svd(x)", result: "np.linalg.svd(x)[1]" },
        target: Target::ratio(1.1),
        tolerance: Tolerance::Relative(1e-11),
    },
    Workload {
        name: "inv, 512x512 f64",
        nd: |_| Ok(makes(dominant(512)?, linalg::inv)),
        peer: Peer::Numpy { setup: DOMINANT, run: "np.linalg.inv(x)", result: "np.linalg.inv(x)" },
        target: Target::ratio(1.1),
        tolerance: Tolerance::Relative(1e-8),
    },
    Workload {
        name: "solve, 512x512 f64",
        nd: |_| Ok(makes((dominant(512)?, uniform(2, 512)?), |(x, b)| linalg::solve(x, b))),
        peer: Peer::Numpy { setup: DOMINANT, run: "np.linalg.solve(x, b)", result: "np.linalg.solve(x, b)" },
        target: Target::ratio(1.1),
        tolerance: Tolerance::Relative(1e-10),
    },
    Workload {
        name: "cholesky, 512x512 f64",
        nd: |_| Ok(makes(dominant(512)?, linalg::cholesky)),
        peer: Peer::Numpy { setup: DOMINANT, run: "np.linalg.cholesky(x)", result: "np.linalg.cholesky(x)" },
        target: Target::ratio(1.1),
        tolerance: Tolerance::Relative(1e-10),
    },
];
