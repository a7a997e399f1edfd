//! Every backend against the definition, over all layouts that strides can express.

use super::matrix::{Matrix, MatrixMut, Product, Products};
use super::{Backend, Multiply, scalar};
use nd_core::{Array, Complex, CoreCall, Plain, Result, Slice, set_threads, zeros};

/// `a · b` by the definition, in the wider type.
fn definition(a: &Array, b: &Array) -> Vec<Complex<f64>> {
    let (m, k, n) = (a.shape()[0], a.shape()[1], b.shape()[1]);
    let (a, b) = (a.to_vec::<Complex<f64>>().unwrap(), b.to_vec::<Complex<f64>>().unwrap());
    let at = |i: usize, j: usize| (0..k).map(|p| a[i * k + p] * b[p * n + j]).sum();
    (0..m * n).map(|at_| at(at_ / n, at_ % n)).collect()
}

/// The layouts of one matrix: C, F, reversed, strided, broadcast.
fn layouts(rows: usize, columns: usize, which: usize, dtype: &str, seed: &mut u64) -> Array {
    let values = |n: usize, seed: &mut u64| {
        let values: Vec<Complex<f64>> = (0..n)
            .map(|_| {
                *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                Complex::new((*seed >> 40) as f64 / 8e6 - 1.0, (*seed >> 20 & 0xFF_FFFF) as f64 / 8e6 - 1.0)
            })
            .collect();
        let array = Array::from_vec(values).unwrap();
        if dtype.contains('c') { array } else { array.real().copy().unwrap() }
    };
    let made = |r: usize, c: usize, seed: &mut u64| {
        values(r * c, seed).astype(dtype).unwrap().reshape([r, c]).unwrap()
    };
    let (every_second, reversed) = (Slice::FULL.by(2), Slice::FULL.by(-1));
    match which {
        0 => made(rows, columns, seed),
        1 => made(columns, rows, seed).t(),
        2 => made(rows, columns, seed).slice((reversed, reversed)).unwrap(),
        3 => made(2 * rows, 2 * columns, seed).slice((every_second, every_second)).unwrap(),
        4 => made(2 * columns, rows, seed).slice((every_second, reversed)).unwrap().t(),
        _ => made(rows, 1, seed).broadcast_to([rows, columns]).unwrap(),
    }
}

fn run<T: Multiply>(a: &Array, b: &Array, c: &Array, multiply: impl Fn(Product<'_, T>) + Sync) -> Result<()> {
    let dtype = T::DTYPE;
    CoreCall::new("test").read(a, 2, &dtype).read(b, 2, &dtype).write(c, 2, &dtype).run(
        || (),
        |_, core| {
            let (a, b) = (Matrix::of(core.view::<T>(0)), Matrix::of(core.view::<T>(1)));
            multiply(Product::new(a, b, MatrixMut::of(core.view_mut::<T>(2)), core.threads()));
            Ok(())
        },
    )
}

const EXTENTS: &[[usize; 3]] = &[
    [0, 2, 3],
    [2, 0, 3],
    [2, 3, 0],
    [1, 1, 1],
    [1, 1, 300],
    [1, 9, 40],
    [9, 1, 40],
    [7, 9, 1],
    [4, 4, 4],
    [5, 6, 7],
    [33, 20, 50],
    [70, 90, 65],
];

fn check<T: Multiply + Plain>(dtype: &str, epsilon: f64, multiply: impl Fn(Product<'_, T>) + Sync) {
    let mut seed = 1;
    for (case, &[m, n, k]) in EXTENTS.iter().enumerate() {
        for layout in 0..6 {
            let a = layouts(m, k, layout, dtype, &mut seed);
            let b = layouts(k, n, (layout + case) % 6, dtype, &mut seed);
            // The result lies in C order, in F order, and spread out.
            let c = match layout % 3 {
                0 => zeros([m, n], dtype).unwrap(),
                1 => zeros([n, m], dtype).unwrap().t(),
                _ => zeros([2 * m, 3 * n], dtype)
                    .unwrap()
                    .slice((Slice::FULL.by(-2), Slice::FULL.by(3)))
                    .unwrap(),
            };
            c.fill(7).unwrap();
            run::<T>(&a, &b, &c, &multiply).unwrap();
            let found = c.to_vec::<Complex<f64>>().unwrap();
            for (found, expected) in found.iter().zip(definition(&a, &b)) {
                // Each of the k terms is at most 2, and so many roundings may go one way.
                let bound = epsilon * 4.0 * (k + 1) as f64;
                assert!(
                    (found - expected).norm() <= bound,
                    "{m}x{k}x{n}, layout {layout}: {found} {expected}"
                );
            }
        }
    }
}

fn check_backend(backend: Backend) {
    let gemm = backend.gemm();
    check::<f32>("f4", f32::EPSILON.into(), |product| gemm.f32(product));
    check::<f64>("f8", f64::EPSILON, |product| gemm.f64(product));
    check::<Complex<f32>>("c8", f32::EPSILON.into(), |product| gemm.c64(product));
    check::<Complex<f64>>("c16", f64::EPSILON, |product| gemm.c128(product));
}

#[test]
fn faer_multiplies_any_layout() {
    check_backend(Backend::Faer);
}

#[test]
fn matrixmultiply_multiplies_any_layout() {
    check_backend(Backend::MatrixMultiply);
}

#[cfg(feature = "blas")]
#[test]
fn blas_multiplies_any_layout() {
    check_backend(Backend::Blas);
}

#[test]
fn the_way_to_a_backend_multiplies_any_layout() {
    check::<f32>("f4", f32::EPSILON.into(), |product| f32::multiply(Products::one(product)));
    check::<f64>("f8", f64::EPSILON, |product| f64::multiply(Products::one(product)));
    check::<Complex<f32>>("c8", f32::EPSILON.into(), |product| {
        Complex::<f32>::multiply(Products::one(product))
    });
    check::<Complex<f64>>("c16", f64::EPSILON, |product| Complex::<f64>::multiply(Products::one(product)));
    check::<f32>("f4", f32::EPSILON.into(), |product| scalar::in_order_f32(Products::one(product)));
}

#[test]
fn threads_change_no_more_than_rounding() {
    let mut seed = 5;
    let (a, b) = (layouts(300, 200, 0, "f8", &mut seed), layouts(200, 310, 1, "f8", &mut seed));
    let product = |threads| {
        set_threads(threads);
        let c = zeros((300, 310), "f8").unwrap();
        run::<f64>(&a, &b, &c, |product| f64::multiply(Products::one(product))).unwrap();
        c.to_vec::<f64>().unwrap()
    };
    let (one, three) = (product(1), product(3));
    set_threads(0);
    let largest = one.iter().zip(&three).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max);
    assert!(largest <= 200.0 * f64::EPSILON, "{largest}");
}
