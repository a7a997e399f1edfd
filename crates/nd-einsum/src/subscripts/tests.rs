//! Parsing, and the messages for what does not parse.

use super::*;
use nd_core::Ellipsis;

#[track_caller]
fn reads(text: &str, shown: &str) {
    assert_eq!(Subscripts::parse(text).unwrap().to_string(), shown);
}

#[track_caller]
fn refused(subscripts: impl IntoSubscripts, message: &str) {
    assert_eq!(subscripts.into_subscripts().unwrap_err().to_string(), message);
}

#[test]
fn strings_are_read() {
    reads("ij,jk->ik", "ij,jk->ik");
    reads(" i j , jk ->  k i", "ij,jk->ki");
    reads("", "");
    reads("->", "->");
    reads(",", ",");
    reads("...", "...");
    reads("a...b,...->b...a", "a...b,...->b...a");
    let all: String = ('a'..='z').chain('A'..='Z').collect();
    reads(&all, &all);
}

#[test]
fn implicit_outputs_are_alphabetical_capitals_first() {
    let implicit = |text: &str| {
        let term = Subscripts::parse(text).unwrap().output_term();
        assert_eq!(term.ellipsis, Some(0));
        term.labels.iter().map(|label| label.letter()).collect::<String>()
    };
    assert_eq!(implicit("ba"), "ab");
    assert_eq!(implicit("aB,za"), "Bz");
    assert_eq!(implicit("ii"), "");
    assert_eq!(implicit("iij,jk"), "k");
}

#[test]
fn lists_are_read() {
    let listed = Subscripts::new().operand([0, 1]).operand(vec![1, 51]).operand(&[26usize][..]);
    assert_eq!(listed.to_string(), "AB,Bz,a");
    let spread = Subscripts::new().operand((Ellipsis, 0)).operand(()).operand(Ellipsis).output((0, Ellipsis));
    assert_eq!(spread.to_string(), "...A,,...->A...");
    assert_eq!(Subscripts::new().operand([Symbol::Label(2), Symbol::Ellipsis]).to_string(), "C...");
}

#[test]
fn faults_have_the_words_of_numpy() {
    let dots = |place| {
        format!(
            "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in {place}"
        )
    };
    let arrow = "einstein sum subscript string does not contain proper '->' output specified";
    let letters =
        |c| format!("invalid subscript '{c}' in einstein sum subscripts string, subscripts must be letters");
    refused("i1", &letters('1'));
    refused("ij>", &letters('>'));
    refused("ij->->", &letters('-'));
    refused("ij->i,j", &letters(','));
    refused("ij\n", &letters('\n'));
    refused("ij->é", &letters('é'));
    refused("ij-", arrow);
    refused("ij - > ji", arrow);
    refused(".ij->i", &dots("operand 0"));
    refused("i,i..j->i", &dots("operand 1"));
    refused("......", &dots("operand 0"));
    refused("...i...", &dots("operand 0"));
    refused("i....", &dots("operand 0"));
    refused("...i->..", &dots("the output"));
    refused("...i->...i...", &dots("the output"));
    let repeated = "einstein sum subscripts string includes output subscript 'i' multiple times";
    refused("ij,jk->ii", repeated);
    refused(
        "i->k",
        "einstein sum subscripts string included output subscript 'k' which never appeared in an input",
    );
    refused(Subscripts::new().operand([0, 52]), "subscript is not within the valid range [0, 52)");
    refused(Subscripts::new().operand([-1]), "subscript is not within the valid range [0, 52)");
    refused(
        Subscripts::new().operand((0, Ellipsis, Ellipsis)),
        "each subscripts list may have only one ellipsis",
    );
    refused(
        Subscripts::new().operand([0, 1]).output([1, 1]),
        "einstein sum subscripts string includes output subscript 'B' multiple times",
    );
}
