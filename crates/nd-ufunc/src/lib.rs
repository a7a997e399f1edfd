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
pub mod emath;
mod expressions;
mod ext;
mod free;
mod function;
#[allow(unsafe_code)] // the generated table vouches for its loops
mod generated;
mod kinds;
mod moments;
mod nan;
mod numbers;
mod running;
mod slopes;
mod spaces;
pub mod testing;
mod times;
mod ufunc;
mod weights;
mod windows;

#[cfg(test)]
mod tests;

pub use checks::ValueError;
pub use choose::{clip, where_};
pub use closeness::{Tolerance, allclose, array_equal, array_equiv, count_nonzero, isclose};
pub use constants::{E, EULER_GAMMA, INF, NAN, PI};
pub use differences::{DiffOptions, DifferenceError, UnwrapOptions, diff, ediff1d, trapezoid, unwrap};
pub use expressions::ExprExt;
pub use ext::MathExt;
pub use free::{
    all, amax, amin, any, argmax, argmin, cumprod, cumsum, max, mean, min, prod, ptp, std, sum, var,
};
pub use generated::{functions::*, ufuncs};
pub use kinds::{
    Category, KindError, common_type, isdtype, isscalar, issubdtype, min_scalar_type, mintypecode,
    real_if_close, typename,
};
pub use nan::{
    AllNan, ExactMean, nan_to_num, nanargmax, nanargmin, nancumprod, nancumsum, nanmax, nanmean, nanmin,
    nanprod, nanstd, nansum, nanvar,
};
pub use numbers::{
    angle, around, fix, imag, iscomplex, iscomplexobj, isneginf, isposinf, isreal, isrealobj, real, round,
    sinc,
};
pub use running::{CumulativeError, CumulativeOptions, cumulative_prod, cumulative_sum};
pub use slopes::gradient;
pub use spaces::{Geomspace, Logspace, geomspace, logspace};
pub use times::isnat;
pub use ufunc::{Call, Ufunc};
pub use weights::{WeightError, ZeroWeights, average, fitting_weights};
pub use windows::{ComplexBessel, bartlett, blackman, hamming, hanning, i0, kaiser};
