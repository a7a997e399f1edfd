//! Tests of buffers and borrows, by theme. The order of reading is that of the modules they test.

mod borrows;
mod footprint;
mod guards;
mod memory;
mod model;
mod threads;

use super::{Access, Buffer, Claim};

/// SplitMix64: a generator small enough to stand here, good enough to pick test cases.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// A strided part of a buffer of `f64`, in elements: offset, lengths, steps.
struct Part<'a> {
    offset: usize,
    shape: &'a [usize],
    strides: &'a [isize],
}

/// A claim on `part` of `buffer`, whose elements have 8 bytes.
fn claim<'a>(buffer: &'a Buffer, access: Access, part: &Part<'a>) -> Claim<'a> {
    let Part { shape, strides, .. } = part;
    Claim { buffer, access, offset: 8 * part.offset, itemsize: 8, shape, strides, managed: None }
}

/// A zeroed buffer, which the small sizes of these tests always get.
fn buffer(len: usize) -> Buffer {
    Buffer::zeroed(len).expect("memory for a test")
}

/// Adds one to the 64-bit counter at `offset`, in two steps that a data race would tear apart.
///
/// # Safety
/// The caller holds a write borrow of those bytes.
unsafe fn increment(buffer: &Buffer, offset: usize) {
    // SAFETY: the caller has the bytes for itself, and they are inside the buffer and aligned as it is.
    unsafe {
        let counter = buffer.as_ptr().add(offset).cast::<u64>();
        let value = counter.read();
        std::hint::spin_loop();
        counter.write(value + 1);
    }
}

/// The 64-bit counter at `offset`.
///
/// # Safety
/// No other thread is writing those bytes.
unsafe fn counter(buffer: &Buffer, offset: usize) -> u64 {
    // SAFETY: the caller knows that nobody writes; the bytes are inside the buffer and aligned as it is.
    unsafe { buffer.as_ptr().add(offset).cast::<u64>().read() }
}
