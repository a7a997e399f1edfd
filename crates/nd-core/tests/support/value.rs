//! Elements as plain numbers: how bytes are read, written and cast, spelled out once without the library's casts.

use super::rng::Rng;
use nd_core::{ByteOrder, DType, f16};

/// The value of one element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Val {
    /// A boolean or an integer.
    Int(i128),
    /// A real or complex number: real and imaginary part.
    Num(f64, f64),
}

impl PartialEq for Val {
    /// Equal numbers; any NaN equals any other, and zeros of different sign differ.
    fn eq(&self, other: &Val) -> bool {
        let same = |a: f64, b: f64| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
        match (*self, *other) {
            (Val::Int(a), Val::Int(b)) => a == b,
            (Val::Num(a, b), Val::Num(c, d)) => same(a, c) && same(b, d),
            _ => false,
        }
    }
}

impl Val {
    /// The real part as a float.
    pub(crate) fn re(self) -> f64 {
        match self {
            Val::Int(x) => x as f64,
            Val::Num(x, _) => x,
        }
    }

    /// The imaginary part.
    pub(crate) fn im(self) -> f64 {
        match self {
            Val::Int(_) => 0.0,
            Val::Num(_, y) => y,
        }
    }

    /// The integer of an element of integer dtype.
    #[track_caller]
    pub(crate) fn int(self) -> i128 {
        match self {
            Val::Int(x) => x,
            Val::Num(..) => panic!("{self:?} is no integer"),
        }
    }
}

/// The low `bytes` bytes of `x`, read as an integer with or without a sign.
pub(crate) fn wrap(x: i128, bytes: usize, signed: bool) -> i128 {
    let unused = 128 - 8 * bytes as u32;
    if signed { x << unused >> unused } else { ((x as u128) << unused >> unused) as i128 }
}

/// `x` rounded to a float of `bytes` bytes.
pub(crate) fn round_to(x: f64, bytes: usize) -> f64 {
    match bytes {
        2 => f16::from_f64(x).to_f64(),
        4 => f64::from(x as f32),
        _ => x,
    }
}

/// `value` as an element of `dtype` holds it: integers wrap, floats are cut off or rounded, imaginary parts dropped.
pub(crate) fn cast(value: Val, dtype: &DType) -> Val {
    let size = dtype.itemsize();
    match (dtype.kind(), value) {
        ('b', v) => Val::Int(i128::from(v.re() != 0.0 || v.im() != 0.0)),
        (kind @ ('i' | 'u'), Val::Int(x)) => Val::Int(wrap(x, size, kind == 'i')),
        (kind @ ('i' | 'u'), Val::Num(x, _)) => Val::Int(wrap(x as i128, size, kind == 'i')),
        // From an integer to `float32` in one rounding.
        ('f', Val::Int(x)) if size == 4 => Val::Num(f64::from(x as f32), 0.0),
        ('c', Val::Int(x)) if size == 8 => Val::Num(f64::from(x as f32), 0.0),
        ('f', v) => Val::Num(round_to(v.re(), size), 0.0),
        ('c', v) => Val::Num(round_to(v.re(), size / 2), round_to(v.im(), size / 2)),
        (kind, _) => panic!("no model of kind {kind}"),
    }
}

fn big_endian(dtype: &DType) -> bool {
    (ByteOrder::NATIVE == ByteOrder::Big) == dtype.is_native()
}

/// The element that `bytes` are.
pub(crate) fn load(dtype: &DType, bytes: &[u8]) -> Val {
    let size = dtype.itemsize();
    let part = |bytes: &[u8]| -> u128 {
        let fold = |acc: u128, byte: &u8| acc << 8 | u128::from(*byte);
        if big_endian(dtype) { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) }
    };
    let float = |bits: u128, size: usize| match size {
        2 => f16::from_bits(bits as u16).to_f64(),
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits as u64),
    };
    match dtype.kind() {
        'b' => Val::Int(i128::from(bytes[0] != 0)),
        'i' => Val::Int(wrap(part(bytes) as i128, size, true)),
        'u' => Val::Int(part(bytes) as i128),
        'f' => Val::Num(float(part(bytes), size), 0.0),
        'c' => {
            let (re, im) = bytes.split_at(size / 2);
            Val::Num(float(part(re), size / 2), float(part(im), size / 2))
        }
        kind => panic!("no model of kind {kind}"),
    }
}

/// The bytes of `value`, cast to `dtype`.
pub(crate) fn store(dtype: &DType, value: Val) -> Vec<u8> {
    let size = dtype.itemsize();
    let part = |bits: u128, size: usize| -> Vec<u8> {
        let mut bytes = bits.to_le_bytes()[..size].to_vec();
        if big_endian(dtype) {
            bytes.reverse();
        }
        bytes
    };
    let float = |x: f64, size: usize| match size {
        2 => part(u128::from(f16::from_f64(x).to_bits()), 2),
        4 => part(u128::from((x as f32).to_bits()), 4),
        _ => part(u128::from(x.to_bits()), 8),
    };
    match cast(value, dtype) {
        Val::Int(x) => part(x as u128, size),
        Val::Num(re, _) if dtype.kind() == 'f' => float(re, size),
        Val::Num(re, im) => [float(re, size / 2), float(im, size / 2)].concat(),
    }
}

/// The fourteen numeric dtypes, native.
pub(crate) const DTYPES: [DType; 14] = [
    DType::BOOL,
    DType::I8,
    DType::U8,
    DType::I16,
    DType::U16,
    DType::I32,
    DType::U32,
    DType::I64,
    DType::U64,
    DType::F16,
    DType::F32,
    DType::F64,
    DType::C64,
    DType::C128,
];

/// A numeric dtype in either byte order.
pub(crate) fn random_dtype(rng: &mut Rng) -> DType {
    let dtype = rng.pick(&DTYPES).clone();
    if rng.one_in(3) { dtype.swapped() } else { dtype }
}

/// Whether elements of `dtype` are modelled by [`Val::Int`].
pub(crate) fn is_int(dtype: &DType) -> bool {
    matches!(dtype.kind(), 'b' | 'i' | 'u')
}

/// An element small enough that sums and products of two are exact in every dtype that holds them.
pub(crate) fn small(rng: &mut Rng, dtype: &DType) -> Val {
    let mut quarter = || (rng.below(129) as f64 - 64.0) / 4.0;
    match dtype.kind() {
        'b' => Val::Int(i128::from(quarter() > 0.0)),
        'u' => Val::Int(quarter().abs() as i128),
        'i' => Val::Int(quarter() as i128),
        'f' => Val::Num(quarter(), 0.0),
        _ => Val::Num(quarter(), quarter()),
    }
}

/// Any element of an integer dtype.
pub(crate) fn wild(rng: &mut Rng, dtype: &DType) -> Val {
    match dtype.kind() {
        'b' => Val::Int(i128::from(rng.one_in(2))),
        kind => Val::Int(wrap(i128::from(rng.next()), dtype.itemsize(), kind == 'i')),
    }
}
