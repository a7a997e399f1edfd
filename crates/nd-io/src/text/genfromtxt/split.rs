//! Lines to fields: the scanner of `loadtxt` finds lines, comments and most fields; text separators and fixed widths
//! are cut here.

#![forbid(unsafe_code)]

use super::arguments::Delimiter;
use crate::text::scan::{Rules, Scanner};
use core::ops::Range;

/// How lines are cut.
pub(super) struct Splitter<'a> {
    delimiter: &'a Delimiter,
    autostrip: bool,
    /// For what the scanner can cut by itself.
    rules: Rules,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(delimiter: &'a Delimiter, autostrip: bool) -> Splitter<'a> {
        let byte = match delimiter {
            Delimiter::Text(text) => single(text),
            _ => None,
        };
        Splitter { delimiter, autostrip, rules: Rules::new(byte, &[]) }
    }

    /// The fields of the line that is `line` of `text`, without its comment and its end.
    pub(super) fn fields(&self, text: &str, line: Range<usize>) -> Vec<Range<usize>> {
        let mut fields = match self.delimiter {
            // A width of zero would cut the line into nothing for ever.
            Delimiter::Space | Delimiter::Width(0) => self.scanned(text, trimmed(text, line, |c| c == ' ')),
            Delimiter::Text(separator) => {
                let line = trimmed(text, line, |c| c == ' ');
                match single(separator) {
                    _ if line.is_empty() => Vec::new(),
                    Some(_) => self.scanned(text, line),
                    None => separated(text, line, separator),
                }
            }
            Delimiter::Width(width) => wide(text, line, core::iter::repeat(*width)),
            Delimiter::Widths(widths) if line.is_empty() || widths.is_empty() => Vec::new(),
            Delimiter::Widths(widths) => {
                let end = line.end;
                let mut fields = wide(text, line, widths.iter().copied());
                fields.resize(widths.len(), end..end);
                fields
            }
        };
        if self.autostrip {
            fields.iter_mut().for_each(|field| *field = trimmed(text, field.clone(), char::is_whitespace));
        }
        fields
    }

    fn scanned(&self, text: &str, line: Range<usize>) -> Vec<Range<usize>> {
        let mut fields = Vec::new();
        let text = &text.as_bytes()[..line.end];
        Scanner { rules: &self.rules, text, at: line.start }.line(&mut fields);
        fields
    }
}

/// A separator of one byte, which the scanner knows; it takes line ends for its own.
fn single(text: &str) -> Option<u8> {
    match text.as_bytes() {
        &[byte] if byte.is_ascii() && byte != b'\n' && byte != b'\r' => Some(byte),
        _ => None,
    }
}

fn separated(text: &str, line: Range<usize>, separator: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = line.start;
    for (at, _) in text[line.clone()].match_indices(separator) {
        fields.push(start..line.start + at);
        start = line.start + at + separator.len();
    }
    fields.push(start..line.end);
    fields
}

/// Fields of so many characters, until the line or the widths end.
fn wide(text: &str, line: Range<usize>, widths: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut at = line.start;
    for width in widths {
        if at >= line.end {
            break;
        }
        let rest = &text[at..line.end];
        let length = rest.char_indices().nth(width).map_or(rest.len(), |(length, _)| length);
        fields.push(at..at + length);
        at += length;
    }
    fields
}

fn trimmed(text: &str, range: Range<usize>, blank: impl Fn(char) -> bool + Copy) -> Range<usize> {
    let whole = &text[range.clone()];
    let start = range.start + (whole.len() - whole.trim_start_matches(blank).len());
    start..start + text[start..range.end].trim_end_matches(blank).len()
}
