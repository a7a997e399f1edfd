//! Arrays of text: what NumPy prints and computes of them, and how they are made, cut and read.

use nd_core::{Array, DType, ErrorKind, Result, Scalar, array, concatenate, full, ones, stack, zeros};
use nd_ufunc::MathExt;

/// The text of a JSON string in ASCII.
#[track_caller]
fn json(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("a JSON string");
    let (mut units, mut chars) = (Vec::new(), inner.chars());
    while let Some(c) = chars.next() {
        units.push(match c {
            '\\' => match chars.next().expect("an escape") {
                'n' => u16::from(b'\n'),
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    u16::from_str_radix(&digits, 16).expect("hexadecimal")
                }
                other => other as u16,
            },
            other => other as u16,
        });
    }
    String::from_utf16(&units).expect("text")
}

#[track_caller]
fn made(dtype: &str, shape: &str, hex: &str) -> Array {
    let shape: Vec<usize> = shape.split(',').filter_map(|n| n.parse().ok()).collect();
    let byte = |i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).expect("hexadecimal");
    let bytes: Vec<u8> = (0..hex.len() / 2).map(byte).collect();
    Array::from_bytes(&shape, dtype, &bytes).expect("an array")
}

fn hex(array: &Array) -> String {
    array.tobytes().expect("bytes").iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn numpy_prints_and_computes_the_same() {
    let mut kinds = [0, 0];
    for row in include_str!("golden/text.tsv").lines() {
        match row.split('\t').collect::<Vec<_>>()[..] {
            ["print", dtype, shape, bytes, str, repr] => {
                let x = made(dtype, shape, bytes);
                assert_eq!(x.to_string(), json(str), "{row}");
                assert_eq!(format!("{x:?}"), json(repr), "{row}");
                kinds[0] += 1;
            }
            ["ufunc", name, a_dtype, a_shape, a, b_dtype, b_shape, b, dtype, bytes] => {
                let (x, y) = (made(a_dtype, a_shape, a), made(b_dtype, b_shape, b));
                match call(name, &x, &y) {
                    Ok(z) => {
                        assert_eq!(
                            (z.dtype().descr_str().as_str(), hex(&z).as_str()),
                            (dtype, bytes),
                            "{row}"
                        );
                    }
                    Err(error) => assert_eq!(format!("!{error}"), json(dtype), "{row}"),
                }
                kinds[1] += 1;
            }
            _ => panic!("a row: {row}"),
        }
    }
    assert_eq!(kinds, [80, 330]);
}

fn call(name: &str, x: &Array, y: &Array) -> Result<Array> {
    match name {
        "equal" => nd_ufunc::equal(x, y),
        "not_equal" => nd_ufunc::not_equal(x, y),
        "less" => nd_ufunc::less(x, y),
        "less_equal" => nd_ufunc::less_equal(x, y),
        "greater" => nd_ufunc::greater(x, y),
        "greater_equal" => nd_ufunc::greater_equal(x, y),
        _ => nd_ufunc::add(x, y),
    }
}

#[track_caller]
fn reads(array: &Array, expected: &str) {
    assert_eq!(format!("{array:?}"), expected);
}

#[test]
fn text_is_made_of_literals_and_strings() {
    reads(&array!["a", "bc"], "array(['a', 'bc'], dtype='<U2')");
    reads(&array![["a", "bc"], ["", "d"]], "array([['a', 'bc'],\n       ['', 'd']], dtype='<U2')");
    reads(&array!["a", 1], "array(['a', '1'], dtype='<U21')");
    reads(&array!["", ""], "array(['', ''], dtype='<U1')");
    reads(
        &Array::from_strings(vec!["x".to_string(), "yz".to_string()]).unwrap(),
        "array(['x', 'yz'], dtype='<U2')",
    );
    reads(&Array::from_scalar("ab").unwrap(), "array('ab', dtype='<U2')");
    reads(&Array::from_scalar(Scalar::Bytes(b"ab".to_vec())).unwrap(), "array(b'ab', dtype='|S2')");
    reads(&zeros(2, "U").unwrap(), "array(['', ''], dtype='<U1')");
    reads(&ones(2, "S3").unwrap(), "array([b'1', b'1'], dtype='|S3')");
    reads(&full(2, "abc").unwrap(), "array(['abc', 'abc'], dtype='<U3')");
}

/// Rule 327 of assignment, 323 of byte order.
#[test]
fn assignment_cuts_text() {
    let a = array!["ab"];
    for (value, expected) in [("xyz", "['xy']"), ("", "['']"), ("é", "['é']")] {
        a.set(0, value).unwrap();
        assert_eq!(a.to_string(), expected);
    }
    a.set(0, 1.55).unwrap();
    assert_eq!(a.to_string(), "['1.']");
    a.set(0, true).unwrap();
    assert_eq!(a.to_string(), "['Tr']");
    let swapped = zeros(3, ">U3").unwrap();
    swapped.assign(&array!["a", "bcde", "日本"]).unwrap();
    assert_eq!(swapped.to_string(), "['a' 'bcd' '日本']");
    let numbers = zeros(2, "i4").unwrap();
    numbers.assign(&array!["12", " -7 "]).unwrap();
    assert_eq!(numbers.to_string(), "[12 -7]");
    let refused = numbers.assign(&array!["5", "x"]).unwrap_err();
    assert_eq!((refused.kind(), numbers.to_string().as_str()), (ErrorKind::Value, "[ 5 -7]"));
    assert_eq!(refused.to_string(), "invalid literal for int() with base 10: np.str_('x')");
    let bytes = zeros(1, "S3").unwrap();
    assert!(bytes.fill("é").unwrap_err().to_string().starts_with("'ascii' codec can't encode character"));
}

#[test]
fn text_moves_like_any_element() {
    let names = array!["Ada", "Grace", "Edsger", "Barbara"];
    assert_eq!(names.get([2, 0]).unwrap().to_string(), "['Edsger' 'Ada']");
    assert_eq!(names.get(names.greater("B").unwrap()).unwrap().to_string(), "['Grace' 'Edsger' 'Barbara']");
    let both = concatenate(&[&array!["a"], &array!["bcd"]], 0).unwrap();
    reads(&both, "array(['a', 'bcd'], dtype='<U3')");
    reads(&concatenate(&[&array!["a"], &array![1]], 0).unwrap(), "array(['a', '1'], dtype='<U21')");
    reads(&stack(&[&array!["a"], &array!["b"]], 1).unwrap(), "array([['a', 'b']], dtype='<U1')");
    let table = names.reshape((2, 2)).unwrap();
    assert_eq!(table.t().copy().unwrap().to_string(), "[['Ada' 'Edsger']\n ['Grace' 'Barbara']]");
    assert_eq!(
        table.slice((.., 1)).unwrap().broadcast_to((2, 2)).unwrap().to_string(),
        "[['Grace' 'Barbara']\n ['Grace' 'Barbara']]"
    );
    let big = names.astype(">U7").unwrap();
    assert!(big.equal(&names).unwrap().all_true());
    assert_eq!(names.view_as("U1").unwrap().size(), 28);
    assert_eq!(names.to_vec::<String>().unwrap(), ["Ada", "Grace", "Edsger", "Barbara"]);
    assert_eq!(names.index_axis(0, 1).unwrap().item::<String>().unwrap(), "Grace");
    assert!(names.to_vec::<f64>().is_err());
}

trait AllTrue {
    fn all_true(&self) -> bool;
}

impl AllTrue for Array {
    fn all_true(&self) -> bool {
        self.to_vec::<bool>().unwrap().into_iter().all(|x| x)
    }
}

#[test]
fn fields_of_records_are_text() {
    let dtype = DType::structured([
        ("name", DType::str(5).unwrap()),
        ("code", DType::bytes(2).unwrap()),
        ("x", DType::F64),
    ]);
    let table = zeros(2, dtype.unwrap()).unwrap();
    table.field("name").unwrap().assign(&array!["Ada", "Katherine"]).unwrap();
    table.field("code").unwrap().fill("ab").unwrap();
    assert_eq!(table.to_string(), "[('Ada', b'ab', 0.) ('Kathe', b'ab', 0.)]");
    reads(&table.field("name").unwrap().equal("Ada").unwrap(), "array([ True, False])");
    let wider = table.astype("U9,S3,f4").unwrap();
    assert_eq!(wider.to_string(), "[('Ada', b'ab', 0.) ('Kathe', b'ab', 0.)]");
}

#[test]
fn comparisons_take_every_option() {
    let (a, b) = (array!["a", "b", "c"], array!["a", "c", "b"]);
    let out = zeros(3, "i4").unwrap();
    nd_ufunc::less::with(&a, &b).out(&out).run().unwrap();
    assert_eq!(out.to_string(), "[0 1 0]");
    let mask = array![true, false, true];
    let masked = nd_ufunc::equal::with(&a, &b).where_(&mask).run().unwrap();
    reads(&masked, "array([ True, False, False])");
    let strided = array![["x", "a"], ["y", "c"], ["z", "b"]];
    reads(&strided.slice((.., 1)).unwrap().equal(&b).unwrap(), "array([ True,  True,  True])");
    reads(&(&a + "!"), "array(['a!', 'b!', 'c!'], dtype='<U2')");
    let target = zeros(3, "U3").unwrap();
    nd_ufunc::add::with(&a, &b).out(&target).run().unwrap();
    assert_eq!(target.to_string(), "['aa' 'bc' 'cb']");
    let refused = nd_ufunc::equal(&a, 1).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::UFuncType);
    assert_eq!(nd_ufunc::sin(&a).unwrap_err().kind(), ErrorKind::Type);
}
