//! The functions that take times, and the functions of counts behind their folds.

use crate::engine::elementwise::{Elementwise, Identity, Resolver, Signature, Vouched};
use nd_kernel::{Loop, Num, ticks};

/// How a function treats times.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Divmod,
    /// With this loop over two counts.
    Compare(fn() -> Loop),
    /// Of promoted operands, with this loop or the one over integers.
    Extreme(Option<fn() -> Loop>),
    /// Of one span, with the loop over integers.
    Sign,
    /// Of truth values; every time but the epoch is true.
    Logical,
    /// Of times only.
    IsNat,
    /// The same of everything.
    NotTime,
    IsTime,
    /// Nothing is so.
    Never,
    Where,
    Clip,
}

impl Rule {
    /// The rule of the function of that name; `None` for one that takes no times.
    pub(super) fn of(name: &str) -> Option<Rule> {
        Some(match name {
            "add" => Rule::Add,
            "subtract" => Rule::Subtract,
            "multiply" => Rule::Multiply,
            "divide" => Rule::Divide,
            "floor_divide" => Rule::FloorDivide,
            "remainder" => Rule::Remainder,
            "divmod" => Rule::Divmod,
            "equal" => Rule::Compare(ticks::equal),
            "not_equal" => Rule::Compare(ticks::not_equal),
            "less" => Rule::Compare(ticks::less),
            "less_equal" => Rule::Compare(ticks::less_equal),
            "greater" => Rule::Compare(ticks::greater),
            "greater_equal" => Rule::Compare(ticks::greater_equal),
            "minimum" | "fmax" => Rule::Extreme(None),
            "maximum" => Rule::Extreme(Some(ticks::maximum)),
            "fmin" => Rule::Extreme(Some(ticks::fmin)),
            "negative" | "absolute" | "positive" | "sign" => Rule::Sign,
            "logical_and" | "logical_or" | "logical_xor" => Rule::Logical,
            "isnat" => Rule::IsNat,
            "isnan" => Rule::NotTime,
            "isfinite" => Rule::IsTime,
            "isinf" => Rule::Never,
            "where" => Rule::Where,
            "clip" => Rule::Clip,
            _ => return None,
        })
    }
}

// SAFETY: each table below has one signature, of the types that its loop of `nd_kernel::ticks` works on; none has a fold.
const VOUCHED: Vouched = unsafe { Vouched::new() };

/// A function of counts that gives a count: `counts!(ADD, "add", add, Zero, true)`.
macro_rules! counts {
    // $table: the static; $name: NumPy's name; $loop: the loop; $identity: what folding nothing gives; $reorderable: whether
    // the order of a fold is free.
    ($table:ident, $name:literal, $loop:ident, $identity:ident, $reorderable:literal) => {
        pub(super) static $table: Elementwise = Elementwise {
            name: $name,
            nin: 2,
            nout: 1,
            signatures: &[Signature {
                takes: &[Num::I64, Num::I64],
                computes: &[Num::I64, Num::I64, Num::I64],
                kernel: |num| if matches!(num, Num::I64) { Some(ticks::$loop()) } else { None },
            }],
            native: NATIVE,
            identity: Identity::$identity,
            reorderable: $reorderable,
            ..ISNAT_LIKE
        };
    };
}

/// The one signature is that of `i64`.
const NATIVE: [u8; 15] = {
    let mut native = [0; 15];
    native[Num::I64 as usize] = 1;
    native
};

/// Everything that the tables do not differ in.
const ISNAT_LIKE: Elementwise = Elementwise {
    name: "isnat",
    nin: 1,
    nout: 1,
    signatures: &[Signature {
        takes: &[Num::I64],
        computes: &[Num::I64, Num::Bool],
        kernel: |num| if matches!(num, Num::I64) { Some(ticks::isnat()) } else { None },
    }],
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

/// Whether each date or span is "not a time".
#[doc(alias = "numpy.isnat")]
pub static ISNAT: Elementwise = ISNAT_LIKE;

counts!(ADD, "add", add, Zero, true);
counts!(SUBTRACT, "subtract", subtract, None, false);
counts!(REMAINDER, "remainder", remainder, None, false);
counts!(MAXIMUM, "maximum", maximum, None, true);
counts!(FMIN, "fmin", fmin, None, true);
