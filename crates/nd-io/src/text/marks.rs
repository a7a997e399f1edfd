//! The characters that mean something to `loadtxt`: what separates fields, ends lines and quotes.

#![forbid(unsafe_code)]

use super::scan::{Rules, SPACE};
use super::{Delimiter, LoadTxtError};

/// The markers that begin comments; made from one, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comments(pub(super) Vec<String>);

impl From<&str> for Comments {
    fn from(marker: &str) -> Comments {
        Comments(vec![marker.to_owned()])
    }
}

impl<const N: usize> From<[&str; N]> for Comments {
    fn from(markers: [&str; N]) -> Comments {
        Comments(markers.map(str::to_owned).into())
    }
}

impl From<&[&str]> for Comments {
    fn from(markers: &[&str]) -> Comments {
        Comments(markers.iter().map(|&marker| marker.to_owned()).collect())
    }
}

/// The marks that a caller chose.
pub(super) struct Marks<'a> {
    pub(super) delimiter: &'a Delimiter,
    pub(super) comments: &'a [String],
    pub(super) quote: Option<char>,
}

impl Marks<'_> {
    /// What they make of bytes.
    ///
    /// # Errors
    /// Marks that are no single ASCII characters.
    pub(super) fn rules(&self) -> Result<Rules, LoadTxtError> {
        Ok(Rules::new(self.separator()?, self.comments).quoted(self.quotation_mark()?))
    }

    /// The byte between fields; `None` for white space.
    fn separator(&self) -> Result<Option<u8>, LoadTxtError> {
        match self.delimiter {
            Delimiter::Space => Ok(None),
            Delimiter::Text(text) if text.len() == 1 => Ok(Some(text.as_bytes()[0])),
            other => Err(LoadTxtError::ControlCharacter { found: other.clone() }),
        }
    }

    fn quotation_mark(&self) -> Result<Option<u8>, LoadTxtError> {
        match self.quote {
            Some(quote) if !quote.is_ascii() => {
                Err(LoadTxtError::ControlCharacter { found: Delimiter::from(quote) })
            }
            quote => Ok(quote.map(|quote| quote as u8)),
        }
    }

    /// Whether each means one thing only.
    ///
    /// # Errors
    /// Marks that are no single ASCII characters, that end lines, or that are the same.
    pub(super) fn check(&self) -> Result<(), LoadTxtError> {
        let (delimiter, comments) = (self.separator()?, self.comments);
        if comments.iter().any(String::is_empty) {
            return Err(LoadTxtError::EmptyComment);
        }
        self.check_quotes(delimiter)?;
        if delimiter.is_some_and(ends_lines) {
            return Err(LoadTxtError::Newline { name: "delimiter" });
        }
        if comments.iter().any(|comment| comment.bytes().any(ends_lines)) {
            return Err(LoadTxtError::Newline { name: "comment" });
        }
        match (delimiter, comments) {
            (Some(delimiter), [only]) if only.as_bytes() == [delimiter] => Err(LoadTxtError::SameCharacter),
            (Some(delimiter), several) if several.iter().any(|c| c.as_bytes() == [delimiter]) => {
                let comments = several.to_vec();
                Err(LoadTxtError::DelimiterInComments { comments, delimiter: char::from(delimiter) })
            }
            (None, several) if several.iter().any(|c| c.trim_start().len() < c.len()) => {
                Err(LoadTxtError::SameCharacter)
            }
            _ => Ok(()),
        }
    }

    fn check_quotes(&self, delimiter: Option<u8>) -> Result<(), LoadTxtError> {
        let Some(quote) = self.quotation_mark()? else { return Ok(()) };
        let clash = |first, second| Err(LoadTxtError::Quote { first, second });
        let several = self.comments.len() > 1 || self.comments.iter().any(|c| c.chars().count() > 1);
        match delimiter {
            _ if several => Err(LoadTxtError::QuoteAndComments),
            _ if self.comments.iter().any(|c| c.as_bytes() == [quote]) => clash("comment", "quotechar"),
            _ if ends_lines(quote) => Err(LoadTxtError::Newline { name: "quotechar" }),
            Some(delimiter) if delimiter == quote => clash("quotechar", "delimiter"),
            None if SPACE.contains(&quote) => clash("delimiter", "quotechar"),
            _ => Ok(()),
        }
    }
}

fn ends_lines(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}
