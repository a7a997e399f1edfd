//! Operands that share memory with the output.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let mut a = tour.random.randint(0..10, (3, 3))?;
    tour.item("12.1a");
    tour.line(&a);
    let transposed = a.t();
    a += transposed;
    tour.item("12.1b");
    tour.line(&a);
    tour.item("12.2");
    tour.line(format_args!("{:?}", nd::add::with(&a, &a).out(&a).run()?));

    let x = nd::arange(10);
    tour.item("12.3a");
    tour.line(&x);
    let (front, back) = (x.slice(s![..5])?, x.slice(s![5..])?);
    nd::subtract::with(&front, &back).out(&front).run()?;
    tour.item("12.3b");
    tour.line(&x);
    Ok(())
}
