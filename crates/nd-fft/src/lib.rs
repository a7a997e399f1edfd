//! Discrete Fourier transforms of nd arrays.
//!
//! The transforms of one lane are `rustfft`'s and `realfft`'s, of any length; the engine's generalized calls bring lanes of
//! any axis, layout, byte order and dtype to them. `float32` and `complex64` are transformed in single precision, as NumPy 2
//! does.
//!
//! Reading order: `plan` (which transform, and its scale), `lane` (one axis), `many` (several axes), `frequencies`.

#![forbid(unsafe_code)]

mod error;
mod frequencies;
mod lane;
mod many;
mod options;
mod out;
mod plan;

pub use error::FftError;
pub use frequencies::{fftfreq, fftshift, ifftshift, rfftfreq};
pub use lane::{fft, hfft, ifft, ihfft, irfft, rfft};
pub use many::{fft2, fftn, ifft2, ifftn, irfft2, irfftn, rfft2, rfftn};
pub use options::{FftOptions, FftnOptions, Norm};
