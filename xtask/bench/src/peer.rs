//! NumPy, in one Python process that lives as long as the run. `peer.py` documents the protocol.

#![forbid(unsafe_code)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::outcome::Outcome;
use crate::report::json_string;
use crate::workload::Case;

const PROGRAM: &str = include_str!("peer.py");

/// The variables by which the libraries under NumPy learn how many threads they may use.
const THREAD_VARIABLES: &[&str] =
    &["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"];

/// A running Python.
pub(crate) struct Python {
    child: Child,
    // An Option so that dropping can close it before waiting.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    result_file: PathBuf,
}

impl Python {
    /// Starts `program`, which has to have NumPy.
    pub(crate) fn start(program: &str, threads: usize, folder: &Path) -> Result<Python, String> {
        let mut command = Command::new(program);
        command.args(["-c", PROGRAM]).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.envs(THREAD_VARIABLES.iter().map(|name| (name, threads.to_string())));
        let mut child = command.spawn().map_err(|error| format!("{program}: {error}; see --python"))?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(format!("{program}: no pipes"));
        };
        let result_file = folder.join("result");
        let mut python = Python { child, orders: Some(stdin), answers: BufReader::new(stdout), result_file };
        python
            .answer("ok")
            .map_err(|error| format!("{program}: {error}; name one that has NumPy by --python"))?;
        Ok(python)
    }

    /// Makes a workload's inputs.
    pub(crate) fn prepare(&mut self, setup: &str, run: &str, result: &str) -> Result<NumpyCase<'_>, String> {
        let [setup, run, result] = [setup, run, result].map(json_string);
        let order = format!(r#"{{"do": "prepare", "setup": {setup}, "run": {run}, "result": {result}}}"#);
        self.order(&order, "ok")?;
        Ok(NumpyCase { python: self })
    }

    /// Sends one line and returns what follows `expected` in the answer.
    fn order(&mut self, line: &str, expected: &str) -> Result<String, String> {
        let orders = self.orders.as_mut().ok_or("Python: closed")?;
        writeln!(orders, "{line}")
            .and_then(|()| orders.flush())
            .map_err(|error| format!("Python: {error}"))?;
        self.answer(expected)
    }

    fn answer(&mut self, expected: &str) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|error| format!("Python: {error}"))?;
        match line.trim_end().split_once(' ').unwrap_or((line.trim_end(), "")) {
            ("", _) => Err("Python ended".into()),
            (word, rest) if word == expected => Ok(rest.into()),
            ("error", rest) => Err(format!("Python: {rest}")),
            _ => Err(format!("Python answered '{}', not '{expected}'", line.trim_end())),
        }
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // The end of its input ends the process.
        self.orders = None;
        let _ = self.child.wait();
    }
}

/// A workload that Python is ready to run.
pub(crate) struct NumpyCase<'p> {
    python: &'p mut Python,
}

impl Case for NumpyCase<'_> {
    fn time(&mut self, repeats: u32) -> Result<Duration, String> {
        let answer = self.python.order(&format!(r#"{{"do": "run", "repeats": {repeats}}}"#), "time")?;
        let nanoseconds = answer.parse().map_err(|error| format!("Python: time '{answer}': {error}"))?;
        Ok(Duration::from_nanos(nanoseconds))
    }

    fn result(&mut self) -> Result<Outcome, String> {
        let path = json_string(&self.python.result_file.to_string_lossy());
        let answer = self.python.order(&format!(r#"{{"do": "result", "path": {path}}}"#), "result")?;
        let (dtype, shape) = parse_result(&answer).ok_or_else(|| format!("Python: result '{answer}'"))?;
        let bytes = std::fs::read(&self.python.result_file).map_err(|error| format!("Python: {error}"))?;
        Ok(Outcome { dtype, shape, bytes })
    }
}

/// `<f8 2,3` or `<f8 -`.
fn parse_result(answer: &str) -> Option<(String, Vec<usize>)> {
    let (dtype, shape) = answer.split_once(' ')?;
    let shape = match shape {
        "-" => Vec::new(),
        axes => axes.split(',').map(str::parse).collect::<Result<_, _>>().ok()?,
    };
    Some((dtype.into(), shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read() {
        assert_eq!(parse_result("<f8 2,3"), Some(("<f8".into(), vec![2, 3])));
        assert_eq!(parse_result("|b1 -"), Some(("|b1".into(), vec![])));
        assert_eq!(parse_result("<f8"), None);
        assert_eq!(parse_result("<f8 2,x"), None);
    }

    #[test]
    fn a_missing_python_is_named() {
        let error = Python::start("no-such-python", 1, Path::new(".")).err().expect("refused");
        assert!(error.starts_with("no-such-python: ") && error.ends_with("see --python"), "{error}");
    }
}
