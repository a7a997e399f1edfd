//! Reading the tables: tab-separated lines, texts as JSON strings, dtypes as spellings or layouts.

use nd_dtype::{DType, Error};

/// The lines of a table, split into columns.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().map(|line| line.split('\t').collect())
}

/// Checks every row of a table, and fails with the rows that `check` has something to say about.
#[track_caller]
pub(crate) fn check_rows(table: &'static str, mut check: impl FnMut(&[&'static str]) -> Result<(), String>) {
    let failed: Vec<String> = rows(table).filter_map(|row| check(&row).err()).collect();
    let shown = failed.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(failed.is_empty(), "{} rows differ:\n{shown}", failed.len());
}

/// What differs, if something does.
pub(crate) fn same(found: &str, expected: &str, what: impl FnOnce() -> String) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{}: {found} instead of {expected}", what())) }
}

/// The text of a JSON string.
#[track_caller]
pub(crate) fn text(json: &str) -> String {
    let inner = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("a JSON string");
    let (mut units, mut chars) = (Vec::new(), inner.chars());
    while let Some(c) = chars.next() {
        units.push(match c {
            '\\' => match chars.next().expect("an escape") {
                'n' => u16::from(b'\n'),
                'r' => u16::from(b'\r'),
                't' => u16::from(b'\t'),
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    u16::from_str_radix(&code, 16).expect("hexadecimal")
                }
                other => other as u16,
            },
            other => other as u16,
        });
    }
    String::from_utf16(&units).expect("characters")
}

/// The bytes that hexadecimal digits write.
pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    let digit = |i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).expect("hexadecimal");
    (0..hex.len() / 2).map(digit).collect()
}

/// `>f8`, or `at;12;a=<i4@4` and `aligned;8;a=|i1@0;b=<i4@4`.
pub(crate) fn dtype(spec: &str) -> DType {
    let Some((constructor, rest)) = spec.split_once(';') else {
        return DType::parse(spec).expect("a spelling");
    };
    let mut parts = rest.split(';');
    let itemsize = parts.next().expect("a size").parse().expect("a size");
    let fields = parts.map(|part| {
        let (name, format) = part.split_once('=').expect("a name");
        let (format, offset) = format.split_once('@').expect("an offset");
        (name, DType::parse(format).expect("a format"), offset.parse::<usize>().expect("an offset"))
    });
    match constructor {
        "aligned" => DType::structured_aligned(fields.map(|(name, dtype, _)| (name, dtype))),
        _ => DType::structured_at(fields, Some(itemsize)),
    }
    .expect("a layout")
}

/// How the tables write a failure: `!ValueError: message`.
pub(crate) fn failure(error: &Error) -> String {
    format!("!{error:?}")
}
