//! Conversions of one element after the other between two dtypes: what depends on the dtypes is looked at once.

use crate::format::write_float_scalar;
use crate::scalar::text_ticks;
use crate::text::{ascii, cast_element, store_ascii, store_characters};
use crate::time::Temporal;
use crate::{DType, Element as _, Result, Scalar};

/// How elements of one dtype become elements of another, one at a time, as [`cast_element`] converts each.
///
/// ```
/// use nd_dtype::{DType, ElementCast};
/// let cast = ElementCast::new(&DType::F64, &DType::bytes(4)?);
/// let mut text = [0; 4];
/// cast.apply(&0.5f64.to_ne_bytes(), &mut text, &mut String::new())?;
/// assert_eq!(&text, b"0.5\0");
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ElementCast {
    from: DType,
    to: DType,
    way: Way,
    /// Whether `to` is text of characters in the machine's byte order.
    native: bool,
}

/// The conversions that are worth a way of their own.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Text that says a time.
    Ticks(Temporal),
    /// A native `f64` as text.
    PrintFloat,
    /// A number as text.
    Print,
    /// Any other.
    Scalar,
}

impl ElementCast {
    /// The conversion from `from` to `to`.
    pub fn new(from: &DType, to: &DType) -> ElementCast {
        let way = match to.temporal() {
            Some(kind) if from.is_text() => Way::Ticks(kind),
            _ if *from == DType::F64 && to.is_text() => Way::PrintFloat,
            _ if from.num().is_some() && to.is_text() => Way::Print,
            _ => Way::Scalar,
        };
        let native = to.is_native() && to.alignment() == 4;
        ElementCast { from: from.clone(), to: to.clone(), way, native }
    }

    /// The dtype of what is converted.
    pub fn from(&self) -> &DType {
        &self.from
    }

    /// The dtype that it becomes.
    pub fn to(&self) -> &DType {
        &self.to
    }

    /// Converts one element. `scratch` may hold anything before and after; it saves an allocation for each element.
    ///
    /// # Errors
    /// As [`cast_element`].
    ///
    /// # Panics
    /// If `source` or `target` is not one element long.
    pub fn apply(&self, source: &[u8], target: &mut [u8], scratch: &mut String) -> Result<()> {
        match self.way {
            Way::Ticks(kind) => {
                let mut units = [0; 64];
                let Some(text) = ascii(&self.from, source, &mut units) else {
                    return cast_element(&self.from, source, &self.to, target);
                };
                let ticks = text_ticks(text, kind)?;
                let ticks = if self.to.is_native() { ticks } else { ticks.swap_bytes() };
                target.copy_from_slice(&ticks.to_ne_bytes());
                Ok(())
            }
            Way::PrintFloat => {
                scratch.clear();
                write_float_scalar(f64::load(source), scratch);
                if self.native {
                    store_characters(scratch, target);
                } else {
                    store_ascii(scratch, &self.to, target);
                }
                Ok(())
            }
            Way::Print => {
                scratch.clear();
                Scalar::from_bytes(&self.from, source).write_plain(scratch);
                store_ascii(scratch, &self.to, target);
                Ok(())
            }
            Way::Scalar => cast_element(&self.from, source, &self.to, target),
        }
    }
}
