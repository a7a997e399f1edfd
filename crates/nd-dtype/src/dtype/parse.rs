//! From a spelling to a dtype: type strings, names, one-letter codes and comma lists, as `np.dtype` reads them.

use super::kinds::{BFLOAT16, KINDS, Kind};
use super::{ByteOrder, DType, Flexible};
use crate::format::Literal;
use crate::time::{Resolution, Temporal};
use crate::{DTypeError, Error, Result};
use core::str::FromStr;
use nd_kernel::Num;

/// What can be given where a dtype is wanted: a [`DType`], a kind, or a spelling.
///
/// ```
/// use nd_dtype::{DType, IntoDType, Result};
/// fn itemsize(dtype: impl IntoDType) -> Result<usize> {
///     Ok(dtype.into_dtype()?.itemsize())
/// }
/// assert_eq!(itemsize("i4,f8")? + itemsize(DType::F64)?, 20);
/// # Ok::<(), nd_dtype::Error>(())
/// ```
pub trait IntoDType {
    /// The dtype meant.
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) for a spelling that names no dtype.
    fn into_dtype(self) -> Result<DType>;
}

impl IntoDType for DType {
    fn into_dtype(self) -> Result<DType> {
        Ok(self)
    }
}

impl IntoDType for &DType {
    fn into_dtype(self) -> Result<DType> {
        Ok(self.clone())
    }
}

impl IntoDType for Num {
    fn into_dtype(self) -> Result<DType> {
        Ok(self.into())
    }
}

impl IntoDType for &str {
    fn into_dtype(self) -> Result<DType> {
        DType::parse(self)
    }
}

impl IntoDType for &String {
    fn into_dtype(self) -> Result<DType> {
        DType::parse(self)
    }
}

impl FromStr for DType {
    type Err = Error;

    fn from_str(spelling: &str) -> Result<DType> {
        DType::parse(spelling)
    }
}

impl TryFrom<&str> for DType {
    type Error = Error;

    fn try_from(spelling: &str) -> Result<DType> {
        DType::parse(spelling)
    }
}

/// Aliases that NumPy 2 refuses with advice instead of "not understood".
const REMOVED: [&str; 3] = ["bool8", "int0", "uint0"];

/// Names and letters of NumPy's that lead to dtypes outside this crate's kinds.
const UNSUPPORTED: &[&str] = &["g", "longdouble", "float128", "f16", "G", "clongdouble", "complex256", "c32"];

/// The names of flexible dtypes, which have no length.
const FLEXIBLE: [(&str, Flexible); 7] = [
    ("str", Flexible::Str(0)),
    ("str_", Flexible::Str(0)),
    ("unicode", Flexible::Str(0)),
    ("bytes", Flexible::Bytes(0)),
    ("bytes_", Flexible::Bytes(0)),
    ("void", Flexible::Void(0)),
    ("a", Flexible::Bytes(0)),
];

impl DType {
    /// Reads a dtype as `np.dtype` does: a type string (`"<i4"`, `">f8"`, `"U5"`, `"?"`, `"M8[25s]"`), a name (`"int32"`,
    /// `"float"`, `"intc"`), a one-letter code, or a comma list of type strings with shapes before them (`"i4, (2,3)f8, 3u1"`),
    /// which makes a structured dtype with fields `f0`, `f1`, …. The text of any dtype is read too
    /// (`"[('a', '<i4'), ('b', '<f8', (2,))]"`), as NumPy reads the objects that it shows. `"bfloat16"` and `">bfloat16"` are nd's own.
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) if the spelling names no dtype;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if it names one that `nd` does not have.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::parse(">u2")?.to_string(), ">u2");
    /// assert_eq!(DType::parse("float")?, DType::F64);
    /// assert_eq!(DType::parse("i4, f8")?.itemsize(), 12);
    /// assert_eq!(DType::parse("(2,3)f4, M8[D]")?.to_string(), "[('f0', '<f4', (2, 3)), ('f1', '<M8[D]')]");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn parse(spelling: &str) -> Result<DType> {
        if let Some(dtype) = simple(spelling) {
            return Ok(dtype);
        }
        if is_list(spelling) {
            return listed(spelling);
        }
        if spelling.starts_with(['[', '{', '('])
            && let Some(literal) = Literal::parse(spelling)
        {
            return DType::from_literal(&literal);
        }
        element(spelling)
    }

    /// As [`DType::parse`], with the fields of a comma list laid out as C does: NumPy's `align=True`.
    ///
    /// # Errors
    /// As [`DType::parse`].
    pub fn parse_aligned(spelling: &str) -> Result<DType> {
        let dtype = DType::parse(spelling)?;
        if dtype.struct_type().is_some() { dtype.repacked(true, false) } else { Ok(dtype) }
    }
}

/// A dtype that is no list.
fn element(spelling: &str) -> Result<DType> {
    match simple(spelling) {
        Some(dtype) => Ok(dtype),
        None => temporal(spelling).unwrap_or_else(|| Err(refuse(spelling))),
    }
}

/// Whether NumPy takes a spelling for a comma list: it begins with a number or an empty tuple, or has a comma outside of square
/// brackets.
fn is_list(spelling: &str) -> bool {
    let bare = spelling.strip_prefix(['<', '>', '|', '=']).unwrap_or(spelling);
    if bare.starts_with(|c: char| c.is_ascii_digit()) || bare.starts_with("()") {
        return true;
    }
    if spelling.starts_with(['[', '{']) || spelling.starts_with("('") || spelling.starts_with("((") {
        return false;
    }
    let mut depth = 0_i32;
    spelling.chars().skip(1).any(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        c == ',' && depth == 0
    })
}

/// Byte orders in front of a shape or behind it.
const ORDERS: [char; 4] = ['<', '>', '|', '='];

/// `"i4, >f8, (2,3)u1"`: entries are separated by commas with spaces around them; one comma may end the list.
fn listed(spelling: &str) -> Result<DType> {
    let mut fields: Vec<(&str, DType)> = Vec::new();
    let (mut rest, mut is_list) = (spelling, false);
    while !rest.is_empty() {
        let unknown = || DTypeError::Format { number: fields.len() + 1, spelling: spelling.to_owned() };
        let (entry, after) = entry(rest);
        rest = after;
        if rest.trim_start_matches(' ').is_empty() {
            rest = "";
        } else {
            let after = rest.trim_start_matches(' ').strip_prefix(',').ok_or_else(unknown)?;
            rest = after.trim_start_matches(' ');
            is_list = true;
        }
        fields.push(("", entry.dtype(spelling)?));
    }
    match fields.pop() {
        Some((_, only)) if fields.is_empty() && !is_list => Ok(only),
        Some(last) => {
            fields.push(last);
            DType::structured(fields)
        }
        None => Err(refuse(spelling)),
    }
}

/// An entry of a comma list: byte order, shape, byte order, code.
struct Entry<'a> {
    orders: [&'a str; 2],
    repeats: &'a str,
    code: &'a str,
}

/// The entry at the beginning of a list, and what follows it.
fn entry(text: &str) -> (Entry<'_>, &str) {
    fn prefix(text: &str, len: usize) -> (&str, &str) {
        text.split_at(len)
    }
    let count = |text: &str, accept: fn(char) -> bool| text.find(|c| !accept(c)).unwrap_or(text.len());
    let (first, rest) = prefix(text, usize::from(text.starts_with(ORDERS)));
    // The shape: spaces, a bracket, digits and commas, a bracket, spaces.
    let mut len = count(rest, |c| c == ' ');
    len += usize::from(rest[len..].starts_with('('));
    len += count(&rest[len..], |c| matches!(c, ' ' | ',' | '0'..='9'));
    len += usize::from(rest[len..].starts_with(')'));
    len += count(&rest[len..], |c| c == ' ');
    let (repeats, rest) = prefix(rest, len);
    let (second, rest) = prefix(rest, usize::from(rest.starts_with(ORDERS)));
    let mut len = count(rest, |c| c.is_ascii_alphanumeric() || c == '.' || c == '?' || c == '_');
    if rest[len..].starts_with('[') {
        let inner = count(&rest[len + 1..], |c| c.is_ascii_alphanumeric() || c == ',' || c == '.');
        if rest[len + 1 + inner..].starts_with(']') {
            len += inner + 2;
        }
    }
    let (code, rest) = prefix(rest, len);
    (Entry { orders: [first, second], repeats, code }, rest)
}

impl Entry<'_> {
    fn dtype(&self, spelling: &str) -> Result<DType> {
        let order = match self.orders {
            [order, ""] | ["", order] => order,
            [first, second] => {
                let meant = |order| {
                    if matches!(order, "|" | "=") {
                        ByteOrder::NATIVE.char().to_string()
                    } else {
                        order.to_owned()
                    }
                };
                if meant(first) != meant(second) {
                    let (first, second) = (meant(first), meant(second));
                    return Err(DTypeError::OrderClash { first, second }.into());
                }
                first
            }
        };
        let native = matches!(order, "|" | "=") || order == ByteOrder::NATIVE.char().to_string();
        let repeats = self.repeats.trim_matches(' ');
        if self.code.is_empty() && repeats.is_empty() {
            return Err(refuse(spelling));
        }
        let base = if native { element(self.code)? } else { element(&format!("{order}{}", self.code))? };
        if repeats.is_empty() {
            return Ok(base);
        }
        match Literal::parse(repeats).or_else(|| Literal::parse(&format!("({repeats})"))) {
            Some(shape @ (Literal::Int(_) | Literal::Tuple(_))) => super::describe::shaped(base, &shape),
            _ => Err(refuse(spelling)),
        }
    }
}

/// `M8`, `m8[10us]`, `datetime64[D]`, with a byte order in front; `None` for anything else.
fn temporal(spelling: &str) -> Option<Result<DType>> {
    let (order, bare) = match spelling.strip_prefix(ORDERS) {
        Some(bare) => {
            let order = match spelling.chars().next() {
                Some('<') => ByteOrder::Little,
                Some('>') => ByteOrder::Big,
                _ => ByteOrder::NATIVE,
            };
            (order, bare)
        }
        None => (ByteOrder::NATIVE, spelling),
    };
    let kinds = [("M8", true), ("datetime64", true), ("m8", false), ("timedelta64", false)];
    let found = kinds.into_iter().find_map(|(name, date)| Some((bare.strip_prefix(name)?, date)));
    let (metadata, date) = match (bare, found) {
        ("M", _) => ("", true),
        ("m", _) => ("", false),
        (_, Some(found)) => found,
        _ => return None,
    };
    Some(match Resolution::parse_metadata(metadata) {
        Ok(resolution) if date => Ok(DType::from_temporal(Temporal::DateTime(resolution), order)),
        Ok(resolution) => Ok(DType::from_temporal(Temporal::TimeDelta(resolution), order)),
        Err(error) => Err(error.into()),
    })
}

/// Everything but lists.
fn simple(spelling: &str) -> Option<DType> {
    let first = spelling.chars().next()?;
    let order = match first {
        '<' => Some(ByteOrder::Little),
        '>' => Some(ByteOrder::Big),
        '=' | '|' => Some(ByteOrder::NATIVE),
        _ => None,
    };
    let Some(order) = order else {
        return code(spelling, ByteOrder::NATIVE).or_else(|| name(spelling));
    };
    // After a byte order only codes are understood: `>i4` and `>i`, not `>int32`. bfloat16 has no other than its name.
    match &spelling[1..] {
        BFLOAT16 => Some(DType::with_order(Num::BF16, order)),
        text => code(text, order),
    }
}

/// A one-letter code, or a kind with a size in bytes or characters.
fn code(text: &str, order: ByteOrder) -> Option<DType> {
    let first = text.chars().next()?;
    if matches!(text, "O" | "O4" | "O8") {
        return Some(DType::OBJECT);
    }
    if text == "T" {
        return Some(DType::STRING);
    }
    let digits = &text[first.len_utf8()..];
    if digits.is_empty() {
        let mut buffer = [0; 4];
        let letter = &*first.encode_utf8(&mut buffer);
        // NumPy knows no letter of bfloat16.
        let named = |row: &Kind| row.char == first && row.name != BFLOAT16;
        return match find(|row| named(row) || row.aliases.contains(&letter)) {
            Some(num) => Some(DType::with_order(num, order)),
            None if first == 'c' => flexible('S', 1, order),
            // `a` is a name and a kind, but not a code.
            None if first == 'a' => None,
            None => flexible(first, 0, order),
        };
    }
    // NumPy reads the size as C's `strtol` does: leading spaces, a plus sign and zeros are accepted.
    let digits = digits.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    let size: usize = digits.parse().ok()?;
    let num = Num::ALL.into_iter().find(|&num| super::kinds::of(num).kind == first && num.size() == size);
    num.map(|num| DType::with_order(num, order)).or_else(|| flexible(first, size, order))
}

fn flexible(letter: char, len: usize, order: ByteOrder) -> Option<DType> {
    Flexible::new(letter, len).map(|kind| DType::from_flexible(kind, order))
}

fn name(text: &str) -> Option<DType> {
    if matches!(text, "object" | "object_") {
        return Some(DType::OBJECT);
    }
    // One letter is a code, and `b1`-like spellings are not names.
    let number = find(|row| row.name == text || row.aliases.contains(&text)).map(DType::from_num);
    number.or_else(|| {
        let (_, kind) = FLEXIBLE.iter().find(|(name, _)| *name == text)?;
        Some(DType::from_flexible(*kind, ByteOrder::NATIVE))
    })
}

fn find(matches: impl Fn(&Kind) -> bool) -> Option<Num> {
    KINDS.iter().position(matches).map(|i| Num::ALL[i])
}

#[cold]
fn refuse(spelling: &str) -> Error {
    let bare = spelling.trim_start_matches(['<', '>', '=', '|']);
    let owned = spelling.to_owned();
    if REMOVED.contains(&spelling) {
        DTypeError::RemovedAlias { spelling: owned }.into()
    } else if UNSUPPORTED.contains(&bare) {
        DTypeError::Unsupported { spelling: owned }.into()
    } else {
        DTypeError::NotUnderstood { spelling: owned }.into()
    }
}
