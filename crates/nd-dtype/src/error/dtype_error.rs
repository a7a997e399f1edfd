//! The failures of this crate, with the values that a caller may want back.

use super::{CodecError, Error, ErrorKind};
use crate::{Casting, DType};

/// What went wrong in describing, converting or combining element types.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DTypeError {
    /// Text of any length as a field.
    #[error("StringDType is not currently supported for structured dtype fields.")]
    StringField,
    /// Dtypes of text that have different values for missing ones.
    #[error("Cannot find common instance for incompatible dtypes '{left}' and '{right}'")]
    NoInstance {
        /// The first.
        left: String,
        /// The second.
        right: String,
    },
    /// A field that holds objects and shares bytes with another.
    #[error("Cannot create a NumPy dtype with overlapping object fields")]
    ObjectOverlap,
    /// A string that names no dtype.
    #[error("data type {} not understood", crate::format::PyStr(.spelling))]
    NotUnderstood {
        /// The string, or the part of a comma list that was not understood.
        spelling: String,
    },
    /// An old alias that NumPy 2 refuses with advice.
    #[error("Alias {} was removed in NumPy 2.0. Use a name without a digit at the end.", crate::format::PyStr(.spelling))]
    RemovedAlias {
        /// The alias.
        spelling: String,
    },
    /// A dtype that NumPy has and `nd` does not.
    #[error("data type {} is not supported", crate::format::PyStr(.spelling))]
    Unsupported {
        /// How the caller spelled it.
        spelling: String,
    },
    /// Two fields of one name.
    #[error("field {} occurs more than once", crate::format::PyStr(.name))]
    DuplicateField {
        /// The name.
        name: String,
    },
    /// A look-up of a field that the dtype does not have.
    #[error("no field of name {name}")]
    NoField {
        /// The name asked for.
        name: String,
    },
    /// A look-up in a dtype of a field that it does not have.
    #[error("Field named {} not found.", crate::format::PyStr(.name))]
    FieldKey {
        /// The name asked for.
        name: String,
    },
    /// A title that is another field's name or title.
    #[error("title already used as a name or title.")]
    DuplicateTitle,
    /// A shape that no sub-array has.
    #[error("invalid shape in fixed-type tuple: {reason}")]
    SubArray {
        /// NumPy's explanation.
        reason: &'static str,
    },
    /// An entry of a comma list that cannot be read.
    #[error("format number {number} of \"{spelling}\" is not recognized")]
    Format {
        /// Its position, from 1.
        number: usize,
        /// The list.
        spelling: String,
    },
    /// Two byte orders for one field.
    #[error("inconsistent byte-order specification {first} and {second}")]
    OrderClash {
        /// The one before the shape.
        first: String,
        /// The one behind it.
        second: String,
    },
    /// An entry of a list of fields that is no pair or triple.
    #[error("Field elements must be {}, got '{found}'", if *.many { "tuples with at most 3 elements" } else { "2- or 3-tuples" })]
    FieldTuple {
        /// The entry.
        found: String,
        /// Whether it has too many parts.
        many: bool,
    },
    /// A name of a field that is neither text nor a pair of texts.
    #[error("First element of field tuple is neither a tuple nor str")]
    FieldName,
    /// Lists in a dictionary of fields that are not of one length.
    #[error("'names', 'formats', 'offsets', and 'titles' dict entries must have the same length")]
    DictLengths,
    /// An offset below zero.
    #[error("offset {offset} cannot be negative")]
    NegativeOffset {
        /// The offset.
        offset: i128,
    },
    /// An offset that C's padding rules exclude.
    #[error(
        "offset {offset} for NumPy dtype with fields is not divisible by the field alignment {alignment} with align=True"
    )]
    Offset {
        /// The offset given.
        offset: usize,
        /// The alignment of the field.
        alignment: usize,
    },
    /// A size that C's padding rules exclude.
    #[error(
        "NumPy dtype descriptor requires alignment of {alignment} bytes, which is not divisible into the specified itemsize {itemsize}"
    )]
    ItemAlignment {
        /// The size given.
        itemsize: usize,
        /// The alignment of the structure.
        alignment: usize,
    },
    /// Two structured types whose fields are titled differently.
    #[error("field titles of field {} mismatch", crate::format::PyStr(.name))]
    FieldTitles {
        /// The field.
        name: String,
    },
    /// Two sub-arrays of different shapes, which have no common dtype.
    #[error("invalid type promotion with subarray datatypes (shape mismatch).")]
    SubArrayShapes,
    /// The range of something that is no integer.
    #[error("Invalid integer data type '{kind}'.")]
    NotInteger {
        /// The kind of the dtype.
        kind: char,
    },
    /// The parameters of something that is no float.
    #[error("data type <class 'numpy.{class}'> not inexact")]
    NotInexact {
        /// The class of its scalars.
        class: &'static str,
    },
    /// A question that such scalars have no answer to.
    #[error("'numpy.{class}' object has no attribute '{method}'")]
    NoMethod {
        /// The class of the scalar.
        class: &'static str,
        /// What was asked.
        method: &'static str,
    },
    /// A float that is no fraction of integers.
    #[error("cannot convert {of} to integer ratio")]
    Ratio {
        /// The float.
        of: &'static str,
    },
    /// A fraction of integers beyond 128 bits.
    #[error("integer ratio does not fit in 128 bits")]
    RatioSize,
    /// Text that is no float in hexadecimal.
    #[error("invalid hexadecimal floating-point string")]
    HexFloat,
    /// A float in hexadecimal beyond the range of floats.
    #[error("hexadecimal value too large to represent as a float")]
    HexLarge,
    /// Sub-arrays of different shapes.
    #[error("could not broadcast input array from shape {from} into shape {into}")]
    SubArrayAssign {
        /// The shape of the values.
        from: String,
        /// The shape of the target.
        into: String,
    },
    /// Fields that reach past the item.
    #[error(
        "NumPy dtype descriptor requires {required} bytes, cannot override to smaller itemsize of {itemsize}"
    )]
    ItemSize {
        /// Where the last field ends.
        required: usize,
        /// The size asked for.
        itemsize: usize,
    },
    /// Fields whose total size cannot be represented.
    #[error("the structured dtype is too large: its size in bytes does not fit in memory")]
    TooLarge,
    /// A cast that the casting rule forbids.
    #[error("Cannot cast {what} from {from:?} to {to:?} according to the rule '{casting}'")]
    Cast {
        /// `"array data"` or `"scalar"`.
        what: &'static str,
        /// The type of the values.
        from: DType,
        /// The type asked for.
        to: DType,
        /// The rule in force.
        casting: Casting,
    },
    /// Two dtypes between which no rule allows a cast.
    #[error("Cannot cast array data from {from:?} to {to:?} according to the rule 'unsafe'")]
    NoCast {
        /// The type of the values.
        from: DType,
        /// The type asked for.
        to: DType,
    },
    /// A field list cannot describe the layout.
    #[error("dtype.descr is not defined for types with overlapping or out-of-order fields")]
    NoDescr,
    /// A casting rule that does not exist.
    #[error("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got {})", crate::format::PyStr(.name))]
    UnknownCasting {
        /// The name given.
        name: String,
    },
    /// Two structured types whose fields are named differently.
    #[error("field names `{}` and `{}` mismatch.", crate::format::PyTuple(.left), crate::format::PyTuple(.right))]
    FieldNames {
        /// The names of the first.
        left: Vec<String>,
        /// The names of the second.
        right: Vec<String>,
    },
    /// Two dtypes without a common dtype.
    #[error(
        "The DTypes <class 'numpy.dtypes.{left}'> and <class 'numpy.dtypes.{right}'> do not have a common DType. \
         For example they cannot be stored in a single array unless the dtype is `object`."
    )]
    NoCommon {
        /// The class of the first.
        left: &'static str,
        /// The class of the second.
        right: &'static str,
    },
    /// Several dtypes without a common dtype.
    #[error(
        "The DType <class 'numpy.dtypes.{left}'> could not be promoted by <class 'numpy.dtypes.{right}'>. This means \
         that no common DType exists for the given inputs. For example they cannot be stored in a single array unless \
         the dtype is `object`. The full list of DTypes is: {}", class_list(.all)
    )]
    NoCommonOf {
        /// The class that could not be promoted.
        left: &'static str,
        /// The class that it met.
        right: &'static str,
        /// The classes of all arguments.
        all: Vec<&'static str>,
    },
    /// A promotion of nothing.
    #[error("at least one array or dtype is required")]
    NoTypes,
    /// An integer literal that the dtype cannot hold.
    #[error("Python integer {value} out of bounds for {dtype}")]
    IntOutOfBounds {
        /// The literal.
        value: i128,
        /// The dtype.
        dtype: DType,
    },
    /// An integer literal that no integer dtype can hold.
    #[error("Python int too large to convert to C long")]
    IntTooLarge,
    /// A NaN literal for an integer.
    #[error("cannot convert float NaN to integer")]
    NanToInt,
    /// An infinite literal for an integer.
    #[error("cannot convert float infinity to integer")]
    InfinityToInt,
    /// A complex literal for an integer.
    #[error("int() argument must be a string, a bytes-like object or a real number, not 'complex'")]
    ComplexToInt,
    /// A complex literal for a float.
    #[error("float() argument must be a string or a real number, not 'complex'")]
    ComplexToFloat,
    /// Text that is no integer.
    #[error("invalid literal for int() with base 10: {shown}")]
    IntText {
        /// The text, quoted.
        shown: String,
    },
    /// Text that is no real number.
    #[error("could not convert string to float: {shown}")]
    FloatText {
        /// The text, quoted.
        shown: String,
    },
    /// Text that is no complex number.
    #[error("complex() arg is a malformed string")]
    ComplexText,
    /// Text that is no complex number because of underscores out of place.
    #[error("could not convert string to complex: {shown}")]
    ComplexUnderscores {
        /// The text, quoted.
        shown: String,
    },
    /// A number of binary digits that does not hold the number.
    #[error("Insufficient bit width={width} provided for binwidth={needed}")]
    BitWidth {
        /// The digits asked for.
        width: usize,
        /// The digits that it takes.
        needed: usize,
    },
    /// A base that has no digits.
    #[error("Bases {limit} not handled in base_repr.")]
    Base {
        /// How the base is out of range.
        limit: &'static str,
    },
    /// Text that bytes cannot hold, or bytes that are no text.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// Raw bytes where text or a number is wanted.
    #[error("setting an array element with a sequence")]
    VoidToText,
    /// A number where raw bytes are wanted.
    #[error("a bytes-like object is required, not '{found}'")]
    BytesLike {
        /// What Python calls the type of the number.
        found: &'static str,
    },
    /// Text of a structured value, whose length nothing tells.
    #[error("cannot cast dtype {from} to <class 'numpy.dtypes.{class}'>.")]
    NoTextOf {
        /// The dtype of the values.
        from: DType,
        /// The class of text wanted.
        class: &'static str,
    },
    /// Raw elements of different sizes, which have no common dtype.
    #[error(
        "Invalid type promotion with void datatypes of different lengths. Use the `np.bytes_` datatype instead to pad \
         the shorter value with trailing zero bytes."
    )]
    VoidLengths,
    /// A structured dtype and a raw one, which have no common dtype.
    #[error("invalid type promotion with structured datatype(s).")]
    VoidStruct,
    /// An element larger than the memory there is.
    #[error("Unable to allocate {bytes} bytes for an element")]
    NoMemory {
        /// The size of the element.
        bytes: usize,
    },
    /// Fewer or more bytes than one element has.
    #[error("an element of {dtype:?} has {} bytes, not {len}", .dtype.itemsize())]
    ByteCount {
        /// The element type.
        dtype: DType,
        /// The bytes given.
        len: usize,
    },
}

impl DTypeError {
    /// The class of failure.
    pub fn kind(&self) -> ErrorKind {
        use DTypeError::*;
        match self {
            StringField | ObjectOverlap | NoInstance { .. } => ErrorKind::Type,
            NotUnderstood { .. } | RemovedAlias { .. } | Cast { .. } | NoCast { .. } => ErrorKind::Type,
            ComplexToInt | ComplexToFloat | BytesLike { .. } | NoTextOf { .. } => ErrorKind::Type,
            IntText { .. } | FloatText { .. } | ComplexText | VoidToText => ErrorKind::Value,
            BitWidth { .. } | Base { .. } => ErrorKind::Value,
            Codec(_) | ComplexUnderscores { .. } => ErrorKind::Value,
            Unsupported { .. } => ErrorKind::Unsupported,
            FieldKey { .. } => ErrorKind::Key,
            DuplicateTitle | SubArray { .. } | Format { .. } | OrderClash { .. } | DictLengths => {
                ErrorKind::Value
            }
            NegativeOffset { .. } | Offset { .. } | ItemAlignment { .. } | SubArrayAssign { .. } => {
                ErrorKind::Value
            }
            FieldTuple { .. } | FieldName | NoMethod { .. } => ErrorKind::Type,
            NotInteger { .. } | NotInexact { .. } | Ratio { .. } | HexFloat => ErrorKind::Value,
            RatioSize | HexLarge => ErrorKind::Overflow,
            DuplicateField { .. } | ItemSize { .. } | TooLarge | NoTypes | NanToInt | NoDescr => {
                ErrorKind::Value
            }
            UnknownCasting { .. } | NoField { .. } | ByteCount { .. } => ErrorKind::Value,
            NoMemory { .. } => ErrorKind::Memory,
            FieldNames { .. } | NoCommon { .. } | NoCommonOf { .. } => ErrorKind::Promotion,
            VoidLengths | VoidStruct | FieldTitles { .. } | SubArrayShapes => ErrorKind::Promotion,
            IntOutOfBounds { .. } | IntTooLarge | InfinityToInt => ErrorKind::Overflow,
        }
    }
}

impl From<DTypeError> for Error {
    #[cold]
    fn from(cause: DTypeError) -> Self {
        Error::new(cause.kind(), cause)
    }
}

/// `(<class 'numpy.dtypes.A'>, <class 'numpy.dtypes.B'>)`
fn class_list(all: &[&str]) -> String {
    let classes: Vec<String> = all.iter().map(|c| format!("<class 'numpy.dtypes.{c}'>")).collect();
    if classes.len() == 1 { format!("({},)", classes[0]) } else { format!("({})", classes.join(", ")) }
}
