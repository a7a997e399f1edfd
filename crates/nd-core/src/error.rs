//! The errors of arrays: shapes, axes, indices, borrows. Each variant keeps the facts; the wording is NumPy's where it
//! has one, because that is what people search for.

#![forbid(unsafe_code)]

use nd_dtype::format::tuple_text;
use nd_dtype::{DType, Error, ErrorKind, Result};

/// `(2,3)` as NumPy's C code prints shapes in messages; `(3,)` for one axis.
pub fn shape_text<T: ToString>(shape: &[T]) -> String {
    let inner: Vec<String> = shape.iter().map(T::to_string).collect();
    match inner.len() {
        1 => format!("({},)", inner[0]),
        _ => format!("({})", inner.join(",")),
    }
}

/// A requested shape as `reshape` prints it: unknown lengths are `newaxis`, and those that lead are left out. Source:
/// `convert_shape_to_string` in NumPy's `common.c`.
pub fn requested_text(requested: &[isize]) -> String {
    let known = requested.iter().position(|&n| n >= 0).unwrap_or(requested.len());
    let length = |n: &isize| if *n < 0 { "newaxis".to_string() } else { n.to_string() };
    let inner: Vec<String> = requested[known..].iter().map(length).collect();
    let comma = if requested.len() == 1 && known == 0 { "," } else { "" };
    format!("({}{comma})", inner.join(","))
}

/// `(2,) (3,) `, as NumPy lists shapes.
pub(crate) fn spaced(shapes: &[Vec<usize>]) -> String {
    shapes.iter().map(|s| shape_text(s) + " ").collect()
}

/// Shapes that do not fit, sizes that cannot be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShapeError {
    /// More axes than an array can have.
    #[error("maximum supported dimension for an ndarray is currently 64, found {found}")]
    TooManyAxes {
        /// How many were asked for.
        found: usize,
    },
    /// A size that no address space holds.
    #[error("array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")]
    TooBig {
        /// The shape asked for.
        shape: Vec<usize>,
    },
    /// A negative length.
    #[error("negative dimensions are not allowed")]
    NegativeLength,
    /// Two shapes that do not broadcast.
    #[error(
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {first} with shape {} and arg {second} with shape {}.",
        tuple_text(first_shape),
        tuple_text(second_shape)
    )]
    Mismatch {
        /// Position of one shape.
        first: usize,
        /// That shape.
        first_shape: Vec<usize>,
        /// Position of the shape it clashes with.
        second: usize,
        /// That shape.
        second_shape: Vec<usize>,
    },
    /// Operands of one operation that do not broadcast.
    #[error("operands could not be broadcast together with shapes {}", spaced(shapes))]
    Operands {
        /// The shapes of all operands.
        shapes: Vec<Vec<usize>>,
    },
    /// An `out` that would have to be repeated.
    #[error(
        "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
        shape_text(out),
        shape_text(shape)
    )]
    Output {
        /// The shape of the output.
        out: Vec<usize>,
        /// The shape that the operands broadcast to.
        shape: Vec<usize>,
    },
    /// An operand with fewer axes than the function's core has.
    #[error(
        "{name}: operand {operand} does not have enough dimensions (has {has}, the function's core requires {wanted})"
    )]
    CoreAxes {
        /// The function.
        name: &'static str,
        /// Which operand.
        operand: usize,
        /// How many axes it has.
        has: usize,
        /// How many the core has.
        wanted: usize,
    },
    /// `broadcast_to` a shape with fewer axes.
    #[error("input operand has more dimensions than allowed by the axis remapping")]
    BroadcastRank,
    /// `broadcast_to` a shape with a negative length.
    #[error("all elements of broadcast shape must be non-negative")]
    BroadcastNegative,
    /// `broadcast_to` a shape that does not fit.
    #[error(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {}  and requested shape {}",
        shape_text(shape),
        shape_text(target)
    )]
    BroadcastTo {
        /// The shape of the array.
        shape: Vec<usize>,
        /// The shape asked for.
        target: Vec<usize>,
    },
    /// Assignment of a value that does not fit.
    #[error(
        "could not broadcast input array from shape {} into shape {}",
        shape_text(from),
        shape_text(into)
    )]
    Assign {
        /// The shape of the value.
        from: Vec<usize>,
        /// The shape of the target.
        into: Vec<usize>,
    },
    /// `reshape` to another number of elements.
    #[error("cannot reshape array of size {size} into shape {}", requested_text(requested))]
    Reshape {
        /// Elements in the array.
        size: usize,
        /// The lengths asked for.
        requested: Vec<isize>,
    },
    /// `reshape` with two unknown lengths.
    #[error("can only specify one unknown dimension")]
    TwoUnknowns,
    /// A view in a new shape that strides do not allow.
    #[error("Unable to avoid creating a copy while reshaping.")]
    ReshapeCopies,
    /// A list of axes that names one twice.
    #[error("repeated axis{context}")]
    RepeatedAxis {
        /// The operation, as NumPy words it.
        context: &'static str,
    },
    /// A list of axes of the wrong length.
    #[error("axes don't match array")]
    AxesCount,
    /// `moveaxis` with lists of different lengths.
    #[error("`source` and `destination` arguments must have the same number of elements")]
    MoveAxis,
    /// `squeeze` of an axis longer than one.
    #[error("cannot select an axis to squeeze out which has size not equal to one")]
    Squeeze,
    /// Axes of different lengths that are to be walked together.
    #[error("axes that are walked together must have the same length, but found {first} and {found}")]
    GroupLengths {
        /// The length of the first axis of the group.
        first: usize,
        /// The length that differs.
        found: usize,
    },
    /// Joining nothing.
    #[error("need at least one array to {operation}")]
    NothingToJoin {
        /// `concatenate` or `stack`.
        operation: &'static str,
    },
    /// Joining arrays with no axis to join along.
    #[error("zero-dimensional arrays cannot be concatenated")]
    JoinScalars,
    /// Joining arrays of different ranks.
    #[error(
        "all the input arrays must have same number of dimensions, but the array at index 0 has {first} dimension(s) and the array at index {index} has {found} dimension(s)"
    )]
    JoinRank {
        /// Axes of the first array.
        first: usize,
        /// Position of the array that differs.
        index: usize,
        /// Its axes.
        found: usize,
    },
    /// Joining arrays whose other axes differ.
    #[error(
        "all the input array dimensions except for the concatenation axis must match exactly, but along dimension {axis}, the array at index 0 has size {first} and the array at index {index} has size {found}"
    )]
    JoinLength {
        /// The axis that differs.
        axis: usize,
        /// Its length in the first array.
        first: usize,
        /// Position of the array that differs.
        index: usize,
        /// Its length there.
        found: usize,
    },
    /// Boxes that leave out or repeat a part of what they are to make up.
    #[error("assemble: the parts do not cover shape {} exactly once", tuple_text(shape))]
    Tiling {
        /// The shape of the result.
        shape: Vec<usize>,
    },
    /// Stacking arrays of different shapes.
    #[error("all input arrays must have the same shape")]
    StackShapes,
    /// A nested list whose rows differ in length.
    #[error(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after {depth} dimensions. The detected shape was {} + inhomogeneous part.",
        tuple_text(shape)
    )]
    Ragged {
        /// Axes on which all agree.
        depth: usize,
        /// Their lengths.
        shape: Vec<usize>,
    },
    /// A shape that does not hold the given elements.
    #[error("cannot make an array of shape {} from {given} elements", tuple_text(shape))]
    Elements {
        /// Elements given.
        given: usize,
        /// The shape asked for.
        shape: Vec<usize>,
    },
    /// `item` of an array with more or fewer than one element.
    #[error("can only convert an array of size 1 to a Python scalar")]
    NotOneElement,
    /// The truth value of an array of several elements.
    #[error("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")]
    Ambiguous,
    /// The truth value of an empty array.
    #[error(
        "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
    )]
    AmbiguousEmpty,
    /// A diagonal of an array with less than two axes.
    #[error("diag requires an array of at least two dimensions")]
    DiagonalRank,
    /// A diagonal between an axis and itself.
    #[error("axis1 and axis2 cannot be the same")]
    SameAxes,
    /// Windows of more or fewer lengths than axes to slide along.
    #[error("{0}")]
    WindowAxes(String),
    /// A window that is longer than the axis it slides along.
    #[error("window shape cannot be larger than input array shape")]
    WindowLength,
    /// A dtype asked for beside an `out` that has one.
    #[error("{operation}() only takes `out` or `dtype` as an argument, but both were provided.")]
    OutAndDType {
        /// `concatenate` or `stack`.
        operation: &'static str,
    },
    /// An `out` of a join with another number of axes.
    #[error("Output array has wrong dimensionality")]
    JoinOutRank,
    /// An `out` of a join with another shape.
    #[error("Output array is the wrong shape")]
    JoinOutShape,
    /// Several axes where only one can be meant.
    #[error("only one axis, or all of them, can be given")]
    OneAxis,
    /// The length of an array without axes.
    #[error("len() of unsized object")]
    Unsized,
    /// Iterating an array without axes.
    #[error("iteration over a 0-d array")]
    IterateScalar,
    /// `arange` of a step of zero, or of so many elements that no array holds them.
    #[error("{0}")]
    Arange(&'static str),
    /// `arange` of more than the two booleans that there are.
    #[error("arange() is only supported for booleans when the result has at most length 2.")]
    ArangeBool,
    /// `arange` in a dtype that is no number.
    #[error("arange() not supported for inputs with DType <class 'numpy.dtypes.{0}'>.")]
    ArangeDType(&'static str),
    /// `linspace` of a negative count.
    #[error("Number of samples, {0}, must be non-negative.")]
    Samples(isize),
}

impl From<ShapeError> for Error {
    #[cold]
    fn from(error: ShapeError) -> Error {
        shape_error(error)
    }
}

/// A shape error as the one error; the kind follows NumPy's exception class.
#[cold]
pub(crate) fn shape_error(error: ShapeError) -> Error {
    let kind = match error {
        ShapeError::IterateScalar
        | ShapeError::Unsized
        | ShapeError::ArangeBool
        | ShapeError::ArangeDType(_) => ErrorKind::Type,
        ShapeError::Arange("division by zero" | "float division by zero") => ErrorKind::ZeroDivision,
        _ => ErrorKind::Value,
    };
    Error::new(kind, error)
}

/// An axis that the array does not have.
#[doc(alias = "numpy.exceptions.AxisError")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AxisError {
    /// Outside `-ndim..ndim`.
    #[error("axis {axis} is out of bounds for array of dimension {ndim}")]
    OutOfBounds {
        /// The axis as given.
        axis: isize,
        /// Axes of the array.
        ndim: usize,
    },
    /// An argument of a named function, as `source: axis 3 is out of bounds ...`.
    #[error("{argument}: axis {axis} is out of bounds for array of dimension {ndim}")]
    Argument {
        /// The argument's name.
        argument: &'static str,
        /// The axis as given.
        axis: isize,
        /// Axes of the array.
        ndim: usize,
    },
    /// A place to roll an axis to that is not one of the places between axes.
    #[error("'start' arg requires -{ndim} <= start < {}, but {start} was passed in", ndim + 1)]
    Start {
        /// The place, counted from the front.
        start: isize,
        /// Axes of the array.
        ndim: usize,
    },
    /// One axis named twice in a reduction.
    #[error("duplicate value in 'axis'")]
    Duplicate,
    /// One axis named twice in an argument list.
    #[error("repeated axis in `{argument}` argument")]
    Repeated {
        /// The argument's name.
        argument: &'static str,
    },
}

impl From<AxisError> for Error {
    #[cold]
    fn from(error: AxisError) -> Error {
        let kind = match error {
            AxisError::Duplicate | AxisError::Repeated { .. } => ErrorKind::Value,
            _ => ErrorKind::Axis,
        };
        Error::new(kind, error)
    }
}

/// `axis` counted from the front, checked against `ndim`.
///
/// # Errors
/// An axis outside `-ndim..ndim`.
#[doc(alias = "numpy.lib.array_utils.normalize_axis_index")]
pub fn normalize_axis(axis: isize, ndim: usize) -> Result<usize, Error> {
    let n = ndim as isize;
    if axis < -n || axis >= n {
        return Err(AxisError::OutOfBounds { axis, ndim }.into());
    }
    Ok(if axis < 0 { axis + n } else { axis } as usize)
}

/// Uses of an array that its dtype, memory or flags do not allow.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArrayError {
    /// A write to a read-only array.
    #[error("{subject} is read-only")]
    ReadOnly {
        /// `assignment destination` or `output array`.
        subject: &'static str,
    },
    /// A part of an element that lies beyond it.
    #[error("new type{plus} is larger than original type")]
    FieldLarger {
        /// What is too large beside the type itself.
        plus: &'static str,
    },
    /// A view that is to get another size.
    #[error("cannot resize this array: it does not own its data")]
    ResizeView,
    /// Arrays that are to be joined to one of a dtype whose axes an array takes over.
    #[error(
        "The dtype `{dtype:?}` is not a valid dtype for concatenation since it is a subarray dtype (the subarray dimensions would be added as array dimensions)."
    )]
    JoinSubarray {
        /// The dtype.
        dtype: DType,
    },
    /// Typed access to elements of another type.
    #[error("{operation}: array has dtype {found}, not {wanted}")]
    WrongDType {
        /// The operation.
        operation: &'static str,
        /// The array's dtype.
        found: DType,
        /// The dtype of the Rust type asked for.
        wanted: DType,
    },
    /// Typed access to elements at addresses that the type cannot live at.
    #[error(
        "{operation}: elements of dtype {dtype} lie at misaligned addresses (strides {})",
        tuple_text(strides)
    )]
    Misaligned {
        /// The operation.
        operation: &'static str,
        /// The array's dtype.
        dtype: DType,
        /// The array's strides.
        strides: Vec<isize>,
    },
    /// Typed writing of records with bytes that belong to no field.
    #[error(
        "records of dtype {dtype} have padding, which a write through a Rust type may leave uninitialised"
    )]
    Padded {
        /// The dtype.
        dtype: DType,
    },
    /// Mutable typed access to an array whose elements share bytes.
    #[error(
        "{operation}: elements of shape {} and strides {} overlap",
        tuple_text(shape),
        tuple_text(strides)
    )]
    SelfOverlap {
        /// The operation.
        operation: &'static str,
        /// The array's shape.
        shape: Vec<usize>,
        /// The array's strides.
        strides: Vec<isize>,
    },
    /// A contiguous slice asked of an array that is not.
    #[error(
        "{operation}: array of shape {} and strides {} is not contiguous",
        tuple_text(shape),
        tuple_text(strides)
    )]
    NotContiguous {
        /// The operation.
        operation: &'static str,
        /// The array's shape.
        shape: Vec<usize>,
        /// The array's strides.
        strides: Vec<isize>,
    },
    /// `view` as a larger dtype that does not divide the last axis.
    #[error(
        "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array."
    )]
    ViewLarger,
    /// `view` as a smaller dtype that does not divide the old one.
    #[error("When changing to a smaller dtype, its size must be a divisor of the size of original dtype")]
    ViewSmaller,
    /// The units of what is no text.
    #[error("units: an array of dtype {dtype} is not text")]
    NotText {
        /// The dtype.
        dtype: DType,
    },
    /// `view` as another size of an array without axes.
    #[error("Changing the dtype of a 0d array is only supported if the itemsize is unchanged")]
    ViewScalar,
    /// `view` as another size of an array whose last axis is not packed.
    #[error("To change to a dtype of a different size, the last axis must be contiguous")]
    ViewStrided,
    /// A field that the dtype does not have.
    #[error("no field of name {name}")]
    NoField {
        /// The name asked for.
        name: String,
    },
    /// A view with given strides that leaves the array's memory.
    #[error(
        "a view of shape {} and strides {} reaches outside of the array's memory",
        tuple_text(shape),
        tuple_text(strides)
    )]
    Outside {
        /// The shape asked for.
        shape: Vec<usize>,
        /// The strides asked for.
        strides: Vec<isize>,
    },
    /// Bytes whose number is not a multiple of the item size.
    #[error("buffer size must be a multiple of element size")]
    PartialElement,
}

impl From<ArrayError> for Error {
    #[cold]
    fn from(error: ArrayError) -> Error {
        let kind = match error {
            ArrayError::WrongDType { .. } | ArrayError::JoinSubarray { .. } => ErrorKind::Type,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

/// Memory that cannot be had.
#[derive(Debug, thiserror::Error)]
#[error(
    "Unable to allocate {} for an array with shape {} and data type {dtype}",
    crate::buffer::size_text(*bytes as u128), tuple_text(shape)
)]
pub struct MemoryError {
    /// The shape asked for.
    pub shape: Vec<usize>,
    /// The dtype asked for.
    pub dtype: DType,
    /// The bytes that takes.
    pub bytes: usize,
}

/// An empty vector with room for `n` values: for as many as a caller's array has elements, an error instead of an abort.
///
/// ```
/// assert!(nd_core::error::room::<u8>(3)?.capacity() >= 3);
/// assert!(nd_core::error::room::<u8>(usize::MAX).is_err());
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
pub fn room<T>(n: usize) -> Result<Vec<T>> {
    let mut values = Vec::new();
    match values.try_reserve_exact(n) {
        Ok(()) => Ok(values),
        Err(_) => Err(memory_error(&[n], &DType::void(size_of::<T>())?, n.saturating_mul(size_of::<T>()))),
    }
}

#[cold]
pub(crate) fn memory_error(shape: &[usize], dtype: &DType, bytes: usize) -> Error {
    Error::new(ErrorKind::Memory, MemoryError { shape: shape.to_vec(), dtype: dtype.clone(), bytes })
}
