//! What the options of `genfromtxt` take: columns by number or name, separators, names, values that stand for holes.

#![forbid(unsafe_code)]

use nd_core::Scalar;
use nd_core::format::PyStr;

/// A column, by its number or by its name; negative numbers count from the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The number of the column in the file, from 0.
    At(isize),
    /// The name of the column.
    Named(String),
}

impl From<&str> for Column {
    fn from(name: &str) -> Column {
        Column::Named(name.to_owned())
    }
}

impl From<isize> for Column {
    fn from(index: isize) -> Column {
        Column::At(index)
    }
}

impl From<i32> for Column {
    fn from(index: i32) -> Column {
        Column::At(index as isize)
    }
}

impl From<usize> for Column {
    fn from(index: usize) -> Column {
        Column::At(isize::try_from(index).unwrap_or(isize::MAX))
    }
}

/// What separates the fields of a line.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Delimiter {
    /// Runs of white space.
    #[default]
    Space,
    /// This text.
    Text(String),
    /// Nothing: fields are so many characters wide.
    Width(usize),
    /// Nothing: each field has its own width in characters.
    Widths(Vec<usize>),
}

impl Delimiter {
    /// As Python writes it.
    pub(crate) fn quoted(&self) -> String {
        match self {
            Delimiter::Space => "None".to_owned(),
            Delimiter::Text(text) => PyStr(text).to_string(),
            Delimiter::Width(width) => width.to_string(),
            Delimiter::Widths(widths) => format!("{widths:?}"),
        }
    }
}

impl From<&str> for Delimiter {
    fn from(text: &str) -> Delimiter {
        if text.is_empty() { Delimiter::Space } else { Delimiter::Text(text.to_owned()) }
    }
}

impl From<char> for Delimiter {
    fn from(character: char) -> Delimiter {
        Delimiter::Text(character.to_string())
    }
}

impl From<u8> for Delimiter {
    fn from(byte: u8) -> Delimiter {
        Delimiter::Text(char::from(byte).to_string())
    }
}

impl From<i32> for Delimiter {
    fn from(width: i32) -> Delimiter {
        Delimiter::from(usize::try_from(width).unwrap_or(0))
    }
}

impl From<usize> for Delimiter {
    fn from(width: usize) -> Delimiter {
        if width == 0 { Delimiter::Space } else { Delimiter::Width(width) }
    }
}

impl<const N: usize> From<[usize; N]> for Delimiter {
    fn from(widths: [usize; N]) -> Delimiter {
        Delimiter::Widths(widths.to_vec())
    }
}

/// Where the names of the columns come from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Names {
    /// Nowhere: the columns have no names.
    #[default]
    None,
    /// The first line, be it a comment.
    FirstLine,
    /// Given.
    List(Vec<String>),
}

impl From<bool> for Names {
    fn from(first_line: bool) -> Names {
        if first_line { Names::FirstLine } else { Names::None }
    }
}

/// Names between commas.
impl From<&str> for Names {
    fn from(names: &str) -> Names {
        Names::List(names.split(',').map(|name| name.trim().to_owned()).collect())
    }
}

impl<const N: usize> From<[&str; N]> for Names {
    fn from(names: [&str; N]) -> Names {
        Names::List(names.map(str::to_owned).into())
    }
}

impl From<&[&str]> for Names {
    fn from(names: &[&str]) -> Names {
        Names::List(names.iter().map(|&name| name.to_owned()).collect())
    }
}

/// Texts that stand for missing values, besides nothing at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// These, in every column.
    Everywhere(Vec<String>),
    /// One in each column, from the first.
    Each(Vec<String>),
    /// In columns of their own.
    In(Vec<(Column, String)>),
}

/// Texts between commas.
impl From<&str> for Missing {
    fn from(texts: &str) -> Missing {
        Missing::Everywhere(texts.split(',').map(str::to_owned).collect())
    }
}

impl<const N: usize> From<[&str; N]> for Missing {
    fn from(texts: [&str; N]) -> Missing {
        Missing::Each(texts.map(str::to_owned).into())
    }
}

impl<C: Into<Column>, const N: usize> From<[(C, &str); N]> for Missing {
    fn from(texts: [(C, &str); N]) -> Missing {
        Missing::In(texts.into_iter().map(|(column, text)| (column.into(), text.to_owned())).collect())
    }
}

/// Values that take the place of missing ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Filling {
    /// This, in every column.
    Everywhere(Scalar),
    /// One for each column, from the first.
    Each(Vec<Scalar>),
    /// For columns of their own.
    In(Vec<(Column, Scalar)>),
}

// impl From<f64> for Filling { .. }, impl<const N: usize> From<[f64; N]> for Filling { .. }, and so on.
macro_rules! fillings {
    // $t: a type of values; $scalar: from it to a scalar.
    ($($t:ty => $scalar:expr),* $(,)?) => { $(
        impl From<$t> for Filling {
            fn from(value: $t) -> Filling {
                Filling::Everywhere($scalar(value))
            }
        }

        impl<const N: usize> From<[$t; N]> for Filling {
            fn from(values: [$t; N]) -> Filling {
                Filling::Each(values.map($scalar).into())
            }
        }
    )* };
}
fillings! {
    bool => Scalar::Bool, i64 => Scalar::I64, f64 => Scalar::F64, Scalar => |value| value,
    i32 => |value| Scalar::I64(i64::from(value)),
}

impl<C: Into<Column>, S: Into<Scalar>, const N: usize> From<[(C, S); N]> for Filling {
    fn from(values: [(C, S); N]) -> Filling {
        Filling::In(values.into_iter().map(|(column, value)| (column.into(), value.into())).collect())
    }
}
