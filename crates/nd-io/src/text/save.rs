//! The options of `savetxt`.

#![forbid(unsafe_code)]

use super::row::RowFormat;
use crate::file::{self, Source};
use nd_core::{Array, Object, ObjectError, Result};
use std::io::Write;
use std::path::Path;

/// Elements are taken out of the array and text is handed on in pieces of about this size.
const BLOCK: usize = 1 << 16;

/// Writes `array` as text to the file at `path`: one row per line, `%.18e`, separated by spaces. [`SaveTxt`] has the
/// options.
///
/// ```
/// let path = std::env::temp_dir().join(format!("nd-io-savetxt-{}.txt", std::process::id()));
/// let table = nd_core::array![[1.0, 2.5], [3.0, 4.0]];
/// nd_io::savetxt(&path, &table)?;
/// assert_eq!(nd_io::loadtxt(&path)?.to_string(), table.to_string());
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`SaveTxt::save`].
#[doc(alias = "numpy.savetxt")]
pub fn savetxt(path: impl AsRef<Path>, array: &Array) -> Result<()> {
    SaveTxt::new().save(path, array)
}

/// How to write an array as text.
///
/// ```
/// use nd_io::SaveTxt;
/// let mut text = Vec::new();
/// let table = nd_core::array![[1.0, 2.5], [3.0, 4.0]];
/// SaveTxt::new().fmt(["%d", "%.2f"]).delimiter(",").header("n,x").comments("").write(&mut text, &table)?;
/// assert_eq!(text, b"n,x\n1,2.50\n3,4.00\n");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.savetxt")]
#[derive(Clone, Debug)]
#[must_use]
pub struct SaveTxt {
    fmt: Fmt,
    delimiter: String,
    newline: String,
    header: String,
    footer: String,
    comments: String,
}

impl Default for SaveTxt {
    fn default() -> Self {
        SaveTxt {
            fmt: Fmt::from("%.18e"),
            delimiter: " ".into(),
            newline: "\n".into(),
            header: String::new(),
            footer: String::new(),
            comments: "# ".into(),
        }
    }
}

impl SaveTxt {
    /// The options of [`savetxt`].
    pub fn new() -> SaveTxt {
        SaveTxt::default()
    }

    /// Formats numbers with Python's `%` conversions (`d i u e E f F g G s`): one for all columns, a list of one for
    /// each, or one string with a conversion for each column, which then holds the delimiters too.
    ///
    /// A complex number becomes ` (re+imj)` with the conversion for both parts, unless there are two for each column.
    pub fn fmt(self, fmt: impl Into<Fmt>) -> Self {
        SaveTxt { fmt: fmt.into(), ..self }
    }

    /// Puts this between columns instead of a space.
    pub fn delimiter(self, delimiter: &str) -> Self {
        SaveTxt { delimiter: delimiter.to_owned(), ..self }
    }

    /// Ends lines with this instead of `\n`.
    pub fn newline(self, newline: &str) -> Self {
        SaveTxt { newline: newline.to_owned(), ..self }
    }

    /// Puts this text, as comments, in front of the rows.
    pub fn header(self, header: &str) -> Self {
        SaveTxt { header: header.to_owned(), ..self }
    }

    /// Puts this text, as comments, behind the rows.
    pub fn footer(self, footer: &str) -> Self {
        SaveTxt { footer: footer.to_owned(), ..self }
    }

    /// Begins the lines of header and footer with this instead of `# `.
    pub fn comments(self, comments: &str) -> Self {
        SaveTxt { comments: comments.to_owned(), ..self }
    }

    /// Writes `array` to the file at `path`, compressed if its name ends in `.gz`: a row per line of a two-dimensional array, an element per line of a
    /// one-dimensional one. The fields of a one-dimensional structured array are columns.
    ///
    /// # Errors
    /// [`Io`](nd_core::ErrorKind::Io) if the file cannot be written; [`Value`](nd_core::ErrorKind::Value) for an array
    /// that has not one or two axes or formats that do not fit, [`Type`](nd_core::ErrorKind::Type) for a value that its
    /// format cannot take, [`Borrowed`](nd_core::ErrorKind::Borrowed) if the array is borrowed for writing. See
    /// [`SaveTxtError`](super::SaveTxtError).
    pub fn save(&self, path: impl AsRef<Path>, array: &Array) -> Result<()> {
        let path = path.as_ref();
        file::check_packing("savetxt", path)?;
        // Formats that do not fit and arrays that cannot be read must not cost the file that is there.
        let format = self.row_format(array)?;
        array.check_readable("savetxt")?;
        if array.dtype().hasobject() && array.dtype().managed().is_none() {
            return Err(ObjectError::Bytes { operation: "savetxt", dtype: array.dtype().clone() }.into());
        }
        file::write_text("savetxt", path, |writer, source| self.write_rows(writer, source, array, &format))
    }

    /// Writes `array` as text.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub fn write(&self, mut writer: impl Write, array: &Array) -> Result<()> {
        let format = self.row_format(array)?;
        self.write_rows(&mut writer, Source::stream("savetxt"), array, &format)
    }

    fn row_format(&self, array: &Array) -> Result<RowFormat> {
        Ok(RowFormat::new(array, &self.fmt.formats, self.fmt.list, &self.delimiter)?)
    }

    fn write_rows(
        &self,
        writer: &mut dyn Write,
        source: Source<'_>,
        array: &Array,
        format: &RowFormat,
    ) -> Result<()> {
        let mut out = Vec::with_capacity(2 * BLOCK);
        self.push_comment(&self.header, &mut out);
        let rows = array.len()?;
        let row_bytes = array.shape()[1..].iter().product::<usize>() * array.itemsize();
        let rows_at_once = (BLOCK / row_bytes.max(1)).max(1);
        for start in (0..rows).step_by(rows_at_once) {
            let end = rows.min(start + rows_at_once);
            let block = array.slice(start..end)?;
            // Objects are more than their bytes, and text of any length is an object here.
            let objects = array.dtype().managed().is_some();
            let bytes = if objects { Vec::new() } else { block.tobytes()? };
            let mut values = if objects { block.to_vec::<Object>()? } else { Vec::new() }.into_iter();
            for row in 0..end - start {
                if objects {
                    let row = values.by_ref().take(format.len());
                    format.write_values(row.map(|object| object.to_scalar()), &mut out)?;
                } else {
                    format.write(&bytes[row * row_bytes..][..row_bytes], &mut out)?;
                }
                out.extend_from_slice(self.newline.as_bytes());
                if out.len() >= BLOCK {
                    writer.write_all(&out).map_err(|error| source.failed(error))?;
                    out.clear();
                }
            }
        }
        self.push_comment(&self.footer, &mut out);
        writer.write_all(&out).and_then(|()| writer.flush()).map_err(|error| source.failed(error))
    }

    fn push_comment(&self, text: &str, out: &mut Vec<u8>) {
        if !text.is_empty() {
            out.extend_from_slice(self.comments.as_bytes());
            out.extend_from_slice(text.replace('\n', &format!("\n{}", self.comments)).as_bytes());
            out.extend_from_slice(self.newline.as_bytes());
        }
    }
}

/// Formats for the columns of a table; made from one string, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fmt {
    formats: Vec<String>,
    list: bool,
}

impl From<&str> for Fmt {
    fn from(fmt: &str) -> Fmt {
        Fmt { formats: vec![fmt.to_owned()], list: false }
    }
}

impl<const N: usize> From<[&str; N]> for Fmt {
    fn from(formats: [&str; N]) -> Fmt {
        Fmt { formats: formats.map(str::to_owned).into(), list: true }
    }
}

impl From<&[&str]> for Fmt {
    fn from(formats: &[&str]) -> Fmt {
        Fmt { formats: formats.iter().map(|&format| format.to_owned()).collect(), list: true }
    }
}
