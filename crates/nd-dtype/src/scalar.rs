//! One element as a value of its own: a number of one of the fifteen kinds, text, a date or span, raw bytes, a record, or
//! an object.

mod convert;
mod numbers;
mod print;
mod record;
mod text;
mod time;

pub use record::Record;
pub(crate) use text::to_number;
pub(crate) use time::text_ticks;
pub use time::{DateTime64, TimeDelta64};

use crate::{ByteOrder, DType, DTypeError, Element, Flexible, Object, ObjectError, Result, Weak, variable};
use nd_kernel::{Bool8, Complex, Num, bf16, dispatch, f16};

/// A single value with a dtype, like a NumPy scalar.
///
/// It is strong in promotion: its width counts, as an array's does. `Display` prints as NumPy's `str`, `Debug` as its
/// `repr`.
///
/// ```
/// use nd_dtype::{DType, Scalar};
/// let x = Scalar::from(3.0);
/// assert_eq!(format!("{x} {x:?}"), "3.0 np.float64(3.0)");
/// assert_eq!(Scalar::from(300_i64).cast(&DType::U8)?, Scalar::U8(44));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "generic")]
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// A boolean
    Bool(bool),
    /// An `i8`
    I8(i8),
    /// A `u8`
    U8(u8),
    /// An `i16`
    I16(i16),
    /// A `u16`
    U16(u16),
    /// An `i32`
    I32(i32),
    /// A `u32`
    U32(u32),
    /// An `i64`
    I64(i64),
    /// A `u64`
    U64(u64),
    /// A binary16 float
    F16(f16),
    /// A bfloat16
    BF16(bf16),
    /// An `f32`
    F32(f32),
    /// An `f64`
    F64(f64),
    /// A complex number of `f32` parts
    C64(Complex<f32>),
    /// A complex number of `f64` parts
    C128(Complex<f64>),
    /// Text, without NULs at its end when it was read from an array
    Str(String),
    /// Text as bytes, without NULs at its end when it was read from an array
    Bytes(Vec<u8>),
    /// Bytes that mean nothing to nd
    Void(Vec<u8>),
    /// A point in time
    DateTime(DateTime64),
    /// A span of time
    TimeDelta(TimeDelta64),
    /// An element of a structured dtype
    Record(Record),
    /// A value of any type
    Object(Object),
}

/// Runs `$body` with `$x` bound to the number in `$scalar`, of its own type; `$other` for anything else.
///
/// ```text
/// match scalar { Scalar::Bool(x) => body, Scalar::I8(x) => body, ..., _ => other }
/// ```
macro_rules! match_number {
    ($scalar:expr, $x:ident => $body:expr, _ => $other:expr) => {
        match $scalar {
            Scalar::Bool($x) => $body,
            Scalar::I8($x) => $body,
            Scalar::U8($x) => $body,
            Scalar::I16($x) => $body,
            Scalar::U16($x) => $body,
            Scalar::I32($x) => $body,
            Scalar::U32($x) => $body,
            Scalar::I64($x) => $body,
            Scalar::U64($x) => $body,
            Scalar::F16($x) => $body,
            Scalar::BF16($x) => $body,
            Scalar::F32($x) => $body,
            Scalar::F64($x) => $body,
            Scalar::C64($x) => $body,
            Scalar::C128($x) => $body,
            Scalar::Str(_)
            | Scalar::Bytes(_)
            | Scalar::Void(_)
            | Scalar::DateTime(_)
            | Scalar::TimeDelta(_)
            | Scalar::Record(_)
            | Scalar::Object(_) => $other,
        }
    };
}
use match_number;

/// A native element of any numeric kind, in the first bytes.
type Stored = [u8; 16];

impl Scalar {
    /// The dtype of the value; native for numbers.
    pub fn dtype(&self) -> DType {
        fn of<T: Element>(_: &T) -> DType {
            T::DTYPE
        }
        let (kind, len) = match self {
            Scalar::Str(text) => (Flexible::Str(0), text.chars().count()),
            Scalar::Bytes(bytes) => (Flexible::Bytes(0), bytes.len()),
            Scalar::Void(bytes) => (Flexible::Void(0), bytes.len()),
            Scalar::DateTime(value) => return DType::datetime(value.resolution()),
            Scalar::TimeDelta(value) => return DType::timedelta(value.resolution()),
            Scalar::Record(record) => return record.dtype().clone(),
            Scalar::Object(_) => return DType::OBJECT,
            number => return match_number!(number, x => of(x), _ => unreachable!("not a number")),
        };
        DType::from_flexible(kind.with_len(len), ByteOrder::NATIVE)
    }

    /// The kind of a number; `None` for anything else.
    pub fn num(&self) -> Option<Num> {
        self.dtype().num()
    }

    /// The value of one element of `dtype`, whatever its byte order.
    ///
    /// # Panics
    /// If `bytes` is not one element long.
    ///
    /// ```
    /// use nd_dtype::{DType, Scalar};
    /// assert_eq!(Scalar::from_bytes(&DType::parse(">i2")?, &[1, 2]), Scalar::I16(258));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn from_bytes(dtype: &DType, bytes: &[u8]) -> Scalar {
        assert_eq!(bytes.len(), dtype.itemsize(), "not one element of {dtype:?}");
        if let Some(string) = dtype.string() {
            return variable::scalar(string, bytes);
        }
        if dtype.managed().is_some() {
            return Scalar::Object(Object::load(bytes));
        }
        if let Some(kind) = dtype.temporal() {
            return match Scalar::from_bytes(&dtype.storage(), bytes) {
                Scalar::I64(ticks) => Scalar::from_ticks(ticks, kind),
                other => other,
            };
        }
        match (dtype.num(), dtype.flexible()) {
            (None, Some(kind)) => crate::text::scalar(dtype, kind, bytes),
            (None, None) => Scalar::Record(Record::from_parts(dtype.clone(), bytes.into())),
            (Some(num), _) => {
                let mut native = Stored::default();
                native[..bytes.len()].copy_from_slice(bytes);
                let native = &mut native[..bytes.len()];
                if !dtype.is_native() {
                    swap(num, native);
                }
                dispatch!(num, T => T::load(native).into())
            }
        }
    }

    /// Writes the value as one element of `dtype`, converted as assignment between arrays converts: integers wrap,
    /// floats truncate, imaginary parts are dropped, text is cut to the length of the element, numbers become text and
    /// are read from it, a value goes to every field, records match by position. Padding bytes between fields are left
    /// alone.
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) between records and numbers, or records of different numbers of fields;
    /// [`Value`](crate::ErrorKind::Value) if `bytes` is not one element long, or for text that is no number;
    /// [`Overflow`](crate::ErrorKind::Overflow) for text that is a number out of range; [`Type`](crate::ErrorKind::Type) for an element
    /// that holds an object, which [`write_element`](Self::write_element) writes.
    pub fn write_bytes(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        if bytes.len() != dtype.itemsize() {
            return Err(DTypeError::ByteCount { dtype: dtype.clone(), len: bytes.len() }.into());
        }
        if dtype.hasobject() {
            return Err(ObjectError::Bytes { operation: "write_bytes", dtype: dtype.clone() }.into());
        }
        self.write_parts(dtype, bytes, &mut Vec::new())
    }

    /// [`write_element`](Self::write_element) for an element that is not one object or text of any length itself.
    pub(crate) fn write_parts(&self, dtype: &DType, bytes: &mut [u8], kept: &mut Vec<Object>) -> Result<()> {
        if let Scalar::Object(object) = self
            && (dtype.fields().is_empty() || object.is_record())
        {
            return object.write(dtype, bytes, kept);
        }
        if let Some(kind) = dtype.temporal()
            && !matches!(self, Scalar::Record(_))
        {
            return Scalar::I64(time::to_ticks(self, kind)?).write_bytes(&dtype.storage(), bytes);
        }
        if let Scalar::Record(record) = self {
            return record.write(dtype, bytes, kept);
        }
        if let (Some((ticks, _)), Some(_)) = (self.ticks(), dtype.num()) {
            return Scalar::I64(ticks).write_bytes(dtype, bytes);
        }
        if dtype.subdtype().is_some() {
            return write_repeated(self, dtype, bytes, kept);
        }
        match (dtype.num(), dtype.flexible()) {
            (Some(to), _) => {
                let mut stored = Stored::default();
                let from = match_number!(self, x => store(*x, &mut stored), _ => {
                    return to_number(self, to)?.write_bytes(dtype, bytes);
                });
                write_number(from, &stored, to, dtype, bytes);
            }
            (None, Some(kind)) => return text::write_flexible(self, dtype, kind, bytes),
            (None, None) => {
                for field in dtype.fields() {
                    self.write_element(&field.dtype, &mut bytes[field.range()], kept)?;
                }
            }
        }
        Ok(())
    }

    /// The value as a `dtype`, converted as [`write_bytes`](Self::write_bytes) does.
    ///
    /// # Errors
    /// As [`write_bytes`](Self::write_bytes).
    #[doc(alias = "astype")]
    pub fn cast(&self, dtype: &DType) -> Result<Scalar> {
        let mut bytes = zeroed(dtype)?;
        // Whatever the element holds is kept until it is read.
        let mut kept = Vec::new();
        self.write_element(dtype, &mut bytes, &mut kept)?;
        Ok(Scalar::from_bytes(dtype, &bytes))
    }

    /// A literal as a `dtype`, under the checks that Python numbers meet: an integer must fit, a float must not be
    /// NaN or infinite to become an integer, a complex number does not become real.
    ///
    /// # Errors
    /// [`Overflow`](crate::ErrorKind::Overflow), [`Value`](crate::ErrorKind::Value) and
    /// [`Type`](crate::ErrorKind::Type), in that order of the checks above.
    ///
    /// ```
    /// use nd_dtype::{DType, Scalar, Weak};
    /// let error = Scalar::from_weak(Weak::Int(300), &DType::U8).unwrap_err();
    /// assert_eq!(error.to_string(), "Python integer 300 out of bounds for uint8");
    /// ```
    pub fn from_weak(value: Weak, dtype: &DType) -> Result<Scalar> {
        if dtype.managed().is_some() {
            // Text of any length takes what it is given when it is written.
            return Object::from_weak(value).map(Scalar::Object);
        }
        if let Some(kind) = dtype.temporal() {
            return match (value, i64::try_from(value.int().unwrap_or_default())) {
                (Weak::Int(_), Ok(ticks)) => Ok(Scalar::from_ticks(time::number_ticks(ticks, kind)?, kind)),
                (Weak::Int(_), Err(_)) => Err(DTypeError::IntTooLarge.into()),
                _ => Err(time::not_temporal(kind)),
            };
        }
        if let Some(sub) = dtype.subdtype() {
            return Scalar::from_weak(value, sub.base())?.cast(dtype);
        }
        match (dtype.num(), dtype.flexible()) {
            (Some(num), _) => convert::from_weak(value, num),
            (None, Some(kind)) => text::from_weak(value, kind),
            (None, None) => {
                let (mut bytes, mut kept) = (zeroed(dtype)?, Vec::new());
                for field in dtype.fields() {
                    let part = &mut bytes[field.range()];
                    Scalar::from_weak(value, &field.dtype)?.write_element(&field.dtype, part, &mut kept)?;
                }
                Ok(Scalar::from_bytes(dtype, &bytes))
            }
        }
    }

    /// The value as a Rust type, if the type can hold it: integers are checked for range, floats may lose precision,
    /// kinds may rise but not fall.
    ///
    /// # Errors
    /// [`Overflow`](crate::ErrorKind::Overflow) for an integer out of range, [`Type`](crate::ErrorKind::Type) for a
    /// value of a higher kind.
    ///
    /// ```
    /// use nd_dtype::Scalar;
    /// assert_eq!(Scalar::U8(7).get::<i64>()?, 7);
    /// assert!(Scalar::F64(2.5).get::<i64>().is_err());
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[doc(alias = "item")]
    pub fn get<T: Element>(&self) -> Result<T> {
        convert::get(self)
    }
}

/// The bytes of one element. A structured dtype can be larger than memory, which must not abort.
fn zeroed(dtype: &DType) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = dtype.itemsize();
    bytes.try_reserve_exact(size).map_err(|_| DTypeError::NoMemory { bytes: size })?;
    bytes.resize(size, 0);
    Ok(bytes)
}

/// Writes a value as every element of a sub-array.
fn write_repeated(value: &Scalar, dtype: &DType, bytes: &mut [u8], kept: &mut Vec<Object>) -> Result<()> {
    let base = dtype.base();
    if base.itemsize() == 0 {
        return Ok(());
    }
    bytes.chunks_exact_mut(base.itemsize()).try_for_each(|element| value.write_element(base, element, kept))
}

/// Puts a native value at the front of `bytes`; gives its kind.
fn store<T: Element>(value: T, bytes: &mut Stored) -> Num {
    value.store(&mut bytes[..T::NUM.size()]);
    T::NUM
}

/// Converts a stored native number and writes it as `dtype`, whose kind is `to`.
fn write_number(from: Num, stored: &Stored, to: Num, dtype: &DType, bytes: &mut [u8]) {
    convert::convert(from, &stored[..from.size()], to, bytes);
    if !dtype.is_native() {
        swap(to, bytes);
    }
}

/// Reverses the bytes of each part of one element.
fn swap(num: Num, element: &mut [u8]) {
    for part in element.chunks_exact_mut(num.swap_unit()) {
        part.reverse();
    }
}

/// The stored form of a boolean reads as a boolean.
impl From<Bool8> for Scalar {
    fn from(value: Bool8) -> Scalar {
        Scalar::Bool(value.get())
    }
}

// impl From<i8> for Scalar { fn from(value: i8) -> Scalar { Scalar::I8(value) } }, the way back as a checked
// TryFrom, and so on.
macro_rules! scalar_from {
    // $t: a Rust type; $variant: its variant.
    ($($t:ty => $variant:ident),* $(,)?) => { $(
        impl From<$t> for Scalar {
            #[inline]
            fn from(value: $t) -> Scalar {
                Scalar::$variant(value)
            }
        }

        impl TryFrom<Scalar> for $t {
            type Error = crate::Error;

            fn try_from(scalar: Scalar) -> Result<$t> {
                scalar.get()
            }
        }
    )* };
}
scalar_from! {
    bool => Bool, i8 => I8, u8 => U8, i16 => I16, u16 => U16, i32 => I32, u32 => U32, i64 => I64, u64 => U64,
    f16 => F16, bf16 => BF16, f32 => F32, f64 => F64, Complex<f32> => C64, Complex<f64> => C128,
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Scalar {
        Scalar::Str(text.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Scalar {
        Scalar::Str(text)
    }
}

impl From<&String> for Scalar {
    fn from(text: &String) -> Scalar {
        Scalar::Str(text.clone())
    }
}

impl From<Object> for Scalar {
    fn from(object: Object) -> Scalar {
        Scalar::Object(object)
    }
}
