//! Sections 5 and 6: basic indices select views, advanced ones copy.

use crate::page::Page;
use nd::prelude::*;
use nd::random::RandomState;

/// 5: integers, ranges, new axes.
pub(crate) fn basic(page: &mut Page) -> Result<()> {
    let x = nd::arange(10);
    let even = x.slice(s![2..6;2])?;
    page.item("5.1");
    page.say(&even);
    page.say(even.base().is_some_and(|base| base.is(&x)));
    page.item("5.2");
    page.say(x.slice(s![..3])?);
    page.say(x.slice(s![7..])?);
    page.item("5.3");
    page.say(x.slice(s![..100])?);
    page.say(x.slice(s![7..2;1])?);
    page.item("5.4");
    page.say(x.slice(s![-4..-1])?);
    page.item("5.5");
    let reversed = x.slice(s![..;-1])?;
    page.say(&reversed);
    page.say(reversed.slice(s![..3])?);
    let front = x.slice(s![..5])?;
    let backwards = front.slice(s![..;-1])?;
    page.item("5.6a");
    page.say(&front);
    page.say(&backwards);
    // Sorting a view in place sorts what it looks at, from the end.
    backwards.sort(-1)?;
    page.item("5.6b");
    page.say(&backwards);
    page.say(&front);
    page.say(&x);

    let x = nd::arange(32).reshape((2, 4, 4))?;
    page.item("5.7");
    page.display(&x);
    page.item("5.8a");
    page.display(&x.slice(s![1, .., ..1])?);
    page.item("5.8b");
    page.display(&x.slice(s![1, .., 0])?);
    let y = nd::arange(4).reshape((2, 2))?;
    page.item("5.9a");
    page.display(&y.slice(s![.., .., NewAxis])?);
    page.item("5.9b");
    page.display(&y.slice(s![NewAxis, .., .., NewAxis])?);
    // A range is a value, and an index a list of parts made at run time.
    let range = Slice { start: Some(0), stop: Some(2), step: Some(1) };
    let mut index = nd::Index::new();
    index.extend([0.into(), 0.into(), range.into()]);
    page.item("5.10");
    page.display(&x.slice(&index)?);
    Ok(())
}

/// 6: arrays as indices.
pub(crate) fn advanced(page: &mut Page) -> Result<()> {
    let m = nd::arange(20).reshape((4, 5))?;
    page.item("6.1");
    page.display(&m.get(ix![[1, 2, 1], ..])?);
    page.item("6.2");
    page.say(nd::arange(m.shape()[0]));
    page.say(nd::arange(m.shape()[1]));
    page.item("6.3");
    page.display(&m.get(ix![0..1, [[1, 1, 2], [0, 1, 2]]])?);
    let x = nd::arange(32).reshape((2, 4, 4))?;
    page.item("6.4a");
    page.display(&x.get(ix![[0, 0, 1]])?);
    page.item("6.4b");
    page.display(&x.get(ix![0, 0, 1])?);
    page.item("6.5");
    page.display(&m.get(ix![[1, 2], [3, 4]])?);
    page.item("6.6");
    page.display(&m.get(nd::ix_([[1, 2], [3, 4]])?)?);
    page.item("6.7");
    let back = Slice { start: Some(3), stop: Some(1), step: Some(-1) };
    page.display(&m.get(ix![0, &nd::r_![..2, back, 2]?])?);

    let digits = RandomState::new(1234).permutation(nd::arange(10))?;
    let is_odd = &digits % 2;
    let mask = is_odd.astype("bool")?;
    page.item("6.8");
    page.say(&digits);
    page.item("6.9");
    page.say(&is_odd);
    page.say(&mask);
    // Integers select by position, booleans by truth.
    page.item("6.10");
    page.say(digits.get(ix![&is_odd])?);
    page.say(digits.get(ix![&mask])?);
    page.item("6.11");
    let nonzero = is_odd.nonzero()?;
    page.say(&nonzero[0]);
    page.say(digits.get(nonzero)?);
    let x = nd::arange(4).reshape((2, 2))?;
    let y = (&x % 2).astype("bool")?;
    page.item("6.12");
    page.say(&x);
    page.say(&y);
    for positions in &y.nonzero()?[..] {
        page.say(format_args!("{positions:?}"));
    }
    page.say(x.get(ix![&y])?);
    Ok(())
}
