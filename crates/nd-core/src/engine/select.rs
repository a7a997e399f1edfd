//! `where` and `clip`: one of several operands, element by element.

use super::elementwise::{Elementwise, Identity, Resolver, Signature, Vouched};
use nd_kernel::{Num, loops, select::where_loop};

/// A signature for each kind, in NumPy's order of promotion.
macro_rules! signatures {
    // $first: the kind of the first operand, or `Same`; $kernel: the loop, by the kind of the others and of the result.
    ($first:ident, $kernel:expr) => {
        signatures!($first, $kernel, Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128, BF16)
    };
    (Same, $kernel:expr, $($kind:ident),*) => { &[$( Signature {
        takes: &[Num::$kind, Num::$kind, Num::$kind],
        computes: &[Num::$kind, Num::$kind, Num::$kind, Num::$kind],
        kernel: |_| $kernel(Num::$kind),
    } ),*] };
    ($first:ident, $kernel:expr, $($kind:ident),*) => { &[$( Signature {
        takes: &[Num::$first, Num::$kind, Num::$kind],
        computes: &[Num::$first, Num::$kind, Num::$kind, Num::$kind],
        kernel: |_| $kernel(Num::$kind),
    } ),*] };
}

// SAFETY: the loops of `where` move elements of the size of their kind under a mask of booleans; those of `clip` have four
// operands of their kind.
const VOUCHED: Vouched = unsafe { Vouched::new() };

/// `where(condition, x, y)`: elements of `x` where the condition is true, of `y` elsewhere.
#[doc(alias = "numpy.where")]
pub static WHERE: Elementwise = WHERE_LIKE;

/// Everything that the functions do not differ in.
const WHERE_LIKE: Elementwise = Elementwise {
    name: "where",
    nin: 3,
    nout: 1,
    signatures: signatures!(Bool, |num: Num| where_loop(num.size())),
    native: [0; 15],
    fold: None,
    fold_rows: None,
    identity: Identity::None,
    reorderable: false,
    resolver: Resolver::FirstSafe,
    text: None,
    widens: false,
    sums: false,
    refuses_bool: None,
    check: None,
    vouched: VOUCHED,
};

/// `clip(x, low, high)`: elements of `x` limited to the interval from `low` to `high`. NaN among the operands is the result.
/// A bound that is one value for a whole row leaves the sign of a zero alone that is equal to it; a bound with elements of its
/// own takes the place of what is equal.
#[doc(alias = "numpy.clip")]
pub static CLIP: Elementwise = Elementwise {
    name: "clip",
    signatures: signatures!(Same, loops::clip),
    resolver: Resolver::Uniform,
    ..WHERE_LIKE
};
