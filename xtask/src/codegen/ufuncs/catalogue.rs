//! The first rows of the table of universal functions: arithmetic, bits, comparisons, logic, signs, rounding, the parts of
//! floats, and with them the most common transcendental functions. [`super`] says what fields and signatures mean.

#![forbid(unsafe_code)]

use super::*;

/// The rows from `add` to `fmin`.
pub(super) const ROWS: &[Ufunc] = &[
    Ufunc {
        name: "add",
        doc: "Adds, element by element; for booleans a logical or.",
        types: &[BOOL2, INT2, FLOAT2, COMPLEX2],
        kernel: "add",
        fold: true,
        fold_rows: true,
        operator: Some("Add"),
        identity: Identity::Zero,
        reorderable: true,
        resolver: Resolver::Uniform,
        text: Some("Join"),
        ..PLAIN
    },
    Ufunc {
        name: "subtract",
        doc: "Subtracts the second argument from the first, element by element.",
        types: &[INT2, FLOAT2, COMPLEX2],
        kernel: "subtract",
        refuses_bool: Some(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, \
             or the logical_xor function instead.",
        ),
        fold: true,
        operator: Some("Sub"),
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "multiply",
        doc: "Multiplies, element by element; for booleans a logical and.",
        types: &[BOOL2, INT2, FLOAT2, COMPLEX2],
        kernel: "multiply",
        fold: true,
        fold_rows: true,
        operator: Some("Mul"),
        identity: Identity::One,
        reorderable: true,
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "divide",
        doc: "Divides the first argument by the second; integers are divided as `f64`.",
        aliases: &["true_divide"],
        types: &[FLOAT2, COMPLEX2],
        converted: &["ll->d", "LL->d"],
        kernel: "divide",
        fold: true,
        operator: Some("Div"),
        ..PLAIN
    },
    Ufunc {
        name: "floor_divide",
        doc: "Divides and rounds towards negative infinity.",
        types: &[INT2, FLOAT2],
        kernel: "floor_divide",
        fold: true,
        ..PLAIN
    },
    Ufunc {
        name: "remainder",
        doc: "The remainder of `floor_divide`, with the sign of the divisor.",
        aliases: &["mod"],
        types: &[INT2, FLOAT2],
        kernel: "remainder",
        fold: true,
        operator: Some("Rem"),
        ..PLAIN
    },
    Ufunc {
        name: "bitwise_and",
        doc: "The and of the bits.",
        types: &[BOOL2, INT2],
        kernel: "bitwise_and",
        fold: true,
        operator: Some("BitAnd"),
        identity: Identity::MinusOne,
        reorderable: true,
        ..PLAIN
    },
    Ufunc {
        name: "bitwise_or",
        doc: "The or of the bits.",
        types: &[BOOL2, INT2],
        kernel: "bitwise_or",
        fold: true,
        operator: Some("BitOr"),
        identity: Identity::Zero,
        reorderable: true,
        ..PLAIN
    },
    Ufunc {
        name: "bitwise_xor",
        doc: "The exclusive or of the bits.",
        types: &[BOOL2, INT2],
        kernel: "bitwise_xor",
        fold: true,
        operator: Some("BitXor"),
        identity: Identity::Zero,
        reorderable: true,
        ..PLAIN
    },
    Ufunc {
        name: "left_shift",
        doc: "Shifts the bits of an integer to the left, filling with zeros.",
        aliases: &["bitwise_left_shift"],
        types: &[INT2],
        kernel: "left_shift",
        fold: true,
        operator: Some("Shl"),
        ..PLAIN
    },
    Ufunc {
        name: "right_shift",
        doc: "Shifts the bits of an integer to the right, filling with the sign.",
        aliases: &["bitwise_right_shift"],
        types: &[INT2],
        kernel: "right_shift",
        fold: true,
        operator: Some("Shr"),
        ..PLAIN
    },
    Ufunc {
        name: "negative",
        doc: "Changes the sign.",
        types: &[INT1, FLOAT1, COMPLEX1],
        kernel: "negative",
        refuses_bool: Some(
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the \
             logical_not function instead.",
        ),
        operator: Some("Neg"),
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "invert",
        doc: "Inverts every bit; for booleans a logical not.",
        aliases: &["bitwise_not", "bitwise_invert"],
        types: &[BOOL1, INT1],
        kernel: "invert",
        operator: Some("Not"),
        ..PLAIN
    },
    Ufunc {
        name: "equal",
        doc: "Whether the arguments are equal, element by element.",
        types: COMPARISON,
        kernel: "equal",
        resolver: Resolver::Comparison,
        text: Some("Compare(Ordering::is_eq)"),
        ..PLAIN
    },
    Ufunc {
        name: "not_equal",
        doc: "Whether the arguments differ, element by element.",
        types: COMPARISON,
        kernel: "not_equal",
        resolver: Resolver::Comparison,
        text: Some("Compare(Ordering::is_ne)"),
        ..PLAIN
    },
    Ufunc {
        name: "less",
        doc: "Whether the first argument is less than the second, element by element.",
        types: COMPARISON,
        kernel: "less",
        resolver: Resolver::Comparison,
        text: Some("Compare(Ordering::is_lt)"),
        ..PLAIN
    },
    Ufunc {
        name: "less_equal",
        doc: "Whether the first argument is at most the second, element by element.",
        types: COMPARISON,
        kernel: "less_equal",
        resolver: Resolver::Comparison,
        text: Some("Compare(Ordering::is_le)"),
        ..PLAIN
    },
    Ufunc {
        name: "greater",
        doc: "Whether the first argument is greater than the second, element by element.",
        types: COMPARISON,
        kernel: "greater",
        resolver: Resolver::Comparison,
        text: Some("Compare(Ordering::is_gt)"),
        ..PLAIN
    },
    Ufunc {
        name: "greater_equal",
        doc: "Whether the first argument is at least the second, element by element.",
        types: COMPARISON,
        kernel: "greater_equal",
        resolver: Resolver::Comparison,
        text: Some("Compare(Ordering::is_ge)"),
        ..PLAIN
    },
    Ufunc {
        name: "logical_and",
        doc: "Whether both arguments are true (not zero).",
        types: CONNECTIVE,
        kernel: "logical_and",
        fold: true,
        identity: Identity::True,
        reorderable: true,
        resolver: Resolver::Logical,
        ..PLAIN
    },
    Ufunc {
        name: "logical_or",
        doc: "Whether either argument is true (not zero).",
        types: CONNECTIVE,
        kernel: "logical_or",
        fold: true,
        identity: Identity::False,
        reorderable: true,
        resolver: Resolver::Logical,
        ..PLAIN
    },
    Ufunc {
        name: "logical_not",
        doc: "Whether the argument is false (zero).",
        types: &[BOOL1, INT1_TO_BOOL, FLOAT1_TO_BOOL, COMPLEX1_TO_BOOL],
        kernel: "logical_not",
        ..PLAIN
    },
    Ufunc {
        name: "sqrt",
        doc: "The non-negative square root.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "sqrt",
        ..PLAIN
    },
    Ufunc { name: "square", doc: "The square.", types: &[INT1, FLOAT1, COMPLEX1], kernel: "square", ..PLAIN },
    Ufunc {
        name: "exp",
        doc: "e to the power of each element.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "exp",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "log",
        doc: "The natural logarithm.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "log",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "sin",
        doc: "The sine of an angle in radians.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "sin",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "cos",
        doc: "The cosine of an angle in radians.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "cos",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "minimum",
        doc: "The lesser of two elements; NaN if either is.",
        types: &[BOOL2, INT2, FLOAT2, COMPLEX2],
        kernel: "minimum",
        fold: true,
        fold_rows: true,
        reorderable: true,
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "maximum",
        doc: "The greater of two elements; NaN if either is.",
        types: &[BOOL2, INT2, FLOAT2, COMPLEX2],
        kernel: "maximum",
        fold: true,
        fold_rows: true,
        reorderable: true,
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "isnan",
        doc: "Whether each element is not a number.",
        types: &[BOOL1, INT1_TO_BOOL, FLOAT1_TO_BOOL, COMPLEX1_TO_BOOL],
        kernel: "isnan",
        ..PLAIN
    },
    Ufunc {
        name: "logical_xor",
        doc: "Whether exactly one argument is true (not zero).",
        types: CONNECTIVE,
        kernel: "logical_xor",
        identity: Identity::False,
        reorderable: true,
        resolver: Resolver::Logical,
        ..PLAIN
    },
    Ufunc {
        name: "positive",
        doc: "The argument itself.",
        types: &[INT1, FLOAT1, COMPLEX1],
        kernel: "positive",
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "absolute",
        doc: "The magnitude; for complex numbers the modulus.",
        aliases: &["abs"],
        types: &[BOOL1, INT1, FLOAT1, MODULUS],
        kernel: "absolute",
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc { name: "fabs", doc: "The magnitude, as a float.", types: &[FLOAT1], kernel: "fabs", ..PLAIN },
    Ufunc {
        name: "sign",
        doc: "-1, 0 or 1 by the sign; for complex numbers the direction.",
        types: &[INT1, FLOAT1, COMPLEX1],
        kernel: "sign",
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "conjugate",
        doc: "The complex conjugate.",
        aliases: &["conj"],
        types: &[INT1, FLOAT1, COMPLEX1],
        kernel: "conjugate",
        ..PLAIN
    },
    Ufunc {
        name: "reciprocal",
        doc: "1 divided by each element; integers truncate.",
        types: &[INT1, FLOAT1, COMPLEX1],
        kernel: "reciprocal",
        ..PLAIN
    },
    Ufunc {
        name: "power",
        doc: "The first argument to the power of the second, element by element; integers to negative powers are refused.",
        aliases: &["pow"],
        types: &[INT2, FLOAT2, COMPLEX2],
        kernel: "power",
        module: "math",
        check: Some("power"),
        ..PLAIN
    },
    Ufunc {
        name: "float_power",
        doc: "The first argument to the power of the second, in `float64` at least.",
        types: &[&["dd->d", "DD->D"]],
        kernel: "power",
        module: "math",
        ..PLAIN
    },
    Ufunc {
        name: "fmod",
        doc: "The remainder of truncated division, with the sign of the dividend.",
        types: &[INT2, FLOAT2],
        kernel: "fmod",
        ..PLAIN
    },
    Ufunc {
        name: "divmod",
        doc: "Quotient and remainder of division rounded towards negative infinity.",
        types: &[INT2_PAIR, FLOAT2_PAIR],
        kernel: "divmod",
        ..PLAIN
    },
    Ufunc {
        name: "gcd",
        doc: "The greatest common divisor of the magnitudes.",
        types: &[INT2],
        kernel: "gcd",
        identity: Identity::Zero,
        reorderable: true,
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "lcm",
        doc: "The least common multiple of the magnitudes.",
        types: &[INT2],
        kernel: "lcm",
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "bitwise_count",
        doc: "The number of one bits in the magnitude.",
        types: &[BITS_COUNTED],
        kernel: "bitwise_count",
        ..PLAIN
    },
    Ufunc {
        name: "floor",
        doc: "The largest integer that is not above each element.",
        types: &[BOOL1, INT1, FLOAT1],
        kernel: "floor",
        ..PLAIN
    },
    Ufunc {
        name: "ceil",
        doc: "The smallest integer that is not below each element.",
        types: &[BOOL1, INT1, FLOAT1],
        kernel: "ceil",
        ..PLAIN
    },
    Ufunc {
        name: "trunc",
        doc: "Each element without its fraction.",
        types: &[BOOL1, INT1, FLOAT1],
        kernel: "trunc",
        ..PLAIN
    },
    Ufunc {
        name: "rint",
        doc: "The nearest integer, the even one of two.",
        types: &[FLOAT1, COMPLEX1],
        kernel: "rint",
        ..PLAIN
    },
    Ufunc {
        name: "isfinite",
        doc: "Whether each element is neither infinite nor NaN.",
        types: &[BOOL1, INT1_TO_BOOL, FLOAT1_TO_BOOL, COMPLEX1_TO_BOOL],
        kernel: "isfinite",
        ..PLAIN
    },
    Ufunc {
        name: "isinf",
        doc: "Whether each element is infinite.",
        types: &[BOOL1, INT1_TO_BOOL, FLOAT1_TO_BOOL, COMPLEX1_TO_BOOL],
        kernel: "isinf",
        ..PLAIN
    },
    Ufunc {
        name: "signbit",
        doc: "Whether the sign bit is set, of zeros and NaNs too.",
        types: &[FLOAT1_TO_BOOL],
        kernel: "signbit",
        ..PLAIN
    },
    Ufunc {
        name: "copysign",
        doc: "The magnitude of the first argument with the sign of the second.",
        types: &[FLOAT2],
        kernel: "copysign",
        ..PLAIN
    },
    Ufunc {
        name: "nextafter",
        doc: "The next float after the first argument in the direction of the second.",
        types: &[FLOAT2],
        kernel: "nextafter",
        ..PLAIN
    },
    Ufunc {
        name: "spacing",
        doc: "The distance to the next float away from zero.",
        types: &[FLOAT1],
        kernel: "spacing",
        ..PLAIN
    },
    Ufunc {
        name: "modf",
        doc: "The fraction and the integer part of each element, both with its sign.",
        types: &[&["e->ee", "f->ff", "d->dd"]],
        kernel: "modf",
        ..PLAIN
    },
    Ufunc {
        name: "frexp",
        doc: "Each element as a fraction, between 1/2 and 1, and a power of two.",
        types: &[&["e->ei", "f->fi", "d->di"]],
        kernel: "frexp",
        ..PLAIN
    },
    Ufunc {
        name: "ldexp",
        doc: "The first argument times 2 to the power of the second.",
        types: &[&["ei->e", "fi->f", "el->e", "fl->f", "di->d", "dl->d"]],
        kernel: "ldexp",
        ..PLAIN
    },
    Ufunc {
        name: "heaviside",
        doc: "0 for negative numbers, 1 for positive ones, and the second argument at zero.",
        types: &[FLOAT2],
        kernel: "heaviside",
        ..PLAIN
    },
    Ufunc {
        name: "fmax",
        doc: "The greater of two elements; NaN only if both are.",
        types: &[BOOL2, INT2, FLOAT2, COMPLEX2],
        kernel: "fmax",
        reorderable: true,
        resolver: Resolver::Uniform,
        ..PLAIN
    },
    Ufunc {
        name: "fmin",
        doc: "The lesser of two elements; NaN only if both are.",
        types: &[BOOL2, INT2, FLOAT2, COMPLEX2],
        kernel: "fmin",
        reorderable: true,
        resolver: Resolver::Uniform,
        ..PLAIN
    },
];
