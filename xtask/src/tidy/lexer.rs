//! Just enough Rust lexing to tell code from comments and literals.
//!
//! Checks that look for `unsafe` or for macro names must not trip over documentation, messages or their own tables.

#![forbid(unsafe_code)]

/// `source` with every character of a comment, and of the inside of a string or character literal, replaced by a
/// space. Newlines stay, so that line numbers agree.
pub(super) fn mask(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut i = 0;
    while i < chars.len() {
        let end = skip(&chars, i);
        match end {
            None => {
                out.push(chars[i]);
                i += 1;
            }
            Some(end) => {
                out.extend(chars[i..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
                i = end;
            }
        }
    }
    out
}

/// If a comment or literal starts at `i`, where it ends.
fn skip(chars: &[char], i: usize) -> Option<usize> {
    let at = |k: usize| chars.get(k).copied();
    match chars[i] {
        '/' if at(i + 1) == Some('/') => Some(find(chars, i, |c| c == '\n')),
        '/' if at(i + 1) == Some('*') => Some(block_comment(chars, i)),
        '"' => Some(string(chars, i)),
        'r' if !i.checked_sub(1).and_then(at).is_some_and(is_word) || at(i.wrapping_sub(1)) == Some('b') => {
            raw_string(chars, i)
        }
        '\'' => character(chars, i),
        _ => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn find(chars: &[char], from: usize, stop: impl Fn(char) -> bool) -> usize {
    chars[from..].iter().position(|c| stop(*c)).map_or(chars.len(), |n| from + n)
}

fn block_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut i = start;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                i += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    chars.len()
}

fn string(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

/// `r"..."`, `r#"..."#` and so on; `None` for an identifier that starts with r, and for `r#keyword`.
fn raw_string(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut i = open + 1;
    while i < chars.len() {
        if chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return Some(i + 1 + hashes);
        }
        i += 1;
    }
    Some(chars.len())
}

/// `'x'` or `'\n'`; `None` for a lifetime.
fn character(chars: &[char], start: usize) -> Option<usize> {
    if chars.get(start + 1) == Some(&'\\') {
        // The character after the backslash may itself be a quote.
        return Some((find(chars, start + 3, |c| c == '\'') + 1).min(chars.len()));
    }
    (chars.get(start + 2) == Some(&'\'')).then_some(start + 3)
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[track_caller]
    fn check(source: &str, kept: &str) {
        let masked = mask(source);
        assert_eq!(masked.split_whitespace().collect::<Vec<_>>().join(" "), kept);
        assert_eq!(masked.lines().count(), source.lines().count());
        assert_eq!(masked.chars().count(), source.chars().count());
    }

    #[test]
    fn comments_vanish() {
        check("a // unsafe {\nb /* x /* y */ z */ c", "a b c");
        check("/// unsafe\nfn f() {}", "fn f() {}");
        check("a /* never closed", "a");
    }

    #[test]
    fn literals_vanish() {
        check(r#"f("unsafe { \" }") + 1"#, "f( ) + 1");
        check("f(r#\"a \" b\"#, br\"x\")", "f( , b )");
        check("f('\"', '\\'', '\\u{1F600}', b'x')", "f( , , , b )");
        check("\"never closed", "");
    }

    #[test]
    fn lifetimes_and_raw_identifiers_stay() {
        check("fn f<'a>(x: &'a str) -> r#type { for_r }", "fn f<'a>(x: &'a str) -> r#type { for_r }");
    }
}
