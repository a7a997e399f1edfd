//! Flexible dtypes: text and bytes of a fixed length, as NumPy's `U`, `S` and `V`.
//!
//! An element has room for a number of characters or bytes; a shorter value is padded with NULs, which are not part of
//! it. A length of zero says that the length is not known yet: [`DType::adapted_to`] finds the one that values of
//! another dtype need.

use super::{ByteOrder, DType, Repr};
use crate::time::{Temporal, TimeZone, datetime_text_width};
use crate::{DTypeError, Error, ErrorKind, Result};
use nd_kernel::Num;

/// The kind and length of a flexible dtype.
///
/// ```
/// use nd_dtype::{DType, Flexible};
/// assert_eq!(DType::parse(">U5")?.flexible(), Some(Flexible::Str(5)));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "numpy.flexible", alias = "numpy.character")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Flexible {
    /// `S`: so many bytes of text without an encoding, padded with NULs.
    Bytes(u32),
    /// `U`: so many Unicode characters of four bytes each, padded with NULs.
    Str(u32),
    /// `V`: so many bytes that mean nothing to nd.
    Void(u32),
}

impl Flexible {
    /// The most bytes in an element whose dtype a caller spells, as in NumPy.
    const MAX_BYTES: usize = i32::MAX as usize;

    /// Bytes in a character or unit, which is also what a byte swap reverses.
    pub(crate) const fn unit(self) -> usize {
        match self {
            Flexible::Str(_) => 4,
            Flexible::Bytes(_) | Flexible::Void(_) => 1,
        }
    }

    /// Characters or bytes that an element has room for.
    #[inline]
    pub const fn len(self) -> usize {
        match self {
            Flexible::Bytes(len) | Flexible::Str(len) | Flexible::Void(len) => len as usize,
        }
    }

    /// Whether the length is zero: not known yet.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Bytes in an element.
    #[inline]
    pub const fn itemsize(self) -> usize {
        self.unit() * self.len()
    }

    /// The letter of the kind: `S`, `U` or `V`.
    pub const fn letter(self) -> char {
        match self {
            Flexible::Bytes(_) => 'S',
            Flexible::Str(_) => 'U',
            Flexible::Void(_) => 'V',
        }
    }

    /// The kind of that letter with a length; `None` for another letter or a length that no element has.
    pub(super) fn new(letter: char, len: usize) -> Option<Flexible> {
        let short = u32::try_from(len).ok()?;
        let kind = match letter {
            'S' | 'a' => Flexible::Bytes(short),
            'U' => Flexible::Str(short),
            'V' => Flexible::Void(short),
            _ => return None,
        };
        (len.checked_mul(kind.unit())? <= Flexible::MAX_BYTES).then_some(kind)
    }

    /// The same kind with another length.
    pub(crate) fn with_len(self, len: usize) -> Flexible {
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        match self {
            Flexible::Bytes(_) => Flexible::Bytes(len),
            Flexible::Str(_) => Flexible::Str(len),
            Flexible::Void(_) => Flexible::Void(len),
        }
    }

    /// Whether elements are text: characters or bytes.
    pub const fn is_text(self) -> bool {
        !matches!(self, Flexible::Void(_))
    }

    /// The name without length, as `dtype.name` begins.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Flexible::Bytes(_) => "bytes",
            Flexible::Str(_) => "str",
            Flexible::Void(_) => "void",
        }
    }

    /// The class that NumPy's messages name.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Flexible::Bytes(_) => "BytesDType",
            Flexible::Str(_) => "StrDType",
            Flexible::Void(_) => DType::VOID_CLASS,
        }
    }
}

/// Characters in the longest text of a number, as NumPy counts them.
pub(crate) const fn text_width(num: Num) -> usize {
    match num {
        Num::Bool => 5,
        Num::I8 => 4,
        Num::U8 => 3,
        Num::I16 => 6,
        Num::U16 => 5,
        Num::I32 => 11,
        Num::U32 => 10,
        Num::I64 => 21,
        Num::U64 => 20,
        Num::F16 | Num::BF16 | Num::F32 | Num::F64 => 32,
        Num::C64 | Num::C128 => 64,
    }
}

impl DType {
    /// Text of at most `len` Unicode characters: NumPy's `U`.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) for elements of more than 2 GB.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::str(5)?, DType::parse("U5")?);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[doc(alias = "numpy.str_")]
    pub fn str(len: usize) -> Result<DType> {
        flexible('U', len)
    }

    /// Text of at most `len` bytes: NumPy's `S`.
    ///
    /// # Errors
    /// As [`DType::str`].
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::bytes(7)?.itemsize(), 7);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[doc(alias = "numpy.bytes_")]
    pub fn bytes(len: usize) -> Result<DType> {
        flexible('S', len)
    }

    /// `len` bytes without a meaning: NumPy's `V`.
    ///
    /// # Errors
    /// As [`DType::str`].
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(format!("{:?}", DType::void(3)?), "dtype('V3')");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[doc(alias = "numpy.void")]
    pub fn void(len: usize) -> Result<DType> {
        flexible('V', len)
    }

    /// A flexible dtype in a byte order, which only text has.
    pub(crate) fn from_flexible(kind: Flexible, order: ByteOrder) -> DType {
        let swapped = kind.unit() > 1 && order != ByteOrder::NATIVE;
        DType(Repr::Flexible { kind, swapped })
    }

    /// The kind and length of a flexible dtype; `None` for a numeric or structured one.
    ///
    /// ```
    /// use nd_dtype::{DType, Flexible};
    /// assert_eq!(DType::parse("S7")?.flexible(), Some(Flexible::Bytes(7)));
    /// assert_eq!(DType::F64.flexible(), None);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[inline]
    pub const fn flexible(&self) -> Option<Flexible> {
        match self.0 {
            Repr::Flexible { kind, .. } => Some(kind),
            _ => None,
        }
    }

    /// Whether elements are text, as characters (`U`) or as bytes (`S`).
    pub fn is_text(&self) -> bool {
        self.flexible().is_some_and(Flexible::is_text)
    }

    /// The dtype that this one means where values of `from` are to be stored: a flexible dtype without a length gets the
    /// length that they need, one of time without a unit theirs, any other stays as it is.
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) for text of structured values.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::parse("U")?.adapted_to(&DType::I64)?.to_string(), "<U21");
    /// assert_eq!(DType::parse("V")?.adapted_to(&DType::I64)?.to_string(), "|V8");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn adapted_to(&self, from: &DType) -> Result<DType> {
        if let (Some(own), Some(other)) = (self.temporal(), from.temporal())
            && own.resolution().is_generic()
        {
            if own.is_datetime() == other.is_datetime() {
                return Ok(from.clone());
            }
            let order = if self.is_native() { ByteOrder::NATIVE } else { ByteOrder::NATIVE.swapped() };
            return Ok(DType::from_temporal(own.with(other.resolution()), order));
        }
        let Some(kind) = self.flexible().filter(|kind| kind.is_empty()) else {
            return Ok(self.clone());
        };
        if let (true, Some(other)) = (kind.is_text(), from.temporal()) {
            let len = match other {
                Temporal::DateTime(resolution) => datetime_text_width(Some(resolution.unit), TimeZone::Naive),
                Temporal::TimeDelta(_) => 21,
            };
            return Ok(DType(Repr::Flexible { kind: kind.with_len(len), swapped: !self.is_native() }));
        }
        if let (Flexible::Void(_), Some(_)) = (kind, from.temporal()) {
            return DType::void(from.itemsize());
        }
        let len = match (kind, from.flexible(), from.num()) {
            // Values of the same kind keep their byte order too.
            (_, Some(own), _) if own.letter() == kind.letter() => return Ok(from.clone()),
            (Flexible::Void(_), None, None) if from.string().is_some() => {
                return Err(DTypeError::NoTextOf { from: from.clone(), class: kind.class() }.into());
            }
            (Flexible::Void(_), None, None) if from.managed().is_none() => return Ok(from.clone()),
            (Flexible::Void(_), _, _) => from.itemsize(),
            (_, Some(own), _) => own.len(),
            (_, None, Some(num)) => text_width(num),
            (_, None, None) => match from.fields() {
                // NumPy takes the bytes of the only field for characters.
                [only] => only.dtype.itemsize(),
                _ => {
                    let (from, class) = (from.clone(), kind.class());
                    return Err(DTypeError::NoTextOf { from, class }.into());
                }
            },
        };
        Ok(DType(Repr::Flexible { kind: kind.with_len(len), swapped: !self.is_native() }))
    }

    /// The dtype of an array that is made with this one: text without a length has room for one character, as in NumPy.
    pub fn for_new_array(self) -> DType {
        match self.0 {
            Repr::Flexible { kind, swapped } if kind.is_text() && kind.is_empty() => {
                DType(Repr::Flexible { kind: kind.with_len(1), swapped })
            }
            other => DType(other),
        }
    }
}

fn flexible(letter: char, len: usize) -> Result<DType> {
    match Flexible::new(letter, len) {
        Some(kind) => Ok(DType::from_flexible(kind, ByteOrder::NATIVE)),
        None => Err(Error::new(ErrorKind::Value, DTypeError::TooLarge)),
    }
}
