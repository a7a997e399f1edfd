//! Sections 9 and 10: the order of axes and of memory; Kronecker products.

use crate::page::{Page, tuple};
use nd::prelude::*;
use nd::random::RandomState;
use nd::{Order, linalg};

/// 9: transposes are views, and layout does not show.
pub(crate) fn transposition(page: &mut Page, random: &mut RandomState) -> Result<()> {
    let x = nd::arange(24).reshape((2, 3, 4))?;
    page.item("9.1");
    page.shape(&x);
    page.say(x.size());
    page.item("9.2");
    page.say(&x);
    page.say(x.ravel()?);
    let change = |to: &Array| format!("{} -> {}", tuple(x.shape()), tuple(to.shape()));
    page.item("9.3");
    page.say(format_args!("transpose {}", change(&x.t())));
    page.item("9.4");
    page.say(format_args!("rollaxis {}", change(&nd::rollaxis(&x, 1, 0)?)));
    let moved = nd::moveaxis(&x, [0, 1, 2], [0, 2, 1])?;
    page.item("9.5");
    page.say(change(&moved));
    let at = |a: &Array, index: (i32, i32, i32)| a.slice(index)?.item::<i64>();
    page.say(format_args!("moved[1, 2, 0] {} x[1, 0, 2] {}", at(&moved, (1, 2, 0))?, at(&x, (1, 0, 2))?));
    eigenvalues(page, random)?;
    orders(page)
}

fn eigenvalues(page: &mut Page, random: &mut RandomState) -> Result<()> {
    let x = random.randn((3, 4))?;
    let sigma: f64 = linalg::svd(&x)?.s.max(..)?.item()?;
    let eig: f64 = nd::sqrt(&linalg::eigvalsh(&x.dot(&x.t())?)?.max(..)?)?.item()?;
    page.item("9.6");
    page.say(x);
    page.say(format_args!("sigma {sigma:.2}, eig {eig:.2}"));
    let mut x = random.randn((3, 3))?;
    // Operands that overlap give the result of operands that do not, so the sum is symmetric to the last bit.
    let transposed = x.t();
    x += &transposed;
    let difference = linalg::norm(&(nd::triu(&x, 0)? - nd::tril(&x, 0)?.t()), ..)?;
    page.item("9.7");
    page.say(x);
    page.say(format_args!("Check frob norm upper vs lower tri {difference}"));
    Ok(())
}

fn orders(page: &mut Page) -> Result<()> {
    let a = nd::arange(6).reshape((2, 3))?.copy_in(Order::C)?;
    let b = a.copy_in(Order::F)?;
    page.item("9.8");
    page.say(&a);
    page.say(b);
    let fortran = a.ravel_in(Order::F)?;
    page.item("9.9");
    page.say(a.ravel()?);
    page.say(&fortran);
    page.item("9.10");
    page.say(fortran.reshape((-1, 3))?);
    page.say(fortran.reshape_in((-1, 3), Order::F)?);
    page.item("9.11");
    page.say(a.ravel()?.shares_memory(&a));
    page.say(fortran.shares_memory(&a));
    Ok(())
}

/// 10: Kronecker products, and a product with one that does not form it.
pub(crate) fn kronecker(page: &mut Page, random: &mut RandomState) -> Result<()> {
    let (a, b) = (nd::array![[1.0, 0.5], [-0.5, -1.0]], nd::identity(2)?);
    page.item("10.1");
    page.say(nd::kron(&a, &b)?);
    page.say(nd::kron(&b, &a)?);
    let (a, b) = (random.randn((40, 40))?, random.randn((40, 40))?);
    let whole = nd::kron(&a, &b)?;
    let z = random.randn(40 * 40)?;
    let slow = whole.dot(&z)?;
    let mut x = z.copy()?;
    for m in [&b, &a] {
        x = m.dot(&x.reshape((-1, m.shape()[1] as isize))?.t())?;
    }
    let fast = x.ravel()?;
    page.item("10.3");
    page.say(linalg::norm(&(&slow - &fast), ..)?.item::<f64>()? < 1e-10);
    page.say(fast.slice(s![..3])?);
    Ok(())
}
