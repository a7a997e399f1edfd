//! Counting, and what is printed.

#![forbid(unsafe_code)]

/// How many cases passed, and what the others said.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    topics: Vec<(String, usize, usize)>,
    messages: Vec<String>,
}

impl Tally {
    /// Counts one case of `topic`.
    pub(crate) fn count(&mut self, topic: &str, outcome: Result<(), String>) {
        if self.topics.last().is_none_or(|(name, ..)| name != topic) {
            self.topics.push((topic.to_string(), 0, 0));
        }
        if let Some((_, passed, failed)) = self.topics.last_mut() {
            match outcome {
                Ok(()) => *passed += 1,
                Err(message) => {
                    *failed += 1;
                    self.messages.push(message);
                }
            }
        }
    }

    /// How many passed.
    pub(crate) fn passes(&self) -> usize {
        self.topics.iter().map(|(_, passed, _)| passed).sum()
    }

    /// How many did not.
    pub(crate) fn failures(&self) -> usize {
        self.messages.len()
    }

    /// The first `n` differences.
    pub(crate) fn first(&self, n: usize) -> String {
        let mut text =
            self.messages.iter().take(n).map(|message| format!("{message}\n\n")).collect::<String>();
        if self.messages.len() > n {
            text += &format!("... and {} more\n", self.messages.len() - n);
        }
        text
    }

    /// Differences, counts per topic, and the line that ends a run.
    pub(crate) fn text(&self) -> String {
        let mut text = self.first(200);
        for (topic, passed, failed) in &self.topics {
            text += &format!("{topic:<16} {passed:>6} passed {failed:>5} failed\n");
        }
        text + &format!("{} passed, {} failed", self.passes(), self.failures())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_with_its_counts() {
        let mut tally = Tally::default();
        tally.count("a", Ok(()));
        tally.count("a", Err("a:2: add\nexpected 1".into()));
        tally.count("b", Ok(()));
        let text = tally.text();
        assert!(text.starts_with("a:2: add\nexpected 1\n"), "{text}");
        assert_eq!(text.lines().last(), Some("2 passed, 1 failed"));
    }
}
