//! Advanced indexing: lists and arrays of integers, boolean masks.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let m = nd::arange(20).reshape((4, 5))?;
    tour.item("6.1");
    tour.show(&m.get(ix![[1, 2, 1], ..])?);
    tour.item("6.2");
    tour.line(nd::arange(m.shape()[0]));
    tour.line(nd::arange(m.shape()[1]));
    tour.item("6.3");
    tour.show(&m.get(ix![0..1, [[1, 1, 2], [0, 1, 2]]])?);
    let x = nd::arange(32).reshape((2, 4, 4))?;
    tour.item("6.4a");
    tour.show(&x.get(ix![[0, 0, 1]])?);
    tour.item("6.4b");
    tour.show(&x.get(ix![0, 0, 1])?);
    tour.item("6.5");
    tour.show(&m.get(ix![[1, 2], [3, 4]])?);

    tour.random.seed(1234);
    let digits = tour.random.permutation(&nd::arange(10))?;
    tour.item("6.8");
    tour.line(&digits);
    tour.item("6.9");
    let is_odd = &digits % 2;
    let mask = is_odd.astype("?")?;
    tour.line(&is_odd);
    tour.line(&mask);
    tour.item("6.10");
    tour.line(digits.get(ix![&is_odd])?);
    tour.line(digits.get(ix![&mask])?);
    Ok(())
}
