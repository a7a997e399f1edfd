//! What a workload is: data, and closures over nd.

#![forbid(unsafe_code)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::outcome::{Outcome, Tolerance};

/// One line of the benchmark.
pub(crate) struct Workload {
    /// What is timed, as printed and as `--filter` sees it.
    pub(crate) name: &'static str,
    /// Makes nd's inputs.
    pub(crate) nd: Prepare,
    /// What nd is compared with.
    pub(crate) peer: Peer,
    /// What is asked for.
    pub(crate) target: Target,
    /// How far the results may differ.
    pub(crate) tolerance: Tolerance,
}

impl Workload {
    /// nd beside a NumPy expression, both of which make a result; equal bit by bit, and at least `ratio` times as fast.
    pub(crate) const fn makes(
        name: &'static str,
        nd: Prepare,
        setup: &'static str,
        expression: &'static str,
        ratio: f64,
    ) -> Workload {
        Workload::writes(name, nd, setup, expression, expression, ratio)
    }

    /// As [`Workload::makes`], for a statement whose result is found elsewhere.
    pub(crate) const fn writes(
        name: &'static str,
        nd: Prepare,
        setup: &'static str,
        run: &'static str,
        result: &'static str,
        ratio: f64,
    ) -> Workload {
        let peer = Peer::Numpy { setup, run, result };
        Workload { name, nd, peer, target: Target::ratio(ratio), tolerance: Tolerance::Exact }
    }

    /// The same with results that may differ by this part of the larger magnitude.
    pub(crate) const fn within(self, relative: f64) -> Workload {
        Workload { tolerance: Tolerance::Relative(relative), ..self }
    }
}

/// Makes the inputs of a workload.
pub(crate) type Prepare = fn(&Context) -> Result<Box<dyn Case>, String>;

/// The other side of a comparison.
pub(crate) enum Peer {
    /// Python source: `setup` makes the inputs, `run` is timed, `result` is an expression with the result after one
    /// run. See `peer.py` for the names in scope.
    Numpy { setup: &'static str, run: &'static str, result: &'static str },
    /// Another way to compute the same thing with nd.
    Nd(Prepare),
    /// Nothing; only the absolute time is of interest.
    Alone,
}

/// What is asked of a workload. Nothing, if both are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Target {
    /// The peer's time by nd's, at least.
    pub(crate) ratio: Option<f64>,
    /// nd's time in nanoseconds, at most.
    pub(crate) nanoseconds: Option<f64>,
}

impl Target {
    /// At least this many times as fast as the peer.
    pub(crate) const fn ratio(ratio: f64) -> Target {
        Target { ratio: Some(ratio), nanoseconds: None }
    }
}

/// A workload whose inputs exist.
pub(crate) trait Case {
    /// Runs `repeats` times.
    fn time(&mut self, repeats: u32) -> Result<Duration, String>;
    /// What one run computes.
    fn result(&mut self) -> Result<Outcome, String>;
}

/// A [`Case`] from its inputs, the code to time, and the code that reads the result. The closures are generic so that
/// a workload of a few nanoseconds pays for no indirect call. Dropping what the code made is part of its time.
pub(crate) fn case<S: 'static, R: 'static>(
    state: S,
    run: impl FnMut(&mut S) -> nd::Result<R> + 'static,
    result: impl FnMut(&mut S) -> Result<Outcome, String> + 'static,
) -> Box<dyn Case> {
    Box::new(Closures { state, run, result })
}

struct Closures<S, F, G> {
    state: S,
    run: F,
    result: G,
}

impl<S, R, F, G> Case for Closures<S, F, G>
where
    F: FnMut(&mut S) -> nd::Result<R>,
    G: FnMut(&mut S) -> Result<Outcome, String>,
{
    fn time(&mut self, repeats: u32) -> Result<Duration, String> {
        let start = Instant::now();
        for _ in 0..repeats {
            let made = (self.run)(black_box(&mut self.state)).map_err(|error| error.to_string())?;
            // A reference, so that what was made stays where it is.
            black_box(&made);
        }
        Ok(start.elapsed())
    }

    fn result(&mut self) -> Result<Outcome, String> {
        (self.result)(&mut self.state)
    }
}

/// What all workloads of a run share: a scratch folder, removed at the end.
pub(crate) struct Context {
    folder: PathBuf,
}

impl Context {
    /// Makes the scratch folder.
    pub(crate) fn new() -> Result<Context, String> {
        let folder = std::env::temp_dir().join(format!("nd-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Context { folder })
    }

    /// The scratch folder, which Python knows as `folder`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        // Left behind at worst, in a folder that the system clears.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
