//! Text, records and printing.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{PrintOptions, SortOptions};

use super::N;
use crate::arrays::{integers, makes, message, outcome, uniform};
use crate::outcome::{Outcome, Tolerance};
use crate::workload::{Case, Peer, Target, Workload, case};

const MILLION: usize = 1_000_000;

/// A million texts of one to eight digits.
fn digits(seed: u64) -> Result<Array, String> {
    integers(seed, MILLION, 100_000_000)?.astype("U8").map_err(message)
}

/// A million texts of eight small letters.
fn letters() -> Result<Array, String> {
    let characters = integers(1, 8 * MILLION, 26)? + 97;
    characters.astype("u4").and_then(|x| x.view_as("U8")).map_err(message)
}

/// Two arrays of digits.
const DIGITS: &str = "x, y = (integers(k, 10**6, 10**8).astype('U8') for k in (1, 2))";

/// A million packed records with keys that are all different.
fn records() -> Result<Array, String> {
    let records = nd::zeros(MILLION, "i1, f8, i4").map_err(message)?;
    let fill = |name: &str, values: &Array| records.field(name)?.assign(values);
    fill("f1", &uniform(1, MILLION)?).map_err(message)?;
    fill("f2", &nd::arange(MILLION)).map_err(message)?;
    Ok(records)
}

/// A workload that makes text of an array.
fn prints(array: Array, print: impl Fn(&Array) -> Result<String> + Copy + 'static) -> Box<dyn Case> {
    let result = move |array: &mut Array| {
        let bytes = print(array).map_err(message)?.into_bytes();
        Ok(Outcome { dtype: "text".into(), shape: vec![bytes.len()], bytes })
    };
    case(array, move |array| print(array), result)
}

/// `str` of so many zeros.
fn summary(n: usize) -> Result<Box<dyn Case>, String> {
    Ok(prints(nd::zeros(n, "f8").map_err(message)?, |x| Ok(x.to_string())))
}

pub(super) const ROWS: &[Workload] = &[
    Workload::makes(
        "x == y, 1e6 U8",
        |_| Ok(makes((digits(1)?, digits(1)?), |(x, y)| nd::equal(x, y))),
        "x = integers(1, 10**6, 10**8).astype('U8'); y = x.copy()",
        "x == y",
        1.5,
    ),
    Workload::makes(
        "x < y, 1e6 U8",
        |_| Ok(makes((digits(1)?, digits(2)?), |(x, y)| nd::less(x, y))),
        DIGITS,
        "x < y",
        1.5,
    ),
    Workload::makes(
        "strings.add, 1e6 U8",
        |_| Ok(makes((digits(1)?, digits(2)?), |(x, y)| nd::strings::add(x, y))),
        DIGITS,
        "np.strings.add(x, y)",
        1.5,
    ),
    Workload::makes(
        "strings.upper, 1e6 U8",
        |_| Ok(makes(letters()?, nd::strings::upper)),
        "x = (integers(1, 8 * 10**6, 26) + 97).astype('u4').view('U8')",
        "np.strings.upper(x)",
        1.5,
    ),
    Workload::makes(
        "astype f8 to U32, 1e6",
        |_| Ok(makes(uniform(1, MILLION)?, |x| x.astype("U32"))),
        "x = uniform(1, 10**6)",
        "x.astype('U32')",
        10.0,
    ),
    Workload::makes(
        "array2string, 1000x1000 f64",
        |_| {
            let table = uniform(1, MILLION)?.reshape((1000, 1000)).map_err(message)?;
            Ok(prints(table, |x| {
                let options = PrintOptions { threshold: MILLION, ..PrintOptions::default() };
                nd::array2string(x, &options, " ", "", "")
            }))
        },
        "x = uniform(1, 10**6).reshape(1000, 1000)",
        "np.array2string(x, threshold=10**6).encode()",
        20.0,
    ),
    Workload {
        name: "str, 1e8 f64 beside 1e4",
        nd: |_| summary(100_000_000),
        peer: Peer::Nd(|_| summary(10_000)),
        // As fast, but for noise.
        target: Target::ratio(0.9),
        tolerance: Tolerance::Exact,
    },
    Workload::makes(
        "byteswap, 1e7 f64",
        |_| Ok(makes(uniform(1, N)?, |x| x.byteswap())),
        "x = uniform(1, 10**7)",
        "x.byteswap()",
        1.0,
    ),
    Workload::makes(
        "x + x of a packed field, 1e7 f64",
        |_| {
            let field = nd::zeros(N, "i1, f8").and_then(|x| x.field("f1")).map_err(message)?;
            field.assign(&uniform(1, N)?).map_err(message)?;
            Ok(makes(field, |x| Ok(x + x)))
        },
        "r = np.zeros(10**7, dtype='i1, f8'); x = r['f1']; x[...] = uniform(1, 10**7)",
        "x + x",
        1.0,
    ),
    Workload {
        name: "sort by a field, 1e6 records",
        nd: |_| {
            let sorted = |x: &Array| nd::sort(x, SortOptions::new().order(["f1"]));
            // The third field tells the order.
            let result =
                move |x: &mut Array| outcome(&sorted(x).and_then(|x| x.field("f2")).map_err(message)?);
            Ok(case(records()?, move |x| sorted(x), result))
        },
        peer: Peer::Numpy {
            setup: "x = np.zeros(10**6, dtype='i1, f8, i4'); x['f1'] = uniform(1, 10**6); x['f2'] = np.arange(10**6)",
            run: "np.sort(x, order='f1')",
            result: "np.sort(x, order='f1')['f2']",
        },
        target: Target::ratio(20.0),
        tolerance: Tolerance::Exact,
    },
];
