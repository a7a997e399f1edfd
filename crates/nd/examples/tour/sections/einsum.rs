//! Sections 15 and 16: Einstein summation, by example and from first principles.

use crate::page::Page;
use nd::prelude::*;
use nd::random::RandomState;

/// 15: what it can say.
pub(crate) fn products(page: &mut Page) -> Result<()> {
    let mut random = RandomState::new(1234);
    let x = random.randint(-10..11, (2, 2, 2))?;
    page.item("15.0");
    page.say(&x);
    page.item("15.1");
    page.say(nd::einsum("ijk->kji", [&x])?);
    page.item("15.2");
    page.say(format_args!("{} {}", x.sum(..)?, nd::einsum("ijk->", [&x])?));
    let y = random.randint(-10..11, (2, 2, 2))?;
    let cases = [
        ("15.3", "ijk,ijk->ijk", &x * &y),
        ("15.4", "ijk,kji->ijk", &x * y.t()),
        ("15.5", "ijk,jki->ijk", &x * nd::rollaxis(&y, 2, 0)?),
    ];
    for (number, subscripts, product) in cases {
        page.item(number);
        page.say(nd::array_equal(&product, &nd::einsum(subscripts, [&x, &y])?)?);
    }
    let (x, y) = (nd::arange(4), nd::arange((4, 8)));
    page.item("15.6");
    page.say(nd::array_equal(&nd::outer(&x, &y)?, &nd::einsum("i,j->ij", [&x, &y])?)?);
    let a = nd::arange(4).reshape((2, 2))?;
    let squared = nd::square(&nd::linalg::norm(&a, "fro")?)?;
    page.item("15.7");
    page.say(format_args!("{:?} {}", squared.item::<f64>()?, nd::einsum("ij,ij->", [&a, &a])?));

    let mut random = RandomState::new(1234);
    let (x, y) = (random.randn((2, 2))?, random.randn((2, 2))?);
    page.item("15.8");
    page.say(nd::array_equal(&x.dot(&y)?, &nd::einsum("ij,jk->ik", [&x, &y])?)?);
    let (x, y) = (random.randn((3, 2, 2))?, random.randn((3, 2, 2))?);
    let each = x.iter()?.zip(y.iter()?).map(|(x, y)| x.dot(&y)).collect::<Result<Vec<_>>>()?;
    let each = nd::stack(&each.iter().collect::<Vec<_>>(), 0)?;
    page.item("15.9");
    page.say(nd::array_equal(&each, &nd::einsum("bij,bjk->bik", [&x, &y])?)?);
    Ok(())
}

/// 16: `ijkm,iko,kp->mip` as an outer product, diagonals, sums and a transpose.
pub(crate) fn derivation(page: &mut Page) -> Result<()> {
    let mut random = RandomState::new(1234);
    let mut draw = |n: usize| random.randint(-10..11, n);
    let (x, y, z) =
        (draw(12)?.reshape((3, 2, 2, 1))?, draw(12)?.reshape((3, 2, 2))?, draw(6)?.reshape((2, 3))?);
    page.item("16.3");
    page.say(x.ravel()?);
    page.say(y.ravel()?);
    page.say(&z);
    let outer = nd::tensordot(&nd::tensordot(&x, &y, 0)?, &z, 0)?;
    page.item("16.4");
    page.shape(&outer);
    let i = nd::arange(3);
    let repeat_i = outer.get(ix![&i, .., .., .., &i, ...])?;
    page.item("16.5");
    page.shape(&repeat_i);
    let k = nd::arange(2);
    let repeat_k = repeat_i.get(ix![.., .., &k, .., &k, .., &k, ..])?;
    page.item("16.6a");
    page.shape(&repeat_k);
    let repeat_k = nd::rollaxis(&repeat_k, 0, 2)?;
    page.item("16.6b");
    page.shape(&repeat_k);
    page.item("16.7");
    let mut sum = repeat_k;
    for axis in [1, 1, 2] {
        sum = sum.sum(axis)?;
        page.shape(&sum);
    }
    page.item("16.8");
    page.say(nd::moveaxis(&sum, [0, 1, 2], [1, 0, 2])?);
    page.say(nd::einsum("ijkm,iko,kp->mip", [&x, &y, &z])?);
    Ok(())
}
