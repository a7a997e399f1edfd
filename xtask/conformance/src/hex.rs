//! Bytes as text.

#![forbid(unsafe_code)]

/// The bytes that `text` spells.
///
/// # Errors
/// Anything but pairs of hexadecimal digits.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, String> {
    let digit = |c: u8| (c as char).to_digit(16).map(|digit| digit as u8);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match *pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect::<Option<_>>()
        .ok_or_else(|| format!("hex '{text}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_digits_are_bytes() {
        assert_eq!(decode("00ff1a"), Ok(vec![0, 255, 26]));
        assert!(decode("0").is_err() && decode("0g").is_err());
    }
}
