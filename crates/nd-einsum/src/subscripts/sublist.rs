//! Labels as numbers: `[0, 1]`, a vector of them, or `(Ellipsis, 0, 1)`.

use nd_core::Ellipsis;

/// One entry of a list of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A label: a number below 52, `A` being 0 and `a` 26.
    Label(i64),
    /// All axes that no label names.
    Ellipsis,
}

impl From<Ellipsis> for Symbol {
    fn from(_: Ellipsis) -> Symbol {
        Symbol::Ellipsis
    }
}

/// Numbers beyond `i64` are out of range anyway and saturate.
macro_rules! numbers {
    ($($t:ty),*) => { $( impl From<$t> for Symbol {
        fn from(label: $t) -> Symbol {
            Symbol::Label(i64::try_from(label).unwrap_or(i64::MAX))
        }
    } )* };
}
numbers!(i32, i64, isize, u8, usize);

/// Anything that lists the labels of an operand.
pub trait IntoSublist {
    /// The labels in the order of the axes.
    fn into_sublist(self) -> Vec<Symbol>;
}

impl<S: Into<Symbol>, const N: usize> IntoSublist for [S; N] {
    fn into_sublist(self) -> Vec<Symbol> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<S: Into<Symbol>> IntoSublist for Vec<S> {
    fn into_sublist(self) -> Vec<Symbol> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<S: Into<Symbol> + Copy> IntoSublist for &[S] {
    fn into_sublist(self) -> Vec<Symbol> {
        self.iter().map(|&symbol| symbol.into()).collect()
    }
}

impl IntoSublist for () {
    fn into_sublist(self) -> Vec<Symbol> {
        Vec::new()
    }
}

impl IntoSublist for Ellipsis {
    fn into_sublist(self) -> Vec<Symbol> {
        vec![Symbol::Ellipsis]
    }
}

macro_rules! tuples {
    ($(($($name:ident),*))*) => { $( impl<$($name: Into<Symbol>),*> IntoSublist for ($($name,)*) {
        #[allow(non_snake_case)] // each type parameter names its value
        fn into_sublist(self) -> Vec<Symbol> {
            let ($($name,)*) = self;
            vec![$($name.into()),*]
        }
    } )* };
}
tuples! { (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) }
