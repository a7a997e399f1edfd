//! The applications of the tutorial that `tour` prints and `figures` draws.

use core::ops::Range;
use nd::prelude::*;
use nd::random::RandomState;

/// Fifty points around each of two centres in random order, and the number of the centre of each: what
/// `make_blobs(100, [[0, 0], [1, 1]], 0.4, random_state=0)` of scikit-learn draws.
pub(crate) fn blobs() -> Result<(Array, Array)> {
    let mut random = RandomState::new(0);
    let around = [random.normal(0.0, 0.4, (50, 2))?, random.normal(1.0, 0.4, (50, 2))?];
    let points = nd::vstack(&around)?;
    let labels = nd::repeat(&nd::array![0, 1], 50, ..)?;
    let order = nd::arange(100);
    random.shuffle(&order)?;
    Ok((points.get(ix![&order])?, labels.get(ix![&order])?))
}

/// `sin(x) sin(y)` over the square from 0 to 5.
pub(crate) fn heat_map() -> Result<Array> {
    let grid = nd::mgrid![0..5; 100j, 0..5; 100j]?;
    let (xs, ys) = (grid.slice(0)?, grid.slice(1)?);
    Ok(nd::sin(&xs)? * nd::sin(&ys)?)
}

/// Two sensors that measure the same wave; the second failed for a while.
pub(crate) struct Sensors {
    /// The measurements of the first.
    pub(crate) first: Array,
    /// Those of the second, also where they are held to be missing.
    pub(crate) second: Array,
    /// Where the second failed.
    pub(crate) missing: Range<usize>,
    /// Where it did not.
    pub(crate) train: Array,
    /// How much more the second shows than the first.
    pub(crate) factor: Array,
}

/// Measures, and estimates the missing values of the second sensor from the first.
pub(crate) fn sensors() -> Result<Sensors> {
    let mut random = RandomState::new(1234);
    let wave = nd::sin(&nd::linspace(0, 10, 100)?)?;
    let first = &wave + random.randn(100)? * 0.05;
    let second = 2 * &wave + random.randn(100)? * 0.05;
    let width = 40;
    let start = random.randint(..100 - width, ())?.item::<i64>()?;
    let missing = start as usize..(start + width) as usize;
    let train = nd::r_![..missing.start, missing.end..100]?;
    let ratios = (second.get(ix![&train])? + 1e-4) / (first.get(ix![&train])? + 1e-4);
    Ok(Sensors { first, second, missing, train, factor: ratios.mean(..)? })
}

impl Sensors {
    /// The estimate of the missing values.
    pub(crate) fn prediction(&self) -> Result<Array> {
        Ok(self.first.slice(self.missing.clone())? * &self.factor)
    }
}

/// Cubic convolution of samples on a grid of fifteen points, at a hundred points.
pub(crate) struct Cubic {
    /// The grid.
    pub(crate) coarse: Array,
    /// The samples there.
    pub(crate) known: Array,
    /// The points between.
    pub(crate) fine: Array,
    /// How much each sample (column) counts at each point (row).
    pub(crate) weights: Array,
    /// The interpolated values.
    pub(crate) interpolated: Array,
    /// What they should be.
    pub(crate) exact: Array,
}

/// Interpolates a function that swings faster and faster towards zero.
pub(crate) fn cubic() -> Result<Cubic> {
    let f = |x: &Array| -> Result<Array> { Ok(nd::sin(2 / (x + 0.2))? * (x + 0.1) * nd::cos(2 * x)?) };
    let (fine, coarse) = (nd::linspace(0, 1, 100)?, nd::linspace(0, 1, 15)?);
    let weights = interp_cubic(&coarse, &fine)?;
    let known = f(&coarse)?;
    let interpolated = weights.dot(&known)?;
    let exact = f(&fine)?;
    Ok(Cubic { coarse, known, fine, weights, interpolated, exact })
}

/// The weight of a sample at distance `x` in steps of the grid, of at most two.
pub(crate) fn cubic_kernel(x: &Array) -> Result<Array> {
    let y = nd::zeros_like(x)?;
    let x = nd::fabs(x)?;
    assert!(!x.greater(2)?.any(..)?.truth()?, "only absolute values <= 2 allowed");
    let near = x.less_equal(1)?;
    let at = x.get(ix![&near])?;
    y.set(ix![&near], &((&at * 1.5 - 2.5) * &at * &at + 1))?;
    let far = !&near;
    let at = x.get(ix![&far])?;
    y.set(ix![&far], &(((&at * -0.5 + 2.5) * &at - 4) * &at + 2))?;
    Ok(y)
}

/// The matrix that takes samples on an even grid to values at `samples`.
fn interp_cubic(grid: &Array, samples: &Array) -> Result<Array> {
    let (first, delta) = (grid.slice(0)?, grid.slice(1)? - grid.slice(0)?);
    let factors = (samples - &first) / &delta;
    let closest = nd::floor(&factors)?;
    let distance = &factors - &closest;
    let (size, count) = (grid.len()?, samples.len()?);
    let weights = nd::zeros((count, size), "f8")?;
    let rows = nd::arange(count);
    for step in -2..2 {
        let columns = &closest - step;
        columns.set(ix![&columns.less(0)?], 0)?;
        columns.set(ix![&columns.greater_equal(size)?], size - 1)?;
        let weight = cubic_kernel(&(&distance + step))?;
        // Several samples can fall on one end of the grid, and all of them count.
        nd::add::at(&weights, ix![&rows, &columns.astype("i8")?], &weight)?;
    }
    Ok(weights)
}
