//! Field names out of whatever stands above the columns.

#![forbid(unsafe_code)]

/// What is done to the letters of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LetterCase {
    /// Nothing.
    #[default]
    Keep,
    /// They become capitals.
    Upper,
    /// They become small.
    Lower,
}

/// Names that get an underscore, because they would be trouble as Python attributes.
const EXCLUDED: [&str; 3] = ["return", "file", "print"];
/// Characters that are deleted.
const DELETED: &str = "~!@#$%^&*()-=+~\\|]}[{';: /?.>,<";

/// How names are made valid.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) excluded: Vec<String>,
    pub(super) deleted: String,
    pub(super) space: String,
    pub(super) case: LetterCase,
    /// The name of a column without one: `f%i`.
    pub(super) default: String,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            excluded: Vec::new(),
            deleted: DELETED.to_owned(),
            space: "_".to_owned(),
            case: LetterCase::Keep,
            default: "f%i".to_owned(),
        }
    }
}

impl Rules {
    /// `names`, each valid and none twice; `count` of them, if that is given.
    pub(super) fn validate(&self, names: &[String], count: Option<usize>, default: &str) -> Vec<String> {
        let mut given = names.to_vec();
        if let Some(count) = count {
            given.resize(count, String::new());
        }
        let mut valid: Vec<String> = Vec::with_capacity(given.len());
        let mut seen = std::collections::HashMap::<String, usize>::new();
        let mut unnamed = 0;
        for name in &given {
            let cased = match self.case {
                LetterCase::Keep => name.clone(),
                LetterCase::Upper => name.to_uppercase(),
                LetterCase::Lower => name.to_lowercase(),
            };
            let mut item = cased.trim().to_owned();
            if !self.space.is_empty() {
                item = item.replace(' ', &self.space);
            }
            item.retain(|c| c != '"' && !self.deleted.contains(c));
            if item.is_empty() {
                item = numbered(default, unnamed);
                while given.contains(&item) {
                    unnamed += 1;
                    item = numbered(default, unnamed);
                }
                unnamed += 1;
            } else if EXCLUDED.contains(&&*item) || self.excluded.contains(&item) {
                item.push('_');
            }
            let count = seen.entry(item.clone()).or_default();
            valid.push(if *count > 0 { format!("{item}_{count}") } else { item });
            *count += 1;
        }
        valid
    }
}

/// `format % number` for a format with one `%i` or `%0<width>i`.
pub(super) fn numbered(format: &str, number: usize) -> String {
    let Some((before, rest)) = format.split_once('%') else { return format.to_owned() };
    let width_end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (width, after) = rest.split_at(width_end);
    let after = after.strip_prefix(['i', 'd']).unwrap_or(after);
    let padded = width.parse::<usize>().unwrap_or(0).min(64);
    match width.starts_with('0') {
        true => format!("{before}{number:0padded$}{after}"),
        false => format!("{before}{number:padded$}{after}"),
    }
}
