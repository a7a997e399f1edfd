//! Matrices to factor: random, rank-deficient, tall, wide, empty, stacked, strided, complex, swapped.

#![allow(dead_code, reason = "each test file uses some of it")]

use nd_core::{Array, Complex, Result, Slice, eye};

/// A small generator: the tests need variety, not quality.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    /// Numbers between -1 and 1, complex ones for complex dtypes.
    pub(crate) fn array(&mut self, shape: &[usize], dtype: &str) -> Result<Array> {
        let n = shape.iter().product();
        if dtype.contains('c') {
            let values: Vec<_> = (0..n).map(|_| Complex::new(self.next(), self.next())).collect();
            return Array::from_vec(values)?.astype(dtype)?.reshape(shape);
        }
        let values: Vec<f64> = (0..n).map(|_| self.next()).collect();
        let values: Vec<f64> =
            if dtype.contains('i') { values.iter().map(|x| (x * 9.0).round()).collect() } else { values };
        Array::from_vec(values)?.astype(dtype)?.reshape(shape)
    }
}

/// The conjugate transpose of the last two axes.
pub(crate) fn adjoint(x: &Array) -> Array {
    let swapped = x.swapaxes(-1, -2).expect("matrices");
    if x.dtype().kind() != 'c' {
        return swapped;
    }
    let copy = swapped.copy().expect("memory");
    let imag = copy.imag().expect("complex");
    imag.assign(&(-&imag)).expect("the same shape");
    copy
}

/// Identity matrices in the shape and dtype of `x`.
pub(crate) fn identity_like(x: &Array) -> Array {
    let n = x.shape()[x.ndim() - 1];
    let one = eye(n, n, 0, x.dtype().clone()).expect("memory");
    one.broadcast_to(x.shape()).expect("square matrices")
}

/// The largest absolute difference.
pub(crate) fn difference(x: &Array, y: &Array) -> f64 {
    assert_eq!(x.shape(), y.shape());
    let values = |x: &Array| x.astype("c16").and_then(|x| x.to_vec::<Complex<f64>>()).expect("numbers");
    values(x).iter().zip(values(y)).map(|(x, y)| (x - y).norm()).fold(0.0, |m, d| if d <= m { m } else { d })
}

/// One matrix, or stack of them, of every sort.
pub(crate) fn matrices() -> Result<Vec<Array>> {
    let mut random = Random(42);
    let mut all = Vec::new();
    for dtype in ["f8", "c16"] {
        for shape in
            [[1, 1], [2, 2], [3, 3], [7, 7], [9, 4], [4, 9], [1, 5], [5, 1], [33, 33], [0, 0], [0, 3], [3, 0]]
        {
            all.push(random.array(&shape, dtype)?);
        }
        for shape in [[3, 4, 4], [2, 5, 3], [0, 3, 3], [4, 0, 0]] {
            all.push(random.array(&shape, dtype)?);
        }
        // Rank-deficient: zero, all alike, a product of thin ones.
        all.push(random.array(&[4, 4], dtype)? * 0.0);
        all.push(random.array(&[1, 5], dtype)?.broadcast_to((5, 5))?);
        all.push(nd_linalg::matmul(&random.array(&[6, 2], dtype)?, &random.array(&[2, 6], dtype)?)?);
        // Strided, reversed, transposed.
        let (second, back) = (Slice::FULL.by(2), Slice::FULL.by(-1));
        all.push(random.array(&[12, 10], dtype)?.slice((second, second))?);
        all.push(random.array(&[6, 6], dtype)?.slice((back, back))?);
        all.push(random.array(&[5, 5], dtype)?.t());
        all.push(random.array(&[4, 3, 2, 4], dtype)?.moveaxis(2, 0)?);
        all.push(random.array(&[4, 4], dtype)?.astype(if dtype == "f8" { ">f8" } else { ">c16" })?);
    }
    all.push(random.array(&[5, 5], "f4")?);
    all.push(random.array(&[3, 6], "c8")?);
    all.push(random.array(&[4, 4], "i4")?);
    Ok(all)
}
