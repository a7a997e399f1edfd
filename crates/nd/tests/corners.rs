//! Calls at the corners of what functions take, held against what NumPy 2.4.6 prints: dtype, shape and elements, or the
//! words of the error.

use nd::lib::recfunctions as rf;
use nd::prelude::*;
use nd::{Casting, Elements, GenFromTxt, IterOperand, LoadTxt, SaveTxt, Tolerance, nditer};

/// A result with all that tells it from another one.
trait Show {
    fn show(&self) -> String;
}

impl Show for Array {
    fn show(&self) -> String {
        let shape: Vec<String> = self.shape().iter().map(usize::to_string).collect();
        let end = if shape.len() == 1 { "," } else { "" };
        format!("{} ({}{end}) {self}", self.dtype(), shape.join(", "))
    }
}

impl Show for String {
    fn show(&self) -> String {
        self.clone()
    }
}

impl Show for () {
    fn show(&self) -> String {
        String::from("None")
    }
}

impl Show for bool {
    fn show(&self) -> String {
        String::from(if *self { "True" } else { "False" })
    }
}

impl Show for Vec<usize> {
    fn show(&self) -> String {
        format!("{self:?}")
    }
}

impl Show for Vec<Array> {
    fn show(&self) -> String {
        format!("({})", self.iter().map(Show::show).collect::<Vec<_>>().join(", "))
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show(&self) -> String {
        format!("({}, {})", self.0.show(), self.1.show())
    }
}

#[track_caller]
fn shows(found: &impl Show, expected: &str) {
    assert_eq!(found.show(), expected);
}

#[track_caller]
fn fails(call: impl FnOnce() -> Result<String>, message: &str) {
    assert_eq!(call().expect_err(message).to_string(), message);
}

/// Columns of text, of no text, of text of any length.
#[test]
fn tables_of_text() -> Result<()> {
    let l = LoadTxt::new;
    let gt = GenFromTxt::new;
    shows(&l().delimiter(",").dtype("U").parse("a, b\nc, d")?, "<U2 (2, 2) [['a' ' b']\n ['c' ' d']]");
    shows(&l().delimiter(",").dtype("S5").parse("a, b\nc, d")?, "|S5 (2, 2) [[b'a' b' b']\n [b'c' b' d']]");
    fails(
        || Ok(Show::show(&l().dtype("V4,f8").parse("1 2")?)),
        "could not convert string '1' to |V4 at row 0, column 1.",
    );
    fails(
        || Ok(Show::show(&l().dtype("V4").parse("1 2")?)),
        "could not convert string '1' to |V4 at row 0, column 1.",
    );
    shows(&l().dtype("T").parse("1 2")?, "StringDType() (2,) ['1' '2']");
    fails(
        || Ok(Show::show(&l().dtype("(3,)f8").parse("1 2 3")?)),
        "file reader does not support subarray dtypes.  You canput the dtype into a structured one using `np.dtype(('name', dtype))` to avoid this limitation.",
    );
    shows(&gt().dtype("S3").parse("a€b c")?, "|S3 (2,) [b'???' b'c']");
    Ok(())
}

/// Objects, text of any length, booleans through the formats of `savetxt`.
#[test]
fn tables_of_objects() -> Result<()> {
    let st = |options: SaveTxt, a: &Array| -> Result<String> {
        let mut bytes = Vec::new();
        options.write(&mut bytes, a)?;
        Ok(bytes.into_iter().map(char::from).collect::<String>().replace('\n', "|"))
    };
    shows(&st(SaveTxt::new().fmt("%.2f"), &nd::array![1.0, 2.5].astype("O")?)?, "1.00|2.50|");
    shows(&st(SaveTxt::new().fmt("%s %s"), &nd::array![["a", "1"], ["b", "2"]].astype("O")?)?, "a 1|b 2|");
    shows(&st(SaveTxt::new().fmt("%s"), &nd::array!["a", "bc"].astype("T")?)?, "a|bc|");
    fails(
        || Ok(Show::show(&st(SaveTxt::new().fmt("%x"), &nd::array![true])?)),
        "Mismatch between array dtype ('bool') and format specifier ('%x')",
    );
    Ok(())
}

/// Functions of text of any length; numbers in text.
#[test]
fn text_of_any_length() -> Result<()> {
    shows(
        &nd::strings::translate(&nd::array!["ab"].astype("T")?, [('a', "xyz")])?,
        "StringDType() (1,) ['xyzb']",
    );
    shows(&nd::strings::mod_(&nd::array!["%d"].astype("T")?, 5)?, "StringDType() (1,) ['5']");
    shows(&nd::strings::mod_(&nd::array!["%s"], &nd::array![1].astype("O")?)?, "<U1 (1,) ['1']");
    fails(
        || Ok(Show::show(&nd::fromstring("a b", Elements::of("U1").sep(" "))?)),
        "don't know how to read character strings with that array type",
    );
    Ok(())
}

/// Records in sub-arrays, fields without names, records as one column.
#[test]
fn records() -> Result<()> {
    let q = DType::parse("[('a','i4'),('b',[('c','i4'),('d','i4')],(2,))]")?;
    shows(
        &rf::unstructured_to_structured(&nd::arange(5), &q)?,
        "[('a', '<i4'), ('b', [('c', '<i4'), ('d', '<i4')], (2,))] () (0, [(1, 2), (3, 4)])",
    );
    shows(
        &rf::structured_to_unstructured(
            &rf::unstructured_to_structured(&nd::array![[1, 2, 3, 4, 5]], &q)?,
            None,
        )?,
        "int32 (1, 5) [[1 2 3 4 5]]",
    );
    shows(
        &rf::stack_arrays(
            &[&rf::unstructured_to_structured(&nd::array![[1, 2]], "i8,i8")?, &nd::array![7, 8]],
            false,
        )?,
        "[('f0', '<i8'), ('f1', '<i8'), ('f2', '<i8')] (3,) [(     1,      2, 999999) (999999, 999999,      7)\n (999999, 999999,      8)]",
    );
    fails(
        || Ok(Show::show(&rf::merge_arrays(&[&nd::array![1].astype("u1")?, &nd::array![1, 2]], false)?)),
        "Cannot convert fill_value -1 to dtype uint8",
    );
    shows(
        &rf::append_fields(
            &rf::unstructured_to_structured(&nd::array![[1, 2]], "[('p','i4'),('q','i4')]")?,
            &["r"],
            &[&rf::unstructured_to_structured(&nd::array![[3, 4]], "[('u','i4'),('v','i4')]")?],
        )?,
        "[('p', '<i4'), ('q', '<i4'), ('r', [('u', '<i4'), ('v', '<i4')])] (1,) [(1, 2, (3, 4))]",
    );
    Ok(())
}

/// Products that leave the range of numbers on the way; what is not finite.
#[test]
fn determinants() -> Result<()> {
    shows(&nd::linalg::det(&nd::diag(&nd::array![1e200, 1e200, 1e-200, 1e-200], 0)?)?, "float64 () 1.0");
    shows(&nd::linalg::det(&nd::array![[f64::INFINITY, 0.0], [0.0, 0.0]])?, "float64 () 0.0");
    shows(
        &{
            let s = nd::linalg::slogdet(&nd::array![[1e-310]])?;
            (s.sign, s.logabsdet)
        },
        "(float64 () 1.0, float64 () -713.8013788281542)",
    );
    shows(
        &{
            let s = nd::linalg::slogdet(&nd::array![[-f64::INFINITY]])?;
            (s.sign, s.logabsdet)
        },
        "(float64 () -1.0, float64 () inf)",
    );
    shows(
        &{
            let s = nd::linalg::slogdet(&nd::array![[f64::NAN]])?;
            (s.sign, s.logabsdet)
        },
        "(float64 () 1.0, float64 () nan)",
    );
    shows(&nd::linalg::det(&(nd::array![[1e-310]] * nd::Complex::new(0.0, 1.0)))?, "complex128 () 1e-310j");
    Ok(())
}

/// Matrices that are not finite, or empty and large.
#[test]
fn decompositions() -> Result<()> {
    shows(
        &nd::linalg::cholesky(&nd::array![[1.0, 0.0], [0.0, f64::NAN]])?,
        "float64 (2, 2) [[ 1.  0.]\n [ 0. nan]]",
    );
    fails(
        || Ok(Show::show(&nd::linalg::cholesky(&nd::array![[-1.0, 0.0], [0.0, f64::NAN]])?)),
        "Matrix is not positive definite",
    );
    shows(&nd::linalg::cond(&nd::array![[f64::INFINITY, 1.0], [1.0, 1.0]], ..)?, "float64 () inf");
    shows(&nd::linalg::svdvals(&nd::array![[f64::INFINITY]])?, "float64 (1,) [nan]");
    shows(
        &{
            let e = nd::linalg::eigh(&nd::array![[f64::NAN]])?;
            (e.eigenvalues, e.eigenvectors)
        },
        "(float64 (1,) [nan], float64 (1, 1) [[1.]])",
    );
    shows(&nd::linalg::eigvalsh(&nd::array![[f64::INFINITY, 0.0], [0.0, 1.0]])?, "float64 (2,) [nan nan]");
    shows(&nd::linalg::svdvals(&nd::zeros((0, 3000000, 3000000), "f8")?)?, "float64 (0, 3000000) []");
    fails(
        || Ok(Show::show(&nd::tensordot(&nd::ones(3, "f8")?, &nd::ones(3, "f8")?, 100000)?)),
        "tuple index out of range",
    );
    Ok(())
}

/// Parameters at the ends of their ranges.
#[test]
fn draws() -> Result<()> {
    use nd::random::{Distributions, default_rng};
    shows(&default_rng(0)?.beta(1e-310, 1e-310, 5)?, "float64 (5,) [0. 1. 1. 1. 0.]");
    fails(
        || Ok(default_rng(0)?.negative_binomial(1.0, 1e-300, 2)?.show()),
        "n too large or p too small, see Generator.negative_binomial Notes",
    );
    Ok(())
}

/// Halves, derivatives of nothing, samples at one place.
#[test]
fn polynomials_and_frequencies() -> Result<()> {
    shows(&nd::poly(&nd::array![1, 2].astype("f2")?)?, "float64 (3,) [ 1. -3.  2.]");
    shows(&nd::polyder(&nd::array![1, 2], 1000000000)?, "int64 (0,) []");
    fails(|| Ok(Show::show(&nd::fft::fftfreq(4, 0.0)?)), "float division by zero");
    Ok(())
}

/// Integers that wrap, booleans, spans of time, dates.
#[test]
fn closeness() -> Result<()> {
    let u8_ = |a: Array| a.astype("u1");
    let i8_ = |a: Array| a.astype("i1");
    shows(
        &Tolerance::new().atol(1.0).isclose(&u8_(nd::array![1])?, &u8_(nd::array![2])?)?,
        "bool (1,) [ True]",
    );
    shows(
        &Tolerance::new().atol(60.0).isclose(&i8_(nd::array![100])?, &i8_(nd::array![-100])?)?,
        "bool (1,) [False]",
    );
    shows(&Tolerance::new().atol(1.0).isclose(&nd::array![true], &nd::array![false])?, "bool (1,) [ True]");
    fails(
        || Ok(Show::show(&nd::isclose(&nd::array![1].astype("m8[s]")?, &nd::array![1].astype("m8[s]")?)?)),
        "ufunc 'add' cannot use operands with types dtype('float64') and dtype('<m8[s]')",
    );
    shows(&nd::isclose(&nd::array![1, 2], 1)?, "bool (2,) [ True False]");
    fails(
        || {
            Ok(Show::show(&{
                let d = nd::array!["2020-01-01"].astype("M8[D]")?;
                nd::isclose(&d, &d)?
            }))
        },
        "The DType <class 'numpy.dtypes.DateTime64DType'> could not be promoted by <class 'numpy.dtypes._PyFloatDType'>. This means that no common DType exists for the given inputs. For example they cannot be stored in a single array unless the dtype is `object`. The full list of DTypes is: (<class 'numpy.dtypes.DateTime64DType'>, <class 'numpy.dtypes._PyFloatDType'>)",
    );
    shows(&nd::array_equal(&nd::array![1], &nd::array!["1"])?, "False");
    shows(&nd::array_equiv(&nd::array![1], &nd::array!["1"])?, "False");
    shows(&nd::array![1].contains("a")?, "False");
    Ok(())
}

/// Statistics of nothing, and of booleans.
#[test]
fn borders() -> Result<()> {
    use nd::Pad;
    shows(&nd::pad(&nd::array![1.0, 2.0], 1, Pad::Median(Some(0.into())))?, "float64 (4,) [nan  1.  2. nan]");
    shows(
        &nd::pad(&nd::array![true, false, false], 1, Pad::Mean(None))?,
        "bool (5,) [ True  True False False  True]",
    );
    shows(&nd::pad(&nd::array![true, false], 1, Pad::Median(None))?, "bool (4,) [ True  True False  True]");
    Ok(())
}

/// Values that the dtype of the array does not have; bins with NaN.
#[test]
fn searches() -> Result<()> {
    let u8_ = |a: Array| a.astype("u1");
    let i8_ = |a: Array| a.astype("i1");
    let f4 = |a: Array| a.astype("f4");
    shows(&nd::searchsorted(&i8_(nd::array![1, 2])?, 300, ..)?, "int64 () 2");
    shows(&nd::searchsorted(&u8_(nd::array![1, 2])?, -1, ..)?, "int64 () 0");
    shows(&nd::searchsorted(&f4(nd::array![0.1])?, 0.1, nd::Side::Right)?, "int64 () 0");
    shows(&nd::digitize(&nd::array![1.5], &nd::array![1.0, 2.0, f64::NAN], false)?, "int64 (1,) [1]");
    shows(&nd::digitize(&nd::array![1.5], &nd::array![1.0, f64::NAN, 2.0], false)?, "int64 (1,) [3]");
    fails(
        || Ok(Show::show(&nd::digitize(&nd::array![nd::Complex::new(0.0, 1.5)], &nd::array![1, 2], false)?)),
        "x may not be complex",
    );
    shows(
        &nd::isin(&nd::array![(1u64 << 53) + 1].astype("u8")?, &nd::array![1i64 << 53, (1i64 << 53) + 1])?,
        "bool (1,) [ True]",
    );
    shows(
        &nd::isin(&nd::array![(1u64 << 53) + 1].astype("u8")?, &nd::array![1i64 << 53])?,
        "bool (1,) [False]",
    );
    shows(
        &nd::isin(&nd::array![-1, 5], &nd::array![1u64 << 63, 5u64].astype("u8")?)?,
        "bool (2,) [False  True]",
    );
    shows(&nd::digitize(&nd::array![1.5], &nd::array![1, 1, 2], false)?, "int64 (1,) [2]");
    shows(&nd::digitize(&nd::array![1.5], &nd::array![2, 2, 1], true)?, "int64 (1,) [2]");
    shows(&nd::digitize(&nd::array![1.5], &nd::array![2, 2, 2], true)?, "int64 (1,) [0]");
    fails(
        || Ok(Show::show(&nd::digitize(&nd::array![1.5], &nd::array![1, 3, 2], true)?)),
        "bins must be monotonically increasing or decreasing",
    );
    fails(
        || Ok(Show::show(&nd::digitize(&nd::array![1.5], &nd::array![3, 1, 2], true)?)),
        "bins must be monotonically increasing or decreasing",
    );
    Ok(())
}

/// Ends that round, nothing to count, complex weights.
#[test]
fn histograms() -> Result<()> {
    use nd::HistogramOptions;
    let f4 = |a: Array| a.astype("f4");
    shows(
        &nd::histogram(&f4(nd::array![0.7])?, HistogramOptions::from(3).range(0.7, 1.0))?,
        "(int64 (3,) [1 0 0], float32 (4,) [0.7 0.8 0.9 1. ])",
    );
    shows(
        &nd::histogram(&f4(nd::array![0.1, 0.5, 0.9])?, HistogramOptions::from(3).range(0.1, 0.9))?,
        "(int64 (3,) [1 1 1], float32 (4,) [0.1        0.36666667 0.6333333  0.9       ])",
    );
    shows(
        &nd::histogram(&nd::zeros(0, "f2")?, 3)?,
        "(int64 (3,) [0 0 0], float16 (4,) [0.     0.3333 0.6665 1.    ])",
    );
    shows(
        &nd::histogram(
            &nd::array![1, 2],
            HistogramOptions::from(2)
                .weights(&(nd::array![1.0, 2.0] + nd::array![1.0, 0.0] * nd::Complex::new(0.0, 1.0))),
        )?,
        "(complex128 (2,) [1.+1.j 2.+0.j], float64 (3,) [1.  1.5 2. ])",
    );
    fails(
        || Ok(Show::show(&nd::bincount(&nd::zeros(0, "f8")?, ..)?)),
        "Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'",
    );
    Ok(())
}

/// Nothing to write, and too little.
#[test]
fn writes() -> Result<()> {
    shows(
        &{
            let a = nd::ones((2, 2), "f8")?;
            nd::fill_diagonal(&a, &nd::zeros(0, "f8")?, false)?;
            a
        },
        "float64 (2, 2) [[1. 1.]\n [1. 1.]]",
    );
    fails(
        || Ok(Show::show(&nd::put_along_axis(&nd::arange(5), &nd::array![0, 1, 2], &nd::array![7, 8], ..)?)),
        "shape mismatch: value array of shape (2,) could not be broadcast to indexing result of shape (3,)",
    );
    shows(
        &{
            let a = nd::arange(5);
            nd::put_along_axis(&a, &nd::array![0, 1, 2], &nd::array![7], ..)?;
            a
        },
        "int64 (5,) [7 7 7 3 4]",
    );
    Ok(())
}

/// Positions, grids, triangles, joined ranges.
#[test]
fn grids_and_triangles() -> Result<()> {
    shows(
        &{
            let x = nd::arange(3);
            nd::unravel_index(&x, 5, Order::C)?[0].shares_memory(&x)
        },
        "False",
    );
    fails(
        || Ok(Show::show(&nd::ravel_multi_index(([0],), 0, nd::Mode::Wrap)?)),
        "cannot unravel if shape has zero entries (is empty).",
    );
    shows(&nd::mgrid![1.0..2.0;0.1]?, "float64 (10,) [1.  1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9]");
    shows(&(nd::mgrid![1.0..2.0; 0.1]?.get(4)? * 1e16), "float64 () 1.4000000000000004e+16");
    shows(
        &nd::tril_indices(1 << 50, 0, 0)?.into_iter().collect::<Vec<Array>>(),
        "(int64 (0,) [], int64 (0,) [])",
    );
    shows(
        &nd::tril_indices(3, 2, 0)?.into_iter().collect::<Vec<Array>>(),
        "(int64 (5,) [0 1 1 2 2], int64 (5,) [0 0 1 0 1])",
    );
    shows(
        &nd::triu_indices(2, 3, 1)?.into_iter().collect::<Vec<Array>>(),
        "(int64 (3,) [0 0 1], int64 (3,) [1 2 2])",
    );
    shows(&nd::r_!["0,1,5", 0..3]?, "int64 (3,) [0 1 2]");
    fails(|| Ok(Show::show(&nd::r_!["0,99,5", 0..3]?)), "ndmin must be <= ndmax (64)");
    Ok(())
}

/// Integers that stay, decimals without end, booleans that have no difference.
#[test]
fn rounding_and_differences() -> Result<()> {
    shows(&nd::fix(&nd::array![(1i64 << 53) + 1])?, "int64 (1,) [9007199254740993]");
    shows(&nd::fix(&nd::array![true])?, "bool (1,) [ True]");
    shows(&nd::fix(&nd::array![2.5, -2.5])?, "float64 (2,) [ 2. -2.]");
    fails(|| Ok(Show::show(&nd::gradient(&nd::arange(5.0), 1, [0, 0])?)), "repeated axis");
    shows(&nd::round(&nd::array![1.5], i32::MIN)?, "float64 (1,) [nan]");
    fails(
        || Ok(Show::show(&nd::ediff1d(&nd::array![true, false])?)),
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.",
    );
    shows(
        &nd::nan_to_num(&nd::array![f64::INFINITY, -f64::INFINITY, f64::NAN].astype("f2")?)?,
        "float16 (3,) [ 6.55e+04 -6.55e+04  0.00e+00]",
    );
    Ok(())
}

/// Selectors and outputs of dtypes that do not cast, orders without fields, positions in nothing.
#[test]
fn choices() -> Result<()> {
    fails(
        || {
            Ok(Show::show(
                &nditer([&nd::zeros(0, "f8")?]).multi_index().zerosize_ok().build()?.multi_index()?,
            ))
        },
        "Iterator is past the end",
    );
    fails(
        || Ok(Show::show(&nd::nanargmax(&nd::zeros((0, 3), "f8")?, 0)?)),
        "attempt to get argmax of an empty sequence",
    );
    fails(
        || Ok(Show::show(&nd::choose(&nd::array![0].astype("u8")?, [[1], [2]], nd::Mode::Raise)?)),
        "Cannot cast array data from dtype('uint64') to dtype('int64') according to the rule 'safe'",
    );
    fails(
        || Ok(Show::show(&nd::take(&nd::arange(3.0), [0], nd::Take::default().out(&nd::zeros(1, "c16")?))?)),
        "Cannot cast array data from dtype('complex128') to dtype('float64') according to the rule 'safe'",
    );
    fails(
        || Ok(Show::show(&nd::partition(&nd::arange(3), 0, nd::SortOptions::new().order(["f"]))?)),
        "Cannot specify order when the array has no fields.",
    );
    shows(&nd::argmin(&nd::array!["a"].reshape(())?, -1)?, "int64 () 0");
    Ok(())
}

/// Iteration over nothing, past the end, with axes left out, with a new operand whose axes have another order.
#[test]
fn iteration() -> Result<()> {
    let x = nd::arange(6).reshape((2, 3))?;
    let mut positions = nditer([&x]).multi_index().build()?;
    while positions.iternext()? {}
    fails(|| Ok(format!("{:?}", positions.multi_index()?)), "Iterator is past the end");
    let floats = IterOperand::read_write(&x.astype("f4")?).dtype("f8")?;
    let mut buffered = nditer([floats]).casting(Casting::SameKind).multi_index().buffered(0).build()?;
    buffered.value()?;
    let message = "Iterator RemoveAxis may not be called on a buffered iterator";
    fails(|| Ok(format!("{:?}", buffered.remove_axis(0)?)), message);
    let turned = IterOperand::allocate().axes([Some(1), Some(0)]);
    let mut pairs = nditer([IterOperand::from(&x), turned]).build()?;
    loop {
        let elements = pairs.value()?;
        elements[1].assign(&elements[0])?;
        if !pairs.iternext()? {
            break;
        }
    }
    shows(&pairs.operands()[1], "int64 (3, 2) [[0 3]\n [1 4]\n [2 5]]");
    assert!(
        nditer([IterOperand::from(&x), IterOperand::allocate().axes([Some(0), Some(0)])]).build().is_err()
    );
    Ok(())
}

/// Bytes of objects are none of theirs, and nothing has no ranks.
#[test]
fn conversions_and_ranks() -> Result<()> {
    let objects = nd::array![1].astype("O")?;
    assert!(objects.astype("V").is_err() && nd::array!["a"].astype("T")?.astype("V").is_err());
    shows(&nd::partition(&nd::zeros((3, 0), "f8")?, 5, -1)?, "float64 (3, 0) []");
    shows(&nd::argpartition(&nd::zeros(0, "f8")?, -7, -1)?, "int64 (0,) []");
    shows(&nd::argwhere(&nd::zeros((), "i2,f4")?)?, "int64 (0, 0) []");
    Ok(())
}

/// Powers that are refused are refused only where they are computed.
#[test]
fn powers_under_a_mask() -> Result<()> {
    let (x, out, none) = (nd::array![2, 3], nd::array![7, 7], nd::array![false, false]);
    shows(&nd::power::with(&x, &-1).out(&out).where_(&none).run()?, "int64 (2,) [7 7]");
    let some = nd::array![false, true];
    let call = || Ok(nd::power::with(&x, &-1).out(&out).where_(&some).run()?.show());
    fails(call, "Integers to negative integer powers are not allowed.");
    Ok(())
}

/// Eigenvalues and vectors of matrices whose rows and columns are of very different sizes.
#[test]
fn matrices_out_of_balance() -> Result<()> {
    let wide = nd::array![[1.0, 1e20], [0.0, 2.0]];
    shows(&nd::linalg::eig(&wide)?.eigenvectors.slice(s![.., 1])?, "float64 (2,) [1.e+00 1.e-20]");
    let scaled = nd::array![[1.0, 2e8, 3e-8], [4e-8, 5.0, 6e-16], [7e8, 8e16, 9.0]];
    let plain = nd::array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]];
    let sorted = |x: &Array| nd::sort(&nd::linalg::eigvals(x)?.round(9)?, -1);
    assert!(nd::allclose(&sorted(&scaled)?, &sorted(&plain)?)?);
    Ok(())
}

/// Which position out of bounds is named: the first in C order.
#[test]
fn positions_out_of_bounds() -> Result<()> {
    let (x, places) = (nd::zeros(0, "f8")?, nd::array![[5, 3, 4]]);
    let back = places.slice(s![.., ..;-1])?;
    fails(|| Ok(x.get(&back)?.show()), "index 4 is out of bounds for axis 0 with size 0");
    fails(|| Ok(x.get(places.t())?.show()), "index 5 is out of bounds for axis 0 with size 0");
    fails(|| Ok(x.get(&back.slice(0)?)?.show()), "index 4 is out of bounds for axis 0 with size 0");
    Ok(())
}

/// Coefficients that are arrays, norms of what holds numbers, the least type of text.
#[test]
fn operands_of_other_kinds() -> Result<()> {
    let rows = nd::array![[1, 2], [3, 4]];
    shows(&nd::polyval(&rows, &nd::array![1, 2])?, "int64 (2,) [4 8]");
    shows(&nd::polyval(&nd::zeros((0, 3), "f8")?, 2)?, "int64 () 0");
    let objects = nd::array![3, 4].astype("O")?;
    shows(&nd::linalg::norm(&objects, ..)?, "float64 () 5.0");
    shows(&nd::linalg::norm(&nd::array!["3", "4"], 1)?, "float64 () 7.0");
    assert_eq!(nd::min_scalar_type(&nd::full((), "3")?.astype("U2")?)?.to_string(), "<U2");
    Ok(())
}

/// Where two outputs share memory, the last that needs no cast is written first.
#[test]
fn outputs_that_overlap() -> Result<()> {
    let y = nd::array![7.0, 8.0, 9.0];
    nd::divmod::with(&y, &2).outs(&y, &y).run_pair()?;
    assert_eq!(y.to_string(), "[3. 4. 4.]");
    let z = nd::zeros(4, "f8")?;
    nd::divmod::with(&nd::array![7.0, 8.0, 9.0], &2).outs(&z.slice(..3)?, &z.slice(1..)?).run_pair()?;
    assert_eq!(z.to_string(), "[3. 4. 4. 1.]");
    let y = nd::array![2.5, -1.25];
    nd::modf::with(&y).outs(&y, &y).run_pair()?;
    assert_eq!(y.to_string(), "[ 0.5  -0.25]");
    let y = nd::array![2.5, 9.0];
    nd::frexp::with(&y).outs(&y, &y).run_pair()?;
    assert_eq!(y.to_string(), "[2. 4.]");
    Ok(())
}

#[test]
fn dtypes_with_axes_of_their_own() -> Result<()> {
    let bytes: Vec<u8> = (0..16).collect();
    shows(
        &Array::from_owned_bytes(bytes, "(2,)i4")?,
        "int32 (2, 2) [[ 50462976 117835012]\n [185207048 252579084]]",
    );
    fails(
        || Ok(nd::concatenate(&[&nd::arange(2)], nd::Join::along(0).dtype("(2,)f8")?)?.show()),
        "The dtype `dtype(('<f8', (2,)))` is not a valid dtype for concatenation since it is a subarray dtype (the subarray \
         dimensions would be added as array dimensions).",
    );
    Ok(())
}

#[test]
fn sizes_at_the_ends_of_what_there_can_be() -> Result<()> {
    let mut x = nd::array![[1, 2, 3], [4, 5, 6]].copy_in(Order::F)?;
    x.resize((3, 2))?;
    shows(&x, "int64 (3, 2) [[1 5]\n [4 3]\n [2 6]]");
    let mut x = nd::array![[1, 2, 3], [4, 5, 6]].copy_in(Order::F)?;
    x.resize((2, 4))?;
    shows(&x, "int64 (2, 4) [[1 2 3 0]\n [4 5 6 0]]");
    fails(|| Ok(nd::mgrid![0.0..f64::NAN, 0..2]?.show()), "cannot convert float NaN to integer");
    let mut shape = vec![1; 63];
    shape.push(2);
    let deep = nd::arange(2).reshape(&shape[..])?;
    assert_eq!(nd::repeat(&deep, 2, -1)?.ravel()?.to_string(), "[0 0 1 1]");
    assert!(nd::tril_indices(usize::MAX, 1, 0).is_err());
    assert!(nd::triu_indices(isize::MAX as usize, 2, 0).is_err());
    let nothing = nd::zeros((), "V0")?.scalar()?;
    assert_eq!(nd::try_array![nothing]?.shape(), [1]);
    let many = nd::zeros(1usize << 60, "V0")?.to_vec::<nd::Scalar>().unwrap_err();
    assert_eq!(many.kind(), ErrorKind::Memory);
    shows(&nd::r_![0..10; 170141183460469231731687303715884105727]?, "int64 (1,) [0]");
    let far = nd::s![..; isize::MAX / 8, ..; isize::MAX / 8];
    shows(&nd::zeros((1, 1), "f8")?.slice(far)?.diagonal(..)?, "float64 (1,) [0.]");
    assert!(nd::arange(3).slice(nd::Part::along(usize::MAX, 0)).is_err());
    Ok(())
}
