//! The options of `matmul`, `vecdot`, `matvec` and `vecmat`, held against what NumPy 2.4.6 prints.

use nd_core::{Array, Casting, Order, Result, arange, array, ones, zeros};
use nd_linalg::{GeneralizedCall, matmul, matvec, vecdot, vecmat};

/// Dtype, shape and elements, or the words of the error.
#[track_caller]
fn gives(call: GeneralizedCall<'_>, expected: &str) {
    let found = match call.run() {
        Ok(x) => format!("{} {:?} {x}", x.dtype(), x.shape()).replace('\n', ""),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expected);
}

fn operands() -> Result<[Array; 4]> {
    let (a, b) = (arange(6).reshape((2, 3))?, arange(6).reshape((3, 2))?.astype("i1")?);
    Ok([a, b, arange(24).reshape((2, 3, 4))?.astype("f8")?, arange(3).astype("f8")?])
}

#[test]
fn the_core_may_be_any_axes() -> Result<()> {
    let [a, b, c, v] = operands()?;
    let call = || matmul::with(&a, &b);
    gives(call().axes([[0, 1], [0, 1], [1, 0]]), "int64 [2, 2] [[10 28] [13 40]]");
    let (at, bt) = (a.t(), b.t());
    gives(matmul::with(&at, &bt).axes([[1, 0], [1, 0], [0, 1]]), "int64 [2, 2] [[10 13] [28 40]]");
    gives(vecdot::with(&a, &a).axis(0), "int64 [3] [ 9 17 29]");
    gives(vecdot::with(&a, &a).axes([[0], [0]]), "int64 [3] [ 9 17 29]");
    gives(vecdot::with(&a, &a).axes([vec![0], vec![0], vec![]]), "int64 [3] [ 9 17 29]");
    gives(matvec::with(&a, &v).axes([vec![0, 1], vec![0], vec![0]]), "float64 [2] [ 5. 14.]");
    gives(matmul::with(&a, &v).axes([vec![0, 1], vec![0], vec![0]]), "float64 [2] [ 5. 14.]");
    gives(vecmat::with(&v, &b).axes([vec![0], vec![0, 1], vec![0]]), "float64 [2] [10. 13.]");
    gives(matmul::with(&v, &v).axes([vec![0], vec![0], vec![]]), "float64 [] 5.0");
    assert_eq!(vecdot::with(&c, &c).axis(1).keepdims().run()?.shape(), [2, 1, 4]);
    Ok(())
}

#[test]
fn the_summed_axis_may_stay() -> Result<()> {
    let [a, ..] = operands()?;
    let call = || vecdot::with(&a, &a).keepdims();
    gives(call(), "int64 [2, 1] [[ 5] [50]]");
    gives(call().axis(0), "int64 [1, 3] [[ 9 17 29]]");
    gives(call().axes([[0], [0], [0]]), "int64 [1, 3] [[ 9 17 29]]");
    gives(call().axes([[0], [0]]), "int64 [3, 1] [[ 9] [17] [29]]");
    gives(call().axes([[0], [0], [-1]]), "int64 [3, 1] [[ 9] [17] [29]]");
    let out = zeros((1, 3), "f8")?;
    gives(call().axis(0).out(&out), "float64 [1, 3] [[ 9. 17. 29.]]");
    Ok(())
}

#[test]
fn dtypes_and_casts_are_those_asked_for() -> Result<()> {
    let [a, b, ..] = operands()?;
    let floats = a.astype("f8")?;
    let call = || matmul::with(&a, &b);
    gives(call().dtype("f4")?, "float32 [2, 2] [[10. 13.] [28. 40.]]");
    gives(call().dtype("i1")?, "int8 [2, 2] [[10 13] [28 40]]");
    gives(call().dtype("O")?, "object [2, 2] [[10 13] [28 40]]");
    gives(call().casting(Casting::Safe), "int64 [2, 2] [[10 13] [28 40]]");
    let cast = |what: &str| format!("Cannot cast ufunc 'matmul' {what}");
    gives(
        matmul::with(&floats, &b).dtype("i4")?,
        &cast("input 0 from dtype('float64') to dtype('int32') with casting rule 'same_kind'"),
    );
    gives(matmul::with(&floats, &b).dtype("i4")?.casting(Casting::Unsafe), "int32 [2, 2] [[10 13] [28 40]]");
    gives(
        call().dtype("?")?,
        &cast("input 0 from dtype('int64') to dtype('bool') with casting rule 'same_kind'"),
    );
    gives(
        call().casting(Casting::No),
        &cast("input 1 from dtype('int8') to dtype('int64') with casting rule 'no'"),
    );
    let objects = a.astype("O")?;
    gives(
        matmul::with(&objects, &b).dtype("f8")?,
        &cast("input 0 from dtype('O') to dtype('float64') with casting rule 'same_kind'"),
    );
    let narrow = zeros((2, 2), "i4")?;
    gives(
        call().out(&narrow).casting(Casting::Safe),
        &cast("output from dtype('int64') to dtype('int32') with casting rule 'safe'"),
    );
    gives(matmul::with(&floats, &b).out(&narrow).casting(Casting::Unsafe), "int32 [2, 2] [[10 13] [28 40]]");
    let turned = zeros((2, 2), "f4")?;
    gives(call().out(&turned).axes([[0, 1], [0, 1], [1, 0]]), "float32 [2, 2] [[10. 28.] [13. 40.]]");
    Ok(())
}

#[test]
fn new_results_have_the_order_asked_for() -> Result<()> {
    let [a, b, c, _] = operands()?;
    let strides = |call: GeneralizedCall<'_>| call.run().map(|x| x.strides().to_vec());
    let (at, bt, ct) = (a.t(), b.t(), c.transpose((0, 2, 1))?);
    assert_eq!(strides(matmul::with(&a, &b).order(Order::F))?, [8, 16]);
    assert_eq!(strides(matmul::with(&a, &b).order(Order::K))?, [16, 8]);
    assert_eq!(strides(matmul::with(&at, &bt).order(Order::K))?, [24, 8]);
    assert_eq!(strides(matmul::with(&at, &bt).order(Order::A))?, [8, 24]);
    assert_eq!(strides(matmul::with(&c, &ct).order(Order::F))?, [8, 16, 48]);
    // What is packed in both orders is F-contiguous too.
    let (column, row) = (ones((3, 1), "f8")?, ones((1, 3), "f8")?);
    assert_eq!(strides(matmul::with(&column, &row).order(Order::A))?, [8, 24]);
    assert_eq!(strides(matmul::with(&a, &b).axes([[0, 1], [0, 1], [1, 0]]))?, [8, 16]);
    Ok(())
}

#[test]
fn what_the_core_does_not_allow_is_refused_in_numpys_words() -> Result<()> {
    let [a, b, c, v] = operands()?;
    let call = || matmul::with(&a, &b);
    let single = |function: &str, distinct: usize, signature: &str| {
        format!(
            "{function}: axis can only be used with a single shared core dimension, not with the {distinct} distinct ones \
             implied by signature {signature}."
        )
    };
    gives(call().axis(0), &single("matmul", 3, "(n?,k),(k,m?)->(n?,m?)"));
    gives(matvec::with(&a, &v).axis(0), &single("matvec", 2, "(m,n),(n)->(m)"));
    gives(vecmat::with(&v, &b).axis(0), &single("vecmat", 2, "(n),(n,m)->(m)"));
    let keeps = |function: &str, signature: &str, what: &str| {
        format!(
            "{function} does not support keepdims: its signature {signature} requires {what} core dimensions, but keepdims can \
             only be used when all inputs have the same number of core dimensions and all outputs have no core dimensions."
        )
    };
    gives(call().keepdims(), &keeps("matmul", "(n?,k),(k,m?)->(n?,m?)", "output 0 to have 2"));
    gives(matmul::with(&v, &v).keepdims(), &keeps("matmul", "(n?,k),(k,m?)->(n?,m?)", "output 0 to have 2"));
    gives(matvec::with(&a, &v).keepdims(), &keeps("matvec", "(m,n),(n)->(m)", "input 1 to have 1"));
    gives(vecmat::with(&v, &b).keepdims(), &keeps("vecmat", "(n),(n,m)->(m)", "input 1 to have 2"));

    let entries = "axes should be a list with an entry for all 3 inputs and outputs; entries for outputs can only be omitted if \
                   none of them has core axes.";
    gives(call().axes([[0, 1], [0, 1]]), entries);
    gives(vecdot::with(&a, &a).axes([[0]]), entries);
    gives(matmul::with(&v, &v).axes([[0], [0]]), entries);
    gives(vecdot::with(&a, &a).axes([[0], [0]]).axis(0), "cannot specify both 'axis' and 'axes'");
    gives(
        call().axes([vec![0, 1], vec![0, 1], vec![0, 1, 2]]),
        "matmul: operand 2 has 2 core dimensions, but 3 dimensions are specified by axes tuple.",
    );
    gives(call().axes([[0, 2], [0, 1], [0, 1]]), "axis 2 is out of bounds for array of dimension 2");
    gives(matmul::with(&c, &c).axes([[1, 1], [0, 1], [0, 1]]), "axes item 0 has value 1 repeated");
    gives(matmul::with(&c, &c).axes([[0, 1], [2, 2], [0, 1]]), "axes item 1 has value 2 repeated");
    gives(vecdot::with(&c, &c).axis(5), "axis 5 is out of bounds for array of dimension 3");
    let ct = c.transpose((0, 2, 1))?;
    gives(
        matmul::with(&c, &ct).axes([[0, 1], [0, 2], [0, 2]]),
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 \
         is different from 3)",
    );
    let three = array![3].reshape(())?;
    gives(
        matmul::with(&three, &a).axes([[0, 1], [0, 1], [0, 1]]),
        "matmul: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) \
         requires 1)",
    );
    let wide = ones((2, 3), "f8")?;
    assert!(vecdot::with(&a, &a).axis(0).keepdims().out(&wide).run().is_err());
    Ok(())
}
