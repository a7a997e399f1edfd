//! Discrete Fourier transforms of nd arrays.
