//! Generalized functions of a closure, held against what NumPy 2.4.6 prints for `np.vectorize(f, signature=...)`.

use nd_core::{
    Arguments, Array, ClosureResults, Error, ErrorKind, Result, SignatureError, Vectorized, arange, array,
    ones, operators, vectorize, zeros,
};

#[track_caller]
fn shows(array: Result<Array>, expected: &str) {
    assert_eq!(array.unwrap().to_string(), expected);
}

/// The message of an error, after the Python exception it stands for.
#[track_caller]
fn refuses<F, R: ClosureResults, const N: usize>(
    function: Result<Vectorized<F, R, N>>,
    operands: impl Arguments,
    expected: &str,
) where
    F: Fn([&Array; N]) -> Result<R>,
{
    let Err(error) = function.and_then(|function| function.call(operands)) else { panic!("no error") };
    let kind = if error.kind() == ErrorKind::Type { "TypeError" } else { "ValueError" };
    assert_eq!(format!("{kind}: {error}"), expected);
}

fn dot([x, y]: [&Array; 2]) -> Result<Array> {
    operators::ADD.reduce(&(x * y), &nd_core::axis(0))
}

/// `np.convolve` of two rows.
fn convolve([x, y]: [&Array; 2]) -> Result<Array> {
    let (x, y) = (x.to_vec::<f64>()?, y.to_vec::<f64>()?);
    let mut full = vec![0.0; x.len() + y.len() - 1];
    for (i, x) in x.iter().enumerate() {
        for (j, y) in y.iter().enumerate() {
            full[i + j] += x * y;
        }
    }
    Array::from_vec(full)
}

fn rows() -> Array {
    arange(6).reshape((2, 3)).unwrap()
}

/// The example in NumPy's documentation.
#[test]
fn a_new_length_comes_from_the_first_result() {
    let convolved = vectorize("(n),(m)->(k)", convolve).unwrap();
    shows(
        convolved.call((&nd_core::eye(4, 4, 0, "f8").unwrap(), &array![1, 2, 1])),
        "[[1. 2. 1. 0. 0. 0.]\n [0. 1. 2. 1. 0. 0.]\n [0. 0. 1. 2. 1. 0.]\n [0. 0. 0. 1. 2. 1.]]",
    );
    let count = || vectorize("(n)->(k)", |[x]| Ok(arange(x.index_axis(0, 0)?.item::<i64>()?)));
    // Later results are stretched to it, as an assignment does.
    shows(count().unwrap().call(&array![[3], [1], [3]]), "[[0 1 2]\n [0 0 0]\n [0 1 2]]");
    refuses(
        count(),
        &array![[3], [2], [3]],
        "ValueError: could not broadcast input array from shape (2,) into shape (3,)",
    );
}

#[test]
fn loop_axes_broadcast() {
    let dot = vectorize("(n),(n)->()", dot).unwrap();
    let y = ones((4, 3), "f8").unwrap();
    assert_eq!(dot.call((&ones((2, 1, 3), "f8").unwrap(), &y)).unwrap().shape(), [2, 4]);
    shows(dot.call((&rows(), &arange(3))), "[ 5 14]");
    shows(dot.call((&rows().t().copy().unwrap().t(), &rows())), "[ 5 50]");
    assert_eq!(dot.call((&arange(3), &arange(3))).unwrap().shape(), [0; 0]);
    let diagonal = vectorize("(n,n)->()", |[x]| x.slice((0, 0))).unwrap();
    shows(diagonal.call(&arange(8).reshape((2, 2, 2)).unwrap()), "[0 4]");
    refuses(
        Ok(diagonal),
        &ones((3, 2), "f8").unwrap(),
        "ValueError: inconsistent size for core dimension 'n': 2 vs 3",
    );
}

#[test]
fn several_results() {
    let ends = |[x]: [&Array; 1]| Ok((x.index_axis(0, 0)?, x.index_axis(0, -1)?, x * 2));
    let (first, last, twice) = vectorize("(n)->(),(),(n)", ends).unwrap().call(&rows()).unwrap();
    assert_eq!((first.to_string(), last.to_string()), ("[0 3]".into(), "[2 5]".into()));
    assert_eq!(twice.to_string(), "[[ 0  2  4]\n [ 6  8 10]]");
    refuses(
        vectorize("(n)->(n)", |[x]: [&Array; 1]| Ok((x.clone(), x.clone()))),
        &rows(),
        "ValueError: wrong number of outputs from pyfunc: expected 1, got 2",
    );
    refuses(
        vectorize("(n)->(n),()", |[x]: [&Array; 1]| Ok(x.clone())),
        &rows(),
        "ValueError: wrong number of outputs from pyfunc: expected 2, got 1",
    );
}

#[test]
fn operands_that_do_not_fit() {
    let dots = || vectorize("(n),(n)->()", dot);
    let x = arange((1, 4));
    refuses(dots(), (&x, &arange(2)), "ValueError: inconsistent size for core dimension 'n': 2 vs 3");
    refuses(
        dots(),
        (&x, 2),
        "ValueError: 0-dimensional argument does not have enough dimensions for all core dimensions ('n',)",
    );
    refuses(
        dots(),
        (&ones((2, 3), "f8").unwrap(), &ones((3, 3), "f8").unwrap()),
        "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2,) and arg 1 with shape (3,).",
    );
    refuses(dots(), &x, "TypeError: wrong number of positional arguments: expected 2, got 1");
    refuses(
        vectorize("(n)->()", dot),
        &x,
        "TypeError: wrong number of positional arguments: expected 1, got 2",
    );
    refuses(
        vectorize("(n,m)->(n)", |[x]: [&Array; 1]| Ok(x.clone())),
        &x,
        "ValueError: 1-dimensional argument does not have enough dimensions for all core dimensions ('n', 'm')",
    );
    refuses(
        vectorize("(n) -> ", |[x]: [&Array; 1]| Ok(x.clone())),
        &x,
        "ValueError: not a valid gufunc signature: (n)->",
    );
}

#[test]
fn results_that_do_not_fit() {
    let same = |signature: &str| vectorize(signature, |[x]| Ok(x.clone()));
    let short = vectorize("(n)->(n)", |[x]| x.slice(..2));
    refuses(short, &rows(), "ValueError: inconsistent size for core dimension 'n': 2 vs 3");
    refuses(
        same("()->(k)"),
        &rows(),
        "ValueError: 0-dimensional argument does not have enough dimensions for all core dimensions ('k',)",
    );
    for x in [rows(), arange(2), arange(1)] {
        refuses(same("(n)->()"), &x, "ValueError: setting an array element with a sequence.");
    }
    // An axis of length one in front is left out, as an assignment does; others are not.
    let column = vectorize("(n)->(n)", |[x]| x.expand_dims(0)).unwrap();
    shows(column.call(&rows()), "[[0 1 2]\n [3 4 5]]");
    let twice = vectorize("(n)->(n)", |[x]| nd_core::stack(&[x, x], 0));
    refuses(twice, &rows(), "ValueError: could not broadcast input array from shape (2,3) into shape (3,)");
    let write = vectorize("(n)->()", |[x]| x.fill(1).and_then(|()| x.index_axis(0, 0)));
    refuses(write, &rows(), "ValueError: assignment destination is read-only");
}

#[test]
fn dtypes_and_layouts_are_those_of_the_first_result() {
    let grow = |[x]: [&Array; 1]| {
        let x = x.index_axis(0, 0)?;
        if x.item::<i64>()? > 1 { Ok(&x * 1.5) } else { Ok(x) }
    };
    let x = array![[1], [2], [3]];
    shows(vectorize("(n)->()", grow).unwrap().call(&x), "[1 3 4]");
    let complex = vectorize("(n)->()", grow).unwrap().otypes(["c16"]).unwrap();
    shows(complex.call(&x), "[1. +0.j 3. +0.j 4.5+0.j]");
    let text = vectorize("()->()", |[x]| Ok(x.clone())).unwrap().otypes(["U"]).unwrap();
    shows(text.call(&array![10, 200]), "['1' '2']");
    let swapped = vectorize("()->()", |[x]| x.astype(">i4")).unwrap().call(&x).unwrap();
    assert_eq!(swapped.dtype().to_string(), ">i4");
    // The axes of an only result keep their order, those of several do not.
    let turned = vectorize("(n,m)->(m,n)", |[x]| Ok(x.t())).unwrap();
    assert_eq!(turned.call(&rows()).unwrap().strides(), [8, 24]);
    assert_eq!(turned.call(&rows().expand_dims(0).unwrap()).unwrap().strides(), [48, 16, 8]);
}

#[test]
fn nothing_to_be_called_with() {
    let none = zeros((0, 3), "i8").unwrap();
    let same = |signature: &str| vectorize(signature, |[x]| Ok(x.clone()));
    refuses(
        same("(n)->(n)"),
        &none,
        "ValueError: cannot call `vectorize` on size 0 inputs unless `otypes` is set",
    );
    refuses(
        same("(n)->(k)").and_then(|same| same.otypes(["f4"])),
        &none,
        "ValueError: cannot call `vectorize` with a signature including new output dimensions on size 0 inputs",
    );
    let empty = same("(n)->(n)").unwrap().otypes(["f4"]).unwrap().call(&none).unwrap();
    assert_eq!((empty.shape(), empty.dtype().name()), (&[0, 3][..], "float32".into()));
    // A core without elements is a core.
    let count = vectorize("(n)->()", |[x]| Array::from_scalar(x.size() as i64)).unwrap();
    shows(count.call(&zeros((2, 0), "i8").unwrap()), "[0 0]");
    let error = same("(n)->(n)").unwrap().otypes(["f4", "f8"]).err().unwrap();
    assert_eq!(error.to_string(), SignatureError::OTypes { expected: 1, got: 2 }.to_string());
}

/// The first error ends the call; nothing is borrowed while the closure runs.
#[test]
fn closures_may_fail_and_may_write_to_the_operands() {
    let (x, calls) = (rows(), std::cell::Cell::new(0));
    let failing = vectorize("()->()", |[value]| {
        calls.set(calls.get() + 1);
        if value.item::<i64>()? == 2 { Err(Error::from(SignatureError::Empty)) } else { Ok(value.clone()) }
    });
    refuses(failing, &x, "ValueError: cannot call `vectorize` on size 0 inputs unless `otypes` is set");
    assert_eq!(calls.get(), 3);
    let counted = vectorize("(n)->()", |[row]| {
        let first = row.index_axis(0, 0)?.copy()?;
        x.fill(9)?;
        Ok(first)
    });
    shows(counted.unwrap().call(&x), "[0 9]");
}
