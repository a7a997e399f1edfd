//! The table, as Markdown.

#![forbid(unsafe_code)]

use crate::measure::{Row, Worst};

/// One line per function: its bound, the largest errors of doubles by level, where the largest was, and of singles.
pub(crate) fn table(rows: &[Row]) -> String {
    let levels: Vec<&str> =
        rows.first().map_or(Vec::new(), |row| row.doubles.iter().map(|(level, _)| *level).collect());
    let mut text = String::from("| function | bound |");
    for level in &levels {
        text += &format!(" `f64`, {level} |");
    }
    text += " worst `f64` | `f32` | worst `f32` |\n|---|---|";
    text += &"---|".repeat(levels.len() + 3);
    for row in rows {
        text += &format!("\n| `{}` | {} |", row.function.name(), row.function.bound());
        for (_, worst) in &row.doubles {
            text += &format!(" {:.3} |", worst.error);
        }
        let worst = row.doubles.iter().map(|(_, worst)| worst).max_by(|a, b| a.error.total_cmp(&b.error));
        let place =
            |worst: &Worst| worst.at.iter().map(|x| format!("`{x:e}`")).collect::<Vec<_>>().join(", ");
        let at = worst.map_or(String::new(), place);
        text += &format!(" {at} | {:.3} | {} |", row.singles.error, place(&row.singles));
    }
    text
}
