//! Folds, running folds, row folds, positions and truth against one element at a time.

mod support;

use nd_kernel::reduce::{self, ArgReduce, FoldRows};
use nd_kernel::{CastTo, Fold, Loop, Num, dispatch, isa, loops};
use support::{Place, Rng, assert_same, canonical, run};

/// Below, at and above the numbers of lanes and the blocks of the kernels.
const SIZES: [usize; 19] = [0, 1, 2, 3, 7, 8, 9, 10, 15, 17, 31, 33, 63, 64, 65, 127, 200, 1000, 5000];

type Getter = fn(Num) -> Option<Fold>;
type RowGetter = fn(Num) -> Option<FoldRows>;
type Single = fn(Num) -> Option<Loop>;

/// Each fold with the loop of the same function.
const FOLDS: [(&str, Getter, Single); 9] = [
    ("add", reduce::add, loops::add),
    ("multiply", reduce::multiply, loops::multiply),
    ("minimum", reduce::minimum, loops::minimum),
    ("maximum", reduce::maximum, loops::maximum),
    ("bitwise_and", reduce::bitwise_and, loops::bitwise_and),
    ("bitwise_or", reduce::bitwise_or, loops::bitwise_or),
    ("bitwise_xor", reduce::bitwise_xor, loops::bitwise_xor),
    ("logical_and", reduce::logical_and, loops::logical_and),
    ("logical_or", reduce::logical_or, loops::logical_or),
];

/// `acc ⊕ x` by the elementwise loop.
fn step(f: Loop, num: Num, acc: &[u8], x: &[u8]) -> Vec<u8> {
    let size = num.size();
    let mut memory = [acc, x, acc].concat();
    let places = [0, size, 2 * size].map(|start| Place { start, stride: size as isize });
    run(f, 1, &mut memory, &places);
    canonical(num, &mut memory[2 * size..]);
    memory[2 * size..].to_vec()
}

/// The ways in which inputs are filled.
#[derive(Clone, Copy, Debug)]
enum Fill {
    /// Edge values, NaN among them, in every third place.
    Edges,
    /// Small numbers of both signs, so that there are ties, and zeros of both signs.
    Ties,
    /// One element repeated.
    Same,
}

/// `n` elements.
fn elements(rng: &mut Rng, num: Num, n: usize, fill: Fill) -> Vec<Vec<u8>> {
    let small = |rng: &mut Rng| {
        let x = rng.below(9) as f64 - 4.0;
        let part = |x: f64, rng: &mut Rng| if x == 0.0 && rng.below(2) == 0 { -0.0 } else { x };
        let (re, im) = (part(x, rng), part((rng.below(3) as f64) - 1.0, rng));
        match num {
            Num::C64 => [re as f32, im as f32].map(f32::to_le_bytes).concat(),
            Num::C128 => [re, im].map(f64::to_le_bytes).concat(),
            Num::Bool => vec![[0, 1, 2, 0x80][rng.below(4)]],
            _ => support::elements(num, &[re]),
        }
    };
    let same = small(rng);
    (0..n)
        .map(|_| match fill {
            Fill::Edges => rng.element(num),
            Fill::Ties => small(rng),
            Fill::Same => same.clone(),
        })
        .collect()
}

/// Memory with these elements at a stride, noise elsewhere; where the first is.
fn lay(rng: &mut Rng, items: &[Vec<u8>], size: usize, stride: isize) -> (Vec<u8>, usize) {
    let (n, step) = (items.len(), stride.unsigned_abs());
    let start = 3 + if stride < 0 { n.saturating_sub(1) * step } else { 0 };
    let mut memory: Vec<u8> = (0..n * step + size + 6).map(|_| rng.next() as u8).collect();
    for (i, item) in items.iter().enumerate() {
        let at = (start as isize + i as isize * stride) as usize;
        memory[at..at + size].copy_from_slice(item);
    }
    (memory, start)
}

fn strides(size: usize) -> [isize; 4] {
    let size = size as isize;
    [size, 2 * size, -size, size + 5]
}

/// Calls `body(context, elements, memory, start, stride)` with every kind of input for a type, at every level.
fn for_inputs(num: Num, mut body: impl FnMut(&str, &[Vec<u8>], &[u8], usize, isize)) {
    let mut rng = Rng(num as u64);
    for fill in [Fill::Edges, Fill::Ties, Fill::Same] {
        for n in SIZES {
            let items = elements(&mut rng, num, n, fill);
            for stride in strides(num.size()) {
                let (memory, start) = lay(&mut rng, &items, num.size(), stride);
                for level in isa::levels() {
                    let context = format!("{num:?}, {fill:?}, n = {n}, stride {stride}, {}", level.name());
                    isa::with_level(level, || body(&context, &items, &memory, start, stride));
                }
            }
        }
    }
}

/// Float sums have their own order and tests.
fn is_pairwise(name: &str, num: Num) -> bool {
    name == "add" && num.is_inexact()
}

#[test]
fn folds_go_through_the_run() {
    for (name, fold, single) in FOLDS {
        for num in Num::ALL {
            let Some(fold) = fold(num) else { continue };
            let single = single(num).unwrap();
            if is_pairwise(name, num) {
                continue;
            }
            let first = elements(&mut Rng(3), num, 1, Fill::Ties).remove(0);
            for_inputs(num, |context, items, memory, start, stride| {
                let want = match (name, num) {
                    ("multiply", Num::F16 | Num::BF16) => wide(loops::multiply, num, &first, items.iter()),
                    _ => items.iter().fold(first.clone(), |acc, x| step(single, num, &acc, x)),
                };
                let mut acc = first.clone();
                // SAFETY: `lay` put this many elements at this stride.
                unsafe {
                    (fold.reduce)(items.len(), memory.as_ptr().wrapping_add(start), stride, acc.as_mut_ptr())
                };
                let acc = if items.is_empty() { want.clone() } else { normal(num, acc) };
                assert_eq!(acc, want, "{name} {context}");
            });
        }
    }
}

/// A run of 16-bit floats that is folded in `f32` and rounded once.
fn wide<'a>(single: Single, num: Num, first: &[u8], items: impl Iterator<Item = &'a Vec<u8>>) -> Vec<u8> {
    let f = single(Num::F32).expect("a loop of f32");
    dispatch!(num, T in [F16, BF16] => {
        let widen = |x: &[u8]| {
            let wide: f32 = bytemuck::pod_read_unaligned::<T>(x).cast_to();
            wide.to_le_bytes()
        };
        let folded = items.fold(widen(first).to_vec(), |acc, x| step(f, Num::F32, &acc, &widen(x)));
        let narrow: T = bytemuck::pod_read_unaligned::<f32>(&folded).cast_to();
        normal(num, narrow.to_le_bytes().to_vec())
    }, else => unreachable!("not a 16-bit float"))
}

/// One representation of each value where memory may hold several.
fn normal(num: Num, mut bytes: Vec<u8>) -> Vec<u8> {
    canonical(num, &mut bytes);
    if num == Num::Bool {
        bytes[0] = (bytes[0] != 0) as u8;
    }
    bytes
}

#[test]
fn scans_give_every_step() {
    for (name, fold, single) in FOLDS {
        for num in Num::ALL {
            let Some(fold) = fold(num) else { continue };
            let (single, size) = (single(num).unwrap(), num.size());
            let mut rng = Rng(11);
            let first = elements(&mut rng, num, 1, Fill::Ties).remove(0);
            for n in [0, 1, 5, 40] {
                let items = elements(&mut rng, num, n, Fill::Edges);
                let mut steps = vec![];
                let mut acc = first.clone();
                for x in &items {
                    acc = step(single, num, &acc, x);
                    steps.push(acc.clone());
                }
                for (stride, out_stride) in strides(size).into_iter().zip([size, size + 2, size, 3 * size]) {
                    let (mut memory, start) = lay(&mut rng, &items, size, stride);
                    let (out, out_start) = lay(&mut rng, &steps, size, out_stride as isize);
                    // Apart, starting from noise in place of the results.
                    let mut got = out.clone();
                    for i in 0..n {
                        got[out_start + i * out_stride..][..size].fill(0xa5);
                    }
                    let mut acc = first.clone();
                    // SAFETY: `lay` put `n` elements in both at these strides.
                    unsafe {
                        let x = memory.as_ptr().wrapping_add(start);
                        let to = got.as_mut_ptr().wrapping_add(out_start);
                        (fold.scan)(n, x, stride, acc.as_mut_ptr(), to, out_stride as isize)
                    };
                    for i in 0..n {
                        canonical(num, &mut got[out_start + i * out_stride..][..size]);
                    }
                    assert_same(&got, &out, || format!("{name} {num:?}, n = {n}, stride {stride}"));
                    assert_eq!(normal(num, acc), normal(num, steps.last().unwrap_or(&first).clone()));

                    // In place.
                    let mut acc = first.clone();
                    let x = memory.as_mut_ptr().wrapping_add(start);
                    // SAFETY: the output is the input exactly.
                    unsafe { (fold.scan)(n, x, stride, acc.as_mut_ptr(), x, stride) };
                    for (i, want) in steps.iter().enumerate() {
                        let at = (start as isize + i as isize * stride) as usize;
                        let got = normal(num, memory[at..at + size].to_vec());
                        assert_eq!(&got, want, "{name} {num:?} in place, element {i}");
                    }
                }
            }
        }
    }
}

#[test]
fn rows_are_folded_in_order() {
    let folds: [(&str, RowGetter, Single); 4] = [
        ("add", reduce::add_rows, loops::add),
        ("multiply", reduce::multiply_rows, loops::multiply),
        ("minimum", reduce::minimum_rows, loops::minimum),
        ("maximum", reduce::maximum_rows, loops::maximum),
    ];
    let mut rng = Rng(5);
    for (name, fold, getter) in folds {
        for num in Num::ALL {
            let (fold, single, size) = (fold(num).unwrap(), getter(num).unwrap(), num.size());
            for (rows, cols) in [(0, 3), (3, 0), (1, 1), (9, 2), (20, 7), (8, 41), (3, 300), (300, 11)] {
                for extra in [0, 1, 13] {
                    let row = cols * size + extra;
                    let items = elements(&mut rng, num, rows * cols, Fill::Edges);
                    let first = elements(&mut rng, num, cols, Fill::Ties);
                    let mut x: Vec<u8> = vec![0xee; rows * row + 1];
                    for (i, item) in items.iter().enumerate() {
                        x[1 + i / cols * row + i % cols * size..][..size].copy_from_slice(item);
                    }
                    let (acc, start) = lay(&mut rng, &first, size, size as isize);
                    let mut want = acc.clone();
                    for j in 0..cols {
                        let column = items.iter().skip(j).step_by(cols);
                        let result = match num {
                            Num::BF16 if rows > 0 => wide(getter, num, &first[j], column),
                            _ => column.fold(first[j].clone(), |acc, x| step(single, num, &acc, x)),
                        };
                        want[start + j * size..][..size].copy_from_slice(&result);
                    }
                    for level in isa::levels() {
                        let mut got = acc.clone();
                        let to = got.as_mut_ptr().wrapping_add(start);
                        isa::with_level(level, || {
                            // SAFETY: `acc` has `cols` elements, and `x` has `rows` rows of as many.
                            unsafe { fold(to, x.as_ptr().wrapping_add(1), row as isize, rows, cols) }
                        });
                        for j in 0..cols {
                            canonical(num, &mut got[start + j * size..][..size]);
                        }
                        assert_same(&got, &want, || {
                            format!("{name} {num:?}, {rows} x {cols} + {extra}, {}", level.name())
                        });
                    }
                }
            }
        }
    }
}

/// Whether `x` takes the place of `best`, by NumPy's rules: the first NaN wins, then the first of equals.
fn beats(num: Num, x: &[u8], best: &[u8], largest: bool) -> bool {
    let parts = |bytes: &[u8]| -> [f64; 2] {
        let part = |at: usize, num: Num| {
            dispatch!(num, T => {
                let value: f64 = bytemuck::pod_read_unaligned::<T>(&bytes[at..][..num.size()]).cast_to();
                value
            })
        };
        match num {
            Num::C64 => [part(0, Num::F32), part(4, Num::F32)],
            Num::C128 => [part(0, Num::F64), part(8, Num::F64)],
            Num::Bool => [(bytes[0] != 0) as u8 as f64, 0.0],
            _ => [part(0, num), 0.0],
        }
    };
    // 64-bit integers do not fit a double.
    match num {
        Num::I64 | Num::U64 => {
            let value = |bytes: &[u8]| {
                let raw = u64::from_le_bytes(bytes.try_into().unwrap());
                if num == Num::I64 { raw as i64 as i128 } else { raw as i128 }
            };
            if largest { value(x) > value(best) } else { value(x) < value(best) }
        }
        _ => {
            let (x, best) = (parts(x), parts(best));
            if best.iter().any(|p| p.is_nan()) {
                return false;
            }
            x.iter().any(|p| p.is_nan()) || if largest { x > best } else { x < best }
        }
    }
}

#[test]
fn positions_of_extremes() {
    for num in Num::ALL {
        let extremes: [(ArgReduce, bool); 2] = [(reduce::argmax(num), true), (reduce::argmin(num), false)];
        for (arg, largest) in extremes {
            for_inputs(num, |context, items, memory, start, stride| {
                let n = items.len();
                let mut want = None;
                for i in 0..n {
                    if want.is_none_or(|best: usize| beats(num, &items[i], &items[best], largest)) {
                        want = Some(i);
                    }
                }
                // In one run, and in three.
                for cuts in [[0, 0, n], [n / 3, n / 2, n]] {
                    let mut best = vec![0x5a; num.size()];
                    let mut index = -1i64;
                    let mut from = 0;
                    for to in cuts {
                        let x = memory.as_ptr().wrapping_offset(start as isize + from as isize * stride);
                        // SAFETY: the run is a part of the elements that `lay` put at this stride.
                        unsafe {
                            arg(to - from, x, stride, best.as_mut_ptr(), 100 + from as i64, &mut index)
                        };
                        from = to;
                    }
                    assert_eq!(index, want.map_or(-1, |i| 100 + i as i64), "largest: {largest}, {context}");
                    if let Some(i) = want {
                        assert_eq!(best, items[i], "{context}");
                    }
                }
            });
        }
    }
}

#[test]
fn truth_of_runs() {
    for num in Num::ALL {
        let is_true = |x: &Vec<u8>| match num {
            Num::F16 | Num::BF16 => x[0] != 0 || x[1] & 0x7f != 0,
            Num::F32 | Num::C64 => x.chunks(4).any(|p| f32::from_le_bytes(p.try_into().unwrap()) != 0.0),
            Num::F64 | Num::C128 => x.chunks(8).any(|p| f64::from_le_bytes(p.try_into().unwrap()) != 0.0),
            _ => x.iter().any(|&byte| byte != 0),
        };
        for_inputs(num, |context, items, memory, start, stride| {
            let (n, x) = (items.len(), memory.as_ptr().wrapping_add(start));
            let count = items.iter().filter(|x| is_true(x)).count();
            // SAFETY: `lay` put `n` elements at this stride.
            unsafe {
                assert_eq!(reduce::count_nonzero(num)(n, x, stride), count, "{context}");
                assert_eq!(reduce::any(num)(n, x, stride), count > 0, "{context}");
                assert_eq!(reduce::all(num)(n, x, stride), count == n, "{context}");
            }
        });
        // A single odd one out, anywhere.
        let one = if num == Num::Bool { vec![2] } else { support::elements(num, &[1.0]) };
        for at in [0, 5, 63, 64, 200, 299] {
            let mut zeros = vec![0; 300 * num.size()];
            zeros[at * num.size()..][..num.size()].copy_from_slice(&one);
            let mut ones = one.repeat(300);
            ones[at * num.size()..][..num.size()].fill(0);
            for level in isa::levels() {
                isa::with_level(level, || {
                    // SAFETY: both hold 300 contiguous elements.
                    unsafe {
                        assert!(reduce::any(num)(300, zeros.as_ptr(), num.size() as isize));
                        assert!(!reduce::all(num)(300, ones.as_ptr(), num.size() as isize));
                    }
                });
            }
        }
    }
}

/// Values go into the elements that indices name, the same one again and again, in order.
#[test]
fn folds_at_indices() {
    let mut rng = Rng(11);
    for (name, fold, single) in FOLDS {
        for num in Num::ALL {
            let (Some(fold), Some(f)) = (fold(num), single(num)) else { continue };
            let size = num.size();
            for (n, len, stride) in [
                (0, 3, size as isize),
                (5, 1, size as isize),
                (300, 7, size as isize + 3),
                (300, 90, -(size as isize)),
                (300, (1 << 20) / size, size as isize),
            ] {
                let (targets, values) =
                    (elements(&mut rng, num, len, Fill::Edges), elements(&mut rng, num, n, Fill::Edges));
                let indices: Vec<i64> = (0..n).map(|_| rng.below(2 * len) as i64 - len as i64).collect();
                let mut want = targets.clone();
                for (&index, value) in indices.iter().zip(&values) {
                    let at = index.rem_euclid(len as i64) as usize;
                    want[at] = step(f, num, &want[at], value);
                }
                let (mut memory, start) = lay(&mut rng, &targets, size, stride);
                let (from, first) = lay(&mut rng, &values, size, size as isize + 1);
                let before = memory.clone();
                // SAFETY: `lay` made memory for the elements at their strides, and there are `n` indices below `len`.
                unsafe {
                    let (to, from) = (memory[start..].as_mut_ptr(), from[first..].as_ptr());
                    (fold.at)(n, indices.as_ptr(), 8, from, size as isize + 1, to, stride, len);
                };
                let mut expected = before;
                for (i, item) in want.iter().enumerate() {
                    let at = (start as isize + i as isize * stride) as usize;
                    let got = normal(num, memory[at..at + size].to_vec());
                    assert_eq!(got, normal(num, item.clone()), "{name} of {num:?}, element {i}");
                    expected[at..at + size].copy_from_slice(&memory[at..at + size]);
                }
                assert_same(&memory, &expected, || format!("{name} of {num:?}: bytes beside the elements"));
            }
        }
    }
}
