//! Results in arrays of the caller's, and lengths that stay: what NumPy 2.4.6 gives and says.

use nd_core::{Array, Result, arange, array, ones, zeros};
use nd_fft::{FftOptions, FftnOptions, fft, fft2, fftn, hfft, ifft, ihfft, irfft, irfftn, rfft, rfftn};

fn to(out: &Array) -> FftOptions<'_> {
    FftOptions::new().out(out)
}

fn all_to(out: &Array) -> FftnOptions<'_> {
    FftnOptions::new().out(out)
}

fn four() -> Result<Array> {
    arange(4).astype("f8")
}

fn two_by_three() -> Result<Array> {
    arange(6).reshape((2, 3))?.astype("f8")
}

fn complex(shape: &[usize]) -> Array {
    zeros(shape, "c16").expect("memory")
}

#[track_caller]
fn shows(found: Result<Array>, out: &Array, text: &str) {
    // The libraries round differently.
    let rounded = |x: &Array| nd_ufunc::round(x, 12).map(|x| (x + 0.0).to_string());
    assert_eq!(found.and_then(|found| rounded(&found)).expect("a transform"), text);
    assert_eq!(rounded(out).expect("numbers"), text);
}

#[track_caller]
fn refused<T>(result: Result<T>, said: &str) {
    let Err(error) = result else { panic!("no error: {said}") };
    assert_eq!(format!("{}: {error}", error.kind().name()), said);
}

#[test]
fn one_axis() -> Result<()> {
    let x = four()?;
    let out = complex(&[4]);
    shows(fft(&x, to(&out)), &out, "[ 6.+0.j -2.+2.j -2.+0.j -2.-2.j]");
    shows(ifft(&out, to(&out)), &out, "[0.+0.j 1.+0.j 2.+0.j 3.+0.j]");
    // Other precision, another layout, other axes that broadcast.
    let out = zeros(4, "c8")?;
    shows(fft(&x, to(&out)), &out, "[ 6.+0.j -2.+2.j -2.+0.j -2.-2.j]");
    let out = complex(&[2, 4]).t();
    fft(&ones((4, 2), "f8")?, to(&out).axis(0))?;
    assert_eq!(out.to_string(), "[[4.+0.j 4.+0.j]\n [0.+0.j 0.+0.j]\n [0.+0.j 0.+0.j]\n [0.+0.j 0.+0.j]]");
    let out = complex(&[2, 2]);
    shows(fft(&ones((1, 2), "f8")?, to(&out)), &out, "[[2.+0.j 0.+0.j]\n [2.+0.j 0.+0.j]]");
    assert_eq!(fft(&zeros((0, 4), "f8")?, to(&complex(&[0, 4])))?.shape(), [0, 4]);
    let out = complex(&[3]);
    shows(rfft(&x, to(&out)), &out, "[ 6.+0.j -2.+2.j -2.+0.j]");
    shows(ihfft(&x, to(&out)), &out, "[ 1.5+0.j  -0.5-0.5j -0.5+0.j ]");
    let out = zeros(6, "f4")?;
    let halves = "[ 1.5        -0.6666667   0.         -0.16666667  0.         -0.6666667 ]";
    shows(irfft(&x, to(&out)), &out, halves);
    let out = zeros(6, "f2")?;
    irfft(&x.astype("f2")?, to(&out))?;
    assert_eq!(out.to_string(), "[ 1.5    -0.6665  0.     -0.1666  0.     -0.6665]");
    let out = zeros(6, "f8")?;
    irfft(&x.astype("f2")?, to(&out))?;
    assert_eq!(out.dtype().name(), "float64");
    // NumPy's `hfft` forgets its output.
    shows(hfft(&x, to(&out)), &out, "[ 9. -4.  0. -1.  0. -4.]");
    Ok(())
}

#[test]
fn outputs_that_do_not_fit() -> Result<()> {
    let x = four()?;
    let wrong = "ValueError: output array has wrong shape.";
    refused(fft(&x, to(&complex(&[5]))), wrong);
    refused(fft(&x, to(&complex(&[1, 4]))), wrong);
    refused(rfft(&x, to(&complex(&[4]))), wrong);
    let cast = |name: &str, from: &str, to: &str| {
        format!(
            "UFuncTypeError: Cannot cast ufunc '{name}' output from dtype('{from}') to dtype('{to}') with casting rule \
             'same_kind'"
        )
    };
    refused(fft(&x, to(&zeros(4, "f8")?)), &cast("fft", "complex128", "float64"));
    refused(ifft(&x, to(&zeros(4, "f4")?)), &cast("ifft", "complex128", "float32"));
    refused(rfft(&x, to(&zeros(3, "f8")?)), &cast("rfft_n_even", "complex128", "float64"));
    refused(rfft(&x, to(&zeros(3, "f8")?).n(5)), &cast("rfft_n_odd", "complex128", "float64"));
    refused(ihfft(&x, to(&zeros(3, "f4")?)), &cast("rfft_n_even", "complex128", "float32"));
    refused(irfft(&x, to(&zeros(6, "i4")?)), &cast("irfft", "float64", "int32"));
    refused(fft(&x, to(&complex(&[4]).read_only())), "ValueError: output array is read-only");
    refused(fft(&x, to(&zeros(4, "f8").unwrap().read_only())), "ValueError: output array is read-only");
    let clash = |before: &str, after: &str, out: &str, moved: &str, n: usize| {
        format!(
            "ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: \
             {before}->{after} ()->() {out}->{moved}  and requested shape ({n})"
        )
    };
    let cube = ones((3, 5, 4), "f8")?;
    let said = clash("(3,5,4)", "(3,4,newaxis)", "(2,5,2)", "(2,2,5)", 5);
    refused(fft(&cube, to(&complex(&[2, 5, 2])).axis(1)), &said);
    let said = clash("(3,4)", "(3,newaxis)", "(2,4)", "(2,4)", 4);
    refused(fft(&ones((3, 4), "f8")?, to(&complex(&[2, 4]))), &said);
    let repeated = |out: &str, moved: &str, shape: &str| {
        format!(
            "ValueError: non-broadcastable output operand with shape {out} [remapped to {moved}] doesn't match the \
             broadcast shape {shape}"
        )
    };
    refused(fft(&cube, to(&complex(&[1, 5, 4])).axis(1)), &repeated("(1,5,4)", "(5,4,1)", "(3,4,5)"));
    refused(fft(&cube, to(&complex(&[3, 1, 4])).axis(0)), &repeated("(3,1,4)", "(3,4,1)", "(5,4,3)"));
    Ok(())
}

#[test]
fn several_axes() -> Result<()> {
    let m = two_by_three()?;
    let out = complex(&[2, 3]);
    let spectrum = "[[15.+0.j         -3.+1.73205081j -3.-1.73205081j]\n [-9.+0.j          0.+0.j          0.+0.j        ]]";
    shows(fftn(&m, all_to(&out)), &out, spectrum);
    // From single precision, all steps but the first are in that of the output.
    let out = complex(&[2, 3]);
    fftn(&m.astype("f4")?, all_to(&out))?;
    assert_eq!(out.get((1, 0))?.to_string(), "(-9+0j)");
    let out = complex(&[2, 2]);
    shows(
        rfftn(&m, all_to(&out)),
        &out,
        "[[15.+0.j         -3.+1.73205081j]\n [-9.+0.j          0.+0.j        ]]",
    );
    let out = zeros((2, 4), "f8")?;
    shows(irfftn(&m, all_to(&out)), &out, "[[ 2.5 -0.5  0.  -0.5]\n [-1.5  0.   0.   0. ]]");
    assert_eq!(fftn(&m, all_to(&complex(&[2, 5])).s([2, 5]).axes([0, 1]))?.shape(), [2, 5]);
    assert_eq!(irfftn(&m, all_to(&zeros((4, 3), "f8")?).s([4, -1]).axes([0, 1]))?.shape(), [4, 3]);
    refused(fftn(&m, all_to(&complex(&[2, 4]))), "ValueError: output array has wrong shape.");
    // Each step goes to the output, so that one that changes another axis later does not fit.
    refused(
        fftn(&m, all_to(&complex(&[4, 5])).s([4, 5]).axes([0, 1])),
        "ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: \
         (2,3)->(2,newaxis) ()->() (4,5)->(4,5)  and requested shape (5)",
    );
    Ok(())
}

#[test]
fn lengths_that_stay() -> Result<()> {
    let m = two_by_three()?;
    let s = |s: [isize; 2]| FftnOptions::new().s(s).axes([0, 1]);
    assert_eq!(fftn(&m, s([-1, 2]))?.shape(), [2, 2]);
    assert_eq!(rfftn(&m, s([4, -1]))?.shape(), [4, 2]);
    // Of a real result, the length is that of the input too.
    assert_eq!(irfftn(&m, s([-1, -1]))?.shape(), [2, 3]);
    assert_eq!(fft2(&m, FftnOptions::new().s((-1, 4)))?.shape(), [2, 4]);
    assert_eq!(fftn(&m, FftnOptions::new().s(-1).axes(0))?.shape(), [2, 3]);
    refused(fftn(&m, s([-1, -2])), "ValueError: Invalid number of FFT data points (-2) specified.");
    let short = FftnOptions::new().s(-1).axes([0, 1]);
    refused(fftn(&m, short), "ValueError: Shape and axes have different lengths.");
    let x = array![1.0, 2.0];
    refused(
        fftn(&x, FftnOptions::new().s(0)),
        "ValueError: Invalid number of FFT data points (0) specified.",
    );
    Ok(())
}
