//! What can be wrong with the operands of linear algebra, in NumPy's wording.

#![forbid(unsafe_code)]

use nd_core::error::{requested_text, shape_text};
use nd_core::{DType, Error, ErrorKind};

/// A product, decomposition or solver that cannot be computed.
#[doc(alias = "numpy.linalg.LinAlgError")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinalgError {
    /// An operand with too few axes for the function's core.
    #[error(
        "{function}: Input operand {operand} does not have enough dimensions (has {has}, gufunc core with signature {signature} requires {requires})"
    )]
    CoreAxes {
        /// The function.
        function: &'static str,
        /// Which operand.
        operand: usize,
        /// Axes it has.
        has: usize,
        /// The core axes of all operands.
        signature: &'static str,
        /// Axes its core has.
        requires: usize,
    },
    /// Core lengths that do not agree.
    #[error(
        "{function}: {operand} has a mismatch in its core dimension {dimension}, with gufunc signature {signature} (size {found} is different from {wanted})"
    )]
    CoreLength {
        /// The function.
        function: &'static str,
        /// `Input operand 1` or `Output operand 0`.
        operand: &'static str,
        /// Which of its core axes.
        dimension: usize,
        /// The core axes of all operands.
        signature: &'static str,
        /// The length found.
        found: usize,
        /// The length that other operands give it.
        wanted: usize,
    },
    /// `axis` of a product with other core axes than one that both operands share.
    #[error(
        "{function}: axis can only be used with a single shared core dimension, not with the {distinct} distinct ones implied by signature {signature}."
    )]
    CoreAxis {
        /// The function.
        function: &'static str,
        /// The core axes of all operands.
        signature: &'static str,
        /// How many lengths the core has.
        distinct: usize,
    },
    /// `keepdims` of a product with a core in its result.
    #[error(
        "{function} does not support keepdims: its signature {signature} requires {what} to have {cores} core dimensions, but keepdims can only be used when all inputs have the same number of core dimensions and all outputs have no core dimensions."
    )]
    KeepDims {
        /// The function.
        function: &'static str,
        /// The core axes of all operands.
        signature: &'static str,
        /// Which operand has another core.
        what: &'static str,
        /// How many axes its core has.
        cores: usize,
    },
    /// Both ways to say where the core is.
    #[error("cannot specify both 'axis' and 'axes'")]
    AxisAndAxes,
    /// Lists of axes for other than all operands.
    #[error(
        "axes should be a list with an entry for all 3 inputs and outputs; entries for outputs can only be omitted if none of them has core axes."
    )]
    AxesCount,
    /// More or fewer axes than an operand's core has.
    #[error(
        "{function}: operand {operand} has {cores} core dimensions, but {found} dimensions are specified by axes tuple."
    )]
    AxesLength {
        /// The function.
        function: &'static str,
        /// Which operand; the result is the last.
        operand: usize,
        /// Axes of its core.
        cores: usize,
        /// Axes given.
        found: usize,
    },
    /// One axis given twice to one operand.
    #[error("axes item {item} has value {axis} repeated")]
    RepeatedAxis {
        /// Which operand; the result is the last.
        item: usize,
        /// The axis.
        axis: isize,
    },
    /// Loop axes that do not broadcast.
    #[error(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {} and requested shape {}",
        remapped(shapes, core),
        requested_text(&requested(shapes, core))
    )]
    Loops {
        /// Each operand's shape, and how many of its axes are the loop's.
        shapes: Vec<(Vec<usize>, usize)>,
        /// The core of the result.
        core: Vec<usize>,
    },
    /// An output with fewer axes than the result.
    #[error(
        "output operand requires a reduction along dimension -1, but the reduction is not enabled. The dimension size of 1 does not match the expected output shape."
    )]
    OutputAxes,
    /// Operands of `dot` whose inner lengths differ.
    #[error(
        "shapes {} and {} not aligned: {} (dim {left_axis}) != {} (dim {right_axis})",
        shape_text(left),
        shape_text(right),
        left[*left_axis],
        right[*right_axis]
    )]
    NotAligned {
        /// The left shape.
        left: Vec<usize>,
        /// The right shape.
        right: Vec<usize>,
        /// The left axis that is summed over.
        left_axis: usize,
        /// The right axis that is summed over.
        right_axis: usize,
    },
    /// An output that `dot` cannot write to.
    #[error(
        "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)"
    )]
    OutputNotAcceptable,
    /// An output of `dot` of another shape.
    #[error("output array has wrong dimensions")]
    OutputShape,
    /// Axes of `tensordot` that do not pair.
    #[error("shape-mismatch for sum")]
    TensordotShapes,
    /// One axis of `tensordot` named twice.
    #[error("duplicate axes are not allowed in tensordot")]
    TensordotAxes,
    /// An axis of `tensordot` that the operand does not have.
    #[error("tuple index out of range")]
    AxisRange,
    /// `linalg.outer` of anything but vectors.
    #[error("Input arrays must be one-dimensional, but they are x1.ndim={first} and x2.ndim={second}.")]
    OuterAxes {
        /// Axes of the first.
        first: usize,
        /// Axes of the second.
        second: usize,
    },
    /// `matrix_transpose` of fewer than two axes.
    #[error("Input array must be at least 2-dimensional, but it is {ndim}")]
    MatrixTranspose {
        /// Axes found.
        ndim: usize,
    },
    /// `multi_dot` of fewer than two arrays.
    #[error("Expecting at least two arrays.")]
    TooFewArrays,
    /// A norm of an order that matrices do not have.
    #[error("Invalid norm order for matrices.")]
    MatrixOrder,
    /// A norm of an order that vectors do not have.
    #[error("Invalid norm order '{order}' for vectors")]
    VectorOrder {
        /// The order asked for.
        order: &'static str,
    },
    /// The smallest of nothing.
    #[error("zero-size array to reduction operation minimum which has no identity")]
    EmptyMinimum,
    /// A norm over no, or more than two, axes.
    #[error("Improper number of dimensions to norm.")]
    NormAxes,
    /// A matrix norm over one axis twice.
    #[error("Duplicate axes given.")]
    DuplicateAxes,
    /// A dtype that the decompositions do not compute in.
    #[error("array type {} is unsupported in linalg", dtype.name())]
    Unsupported {
        /// The dtype.
        dtype: DType,
    },
    /// Options that exclude each other.
    #[error("`{first}` and `{second}` can't be both set.")]
    BothSet {
        /// One option.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// `tensorinv` without axes to the left.
    #[error("Invalid ind argument.")]
    TensorIndex,
    /// No memory to work in.
    #[error("Unable to allocate {bytes} bytes for a decomposition to work in")]
    Workspace {
        /// The bytes asked for.
        bytes: usize,
    },
    /// A convolution of nothing.
    #[error("{operand} cannot be empty")]
    EmptyOperand {
        /// `a` or `v`.
        operand: &'static str,
    },
    /// A correlation of nothing.
    #[error("{operand} array argument cannot be empty")]
    EmptyArgument {
        /// `first` or `second`.
        operand: &'static str,
    },
    /// An operand without axes, where one is needed.
    #[error("object of too small depth for desired array")]
    Shallow,
    /// An operand with several axes, where one is needed.
    #[error("object too deep for desired array")]
    Deep,
    /// A cross product of numbers.
    #[error("At least one array has zero dimension")]
    CrossScalar,
    /// A cross product of vectors that have none.
    #[error("incompatible dimensions for cross product\n(dimension must be 2 or 3)")]
    CrossLength,
    /// Observations with more than two axes.
    #[error("{operand} has more than 2 dimensions")]
    CovAxes {
        /// `m` or `y`.
        operand: &'static str,
    },
    /// Repetitions that are no integers.
    #[error("fweights must be integer")]
    WeightsNotIntegers,
    /// Weights of observations with several axes.
    #[error("cannot handle multidimensional {name}")]
    WeightAxes {
        /// `fweights` or `aweights`.
        name: &'static str,
    },
    /// Weights for another number of observations.
    #[error("incompatible numbers of samples and {name}")]
    WeightCount {
        /// `fweights` or `aweights`.
        name: &'static str,
    },
    /// Weights below zero.
    #[error("{name} cannot be negative")]
    NegativeWeights {
        /// `fweights` or `aweights`.
        name: &'static str,
    },
    /// NumPy's `LinAlgError`.
    #[error("{0}")]
    LinAlg(#[from] MatrixError),
}

/// A matrix that a method does not take, or cannot finish: NumPy's `LinAlgError`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// No inverse.
    #[error("Singular matrix")]
    Singular,
    /// No Cholesky factor.
    #[error("Matrix is not positive definite")]
    NotPositiveDefinite,
    /// A square matrix is needed.
    #[error("Last 2 dimensions of the array must be square")]
    NotSquare,
    /// A matrix, or a stack of them, is needed.
    #[error("{ndim}-dimensional array given. Array must be at least two-dimensional")]
    TooFewAxes {
        /// Axes found.
        ndim: usize,
    },
    /// One matrix is needed.
    #[error("{ndim}-dimensional array given. Array must be two-dimensional")]
    NotTwoAxes {
        /// Axes found.
        ndim: usize,
    },
    /// NaN or infinity where the method needs numbers.
    #[error("Array must not contain infs or NaNs")]
    NotFinite,
    /// The iteration for singular values did not converge.
    #[error("SVD did not converge")]
    Svd,
    /// The iteration for singular values did not converge, in `lstsq`.
    #[error("SVD did not converge in Linear Least Squares")]
    LeastSquares,
    /// The iteration for eigenvalues did not converge.
    #[error("Eigenvalues did not converge")]
    Eigenvalues,
    /// Right-hand sides of another length.
    #[error("Incompatible dimensions")]
    Incompatible,
    /// The condition number of nothing.
    #[error("cond is not defined on empty arrays")]
    CondOfNothing,
    /// `tensorsolve` of a tensor that is not square.
    #[error(
        "Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])"
    )]
    TensorNotSquare,
}

impl From<LinalgError> for Error {
    #[cold]
    fn from(error: LinalgError) -> Error {
        let kind = match &error {
            LinalgError::LinAlg(_) => ErrorKind::LinAlg,
            LinalgError::Unsupported { .. }
            | LinalgError::WeightsNotIntegers
            | LinalgError::CoreAxis { .. }
            | LinalgError::KeepDims { .. }
            | LinalgError::AxisAndAxes => ErrorKind::Type,
            LinalgError::AxesLength { .. } => ErrorKind::Axis,
            LinalgError::AxisRange => ErrorKind::Index,
            LinalgError::Workspace { .. } => ErrorKind::Memory,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

impl From<MatrixError> for Error {
    #[cold]
    fn from(error: MatrixError) -> Error {
        LinalgError::LinAlg(error).into()
    }
}

/// `(3,2,2)->(3,newaxis,newaxis) ` for each operand: its loop axes, then one new axis for each core axis of the result.
fn remapped(shapes: &[(Vec<usize>, usize)], core: &[usize]) -> String {
    let most = shapes.iter().map(|(_, loops)| *loops).max().unwrap_or(0);
    let one = |(shape, loops): &(Vec<usize>, usize)| {
        let mut mapped = vec![-1; most - loops];
        mapped.extend(shape[..*loops].iter().map(|&n| n as isize));
        mapped.extend(core.iter().map(|_| -1));
        format!("{}->{} ", shape_text(shape), requested_text(&mapped))
    };
    shapes.iter().map(one).collect()
}

/// The shape asked of the loop: unknown but for the core of the result.
fn requested(shapes: &[(Vec<usize>, usize)], core: &[usize]) -> Vec<isize> {
    let most = shapes.iter().map(|(_, loops)| *loops).max().unwrap_or(0);
    let mut shape = vec![-1; most];
    shape.extend(core.iter().map(|&n| n as isize));
    shape
}
