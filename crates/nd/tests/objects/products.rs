//! Products, sums of products, and what is made of them, for objects.

use super::{objects, refused, shows};
use nd::prelude::*;
use nd::{
    Complex, ConvolveMode, ReduceOptions, add, arange, axis, bitwise_count, clip, convolve, correlate, dot,
    einsum, gcd, lcm, linalg, matmul, matvec, maximum, median, negative, outer, partition, percentile, poly,
    polymul, tensordot, vecdot, zeros,
};

fn square() -> Array {
    objects(array![[1, 2], [3, 4]])
}

#[test]
fn matrix_products() {
    shows(matmul(&square(), &square()), "array([[7, 10],\n       [15, 22]], dtype=object)");
    shows(
        matmul(&square(), &array![[1.0, 2.5], [3.0, 4.0]]),
        "array([[7.0, 10.5],\n       [15.0, 23.5]], dtype=object)",
    );
    shows(matmul(&objects(array!["a", "b"]), &objects(array![2, 1])), "array('aab', dtype=object)");
    refused(
        matmul(&objects(array!["a"]), &objects(array!["b"])),
        "TypeError: can't multiply sequence by non-int of type 'str'",
    );
    let empty = |shape: (usize, usize)| zeros(shape, "O").expect("objects");
    shows(dot(&empty((2, 0)), &empty((0, 2))), "array([[0, 0],\n       [0, 0]], dtype=object)");
    shows(matvec(&square(), &objects(array![1, 2])), "array([5, 11], dtype=object)");
    let stacked =
        matmul(&zeros((5, 1, 2, 3), "O").expect("objects"), &zeros((4, 3, 2), "O").expect("objects"));
    assert_eq!(stacked.expect("a stack").shape(), [5, 4, 2, 2]);
    let i = Complex::new(0.0, 1.0);
    let x = objects(array![i, Complex::new(2.0, 0.0)]);
    shows(vecdot(&x, &x), "array((5+0j), dtype=object)");
    shows(
        outer(&objects(array![1, 2]), &objects(array![3, 4])),
        "array([[3, 4],\n       [6, 8]], dtype=object)",
    );
    shows(tensordot(&square(), &square(), 2), "array(30, dtype=object)");
    shows(linalg::matrix_power(&square(), 3), "array([[37, 54],\n       [81, 118]], dtype=object)");
}

/// An output that is an operand: as if copied first.
#[test]
fn a_product_into_its_operand() {
    let x = square();
    shows(matmul::with(&x, &x).out(&x).run(), "array([[7, 10],\n       [15, 22]], dtype=object)");
}

#[test]
fn einstein_sums() {
    let v = objects(array![1, 2]);
    shows(einsum("i,i", [&v, &v]), "array(5, dtype=object)");
    shows(einsum("ij->i", [&square()]), "array([3, 7], dtype=object)");
    shows(einsum("ij,jk", [&square(), &square()]), "array([[7, 10],\n       [15, 22]], dtype=object)");
    shows(einsum("ij,j,k->ki", [&square(), &v, &v]), "array([[5, 11],\n       [10, 22]], dtype=object)");
}

#[test]
fn sliding_sums() {
    let (x, v) = (objects(array![1, 2, 5]), objects(array![3, 4]));
    shows(convolve(&x, &v, ConvolveMode::Full), "array([3, 10, 23, 20], dtype=object)");
    shows(convolve(&x, &v, ConvolveMode::Same), "array([3, 10, 23], dtype=object)");
    shows(convolve(&v, &array![1, 2, 5], ConvolveMode::Valid), "array([10, 23], dtype=object)");
    shows(correlate(&x, &v, ConvolveMode::Valid), "array([11, 26], dtype=object)");
    let wide = objects(arange(1..6));
    shows(
        correlate(&wide, &objects(array![1, 2, 4]), ConvolveMode::Same),
        "array([10, 17, 24, 31, 14], dtype=object)",
    );
    shows(polymul(&x, &v), "array([3, 10, 23, 20], dtype=object)");
}

#[test]
fn divisors_and_bounds() {
    let (x, y) = (objects(array![4, -4, 0]), objects(array![6, 6, 2]));
    shows(gcd(&x, &y), "array([2, 2, 2], dtype=object)");
    shows(lcm(&x, &y), "array([12, 12, 0], dtype=object)");
    shows(gcd::reduce(&objects(array![4, 6, 10]), ..), "array(2, dtype=object)");
    refused(lcm(objects(array![0]), 0), "ZeroDivisionError: integer division or modulo by zero");
    shows(clip(objects(array![1, 2, 5, 6]), 2, 5), "array([2, 2, 5, 5], dtype=object)");
    shows(clip(objects(array!["a", "m", "z"]), "b", "y"), "array(['b', 'm', 'y'], dtype=object)");
}

#[test]
fn order_statistics() {
    let x = objects(array![6, 1, 5, 2]);
    shows(partition(&x, 1, -1), "array([1, 2, 5, 6], dtype=object)");
    shows(median(&x, ..), "array(3.5, dtype=object)");
    shows(percentile(&x, 30, ..), "array(1.9, dtype=object)");
}

/// A fold that is asked for numbers makes them of the objects, and one that is asked for objects of the numbers.
#[test]
fn folds_of_another_dtype() {
    shows(square().sum(axis(1).dtype("f8").expect("a dtype")), "array([3., 7.])");
    shows(square().sum(axis(1).dtype("O").expect("a dtype")), "array([3, 7], dtype=object)");
    shows(arange(4).sum(ReduceOptions::from(..).dtype("O").expect("a dtype")), "array(6, dtype=object)");
    shows(add::accumulate(&square(), 1), "array([[1, 3],\n       [3, 7]], dtype=object)");
    shows(
        square().cumsum(axis(1).dtype("i4").expect("a dtype")),
        "array([[1, 3],\n       [3, 7]], dtype=int32)",
    );
}

/// A list of roots that comes with its conjugates, some parts of which are -0.
#[test]
fn real_coefficients() {
    let roots = array![1.0, -1.0] * Complex::new(0.0, 1.0);
    shows(poly(&roots), "array([1., 0., 1.])");
}

/// Stretches, and elements that an index names more than once.
#[test]
fn stretches_and_repeated_places() {
    let x = objects(array![1, 2, 3, 4]);
    shows(add::reduceat(&x, &array![0, 2, 1], 0), "array([3, 3, 9], dtype=object)");
    let rows = objects(array![[1, 2, 3], [4, 5, 6]]);
    shows(add::reduceat(&rows, &array![0, 2], 1), "array([[3, 3],\n       [9, 6]], dtype=object)");
    let floats = axis(0).dtype("f8").expect("a dtype");
    shows(add::reduceat(&x, &array![0, 2], floats), "array([3., 7.])");
    shows(add::reduceat(&x, &zeros(0, "i8").expect("starts"), 0), "array([], dtype=object)");
    add::at(&x, [0, 0, 1], objects(array![1, 2, 3])).expect("sums");
    shows(Ok(x.clone()), "array([4, 5, 3, 4], dtype=object)");
    negative::at(&x, [0, 0, 1]).expect("signs");
    shows(Ok(x), "array([4, -5, 3, 4], dtype=object)");
    let words = objects(array!["a", "z"]);
    maximum::at(&words, [0, 0], objects(array!["c", "b"])).expect("words");
    shows(Ok(words), "array(['c', 'z'], dtype=object)");
    shows(bitwise_count(objects(array![7, -3])), "array([3, 2], dtype=object)");
}
