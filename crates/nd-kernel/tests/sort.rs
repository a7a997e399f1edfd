//! Sorts against the standard library's stable sort, for every element type, level, length and pattern.

use nd_kernel::isa::{levels, with_level};
use nd_kernel::sort::{
    Keyed, Side, Sortable, argselect, argsort, has_twins, index_scratch, search_sorted, select,
    select_by_order, sort,
};
use nd_kernel::{Bool8, Complex, bf16, f16};

/// Pseudo-random numbers (splitmix64).
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// The arrangements that sorts are known to stumble over.
#[derive(Clone, Copy, Debug)]
enum Pattern {
    Random,
    Few,
    Equal,
    Sorted,
    Reversed,
    OrganPipe,
    Sawtooth,
    NearlySorted,
}

const PATTERNS: [Pattern; 8] = [
    Pattern::Random,
    Pattern::Few,
    Pattern::Equal,
    Pattern::Sorted,
    Pattern::Reversed,
    Pattern::OrganPipe,
    Pattern::Sawtooth,
    Pattern::NearlySorted,
];

/// Numbers in a pattern, below 2^64; the caller makes elements of them.
fn numbers(pattern: Pattern, n: usize, rng: &mut Rng) -> Vec<u64> {
    let spread = |i: usize| (i as u64).wrapping_mul(0x0001_0001_0001_0001);
    (0..n)
        .map(|i| match pattern {
            Pattern::Random => rng.next(),
            Pattern::Few => rng.below(5),
            Pattern::Equal => 7,
            Pattern::Sorted => spread(i),
            Pattern::Reversed => spread(n - i),
            Pattern::OrganPipe => spread(i.min(n - i)),
            Pattern::Sawtooth => spread(i % 17),
            Pattern::NearlySorted => {
                if i % 31 == 0 {
                    rng.next()
                } else {
                    spread(i)
                }
            }
        })
        .collect()
}

/// An element type and how to make one of 64 bits.
trait Sample: Sortable {
    fn sample(bits: u64) -> Self;
}

macro_rules! samples {
    ($($t:ty: $from:expr),* $(,)?) => { $( impl Sample for $t {
        fn sample(bits: u64) -> Self {
            let from: fn(u64) -> $t = $from;
            from(bits)
        }
    } )* };
}
samples!(
    Bool8: |b| Bool8::new(b & 1 == 1), i8: |b| b as i8, u8: |b| b as u8, i16: |b| b as i16, u16: |b| b as u16,
    i32: |b| b as i32, u32: |b| b as u32, i64: |b| b as i64, u64: |b| b,
    f16: |b| f16::from_bits(b as u16), bf16: |b| bf16::from_bits(b as u16), f32: |b| f32::from_bits(b as u32 ^ (b >> 32) as u32),
    // A sixteenth of NaNs of either sign, and zeros of either sign.
    f64: |b| match b % 16 {
        0 => if b & 16 == 0 { f64::NAN } else { -f64::NAN },
        1 => if b & 16 == 0 { 0.0 } else { -0.0 },
        2 => f64::NEG_INFINITY,
        _ => f64::from_bits(b),
    },
    Complex<f64>: |b| Complex::new([0.0, -0.0, 1.0, f64::NAN][b as usize % 4], f64::sample(b >> 2)),
);

/// Bits of an element, to compare multisets by.
fn bits<T: Sortable>(lane: &[T]) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = lane.iter().map(|x| bytemuck::bytes_of(x).to_vec()).collect();
    all.sort();
    all
}

fn is_ordered<T: Sortable>(lane: &[T]) -> bool {
    lane.windows(2).all(|pair| !pair[1].precedes(&pair[0]))
}

#[track_caller]
fn check_selected<T: Sortable>(lane: &[T], ranks: &[usize], what: &str) {
    for &rank in ranks {
        assert!(lane[..rank].iter().all(|low| !lane[rank].precedes(low)), "{what} rank {rank}");
        assert!(lane[rank..].iter().all(|high| !high.precedes(&lane[rank])), "{what} rank {rank}");
    }
}

/// Everything that a lane of keyed elements can go through.
#[track_caller]
fn check<T: Sample + Keyed>(original: &[T], ranks: &[usize], what: &str) {
    let n = original.len();
    let mut stable: Vec<i64> = (0..n as i64).collect();
    stable.sort_by(|&a, &b| original[a as usize].compare(&original[b as usize]));

    let mut sorted = original.to_vec();
    sort(&mut sorted);
    assert!(is_ordered(&sorted), "sort {what}");
    assert_eq!(bits(&sorted), bits(original), "sort {what}");

    let (mut index, mut scratch) = (vec![0; n], vec![0; index_scratch::<T>(n)]);
    argsort(original, &mut index, &mut scratch);
    assert!(index == stable, "argsort {what}");

    let mut selected = original.to_vec();
    select(&mut selected, ranks);
    check_selected(&selected, ranks, what);
    assert_eq!(bits(&selected), bits(original), "select {what}");

    argselect(original, &mut index, ranks, &mut scratch);
    let taken: Vec<T> = index.iter().map(|&i| original[i as usize]).collect();
    check_selected(&taken, ranks, what);
    index.sort_unstable();
    assert!(index.iter().enumerate().all(|(i, &at)| i as i64 == at), "argselect {what}");

    if !has_twins(original) {
        let stable: Vec<T> = stable.iter().map(|&i| original[i as usize]).collect();
        assert!(
            bytemuck::cast_slice::<T, u8>(&stable) == bytemuck::cast_slice::<T, u8>(&sorted),
            "no twins, but {what} could be told from a stable sort"
        );
    }
}

/// All patterns, at all levels, for the lengths around the sizes of the network and for some larger ones.
fn check_type<T: Sample + Keyed>() {
    let mut rng = Rng(3);
    let lengths =
        (0..300).step_by(7).chain([1, 2, 3, 8, 9, 15, 16, 17, 64, 127, 128, 129, 256, 257, 1025, 9001]);
    for n in lengths {
        for pattern in PATTERNS {
            let lane: Vec<T> = numbers(pattern, n, &mut rng).into_iter().map(T::sample).collect();
            let mut ranks: Vec<usize> = (0..n.min(3)).map(|_| rng.below(n as u64) as usize).collect();
            ranks.sort_unstable();
            ranks.dedup();
            for level in levels() {
                let what = format!("{} {pattern:?} n={n} {}", core::any::type_name::<T>(), level.name());
                with_level(level, || check(&lane, &ranks, &what));
            }
        }
    }
}

#[test]
fn small_integers_sort() {
    check_type::<Bool8>();
    check_type::<i8>();
    check_type::<u8>();
    check_type::<i16>();
    check_type::<u16>();
}

#[test]
fn integers_sort() {
    check_type::<i32>();
    check_type::<u32>();
    check_type::<i64>();
    check_type::<u64>();
}

#[test]
fn floats_sort() {
    check_type::<f16>();
    check_type::<bf16>();
    check_type::<f32>();
    check_type::<f64>();
}

/// Every length up to 300, where the network and the first split meet, with the largest key among the values.
#[test]
fn every_short_length_sorts() {
    let mut rng = Rng(5);
    for n in 0..300 {
        let lane: Vec<i64> =
            (0..n).map(|_| [i64::MAX, i64::MIN, 0, rng.next() as i64][rng.below(4) as usize]).collect();
        let ranks: Vec<usize> = if n > 0 { vec![n / 2] } else { vec![] };
        check(&lane, &ranks, &format!("n={n}"));
        let short: Vec<i32> = lane.iter().map(|&x| (x >> 32) as i32).collect();
        check(&short, &ranks, &format!("i32 n={n}"));
    }
}

/// An adversary answers the comparisons that a quicksort makes (McIlroy, "A killer adversary for quicksort"); here it
/// knows which positions are sampled as pivots, and puts the largest values left there.
#[test]
fn inputs_made_against_the_pivots_sort() {
    let n = 20_000usize;
    let mut lane = vec![i64::MIN; n];
    let (mut next, mut rest) = (i64::MAX, n);
    while rest > 200 {
        let size = if rest < 1024 { 9 } else { 64 };
        let step = rest / size;
        for i in 0..size {
            let at = i * step + step / 2;
            if lane[at] == i64::MIN {
                lane[at] = next;
                next -= 1;
            }
        }
        rest -= size;
    }
    check(&lane, &[0, 77, n / 2, n - 1], "adversarial");
}

#[test]
fn complex_numbers_are_selected_by_order() {
    let mut rng = Rng(8);
    for n in [1usize, 2, 10, 300] {
        let original: Vec<Complex<f64>> = (0..n).map(|_| Complex::sample(rng.next())).collect();
        let mut selected = original.clone();
        let ranks = [n / 3, n - 1];
        select_by_order(&mut selected, &ranks[usize::from(n / 3 == n - 1)..]);
        check_selected(&selected, &ranks, "complex");
        assert_eq!(bits(&selected), bits(&original));
    }
}

/// Positions against the count of elements before a needle.
fn check_search<T: Sample>() {
    let mut rng = Rng(13);
    for n in [0usize, 1, 2, 3, 7, 100, 1000] {
        let mut sorted: Vec<T> = (0..n).map(|_| T::sample(rng.below(600))).collect();
        sorted.sort_by(T::compare);
        let needles: Vec<T> = (0..77).map(|_| T::sample(rng.below(600))).collect();
        for level in levels() {
            let mut at = vec![-1; needles.len()];
            with_level(level, || search_sorted(&sorted, &needles, &mut at, Side::Left));
            for (needle, at) in needles.iter().zip(&at) {
                assert_eq!(*at as usize, sorted.iter().filter(|x| x.precedes(needle)).count());
            }
            with_level(level, || search_sorted(&sorted, &needles, &mut at, Side::Right));
            for (needle, at) in needles.iter().zip(&at) {
                assert_eq!(*at as usize, sorted.iter().filter(|x| !needle.precedes(x)).count());
            }
        }
    }
}

#[test]
fn searches_find_the_place() {
    check_search::<Bool8>();
    check_search::<i8>();
    check_search::<u64>();
    check_search::<f16>();
    check_search::<bf16>();
    check_search::<f64>();
    check_search::<Complex<f64>>();
}
