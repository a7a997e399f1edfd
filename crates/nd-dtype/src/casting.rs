//! Which conversion between dtypes is allowed under which rule.

use crate::dtype::{DType, StructType};
use crate::promote::promote_nums;
use crate::{DTypeError, Error, Result};
use core::fmt;
use core::str::FromStr;
use nd_kernel::Num;

/// How much a conversion may lose. Rules are ordered: what one allows, the later ones allow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Casting {
    /// Nothing may change, not even byte order.
    No,
    /// Byte order and padding may change.
    Equiv,
    /// Every value must be kept: as NumPy counts it, 64-bit integers fit in `float64`.
    Safe,
    /// Width may shrink within a kind, and kinds may rise: bool, unsigned, signed, float, complex.
    SameKind,
    /// Any conversion that exists.
    Unsafe,
}

impl Casting {
    /// NumPy's name of the rule.
    pub const fn name(self) -> &'static str {
        match self {
            Casting::No => "no",
            Casting::Equiv => "equiv",
            Casting::Safe => "safe",
            Casting::SameKind => "same_kind",
            Casting::Unsafe => "unsafe",
        }
    }

    /// Every rule, strictest first.
    pub const ALL: [Casting; 5] =
        [Casting::No, Casting::Equiv, Casting::Safe, Casting::SameKind, Casting::Unsafe];
}

impl fmt::Display for Casting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Casting {
    type Err = Error;

    fn from_str(name: &str) -> Result<Casting> {
        let rule = Casting::ALL.into_iter().find(|rule| rule.name() == name);
        rule.ok_or_else(|| DTypeError::UnknownCasting { name: name.to_owned() }.into())
    }
}

/// Whether values of `from` may become `to` under `casting`. Values never matter, only dtypes.
///
/// ```
/// use nd_dtype::{Casting, DType, can_cast};
/// assert!(can_cast(&DType::I64, &DType::F64, Casting::Safe));
/// assert!(!can_cast(&DType::F64, &DType::I64, Casting::SameKind));
/// ```
#[inline]
pub fn can_cast(from: &DType, to: &DType, casting: Casting) -> bool {
    match (from.native_num(), to.native_num()) {
        (Some(a), Some(b)) if a == b => true,
        _ => can_cast_slow(from, to, casting),
    }
}

fn can_cast_slow(from: &DType, to: &DType, casting: Casting) -> bool {
    match (from.num(), to.num()) {
        (Some(a), Some(b)) => match casting {
            Casting::No => a == b && from.is_native() == to.is_native(),
            Casting::Equiv => a == b,
            Casting::Safe => promote_nums(a, b) == b,
            Casting::SameKind => promote_nums(a, b) == b || rank(a) <= rank(b),
            Casting::Unsafe => true,
        },
        (None, None) => can_cast_structs(from, to, casting),
        // A number goes to every field; of a structure only the one field there is can become a number.
        (Some(_), None) => {
            casting == Casting::Unsafe && to.fields().iter().all(|f| can_cast(from, &f.dtype, casting))
        }
        (None, Some(_)) => {
            matches!(from.fields(), [only] if casting == Casting::Unsafe && can_cast(&only.dtype, to, casting))
        }
    }
}

/// The place of a kind on the ladder that `same_kind` climbs.
fn rank(num: Num) -> usize {
    let kind = crate::dtype::kind_of(num).kind;
    "buifc".find(kind).unwrap_or(usize::MAX)
}

/// Field by field in order. The names matter up to `equiv`, the offsets for `no` only.
fn can_cast_structs(from: &DType, to: &DType, casting: Casting) -> bool {
    let (Some(a), Some(b)) = (from.struct_type(), to.struct_type()) else {
        return false;
    };
    let same_names = || a.iter().map(|f| &f.name).eq(b.iter().map(|f| &f.name));
    a.len() == b.len()
        && (casting > Casting::Equiv || same_names())
        && (casting > Casting::No || same_layout(a, b))
        && a.iter().zip(b.iter()).all(|(x, y)| can_cast(&x.dtype, &y.dtype, casting))
}

fn same_layout(a: &StructType, b: &StructType) -> bool {
    a.itemsize() == b.itemsize() && a.iter().map(|f| f.offset).eq(b.iter().map(|f| f.offset))
}

impl DType {
    /// Fails with NumPy's message unless values of this dtype may become `to` under `casting`.
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type), naming both dtypes and the rule.
    pub fn check_cast(&self, to: &DType, casting: Casting) -> Result<()> {
        if can_cast(self, to, casting) {
            return Ok(());
        }
        let (from, to) = (self.clone(), to.clone());
        Err(DTypeError::Cast { what: "array data", from, to, casting }.into())
    }
}
