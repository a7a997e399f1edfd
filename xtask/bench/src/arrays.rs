//! nd's side of a workload: its inputs, and its results in the form that is compared.
//!
//! Inputs lie in memory that nd allocated, not in adopted vectors: nd and NumPy both ask the system for huge pages, a
//! `Vec` does not, and the kind of pages would be compared instead of the work.

#![forbid(unsafe_code)]

use std::path::PathBuf;

use nd::{Array, Plain};

use crate::data;
use crate::outcome::Outcome;
use crate::workload::{Case, case};

/// The message of an error.
pub(crate) fn message(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// `n` numbers of [0, 1): `uniform(seed, n)` in Python.
pub(crate) fn uniform(seed: u64, n: usize) -> Result<Array, String> {
    allocated(data::uniform(seed, n)).map_err(message)
}

/// Such numbers in `rows` rows.
pub(crate) fn table(seed: u64, rows: usize, columns: usize) -> Result<Array, String> {
    uniform(seed, rows * columns)?.reshape((rows, columns)).map_err(message)
}

/// `n` numbers of [-half, half): `uniform(seed, n) * (2 * half) - half` in Python.
pub(crate) fn centred(seed: u64, n: usize, half: f64) -> Result<Array, String> {
    let scaled = &uniform(seed, n)? * (2.0 * half);
    Ok(&scaled - half)
}

/// `n` numbers of 0..bound: `integers(seed, n, bound)` in Python.
pub(crate) fn integers(seed: u64, n: usize, bound: u64) -> Result<Array, String> {
    allocated(data::integers(seed, n, bound)).map_err(message)
}

fn allocated<T: Plain>(values: Vec<T>) -> nd::Result<Array> {
    let values = Array::from_vec(values)?;
    let array = nd::empty(values.shape(), values.dtype())?;
    array.assign(&values)?;
    Ok(array)
}

/// An array as a result.
pub(crate) fn outcome(array: &Array) -> Result<Outcome, String> {
    let bytes = array.tobytes().map_err(message)?;
    Ok(Outcome { dtype: array.dtype().descr_str(), shape: array.shape().to_vec(), bytes })
}

/// A workload that makes an array of arrays that it only reads.
pub(crate) fn makes<S: 'static>(
    state: S,
    run: impl Fn(&S) -> nd::Result<Array> + Copy + 'static,
) -> Box<dyn Case> {
    case(state, move |state| run(state), move |state| outcome(&run(state).map_err(message)?))
}

/// A workload that writes into `target`, which is its result.
pub(crate) fn writes<S: 'static, R: 'static>(
    state: S,
    target: impl Fn(&S) -> &Array + 'static,
    run: impl Fn(&S) -> nd::Result<R> + 'static,
) -> Box<dyn Case> {
    case(state, move |state| run(state), move |state| outcome(target(state)))
}

/// A workload that writes the file `path`.
pub(crate) fn writes_file<S: 'static>(
    state: S,
    path: PathBuf,
    run: impl Fn(&S, &PathBuf) -> nd::Result<()> + 'static,
) -> Box<dyn Case> {
    let read = path.clone();
    let result = move |_: &mut S| {
        let bytes = std::fs::read(&read).map_err(message)?;
        Ok(Outcome { dtype: "text".into(), shape: vec![bytes.len()], bytes })
    };
    case(state, move |state| run(state, &path), result)
}
