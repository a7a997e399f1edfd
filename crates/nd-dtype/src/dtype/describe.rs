//! From a Python literal to a dtype: lists of fields, dictionaries, and pairs of a dtype and a shape, as `np.dtype` and the
//! headers of `.npy` files have them.

use super::{DType, StructBuilder};
use crate::format::Literal;
use crate::{DTypeError, Flexible, Result};

impl DType {
    /// The dtype that `np.dtype` makes of a literal: text as [`DType::parse`], `('i4', (2, 3))`, a list of fields, or a
    /// dictionary of `names`, `formats`, `offsets`, `titles`, `itemsize` and `aligned`.
    ///
    /// ```
    /// use nd_dtype::{DType, format::Literal};
    /// let literal = Literal::parse("[('a', '<i4'), (('title', 'b'), '<f8', (2,))]").unwrap();
    /// assert_eq!(DType::from_literal(&literal)?.field("title").unwrap().dtype, DType::parse("(2,)f8")?);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// A literal that describes no dtype.
    pub fn from_literal(literal: &Literal) -> Result<DType> {
        laid_out(literal, false)
    }

    /// The inverse of [`DType::descr`]: as [`DType::from_literal`], but unnamed `|V` entries of a list are padding.
    ///
    /// ```
    /// use nd_dtype::{DType, format::Literal};
    /// let literal = Literal::parse("[('a', '|u1'), ('', '|V3'), ('b', '<i4')]").unwrap();
    /// let dtype = DType::from_descr(&literal)?;
    /// assert_eq!((dtype.itemsize(), dtype.field("b").unwrap().offset), (8, 4));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::from_literal`].
    #[doc(alias = "descr_to_dtype")]
    pub fn from_descr(descr: &Literal) -> Result<DType> {
        let items = match descr {
            Literal::List(items) => items,
            Literal::Tuple(parts) => match &parts[..] {
                [base, shape] => return shaped(DType::from_descr(base)?, shape),
                _ => return Err(refused(descr)),
            },
            Literal::Str(text) => return DType::parse(text),
            other => return Err(refused(other)),
        };
        let (mut builder, mut end) = (StructBuilder::new(), 0_usize);
        for item in items {
            let Literal::Tuple(parts) = item else { return Err(refused(item)) };
            let (name, format, shape) = match &parts[..] {
                [name, format] => (name, format, None),
                [name, format, shape] => (name, format, Some(shape)),
                _ => return Err(refused(item)),
            };
            // Padding may be longer than an element can be.
            if let (Literal::Str(name), Literal::Str(format), None) = (name, format, shape)
                && let ("", Some(Ok(gap))) =
                    (name.as_str(), format.strip_prefix("|V").map(str::parse::<usize>))
            {
                end = end.checked_add(gap).ok_or(DTypeError::TooLarge)?;
                continue;
            }
            let base = DType::from_descr(format)?;
            let dtype = shape.map_or_else(|| Ok(base.clone()), |shape| shaped(base.clone(), shape))?;
            let padding = matches!(dtype.flexible(), Some(Flexible::Void(_)));
            let size = dtype.itemsize();
            builder = match named(name) {
                Some((None, "")) if padding => builder,
                Some((None, name)) => builder.field_at(name, dtype, end),
                Some((Some(title), name)) => builder.titled_at(title, name, dtype, end),
                None => return Err(refused(item)),
            };
            end = end.checked_add(size).ok_or(DTypeError::TooLarge)?;
        }
        builder.itemsize(end).build()
    }
}

/// The dtype of a literal; records that it describes are laid out as C does if `aligned` is set.
fn laid_out(literal: &Literal, aligned: bool) -> Result<DType> {
    match literal {
        Literal::None => Ok(DType::F64),
        Literal::Str(text) if aligned => DType::parse_aligned(text),
        Literal::Str(text) => DType::parse(text),
        Literal::Tuple(parts) => match &parts[..] {
            [base, shape] => shaped(laid_out(base, aligned)?, shape),
            _ => Err(refused(literal)),
        },
        Literal::List(items) => {
            let mut builder = StructBuilder::new();
            for item in items {
                builder = field(builder, item, aligned)?;
            }
            if aligned { builder.aligned().build() } else { builder.build() }
        }
        Literal::Dict(entries) => dictionary(entries, literal, aligned),
        _ => Err(refused(literal)),
    }
}

#[cold]
fn refused(literal: &Literal) -> crate::Error {
    DTypeError::NotUnderstood { spelling: literal.to_string() }.into()
}

/// A name, with a title if it is a pair.
fn named(literal: &Literal) -> Option<(Option<&str>, &str)> {
    match literal {
        Literal::Str(name) => Some((None, name)),
        Literal::Tuple(pair) => match &pair[..] {
            [Literal::Str(title), Literal::Str(name)] => Some((Some(title), name)),
            [Literal::None, Literal::Str(name)] => Some((None, name)),
            _ => None,
        },
        _ => None,
    }
}

/// A sub-array; of text without a length, a number is its length.
pub(super) fn shaped(base: DType, shape: &Literal) -> Result<DType> {
    let length = |item: &Literal| match item {
        Literal::Int(n) if *n < 0 => {
            Err(DTypeError::SubArray { reason: "dimension smaller then zero." }.into())
        }
        Literal::Int(n) => Ok(usize::try_from(*n).unwrap_or(usize::MAX)),
        other => Err(refused(other)),
    };
    match shape {
        Literal::Int(n) if base.flexible().is_some_and(Flexible::is_empty) && *n > 0 => {
            let spelling = format!("{}{n}", base.kind());
            Ok(if base.is_native() { DType::parse(&spelling)? } else { DType::parse(&spelling)?.swapped() })
        }
        Literal::Int(_) => DType::subarray(base, [length(shape)?]),
        Literal::Tuple(items) => DType::subarray(base, items.iter().map(length).collect::<Result<Vec<_>>>()?),
        other => Err(refused(other)),
    }
}

/// Adds one entry of a list.
fn field(builder: StructBuilder, item: &Literal, aligned: bool) -> Result<StructBuilder> {
    let count = |item: &Literal, many: bool| DTypeError::FieldTuple { found: item.to_string(), many };
    let Literal::Tuple(parts) = item else { return Err(count(item, false).into()) };
    let (name, dtype) = match &parts[..] {
        [name, format] => (name, laid_out(format, aligned)?),
        [name, format, shape] => (name, shaped(laid_out(format, aligned)?, shape)?),
        [] | [_] => return Err(count(item, false).into()),
        _ => return Err(count(item, true).into()),
    };
    match named(name) {
        Some((None, name)) => Ok(builder.field(name, dtype)),
        Some((Some(title), name)) => Ok(builder.titled(title, name, dtype)),
        None => Err(DTypeError::FieldName.into()),
    }
}

/// `{'names': …, 'formats': …, …}`, or `{'a': ('i4', 0), …}`.
fn dictionary(entries: &[(Literal, Literal)], whole: &Literal, aligned: bool) -> Result<DType> {
    let get = |key: &str| {
        entries.iter().rev().find(|(k, _)| matches!(k, Literal::Str(k) if k == key)).map(|(_, v)| v)
    };
    let list = |value: &Literal| match value {
        Literal::List(items) | Literal::Tuple(items) => Ok(items.clone()),
        _ => Err(refused(whole)),
    };
    let offset_of = |value: &Literal| match value {
        Literal::Int(n) => usize::try_from(*n).map_err(|_| DTypeError::NegativeOffset { offset: *n }.into()),
        _ => Err(refused(whole)),
    };
    let mut builder = StructBuilder::new();
    let (Some(names), Some(formats)) = (get("names"), get("formats")) else {
        let mut fields = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let (Literal::Str(name), Literal::Tuple(parts)) = (name, value) else {
                return Err(refused(whole));
            };
            let (format, offset, title) = match &parts[..] {
                [format, offset] => (format, offset, None),
                [format, offset, Literal::Str(title)] => (format, offset, Some(title)),
                _ => return Err(refused(whole)),
            };
            fields.push((offset_of(offset)?, name, laid_out(format, aligned)?, title));
        }
        fields.sort_by_key(|(offset, ..)| *offset);
        for (offset, name, dtype, title) in fields {
            builder = match title {
                Some(title) => builder.titled_at(title, name, dtype, offset),
                None => builder.field_at(name, dtype, offset),
            };
        }
        return if aligned { builder.aligned().build() } else { builder.build() };
    };
    let aligned = aligned || matches!(get("aligned"), Some(Literal::Bool(true)));
    let (names, formats) = (list(names)?, list(formats)?);
    let optional = |key: &str| get(key).map_or_else(|| Ok(Vec::new()), list);
    let (offsets, titles) = (optional("offsets")?, optional("titles")?);
    for (i, name) in names.iter().enumerate() {
        let (Literal::Str(name), Some(format)) = (name, formats.get(i)) else {
            return Err(DTypeError::DictLengths.into());
        };
        let dtype = laid_out(format, aligned)?;
        let offset = offsets.get(i).map(offset_of).transpose()?;
        let title = match titles.get(i) {
            Some(Literal::Str(title)) => Some(title),
            _ => None,
        };
        builder = match (title, offset) {
            (None, None) => builder.field(name, dtype),
            (None, Some(offset)) => builder.field_at(name, dtype, offset),
            (Some(title), None) => builder.titled(title, name, dtype),
            (Some(title), Some(offset)) => builder.titled_at(title, name, dtype, offset),
        };
    }
    if let Some(Literal::Int(n)) = get("itemsize") {
        builder = builder.itemsize(usize::try_from(*n).map_err(|_| refused(whole))?);
    }
    if aligned { builder.aligned().build() } else { builder.build() }
}
