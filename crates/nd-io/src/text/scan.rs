//! Text to lines and fields.
//!
//! A line ends at `\n`, `\r` or `\r\n`. Without a delimiter, fields are what stands between runs of white space; with
//! one, between any two delimiters there is a field, be it empty. A comment marker ends the line, wherever it stands.
//! Lines without a field are no rows.

#![forbid(unsafe_code)]

use core::ops::Range;

/// What a byte can mean. Characters outside ASCII are [`Class::Plain`] bytes, unless a comment marker begins with one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Newline,
    Delimiter,
    /// The first byte of a comment marker.
    Comment,
    /// A quotation mark, which counts at the start of a field.
    Quote,
}

/// The white space that separates fields where no delimiter is given: Python's, as far as it is ASCII and ends no line.
pub(super) const SPACE: &[u8] = b" \t\x0b\x0c\x1c\x1d\x1e\x1f";

/// What separates fields and ends lines.
pub(super) struct Rules {
    classes: [Class; 256],
    comments: Vec<Vec<u8>>,
    pub(super) delimiter: Option<u8>,
    pub(super) quote: Option<u8>,
}

impl Rules {
    /// Fields separated by `delimiter`, or white space; lines end at any of `comments`, none of which is empty.
    pub(super) fn new(delimiter: Option<u8>, comments: &[String]) -> Rules {
        let mut classes = [Class::Plain; 256];
        for comment in comments {
            classes[usize::from(comment.as_bytes()[0])] = Class::Comment;
        }
        for &byte in delimiter.as_ref().map_or(SPACE, core::slice::from_ref) {
            classes[usize::from(byte)] = Class::Delimiter;
        }
        for byte in [b'\n', b'\r'] {
            classes[usize::from(byte)] = Class::Newline;
        }
        let comments = comments.iter().map(|comment| comment.as_bytes().to_vec()).collect();
        Rules { classes, comments, delimiter, quote: None }
    }

    /// The same rules with a quotation mark: between two of them, line ends and delimiters belong to the field, and two in a row
    /// are one that does.
    pub(super) fn quoted(mut self, quote: Option<u8>) -> Rules {
        if let Some(quote) = quote {
            self.classes[usize::from(quote)] = Class::Quote;
        }
        self.quote = quote;
        self
    }

    #[inline]
    fn class(&self, byte: u8) -> Class {
        self.classes[usize::from(byte)]
    }

    /// Whether no character of a number means something else, so that the end of a number is the end of its field.
    pub(super) fn leave_numbers_alone(&self) -> bool {
        (0..=255u8)
            .filter(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
            .all(|byte| self.class(byte) == Class::Plain)
    }
}

/// A position in the text.
pub(super) struct Scanner<'a> {
    pub(super) rules: &'a Rules,
    pub(super) text: &'a [u8],
    pub(super) at: usize,
}

/// What follows a field in its line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Another field, at the scanner's position.
    Field,
    /// Nothing: the scanner is behind the end of the line.
    Line,
    /// Something that only a full look at the line can judge.
    Other,
}

impl<'a> Scanner<'a> {
    pub(super) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    #[inline]
    fn class_here(&self) -> Class {
        self.text.get(self.at).map_or(Class::Newline, |&byte| self.rules.class(byte))
    }

    /// Moves behind the end of the line.
    pub(super) fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        self.newline();
    }

    /// Moves over one line end.
    #[inline]
    fn newline(&mut self) {
        match self.text.get(self.at) {
            Some(b'\r') if self.text.get(self.at + 1) == Some(&b'\n') => self.at += 2,
            Some(_) => self.at += 1,
            None => {}
        }
    }

    /// Moves over white space between fields, or, where there is a delimiter, over blanks that it does not claim.
    #[inline]
    pub(super) fn skip_space(&mut self) {
        let delimited = self.rules.delimiter.is_some();
        while let Some(&byte) = self.text.get(self.at) {
            let blank = match self.rules.class(byte) {
                Class::Delimiter => !delimited,
                Class::Plain => byte == b' ',
                _ => false,
            };
            if !blank {
                return;
            }
            self.at += 1;
        }
    }

    /// Judges what stands behind a field and moves over it.
    #[inline]
    pub(super) fn after_field(&mut self) -> Next {
        match self.class_here() {
            Class::Delimiter => {
                self.at += 1;
                if self.rules.delimiter.is_none() {
                    self.skip_space();
                    if self.class_here() != Class::Plain {
                        return self.after_field();
                    }
                }
                Next::Field
            }
            Class::Newline => {
                self.newline();
                Next::Line
            }
            Class::Plain | Class::Comment | Class::Quote => Next::Other,
        }
    }

    /// Moves to the end of a field: a delimiter, a line end, a comment, a quotation mark.
    #[inline]
    pub(super) fn skip_field(&mut self) {
        while let Some(&byte) = self.text.get(self.at) {
            match self.rules.class(byte) {
                Class::Plain => {}
                Class::Comment if !self.at_comment() => {}
                _ => return,
            }
            self.at += 1;
        }
    }

    fn at_comment(&self) -> bool {
        let rest = &self.text[self.at..];
        self.rules.comments.iter().any(|comment| rest.starts_with(comment))
    }

    /// What the line holds before its end or a comment; moves behind the line.
    pub(super) fn content(&mut self) -> Range<usize> {
        let start = self.at;
        while let Some(&byte) = self.text.get(self.at) {
            match self.rules.class(byte) {
                Class::Newline => break,
                Class::Comment if self.at_comment() => break,
                _ => self.at += 1,
            }
        }
        let end = self.at;
        self.skip_line();
        start..end
    }

    /// Puts the fields of the line into `fields` and moves behind the line.
    pub(super) fn line(&mut self, fields: &mut Vec<Range<usize>>) {
        fields.clear();
        let delimited = self.rules.delimiter.is_some();
        loop {
            if !delimited {
                self.skip_space();
            }
            let start = self.at;
            self.skip_field();
            if delimited || self.at > start {
                fields.push(start..self.at);
            }
            match self.class_here() {
                Class::Delimiter => self.at += 1,
                _ => break,
            }
        }
        if matches!(&fields[..], [only] if only.is_empty()) {
            fields.clear();
        }
        self.skip_line();
    }

    /// As [`line`](Self::line) where there are quotation marks: puts what the fields hold into `content`, and where into `fields`.
    pub(super) fn quoted_line(&mut self, content: &mut Vec<u8>, fields: &mut Vec<Range<usize>>) {
        content.clear();
        fields.clear();
        let delimited = self.rules.delimiter.is_some();
        let mut quoted_first = false;
        loop {
            if !delimited {
                self.skip_space();
            }
            let start = content.len();
            if self.class_here() == Class::Quote {
                quoted_first |= fields.is_empty();
                self.quotation(content);
            }
            // Inside a field, a quotation mark is a character.
            let from = self.at;
            self.skip_field();
            while self.class_here() == Class::Quote {
                self.at += 1;
                self.skip_field();
            }
            content.extend_from_slice(&self.text[from..self.at]);
            fields.push(start..content.len());
            match self.class_here() {
                Class::Delimiter => self.at += 1,
                _ => break,
            }
        }
        // An empty field at the end of the line is none, unless, as in NumPy, the first one is quoted.
        let last_is_empty = fields.last().is_some_and(Range::is_empty);
        if last_is_empty && !quoted_first && (fields.len() == 1 || !delimited) {
            fields.pop();
        }
        self.skip_line();
    }

    /// Copies what stands between quotation marks, the first of which is here, or up to the end of the text.
    fn quotation(&mut self, content: &mut Vec<u8>) {
        loop {
            let inside = &self.text[self.at + 1..];
            let length = inside.iter().position(|&byte| self.rules.class(byte) == Class::Quote);
            content.extend_from_slice(&inside[..length.unwrap_or(inside.len())]);
            self.at = length.map_or(self.text.len(), |length| self.at + 1 + length + 1);
            if length.is_none() || self.class_here() != Class::Quote {
                return;
            }
            content.push(self.text[self.at]);
        }
    }
}
