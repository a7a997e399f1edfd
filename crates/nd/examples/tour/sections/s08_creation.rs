//! Creation.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    tour.item("8.1a");
    tour.show(&nd::linspace(4.0, 8.0, 2)?);
    tour.item("8.1b");
    tour.show(&nd::arange((4, 8, 2)));
    tour.item("8.3");
    tour.line(nd::zeros((4, 2), "f8")?);
    tour.item("8.5");
    let rows = nd::stack(&[&nd::array![1, 2], &nd::arange(3..5), &nd::array![5, 6]], 0)?;
    tour.line(format_args!("{rows:?}"));

    let x = nd::arange(4).reshape((2, 2))?;
    let (y, z) = (x.copy()?, nd::zeros_like(&x)?);
    x.set(ix![1, 1], 5)?;
    tour.item("8.6");
    tour.line(&x);
    tour.line(&y);
    tour.line(&z);
    Ok(())
}
