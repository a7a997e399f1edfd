//! Float sums, bit for bit as NumPy adds them.

mod support;

use nd_kernel::{Num, Reduce, bf16, isa, reduce};
use support::Rng;

/// `np.add.reduce` of the first n of a stream, by NumPy 2.4.6: for f2, f4, f8, c8 and c16 in this order, and in each for
/// every n of [`lengths`]. The stream is that of [`values`]; complex types take it in pairs:
///
/// ```text
/// u = splitmix64(seed=1, count=200006)
/// x = ((u >> 11) * 2.0**-52 - 1) * 2.0**((u & 15) - 8)
/// for d in "f2", "f4", "f8": a = x.astype("f4").astype(d) if d == "f2" else x.astype(d)
/// for d, part in ("c8", "f4"), ("c16", "f8"): a = x.astype(part).view(d)
/// for n in [*range(301), 1000, 8191, 8192, 8193, 100003]: out += np.add.reduce(a[:n]).tobytes()
/// ```
const GOLDEN: &[u8] = include_bytes!("data/sums.bin");

fn lengths() -> impl Iterator<Item = usize> {
    (0..301).chain([1000, 8191, 8192, 8193, 100003])
}

/// Positive and negative numbers of sixteen magnitudes, so that every order of additions has its own result.
fn values(count: usize) -> Vec<f64> {
    let mut rng = Rng(1);
    let value = |u: u64| ((u >> 11) as f64 * 2f64.powi(-52) - 1.0) * 2f64.powi((u & 15) as i32 - 8);
    (0..count).map(|_| value(rng.next())).collect()
}

/// The stream as elements.
fn stream(num: Num, n: usize) -> Vec<u8> {
    let part = match num {
        Num::C64 => Num::F32,
        Num::C128 => Num::F64,
        real => real,
    };
    let values = values(n * num.size() / part.size());
    // float16 goes through float32, as in the script.
    let singles: Vec<f64> = values.iter().map(|&x| f64::from(x as f32)).collect();
    support::elements(part, if part == Num::F64 { &values } else { &singles })
}

/// Calls a fold on `data`, of which every element is `stride` bytes from the one before.
fn sum(f: Reduce, num: Num, n: usize, data: &[u8], start: usize, stride: isize, from: &[u8]) -> Vec<u8> {
    let mut acc = from.to_vec();
    assert_eq!(acc.len(), num.size());
    // SAFETY: the callers lay `n` elements out in `data`.
    unsafe { f(n, data.as_ptr().wrapping_add(start), stride, acc.as_mut_ptr()) };
    acc
}

/// Copies elements to memory in which they are `stride` bytes apart, with noise between them; where the first is.
fn spread(num: Num, packed: &[u8], stride: isize) -> (Vec<u8>, usize) {
    let (size, step) = (num.size(), stride.unsigned_abs());
    let n = packed.len() / size;
    let mut rng = Rng(7);
    let mut memory: Vec<u8> = (0..n * step + size + 8).map(|_| rng.next() as u8).collect();
    let start = if stride < 0 { 5 + n.saturating_sub(1) * step } else { 5 };
    for i in 0..n {
        let at = (start as isize + i as isize * stride) as usize;
        memory[at..at + size].copy_from_slice(&packed[i * size..][..size]);
    }
    (memory, start)
}

#[test]
fn sums_equal_numpy() {
    let mut golden = GOLDEN;
    for num in [Num::F16, Num::F32, Num::F64, Num::C64, Num::C128] {
        let (add, size) = (reduce::add(num).unwrap().reduce, num.size());
        let data = stream(num, 100003);
        let zero = vec![0; size];
        for n in lengths() {
            let (want, rest) = golden.split_at(size);
            golden = rest;
            let packed = &data[..n * size];
            for level in isa::levels() {
                isa::with_level(level, || {
                    let got = sum(add, num, n, packed, 0, size as isize, &zero);
                    assert_eq!(got, want, "{num:?}, n = {n}, {}", level.name());
                });
            }
            for stride in [size as isize, 2 * size as isize, size as isize + 3, -(size as isize)] {
                let (memory, start) = spread(num, packed, stride);
                let got = sum(add, num, n, &memory, start, stride, &zero);
                assert_eq!(got, want, "{num:?}, n = {n}, stride {stride}");
            }
        }
    }
    assert!(golden.is_empty());
}

/// bfloat16 is added as its values in `f32` are, and rounded once, behind an accumulator that counts too.
#[test]
fn bfloat16_is_added_in_singles() {
    let (add, wide) = (reduce::add(Num::BF16).unwrap().reduce, reduce::add(Num::F32).unwrap().reduce);
    for n in lengths() {
        let data = stream(Num::BF16, n);
        let singles: Vec<u8> = data.chunks(2).flat_map(|x| [0, 0, x[0], x[1]]).collect();
        let minus_zero = (-0f32).to_le_bytes();
        let total = sum(wide, Num::F32, n, &singles, 0, 4, &minus_zero);
        let total = f32::from_le_bytes(total.try_into().unwrap());
        for first in [0.0f32, -3.5, 1e30] {
            let want = bf16::from_f32(bf16::from_f32(first).to_f32() + total).to_le_bytes();
            let first = bf16::from_f32(first).to_le_bytes();
            for level in isa::levels() {
                for stride in [2, 4, 5, -2] {
                    let (memory, start) = spread(Num::BF16, &data, stride);
                    let got =
                        isa::with_level(level, || sum(add, Num::BF16, n, &memory, start, stride, &first));
                    assert_eq!(got, want, "n = {n}, stride {stride}, {}", level.name());
                }
            }
        }
    }
}

/// A run that is divided where the tree divides adds up to the same bits.
#[test]
fn trees_can_be_divided() {
    for num in [Num::F32, Num::F64, Num::C64, Num::C128] {
        let (add, size) = (reduce::add(num).unwrap().reduce, num.size());
        let minus_zero = support::elements(num, &[-0.0]);
        let minus_zero = match num {
            Num::C64 => [-0f32; 2].map(f32::to_le_bytes).concat(),
            Num::C128 => [-0f64; 2].map(f64::to_le_bytes).concat(),
            _ => minus_zero,
        };
        for n in [1usize, 64, 65, 128, 129, 136, 500, 1001, 30000] {
            let data = stream(num, n);
            let whole = sum(add, num, n, &data, 0, size as isize, &minus_zero);
            let Some(left) = reduce::pairwise_split(num, n) else {
                assert!(n * if size == num.swap_unit() { 1 } else { 2 } <= 128, "{num:?} {n}");
                continue;
            };
            let mut parts = sum(add, num, left, &data, 0, size as isize, &minus_zero);
            let right = sum(add, num, n - left, &data[left * size..], 0, size as isize, &minus_zero);
            // A run of one element starts at -0.0, so this adds the two parts and nothing else.
            parts = sum(add, num, 1, &right, 0, size as isize, &parts);
            assert_eq!(parts, whole, "{num:?}, n = {n}, left {left}");
        }
    }
    for num in [Num::F16, Num::BF16, Num::Bool, Num::I64] {
        assert_eq!(reduce::pairwise_split(num, 1 << 20), None);
    }
}

/// The fused pass equals subtracting, squaring and adding one after the other.
#[test]
fn squared_deviations_equal_three_passes() {
    for num in [Num::F32, Num::F64] {
        let (add, fused) = (reduce::add(num).unwrap().reduce, reduce::sum_sq_dev(num).unwrap());
        let size = num.size();
        let mean = support::elements(num, &[0.1875]);
        for n in [0usize, 1, 7, 8, 9, 100, 129, 1000, 8193] {
            let data = stream(num, n);
            let squares = match num {
                Num::F32 => squares(&data, |x: f32| (x - 0.1875) * (x - 0.1875)),
                _ => squares(&data, |x: f64| (x - 0.1875) * (x - 0.1875)),
            };
            let want = sum(add, num, n, &squares, 0, size as isize, &mean);
            for level in isa::levels() {
                for stride in [size as isize, size as isize + 1, -2 * size as isize] {
                    let (memory, start) = spread(num, &data, stride);
                    let mut acc = mean.clone();
                    let x = memory.as_ptr().wrapping_add(start);
                    isa::with_level(level, || {
                        // SAFETY: `spread` laid `n` elements out at this stride.
                        unsafe { fused(n, x, stride, mean.as_ptr(), acc.as_mut_ptr()) }
                    });
                    assert_eq!(acc, want, "{num:?}, n = {n}, stride {stride}, {}", level.name());
                }
            }
        }
    }
    assert!(reduce::sum_sq_dev(Num::I32).is_none());
}

fn squares<T: bytemuck::Pod>(data: &[u8], f: impl Fn(T) -> T) -> Vec<u8> {
    data.chunks(size_of::<T>())
        .flat_map(|x| bytemuck::bytes_of(&f(bytemuck::pod_read_unaligned(x))).to_vec())
        .collect()
}
