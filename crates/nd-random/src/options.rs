//! What the standard distributions of [`Generator`] take in NumPy beside a shape: `dtype`, `method` and `out`.

#![forbid(unsafe_code)]

use crate::arguments::DTypeArg;
use crate::bits::BitGenerator;
use crate::distributions::{continuous, single};
use crate::fill::filled;
use crate::generator::{Generator, native};
use crate::out::{Slots, check, write};
use crate::params::{NOT_NEGATIVE, Param, Params, common_shape, draws, param, visit};
use crate::ziggurat;
use nd_core::kernel::Num;
use nd_core::{Array, IntoShape, Operand, Result};

/// How standard exponential draws are made. Both ways give the same distribution, but other draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exponential {
    /// By the ziggurat method: NumPy's default, `"zig"`.
    #[default]
    Ziggurat,
    /// By the inverse of the distribution function, `"inv"`: slower, one word for each draw.
    Inverse,
}

impl From<core::ops::RangeFull> for Exponential {
    fn from(_: core::ops::RangeFull) -> Exponential {
        Exponential::default()
    }
}

impl<B: BitGenerator> Generator<B> {
    /// [`standard_exponential`](crate::Distributions::standard_exponential) of a dtype, doubles or singles, by a method:
    /// `random_standard_exponential_fill` and its kin of `distributions.c`.
    ///
    /// ```
    /// use nd_random::Exponential;
    /// let drawn = nd_random::default_rng(0)?.standard_exponential_with(2, "f4", ..)?;
    /// assert_eq!(drawn.to_string(), "[0.6517228 2.49884  ]");
    /// let drawn = nd_random::default_rng(0)?.standard_exponential_with(2, .., Exponential::Inverse)?;
    /// assert_eq!(drawn.to_string(), "[1.01324691 0.31441861]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another dtype; a shape that no memory holds.
    #[doc(alias = "numpy.random.Generator.standard_exponential")]
    pub fn standard_exponential_with(
        &mut self,
        size: impl IntoShape,
        dtype: impl Into<DTypeArg>,
        method: impl Into<Exponential>,
    ) -> Result<Array> {
        let method = method.into();
        match native("standard_exponential", dtype.into())? {
            Num::F32 => filled(size, |out| self.exponentials(Slots::F32(out), method)),
            _ => filled(size, |out| self.exponentials(Slots::F64(out), method)),
        }
    }

    /// [`standard_gamma`](crate::Distributions::standard_gamma) of a dtype, doubles or singles.
    ///
    /// ```
    /// let drawn = nd_random::default_rng(0)?.standard_gamma_with(2.0, 2, "f4")?;
    /// assert_eq!(drawn.to_string(), "[3.5659194 1.1743927]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative shape parameter, another dtype; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.Generator.standard_gamma")]
    pub fn standard_gamma_with(
        &mut self,
        shape: impl Operand,
        size: impl IntoShape,
        dtype: impl Into<DTypeArg>,
    ) -> Result<Array> {
        let params: (Param<f64>,) = (param("shape", NOT_NEGATIVE, &shape)?,);
        match native("standard_gamma", dtype.into())? {
            Num::F32 => draws(&params, size, |(shape,)| single::gamma(self.bit_generator(), shape as f32)),
            _ => draws(&params, size, |(shape,)| continuous::gamma(self, shape)),
        }
    }

    /// [`random`](Generator::random) into an array of doubles or singles, as its elements lie in memory: NumPy's
    /// `random(out=)`.
    ///
    /// ```
    /// let x = nd_core::zeros(3, "f8")?;
    /// nd_random::default_rng(42)?.random_into(&x)?;
    /// assert_eq!(x.to_string(), "[0.77395605 0.43887844 0.85859792]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An array that is not packed, writable and in native byte order, or of another dtype; memory borrowed elsewhere.
    #[doc(alias = "numpy.random.Generator.random")]
    pub fn random_into(&mut self, out: &Array) -> Result<()> {
        let bits = self.bit_generator();
        write(out, false, |slots| match slots {
            Slots::F32(out) => out.fill_with(|| bits.next_f32()),
            Slots::F64(out) => bits.fill_f64(out),
        })
    }

    /// [`standard_normal`](Generator::standard_normal) into an array of doubles or singles, as its elements lie in memory:
    /// NumPy's `standard_normal(out=)`.
    ///
    /// ```
    /// let x = nd_core::zeros(2, "f8")?;
    /// nd_random::default_rng(0)?.standard_normal_into(&x)?;
    /// assert_eq!(x.to_string(), "[ 0.12573022 -0.13210486]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`random_into`](Generator::random_into).
    #[doc(alias = "numpy.random.Generator.standard_normal")]
    pub fn standard_normal_into(&mut self, out: &Array) -> Result<()> {
        let bits = self.bit_generator();
        write(out, false, |slots| match slots {
            Slots::F32(out) => out.fill_with(|| ziggurat::normal_f32(bits)),
            Slots::F64(out) => bits.fill_normal(out),
        })
    }

    /// [`standard_exponential_with`](Generator::standard_exponential_with) into an array of doubles or singles, as its
    /// elements lie in memory: NumPy's `standard_exponential(out=)`.
    ///
    /// ```
    /// let x = nd_core::zeros(2, "f8")?;
    /// nd_random::default_rng(0)?.standard_exponential_into(.., &x)?;
    /// assert_eq!(x.to_string(), "[0.6799319 1.0195971]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`random_into`](Generator::random_into).
    #[doc(alias = "numpy.random.Generator.standard_exponential")]
    pub fn standard_exponential_into(&mut self, method: impl Into<Exponential>, out: &Array) -> Result<()> {
        let method = method.into();
        write(out, false, |slots| self.exponentials(slots, method))
    }

    /// [`standard_gamma_with`](Generator::standard_gamma_with) into an array of doubles or singles in C order: NumPy's
    /// `standard_gamma(out=)`.
    ///
    /// ```
    /// let x = nd_core::zeros(2, "f8")?;
    /// nd_random::default_rng(0)?.standard_gamma_into(2.0, &x)?;
    /// assert_eq!(x.to_string(), "[1.83431007 2.63769797]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`random_into`](Generator::random_into); a negative shape parameter, or one that does not broadcast to the array.
    #[doc(alias = "numpy.random.Generator.standard_gamma")]
    pub fn standard_gamma_into(&mut self, shape: impl Operand, out: &Array) -> Result<()> {
        let params: (Param<f64>,) = (param("shape", NOT_NEGATIVE, &shape)?,);
        check(out, true)?;
        params.check()?;
        let size = match params.numbers() {
            Some(_) => out.shape().to_vec(),
            None => common_shape(out.shape(), &[&[out.shape()], &params.shapes()[..]].concat())?,
        };
        let mut visited = Ok(());
        write(out, true, |slots| {
            visited = match slots {
                Slots::F32(out) => {
                    visit(&params, &size, out, |(shape,)| single::gamma(self.bit_generator(), shape as f32))
                }
                Slots::F64(out) => visit(&params, &size, out, |(shape,)| continuous::gamma(self, shape)),
            };
        })?;
        visited
    }

    fn exponentials(&mut self, slots: Slots<'_>, method: Exponential) {
        let bits = self.bit_generator();
        match (slots, method) {
            (Slots::F32(out), Exponential::Ziggurat) => out.fill_with(|| ziggurat::exponential_f32(bits)),
            (Slots::F64(out), Exponential::Ziggurat) => out.fill_with(|| ziggurat::exponential(bits)),
            // In double precision, as in C, where the function of singles was not meant.
            (Slots::F32(out), Exponential::Inverse) => {
                out.fill_with(|| -(-f64::from(bits.next_f32())).ln_1p() as f32);
            }
            (Slots::F64(out), Exponential::Inverse) => out.fill_with(|| -(-bits.next_f64()).ln_1p()),
        }
    }
}
