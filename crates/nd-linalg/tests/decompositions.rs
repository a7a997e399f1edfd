//! Factorisations by what they promise: the product gives the matrix back, orthonormal vectors are, triangles are. Errors are
//! measured in units of precision times size times norm.

mod support;

use nd_core::{Array, Complex, Result, eye, zeros};
use nd_linalg::{
    cholesky, det, eig, eigh, eigvals, eigvalsh, inv, lstsq, matmul, matrix_rank, norm, pinv, qr, slogdet,
    solve, svd, svdvals,
};
use support::{Random, adjoint, difference, identity_like, matrices};

/// How large `x - y` may be for matrices like `a`.
#[track_caller]
fn close(x: &Array, y: &Array, a: &Array) {
    let size = a.shape().iter().rev().take(2).max().copied().unwrap_or(1).max(1) as f64;
    let epsilon = if ["float32", "complex64"].contains(&x.dtype().name().as_str()) {
        f64::from(f32::EPSILON)
    } else {
        f64::EPSILON
    };
    let scale = norm(&a.astype("c16").unwrap(), ..).unwrap().item::<f64>().unwrap().max(1.0);
    let found = difference(x, y);
    assert!(found <= 30.0 * epsilon * size * scale, "differ by {found:e} for {:?}", a.shape());
}

#[track_caller]
fn orthonormal(q: &Array) {
    let product = matmul(&adjoint(q), q).unwrap();
    close(&product, &identity_like(&product), q);
}

/// `u · diag(s) · vh`, over as many columns as there are values.
fn recompose(u: &Array, s: &Array, vh: &Array) -> Result<Array> {
    let k = s.shape()[s.ndim() - 1] as isize;
    let keep = nd_core::Slice { start: None, stop: Some(k), step: None };
    let u = u.slice((nd_core::Ellipsis, keep))?;
    let vh = vh.slice((nd_core::Ellipsis, keep, nd_core::Slice::FULL))?;
    matmul(&(&u * &s.expand_dims(-2)?), &vh)
}

#[test]
fn svd_gives_the_matrix_back() -> Result<()> {
    for a in matrices()? {
        let full = svd(&a)?;
        close(&recompose(&full.u, &full.s, &full.vh)?, &a, &a);
        orthonormal(&full.u);
        orthonormal(&adjoint(&full.vh));
        let thin = svd::with(&a).thin().run()?;
        close(&recompose(&thin.u, &thin.s, &thin.vh)?, &a, &a);
        orthonormal(&thin.u);
        close(&thin.s, &svdvals(&a)?, &a);
        let s = thin.s.astype("f8")?;
        for s in s
            .reshape((-1, thin.s.shape()[thin.s.ndim() - 1].max(1)))?
            .to_vec::<f64>()?
            .chunks(thin.s.shape()[thin.s.ndim() - 1].max(1))
        {
            assert!(s.windows(2).all(|pair| pair[0] >= pair[1]) && s.iter().all(|&s| s >= 0.0));
        }
    }
    Ok(())
}

#[test]
fn qr_gives_the_matrix_back() -> Result<()> {
    for a in matrices()? {
        for call in [qr::with(&a), qr::with(&a).complete()] {
            let factors = call.run()?;
            close(&matmul(&factors.q, &factors.r)?, &a, &a);
            orthonormal(&factors.q);
            upper(&factors.r)?;
        }
        close(&qr::with(&a).r()?, &qr(&a)?.r, &a);
    }
    Ok(())
}

/// Asserts that nothing stands below the diagonal.
#[track_caller]
fn upper(r: &Array) -> Result<()> {
    let (rows, columns) = (r.shape()[r.ndim() - 2], r.shape()[r.ndim() - 1]);
    let values = r.to_vec_complex()?;
    for (at, value) in values.iter().enumerate() {
        let (i, j) = (at / columns % rows, at % columns);
        assert!(i <= j || value.norm() == 0.0, "({i}, {j}) is {value}");
    }
    Ok(())
}

trait ToComplex {
    fn to_vec_complex(&self) -> Result<Vec<Complex<f64>>>;
}

impl ToComplex for Array {
    fn to_vec_complex(&self) -> Result<Vec<Complex<f64>>> {
        self.astype("c16")?.to_vec()
    }
}

fn squares() -> Result<Vec<Array>> {
    Ok(matrices()?.into_iter().filter(|a| a.shape()[a.ndim() - 1] == a.shape()[a.ndim() - 2]).collect())
}

#[test]
fn eigh_gives_the_matrix_back() -> Result<()> {
    for a in squares()? {
        let h = &a + &adjoint(&a);
        for found in [eigh(&h)?, eigh::with(&h).upper().run()?] {
            let (w, v) = (&found.eigenvalues, &found.eigenvectors);
            orthonormal(v);
            close(&matmul(&(v * &w.expand_dims(-2)?), &adjoint(v))?, &h, &h);
            close(w, &eigvalsh(&h)?, &h);
            assert_eq!(w.dtype().kind(), 'f');
        }
    }
    Ok(())
}

#[test]
fn eig_satisfies_its_equation() -> Result<()> {
    for a in squares()? {
        let found = eig(&a)?;
        let (w, v) = (&found.eigenvalues, &found.eigenvectors);
        close(&matmul(&a, v)?, &(v * &w.expand_dims(-2)?), &a);
        let (mut one, mut other) = (w.to_vec_complex()?, eigvals(&a)?.to_vec_complex()?);
        let order =
            |x: &Complex<f64>, y: &Complex<f64>| (x.re, x.im).partial_cmp(&(y.re, y.im)).expect("numbers");
        if a.ndim() == 2 && a.shape()[0] < 8 {
            one.sort_by(order);
            other.sort_by(order);
            // Defective matrices have eigenvalues that move with the root of the error.
            assert!(one.iter().zip(&other).all(|(x, y)| (x - y).norm() < 1e-2), "{one:?} {other:?}");
        }
    }
    Ok(())
}

#[test]
fn cholesky_gives_the_matrix_back() -> Result<()> {
    for a in squares()? {
        let n = a.shape()[a.ndim() - 1];
        let shift = eye(n, n, 0, "f4")?;
        let h = &matmul(&a, &adjoint(&a))? + &shift;
        let lower = cholesky(&h)?;
        close(&matmul(&lower, &adjoint(&lower))?, &h, &h);
        upper(&lower.swapaxes(-1, -2)?)?;
        let factor = cholesky::with(&h).upper().run()?;
        close(&matmul(&adjoint(&factor), &factor)?, &h, &h);
        upper(&factor)?;
    }
    Ok(())
}

#[test]
fn solutions_solve_and_inverses_invert() -> Result<()> {
    let mut random = Random(77);
    for a in squares()? {
        let n = a.shape()[a.ndim() - 1];
        // Far from singular, so that the error bound is the residual's.
        let a = &a + &(&eye(n, n, 0, "f4")? * (n as f32 + 2.0));
        let inverse = inv(&a)?;
        let product = matmul(&a, &inverse)?;
        close(&product, &identity_like(&product), &a);
        let b = random.array(&[n, 3], "f8")?;
        close(&matmul(&a, &solve(&a, &b)?)?, &matmul(&identity_like(&product), &b)?, &a);
        let v = random.array(&[n], "f4")?;
        let x = solve(&a, &v)?;
        let back = matmul(&a, &x.expand_dims(-1)?)?;
        close(&back, &matmul(&identity_like(&product), &v.expand_dims(-1)?)?, &a);
        let parts = slogdet(&a)?;
        let (sign, log, whole) =
            (parts.sign.to_vec_complex()?, parts.logabsdet.to_vec_complex()?, det(&a)?.to_vec_complex()?);
        for i in 0..whole.len() {
            let product = sign[i] * log[i].re.exp();
            assert!((product - whole[i]).norm() <= 1e-4 * whole[i].norm(), "{product} {}", whole[i]);
        }
    }
    Ok(())
}

#[test]
fn pseudoinverses_satisfy_the_equations_of_penrose() -> Result<()> {
    for a in matrices()? {
        let single = a.itemsize() == 4 || a.dtype().name() == "complex64";
        let x = pinv::with(&a).rcond(if single { 1e-4 } else { 1e-12 }).run()?;
        let ax = matmul(&a, &x)?;
        close(&matmul(&ax, &a)?, &a, &a);
        if norm(&x.astype("c16")?, ..)?.item::<f64>()? < 1e3 {
            close(&ax, &adjoint(&ax), &a);
        }
    }
    Ok(())
}

#[test]
fn least_squares_leave_a_residual_that_is_orthogonal() -> Result<()> {
    let mut random = Random(5);
    for a in matrices()?.into_iter().filter(|a| a.ndim() == 2) {
        let (m, n) = (a.shape()[0], a.shape()[1]);
        let b = random.array(&[m, 2], "f8")?;
        let rcond = if a.itemsize() == 4 || a.dtype().name() == "complex64" { 1e-4 } else { 1e-12 };
        let fit = lstsq::with(&a, &b).rcond(rcond).run()?;
        assert_eq!(fit.x.shape(), [n, 2]);
        let left = &matmul(&a, &fit.x)? - &b;
        let zero = matmul(&adjoint(&a), &left)?;
        close(&zero, &zeros(zero.shape(), "f8")?, &a);
        assert!(fit.rank <= m.min(n));
        if fit.residuals.size() > 0 {
            let squares = (&left * &left).astype("c16")?;
            let _ = squares;
            let expected: Vec<f64> = (0..2)
                .map(|j| {
                    left.slice((nd_core::Slice::FULL, j)).and_then(|column| norm(&column, ..)?.item::<f64>())
                })
                .collect::<Result<_>>()?;
            for (found, expected) in fit.residuals.astype("f8")?.to_vec::<f64>()?.iter().zip(expected) {
                assert!((found - expected * expected).abs() <= 1e-4 * (1.0 + expected * expected));
            }
        }
    }
    Ok(())
}

#[test]
fn ranks_count_independent_columns() -> Result<()> {
    let mut random = Random(9);
    for (m, n, rank) in [(5, 5, 2), (8, 3, 1), (3, 8, 3), (6, 6, 6)] {
        let a = matmul(&random.array(&[m, rank], "f8")?, &random.array(&[rank, n], "f8")?)?;
        assert_eq!(matrix_rank(&a)?.item::<i64>()?, rank as i64);
    }
    assert_eq!(matrix_rank(&zeros((3, 4, 4), "f8")?)?.to_string(), "[0 0 0]");
    Ok(())
}
