//! Elements of flexible dtypes as values: reading, storing, converting and comparing them.
//!
//! An element is a run of code points (`U`) or bytes (`S`), followed by NULs up to its length. Both are looked at as a
//! sequence of numbers without the NULs at the end, which is how NumPy compares and converts them.

use crate::scalar::text_ticks;
use crate::time::{Resolution, Temporal, TimeUnit};
use crate::{CodecError, DType, DTypeError, Flexible, Object, Result, Scalar};
use core::cmp::Ordering;

/// The units of a text element in order, without the padding at its end: code points, or bytes.
fn units<'a>(dtype: &DType, bytes: &'a [u8]) -> impl Iterator<Item = u32> + Clone + 'a {
    let unit = dtype.alignment();
    let swapped = !dtype.is_native();
    let padding = bytes.rchunks(unit).take_while(|unit| unit.iter().all(|&byte| byte == 0)).count();
    bytes[..bytes.len() - padding * unit].chunks_exact(unit).map(move |unit| match *unit {
        [byte] => u32::from(byte),
        [a, b, c, d] if swapped => u32::from_ne_bytes([d, c, b, a]),
        [a, b, c, d] => u32::from_ne_bytes([a, b, c, d]),
        _ => 0,
    })
}

/// Stores units as an element of `dtype`, which is text: cut to its length, or padded to it.
fn store(units: impl Iterator<Item = u32>, dtype: &DType, bytes: &mut [u8]) {
    let unit = dtype.alignment();
    let swapped = !dtype.is_native();
    let mut places = bytes.chunks_exact_mut(unit);
    for (value, place) in units.zip(&mut places) {
        match place {
            [byte] => *byte = value as u8,
            place => {
                place.copy_from_slice(&value.to_ne_bytes());
                if swapped {
                    place.reverse();
                }
            }
        }
    }
    places.for_each(|place| place.fill(0));
}

/// The text of a `U` element. What is no character, which other programs can store, reads as U+FFFD.
fn string(dtype: &DType, bytes: &[u8]) -> String {
    units(dtype, bytes).map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The value of one element of a flexible dtype.
pub(crate) fn scalar(dtype: &DType, kind: Flexible, bytes: &[u8]) -> Scalar {
    match kind {
        Flexible::Str(_) => Scalar::Str(string(dtype, bytes)),
        Flexible::Bytes(_) => Scalar::Bytes(units(dtype, bytes).map(|unit| unit as u8).collect()),
        Flexible::Void(_) => Scalar::Void(bytes.to_vec()),
    }
}

/// Stores text as an element of `to`, which is text: cut to its length, or padded to it.
///
/// # Errors
/// A character outside ASCII where text becomes bytes or bytes become text.
fn store_checked(
    from_is_str: bool,
    units: impl Iterator<Item = u32> + Clone,
    to: &DType,
    bytes: &mut [u8],
) -> Result<()> {
    let to_is_str = matches!(to.flexible(), Some(Flexible::Str(_)));
    if from_is_str != to_is_str
        && let Some(start) = units.clone().position(|unit| unit >= 0x80)
    {
        return Err(DTypeError::Codec(match from_is_str {
            true => CodecError::outside("ascii", 0x80, start, units),
            false => CodecError::not_ascii(units.clone().nth(start).unwrap_or_default() as u8, start),
        })
        .into());
    }
    store(units, to, bytes);
    Ok(())
}

/// Stores a string as an element of `to`, which is text.
///
/// # Errors
/// A character outside ASCII for an element of bytes.
pub(crate) fn store_str(text: &str, to: &DType, bytes: &mut [u8]) -> Result<()> {
    store_checked(true, text.chars().map(u32::from), to, bytes)
}

/// Stores bytes as an element of `to`, which is text.
///
/// # Errors
/// A byte outside ASCII for an element of characters.
pub(crate) fn store_bytes(text: &[u8], to: &DType, bytes: &mut [u8]) -> Result<()> {
    let len = text.len() - text.iter().rev().take_while(|&&byte| byte == 0).count();
    store_checked(false, text[..len].iter().map(|&byte| u32::from(byte)), to, bytes)
}

/// Stores raw bytes as an element of `bytes.len()` of them: cut, or padded with zeros.
pub(crate) fn store_raw(raw: &[u8], bytes: &mut [u8]) {
    let len = raw.len().min(bytes.len());
    bytes[..len].copy_from_slice(&raw[..len]);
    bytes[len..].fill(0);
}

/// Converts one element between any two dtypes between which a cast exists, as assignment does: text is cut to the
/// length of its element, numbers are written as NumPy writes them, and read from text as Python reads them.
///
/// # Errors
/// Text that is no number of the kind asked for, or not in ASCII where it must be; dtypes without a cast.
///
/// # Panics
/// If `source` or `target` is not one element long.
///
/// ```
/// use nd_dtype::{DType, cast_element};
/// let mut number = [0; 4];
/// cast_element(&DType::bytes(3)?, b"12\0", &DType::parse(">i4")?, &mut number)?;
/// assert_eq!(number, [0, 0, 0, 12]);
/// # Ok::<(), nd_dtype::Error>(())
/// ```
pub fn cast_element(from: &DType, source: &[u8], to: &DType, target: &mut [u8]) -> Result<()> {
    assert_eq!((source.len(), target.len()), (from.itemsize(), to.itemsize()), "one element of each dtype");
    if let (true, Some(kind)) = (from.is_text(), to.temporal()) {
        let ticks = ticks(from, source, kind)?;
        return Scalar::I64(ticks).write_bytes(&to.storage(), target);
    }
    if from.string().is_some() {
        // Objects convert as Python's strings do.
        return Object::from(Scalar::from_bytes(from, source)).write(to, target, &mut Vec::new());
    }
    match from.flexible() {
        Some(kind) if kind.is_text() && to.is_text() => {
            store_checked(matches!(kind, Flexible::Str(_)), units(from, source), to, target)
        }
        _ => Scalar::from_bytes(from, source).write_bytes(to, target),
    }
}

/// The text of an element, if it is short and all in ASCII.
#[inline]
pub(crate) fn ascii<'a>(dtype: &DType, source: &'a [u8], buffer: &'a mut [u8; 64]) -> Option<&'a [u8]> {
    let text = if dtype.alignment() == 4 {
        let units = source.as_chunks::<4>().0;
        let places = buffer.get_mut(..units.len())?;
        let swapped = !dtype.is_native();
        let mut all = 0;
        for (place, unit) in places.iter_mut().zip(units) {
            let unit = u32::from_ne_bytes(*unit);
            let unit = if swapped { unit.swap_bytes() } else { unit };
            *place = unit as u8;
            all |= unit;
        }
        if all >= 0x80 {
            return None;
        }
        &*places
    } else {
        source.is_ascii().then_some(source)?
    };
    let len = text.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    Some(&text[..len])
}

/// Stores text that is all in ASCII as an element of `to`, which is text: cut to its length, or padded to it.
#[inline]
pub(crate) fn store_ascii(text: &str, to: &DType, bytes: &mut [u8]) {
    if to.alignment() == 4 {
        if !to.is_native() {
            return store(text.bytes().map(u32::from), to, bytes);
        }
        store_characters(text, bytes);
    } else {
        store_raw(text.as_bytes(), bytes);
    }
}

/// Stores text that is all in ASCII as characters in the machine's byte order, as [`store_ascii`] does.
#[inline]
pub(crate) fn store_characters(text: &str, bytes: &mut [u8]) {
    let (places, _) = bytes.as_chunks_mut::<4>();
    let (used, rest) = places.split_at_mut(text.len().min(places.len()));
    used.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = u32::from(byte).to_ne_bytes());
    rest.fill([0; 4]);
}

/// [`cast_element`] for every pair of dtypes: into one whose elements hold objects it adds them to `kept`, because the
/// element does not count them and they have to live until it is counted.
///
/// # Errors
/// As [`cast_element`].
///
/// # Panics
/// As [`cast_element`].
pub fn cast_element_kept(
    from: &DType,
    source: &[u8],
    to: &DType,
    target: &mut [u8],
    kept: &mut Vec<Object>,
) -> Result<()> {
    if to.hasobject() {
        return Scalar::from_bytes(from, source).write_element(to, target, kept);
    }
    cast_element(from, source, to, target)
}

/// The ticks that the text of an element says.
///
/// # Errors
/// Text that says none.
fn ticks(from: &DType, source: &[u8], kind: Temporal) -> Result<i64> {
    match ascii(from, source, &mut [0; 64]) {
        Some(text) => text_ticks(text, kind),
        None => long_ticks(from, source, kind),
    }
}

/// [`ticks`] of text that is long or has characters outside ASCII.
#[cold]
fn long_ticks(from: &DType, source: &[u8], kind: Temporal) -> Result<i64> {
    let text = match Scalar::from_bytes(from, source) {
        Scalar::Bytes(raw) => return text_ticks(&raw, kind),
        other => other.to_string(),
    };
    if kind.is_datetime() {
        // Dates are ASCII, which is said before anything else.
        let mut bytes = vec![0; text.len()];
        store_str(&text, &DType::bytes(text.len())?, &mut bytes)?;
    }
    text_ticks(text.as_bytes(), kind)
}

/// The coarsest unit that holds the moments in `texts`, elements of a text dtype: what NumPy gives dates of no known unit.
///
/// # Errors
/// Text that is no moment.
pub fn datetime_unit<'a>(dtype: &DType, texts: impl Iterator<Item = &'a [u8]>) -> Result<Resolution> {
    let mut finest: Option<TimeUnit> = None;
    for text in texts {
        let found = crate::time::parse::parse_bytes(Scalar::from_bytes(dtype, text).plain_text().as_bytes())?;
        if let Some((_, unit)) = found {
            finest = finest.max(Some(unit));
        }
    }
    Ok(finest.map_or(Resolution::GENERIC, Resolution::of))
}

/// Two dtypes of text, whose elements are compared or joined: what depends on the dtypes is looked at once and not for every
/// pair of elements.
///
/// Both must be text, and either both of characters or both of bytes.
///
/// ```
/// use core::cmp::Ordering;
/// use nd_dtype::{DType, TextPair};
/// let (a, b) = (DType::bytes(3)?, DType::bytes(2)?);
/// let pair = TextPair::new(&a, &b);
/// assert_eq!(pair.compare(b"ab\0", b"ab"), Ordering::Equal);
/// let mut joined = [7; 6];
/// pair.join(b"ab\0", b"c\0", &DType::bytes(6)?, &mut joined);
/// assert_eq!(&joined, b"abc\0\0\0");
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextPair<'a> {
    dtypes: [&'a DType; 2],
    /// Bytes in a unit, where both dtypes are in the machine's byte order.
    native: Option<usize>,
}

impl<'a> TextPair<'a> {
    /// The pair of two dtypes of text.
    pub fn new(a: &'a DType, b: &'a DType) -> TextPair<'a> {
        let native = a.is_native() && b.is_native() && a.alignment() == b.alignment();
        TextPair { dtypes: [a, b], native: native.then(|| a.alignment()) }
    }

    /// How the text in one element compares to the text in another, by code points or bytes; NULs at the end do not count.
    pub fn compare(self, a: &[u8], b: &[u8]) -> Ordering {
        units(self.dtypes[0], a).cmp(units(self.dtypes[1], b))
    }

    /// Bytes in a unit, if both are in the machine's byte order, for which `nd-kernel` has loops.
    pub fn native(self) -> Option<usize> {
        self.native
    }

    /// Stores two texts, one behind the other, as an element of `dtype`, which is text of their kind.
    pub fn join(self, a: &[u8], b: &[u8], dtype: &DType, bytes: &mut [u8]) {
        store(units(self.dtypes[0], a).chain(units(self.dtypes[1], b)), dtype, bytes);
    }
}
