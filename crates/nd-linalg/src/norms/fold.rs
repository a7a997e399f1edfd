//! Folds of absolute values along the last axis.

#![forbid(unsafe_code)]

use crate::stack::field;
use nd_core::{Array, Complex, CoreCall, DType, Num, Result, View, empty};

/// What is made of the absolute values of a vector.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Fold {
    /// The root of the sum of squares.
    Euclid,
    Sum,
    Largest,
    Smallest,
    /// How many are not zero.
    Count,
    /// The root of the sum of powers.
    Power(f64),
}

/// Absolute values and squares.
trait Absolute: Copy {
    fn absolute(self) -> f64;
    fn square(self) -> f64;
}

impl Absolute for f64 {
    fn absolute(self) -> f64 {
        self.abs()
    }

    fn square(self) -> f64 {
        self * self
    }
}

impl Absolute for Complex<f64> {
    fn absolute(self) -> f64 {
        self.re.hypot(self.im)
    }

    fn square(self) -> f64 {
        self.norm_sqr()
    }
}

impl Fold {
    fn of<T: Absolute + 'static>(self, x: impl Iterator<Item = T>) -> f64 {
        match self {
            Fold::Euclid => sum(x.map(T::square)).sqrt(),
            Fold::Sum => sum(x.map(T::absolute)),
            Fold::Count => x.filter(|x| x.absolute() != 0.0).count() as f64,
            Fold::Power(p) => sum(x.map(|x| x.absolute().powf(p))).powf(1.0 / p),
            // NaN wins over every number.
            Fold::Largest => x.map(T::absolute).fold(0.0, |m, x| if x > m || x.is_nan() { x } else { m }),
            Fold::Smallest => {
                x.map(T::absolute).fold(f64::INFINITY, |m, x| if x < m || x.is_nan() { x } else { m })
            }
        }
    }
}

/// A sum in blocks, whose errors grow with the root of the number of terms at most.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut block, mut left) = (0.0, 0.0, 0_u32);
    for term in terms {
        block += term;
        left += 1;
        if left == 256 {
            (total, block, left) = (total + block, 0.0, 0);
        }
    }
    total + block
}

struct Types {
    complex: bool,
}

fn types(x: &Array) -> Types {
    Types { complex: matches!(x.dtype().num(), Some(Num::C64 | Num::C128)) }
}

/// The fold of each vector along the last axis.
pub(super) fn vectors(x: &Array, fold: Fold, dtype: DType) -> Result<Array> {
    let result = empty(&x.shape()[..x.ndim() - 1], dtype)?;
    field!(types(x), T => CoreCall::new("norm")
    .read(x, 1, &<T as nd_core::Element>::DTYPE)
    .write(&result, 0, &DType::F64)
    .run(|| (), |_, core| {
        let x: View<'_, T> = core.view::<T>(0);
        core.view_mut::<f64>(1)[[]] = match x.as_slice() {
            Some(x) => fold.of(x.iter().copied()),
            None => fold.of(x.iter().copied()),
        };
        Ok(())
    }))?;
    Ok(result)
}

/// The Frobenius norm of each matrix in the last two axes.
pub(super) fn matrices(x: &Array, dtype: DType) -> Result<Array> {
    let result = empty(&x.shape()[..x.ndim() - 2], dtype)?;
    field!(types(x), T => CoreCall::new("norm")
    .read(x, 2, &<T as nd_core::Element>::DTYPE)
    .write(&result, 0, &DType::F64)
    .run(|| (), |_, core| {
        core.view_mut::<f64>(1)[[]] = Fold::Euclid.of(core.view::<T>(0).iter().copied());
        Ok(())
    }))?;
    Ok(result)
}
