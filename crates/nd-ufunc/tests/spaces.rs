//! Logarithmic spaces between arrays and complex numbers: the calls that NumPy was asked, and what it printed.

use core::f64::consts::FRAC_1_SQRT_2;
use nd_core::{Array, Complex, Error, Scalar, array};
use nd_ufunc::{Geomspace, Logspace, geomspace, logspace};

#[track_caller]
fn shows(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(format!("{:?}", result.unwrap()), wanted);
}

#[test]
fn powers_between_arrays() {
    shows(
        logspace([0, 1], [1, 3], 3),
        "array([[   1.        ,   10.        ],\n       [   3.16227766,  100.        ],\n       [  10.        , 1000.        ]])",
    );
    shows(
        Logspace::new(0, [1, 2], 3).axis(-1).build(),
        "array([[  1.        ,   3.16227766,  10.        ],\n       [  1.        ,  10.        , 100.        ]])",
    );
    let base = [2, 10];
    shows(
        Logspace::new(1, 3, 3).base(base).build(),
        "array([[   2.,   10.],\n       [   4.,  100.],\n       [   8., 1000.]])",
    );
    shows(
        Logspace::new(1, 3, 3).base(base).axis(-1).build(),
        "array([[   2.,    4.,    8.],\n       [  10.,  100., 1000.]])",
    );
}

#[test]
fn powers_in_other_dtypes() {
    shows(Logspace::new(1, 3, 3).base(Scalar::from(2f32)).build(), "array([2., 4., 8.])");
    shows(logspace(Scalar::from(1f32), Scalar::from(3f32), 3), "array([  10.,  100., 1000.], dtype=float32)");
    shows(Logspace::new(1, 3, 3).dtype("i8").unwrap().build(), "array([  10,  100, 1000])");
    shows(Logspace::new(1, 3, 3).dtype("f4").unwrap().build(), "array([  10.,  100., 1000.], dtype=float32)");
    shows(
        logspace(0, Complex::new(0.0, 1.0), 3),
        "array([ 1.        +0.j        ,  0.40730731+0.91329117j,\n       -0.66820151+0.74398034j])",
    );
    shows(Logspace::new(1, 3, 3).base(2).exclusive().build(), "array([2.       , 3.1748021, 5.0396842])");
}

#[test]
fn geometric_sequences() {
    shows(Geomspace::new(1, 1000, 3).exclusive().build(), "array([  1.,  10., 100.])");
    shows(
        Geomspace::new(1, 256, 9).dtype("i8").unwrap().build(),
        "array([  1,   2,   4,   7,  16,  32,  63, 127, 256])",
    );
    shows(
        Geomspace::new(1, 1000, 4).dtype("f4").unwrap().build(),
        "array([   1.,   10.,  100., 1000.], dtype=float32)",
    );
    shows(geomspace(Scalar::from(1f32), Scalar::from(1000f32), 4), "array([   1.,   10.,  100., 1000.])");
    shows(geomspace(1000, 1, 4), "array([1000.,  100.,   10.,    1.])");
    shows(geomspace(-1000, -1, 4), "array([-1000.,  -100.,   -10.,    -1.])");
    let i = |im: f64| Complex::new(0.0, im);
    shows(geomspace(i(1.0), i(1000.0), 4), "array([0.   +1.j, 0.  +10.j, 0. +100.j, 0.+1000.j])");
    shows(
        geomspace([1, 2], [1000, 16], 4),
        "array([[   1.,    2.],\n       [  10.,    4.],\n       [ 100.,    8.],\n       [1000.,   16.]])",
    );
    shows(
        Geomspace::new([1, 2], [1000, 16], 4).axis(1).build(),
        "array([[   1.,   10.,  100., 1000.],\n       [   2.,    4.,    8.,   16.]])",
    );
    shows(
        geomspace([-1, 2], [-1000, 16], 3),
        "array([[   -1.        ,     2.        ],\n       [  -31.6227766 ,     5.65685425],\n       [-1000.        ,    16.        ]])",
    );
    shows(geomspace(1, 16, 1), "array([1.])");
    shows(geomspace(1, 16, 0), "array([], dtype=float64)");
    shows(
        Geomspace::new(i(1.0), -1, 3).dtype("c8").unwrap().build(),
        "array([ 0.        +1.j        , -0.70710677+0.70710677j,\n       -1.        +0.j        ], dtype=complex64)",
    );
    for end in [array![0], array![1, 0]] {
        assert_eq!(geomspace(&end, 5, 3).unwrap_err().to_string(), "Geometric sequence cannot include zero");
    }
}

#[test]
fn spirals_come_back_to_the_real_line() {
    // np.geomspace(-1+0j, 1+0j, 5), up to its last bit.
    let spiral = geomspace(Complex::new(-1.0, 0.0), Complex::new(1.0, 0.0), 5).unwrap();
    let wanted = [
        Complex::new(-1.0, 0.0),
        Complex::new(-FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        Complex::new(-6.123233995736766e-17, 1.0),
        Complex::new(FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        Complex::new(1.0, 0.0),
    ];
    let close = nd_ufunc::Tolerance::new().rtol(0.0).atol(2e-16);
    assert!(close.allclose(&spiral, &array![wanted[0], wanted[1], wanted[2], wanted[3], wanted[4]]).unwrap());
}
