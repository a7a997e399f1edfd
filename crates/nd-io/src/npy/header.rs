//! The header of an `.npy` file: text to dtype, order and shape, and back.

#![forbid(unsafe_code)]

use super::{MAGIC, NpyError};
use nd_core::error::ShapeError;
use nd_core::format::{Literal, tuple_text};
use nd_core::{Array, DType, Error, ErrorKind, Layout, Result};

/// The elements begin at a multiple of this many bytes.
#[doc(alias = "numpy.lib.format.ARRAY_ALIGN")]
pub const ARRAY_ALIGN: usize = 64;
/// Room is left for the length of the growing axis to have this many digits, so that data can be appended in place.
#[doc(alias = "numpy.lib.format.GROWTH_AXIS_MAX_DIGITS")]
pub const GROWTH_AXIS_MAX_DIGITS: usize = 21;
/// The entries that a header has, no more and no fewer.
#[doc(alias = "numpy.lib.format.EXPECTED_KEYS")]
pub const EXPECTED_KEYS: [&str; 3] = ["descr", "fortran_order", "shape"];
/// How much of a header that cannot be read is quoted.
const QUOTED: usize = 1000;

/// What the header of an `.npy` file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The type of the elements.
    pub dtype: DType,
    /// Whether they lie in Fortran order.
    pub fortran_order: bool,
    /// The shape of the array.
    pub shape: Vec<usize>,
}

impl Header {
    /// Reads the text of a header; the shape is one that an array can have.
    pub(super) fn parse(text: &str) -> Result<Header> {
        let Some(literal) = Literal::parse(text) else {
            return Err(NpyError::Unparsed { header: text.chars().take(QUOTED).collect() }.into());
        };
        let Literal::Dict(entries) = literal else {
            return Err(NpyError::NotADictionary { found: literal.to_string() }.into());
        };
        let [descr, order, shape] = known_entries(&entries)?;
        let Literal::Bool(fortran_order) = *order else {
            return Err(NpyError::Order { found: order.to_string() }.into());
        };
        let lengths = lengths(shape)?;
        let dtype = dtype(descr)?;
        let shape = Layout::contiguous(&lengths, dtype.itemsize())?.shape().to_vec();
        Ok(Header { dtype, fortran_order, shape })
    }

    /// Of an array: Fortran order only where it is not C order too.
    pub(super) fn of(array: &Array) -> Header {
        let fortran_order = array.is_f_contiguous() && !array.is_c_contiguous();
        Header { dtype: array.dtype().clone(), fortran_order, shape: array.shape().to_vec() }
    }

    /// The bytes in front of the elements, in the oldest version that can hold the header, or in this one.
    pub(super) fn write(&self, version: Option<u8>) -> Result<Vec<u8>> {
        if self.dtype.hasobject() {
            return Err(NpyError::SaveObjects.into());
        }
        let (descr, shape) = (self.dtype.descr()?, &self.shape);
        let order = if self.fortran_order { "True" } else { "False" };
        let mut text =
            format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {}, }}", tuple_text(shape));
        if let Some(growing) = if self.fortran_order { shape.last() } else { shape.first() } {
            let room = GROWTH_AXIS_MAX_DIGITS - growing.to_string().len();
            text.extend(core::iter::repeat_n(' ', room));
        }
        Ok(wrapped(&text, version)?)
    }

    /// Bytes of all elements; the shape was checked when it was read.
    pub(crate) fn nbytes(&self) -> usize {
        self.shape.iter().product::<usize>() * self.dtype.itemsize()
    }
}

/// The values of `descr`, `fortran_order` and `shape`, of which the last counts, as in a Python dictionary.
fn known_entries(entries: &[(Literal, Literal)]) -> Result<[&Literal; 3], NpyError> {
    let get = |name: &str| {
        let is_name = |key: &Literal| matches!(key, Literal::Str(key) if key == name);
        entries.iter().rev().find(|(key, _)| is_name(key)).map(|(_, value)| value)
    };
    let names = EXPECTED_KEYS;
    let others = entries.iter().any(|(key, _)| !matches!(key, Literal::Str(key) if names.contains(&&**key)));
    match names.map(get) {
        [Some(descr), Some(order), Some(shape)] if !others => Ok([descr, order, shape]),
        _ => {
            let mut keys: Vec<String> = entries.iter().map(|(key, _)| key.to_string()).collect();
            keys.sort();
            keys.dedup();
            Err(NpyError::Keys { found: format!("[{}]", keys.join(", ")) })
        }
    }
}

fn lengths(shape: &Literal) -> Result<Vec<usize>> {
    let Literal::Tuple(items) = shape else {
        return Err(NpyError::Shape { found: shape.to_string() }.into());
    };
    let length = |item: &Literal| match item {
        Literal::Int(n) if *n < 0 => Err(Error::new(ErrorKind::Value, ShapeError::NegativeLength)),
        // No array is as long as the longest length, so those beyond it may stand for it.
        Literal::Int(n) => Ok(usize::try_from(*n).unwrap_or(usize::MAX)),
        _ => Err(NpyError::Shape { found: shape.to_string() }.into()),
    };
    items.iter().map(length).collect()
}

/// The dtype that `descr` describes: a type string, a list of fields, or a pair of a dtype and a shape.
pub(super) fn dtype(descr: &Literal) -> Result<DType> {
    if names_objects(descr) {
        return Err(NpyError::Objects.into());
    }
    let unsupported = || Error::from(NpyError::Unsupported { descr: descr.to_string() });
    match DType::from_descr(descr) {
        Ok(dtype) if dtype.hasobject() => Err(NpyError::Objects.into()),
        // The elements of an array are no arrays.
        Ok(dtype) if dtype.subdtype().is_some() => Err(unsupported()),
        Ok(dtype) => Ok(dtype),
        Err(error) => Err(match error.kind() {
            ErrorKind::Type => NpyError::Descr { found: descr.to_string() }.into(),
            ErrorKind::Unsupported => unsupported(),
            _ => error,
        }),
    }
}

/// Whether a part of the description is the dtype of Python objects.
fn names_objects(descr: &Literal) -> bool {
    match descr {
        Literal::Str(text) => matches!(text.trim_start_matches(['<', '>', '=', '|']), "O" | "O8" | "object"),
        Literal::List(items) => items.iter().any(|item| match item {
            Literal::Tuple(parts) => parts.get(1).is_some_and(names_objects),
            _ => false,
        }),
        Literal::Tuple(parts) => parts.first().is_some_and(names_objects),
        _ => false,
    }
}

/// The text with magic string, version and length in front, padded; in the version asked for, or the oldest that can
/// hold it.
fn wrapped(text: &str, version: Option<u8>) -> Result<Vec<u8>, NpyError> {
    let latin1: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let padding = |len: usize, prefix: usize| ARRAY_ALIGN - (prefix + len + 1) % ARRAY_ALIGN;
    let (oldest, encoded) = match latin1 {
        Some(encoded) if encoded.len() + 1 + padding(encoded.len(), 10) <= usize::from(u16::MAX) => {
            (1, encoded)
        }
        Some(encoded) => (2, encoded),
        None => (3, text.as_bytes().to_vec()),
    };
    let version = version.unwrap_or(oldest);
    if version < oldest {
        return Err(NpyError::HeaderTooLong { length: encoded.len(), version });
    }
    let prefix = if version == 1 { 10 } else { 12 };
    let length = encoded.len() + 1 + padding(encoded.len(), prefix);
    let mut bytes = Vec::with_capacity(prefix + length);
    bytes.extend_from_slice(MAGIC);
    bytes.extend([version, 0]);
    match version {
        1 => bytes.extend((length as u16).to_le_bytes()),
        _ => bytes.extend(
            u32::try_from(length).map_err(|_| NpyError::HeaderTooLong { length, version })?.to_le_bytes(),
        ),
    }
    bytes.extend(encoded);
    bytes.resize(prefix + length - 1, b' ');
    bytes.push(b'\n');
    Ok(bytes)
}
