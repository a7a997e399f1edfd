//! A bar on standard error, if somebody is looking.

#![forbid(unsafe_code)]

use std::io::{IsTerminal, Write};

const WIDTH: usize = 24;

/// How far the run is.
pub(crate) struct Progress {
    done: usize,
    total: usize,
    shown: bool,
}

impl Progress {
    /// For `total` steps.
    pub(crate) fn new(total: usize) -> Progress {
        Progress { done: 0, total, shown: std::io::stderr().is_terminal() }
    }

    /// Starts the step called `name`.
    pub(crate) fn step(&mut self, name: &str) {
        self.show(&bar(self.done, self.total, name));
        self.done += 1;
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.show("");
    }

    fn show(&self, line: &str) {
        if self.shown {
            // Return to the first column, write, clear to the end. A bar that cannot be drawn is no loss.
            let _ = write!(std::io::stderr(), "\r{line}\x1b[K");
            let _ = std::io::stderr().flush();
        }
    }
}

fn bar(done: usize, total: usize, name: &str) -> String {
    let filled = done * WIDTH / total.max(1);
    format!("[{}{}] {}/{total} {name}", "#".repeat(filled), ".".repeat(WIDTH - filled), done + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(bar(0, 4, "sum"), "[........................] 1/4 sum");
        assert_eq!(bar(3, 4, "sum"), "[##################......] 4/4 sum");
    }
}
