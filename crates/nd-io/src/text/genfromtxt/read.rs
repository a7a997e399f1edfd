//! From text to array, in NumPy's order: the first line, names, dtype, converters; then all lines; then all columns.

#![forbid(unsafe_code)]

use super::GenFromTxtError;
use super::arguments::Names;
use super::assemble::Columns;
use super::options::GenFromTxt;
use super::plan::Plan;
use super::split::Splitter;
use crate::text::scan::{Rules, Scanner};
use core::ops::Range;
use nd_core::{Array, CodecError, Result};

/// Where the fields of a line stand in the text.
pub(super) type Fields = Vec<Range<usize>>;

pub(super) fn read(options: GenFromTxt, text: &[u8]) -> Result<Array> {
    check(&options)?;
    let text = core::str::from_utf8(text)
        .map_err(|error| GenFromTxtError::Encoding(CodecError::utf8(text, error)))?;
    let splitter = Splitter::new(&options.delimiter, options.autostrip);
    let comments: Vec<String> = options.comments.iter().cloned().collect();
    let line_rules = Rules::new(None, &comments);
    let mut scanner = Scanner { rules: &line_rules, text: text.as_bytes(), at: 0 };
    for _ in 0..options.skip_header {
        if scanner.at_end() {
            break;
        }
        scanner.skip_line();
    }
    let (first, first_line) = first_line(&options, &splitter, &mut scanner, text);
    let mut first_fields: Vec<&str> = first.iter().map(|field| &text[field.clone()]).collect();
    if let (Names::FirstLine, Some(comments)) = (&options.names, &options.comments)
        && first_fields.first().is_some_and(|field| comments.contains(field.trim()))
    {
        first_fields.remove(0);
    }

    let plan = Plan::new(&options, &first_fields)?;
    let mut converters = plan.converters(&options)?;
    let sample = if matches!(options.names, Names::FirstLine) { None } else { Some(&first_fields) };
    let customized = plan.customize(&options, &mut converters, sample);

    // The line that gave the names holds no data.
    let head = first_line.filter(|_| !matches!(options.names, Names::FirstLine));
    let (mut rows, invalid) = plan.rows(&options, &splitter, &mut scanner, text, head);
    if options.dtype.is_none() {
        for (i, converter) in converters.iter_mut().enumerate() {
            let column = rows.iter().map(|row| &text[row[i].clone()]);
            converter.upgrade(column.clone()).map_err(|row| GenFromTxtError::Locked {
                column: i,
                line: row + 1 + options.skip_header,
                field: column.clone().nth(row).unwrap_or_default().to_owned(),
            })?;
        }
    }
    drop_footer(&options, &mut rows, invalid, plan.width)?;

    let columns = Columns { options: &options, converters: &converters, rows: &rows, text };
    let dtype = match &plan.dtype {
        Some(dtype) => columns.sized(columns.customized(dtype, &customized)?)?,
        None => columns.guessed(plan.names.as_deref())?,
    };
    let array = columns.assemble(&dtype)?;
    Ok(if options.unpack { array.t() } else { array })
}

fn check(options: &GenFromTxt) -> Result<(), GenFromTxtError> {
    if options.ndmin > 2 {
        return Err(GenFromTxtError::NdMin { ndmin: options.ndmin });
    }
    match options.max_rows {
        Some(_) if options.skip_footer > 0 => Err(GenFromTxtError::FooterAndRows),
        Some(0) => Err(GenFromTxtError::NoRows),
        _ => Ok(()),
    }
}

/// The fields of the first line that has any, and that line; where it gives names, what follows a comment marker counts.
fn first_line(
    options: &GenFromTxt,
    splitter: &Splitter<'_>,
    scanner: &mut Scanner<'_>,
    text: &str,
) -> (Fields, Option<Range<usize>>) {
    while !scanner.at_end() {
        let start = scanner.at;
        let mut line = scanner.content();
        if let (Names::FirstLine, Some(comments)) = (&options.names, &options.comments)
            && text[line.end..scanner.at].starts_with(&**comments)
        {
            let behind = line.end + comments.len();
            let mut rest = Scanner { rules: scanner.rules, text: scanner.text, at: behind };
            line = rest.content();
        }
        let fields = splitter.fields(text, line.clone());
        if !fields.is_empty() {
            return (fields, Some(start..line.end));
        }
    }
    (Fields::new(), None)
}

/// Drops the last rows, of which invalid ones count, and judges the invalid lines that are left.
fn drop_footer(
    options: &GenFromTxt,
    rows: &mut Vec<Fields>,
    mut invalid: Vec<(usize, usize)>,
    columns: usize,
) -> Result<(), GenFromTxtError> {
    let mut footer = options.skip_footer;
    if !invalid.is_empty() && footer > 0 {
        let last = (rows.len() + invalid.len()).saturating_sub(footer) + options.skip_header;
        let skipped = invalid.iter().filter(|(number, _)| *number > last).count();
        invalid.truncate(invalid.len() - skipped);
        footer = footer.saturating_sub(skipped);
    }
    if !invalid.is_empty() && options.invalid_raise {
        return Err(GenFromTxtError::Ragged { lines: invalid, columns });
    }
    rows.truncate(rows.len().saturating_sub(footer));
    Ok(())
}
