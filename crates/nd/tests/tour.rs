//! The example `tour` prints what NumPy 2.4.6 prints.
//!
//! `tour.txt` is the transcript of the tutorial "Advanced NumPy Techniques" rerun in NumPy 2.4.6: a label in brackets
//! before each item, then its output, with shapes as Python tuples and booleans in lower case.

#[path = "../examples/tour/sections/mod.rs"]
mod sections;

const TRANSCRIPT: &str = include_str!("tour.txt");

/// Items whose functions nd does not have.
const ABSENT: &[&str] = &[
    "5.6b", "6.6", "6.7", "6.11", "6.12", "7.2", "7.3.0", "7.3.1", "7.4", "7.6", "7.7", "7.8", "7.9", "7.10",
    "8.2", "9.6", "9.7", "10.1", "10.3", "11.1", "11.3b", "11.4a", "11.4b", "11.7b", "11.8a", "11.8b",
    "11.9a", "11.9c", "11.10", "12.4", "15.1", "15.2", "15.3", "15.4", "15.5", "15.6", "15.7", "15.8",
    "15.9", "16.3", "16.4", "16.5", "16.6a", "16.6b", "16.7", "16.8", "17.2", "17.4",
];

/// The label of a line that begins an item: `[5.6a]`.
fn label(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let parts: Vec<&str> = inner.trim_end_matches(['a', 'b', 'c']).split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (parts.len() >= 2 && parts.iter().all(|part| is_number(&part))).then_some(inner)
}

/// The items of a transcript: labels with their text.
fn items(text: &str) -> Vec<(&str, String)> {
    let mut items: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (label(line), items.last_mut()) {
            (Some(label), _) => items.push((label, String::new())),
            (None, Some((_, text))) => *text += &format!("{line}\n"),
            (None, None) => panic!("'{line}' comes before the first label"),
        }
    }
    items
}

#[test]
fn the_tour_is_numpys() {
    let printed = sections::tour().expect("a tour without errors");
    let mut expected = items(TRANSCRIPT);
    if ABSENT.is_empty() {
        assert_eq!(printed, TRANSCRIPT);
    }
    assert!(
        ABSENT.iter().all(|absent| expected.iter().any(|(label, _)| label == absent)),
        "an unknown label"
    );
    expected.retain(|(label, _)| !ABSENT.contains(label));
    let found = items(&printed);
    let labels =
        |items: &[(&str, String)]| items.iter().map(|(label, _)| label.to_string()).collect::<Vec<_>>();
    assert_eq!(labels(&found), labels(&expected));
    for ((label, found), (_, expected)) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "[{label}]");
    }
}
