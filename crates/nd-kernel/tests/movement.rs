//! Copies of planes and byte swaps against one byte at a time, with everything around the elements watched.

mod support;

use nd_kernel::copy::{copy_2d, copy_loop_of_size, copy_strided};
use nd_kernel::isa;
use nd_kernel::swap::byteswap;
use support::{Rng, arrangements, assert_same, check_layouts};

/// One side of a plane: strides of rows and columns, in elements, and bytes added to both.
type Strides = fn(rows: isize, cols: isize) -> [isize; 2];

const SIDES: [(&str, Strides); 7] = [
    ("rows", |_, cols| [cols, 1]),
    ("columns", |rows, _| [1, rows]),
    ("wide rows", |_, cols| [cols + 3, 1]),
    ("tall columns", |rows, _| [1, rows + 5]),
    ("both strided", |_, cols| [2 * cols + 1, 2]),
    ("rows backwards", |_, cols| [-cols, 1]),
    ("columns backwards", |rows, _| [1, -rows]),
];

/// Where the first element of a plane has to lie for all to lie at or behind `margin`, and where the last one ends.
fn extent(
    [row, col]: [isize; 2],
    rows: usize,
    cols: usize,
    itemsize: usize,
    margin: usize,
) -> (usize, usize) {
    let spans = [row * (rows as isize - 1), col * (cols as isize - 1)];
    let below: isize = spans.iter().map(|s| s.min(&0)).sum();
    let above: isize = spans.iter().map(|s| s.max(&0)).sum();
    let start = margin + below.unsigned_abs();
    (start, start + above as usize + itemsize + margin)
}

fn check_plane(
    itemsize: usize,
    rows: usize,
    cols: usize,
    dst_side: (&str, Strides),
    src_side: (&str, Strides),
) {
    let mut rng = Rng((itemsize * 1000 + rows * 100 + cols) as u64);
    let scale = |s: [isize; 2]| s.map(|s| s * itemsize as isize);
    let dst_strides = scale(dst_side.1(rows as isize, cols as isize));
    let src_strides = scale(src_side.1(rows as isize, cols as isize));
    let (dst_start, dst_len) = extent(dst_strides, rows, cols, itemsize, 65);
    let (src_start, src_len) = extent(src_strides, rows, cols, itemsize, 3);
    let src: Vec<u8> = (0..src_len).map(|_| rng.next() as u8).collect();
    let before: Vec<u8> = (0..dst_len).map(|_| rng.next() as u8).collect();
    let at = |start: usize, [row, col]: [isize; 2], r: usize, c: usize| {
        (start as isize + r as isize * row + c as isize * col) as usize
    };
    let mut want = before.clone();
    for r in 0..rows {
        for c in 0..cols {
            let (to, from) = (at(dst_start, dst_strides, r, c), at(src_start, src_strides, r, c));
            want[to..to + itemsize].copy_from_slice(&src[from..from + itemsize]);
        }
    }
    for level in isa::levels() {
        let mut dst = before.clone();
        isa::with_level(level, || {
            let to = dst.as_mut_ptr().wrapping_add(dst_start);
            let from = src.as_ptr().wrapping_add(src_start);
            // SAFETY: `extent` makes room for every element on both sides.
            unsafe { copy_2d(itemsize, rows, cols, to, dst_strides, from, src_strides) }
        });
        assert_same(&dst, &want, || {
            format!("{rows} x {cols} of {itemsize}, {} from {}, {}", dst_side.0, src_side.0, level.name())
        });
    }
}

#[test]
fn planes() {
    for itemsize in [1, 2, 3, 4, 5, 8, 12, 16, 24] {
        for (rows, cols) in [(0, 3), (1, 1), (1, 9), (9, 1), (2, 3), (5, 17), (8, 8), (33, 9), (70, 41)] {
            for dst in SIDES {
                for src in SIDES {
                    check_plane(itemsize, rows, cols, dst, src);
                }
            }
        }
    }
}

/// Large enough for several strips of every tile size, and not a multiple of any.
#[test]
fn large_transpositions() {
    for itemsize in [1, 2, 4, 8, 16] {
        check_plane(itemsize, 150, 267, SIDES[0], SIDES[1]);
        check_plane(itemsize, 267, 150, SIDES[3], SIDES[0]);
    }
}

#[test]
fn repeated_sources() {
    let sources: [(&str, Strides); 4] = [
        ("one element", |_, _| [0, 0]),
        ("one row", |_, _| [0, 1]),
        ("one column", |_, _| [1, 0]),
        ("one column, strided", |_, _| [2, 0]),
    ];
    for itemsize in [1, 2, 3, 4, 8, 16, 24, 9000] {
        for (rows, cols) in [(1, 40), (3, 5), (9, 2), (9, 3), (9, 4), (40, 700 / itemsize.min(8))] {
            if rows * cols * itemsize < 1 << 20 {
                for src in sources {
                    for dst in [SIDES[0], SIDES[1], SIDES[4]] {
                        check_plane(itemsize, rows, cols, dst, src);
                    }
                }
            }
        }
    }
}

#[test]
fn copy_loops() {
    use nd_kernel::{Loop, Num, cast};
    for num in Num::ALL {
        let f: Loop = copy_loop_of_size(num.size()).unwrap();
        check_layouts("copy", f, &[num], num, &[0, 1, 2, 9, 64, 130]);
        check_layouts("cast to itself", cast(num, num), &[num], num, &[0, 1, 9, 64]);
    }
    assert!([0, 3, 5, 12, 24].into_iter().all(|size| copy_loop_of_size(size).is_none()));
}

/// Elements may be copied onto themselves.
#[test]
fn copies_in_place() {
    for itemsize in [1, 3, 8, 12] {
        let mut memory: Vec<u8> = (0..=255).collect();
        let want = memory.clone();
        for stride in [itemsize as isize, 2 * itemsize as isize, 0] {
            let ptr = memory.as_mut_ptr();
            // SAFETY: ten elements, at most 24 bytes apart, lie in the memory.
            unsafe { copy_strided(itemsize, 10, ptr, stride, ptr, stride) };
            assert_eq!(memory, want);
        }
    }
}

#[test]
fn byte_swaps() {
    let mut rng = Rng(5);
    for (unit, units) in [(1, 1), (2, 1), (4, 1), (8, 1), (4, 2), (8, 2), (3, 1), (16, 1), (5, 2)] {
        let size = unit * units;
        for n in [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 33, 64, 70, 131] {
            for (name, places, len) in arrangements(&[size, size], n) {
                let before: Vec<u8> = (0..len).map(|_| rng.next() as u8).collect();
                let (src, dst) = (places[0], places[1]);
                let mut want = before.clone();
                for i in 0..n {
                    for u in 0..units {
                        let mut bytes = before[src.at(i) + u * unit..][..unit].to_vec();
                        bytes.reverse();
                        want[dst.at(i) + u * unit..][..unit].copy_from_slice(&bytes);
                    }
                }
                for level in isa::levels() {
                    let mut memory = before.clone();
                    let base = memory.as_mut_ptr();
                    let (to, from) = (base.wrapping_add(dst.start), base.wrapping_add(src.start));
                    isa::with_level(level, || {
                        // SAFETY: the arrangement lays every element out in the memory.
                        unsafe { byteswap(unit, units, n, to, dst.stride, from, src.stride) }
                    });
                    assert_same(&memory, &want, || {
                        format!("{units} x {unit}, n = {n}, {name}, {}", level.name())
                    });
                }
            }
        }
    }
}
