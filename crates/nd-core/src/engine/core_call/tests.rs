//! Generalized calls against loops over indices: strides, byte orders, overlap, loops that broadcast, errors.

use super::{CoreCall, on_pool};
use crate::{Array, DType, Slice, arange, array, empty, zeros};
use nd_dtype::{ErrorKind, Result};

/// `out[.., i] = sum over j of a[.., i, j] * b[.., j]`, by the engine.
fn matvec(a: &Array, b: &Array, out: &Array) -> Result<()> {
    let f8 = &DType::F64;
    CoreCall::new("matvec").read(a, 2, f8).read(b, 1, f8).write(out, 1, f8).run(
        || (),
        |_, core| {
            let (a, b) = (core.view::<f64>(0), core.view::<f64>(1));
            let mut out = core.view_mut::<f64>(2);
            for i in 0..a.shape()[0] {
                out[[i]] = (0..b.shape()[0]).fold(0.0, |sum, j| sum + a[[i, j]] * b[[j]]);
            }
            Ok(())
        },
    )
}

#[track_caller]
fn check(a: &Array, b: &Array, loops: &[usize], expected: &str) {
    let mut shape = loops.to_vec();
    shape.push(a.shape()[a.ndim() - 2]);
    for dtype in ["f8", ">f8", "f4"] {
        let out = zeros(&shape, dtype).unwrap();
        matvec(a, b, &out).unwrap();
        assert_eq!(out.to_string(), expected, "{dtype}");
    }
}

#[test]
fn cores_of_any_layout_and_dtype() {
    let a = arange(6).reshape((2, 3)).unwrap();
    let b = array![1.0, 10.0, 100.0];
    for a in [a.clone(), a.astype(">f8").unwrap(), a.astype("f8").unwrap().t().copy().unwrap().t()] {
        check(&a, &b, &[], "[210. 543.]");
        let flipped = Slice::FULL.by(-1);
        check(&a.slice((flipped, ..)).unwrap(), &b, &[], "[543. 210.]");
        check(&a, &b.slice(flipped).unwrap(), &[], "[ 12. 345.]");
    }
}

#[test]
fn loops_broadcast() {
    let a = arange(12).reshape((2, 1, 2, 3)).unwrap();
    let b = arange(9).reshape((3, 3)).unwrap();
    let expected =
        "[[[  5.  14.]\n  [ 14.  50.]\n  [ 23.  86.]]\n\n [[ 23.  32.]\n  [ 86. 122.]\n  [149. 212.]]]";
    check(&a, &b, &[2, 3], expected);
}

#[test]
fn outputs_that_overlap_inputs_see_the_old_values() {
    let x = arange(9).reshape((3, 3)).unwrap().astype("f8").unwrap();
    let (row, column) = (x.slice(1).unwrap(), x.slice((.., 1)).unwrap());
    matvec(&x, &row, &column).unwrap();
    assert_eq!(x.to_string(), "[[ 0. 14.  2.]\n [ 3. 50.  5.]\n [ 6. 86.  8.]]");
}

#[test]
fn packed_cores_are_slices_and_write_through() {
    let x = arange(12).reshape((3, 4)).unwrap().astype(">i4").unwrap();
    let columns = x.t();
    CoreCall::new("reverse")
        .write(&columns, 1, &DType::I64)
        .packed()
        .run(
            || (),
            |_, core| {
                core.view_mut::<i64>(0).as_mut_slice().unwrap().reverse();
                Ok(())
            },
        )
        .unwrap();
    assert_eq!(x.to_string(), "[[ 8  9 10 11]\n [ 4  5  6  7]\n [ 0  1  2  3]]");
}

#[test]
fn many_items_are_shared_among_threads() {
    let x = arange(1 << 21).reshape((1 << 20, 2)).unwrap();
    let sums = zeros(1 << 20, DType::I64).unwrap();
    let call = CoreCall::new("sum").read(&x, 1, &DType::I64).write(&sums, 0, &DType::I64);
    call.run(
        || (),
        |_, core| {
            core.view_mut::<i64>(1)[[]] = core.view::<i64>(0).iter().sum();
            Ok(())
        },
    )
    .unwrap();
    assert_eq!(sums.slice(1000).unwrap().item::<i64>().unwrap(), 4001);
    assert_eq!(sums.slice(-1).unwrap().item::<i64>().unwrap(), (1 << 22) - 3);
}

#[test]
fn errors_leave_outputs_with_temporaries_alone() {
    let out = zeros(4, ">f8").unwrap();
    let failing = CoreCall::new("fail").write(&out, 0, &DType::F64).run(
        || (),
        |_, core| {
            core.view_mut::<f64>(0)[[]] = 1.0;
            zeros((1, 2), "f8")?.reshape(3).map(drop)
        },
    );
    assert_eq!(failing.unwrap_err().kind(), ErrorKind::Value);
    assert_eq!(out.to_string(), "[0. 0. 0. 0.]");
}

#[test]
fn misfits_are_errors() {
    let text = |result: Result<()>| result.unwrap_err().to_string();
    let (a, b) = (zeros((2, 3), "f8").unwrap(), zeros(3, "f8").unwrap());
    assert_eq!(
        text(matvec(&b, &b, &b)),
        "matvec: operand 0 does not have enough dimensions (has 1, the function's core requires 2)"
    );
    assert_eq!(
        text(matvec(&a, &zeros((4, 3), "f8").unwrap(), &zeros(2, "f8").unwrap())),
        "non-broadcastable output operand with shape () doesn't match the broadcast shape (4,)"
    );
    assert_eq!(text(matvec(&a, &b, &zeros(2, "f8").unwrap().read_only())), "output array is read-only");
}

#[test]
fn empty_cores_and_loops() {
    let out = zeros(2, "f8").unwrap();
    matvec(&zeros((2, 0), "f8").unwrap(), &zeros(0, "f8").unwrap(), &out).unwrap();
    assert_eq!(out.to_string(), "[0. 0.]");
    let none = empty((0, 2), "f8").unwrap();
    matvec(&zeros((0, 2, 3), "f8").unwrap(), &zeros(3, "f8").unwrap(), &none).unwrap();
}

#[test]
fn leaves_run_on_the_pool() {
    assert_eq!(on_pool(|| 2 + 2), 4);
}
