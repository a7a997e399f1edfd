//! What allocates and how much, counted: views share memory, and work in place needs none.
//!
//! A binary of its own, because the allocator that counts is the whole process's. Arrays here stay below 1 MiB, from
//! where on memory comes as pages from the operating system, which no allocator sees; only what must not allocate at
//! any size is also run on a million elements.

use nd_core::{Array, Operand as _, arange, ones, set_threads, zeros};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The system's allocator, with a count of the bytes asked for.
struct Counting;

static BYTES: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        BYTES.fetch_add(size, Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.realloc(ptr, layout, size) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The bytes that `job` asks for.
fn allocated<R>(job: impl FnOnce() -> R) -> (R, usize) {
    let before = BYTES.load(Ordering::Relaxed);
    let result = job();
    (result, BYTES.load(Ordering::Relaxed) - before)
}

/// Room for the words that describe an array, far below the bytes of its elements.
const DESCRIPTION: usize = 2048;

#[track_caller]
fn assert_shares(whole: &Array, what: &str, job: impl Fn() -> Array) {
    let (view, bytes) = allocated(job);
    assert!(bytes < DESCRIPTION, "{what} allocates {bytes} bytes");
    assert!(view.size() == 0 || view.shares_memory(whole), "{what} does not share");
}

// One test, so that nothing else allocates meanwhile.
#[test]
fn views_and_work_in_place_allocate_no_elements() {
    set_threads(1);
    let x = arange(90_000).reshape((300, 300)).expect("a matrix");
    let records = zeros(50_000, "i4,f8").expect("records");
    // Before anything is counted: the owner is noted once, kernels are chosen once.
    let _first = (x.t(), records.field("f0").expect("a field"));
    assert_shares(&x, "clone", || x.clone());
    assert_shares(&x, "alias", || x.alias());
    assert_shares(&x, "slice", || x.slice((1..290, 5..)).expect("a slice"));
    assert_shares(&x, "row", || x.index_axis(0, 3).expect("a row"));
    assert_shares(&x, "transpose", || x.t());
    assert_shares(&x, "moveaxis", || x.moveaxis(0, 1).expect("a view"));
    assert_shares(&x, "expand_dims", || x.expand_dims(1).expect("a view"));
    assert_shares(&x, "reshape", || x.reshape((30, 10, 300)).expect("a view"));
    assert_shares(&x, "ravel", || x.ravel().expect("a view"));
    assert_shares(&x, "broadcast", || x.broadcast_to((3, 300, 300)).expect("a view"));
    assert_shares(&x, "bytes", || x.view_as("u1").expect("a view"));
    assert_shares(&records, "field", || records.field("f1").expect("a field"));
    let (base, bytes) = allocated(|| x.t().base().expect("an owner"));
    assert!(base.shares_memory(&x) && bytes < DESCRIPTION, "base allocates {bytes} bytes");

    for size in [100_000, 1_000_000] {
        work_in_place(size);
    }

    indexing(100_000);

    // A vector becomes an array where it lies.
    let vec = vec![1.0f64; 100_000];
    let (from_vec, bytes) = allocated(|| Array::from_vec(vec).expect("an array"));
    assert!(from_vec.size() == 100_000 && bytes < DESCRIPTION, "from_vec allocates {bytes} bytes");
    // An operand that is given up lends its memory to the result, up a whole chain.
    let a = ones(100_000, "f8").expect("ones");
    let (chain, bytes) = allocated(|| (&a + &a) * 2.0 + 1.0);
    assert_eq!(chain.size(), 100_000);
    assert!(bytes < 800_000 + 3 * 4096, "a chain of three operators allocates {bytes} bytes");
}

/// Index arrays are read as they are, whatever their dtype, and masks without a list of what they select.
fn indexing(size: usize) {
    let (x, values) = (ones(size, "f8").expect("ones"), ones(size, "f8").expect("ones"));
    let mask = ones(size, "?").expect("a mask");
    for dtype in ["i8", "i4", "u1", ">i2"] {
        let index = zeros(size, dtype).expect("an index");
        let ((), bytes) = allocated(|| x.set(&index, 2.0).expect("written"));
        assert!(bytes < 8192, "x[{dtype}] = v allocates {bytes} bytes");
        let ((), bytes) = allocated(|| x.set(&index, &values).expect("written"));
        assert!(bytes < 8192, "x[{dtype}] = values allocates {bytes} bytes");
        let ((), bytes) = allocated(|| {
            nd_core::operators::ADD.at(&x, &index, Some(&(&values).operand())).expect("added");
        });
        assert!(bytes < 8192, "add.at of {dtype} allocates {bytes} bytes");
        let (found, bytes) = allocated(|| x.get(&index).expect("elements"));
        assert!(bytes < 8 * found.size() + 8192, "x[{dtype}] allocates {bytes} bytes");
    }
    let ((), bytes) = allocated(|| x.set(&mask, 3.0).expect("written"));
    assert!(bytes < 8192, "x[mask] = v allocates {bytes} bytes");
    let ((), bytes) = allocated(|| x.set(&mask, &values).expect("written"));
    assert!(bytes < 8192, "x[mask] = values allocates {bytes} bytes");
    let none = zeros(size, "?").expect("a mask");
    let (found, bytes) = allocated(|| x.get(&none).expect("elements"));
    assert!(found.is_empty() && bytes < 8192, "x[mask] without elements allocates {bytes} bytes");
    let (found, bytes) = allocated(|| x.get(&mask).expect("elements"));
    assert!(bytes < 8 * found.size() + 8192, "x[mask] allocates {bytes} bytes");
}

fn work_in_place(size: usize) {
    let (mut a, b) = (ones(size, "f8").expect("ones"), ones(size, "f8").expect("ones"));
    let ((), bytes) = allocated(|| a += &b);
    assert!(bytes < 4096, "a += b allocates {bytes} bytes");
    let ((), bytes) = allocated(|| a *= 2.0);
    assert!(bytes < 4096, "a *= 2 allocates {bytes} bytes");
    let ((), bytes) = allocated(|| a.fill(3).expect("filled"));
    assert!(bytes < 4096, "fill allocates {bytes} bytes");
    let ((), bytes) = allocated(|| a.assign(&b).expect("assigned"));
    assert!(bytes < 4096, "assignment allocates {bytes} bytes");
    let (sum, bytes) = allocated(|| nd_core::operators::ADD.reduce(&a, &nd_core::axis(..)).expect("a sum"));
    assert_eq!(sum.item::<f64>().expect("a number"), size as f64);
    assert!(bytes < 4096, "a sum allocates {bytes} bytes");
    // Operands of another dtype pass through a small buffer, never through a converted copy.
    let narrow = ones(size, ">i4").expect("ones");
    let ((), bytes) = allocated(|| a += &narrow);
    assert!(bytes < 4096, "a += b of another dtype allocates {bytes} bytes");
}
