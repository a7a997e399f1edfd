//! Records of two arrays put together where their keys agree.

use crate::error::RecordsError;
use crate::merge::fill_missing;
use nd_core::{Array, DType, Field, Result, StructBuilder, concatenate, promote_types, zeros};
use nd_sort::{SortOptions, argsort, sort};
use nd_ufunc::equal;

/// Which records of the arrays are in a join.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum JoinKind {
    /// Those whose key is in both.
    #[default]
    Inner,
    /// All of both.
    Outer,
    /// All of the first.
    LeftOuter,
}

/// The optional arguments of [`join_by`].
#[derive(Clone, Debug)]
pub struct Join<'a> {
    /// Which records.
    pub kind: JoinKind,
    /// What is put behind names that both arrays have, in the first and in the second.
    pub postfixes: [&'a str; 2],
}

impl Default for Join<'_> {
    fn default() -> Self {
        Join { kind: JoinKind::Inner, postfixes: ["1", "2"] }
    }
}

impl From<()> for Join<'_> {
    fn from(_: ()) -> Self {
        Join::default()
    }
}

impl From<JoinKind> for Join<'_> {
    fn from(kind: JoinKind) -> Self {
        Join { kind, ..Join::default() }
    }
}

/// A list of positions, one of them split off.
struct Picked {
    /// Of keys that are in both arrays.
    common: Vec<i64>,
    /// Of the others, if they are wanted.
    alone: Vec<i64>,
}

/// Joins two arrays of records by the fields named `key`, in which no array may have the same values twice. Records come in the
/// order of their keys; what one array does not have is filled with what NumPy's masked arrays hold there.
///
/// ```
/// use nd_core::DType;
/// use nd_records::join_by;
/// let (a, b) = (nd_core::zeros(2, DType::structured([("k", "i4"), ("x", "f4")])?)?, nd_core::zeros(2, DType::structured([("k", "i4"), ("y", "f4")])?)?);
/// a.field("k")?.assign(&nd_core::array![1, 2])?;
/// b.field("k")?.assign(&nd_core::array![2, 3])?;
/// assert_eq!(join_by(&["k"], &a, &b, ())?.to_string(), "[(2, 0., 0.)]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Keys that an array does not have or that are named twice, common names without postfixes, memory that cannot be had or is
/// borrowed elsewhere.
#[doc(alias = "numpy.lib.recfunctions.join_by")]
#[doc(alias = "numpy.lib.recfunctions.rec_join")]
pub fn join_by<'a>(key: &[&str], r1: &Array, r2: &Array, options: impl Into<Join<'a>>) -> Result<Array> {
    let Join { kind, postfixes } = options.into();
    check(key, r1, r2, &postfixes)?;
    let (r1, r2) = (r1.ravel()?, r2.ravel()?);
    let named = |array: &Array, names: &[&str]| -> Result<Array> {
        crate::fields::repack_fields(&array.fields(names)?, false, false)
    };
    // The keys in the order that the first array has them.
    let ordered: Vec<&str> =
        r1.dtype().fields().iter().map(|field| &*field.name).filter(|n| key.contains(n)).collect();
    let (left, right) = (named(&r1, &ordered)?, named(&r2, &ordered)?);
    let all = concatenate(&[&left, &right], 0)?;
    let order = argsort(&all, SortOptions::new().order(key.iter().copied()))?;
    let sorted = all.get(&order)?;
    let n = all.size();
    let mut twice = vec![false; n];
    if n > 1 {
        let same = equal(&sorted.slice(1..)?, &sorted.slice(..n as isize - 1)?)?.to_vec::<bool>()?;
        for (i, same) in same.into_iter().enumerate() {
            twice[i] |= same;
            twice[i + 1] |= same;
        }
    }
    let (split, order) = (r1.size() as i64, order.to_vec::<i64>()?);
    let pick = |first: bool, alone: bool| {
        let mine = |at: &i64| (*at < split) == first;
        let place = |at: i64| if first { at } else { at - split };
        let of = |wanted: bool| {
            let chosen = order.iter().zip(&twice).filter(move |&(at, twice)| mine(at) && *twice == wanted);
            chosen.map(move |(at, _)| place(*at)).collect::<Vec<i64>>()
        };
        Picked { common: of(true), alone: if alone { of(false) } else { Vec::new() } }
    };
    let one = pick(true, kind != JoinKind::Inner);
    let two = pick(false, kind == JoinKind::Outer);
    let dtype = joined_dtype(key, &ordered, &r1, &r2, &postfixes)?;
    let common = one.common.len().max(two.common.len());
    let result = zeros(common + one.alone.len() + two.alone.len(), dtype)?;
    fill_missing(&result)?;
    let spans =
        [(&r1, &r2, &one, common as isize, 0), (&r2, &r1, &two, (common + one.alone.len()) as isize, 1)];
    for (array, other, picked, start, which) in spans {
        for field in array.dtype().fields() {
            let name = &*field.name;
            let clash = other.dtype().field(name).is_some() && !key.contains(&name);
            let target =
                result.field(&if clash { format!("{name}{}", postfixes[which]) } else { name.to_owned() })?;
            let values = array.field(name)?;
            target.slice(..picked.common.len() as isize)?.assign(values.get(picked.common.clone())?)?;
            if !picked.alone.is_empty() {
                let end = start + picked.alone.len() as isize;
                target.slice(start..end)?.assign(values.get(picked.alone.clone())?)?;
            }
        }
    }
    sort(&result, SortOptions::new().order(key.iter().copied()))
}

/// Whether the arrays can be joined at all.
fn check(key: &[&str], r1: &Array, r2: &Array, postfixes: &[&str; 2]) -> Result<(), RecordsError> {
    for (i, name) in key.iter().enumerate() {
        if key[..i].contains(name) {
            return Err(RecordsError::DuplicateKey { name: (*name).to_owned() });
        }
        for (array, which) in [(r1, "r1"), (r2, "r2")] {
            if array.dtype().field(name).is_none() {
                return Err(RecordsError::MissingKey { array: which, name: (*name).to_owned() });
            }
        }
    }
    let clashes = |field: &Field| !key.contains(&&*field.name) && r2.dtype().field(&field.name).is_some();
    if r1.dtype().fields().iter().any(clashes) && postfixes.iter().all(|postfix| postfix.is_empty()) {
        return Err(RecordsError::Collision);
    }
    Ok(())
}

/// The keys, the other fields of the first array, those of the second; common names side by side.
fn joined_dtype(
    key: &[&str],
    ordered: &[&str],
    r1: &Array,
    r2: &Array,
    postfixes: &[&str; 2],
) -> Result<DType> {
    let mut builder = StructBuilder::new();
    for name in ordered {
        let (a, b) = (r1.dtype().try_field(name)?, r2.dtype().try_field(name)?);
        let dtype = if a.dtype == b.dtype { a.dtype.clone() } else { promote_types(&a.dtype, &b.dtype)? };
        builder = builder.field(name, dtype);
    }
    let others = |array: &Array| -> Vec<Field> {
        array.dtype().fields().iter().filter(|field| !key.contains(&&*field.name)).cloned().collect()
    };
    for field in others(r1) {
        builder = match r2.dtype().field(&field.name).filter(|_| !key.contains(&&*field.name)) {
            None => builder.field(&field.name, field.dtype),
            Some(other) => builder
                .field(&format!("{}{}", field.name, postfixes[0]), field.dtype)
                .field(&format!("{}{}", field.name, postfixes[1]), &other.dtype),
        };
    }
    for field in others(r2) {
        if r1.dtype().field(&field.name).is_none() {
            builder = builder.field(&field.name, field.dtype);
        }
    }
    builder.build()
}
