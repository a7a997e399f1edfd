//! The options in force where none are given: those of the process, or of a scope on this thread.

#![forbid(unsafe_code)]

use super::PrintOptions;
use std::cell::RefCell;
use std::sync::{Arc, PoisonError, RwLock};

/// What [`set_printoptions`] set; `None` for NumPy's defaults.
static PROCESS: RwLock<Option<Arc<PrintOptions>>> = RwLock::new(None);

thread_local! {
    /// The scopes that this thread is inside of.
    static SCOPES: RefCell<Vec<Arc<PrintOptions>>> = const { RefCell::new(Vec::new()) };
}

/// The options in force on this thread, without copying their parts.
pub(super) fn current() -> Arc<PrintOptions> {
    if let Some(innermost) = SCOPES.with_borrow(|scopes| scopes.last().cloned()) {
        return innermost;
    }
    let process = PROCESS.read().unwrap_or_else(PoisonError::into_inner);
    process.clone().unwrap_or_default()
}

/// The options by which `{}` and `{:?}` print arrays here: those of the innermost [`with_printoptions`] on this thread,
/// else those of [`set_printoptions`], else NumPy's defaults.
///
/// ```
/// assert_eq!(nd_core::get_printoptions(), nd_core::PrintOptions::default());
/// ```
#[doc(alias = "numpy.get_printoptions")]
pub fn get_printoptions() -> PrintOptions {
    PrintOptions::clone(&current())
}

/// Sets the options by which `{}` and `{:?}` print arrays, on all threads; [`with_printoptions`] is for a scope.
///
/// ```
/// use nd_core::{PrintOptions, get_printoptions, set_printoptions};
/// set_printoptions(PrintOptions { precision: 2, ..get_printoptions() });
/// assert_eq!(nd_core::array![0.123456, 1.0].to_string(), "[0.12 1.  ]");
/// ```
#[doc(alias = "numpy.set_printoptions")]
pub fn set_printoptions(options: PrintOptions) {
    *PROCESS.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(options));
}

/// Calls `f`, inside of which `{}` and `{:?}` print arrays by `options` on this thread.
///
/// ```
/// use nd_core::{PrintOptions, get_printoptions, with_printoptions};
/// let x = nd_core::array![1e-10, 1.0];
/// let options = PrintOptions { suppress: true, ..get_printoptions() };
/// assert_eq!(with_printoptions(options, || x.to_string()), "[0. 1.]");
/// assert_eq!(x.to_string(), "[1.e-10 1.e+00]");
/// ```
#[doc(alias = "numpy.printoptions")]
pub fn with_printoptions<R>(options: PrintOptions, f: impl FnOnce() -> R) -> R {
    /// Leaves the scope, also by a panic.
    struct Leave;
    impl Drop for Leave {
        fn drop(&mut self) {
            SCOPES.with_borrow_mut(Vec::pop);
        }
    }
    SCOPES.with_borrow_mut(|scopes| scopes.push(Arc::new(options)));
    let _leave = Leave;
    f()
}
