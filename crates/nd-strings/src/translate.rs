//! Characters exchanged by a table.

use crate::error::StringsError;
use crate::operand::Text;
use crate::rows::{by_kind, written};
use crate::unit::Unit;
use nd_core::{Array, DType, Result};

/// Every element with each character that `table` names replaced by what it has for it: a text, of which an empty one deletes the
/// character. What no longer fits an element is cut, as NumPy does.
///
/// ```
/// let x = nd_core::array!["tea time", "éclair"];
/// let table = [('t', "T"), ('e', "ee"), (' ', "")];
/// assert_eq!(nd_strings::translate(&x, table)?.to_string(), "['TeeaTime' 'éclair']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.translate")]
pub fn translate<'t>(a: &Array, table: impl IntoIterator<Item = (char, &'t str)>) -> Result<Array> {
    let Some(text) = Text::of(a)? else { return Err(StringsError::NotText.into()) };
    let mut table: Vec<(u32, &str)> = table.into_iter().map(|(from, to)| (from.into(), to)).collect();
    // Of several entries for a character the last counts.
    table.reverse();
    table.sort_by_key(|(from, _)| *from);
    let longest = table.iter().map(|(_, to)| to.chars().count()).max().unwrap_or(0).max(1);
    let dtype = match &text.variable {
        Some(_) => DType::str(text.units.shape().last().copied().unwrap_or(0).saturating_mul(longest))?,
        None => a.dtype().clone().for_new_array(),
    };
    by_kind!(text.kind, U => written::<U, 1, 0>("translate", [&text], [], dtype, |[units], [], out| {
        for unit in units {
            let at = table.partition_point(|(from, _)| *from < unit.number());
            match table.get(at).filter(|(from, _)| *from == unit.number()) {
                Some((_, to)) => to.chars().for_each(|c| out.push(U::of(c.into()))),
                None => out.push(*unit),
            }
        }
        Ok(())
    }))
}
