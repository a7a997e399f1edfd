//! Sections 2 to 4: arrays of arrays, views and their bases, dtypes.

use crate::page::{Page, tuple};
use nd::prelude::*;

/// 2: an array of `n` axes is an array of arrays of `n - 1` axes.
pub(crate) fn arrays(page: &mut Page) -> Result<()> {
    let n0 = nd::array![3.0];
    let n0 = n0.slice(0)?;
    let n1 = nd::stack(&[&n0; 4], 0)?;
    let n2 = nd::stack(&[&n1; 2], 0)?;
    let n3 = nd::stack(&[&n2; 2], 0)?;
    for (number, n) in ["2.1", "2.2", "2.3", "2.4"].into_iter().zip([n0, n1, n2, n3]) {
        page.item(number);
        page.say(format_args!("ndim {} shape {}", n.ndim(), tuple(n.shape())));
        page.say(n);
    }
    Ok(())
}

/// 3: slices and views share memory, and know whose.
pub(crate) fn sharing(page: &mut Page) -> Result<()> {
    let original = nd::arange(10);
    let s1 = original.slice(..)?;
    let s2 = s1.alias();
    let s3 = original.slice(..5)?;
    page.item("3.1");
    page.say(&original);
    original.set(2, -1)?;
    page.item("3.2");
    page.say(format_args!("s1 {s1}"));
    page.say(format_args!("s2 {s2}"));
    page.say(format_args!("s3 {s3}"));
    page.item("3.3");
    let owned = |view: &Array| view.base().is_some_and(|base| base.is(&original));
    page.say(format_args!("{} {} {}", owned(&s1), owned(&s2), owned(&s3)));
    page.say(original.base().is_none());
    Ok(())
}

/// 4: records, and the two orders of bytes.
pub(crate) fn dtypes(page: &mut Page) -> Result<()> {
    let gauss = DType::structured([("re", DType::I32), ("im", DType::I32)])?;
    let c2 = nd::zeros(2, gauss)?;
    c2.field("re")?.assign(&nd::array![1, 2])?;
    c2.field("im")?.assign(&nd::array![1, -1])?;
    page.item("4.4");
    page.say(&c2);
    page.item("4.5");
    for g in c2.iter()? {
        let (re, im): (i32, i32) = (g.field("re")?.item()?, g.field("im")?.item()?);
        page.say(format_args!("{re}{im:+}i"));
    }
    let big = Array::from_scalar(5)?.astype(">u2")?;
    let little = big.astype("<u2")?;
    for (number, value) in [("4.6", &big), ("4.7", &little)] {
        page.item(number);
        page.say(value.tobytes()?.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        page.say(nd::binary_repr(value.item::<i64>()?, 16)?);
    }
    Ok(())
}
