//! bfloat16 in the crates above the universal functions: order, products, text, files, records.

use nd::prelude::*;
use nd::{Object, bf16};

#[track_caller]
fn shows(found: Result<Array>, wanted: &str) {
    assert_eq!(format!("{:?}", found.expect("a result")), wanted);
}

fn numbers() -> Result<Array> {
    nd::array![3.5, 1.0, f64::NAN, -0.0, 1.0].astype("bfloat16")
}

#[test]
fn it_is_sorted_and_searched() -> Result<()> {
    let x = numbers()?;
    shows(nd::sort(&x, -1), "array([-0, 1, 1, 3.5, nan], dtype=bfloat16)");
    shows(x.argsort(-1), "array([3, 1, 4, 0, 2])");
    shows(nd::unique(&x), "array([-0, 1, 3.5, nan], dtype=bfloat16)");
    shows(nd::searchsorted(&nd::sort(&x, -1)?, 2, nd::Side::Left), "array(3)");
    shows(x.argmax(..), "array(2)");
    let two = x.slice(s![..2])?;
    shows(nd::median(&two, ..), "array(2.25, dtype=bfloat16)");
    shows(nd::partition(&two, 0, -1), "array([1, 3.5], dtype=bfloat16)");
    Ok(())
}

/// Products are summed in `float32` and rounded once: 256 + 1 + 1 in bfloat16 alone stays 256.
#[test]
fn products_are_rounded_once() -> Result<()> {
    let row = nd::array![16.0, 1.0, 1.0].astype("bfloat16")?;
    shows(row.dot(&row), "array(258, dtype=bfloat16)");
    shows(nd::outer(&row, &row)?.slice(s![0]), "array([256, 16, 16], dtype=bfloat16)");
    let square = nd::outer(&row, &row)?;
    shows(square.matmul(&row), "array([4128, 258, 258], dtype=bfloat16)");
    shows(nd::einsum("i,i->", [&row, &row]), "array(258, dtype=bfloat16)");
    shows(nd::convolve(&row, &row, nd::ConvolveMode::Full), "array([256, 32, 33, 2, 1], dtype=bfloat16)");
    // As NumPy does with `ml_dtypes`, decompositions and norms are those of `float64`.
    assert_eq!(*nd::linalg::norm(&row, ..)?.dtype(), DType::F64);
    assert_eq!(*nd::fft::fft(&row, ..)?.dtype(), DType::C64);
    Ok(())
}

#[test]
fn it_selects_and_joins() -> Result<()> {
    let x = numbers()?;
    shows(nd::where_(&x.greater(1)?, &x, 0), "array([3.5, 0, 0, 0, 0], dtype=bfloat16)");
    shows(nd::clip(&x, 0.5, 2.0), "array([2, 1, nan, 0.5, 1], dtype=bfloat16)");
    let joined = nd::concatenate(&[&x, &nd::zeros(1, "f4")?], 0)?;
    assert_eq!(*joined.dtype(), DType::F32);
    let doubled = x.slice(s![..2])?;
    doubled.set(ix![0], 1.0 / 3.0)?;
    shows(Ok(x.slice(s![..2])?), "array([0.333984, 1], dtype=bfloat16)");
    Ok(())
}

#[test]
fn it_is_read_and_written() -> Result<()> {
    let x = nd::array![1.5, -0.1].astype("bfloat16")?;
    shows(x.astype("U12"), "array(['1.5', '-0.100098'], dtype='<U12')");
    shows(nd::array!["1.5", "0.1"].astype("bfloat16"), "array([1.5, 0.100098], dtype=bfloat16)");
    let mut file = Vec::new();
    nd::write_npy(&mut file, &x)?;
    assert!(file.windows(13).any(|text| text == b"'descr': '<V2"));
    let raw = nd::read_npy(&file[..])?;
    shows(raw.view_as("bfloat16"), "array([1.5, -0.100098], dtype=bfloat16)");
    let read = nd::LoadTxt::new().dtype("bfloat16").read("1.5 0.1\n3 nan\n".as_bytes())?;
    shows(Ok(read), "array([[1.5, 0.100098],\n       [3, nan]], dtype=bfloat16)");
    Ok(())
}

#[test]
fn dtypes_read_back() -> Result<()> {
    let record = DType::parse("[('a', 'bfloat16'), ('b', '>bfloat16'), ('c', '<i4')]")?;
    assert_eq!(record.to_string(), "[('a', 'bfloat16'), ('b', '>bfloat16'), ('c', '<i4')]");
    assert_eq!(DType::parse(&record.to_string())?, record);
    assert_eq!(record.itemsize(), 8);
    let points = nd::zeros(2, &record)?;
    points.field("b")?.fill(1.5)?;
    assert_eq!(points.field("b")?.tobytes()?, [0x3f, 0xc0, 0x3f, 0xc0]);
    assert_eq!(points.to_string(), "[(0, 1.5, 0) (0, 1.5, 0)]");
    let swapped = DType::BF16.swapped();
    assert_eq!((swapped.to_string().as_str(), swapped.descr_str().as_str()), (">bfloat16", ">V2"));
    assert_eq!((DType::BF16.kind(), DType::BF16.char(), DType::BF16.name().as_str()), ('f', 'E', "bfloat16"));
    // The letter is none that `np.dtype` knows, and two bytes of float are those of float16.
    assert!(DType::parse("E").is_err());
    assert_eq!(DType::parse("f2")?, DType::F16);
    Ok(())
}

#[test]
fn values_go_in_and_out() -> Result<()> {
    let x = Array::from_vec(vec![bf16::from_f32(0.1), bf16::MAX])?;
    assert_eq!(*x.dtype(), DType::BF16);
    assert_eq!(x.get(ix![0])?.item::<bf16>()?, bf16::from_f32(0.1));
    assert_eq!(x.get(ix![0])?.item::<f64>()?, 0.10009765625);
    assert_eq!(format!("{:?}", x.get(ix![1])?.scalar()?), "np.bfloat16(3.38953e+38)");
    assert_eq!(x.to_vec::<bf16>()?, [bf16::from_f32(0.1), bf16::MAX]);
    shows((&x.slice(s![..1])? + bf16::from_f32(0.9)).astype("f4"), "array([1.], dtype=float32)");
    assert_eq!(Object::from(bf16::from_f32(0.5)), Object::from(0.5));
    Ok(())
}
