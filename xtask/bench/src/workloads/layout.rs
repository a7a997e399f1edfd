//! Byte orders, unaligned fields, and element types beside `f64`.

#![forbid(unsafe_code)]

use nd::prelude::*;

use super::N;
use crate::arrays::{integers, makes, message, uniform};
use crate::outcome::Tolerance;
use crate::workload::{Case, Workload};

/// The sum of two vectors of `n` small whole numbers of another dtype.
fn sum_of(dtype: &'static str, n: usize) -> Result<Box<dyn Case>, String> {
    let made = |seed| integers(seed, n, 100)?.astype(dtype).map_err(message);
    Ok(makes((made(1)?, made(2)?), |(x, y)| Ok(x + y)))
}

fn complex() -> Result<(Array, Array), String> {
    let made = |seed| uniform(seed, 2 * N)?.view_as("c16").map_err(message);
    Ok((made(1)?, made(3)?))
}

pub(super) const ROWS: &[Workload] = &[
    Workload::makes(
        "astype >f8 to f8, 1e7",
        |_| Ok(makes(uniform(1, N)?.astype(">f8").map_err(message)?, |x| x.astype("<f8"))),
        "x = uniform(1, 10**7).astype('>f8')",
        "x.astype('<f8')",
        1.2,
    ),
    Workload::makes(
        "sum of a packed field, 1e7 f64",
        |_| {
            let field = nd::zeros(N, "i1, f8").and_then(|x| x.field("f1")).map_err(message)?;
            field.assign(&uniform(1, N)?).map_err(message)?;
            Ok(makes(field, |x| x.sum(..)))
        },
        "r = np.zeros(10**7, dtype='i1, f8'); x = r['f1']; x[...] = uniform(1, 10**7)",
        "x.sum()",
        1.0,
    ),
    Workload::makes(
        "x + y, 1e6 f16",
        |_| sum_of("f2", 1_000_000),
        "x = integers(1, 10**6, 100).astype('f2'); y = integers(2, 10**6, 100).astype('f2')",
        "x + y",
        5.0,
    ),
    Workload::makes(
        "x + y, 1e7 i8",
        |_| sum_of("i1", N),
        "x = integers(1, 10**7, 100).astype('i1'); y = integers(2, 10**7, 100).astype('i1')",
        "x + y",
        1.0,
    ),
    Workload::makes(
        "x + y, 1e7 u8",
        |_| sum_of("u1", N),
        "x = integers(1, 10**7, 100).astype('u1'); y = integers(2, 10**7, 100).astype('u1')",
        "x + y",
        1.0,
    ),
    // NumPy's products are fused where the machine can, nd's nowhere.
    Workload {
        tolerance: Tolerance::OfLargest(1e-15),
        ..Workload::makes(
            "x * y, 1e7 c16",
            |_| Ok(makes(complex()?, |(x, y)| Ok(x * y))),
            "x, y = (uniform(k, 2 * 10**7).view('c16') for k in (1, 3))",
            "x * y",
            1.2,
        )
    },
];
