//! Universal functions and broadcasting.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let a = nd::arange(6).reshape((2, 3))?;
    let (b, c) = (nd::arange(2), nd::arange(3));
    for (label, array) in [("11.2a", &a), ("11.2b", &b), ("11.2c", &c), ("11.2", &(&a * &c))] {
        tour.item(label);
        tour.show(array);
    }
    tour.item("11.3a");
    tour.show(&c.reshape((1, 3))?);
    tour.item("11.6");
    if let Err(error) = nd::add(&a, &b) {
        tour.line(format_args!("{}! {error}", error.kind().name()));
    }
    tour.item("11.7a");
    let column = b.slice(s![.., NewAxis])?;
    tour.show(&column);
    tour.item("11.9b");
    tour.show(&(&column * &a));
    tour.item("11.11a");
    let range = nd::arange(4..8);
    tour.show(&nd::bitwise_or::accumulate(&range, 0)?);
    tour.item("11.11b");
    tour.line(nd::bitwise_or::reduce(&range, ..)?);
    Ok(())
}
