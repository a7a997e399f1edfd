//! Text of any length: `np.dtypes.StringDType()`.

use super::{refused, shows};
use nd::prelude::*;
use nd::{
    Casting, NaObject, Object, Scalar, StringDType, add, arange, argsort, can_cast, concatenate, empty,
    equal, isnan, less, multiply, not_equal, ones, promote_types, sort, strings, unique, where_, zeros,
};

const LONG: &str = "xxxxxxxxxxxxxxxxxxxx";

fn text(array: Array) -> Array {
    array.astype("T").expect("text")
}

/// `np.array(['a', 'bcd', 'x'*20], dtype=StringDType())`
fn abc() -> Array {
    text(array!["a", "bcd", LONG])
}

fn with(na: NaObject) -> DType {
    StringDType::new().na_object(na).into()
}

/// `np.array(['a', np.nan, 'c'], dtype=StringDType(na_object=np.nan))`
fn nans() -> Array {
    array![Object::from("a"), f64::NAN, "c"].astype(with(NaObject::Nan)).expect("text")
}

/// `np.array(['a', None], dtype=StringDType(na_object=None))`
fn nones() -> Array {
    array![Object::from("a"), Object::NONE].astype(with(NaObject::None)).expect("text")
}

#[test]
fn the_dtype_is_numpys() -> Result<()> {
    let plain = DType::STRING;
    assert_eq!((DType::parse("T")?, DType::from(StringDType::new())), (plain.clone(), plain.clone()));
    assert_eq!(
        format!("{plain} {plain:?} {} {}", plain.name(), plain.descr_str()),
        "StringDType() StringDType() StringDType128 StringDType()"
    );
    assert_eq!((plain.kind(), plain.itemsize(), plain.alignment(), plain.byteorder()), ('T', 16, 8, '|'));
    assert!(plain.hasobject() && plain.is_native());
    assert_eq!(with(NaObject::Nan).to_string(), "StringDType(na_object=nan)");
    assert_eq!(with(NaObject::Text("NA".into())).to_string(), "StringDType(na_object='NA')");
    assert_eq!(DType::from(StringDType::new().coerce(false)).to_string(), "StringDType(coerce=False)");
    assert_ne!(with(NaObject::None), plain);
    let u = DType::parse("U3")?;
    assert_eq!(promote_types(&plain, &u)?, plain);
    assert_eq!(promote_types(&plain, &DType::OBJECT)?, DType::OBJECT);
    assert_eq!(promote_types(&plain, &with(NaObject::None))?, with(NaObject::None));
    refused(
        promote_types(&with(NaObject::Nan), &with(NaObject::None)),
        "TypeError: Cannot find common instance for incompatible dtypes 'StringDType(na_object=nan)' and 'StringDType(na_object=None)'",
    );
    refused(
        promote_types(&plain, &DType::I32),
        "DTypePromotionError: The DTypes <class 'numpy.dtypes.StringDType'> and <class 'numpy.dtypes.Int32DType'> do not have a common DType. For example they cannot be stored in a single array unless the dtype is `object`.",
    );
    let strictest =
        |from: &DType, to: &DType| Casting::ALL.into_iter().find(|&rule| can_cast(from, to, rule));
    let cases = [
        (&plain, &u, Casting::SameKind),
        (&u, &plain, Casting::SameKind),
        (&plain, &DType::I32, Casting::Unsafe),
        (&DType::I32, &plain, Casting::Safe),
        (&plain, &DType::BOOL, Casting::SameKind),
        (&plain, &DType::OBJECT, Casting::Safe),
        (&DType::OBJECT, &plain, Casting::Unsafe),
        (&plain, &with(NaObject::None), Casting::No),
        (&with(NaObject::None), &plain, Casting::Unsafe),
        (&plain, &plain, Casting::No),
    ];
    for (from, to, rule) in cases {
        assert_eq!(strictest(from, to), Some(rule), "{from} {to}");
    }
    refused(
        DType::structured([("a", DType::STRING)]),
        "TypeError: StringDType is not currently supported for structured dtype fields.",
    );
    Ok(())
}

#[test]
fn printing() {
    shows(Ok(abc()), "array(['a', 'bcd', 'xxxxxxxxxxxxxxxxxxxx'], dtype=StringDType())");
    assert_eq!(abc().to_string(), "['a' 'bcd' 'xxxxxxxxxxxxxxxxxxxx']");
    shows(Ok(nans()), "array(['a', nan, 'c'], dtype=StringDType(na_object=nan))");
    shows(Ok(nones()), "array(['a', None], dtype=StringDType(na_object=None))");
    shows(zeros(2, "T"), "array(['', ''], dtype=StringDType())");
    shows(ones(2, "T"), "array(['1', '1'], dtype=StringDType())");
    shows(empty((0, 2), "T"), "array([], shape=(0, 2), dtype=StringDType())");
    let one = abc().slice(1).expect("an element");
    assert_eq!(one.to_string(), "bcd");
    assert_eq!(one.scalar().expect("a value"), Scalar::from("bcd"));
    shows(Ok(text(array!["a\nb", "it's"])), "array(['a\\nb', \"it's\"], dtype=StringDType())");
}

#[test]
fn casts() {
    shows(abc().astype("U3"), "array(['a', 'bcd', 'xxx'], dtype='<U3')");
    refused(
        abc().astype("U"),
        "TypeError: cannot cast dtype StringDType() to <class 'numpy.dtypes.StrDType'>.",
    );
    refused(
        abc().astype("S"),
        "TypeError: cannot cast dtype StringDType() to <class 'numpy.dtypes.BytesDType'>.",
    );
    shows(text(array!["1", "22"]).astype("i8"), "array([ 1, 22])");
    shows(text(array!["1.5"]).astype("f8"), "array([1.5])");
    shows(arange(3).astype("T"), "array(['0', '1', '2'], dtype=StringDType())");
    shows(array![1.5, 1e20].astype("T"), "array(['1.5', '1e+20'], dtype=StringDType())");
    shows(array![true].astype("T"), "array(['True'], dtype=StringDType())");
    shows(array!["ab"].astype("S2").and_then(|x| x.astype("T")), "array(['ab'], dtype=StringDType())");
    shows(text(array!["2020-01-01"]).astype("M8[D]"), "array(['2020-01-01'], dtype='datetime64[D]')");
    shows(
        array!["2020-01-01"].astype("M8[D]").and_then(|x| x.astype("T")),
        "array(['2020-01-01'], dtype=StringDType())",
    );
    shows(abc().astype("O"), "array(['a', 'bcd', 'xxxxxxxxxxxxxxxxxxxx'], dtype=object)");
    shows(text(array!["", "x"]).astype("?"), "array([False,  True])");
    refused(text(array!["x"]).astype("i8"), "ValueError: invalid literal for int() with base 10: 'x'");
    refused(text(array!["x"]).astype("f8"), "ValueError: could not convert string to float: 'x'");
    shows(nans().astype("O"), "array(['a', nan, 'c'], dtype=object)");
    shows(nans().astype("?"), "array([ True,  True,  True])");
    shows(nones().astype("?"), "array([ True, False])");
    shows(nones().astype("T"), "array(['a', 'None'], dtype=StringDType())");
    let strict = DType::from(StringDType::new().coerce(false));
    refused(
        arange(2).astype(strict),
        "ValueError: StringDType only allows string data when string coercion is disabled.",
    );
    assert_eq!(abc().to_vec::<String>().expect("strings"), ["a", "bcd", LONG]);
}

#[test]
fn functions() {
    shows(equal(abc(), abc()), "array([ True,  True,  True])");
    shows(less(abc(), "b"), "array([ True, False, False])");
    shows(equal(abc(), array!["a", "x", "y"]), "array([ True, False, False])");
    shows(add(abc(), "!"), "array(['a!', 'bcd!', 'xxxxxxxxxxxxxxxxxxxx!'], dtype=StringDType())");
    shows(
        add(abc(), array!["q", "r", "s"]),
        "array(['aq', 'bcdr', 'xxxxxxxxxxxxxxxxxxxxs'], dtype=StringDType())",
    );
    shows(multiply(abc().slice(..2).expect("a view"), 2), "array(['aa', 'bcdbcd'], dtype=StringDType())");
    shows(sort(&text(array!["b", "é", "a", "B"]), -1), "array(['B', 'a', 'b', 'é'], dtype=StringDType())");
    shows(unique(&text(array!["b", "a", "b"])), "array(['a', 'b'], dtype=StringDType())");
    shows(
        where_(array![1, 0, 1], abc(), "zz"),
        "array(['a', 'zz', 'xxxxxxxxxxxxxxxxxxxx'], dtype=StringDType())",
    );
    shows(
        concatenate(&[&abc().slice(..1).expect("a view"), &array!["q"]], 0),
        "array(['a', 'q'], dtype=StringDType())",
    );
    shows(abc().max(..), "array('xxxxxxxxxxxxxxxxxxxx', dtype=StringDType())");
    shows(abc().sum(..), "array('abcdxxxxxxxxxxxxxxxxxxxx', dtype=StringDType())");
    shows(abc().any(..), "array(True)");
    shows(strings::str_len(&abc()), "array([ 1,  3, 20])");
    shows(strings::upper(&abc()), "array(['A', 'BCD', 'XXXXXXXXXXXXXXXXXXXX'], dtype=StringDType())");
    shows(strings::isalpha(&abc()), "array([ True,  True,  True])");
    shows(strings::zfill(&text(array!["1"]), 3), "array(['001'], dtype=StringDType())");
}

#[test]
fn missing_values() {
    shows(equal(nans(), nans()), "array([ True, False,  True])");
    shows(not_equal(nans(), nans()), "array([False, False, False])");
    shows(add(nans(), "x"), "array(['ax', nan, 'cx'], dtype=StringDType(na_object=nan))");
    shows(less(nans(), "b"), "array([ True, False, False])");
    shows(isnan(nans()), "array([False,  True, False])");
    shows(sort(&nans(), -1), "array(['a', 'c', nan], dtype=StringDType(na_object=nan))");
    shows(argsort(&nans(), -1), "array([0, 2, 1])");
    refused(strings::str_len(&nans()), "ValueError: The length of a null string is undefined");
    shows(equal(nones(), nones()), "array([ True,  True])");
    refused(add(nones(), "x"), "ValueError: Cannot add null that is not a nan-like value");
    refused(
        less(nones(), "b"),
        "ValueError: 'less' not supported for null values that are not nan-like or strings.",
    );
    refused(sort(&nones(), -1), "ValueError: Cannot compare null that is not a nan-like value");
    shows(isnan(nones()), "array([False, False])");
    let named = text(array!["b", "NA", "z"]).astype(with(NaObject::Text("NA".into()))).expect("text");
    shows(equal(&named, &named), "array([ True,  True,  True])");
    shows(add(&named, "x"), "array(['bx', 'NAx', 'zx'], dtype=StringDType(na_object='NA'))");
    shows(sort(&named, -1), "array(['NA', 'b', 'z'], dtype=StringDType(na_object='NA'))");
}

/// Long texts are counted as objects are: whatever moves them, they outlive the arrays that they came from.
#[test]
fn long_texts_move() {
    let x = abc();
    let kept = x.get([2, 2, 0]).expect("a copy");
    x.set(2, "another text that is long").expect("a value");
    x.slice(..2).and_then(|part| part.assign(&x.slice(1..)?)).expect("overlapping");
    shows(
        Ok(kept),
        "array(['xxxxxxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxxxxxxx', 'a'],\n      dtype=StringDType())",
    );
    assert_eq!(x.to_vec::<String>().expect("strings")[1], "another text that is long");
    drop(x);
    let exact = text(array!["fifteen bytes!!", "sixteen bytes!!!"]);
    assert_eq!(exact.to_vec::<String>().expect("strings"), ["fifteen bytes!!", "sixteen bytes!!!"]);
    refused(exact.view_as("u1"), "TypeError: Cannot change data-type for array of references.");
    refused(exact.tobytes(), "TypeError: tobytes: elements of StringDType() are more than their bytes");
}
