//! Borders that repeat values of the array: each is a view of it, and the result is put together from these in one go.

#![forbid(unsafe_code)]

use super::{Pad, Reflection};
use nd_core::{Array, Part, Result, Slice, assemble};

/// More pieces than this cost more than filling one axis after the other, which the caller does then.
const MOST: usize = 100;

/// A stretch along an axis of the result: where it begins, its length, and the values of the array that lie there; a single
/// one is repeated.
#[derive(Clone, Copy)]
struct Stretch {
    start: usize,
    len: usize,
    values: Slice,
}

/// The array with a border of its own values; `None` for borders of anything else, and for those of too many pieces.
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
pub(super) fn repeated(array: &Array, widths: &[(isize, isize)], mode: &Pad) -> Result<Option<Array>> {
    let mut axes = Vec::with_capacity(widths.len());
    let mut count = 1usize;
    for (&n, &width) in array.shape().iter().zip(widths) {
        let Some(stretches) = stretches(n as isize, width, mode) else { return Ok(None) };
        count = count.saturating_mul(stretches.len());
        axes.push(stretches);
    }
    if count > MOST || array.is_empty() {
        return Ok(None);
    }
    let shape: Vec<usize> = axes.iter().map(|axis| axis.iter().map(|stretch| stretch.len).sum()).collect();
    let mut parts = Vec::with_capacity(count);
    for mut at in 0..count {
        let chosen: Vec<Stretch> = axes
            .iter()
            .map(|axis| {
                let stretch = axis[at % axis.len()];
                at /= axis.len();
                stretch
            })
            .collect();
        let index: Vec<Part> = chosen.iter().map(|stretch| stretch.values.into()).collect();
        let lengths: Vec<usize> = chosen.iter().map(|stretch| stretch.len).collect();
        let start = chosen.iter().map(|stretch| stretch.start).collect();
        parts.push((start, array.slice(index)?.broadcast_to(lengths)?));
    }
    assemble(shape, array.dtype(), &parts).map(Some)
}

/// The stretches of an axis of `n` values with borders.
fn stretches(n: isize, (before, after): (isize, isize), mode: &Pad) -> Option<Vec<Stretch>> {
    // Values repeat in blocks of this length, every other one backwards if they are mirrored.
    let (block, mirrored) = match mode {
        Pad::Edge => return Some(edges(n, before, after)),
        Pad::Wrap => (n, false),
        Pad::Symmetric(Reflection::Even) if n > 1 => (n, true),
        Pad::Reflect(Reflection::Even) if n > 1 => (n - 1, true),
        // One value has nothing to be mirrored with.
        Pad::Symmetric(Reflection::Even) | Pad::Reflect(Reflection::Even) => {
            return Some(edges(n, before, after));
        }
        _ => return None,
    };
    if block < 1 || (before / block).saturating_add(after / block) > MOST as isize {
        return None;
    }
    let mut found = Vec::new();
    let mut at = -before;
    while at < n + after {
        // The array itself is one stretch, though the last value of a reflection begins a block.
        let inside = (0..n).contains(&at);
        let number = if inside { 0 } else { at.div_euclid(block) };
        let end = if inside { n } else { (number + 1) * block };
        let end = if at < 0 { end.min(0) } else { end.min(n + after) };
        let (first, last) = (at - number * block, end - 1 - number * block);
        let values = match mirrored && number % 2 != 0 {
            false => Slice { start: Some(first), stop: Some(last + 1), step: None },
            true => {
                let (first, last) = (n - 1 - first, n - 1 - last);
                Slice { start: Some(first), stop: (last > 0).then(|| last - 1), step: Some(-1) }
            }
        };
        found.push(Stretch { start: (at + before) as usize, len: (end - at) as usize, values });
        at = end;
    }
    Some(found)
}

/// The values at the ends, repeated.
fn edges(n: isize, before: isize, after: isize) -> Vec<Stretch> {
    let stretch = |start: isize, len: isize, from: isize, to: isize| Stretch {
        start: start as usize,
        len: len as usize,
        values: Slice { start: Some(from), stop: Some(to), step: None },
    };
    let all = [stretch(0, before, 0, 1), stretch(before, n, 0, n), stretch(before + n, after, n - 1, n)];
    all.into_iter().filter(|stretch| stretch.len > 0).collect()
}
