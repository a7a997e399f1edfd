//! The common dtype of operands: NumPy 2 promotion (NEP 50).
//!
//! Dtypes decide, values never do. The fifteen kinds go through a table that the compiler fills from the rules;
//! literals ([`Weak`]) only lift the kind. Text is wide enough for what it meets.

use crate::dtype::{ByteOrder, DType, Flexible, StructBuilder, StructType, text_width};
use crate::time::Temporal;
use crate::weak::Weak;
use crate::{DTypeError, Managed, Result};
use nd_kernel::Num;

/// The smallest dtype to which both can be cast safely, in native byte order. Anything meets objects in objects.
///
/// # Errors
/// [`Promotion`](crate::ErrorKind::Promotion) if there is none: a structure with a number, or two structures whose
/// fields differ in name or cannot be promoted.
///
/// ```
/// use nd_dtype::{DType, promote_types};
/// assert_eq!(promote_types(&DType::I8, &DType::U8)?, DType::I16);
/// assert_eq!(promote_types(&DType::I64, &DType::U64)?, DType::F64);
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[inline]
pub fn promote_types(a: &DType, b: &DType) -> Result<DType> {
    match (a.num(), b.num()) {
        (Some(x), Some(y)) => Ok(DType::from_num(promote_nums(x, y))),
        _ => promote_others(a, b),
    }
}

/// Text takes in numbers and shorter text; characters take in bytes.
#[cold]
fn promote_others(a: &DType, b: &DType) -> Result<DType> {
    let text = |kind: Flexible, other: usize| {
        DType::from_flexible(kind.with_len(kind.len().max(other)), ByteOrder::NATIVE)
    };
    if *a == DType::OBJECT || *b == DType::OBJECT {
        return Ok(DType::OBJECT);
    }
    match (a.string(), b.string()) {
        (Some(x), Some(y)) => return x.common(y).map(DType::from),
        (Some(_), None) if b.kind() == 'U' => return Ok(a.clone()),
        (None, Some(_)) if a.kind() == 'U' => return Ok(b.clone()),
        (None, None) => {}
        _ => return Err(DTypeError::NoCommon { left: a.class(), right: b.class() }.into()),
    }
    if a.temporal().is_some() || b.temporal().is_some() {
        return promote_times(a, b);
    }
    match (a.flexible(), b.flexible()) {
        (Some(x), Some(y)) if x.is_text() && y.is_text() => {
            let wider = if matches!(y, Flexible::Str(_)) { y } else { x };
            Ok(text(wider, x.len().max(y.len())))
        }
        (Some(Flexible::Void(x)), Some(Flexible::Void(y))) if x == y => Ok(a.clone()),
        (Some(Flexible::Void(_)), Some(Flexible::Void(_))) => Err(DTypeError::VoidLengths.into()),
        (Some(kind), None) | (None, Some(kind)) => {
            let other = if a.flexible().is_some() { b } else { a };
            match (kind, other.num()) {
                (Flexible::Void(_), None) => Err(DTypeError::VoidStruct.into()),
                (Flexible::Bytes(_) | Flexible::Str(_), Some(num)) => Ok(text(kind, text_width(num))),
                _ => Err(DTypeError::NoCommon { left: a.class(), right: b.class() }.into()),
            }
        }
        _ => promote_structs(a, b),
    }
}

/// The common kind of two numeric kinds.
#[inline]
pub(crate) const fn promote_nums(a: Num, b: Num) -> Num {
    TABLE[a as usize][b as usize]
}

const KINDS: usize = Num::ALL.len();

const TABLE: [[Num; KINDS]; KINDS] = {
    let mut table = [[Num::Bool; KINDS]; KINDS];
    let mut i = 0;
    while i < KINDS {
        let mut j = 0;
        while j < KINDS {
            let (low, high) = if i < j { (i, j) } else { (j, i) };
            table[i][j] = common(Num::ALL[low], Num::ALL[high]);
            j += 1;
        }
        i += 1;
    }
    table
};

/// The rule; `a` is not after `b` in the order of [`Num`].
const fn common(a: Num, b: Num) -> Num {
    use Num::*;
    match (a, b) {
        (Bool, _) => b,
        // A signed and an unsigned integer meet in a signed one that holds both; beyond 64 bits, in f64.
        (I8, U8) => I16,
        (I8 | I16, U16) => I32,
        (I8 | I16 | I32, U32) => I64,
        (I8 | I16 | I32 | I64, U64) => F64,
        // A float must have a wide enough significand for the integer, as NumPy counts: i8 fits f16, i16 fits f32.
        (I8 | U8, F16) => F16,
        (I16 | U16, F16 | F32) => F32,
        (I32 | U32 | I64 | U64, F16 | F32 | F64) => F64,
        (I32 | U32 | I64 | U64 | F64, C64) => C128,
        // bfloat16 has the exponents of f32 and eight bits, so it holds bytes and is held by f32; float16 holds more digits
        // and fewer exponents, so the two meet there.
        (I8 | U8, BF16) => BF16,
        (I16 | U16 | F16, BF16) => F32,
        (I32 | U32 | I64 | U64, BF16) => F64,
        (F32 | F64 | C64 | C128, BF16) => a,
        _ => b,
    }
}

/// Two times meet in the finest resolution that both need; integers are spans.
#[cold]
fn promote_times(a: &DType, b: &DType) -> Result<DType> {
    let is_span = |num: Option<Num>| num.is_some_and(|num| num < Num::U64);
    let common = match (a.temporal(), b.temporal()) {
        (Some(x), Some(y)) => x.common(y)?,
        (Some(x @ Temporal::TimeDelta(_)), None) if is_span(b.num()) => x,
        (None, Some(y @ Temporal::TimeDelta(_))) if is_span(a.num()) => y,
        _ => return Err(DTypeError::NoCommon { left: a.class(), right: b.class() }.into()),
    };
    Ok(DType::from_temporal(common, ByteOrder::NATIVE))
}

/// Sub-arrays of one shape meet in the common dtype of their elements.
#[cold]
fn promote_subarrays(a: &DType, b: &DType) -> Result<DType> {
    match (a.subdtype(), b.subdtype()) {
        (Some(x), Some(y)) if x.shape() == y.shape() => {
            DType::subarray(promote_types(x.base(), y.base())?, x.shape())
        }
        (Some(_), Some(_)) => Err(DTypeError::SubArrayShapes.into()),
        _ if a.kind() == b.kind() => Err(DTypeError::VoidStruct.into()),
        _ => Err(DTypeError::NoCommon { left: a.class(), right: b.class() }.into()),
    }
}

/// Structures are promoted field by field and laid out afresh; names and their order must agree.
#[cold]
fn promote_structs(a: &DType, b: &DType) -> Result<DType> {
    if a.subdtype().is_some() || b.subdtype().is_some() {
        return promote_subarrays(a, b);
    }
    let (Some(x), Some(y)) = (a.struct_type(), b.struct_type()) else {
        return Err(DTypeError::NoCommon { left: a.class(), right: b.class() }.into());
    };
    if !x.iter().map(|f| &f.name).eq(y.iter().map(|f| &f.name)) {
        return Err(DTypeError::FieldNames { left: names(x), right: names(y) }.into());
    }
    let mut builder = StructBuilder::new();
    for (f, g) in x.iter().zip(y.iter()) {
        let dtype = promote_types(&f.dtype, &g.dtype)?;
        if f.title != g.title {
            return Err(DTypeError::FieldTitles { name: f.name.to_string() }.into());
        }
        builder = match &f.title {
            Some(title) => builder.titled(title, &f.name, dtype),
            None => builder.field(&f.name, dtype),
        };
    }
    if x.is_aligned() || y.is_aligned() { builder.aligned().build() } else { builder.build() }
}

fn names(fields: &StructType) -> Vec<String> {
    fields.iter().map(|f| f.name.to_string()).collect()
}

/// One argument of [`result_type`].
#[derive(Clone, Copy, Debug)]
pub enum TypeArg<'a> {
    /// The dtype of an array or of a [`Scalar`](crate::Scalar).
    Strong(&'a DType),
    /// A literal, which takes its width from the others.
    Weak(Weak),
}

impl<'a> From<&'a DType> for TypeArg<'a> {
    fn from(dtype: &'a DType) -> Self {
        TypeArg::Strong(dtype)
    }
}

impl From<Weak> for TypeArg<'_> {
    fn from(weak: Weak) -> Self {
        TypeArg::Weak(weak)
    }
}

/// The dtype in which operands meet: the strong ones are promoted, then the literals lift the kind of the result
/// if theirs is higher.
///
/// Literals alone give `int64` (`uint64` for one integer that fits nothing smaller), `float64` and `complex128`. An
/// integer literal that the result cannot hold is refused where it is converted, not here.
///
/// # Errors
/// [`Promotion`](crate::ErrorKind::Promotion) if there is no common dtype, [`Value`](crate::ErrorKind::Value) for no
/// arguments, [`Overflow`](crate::ErrorKind::Overflow) for a single integer of more than 64 bits.
///
/// ```
/// use nd_dtype::{DType, Weak, result_type};
/// let f4 = DType::F32;
/// assert_eq!(result_type(&[(&f4).into(), Weak::Float(1.0).into()])?, DType::F32);
/// assert_eq!(result_type(&[(&DType::I8).into(), Weak::Float(1.0).into()])?, DType::F64);
/// # Ok::<(), nd_dtype::Error>(())
/// ```
pub fn result_type(args: &[TypeArg<'_>]) -> Result<DType> {
    let strong = || {
        args.iter().filter_map(|arg| match *arg {
            TypeArg::Strong(dtype) => Some(dtype),
            TypeArg::Weak(_) => None,
        })
    };
    let weak = args.iter().filter_map(|arg| match *arg {
        TypeArg::Strong(_) => None,
        TypeArg::Weak(literal) => Some(literal),
    });
    let weak = weak.reduce(Weak::higher);
    // NumPy meets every dtype with the highest in its order first, so that i2, u2 and f4 give f4 and not f8.
    let highest = strong().max_by_key(|dtype| type_number(dtype));
    let common = match highest {
        None => None,
        Some(main) => {
            let mut common = promote_types(main, main)?;
            for dtype in strong() {
                let met = promote_types(main, dtype);
                common = met.and_then(|met| promote_types(&common, &met)).map_err(|e| no_common(e, args))?;
            }
            Some(common)
        }
    };
    match (common, weak) {
        (None, None) => Err(DTypeError::NoTypes.into()),
        (Some(dtype), None) => Ok(dtype),
        (None, Some(literal)) if args.len() == 1 => literal.dtype(),
        (None, Some(literal)) => Ok(DType::from_num(literal.lift(Num::Bool))),
        (Some(dtype), Some(_)) if dtype == DType::OBJECT => Ok(dtype),
        (Some(dtype), Some(Weak::Int(_))) if matches!(dtype.temporal(), Some(Temporal::TimeDelta(_))) => {
            Ok(dtype)
        }
        (Some(dtype), Some(literal)) => match dtype.num() {
            Some(num) => Ok(DType::from_num(literal.lift(num))),
            None => {
                let (left, right) = (dtype.class(), literal.class());
                Err(no_common(DTypeError::NoCommon { left, right }.into(), args))
            }
        },
    }
}

/// NumPy's order of types, in which binary16 comes after the other numbers, bfloat16 behind it, and text after all of them.
fn type_number(dtype: &DType) -> u8 {
    match dtype.managed() {
        Some(Managed::Object) => return 120,
        Some(Managed::Text) => return 105,
        None => {}
    }
    if let Some(kind) = dtype.temporal() {
        return if kind.is_datetime() { 110 } else { 111 };
    }
    match (dtype.num(), dtype.flexible()) {
        (Some(Num::F16), _) => 50,
        (Some(Num::BF16), _) => 51,
        (Some(num), _) => 1 + num as u8,
        (None, Some(Flexible::Str(_))) => 101,
        (None, Some(Flexible::Bytes(_))) => 100,
        _ => 0,
    }
}

/// NumPy words the failure of several dtypes with their list, strong ones first.
#[cold]
fn no_common(error: crate::Error, args: &[TypeArg<'_>]) -> crate::Error {
    let Some(&DTypeError::NoCommon { .. }) = error.downcast_ref() else {
        return error;
    };
    let strong = args.iter().filter_map(|arg| match arg {
        TypeArg::Strong(dtype) => Some(dtype.class()),
        TypeArg::Weak(_) => None,
    });
    let weak = args.iter().filter_map(|arg| match arg {
        TypeArg::Strong(_) => None,
        TypeArg::Weak(literal) => Some(literal.class()),
    });
    let all: Vec<&'static str> = strong.chain(weak).collect();
    let (left, right) = match all[..] {
        // A time comes after everything else in NumPy's order, and so first here.
        [left, right] if is_time(right) && !is_time(left) => (right, left),
        [left, right] => (left, right),
        // Of more, NumPy names a pair that its order of comparisons met; here it is the first that can clash.
        _ => {
            let void = DType::VOID_CLASS;
            (void, all.iter().copied().find(|class| *class != void).unwrap_or(void))
        }
    };
    DTypeError::NoCommonOf { left, right, all }.into()
}

fn is_time(class: &str) -> bool {
    matches!(class, "DateTime64DType" | "TimeDelta64DType")
}
