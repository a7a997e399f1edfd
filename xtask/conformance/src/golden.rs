//! The committed vectors: files of cases, run and counted.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::report::Tally;
use crate::topics::{TOPICS, Topic};

/// Where the vectors are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// Runs every case whose topic or operation contains `filter`.
///
/// # Errors
/// A file that cannot be read or is not made of cases.
pub(crate) fn check(filter: &str) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for topic in TOPICS {
        check_topic(topic, filter, &mut tally)?;
    }
    Ok(tally)
}

fn check_topic(topic: &Topic, filter: &str, tally: &mut Tally) -> Result<(), String> {
    let path = folder().join(format!("{}.jsonl", topic.name));
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    for (i, line) in text.lines().enumerate() {
        let case = Case::parse(line).map_err(|error| format!("{}:{}: {error}", path.display(), i + 1))?;
        if topic.name.contains(filter) || case.op().contains(filter) {
            let place = format!("{}:{}", topic.name, i + 1);
            tally.count(topic.name, case.check(topic.run).map_err(|why| format!("{place}: {why}")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nd_agrees_with_the_golden_vectors() {
        let tally = check("").expect("readable files");
        assert_eq!(tally.failures(), 0, "\n{}", tally.first(20));
    }

    #[test]
    fn every_file_has_a_topic() {
        let files =
            std::fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").path());
        let mut found: Vec<String> =
            files.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
        found.sort();
        assert_eq!(found, TOPICS.iter().map(|topic| topic.name).collect::<Vec<_>>());
    }
}
