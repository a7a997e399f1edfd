//! Nested literals: the tree behind the [`array!`](crate::array!) macro.
//!
//! Bare numbers are weak, as Python's are: `array![1, 2]` is `int64` whatever Rust infers for the literals. Vectors,
//! slices, arrays and ranges bring a dtype of their own, and nested lists promote to the dtype they have in common.

use super::{Array, stack, zeros};
use crate::engine::Arg;
use crate::error::{ShapeError, shape_error};
use nd_dtype::{Complex, DType, Element, Object, Plain, Result, Scalar, TypeArg, Weak, result_type};

/// One node of a nested literal.
#[derive(Clone, Debug)]
pub enum Literal {
    /// A bare number.
    Weak(Weak),
    /// A boolean, a string or another value with a dtype.
    Scalar(Scalar),
    /// An array, a vector, a slice or a range.
    Array(Array),
    /// A list of nodes.
    List(Vec<Literal>),
}

impl Literal {
    /// The value as an array: an array as it is, anything else as one of its own.
    ///
    /// # Errors
    /// As [`from_literal`].
    pub fn into_array(self) -> Result<Array> {
        match self {
            Literal::Array(array) => Ok(array),
            other => from_literal(other),
        }
    }

    /// The number, if it is a bare one, which is weak beside arrays.
    pub fn weak(&self) -> Option<Weak> {
        match self {
            Literal::Weak(weak) => Some(*weak),
            _ => None,
        }
    }

    fn shape(&self) -> Vec<usize> {
        match self {
            Literal::Weak(_) | Literal::Scalar(_) => Vec::new(),
            Literal::Array(array) => array.shape().to_vec(),
            Literal::List(list) => {
                let inner = list.first().map(Literal::shape).unwrap_or_default();
                [&[list.len()][..], &inner].concat()
            }
        }
    }

    /// The axes on which all nodes agree.
    fn common_depth(&self, shape: &[usize]) -> usize {
        match self {
            Literal::List(list) => {
                if shape.first() != Some(&list.len()) {
                    return 0;
                }
                list.iter().map(|node| 1 + node.common_depth(&shape[1..])).min().unwrap_or(1)
            }
            leaf => {
                let own = leaf.shape();
                if own.len() != shape.len() && own.len().min(shape.len()) == 0 {
                    return 0;
                }
                own.iter().zip(shape).take_while(|(a, b)| a == b).count()
            }
        }
    }

    fn is_regular(&self, shape: &[usize]) -> bool {
        match self {
            Literal::List(list) => {
                shape.first() == Some(&list.len()) && list.iter().all(|node| node.is_regular(&shape[1..]))
            }
            leaf => leaf.shape() == shape,
        }
    }

    /// Adds the dtypes that the nodes have alone; in a list, a bare number promotes like one.
    fn dtypes(&self, found: &mut Vec<DType>) -> Result<()> {
        let dtype = match self {
            Literal::Weak(value) => value.dtype()?,
            Literal::Scalar(value) => value.dtype(),
            Literal::Array(array) => array.dtype.clone(),
            Literal::List(list) => return list.iter().try_for_each(|node| node.dtypes(found)),
        };
        if !found.contains(&dtype) {
            found.push(dtype);
        }
        Ok(())
    }

    fn write(&self, target: &Array) -> Result<()> {
        match self {
            Literal::Weak(weak) => target.assign(Arg::Weak(*weak)),
            Literal::Scalar(value) => target.assign(value),
            Literal::Array(array) => target.assign(array),
            Literal::List(list) => list
                .iter()
                .enumerate()
                .try_for_each(|(i, node)| node.write(&target.with_layout(target.layout.at(0, i)))),
        }
    }
}

/// The array that a nested literal describes.
///
/// # Errors
/// Rows of different shapes, dtypes without a common one, memory that cannot be had.
#[doc(alias = "numpy.array")]
pub fn from_literal(literal: Literal) -> Result<Array> {
    if let Literal::Array(array) = literal {
        return array.copy();
    }
    let shape = literal.shape();
    if !literal.is_regular(&shape) {
        let depth = literal.common_depth(&shape);
        return Err(shape_error(ShapeError::Ragged { depth, shape: shape[..depth].to_vec() }));
    }
    let mut found = Vec::new();
    literal.dtypes(&mut found)?;
    let dtype = match found.as_slice() {
        [] => DType::F64,
        found => result_type(&found.iter().map(TypeArg::Strong).collect::<Vec<_>>())?.for_new_array(),
    };
    if let Some(array) = numbers(&literal, &shape, &dtype)? {
        return Ok(array);
    }
    let array = zeros(&shape, dtype)?;
    literal.write(&array)?;
    Ok(array)
}

/// A flat list of bare numbers in one pass.
fn numbers(literal: &Literal, shape: &[usize], dtype: &DType) -> Result<Option<Array>> {
    let Literal::List(list) = literal else { return Ok(None) };
    let [_] = shape else { return Ok(None) };
    let size = dtype.itemsize();
    if dtype.hasobject() || size == 0 {
        return Ok(None);
    }
    let mut bytes = vec![0; list.len() * size];
    for (node, bytes) in list.iter().zip(bytes.chunks_exact_mut(size)) {
        let Literal::Weak(weak) = node else { return Ok(None) };
        Scalar::from_weak(*weak, dtype)?.write_bytes(dtype, bytes)?;
    }
    Array::from_byte_vec(shape, dtype, bytes).map(Some)
}

macro_rules! weak {
    ($($t:ty => $kind:ident as $wide:ty),* $(,)?) => { $( impl From<$t> for Literal {
        fn from(value: $t) -> Literal {
            Literal::Weak(Weak::$kind(value as $wide))
        }
    } )* };
}
weak! {
    i8 => Int as i128, i16 => Int as i128, i32 => Int as i128, i64 => Int as i128, isize => Int as i128,
    u8 => Int as i128, u16 => Int as i128, u32 => Int as i128, u64 => Int as i128, usize => Int as i128,
    f32 => Float as f64, f64 => Float as f64,
}

impl From<Weak> for Literal {
    fn from(value: Weak) -> Literal {
        Literal::Weak(value)
    }
}

impl From<Complex<f64>> for Literal {
    fn from(value: Complex<f64>) -> Literal {
        Literal::Weak(Weak::Complex(value))
    }
}

impl From<bool> for Literal {
    fn from(value: bool) -> Literal {
        Literal::Scalar(Scalar::from(value))
    }
}

impl From<Scalar> for Literal {
    fn from(value: Scalar) -> Literal {
        Literal::Scalar(value)
    }
}

impl From<Object> for Literal {
    fn from(value: Object) -> Literal {
        Literal::Scalar(value.into())
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Literal {
        Literal::Scalar(text.into())
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Literal {
        Literal::Scalar(text.into())
    }
}

impl From<&String> for Literal {
    fn from(text: &String) -> Literal {
        Literal::Scalar(text.into())
    }
}

impl From<Array> for Literal {
    fn from(array: Array) -> Literal {
        Literal::Array(array)
    }
}

impl From<&Array> for Literal {
    fn from(array: &Array) -> Literal {
        Literal::Array(array.clone())
    }
}

impl<T: Plain> From<Vec<T>> for Literal {
    fn from(vec: Vec<T>) -> Literal {
        Literal::Array(Array::from(vec))
    }
}

impl<T: Element> From<&[T]> for Literal {
    fn from(slice: &[T]) -> Literal {
        Literal::Array(slice.iter().copied().collect())
    }
}

impl<T: Element> From<&Vec<T>> for Literal {
    fn from(vec: &Vec<T>) -> Literal {
        vec[..].into()
    }
}

impl<T: Into<Literal>, const N: usize> From<[T; N]> for Literal {
    fn from(list: [T; N]) -> Literal {
        Literal::List(list.into_iter().map(Into::into).collect())
    }
}

macro_rules! ranges {
    ($($t:ty),*) => { $( impl From<core::ops::Range<$t>> for Literal {
        fn from(range: core::ops::Range<$t>) -> Literal {
            Literal::Array(super::arange(range))
        }
    } )* };
}
ranges!(i32, i64, usize);

/// Arrays stacked on a leading axis.
impl TryFrom<&[Array]> for Array {
    type Error = nd_dtype::Error;

    fn try_from(arrays: &[Array]) -> Result<Array> {
        stack(&arrays.iter().collect::<Vec<_>>(), 0)
    }
}

/// An array from nested lists: `array![1, 2]`, `array![[1.0, 2.0], [3.0, 4.0]]`, `array![[1, 2], 3..5, vec]`,
/// `array!["a", "bc"]`.
///
/// Bare numbers give `int64`, `float64` or `complex128`; everything else promotes. Lists of lists stay readable:
///
/// ```
/// use nd_core::array;
/// let a = array![[1, 2], 3..5, vec![5i64, 6]];
/// assert_eq!(format!("{a:?}"), "array([[1, 2],\n       [3, 4],\n       [5, 6]])");
/// assert_eq!(array![[1, 2.5], [3, 4]].dtype(), &nd_core::DType::F64);
/// assert_eq!(format!("{:?}", array!["a", "bc"]), "array(['a', 'bc'], dtype='<U2')");
/// ```
///
/// # Panics
/// Rows of different shapes, and dtypes that have no common one; [`try_array!`](crate::try_array!) returns the error.
#[macro_export]
macro_rules! array {
    ($($item:tt)*) => {
        match $crate::try_array!($($item)*) {
            Ok(array) => array,
            Err(error) => panic!("array!: {error}"),
        }
    };
}

/// [`array!`](crate::array!) as a `Result`.
#[macro_export]
macro_rules! try_array {
    ($($item:tt)*) => { $crate::from_literal($crate::literal!($($item)*)) };
}

/// The list node of a nested literal: brackets become lists, everything else converts.
#[doc(hidden)]
#[macro_export]
macro_rules! literal {
    // Every item in brackets: lists of lists.
    ($([$($inner:tt)*]),+ $(,)?) => { $crate::Literal::List(vec![$($crate::literal!($($inner)*)),+]) };
    // Expressions; a bracket among them is a Rust array of one type.
    ($($item:expr),* $(,)?) => { $crate::Literal::List(vec![$($crate::Literal::from($item)),*]) };
}
