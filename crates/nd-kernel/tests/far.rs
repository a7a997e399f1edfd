//! Folds and copies of what is larger than the caches, which go other ways than short ones: the same bits come out.

use nd_kernel::isa::{levels, with_level};
use nd_kernel::reduce::{self, pairwise_split};
use nd_kernel::{Num, copy, select};

/// Bytes of numbers between -1 and 1, of which some are not exact sums of few bits.
fn numbers(n: usize) -> Vec<f64> {
    let mut state = 7u64;
    let next = |_| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    };
    (0..n).map(next).collect()
}

/// The sum of a run, from those of the two parts that NumPy's tree has, down to parts that are near.
fn by_parts(num: Num, x: &[u8]) -> Vec<u8> {
    let size = num.size();
    let n = x.len() / size;
    let negative_zero = || match num {
        Num::F64 | Num::C128 => (-0.0f64).to_le_bytes().repeat(size / 8),
        _ => (-0.0f32).to_le_bytes().repeat(size / 4),
    };
    let add = |x: &[u8], mut acc: Vec<u8>| {
        let add = reduce::add(num).unwrap().reduce;
        // SAFETY: the accumulator is one element, and `x` whole elements.
        unsafe { add(x.len() / size, x.as_ptr(), size as isize, acc.as_mut_ptr()) };
        acc
    };
    match pairwise_split(num, n) {
        Some(left) if n > 4096 => {
            let (left, right) = x.split_at(left * size);
            add(&by_parts(num, right), by_parts(num, left))
        }
        _ => add(x, negative_zero()),
    }
}

#[test]
fn sums_have_the_bits_of_the_tree() {
    let doubles = numbers(600_011);
    let floats: Vec<f32> = doubles.iter().map(|&x| x as f32).collect();
    for lengths in [[131_072, 131_073, 262_147], [300_000, 300_005, 299_999]] {
        for n in lengths {
            let (f64s, f32s): (&[u8], &[u8]) =
                (bytemuck::cast_slice(&doubles[..2 * n]), bytemuck::cast_slice(&floats[..2 * n]));
            for (num, bytes) in
                [(Num::F64, &f64s[..8 * n]), (Num::C128, f64s), (Num::F32, f32s), (Num::C64, f32s)]
            {
                let wanted = by_parts(num, bytes);
                for level in levels() {
                    let mut acc = vec![0u8; num.size()];
                    acc.copy_from_slice(&by_parts(num, &[]));
                    let add = reduce::add(num).unwrap().reduce;
                    let count = bytes.len() / num.size();
                    // SAFETY: the accumulator is one element, and `bytes` are `count` of them.
                    with_level(level, || unsafe {
                        add(count, bytes.as_ptr(), num.size() as isize, acc.as_mut_ptr());
                    });
                    assert_eq!(acc, wanted, "{num:?}, {count} elements, {level:?}");
                }
            }
        }
    }
}

#[test]
fn extremes_are_found_wherever_they_are() {
    let n = 262_147;
    let mut x = numbers(n);
    for place in [0, 1, 65_535, 65_536, 131_080, 200_000, n - 2, n - 1] {
        for (value, found) in [(2.0, 2.0), (f64::NAN, f64::NAN)] {
            let before = std::mem::replace(&mut x[place], value);
            for level in levels() {
                let mut acc = x[3].to_le_bytes();
                let largest = reduce::maximum(Num::F64).unwrap().reduce;
                // SAFETY: the accumulator is one element, and `x` has `n`.
                with_level(level, || unsafe { largest(n, x.as_ptr().cast(), 8, acc.as_mut_ptr()) });
                assert_eq!(f64::from_le_bytes(acc).to_bits(), found.to_bits(), "at {place}, {level:?}");
            }
            x[place] = before;
        }
    }
}

#[test]
fn copies_past_the_caches_are_whole() {
    // More than 32 MiB, from and to places that start no cache line.
    let n = (33 << 20) + 5;
    let from: Vec<u8> = (0..n + 64).map(|i| (i * 31 + (i >> 8)) as u8).collect();
    let mut to = vec![0u8; n + 64];
    for (source, target) in [(0, 0), (3, 17), (8, 64)] {
        to.fill(0);
        for level in levels() {
            // SAFETY: both vectors have `n` bytes from there on.
            with_level(level, || unsafe {
                copy::copy_strided(1, n, to.as_mut_ptr().add(target), 1, from.as_ptr().add(source), 1);
            });
            assert!(to[target..target + n] == from[source..source + n], "{source} to {target}, {level:?}");
            assert!(to[..target].iter().chain(&to[target + n..]).all(|&byte| byte == 0));
        }
    }
}

#[test]
fn planes_past_the_caches_are_transposed() {
    // Rows of 2^k bytes, and of others that do not start cache lines.
    for (rows, cols) in [(2048, 2056), (2059, 2051)] {
        let from: Vec<u64> = (0..rows * cols).map(|i| i as u64).collect();
        let mut to = vec![0u64; rows * cols];
        for level in levels() {
            to.fill(u64::MAX);
            let (dst, src) = ([cols as isize * 8, 8], [8, rows as isize * 8]);
            // SAFETY: both vectors have `rows * cols` elements.
            with_level(level, || unsafe {
                copy::copy_2d(8, rows, cols, to.as_mut_ptr().cast(), dst, from.as_ptr().cast(), src);
            });
            let wrong = (0..rows * cols).find(|i| to[*i] != from[i % cols * rows + i / cols]);
            assert_eq!(wrong, None, "{rows} by {cols}, {level:?}");
        }
    }
}

#[test]
fn positions_are_those_of_the_bytes_that_are_not_zero() {
    let mask: Vec<u8> = (0..10_007u32)
        .map(|i| if i.wrapping_mul(2654435761) >> 30 == 0 { (i % 255) as u8 } else { 0 })
        .collect();
    let wanted: Vec<i64> =
        (0..mask.len() as i64).filter(|&i| mask[i as usize] != 0).map(|i| i + 100).collect();
    for level in levels() {
        for count in [wanted.len(), wanted.len() - 1, 13, 8, 7, 0] {
            let mut out = vec![-1i64; count + 1];
            // SAFETY: the mask has its bytes, and there is room for `count` positions.
            let found = with_level(level, || unsafe {
                select::nonzero(mask.len(), mask.as_ptr(), 1, 100, out.as_mut_ptr(), count)
            });
            assert_eq!((found, out.pop()), (count, Some(-1)), "{level:?}");
            assert_eq!(out, wanted[..count], "{level:?}");
        }
    }
}
