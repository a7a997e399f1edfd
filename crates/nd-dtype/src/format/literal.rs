//! Python literals: how NumPy describes dtypes in text and in the headers of `.npy` files, and how its messages quote.
//!
//! Only what such headers hold is read: strings, decimal integers, booleans, `None`, tuples, lists and dictionaries
//! (floats too, so that a message can quote them). Nesting is limited, so no text exhausts the stack.

use super::PyStr;
use core::fmt::{self, Display, Formatter};

/// A value of the literal language. `Display` is Python's `repr`.
///
/// ```
/// use nd_dtype::format::Literal;
/// assert_eq!(Literal::parse("{'a': (1, ), }").unwrap().to_string(), "{'a': (1,)}");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `None`
    None,
    /// `True` or `False`
    Bool(bool),
    /// An integer; those beyond 128 bits saturate.
    Int(i128),
    /// A float, as it was spelled.
    Float(String),
    /// A string.
    Str(String),
    /// `(1, 2)`
    Tuple(Vec<Literal>),
    /// `[1, 2]`
    List(Vec<Literal>),
    /// `{'a': 1}`
    Dict(Vec<(Literal, Literal)>),
}

/// Brackets inside brackets; a header has three or four.
const DEEPEST: usize = 32;

impl Literal {
    /// Reads `text`, which must be one literal with nothing around it but white space.
    pub fn parse(text: &str) -> Option<Literal> {
        let mut parser = Parser { rest: text, depth: 0 };
        let value = parser.value()?;
        parser.space();
        parser.rest.is_empty().then_some(value)
    }
}

/// A position in the text.
struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
    }

    /// Skips white space and then `token`, if it is there.
    fn take(&mut self, token: char) -> bool {
        self.space();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self) -> Option<Literal> {
        self.space();
        match self.rest.chars().next()? {
            '(' => self.nested(|parser| {
                let (mut items, comma) = parser.items('(', ')')?;
                Some(if items.len() == 1 && !comma { items.remove(0) } else { Literal::Tuple(items) })
            }),
            '[' => self.nested(|parser| Some(Literal::List(parser.items('[', ']')?.0))),
            '{' => self.nested(Parser::dict),
            '\'' | '"' => self.string(),
            'u' if self.rest[1..].starts_with(['\'', '"']) => {
                self.rest = &self.rest[1..];
                self.string()
            }
            c if c.is_ascii_alphabetic() => self.word(),
            _ => self.number(),
        }
    }

    fn nested(&mut self, inner: impl FnOnce(&mut Self) -> Option<Literal>) -> Option<Literal> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = inner(self);
        self.depth -= 1;
        value
    }

    /// Values between brackets, and whether a comma followed the last of them.
    fn items(&mut self, open: char, close: char) -> Option<(Vec<Literal>, bool)> {
        self.take(open);
        let (mut items, mut comma) = (Vec::new(), true);
        while !self.take(close) {
            if !comma {
                return None;
            }
            items.push(self.value()?);
            comma = self.take(',');
        }
        let trailing = comma && !items.is_empty();
        Some((items, trailing))
    }

    fn dict(&mut self) -> Option<Literal> {
        self.take('{');
        let (mut entries, mut comma) = (Vec::new(), true);
        while !self.take('}') {
            if !comma {
                return None;
            }
            let key = self.value()?;
            if !self.take(':') {
                return None;
            }
            entries.push((key, self.value()?));
            comma = self.take(',');
        }
        Some(Literal::Dict(entries))
    }

    fn word(&mut self) -> Option<Literal> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "None" => Some(Literal::None),
            "True" => Some(Literal::Bool(true)),
            "False" => Some(Literal::Bool(false)),
            _ => None,
        }
    }

    /// A decimal number; the `L` that Python 2 put behind long integers is skipped.
    fn number(&mut self) -> Option<Literal> {
        let numeral = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
        let end = self.rest.find(|c| !numeral(c)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.strip_prefix('L').unwrap_or(rest);
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            let limit = if text.starts_with('-') { i128::MIN } else { i128::MAX };
            return Some(Literal::Int(text.parse().unwrap_or(limit)));
        }
        text.parse::<f64>().ok().map(|_| Literal::Float(text.to_owned()))
    }

    fn string(&mut self) -> Option<Literal> {
        let mut chars = self.rest.chars();
        let quote = chars.next()?;
        let mut text = String::new();
        loop {
            match chars.next()? {
                c if c == quote => break,
                '\n' => return None,
                '\\' => text.push(escape(&mut chars)?),
                c => text.push(c),
            }
        }
        self.rest = chars.as_str();
        Some(Literal::Str(text))
    }
}

/// The character that a backslash and what follows it stand for: the escapes that `repr` writes.
fn escape(chars: &mut core::str::Chars<'_>) -> Option<char> {
    let digits = match chars.next()? {
        c @ ('\\' | '\'' | '"') => return Some(c),
        'n' => return Some('\n'),
        'r' => return Some('\r'),
        't' => return Some('\t'),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let code = chars.by_ref().take(digits).try_fold(0_u32, |code, c| Some(code << 4 | c.to_digit(16)?))?;
    char::from_u32(code)
}

/// Python's `repr`.
impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Literal::None => f.write_str("None"),
            Literal::Bool(true) => f.write_str("True"),
            Literal::Bool(false) => f.write_str("False"),
            Literal::Int(value) => write!(f, "{value}"),
            Literal::Float(text) => f.write_str(text),
            Literal::Str(text) => PyStr(text).fmt(f),
            Literal::Tuple(items) if items.len() == 1 => write!(f, "({},)", items[0]),
            Literal::Tuple(items) => write!(f, "({})", joined(items)),
            Literal::List(items) => write!(f, "[{}]", joined(items)),
            Literal::Dict(entries) => {
                let entries: Vec<String> = entries.iter().map(|(k, v)| format!("{k}: {v}")).collect();
                write!(f, "{{{}}}", entries.join(", "))
            }
        }
    }
}

fn joined(items: &[Literal]) -> String {
    let items: Vec<String> = items.iter().map(Literal::to_string).collect();
    items.join(", ")
}

#[cfg(test)]
mod tests;
