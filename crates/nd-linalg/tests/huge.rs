//! Matrices too large to work on: an error, whatever they are broadcast from.

use nd_core::{Array, ErrorKind, Result, zeros};

/// A square matrix over eight bytes, with more elements than any memory holds.
fn endless() -> Array {
    zeros((), "f8").unwrap().broadcast_to([1_usize << 26; 2]).unwrap()
}

#[track_caller]
fn check<T>(result: Result<T>) {
    assert_eq!(result.err().map(|error| error.kind()), Some(ErrorKind::Memory));
}

#[test]
fn decompositions_refuse_what_memory_does_not_hold() {
    let a = endless();
    check(nd_linalg::inv(&a));
    check(nd_linalg::det(&a));
    check(nd_linalg::slogdet(&a));
    check(nd_linalg::cholesky(&a));
    check(nd_linalg::svd(&a));
    check(nd_linalg::qr(&a));
    check(nd_linalg::eigh(&a));
    check(nd_linalg::eig(&a));
    check(nd_linalg::pinv(&a));
    check(nd_linalg::solve(&a, &zeros(1_usize << 26, "f8").unwrap()));
}
