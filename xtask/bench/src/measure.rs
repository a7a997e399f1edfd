//! The turns: check, warm up, then nd and its peer one after the other, the fastest turn of each.

#![forbid(unsafe_code)]

use std::time::{Duration, Instant};

use crate::peer::Python;
use crate::workload::{Case, Context, Peer, Workload};

/// A turn lasts about this long: a workload of nanoseconds is repeated until it does.
const TURN: Duration = Duration::from_millis(2);
/// Repeats in a turn, at most.
const MOST_REPEATS: u32 = 1 << 20;
/// Turns of each side, at least and at most, and the time after which there are enough.
const FEWEST_TURNS: usize = 7;
const MOST_TURNS: usize = 100;
const ENOUGH: Duration = Duration::from_millis(1500);

/// The fastest turns of one workload, per run of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Times {
    /// nd's, in milliseconds.
    pub(crate) nd: f64,
    /// The peer's, in milliseconds, if there is one.
    pub(crate) peer: Option<f64>,
}

/// Runs one workload on both sides.
pub(crate) fn measure(
    workload: &Workload,
    context: &Context,
    python: Option<&mut Python>,
) -> Result<Times, String> {
    let mut nd = (workload.nd)(context)?;
    let mut peer: Option<Box<dyn Case + '_>> = match (&workload.peer, python) {
        (Peer::Numpy { setup, run, result }, Some(python)) => {
            Some(Box::new(python.prepare(setup, run, result)?))
        }
        (Peer::Nd(prepare), _) => Some(prepare(context)?),
        _ => None,
    };
    if let Some(peer) = &mut peer {
        // One run each, because the result of an in-place workload depends on their number.
        nd.time(1)?;
        peer.time(1)?;
        nd.result()?.same(&peer.result()?, workload.tolerance)?;
    }
    take_turns(nd.as_mut(), peer.as_deref_mut())
}

fn take_turns(nd: &mut dyn Case, mut peer: Option<&mut (dyn Case + '_)>) -> Result<Times, String> {
    let nd_repeats = calibrate(nd)?;
    let peer_repeats = peer.as_deref_mut().map_or(Ok(1), calibrate)?;
    let mut times = Times { nd: f64::INFINITY, peer: None };
    let started = Instant::now();
    for turn in 0..MOST_TURNS {
        if turn >= FEWEST_TURNS && started.elapsed() > ENOUGH {
            break;
        }
        times.nd = times.nd.min(milliseconds(nd, nd_repeats)?);
        if let Some(peer) = peer.as_deref_mut() {
            let turn = milliseconds(peer, peer_repeats)?;
            times.peer = Some(times.peer.map_or(turn, |best: f64| best.min(turn)));
        }
    }
    Ok(times)
}

fn milliseconds(case: &mut dyn Case, repeats: u32) -> Result<f64, String> {
    Ok(case.time(repeats)?.as_secs_f64() * 1e3 / f64::from(repeats))
}

/// How many repeats fill a turn. Warms up on the way.
fn calibrate(case: &mut (dyn Case + '_)) -> Result<u32, String> {
    let mut repeats = 1;
    while repeats < MOST_REPEATS && case.time(repeats)? < TURN {
        repeats *= 4;
    }
    Ok(repeats)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{Outcome, Tolerance};
    use crate::workload::Target;

    /// A case that says how long it took instead of taking it.
    struct Pretended {
        nanoseconds: u64,
        runs: u64,
    }

    impl Case for Pretended {
        fn time(&mut self, repeats: u32) -> Result<Duration, String> {
            self.runs += u64::from(repeats);
            // The first run of anything is slow.
            let cold = if self.runs == 1 { 1_000 } else { 0 };
            Ok(Duration::from_nanos(self.nanoseconds * u64::from(repeats) + cold))
        }

        fn result(&mut self) -> Result<Outcome, String> {
            // As an in-place workload: the result depends on the number of runs.
            Ok(Outcome { dtype: "<i8".into(), shape: vec![], bytes: self.runs.to_le_bytes().to_vec() })
        }
    }

    fn pretend(nanoseconds: u64) -> Box<dyn Case> {
        Box::new(Pretended { nanoseconds, runs: 0 })
    }

    const WORKLOAD: Workload = Workload {
        name: "pretended",
        nd: |_| Ok(pretend(50)),
        peer: Peer::Nd(|_| Ok(pretend(200))),
        target: Target { ratio: None, nanoseconds: None },
        tolerance: Tolerance::Exact,
    };

    #[test]
    fn times_are_per_run_and_the_fastest() {
        let context = Context::new().expect("a folder");
        let times = measure(&WORKLOAD, &context, None).expect("the same results");
        assert!((times.nd - 50e-6).abs() < 1e-9, "{times:?}");
        assert!((times.peer.expect("a peer") - 200e-6).abs() < 1e-9, "{times:?}");
    }

    #[test]
    fn short_workloads_are_repeated() {
        assert_eq!(calibrate(pretend(3_000_000).as_mut()), Ok(1));
        assert_eq!(calibrate(pretend(50).as_mut()), Ok(65_536));
        assert_eq!(calibrate(pretend(0).as_mut()), Ok(MOST_REPEATS));
    }

    #[test]
    fn different_results_are_not_timed() {
        let wrong =
            Workload { peer: Peer::Nd(|_| Ok(Box::new(Pretended { nanoseconds: 1, runs: 7 }))), ..WORKLOAD };
        let context = Context::new().expect("a folder");
        let message = measure(&wrong, &context, None).expect_err("differs");
        assert!(message.starts_with("the results differ"), "{message}");
    }
}
