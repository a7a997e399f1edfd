//! Print options of the process and of scopes, and the caller's formats. One test sets the options of the process, so they
//! are alone in this file.

use nd_core::{
    Array, Complex, FormatKind, Formatters, PrintOptions, Scalar, array, get_printoptions, set_printoptions,
    with_printoptions, zeros,
};

fn precision(precision: usize) -> PrintOptions {
    PrintOptions { precision, ..get_printoptions() }
}

#[test]
fn scopes_nest_and_end_by_panics_and_belong_to_their_thread() {
    let x = array![0.123456789, 2.0];
    let text = || x.to_string();
    assert_eq!(text(), "[0.12345679 2.        ]");
    with_printoptions(precision(4), || {
        assert_eq!(text(), "[0.1235 2.    ]");
        let inner = with_printoptions(PrintOptions { linewidth: 8, ..get_printoptions() }, text);
        assert_eq!(inner, "[0.1235\n 2.    ]");
        let panicked = std::panic::catch_unwind(|| with_printoptions(precision(1), || panic!("inside")));
        assert!(panicked.is_err());
        assert_eq!(text(), "[0.1235 2.    ]");
        assert_eq!(format!("{x:.2}"), "[0.12 2.  ]");
        let elsewhere = std::thread::scope(|scope| scope.spawn(text).join().unwrap());
        assert_eq!(elsewhere, "[0.12345679 2.        ]");
    });

    set_printoptions(precision(3));
    assert_eq!(text(), "[0.123 2.   ]");
    assert_eq!(std::thread::scope(|scope| scope.spawn(text).join().unwrap()), "[0.123 2.   ]");
    assert_eq!(with_printoptions(PrintOptions::default(), text), "[0.12345679 2.        ]");
    set_printoptions(PrintOptions::default());
    assert_eq!(get_printoptions(), PrintOptions::default());
}

/// NumPy's `printoptions(formatter={'float': …, 'int_kind': …, 'all': lambda x: '?'})`.
#[test]
fn formatters_by_kind() {
    let formatter = Formatters::new()
        .with(FormatKind::Float, |x| match x {
            Scalar::F64(x) => format!("f:{x:.1}"),
            other => other.to_string(),
        })
        .with(FormatKind::Int, |x| format!("i{x}"))
        .with(FormatKind::All, |_| "?".to_string());
    with_printoptions(PrintOptions { formatter, ..PrintOptions::default() }, || {
        assert_eq!(format!("{:?}", array![1.5, 2.0]), "array([f:1.5, f:2.0])");
        assert_eq!(array![[1.5, 2.0], [3.0, 4.0]].to_string(), "[[f:1.5 f:2.0]\n [f:3.0 f:4.0]]");
        assert_eq!(array![1, 2].to_string(), "[i1 i2]");
        assert_eq!(array![true].to_string(), "[?]");
        assert_eq!(array![Complex::new(1.0, 2.0)].to_string(), "[?]");
        assert_eq!(zeros(2, "U1").unwrap().to_string(), "[? ?]");
        let record = zeros(1, "i4, f8, U3").unwrap();
        assert_eq!(record.to_string(), "[(i0, f:0.0, ?)]");
        let alone: Array = array![1.5].reshape(()).unwrap();
        assert_eq!((format!("{alone:?}"), alone.to_string()), ("array(f:1.5)".into(), "1.5".into()));
    });
}

#[test]
fn a_formatter_replaces_the_one_before() {
    let first = Formatters::new().with(FormatKind::Str, |_| "first".to_string());
    let second = first.clone().with(FormatKind::Str, |_| "second".to_string());
    assert!(first == first.clone() && first != second);
    let options = |formatter| PrintOptions { formatter, ..PrintOptions::default() };
    let x = zeros(1, "S2").unwrap();
    assert_eq!(with_printoptions(options(second), || x.to_string()), "[second]");
    assert_eq!(format!("{:?}", options(first).formatter), "[Str]");
}
