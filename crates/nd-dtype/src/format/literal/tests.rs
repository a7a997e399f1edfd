//! Literals against Python's `ast.literal_eval` and `repr`.

use super::Literal;

#[track_caller]
fn reads(text: &str, repr: &str) {
    assert_eq!(Literal::parse(text).map(|value| value.to_string()).as_deref(), Some(repr), "{text}");
}

#[test]
fn literals_that_python_reads() {
    reads(" {'a': 1, \"b\": (2,), } \n", "{'a': 1, 'b': (2,)}");
    reads("[(), [], {}, (1), (1, 2,)]", "[(), [], {}, 1, (1, 2)]");
    reads("(None, True, False, -3, +4, 7L)", "(None, True, False, -3, 4, 7)");
    reads("(1.5, 1e3)", "(1.5, 1e3)");
    reads(
        r#"['a\'b', "a'b", 'a\\b', 'gr\xf6\u00dfe', u'x', '\U0001f600\n']"#,
        r#"["a'b", "a'b", 'a\\b', 'größe', 'x', '😀\n']"#,
    );
    reads("1606938044258990275541962092341162602522202993782792835301376", &i128::MAX.to_string());
    reads("-1606938044258990275541962092341162602522202993782792835301376", &i128::MIN.to_string());
}

#[test]
fn texts_that_are_no_literal() {
    for text in [
        "",
        " ",
        "{",
        "{'a'}",
        "{'a': }",
        "{'a': 1",
        "(1 2)",
        "(,)",
        "[,]",
        "1 2",
        "x",
        "Nope",
        "'a",
        "'a\n'",
        "'\\q'",
        "'\\x4'",
        "'\\ud800'",
        "--1",
        "1.5.2",
        ".",
        "{1: 2} x",
        "\0",
        "é",
    ] {
        assert_eq!(Literal::parse(text), None, "{text:?}");
    }
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Literal::parse(&nested(super::DEEPEST)).is_some());
    assert_eq!(Literal::parse(&nested(super::DEEPEST + 1)), None);
    assert_eq!(Literal::parse(&"(".repeat(1_000_000)), None);
}
