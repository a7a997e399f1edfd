//! What NumPy 2.4.6 does, as it printed it; the conformance suite has the order of positions in thousands of cases.

use super::{IterOperand, IterRead, IterWrite, broadcast, nditer, nested_iters};
use crate::{Array, Casting, Order, arange, zeros};

fn values(array: &Array, order: Order) -> Vec<i64> {
    nditer([array]).order(order).build().unwrap().map(|v| v.unwrap()[0].item().unwrap()).collect()
}

#[test]
fn positions_are_visited_as_they_lie_unless_an_order_is_asked_for() {
    let x = arange(6).reshape((2, 3)).unwrap();
    assert_eq!(values(&x.t(), Order::K), [0, 1, 2, 3, 4, 5]);
    assert_eq!(values(&x.t(), Order::C), [0, 3, 1, 4, 2, 5]);
    assert_eq!(values(&x, Order::F), [0, 3, 1, 4, 2, 5]);
    let backwards = x.slice((crate::Slice::from(..).by(-1), ..)).unwrap();
    assert_eq!(values(&backwards, Order::K), [0, 1, 2, 3, 4, 5]);
    assert_eq!(values(&backwards, Order::C), [3, 4, 5, 0, 1, 2]);
}

#[test]
fn buffers_cast_there_and_back() {
    let x = arange(10).reshape((2, 5)).unwrap().t();
    let mut lengths = Vec::new();
    let operand = IterOperand::read_write(&x).dtype("f8").unwrap();
    let request = nditer([operand]).casting(Casting::SameKind).buffered(4).external_loop();
    let error = request.clone().build().unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "TypeError: Iterator requested dtype could not be cast from dtype('float64') to dtype('int64'), the operand 0 dtype, according to the rule 'same_kind'"
    );
    let it = request.casting(Casting::Unsafe).build().unwrap();
    it.for_each(|v| {
        assert_eq!(v[0].dtype().to_string(), "float64");
        lengths.push(v[0].size());
        v[0].assign(&v[0] * 2.5)
    })
    .unwrap();
    assert_eq!(lengths, [4, 4, 2]);
    assert_eq!(x.ravel().unwrap().to_vec::<i64>().unwrap(), [0, 12, 2, 15, 5, 17, 7, 20, 10, 22]);
}

#[test]
fn operands_are_held_to_what_they_are_for() {
    let x = arange(3);
    let refused = |request: super::NdIterBuilder| format!("{:?}", request.build().unwrap_err());
    assert_eq!(
        refused(nditer([&x]).external_loop().multi_index()),
        "ValueError: Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked"
    );
    assert_eq!(
        refused(nditer([&zeros(0, "f8").unwrap()])),
        "ValueError: Iteration of zero-sized operands is not enabled"
    );
    assert_eq!(
        refused(nditer([IterOperand::write(&x.read_only())])),
        "ValueError: output array is read-only"
    );
    assert_eq!(
        refused(nditer([IterOperand::read(&arange(6).reshape((2, 3)).unwrap()), IterOperand::write(&x)])),
        "ValueError: output operand requires a reduction along dimension 1, but the reduction is not enabled. The dimension size \
         of 1 does not match the expected output shape."
    );
    assert_eq!(
        refused(nditer([IterOperand::read(&x).dtype("f4").unwrap()])),
        "TypeError: Iterator operand 0 dtype could not be cast from dtype('int64') to dtype('float32') according to the rule 'safe'"
    );
    assert_eq!(
        refused(nditer([IterOperand::read(&x).dtype("f8").unwrap()])),
        "TypeError: Iterator operand required copying or buffering, but neither copying nor buffering was enabled"
    );
    // One element is converted without a buffer; and nothing is said of shapes where there are no elements.
    let one = IterOperand::read(&arange(4).get(3).unwrap()).dtype("f8").unwrap();
    let mut it = nditer([one]).build().unwrap();
    assert_eq!(format!("{:?}", it.value().unwrap()[0]), "array(3.)");
    let empty = zeros((2, 0), "f8").unwrap();
    assert_eq!(refused(nditer([&empty, &x])), "ValueError: Iteration of zero-sized operands is not enabled");
    // Integers of both signs and a float meet all at once.
    let (i, u, f) = (zeros(2, "i2").unwrap(), zeros(2, "u2").unwrap(), zeros(2, "f4").unwrap());
    let it = nditer([(&i).into(), (&u).into(), (&f).into(), IterOperand::allocate()]).build().unwrap();
    assert_eq!(it.operands()[3].dtype(), &crate::DType::F32);
    let mut it = nditer([&x]).build().unwrap();
    let value = it.value().unwrap();
    assert_eq!(value[0].fill(1).unwrap_err().to_string(), "assignment destination is read-only");
    assert!(it.multi_index().is_err() && it.index().is_err() && it.remove_axis(0).is_err());
    assert!(nditer([IterOperand::allocate()]).build().is_err());
    assert!(nditer(Vec::<IterOperand>::new()).build().is_err());
}

#[test]
fn an_iteration_can_be_moved_about() {
    let x = arange(6).reshape((2, 3)).unwrap();
    let mut it = nditer([&x]).multi_index().build().unwrap();
    it.goto_multi_index(&[1, 1]).unwrap();
    assert_eq!((it.iterindex(), it.value().unwrap()[0].item::<i64>().unwrap()), (4, 4));
    assert!(
        it.goto_multi_index(&[1, 3]).is_err() && it.goto_multi_index(&[1]).is_err() && it.goto(6).is_err()
    );
    it.set_iterrange(2..4).unwrap();
    let copy = it.copy();
    let rest = |it: super::NdIter| it.map(|v| v.unwrap()[0].item::<i64>().unwrap()).collect::<Vec<_>>();
    assert_eq!((rest(it.clone()), rest(copy)), (vec![2, 3], vec![2, 3]));
    it.remove_axis(1).unwrap();
    assert_eq!((it.shape(), it.itersize()), (vec![2], 2));
    assert_eq!(rest(it.clone()), [0, 3]);
    it.remove_multi_index().unwrap();
    it.enable_external_loop().unwrap();
    assert_eq!(it.next().unwrap().unwrap()[0].to_string(), "[0 3]");
    assert!(it.next().is_none() && it.finished() && it.value().is_err());
    it.reset().unwrap();
    assert!(!it.finished() && it.iternext().is_ok_and(|more| !more));
}

#[test]
fn axes_can_be_chosen_for_an_operand() {
    let (x, y) = (arange(2), arange(3));
    let first = IterOperand::read(&x).axes([Some(0), None]);
    let second = IterOperand::read(&y).axes([None, Some(0)]);
    let mut it = nditer([first, second, IterOperand::allocate()]).build().unwrap();
    while let Some(v) = it.next().transpose().unwrap() {
        v[2].assign(&v[0] * 10 + &v[1]).unwrap();
    }
    assert_eq!(it.operands()[2].to_string(), "[[ 0  1  2]\n [10 11 12]]");
    assert!(nditer([IterOperand::read(&x).axes([Some(1)])]).build().is_err());
    assert!(nditer([IterOperand::read(&x).axes([Some(0), Some(0)])]).build().is_err());
}

#[test]
fn nested_iterations_write_through() {
    let x = zeros((2, 3, 4), "i8").unwrap();
    let nested = nested_iters([IterOperand::read_write(&x)], &[2, 0], &[1]).unwrap();
    for (i, inner) in nested.enumerate() {
        inner.unwrap().for_each(|v| v[0].assign(i)).unwrap();
    }
    assert_eq!(x.index_axis(1, 0).unwrap().to_string(), "[[0 1 2 3]\n [4 5 6 7]]");
    assert!(nested_iters([&x], &[0], &[0]).is_err() && nested_iters([&x], &[3], &[0]).is_err());
}

#[test]
fn broadcast_counts_in_c_order() {
    let (x, y) = (arange(3).reshape((3, 1)).unwrap(), arange(2));
    let mut b = broadcast(&[&x, &y]).unwrap();
    assert_eq!((b.shape(), b.size(), b.ndim(), b.numiter()), (&[3, 2][..], 6, 2, 2));
    let pairs: Vec<String> = b.by_ref().map(|v| format!("{}{}", v[0], v[1])).collect();
    assert_eq!(pairs, ["00", "01", "10", "11", "20", "21"]);
    assert_eq!(b.index(), 6);
    b.reset();
    assert_eq!((b.index(), b.iters()[1].shape()), (0, &[3, 2][..]));
    assert!(broadcast(&[&arange(2), &arange(3)]).is_err());
    assert_eq!(broadcast(&[&zeros((0, 2), "f8").unwrap()]).unwrap().count(), 0);
}

#[test]
fn positions_may_share_what_is_added_to() {
    let a = arange(6).reshape((2, 3)).unwrap();
    let add = |v: &[Array]| v[1].assign(&v[0] + &v[1]);
    let sums = |dtype: &str| zeros(2, dtype).unwrap();
    let over = |y: &Array| nditer([IterOperand::read(&a), IterOperand::read_write(y).axes([Some(0), None])]);
    let y = sums("i8");
    over(&y).reduce_ok().build().unwrap().for_each(add).unwrap();
    assert_eq!(y.to_string(), "[ 3 12]");
    // Stretches are one element again and again, of which the last write stays.
    let y = sums("i8");
    over(&y).reduce_ok().external_loop().build().unwrap().for_each(add).unwrap();
    assert_eq!(y.to_string(), "[2 5]");
    let cast = |y: &Array| {
        let y = IterOperand::read_write(y).axes([Some(0), None]).dtype("i8").unwrap();
        nditer([IterOperand::read(&a), y]).reduce_ok().casting(Casting::Unsafe)
    };
    for size in [0, 1, 2, 4] {
        let y = sums("f4");
        cast(&y).buffered(size).build().unwrap().for_each(add).unwrap();
        assert_eq!(y.to_string(), "[ 3. 12.]", "buffers of {size}");
    }
    // The element of an operand without axes, and rows that are added up.
    let (all, rows) = (zeros((), "i8").unwrap(), zeros(3, "i8").unwrap());
    for (y, expected) in [(&all, "15"), (&rows, "[3 5 7]")] {
        let operands = || [IterOperand::read(&a), IterOperand::read_write(y)];
        nditer(operands()).reduce_ok().build().unwrap().for_each(add).unwrap();
        assert_eq!(y.to_string(), expected);
        y.fill(0).unwrap();
        nditer(operands()).reduce_ok().buffered(4).build().unwrap().for_each(add).unwrap();
        assert_eq!(y.to_string(), expected);
    }
    let new = |operand: IterOperand| nditer([IterOperand::read(&a), operand.axes([Some(0), None])]);
    let mut it = new(IterOperand::allocate_zeros()).reduce_ok().build().unwrap();
    it.by_ref().for_each(|v| add(&v.unwrap()).unwrap());
    assert_eq!(it.operands()[1].to_string(), "[ 3 12]");

    let refused = |request: super::NdIterBuilder| request.build().unwrap_err().to_string();
    let not_enabled = |dimension: isize| {
        format!(
            "output operand requires a reduction along dimension {dimension}, but the reduction is not enabled. The dimension size \
             of 1 does not match the expected output shape."
        )
    };
    let write_only = "output operand requires a reduction, but is flagged as write-only, not read-write";
    assert_eq!(refused(over(&y)), not_enabled(-1));
    assert_eq!(refused(nditer([IterOperand::read(&a), IterOperand::read_write(&all)])), not_enabled(0));
    assert_eq!(refused(new(IterOperand::allocate_zeros())), not_enabled(-1));
    assert_eq!(refused(new(IterOperand::allocate()).reduce_ok()), write_only);
    // An axis of length one is no reduction, whoever lacks it.
    let column = a.slice(crate::Slice::from(..)).unwrap().index_axis(1, 0).unwrap().reshape((2, 1)).unwrap();
    let lacking = IterOperand::allocate().axes([Some(0), None]);
    let it = nditer([IterOperand::read(&column), lacking]).build().unwrap();
    assert_eq!(it.operands()[1].shape(), [2]);
    assert_eq!(refused(nditer([IterOperand::read(&a), IterOperand::write(&all)]).reduce_ok()), write_only);
}

#[test]
fn dtypes_may_be_shared_and_arrays_converted() {
    let (i, f) = (arange(2).astype("i4").unwrap(), zeros(2, "f8").unwrap());
    let it = nditer([&i, &f]).common_dtype().buffered(0).build().unwrap();
    assert_eq!(it.dtypes(), [crate::DType::F64, crate::DType::F64]);
    assert!(nditer([&i, &f]).common_dtype().build().is_err());
    let copied = || IterOperand::read(&i).copied();
    let mut it = nditer([copied(), IterOperand::read(&f)]).common_dtype().build().unwrap();
    assert_eq!(format!("{:?}", it.nth(1).unwrap().unwrap()[0]), "array(1.)");
    let turned = i.broadcast_to((3, 2)).unwrap().t();
    let it =
        nditer([IterOperand::read(&turned).copied().dtype("c16").unwrap()]).order(Order::C).build().unwrap();
    let seen: Vec<String> = it.map(|v| v.unwrap()[0].to_string()).collect();
    assert_eq!(seen, ["0j", "0j", "0j", "(1+0j)", "(1+0j)", "(1+0j)"]);
}

#[test]
fn the_shape_may_be_given() {
    let x = arange(3);
    let operand = || IterOperand::read(&x).axes([None, Some(0)]);
    let it = nditer([operand(), IterOperand::allocate()])
        .itershape((2, 3))
        .unwrap()
        .multi_index()
        .build()
        .unwrap();
    assert_eq!((it.shape(), it.operands()[1].shape()), (vec![2, 3], &[2, 3][..]));
    assert!(nditer([operand()]).itershape((2, 4)).unwrap().build().is_err());
    assert!(nditer([&x]).itershape(1).unwrap().build().is_err());
}

#[test]
fn elements_can_be_rusts_own_numbers() {
    let (x, y) = (arange(6).reshape((2, 3)).unwrap(), arange(3).astype("f4").unwrap());
    let out = zeros((2, 3), "f8").unwrap();
    let operands = || [IterOperand::read(&x), IterOperand::read(&y), IterOperand::write(&out)];
    type Cells = (IterRead<i64>, IterRead<f32>, IterWrite<f64>);
    for order in [Order::C, Order::F, Order::K] {
        out.fill(0).unwrap();
        let it = nditer(operands()).order(order).build().unwrap();
        it.each::<Cells>(|(x, y, out)| *out = *x as f64 * 10.0 + f64::from(*y)).unwrap();
        assert_eq!(out.to_string(), "[[ 0. 11. 22.]\n [30. 41. 52.]]");
    }
    // From the position on at which the iteration is; and with one counted.
    let mut it = nditer(operands()).build().unwrap();
    it.goto(4).unwrap();
    it.each::<Cells>(|(_, _, out)| *out = -1.0).unwrap();
    nditer(operands()).multi_index().build().unwrap().each::<Cells>(|(x, _, out)| *out += *x as f64).unwrap();
    assert_eq!(out.to_string(), "[[ 0. 12. 24.]\n [33.  3.  4.]]");
    // What was handed out before is not given again, and after the last position there is nothing.
    let mut it = nditer([&x]).build().unwrap();
    it.next();
    let (mut rest, mut finished) = (Vec::new(), it.copy());
    it.each::<(IterRead<i64>,)>(|(x,)| rest.push(*x)).unwrap();
    assert_eq!(rest, [1, 2, 3, 4, 5]);
    finished.by_ref().for_each(drop);
    finished.each::<(IterRead<i64>,)>(|_| panic!("no position is left")).unwrap();
    let sums = zeros(2, "f8").unwrap();
    let over = IterOperand::read_write(&sums).axes([Some(0), None]);
    let it = nditer([IterOperand::read(&x), over]).reduce_ok().build().unwrap();
    it.each::<(IterRead<i64>, IterWrite<f64>)>(|(x, sum)| *sum += *x as f64).unwrap();
    assert_eq!(sums.to_string(), "[ 3. 12.]");
    let big = x.astype(">i8").unwrap();
    let swapped = || IterOperand::read(&big).dtype("i8").unwrap();
    let mut total = 0;
    nditer([swapped()]).buffered(4).build().unwrap().each::<(IterRead<i64>,)>(|(x,)| total += x).unwrap();
    assert_eq!(total, 15);

    let refused = |it: super::NdIter| it.each::<(IterRead<i64>, IterWrite<i64>)>(|_| ()).unwrap_err();
    let both = nditer([IterOperand::read(&x), IterOperand::read_write(&x)]).build().unwrap();
    assert_eq!(refused(both).kind(), crate::ErrorKind::Borrowed);
    let one = nditer([&x]).build().unwrap();
    assert_eq!(refused(one).to_string(), "each: 2 operands were asked for, and there are 1");
    let floats = nditer([IterOperand::read(&x), IterOperand::write(&out)]).build().unwrap();
    assert_eq!(refused(floats).kind(), crate::ErrorKind::Type);
}
