//! What the tests of numbered rules share.

use nd::Result;

/// What a test of a rule gives back.
pub(crate) type Tested = Result<()>;

/// Whether a result is an error of that kind and text.
#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T>, said: &str) {
    let error = result.expect_err(said);
    assert_eq!(format!("{}: {error}", error.kind().name()), said);
}

/// Whether `Debug`, which is NumPy's `repr`, is `printed`.
#[track_caller]
pub(crate) fn prints(found: impl std::fmt::Debug, printed: &str) {
    assert_eq!(format!("{found:?}"), printed);
}
