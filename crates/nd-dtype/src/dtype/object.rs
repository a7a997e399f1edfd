//! The dtype of objects, and what has to be known of dtypes whose elements hold them.

use super::{DType, Repr};
use crate::Managed;

impl DType {
    /// How an element that is one object or one text of any length holds it; `None` for any other dtype, records among them.
    #[inline]
    pub const fn managed(&self) -> Option<Managed> {
        match self.0 {
            Repr::Object => Some(Managed::Object),
            Repr::String(_) => Some(Managed::Text),
            _ => None,
        }
    }

    /// Whether elements, or fields of them, hold objects, and so are more than their bytes.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert!(DType::OBJECT.hasobject() && DType::parse("i4,O")?.hasobject() && !DType::F64.hasobject());
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[inline]
    pub fn hasobject(&self) -> bool {
        match &self.0 {
            Repr::Object | Repr::String(_) => true,
            Repr::Struct(fields) => fields.holds_objects(),
            Repr::Sub(sub) => sub.base().hasobject(),
            _ => false,
        }
    }

    /// The parts of an element that hold objects, each with its offset in bytes; in the order of the fields.
    ///
    /// ```
    /// use nd_dtype::{DType, Managed};
    /// let offsets: Vec<usize> = DType::parse("i4,O,(2,)O")?.places().iter().map(|place| place.0).collect();
    /// assert_eq!(offsets, [4, 12, 20]);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn places(&self) -> Vec<(usize, Managed)> {
        let mut found = Vec::new();
        self.add_places(0, &mut found);
        found
    }

    fn add_places(&self, start: usize, found: &mut Vec<(usize, Managed)>) {
        match &self.0 {
            Repr::Object => found.push((start, Managed::Object)),
            Repr::String(_) => found.push((start, Managed::Text)),
            Repr::Struct(fields) if fields.holds_objects() => {
                fields.iter().for_each(|field| field.dtype.add_places(start + field.offset, found));
            }
            Repr::Sub(sub) if sub.base().hasobject() => {
                let step = sub.base().itemsize();
                (0..sub.count()).for_each(|i| sub.base().add_places(start + i * step, found));
            }
            _ => {}
        }
    }
}
