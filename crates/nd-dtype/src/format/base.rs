//! Integers in other bases than ten, as `np.binary_repr` and `np.base_repr` write them.

use crate::{DTypeError, Result};

/// The binary digits of an integer, padded to `width`. A negative one is written in two's complement of that width, or
/// with a minus if no width is given.
///
/// # Errors
/// [`Value`](crate::ErrorKind::Value) for a width that does not hold the number.
///
/// ```
/// use nd_dtype::format::binary_repr;
/// assert_eq!(binary_repr(5, 8)?, "00000101");
/// assert_eq!((binary_repr(-5, 8)?, binary_repr(-5, None)?), ("11111011".to_owned(), "-101".to_owned()));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "numpy.binary_repr")]
pub fn binary_repr(number: i64, width: impl Into<Option<usize>>) -> Result<String> {
    let width = width.into();
    let (digits, fill) = match (number, width) {
        (0.., _) => (format!("{number:b}"), '0'),
        (_, None) => (format!("-{:b}", number.unsigned_abs()), '0'),
        // The shortest two's complement: one sign bit before the bits that differ from it.
        (_, Some(_)) => {
            let bits = (64 - number.leading_ones() + 1) as usize;
            (format!("{number:064b}")[64 - bits..].to_owned(), '1')
        }
    };
    let (width, needed) = (width.unwrap_or(digits.len()), digits.len());
    if width < needed {
        return Err(DTypeError::BitWidth { width, needed }.into());
    }
    Ok(core::iter::repeat_n(fill, width - needed).collect::<String>() + &digits)
}

/// The digits of an integer in a base from 2 to 36, with `padding` zeros in front of them.
///
/// # Errors
/// [`Value`](crate::ErrorKind::Value) for another base.
///
/// ```
/// use nd_dtype::format::base_repr;
/// assert_eq!((base_repr(255, 16, None)?, base_repr(-5, 2, 2)?), ("FF".to_owned(), "-00101".to_owned()));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "numpy.base_repr")]
pub fn base_repr(number: i64, base: u32, padding: impl Into<Option<usize>>) -> Result<String> {
    if !(2..=36).contains(&base) {
        return Err(
            DTypeError::Base { limit: if base > 36 { "greater than 36" } else { "less than 2" } }.into()
        );
    }
    let (mut rest, mut digits) = (number.unsigned_abs(), Vec::new());
    while rest > 0 {
        let digit = (rest % u64::from(base)) as u32;
        digits.extend(char::from_digit(digit, base).map(|digit| digit.to_ascii_uppercase()));
        rest /= u64::from(base);
    }
    digits.extend(core::iter::repeat_n('0', padding.into().unwrap_or(0)));
    if digits.is_empty() {
        digits.push('0');
    }
    digits.extend((number < 0).then_some('-'));
    Ok(digits.into_iter().rev().collect())
}
