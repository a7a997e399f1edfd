//! What the tests of the loops share: random elements with edge values among them, operands laid out in one piece of
//! memory, and the comparison of all of it with what a loop over single elements does.

#![allow(dead_code)] // Each test binary uses a part.

use nd_kernel::isa::{self, Level};
use nd_kernel::{Complex, Loop, Num, bf16, dispatch, f16};

/// SplitMix64.
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

    /// Values that expose special cases, as often as random ones.
    fn float(&mut self) -> f64 {
        const EDGES: [f64; 16] = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -2.5,
            3.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            1e300,
            -1e300,
            5e-324,
            65504.0,
            2147483648.0,
            -9223372036854775808.0,
        ];
        match self.below(3) {
            0 => EDGES[self.below(16)],
            1 => self.below(41) as f64 - 20.0,
            _ => (self.next() >> 11) as f64 / (1u64 << 45) as f64 - 128.0,
        }
    }

    /// The bytes of an element.
    pub(crate) fn element(&mut self, num: Num) -> Vec<u8> {
        let integer = match self.below(4) {
            0 => [0, 1, u64::MAX, 1 << 63, (1 << 63) - 1, 1 << 31, 1 << 15, 0x7fff, 128, 127][self.below(10)],
            1 => self.below(20) as u64,
            2 => (self.below(20) as u64).wrapping_neg(),
            _ => self.next(),
        };
        match num {
            Num::F16 => f16::from_f32(self.float() as f32).to_le_bytes().to_vec(),
            Num::BF16 => bf16::from_f32(self.float() as f32).to_le_bytes().to_vec(),
            Num::F32 => (self.float() as f32).to_le_bytes().to_vec(),
            Num::F64 => self.float().to_le_bytes().to_vec(),
            Num::C64 => [self.element(Num::F32), self.element(Num::F32)].concat(),
            Num::C128 => [self.element(Num::F64), self.element(Num::F64)].concat(),
            other => integer.to_le_bytes()[..other.size()].to_vec(),
        }
    }
}

/// One operand: where its first element lies in the memory, and how far apart its elements are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) stride: isize,
}

impl Place {
    pub(crate) fn at(self, i: usize) -> usize {
        (self.start as isize + i as isize * self.stride) as usize
    }
}

/// Arrangements of operands of these sizes, the last of which is the output, for `n` elements; with names, and the
/// size of the memory that they lie in.
pub(crate) fn arrangements(sizes: &[usize], n: usize) -> Vec<(&'static str, Vec<Place>, usize)> {
    let last = sizes.len() - 1;
    // Operands one after the other, with room before, between and after.
    let spread = |gap: usize, stride: &dyn Fn(usize, usize) -> isize| {
        let mut end = gap;
        let mut places = Vec::new();
        for (k, &size) in sizes.iter().enumerate() {
            let stride = stride(k, size);
            let span = stride.unsigned_abs() * n.saturating_sub(1) + size;
            let start = if stride < 0 { end + span - size } else { end };
            places.push(Place { start, stride });
            end += span + gap;
        }
        (places, end)
    };
    let mut all = Vec::new();
    let mut add = |name, (places, len)| all.push((name, places, len));
    add("disjoint", spread(64, &|_, size| size as isize));
    add("misaligned", spread(61, &|_, size| size as isize));
    add("every other", spread(64, &|_, size| 2 * size as isize));
    add("spread unevenly", spread(63, &|k, size| (size + k + 1) as isize));
    add("reversed", spread(64, &|_, size| -(size as isize)));
    add("output reversed", spread(64, &|k, size| if k == last { -(size as isize) } else { size as isize }));
    add("output every third", spread(64, &|k, size| if k == last { 3 } else { 1 } * size as isize));
    for k in 0..last {
        add("one input repeated", spread(64, &|j, size| if j == k { 0 } else { size as isize }));
        add("one input repeated, strided", spread(62, &|j, size| if j == k { 0 } else { 2 * size as isize }));
    }
    add("inputs repeated", spread(64, &|k, size| if k == last { size as isize } else { 0 }));
    // Records that hold an element of each operand.
    let record: usize = sizes.iter().sum();
    let fields = sizes.iter().scan(7, |at, &size| {
        let start = *at;
        *at += size;
        Some(Place { start, stride: record as isize })
    });
    add("interleaved", (fields.collect(), 7 + record * n + 64));
    for stride in [1, 2] {
        let (base, len) = spread(59, &|_, size| (size * stride) as isize);
        for k in 0..last {
            if sizes[k] == sizes[last] {
                let mut places = base.clone();
                places[last] = places[k];
                add("output is an input", (places, len));
            }
        }
        if sizes.iter().all(|&size| size == sizes[last]) {
            add("output is every input", (vec![base[last]; sizes.len()], len));
        }
    }
    all
}

/// Puts one NaN for all at an element.
pub(crate) fn canonical(num: Num, bytes: &mut [u8]) {
    match num {
        Num::F16 if f16::from_le_bytes(bytes.try_into().unwrap()).is_nan() => bytes.fill(0xff),
        Num::BF16 if bf16::from_le_bytes(bytes.try_into().unwrap()).is_nan() => bytes.fill(0xff),
        Num::F32 if f32::from_le_bytes(bytes.try_into().unwrap()).is_nan() => bytes.fill(0xff),
        Num::F64 if f64::from_le_bytes(bytes.try_into().unwrap()).is_nan() => bytes.fill(0xff),
        Num::C64 => bytes.chunks_mut(4).for_each(|part| canonical(Num::F32, part)),
        Num::C128 => bytes.chunks_mut(8).for_each(|part| canonical(Num::F64, part)),
        _ => {}
    }
}

/// Runs a loop once, with operands at these places of `memory`.
pub(crate) fn run(f: Loop, n: usize, memory: &mut [u8], places: &[Place]) {
    let ptrs: Vec<*mut u8> = places.iter().map(|p| memory.as_mut_ptr().wrapping_add(p.start)).collect();
    let strides: Vec<isize> = places.iter().map(|p| p.stride).collect();
    // SAFETY: the arrangements lay every element out inside the memory, with outputs exactly on an input or apart.
    unsafe { f(n, ptrs.as_ptr(), strides.as_ptr()) };
}

/// Checks a loop against itself one element at a time, at every level, size and arrangement: all bytes of the memory,
/// so that a byte written outside the output shows.
pub(crate) fn check_layouts(name: &str, f: Loop, inputs: &[Num], out: Num, sizes: &[usize]) {
    let nums: Vec<Num> = inputs.iter().copied().chain([out]).collect();
    let widths: Vec<usize> = nums.iter().map(|num| num.size()).collect();
    let mut rng = Rng(name.len() as u64 ^ out as u64);
    for &n in sizes {
        for (arrangement, places, len) in arrangements(&widths, n) {
            let mut before: Vec<u8> = (0..len).map(|_| rng.next() as u8).collect();
            for (num, place) in inputs.iter().zip(&places) {
                for i in 0..n {
                    before[place.at(i)..][..num.size()].copy_from_slice(&rng.element(*num));
                }
            }
            let mut want = before.clone();
            let target = places[inputs.len()];
            for i in 0..n {
                let single: Vec<Place> =
                    places.iter().map(|p| Place { start: p.at(i), stride: p.stride }).collect();
                let mut scratch = before.clone();
                run(f, 1, &mut scratch, &single);
                let result = &mut scratch[target.at(i)..][..out.size()];
                canonical(out, result);
                want[target.at(i)..][..out.size()].copy_from_slice(result);
            }
            for level in isa::levels() {
                let mut memory = before.clone();
                isa::with_level(level, || run(f, n, &mut memory, &places));
                for i in 0..n {
                    canonical(out, &mut memory[target.at(i)..][..out.size()]);
                }
                assert_same(&memory, &want, || {
                    format!("{name} {inputs:?}, n = {n}, {arrangement}, {}, {places:?}", level_name(level))
                });
            }
        }
    }
}

fn level_name(level: Level) -> &'static str {
    level.name()
}

/// Compares memory byte for byte and names the first difference.
#[track_caller]
pub(crate) fn assert_same(got: &[u8], want: &[u8], context: impl FnOnce() -> String) {
    if let Some(at) = (0..want.len()).find(|&at| got[at] != want[at]) {
        panic!("byte {at} is {:#x}, not {:#x}: {}", got[at], want[at], context());
    }
}

/// The results of a loop for these inputs, one per element.
pub(crate) fn results<A: Copy, R: Copy + Default>(f: Loop, inputs: &[&[A]]) -> Vec<R> {
    let n = inputs[0].len();
    let mut out = vec![R::default(); n];
    let mut ptrs: Vec<*mut u8> = inputs.iter().map(|x| x.as_ptr() as *mut u8).collect();
    let mut strides = vec![size_of::<A>() as isize; inputs.len()];
    ptrs.push(out.as_mut_ptr().cast());
    strides.push(size_of::<R>() as isize);
    // SAFETY: every input holds `n` elements, and so does the output.
    unsafe { f(n, ptrs.as_ptr(), strides.as_ptr()) };
    out
}

/// Elements of a type made from `f64`, through the conversion of the crate.
pub(crate) fn elements(num: Num, values: &[f64]) -> Vec<u8> {
    use nd_kernel::CastTo;
    dispatch!(num, T => values.iter().flat_map(|&x| {
        let x: T = x.cast_to();
        bytemuck::bytes_of(&x).to_vec()
    }).collect())
}

/// A complex number.
pub(crate) fn c(re: f64, im: f64) -> Complex<f64> {
    Complex::new(re, im)
}
