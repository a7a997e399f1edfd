//! Views: slices share memory, and their base is the array that owns it.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let original = nd::arange(10);
    let s1 = original.slice(s![..])?;
    let s2 = s1.alias();
    let s3 = original.slice(s![..5])?;
    tour.item("3.1");
    tour.line(&original);

    tour.item("3.2");
    original.set(ix![2], -1)?;
    tour.line(format_args!("s1 {s1}"));
    tour.line(format_args!("s2 {s2}"));
    tour.line(format_args!("s3 {s3}"));

    tour.item("3.3");
    let owner = |view: &Array| view.base().is_some_and(|base| base.is(&original));
    tour.line(format_args!("{} {} {}", owner(&s1), owner(&s2), owner(&s3)));
    tour.line(original.base().is_none());
    Ok(())
}
