//! The borrow rules as users meet them: disjoint parts at once, conflicts in turn, guards that refuse, no deadlock.

use nd_core::{
    Arg, Array, Complex, ErrorKind, Part, Slice, View, ViewMut, arange, array, full, ones, operators, zeros,
};
use std::sync::Barrier;

fn every_second(array: &Array, start: isize) -> Array {
    array.slice([Part::Slice(Slice { start: Some(start), stop: None, step: Some(2) })]).expect("a slice")
}

/// The halves of two arrays that share no byte: every second element, and the columns left and right of one.
fn disjoint_halves() -> Vec<(Array, Array, Array)> {
    let line = zeros(1000, "f8").expect("zeros");
    let table = zeros((60, 50), "f8").expect("zeros");
    let (left, right) = (table.slice((.., ..17)).expect("left"), table.slice((.., 17..)).expect("right"));
    vec![(line.clone(), every_second(&line, 0), every_second(&line, 1)), (table, left, right)]
}

#[test]
fn disjoint_parts_are_written_under_guards_held_at_once() {
    for (whole, one, two) in disjoint_halves() {
        // Both threads hold their guard when either goes on.
        let both = Barrier::new(2);
        std::thread::scope(|scope| {
            for (part, value) in [(&one, 1.0), (&two, 2.0)] {
                let both = &both;
                scope.spawn(move || {
                    let mut guard = part.view_mut::<f64>().expect("a guard");
                    both.wait();
                    guard.view_mut().fill(value);
                    both.wait();
                });
            }
        });
        let sum: f64 = whole.to_vec::<f64>().expect("values").iter().sum();
        assert_eq!(sum, one.size() as f64 + 2.0 * two.size() as f64);
    }
}

#[test]
fn disjoint_parts_are_written_by_operations_beside_a_guard() {
    for (whole, one, two) in disjoint_halves() {
        let mut guard = one.view_mut::<f64>().expect("a guard");
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..100 {
                    let mut two = &two;
                    two += 1.0;
                }
            });
            guard.view_mut().fill(7.0);
        });
        assert_eq!(whole.fill(0).expect_err("the guard is held").kind(), ErrorKind::Borrowed);
        drop(guard);
        assert!(one.to_vec::<f64>().expect("values").iter().all(|&x| x == 7.0));
        assert!(two.to_vec::<f64>().expect("values").iter().all(|&x| x == 100.0));
    }
}

#[test]
fn disjoint_parts_are_written_by_operations_of_two_threads() {
    for (whole, one, two) in disjoint_halves() {
        std::thread::scope(|scope| {
            for part in [&one, &two] {
                scope.spawn(move || {
                    let mut part = part;
                    (0..500).for_each(|_| part += 1.0);
                });
            }
        });
        assert!(whole.to_vec::<f64>().expect("values").iter().all(|&x| x == 500.0));
    }
}

#[test]
fn conflicting_operations_of_eight_threads_lose_no_update() {
    let total = zeros((40, 25), "i8").expect("zeros");
    let step = ones((40, 25), "i8").expect("ones");
    // Views that overlap in different ways, and operands in either order.
    let views = [
        total.clone(),
        total.t(),
        total.slice((.., ..13)).expect("left"),
        total.slice((7.., ..)).expect("low"),
    ];
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (view, step) = (&views[thread % 4], &step);
            scope.spawn(move || {
                for _ in 0..200 {
                    let mut view = view;
                    match thread % 4 {
                        0 => view += step,
                        _ => view += 1,
                    }
                }
            });
        }
    });
    for (i, row) in total.iter().expect("rows").enumerate() {
        for (j, x) in row.to_vec::<i64>().expect("values").into_iter().enumerate() {
            let expected = 400 * (2 + i64::from(j < 13) + i64::from(i >= 7));
            assert_eq!(x, expected, "element {i}, {j}");
        }
    }
}

#[test]
fn operands_in_any_order_do_not_deadlock() {
    let (a, b) = (ones(2000, "f8").expect("ones"), ones(2000, "f8").expect("ones"));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut a = &a;
                (0..300).for_each(|_| a += &b);
            });
            scope.spawn(|| {
                let mut b = &b;
                (0..300).for_each(|_| b *= &a.read_only() * 0.0);
            });
        }
    });
    assert!(b.to_vec::<f64>().expect("values").iter().all(|&x| x == 0.0));
}

/// Twenty thousand tasks that all change one array.
fn queue_operations(threads: usize) {
    let counter = zeros(16, "i8").expect("zeros");
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(256 << 10).build().expect("a pool");
    pool.scope(|scope| {
        for _ in 0..20_000 {
            let mut counter = &counter;
            scope.spawn(move |_| counter += 1);
        }
    });
    assert_eq!(counter.to_vec::<i64>().expect("values"), [20_000; 16]);
}

#[test]
fn many_queued_operations_end_on_a_pool_of_one_thread() {
    queue_operations(1);
}

#[test]
fn many_queued_operations_end_on_a_pool_of_two_threads() {
    queue_operations(2);
}

#[test]
fn large_operations_inside_the_users_pool_end() {
    let x = zeros(1_200_000, "f8").expect("zeros");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("a pool");
    pool.scope(|scope| {
        for _ in 0..8 {
            let mut x = &x;
            scope.spawn(move |_| {
                x += 1.0;
                x += &(x * 0.0);
            });
        }
    });
    let x = x.to_vec::<f64>().expect("values");
    assert!(x.iter().all(|&x| x == 8.0));
}

/// The message of a conflict, which names the line of the guard.
#[track_caller]
fn assert_borrowed<T>(result: nd_core::Result<T>, operation: &str, line: u32) {
    let Err(error) = result else { panic!("{operation} went through a guard") };
    assert_eq!(error.kind(), ErrorKind::Borrowed, "{error}");
    let message = error.to_string();
    assert!(message.starts_with(&format!("{operation}: array cannot be borrowed for ")), "{message}");
    assert!(message.contains(&format!("borrows.rs:{line} ")), "{message}, not line {line}");
}

#[test]
fn a_held_guard_refuses_conflicting_operations_and_names_its_line() {
    let a = arange(10).astype("f8").expect("floats");
    let line = line!() + 1;
    let guard = a.view_mut::<f64>().expect("a guard");
    assert_borrowed(a.fill(0), "assignment", line);
    assert_borrowed(a.copy(), "copy", line);
    assert_borrowed(a.astype("i4"), "astype", line);
    assert_borrowed(operators::ADD.binary(Arg::Array(&a), Arg::Array(&a)), "add", line);
    assert_borrowed(operators::ADD.reduce(&a, &nd_core::axis(..)), "add", line);
    assert_borrowed(a.view::<f64>(), "view", line);
    assert_borrowed(a.view_mut::<f64>(), "view_mut", line);
    assert_borrowed(a.set(0, 1), "set", line);
    assert_borrowed(a.tobytes(), "tobytes", line);
    assert_borrowed(a.slice(3).expect("a view").item::<f64>(), "item", line);
    // Views are made without touching elements.
    assert_eq!(a.t().shape(), [10]);
    drop(guard);
    a.fill(1).expect("nobody holds it");
    let line = line!() + 1;
    let guard = a.view::<f64>().expect("a guard");
    assert_borrowed(a.fill(0), "assignment", line);
    assert_borrowed(a.view_mut::<f64>(), "view_mut", line);
    // Readers share.
    let second = a.view::<f64>().expect("a second guard");
    assert_eq!((guard[[3]], second[[9]]), (1.0, 1.0));
    assert_eq!(a.copy().expect("a copy").to_string(), "[1. 1. 1. 1. 1. 1. 1. 1. 1. 1.]");
}

#[test]
#[should_panic(expected = "add: add: array cannot be borrowed for writing while the guard taken at")]
fn operators_panic_with_the_message() {
    let a = arange(10);
    let _guard = a.view::<i64>().expect("a guard");
    let mut same = &a;
    same += 1;
}

#[test]
fn a_guard_holds_its_part_only() {
    let a = arange(10);
    let guard = a.slice(2..5).expect("a part").view_mut::<i64>().expect("a guard");
    a.slice(5..).expect("the rest").fill(0).expect("apart");
    a.slice(..2).expect("the start").fill(0).expect("apart");
    assert_eq!(
        a.slice(4..6).expect("a part").fill(0).expect_err("one element in common").kind(),
        ErrorKind::Borrowed
    );
    drop(guard);
    assert_eq!(a.to_string(), "[0 0 2 3 4 0 0 0 0 0]");
}

#[test]
fn a_leaked_guard_keeps_its_part_borrowed_and_nothing_else() {
    let a = arange(10);
    core::mem::forget(a.slice(..5).expect("a part").view_mut::<i64>().expect("a guard"));
    assert_eq!(a.fill(0).expect_err("borrowed for good").kind(), ErrorKind::Borrowed);
    a.slice(5..).expect("the rest").fill(0).expect("apart");
    assert_eq!(a.to_string(), "<borrowed>");
    drop(a);
}

#[test]
fn arrays_without_elements_conflict_with_nothing() {
    for shape in [[0, 3], [3, 0]] {
        let a = zeros(shape, "f8").expect("zeros");
        let (mut one, mut two) = (a.view_mut::<f64>().expect("one"), a.view_mut::<f64>().expect("two"));
        one.view_mut().fill(1.0);
        assert_eq!((two.view_mut().len(), two.view().as_slice()), (0, Some(&[][..])));
        a.fill(3).expect("nothing to borrow");
    }
    let a = arange(10);
    let _none = a.slice(5..5).expect("nothing").view_mut::<i64>().expect("a guard");
    a.fill(0).expect("nothing is borrowed");
}

#[test]
fn read_only_arrays_refuse_writing() {
    static BYTES: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];
    let repeated = arange(3).broadcast_to((2, 3)).expect("repeats");
    let constant = Array::from_static(&BYTES, "u1").expect("constants");
    for (array, reads) in [(&repeated, 6), (&constant, 8)] {
        assert!(!array.is_writeable());
        // NumPy: b = np.broadcast_to(np.arange(3), (2, 3)); b[...] = 0
        assert_eq!(array.fill(0).expect_err("read-only").to_string(), "assignment destination is read-only");
        assert_eq!(
            array.set(0, 0).expect_err("read-only").to_string(),
            "assignment destination is read-only"
        );
        // NumPy: np.add(b, 1, out=b)
        let options = nd_core::CallOptions { out: Some(array), ..Default::default() };
        let args = [Arg::Array(array), Arg::Array(array)];
        let error = operators::ADD.call(&args, &options).expect_err("read-only");
        assert_eq!(error.to_string(), "output array is read-only");
        assert_eq!(array.copy().expect("a copy").size(), reads);
    }
    assert_eq!(repeated.view_mut::<i64>().map(|_| ()).expect_err("read-only").kind(), ErrorKind::Value);
    assert_eq!(constant.view_mut::<u8>().map(|_| ()).expect_err("read-only").kind(), ErrorKind::Value);
    let guards = [constant.view::<u8>().expect("one"), constant.view::<u8>().expect("two")];
    assert_eq!(guards[0].view().as_slice(), Some(&BYTES[..]));
    assert_eq!(repeated.view::<i64>().expect("a guard").view().iter().copied().sum::<i64>(), 6);
    // A copy of a read-only array is nobody's but its owner's.
    constant.copy().expect("a copy").fill(0).expect("writeable");
    assert_eq!(BYTES[0], 1);
}

#[test]
fn closures_borrow_until_they_return() {
    let a = arange(6).reshape((2, 3)).expect("a matrix");
    let sum = a.with(|v: View<i64>| v.iter().sum::<i64>()).expect("a sum");
    assert_eq!(sum, 15);
    let inner = a.with_mut(|mut v: ViewMut<i64>| {
        v[[1, 2]] = 50;
        // The array itself is out of reach meanwhile.
        a.fill(0).expect_err("borrowed").kind()
    });
    assert_eq!(inner.expect("a call"), ErrorKind::Borrowed);
    assert_eq!(a.to_string(), "[[ 0  1  2]\n [ 3  4 50]]");
    let result = std::panic::catch_unwind(|| a.with_mut(|_: ViewMut<i64>| panic!("inside")));
    assert!(result.is_err());
    a.fill(1).expect("the borrow ended with the panic");
}

#[test]
fn guards_are_of_the_elements_type() {
    let a = full((2, 2), 1.5).expect("floats");
    let error = a.view::<f32>().map(|_| ()).expect_err("another type");
    assert_eq!(
        (error.kind(), error.to_string()),
        (ErrorKind::Type, "view: array has dtype float64, not float32".into())
    );
    let swapped = a.astype(">f8").expect("a cast");
    let error = swapped.view_mut::<f64>().map(|_| ()).expect_err("another byte order");
    assert_eq!(
        (error.kind(), error.to_string()),
        (ErrorKind::Type, "view_mut: array has dtype >f8, not float64".into())
    );
    let z = full(2, Complex::new(1.0, 2.0)).expect("numbers");
    assert_eq!(z.imag().expect("parts").view::<f64>().expect("a guard").view()[[1]], 2.0);
    assert_eq!(z.view::<Complex<f64>>().expect("a guard")[[0]], Complex::new(1.0, 2.0));
}

#[test]
fn guards_want_aligned_elements() {
    let records = zeros(4, "i1,f8").expect("records");
    let error = records.field("f1").expect("a field").view::<f64>().map(|_| ()).expect_err("misaligned");
    assert_eq!(error.kind(), ErrorKind::Value);
    assert!(
        error.to_string().starts_with("view: elements of dtype float64 lie at misaligned addresses"),
        "{error}"
    );
    // Bytes need no alignment.
    records.field("f0").expect("a field").view_mut::<i8>().expect("a guard").view_mut().fill(-1);
    assert_eq!(records.to_string(), "[(-1, 0.) (-1, 0.) (-1, 0.) (-1, 0.)]");
}

#[test]
fn views_index_iterate_and_know_their_shape() {
    let a = arange(12).reshape((3, 4)).expect("a matrix").t();
    let mut guard = a.view_mut::<i64>().expect("a guard");
    let mut view = guard.view_mut();
    assert_eq!((view.shape(), view.len(), view.is_empty()), (&[4, 3][..], 12, false));
    assert!(view.as_mut_slice().is_none());
    assert_eq!(view.get_mut([4, 0]), None);
    assert_eq!(view.get_mut([0]), None);
    view[[3, 0]] += 100;
    view.iter_mut().for_each(|x| *x *= 2);
    assert_eq!(view.as_view().iter().copied().collect::<Vec<i64>>()[..4], [0, 8, 16, 2]);
    let read = guard.view();
    assert_eq!(read.get([3, 0]), Some(&206));
    assert_eq!(read[[0, 2]], 16);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read[[0, 3]]));
    assert!(caught.is_err(), "an index out of bounds panics");
    let scalar = array![5].reshape(()).expect("no axes");
    assert_eq!(scalar.view::<i64>().expect("a guard")[[]], 5);
}

#[test]
fn printing_waits_for_nobody() {
    let a = arange(3);
    let guard = a.view_mut::<i64>().expect("a guard");
    assert_eq!((format!("{a}"), format!("{a:?}")), ("<borrowed>".into(), "<borrowed>".into()));
    drop(guard);
    let _reader = a.view::<i64>().expect("a guard");
    assert_eq!(a.to_string(), "[0 1 2]");
}

#[test]
fn lent_views_do_not_outlive_their_guard() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile_fail/*.rs");
}

/// A closure runs inside the borrows of its operation: what it does to that operand fails instead of waiting for itself.
#[test]
fn a_closure_that_writes_its_own_operand_gets_borrowed() {
    for size in [3, 2000] {
        let a = zeros(size, "f8").expect("memory");
        let mut refusals = 0;
        let doubled = a.map(|x: f64| {
            let error = a.fill(1).expect_err("the operation reads it");
            assert_eq!(error.kind(), ErrorKind::Borrowed);
            refusals += 1;
            x + 2.0
        });
        assert_eq!(doubled.expect("the closure returned").to_vec::<f64>().expect("free"), vec![2.0; size]);
        assert_eq!(refusals, size);
        a.fill(1).expect("the borrow has ended");
    }
}
