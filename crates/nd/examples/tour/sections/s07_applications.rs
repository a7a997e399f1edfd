//! Applications of indexing: missing values, two sensors.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let x = nd::array![1.0, 2.0, 3.0, f64::NAN, 2.0, 1.0, f64::NAN];
    let known = !nd::isnan(&x)?;
    tour.item("7.1");
    tour.line(&x);
    tour.line(&known);
    tour.line(x.get(ix![&known])?);

    tour.random.seed(1234);
    let signal = nd::sin(nd::linspace(0.0, 10.0, 100)?)?;
    let s1 = &signal + tour.random.randn(100)? * 0.05;
    let s2 = 2.0 * &signal + tour.random.randn(100)? * 0.05;
    tour.item("7.5");
    tour.line(s1.slice(s![..5])?);
    tour.line(s2.slice(s![..5])?);
    Ok(())
}
