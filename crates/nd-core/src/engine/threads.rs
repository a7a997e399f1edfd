//! The private thread pool, and the rule for when to use it.
//!
//! Jobs on this pool are leaf kernels: no user code, no borrows taken, no waiting. An operation that is itself called
//! on any rayon worker runs serially, so that neither this pool nor the user's can deadlock on the other.

use super::float_errors;
use core::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// The number asked for; 0 until someone asks.
static REQUESTED: AtomicUsize = AtomicUsize::new(0);

/// The pool in use and its size; rebuilt when the number changes.
static POOL: Mutex<Option<(usize, Arc<rayon::ThreadPool>)>> = Mutex::new(None);

/// The most threads of the pool: more than any machine gains from, few enough to start.
const MOST: usize = 256;

/// Elements of work below which forking costs more than it saves (a fork and join takes 14 to 80 µs).
const MIN_ELEMENTS_PER_THREAD: usize = 1 << 19;

/// Sets how many threads operations may use; 1 keeps everything on the calling thread, 0 restores the default
/// (the number of cores). At most 256 are used.
///
/// Results do not depend on the number of threads.
///
/// ```
/// nd_core::set_threads(1);
/// assert_eq!(nd_core::threads(), 1);
/// nd_core::set_threads(0);
/// ```
pub fn set_threads(n: usize) {
    REQUESTED.store(n, Ordering::Relaxed);
}

/// How many threads operations may use.
pub fn threads() -> usize {
    // Asked once: the answer takes 20 µs of reading the limits of the process.
    static CORES: OnceLock<usize> = OnceLock::new();
    match REQUESTED.load(Ordering::Relaxed) {
        0 => *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, usize::from)),
        n => n.min(MOST),
    }
}

/// How many parts to cut `size` elements of work into: 1 on a rayon worker, for small work, or with one thread.
pub(crate) fn parts_for(size: usize) -> usize {
    if size < 2 * MIN_ELEMENTS_PER_THREAD || rayon::current_thread_index().is_some() {
        return 1;
    }
    threads().min(size / MIN_ELEMENTS_PER_THREAD)
}

/// Runs `job(0) .. job(parts - 1)`, on the pool if there is more than one.
pub(crate) fn run(parts: usize, job: &(dyn Fn(usize) + Sync)) {
    let pool = if parts > 1 { pool() } else { None };
    let Some(pool) = pool else { return (0..parts).for_each(job) };
    let spread = |job: &(dyn Fn(usize) + Sync)| {
        pool.scope(|scope| {
            for part in 0..parts {
                scope.spawn(move |_| job(part));
            }
        });
    };
    if !float_errors::watching() {
        return spread(job);
    }
    // Each worker has status flags of its own; those that a job raises are handed to the thread that waits for it.
    let found = AtomicU8::new(0);
    spread(&|part| {
        float_errors::clear();
        job(part);
        found.fetch_or(float_errors::read(), Ordering::Relaxed);
    });
    float_errors::raise(found.into_inner());
}

/// Runs `leaf` on the pool, or on the calling thread if that is a worker or works alone.
pub(crate) fn install<R: Send>(leaf: impl FnOnce() -> R + Send) -> R {
    let alone = threads() == 1 || rayon::current_thread_index().is_some();
    match if alone { None } else { pool() } {
        Some(pool) => pool.install(leaf),
        None => leaf(),
    }
}

/// The pool for the current number of threads; `None` if the system gives no threads.
fn pool() -> Option<Arc<rayon::ThreadPool>> {
    let n = threads();
    let mut slot = POOL.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some((size, pool)) = &*slot
        && *size == n
    {
        return Some(pool.clone());
    }
    let builder = rayon::ThreadPoolBuilder::new().num_threads(n).thread_name(|i| format!("nd-{i}"));
    let pool = Arc::new(builder.build().ok()?);
    *slot = Some((n, pool.clone()));
    Some(pool)
}
