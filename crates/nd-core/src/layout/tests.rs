//! Layout arithmetic against brute force over small cases.

use super::*;

fn layout(shape: &[usize], strides: &[isize], offset: usize) -> Layout {
    Layout { shape: Dims::from_slice(shape), strides: Dims::from_slice(strides), offset }
}

/// The byte offsets of all elements in C order.
fn offsets(layout: &Layout) -> Vec<isize> {
    let mut all = vec![layout.offset as isize];
    for (&n, &step) in layout.shape.iter().zip(layout.strides.iter()) {
        all = all.iter().flat_map(|&at| (0..n as isize).map(move |i| at + i * step)).collect();
    }
    all
}

/// Numbers that look random and are the same on every run (splitmix64).
fn random(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((z ^ (z >> 27)) % below as u64) as usize
}

/// A layout of up to three short axes with small strides of either sign, inside 200 bytes.
fn small_layout(state: &mut u64, itemsize: usize) -> Layout {
    let ndim = random(state, 4);
    let shape: Vec<usize> = (0..ndim).map(|_| random(state, 5)).collect();
    let strides: Vec<isize> = (0..ndim).map(|_| random(state, 25) as isize - 12).collect();
    let mut layout = layout(&shape, &strides, 150);
    let (lo, _) = layout.byte_range(itemsize);
    layout.offset = 150 - lo + random(state, 40);
    layout
}

#[test]
fn ranges_of_bytes_are_those_of_the_elements() {
    let mut state = 1;
    for _ in 0..2000 {
        let layout = small_layout(&mut state, 4);
        let all = offsets(&layout);
        let expected = match (all.iter().min(), all.iter().max()) {
            (Some(&lo), Some(&hi)) => (lo as usize, hi as usize + 4),
            _ => (layout.offset, layout.offset),
        };
        assert_eq!(layout.byte_range(4), expected, "{layout:?}");
    }
}

#[test]
fn overlap_with_itself_is_never_missed() {
    let (mut state, mut exact) = (2, 0);
    for _ in 0..4000 {
        let itemsize = 1 + random(&mut state, 4);
        let layout = small_layout(&mut state, itemsize);
        let mut all = offsets(&layout);
        all.sort_unstable();
        let overlaps = all.windows(2).any(|pair| pair[1] - pair[0] < itemsize as isize);
        let found = layout.may_overlap_itself(itemsize);
        assert!(found || !overlaps, "{layout:?} of {itemsize} bytes");
        exact += u32::from(found == overlaps);
    }
    // Where strides do not nest the answer may be a false alarm, but rarely.
    assert!(exact > 3800, "{exact} of 4000 are exact");
}

#[test]
fn a_shared_byte_is_found_exactly() {
    let mut state = 3;
    for _ in 0..4000 {
        let (a, b) = (1 + random(&mut state, 4), 1 + random(&mut state, 4));
        let (x, y) = (small_layout(&mut state, a), small_layout(&mut state, b));
        let bytes = |layout: &Layout, size: usize| -> Vec<isize> {
            offsets(layout).into_iter().flat_map(|at| at..at + size as isize).collect()
        };
        let other = bytes(&y, b);
        let expected = bytes(&x, a).iter().any(|at| other.contains(at));
        assert_eq!(share_a_byte((1000, &x, a), (1000, &y, b)), expected, "{x:?} {y:?}");
    }
}

#[test]
fn a_reshaped_view_has_the_same_elements_in_the_same_order() {
    let targets: [&[usize]; 10] = [
        &[24],
        &[2, 12],
        &[4, 6],
        &[2, 3, 4],
        &[3, 8],
        &[1, 24, 1],
        &[2, 2, 6],
        &[4, 3, 2],
        &[2, 1, 3, 4],
        &[8, 3],
    ];
    let mut views = 0;
    for from in targets {
        for stretch in 0..4 {
            for order in [Order::C, Order::F] {
                // Packed strides, some axes of which are stretched so that they no longer merge.
                let mut strides = strides_in_order(from, 8, order);
                for (i, step) in strides.iter_mut().enumerate() {
                    *step *= if stretch >> i & 1 == 1 { 3 } else { 1 };
                }
                for target in targets {
                    let Some(found) = reshape_strides(from, &strides, target, 8, order) else { continue };
                    views += 1;
                    let (old, new) = (layout(from, &strides, 0), layout(target, &found, 0));
                    let in_order = |l: &Layout| match order {
                        Order::F => offsets(&l.permuted(&(0..l.ndim()).rev().collect::<Vec<_>>())),
                        _ => offsets(l),
                    };
                    assert_eq!(in_order(&old), in_order(&new), "{from:?} {strides:?} -> {target:?}");
                }
            }
        }
    }
    assert!(views > 200, "{views} views");
}

#[test]
fn rule_216_axes_of_length_one_do_not_break_contiguity() {
    let contiguous = |shape: &[usize], strides: &[isize]| {
        let layout = layout(shape, strides, 0);
        (layout.is_c_contiguous(8), layout.is_f_contiguous(8))
    };
    assert_eq!(contiguous(&[1, 4], &[32, 8]), (true, true));
    assert_eq!(contiguous(&[4, 1], &[8, 8]), (true, true));
    assert_eq!(contiguous(&[3, 1, 4], &[32, 32, 8]), (true, false));
    assert_eq!(contiguous(&[1, 3], &[24, 8]), (true, true));
    assert_eq!(contiguous(&[2, 1], &[24, 8]), (false, false));
    assert_eq!(contiguous(&[2], &[16]), (false, false));
    assert_eq!(contiguous(&[1, 4], &[-7, 8]), (true, true));
}

#[test]
fn rule_217_empty_arrays_are_contiguous_and_have_no_strides() {
    for shape in [&[0, 3][..], &[2, 0, 4], &[0]] {
        let layout = Layout::contiguous(shape, 8).unwrap();
        assert!(layout.is_c_contiguous(8) && layout.is_f_contiguous(8));
        assert!(layout.strides().iter().all(|&s| s == 0));
    }
}

#[test]
fn rules_149_and_151_shapes_broadcast_together() {
    assert_eq!(broadcast_shapes(&[&[0], &[1]]).unwrap(), [0]);
    assert_eq!(broadcast_shapes(&[&[0, 1], &[1, 5]]).unwrap(), [0, 5]);
    assert_eq!(broadcast_shapes(&[&[3, 1], &[], &[4]]).unwrap(), [3, 4]);
    assert_eq!(broadcast_shapes(&[]).unwrap(), [0usize; 0]);
    assert!(broadcast_shapes(&[&[0], &[2]]).is_err());
    assert_eq!(
        broadcast_shapes(&[&[2, 3], &[4]]).unwrap_err().to_string(),
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2, 3) and arg 1 with shape (4,)."
    );
}
