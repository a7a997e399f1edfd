//! The dtype of objects, and what has to be known of dtypes whose elements hold them.

use super::{DType, Repr};
use crate::Managed;

impl DType {
    /// How elements hold objects; `None` for a dtype whose elements are their bytes.
    #[inline]
    pub const fn managed(&self) -> Option<Managed> {
        match self.0 {
            Repr::Object => Some(Managed::Object),
            Repr::String(_) => Some(Managed::Text),
            _ => None,
        }
    }

    /// Whether elements hold objects, and so are more than their bytes.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert!(DType::OBJECT.hasobject() && !DType::F64.hasobject());
    /// ```
    pub const fn hasobject(&self) -> bool {
        self.managed().is_some()
    }
}
