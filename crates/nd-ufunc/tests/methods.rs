//! The methods of universal functions against what NumPy 2.4.6 prints.

use nd_core::{Array, DType, Result, arange, array, axis, zeros};
use nd_index::{ix, s};
use nd_ufunc::*;

#[track_caller]
fn shows(result: Result<Array>, wanted: &str) {
    assert_eq!(result.expect("a result").to_string(), wanted);
}

#[track_caller]
fn fails<T: std::fmt::Debug>(result: Result<T>, wanted: &str) {
    assert_eq!(result.expect_err("an error").to_string(), wanted);
}

#[test]
fn at_accumulates_duplicates() -> Result<()> {
    let x = zeros(3, "i4")?;
    add::at(&x, ix![[0, 0, -1]], 1)?;
    shows(Ok(x), "[2 0 1]");
    let x = zeros((2, 3), "f8")?;
    add::at(&x, ix![[1, 1, 0]], &array![[1.0, 2.0, 3.0]])?;
    shows(Ok(x.clone()), "[[1. 2. 3.]\n [2. 4. 6.]]");
    multiply::at(&x, ix![.., [2, 2, 0]], 2)?;
    shows(Ok(x), "[[ 2.  2. 12.]\n [ 4.  4. 24.]]");
    Ok(())
}

#[test]
fn at_takes_views_masks_and_one_operand() -> Result<()> {
    let x = arange(6).reshape((2, 3))?;
    add::at(&x, s![.., 1..], &array![10, 20])?;
    shows(Ok(x.clone()), "[[ 0 11 22]\n [ 3 14 25]]");
    subtract::at(&x, ix![&greater(&x, 12)?], &array![1, 2, 3])?;
    shows(Ok(x.clone()), "[[ 0 11 21]\n [ 3 12 22]]");
    negative::at(&x, ix![[0, 0, 1]])?;
    shows(Ok(x), "[[  0  11  21]\n [ -3 -12 -22]]");
    Ok(())
}

#[test]
fn at_converts_what_the_loop_does_not_take() -> Result<()> {
    let x = arange(3).astype(">i2")?;
    add::at(&x, ix![[0, 0, 2]], &array![1.5, 1.5, 1.5])?;
    shows(Ok(x), "[2 1 3]");
    let x = arange(4);
    add::at(&x, ix![&x], &x)?;
    shows(Ok(x), "[0 2 4 6]");
    Ok(())
}

#[test]
fn at_refuses_as_numpy_does() -> Result<()> {
    let x = arange(3);
    fails(add::at(&x, ix![[5]], 1), "index 5 is out of bounds for axis 0 with size 3");
    fails(power::at(&x, ix![[0]], -1), "Integers to negative integer powers are not allowed.");
    fails(add::UFUNC.at_one(&x, ix![[0]]), "second operand needed for ufunc");
    fails(divmod::UFUNC.at(&x, ix![[0]], 1), "Only single output ufuncs supported at this time");
    assert_eq!(x.to_string(), "[0 1 2]");
    Ok(())
}

#[test]
fn reduceat_folds_stretches() -> Result<()> {
    let x = arange(8);
    shows(add::reduceat(&x, &array![0, 4, 1, 5, 2, 6, 3, 7], ..), "[ 6  4 10  5 14  6 18  7]");
    shows(add::reduceat(&x.astype("i1")?, &array![0, 4], ..), "[ 6 22]");
    let m = arange(16).reshape((4, 4))?;
    shows(
        multiply::reduceat(&m, &array![0, 3], axis(1)),
        "[[   0    3]\n [ 120    7]\n [ 720   11]\n [2184   15]]",
    );
    shows(add::reduceat(&m, &array![0, 3, 1], ..), "[[12 15 18 21]\n [12 13 14 15]\n [24 27 30 33]]");
    shows(logical_and::reduceat(&x, &array![0, 3], ..), "[False  True]");
    fails(add::reduceat(&x, &array![0, 8], ..), "index 8 out-of-bounds in add.reduceat [0, 8)");
    fails(add::reduceat(&x, &array![-1], ..), "index -1 out-of-bounds in add.reduceat [0, 8)");
    fails(add::reduceat(&array![1].sum_all()?, &array![0], ..), "cannot reduceat on a scalar");
    Ok(())
}

trait SumAll {
    fn sum_all(&self) -> Result<Array>;
}

impl SumAll for Array {
    fn sum_all(&self) -> Result<Array> {
        add::reduce(self, ..)
    }
}

#[test]
fn functions_of_two_results() -> Result<()> {
    let (q, r) = divmod(&array![7, -7, 7, -7], &array![2, 2, -2, 0])?;
    assert_eq!((q.to_string().as_str(), r.to_string().as_str()), ("[ 3 -4 -4  0]", "[ 1  1 -1  0]"));
    let (fraction, whole) = modf(&array![1.5, -2.25, f64::INFINITY])?;
    assert_eq!(fraction.to_string(), "[ 0.5  -0.25  0.  ]");
    assert_eq!(whole.to_string(), "[ 1. -2. inf]");
    let (m, e) = frexp(&array![1.0, -6.0, 0.0])?;
    assert_eq!((m.to_string().as_str(), e.to_string().as_str()), ("[ 0.5  -0.75  0.  ]", "[1 3 0]"));
    assert_eq!(e.dtype(), &DType::I32);
    // An output that is an input, and outputs that overlap.
    let x = array![7.0, 8.0, 9.0];
    let y = zeros(3, "f8")?;
    divmod::with(&x, &2).outs(&x, &y).run_pair()?;
    assert_eq!((x.to_string().as_str(), y.to_string().as_str()), ("[3. 4. 4.]", "[1. 0. 1.]"));
    fails(divmod::with(&x, &2).run(), "Only single output ufuncs supported at this time");
    Ok(())
}

#[test]
fn folds_without_loops_of_their_own() -> Result<()> {
    shows(hypot::reduce(&array![[3.0, 4.0], [6.0, 8.0]], axis(1)), "[ 5. 10.]");
    shows(power::reduce(&array![2, 3, 2], ..), "64");
    shows(power::accumulate(&array![2, 3, 2], 0), "[ 2  8 64]");
    shows(equal::reduce(&array![true, false, false], ..), "True");
    shows(equal::accumulate(&array![true, false, false], 0), "[ True False  True]");
    shows(gcd::reduce(&array![12, 18, 30], ..), "6");
    shows(logaddexp::reduce(&zeros(0, "f8")?, ..), "-inf");
    fails(
        equal::reduce(&array![1, 2], ..),
        "No loop matching the specified signature and casting was found for ufunc equal",
    );
    fails(power::reduce(&array![2, -2], ..), "Integers to negative integer powers are not allowed.");
    shows(power::reduce(&array![-2, 2], ..), "4");
    Ok(())
}

#[test]
fn where_picks_between_operands() -> Result<()> {
    let x = array![1.0, -2.0, 3.0];
    shows(where_(&greater(&x, 0)?, &x, 0), "[1. 0. 3.]");
    shows(where_(&array![1, 0], &array![1, 2], 3.5), "[1.  3.5]");
    shows(where_(true, 1, 2.0), "1.0");
    let mask = array![[true], [false]];
    shows(where_(&mask, arange(3), &arange((10, 13)).astype(">i2")?), "[[ 0  1  2]\n [10 11 12]]");
    fails(
        where_(&array![true], &zeros(2, "f8")?, &zeros(3, "f8")?),
        "operands could not be broadcast together with shapes (1,) (2,) (3,) ",
    );
    Ok(())
}

#[test]
fn a_mean_needs_its_axis() {
    let scalar = array![3.0].sum_all().expect("a sum");
    fails(scalar.mean(0), "axis 0 is out of bounds for array of dimension 0");
    assert_eq!(scalar.sum(0).expect("a sum").to_string(), "3.0");
}
