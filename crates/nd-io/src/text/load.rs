//! The options of `loadtxt`, and what becomes of the table.

#![forbid(unsafe_code)]

use super::scan::{Rules, Scanner};
use super::table::Table;
use super::{Delimiter, LoadTxtError};
use crate::file::{self, Source};
use nd_core::{Array, DType, IntoDType, Result};
use std::io::Read;
use std::path::Path;

/// Reads a table of numbers from the text file at `path`: columns separated by white space, `#` before comments,
/// `float64`. [`LoadTxt`] has the options.
///
/// ```
/// let path = std::env::temp_dir().join(format!("nd-io-loadtxt-{}.txt", std::process::id()));
/// std::fs::write(&path, "# x y\n1 2\n3 4\n")?;
/// assert_eq!(nd_io::loadtxt(&path)?.to_string(), "[[1. 2.]\n [3. 4.]]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`LoadTxt::load`].
#[doc(alias = "numpy.loadtxt")]
pub fn loadtxt(path: impl AsRef<Path>) -> Result<Array> {
    LoadTxt::new().load(path)
}

/// How to read a table of numbers from text.
///
/// ```
/// use nd_io::LoadTxt;
/// let text = "x;y;z\n1;2;3\n4;5;6\n";
/// let table = LoadTxt::new().delimiter(";").skiprows(1).usecols([0, -1]).dtype("i4").parse(text)?;
/// assert_eq!(format!("{table:?}"), "array([[1, 3],\n       [4, 6]], dtype=int32)");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// A structured dtype takes one column per field:
///
/// ```
/// let table = nd_io::LoadTxt::new().dtype("i4,f8").parse("1 2.5\n3 4")?;
/// assert_eq!(table.to_string(), "[(1, 2.5) (3, 4. )]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.loadtxt")]
#[derive(Debug)]
#[must_use]
pub struct LoadTxt {
    delimiter: Delimiter,
    comments: Comments,
    skiprows: usize,
    max_rows: Option<usize>,
    usecols: Option<Vec<isize>>,
    /// An error in the spelling is kept until the text is read.
    dtype: Result<DType>,
    ndmin: usize,
    unpack: bool,
}

impl Default for LoadTxt {
    fn default() -> Self {
        LoadTxt {
            delimiter: Delimiter::Space,
            comments: Comments::from("#"),
            skiprows: 0,
            max_rows: None,
            usecols: None,
            dtype: Ok(DType::F64),
            ndmin: 0,
            unpack: false,
        }
    }
}

impl LoadTxt {
    /// The options of [`loadtxt`].
    pub fn new() -> LoadTxt {
        LoadTxt::default()
    }

    /// Separates fields at this ASCII character instead of at white space. Blanks around a number do not matter.
    pub fn delimiter(self, delimiter: impl Into<Delimiter>) -> Self {
        LoadTxt { delimiter: delimiter.into(), ..self }
    }

    /// Ends lines at this marker, or any of these, instead of `#`; none in `[]`.
    pub fn comments(self, comments: impl Into<Comments>) -> Self {
        LoadTxt { comments: comments.into(), ..self }
    }

    /// Leaves out the first lines, comments and empty ones included.
    pub fn skiprows(self, lines: usize) -> Self {
        LoadTxt { skiprows: lines, ..self }
    }

    /// Ends after this many rows of data.
    pub fn max_rows(self, rows: usize) -> Self {
        LoadTxt { max_rows: Some(rows), ..self }
    }

    /// Takes these columns, in this order; negative ones count from the last. Rows may then differ in length.
    pub fn usecols(self, columns: impl IntoIterator<Item = isize>) -> Self {
        LoadTxt { usecols: Some(columns.into_iter().collect()), ..self }
    }

    /// Reads elements of this dtype instead of `float64`. Text without a length (`"U"`) gets that of the longest field,
    /// dates without a unit theirs.
    pub fn dtype(self, dtype: impl IntoDType) -> Self {
        LoadTxt { dtype: dtype.into_dtype(), ..self }
    }

    /// Gives the result at least this many axes: 0, 1 or 2. Other axes of length one are dropped.
    pub fn ndmin(self, ndmin: usize) -> Self {
        LoadTxt { ndmin, ..self }
    }

    /// Transposes the result, so that its first axis is that of the columns. Of a structured dtype, the columns are its
    /// fields, for which there is [`Array::field`].
    pub fn unpack(self) -> Self {
        LoadTxt { unpack: true, ..self }
    }

    /// Reads the file at `path`, which may be compressed if its name ends in `.gz`.
    ///
    /// Text without rows gives an array without elements.
    ///
    /// # Errors
    /// [`Io`](nd_core::ErrorKind::Io) if the file cannot be read, [`Value`](nd_core::ErrorKind::Value) for text that is
    /// not such a table, [`Type`](nd_core::ErrorKind::Type) for options that contradict each other, the errors of a dtype
    /// that is not understood. See [`LoadTxtError`].
    pub fn load(self, path: impl AsRef<Path>) -> Result<Array> {
        self.parse(file::read_text("loadtxt", path.as_ref())?)
    }

    /// Reads all that `reader` has.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn read(self, mut reader: impl Read) -> Result<Array> {
        let mut text = Vec::new();
        reader.read_to_end(&mut text).map_err(|error| Source::stream("loadtxt").failed(error))?;
        self.parse(text)
    }

    /// Reads text, which need not be UTF-8 in comments.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    #[doc(alias = "fromstring")]
    pub fn parse(mut self, text: impl AsRef<[u8]>) -> Result<Array> {
        self.check()?;
        let text = text.as_ref();
        let dtype = core::mem::replace(&mut self.dtype, Ok(DType::F64))?;
        let no_unit = dtype.temporal().is_some_and(|time| time.resolution().is_generic());
        if dtype.subdtype().is_some() {
            return Err(LoadTxtError::SubArray.into());
        }
        if !(matches!(dtype.kind(), 'O' | 'T') || no_unit || dtype.is_text() && dtype.itemsize() == 0) {
            return self.read_as(text, &dtype);
        }
        // The text itself tells the length of the elements, or their unit.
        let rules = self.rules()?;
        let longest = self.table(text, &rules, &DType::str(0)?)?.longest;
        let stored = if dtype.kind() == 'S' { DType::bytes(longest) } else { DType::str(longest) };
        self.read_as(text, &stored?)?.astype(dtype)
    }

    /// The rows as elements of `dtype`.
    fn read_as(&self, text: &[u8], dtype: &DType) -> Result<Array> {
        let rules = self.rules()?;
        let mut table = self.table(text, &rules, dtype)?;
        let mut shape = vec![table.rows];
        if dtype.struct_type().is_none() {
            shape.push(table.width());
        }
        let bytes = core::mem::take(&mut table.bytes);
        let array = Array::from_byte_vec(with_ndmin(shape, self.ndmin), dtype, bytes)?;
        Ok(if self.unpack { array.t() } else { array })
    }

    fn table<'a>(
        &'a self,
        text: &[u8],
        rules: &'a Rules,
        dtype: &'a DType,
    ) -> Result<Table<'a>, LoadTxtError> {
        let mut scanner = Scanner { rules, text, at: 0 };
        for _ in 0..self.skiprows {
            if scanner.at_end() {
                break;
            }
            scanner.skip_line();
        }
        let mut table = Table::new(rules, dtype, self.usecols.as_deref())?;
        table.read(&mut scanner, self.max_rows.unwrap_or(usize::MAX))?;
        Ok(table)
    }

    fn rules(&self) -> Result<Rules, LoadTxtError> {
        Ok(Rules::new(self.separator()?, &self.comments.0))
    }

    /// The byte between fields; `None` for white space.
    fn separator(&self) -> Result<Option<u8>, LoadTxtError> {
        match &self.delimiter {
            Delimiter::Space => Ok(None),
            Delimiter::Text(text) if text.len() == 1 => Ok(Some(text.as_bytes()[0])),
            other => Err(LoadTxtError::ControlCharacter { found: other.clone() }),
        }
    }

    fn check(&self) -> Result<(), LoadTxtError> {
        let delimiter = self.separator()?;
        let comments = &self.comments.0;
        if comments.iter().any(String::is_empty) {
            return Err(LoadTxtError::EmptyComment);
        }
        if self.ndmin > 2 {
            return Err(LoadTxtError::NdMin { ndmin: self.ndmin });
        }
        let is_newline = |byte: u8| byte == b'\n' || byte == b'\r';
        if delimiter.is_some_and(is_newline) {
            return Err(LoadTxtError::Newline { name: "delimiter" });
        }
        if comments.iter().any(|comment| comment.bytes().any(is_newline)) {
            return Err(LoadTxtError::Newline { name: "comment" });
        }
        match (delimiter, &comments[..]) {
            (Some(delimiter), [only]) if only.as_bytes() == [delimiter] => Err(LoadTxtError::SameCharacter),
            (Some(delimiter), several) if several.iter().any(|c| c.as_bytes() == [delimiter]) => {
                let comments = several.to_vec();
                Err(LoadTxtError::DelimiterInComments { comments, delimiter: char::from(delimiter) })
            }
            (None, several) if several.iter().any(|c| c.trim_start().len() < c.len()) => {
                Err(LoadTxtError::SameCharacter)
            }
            _ => Ok(()),
        }
    }
}

/// `shape` without its axes of length one, if it has more than `ndmin`; with leading axes for a row, or a trailing one
/// for a column, if that leaves too few.
pub(super) fn with_ndmin(mut shape: Vec<usize>, ndmin: usize) -> Vec<usize> {
    if shape.len() > ndmin {
        shape.retain(|&n| n != 1);
    }
    // A single row of several columns never comes here with two axes asked for: it has two.
    shape.resize(shape.len().max(ndmin), 1);
    shape
}

/// The markers that begin comments; made from one, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comments(Vec<String>);

impl From<&str> for Comments {
    fn from(marker: &str) -> Comments {
        Comments(vec![marker.to_owned()])
    }
}

impl<const N: usize> From<[&str; N]> for Comments {
    fn from(markers: [&str; N]) -> Comments {
        Comments(markers.map(str::to_owned).into())
    }
}

impl From<&[&str]> for Comments {
    fn from(markers: &[&str]) -> Comments {
        Comments(markers.iter().map(|&marker| marker.to_owned()).collect())
    }
}
