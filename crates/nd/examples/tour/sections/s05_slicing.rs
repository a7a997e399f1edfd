//! Basic indexing: every slice is a view.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let x = nd::arange(10);
    tour.item("5.1");
    let view = x.slice(s![2..6;2])?;
    tour.line(&view);
    tour.line(view.base().is_some_and(|base| base.is(&x)));
    tour.item("5.2");
    tour.line(x.slice(s![..3])?);
    tour.line(x.slice(s![7..])?);
    tour.item("5.3");
    tour.line(x.slice(s![..100])?);
    tour.line(x.slice(s![7..2;1])?);
    tour.item("5.4");
    tour.line(x.slice(s![-4..-1])?);
    tour.item("5.5");
    let backwards = x.slice(s![..;-1])?;
    tour.line(&backwards);
    tour.line(backwards.slice(s![..3])?);
    tour.item("5.6a");
    let half = x.slice(s![..5])?;
    tour.line(&half);
    tour.line(half.slice(s![..;-1])?);

    tour.item("5.7");
    let x = nd::arange(32).reshape((2, 4, 4))?;
    tour.show(&x);
    tour.item("5.8a");
    tour.show(&x.slice(s![1, .., ..1])?);
    tour.item("5.8b");
    tour.show(&x.slice(s![1, .., 0])?);
    let y = nd::arange(4).reshape((2, 2))?;
    tour.item("5.9a");
    tour.show(&y.slice(s![.., .., NewAxis])?);
    tour.item("5.9b");
    tour.show(&y.slice(s![NewAxis, .., .., NewAxis])?);
    tour.item("5.10");
    let s = Slice::from(0..2);
    tour.show(&x.slice(s![0, 0, s])?);
    Ok(())
}
