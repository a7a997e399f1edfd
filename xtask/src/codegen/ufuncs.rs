//! The table of universal functions: names, documentation, type signatures, kernels, folds.
//!
//! A signature is written as in NumPy's `ufunc.types`: one letter per operand, inputs, `->`, outputs; the letters are
//! `np.dtype(..).char` (`?` bool, `bB` 8, `hH` 16, `iI` 32, `lL` 64 bits, `qQ` the other 64-bit C type, `efd` floats,
//! `FD` complex). The order is NumPy's because the first signature that the inputs cast to safely is the one used.
//! Left out are the types that nd lacks and each `q`/`Q` loop that repeats an `l`/`L` one; comparisons keep the mixed
//! `qQ->?` and `Qq->?`, which compare signed with unsigned exactly.

#![forbid(unsafe_code)]

/// What a fold of nothing gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// An empty fold is an error.
    None,
    /// 0
    Zero,
    /// 1
    One,
    /// All bits set, -1
    MinusOne,
    /// True
    True,
    /// False
    False,
}

/// One universal function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ufunc {
    /// NumPy's name.
    pub(crate) name: &'static str,
    /// One sentence of documentation.
    pub(crate) doc: &'static str,
    /// Other NumPy names for the same function.
    pub(crate) aliases: &'static [&'static str],
    /// Groups of signatures, in NumPy's order.
    pub(crate) types: &'static [&'static [&'static str]],
    /// The name of the loops in `nd-kernel`.
    pub(crate) kernel: &'static str,
    /// The trait of `core::ops` that runs this function on arrays.
    pub(crate) operator: Option<&'static str>,
    /// The module of `nd-kernel` that has the loops.
    pub(crate) module: &'static str,
    /// Signatures tried before NumPy's: types that it converts by a rule that its table does not show.
    pub(crate) converted: &'static [&'static str],
    /// Whether `nd_kernel::reduce` has a fold of this name.
    pub(crate) fold: bool,
    /// Whether `nd_kernel::reduce` has a fold of rows, `name_rows`.
    pub(crate) fold_rows: bool,
    /// NumPy's message for booleans, where it refuses them.
    pub(crate) refuses_bool: Option<&'static str>,
    /// What a fold of nothing gives.
    pub(crate) identity: Identity,
    /// Whether a fold may take several axes, in any order.
    pub(crate) reorderable: bool,
}

impl Ufunc {
    /// The signatures, in order.
    pub(crate) fn signatures(&self) -> impl Iterator<Item = &'static str> {
        self.types.iter().copied().flatten().copied()
    }

    /// Whether this is a comparison.
    pub(crate) fn compares(&self) -> bool {
        self.signatures().any(|types| types == "qQ->?")
    }

    /// How many inputs.
    pub(crate) fn inputs(&self) -> usize {
        self.signatures().next().map_or(0, |types| types.find("->").unwrap_or(0))
    }
}

/// `bool` to `bool`
const BOOL1: &[&str] = &["?->?"];
const INT1: &[&str] = &["b->b", "B->B", "h->h", "H->H", "i->i", "I->I", "l->l", "L->L"];
const FLOAT1: &[&str] = &["e->e", "f->f", "d->d"];
const COMPLEX1: &[&str] = &["F->F", "D->D"];
/// Anything numeric to `bool`
const INT1_TO_BOOL: &[&str] = &["b->?", "B->?", "h->?", "H->?", "i->?", "I->?", "l->?", "L->?"];
const FLOAT1_TO_BOOL: &[&str] = &["e->?", "f->?", "d->?"];
const COMPLEX1_TO_BOOL: &[&str] = &["F->?", "D->?"];
/// Two of a kind to the same kind
const BOOL2: &[&str] = &["??->?"];
const INT2: &[&str] = &["bb->b", "BB->B", "hh->h", "HH->H", "ii->i", "II->I", "ll->l", "LL->L"];
const FLOAT2: &[&str] = &["ee->e", "ff->f", "dd->d"];
const COMPLEX2: &[&str] = &["FF->F", "DD->D"];
/// Two of a kind to `bool`
const INT2_TO_BOOL: &[&str] = &["bb->?", "BB->?", "hh->?", "HH->?", "ii->?", "II->?", "ll->?", "LL->?"];
const MIXED2_TO_BOOL: &[&str] = &["qQ->?", "Qq->?"];
const FLOAT2_TO_BOOL: &[&str] = &["ee->?", "ff->?", "dd->?"];
const COMPLEX2_TO_BOOL: &[&str] = &["FF->?", "DD->?"];

const COMPARISON: &[&[&str]] = &[BOOL2, INT2_TO_BOOL, MIXED2_TO_BOOL, FLOAT2_TO_BOOL, COMPLEX2_TO_BOOL];
const CONNECTIVE: &[&[&str]] = &[BOOL2, INT2_TO_BOOL, FLOAT2_TO_BOOL, COMPLEX2_TO_BOOL];

/// A function that has no operator, aliases or fold: what most rows change a few fields of.
const PLAIN: Ufunc = Ufunc {
    name: "",
    doc: "",
    aliases: &[],
    types: &[],
    kernel: "",
    operator: None,
    module: "loops",
    converted: &[],
    fold: false,
    fold_rows: false,
    refuses_bool: None,
    identity: Identity::None,
    reorderable: false,
};

/// Every universal function, in the order of NumPy's reference.
pub(crate) const UFUNCS: &[Ufunc] = &[
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
        ..PLAIN
    },
    Ufunc {
        name: "not_equal",
        doc: "Whether the arguments differ, element by element.",
        types: COMPARISON,
        kernel: "not_equal",
        ..PLAIN
    },
    Ufunc {
        name: "less",
        doc: "Whether the first argument is less than the second, element by element.",
        types: COMPARISON,
        kernel: "less",
        ..PLAIN
    },
    Ufunc {
        name: "less_equal",
        doc: "Whether the first argument is at most the second, element by element.",
        types: COMPARISON,
        kernel: "less_equal",
        ..PLAIN
    },
    Ufunc {
        name: "greater",
        doc: "Whether the first argument is greater than the second, element by element.",
        types: COMPARISON,
        kernel: "greater",
        ..PLAIN
    },
    Ufunc {
        name: "greater_equal",
        doc: "Whether the first argument is at least the second, element by element.",
        types: COMPARISON,
        kernel: "greater_equal",
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
        ..PLAIN
    },
    Ufunc {
        name: "isnan",
        doc: "Whether each element is not a number.",
        types: &[BOOL1, INT1_TO_BOOL, FLOAT1_TO_BOOL, COMPLEX1_TO_BOOL],
        kernel: "isnan",
        ..PLAIN
    },
];

#[cfg(test)]
mod tests;
