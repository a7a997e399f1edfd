//! `where`: one of two operands, element by element.

use super::elementwise::{Elementwise, Identity, Resolver, Signature, Vouched};
use nd_kernel::{Num, select::where_loop};

/// A signature for each kind, in NumPy's order of promotion: `signatures!(Bool, I8)`.
macro_rules! signatures {
    // $kind: the kind of both operands and of the result.
    ($($kind:ident),*) => { &[$( Signature {
        takes: &[Num::Bool, Num::$kind, Num::$kind],
        computes: &[Num::Bool, Num::$kind, Num::$kind, Num::$kind],
        kernel: |_| where_loop(Num::$kind.size()),
    } ),*] };
}

// SAFETY: each loop moves elements of the size of its kind under a mask of booleans.
const VOUCHED: Vouched = unsafe { Vouched::new() };

/// `where(condition, x, y)`: elements of `x` where the condition is true, of `y` elsewhere.
#[doc(alias = "numpy.where")]
pub static WHERE: Elementwise = Elementwise {
    name: "where",
    nin: 3,
    nout: 1,
    signatures: signatures!(Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128),
    native: [0; 14],
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
