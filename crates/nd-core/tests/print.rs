//! What arrays print as: NumPy's own output for many arrays, the rules of printing by number, and what is nd's own.

use nd_core::{
    Array, Complex, DType, Element, FloatMode, PrintOptions, Scalar, Sign, Slice, arange, array_repr,
    array_str, array2string, f16, full, linspace, zeros,
};

#[track_caller]
fn array<T: Element>(values: &[T]) -> Array {
    Array::from_slice(values).unwrap()
}

#[track_caller]
fn typed(values: &[f64], dtype: &str) -> Array {
    array(values).astype(dtype).unwrap()
}

/// Checks `str`.
#[track_caller]
fn shows(array: &Array, expected: &str) {
    assert_eq!(array.to_string(), expected);
}

/// Checks `repr`.
#[track_caller]
fn reads(array: &Array, expected: &str) {
    assert_eq!(format!("{array:?}"), expected);
}

mod golden {
    //! `golden/print.tsv`, made by `golden/print.py` with NumPy 2.4.6.

    use super::*;

    fn options(text: &str) -> PrintOptions {
        let mut options = PrintOptions::default();
        for (name, value) in text.split(';').filter_map(|pair| pair.split_once('=')) {
            match name {
                "precision" => options.precision = value.parse().unwrap(),
                "threshold" => options.threshold = value.parse().unwrap(),
                "edgeitems" => options.edgeitems = value.parse().unwrap(),
                "linewidth" => options.linewidth = value.parse().unwrap(),
                "suppress" => options.suppress = value == "1",
                "sign" => options.sign = Sign::from_char(value.chars().next().unwrap()).unwrap(),
                "floatmode" => options.floatmode = FloatMode::from_name(value).unwrap(),
                "nanstr" => options.nanstr = value.to_owned(),
                "infstr" => options.infstr = value.to_owned(),
                other => panic!("no option {other}"),
            }
        }
        options
    }

    #[test]
    fn prints_what_numpy_prints() {
        let rows: Vec<&str> = include_str!("golden/print.tsv").lines().collect();
        assert_eq!(rows.len(), 720);
        for row in rows {
            let [dtype, shape, hex, options, str, repr] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("six columns: {row}");
            };
            let dtype = DType::parse(dtype).unwrap();
            let shape: Vec<usize> =
                shape.split(',').filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect();
            let hex: Vec<u8> =
                (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
            let len = shape.iter().product::<usize>() * dtype.itemsize();
            let bytes: Vec<u8> = hex.iter().copied().cycle().take(len).collect();
            let array = Array::from_bytes(&shape[..], dtype, &bytes).unwrap();
            let options = self::options(options);
            assert_eq!(array_str(&array, &options).unwrap(), str.replace("\\n", "\n"), "str of {row}");
            assert_eq!(array_repr(&array, &options).unwrap(), repr.replace("\\n", "\n"), "repr of {row}");
        }
    }
}

mod rules {
    //! The printing rules for these dtypes, under their numbers in the list of NumPy's semantics.

    use super::*;

    #[test]
    fn rule_354_floats_have_the_shortest_digits_and_common_padding() {
        shows(&array(&[1.0, 2.5, 1.0 / 3.0]), "[1.         2.5        0.33333333]");
    }

    #[test]
    fn rule_355_str_has_spaces_and_repr_commas() {
        let x = arange(6).reshape((2, 3)).unwrap();
        shows(&x, "[[0 1 2]\n [3 4 5]]");
        reads(&x, "array([[0, 1, 2],\n       [3, 4, 5]])");
    }

    #[test]
    fn rule_356_blank_lines_separate_outer_blocks() {
        let x = zeros((2, 1, 2, 2), "i8").unwrap();
        shows(&x, "[[[[0 0]\n   [0 0]]]\n\n\n [[[0 0]\n   [0 0]]]]");
    }

    #[test]
    fn rule_357_exponents_for_large_small_and_far_apart_values() {
        for (values, expected) in [
            (&[1e8][..], "[1.e+08]"),
            (&[99999999.0], "[99999999.]"),
            (&[1e-4], "[0.0001]"),
            (&[9e-5], "[9.e-05]"),
            (&[1.0, 1000.0], "[   1. 1000.]"),
            (&[0.001, 1.1], "[1.0e-03 1.1e+00]"),
            (&[1e-3, 1.0], "[0.001 1.   ]"),
        ] {
            shows(&array(values), expected);
        }
    }

    #[test]
    fn rule_358_the_upper_cutoff_depends_on_the_dtype() {
        for (value, dtype, expected) in [
            (99999999.0, "f8", "[99999999.]"),
            (999999.0, "f4", "[999999.]"),
            (1e6, "f4", "[1.e+06]"),
            (999.0, "f2", "[999.]"),
            (1000.0, "f2", "[1.e+03]"),
            (1000.0, ">f2", "[1.e+03]"),
            (1e6, ">f4", "[1.e+06]"),
        ] {
            shows(&typed(&[value], dtype), expected);
        }
    }

    #[test]
    fn rule_359_options() {
        let plain = PrintOptions::default;
        for (values, options, expected) in [
            (
                &[1e-10, 1.23456789, 1000.0][..],
                PrintOptions { precision: 3, suppress: true, ..plain() },
                "[   0.       1.235 1000.   ]",
            ),
            (
                &[1.0, 0.5],
                PrintOptions { floatmode: FloatMode::Fixed, precision: 3, ..plain() },
                "[1.000 0.500]",
            ),
            (&[1.0, -0.5], PrintOptions { sign: Sign::Plus, ..plain() }, "[+1.  -0.5]"),
            (
                &[1.0, 0.5, 0.25],
                PrintOptions { floatmode: FloatMode::MaxPrecEqual, ..plain() },
                "[1.00 0.50 0.25]",
            ),
        ] {
            assert_eq!(array2string(&array(values), &options, " ", "", "").unwrap(), expected);
        }
    }

    #[test]
    fn rule_361_true_is_as_wide_as_false() {
        shows(&array(&[true, false]), "[ True False]");
        shows(&array(&[true, true]), "[ True  True]");
    }

    #[test]
    fn rule_362_complex_parts_are_padded_apart() {
        shows(&array(&[Complex::new(1.0, 2.0), Complex::new(-1.5, -0.25)]), "[ 1. +2.j   -1.5-0.25j]");
        shows(&array(&[Complex::new(0.0_f32, 1.0)]), "[0.+1.j]");
        reads(&array(&[Complex::new(f64::NAN, f64::NEG_INFINITY)]), "array([nan-infj])");
    }

    #[test]
    fn rule_364_more_than_1000_elements_are_summarised() {
        shows(&arange(1001), "[   0    1    2 ...  998  999 1000]");
        reads(&arange(1001), "array([   0,    1,    2, ...,  998,  999, 1000], shape=(1001,))");
    }

    #[test]
    fn rule_365_summaries_in_two_dimensions() {
        shows(
            &arange(2000).reshape((1000, 2)).unwrap(),
            "[[   0    1]\n [   2    3]\n [   4    5]\n ...\n [1994 1995]\n [1996 1997]\n [1998 1999]]",
        );
    }

    #[test]
    fn rule_366_lines_wrap_at_75_characters() {
        shows(
            &arange(30),
            "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n 24 25 26 27 28 29]",
        );
    }

    #[test]
    fn rule_367_repr_names_dtypes_that_the_items_do_not_tell() {
        reads(&array(&[1_i32]), "array([1], dtype=int32)");
        reads(&array(&[1.0_f32]), "array([1.], dtype=float32)");
        reads(&array::<f64>(&[]), "array([], dtype=float64)");
        reads(&zeros((0, 3), "f8").unwrap(), "array([], shape=(0, 3), dtype=float64)");
        reads(&array(&[true]), "array([ True])");
        reads(&array::<bool>(&[]), "array([], dtype=bool)");
        reads(&array(&[1_i64]).astype(">i8").unwrap(), "array([1], dtype='>i8')");
        reads(&array(&[1_i64]), "array([1])");
        reads(&array(&[Complex::new(1.0, 0.0)]), "array([1.+0.j])");
    }

    #[test]
    fn rule_368_arrays_without_axes() {
        let three = Array::from_scalar(3.0).unwrap();
        shows(&three, "3.0");
        reads(&three, "array(3.)");
        reads(&Array::from_scalar(3_i16).unwrap(), "array(3, dtype=int16)");
        reads(&Array::from_scalar(true).unwrap(), "array(True)");
        assert_eq!(format!("{:?} {:?}", Scalar::from(3.0), Scalar::from(true)), "np.float64(3.0) np.True_");
    }

    #[test]
    fn rule_369_fields_are_padded_each_for_itself() {
        let dtype = DType::structured([("re", DType::I32), ("im", DType::I32)]).unwrap();
        let x = zeros(2, &dtype).unwrap();
        x.field("re").unwrap().assign(array(&[1, 2])).unwrap();
        x.field("im").unwrap().assign(array(&[1, -1])).unwrap();
        shows(&x, "[(1,  1) (2, -1)]");
        let y = zeros(1, "i4,f8").unwrap();
        y.field("f0").unwrap().fill(1).unwrap();
        y.field("f1").unwrap().fill(2.5).unwrap();
        reads(&y, "array([(1, 2.5)], dtype=[('f0', '<i4'), ('f1', '<f8')])");
    }

    #[test]
    fn rule_371_narrow_floats_are_shortest_for_their_own_precision() {
        shows(&array(&[0.1_f32]), "[0.1]");
        shows(&array(&[f16::from_f64(0.1)]), "[0.1]");
        assert_eq!(Scalar::from(0.1_f32).to_string(), "0.1");
        shows(&array(&[16777216.0_f32]), "[1.6777216e+07]");
    }

    #[test]
    fn rule_373_negative_zero_and_padding_on_both_sides_of_the_point() {
        shows(&array(&[-0.0]), "[-0.]");
        shows(&array(&[1.5, 10.25, 100.0]), "[  1.5   10.25 100.  ]");
    }

    #[test]
    fn rule_374_exponents_are_padded_and_mantissas_share_a_precision() {
        shows(&array(&[1e10, 1.5e-5]), "[1.0e+10 1.5e-05]");
        shows(&array(&[1e100, 1e-100]), "[1.e+100 1.e-100]");
        shows(&array(&[1.23456789012e10]), "[1.23456789e+10]");
    }

    #[test]
    fn rule_376_rows_of_a_matrix_wrap_behind_both_brackets() {
        shows(
            &arange(40).reshape((1, 40)).unwrap(),
            "[[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n  24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]]",
        );
    }

    #[test]
    fn rule_377_wrapped_rows_leave_room_for_the_dtype() {
        reads(
            &linspace(0.0, 1.0, 8).unwrap().astype("f4").unwrap(),
            "array([0.        , 0.14285715, 0.2857143 , 0.42857143, 0.5714286 ,\n       0.71428573, 0.85714287, 1.        ], dtype=float32)",
        );
    }
}

mod views {
    //! Printing reads through layouts, and only what it shows.

    use super::*;

    #[test]
    fn a_strided_view_prints_as_its_copy() {
        let x = arange(3 * 400 * 5).reshape((3, 400, 5)).unwrap();
        for view in
            [x.t(), x.transpose([1, 0, 2]).unwrap(), x.slice((.., Slice::from(..).by(-7), 1..4)).unwrap()]
        {
            assert!(!view.is_c_contiguous());
            assert_eq!(format!("{view}\n{view:?}"), {
                let copy = view.copy().unwrap();
                format!("{copy}\n{copy:?}")
            });
        }
    }

    #[test]
    fn records_with_gaps_and_overlapping_fields() {
        let fields =
            [("whole", DType::parse(">u2").unwrap(), 1), ("high", DType::U8, 1), ("low", DType::U8, 2)];
        let dtype = DType::structured_at(fields, Some(5)).unwrap();
        let x = Array::from_bytes(2, &dtype, &[9, 1, 2, 9, 9, 9, 0, 255, 9, 9]).unwrap();
        shows(&x, "[(258, 1,   2) (255, 0, 255)]");
    }

    #[test]
    fn only_the_shown_items_are_read() {
        // Some 9e18 elements: an array that can be printed only if most of it is left alone.
        let x = Array::from_scalar(7_u8).unwrap().broadcast_to([1_usize << 31, (1 << 31) - 1]).unwrap();
        let text = array_str(&x, &PrintOptions { edgeitems: 1, ..PrintOptions::default() }).unwrap();
        assert_eq!(text, "[[7 ... 7]\n ...\n [7 ... 7]]");
    }

    #[test]
    fn as_many_axes_as_there_can_be() {
        let x = arange(1200).reshape([&[1; 61][..], &[3, 20, 20]].concat()).unwrap();
        let options = PrintOptions { linewidth: 200, ..PrintOptions::default() };
        let text = array_str(&x, &options).unwrap();
        assert!(text.starts_with(&("[".repeat(64) + "   0    1    2 ...   17   18   19]\n")), "{text}");
        assert!(text.ends_with(&(" 1197 1198 1199".to_owned() + &"]".repeat(64))), "{text}");
    }

    #[test]
    fn what_does_not_fit_in_memory_is_said() {
        let x = Array::from_scalar(1.0).unwrap().broadcast_to([7; 20]).unwrap();
        assert_eq!(array_str(&x, &PrintOptions::default()).unwrap_err().kind(), nd_core::ErrorKind::Memory);
        assert!(x.to_string().starts_with("<Unable to allocate"), "{x}");
    }
}

mod borrows {
    //! Printing never waits for a guard of the thread that prints.

    use super::*;
    use nd_core::ErrorKind;

    #[test]
    fn under_a_write_guard_an_array_prints_as_borrowed() {
        let x = arange(3);
        let guard = x.view_mut::<i64>().unwrap();
        assert_eq!(format!("{x} {x:?}"), "<borrowed> <borrowed>");
        assert_eq!(array_str(&x, &PrintOptions::default()).unwrap_err().kind(), ErrorKind::Borrowed);
        drop(guard);
        shows(&x, "[0 1 2]");
    }

    #[test]
    fn under_a_read_guard_it_prints_as_ever() {
        let x = arange(3);
        let _guard = x.view::<i64>().unwrap();
        shows(&x, "[0 1 2]");
    }
}

mod flags {
    //! Rust's own formatting flags stand for the options of the same meaning.

    use super::*;

    #[test]
    fn precision_and_sign() {
        let x = array(&[1.0, 2.0 / 3.0]);
        assert_eq!(format!("{x:.2}"), "[1.   0.67]");
        assert_eq!(format!("{x:+}"), "[+1.         +0.66666667]");
        assert_eq!(format!("{x:.1?}"), "array([1. , 0.7])");
    }
}

mod snapshots {
    //! A few texts in full, to be read by people.

    use super::*;

    #[test]
    fn a_table_of_floats() {
        let x = (linspace(0.0, 1.0, 6).unwrap() * 1000.0 / 7.0).reshape((2, 3)).unwrap();
        insta::assert_snapshot!(format!("{x}\n{x:?}"), @r"
        [[  0.          28.57142857  57.14285714]
         [ 85.71428571 114.28571429 142.85714286]]
        array([[  0.        ,  28.57142857,  57.14285714],
               [ 85.71428571, 114.28571429, 142.85714286]])
        ");
    }

    #[test]
    fn a_summary() {
        let x = full((2000, 2000), f64::NAN).unwrap();
        insta::assert_snapshot!(format!("{x:?}"), @r"
        array([[nan, nan, nan, ..., nan, nan, nan],
               [nan, nan, nan, ..., nan, nan, nan],
               [nan, nan, nan, ..., nan, nan, nan],
               ...,
               [nan, nan, nan, ..., nan, nan, nan],
               [nan, nan, nan, ..., nan, nan, nan],
               [nan, nan, nan, ..., nan, nan, nan]], shape=(2000, 2000))
        ");
    }

    #[test]
    fn records() {
        let x = zeros(3, ">i4,f8,?").unwrap();
        x.field("f0").unwrap().assign(array(&[1, -20, 300])).unwrap();
        x.field("f1").unwrap().assign(array(&[0.5, f64::INFINITY, -1e-3])).unwrap();
        insta::assert_snapshot!(format!("{x:?}"), @r"
        array([(  1,  0.5  , False), (-20,    inf, False), (300, -0.001, False)],
              dtype=[('f0', '>i4'), ('f1', '<f8'), ('f2', '?')])
        ");
    }
}
