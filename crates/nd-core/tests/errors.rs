//! What is refused, and in which words: every message beside the call of NumPy 2.4.6 that prints it.

use insta::assert_snapshot;
use nd_core::operators::{ADD, BITWISE_AND, INVERT, NEGATIVE, SUBTRACT};
use nd_core::{
    Arg, Array, CallOptions, DType, Elementwise, ErrorKind, Extreme, Operand, Order, Part, Result, Slice,
    arange, arg_extreme, axis, broadcast_arrays, broadcast_shapes, concatenate, full_like, ones, stack,
    try_arange, try_array, zeros,
};

/// The error as `NumPy's exception: message`.
#[track_caller]
fn refusal<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("no error"),
        Err(error) => format!("{error:?}"),
    }
}

/// Ones of a shape.
fn o(shape: &[usize]) -> Array {
    ones(shape, "f8").expect("ones")
}

fn truth() -> Array {
    Array::from_slice(&[true]).expect("a boolean")
}

fn records() -> Array {
    zeros(2, "i4,f8").expect("records")
}

fn bytes(count: usize) -> Array {
    zeros(count, "u1").expect("bytes")
}

fn call(function: &Elementwise, args: &[&Array]) -> Result<Array> {
    let args: Vec<Arg<'_>> = args.iter().map(|a| Arg::Array(a)).collect();
    function.call(&args, &CallOptions::default())
}

fn with_out(x: &Array, out: &Array) -> Result<Array> {
    ADD.call(&[Arg::Array(x), Arg::Array(x)], &CallOptions { out: Some(out), ..Default::default() })
}

fn options(options: CallOptions<'_>) -> Result<Array> {
    ADD.call(&[Arg::Array(&o(&[3])), Arg::Array(&o(&[3]))], &options)
}

#[test]
fn shapes_that_do_not_broadcast() {
    // np.ones((2, 3)) + np.ones(2)
    assert_snapshot!(refusal(call(&ADD, &[&o(&[2, 3]), &o(&[2])])), @"ValueError: operands could not be broadcast together with shapes (2,3) (2,)");
    // np.ones((2, 3)) + np.ones((2, 3, 4))
    assert_snapshot!(refusal(call(&ADD, &[&o(&[2, 3]), &o(&[2, 3, 4])])), @"ValueError: operands could not be broadcast together with shapes (2,3) (2,3,4)");
    // np.add(np.ones(3), np.ones(3), out=np.zeros(1))
    assert_snapshot!(refusal(with_out(&o(&[3]), &o(&[1]))), @"ValueError: non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (3,)");
    // np.add(np.ones(3), np.ones(3), out=np.zeros(2))
    assert_snapshot!(refusal(with_out(&o(&[3]), &o(&[2]))), @"ValueError: operands could not be broadcast together with shapes (3,) (3,) (2,)");
    // np.broadcast_to(np.zeros(3), (2,))
    assert_snapshot!(refusal(o(&[3]).broadcast_to((2,))), @"ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: (3,)  and requested shape (2,)");
    // np.broadcast_to(np.zeros((2, 3)), (3,))
    assert_snapshot!(refusal(o(&[2, 3]).broadcast_to((3,))), @"ValueError: input operand has more dimensions than allowed by the axis remapping");
    // np.broadcast_to(np.zeros(3), (2, -3))
    assert_snapshot!(refusal(o(&[3]).broadcast_to((2, -3))), @"ValueError: all elements of broadcast shape must be non-negative");
    // np.broadcast_shapes((2, 3), (4,))
    assert_snapshot!(refusal(broadcast_shapes(&[&[2, 3], &[4]])), @"ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2, 3) and arg 1 with shape (4,).");
    // np.broadcast_arrays(np.zeros((2, 3)), np.zeros(4))
    assert_snapshot!(refusal(broadcast_arrays(&[&o(&[2, 3]), &o(&[4])])), @"ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2, 3) and arg 1 with shape (4,).");
    // np.zeros(3)[...] = np.zeros(2)
    assert_snapshot!(refusal(o(&[3]).assign(o(&[2]))), @"ValueError: could not broadcast input array from shape (2,) into shape (3,)");
    // np.zeros((2, 3))[...] = np.zeros((2, 2, 3))
    assert_snapshot!(refusal(o(&[2, 3]).assign(o(&[2, 2, 3]))), @"ValueError: could not broadcast input array from shape (2,2,3) into shape (2,3)");
}

#[test]
fn dtypes_that_do_not_fit() {
    // np.array([True]) - np.array([True])
    assert_snapshot!(refusal(call(&SUBTRACT, &[&truth(), &truth()])), @"TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
    // -np.array([True])
    assert_snapshot!(refusal(call(&NEGATIVE, &[&truth()])), @"TypeError: The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.");
    // np.subtract.reduce(np.array([True]))
    assert_snapshot!(refusal(SUBTRACT.reduce(&truth(), &axis(0))), @"TypeError: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
    // np.arange(1) & np.ones(1)
    assert_snapshot!(refusal(call(&BITWISE_AND, &[&arange(1), &o(&[1])])), @"TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''");
    // ~np.ones(1)
    assert_snapshot!(refusal(call(&INVERT, &[&o(&[1])])), @"TypeError: ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''");
    // np.zeros(2, "i4,f8") + np.zeros(2, "i4,f8")
    assert_snapshot!(refusal(call(&ADD, &[&records(), &records()])), @"UFuncTypeError: ufunc 'add' did not contain a loop with signature matching types (dtype([('f0', '<i4'), ('f1', '<f8')]), dtype([('f0', '<i4'), ('f1', '<f8')])) -> None");
    // np.add.reduce(np.zeros(2, "i4,f8"))
    assert_snapshot!(refusal(ADD.reduce(&records(), &axis(0))), @"UFuncTypeError: ufunc 'add' did not contain a loop with signature matching types (dtype([('f0', '<i4'), ('f1', '<f8')]), dtype([('f0', '<i4'), ('f1', '<f8')])) -> None");
    // np.add(np.ones(1), np.ones(1), out=np.arange(1))
    assert_snapshot!(refusal(with_out(&o(&[1]), &arange(1))), @"UFuncTypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'");
    // np.add(np.ones(3), np.ones(3), dtype="i4")
    assert_snapshot!(refusal(options(CallOptions { dtype: Some(DType::I32), ..Default::default() })), @"UFuncTypeError: Cannot cast ufunc 'add' input 0 from dtype('float64') to dtype('int32') with casting rule 'same_kind'");
    // np.add(np.ones(3), np.ones(3), where=np.arange(3))
    assert_snapshot!(refusal(options(CallOptions { where_: Some(&arange(3)), ..Default::default() })), @"TypeError: Cannot cast array data from dtype('int64') to dtype('bool') according to the rule 'safe'");
    // np.zeros(2, "xyz")
    assert_snapshot!(refusal(zeros(2, "xyz")), @"TypeError: data type 'xyz' not understood");
    // np.arange(4).view("xyz")
    assert_snapshot!(refusal(arange(4).view_as("xyz")), @"TypeError: data type 'xyz' not understood");
    // np.zeros(1, "u1")[...] = 300
    assert_snapshot!(refusal(bytes(1).assign(300)), @"OverflowError: Python integer 300 out of bounds for uint8");
    // np.zeros(1, "u1").fill(-1)
    assert_snapshot!(refusal(bytes(1).fill(-1)), @"OverflowError: Python integer -1 out of bounds for uint8");
    // np.full_like(np.zeros(1, "u1"), -1)
    assert_snapshot!(refusal(full_like(&bytes(1), -1)), @"OverflowError: Python integer -1 out of bounds for uint8");
    // np.zeros(1, "u1") + 300
    assert_snapshot!(refusal(ADD.binary(Arg::Array(&bytes(1)), 300.operand())), @"OverflowError: Python integer 300 out of bounds for uint8");
    // np.zeros(3, "u1").view("i2")
    assert_snapshot!(refusal(bytes(3).view_as("i2")), @"ValueError: When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.");
    // np.zeros((3, 2), "i2").T.view("i1")
    assert_snapshot!(refusal(zeros((3, 2), "i2").expect("zeros").t().view_as("i1")), @"ValueError: To change to a dtype of a different size, the last axis must be contiguous");
    // np.array(1, "u1").view("i2")
    assert_snapshot!(refusal(bytes(1).reshape(()).expect("no axes").view_as("i2")), @"ValueError: Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
    // np.zeros(2, "i4,f8").view("i8")
    assert_snapshot!(refusal(records().view_as("i8")), @"ValueError: When changing to a smaller dtype, its size must be a divisor of the size of original dtype");
    // np.zeros(2, "i4,f8")["x"]
    assert_snapshot!(refusal(records().field("x")), @"ValueError: no field of name x");
}

#[test]
fn sizes_that_cannot_be() {
    // np.zeros(2**62)
    assert_snapshot!(refusal(zeros(1usize << 62, "f8")), @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    // np.zeros(2**62, "i1")
    assert_snapshot!(refusal(zeros(1usize << 62, "i1")), @"MemoryError: Unable to allocate 4.00 EiB for an array with shape (4611686018427387904,) and data type int8");
    // np.zeros((2**40, 2**10))
    assert_snapshot!(refusal(zeros((1usize << 40, 1024), "f8")), @"MemoryError: Unable to allocate 8.00 PiB for an array with shape (1099511627776, 1024) and data type float64");
    // np.zeros((2**32, 2**32))
    assert_snapshot!(refusal(zeros((1usize << 32, 1usize << 32), "f8")), @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    // np.zeros((0, 2**62, 4))
    assert_snapshot!(refusal(zeros((0, 1usize << 62, 4), "f8")), @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    // np.zeros((2**62, 2**62, 0))
    assert_snapshot!(refusal(zeros((1usize << 62, 1usize << 62, 0), "f8")), @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    // np.zeros((2, -3))
    assert_snapshot!(refusal(zeros((2, -3), "f8")), @"ValueError: negative dimensions are not allowed");
    // np.zeros((1,) * 65)
    assert_snapshot!(refusal(zeros([1; 65], "f8")), @"ValueError: maximum supported dimension for an ndarray is currently 64, found 65");
    // np.expand_dims(np.zeros((1,) * 64), 0)
    assert_snapshot!(refusal(zeros([1; 64], "i1").expect("64 axes").expand_dims(0)), @"ValueError: maximum supported dimension for an ndarray is currently 64, found 65");
    // np.arange(0, 10, 0)
    assert_snapshot!(refusal(try_arange((0, 10, 0))), @"ZeroDivisionError: division by zero");
    // np.arange(0.0, 1.0, 0.0)
    assert_snapshot!(refusal(try_arange((0.0, 1.0, 0.0))), @"ZeroDivisionError: float division by zero");
    // np.arange(np.nan)
    assert_snapshot!(refusal(try_arange(f64::NAN)), @"ValueError: arange: cannot compute length");
    // np.arange(np.inf)
    assert_snapshot!(refusal(try_arange(f64::INFINITY)), @"ValueError: Maximum allowed size exceeded");
    // np.arange(2**62)
    assert_snapshot!(refusal(try_arange(1i64 << 62)), @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    // np.frombuffer(b"abc", "i2")
    assert_snapshot!(refusal(Array::from_static(b"abc", "i2")), @"ValueError: buffer size must be a multiple of element size");
}

#[test]
fn axes_that_do_not_exist() {
    // np.ones((2, 3)).sum(axis=2)
    assert_snapshot!(refusal(ADD.reduce(&o(&[2, 3]), &axis(2))), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.ones((2, 3)).sum(axis=-3)
    assert_snapshot!(refusal(ADD.reduce(&o(&[2, 3]), &axis(-3))), @"AxisError: axis -3 is out of bounds for array of dimension 2");
    // np.ones((2, 3)).sum(axis=(0, -2))
    assert_snapshot!(refusal(ADD.reduce(&o(&[2, 3]), &axis([0, -2]))), @"ValueError: duplicate value in 'axis'");
    // np.array(1.0).sum(axis=1)
    assert_snapshot!(refusal(ADD.reduce(&o(&[]), &axis(1))), @"AxisError: axis 1 is out of bounds for array of dimension 0");
    // np.argmax(np.ones((2, 3)), axis=2)
    assert_snapshot!(refusal(arg_extreme(&o(&[2, 3]), Extreme::Max, &axis(2))), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.add.accumulate(np.ones((2, 3)), axis=2)
    assert_snapshot!(refusal(ADD.accumulate(&o(&[2, 3]), 2, None, None)), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.add.accumulate(np.array(1))
    assert_snapshot!(refusal(ADD.accumulate(&o(&[]), 0, None, None)), @"TypeError: cannot accumulate on a scalar");
    // np.squeeze(np.zeros((1, 3)), 1)
    assert_snapshot!(refusal(o(&[1, 3]).squeeze(1)), @"ValueError: cannot select an axis to squeeze out which has size not equal to one");
    // np.squeeze(np.zeros((1, 3)), 2)
    assert_snapshot!(refusal(o(&[1, 3]).squeeze(2)), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.squeeze(np.zeros((1, 1)), (0, 0))
    assert_snapshot!(refusal(o(&[1, 1]).squeeze([0, 0])), @"ValueError: duplicate value in 'axis'");
    // np.zeros((2, 3)).transpose(0, 0)
    assert_snapshot!(refusal(o(&[2, 3]).transpose([0, 0])), @"ValueError: repeated axis in transpose");
    // np.zeros((2, 3)).transpose(0)
    assert_snapshot!(refusal(o(&[2, 3]).transpose(0)), @"ValueError: axes don't match array");
    // np.zeros((2, 3)).transpose(0, 2)
    assert_snapshot!(refusal(o(&[2, 3]).transpose([0, 2])), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.swapaxes(np.zeros((2, 3)), 0, 2)
    assert_snapshot!(refusal(o(&[2, 3]).swapaxes(0, 2)), @"AxisError: axis2: axis 2 is out of bounds for array of dimension 2");
    // np.swapaxes(np.zeros((2, 3)), -3, 1)
    assert_snapshot!(refusal(o(&[2, 3]).swapaxes(-3, 1)), @"AxisError: axis1: axis -3 is out of bounds for array of dimension 2");
    // np.moveaxis(np.zeros((2, 3)), 5, 0)
    assert_snapshot!(refusal(o(&[2, 3]).moveaxis(5, 0)), @"AxisError: source: axis 5 is out of bounds for array of dimension 2");
    // np.moveaxis(np.zeros((2, 3)), 0, 2)
    assert_snapshot!(refusal(o(&[2, 3]).moveaxis(0, 2)), @"AxisError: destination: axis 2 is out of bounds for array of dimension 2");
    // np.moveaxis(np.zeros((2, 3)), [0, 1], [0])
    assert_snapshot!(refusal(o(&[2, 3]).moveaxis([0, 1], [0])), @"ValueError: `source` and `destination` arguments must have the same number of elements");
    // np.moveaxis(np.zeros((2, 3)), [0, 0], [0, 1])
    assert_snapshot!(refusal(o(&[2, 3]).moveaxis([0, 0], [0, 1])), @"ValueError: repeated axis in `source` argument");
    // np.moveaxis(np.zeros((2, 3)), [0, 1], [1, 1])
    assert_snapshot!(refusal(o(&[2, 3]).moveaxis([0, 1], [1, 1])), @"ValueError: repeated axis in `destination` argument");
    // np.rollaxis(np.zeros((2, 3)), 2)
    assert_snapshot!(refusal(o(&[2, 3]).rollaxis(2, 0)), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.rollaxis(np.zeros((2, 3)), 0, 4)
    assert_snapshot!(refusal(o(&[2, 3]).rollaxis(0, 4)), @"AxisError: 'start' arg requires -2 <= start < 3, but 4 was passed in");
    // np.rollaxis(np.zeros((2, 3)), 0, -3)
    assert_snapshot!(refusal(o(&[2, 3]).rollaxis(0, -3)), @"AxisError: 'start' arg requires -2 <= start < 3, but -1 was passed in");
    // np.expand_dims(np.zeros((2, 3)), 4)
    assert_snapshot!(refusal(o(&[2, 3]).expand_dims(4)), @"AxisError: axis 4 is out of bounds for array of dimension 3");
    // np.expand_dims(np.zeros((2, 3)), (0, 0))
    assert_snapshot!(refusal(o(&[2, 3]).expand_dims([0, 0])), @"ValueError: repeated axis");
}

#[test]
fn reductions_of_nothing_and_of_too_much() {
    // np.argmax(np.zeros(0))
    assert_snapshot!(refusal(arg_extreme(&o(&[0]), Extreme::Max, &axis(..))), @"ValueError: attempt to get argmax of an empty sequence");
    // np.argmin(np.zeros((2, 0)), axis=1)
    assert_snapshot!(refusal(arg_extreme(&o(&[2, 0]), Extreme::Min, &axis(1))), @"ValueError: attempt to get argmin of an empty sequence");
    // np.subtract.reduce(np.ones((2, 3)), axis=(0, 1))
    assert_snapshot!(refusal(SUBTRACT.reduce(&o(&[2, 3]), &axis([0, 1]))), @"ValueError: reduction operation 'subtract' is not reorderable, so at most one axis may be specified");
    // np.negative.reduce(np.ones(3))
    assert_snapshot!(refusal(NEGATIVE.reduce(&o(&[3]), &axis(0))), @"ValueError: reduce only supported for binary functions");
    // np.add.reduce(np.ones((2, 3)), where=np.arange(3))
    assert_snapshot!(refusal(ADD.reduce(&o(&[2, 3]), &axis(0).where_(&arange(3)))), @"TypeError: Cannot cast array data from dtype('int64') to dtype('bool') according to the rule 'safe'");
}

#[test]
fn reshapes_to_another_size() {
    // np.arange(6).reshape(4)
    assert_snapshot!(refusal(arange(6).reshape(4)), @"ValueError: cannot reshape array of size 6 into shape (4,)");
    // np.arange(6).reshape(4, -1)
    assert_snapshot!(refusal(arange(6).reshape((4, -1))), @"ValueError: cannot reshape array of size 6 into shape (4,newaxis)");
    // np.arange(6).reshape(-1, -1)
    assert_snapshot!(refusal(arange(6).reshape((-1, -1))), @"ValueError: can only specify one unknown dimension");
    // np.arange(6).reshape(-1, 0)
    assert_snapshot!(refusal(arange(6).reshape((-1, 0))), @"ValueError: cannot reshape array of size 6 into shape (0)");
    // np.arange(6).reshape(2**62, 2**62)
    assert_snapshot!(refusal(arange(6).reshape([1isize << 62; 2])), @"ValueError: cannot reshape array of size 6 into shape (4611686018427387904,4611686018427387904)");
    // np.arange(6).reshape(2**63 - 1, -1)
    assert_snapshot!(refusal(arange(6).reshape([isize::MAX, -1])), @"ValueError: cannot reshape array of size 6 into shape (9223372036854775807,newaxis)");
    // np.zeros((0, 3)).reshape(-1, 0)
    assert_snapshot!(refusal(o(&[0, 3]).reshape((-1, 0))), @"ValueError: cannot reshape array of size 0 into shape (0)");
    // np.zeros((0, 3)).reshape(2)
    assert_snapshot!(refusal(o(&[0, 3]).reshape(2)), @"ValueError: cannot reshape array of size 0 into shape (2,)");
    // np.zeros(0).reshape(())
    assert_snapshot!(refusal(o(&[0]).reshape(())), @"ValueError: cannot reshape array of size 0 into shape ()");
    // np.zeros((0, 3)).reshape(0, 2**62, 2**62)
    assert_snapshot!(refusal(o(&[0, 3]).reshape([0, 1isize << 62, 1isize << 62])), @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    // np.zeros(1).reshape((1,) * 66)
    assert_snapshot!(refusal(o(&[1]).reshape([1; 66])), @"ValueError: maximum supported dimension for an ndarray is currently 64, found 66");
}

#[test]
fn joins_that_do_not_fit() {
    // np.concatenate([])
    assert_snapshot!(refusal(concatenate(&[], 0)), @"ValueError: need at least one array to concatenate");
    // np.concatenate([np.array(1)])
    assert_snapshot!(refusal(concatenate(&[&o(&[])], 0)), @"ValueError: zero-dimensional arrays cannot be concatenated");
    // np.concatenate([np.zeros(2), np.zeros((2, 2))])
    assert_snapshot!(refusal(concatenate(&[&o(&[2]), &o(&[2, 2])], 0)), @"ValueError: all the input arrays must have same number of dimensions, but the array at index 0 has 1 dimension(s) and the array at index 1 has 2 dimension(s)");
    // np.concatenate([np.zeros((2, 3)), np.zeros((2, 4))])
    assert_snapshot!(refusal(concatenate(&[&o(&[2, 3]), &o(&[2, 4])], 0)), @"ValueError: all the input array dimensions except for the concatenation axis must match exactly, but along dimension 1, the array at index 0 has size 3 and the array at index 1 has size 4");
    // np.concatenate([np.zeros((2, 3)), np.zeros((3, 3))], axis=1)
    assert_snapshot!(refusal(concatenate(&[&o(&[2, 3]), &o(&[3, 3])], 1)), @"ValueError: all the input array dimensions except for the concatenation axis must match exactly, but along dimension 0, the array at index 0 has size 2 and the array at index 1 has size 3");
    // np.concatenate([np.zeros((2, 3)), np.zeros((2, 3))], axis=2)
    assert_snapshot!(refusal(concatenate(&[&o(&[2, 3]), &o(&[2, 3])], 2)), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.stack([])
    assert_snapshot!(refusal(stack(&[], 0)), @"ValueError: need at least one array to stack");
    // np.stack([np.zeros(2), np.zeros(3)])
    assert_snapshot!(refusal(stack(&[&o(&[2]), &o(&[3])], 0)), @"ValueError: all input arrays must have the same shape");
    // np.stack([np.zeros(2), np.zeros(2)], axis=2)
    assert_snapshot!(refusal(stack(&[&o(&[2]), &o(&[2])], 2)), @"AxisError: axis 2 is out of bounds for array of dimension 2");
    // np.stack([np.zeros(2), np.zeros(2)], axis=-3)
    assert_snapshot!(refusal(stack(&[&o(&[2]), &o(&[2])], -3)), @"AxisError: axis -3 is out of bounds for array of dimension 2");
}

#[test]
fn literals_with_ragged_rows() {
    // np.array([[1, 2], [3]])
    assert_snapshot!(refusal(try_array![[1, 2], [3]]), @"ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.");
    // np.array([[[1, 2], [3, 4]], [[5, 6], [7]]])
    assert_snapshot!(refusal(try_array![[[1, 2], [3, 4]], [[5, 6], [7]]]), @"ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 2 dimensions. The detected shape was (2, 2) + inhomogeneous part.");
}

#[test]
fn single_values_of_many() {
    // np.arange(3).item()
    assert_snapshot!(refusal(arange(3).item::<i64>()), @"ValueError: can only convert an array of size 1 to a Python scalar");
    // len(np.array(1.0))
    assert_snapshot!(refusal(o(&[]).len()), @"TypeError: len() of unsized object");
    // iter(np.array(1.0))
    assert_snapshot!(refusal(o(&[]).iter()), @"TypeError: iteration over a 0-d array");
    // bool(np.arange(2))
    assert_snapshot!(refusal(arange(2).truth()), @"ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
    // bool(np.arange(0))
    assert_snapshot!(refusal(arange(0).truth()), @"ValueError: The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.");
}

// What NumPy words otherwise, or cannot be asked.
#[test]
fn refusals_of_its_own() {
    assert_snapshot!(
        refusal(Array::from_shape_vec((2, 2), vec![1, 2, 3])),
        @"ValueError: cannot make an array of shape (2, 2) from 3 elements"
    );
    assert_snapshot!(
        refusal(Array::from_rows(&[vec![1, 2], vec![3]])),
        @"ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part."
    );
    assert_snapshot!(
        refusal(Array::from_bytes(3, "f8", &[0; 20])),
        @"ValueError: buffer size must be a multiple of element size"
    );
    assert_snapshot!(
        refusal(ADD.reduce(&o(&[2, 3]), &axis(0).out(&o(&[2])))),
        @"ValueError: output parameter for reduction operation add has the wrong shape: [2] instead of [3]"
    );
    assert_snapshot!(
        refusal(arg_extreme(&o(&[2, 3, 4]), Extreme::Max, &axis([0, 1]))),
        @"ValueError: only one axis, or all of them, can be given"
    );
    // An operand named in NumPy's way, whatever the number of operands.
    assert_snapshot!(
        refusal(ADD.call(&[Arg::Array(&o(&[1]))], &CallOptions::default())),
        @"TypeError: add() takes 2 positional arguments but 1 were given"
    );
    assert_snapshot!(
        refusal(o(&[1]).broadcast_to([1usize << 62])),
        @"ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."
    );
    assert_eq!(try_arange((0, 3, 0)).map(|_| ()).map_err(|e| e.kind()), Err(ErrorKind::ZeroDivision));
}

#[test]
#[should_panic(expected = "array!: setting an array element with a sequence.")]
fn a_ragged_literal_panics_with_the_message() {
    let _ragged = nd_core::array![[1, 2], [3]];
}

#[test]
#[should_panic(expected = "add: operands could not be broadcast together with shapes (2,) (3,) ")]
fn an_operator_panics_with_the_message() {
    let _sum = &o(&[2]) + &o(&[3]);
}

#[test]
fn hostile_shapes_are_refused_and_never_wrap() {
    let huge = [isize::MAX, isize::MAX / 2, 1 << 62, 1 << 61, 1 << 50, -1, 0, 1, 3];
    for &a in &huge {
        for &b in &huge {
            for &c in &huge {
                for x in [arange(6), arange(0), arange(1).reshape(()).expect("no axes")] {
                    for order in [Order::C, Order::F] {
                        let Ok(found) = x.reshape_in([a, b, c], order) else { continue };
                        assert_eq!(found.size(), x.size(), "{a} {b} {c}");
                        assert!(
                            found.shape().iter().map(|&n| n as u128).filter(|&n| n > 0).product::<u128>()
                                < 1 << 60
                        );
                    }
                    if let Ok(wide) = x.broadcast_to([a, b, c]) {
                        let count = wide.shape().iter().map(|&n| n as u128).product::<u128>();
                        assert_eq!(wide.nbytes() as u128, count * 8);
                    }
                }
                // Nothing of this size is to be had; what is empty may be, if its other lengths are possible.
                let made = [zeros([a, b, c], "f8"), Array::zeros_in([a, b, c], "i1", Order::F)];
                let large = a > 3 || b > 3 || c > 3;
                assert!(!large || made.into_iter().flatten().all(|a| a.is_empty()), "{a} {b} {c}");
                assert!(!large || Array::from_shape_vec([a, b, c], vec![0u8; 3]).is_err(), "{a} {b} {c}");
            }
        }
    }
}

#[test]
fn slices_with_hostile_ends_and_steps_are_cut_to_the_axis() {
    let ends = [
        None,
        Some(isize::MIN),
        Some(isize::MIN + 1),
        Some(-11),
        Some(-1),
        Some(0),
        Some(3),
        Some(isize::MAX),
    ];
    let steps = [isize::MIN, isize::MIN + 1, -(1 << 62), -3, -1, 1, 3, 1 << 62, isize::MAX];
    let x = arange(10);
    for start in ends {
        for stop in ends {
            for step in steps {
                let found = x.slice([Part::Slice(Slice { start, stop, step: Some(step) })]).expect("a slice");
                // Python's rule, in wide integers.
                let (n, by) = (10i128, step as i128);
                let (low, high) = if by > 0 { (0, n) } else { (-1, n - 1) };
                let clip = |end: Option<isize>, missing: i128| match end {
                    None => missing,
                    Some(end) => (end as i128 + if end < 0 { n } else { 0 }).clamp(low, high),
                };
                let (from, to) = if by > 0 {
                    (clip(start, 0), clip(stop, n))
                } else {
                    (clip(start, n - 1), clip(stop, -1))
                };
                let mut expected = Vec::new();
                let mut at = from;
                while if by > 0 { at < to } else { at > to } {
                    expected.push(at as i64);
                    at += by;
                }
                assert_eq!(found.to_vec::<i64>().expect("values"), expected, "{start:?}:{stop:?}:{step}");
            }
        }
    }
}

#[test]
fn joins_of_huge_views_are_refused() {
    let wide = zeros(1, "i1").expect("a byte").broadcast_to([1usize << 62]).expect("a view");
    let parts = [&wide; 4];
    assert_eq!(concatenate(&parts, 0).map(|_| ()).map_err(|e| e.kind()), Err(ErrorKind::Value));
    assert!(stack(&parts, 0).is_err() && concatenate(&parts[..1], 0).is_err());
    assert!(wide.copy().is_err() && wide.tobytes().is_err() && wide.astype("f8").is_err());
    assert!(call(&ADD, &[&wide, &wide]).is_err());
    let (rows, cols) = (zeros((1, 1), "i1").expect("a byte"), zeros((1, 1), "i1").expect("a byte"));
    let (rows, cols) = (rows.broadcast_to([1usize << 40, 1]), cols.broadcast_to([1, 1usize << 40]));
    assert!(call(&ADD, &[&rows.expect("rows"), &cols.expect("columns")]).is_err());
}
