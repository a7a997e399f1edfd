//! Folds that are watched.

use super::flags::{clear, raise, read};
use super::watch::Watch;
use super::{report, watching};
use crate::engine::reduce::Folder;
use nd_dtype::Result;
use nd_kernel::{Loop, Num};

/// Runs `fold`, the method `method` of the function `name`, by the loops for `num`, and does what the policy says about its
/// errors. `fold` gets the loops to run, gives the errors of casts within it, and holds no borrow when it is done.
///
/// The processor's flags tell of sums, products and quotients of floats; the loop of any other function is watched.
///
/// # Errors
/// Those of `fold`; what the policy raises.
pub(in crate::engine) fn watched_fold<'a>(
    (name, method): (&'static str, &'static str),
    num: Num,
    (folder, run): (Folder<'a>, Loop),
    fold: impl FnOnce(Folder<'_>) -> Result<u8>,
) -> Result<()> {
    if !watching() {
        return fold(folder).map(drop);
    }
    if matches!(name, "add" | "subtract" | "multiply" | "divide") && num >= Num::F16 {
        let before = read();
        clear();
        let casts = fold(folder);
        let found = read();
        raise(before);
        return report(method, found | casts?);
    }
    let computes = [num; 3];
    let watch = Watch::new(name, run, &computes, 2);
    let casts = fold(Folder::Watched(&watch))?;
    report(method, watch.found() | casts)
}
