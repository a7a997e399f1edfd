//! Positional and scientific text of floats under all options.

use crate::table::{rows, text};
use nd_dtype::f16;
use nd_dtype::format::{Float, FloatFormat, Trim};

fn write<T: Float>(x: T, scientific: bool, format: &FloatFormat) -> String {
    if scientific { format.scientific(x) } else { format.positional(x) }
}

#[test]
fn floats_are_formatted_as_numpy_formats_them() {
    for row in rows(include_str!("formats.tsv")) {
        let numbers: Vec<Option<usize>> = row[3].split(',').map(|n| n.parse().ok()).collect();
        let flags: Vec<bool> = row[4].chars().map(|c| c == '1').collect();
        let format = FloatFormat {
            precision: numbers[0],
            min_digits: numbers[1],
            pad_left: numbers[2],
            pad_right: numbers[3],
            exp_digits: numbers[4],
            unique: flags[0],
            fractional: flags[1],
            sign: flags[2],
            trim: row[5].chars().next().and_then(Trim::from_char).expect("a trim mode"),
        };
        let bits = u64::from_str_radix(row[1], 16).expect("hexadecimal");
        let scientific = row[2] == "sci";
        let found = match row[0] {
            "f2" => write(f16::from_bits(bits as u16), scientific, &format),
            "f4" => write(f32::from_bits(bits as u32), scientific, &format),
            _ => write(f64::from_bits(bits), scientific, &format),
        };
        assert_eq!(found, text(row[6]), "{} {} {format:?}", row[0], row[1]);
    }
}
