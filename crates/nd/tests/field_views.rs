//! Views of several fields: what is written through them leaves the other fields of the records alone.
//!
//! The expected values are what NumPy 2.4.6 gives.

use nd::prelude::*;

/// Three records `(k, 2k, 3k)`, `(4k, 5k, 6k)`, `(7k, 8k, 9k)`.
fn records(k: i32) -> Result<Array> {
    let records = nd::zeros(3, "i4,i2,i4")?;
    for (i, name) in ["f0", "f1", "f2"].iter().enumerate() {
        records.field(name)?.assign(nd::array![1, 4, 7] * k + i as i32 * k)?;
    }
    Ok(records)
}

/// What the records become when `write` gets a view of `names`, beside one of ten times their values.
#[track_caller]
fn check(names: &[&str], write: impl Fn(&Array, &Array) -> Result<()>, expected: &str) {
    let written = || -> Result<Array> {
        let (target, source) = (records(1)?, records(10)?);
        write(&target.fields(names)?, &source.fields(names)?)?;
        Ok(target)
    };
    assert_eq!(written().unwrap().to_string(), expected);
}

#[test]
fn assignments_leave_the_other_fields_alone() {
    check(&["f1", "f2"], |x, y| x.assign(y), "[(1, 20, 30) (4, 50, 60) (7, 80, 90)]");
    check(&["f0", "f2"], |x, y| x.assign(y), "[(10, 2, 30) (40, 5, 60) (70, 8, 90)]");
    check(&["f2", "f0"], |x, y| x.assign(y), "[(10, 2, 30) (40, 5, 60) (70, 8, 90)]");
    let second = |y: &Array| y.slice(1)?.item::<nd::Scalar>();
    check(&["f1", "f2"], |x, y| x.fill(&second(y)?), "[(1, 50, 60) (4, 50, 60) (7, 50, 60)]");
    let shifted = |x: &Array, _: &Array| x.slice(1..)?.assign(&x.slice(..-1)?);
    check(&["f1", "f2"], shifted, "[(1, 2, 3) (4, 2, 3) (7, 5, 6)]");
}

#[test]
fn indices_leave_the_other_fields_alone() {
    check(&["f0", "f2"], |x, y| x.set([2, 0, 0], y), "[(70, 2, 90) ( 4, 5,  6) (10, 8, 30)]");
    let mask = [true, false, true];
    check(&["f1", "f2"], |x, y| x.set(mask, y.slice(1..)?), "[(1, 50, 60) (4,  5,  6) (7, 80, 90)]");
    check(&["f1", "f2"], |x, y| x.set(mask, y.slice(1)?), "[(1, 50, 60) (4,  5,  6) (7, 50, 60)]");
    check(&["f1", "f2"], |x, y| x.set(1, y.slice(0)?), "[(1,  2,  3) (4, 20, 30) (7,  8,  9)]");
    let (target, source) = (records(1).unwrap(), records(10).unwrap());
    let [target, source] = [target, source].map(|x| x.fields(&["f1", "f2"]).unwrap());
    let error = target.set(mask, &source).unwrap_err().to_string();
    let expected = "NumPy boolean array indexing assignment cannot assign 3 input values to the 2 output values \
                    where the mask is true";
    assert_eq!(error, expected);
}

#[test]
fn functions_that_write_leave_the_other_fields_alone() {
    let mask = nd::array![true, false, true];
    check(&["f1", "f2"], |x, y| nd::place(x, &mask, y), "[(1, 20, 30) (4,  5,  6) (7, 50, 60)]");
    let where_ = |x: &Array, y: &Array| nd::copyto(x, y, &mask);
    check(&["f1", "f2"], where_, "[(1, 20, 30) (4,  5,  6) (7, 80, 90)]");
    let reversed = |x: &Array, _: &Array| x.slice(s![..;-1])?.assign(x);
    check(&["f1", "f2"], reversed, "[(1, 8, 9) (4, 5, 6) (7, 2, 3)]");
}

#[test]
fn gaps_inside_of_sub_arrays_stay_as_they_are() -> Result<()> {
    let part = DType::structured_at([("b", "i2", 2)], Some(4))?;
    let dtype = DType::structured([("p", DType::subarray(part, [2])?), ("q", DType::I32)])?;
    let make = |first: u8| Array::from_bytes(2, &dtype, &(first..first + 24).collect::<Vec<_>>());
    let (target, source) = (make(0)?, make(100)?);
    target.set([1], source.slice(..1)?)?;
    let expected =
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 102, 103, 16, 17, 106, 107, 108, 109, 110, 111];
    assert_eq!(target.tobytes()?, expected);
    target.assign(&source)?;
    let expected = [
        0, 1, 102, 103, 4, 5, 106, 107, 108, 109, 110, 111, 12, 13, 114, 115, 16, 17, 118, 119, 120, 121,
        122, 123,
    ];
    assert_eq!(target.tobytes()?, expected);
    Ok(())
}

#[test]
fn fields_trade_places_in_the_same_memory() -> Result<()> {
    let pairs = || -> Result<Array> {
        let x = nd::zeros(2, "i4,i4")?;
        x.field("f0")?.assign(nd::array![1, 3])?;
        x.field("f1")?.assign(nd::array![2, 4])?;
        Ok(x)
    };
    let expected = "[(2, 1) (4, 3)]";
    let x = pairs()?;
    x.assign(x.fields(&["f1", "f0"])?)?;
    assert_eq!(x.to_string(), expected);
    let x = pairs()?;
    x.set(.., x.fields(&["f1", "f0"])?)?;
    assert_eq!(x.to_string(), expected);
    let x = pairs()?;
    nd::copyto(&x, &x.fields(&["f1", "f0"])?, nd::Casting::SameKind)?;
    assert_eq!(x.to_string(), expected);
    let x = pairs()?;
    nd::copyto(&x, &x.fields(&["f1", "f0"])?, &nd::array![true, false])?;
    assert_eq!(x.to_string(), "[(2, 1) (3, 4)]");
    let x = pairs()?;
    x.set([1, 0], x.fields(&["f1", "f0"])?)?;
    assert_eq!(x.to_string(), "[(4, 3) (2, 1)]");
    // The first field's new bytes are the second's old ones.
    let x = nd::array![7, 8, 1, 2].astype("i4")?.reshape((2, 2))?;
    let floats = DType::structured_at([("p", "i4", 4), ("q", "f4", 0)], Some(8))?;
    let (ints, back) = (x.view_as("i4,i4")?, x.view_as(&floats)?);
    back.field("q")?.assign(nd::array![[7.0], [8.0]])?;
    ints.assign(&back)?;
    assert_eq!(ints.to_string(), "[[(8, 7)]\n [(2, 8)]]");
    Ok(())
}
