//! `einsum_path`: the order in which operands would meet, without doing it.

use crate::expression::Expression;
use crate::plan::report::Costs;
use crate::plan::{ContractionPath, Optimize, plan};
use crate::subscripts::IntoSubscripts;
use core::fmt;
use nd_core::{Array, Result};

/// A contraction path with what it costs. Prints as the table that NumPy gives.
#[derive(Clone, Debug)]
pub struct PathReport {
    path: ContractionPath,
    costs: Costs,
}

impl PathReport {
    /// The path, which [`Einsum::optimize`](crate::Einsum::optimize) takes.
    pub fn path(&self) -> &ContractionPath {
        &self.path
    }

    /// Multiplications and additions of doing all at once.
    pub fn naive_flops(&self) -> f64 {
        self.costs.naive_flops as f64
    }

    /// Multiplications and additions along the path, and one, as NumPy counts.
    pub fn flops(&self) -> f64 {
        self.costs.flops as f64
    }

    /// How many times cheaper the path is than doing all at once.
    pub fn speedup(&self) -> f64 {
        self.costs.speedup()
    }

    /// Elements of the largest intermediate, the output included.
    pub fn largest_intermediate(&self) -> f64 {
        self.costs.largest as f64
    }
}

impl fmt::Display for PathReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.costs.fmt(f)
    }
}

/// The order in which [`einsum`](crate::einsum) would contract `operands`, and what it costs. Only their shapes count.
///
/// `optimize` is an [`Optimize`], `..` for the default, a bool, or a [`ContractionPath`] to see the costs of.
///
/// ```
/// use nd_core::ones;
/// use nd_einsum::{Einsum, einsum_path};
/// let (a, b, c) = (ones((2, 2), "f8")?, ones((2, 5), "f8")?, ones((5, 2), "f8")?);
/// let report = einsum_path("ij,jk,kl->il", [&a, &b, &c], ..)?;
/// assert_eq!(report.path().to_string(), "['einsum_path', (1, 2), (0, 1)]");
/// assert!(report.to_string().starts_with("  Complete contraction:  ij,jk,kl->il\n"));
/// let product = Einsum::new("ij,jk,kl->il").optimize(report.path()).run([&a, &b, &c])?;
/// assert_eq!(product.to_string(), "[[10. 10.]\n [10. 10.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Subscripts that do not fit the operands, a path that does not fit the subscripts.
#[doc(alias = "numpy.einsum_path")]
pub fn einsum_path<'a>(
    subscripts: impl IntoSubscripts,
    operands: impl AsRef<[&'a Array]>,
    optimize: impl Into<Optimize>,
) -> Result<PathReport> {
    let subscripts = subscripts.into_subscripts()?;
    let shapes: Vec<&[usize]> = operands.as_ref().iter().map(|array| array.shape()).collect();
    let expression = Expression::new(&subscripts, &shapes, None)?;
    let path = plan(&expression, &optimize.into())?;
    Ok(PathReport { costs: Costs::new(&expression, &path), path })
}
