//! What numbers of a dtype can be: the ranges of integers, the parameters of floats.

use crate::{DType, DTypeError, IntoDType, Result, Scalar};
use core::fmt::{self, Display, Formatter};
use nd_kernel::Num;

/// The line around the text of both tables.
const RULE: &str = "---------------------------------------------------------------";

/// The range of an integer dtype; made by [`iinfo`].
///
/// `Display` and `Debug` are NumPy's `str` and `repr`.
#[derive(Clone, PartialEq, Eq)]
pub struct IInfo {
    /// The dtype.
    pub dtype: DType,
    /// `i` or `u`.
    pub kind: char,
    /// The number of bits.
    pub bits: u32,
    /// The least value.
    pub min: i128,
    /// The greatest value.
    pub max: i128,
}

/// The range of an integer dtype, or of a spelling of one.
///
/// ```
/// use nd_dtype::iinfo;
/// let info = iinfo("u8")?;
/// assert_eq!((info.bits, info.min, info.max), (64, 0, u64::MAX.into()));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
///
/// # Errors
/// [`Value`](crate::ErrorKind::Value) for a dtype that is no integer.
#[doc(alias = "numpy.iinfo")]
pub fn iinfo(dtype: impl IntoDType) -> Result<IInfo> {
    let dtype = dtype.into_dtype()?;
    let kind = dtype.kind();
    let Some(num) = dtype.num().filter(|_| matches!(kind, 'i' | 'u')) else {
        return Err(DTypeError::NotInteger { kind }.into());
    };
    let bits = 8 * num.size() as u32;
    let (min, max) = match kind {
        'u' => (0, (1_i128 << bits) - 1),
        _ => (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
    };
    Ok(IInfo { dtype: DType::from_num(num), kind, bits, min, max })
}

impl IInfo {
    /// The letter and the bits: `i32`.
    pub fn key(&self) -> String {
        format!("{}{}", self.kind, self.bits)
    }
}

impl Display for IInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "Machine parameters for {}\n{RULE}", self.dtype)?;
        writeln!(f, "min = {}\nmax = {}\n{RULE}", self.min, self.max)
    }
}

impl fmt::Debug for IInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "iinfo(min={}, max={}, dtype={})", self.min, self.max, self.dtype)
    }
}

/// The parameters of a float dtype, or of the parts of a complex one; made by [`finfo`].
///
/// Values are scalars of the dtype. `Display` and `Debug` are NumPy's `str` and `repr`.
#[derive(Clone, PartialEq)]
pub struct FInfo {
    /// The dtype, real.
    pub dtype: DType,
    /// The number of bits.
    pub bits: u32,
    /// The distance from 1 to the next greater float.
    pub eps: Scalar,
    /// The distance from 1 to the next lesser one.
    pub epsneg: Scalar,
    /// The greatest finite value.
    pub max: Scalar,
    /// The least finite value.
    pub min: Scalar,
    /// The least positive value of full precision.
    pub smallest_normal: Scalar,
    /// The least positive value.
    pub smallest_subnormal: Scalar,
    /// Ten to minus the digits that are always kept.
    pub resolution: Scalar,
    /// Decimal digits that are always kept.
    pub precision: u32,
    /// Bits of the exponent.
    pub nexp: u32,
    /// Bits of the fraction.
    pub nmant: u32,
    /// The exponent of `eps`.
    pub machep: i32,
    /// The exponent of `epsneg`.
    pub negep: i32,
    /// The least exponent of full precision.
    pub minexp: i32,
    /// The least exponent that overflows.
    pub maxexp: i32,
}

/// The parameters of a float or complex dtype, or of a spelling of one.
///
/// ```
/// use nd_dtype::{Scalar, finfo};
/// let info = finfo("f4")?;
/// assert_eq!((info.bits, info.precision, info.eps), (32, 6, Scalar::F32(f32::EPSILON)));
/// assert_eq!(finfo("complex128")?.max, Scalar::F64(f64::MAX));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
///
/// # Errors
/// [`Value`](crate::ErrorKind::Value) for a dtype that has no floats.
#[doc(alias = "numpy.finfo")]
pub fn finfo(dtype: impl IntoDType) -> Result<FInfo> {
    let given = dtype.into_dtype()?;
    let (num, nexp, nmant, precision) = match given.num() {
        Some(Num::F16) => (Num::F16, 5, 10, 3),
        Some(Num::BF16) => (Num::BF16, 8, 7, 2),
        Some(Num::F32 | Num::C64) => (Num::F32, 8, 23, 6),
        Some(Num::F64 | Num::C128) => (Num::F64, 11, 52, 15),
        _ => return Err(DTypeError::NotInexact { class: given.scalar_class() }.into()),
    };
    let dtype = DType::from_num(num);
    let (maxexp, fraction) = (1_i32 << (nexp - 1), nmant as i32);
    let minexp = 2 - maxexp;
    // Every value is a power of two, or one step below: exact in the widest float.
    let value = |x: f64| Scalar::F64(x).cast(&dtype);
    let power = |exponent: i32| value(2_f64.powi(exponent));
    let greatest = match num {
        Num::F64 => f64::MAX,
        _ => (2.0 - 2_f64.powi(-fraction)) * 2_f64.powi(maxexp - 1),
    };
    let least = match num {
        Num::F64 => f64::from_bits(1),
        _ => 2_f64.powi(minexp - fraction),
    };
    Ok(FInfo {
        bits: 8 * num.size() as u32,
        eps: power(-fraction)?,
        epsneg: power(-fraction - 1)?,
        max: value(greatest)?,
        min: value(-greatest)?,
        smallest_normal: power(minexp)?,
        smallest_subnormal: value(least)?,
        resolution: value(10_f64.powi(-(precision as i32)))?,
        precision,
        nexp,
        nmant,
        machep: -fraction,
        negep: -fraction - 1,
        minexp,
        maxexp,
        dtype,
    })
}

impl FInfo {
    /// The same as `smallest_normal`.
    pub fn tiny(&self) -> Scalar {
        self.smallest_normal.clone()
    }

    /// The same as `nexp`.
    pub fn iexp(&self) -> u32 {
        self.nexp
    }
}

impl Display for FInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let FInfo { precision, resolution, machep, eps, negep, epsneg, minexp, maxexp, max, nexp, .. } = self;
        let (tiny, least) = (&self.smallest_normal, &self.smallest_subnormal);
        writeln!(f, "Machine parameters for {}\n{RULE}", self.dtype)?;
        writeln!(f, "precision = {precision:3}   resolution = {resolution}")?;
        writeln!(f, "machep = {machep:6}   eps =        {eps}")?;
        writeln!(f, "negep =  {negep:6}   epsneg =     {epsneg}")?;
        writeln!(f, "minexp = {minexp:6}   tiny =       {tiny}")?;
        writeln!(f, "maxexp = {maxexp:6}   max =        {max}")?;
        writeln!(f, "nexp =   {nexp:6}   min =        -max")?;
        writeln!(f, "smallest_normal = {tiny}   smallest_subnormal = {least}\n{RULE}")
    }
}

impl fmt::Debug for FInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let shown = |value: &Scalar| match value.get::<f64>() {
            // NumPy shows the ends of `float16` with an exponent.
            Ok(x) if self.nexp == 5 => {
                let digits = format!("{x:.5e}");
                digits.replace('e', "e+0")
            }
            _ => value.to_string(),
        };
        let (min, max) = (shown(&self.min), shown(&self.max));
        write!(f, "finfo(resolution={}, min={min}, max={max}, dtype={})", self.resolution, self.dtype)
    }
}
