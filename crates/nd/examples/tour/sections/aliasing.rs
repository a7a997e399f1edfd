//! Section 12: outputs that are inputs.

use crate::page::Page;
use nd::prelude::*;
use nd::random::RandomState;

pub(crate) fn all(page: &mut Page, random: &mut RandomState) -> Result<()> {
    let mut a = random.randint(0..10, (3, 3))?;
    page.item("12.1a");
    page.say(&a);
    let transposed = a.t();
    a += &transposed;
    page.item("12.1b");
    page.say(&a);
    page.item("12.2");
    page.say(format_args!("{:?}", nd::add::with(&a, &a).out(&a).run()?));
    let x = nd::arange(10);
    let (front, back) = (x.slice(s![..5])?, x.slice(s![5..])?);
    page.item("12.3a");
    page.say(&x);
    nd::subtract::with(&front, &back).out(&front).run()?;
    page.item("12.3b");
    page.say(&x);
    let x = nd::arange(4).reshape((2, 2))?;
    page.item("12.4");
    if let Err(error) = nd::dot::with(&x, &nd::arange(2)).out(&x).run() {
        page.say(error);
    }
    Ok(())
}
