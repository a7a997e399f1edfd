//! What the tests of indexing share: random numbers, arrays that lie in memory in all the ways an array can, and a
//! naive model of index expressions that knows no strides.

pub(crate) mod model;

use nd_core::{Array, DType, arange, zeros};
use nd_index::{Part, Slice};

/// SplitMix64: enough randomness for tests, the same on every machine.
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e3779b97f4a7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58476d1ce4e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d049bb133111eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A number in `lo..=hi`.
    pub(crate) fn between(&mut self, lo: isize, hi: isize) -> isize {
        lo + self.below((hi - lo + 1) as usize) as isize
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// The dtypes that values are kept in: native, swapped, narrow, and fields at misaligned addresses.
const DTYPES: [&str; 8] = ["i8", ">i4", "i2", "u1", ">i8", "i4", "packed <i8", "packed >i2"];

/// `shape` zeros of one of [`DTYPES`]; the packed ones are fields of records of an odd size.
fn zeros_of(shape: &[usize], dtype: &str) -> Array {
    match dtype.strip_prefix("packed ") {
        None => zeros(shape, dtype).unwrap(),
        Some(inner) => {
            let record = DType::structured([("a", DType::U8), ("b", DType::parse(inner).unwrap())]).unwrap();
            zeros(shape, record).unwrap().field("b").unwrap()
        }
    }
}

/// A random view and its base. Element `i` of the base, in C order, holds `i`, and so the elements of the view tell
/// where in the base they lie.
pub(crate) fn random_view(rng: &mut Rng, max_ndim: usize) -> (Array, Array) {
    let ndim = rng.below(max_ndim + 1);
    let shape: Vec<usize> =
        (0..ndim).map(|_| if rng.chance(8) { rng.below(2) } else { 1 + rng.below(4) }).collect();
    let base = zeros_of(&shape, DTYPES[rng.below(DTYPES.len())]);
    base.assign(arange(shape.iter().product::<usize>()).reshape(&shape).unwrap()).unwrap();
    let mut view = base.alias();
    for axis in (1..ndim).rev() {
        if rng.chance(40) {
            view = view.swapaxes(axis as isize, rng.below(axis + 1) as isize).unwrap();
        }
    }
    let slices: Vec<Part> =
        (0..ndim).map(|_| if rng.chance(50) { Part::from(..) } else { random_slice(rng) }).collect();
    (view.slice(&slices).unwrap(), base)
}

fn random_slice(rng: &mut Rng) -> Part {
    let mut end = || rng.chance(40).then(|| rng.between(-6, 6));
    let (start, stop) = (end(), end());
    let step = rng.chance(60).then(|| [1, 2, 3, -1, -2, -7][rng.below(6)]);
    Part::Slice(Slice { start, stop, step })
}

/// An integer array of a random dtype and memory order; positions are mostly within an axis of `size`.
fn random_positions(rng: &mut Rng, shape: &[usize], size: usize) -> Part {
    let n = shape.iter().product();
    let wild = rng.chance(3);
    let signed: Vec<i64> = (0..n)
        .map(|_| {
            let size = size.max(1) as isize;
            rng.between(-size - wild as isize, size - 1 + wild as isize) as i64
        })
        .collect();
    let dtype = ["i8", "i8", "i8", "i4", ">i8", "i1", ">i2", "u8", "u2"][rng.below(9)];
    let values = if dtype.starts_with('u') {
        signed.iter().map(|v| v.rem_euclid(size.max(1) as i64)).collect()
    } else {
        signed
    };
    let array = Array::from_vec(values).unwrap().reshape(shape).unwrap();
    let array = array.astype(dtype).unwrap();
    Part::from(match rng.below(4) {
        // The same positions in Fortran order, and at a stride of two.
        0 => array.copy_in(nd_core::Order::F).unwrap(),
        1 if array.ndim() == 1 => {
            let room = zeros((n, 2), dtype).unwrap();
            let spaced = room.slice((.., 0)).unwrap();
            spaced.assign(&array).unwrap();
            spaced
        }
        _ => array,
    })
}

fn random_mask(rng: &mut Rng, shape: &[usize]) -> Part {
    let n: usize = shape.iter().product();
    let density = rng.below(101);
    let flat: Vec<bool> = (0..n).map(|_| rng.chance(density)).collect();
    let mask = Array::from_slice(&flat).unwrap().reshape(shape).unwrap();
    Part::from(if rng.chance(30) { mask.copy_in(nd_core::Order::F).unwrap() } else { mask })
}

/// A random index for `shape`; now and then one that is out of bounds, too long, or does not broadcast.
pub(crate) fn random_index(rng: &mut Rng, shape: &[usize]) -> Vec<Part> {
    let mut parts = Vec::new();
    // What the index arrays broadcast to.
    let outer: Vec<usize> = (0..1 + rng.below(2)).map(|_| rng.below(4)).collect();
    let advanced = rng.chance(70);
    let (mut axis, mut ellipsis) = (0, false);
    loop {
        if rng.chance(10) {
            parts.push(Part::NewAxis);
        }
        if !ellipsis && rng.chance(12) {
            ellipsis = true;
            parts.push(Part::Ellipsis);
            axis += rng.below(shape.len() - axis + 1);
        }
        if advanced && rng.chance(4) {
            parts.push(Part::Bool(rng.chance(70)));
        }
        if axis >= shape.len() || rng.chance(8) {
            break;
        }
        let size = shape[axis];
        match rng.below(if advanced { 10 } else { 5 }) {
            0 | 1 => parts.push(random_slice(rng)),
            2 => parts.push(Part::from(..)),
            3 | 4 => {
                let wild = rng.chance(4) as isize;
                let n = size as isize;
                parts.push(Part::Int(rng.between(-n - wild, (n - 1 + wild).max(-n))));
            }
            5 => {
                let rank = 1 + rng.below(shape.len() - axis);
                let mut mask = shape[axis..axis + rank].to_vec();
                if rng.chance(3) {
                    mask[0] += 1;
                }
                parts.push(random_mask(rng, &mask));
                axis += rank - 1;
            }
            6 if rng.chance(20) => parts.push(random_positions(rng, &[], size)),
            _ => {
                let skip = rng.below(outer.len());
                let mut lengths: Vec<usize> = outer[skip..].to_vec();
                for n in &mut lengths {
                    match rng.below(20) {
                        0..4 => *n = 1,
                        4 => *n += 1,
                        _ => {}
                    }
                }
                parts.push(random_positions(rng, &lengths, size));
            }
        }
        axis += 1;
    }
    if rng.chance(2) {
        parts.push(Part::Int(0));
    }
    parts
}
