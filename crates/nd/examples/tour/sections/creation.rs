//! Section 8: making arrays.

use crate::page::Page;
use nd::prelude::*;

pub(crate) fn all(page: &mut Page) -> Result<()> {
    page.item("8.1a");
    page.display(&nd::linspace(4, 8, 2)?);
    page.item("8.1b");
    page.display(&nd::arange((4, 8, 2)));
    page.item("8.2");
    page.say(nd::logspace(1, 4, 10)?);
    page.item("8.3");
    page.say(nd::zeros((4, 2), "f8")?);
    page.item("8.5");
    let rows = [nd::array![1, 2], nd::arange((3, 5)), Array::from(vec![5_i64, 6])];
    page.say(format_args!("{:?}", nd::stack(&rows.each_ref(), 0)?));
    let x = nd::arange(4).reshape((2, 2))?;
    let (y, z) = (x.copy()?, nd::zeros_like(&x)?);
    x.set(s![1, 1], 5)?;
    page.item("8.6");
    page.say(x);
    page.say(y);
    page.say(z);
    Ok(())
}
