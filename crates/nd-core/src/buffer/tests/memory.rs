//! Blocks: contents, alignment, sharing, foreign owners, the pool, sizes that do not exist.

use super::buffer;
use crate::buffer::pages::Pages;
use crate::buffer::pool::{LARGE, Pool, size_class};
use crate::buffer::{AllocError, Buffer, size_text};
use core::ptr::NonNull;
use core::sync::atomic::{AtomicUsize, Ordering};
use nd_dtype::{Error, ErrorKind};
use std::sync::Arc;

/// The bytes of a buffer that nobody is writing.
fn bytes(buffer: &Buffer) -> &[u8] {
    // SAFETY: the tests of this file use a buffer from one thread, read it after writing it, and only make
    // initialised ones.
    unsafe { core::slice::from_raw_parts(buffer.as_ptr(), buffer.len()) }
}

fn fill(buffer: &Buffer, value: u8) {
    // SAFETY: as in `bytes`, and no slice of the buffer is alive.
    unsafe { buffer.as_ptr().write_bytes(value, buffer.len()) }
}

#[test]
fn zeroed_is_zero_and_aligned_at_every_size() {
    for len in [0, 1, 15, 16, 100, 2047, 2048, 4096, 100_001, LARGE - 1, LARGE, LARGE + 1, 5_000_000] {
        // A block that was dirtied and freed comes first, so that the allocator has something to give back.
        fill(&buffer(len), 0xAB);
        let fresh = buffer(len);
        assert_eq!(fresh.len(), len);
        assert!(bytes(&fresh).iter().all(|&b| b == 0), "{len}");
        let align = if len < 2048 { 16 } else { 64 };
        assert_eq!(fresh.as_ptr().addr() % align, 0, "{len}");
        assert!(fresh.is_writable() && fresh.is_own() && fresh.is_unique());
    }
}

#[test]
fn outputs_can_be_written_at_every_size() {
    for len in [0, 1, 63, 2048, 70_000, LARGE, 3 * LARGE + 17] {
        // SAFETY: `fill` writes every byte before any is read.
        let output = unsafe { Buffer::for_output(len) }.expect("memory for a test");
        fill(&output, 7);
        assert!(bytes(&output).iter().all(|&b| b == 7), "{len}");
    }
}

#[test]
fn sizes_that_do_not_exist_are_errors() {
    for len in [1 << 62, isize::MAX as usize, isize::MAX as usize + 1, usize::MAX] {
        assert_eq!(Buffer::zeroed(len).unwrap_err(), AllocError { bytes: len });
        // SAFETY: no buffer comes of it.
        assert_eq!(unsafe { Buffer::for_output(len) }.unwrap_err(), AllocError { bytes: len });
    }
    let error = Error::from(Buffer::zeroed(1 << 62).unwrap_err());
    assert_eq!(error.kind(), ErrorKind::Memory);
    assert_eq!(error.to_string(), "Unable to allocate 4.00 EiB");
}

/// From NumPy: `np._core._exceptions._ArrayMemoryError._size_to_string(n)`.
#[test]
fn sizes_are_worded_as_numpy_words_them() {
    let table: [(u128, &str); 16] = [
        (0, "0 bytes"),
        (1, "1 bytes"),
        (1000, "1000 bytes"),
        (1023, "1023 bytes"),
        (1024, "1.00 KiB"),
        (1025, "1.00 KiB"),
        ((1 << 20) - 1, "1.00 MiB"),
        (1 << 20, "1.00 MiB"),
        (1_000_000, "977. KiB"),
        ((1 << 30) - 1, "1.00 GiB"),
        (1023 << 20, "1023. MiB"),
        (1_048_156_569, "1000. MiB"),
        (1 << 62, "4.00 EiB"),
        (1 << 65, "32.0 EiB"),
        ((1 << 70) - 1, "1024. EiB"),
        (1 << 80, "1048576. EiB"),
    ];
    for (bytes, text) in table {
        assert_eq!(size_text(bytes), text, "{bytes}");
    }
}

#[test]
fn clones_share_and_count() {
    let a = Buffer::copy_of(b"abc").expect("memory for a test");
    let b = a.clone();
    assert!(a.ptr_eq(&b) && a.id() == b.id() && !a.is_unique());
    fill(&a, b'x');
    assert_eq!(bytes(&b), b"xxx");
    drop(a);
    assert!(b.is_unique());
    let other = buffer(3);
    assert!(!b.ptr_eq(&other) && b.id() != other.id());
}

#[test]
fn a_vector_is_taken_without_a_copy() {
    let mut vec = Vec::with_capacity(10);
    vec.extend([1.5f64, -2.0]);
    let address = vec.as_ptr().addr();
    let taken = Buffer::from_vec(vec).expect("memory for a test");
    assert_eq!(taken.as_ptr().addr(), address);
    assert_eq!(bytes(&taken), bytemuck::cast_slice::<f64, u8>(&[1.5, -2.0]));
    assert!(taken.is_own() && taken.is_writable());
    fill(&taken, 0);
    assert_eq!(Buffer::from_vec(Vec::<u32>::new()).expect("memory for a test").len(), 0);
}

#[test]
fn static_bytes_are_read_only() {
    let buffer = Buffer::from_static(b"constant").expect("memory for a test");
    assert_eq!(bytes(&buffer), b"constant");
    assert!(!buffer.is_writable() && !buffer.is_own());
}

/// Counts its drops.
struct Owner(Arc<AtomicUsize>, Box<[u8]>);

impl Drop for Owner {
    fn drop(&mut self) {
        assert!(self.1.iter().all(|&b| b == 9), "the memory outlives its handles");
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_foreign_owner_is_dropped_once_with_the_last_handle() {
    for writable in [true, false] {
        let drops = Arc::new(AtomicUsize::new(0));
        let mut owner = Box::new(Owner(drops.clone(), vec![9; 100].into()));
        let data = NonNull::from(&mut *owner.1).cast();
        // SAFETY: the bytes live on the heap until `owner` drops them, and the test touches them through the
        // buffer only.
        let foreign = unsafe { Buffer::from_foreign(data, 100, owner, writable) }.expect("memory for a test");
        assert!(!foreign.is_own());
        assert_eq!(foreign.is_writable(), writable);
        let other = foreign.clone();
        drop(foreign);
        assert_eq!(drops.load(Ordering::SeqCst), 0);
        std::thread::spawn(move || drop(other)).join().expect("dropping does not panic");
        assert_eq!(drops.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn size_classes_waste_at_most_an_eighth() {
    let mut bytes = LARGE;
    while bytes < 1 << 40 {
        let class = size_class(bytes).expect("far from overflow");
        assert!(
            class >= bytes && class - bytes <= bytes / 8 && class.is_multiple_of(4096),
            "{bytes} {class}"
        );
        assert_eq!(size_class(class), Some(class), "a class is its own class");
        bytes += bytes / 11;
    }
    assert_eq!(size_class(usize::MAX), None);
    assert_eq!(size_class(isize::MAX as usize), None, "rounded up it is too long for an allocation");
}

fn page_block(bytes: usize) -> Pages {
    Pages::map(bytes).expect("memory for a test")
}

#[test]
fn the_pool_reuses_and_is_bounded() {
    let pool = Pool::new(4 << 20);
    assert!(pool.take(1 << 20).is_none());
    let block = page_block(1 << 20);
    let address = block.start();
    pool.put(block);
    assert_eq!(pool.held(), 1 << 20);
    assert!(pool.take(2 << 20).is_none(), "only the same class");
    let again = pool.take(1 << 20).expect("the block just put there");
    assert_eq!((again.start(), pool.held()), (address, 0));

    for _ in 0..10 {
        pool.put(page_block(1 << 20));
        assert!(pool.held() <= 4 << 20);
    }
    // The oldest make room.
    pool.put(page_block(3 << 20));
    assert_eq!(pool.held(), 4 << 20);
    assert!(pool.take(3 << 20).is_some() && pool.take(1 << 20).is_some() && pool.take(1 << 20).is_none());
    pool.put(page_block(5 << 20));
    assert_eq!(pool.held(), 0, "longer than the bound");
    pool.put(page_block(2 << 20));
    pool.clear();
    assert_eq!(pool.held(), 0);
    assert!(pool.take(2 << 20).is_none());
}
