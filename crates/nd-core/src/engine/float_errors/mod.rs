//! Floating-point errors: what to do when a result is infinite, NaN or lost, and how that is noticed.
//!
//! The policy belongs to a thread and is to ignore everything, as the arithmetic itself does. While some thread has
//! another, that thread's calls leave the short way and go through [`Watch`], which looks at the values that go into a loop
//! and come out of it. The status flags of the processor would be cheaper, but tell less: vector kernels compute both sides
//! of a branch and lanes that nobody asked for, and the compiler takes for granted that no one looks at the flags. Sums,
//! products and quotients have one loop over many values; for them the flags are what there is, and exact. Casts are told by
//! their sources (`casts`). Nothing is reported while a borrow is held, because a callback may want one.

mod casts;
mod flags;
mod folds;
mod watch;

pub(crate) use casts::{CAST, CastErrors, CastWatch, argument_errors, report_argument};
pub(super) use flags::{clear, raise, read};
pub(super) use folds::watched_fold;
pub(crate) use watch::Watch;

use core::cell::{Cell, RefCell};
use core::sync::atomic::{AtomicUsize, Ordering};
use nd_dtype::{Error, ErrorKind, Result};
use std::rc::Rc;

/// What to do about one kind of floating-point error.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FloatAction {
    /// Nothing: the result says it all.
    #[default]
    Ignore,
    /// The function returns an error.
    Raise,
    /// The callback that [`seterrcall`] set is called.
    Call,
}

/// What to do about each kind of floating-point error.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ErrState {
    /// An infinite result of finite operands at a pole: division by zero, the logarithm of zero.
    pub divide: FloatAction,
    /// A result too large.
    pub over: FloatAction,
    /// A result too close to zero.
    pub under: FloatAction,
    /// A result that is no number, of operands that are.
    pub invalid: FloatAction,
}

impl ErrState {
    /// The same action for all.
    pub const fn all(action: FloatAction) -> ErrState {
        ErrState { divide: action, over: action, under: action, invalid: action }
    }
}

/// Kinds of errors as bits, as NumPy's callbacks get them.
pub(super) const DIVIDE: u8 = 1;
pub(super) const OVERFLOW: u8 = 2;
pub(super) const UNDERFLOW: u8 = 4;
pub(super) const INVALID: u8 = 8;

/// What a callback is called with: the kind of error in words, and the bits of all kinds that came together.
pub type FloatCallback = dyn Fn(&'static str, u8);

/// How many threads have a policy other than to ignore everything.
static WATCHING: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static STATE: Cell<ErrState> = const { Cell::new(ErrState::all(FloatAction::Ignore)) };
    static CALLBACK: RefCell<Option<Rc<FloatCallback>>> = const { RefCell::new(None) };
}

/// The policy of this thread.
///
/// ```
/// assert_eq!(nd_core::geterr(), nd_core::ErrState::default());
/// ```
#[doc(alias = "numpy.geterr")]
pub fn geterr() -> ErrState {
    STATE.get()
}

/// Sets the policy of this thread and returns the one before. [`errstate`] sets it for a while.
///
/// ```
/// use nd_core::{ErrState, FloatAction, geterr, seterr};
/// let before = seterr(ErrState { divide: FloatAction::Raise, ..geterr() });
/// let error = nd_core::operators::DIVIDE.binary(nd_core::Operand::operand(&nd_core::array![1.0]), nd_core::Operand::operand(&0.0));
/// assert_eq!(error.unwrap_err().to_string(), "divide by zero encountered in divide");
/// seterr(before);
/// ```
#[doc(alias = "numpy.seterr")]
pub fn seterr(state: ErrState) -> ErrState {
    let before = STATE.replace(state);
    let quiet = ErrState::default();
    if before == quiet && state != quiet {
        WATCHING.fetch_add(1, Ordering::Relaxed);
    } else if before != quiet && state == quiet {
        WATCHING.fetch_sub(1, Ordering::Relaxed);
    }
    before
}

/// Sets the policy of this thread until the guard is dropped.
///
/// Operators panic with the error that functions return. The policy does not follow work to other threads; nd's own
/// report to the thread that called.
///
/// ```
/// use nd_core::{ErrState, FloatAction, array, errstate};
/// let _raise = errstate(ErrState::all(FloatAction::Raise));
/// let sum = nd_core::operators::ADD.reduce(&array![1e308, 1e308], &nd_core::axis(..));
/// assert_eq!(sum.unwrap_err().to_string(), "overflow encountered in reduce");
/// ```
#[doc(alias = "numpy.errstate")]
#[must_use = "the policy lasts as long as the guard"]
pub fn errstate(state: ErrState) -> ErrStateGuard {
    ErrStateGuard { before: seterr(state), not_send: core::marker::PhantomData }
}

/// Restores the policy that [`errstate`] replaced.
#[derive(Debug)]
pub struct ErrStateGuard {
    before: ErrState,
    /// The policy is this thread's.
    not_send: core::marker::PhantomData<Rc<()>>,
}

impl Drop for ErrStateGuard {
    fn drop(&mut self) {
        seterr(self.before);
    }
}

/// Sets what [`FloatAction::Call`] calls on this thread, and returns what it called before.
///
/// The callback runs after the operation, on the thread that called it, with the kind of error in words.
///
/// ```
/// use nd_core::{ErrState, FloatAction, array, errstate, seterrcall};
/// use std::{cell::Cell, rc::Rc};
/// let seen = Rc::new(Cell::new(""));
/// let told = seen.clone();
/// seterrcall(Some(Rc::new(move |kind, _| told.set(kind))));
/// let _call = errstate(ErrState::all(FloatAction::Call));
/// let _ = array![0.0] / 0.0;
/// assert_eq!(seen.get(), "invalid value");
/// ```
#[doc(alias = "numpy.seterrcall")]
pub fn seterrcall(callback: Option<Rc<FloatCallback>>) -> Option<Rc<FloatCallback>> {
    CALLBACK.replace(callback)
}

/// What [`FloatAction::Call`] calls on this thread.
#[doc(alias = "numpy.geterrcall")]
pub fn geterrcall() -> Option<Rc<FloatCallback>> {
    CALLBACK.with_borrow(Clone::clone)
}

/// A floating-point error under a policy that says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} encountered in {operation}")]
pub struct FloatError {
    /// `divide by zero`, `overflow`, `underflow` or `invalid value`.
    pub kind: &'static str,
    /// The function, or its method.
    pub operation: &'static str,
}

/// Whether this thread wants to know of errors; one load where no thread does.
#[inline]
pub(crate) fn watching() -> bool {
    WATCHING.load(Ordering::Relaxed) != 0 && STATE.get() != ErrState::default()
}

/// Does what the policy says about the errors `found` in `operation`.
///
/// # Errors
/// [`FloatError`] for the first kind that is to be raised.
pub(crate) fn report(operation: &'static str, found: u8) -> Result<()> {
    let state = STATE.get();
    let kinds = [
        (DIVIDE, state.divide, "divide by zero"),
        (OVERFLOW, state.over, "overflow"),
        (UNDERFLOW, state.under, "underflow"),
        (INVALID, state.invalid, "invalid value"),
    ];
    for (bit, action, kind) in kinds {
        if found & bit == 0 {
            continue;
        }
        match action {
            FloatAction::Ignore => {}
            FloatAction::Raise => {
                return Err(Error::new(ErrorKind::FloatingPoint, FloatError { kind, operation }));
            }
            FloatAction::Call => {
                // The callback may set another, so none is borrowed while it runs.
                if let Some(callback) = geterrcall() {
                    callback(kind, found);
                }
            }
        }
    }
    Ok(())
}
