//! The options of `loadtxt`, and what becomes of the table.

#![forbid(unsafe_code)]

use super::converters::{Converted, Converters};
use super::marks::{Comments, Marks};
use super::scan::{Rules, Scanner};
use super::table::Table;
use super::{Delimiter, LoadTxtError};
use crate::file::{self, Source};
use nd_core::{Array, DType, IntoDType, Object, Result, Scalar};
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
    converters: Converters,
    quote: Option<char>,
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
            converters: Converters::default(),
            quote: None,
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

    /// Reads the fields of a column with a function instead, or of all, `..`. It returns nothing for a field that it does not
    /// take, which is then an error. Of several for a column, the last counts.
    ///
    /// The number of the column is that in the file, and is written as in [`usecols`](Self::usecols) where that is given. For
    /// elements whose length or unit the text tells, functions are called twice for each field.
    ///
    /// ```
    /// use nd_io::LoadTxt;
    /// let percent = |field: &str| field.strip_suffix('%')?.parse::<f64>().ok().map(|x| x / 100.0);
    /// let table = LoadTxt::new().delimiter(',').converter(-1, percent).parse("1,50%\n2,25%")?;
    /// assert_eq!(table.to_string(), "[[1.   0.5 ]\n [2.   0.25]]");
    /// let lengths = LoadTxt::new().converter(.., |field: &str| Some(field.len() as i64)).parse("a bb ccc")?;
    /// assert_eq!(lengths.to_string(), "[1. 2. 3.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "converters")]
    pub fn converter<S: Into<Scalar>>(
        mut self,
        column: impl Into<Converted>,
        convert: impl Fn(&str) -> Option<S> + Send + Sync + 'static,
    ) -> Self {
        self.converters.push(column.into(), convert);
        self
    }

    /// Takes this ASCII character for a quotation mark: between two of them, delimiters, line ends and comment markers belong to
    /// the field, and two in a row are one that does.
    ///
    /// ```
    /// let table = nd_io::LoadTxt::new().delimiter(',').quotechar('"').dtype("U").parse("\"a,b\",\"c \"\"d\"\"\"")?;
    /// assert_eq!(table.to_string(), "['a,b' 'c \"d\"']");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn quotechar(self, quote: char) -> Self {
        LoadTxt { quote: Some(quote), ..self }
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
        let mut text = file::read_text("loadtxt", path.as_ref())?;
        if self.quote.is_some() {
            // Line ends may be part of a field; those of a file are one character, as in Python.
            text = universal(&text);
        }
        self.parse(text)
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
        let rules = self.marks().rules()?;
        let wanted = (dtype.kind() == 'O').then(Vec::new);
        let empty = DType::str(0)?;
        let table = self.table(text, &rules, &empty, wanted)?;
        if let Some(objects) = &table.objects {
            let all = Array::from_items(objects.len(), objects)?.astype(dtype)?;
            return Ok(self.turned(all.reshape(with_ndmin(vec![table.rows, table.width()], self.ndmin))?));
        }
        let longest = table.longest;
        let stored = if dtype.kind() == 'S' { DType::bytes(longest) } else { DType::str(longest) };
        self.read_as(text, &stored?)?.astype(dtype)
    }

    /// The rows as elements of `dtype`.
    fn read_as(&self, text: &[u8], dtype: &DType) -> Result<Array> {
        let rules = self.marks().rules()?;
        let mut table = self.table(text, &rules, dtype, None)?;
        let mut shape = vec![table.rows];
        if dtype.struct_type().is_none() {
            shape.push(table.width());
        }
        let bytes = core::mem::take(&mut table.bytes);
        Ok(self.turned(Array::from_byte_vec(with_ndmin(shape, self.ndmin), dtype, bytes)?))
    }

    fn turned(&self, array: Array) -> Array {
        if self.unpack { array.t() } else { array }
    }

    fn table<'a>(
        &'a self,
        text: &[u8],
        rules: &'a Rules,
        dtype: &'a DType,
        objects: Option<Vec<Object>>,
    ) -> Result<Table<'a>, LoadTxtError> {
        let mut scanner = Scanner { rules, text, at: 0 };
        for _ in 0..self.skiprows {
            if scanner.at_end() {
                break;
            }
            scanner.skip_line();
        }
        let mut table = Table::new(rules, dtype, self.usecols.as_deref(), &self.converters)?;
        table.objects = objects;
        table.read(&mut scanner, self.max_rows.unwrap_or(usize::MAX))?;
        Ok(table)
    }

    fn marks(&self) -> Marks<'_> {
        Marks { delimiter: &self.delimiter, comments: &self.comments.0, quote: self.quote }
    }

    fn check(&self) -> Result<(), LoadTxtError> {
        self.marks().check()?;
        if self.ndmin > 2 {
            return Err(LoadTxtError::NdMin { ndmin: self.ndmin });
        }
        Ok(())
    }
}

/// The text with every line end as `\n`.
fn universal(text: &[u8]) -> Vec<u8> {
    let follows = |i: usize| i > 0 && text[i - 1] == b'\r';
    let kept = text.iter().enumerate().filter(|&(i, &byte)| byte != b'\n' || !follows(i));
    kept.map(|(_, &byte)| if byte == b'\r' { b'\n' } else { byte }).collect()
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
