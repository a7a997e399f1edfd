//! Arrays in random layouts, made through the public API from a buffer of bytes that stays readable as such.

use super::rng::Rng;
use super::value::{Val, load, store};
use nd_core::{Array, DType, Layout, Part, Slice};

/// An array and the bytes it is a view of.
pub(crate) struct Made {
    /// All bytes, as `uint8` on one axis.
    pub(crate) base: Array,
    /// The view.
    pub(crate) array: Array,
}

impl Made {
    /// The bytes of the base as they are.
    pub(crate) fn raw(&self) -> Vec<u8> {
        raw(&self.base)
    }

    /// The elements of the view in C order.
    pub(crate) fn values(&self) -> Vec<Val> {
        values(&self.raw(), self.array.layout(), self.array.dtype())
    }
}

/// The bytes of an array of `uint8` that lies packed.
pub(crate) fn raw(base: &Array) -> Vec<u8> {
    let guard = base.view::<u8>().expect("bytes");
    guard.view().as_slice().expect("packed bytes").to_vec()
}

/// The byte offsets of all elements in C order.
pub(crate) fn offsets(layout: &Layout) -> Vec<usize> {
    let mut all = vec![layout.offset() as isize];
    for (&n, &step) in layout.shape().iter().zip(layout.strides()) {
        all = all.iter().flat_map(|&at| (0..n as isize).map(move |i| at + i * step)).collect();
    }
    all.into_iter().map(|at| at as usize).collect()
}

/// The elements that a layout selects from bytes, in C order.
pub(crate) fn values(raw: &[u8], layout: &Layout, dtype: &DType) -> Vec<Val> {
    offsets(layout).into_iter().map(|at| load(dtype, &raw[at..at + dtype.itemsize()])).collect()
}

/// `raw` with the elements of a layout replaced, and nothing else.
pub(crate) fn with_values(raw: &[u8], layout: &Layout, dtype: &DType, elements: &[Val]) -> Vec<u8> {
    let mut bytes = raw.to_vec();
    for (at, value) in offsets(layout).into_iter().zip(elements) {
        bytes[at..at + dtype.itemsize()].copy_from_slice(&store(dtype, *value));
    }
    bytes
}

/// The elements of an array that the library made, from the bytes it reports.
pub(crate) fn result_values(array: &Array) -> Vec<Val> {
    let bytes = array.tobytes().expect("bytes of a result");
    bytes.chunks_exact(array.itemsize()).map(|bytes| load(array.dtype(), bytes)).collect()
}

/// A random shape: up to `axes` axes, now and then empty or with axes of length one.
pub(crate) fn random_shape(rng: &mut Rng, axes: usize) -> Vec<usize> {
    let ndim = rng.below(axes + 1);
    let most = [40, 40, 12, 6, 4, 3, 2][ndim];
    (0..ndim)
        .map(|_| match rng.below(24) {
            0 => 0,
            1..=4 => 1,
            _ => 1 + rng.below(most),
        })
        .collect()
}

/// A shape that broadcasts to `shape`: leading axes left out, others of length one.
pub(crate) fn narrower(rng: &mut Rng, shape: &[usize]) -> Vec<usize> {
    let skip = if rng.one_in(3) { rng.below(shape.len() + 1) } else { 0 };
    shape[skip..].iter().map(|&n| if rng.one_in(5) { 1 } else { n }).collect()
}

/// Whether a view may repeat elements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeats {
    /// Some axes may have a stride of zero; such views are read-only.
    Allowed,
    /// Every element has bytes of its own.
    Never,
}

/// A view of `shape` in a random layout: axes permuted, sliced with steps of either sign, elements inside records at
/// odd offsets, or simply packed. `fill` makes the elements; the bytes between them are random.
pub(crate) fn make(
    rng: &mut Rng,
    shape: &[usize],
    dtype: &DType,
    repeats: Repeats,
    fill: &mut dyn FnMut(&mut Rng) -> Val,
) -> Made {
    let plain = rng.one_in(4);
    let repeated: Vec<bool> =
        shape.iter().map(|_| repeats == Repeats::Allowed && !plain && rng.one_in(6)).collect();
    // Axis by axis: the length in the base, where to start and the step.
    let cuts: Vec<(usize, usize, isize)> = shape
        .iter()
        .zip(&repeated)
        .map(|(&n, &repeated)| {
            let n = if repeated { 1 } else { n };
            let step = if plain { 1 } else { [1, 1, 1, -1, -1, 2, -2, 3][rng.below(8)] };
            let pad = if plain { 0 } else { rng.below(3) };
            let span = n.saturating_sub(1) * isize::unsigned_abs(step);
            let start = rng.below(pad + 1);
            (span + 1 + pad, if step < 0 { start + span } else { start }, step)
        })
        .zip(shape)
        .map(|((len, start, step), &n)| if n == 0 { (0, 0, step) } else { (len, start, step) })
        .collect();
    let size = dtype.itemsize();
    let (lead, tail) = if plain || rng.one_in(2) { (0, 0) } else { (rng.below(4), rng.below(6)) };
    let record =
        DType::structured_at([("x", dtype.clone(), lead)], Some(lead + size + tail)).expect("a record");
    let width = record.itemsize();
    let count: usize = cuts.iter().map(|cut| cut.0).product();
    let mut bytes = Vec::with_capacity(count * width);
    for _ in 0..count {
        bytes.extend((0..lead).map(|_| rng.next() as u8));
        bytes.extend(store(dtype, fill(rng)));
        bytes.extend((0..tail).map(|_| rng.next() as u8));
    }
    let base = Array::from_vec(bytes).expect("a base");
    let order = if plain { (0..shape.len()).collect() } else { rng.permutation(shape.len()) };
    let lengths: Vec<usize> = order.iter().map(|&axis| cuts[axis].0).collect();
    let records = base.view_as(record).expect("records").reshape(&lengths).expect("axes");
    let parts: Vec<Part> = order.iter().map(|&axis| cut(cuts[axis], shape[axis], repeated[axis])).collect();
    let view = records.field("x").expect("the field").slice(parts).expect("a slice");
    let mut back = vec![0isize; shape.len()];
    for (position, &axis) in order.iter().enumerate() {
        back[axis] = position as isize;
    }
    let view = view.transpose(back).expect("a transpose");
    let array = if repeated.contains(&true) { view.broadcast_to(shape).expect("repeats") } else { view };
    assert_eq!(array.shape(), shape);
    Made { base, array }
}

/// The slice that takes `n` positions of an axis.
fn cut((_, start, step): (usize, usize, isize), n: usize, repeated: bool) -> Part {
    let n = if repeated { n.min(1) } else { n } as isize;
    let start = start as isize;
    let last = start + (n - 1) * step;
    let stop = match n {
        0 => Some(start),
        _ if step > 0 => Some(last + 1),
        _ => last.checked_sub(1).filter(|&stop| stop >= 0),
    };
    Part::Slice(Slice { start: Some(start), stop, step: Some(step) })
}
