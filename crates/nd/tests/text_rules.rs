//! Rules of NumPy's semantics on text and times by their numbers, each in a test of its own. What is expected is what NumPy 2.4.6
//! prints.

use nd::prelude::*;
use support::{Tested, prints, refused};

mod support;

#[test]
fn rule_328_trailing_nuls_are_padding() -> Tested {
    let a = array!["a\0", "a\0b"];
    prints(&a, "array(['a', 'a\\x00b'], dtype='<U3')");
    prints(nd::equal(&a, &array!["a"])?, "array([ True, False])");
    prints(array!["x\0\0"].astype("S3")?, "array([b'x'], dtype='|S3')");
    Ok(())
}

#[test]
fn rule_329_trailing_spaces_count() -> Tested {
    prints(nd::equal(&array!["a "], &array!["a"])?, "array([False])");
    Ok(())
}

#[test]
fn rule_331_text_is_joined_and_repeated() -> Tested {
    prints(nd::add(&array!["a"], &array!["bc"])?, "array(['abc'], dtype='<U3')");
    prints(nd::strings::multiply(&array!["ab"], 2)?, "array(['abab'], dtype='<U4')");
    Ok(())
}

#[test]
fn rule_332_bytes_are_not_text() -> Tested {
    // NumPy's operator says `False` where its function refuses.
    refused(
        nd::equal(&array!["a"].astype("S1")?, &array!["a"]),
        "UFuncTypeError: ufunc 'equal' did not contain a loop with signature matching types (<class 'numpy.dtypes.BytesDType'>, \
         <class 'numpy.dtypes.StrDType'>) -> None",
    );
    Ok(())
}

#[test]
fn rule_334_only_no_text_is_false() -> Tested {
    prints(array!["", "0", "False"].astype("?")?, "array([False,  True,  True])");
    Ok(())
}

#[test]
fn rule_335_the_place_of_the_largest_text() -> Tested {
    let x = array!["b", "c", "a"];
    prints((x.argmax(..)?, x.argmin(..)?), "(array(1), array(2))");
    prints(array![["b", "c"], ["a", "zz"]].argmin(1)?, "array([0, 0])");
    prints(array![["b", "zz"], ["a", "c"]].astype("S2")?.argmax(axis(0).keepdims())?, "array([[0, 0]])");
    prints(x.astype(">U1")?.argmax(..)?, "array(1)");
    prints(x.astype("T")?.argmax(..)?, "array(1)");
    prints(array![1.5, 3.0, 2.0].astype("O")?.argmax(..)?, "array(1)");
    refused(
        x.max(..),
        "UFuncTypeError: ufunc 'maximum' did not contain a loop with signature matching types (dtype('<U1'), dtype('<U1')) -> None",
    );
    refused(nd::zeros(2, "i4,i4")?.argmax(..), "TypeError: data type not ordered");
    Ok(())
}

#[test]
fn rule_337_the_text_of_a_date_has_its_unit() -> Tested {
    for (text, unit) in [
        ("2020", "<M8[Y]"),
        ("2020-02", "<M8[M]"),
        ("2020-02-03", "<M8[D]"),
        ("2020-02-03T04", "<M8[h]"),
        ("2020-02-03T04:05", "<M8[m]"),
        ("2020-02-03T04:05:06", "<M8[s]"),
        ("2020-02-03T04:05:06.123456", "<M8[us]"),
        ("NaT", "<M8"),
    ] {
        assert_eq!(array![text].astype("M8")?.dtype().descr_str(), unit, "{text}");
    }
    Ok(())
}

#[test]
fn rule_343_nat_is_unequal_to_all_and_sorts_last() -> Tested {
    let a = array!["2020", "NaT", "2019"].astype("M8[Y]")?;
    let nat = a.slice(1)?;
    assert!(!nd::equal(&nat, &nat)?.truth()? && nd::not_equal(&nat, &nat)?.truth()?);
    prints(a.max(..)?, "array('NaT', dtype='datetime64[Y]')");
    prints(nd::sort(&a, -1)?, "array(['2019', '2020',  'NaT'], dtype='datetime64[Y]')");
    assert_eq!(a.argmax(..)?.item::<i64>()?, 1);
    assert_eq!(nat.astype("i8")?.item::<i64>()?, i64::MIN);
    Ok(())
}
