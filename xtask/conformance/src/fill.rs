//! Elements by rule: the same generator as `elements` in `python/cases.py`, so that a case need not spell out its data.

#![forbid(unsafe_code)]

use nd::{ByteOrder, DType, f16};

/// The bytes of `n` elements of `dtype`.
///
/// # Errors
/// A fill that neither side knows.
pub(crate) fn elements(dtype: &DType, n: usize, fill: &str) -> Result<Vec<u8>, String> {
    if let Some(hex) = fill.strip_prefix(':') {
        return crate::hex::decode(hex);
    }
    let letter = fill.chars().next().ok_or("an empty fill")?;
    let seed: u64 = fill[1..].parse().map_err(|_| format!("fill '{fill}'"))?;
    if !dtype.fields().is_empty() {
        return records(dtype, n, letter, seed);
    }
    let mut bytes = Vec::with_capacity(n * dtype.itemsize());
    let z = |seed: u64| (0..n).map(move |i| splitmix(seed, i as u64));
    let big = dtype.byteorder() == '>';
    let mut push = |element: &[u8]| match big {
        true => bytes.extend(element.iter().rev()),
        false => bytes.extend_from_slice(element),
    };
    let width = dtype.itemsize();
    match dtype.kind() {
        'b' | 'i' | 'u' if letter == 'i' => {
            for i in 0..n as u64 {
                let value = seed + i;
                let value = if dtype.kind() == 'b' { value % 2 } else { value };
                push(&value.to_le_bytes()[..width]);
            }
        }
        'b' => z(seed).for_each(|z| push(&[(z >> 32) as u8 & 1])),
        'i' | 'u' => {
            z(seed).for_each(|z| push(&integer(z, letter, dtype.kind(), width).to_le_bytes()[..width]))
        }
        'f' => (0..n).zip(z(seed)).for_each(|(i, z)| push(&float(i, z, letter, seed, width)[..width])),
        'c' => {
            let (half, second) = (width / 2, z(seed + 1000003));
            for ((i, re), im) in (0..n).zip(z(seed)).zip(second) {
                let im = if letter == 'i' { [0; 8] } else { float(i, im, letter, seed, half) };
                push(&float(i, re, letter, seed, half)[..half]);
                push(&im[..half]);
            }
            return Ok(bytes);
        }
        'S' | 'U' => {
            let unit = if dtype.kind() == 'S' { 1 } else { 4 };
            z(seed).for_each(|z| letters(z, width / unit).for_each(|c| push(&c.to_le_bytes()[..unit])));
        }
        kind => return Err(format!("no fill for kind '{kind}'")),
    }
    Ok(bytes)
}

fn records(dtype: &DType, n: usize, letter: char, seed: u64) -> Result<Vec<u8>, String> {
    let mut bytes = vec![0; n * dtype.itemsize()];
    for (k, field) in dtype.fields().iter().enumerate() {
        let column = elements(&field.dtype, n, &format!("{letter}{}", seed + k as u64))?;
        for (i, element) in column.chunks_exact(field.dtype.itemsize()).enumerate() {
            let at = i * dtype.itemsize() + field.offset;
            bytes[at..at + element.len()].copy_from_slice(element);
        }
    }
    Ok(bytes)
}

/// Up to `most` letters a to c, filled up with zeros.
fn letters(z: u64, most: usize) -> impl Iterator<Item = u32> {
    let len = z as usize % (most + 1);
    (0..most).map(move |i| if i < len { 97 + ((z >> (8 + 2 * i)) % 3) as u32 } else { 0 })
}

fn splitmix(seed: u64, i: u64) -> u64 {
    let mut z = (i + 1).wrapping_mul(0x9E3779B97F4A7C15).wrapping_add(seed << 32);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D049BB133111EB);
    z ^ (z >> 31)
}

/// An integer as its two's complement; the caller takes the lowest `width` bytes.
fn integer(z: u64, letter: char, kind: char, width: usize) -> u64 {
    let r = (z >> 32) as i64;
    let value = match (letter, kind) {
        ('w', _) => return z,
        ('x', _) => {
            let bits = 8 * width as u32;
            let (low, high) = match kind {
                'u' => (0, u64::MAX >> (64 - bits)),
                _ => ((-1i64 << (bits - 1)) as u64, u64::MAX >> (65 - bits)),
            };
            let small = |value: i64| value as u64;
            let table = [
                0,
                1,
                small(-1),
                2,
                small(-2),
                3,
                7,
                small(-7),
                10,
                low,
                high,
                low.wrapping_add(1),
                high - 1,
                8,
                31,
                64,
            ];
            return table[r as usize % table.len()];
        }
        ('p', _) => r % 9 + 1,
        (_, 'u') => r % 10,
        _ => r % 19 - 9,
    };
    value as u64
}

/// A float of `width` bytes, little-endian.
fn float(i: usize, z: u64, letter: char, seed: u64, width: usize) -> [u8; 8] {
    let r = (z >> 32) as i64;
    let value = match letter {
        'w' => return wide(z, width),
        'x' => return special(r as usize, width),
        'i' => (seed + i as u64) as f64,
        'p' => (r % 32 + 1) as f64 / 4.0,
        _ => (r % 33 - 16) as f64 / 4.0,
    };
    rounded(value, width)
}

fn rounded(value: f64, width: usize) -> [u8; 8] {
    let bits = match width {
        2 => u64::from(f16::from_f64(value).to_bits()),
        4 => u64::from((value as f32).to_bits()),
        _ => value.to_bits(),
    };
    bits.to_le_bytes()
}

/// Any sign and mantissa, an exponent near zero.
fn wide(z: u64, width: usize) -> [u8; 8] {
    let (mantissa, bias) = match width {
        2 => (10, 15),
        4 => (23, 127),
        _ => (52, 1023),
    };
    let exponent = (z >> 53) % 17 + bias - 8;
    let bits = (z & ((1 << mantissa) - 1)) | exponent << mantissa | (z >> 63) << (8 * width - 1);
    bits.to_le_bytes()
}

fn special(r: usize, width: usize) -> [u8; 8] {
    let (max, tiny, least) = match width {
        2 => (f16::MAX.to_f64(), f16::MIN_POSITIVE.to_f64(), f16::from_bits(1).to_f64()),
        4 => (f32::MAX.into(), f32::MIN_POSITIVE.into(), f32::from_bits(1).into()),
        _ => (f64::MAX, f64::MIN_POSITIVE, f64::from_bits(1)),
    };
    let (inf, nan) = (f64::INFINITY, f64::NAN);
    let table = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        1.5,
        -2.5,
        3.0,
        7.0,
        -7.0,
        100.0,
        inf,
        -inf,
        nan,
        max,
        tiny,
        least,
        1.0 / 3.0,
    ];
    rounded(table[r % table.len()], width)
}

/// The bytes of integers or booleans that are listed, or of floats with integral values.
///
/// # Errors
/// A dtype of another kind.
pub(crate) fn listed(dtype: &DType, values: &[serde_json::Value]) -> Result<Vec<u8>, String> {
    if dtype.kind() == 'f' {
        let floats = values.iter().map(|value| value.as_f64().ok_or_else(|| format!("{value} is no number")));
        let floats = nd::Array::from_values(floats.collect::<Result<Vec<f64>, String>>()?);
        return floats.and_then(|floats| floats.astype(dtype)?.tobytes()).map_err(|error| error.to_string());
    }
    if !matches!(dtype.kind(), 'b' | 'i' | 'u') {
        return Err(format!("elements of {dtype} are not listed but given in hex"));
    }
    let mut bytes = Vec::new();
    for value in values {
        let value = match (value.as_i64(), value.as_u64(), value.as_bool()) {
            (Some(value), ..) => value as u64,
            (_, Some(value), _) => value,
            (.., Some(value)) => value.into(),
            _ => return Err(format!("element {value}")),
        };
        let mut element = value.to_le_bytes()[..dtype.itemsize()].to_vec();
        if dtype.newbyteorder(ByteOrder::Big) == *dtype && dtype.itemsize() > 1 {
            element.reverse();
        }
        bytes.extend(element);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(dtype: &str, n: usize, fill: &str) -> String {
        let dtype = DType::parse(dtype).expect("a dtype");
        let bytes = elements(&dtype, n, fill).expect("a fill");
        nd::Array::from_bytes(n, &dtype, &bytes).expect("whole elements").to_string()
    }

    // Each from `elements(dtype, n, fill)` in python/cases.py.
    #[test]
    fn elements_are_those_of_the_other_side() {
        assert_eq!(show("i2", 5, "s1"), "[ 6 -1 -7  4 -1]");
        assert_eq!(show("u4", 3, "w2"), "[2077013298 3509679996 3841476376]");
        assert_eq!(show("f2", 4, "w3"), "[ 1.495    0.4463  -1.458   -0.06396]");
        assert_eq!(show("f8", 3, "x4"), "[-1.00000000e+000  1.79769313e+308  1.00000000e+002]");
        assert_eq!(show(">c8", 2, "p5"), "[7.25+1.5j  1.75+6.25j]");
        assert_eq!(show("i8", 2, "x6"), "[                  31 -9223372036854775807]");
        assert_eq!(show(">U3", 4, "s8"), "['bb' 'ccc' '' 'cb']");
        assert_eq!(show("u1", 6, "x7"), "[  0 254  64   0 249   0]");
    }

    #[test]
    fn counting_starts_at_the_seed() {
        assert_eq!(show(">i4", 3, "i5"), "[5 6 7]");
        assert_eq!(show("c8", 2, "i1"), "[1.+0.j 2.+0.j]");
        assert_eq!(show("?", 3, "i1"), "[ True False  True]");
    }
}
