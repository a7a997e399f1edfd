//! Section 11: universal functions and broadcasting.

use crate::page::Page;
use nd::prelude::*;

pub(crate) fn all(page: &mut Page) -> Result<()> {
    let (a, b) = (nd::arange(6), nd::repeat(&nd::array![1, 2], 3, ..)?);
    page.item("11.1");
    page.say(&a);
    page.say(&b);
    page.say(&a + &b);
    page.say(nd::add(&a, &b)?);
    let (a, b, c) = (nd::arange(6).reshape((2, 3))?, nd::arange(2), nd::arange(3));
    for (number, operand) in [("11.2a", &a), ("11.2b", &b), ("11.2c", &c), ("11.2", &(&a * &c))] {
        page.item(number);
        page.display(operand);
    }
    let row = c.reshape((1, 3))?;
    page.item("11.3a");
    page.display(&row);
    page.item("11.3b");
    page.display(&nd::repeat(&row, 2, 0)?);
    let diagonal = nd::diag(&c, 0)?;
    page.item("11.4a");
    page.display(&diagonal);
    page.item("11.4b");
    page.display(&a.dot(&diagonal)?);
    closures(page, &a, &b)?;
    let four = nd::arange((4, 8));
    page.item("11.11a");
    page.display(&nd::bitwise_or::accumulate(&four, 0)?);
    page.item("11.11b");
    page.say(nd::bitwise_or::reduce(&four, 0)?);
    Ok(())
}

/// A universal function of a closure shows which elements meet.
fn closures(page: &mut Page, a: &Array, b: &Array) -> Result<()> {
    let demo = nd::frompyfunc(|x: i64, y: i64| format!("f({x}, {y})"));
    page.item("11.6");
    if let Err(error) = demo.call((a, b)) {
        page.say(format_args!("ValueError! {error}"));
    }
    let column = b.slice(s![.., NewAxis])?;
    page.item("11.7a");
    page.display(&column);
    page.item("11.7b");
    page.display(&nd::repeat(&column, 3, 1)?);
    page.item("11.8a");
    page.display(&demo.call((a, &column))?);
    page.item("11.8b");
    page.display(&demo.call((&column, a))?);
    let diagonal = nd::diag(b, 0)?;
    page.item("11.9a");
    page.display(&diagonal);
    page.item("11.9b");
    page.display(&(&column * a));
    page.item("11.9c");
    page.display(&diagonal.dot(a)?);
    page.item("11.10");
    page.display(&demo.outer(&nd::arange(4), &nd::arange((4, 8)))?);
    Ok(())
}
