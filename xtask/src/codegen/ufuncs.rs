//! The table of universal functions: names, documentation, type signatures, kernels, folds.
//!
//! A signature is written as in NumPy's `ufunc.types`: one letter per operand, inputs, `->`, outputs; the letters are
//! `np.dtype(..).char` (`?` bool, `bB` 8, `hH` 16, `iI` 32, `lL` 64 bits, `qQ` the other 64-bit C type, `efd` floats,
//! `FD` complex). The order is NumPy's because the first signature that the inputs cast to safely is the one used.
//! bfloat16 (`E`) has a signature wherever float16 has one; these come last, so that no other operand meets them.
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
    /// Negative infinity
    NegInfinity,
}

/// How dtypes choose a signature; the variants are those of `nd_core::Resolver`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolver {
    /// The first that every operand can be cast to safely.
    FirstSafe,
    /// That of the one type to which the operands are promoted.
    Uniform,
    /// As the first, with exact comparisons of integers and comparisons of text.
    Comparison,
    /// As the first, whatever the casting rule: only truth counts.
    Logical,
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
    /// How dtypes choose a signature.
    pub(crate) resolver: Resolver,
    /// What the function does with text: a variant of `nd_core::TextOperation`.
    pub(crate) text: Option<&'static str>,
    /// The function of `nd_ufunc::checks` that refuses operands by their values.
    pub(crate) check: Option<&'static str>,
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

    /// All signatures that the generated table has: those tried first, NumPy's, and those of float16 again for bfloat16.
    pub(crate) fn table(&self) -> impl Iterator<Item = String> {
        let numpys = self.converted.iter().copied().chain(self.signatures()).map(str::to_owned);
        let halves = self.signatures().filter(|types| types.contains('e'));
        numpys.chain(halves.map(|types| types.replace('e', "E")))
    }

    /// How many outputs.
    pub(crate) fn outputs(&self) -> usize {
        self.signatures().next().map_or(0, |types| types.len() - self.inputs() - 2)
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
/// The modulus of a complex number is real.
const MODULUS: &[&str] = &["F->f", "D->d"];
/// A number of bits fits eight of them.
const BITS_COUNTED: &[&str] = &["b->B", "B->B", "h->B", "H->B", "i->B", "I->B", "l->B", "L->B"];
/// Anything numeric to `bool`
const INT1_TO_BOOL: &[&str] = &["b->?", "B->?", "h->?", "H->?", "i->?", "I->?", "l->?", "L->?"];
const FLOAT1_TO_BOOL: &[&str] = &["e->?", "f->?", "d->?"];
const COMPLEX1_TO_BOOL: &[&str] = &["F->?", "D->?"];
/// Two of a kind to the same kind
const BOOL2: &[&str] = &["??->?"];
const INT2: &[&str] = &["bb->b", "BB->B", "hh->h", "HH->H", "ii->i", "II->I", "ll->l", "LL->L"];
const FLOAT2: &[&str] = &["ee->e", "ff->f", "dd->d"];
const COMPLEX2: &[&str] = &["FF->F", "DD->D"];
/// Two of a kind to two of the same kind
const INT2_PAIR: &[&str] = &["bb->bb", "BB->BB", "hh->hh", "HH->HH", "ii->ii", "II->II", "ll->ll", "LL->LL"];
const FLOAT2_PAIR: &[&str] = &["ee->ee", "ff->ff", "dd->dd"];
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
    resolver: Resolver::FirstSafe,
    text: None,
    check: None,
    identity: Identity::None,
    reorderable: false,
};

mod catalogue;
mod catalogue_math;

const FIRST: usize = catalogue::ROWS.len();
const COUNT: usize = FIRST + catalogue_math::ROWS.len();

/// Every universal function, in the order in which the generated files list them.
pub(crate) const UFUNCS: &[Ufunc] = &joined();

/// The rows of the two files, one after the other.
const fn joined() -> [Ufunc; COUNT] {
    let mut rows = [PLAIN; COUNT];
    let mut i = 0;
    while i < COUNT {
        rows[i] = if i < FIRST { catalogue::ROWS[i] } else { catalogue_math::ROWS[i - FIRST] };
        i += 1;
    }
    rows
}

#[cfg(test)]
mod tests;
