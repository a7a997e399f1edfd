//! Universal functions and reductions of nd.
//!
//! A [`Ufunc`] is a named elementwise function with its methods. Each function of the catalogue is a plain function
//! (`add(&x, &y)?`) beside a module of the same name with the methods (`add::reduce(&x, axis(0))?`,
//! `add::with(&x, &y).out(&z).run()?`); the catalogue is generated from the table in `xtask`. The reductions and
//! comparisons that read best as methods of the array are in [`MathExt`].
//!
//! Nothing here walks an array: every call is a call of `nd-core`'s engine.

#![deny(unsafe_code)]

mod checks;
mod choose;
mod closeness;
mod constants;
mod differences;
mod ext;
mod free;
mod function;
#[allow(unsafe_code)] // the generated table vouches for its loops
mod generated;
mod moments;
mod nan;
mod numbers;
mod spaces;
pub mod testing;
mod times;
mod ufunc;

#[cfg(test)]
mod tests;

pub use checks::ValueError;
pub use choose::{clip, where_};
pub use closeness::{Tolerance, allclose, array_equal, array_equiv, count_nonzero, isclose};
pub use constants::{E, EULER_GAMMA, INF, NAN, PI};
pub use differences::{DifferenceError, diff, ediff1d, gradient, trapezoid};
pub use ext::MathExt;
pub use free::{
    all, amax, amin, any, argmax, argmin, cumprod, cumsum, max, mean, min, prod, ptp, std, sum, var,
};
pub use generated::{functions::*, ufuncs};
pub use nan::{
    AllNan, ZeroWeights, average, nan_to_num, nanargmax, nanargmin, nancumprod, nancumsum, nanmax, nanmean,
    nanmin, nanprod, nanstd, nansum, nanvar,
};
pub use numbers::{
    angle, around, fix, imag, iscomplex, iscomplexobj, isneginf, isposinf, isreal, isrealobj, real, round,
    sinc,
};
pub use spaces::{Logspace, geomspace, logspace};
pub use times::isnat;
pub use ufunc::{Call, Ufunc};
