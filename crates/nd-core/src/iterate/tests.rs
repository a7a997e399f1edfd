//! What NumPy 2.4.6 does, as it printed it; the conformance suite has the order of positions in thousands of cases.

use super::{IterOperand, broadcast, nditer, nested_iters};
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
        "ValueError: non-broadcastable output operand with shape (3,) doesn't match the broadcast shape (2,3)"
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
