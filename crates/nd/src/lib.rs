//! NumPy's array model in Rust: the facade.
//!
//! One runtime-typed [`Array`] over shared, strided memory. Slices, transposes and fields are views that write
//! through; one execution engine is behind every operation. This crate has no logic of its own: it re-exports the
//! crates below it under one roof, and [`prelude`] brings the traits into scope.
//!
//! In reading order; below the first lie `nd-dtype`, what an element is, and `nd-kernel`, the loops:
//!
//! | crate | what it owns |
//! |---|---|
//! | [`nd_core`] | arrays, dtypes, the engine, operators, functions of closures, printing |
//! | [`nd_index`] | the index macros `s!` and `ix!`; functions that choose, join, cut, pad and turn arrays |
//! | [`nd_ufunc`] | universal functions, reductions, differences, comparisons of whole arrays |
//! | [`nd_linalg`], also as [`linalg`] | products, decompositions, solvers, norms |
//! | [`nd_poly`] | polynomials by their coefficients |
//! | [`nd_einsum`] | Einstein summation |
//! | [`nd_records`], as [`lib::recfunctions`] | fields added, dropped, renamed, merged, joined |
//! | [`nd_derive`] | the derive macro [`macro@Record`]: Rust structs as records |
//! | [`nd_sort`] | sorting, searching, sets, order statistics, histograms |
//! | [`nd_time`] | text of dates, business days |
//! | [`nd_fft`], as [`fft`] | discrete Fourier transforms |
//! | [`nd_random`], as [`random`] | bit generators and distributions, NumPy's streams bit for bit |
//! | [`nd_strings`], as [`strings`] | functions of arrays of text |
//! | [`nd_io`] | text, `.npy` and `.npz` files, memory maps; the parts of the format in [`lib::format`] |
//!
//! The [`guide`] leads from NumPy to here.
//!
//! ```
//! use nd::prelude::*;
//! let x = nd::arange(24).reshape((2, 3, 4))?;
//! let v = x.slice(s![1, .., ..2])?; // a view: shares bytes
//! v.fill(0)?; // seen through x
//! assert_eq!(x.sum(..)?.item::<i64>()?, 177);
//! # Ok::<(), nd::Error>(())
//! ```

#![forbid(unsafe_code)]

pub mod prelude;

pub use nd_core::format::{
    FloatFormat, Trim as FloatTrim, base_repr, binary_repr, format_float_positional, format_float_scientific,
};
pub use nd_core::{
    Arg, Arguments, Array, Axes, Bool8, Bounds, Broadcast, ByteOrder, CallOptions, Cast, Casting, Civil,
    ClosureCall, ClosureResults, ClosureUfunc, CodecError, Complex, DType, DTypeError, DateTime64, Dims,
    Element, Elementwise, Ellipsis, ErrState, ErrStateGuard, Error, ErrorKind, Expr, FInfo, Failing, Field,
    Flexible, FloatAction, FloatCallback, FloatError, FloatMode, FormatKind, Formatters, Function, IInfo,
    Identity, Index, IndexError, Initial, IntoDType, IntoIndex, IntoShape, Item, Iter, IterCell, IterCells,
    IterError, IterOperand, IterRead, IterWrite, Join, Lane, LaneMut, Layout, Like, Linspace, Literal,
    MAX_NDIM, NAT, NaObject, NdIter, NdIterBuilder, NestedIters, NewAxis, Num, Object, ObjectError,
    ObjectValue, Operand, Order, OverrideRepr, Part, Plain, PrintOptions, RangeArg, Record, ReduceError,
    ReduceOptions, Resolution, Result, Returning, Scalar, Shape, Sign, SignatureError, Slice, StringDType,
    StructBuilder, StructType, SubArray, Temporal, Term, TimeDelta64, TimeError, TimeUnit, TimeZone, TypeArg,
    UfuncError, Vectorized, View, ViewGuard, ViewMut, ViewMutGuard, ViewMutPart, ViewPart, Viewable, Weak,
    arange, arange_as, array, array_repr, array_str, array2string, assemble, axis, bf16, broadcast,
    broadcast_arrays, broadcast_shapes, can_cast, concatenate, empty, empty_like, error, errstate, eye, f16,
    finfo, from_literal, frompyfunc, full, full_like, get_printoptions, geterr, geterrcall, identity,
    identity_as, iinfo, linspace, literal, nditer, nested_iters, object, ones, ones_like, parse_datetime,
    promote_types, result_type, set_printoptions, set_threads, seterr, seterrcall, stack, threads,
    try_arange, try_array, vectorize, with_printoptions, zeros, zeros_like,
};
pub use nd_derive::Record;
pub use nd_einsum::{
    ContractionPath, Einsum, EinsumError, IntoSublist, IntoSubscripts, Optimize, PathReport, Subscripts,
    Symbol, einsum, einsum_path,
};
pub use nd_fft as fft;
pub use nd_index::{
    Arrays, BitOrder, Bits, CopyTo, Diagonal, Entry, Flat, FunctionError, IndexExt, IndexTuple, Indexing,
    Mesh, Mode, NdEnumerate, NdIndex, Pad, PadWidth, Piece, Ravel, Reflection, Sections, Span, Step, Take,
    TraceOptions, Trim, Vander, append, apply_along_axis, apply_over_axes, argwhere, array_split, as_strided,
    asarray, ascontiguousarray, asfortranarray, atleast_1d, atleast_2d, atleast_3d, block, broadcast_to, c_,
    choose, column_stack, compress, copyto, delete, diag, diag_indices, diag_indices_from, diagflat,
    diagonal, dsplit, dstack, expand_dims, extract, fill_diagonal, flatnonzero, flip, fliplr, flipud,
    fromfunction, hsplit, hstack, indices, insert, isfortran, ix, ix_, mask_indices, matrix_transpose,
    meshgrid, mgrid, moveaxis, ndenumerate, ndindex, nonzero, ogrid, packbits, pad, pad_with, permute_dims,
    piecewise, place, put, put_along_axis, putmask, r_, ravel, ravel_multi_index, repeat, reshape, resize,
    roll, rollaxis, rot90, s, select, sliding_window_view, sparse_indices, split, squeeze, swapaxes, take,
    take_along_axis, tile, trace, transpose, tri, tril, tril_indices, tril_indices_from, trim_zeros, triu,
    triu_indices, triu_indices_from, unpackbits, unravel_index, unstack, vander, vsplit, vstack,
};
pub use nd_io::{
    Column, Comments, Converted, Delimiter, Elements, FileError, Filling, Fmt, FormatError, GenFromTxt,
    GenFromTxtError, IoExt, LetterCase, Load, LoadTxt, LoadTxtError, Loaded, MapError, MapMode, Members,
    Memmap, Missing, Names, NpyError, NpzError, NpzFile, RawError, SaveTxt, SaveTxtError, ZipError,
    frombuffer, fromfile, fromstring, genfromtxt, load, loadtxt, memmap, open_memmap, read_npy, save,
    savetxt, savez, savez_compressed, write_npy, write_npz,
};
pub use nd_linalg as linalg;
pub use nd_linalg::{
    ConvolveMode, CovOptions, LinalgError, LinalgExt, convolve, corrcoef, correlate, cov, cross, dot, inner,
    kron, matmul, matvec, outer, tensordot, vdot, vecdot, vecmat,
};
pub use nd_poly::{
    Poly1d, PolyError, PolyFit, poly, polyadd, polyder, polydiv, polyfit, polyint, polymul, polysub, polyval,
    roots,
};
pub use nd_random as random;
pub use nd_sort::{
    BincountOptions, Bins, HistogramOptions, HistogramddOptions, InterpOptions, Method, QuantileOptions,
    Quantiles, Ranks, SearchOptions, Side, SortError, SortExt, SortKind, SortOptions, Unique, UniqueParts,
    argpartition, argsort, bincount, digitize, histogram, histogram_bin_edges, histogram2d, histogramdd,
    interp, intersect1d, isin, lexsort, median, nanmedian, nanpercentile, nanquantile, partition, percentile,
    quantile, searchsorted, setdiff1d, setxor1d, sort, sort_complex, union1d, unique, unique_all,
    unique_counts, unique_inverse, unique_values,
};
pub use nd_strings as strings;
pub use nd_time::{
    BusDayCalendar, BusDayError, DateTextOptions, OffsetOptions, Roll, busday_count, busday_offset,
    datetime_as_string, is_busday,
};
pub use nd_ufunc::{
    AllNan, Call, Category, ComplexBessel, CumulativeError, CumulativeOptions, DiffOptions, DifferenceError,
    E, EULER_GAMMA, ExactMean, ExprExt, Geomspace, INF, KindError, Logspace, MathExt, NAN, PI, Tolerance,
    Ufunc, UnwrapOptions, ValueError, WeightError, ZeroWeights, abs, absolute, acos, acosh, add, all,
    allclose, amax, amin, angle, any, arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, argmax,
    argmin, around, array_equal, array_equiv, asin, asinh, atan, atan2, atanh, average, bartlett,
    bitwise_and, bitwise_count, bitwise_invert, bitwise_left_shift, bitwise_not, bitwise_or,
    bitwise_right_shift, bitwise_xor, blackman, cbrt, ceil, clip, common_type, conj, conjugate, copysign,
    cos, cosh, count_nonzero, cumprod, cumsum, cumulative_prod, cumulative_sum, deg2rad, degrees, diff,
    divide, divmod, ediff1d, emath, equal, exp, exp2, expm1, fabs, fix, float_power, floor, floor_divide,
    fmax, fmin, fmod, frexp, gcd, geomspace, gradient, greater, greater_equal, hamming, hanning, heaviside,
    hypot, i0, imag, invert, isclose, iscomplex, iscomplexobj, isdtype, isfinite, isinf, isnan, isnat,
    isneginf, isposinf, isreal, isrealobj, isscalar, issubdtype, kaiser, lcm, ldexp, left_shift, less,
    less_equal, log, log1p, log2, log10, logaddexp, logaddexp2, logical_and, logical_not, logical_or,
    logical_xor, logspace, max, maximum, mean, min, min_scalar_type, minimum, mintypecode, modf, multiply,
    nan_to_num, nanargmax, nanargmin, nancumprod, nancumsum, nanmax, nanmean, nanmin, nanprod, nanstd,
    nansum, nanvar, negative, nextafter, not_equal, positive, pow, power, prod, ptp, rad2deg, radians, real,
    real_if_close, reciprocal, remainder, right_shift, rint, round, sign, signbit, sin, sinc, sinh, spacing,
    sqrt, square, std, subtract, sum, tan, tanh, testing, trapezoid, true_divide, trunc, typename, unwrap,
    var, where_,
};

/// What NumPy keeps under `numpy.lib`.
pub mod lib {
    pub use nd_io::format;
    pub use nd_records as recfunctions;

    /// What NumPy keeps under `numpy.lib.array_utils`.
    pub mod array_utils {
        pub use nd_core::normalize_axis;
        pub use nd_index::normalize_axis_tuple;
    }
}

/// From NumPy to nd: a table, and what to know.
#[cfg(any(doc, doctest))]
#[doc = include_str!("guide.md")]
pub mod guide {}

/// The README's examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// Why nd is as it is.
#[cfg(doc)]
#[doc = include_str!("../../../DESIGN.md")]
pub mod design {}
