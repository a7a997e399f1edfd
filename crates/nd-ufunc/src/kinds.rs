//! Questions about dtypes that need values or several arrays: the least dtype of a value, a common one of floats.

#![forbid(unsafe_code)]

use nd_core::{Arg, Array, Complex, DType, Error, ErrorKind, Operand, Result, Scalar, Weak, promote_types};

/// Dtypes that have no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KindError {
    /// Arrays of other than numbers.
    #[error("can't get common type for non-numeric array")]
    NotNumeric,
    /// A class of dtypes that does not exist.
    #[error("kind argument is a string, but {kind:?} is not a known kind name.")]
    Kind {
        /// As given.
        kind: String,
    },
}

impl From<KindError> for Error {
    #[cold]
    fn from(error: KindError) -> Error {
        let kind = if matches!(error, KindError::NotNumeric) { ErrorKind::Type } else { ErrorKind::Value };
        Error::new(kind, error)
    }
}

/// Whether the operand is a scalar or a literal, and no array; an array without axes is an array.
///
/// ```
/// assert!(nd_ufunc::isscalar(3.1));
/// assert!(!nd_ufunc::isscalar(&nd_core::array![3.1]));
/// ```
#[doc(alias = "numpy.isscalar")]
pub fn isscalar(x: impl Operand) -> bool {
    !matches!(x.operand(), Arg::Array(_))
}

/// The inexact dtype that holds all arrays: the widest float or complex one, `float64` for integers.
///
/// ```
/// use nd_core::{DType, array};
/// let (a, b) = (array![1, 2], array![1.5].astype("f4")?);
/// assert_eq!(nd_ufunc::common_type(&[&b])?, DType::F32);
/// assert_eq!(nd_ufunc::common_type(&[&a, &b])?, DType::F64);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Booleans and what is no number.
#[doc(alias = "numpy.common_type")]
pub fn common_type(arrays: &[&Array]) -> Result<DType> {
    let mut common = DType::F16;
    for array in arrays {
        let own = match (array.dtype().kind(), array.dtype().num()) {
            ('i' | 'u', _) => DType::F64,
            ('f' | 'c', Some(num)) => DType::from_num(num),
            _ => return Err(KindError::NotNumeric.into()),
        };
        common = promote_types(&common, &own)?;
    }
    Ok(common)
}

/// The smallest dtype that holds the value of a scalar or a literal; that of an array with axes is its own.
///
/// ```
/// use nd_core::DType;
/// use nd_ufunc::min_scalar_type;
/// assert_eq!(min_scalar_type(10)?, DType::U8);
/// assert_eq!(min_scalar_type(-260)?, DType::I16);
/// assert_eq!(min_scalar_type(3.1)?, DType::F16);
/// assert_eq!(min_scalar_type(1e50)?, DType::F64);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Integers of more than 64 bits; memory that is borrowed elsewhere.
#[doc(alias = "numpy.min_scalar_type")]
pub fn min_scalar_type(x: impl Operand) -> Result<DType> {
    let scalar = match x.operand() {
        // Only numbers can have a smaller type.
        Arg::Array(array) if array.ndim() > 0 || array.dtype().num().is_none() => {
            return Ok(array.dtype().clone());
        }
        Arg::Array(array) => array.scalar()?,
        Arg::Scalar(scalar) => scalar,
        Arg::Weak(weak) => match weak {
            Weak::Int(value) => return Ok(least_integer(value).unwrap_or(weak.dtype()?)),
            Weak::Float(value) => return Ok(least_float(value, false)),
            Weak::Complex(value) => return Ok(least_complex(value, false)),
        },
    };
    let dtype = scalar.dtype();
    Ok(match dtype.kind() {
        'i' => least_integer(scalar.get::<i64>()?.into()).unwrap_or(dtype),
        'u' => least_integer(scalar.get::<u64>()?.into()).unwrap_or(dtype),
        // NumPy looks at its own types only.
        'f' if dtype == DType::BF16 => dtype,
        'f' => least_float(scalar.get::<f64>()?, dtype.itemsize() == 2),
        'c' => least_complex(scalar.get::<Complex<f64>>()?, dtype.itemsize() == 8),
        _ => dtype,
    })
}

fn least_integer(value: i128) -> Option<DType> {
    let unsigned = [DType::U8, DType::U16, DType::U32, DType::U64];
    let signed = [DType::I8, DType::I16, DType::I32, DType::I64];
    let kinds = if value < 0 { signed } else { unsigned };
    kinds.into_iter().find(|dtype| Scalar::from_weak(Weak::Int(value), dtype).is_ok())
}

/// The smallest float that does not overflow; NumPy leaves some room below the largest ones.
fn least_float(value: f64, half: bool) -> DType {
    match value.abs() {
        _ if half => DType::F16,
        size if !(65000.0..f64::INFINITY).contains(&size) => DType::F16,
        size if size < 3.4e38 => DType::F32,
        _ => DType::F64,
    }
}

fn least_complex(value: Complex<f64>, single: bool) -> DType {
    let fits = |part: f64| part.abs() < 3.4e38;
    if single || (fits(value.re) && fits(value.im)) { DType::C64 } else { DType::C128 }
}

/// A class of dtypes: a node in NumPy's tree of scalar types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Category {
    /// Every dtype.
    #[doc(alias = "numpy.generic")]
    Generic,
    /// Integers, floats and complex numbers.
    #[doc(alias = "numpy.number")]
    Number,
    /// Integers with or without a sign.
    #[doc(alias = "numpy.integer")]
    Integer,
    /// Integers with a sign.
    #[doc(alias = "numpy.signedinteger")]
    SignedInteger,
    /// Integers without a sign.
    #[doc(alias = "numpy.unsignedinteger")]
    UnsignedInteger,
    /// Floats and complex numbers.
    #[doc(alias = "numpy.inexact")]
    Inexact,
    /// Floats.
    #[doc(alias = "numpy.floating")]
    Floating,
    /// Complex numbers.
    #[doc(alias = "numpy.complexfloating")]
    ComplexFloating,
    /// Booleans.
    #[doc(alias = "numpy.bool")]
    Bool,
    /// Text and raw bytes.
    #[doc(alias = "numpy.flexible")]
    Flexible,
    /// Text.
    #[doc(alias = "numpy.character")]
    Character,
}

impl Category {
    fn holds(self, kind: char) -> bool {
        match self {
            Category::Generic => true,
            Category::Number => "iufcm".contains(kind),
            Category::Integer => "ium".contains(kind),
            Category::SignedInteger => "im".contains(kind),
            Category::UnsignedInteger => kind == 'u',
            Category::Inexact => "fc".contains(kind),
            Category::Floating => kind == 'f',
            Category::ComplexFloating => kind == 'c',
            Category::Bool => kind == 'b',
            Category::Flexible => "USV".contains(kind),
            Category::Character => "US".contains(kind),
        }
    }
}

/// Whether a dtype belongs to a class. Time spans count as integers with a sign, as in NumPy.
///
/// ```
/// use nd_core::DType;
/// use nd_ufunc::{Category, issubdtype};
/// assert!(issubdtype(&DType::F32, Category::Floating));
/// assert!(!issubdtype(&DType::I64, Category::UnsignedInteger));
/// ```
#[doc(alias = "numpy.issubdtype")]
pub fn issubdtype(dtype: &DType, category: Category) -> bool {
    category.holds(dtype.kind())
}

/// Whether a dtype belongs to one of the classes that the array API standard names: `bool`, `signed integer`,
/// `unsigned integer`, `integral`, `real floating`, `complex floating`, `numeric`.
///
/// ```
/// use nd_core::DType;
/// assert!(nd_ufunc::isdtype(&DType::F32, "real floating")?);
/// assert!(!nd_ufunc::isdtype(&DType::BOOL, "numeric")?);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Another name.
#[doc(alias = "numpy.isdtype")]
pub fn isdtype(dtype: &DType, kind: &str) -> Result<bool> {
    let kinds = match kind {
        "bool" => "b",
        "signed integer" => "i",
        "unsigned integer" => "u",
        "integral" => "iu",
        "real floating" => "f",
        "complex floating" => "c",
        "numeric" => "iufc",
        _ => return Err(KindError::Kind { kind: kind.to_string() }.into()),
    };
    Ok(kinds.contains(dtype.kind()))
}

/// Complex numbers as real ones if no imaginary part is larger than `tolerance` epsilons of the dtype; NumPy's default
/// is 100. A tolerance of one or less is absolute.
///
/// ```
/// use nd_core::{Complex, array};
/// let z = array![Complex::new(2.1, 4e-14), Complex::new(5.2, 3e-15)];
/// assert_eq!(nd_ufunc::real_if_close(&z, 1000.0)?.to_string(), "[2.1 5.2]");
/// assert_eq!(nd_ufunc::real_if_close(&z, 1e-15)?.dtype(), z.dtype());
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.real_if_close")]
pub fn real_if_close(x: &Array, tolerance: f64) -> Result<Array> {
    use crate::MathExt as _;
    if x.dtype().kind() != 'c' {
        return Ok(x.clone());
    }
    let epsilon = if x.itemsize() == 8 { f64::from(f32::EPSILON) } else { f64::EPSILON };
    let bound = if tolerance > 1.0 { tolerance * epsilon } else { tolerance };
    let small = crate::less(&crate::absolute(x.imag()?)?, bound)?;
    Ok(if small.all(..)?.item()? { x.real() } else { x.clone() })
}

/// The letters of NumPy's numeric dtypes and what they are called.
const NAMES: [(char, &str); 21] = [
    ('?', "bool"),
    ('b', "signed char"),
    ('B', "unsigned char"),
    ('h', "short"),
    ('H', "unsigned short"),
    ('i', "integer"),
    ('I', "unsigned integer"),
    ('l', "long integer"),
    ('L', "unsigned long integer"),
    ('q', "long long integer"),
    ('Q', "unsigned long long integer"),
    ('f', "single precision"),
    ('d', "double precision"),
    ('g', "long precision"),
    ('F', "complex single precision"),
    ('D', "complex double precision"),
    ('G', "complex long double precision"),
    ('S', "string"),
    ('U', "unicode"),
    ('V', "void"),
    ('O', "object"),
];

/// What the dtype of a letter is called.
///
/// ```
/// assert_eq!(nd_ufunc::typename('d'), Some("double precision"));
/// ```
#[doc(alias = "numpy.typename")]
pub fn typename(letter: char) -> Option<&'static str> {
    NAMES.iter().find(|name| name.0 == letter).map(|name| name.1)
}

/// The letter of the least dtype among `typeset` to which all dtypes with letters in `types` can be cast; `default` if
/// `typeset` has none of them.
///
/// ```
/// assert_eq!(nd_ufunc::mintypecode("dfF", "GDFgdf", 'd'), 'D');
/// assert_eq!(nd_ufunc::mintypecode("hi", "GDFgdf", 'd'), 'd');
/// ```
#[doc(alias = "numpy.mintypecode")]
pub fn mintypecode(types: &str, typeset: &str, default: char) -> char {
    let found: Vec<char> = types.chars().filter(|letter| typeset.contains(*letter)).collect();
    if found.contains(&'F') && found.contains(&'d') {
        return 'D';
    }
    const ORDER: &str = "GDFgdfQqLlIiHhBb?";
    let place = |letter: &char| ORDER.find(*letter).unwrap_or(ORDER.len());
    found.into_iter().min_by_key(place).unwrap_or(default)
}
