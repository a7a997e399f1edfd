//! Which conversion between dtypes is allowed under which rule.

use crate::dtype::{DType, Flexible, StructType, text_width};
use crate::promote::promote_nums;
use crate::time::{Resolution, Temporal, TimeUnit};
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
    if from.managed().is_some() || to.managed().is_some() {
        return casting >= object_needs(from, to);
    }
    match (from.num(), to.num()) {
        _ if from.temporal().is_some() || to.temporal().is_some() => {
            temporal_needs(from, to).is_some_and(|needed| casting >= needed)
        }
        _ if from.subdtype().is_some() || to.subdtype().is_some() => can_cast_subarrays(from, to, casting),
        (Some(a), Some(b)) => match casting {
            Casting::No => a == b && from.is_native() == to.is_native(),
            Casting::Equiv => a == b,
            Casting::Safe => promote_nums(a, b) == b,
            Casting::SameKind => promote_nums(a, b) == b || rank(a) <= rank(b),
            Casting::Unsafe => true,
        },
        _ => match (from.struct_type(), to.struct_type()) {
            (Some(_), Some(_)) => can_cast_structs(from, to, casting),
            // A value goes to every field; of a structure only the one field there is can become a single value.
            (None, Some(fields)) => {
                casting == Casting::Unsafe && fields.iter().all(|f| can_cast(from, &f.dtype, casting))
            }
            (Some(_), None) if matches!(to.flexible(), Some(Flexible::Void(0))) => true,
            (Some(fields), None) => {
                matches!(&fields[..], [only] if casting == Casting::Unsafe && can_cast(&only.dtype, to, casting))
            }
            (None, None) => casting >= flexible_needs(from, to),
        },
    }
}

/// The strictest rule under which anything becomes an object, or an object anything.
fn object_needs(from: &DType, to: &DType) -> Casting {
    match (from.string(), to.string()) {
        // A missing value has to have one that stands for it.
        (Some(own), Some(target)) if own.na().is_none() || own.na() == target.na() => Casting::No,
        (Some(_), Some(_)) => Casting::Unsafe,
        (Some(_), None) if to.flexible().is_some() || *to == DType::BOOL => Casting::SameKind,
        (None, Some(_)) if from.flexible().is_some() => Casting::SameKind,
        (None, Some(_)) if from.managed().is_none() => Casting::Safe,
        _ if *to != DType::OBJECT => Casting::Unsafe,
        _ if *from == DType::OBJECT => Casting::No,
        _ => Casting::Safe,
    }
}

/// The strictest rule under which a value that is text or raw, or becomes so, may be cast. A target without a length
/// has the one that is needed.
fn flexible_needs(from: &DType, to: &DType) -> Casting {
    let fits = |fits: bool, otherwise: Casting| if fits { Casting::Safe } else { otherwise };
    let (own, target) = (from.flexible(), to.flexible());
    let Some(target) = target else { return Casting::Unsafe };
    let same_kind = own.is_some_and(|own| own.letter() == target.letter());
    let len = if target.is_empty() && same_kind { own.map_or(0, Flexible::len) } else { target.len() };
    match (own, target) {
        (Some(own), _) if same_kind && own.len() == len => {
            match from.is_native() == (target.is_empty() || to.is_native()) {
                true => Casting::No,
                false => Casting::Equiv,
            }
        }
        (Some(own), _) if same_kind => fits(own.len() < len, Casting::SameKind),
        (Some(Flexible::Bytes(own)), Flexible::Str(_)) => {
            fits(target.is_empty() || own as usize <= len, Casting::SameKind)
        }
        (Some(Flexible::Void(_) | Flexible::Str(_)), Flexible::Bytes(_) | Flexible::Str(_)) => {
            Casting::Unsafe
        }
        (_, Flexible::Void(_)) => fits(target.is_empty() || from.itemsize() <= len, Casting::Unsafe),
        (_, _) => {
            let width = from.num().map_or(0, text_width);
            fits(target.is_empty() || width <= len, Casting::SameKind)
        }
    }
}

/// Whether values of one kind of time may become those of another.
pub(crate) fn can_cast_temporal(from: Temporal, to: Temporal, casting: Casting) -> bool {
    casting >= between_times(from, to)
}

/// The strictest rule under which values of one kind of time become those of another.
fn between_times(from: Temporal, to: Temporal) -> Casting {
    let (a, b) = (from.resolution(), to.resolution());
    if from.is_datetime() != to.is_datetime() {
        return Casting::Unsafe;
    }
    let spans = !from.is_datetime();
    match () {
        () if a == b || is_prefixed(a, b) => Casting::No,
        () if a.is_generic() => Casting::Safe,
        () if b.is_generic() => Casting::Unsafe,
        () if spans && a.unit.is_nonlinear() != b.unit.is_nonlinear() => Casting::Unsafe,
        () if a.unit <= b.unit && a.divides(b, spans) => Casting::Safe,
        () => Casting::SameKind,
    }
}

/// Whether ticks of a finer unit are spelled as a thousand, a million, … of it where `b` is one of the coarser: `[1000ms]`
/// and `[s]`. NumPy finds them the same in this direction only.
fn is_prefixed(a: Resolution, b: Resolution) -> bool {
    let steps = (a.unit as u32).checked_sub(b.unit as u32).filter(|steps| (1..=3).contains(steps));
    let Some(steps) = steps.filter(|_| b.unit >= TimeUnit::Second && !a.is_generic() && b.multiple > 0)
    else {
        return false;
    };
    a.multiple / b.multiple == 1000_u32.pow(steps)
}

/// The strictest rule under which a value that is a time, or becomes one, may be cast; `None` if it cannot be.
fn temporal_needs(from: &DType, to: &DType) -> Option<Casting> {
    if from.fields().len() > 1 {
        return None;
    }
    if let Some(fields) = to.struct_type() {
        return fields.iter().all(|f| can_cast(from, &f.dtype, Casting::Unsafe)).then_some(Casting::Unsafe);
    }
    if from.subdtype().is_some() || to.subdtype().is_some() {
        return Casting::ALL.into_iter().find(|&casting| can_cast_subarrays(from, to, casting));
    }
    Some(match (from.temporal(), to.temporal()) {
        (Some(a), Some(b)) => match between_times(a, b) {
            Casting::No if from.is_native() != to.is_native() => Casting::Equiv,
            needed => needed,
        },
        // Integers are spans of any unit.
        (None, Some(Temporal::TimeDelta(_))) => match from.num() {
            Some(Num::U64) => Casting::SameKind,
            Some(num) if num < Num::F16 => Casting::Safe,
            _ => Casting::Unsafe,
        },
        (Some(_), None) => match to.flexible() {
            Some(Flexible::Void(len)) if len == 0 || len >= 8 => Casting::Safe,
            _ => Casting::Unsafe,
        },
        _ => Casting::Unsafe,
    })
}

/// A value goes to every element of a sub-array. Other shapes may be cast, which fails where they do not broadcast.
fn can_cast_subarrays(from: &DType, to: &DType, casting: Casting) -> bool {
    match (from.subdtype(), to.subdtype()) {
        (Some(a), Some(b)) if a.shape() == b.shape() => can_cast(a.base(), b.base(), casting),
        (None, Some(b)) => casting >= Casting::Safe && can_cast(from, b.base(), casting),
        (Some(a), Some(b)) => casting == Casting::Unsafe && can_cast(a.base(), b.base(), casting),
        (Some(a), None) => casting == Casting::Unsafe && can_cast(a.base(), to, casting),
        (None, None) => false,
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
    let same_names = || a.iter().map(|f| (&f.name, &f.title)).eq(b.iter().map(|f| (&f.name, &f.title)));
    a.len() == b.len()
        && (casting > Casting::Equiv || same_names())
        && (casting > Casting::No || same_layout(a, b))
        && a.iter().zip(b.iter()).all(|(x, y)| can_cast_field(&x.dtype, &y.dtype, casting))
}

/// In a record a length of zero is a length, and holds nothing.
fn can_cast_field(from: &DType, to: &DType, casting: Casting) -> bool {
    let holds_nothing = to.flexible().is_some_and(Flexible::is_empty);
    can_cast(from, to, casting) && (!holds_nothing || from.itemsize() == 0 || casting >= Casting::SameKind)
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
