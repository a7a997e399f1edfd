//! Comparing and joining rows of text against loops over units, with every byte of the result compared.

mod support;

use core::cmp::Ordering;
use nd_kernel::text;
use support::{Rng, assert_same};

/// Around the pieces of 8 and 16 bytes, and longer than what is compared or copied in pieces; units of 1 and 4 bytes.
const LENGTHS: [usize; 17] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 300];

/// A text as its units, and as an element of `len` units of `unit` bytes.
#[derive(Clone)]
struct Text {
    units: Vec<u32>,
    bytes: Vec<u8>,
}

impl Text {
    fn new(mut units: Vec<u32>, unit: usize) -> Text {
        let bytes = units.iter().flat_map(|c| c.to_ne_bytes()[..unit].to_vec()).collect();
        while units.last() == Some(&0) {
            units.pop();
        }
        Text { units, bytes }
    }

    /// Few different characters, NULs among them, and NULs at the end.
    fn random(rng: &mut Rng, len: usize, unit: usize) -> Text {
        let used = rng.below(len + 1);
        let high = if unit == 4 { 0x0102_0304 } else { 0xff };
        let character = |rng: &mut Rng| [97, 97, 97, 98, 0, high][rng.below(6)];
        Text::new((0..len).map(|i| if i < used { character(rng) } else { 0 }).collect(), unit)
    }

    /// The same text up to some unit, in an element of another length.
    fn alike(&self, rng: &mut Rng, len: usize, unit: usize) -> Text {
        let mut units = self.units.clone();
        units.resize(len, 0);
        if len > 0 && rng.below(2) == 0 {
            units[rng.below(len)] = 98;
        }
        Text::new(units, unit)
    }
}

/// Elements at a step, with noise between.
fn lay(rng: &mut Rng, texts: &[Text], step: usize) -> Vec<u8> {
    let size = texts[0].bytes.len();
    let mut memory: Vec<u8> = (0..texts.len() * step + size).map(|_| rng.next() as u8).collect();
    for (i, text) in texts.iter().enumerate() {
        memory[i * step..][..size].copy_from_slice(&text.bytes);
    }
    memory
}

/// Calls `body` with two lists of texts in memory: their lengths, sizes, steps.
fn for_pairs(mut body: impl FnMut(&mut Rng, usize, [&[Text]; 2], [&[u8]; 2], [usize; 2])) {
    let mut rng = Rng(5);
    for unit in [1, 4] {
        for len in LENGTHS {
            for other in [len, len + 1, LENGTHS[rng.below(LENGTHS.len())]] {
                let a: Vec<Text> = (0..24).map(|_| Text::random(&mut rng, len, unit)).collect();
                let b: Vec<Text> = a.iter().map(|text| text.alike(&mut rng, other, unit)).collect();
                let steps = [len * unit + rng.below(2) * 3, other * unit + rng.below(2)];
                let memory = [lay(&mut rng, &a, steps[0]), lay(&mut rng, &b, steps[1])];
                body(&mut rng, unit, [&a, &b], [&memory[0], &memory[1]], steps);
            }
        }
    }
}

#[test]
fn comparisons_are_those_of_the_units() {
    for_pairs(|rng, unit, [a, b], [left, right], steps| {
        for accepted in 0..8 {
            let accepted = [0, 1, 2].map(|bit| accepted >> bit & 1 == 1);
            let mut got: Vec<u8> = (0..2 * a.len()).map(|_| rng.next() as u8).collect();
            let mut want = got.clone();
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                want[2 * i] = match a.units.cmp(&b.units) {
                    Ordering::Less => accepted[0],
                    Ordering::Equal => accepted[1],
                    Ordering::Greater => accepted[2],
                }
                .into();
            }
            let ptrs = [got.as_mut_ptr(), left.as_ptr().cast_mut(), right.as_ptr().cast_mut()];
            let sizes = [a[0].bytes.len(), b[0].bytes.len()];
            let steps = [2, steps[0] as isize, steps[1] as isize];
            // SAFETY: `lay` made memory for all elements at their steps, and there are two bytes for each result.
            unsafe { text::compare(unit, accepted, a.len(), ptrs, steps, sizes) };
            assert_same(&got, &want, || {
                format!("{sizes:?} bytes in units of {unit}, accepting {accepted:?}")
            });
        }
    });
}

#[test]
fn joined_texts_are_padded_once() {
    for_pairs(|rng, unit, [a, b], [left, right], steps| {
        let sizes = [a[0].bytes.len(), b[0].bytes.len()];
        let step = sizes[0] + sizes[1] + 2;
        let mut got: Vec<u8> = (0..step * a.len()).map(|_| rng.next() as u8).collect();
        let mut want = got.clone();
        for (i, (a, b)) in a.iter().zip(b).enumerate() {
            let mut units = [&a.units[..], &b.units].concat();
            units.resize((sizes[0] + sizes[1]) / unit, 0);
            want[i * step..][..step - 2].copy_from_slice(&Text::new(units, unit).bytes);
        }
        let ptrs = [got.as_mut_ptr(), left.as_ptr().cast_mut(), right.as_ptr().cast_mut()];
        let steps = [step as isize, steps[0] as isize, steps[1] as isize];
        // SAFETY: `lay` made memory for all elements at their steps, and `got` has room for the results at theirs.
        unsafe { text::join(unit, a.len(), ptrs, steps, sizes) };
        assert_same(&got, &want, || format!("{sizes:?} bytes in units of {unit}"));
    });
}
