//! Options of what singular values say: Hermitian matrices, thresholds that broadcast; NumPy's answers and words.

use nd_core::{Array, Result, array, ones, zeros};
use nd_linalg::{matmul, matrix_rank, norm, pinv, svd};
use nd_ufunc::MathExt as _;

/// `[[4, 1], [1, 1]]` and `[[4, 0], [0, -1]]`.
fn stack() -> Array {
    array![[[4.0, 1.0], [1.0, 1.0]], [[4.0, 0.0], [0.0, -1.0]]]
}

#[track_caller]
fn shows(found: Result<Array>, text: &str) {
    assert_eq!(found.and_then(|x| x.round(8)).expect("a result").to_string(), text);
}

#[track_caller]
fn refused<T>(result: Result<T>, said: &str) {
    let Err(error) = result else { panic!("no error: {said}") };
    assert_eq!(format!("{}: {error}", error.kind().name()), said);
}

#[test]
fn singular_values_of_hermitian_matrices() -> Result<()> {
    let found = svd::with(&stack()).hermitian().run()?;
    shows(Ok(found.s.clone()), "[[4.30277564 0.69722436]\n [4.         1.        ]]");
    shows(svd::with(&stack()).hermitian().values(), "[[4.30277564 0.69722436]\n [4.         1.        ]]");
    // The sign of an eigenvalue is that of a row of `vh`.
    let signs = &found.u * found.vh.swapaxes(-1, -2)?;
    let signs = nd_ufunc::sign(&nd_linalg::vecdot(&signs, &ones(2, "f8")?)?)?;
    shows(Ok(signs), "[[ 1.  1.]\n [ 1. -1.]]");
    let scaled = &found.u * found.s.expand_dims(-2)?;
    shows(matmul(&scaled, &found.vh), &stack().to_string());
    // Complex, with another upper triangle than the lower one says.
    let lower = array![[2.0, 9.0], [1.0, 1.0]].astype("c8")?;
    let found = svd::with(&lower).hermitian().run()?;
    assert_eq!(
        [&found.u, &found.s, &found.vh].map(|x| x.dtype().name()),
        ["complex64", "float32", "complex64"]
    );
    let whole = matmul(&(&found.u * &found.s), &found.vh)?;
    let gap = norm(&(whole - array![[2.0, 1.0], [1.0, 1.0]]).astype("c16")?, ..)?.item::<f64>()?;
    assert!(gap < 1e-6, "{gap}");
    // Of equal magnitudes, the larger eigenvalue comes first.
    let found = svd::with(&array![[0.0, 1.0], [1.0, 0.0]]).hermitian().run()?;
    shows(Ok(&found.vh * &found.u.t()), "[[ 0.5  0.5]\n [-0.5 -0.5]]");
    let found = svd::with(&zeros((2, 0, 0), "f4")?).hermitian().run()?;
    assert_eq!((found.u.shape(), found.s.shape()), (&[2, 0, 0][..], &[2, 0][..]));
    shows(svd::with(&array![[f64::NAN]]).hermitian().values(), "[nan]");
    let said = "LinAlgError: Last 2 dimensions of the array must be square";
    refused(svd::with(&ones((2, 3), "f8")?).hermitian().run(), said);
    refused(svd::with(&ones((2, 3), "f8")?).hermitian().values(), said);
    refused(pinv::with(&ones((2, 3), "f8")?).hermitian().run(), said);
    refused(matrix_rank::with(&ones((2, 3), "f8")?).hermitian().run(), said);
    refused(
        svd::with(&ones(3, "f8")?).hermitian().run(),
        "LinAlgError: 1-dimensional array given. Array must be at least two-dimensional",
    );
    refused(
        svd::with(&ones((2, 2), "f2")?).hermitian().run(),
        "TypeError: array type float16 is unsupported in linalg",
    );
    Ok(())
}

#[test]
fn pseudoinverses_by_thresholds() -> Result<()> {
    let first = "[[[ 0.33333333 -0.33333333]\n  [-0.33333333  1.33333333]]\n\n [[ 0.25        0.        ]\n  [ 0.         ";
    let a = stack();
    shows(pinv::with(&a).rcond([0.1, 0.5]).run(), &format!("{first} 0.        ]]]"));
    shows(pinv::with(&a).rcond(array![0.1, 0.5]).hermitian().run(), &format!("{first} 0.        ]]]"));
    shows(pinv::with(&a).hermitian().run(), &format!("{first}-1.        ]]]"));
    refused(
        pinv::with(&a).rcond([[0.1], [0.5]]).run(),
        "ValueError: non-broadcastable output operand with shape (2,2) doesn't match the broadcast shape (2,2,2)",
    );
    refused(
        pinv::with(&array![[1.0]]).rcond([0.1, 0.5]).run(),
        "ValueError: non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (2,1)",
    );
    refused(
        pinv::with(&a).rcond([0.1, 0.5, 0.6]).run(),
        "ValueError: operands could not be broadcast together with shapes (3,1) (2,1) ",
    );
    assert_eq!(pinv::with(&zeros((0, 3), "f8")?).rcond([1.0, 2.0]).run()?.shape(), [3, 0]);
    Ok(())
}

#[test]
fn ranks_by_thresholds() -> Result<()> {
    let a = stack();
    let first = array![[4.0, 1.0], [1.0, 1.0]];
    shows(matrix_rank::with(&a).hermitian().run(), "[2 2]");
    shows(matrix_rank::with(&a).tol([1, 4]).run(), "[1 0]");
    shows(matrix_rank::with(&a).tol([[1], [4]]).run(), "[[1 1]\n [1 0]]");
    shows(matrix_rank::with(&a).rtol([0.1, 0.5]).run(), "[2 1]");
    shows(matrix_rank::with(&first).rtol([0.01, 0.1, 0.5, 1.0]).run(), "[2 2 1 0]");
    shows(matrix_rank::with(&ones(3, "f8")?).tol([1, 2]).run(), "1");
    shows(matrix_rank::with(&zeros((0, 0), "f8")?).tol([1, 2]).run(), "[0 0]");
    assert_eq!(matrix_rank::with(&zeros((0, 2, 2), "f8")?).tol([1]).run()?.shape(), [0]);
    refused(
        matrix_rank::with(&a).tol([1, 4, 5]).run(),
        "ValueError: operands could not be broadcast together with shapes (2,2) (3,1) ",
    );
    refused(
        matrix_rank::with(&a).rtol([1, 4, 5]).run(),
        "ValueError: operands could not be broadcast together with shapes (2,1) (3,1) ",
    );
    refused(matrix_rank::with(&a).tol(1).rtol(1).run(), "ValueError: `tol` and `rtol` can't be both set.");
    Ok(())
}

#[test]
fn pseudoinverses_of_nothing_keep_their_dtype() {
    for dtype in ["i8", "f2", "f4"] {
        let x = pinv(&zeros((0, 3), dtype).unwrap()).unwrap();
        assert_eq!(
            (x.shape(), x.dtype().to_string()),
            (&[3, 0][..], zeros((), dtype).unwrap().dtype().to_string())
        );
    }
}
