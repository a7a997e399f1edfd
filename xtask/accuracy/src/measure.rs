//! Arguments through nd at each instruction-set level, and the largest distance from the exact values.

#![forbid(unsafe_code)]

use nd_core::Array;
use nd_core::kernel::isa;

use crate::exact::{Big, Exact, big, error, error_of_single};
use crate::functions::{Function, One, Two};
use crate::samples::{Chance, SPECIAL};

/// The largest error and the arguments where it was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worst {
    /// In ULP.
    pub(crate) error: f64,
    /// One or two.
    pub(crate) at: Vec<f64>,
}

impl Worst {
    fn see(&mut self, error: f64, at: &[f64]) {
        if error > self.error {
            *self = Worst { error, at: at.to_vec() };
        }
    }
}

/// What was measured for one function.
pub(crate) struct Row {
    /// The function.
    pub(crate) function: &'static Function,
    /// The worst doubles at each level that the machine has.
    pub(crate) doubles: Vec<(&'static str, Worst)>,
    /// The worst singles at any level.
    pub(crate) singles: Worst,
}

impl Row {
    /// Whether all errors are within the function's bound.
    pub(crate) fn holds(&self) -> bool {
        let bound = self.function.bound();
        self.singles.error <= bound && self.doubles.iter().all(|(_, worst)| worst.error <= bound)
    }
}

/// Measures `samples` doubles, and as many singles as are asked for; all, if `None`.
pub(crate) fn measure(
    function: &'static Function,
    samples: usize,
    singles: Option<usize>,
) -> Result<Row, String> {
    let doubles = match function {
        Function::One(one) => doubles_of_one(one, samples)?,
        Function::Two(two) => doubles_of_two(two, samples)?,
    };
    let singles = match function {
        Function::One(one) => singles_of_one(one, singles)?,
        Function::Two(two) => singles_of_two(two, singles.unwrap_or(1 << 26))?,
    };
    Ok(Row { function, doubles, singles })
}

/// `f` at every level.
fn at_levels<T>(mut f: impl FnMut() -> nd_core::Result<T>) -> Result<Vec<(&'static str, T)>, String> {
    isa::levels()
        .map(|level| Ok((level.name(), isa::with_level(level, &mut f).map_err(|error| error.to_string())?)))
        .collect()
}

fn array<T: nd_core::Plain>(values: &[T]) -> Result<Array, String> {
    Array::from_vec(values.to_vec()).map_err(|error| error.to_string())
}

/// The errors of all results against the exact values, by level.
fn worst_of(
    results: Vec<(&'static str, Vec<f64>)>,
    mut error_at: impl FnMut(usize, f64) -> f64,
    at: impl Fn(usize) -> Vec<f64>,
) -> Vec<(&'static str, Worst)> {
    let rows = results.into_iter().map(|(level, got)| {
        let mut worst = Worst::default();
        for (i, got) in got.into_iter().enumerate() {
            worst.see(error_at(i, got), &at(i));
        }
        (level, worst)
    });
    rows.collect()
}

/// An exact value, or, where an argument is not finite or a zero, what the platform says.
enum Want {
    Exact(Big),
    Same(f64),
}

impl Want {
    fn error(&self, got: f64) -> f64 {
        match self {
            Want::Exact(exact) => error(got, exact),
            Want::Same(want) if want.is_nan() && got.is_nan() => 0.0,
            Want::Same(want) if want.is_infinite() || *want == 0.0 || want.is_nan() => {
                if want.to_bits() == got.to_bits() { 0.0 } else { f64::INFINITY }
            }
            Want::Same(want) => error(got, &big(*want)),
        }
    }
}

fn is_ordinary(x: f64) -> bool {
    x.is_finite() && x != 0.0
}

fn doubles_of_one(one: &One, samples: usize) -> Result<Vec<(&'static str, Worst)>, String> {
    let (mut exact, mut chance) = (Exact::new()?, Chance::new(1));
    let mut x = SPECIAL.to_vec();
    x.extend((0..samples).map(|_| chance.double(one.range, one.points)));
    let operand = array(&x)?;
    let results = at_levels(|| (one.nd)(&operand)?.to_vec::<f64>())?;
    let mut want = |x: f64| match is_ordinary(x) {
        true => Want::Exact((one.exact)(&mut exact, &big(x))),
        false => Want::Same((one.double)(x)),
    };
    let want: Vec<Want> = x.iter().map(|&x| want(x)).collect();
    Ok(worst_of(results, |i, got| want[i].error(got), |i| vec![x[i]]))
}

fn doubles_of_two(two: &Two, samples: usize) -> Result<Vec<(&'static str, Worst)>, String> {
    let (mut exact, mut chance) = (Exact::new()?, Chance::new(2));
    let (mut x, mut y) = pairs_of(&SPECIAL);
    x.extend((0..samples).map(|_| chance.double(two.ranges[0], &[1.0])));
    y.extend((0..samples).map(|_| chance.double(two.ranges[1], &[])));
    // Close to each other, where sums cancel and quotients are near one.
    for i in (x.len() - samples..x.len()).step_by(16) {
        y[i] = if two.name == "power" { y[i] } else { x[i] * chance.double((0.5, 2.0), &[1.0]) };
    }
    let operands = (array(&x)?, array(&y)?);
    let results = at_levels(|| (two.nd)(&operands.0, &operands.1)?.to_vec::<f64>())?;
    let mut want = |x: f64, y: f64| match is_ordinary(x) && is_ordinary(y) {
        true if two.name == "power" && (y * x.abs().ln()).abs() > 2000.0 => Want::Same((two.double)(x, y)),
        true => Want::Exact((two.exact)(&mut exact, &big(x), &big(y))),
        false => Want::Same((two.double)(x, y)),
    };
    let want: Vec<Want> = x.iter().zip(&y).map(|(&x, &y)| want(x, y)).collect();
    Ok(worst_of(results, |i, got| want[i].error(got), |i| vec![x[i], y[i]]))
}

/// Every pair.
fn pairs_of<T: Copy>(values: &[T]) -> (Vec<T>, Vec<T>) {
    values.iter().flat_map(|&a| values.iter().map(move |&b| (a, b))).unzip()
}

/// Singles that are computed at a time.
const PIECE: usize = 1 << 20;

fn singles_of_one(one: &One, count: Option<usize>) -> Result<Worst, String> {
    let mut chance = Chance::new(3);
    let mut worst = Worst::default();
    let total = count.map_or(1 << 32, |count| count as u64);
    for start in (0..total).step_by(PIECE) {
        let piece = start..total.min(start + PIECE as u64);
        let x: Vec<f32> = match count {
            None => piece.map(|bits| f32::from_bits(bits as u32)).collect(),
            Some(_) => piece.map(|_| chance.single(one.range, one.points)).collect(),
        };
        let operand = array(&x)?;
        let want: Vec<f64> = x.iter().map(|&x| (one.double)(x.into())).collect();
        for (_, got) in at_levels(|| (one.nd)(&operand)?.to_vec::<f32>())? {
            for i in 0..x.len() {
                worst.see(error_of_single(got[i], want[i]), &[x[i].into()]);
            }
        }
    }
    Ok(worst)
}

fn singles_of_two(two: &Two, count: usize) -> Result<Worst, String> {
    let mut chance = Chance::new(4);
    let mut worst = Worst::default();
    for start in (0..count).step_by(PIECE) {
        let piece = PIECE.min(count - start);
        let x: Vec<f32> = (0..piece).map(|_| chance.single(two.ranges[0], &[1.0])).collect();
        let y: Vec<f32> = (0..piece).map(|_| chance.single(two.ranges[1], &[1.0])).collect();
        let operands = (array(&x)?, array(&y)?);
        let want = |i: usize| (two.double)(x[i].into(), y[i].into());
        let want: Vec<f64> = (0..piece).map(want).collect();
        for (_, got) in at_levels(|| (two.nd)(&operands.0, &operands.1)?.to_vec::<f32>())? {
            for i in 0..piece {
                worst.see(error_of_single(got[i], want[i]), &[x[i].into(), y[i].into()]);
            }
        }
    }
    Ok(worst)
}
