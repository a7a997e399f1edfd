//! The list of workloads, with the targets that nd is held to.
//!
//! The Python source computes the same thing from the same inputs; results are compared bit by bit unless the entry
//! says otherwise.

#![forbid(unsafe_code)]

mod layout;
mod linalg;
mod math;
mod memory;
mod reductions;
mod selections;
mod small;
mod text;

use nd::prelude::*;
use nd::{add, sqrt, square};

use crate::arrays::{integers, makes, message, table, uniform, writes, writes_file};
use crate::outcome::Tolerance;
use crate::workload::{Peer, Target, Workload};

/// The length of a large vector.
const N: usize = 10_000_000;
/// The side of a large square matrix.
const SIDE: usize = 4096;

/// Two large vectors.
const XY: &str = "x = uniform(1, 10**7); y = uniform(2, 10**7)";
/// A table of 1000 rows.
const TABLE: &str = "x = uniform(1, 10**7).reshape(1000, 10000)";
/// A square matrix.
const SQUARE: &str = "x = uniform(1, 4096**2).reshape(4096, 4096)";

/// What most entries change a few fields of.
const EXACT: Workload = Workload {
    name: "",
    nd: |_| Err("nothing to run".into()),
    peer: Peer::Alone,
    target: Target { ratio: None, nanoseconds: None },
    tolerance: Tolerance::Exact,
};

/// All workloads, in the order of the report.
pub(crate) fn all() -> impl Iterator<Item = &'static Workload> {
    let families = [
        WORKLOADS,
        memory::ROWS,
        math::ROWS,
        reductions::ROWS,
        layout::ROWS,
        selections::ROWS,
        small::ROWS,
        text::ROWS,
        linalg::ROWS,
    ];
    families.into_iter().flatten()
}

const WORKLOADS: &[Workload] = &[
    Workload {
        name: "x + y, 1e7 f64",
        nd: |_| Ok(makes((uniform(1, N)?, uniform(2, N)?), |(x, y)| Ok(x + y))),
        peer: Peer::Numpy { setup: XY, run: "x + y", result: "x + y" },
        target: Target::ratio(1.3),
        ..EXACT
    },
    Workload {
        name: "x + y with out, 1e7 f64",
        nd: |_| {
            let z = nd::zeros(N, "f8").map_err(message)?;
            let run = |(x, y, z): &(Array, Array, Array)| add::with(x, y).out(z).run();
            Ok(writes((uniform(1, N)?, uniform(2, N)?, z), |(_, _, z)| z, run))
        },
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**7); y = uniform(2, 10**7); z = np.zeros(10**7)",
            run: "np.add(x, y, out=z)",
            result: "z",
        },
        target: Target::ratio(0.95),
        ..EXACT
    },
    Workload {
        name: "square in place, 1e7 i64",
        nd: |_| Ok(writes(integers(1, N, 1000)?, |x| x, |x| square::with(x).out(x).run())),
        peer: Peer::Numpy { setup: "x = integers(1, 10**7, 1000)", run: "np.square(x, out=x)", result: "x" },
        target: Target::ratio(1.2),
        ..EXACT
    },
    Workload {
        name: "(x*y + x - 1) / 3 fused, 1e7 f64",
        nd: |_| {
            let run = |(x, y): &(Array, Array)| ((x.lazy() * y + x - 1.0) / 3.0).eval();
            Ok(makes((uniform(1, N)?, uniform(2, N)?), run))
        },
        peer: Peer::Numpy { setup: XY, run: "(x * y + x - 1) / 3", result: "(x * y + x - 1) / 3" },
        target: Target::ratio(2.0),
        ..EXACT
    },
    Workload {
        name: "sum of squared differences fused, 1e7 f64",
        nd: |_| {
            let run = |(x, y): &(Array, Array)| square::lazy(x.lazy() - y).sum(..);
            Ok(makes((uniform(1, N)?, uniform(2, N)?), run))
        },
        peer: Peer::Numpy { setup: XY, run: "((x - y) ** 2).sum()", result: "((x - y) ** 2).sum()" },
        target: Target::ratio(3.0),
        ..EXACT
    },
    Workload {
        name: "sqrt, 1e7 f64",
        nd: |_| Ok(makes(uniform(1, N)?, |x| sqrt(x))),
        peer: Peer::Numpy { setup: "x = uniform(1, 10**7)", run: "np.sqrt(x)", result: "np.sqrt(x)" },
        target: Target::ratio(1.6),
        ..EXACT
    },
    Workload {
        name: "sum, 1e7 f64",
        nd: |_| Ok(makes(uniform(1, N)?, |x| x.sum(..))),
        peer: Peer::Numpy { setup: "x = uniform(1, 10**7)", run: "x.sum()", result: "x.sum()" },
        target: Target::ratio(1.4),
        ..EXACT
    },
    Workload {
        name: "sum along axis 0, 1000x10000 f64",
        nd: |_| Ok(makes(table(1, 1000, 10000)?, |x| x.sum(0))),
        peer: Peer::Numpy { setup: TABLE, run: "x.sum(axis=0)", result: "x.sum(axis=0)" },
        target: Target::ratio(1.0),
        // NumPy adds all rows one by one, nd at most 128 before it combines such blocks.
        tolerance: Tolerance::Relative(1e-13),
    },
    Workload {
        name: "sum along axis 1, 1000x10000 f64",
        nd: |_| Ok(makes(table(1, 1000, 10000)?, |x| x.sum(1))),
        peer: Peer::Numpy { setup: TABLE, run: "x.sum(axis=1)", result: "x.sum(axis=1)" },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "transposed copy, 4096x4096 f64",
        nd: |_| Ok(makes(table(1, SIDE, SIDE)?, |x| x.t().copy())),
        peer: Peer::Numpy { setup: SQUARE, run: "x.T.copy()", result: "x.T.copy()" },
        target: Target::ratio(8.0),
        ..EXACT
    },
    Workload {
        name: "A + A.T, 4096x4096 f64",
        nd: |_| Ok(makes(table(1, SIDE, SIDE)?, |x| Ok(x + x.t()))),
        peer: Peer::Numpy { setup: SQUARE, run: "x + x.T", result: "x + x.T" },
        target: Target::ratio(6.0),
        ..EXACT
    },
    Workload {
        name: "x + y big-endian, 1e7 f64",
        nd: |_| {
            let swapped = |seed| uniform(seed, N)?.astype(">f8").map_err(message);
            Ok(makes((swapped(1)?, swapped(2)?), |(x, y)| Ok(x + y)))
        },
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**7).astype('>f8'); y = uniform(2, 10**7).astype('>f8')",
            run: "x + y",
            result: "x + y",
        },
        target: Target::ratio(1.8),
        ..EXACT
    },
    Workload {
        name: "x[mask], 1e7 f64, half taken",
        nd: |_| {
            let mask = uniform(2, N)?.less(0.5).map_err(message)?;
            Ok(makes((uniform(1, N)?, mask), |(x, mask)| x.get(mask)))
        },
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**7); mask = uniform(2, 10**7) < 0.5",
            run: "x[mask]",
            result: "x[mask]",
        },
        target: Target::ratio(5.0),
        ..EXACT
    },
    Workload {
        name: "take, 1e6 of 1e7 f64",
        nd: |_| Ok(makes((uniform(1, N)?, integers(2, 1_000_000, N as u64)?), |(x, i)| nd::take(x, i, ..))),
        // NumPy's faster way; `x[i]` computes the same.
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**7); i = integers(2, 10**6, 10**7)",
            run: "np.take(x, i)",
            result: "np.take(x, i)",
        },
        target: Target::ratio(1.1),
        ..EXACT
    },
    Workload {
        name: "random doubles, 1e7",
        nd: |_| Ok(makes((), |()| nd::random::default_rng(42)?.random(N, ..))),
        peer: Peer::Numpy {
            setup: "",
            run: "np.random.default_rng(42).random(10**7)",
            result: "np.random.default_rng(42).random(10**7)",
        },
        target: Target::ratio(1.1),
        ..EXACT
    },
    Workload {
        name: "random normals, 1e7",
        nd: |_| Ok(makes((), |()| nd::random::default_rng(42)?.standard_normal(N, ..))),
        peer: Peer::Numpy {
            setup: "",
            run: "np.random.default_rng(42).standard_normal(10**7)",
            result: "np.random.default_rng(42).standard_normal(10**7)",
        },
        target: Target::ratio(1.5),
        ..EXACT
    },
    Workload {
        name: "dates from text, 1e6",
        nd: |_| {
            let dates = integers(1, 1_000_000, 1 << 31)?.astype("M8[s]").and_then(|x| x.astype("U19"));
            Ok(makes(dates.map_err(message)?, |x| x.astype("M8[s]")?.as_counts()))
        },
        peer: Peer::Numpy {
            setup: "x = integers(1, 10**6, 2**31).astype('M8[s]').astype('U19')",
            run: "x.astype('M8[s]')",
            result: "x.astype('M8[s]').view('i8')",
        },
        target: Target::ratio(3.0),
        ..EXACT
    },
    Workload {
        name: "loadtxt, 1e6 f64",
        nd: |context| {
            let path = context.folder().join("load.csv");
            nd::savetxt(&path, &uniform(1, 1_000_000)?).map_err(message)?;
            Ok(makes(path, |path| nd::loadtxt(path)))
        },
        // nd's side writes the file before Python is told to prepare.
        peer: Peer::Numpy {
            setup: "path = folder + '/load.csv'",
            run: "np.loadtxt(path)",
            result: "np.loadtxt(path)",
        },
        target: Target::ratio(4.0),
        ..EXACT
    },
    Workload {
        name: "savetxt, 1e6 f64",
        nd: |context| {
            let path = context.folder().join("nd.csv");
            Ok(writes_file(uniform(1, 1_000_000)?, path, |x, path| nd::savetxt(path, x)))
        },
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**6); path = folder + '/numpy.csv'",
            run: "np.savetxt(path, x)",
            result: "open(path, 'rb').read()",
        },
        target: Target::ratio(5.0),
        ..EXACT
    },
    Workload {
        name: "a + b, 8 f64",
        nd: |_| Ok(makes((uniform(1, 8)?, uniform(2, 8)?), |(a, b)| Ok(a + b))),
        peer: Peer::Numpy { setup: "a = uniform(1, 8); b = uniform(2, 8)", run: "a + b", result: "a + b" },
        target: Target { ratio: Some(3.0), nanoseconds: Some(80.0) },
        ..EXACT
    },
    Workload {
        name: "basic slice",
        nd: |_| Ok(makes(uniform(1, 1000)?, |x| x.slice(s![10..900;2]))),
        peer: Peer::Numpy { setup: "x = uniform(1, 1000)", run: "x[10:900:2]", result: "x[10:900:2]" },
        target: Target { ratio: Some(3.0), nanoseconds: Some(30.0) },
        ..EXACT
    },
    Workload {
        name: "a += b, 1000 f64",
        nd: |_| {
            let run = |(a, b): &(Array, Array)| add::with(a, b).out(a).run();
            Ok(writes((uniform(1, 1000)?, uniform(2, 1000)?), |(a, _)| a, run))
        },
        // The same sum into a third array; the in-place one may take 1.4 times as long. In place, the sum grows with
        // each run; the results are those of the first.
        peer: Peer::Nd(|_| {
            let c = nd::zeros(1000, "f8").map_err(message)?;
            let run = |(a, b, c): &(Array, Array, Array)| add::with(a, b).out(c).run();
            Ok(writes((uniform(1, 1000)?, uniform(2, 1000)?, c), |(_, _, c)| c, run))
        }),
        target: Target::ratio(1.0 / 1.4),
        ..EXACT
    },
    Workload {
        name: "repeat by 3, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::repeat(x, 3, ..))),
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**6)",
            run: "np.repeat(x, 3)",
            result: "np.repeat(x, 3)",
        },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "tile by 3, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::tile(x, 3))),
        peer: Peer::Numpy { setup: "x = uniform(1, 10**6)", run: "np.tile(x, 3)", result: "np.tile(x, 3)" },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "roll, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::roll(x, 1000, ..))),
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**6)",
            run: "np.roll(x, 1000)",
            result: "np.roll(x, 1000)",
        },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "concatenate two, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::concatenate(&[x, x], 0))),
        peer: Peer::Numpy {
            setup: "x = uniform(1, 10**6)",
            run: "np.concatenate([x, x])",
            result: "np.concatenate([x, x])",
        },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "einsum abcd,ae,bf->efcd, 20 each, f64",
        nd: |_| {
            let shaped = |seed, shape: &[usize]| {
                uniform(seed, shape.iter().product())?.reshape(shape).map_err(message)
            };
            let inputs = (shaped(1, &[20; 4])?, shaped(2, &[20; 2])?, shaped(3, &[20; 2])?);
            Ok(makes(inputs, |(i, c, d)| nd::einsum("abcd,ae,bf->efcd", [i, c, d])))
        },
        peer: Peer::Numpy {
            setup: "i, c, d = (uniform(k, 20**n).reshape((20,) * n) for k, n in ((1, 4), (2, 2), (3, 2)))",
            run: "np.einsum('abcd,ae,bf->efcd', i, c, d)",
            result: "np.einsum('abcd,ae,bf->efcd', i, c, d)",
        },
        target: Target::ratio(10.0),
        tolerance: Tolerance::Relative(1e-12),
    },
    Workload {
        name: "einsum, a Gaussian process's kernel",
        nd: |_| {
            let shaped = |seed, shape: &[usize]| {
                uniform(seed, shape.iter().product())?.reshape(shape).map_err(message)
            };
            let inputs = (shaped(1, &[10, 3, 3])?, shaped(10, &[10, 300])?, shaped(3, &[3, 300])?);
            Ok(makes(inputs, |(b, d, z)| {
                let left = nd::einsum("N...b,ab->Nab", [d, z])?;
                nd::einsum("Nca,Nab->cb", [b, &left])
            }))
        },
        peer: Peer::Numpy {
            setup: "b = uniform(1, 90).reshape(10, 3, 3); d, z = (uniform(k, 300 * k).reshape(k, 300) for k in (10, 3))",
            run: "np.einsum('Nca,Nab->cb', b, np.einsum('N...b,ab->Nab', d, z))",
            result: "np.einsum('Nca,Nab->cb', b, np.einsum('N...b,ab->Nab', d, z))",
        },
        target: Target::ratio(2.0),
        tolerance: Tolerance::Relative(1e-12),
    },
    Workload {
        name: "sort, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::sort(x, -1))),
        peer: Peer::Numpy { setup: "x = uniform(1, 10**6)", run: "np.sort(x)", result: "np.sort(x)" },
        target: Target::ratio(0.8),
        ..EXACT
    },
    Workload {
        name: "argsort, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::argsort(x, -1))),
        // The numbers are all different, so that there are no ties.
        peer: Peer::Numpy { setup: "x = uniform(1, 10**6)", run: "np.argsort(x)", result: "np.argsort(x)" },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "unique, 1e6 i64 of a wide range",
        nd: |_| Ok(makes(integers(1, 1_000_000, 1_000_000_000)?, nd::unique)),
        peer: Peer::Numpy {
            setup: "x = integers(1, 10**6, 10**9)",
            run: "np.unique(x)",
            result: "np.unique(x)",
        },
        target: Target::ratio(10.0),
        ..EXACT
    },
    Workload {
        name: "median, 1e6 f64",
        nd: |_| Ok(makes(uniform(1, 1_000_000)?, |x| nd::median(x, ..))),
        peer: Peer::Numpy { setup: "x = uniform(1, 10**6)", run: "np.median(x)", result: "np.median(x)" },
        target: Target::ratio(1.0),
        ..EXACT
    },
    Workload {
        name: "searchsorted, 1e6 in 1e6 f64",
        nd: |_| {
            let sorted = nd::sort(&uniform(1, 1_000_000)?, -1).map_err(message)?;
            Ok(makes((sorted, uniform(2, 1_000_000)?), |(x, v)| nd::searchsorted(x, v, nd::Side::Left)))
        },
        peer: Peer::Numpy {
            setup: "x = np.sort(uniform(1, 10**6)); v = uniform(2, 10**6)",
            run: "np.searchsorted(x, v)",
            result: "np.searchsorted(x, v)",
        },
        target: Target::ratio(4.0),
        ..EXACT
    },
    Workload {
        name: "fft, 2^20 c16",
        nd: |_| {
            let x = uniform(1, 1 << 20)?.astype("c16").map_err(message)?;
            Ok(makes(x, |x| nd::fft::fft(x, ..)))
        },
        peer: Peer::Numpy {
            setup: "x = uniform(1, 2**20).astype('c16')",
            run: "np.fft.fft(x)",
            result: "np.fft.fft(x)",
        },
        target: Target::ratio(3.0),
        tolerance: Tolerance::OfLargest(1e-14),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_every_entry_has_a_target() {
        for workload in all() {
            let same = all().filter(|other| other.name == workload.name);
            assert_eq!(same.count(), 1, "{}", workload.name);
            assert_ne!(workload.target, Target::default(), "{}", workload.name);
        }
    }
}
