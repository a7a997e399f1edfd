//! Printing: `{}` is NumPy's `str` of an array and `{:?}` its `repr`, character for character.
//!
//! ```text
//! Array → read (copy what is shown) → Excerpt → items (one format for all) → nest (brackets, lines) → text
//! ```
//!
//! The algorithms are those of NumPy 2.4's `numpy/_core/arrayprint.py`. Digits come from [`nd_dtype::format`].

#![forbid(unsafe_code)]

mod current;
mod excerpt;
mod float;
mod formatter;
mod items;
mod nest;
mod options;
mod override_repr;
mod read;
mod text;

pub use current::{get_printoptions, set_printoptions, with_printoptions};
pub use formatter::{FormatKind, Formatters};
pub use options::{FloatMode, PrintOptions, Sign};
pub use override_repr::OverrideRepr;

use crate::array::Array;
use core::fmt::{self, Display, Formatter};
use nd_dtype::{Error, ErrorKind, Result, Scalar};
use text::Frame;

/// The items in brackets, as NumPy's `str` shows them; the scalar itself for an array without axes.
///
/// # Errors
/// [`Borrowed`](ErrorKind::Borrowed) if a guard, or an operation that this thread is inside of, holds the array for
/// writing; [`Memory`](ErrorKind::Memory) if what is to be shown does not fit in memory.
///
/// ```
/// use nd_core::{PrintOptions, array_str};
/// let x = nd_core::linspace(0.0, 1.0, 4)?;
/// let options = PrintOptions { precision: 3, ..PrintOptions::default() };
/// assert_eq!(array_str(&x, &options)?, "[0.    0.333 0.667 1.   ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
pub fn array_str(array: &Array, options: &PrintOptions) -> Result<String> {
    if array.ndim() == 0 {
        // Bytes are not taken for text: NumPy shows their `repr`.
        return Ok(match array.scalar()? {
            bytes @ Scalar::Bytes(_) => format!("{bytes:?}"),
            other => other.to_string(),
        });
    }
    Ok(text::array2string(&read::excerpt(array, options)?, options, Frame::STR))
}

/// `array(…)` with the shape and dtype where the items do not tell them: NumPy's `repr`.
///
/// # Errors
/// As [`array_str`].
///
/// ```
/// use nd_core::{PrintOptions, array_repr};
/// let options = PrintOptions { threshold: 5, edgeitems: 1, ..PrintOptions::default() };
/// assert_eq!(array_repr(&nd_core::arange(10), &options)?, "array([0, ..., 9], shape=(10,))");
/// # Ok::<(), nd_core::Error>(())
/// ```
pub fn array_repr(array: &Array, options: &PrintOptions) -> Result<String> {
    if let Some(text) = options.override_repr.text(array) {
        return Ok(text);
    }
    Ok(text::repr(&read::excerpt(array, options)?, &array.dtype, options))
}

/// The items in brackets with `separator` between them, also for an array without axes. Further lines are aligned
/// behind a `prefix` that the caller puts before the text, and leave room for a `suffix`.
///
/// # Errors
/// As [`array_str`].
///
/// ```
/// use nd_core::{PrintOptions, array2string};
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// let text = array2string(&x, &PrintOptions::default(), ",", "x = ", "")?;
/// assert_eq!(text, "[[0,1],\n     [2,3]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
pub fn array2string(
    array: &Array,
    options: &PrintOptions,
    separator: &str,
    prefix: &str,
    suffix: &str,
) -> Result<String> {
    Ok(text::array2string(&read::excerpt(array, options)?, options, Frame { separator, prefix, suffix }))
}

/// NumPy's `str`, by the options of [`get_printoptions`]. `{:.3}` sets the precision and `{:+}` the sign. An array that a guard holds
/// for writing prints as `<borrowed>`.
impl Display for Array {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        show(array_str(self, &options_of(f)), f)
    }
}

/// NumPy's `repr`, with the same flags as `Display`.
impl fmt::Debug for Array {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        show(array_repr(self, &options_of(f)), f)
    }
}

fn options_of(f: &Formatter<'_>) -> PrintOptions {
    let mut options = get_printoptions();
    if let Some(precision) = f.precision() {
        options.precision = precision;
    }
    if f.sign_plus() {
        options.sign = Sign::Plus;
    }
    options
}

/// Printing is what people do when something is wrong, so what cannot be read is said and not an error.
fn show(text: Result<String, Error>, f: &mut Formatter<'_>) -> fmt::Result {
    match text {
        Ok(text) => f.write_str(&text),
        Err(error) if error.kind() == ErrorKind::Borrowed => f.write_str("<borrowed>"),
        Err(error) => write!(f, "<{error}>"),
    }
}
