//! The text of scalars: NumPy's `str` as `Display`, its `repr` as `Debug`.

use super::{Record, Scalar};
use crate::format::{PyBytes, PyHex, PyStr, complex_array_item, complex_scalar, float_scalar};
use core::fmt::{self, Display, Formatter};

/// NumPy's `str`: `3.0`, `True`, `(1+2j)`, `(1, 2.5)`.
impl Display for Scalar {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Bool(x) => f.pad(if *x { "True" } else { "False" }),
            Scalar::I8(x) => x.fmt(f),
            Scalar::U8(x) => x.fmt(f),
            Scalar::I16(x) => x.fmt(f),
            Scalar::U16(x) => x.fmt(f),
            Scalar::I32(x) => x.fmt(f),
            Scalar::U32(x) => x.fmt(f),
            Scalar::I64(x) => x.fmt(f),
            Scalar::U64(x) => x.fmt(f),
            Scalar::F16(x) => f.pad(&float_scalar(*x)),
            Scalar::F32(x) => f.pad(&float_scalar(*x)),
            Scalar::F64(x) => f.pad(&float_scalar(*x)),
            Scalar::C64(x) => f.pad(&complex_scalar(*x)),
            Scalar::C128(x) => f.pad(&complex_scalar(*x)),
            Scalar::Str(text) => f.pad(text),
            Scalar::Bytes(bytes) => PyBytes(bytes).fmt(f),
            Scalar::Void(bytes) => PyHex(bytes).fmt(f),
            Scalar::Record(record) => Display::fmt(record, f),
        }
    }
}

/// NumPy's `repr`: `np.float64(3.0)`, `np.True_`, `np.complex128(1+2j)`, `np.str_('a')`, `np.void((1, 2.5), dtype=[…])`.
impl fmt::Debug for Scalar {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Bool(x) => f.pad(if *x { "np.True_" } else { "np.False_" }),
            Scalar::Str(text) => write!(f, "np.str_({})", PyStr(text)),
            Scalar::Bytes(bytes) => write!(f, "np.bytes_({})", PyBytes(bytes)),
            Scalar::Void(bytes) => write!(f, "np.void({})", PyHex(bytes)),
            Scalar::Record(record) => fmt::Debug::fmt(record, f),
            number => {
                let text = number.to_string();
                // A complex number brings parentheses of its own.
                let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&text);
                write!(f, "np.{}({bare})", number.dtype().name())
            }
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "np.void({self}, dtype={})", self.dtype().construction())
    }
}

impl Display for Record {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let items: Vec<String> = self.iter().map(|value| value.record_item()).collect();
        match &items[..] {
            [only] => write!(f, "({only},)"),
            _ => write!(f, "({})", items.join(", ")),
        }
    }
}

impl Scalar {
    /// The value as it stands in a record: as alone, but for complex numbers, which keep the form of arrays, and text, which
    /// is quoted.
    fn record_item(&self) -> String {
        match self {
            Scalar::C64(x) => complex_array_item(*x),
            Scalar::C128(x) => complex_array_item(*x),
            Scalar::Str(text) => PyStr(text).to_string(),
            other => other.to_string(),
        }
    }
}
