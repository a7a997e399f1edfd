//! Footprints against sets of bytes.

#![forbid(unsafe_code)]

use super::Rng;
use crate::buffer::Footprint;
use std::collections::BTreeSet;

/// The layout of a strided block, in bytes.
#[derive(Clone, Debug)]
struct Block {
    offset: usize,
    itemsize: usize,
    shape: Vec<usize>,
    strides: Vec<isize>,
}

impl Block {
    fn footprint(&self) -> Footprint {
        Footprint::of(self.offset, self.itemsize, &self.shape, &self.strides)
    }

    /// Every byte touched, by nested loops over the indices.
    fn bytes(&self) -> BTreeSet<isize> {
        let mut starts = vec![self.offset as isize];
        for (&n, &stride) in self.shape.iter().zip(&self.strides) {
            starts = starts.iter().flat_map(|s| (0..n as isize).map(move |k| s + k * stride)).collect();
        }
        starts.iter().flat_map(|s| (0..self.itemsize as isize).map(move |k| s + k)).collect()
    }

    /// A slice, transpose or field of a small packed array, which is what programs make.
    fn random_view(rng: &mut Rng) -> Block {
        let itemsize = [1, 2, 4, 8, 12][rng.below(5)];
        let mut block = Block { offset: 0, itemsize, shape: vec![], strides: vec![] };
        let mut stride = itemsize;
        for _ in 0..rng.below(4) {
            let n = rng.below(6);
            block.shape.insert(0, n);
            block.strides.insert(0, stride as isize);
            stride *= n.max(1);
        }
        for axis in 0..block.shape.len() {
            let n = block.shape[axis];
            let (start, step) = (rng.below(n + 1), 1 + rng.below(3));
            let kept = (n - start).div_ceil(step).min(rng.below(n + 1));
            block.offset += start.min(n.saturating_sub(1)) * block.strides[axis] as usize;
            block.strides[axis] *= step as isize;
            block.shape[axis] = kept;
            if kept > 0 && rng.below(3) == 0 {
                block.offset += (kept - 1) * block.strides[axis] as usize;
                block.strides[axis] = -block.strides[axis];
            }
        }
        if rng.below(2) == 0 {
            block.shape.reverse();
            block.strides.reverse();
        }
        if itemsize > 1 && rng.below(3) == 0 {
            block.itemsize = 1 + rng.below(itemsize - 1);
            block.offset += rng.below(itemsize - block.itemsize + 1);
        }
        block
    }

    /// Any strides at all, zero and overlapping ones included.
    fn random_strides(rng: &mut Rng) -> Block {
        let ndim = rng.below(4);
        let shape = (0..ndim).map(|_| 1 + rng.below(4)).collect();
        let strides = (0..ndim).map(|_| rng.below(61) as isize - 30).collect();
        Block { offset: 400 + rng.below(40), itemsize: 1 + rng.below(9), shape, strides }
    }
}

#[test]
fn disjoint_footprints_share_no_byte() {
    let mut rng = Rng(1);
    let (mut disjoint, mut decided) = (0, 0);
    for round in 0..40_000 {
        let make = if round % 2 == 0 { Block::random_view } else { Block::random_strides };
        let (a, b) = (make(&mut rng), make(&mut rng));
        let conflict = a.footprint().conflicts(&b.footprint());
        assert_eq!(conflict, b.footprint().conflicts(&a.footprint()), "{a:?} {b:?}");
        let (a_bytes, b_bytes) = (a.bytes(), b.bytes());
        if a_bytes.is_disjoint(&b_bytes) {
            disjoint += 1;
            decided += u32::from(!conflict);
        } else {
            assert!(conflict, "{a:?} and {b:?} share bytes");
        }
        assert!(a_bytes.is_empty() || a.footprint().conflicts(&a.footprint()), "{a:?} is not empty");
        assert_eq!(a_bytes.is_empty(), a.footprint() == Footprint::EMPTY, "{a:?}");
    }
    assert!(disjoint > 5_000, "the cases are worth testing: {disjoint}");
    assert!(decided * 10 > disjoint * 9, "most disjoint pairs are told apart: {decided} of {disjoint}");
}

#[test]
fn a_union_conflicts_with_whatever_a_part_conflicts_with() {
    let mut rng = Rng(2);
    for _ in 0..20_000 {
        let [a, b, c] = [0; 3].map(|_| Block::random_view(&mut rng).footprint());
        if a.conflicts(&c) || b.conflicts(&c) {
            assert!(a.union(b).conflicts(&c), "{a:?} {b:?} {c:?}");
        }
    }
}

#[track_caller]
fn assert_separate(a: (usize, usize, &[usize], &[isize]), b: (usize, usize, &[usize], &[isize])) {
    let a = Footprint::of(a.0, a.1, a.2, a.3);
    let b = Footprint::of(b.0, b.1, b.2, b.3);
    assert!(!a.conflicts(&b), "{a:?} {b:?}");
    assert!(!b.conflicts(&a), "{b:?} {a:?}");
}

#[test]
fn separates_even_from_odd_elements() {
    assert_separate((0, 8, &[500], &[16]), (8, 8, &[500], &[16]));
    // Reversed, and with another step.
    assert_separate((16 * 499, 8, &[500], &[-16]), (8, 8, &[250], &[32]));
}

#[test]
fn separates_parts_of_a_matrix() {
    // M of 100 x 60 elements of 8 bytes.
    assert_separate((0, 8, &[100, 25], &[480, 8]), (25 * 8, 8, &[100, 35], &[480, 8]));
    assert_separate((0, 8, &[40, 60], &[480, 8]), (40 * 480, 8, &[60, 60], &[480, 8]));
    // Transposed.
    assert_separate((0, 8, &[25, 100], &[8, 480]), (25 * 8, 8, &[35, 100], &[8, 480]));
    // M[::2, ::2] from M[::2, 1::2] and from M[1::2].
    assert_separate((0, 8, &[50, 30], &[960, 16]), (8, 8, &[50, 30], &[960, 16]));
    assert_separate((0, 8, &[50, 30], &[960, 16]), (480, 8, &[50, 60], &[960, 8]));
}

#[test]
fn separates_the_last_axis_of_a_cube() {
    // T of 10 x 20 x 30 elements of 8 bytes: T[:, :, :k] from T[:, :, k:].
    assert_separate((0, 8, &[10, 20, 7], &[4800, 240, 8]), (56, 8, &[10, 20, 23], &[4800, 240, 8]));
}

#[test]
fn separates_fields_of_records() {
    // Packed records of 12 bytes: a field of 4 bytes, one of 8.
    assert_separate((0, 4, &[1000], &[12]), (4, 8, &[1000], &[12]));
    // Real and imaginary parts.
    assert_separate((0, 8, &[10, 10], &[160, 16]), (8, 8, &[10, 10], &[160, 16]));
}

#[test]
fn overflow_is_the_whole_buffer() {
    let huge = [usize::MAX, 2];
    assert_eq!(Footprint::of(0, 8, &huge, &[isize::MAX, 8]), Footprint::WHOLE);
    assert_eq!(Footprint::of(8, 8, &[3], &[-8]), Footprint::WHOLE, "below the start");
    assert_eq!(Footprint::of(usize::MAX, 8, &[], &[]), Footprint::WHOLE);
    assert!(Footprint::WHOLE.conflicts(&Footprint::of(0, 1, &[], &[])));
}

#[test]
fn more_axes_than_windows_look_at_stay_sound() {
    // 12 axes of length 2 with doubling strides cover all multiples of 8; leaving bit 0 out separates odd from even.
    let strides: Vec<isize> = (1..13).map(|bit| 8 << bit).collect();
    let shape = [2; 12];
    let even = Footprint::of(0, 8, &shape, &strides);
    let odd = Footprint::of(8, 8, &shape, &strides);
    assert!(even.conflicts(&odd), "undecided, and so a conflict");
    assert_eq!(even, Footprint::of(0, 8, &shape, &strides.iter().rev().copied().collect::<Vec<_>>()));
}
