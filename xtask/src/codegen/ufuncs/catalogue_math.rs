//! The last rows of the table of universal functions: trigonometry, hyperbolic functions, exponentials, logarithms and
//! angles, which are computed in `nd_kernel::math`. [`super`] says what fields and signatures mean.

#![forbid(unsafe_code)]

use super::*;

/// The rows from `tan` to `logaddexp2`.
pub(super) const ROWS: &[Ufunc] = &[
    Ufunc {
        name: "tan",
        doc: "The tangent of an angle in radians.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "tan",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "arcsin",
        doc: "The inverse sine, in radians.",
        aliases: &["asin"],
        types: &[FLOAT1, COMPLEX1],
        kernel: "arcsin",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "arccos",
        doc: "The inverse cosine, in radians.",
        aliases: &["acos"],
        types: &[FLOAT1, COMPLEX1],
        kernel: "arccos",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "arctan",
        doc: "The inverse tangent, in radians.",
        aliases: &["atan"],
        types: &[FLOAT1, COMPLEX1],
        kernel: "arctan",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "sinh",
        doc: "The hyperbolic sine.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "sinh",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "cosh",
        doc: "The hyperbolic cosine.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "cosh",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "tanh",
        doc: "The hyperbolic tangent.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "tanh",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "arcsinh",
        doc: "The inverse hyperbolic sine.",
        aliases: &["asinh"],
        types: &[FLOAT1, COMPLEX1],
        kernel: "arcsinh",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "arccosh",
        doc: "The inverse hyperbolic cosine.",
        aliases: &["acosh"],
        types: &[FLOAT1, COMPLEX1],
        kernel: "arccosh",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "arctanh",
        doc: "The inverse hyperbolic tangent.",
        aliases: &["atanh"],
        types: &[FLOAT1, COMPLEX1],
        kernel: "arctanh",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "exp2",
        doc: "2 to the power of each element.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "exp2",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "expm1",
        doc: "e to the power of each element, less 1, accurate near zero.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "expm1",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "log2",
        doc: "The logarithm to base 2.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "log2",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "log10",
        doc: "The logarithm to base 10.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "log10",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "log1p",
        doc: "The logarithm of 1 plus each element, accurate near zero.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "log1p",
        module: "math",
        ..PLAIN
    },
    Ufunc { name: "cbrt", doc: "The cube root.", types: &[FLOAT1], kernel: "cbrt", module: "math", ..PLAIN },
    Ufunc {
        name: "radians",
        doc: "Radians from degrees.",
        types: &[FLOAT1],
        kernel: "radians",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "deg2rad",
        doc: "Radians from degrees.",
        types: &[FLOAT1],
        kernel: "radians",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "degrees",
        doc: "Degrees from radians.",
        types: &[FLOAT1],
        kernel: "degrees",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "rad2deg",
        doc: "Degrees from radians.",
        types: &[FLOAT1],
        kernel: "degrees",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "hypot",
        doc: "The hypotenuse over two sides of a right triangle.",
        types: &[FLOAT2],
        kernel: "hypot",
        module: "math",
        identity: Identity::Zero,
        reorderable: true,
        ..PLAIN
    },
    Ufunc {
        name: "arctan2",
        doc: "The angle of the point (second argument, first argument), in radians.",
        aliases: &["atan2"],
        types: &[FLOAT2],
        kernel: "arctan2",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "logaddexp",
        doc: "The logarithm of the sum of the exponentials of the arguments.",
        types: &[FLOAT2],
        kernel: "logaddexp",
        module: "math",
        identity: Identity::NegInfinity,
        reorderable: true,
        ..PLAIN
    },
    Ufunc {
        name: "logaddexp2",
        doc: "The logarithm to base 2 of the sum of 2 to the power of each argument.",
        types: &[FLOAT2],
        kernel: "logaddexp2",
        module: "math",
        identity: Identity::NegInfinity,
        reorderable: true,
        ..PLAIN
    },
];
