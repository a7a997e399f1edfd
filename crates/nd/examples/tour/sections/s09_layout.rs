//! Layout and transposition.

use super::{Tour, shape};
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let x = nd::arange(24).reshape((2, 3, 4))?;
    tour.item("9.1");
    tour.line(shape(&x));
    tour.line(x.size());
    tour.item("9.2");
    tour.line(&x);
    tour.line(x.ravel()?);
    tour.item("9.3");
    tour.line(format_args!("transpose {} -> {}", shape(&x), shape(&x.t())));
    tour.item("9.4");
    tour.line(format_args!("rollaxis {} -> {}", shape(&x), shape(&x.rollaxis(1, 0)?)));
    tour.item("9.5");
    let moved = x.moveaxis([0, 1, 2], [0, 2, 1])?;
    tour.line(format_args!("{} -> {}", shape(&x), shape(&moved)));
    let (there, here) = (moved.get(ix![1, 2, 0])?, x.get(ix![1, 0, 2])?);
    tour.line(format_args!("moved[1, 2, 0] {there} x[1, 0, 2] {here}"));

    // The matrices whose decompositions and norms the tutorial shows next; they move the stream on.
    tour.random.seed(1234);
    tour.random.randn((3, 4))?;
    tour.random.randn((3, 3))?;

    let a = nd::arange(6).reshape((2, 3))?.copy_in(Order::C)?;
    let b = nd::arange(6).reshape((2, 3))?.copy_in(Order::F)?;
    tour.item("9.8");
    tour.line(&a);
    tour.line(&b);
    tour.item("9.9");
    let by_columns = a.ravel_in(Order::F)?;
    tour.line(a.ravel()?);
    tour.line(&by_columns);
    tour.item("9.10");
    tour.line(by_columns.reshape((-1, 3))?);
    tour.line(by_columns.reshape_in((-1, 3), Order::F)?);
    tour.item("9.11");
    tour.line(a.ravel()?.base().is_some_and(|base| base.is(&a)));
    tour.line(by_columns.shares_memory(&a));
    Ok(())
}
