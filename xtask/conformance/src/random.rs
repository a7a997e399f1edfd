//! Random cases against a running NumPy.

#![forbid(unsafe_code)]

use crate::case::Case;
use crate::python::Interpreter;
use crate::report::Tally;
use crate::topics::TOPICS;

/// Compares `count` random cases, the topics taking turns. The same seed and filter give the same cases.
///
/// # Errors
/// A Python that fails, or a filter that no topic passes.
pub(crate) fn check(python: &Interpreter, count: u64, seed: u64, filter: &str) -> Result<Tally, String> {
    let mut server = python.serve()?;
    let chosen: Vec<_> = TOPICS
        .iter()
        .filter(|topic| topic.name.contains(filter) && server.topics().iter().any(|name| name == topic.name))
        .collect();
    if chosen.is_empty() {
        return Err(format!("no topic with random cases contains '{filter}'"));
    }
    println!("seed {seed}");
    let mut tally = Tally::default();
    for (t, topic) in chosen.iter().enumerate() {
        for index in (t as u64..count).step_by(chosen.len()) {
            let case = Case::parse(&server.case(topic.name, seed, index)?)?;
            let place = format!("{} {index}", topic.name);
            tally.count(topic.name, case.check(topic.run).map_err(|why| format!("{place}: {why}")));
        }
    }
    Ok(tally)
}
