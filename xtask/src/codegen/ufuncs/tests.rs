//! The table against NumPy's own.
//!
//! `numpy_types.txt` holds NumPy 2.4.6's `ufunc.types`, one function a line, printed by
//!
//! ```python
//! import numpy as np
//! known = set("?bBhHiIlLefdFD->")
//! for name in NAMES:  # those of the table, in its order
//!     types = getattr(np, name).types
//!     print(name, *dict.fromkeys(t for t in types if set(t) <= known or t in ("qQ->?", "Qq->?")))
//! ```

use super::*;

#[test]
fn signatures_are_numpys_in_numpys_order() {
    let golden = include_str!("numpy_types.txt");
    let ours = UFUNCS.iter().map(|ufunc| {
        let mut line = ufunc.name.to_string();
        for types in ufunc.signatures() {
            line.push(' ');
            line.push_str(types);
        }
        line
    });
    assert!(golden.lines().eq(ours.clone()), "{}", ours.collect::<Vec<_>>().join("\n"));
}

#[test]
fn rows_are_consistent() {
    for ufunc in UFUNCS {
        let UfuncArity { inputs, outputs } = arity(ufunc);
        assert!(outputs == 1 || outputs == 2, "{}", ufunc.name);
        assert!(ufunc.signatures().all(|types| types.len() == inputs + 2 + outputs), "{}", ufunc.name);
        assert!(ufunc.doc.ends_with('.'), "{}: a sentence", ufunc.name);
        // A fold that starts from an identity has no first element, so no order to keep.
        assert!(ufunc.reorderable || ufunc.identity == Identity::None, "{}", ufunc.name);
        assert!(!ufunc.reorderable || inputs == 2, "{}: only binary functions fold", ufunc.name);
        assert_eq!(UFUNCS.iter().filter(|other| other.name == ufunc.name).count(), 1, "{}", ufunc.name);
    }
}

struct UfuncArity {
    inputs: usize,
    outputs: usize,
}

fn arity(ufunc: &Ufunc) -> UfuncArity {
    let first = ufunc.signatures().next().expect("a signature");
    UfuncArity { inputs: ufunc.inputs(), outputs: first.len() - ufunc.inputs() - 2 }
}
