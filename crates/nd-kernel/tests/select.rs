//! Selection by mask and by index against loops over single elements, with every byte of the memory compared.

mod support;

use nd_kernel::{isa, select};
use support::{Rng, assert_same};

const ITEM_SIZES: [usize; 8] = [1, 2, 3, 4, 8, 12, 16, 40];
/// Below, at and above the vectors and blocks.
const SIZES: [usize; 14] = [0, 1, 2, 7, 8, 15, 63, 64, 65, 127, 128, 200, 600, 1000];

/// Elements in memory at a stride, with noise before, between and after.
#[derive(Clone)]
struct Strided {
    memory: Vec<u8>,
    start: usize,
    stride: isize,
    size: usize,
}

impl Strided {
    fn random(rng: &mut Rng, n: usize, size: usize, stride: isize) -> Self {
        let step = stride.unsigned_abs() * n.saturating_sub(1);
        let memory = (0..step + size + 70).map(|_| rng.next() as u8).collect();
        Self { memory, start: 35 + if stride < 0 { step } else { 0 }, stride, size }
    }

    fn at(&self, i: usize) -> usize {
        (self.start as isize + i as isize * self.stride) as usize
    }

    fn get(&self, i: usize) -> &[u8] {
        &self.memory[self.at(i)..][..self.size]
    }

    fn set(&mut self, i: usize, item: &[u8]) {
        let at = self.at(i);
        self.memory[at..at + self.size].copy_from_slice(item);
    }

    fn ptr(&self) -> *const u8 {
        self.memory[self.start..].as_ptr()
    }

    fn ptr_mut(&mut self) -> *mut u8 {
        self.memory[self.start..].as_mut_ptr()
    }
}

/// A mask with about `percent` true bytes of any value.
fn mask(rng: &mut Rng, n: usize, percent: usize, stride: isize) -> Strided {
    let mut mask = Strided::random(rng, n, 1, stride);
    for i in 0..n {
        let byte = if rng.below(100) < percent { [1, 2, 0x80, 0xff][rng.below(4)] } else { 0 };
        mask.set(i, &[byte]);
    }
    mask
}

fn strides(size: usize) -> [isize; 3] {
    [size as isize, size as isize + 3, -(size as isize)]
}

/// Calls `body(rng, size, n, mask, stride, context)` at every level for every size of element and mask.
fn for_masks(mut body: impl FnMut(&mut Rng, usize, usize, &Strided, isize, &str)) {
    let mut rng = Rng(1);
    for size in ITEM_SIZES {
        for n in SIZES {
            for percent in [0, 2, 50, 98, 100] {
                for (mask_stride, stride) in [1, 1, -1, 4].into_iter().zip(strides(size).into_iter().cycle())
                {
                    let mask = mask(&mut rng, n, percent, mask_stride);
                    for level in isa::levels() {
                        let context = format!(
                            "items of {size}, n = {n}, {percent} %, strides {mask_stride} and {stride}, {}",
                            level.name()
                        );
                        isa::with_level(level, || body(&mut rng, size, n, &mask, stride, &context));
                    }
                }
            }
        }
    }
}

fn chosen(mask: &Strided, n: usize) -> Vec<usize> {
    (0..n).filter(|&i| mask.get(i)[0] != 0).collect()
}

#[test]
fn compress_and_count() {
    for_masks(|rng, size, n, mask, stride, context| {
        let places = chosen(mask, n);
        // SAFETY: the mask has `n` bytes.
        let count = unsafe { select::count_true(n, mask.ptr(), mask.stride) };
        assert_eq!(count, places.len(), "{context}");
        let src = Strided::random(rng, n, size, stride);
        // Exactly enough room, and less.
        for room in [count, count / 2, count.saturating_sub(1)] {
            let before = Strided::random(rng, room, size, size as isize);
            let (mut got, mut want) = (before.clone(), before);
            for (k, &i) in places.iter().take(room).enumerate() {
                want.set(k, src.get(i));
            }
            // SAFETY: mask and source have `n` elements, the output has `room`.
            let written = unsafe {
                let (to, from) = (got.ptr_mut(), src.ptr());
                select::compress(size, n, mask.ptr(), mask.stride, from, stride, to, room)
            };
            assert_eq!(written, room, "{context}");
            assert_same(&got.memory, &want.memory, || format!("compress, room {room}, {context}"));
        }
        if size == 8 {
            let before = Strided::random(rng, count, 8, 8);
            let (mut got, mut want) = (before.clone(), before);
            for (k, &i) in places.iter().enumerate() {
                want.set(k, &(i as i64 + 1000).to_ne_bytes());
            }
            // SAFETY: the mask has `n` bytes, the output `count` elements.
            let written =
                unsafe { select::nonzero(n, mask.ptr(), mask.stride, 1000, got.ptr_mut().cast(), count) };
            assert_eq!(written, count, "{context}");
            assert_same(&got.memory, &want.memory, || format!("nonzero, {context}"));
        }
    });
}

#[test]
fn expand_and_fill() {
    for_masks(|rng, size, n, mask, stride, context| {
        let places = chosen(mask, n);
        let before = Strided::random(rng, n, size, stride);
        for count in [places.len(), places.len() / 2] {
            let values = Strided::random(rng, count, size, size as isize);
            let (mut got, mut want) = (before.clone(), before.clone());
            for (k, &i) in places.iter().take(count).enumerate() {
                want.set(i, values.get(k));
            }
            // SAFETY: mask and output have `n` elements, and there are `count` values.
            let used = unsafe {
                let (from, to) = (values.ptr(), got.ptr_mut());
                select::expand(size, n, mask.ptr(), mask.stride, from, count, to, stride)
            };
            assert_eq!(used, count, "{context}");
            assert_same(&got.memory, &want.memory, || format!("expand of {count}, {context}"));
        }
        let value = Strided::random(rng, 1, size, size as isize);
        let (mut got, mut want) = (before.clone(), before);
        for &i in &places {
            want.set(i, value.get(0));
        }
        // SAFETY: mask and output have `n` elements, and there is one value.
        unsafe {
            select::fill(size, n, mask.ptr(), mask.stride, value.ptr(), got.ptr_mut(), stride);
        }
        assert_same(&got.memory, &want.memory, || format!("fill, {context}"));
    });
}

#[test]
fn where_takes_one_of_two() {
    for_masks(|rng, size, n, mask, stride, context| {
        let x = Strided::random(rng, n, size, stride);
        let y = Strided::random(rng, n, size, size as isize);
        for alias in [false, true] {
            let before = if alias { x.clone() } else { Strided::random(rng, n, size, stride) };
            let (mut got, mut want) = (before.clone(), before);
            for i in 0..n {
                want.set(i, if mask.get(i)[0] != 0 { x.get(i) } else { y.get(i) });
            }
            let out = got.ptr_mut();
            let x = if alias { out } else { x.ptr().cast_mut() };
            let ptrs = [mask.ptr().cast_mut(), x, y.ptr().cast_mut(), out];
            let strides = [mask.stride, stride, size as isize, stride];
            match select::where_loop(size) {
                // SAFETY: every operand has `n` elements at its stride; the output is `x` exactly, or apart.
                Some(f) => unsafe { f(n, ptrs.as_ptr(), strides.as_ptr()) },
                // SAFETY: as above.
                None => unsafe { select::where_select(size, n, ptrs, strides) },
            }
            assert_same(&got.memory, &want.memory, || format!("where, alias: {alias}, {context}"));
        }
    });
}

/// `n` indices into an axis of `len`, some negative.
fn indices(rng: &mut Rng, n: usize, len: usize, stride: isize) -> Strided {
    let mut list = Strided::random(rng, n, 8, stride);
    for k in 0..n {
        let index = rng.below(2 * len) as i64 - len as i64;
        list.set(k, &index.to_ne_bytes());
    }
    list
}

fn wrapped(list: &Strided, k: usize, len: usize) -> usize {
    let index = i64::from_ne_bytes(list.get(k).try_into().unwrap());
    if index < 0 { (index + len as i64) as usize } else { index as usize }
}

#[test]
fn take_and_put() {
    let mut rng = Rng(2);
    for size in ITEM_SIZES {
        // The longest axis is one that is prefetched from.
        for (n, len) in
            [(0, 5), (1, 1), (9, 3), (255, 40), (256, 1000), (257, 1000), (700, (1 << 20) / size + 1)]
        {
            for (index_stride, stride) in [8, 16, -8].into_iter().zip(strides(size)) {
                let list = indices(&mut rng, n, len, index_stride);
                let context =
                    format!("items of {size}, n = {n}, len = {len}, strides {index_stride} and {stride}");
                let src = Strided::random(&mut rng, len, size, stride);
                let before = Strided::random(&mut rng, n, size, stride);
                let mut want = before.clone();
                for k in 0..n {
                    want.set(k, src.get(wrapped(&list, k, len)));
                }
                let mut got = before.clone();
                // SAFETY: every operand has the elements that it is said to have, at its stride.
                let result = unsafe {
                    let (idx, from, to) = (list.ptr().cast(), src.ptr(), got.ptr_mut());
                    select::take(size, n, idx, index_stride, from, stride, len, to, stride)
                };
                assert_eq!(result, Ok(()), "{context}");
                assert_same(&got.memory, &want.memory, || format!("take, {context}"));

                let mut want = src.clone();
                for k in 0..n {
                    want.set(wrapped(&list, k, len), before.get(k));
                }
                let mut got = src.clone();
                // SAFETY: as above.
                let result = unsafe {
                    let (idx, from, to) = (list.ptr().cast(), before.ptr(), got.ptr_mut());
                    select::put(size, n, idx, index_stride, from, stride, to, stride, len)
                };
                assert_eq!(result, Ok(()), "{context}");
                assert_same(&got.memory, &want.memory, || format!("put, {context}"));
            }
        }
    }
}

/// The first index out of bounds is named, wherever it is, and `put` writes nothing then.
#[test]
fn bad_indices_are_named() {
    let mut rng = Rng(3);
    let len = 50;
    for bad in
        [len as i64, -(len as i64) - 1, i64::MAX, i64::MIN, i64::MIN + len as i64, i64::MAX - len as i64]
    {
        for (n, at) in [(1, 0), (255, 254), (256, 0), (600, 256), (600, 511), (600, 599)] {
            let mut list = indices(&mut rng, n, len, 8);
            list.set(at, &bad.to_ne_bytes());
            if at + 1 < n {
                list.set(n - 1, &i64::MIN.to_ne_bytes());
            }
            let src = Strided::random(&mut rng, len.max(n), 8, 8);
            let mut out = Strided::random(&mut rng, n.max(len), 8, 8);
            let before = out.memory.clone();
            let idx = list.ptr().cast();
            for level in isa::levels() {
                isa::with_level(level, || {
                    // SAFETY: the list has `n` indices, and both arrays at least `n` and `len` elements.
                    unsafe {
                        assert_eq!(select::check_indices(n, idx, 8, len), Err(at), "{bad}");
                        assert_eq!(select::put(8, n, idx, 8, src.ptr(), 8, out.ptr_mut(), 8, len), Err(at));
                        assert_eq!(out.memory, before);
                        assert_eq!(select::check_indices(at, idx, 8, len), Ok(()));
                    }
                });
            }
            // SAFETY: as above.
            let taken = unsafe { select::take(8, n, idx, 8, src.ptr(), 8, len, out.ptr_mut(), 8) };
            assert_eq!(taken, Err(at), "{bad}");
        }
    }
    // An empty axis has no good index.
    let zero = 0i64;
    // SAFETY: there is one index.
    assert_eq!(unsafe { select::check_indices(1, &zero, 8, 0) }, Err(0));
}
