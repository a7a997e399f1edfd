//! Functions that move and count elements do so for every dtype. The expected values are what NumPy 2.4.6 prints.

use nd::prelude::*;

#[track_caller]
fn shows(array: Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.unwrap()), expected);
}

fn text() -> Array {
    nd::array!["x", "yy"]
}

/// `[(1, 0), (0, 0)]`
fn records() -> Array {
    let records = nd::zeros(2, "i4,i4").unwrap();
    records.field("f0").unwrap().assign(nd::array![1, 0]).unwrap();
    records
}

#[test]
fn choices_between_any_elements() {
    let mask = nd::array![true, false];
    shows(nd::where_(&mask, nd::array![1, 2], text()), "array(['1', 'yy'], dtype='<U21')");
    shows(nd::where_(&mask, text().astype(">U2").unwrap(), "abc"), "array(['x', 'abc'], dtype='<U3')");
    shows(
        nd::where_(&mask, nd::array!["a", "b"].astype("S1").unwrap(), text()),
        "array(['a', 'yy'], dtype='<U2')",
    );
    shows(
        nd::where_(nd::array![[true], [false]], text(), nd::array!["z", "w"]),
        "array([['x', 'yy'],\n       ['z', 'w']], dtype='<U2')",
    );
    shows(nd::where_(true, "a", "bc"), "array('a', dtype='<U2')");
    shows(
        nd::where_(&mask, records(), nd::zeros(2, "i4,i8").unwrap()),
        "array([(1, 0), (0, 0)], dtype=[('f0', '<i4'), ('f1', '<i8')])",
    );
    let refused = nd::where_(&mask, text(), 0).unwrap_err().to_string();
    let expected = "The DType <class 'numpy.dtypes.StrDType'> could not be promoted by \
                    <class 'numpy.dtypes._PyLongDType'>.";
    assert!(refused.starts_with(expected), "{refused}");
}

#[test]
fn the_truth_of_any_element() {
    let texts = nd::array!["0", " ", ""];
    shows(texts.truths(), "array([ True,  True, False])");
    shows(nd::count_nonzero(&texts, ..), "array(2)");
    shows(nd::count_nonzero(&nd::array![["a", ""], ["", ""]], 0), "array([1, 0])");
    shows(nd::flatnonzero(&texts.astype("S1").unwrap()), "array([0, 1])");
    shows(nd::flatnonzero(&records()), "array([0])");
    shows(nd::count_nonzero(&records(), ..), "array(1)");
    let raw = Array::from_bytes(2, "V2", &[0, 1, 0, 0]).unwrap();
    shows(nd::flatnonzero(&raw), "array([0])");
    let nested = nd::zeros(2, "[('a', 'i4', 2)]").unwrap();
    nested.field("a").unwrap().slice((0, 1)).unwrap().fill(1).unwrap();
    shows(nd::flatnonzero(&nested), "array([0])");
    let times = nd::array!["NaT", "1970-01-01"].astype("M8[s]").unwrap();
    shows(nd::flatnonzero(&times), "array([0])");
}

#[test]
fn histograms_of_times_that_are_none_have_no_range() {
    let times = nd::array!["NaT", "2020-01-01"].astype("M8[D]").unwrap();
    let refused = nd::histogram(&times, 2).unwrap_err();
    assert_eq!(format!("{refused:?}"), "ValueError: autodetected range of [NaT, NaT] is not finite");
}

#[test]
fn triangles_of_text_are_cleared_to_empty() {
    let square = nd::array![["a", "b"], ["c", "d"]];
    shows(nd::tril(&square, 0), "array([['a', ''],\n       ['c', 'd']], dtype='<U1')");
}
