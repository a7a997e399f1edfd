//! Policies for floating-point errors: who hears of what, and when the arithmetic is left alone.

use nd_core::{
    Arg, Array, ErrState, ErrorKind, FloatAction, Operand as _, array, axis, errstate, full, geterr,
};
use nd_core::{operators, set_threads, seterrcall};
use std::cell::RefCell;
use std::rc::Rc;

fn divide(x: &Array, y: &Array) -> nd_core::Result<Array> {
    operators::DIVIDE.binary(Arg::Array(x), Arg::Array(y))
}

#[test]
fn policies_last_as_long_as_their_guard_and_on_their_thread() {
    let (x, zero) = (array![1.0, 2.0], array![0.0, 1.0]);
    assert!(divide(&x, &zero).is_ok());
    {
        let _raise = errstate(ErrState { divide: FloatAction::Raise, ..ErrState::default() });
        let error = divide(&x, &zero).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::FloatingPoint, "divide by zero encountered in divide")
        );
        {
            let _ignore = errstate(ErrState::default());
            assert!(divide(&x, &zero).is_ok());
        }
        assert!(divide(&x, &zero).is_err());
        // Of invalid values nobody wanted to know.
        assert!(divide(&zero, &zero).is_ok());
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(divide(&x, &zero).is_ok()));
        });
        // Expressions report the function that failed, as the operators would.
        let error = ((x.lazy() + 1.0) / &zero * 2.0).eval().unwrap_err();
        assert_eq!(error.to_string(), "divide by zero encountered in divide");
    }
    assert_eq!(geterr(), ErrState::default());
    assert!(divide(&x, &zero).is_ok());
}

#[test]
fn callbacks_get_every_kind_and_the_result_is_there() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let told = seen.clone();
    let before = seterrcall(Some(Rc::new(move |kind, bits| told.borrow_mut().push((kind, bits)))));
    let result = {
        let _call = errstate(ErrState::all(FloatAction::Call));
        divide(&array![1.0, 0.0, 1e300], &array![0.0, 0.0, 1e-300]).unwrap()
    };
    seterrcall(before);
    assert_eq!(*seen.borrow(), [("divide by zero", 11), ("overflow", 11), ("invalid value", 11)]);
    assert_eq!(result.to_string(), "[inf nan inf]");
}

#[test]
fn workers_report_to_the_thread_that_waits() {
    let n = 1 << 21;
    let x = full(n, 1.0).unwrap();
    x.slice([nd_core::Part::from(n as isize - 1)]).unwrap().fill(f64::MAX).unwrap();
    for threads in [1, 4] {
        set_threads(threads);
        let _raise = errstate(ErrState::all(FloatAction::Raise));
        let product = operators::MULTIPLY.binary(Arg::Array(&x), 4.0.operand());
        assert_eq!(product.unwrap_err().to_string(), "overflow encountered in multiply");
        assert!(operators::MULTIPLY.binary(Arg::Array(&x), 0.5.operand()).is_ok());
        let table = nd_core::stack(&[&x, &x], 0).unwrap();
        for options in [axis(..), axis(0)] {
            let sum = operators::ADD.reduce(&table, &options);
            assert_eq!(sum.unwrap_err().to_string(), "overflow encountered in reduce");
        }
        assert!(operators::ADD.reduce(&table, &axis(1)).is_ok());
    }
    set_threads(0);
}
