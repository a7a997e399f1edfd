//! Values put into text: Python's `%` operator on each element.

use crate::error::StringsError;
use crate::operand::{Kind, Text};
use nd_core::format::printf::{Conversion, Format, FormatError, Part, Spec, Value};
use nd_core::{Array, DType, Literal, Result, Scalar, broadcast_shapes};

/// Each element of `a` with its one conversion (`%d`, `%5.2f`, `%s`, ...) replaced by the element of `values` at its place; the
/// two broadcast. A text without conversions stays, but where the values are text.
///
/// ```
/// use nd_core::array;
/// use nd_strings::mod_;
/// assert_eq!(mod_(&array!["%03d", "<%x>"], array![7, 255])?.to_string(), "['007' '<ff>']");
/// assert_eq!(mod_(&array!["%.2f mm"], 2.5)?.to_string(), "['2.50 mm']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text, a format that is not understood or has more than one conversion, a value that its conversion does
/// not take, shapes that do not broadcast.
#[doc(alias = "numpy.strings.mod")]
pub fn mod_(a: &Array, values: impl Into<Literal>) -> Result<Array> {
    let Some(text) = Text::of(a)? else { return Err(StringsError::NotText.into()) };
    let values = values.into().into_array()?;
    let shape = broadcast_shapes(&[a.shape(), values.shape()])?;
    let (formats, values) = (elements(a, &shape)?, elements(&values, &shape)?);
    let mut made = Vec::with_capacity(formats.len());
    // Most elements share their format with the one before.
    let mut last: Option<(Scalar, Format)> = None;
    for (given, value) in formats.into_iter().zip(&values) {
        let format = match last.take() {
            Some((known, format)) if known == given => format,
            _ => Format::parse(&plain(&given)).map_err(StringsError::from)?,
        };
        made.push(fill(&format, value, text.kind)?);
        last = Some((given, format));
    }
    let result = stored(made, &shape, text.kind, text.array.dtype())?;
    match &text.variable {
        Some(dtype) => result.astype(dtype),
        None => Ok(result),
    }
}

/// The elements of an array in a shape that it broadcasts to, in C order.
fn elements(array: &Array, shape: &[usize]) -> Result<Vec<Scalar>> {
    let plain = |value: Scalar| match value {
        Scalar::Object(object) => object.to_scalar(),
        other => other,
    };
    Ok(array.broadcast_to(shape)?.to_vec::<Scalar>()?.into_iter().map(plain).collect())
}

/// Text as a string: bytes are the characters of their numbers.
fn plain(text: &Scalar) -> String {
    match text {
        Scalar::Str(text) => text.clone(),
        Scalar::Bytes(raw) => raw.iter().map(|&byte| char::from(byte)).collect(),
        other => other.to_string(),
    }
}

/// The format with its value.
fn fill(format: &Format, value: &Scalar, kind: Kind) -> Result<String> {
    let mut out = Vec::new();
    let mut used = false;
    for part in format.parts() {
        match part {
            Part::Literal(text) => out.extend_from_slice(text.as_bytes()),
            Part::Spec(_) if used => {
                let message = "not enough arguments for format string";
                return Err(StringsError::Arguments { message }.into());
            }
            Part::Spec(spec) => {
                used = true;
                convert(spec, value, kind, &mut out)?;
            }
        }
    }
    // Python takes anything but text for a mapping, of which a format need not use anything; characters, bytes too.
    if !used && matches!((kind, value), (_, Scalar::Str(_)) | (Kind::Bytes, Scalar::Bytes(_))) {
        let message = match kind {
            Kind::Str => "not all arguments converted during string formatting",
            Kind::Bytes => "not all arguments converted during bytes formatting",
        };
        return Err(StringsError::Arguments { message }.into());
    }
    Ok(String::from_utf8(out).unwrap_or_default())
}

fn convert(spec: &Spec, value: &Scalar, kind: Kind, out: &mut Vec<u8>) -> Result<()> {
    let text;
    let given = match spec.conversion() {
        Conversion::Text => {
            text = shown(value, kind)?;
            Value::Text(&text)
        }
        Conversion::Repr if kind == Kind::Str => {
            text = format!("{value:?}");
            Value::Text(&text)
        }
        Conversion::Repr | Conversion::Ascii => {
            text = in_ascii(&format!("{value:?}"));
            Value::Text(&text)
        }
        Conversion::Character => match value {
            Scalar::Bool(_) => return Err(refused(spec, value, kind, FormatError::NotACharacter)),
            Scalar::Str(_) | Scalar::Bytes(_) => {
                text = plain(value);
                Value::Text(&text)
            }
            _ => number(value).unwrap_or(Value::Float(0.0)),
        },
        conversion => match number(value) {
            // Booleans of NumPy are no integers to Python.
            Some(_)
                if matches!(value, Scalar::Bool(_))
                    && matches!(conversion, Conversion::Hexadecimal | Conversion::Octal) =>
            {
                Value::Float(0.0)
            }
            Some(number) => number,
            None => Value::Text(""),
        },
    };
    let before = out.len();
    spec.write(given, out).map_err(|error| refused(spec, value, kind, error))?;
    let beyond =
        |text: &[u8]| core::str::from_utf8(text).is_ok_and(|text| text.chars().any(|c| c > '\u{ff}'));
    if kind == Kind::Bytes && spec.conversion() == Conversion::Character && beyond(&out[before..]) {
        return Err(StringsError::NoByte.into());
    }
    Ok(())
}

/// What `%s` writes; of what is no text, bytes get the raw element.
fn shown(value: &Scalar, kind: Kind) -> Result<String> {
    Ok(match (kind, value) {
        (Kind::Str, Scalar::Str(text)) => text.clone(),
        (Kind::Str, other) => other.to_string(),
        (Kind::Bytes, Scalar::Bytes(_)) => plain(value),
        (Kind::Bytes, other) => {
            let dtype = other.dtype();
            let mut raw = vec![0; dtype.itemsize()];
            other.write_bytes(&dtype, &mut raw)?;
            raw.into_iter().map(char::from).collect()
        }
    })
}

/// A number as a conversion takes it; of a complex one, the real part.
fn number(value: &Scalar) -> Option<Value<'static>> {
    let wide = match value.dtype().kind() {
        'b' | 'i' => DType::I64,
        'u' => DType::U64,
        'f' | 'c' => DType::F64,
        _ => return None,
    };
    match value.cast(&wide).ok()? {
        Scalar::I64(n) => Some(Value::Integer(n.into())),
        Scalar::U64(n) => Some(Value::Integer(n.into())),
        Scalar::F64(x) => Some(Value::Float(x)),
        _ => None,
    }
}

/// An error in Python's words, which name NumPy's type.
#[cold]
fn refused(spec: &Spec, value: &Scalar, kind: Kind, error: FormatError) -> nd_core::Error {
    let found = match value {
        Scalar::Str(_) => "str_".to_owned(),
        Scalar::Bytes(_) => "bytes_".to_owned(),
        Scalar::DateTime(_) => "datetime64".to_owned(),
        Scalar::TimeDelta(_) => "timedelta64".to_owned(),
        Scalar::Void(_) | Scalar::Record(_) => "void".to_owned(),
        number => number.dtype().name(),
    };
    let message = match error {
        FormatError::NotANumber { conversion: 'd' } => {
            format!("%{} format: a real number is required, not numpy.{found}", spec.letter())
        }
        FormatError::NotANumber { .. } if kind == Kind::Bytes => {
            format!("float argument required, not numpy.{found}")
        }
        FormatError::NotANumber { .. } => format!("must be real number, not numpy.{found}"),
        FormatError::NotAnInteger { .. } => {
            format!("%{} format: an integer is required, not numpy.{found}", spec.letter())
        }
        FormatError::NotACharacter if kind == Kind::Bytes => {
            "%c requires an integer in range(256) or a single byte".to_owned()
        }
        FormatError::NotACharacter => error.to_string(),
        other => return StringsError::from(other).into(),
    };
    StringsError::Conversion { message }.into()
}

/// What is not ASCII as Python escapes it.
fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match u32::from(c) {
            0..0x80 => out.push(c),
            n @ 0x80..0x100 => out += &format!("\\x{n:02x}"),
            n @ 0x100..0x1_0000 => out += &format!("\\u{n:04x}"),
            n => out += &format!("\\U{n:08x}"),
        }
    }
    out
}

/// The texts as an array as wide as the longest; of no elements, of the dtype of the formats.
fn stored(texts: Vec<String>, shape: &[usize], kind: Kind, own: &DType) -> Result<Array> {
    let dtype = match texts.iter().map(|text| text.chars().count()).max() {
        Some(longest) => kind.dtype(longest.max(1))?,
        None => own.clone().for_new_array(),
    };
    let size = dtype.itemsize();
    let mut bytes = vec![0; texts.len() * size];
    for (text, element) in texts.iter().zip(bytes.chunks_exact_mut(size.max(1))) {
        let scalar = match kind {
            Kind::Str => Scalar::Str(text.clone()),
            // Every character is that of a byte.
            Kind::Bytes => Scalar::Void(text.chars().map(|c| u32::from(c) as u8).collect()),
        };
        match kind {
            Kind::Str => scalar.write_bytes(&dtype, element)?,
            Kind::Bytes => scalar.write_bytes(&DType::void(size)?, element)?,
        }
    }
    Array::from_vec(bytes)?.view_as(dtype)?.reshape(shape)
}
