//! What can be seen of macros without expanding them: attributed names in a call, and operators implemented by a row.

#![forbid(unsafe_code)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Attribute;

/// The aliases in `#[doc(alias = "a", alias = "b")]` and `#[doc(alias("a", "b"))]`.
pub(crate) fn aliases(attributes: &[Attribute]) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let syn::Meta::List(list) = &attribute.meta {
            found.extend(strings(list.tokens.clone()));
        }
    }
    found
}

/// The string literals after the word `alias`, at any depth.
fn strings(tokens: TokenStream) -> Vec<String> {
    let mut is_alias = false;
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => is_alias = ident == "alias",
            TokenTree::Literal(literal) if is_alias => {
                found.push(literal.to_string().trim_matches('"').to_string());
            }
            TokenTree::Group(group) if is_alias => {
                let inner = group.stream().into_iter().filter_map(|token| match token {
                    TokenTree::Literal(literal) => Some(literal.to_string().trim_matches('"').to_string()),
                    _ => None,
                });
                found.extend(inner);
            }
            _ => {}
        }
    }
    found
}

/// The names in a macro's call that attributes stand before, with their aliases: a row of a table such as
/// `/// Adds. #[doc(alias = "numpy.add")] add = ADD;` becomes a documented item.
pub(crate) fn attributed_names(tokens: &TokenStream) -> Vec<(String, Vec<String>)> {
    let mut names = Vec::new();
    let mut pending: Option<Vec<String>> = None;
    let mut hash = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => hash = true,
            TokenTree::Group(group) if hash && group.delimiter() == Delimiter::Bracket => {
                hash = false;
                let mut inner = group.stream().into_iter();
                let is_doc = matches!(inner.next(), Some(TokenTree::Ident(ident)) if ident == "doc");
                let pending = pending.get_or_insert_default();
                if let (true, Some(TokenTree::Group(arguments))) = (is_doc, inner.next()) {
                    pending.extend(strings(arguments.stream()));
                }
            }
            TokenTree::Ident(ident) if pending.is_some() => {
                let word = ident.to_string();
                if !matches!(word.as_str(), "pub" | "fn" | "const" | "static" | "unsafe" | "struct") {
                    names.push((word, pending.take().unwrap_or_default()));
                }
            }
            TokenTree::Group(group) => names.extend(attributed_names(&group.stream())),
            _ => {}
        }
    }
    names
}

/// Every identifier, at any depth.
pub(crate) fn idents(tokens: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => found.extend(idents(&group.stream())),
            _ => {}
        }
    }
    found
}

/// The tokens as text, with single spaces between them, so that phrases can be looked for.
pub(crate) fn words(tokens: &TokenStream) -> String {
    let mut text = String::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => text += &words(&group.stream()),
            other => text += &other.to_string(),
        }
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_tables_are_names() {
        let row = r#"/// Adds.
            #[doc(alias = "numpy.add")] add = crate::ADD;
            #[doc(alias("numpy.subtract", "minus"))] pub fn subtract = SUB; plain = X;"#;
        let names = attributed_names(&row.parse().expect("tokens"));
        let expected = [
            ("add".to_string(), vec!["numpy.add".to_string()]),
            ("subtract".to_string(), vec!["numpy.subtract".to_string(), "minus".to_string()]),
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn several_aliases_of_one_attribute_are_read() {
        let item: syn::ItemFn =
            syn::parse_str(r#"#[doc(alias = "a", alias = "b")] #[doc = "c"] fn f() {}"#).expect("a function");
        assert_eq!(aliases(&item.attrs), ["a", "b"]);
    }
}
