//! From a spelling to a dtype: type strings, names, one-letter codes and comma lists, as `np.dtype` reads them.

use super::kinds::KINDS;
use super::{ByteOrder, DType, Flexible};
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
const UNSUPPORTED: &[&str] = &[
    "g",
    "longdouble",
    "float128",
    "f16",
    "G",
    "clongdouble",
    "complex256",
    "c32",
    "O",
    "object",
    "object_",
    "O8",
    "M",
    "M8",
    "datetime64",
    "m",
    "m8",
    "timedelta64",
    "T",
];

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
    /// Reads a dtype as `np.dtype` does: a type string (`"<i4"`, `">f8"`, `"U5"`, `"?"`), a name (`"int32"`, `"float"`,
    /// `"intc"`), a one-letter code, or a comma list of type strings, which makes a structured dtype with fields
    /// `f0`, `f1`, ….
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) if the spelling names no dtype;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if it names one that `nd` does not have, sub-arrays included.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::parse(">u2")?.to_string(), ">u2");
    /// assert_eq!(DType::parse("float")?, DType::F64);
    /// assert_eq!(DType::parse("i4, f8")?.itemsize(), 12);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn parse(spelling: &str) -> Result<DType> {
        if spelling.contains(',') && !spelling.starts_with('(') {
            return comma_list(spelling);
        }
        match simple(spelling) {
            Some(dtype) => Ok(dtype),
            None => Err(refuse(spelling)),
        }
    }
}

/// `"i4, >f8"`: entries are separated by commas with spaces around them; one comma may end the list.
fn comma_list(spelling: &str) -> Result<DType> {
    if spelling.contains('(') {
        return Err(DTypeError::Unsupported { spelling: spelling.to_owned() }.into());
    }
    let list = spelling.trim_end_matches(' ');
    let list = list.strip_suffix(',').unwrap_or(list);
    let mut fields = Vec::new();
    for entry in list.split(',') {
        let entry = entry.trim_matches(' ');
        let Some(dtype) = simple(entry) else {
            // An empty entry is a mistake in the list, not a dtype of its own.
            return Err(refuse(if entry.is_empty() { spelling } else { entry }));
        };
        fields.push(("", dtype));
    }
    DType::structured(fields)
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
    // After a byte order only codes are understood: `>i4` and `>i`, not `>int32`.
    code(&spelling[1..], order)
}

/// A one-letter code, or a kind with a size in bytes or characters.
fn code(text: &str, order: ByteOrder) -> Option<DType> {
    let first = text.chars().next()?;
    let digits = &text[first.len_utf8()..];
    if digits.is_empty() {
        let mut buffer = [0; 4];
        let letter = &*first.encode_utf8(&mut buffer);
        return match find(|row| row.char == first || row.aliases.contains(&letter)) {
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
    // One letter is a code, and `b1`-like spellings are not names.
    let number = find(|row| row.name == text || row.aliases.contains(&text)).map(DType::from_num);
    number.or_else(|| {
        let (_, kind) = FLEXIBLE.iter().find(|(name, _)| *name == text)?;
        Some(DType::from_flexible(*kind, ByteOrder::NATIVE))
    })
}

fn find(matches: impl Fn(&super::kinds::Kind) -> bool) -> Option<Num> {
    KINDS.iter().position(matches).map(|i| Num::ALL[i])
}

#[cold]
fn refuse(spelling: &str) -> Error {
    let bare = spelling.trim_start_matches(['<', '>', '=', '|']);
    let owned = spelling.to_owned();
    if REMOVED.contains(&spelling) {
        DTypeError::RemovedAlias { spelling: owned }.into()
    } else if UNSUPPORTED.contains(&bare) || is_dated(bare) || is_repeated(bare) {
        DTypeError::Unsupported { spelling: owned }.into()
    } else {
        DTypeError::NotUnderstood { spelling: owned }.into()
    }
}

/// `M8[s]`, `m8[10us]`, `datetime64[D]`.
fn is_dated(bare: &str) -> bool {
    let dates = ["M8[", "m8[", "datetime64[", "timedelta64["];
    bare.ends_with(']') && dates.iter().any(|prefix| bare.starts_with(prefix))
}

/// `2i4`, `(2,)f8`: sub-arrays.
fn is_repeated(bare: &str) -> bool {
    let base = match bare.strip_prefix('(') {
        Some(rest) => rest.split_once(')').map(|(_, base)| base),
        None => {
            Some(bare.trim_start_matches(|c: char| c.is_ascii_digit())).filter(|base| base.len() < bare.len())
        }
    };
    base.is_some_and(|base| simple(base).is_some())
}
