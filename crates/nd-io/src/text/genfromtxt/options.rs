//! The options of `genfromtxt`.

#![forbid(unsafe_code)]

use super::arguments::{Column, Delimiter, Filling, Missing, Names};
use super::convert::Convert;
use super::names::{LetterCase, Rules};
use crate::file::{self, Source};
use nd_core::{Array, DType, IntoDType, Result, Scalar};
use std::fmt;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Reads a table of numbers with holes from the text file at `path`: columns separated by white space, `#` before
/// comments, `float64`, and NaN for what cannot be read. [`GenFromTxt`] has the options.
///
/// ```
/// let path = std::env::temp_dir().join(format!("nd-io-genfromtxt-{}.txt", std::process::id()));
/// std::fs::write(&path, "# x y\n1 2\n3 n/a\n")?;
/// assert_eq!(nd_io::genfromtxt(&path)?.to_string(), "[[ 1.  2.]\n [ 3. nan]]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`GenFromTxt::load`].
#[doc(alias = "numpy.genfromtxt")]
pub fn genfromtxt(path: impl AsRef<Path>) -> Result<Array> {
    GenFromTxt::new().load(path)
}

/// How to read a table with holes from text.
///
/// ```
/// use nd_io::GenFromTxt;
/// let text = "id,value,ok\n1,2.5,true\n2,,false\n3,n/a,true";
/// let table = GenFromTxt::new().delimiter(',').names(true).guess().missing_values("n/a").parse(text)?;
/// assert_eq!(table.dtype().to_string(), "[('id', '<i8'), ('value', '<f8'), ('ok', '?')]");
/// assert_eq!(table.field("value")?.to_string(), "[2.5 nan nan]");
///
/// let filled = GenFromTxt::new().delimiter(',').dtype("i8").filling_values([(1, 0)]).parse("1,,3\n4,5,")?;
/// assert_eq!(filled.to_string(), "[[ 1  0  3]\n [ 4  5 -1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.genfromtxt")]
#[must_use]
pub struct GenFromTxt {
    /// `None` if it is to be guessed; an error in the spelling is kept until the text is read.
    pub(super) dtype: Option<Result<DType>>,
    pub(super) comments: Option<String>,
    pub(super) delimiter: Delimiter,
    pub(super) autostrip: bool,
    pub(super) skip_header: usize,
    pub(super) skip_footer: usize,
    pub(super) max_rows: Option<usize>,
    pub(super) usecols: Vec<Column>,
    pub(super) names: Names,
    pub(super) rules: Rules,
    pub(super) converters: Vec<(Column, Convert)>,
    pub(super) missing: Option<Missing>,
    pub(super) filling: Option<Filling>,
    pub(super) loose: bool,
    pub(super) invalid_raise: bool,
    pub(super) ndmin: usize,
    pub(super) unpack: bool,
}

impl fmt::Debug for GenFromTxt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<&Column> = self.converters.iter().map(|(column, _)| column).collect();
        f.debug_struct("GenFromTxt")
            .field("dtype", &self.dtype)
            .field("delimiter", &self.delimiter)
            .field("usecols", &self.usecols)
            .field("names", &self.names)
            .field("converters", &columns)
            .finish_non_exhaustive()
    }
}

impl Default for GenFromTxt {
    fn default() -> Self {
        GenFromTxt {
            dtype: Some(Ok(DType::F64)),
            comments: Some("#".to_owned()),
            delimiter: Delimiter::Space,
            autostrip: false,
            skip_header: 0,
            skip_footer: 0,
            max_rows: None,
            usecols: Vec::new(),
            names: Names::None,
            rules: Rules::default(),
            converters: Vec::new(),
            missing: None,
            filling: None,
            loose: true,
            invalid_raise: true,
            ndmin: 0,
            unpack: false,
        }
    }
}

impl GenFromTxt {
    /// The options of [`genfromtxt`].
    pub fn new() -> GenFromTxt {
        GenFromTxt::default()
    }

    /// Reads elements of this dtype instead of `float64`. The fields of a structured dtype are columns.
    pub fn dtype(self, dtype: impl IntoDType) -> Self {
        GenFromTxt { dtype: Some(dtype.into_dtype()), ..self }
    }

    /// Gives each column the first of these types that takes all of its fields: `bool`, `int64`, `float64`,
    /// `complex128`, text. NumPy's `dtype=None`.
    ///
    /// Columns of one type make an ordinary array, others a structured one.
    pub fn guess(self) -> Self {
        GenFromTxt { dtype: None, ..self }
    }

    /// Ends lines at this marker instead of `#`; at none if it is empty.
    pub fn comments(self, comments: &str) -> Self {
        GenFromTxt { comments: Some(comments.to_owned()).filter(|comments| !comments.is_empty()), ..self }
    }

    /// Separates fields at this text, or cuts them by width (a number of characters, or a list of them), instead of at
    /// white space.
    pub fn delimiter(self, delimiter: impl Into<Delimiter>) -> Self {
        GenFromTxt { delimiter: delimiter.into(), ..self }
    }

    /// Removes white space around fields, which matters to texts.
    pub fn autostrip(self) -> Self {
        GenFromTxt { autostrip: true, ..self }
    }

    /// Leaves out the first lines.
    pub fn skip_header(self, lines: usize) -> Self {
        GenFromTxt { skip_header: lines, ..self }
    }

    /// Leaves out the last rows, which may have any number of columns.
    pub fn skip_footer(self, rows: usize) -> Self {
        GenFromTxt { skip_footer: rows, ..self }
    }

    /// Ends after this many rows.
    pub fn max_rows(self, rows: usize) -> Self {
        GenFromTxt { max_rows: Some(rows), ..self }
    }

    /// Takes these columns, by number or name, in this order; negative numbers count from the last.
    pub fn usecols<C: Into<Column>>(self, columns: impl IntoIterator<Item = C>) -> Self {
        GenFromTxt { usecols: columns.into_iter().map(Into::into).collect(), ..self }
    }

    /// Gives the columns names, which makes the result structured: `true` for those in the first line, which may be a
    /// comment; a list; or a text with commas. Names are made valid and different.
    pub fn names(self, names: impl Into<Names>) -> Self {
        GenFromTxt { names: names.into(), ..self }
    }

    /// Puts an underscore behind these names too, as behind `return`, `file` and `print`.
    pub fn excludelist<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.rules.excluded = names.into_iter().map(Into::into).collect();
        self
    }

    /// Removes these characters from names, instead of those that Python has another use for.
    pub fn deletechars(mut self, characters: &str) -> Self {
        self.rules.deleted = characters.to_owned();
        self
    }

    /// Puts this in the place of spaces in names, instead of an underscore.
    pub fn replace_space(mut self, text: &str) -> Self {
        self.rules.space = text.to_owned();
        self
    }

    /// Changes the letters of names.
    pub fn case_sensitive(mut self, case: LetterCase) -> Self {
        self.rules.case = case;
        self
    }

    /// Names columns without a name by this format instead of `f%i`.
    pub fn defaultfmt(mut self, format: &str) -> Self {
        self.rules.default = format.to_owned();
        self
    }

    /// Reads the fields of a column with a function, which returns nothing for a field that it does not take.
    ///
    /// ```
    /// use nd_io::GenFromTxt;
    /// let percent = |field: &str| field.strip_suffix('%')?.parse::<f64>().ok().map(|x| x / 100.0);
    /// let table = GenFromTxt::new().delimiter(',').converter(1, percent).parse("1,50%\n2,?")?;
    /// assert_eq!(table.to_string(), "[[1.  0.5]\n [2.  nan]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "converters")]
    pub fn converter<S: Into<Scalar>>(
        mut self,
        column: impl Into<Column>,
        convert: impl Fn(&str) -> Option<S> + Send + Sync + 'static,
    ) -> Self {
        let convert: Convert = Arc::new(move |field| convert(field).map(Into::into));
        self.converters.push((column.into(), convert));
        self
    }

    /// Takes these texts for missing values, as nothing at all always is: in every column (a text with commas), one per
    /// column (a list), or by column (pairs).
    ///
    /// They matter where types are guessed and where reading is [`strict`](Self::strict); else all that cannot be read
    /// is missing.
    pub fn missing_values(self, texts: impl Into<Missing>) -> Self {
        GenFromTxt { missing: Some(texts.into()), ..self }
    }

    /// Puts these in the place of missing values, instead of `false`, -1, NaN and `???`: in every column (a value), one
    /// per column (a list), or by column (pairs).
    pub fn filling_values(self, values: impl Into<Filling>) -> Self {
        GenFromTxt { filling: Some(values.into()), ..self }
    }

    /// Makes a field that cannot be read and is not missing an error. NumPy's `loose=False`.
    #[doc(alias = "loose")]
    pub fn strict(self) -> Self {
        GenFromTxt { loose: false, ..self }
    }

    /// Skips lines with another number of columns, which are an error otherwise. NumPy's `invalid_raise=False`.
    #[doc(alias = "invalid_raise")]
    pub fn skip_invalid(self) -> Self {
        GenFromTxt { invalid_raise: false, ..self }
    }

    /// Gives the result at least this many axes: 0, 1 or 2. Other axes of length one are dropped.
    pub fn ndmin(self, ndmin: usize) -> Self {
        GenFromTxt { ndmin, ..self }
    }

    /// Transposes the result, so that its first axis is that of the columns. Of a structured dtype, the columns are its
    /// fields, for which there is [`Array::field`].
    pub fn unpack(self) -> Self {
        GenFromTxt { unpack: true, ..self }
    }

    /// Reads the file at `path`, which may be compressed if its name ends in `.gz`.
    ///
    /// # Errors
    /// [`Io`](nd_core::ErrorKind::Io) if the file cannot be read, [`Value`](nd_core::ErrorKind::Value) for text that is
    /// not such a table, [`Overflow`](nd_core::ErrorKind::Overflow) for a number that the dtype does not hold, the errors
    /// of a dtype that is not understood. See [`GenFromTxtError`](super::GenFromTxtError).
    pub fn load(self, path: impl AsRef<Path>) -> Result<Array> {
        self.parse(file::read_text("genfromtxt", path.as_ref())?)
    }

    /// Reads all that `reader` has.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn read(self, mut reader: impl Read) -> Result<Array> {
        let mut text = Vec::new();
        reader.read_to_end(&mut text).map_err(|error| Source::stream("genfromtxt").failed(error))?;
        self.parse(text)
    }

    /// Reads text in UTF-8.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn parse(self, text: impl AsRef<[u8]>) -> Result<Array> {
        super::read::read(self, text.as_ref())
    }
}
