//! The table for people and the JSON for programs.

#![forbid(unsafe_code)]

use crate::measure::Times;
use crate::workload::{Peer, Target, Workload};

/// One measured workload.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    name: &'static str,
    nd: f64,
    /// The peer's time, NumPy or not.
    peer: Option<f64>,
    is_numpy: bool,
    threads: usize,
    target: Target,
}

impl Row {
    /// The times of a workload, in milliseconds.
    pub(crate) fn new(workload: &Workload, times: Times, threads: usize) -> Row {
        Row {
            name: workload.name,
            nd: times.nd,
            peer: times.peer,
            is_numpy: matches!(workload.peer, Peer::Numpy { .. }),
            threads,
            target: workload.target,
        }
    }

    fn numpy(&self) -> Option<f64> {
        self.peer.filter(|_| self.is_numpy)
    }

    fn ratio(&self) -> Option<f64> {
        self.peer.map(|peer| peer / self.nd)
    }

    /// Whether the targets that could be judged were reached; `None` if there was none.
    fn verdict(&self) -> Option<bool> {
        let ratio = self.target.ratio.zip(self.ratio()).map(|(target, ratio)| ratio >= target);
        let absolute = self.target.nanoseconds.map(|limit| self.nd * 1e6 <= limit);
        match (ratio, absolute) {
            (Some(a), Some(b)) => Some(a && b),
            (a, b) => a.or(b),
        }
    }

    fn cells(&self) -> [String; 6] {
        let verdict = match self.verdict() {
            Some(true) => "pass",
            Some(false) => "short",
            None => "",
        };
        let ratio = self.ratio().map_or("-".into(), |ratio| format!("{ratio:.2}"));
        // A ratio to another way of nd's own, where the column's heading would mislead.
        let mark = if self.peer.is_some() && !self.is_numpy { "*" } else { "" };
        [
            self.name.into(),
            significant(self.nd),
            self.numpy().map_or("-".into(), significant),
            ratio + mark,
            target(self.target),
            verdict.into(),
        ]
    }
}

/// Four significant digits, never in exponent form.
fn significant(milliseconds: f64) -> String {
    let whole = if milliseconds >= 1.0 { milliseconds.log10() as usize + 1 } else { 0 };
    let small = if whole > 0 { 0 } else { (-milliseconds.max(1e-9).log10()) as usize };
    format!("{milliseconds:.*}", 4usize.saturating_sub(whole) + small)
}

fn target(target: Target) -> String {
    let ratio = target.ratio.map(|ratio| format!(">= {ratio:.2}"));
    let absolute = target.nanoseconds.map(|limit| format!("<= {limit} ns"));
    ratio.into_iter().chain(absolute).collect::<Vec<_>>().join(", ")
}

/// The rows in columns.
pub(crate) fn table(rows: &[Row]) -> String {
    let heading = ["workload", "nd ms", "NumPy ms", "NumPy/nd", "target", ""].map(str::to_string);
    let lines: Vec<[String; 6]> = std::iter::once(heading).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut text = String::new();
    for cells in &lines {
        let mut line = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let width = widths[column];
            // Numbers to the right, words to the left.
            line += &if (1..=3).contains(&column) {
                format!("{cell:>width$}  ")
            } else {
                format!("{cell:<width$}  ")
            };
        }
        text += line.trim_end();
        text.push('\n');
    }
    if rows.iter().any(|row| row.peer.is_some() && !row.is_numpy) {
        text += "* to the same computation by another way through nd\n";
    }
    text.trim_end().into()
}

/// The rows as one JSON array.
pub(crate) fn json(rows: &[Row]) -> String {
    let number = |x: Option<f64>| x.filter(|x| x.is_finite()).map_or("null".into(), |x| x.to_string());
    let objects = rows.iter().map(|row| {
        format!(
            r#"{{"name": {}, "nd_ms": {}, "numpy_ms": {}, "ratio": {}, "threads": {}, "target": {}}}"#,
            json_string(row.name),
            number(Some(row.nd)),
            number(row.numpy()),
            number(row.ratio()),
            row.threads,
            number(row.target.ratio),
        )
    });
    format!("[{}]", objects.collect::<Vec<_>>().join(",\n "))
}

/// `text` as a JSON string.
pub(crate) fn json_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            c if c < ' ' => quoted += &format!("\\u{:04x}", c as u32),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [Row; 3] = [
        Row {
            name: "x + y",
            nd: 8.0,
            peer: Some(10.0),
            is_numpy: true,
            threads: 1,
            target: Target::ratio(1.5),
        },
        Row {
            name: "slice",
            nd: 25e-6,
            peer: None,
            is_numpy: true,
            threads: 1,
            target: Target { ratio: None, nanoseconds: Some(30.0) },
        },
        Row {
            name: "a += b",
            nd: 1.0,
            peer: Some(1.25),
            is_numpy: false,
            threads: 1,
            target: Target::ratio(0.714),
        },
    ];

    #[test]
    fn columns_line_up() {
        let expected = "\
workload     nd ms  NumPy ms  NumPy/nd  target
x + y        8.000     10.00      1.25  >= 1.50   short
slice     0.00002500         -         -  <= 30 ns  pass
a += b       1.000         -     1.25*  >= 0.71   pass
* to the same computation by another way through nd";
        // The widest cell of the second column sets its width.
        let squeeze = |text: &str| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
        let table = table(&ROWS);
        assert_eq!(squeeze(&table), squeeze(expected));
        let at = |line: &str, word: &str| line.find(word).map(|at| at + word.len());
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(at(lines[0], "nd ms"), at(lines[1], "8.000"));
        assert_eq!(at(lines[0], "NumPy/nd"), at(lines[1], "1.25"));
    }

    #[test]
    fn both_targets_have_to_be_reached() {
        let both = Target { ratio: Some(3.0), nanoseconds: Some(80.0) };
        let row = |nd, peer| Row { nd, peer, target: both, ..ROWS[0].clone() };
        assert_eq!(row(60e-6, Some(240e-6)).verdict(), Some(true));
        assert_eq!(row(60e-6, Some(120e-6)).verdict(), Some(false));
        assert_eq!(row(90e-6, Some(900e-6)).verdict(), Some(false));
        assert_eq!(row(60e-6, None).verdict(), Some(true), "only the absolute one can be judged");
        assert_eq!(Row { target: Target::default(), ..ROWS[0].clone() }.verdict(), None);
    }

    #[test]
    fn json_has_the_documented_fields() {
        let expected = r#"[{"name": "x + y", "nd_ms": 8, "numpy_ms": 10, "ratio": 1.25, "threads": 1, "target": 1.5},
 {"name": "slice", "nd_ms": 0.000025, "numpy_ms": null, "ratio": null, "threads": 1, "target": null},
 {"name": "a += b", "nd_ms": 1, "numpy_ms": null, "ratio": 1.25, "threads": 1, "target": 0.714}]"#;
        assert_eq!(json(&ROWS), expected);
        assert_eq!(json(&[]), "[]");
        assert_eq!(json_string("a\"b\\c\nd"), r#""a\"b\\c\u000ad""#);
    }

    #[test]
    fn times_keep_four_digits() {
        for (time, text) in [(1234.5, "1234"), (12.345, "12.35"), (0.5, "0.5000"), (0.000025, "0.00002500")] {
            assert_eq!(significant(time), text);
        }
    }
}
