//! How often values are dropped: once, as soon as no element and no handle has them.
//!
//! A random program runs over arrays of objects, beside vectors of counted references that do the same.

use crate::rng::Rng;
use core::cmp::Ordering as Order;
use core::sync::atomic::{AtomicIsize, Ordering};
use nd_core::{Array, DType, Object, Slice, arange, array, concatenate, empty, frompyfunc};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A value that counts how many of its kind are alive.
struct Counted {
    id: i64,
    alive: Arc<AtomicIsize>,
}

impl Counted {
    fn object(id: i64, alive: &Arc<AtomicIsize>) -> Object {
        alive.fetch_add(1, Ordering::Relaxed);
        Object::new(Counted { id, alive: Arc::clone(alive) })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Ordering::Relaxed);
    }
}

impl core::fmt::Debug for Counted {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "#{}", self.id)
    }
}

impl PartialEq for Counted {
    fn eq(&self, other: &Counted) -> bool {
        self.id == other.id
    }
}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Counted) -> Option<Order> {
        self.id.partial_cmp(&other.id)
    }
}

/// An element of the model; the reference count is what the array's ought to be.
type Element = Option<Arc<i64>>;

/// An array, and what its elements are.
struct Pair {
    array: Array,
    model: Vec<Element>,
}

struct World {
    /// Of objects, or of records that have an object twice.
    dtype: DType,
    rng: Rng,
    alive: Arc<AtomicIsize>,
    /// One entry for each value ever made.
    made: Vec<std::sync::Weak<i64>>,
    pairs: Vec<Pair>,
}

impl World {
    fn below(&mut self, n: usize) -> usize {
        self.rng.below(n)
    }

    /// A new value, or none.
    fn value(&mut self) -> (Object, Element) {
        if self.below(6) == 0 {
            return (Object::NONE, None);
        }
        let element = Arc::new(self.made.len() as i64);
        self.made.push(Arc::downgrade(&element));
        (Counted::object(*element, &self.alive), Some(element))
    }

    fn array(&self, objects: &[Object]) -> Array {
        Array::from_items(objects.len(), objects).unwrap().astype(&self.dtype).unwrap()
    }

    fn new_pair(&mut self) -> Pair {
        let n = self.below(9);
        let (objects, model): (Vec<Object>, Vec<Element>) = (0..n).map(|_| self.value()).unzip();
        Pair { array: self.array(&objects), model }
    }

    /// Positions of a random slice of `n` elements, and the slice.
    fn slice(&mut self, n: usize) -> (Slice, Vec<usize>) {
        let start = self.below(n + 1);
        let stop = start + self.below(n - start + 1);
        let step = 1 + self.below(3);
        let forward: Vec<usize> = (start..stop).step_by(step).collect();
        (Slice::from(start..stop).by(step as isize), forward)
    }

    /// As many positions below `n` as asked for.
    fn positions(&mut self, n: usize, count: usize) -> Vec<usize> {
        (0..count).map(|_| self.below(n)).collect()
    }

    fn step(&mut self) {
        let choice = self.below(14);
        if self.pairs.is_empty() || choice == 0 {
            let pair = self.new_pair();
            self.pairs.push(pair);
            return;
        }
        let at = self.below(self.pairs.len());
        let n = self.pairs[at].model.len();
        let index = |positions: &[usize]| Array::from_values(positions.iter().map(|&i| i as i64)).unwrap();
        match choice {
            1 => drop(self.pairs.swap_remove(at)),
            2 => {
                let (slice, positions) = self.slice(n);
                let pair = &self.pairs[at];
                let model = positions.iter().map(|&i| pair.model[i].clone()).collect();
                let array = pair.array.slice(slice).unwrap().copy().unwrap();
                self.pairs.push(Pair { array, model });
            }
            // Overlapping views of one array.
            3 if n > 0 => {
                let shift = self.below(n);
                let pair = &mut self.pairs[at];
                let (to, from) = (pair.array.slice(shift..).unwrap(), pair.array.slice(..n - shift).unwrap());
                let (to, from, old) = if shift.is_multiple_of(2) {
                    (to, from, (shift..n, 0..n - shift))
                } else {
                    (from, to, (0..n - shift, shift..n))
                };
                to.assign(&from).unwrap();
                let values: Vec<Element> = old.1.map(|i| pair.model[i].clone()).collect();
                for (i, value) in old.0.zip(values) {
                    pair.model[i] = value;
                }
            }
            // One element for several positions; and where a position is named twice the last one stays.
            4 if n > 0 => {
                let count = self.below(5);
                let positions = self.positions(n, count);
                let (objects, elements): (Vec<Object>, Vec<Element>) =
                    (0..count).map(|_| self.value()).unzip();
                let values = self.array(&objects);
                let pair = &mut self.pairs[at];
                pair.array.set(index(&positions), &values).unwrap();
                for (i, element) in positions.into_iter().zip(elements) {
                    pair.model[i] = element;
                }
            }
            5 if n > 0 => {
                let count = self.below(6);
                let positions = self.positions(n, count);
                let pair = &self.pairs[at];
                let model = positions.iter().map(|&i| pair.model[i].clone()).collect();
                let array = pair.array.get(index(&positions)).unwrap();
                self.pairs.push(Pair { array, model });
            }
            6 => {
                let other = self.below(self.pairs.len());
                let (a, b) = (&self.pairs[at], &self.pairs[other]);
                let array = concatenate(&[&a.array, &b.array], 0).unwrap();
                let model = a.model.iter().chain(&b.model).take(40).cloned().collect::<Vec<_>>();
                let array = array.slice(..model.len()).unwrap().copy().unwrap();
                self.pairs.push(Pair { array, model });
            }
            7 => {
                let (object, element) = self.value();
                let (slice, positions) = self.slice(n);
                let pair = &mut self.pairs[at];
                pair.array.slice(slice).unwrap().fill(object).unwrap();
                for i in positions {
                    pair.model[i] = element.clone();
                }
            }
            // Every element shares the first one's memory, so one value is left.
            8 if n > 0 => {
                let (object, element) = self.value();
                let pair = &mut self.pairs[at];
                let same = pair.array.slice(..1).unwrap();
                same.slice(0).unwrap().assign(&object).unwrap();
                pair.model[0] = element;
            }
            9 => {
                let mask: Vec<bool> = (0..n).map(|_| self.below(2) == 0).collect();
                let (object, element) = self.value();
                let pair = &mut self.pairs[at];
                pair.array.set(mask.iter().copied().collect::<Array>(), object).unwrap();
                for (place, on) in pair.model.iter_mut().zip(mask) {
                    if on {
                        *place = element.clone();
                    }
                }
            }
            // The sources are overwritten by what they become.
            10 if n > 0 => {
                let pair = &mut self.pairs[at];
                let flipped = pair.array.slice(Slice::FULL.by(-1)).unwrap();
                pair.array.assign(&flipped).unwrap();
                pair.model.reverse();
            }
            // Closures take objects, not records of them.
            11 | 12 if !self.dtype.fields().is_empty() => {}
            11 => {
                let limit = self.below(n + 1);
                let pair = &self.pairs[at];
                let mut calls = 0;
                let mapped = catch_unwind(AssertUnwindSafe(|| {
                    pair.array.map(|x: Object| {
                        assert!(calls < limit, "a closure that panics");
                        calls += 1;
                        x
                    })
                }));
                if let Ok(array) = mapped {
                    let model = pair.model.clone();
                    self.pairs.push(Pair { array: array.unwrap(), model });
                }
            }
            12 => {
                let pair = &self.pairs[at];
                let same = frompyfunc(|x: Object, _: i64| x).call((&pair.array, &arange(n))).unwrap();
                let column = same.reshape((n, 1)).unwrap().broadcast_to((n, 2)).unwrap().t().copy().unwrap();
                let model = pair.model.clone();
                drop(column.slice(0).unwrap());
                let array = column.slice(1).unwrap().copy().unwrap();
                self.pairs.push(Pair { array, model });
            }
            _ => {
                let pair = &mut self.pairs[at];
                let larger = empty(n + 2, &self.dtype).unwrap();
                larger.slice(1..=n as isize).unwrap().assign(&pair.array).unwrap();
                pair.array = larger;
                pair.model.insert(0, None);
                pair.model.push(None);
                if n > 30 {
                    let at = at.min(self.pairs.len() - 1);
                    drop(self.pairs.swap_remove(at));
                }
            }
        }
    }

    #[track_caller]
    fn check(&self) {
        for Pair { array, model } in &self.pairs {
            let shown: Vec<String> = model
                .iter()
                .map(|element| element.as_ref().map_or("None".to_owned(), |id| format!("#{id}")))
                .collect();
            let fields = array.dtype().fields().iter().map(|field| array.field(&field.name).unwrap());
            let fields =
                if array.dtype().fields().is_empty() { vec![array.clone()] } else { fields.collect() };
            for objects in fields {
                let objects = objects.to_vec::<Object>().unwrap();
                let found: Vec<String> = objects.iter().map(|object| format!("{object:?}")).collect();
                assert_eq!(found, shown);
            }
        }
        let alive = self.made.iter().filter(|id| id.strong_count() > 0).count();
        assert_eq!(self.alive.load(Ordering::Relaxed), alive as isize);
    }
}

#[test]
fn values_are_dropped_when_the_model_drops_them() {
    let gaps = "{'names': ['a', 'b'], 'formats': ['O', 'O'], 'offsets': [3, 20], 'itemsize': 30}";
    let dtypes = ["O", "O,O", gaps, "O,O,O"].map(|spelling| DType::parse(spelling).unwrap());
    let [objects, pairs, gaps, three] = dtypes;
    let dtypes = [objects, pairs, gaps, three.subset(&["f2", "f0"]).unwrap()];
    for seed in 0..120 {
        let (dtype, rng, alive) = (dtypes[seed % 4].clone(), Rng(seed as u64), Arc::default());
        let mut world = World { dtype, rng, alive, made: Vec::new(), pairs: Vec::new() };
        for _ in 0..120 {
            world.step();
            world.check();
        }
        world.pairs.clear();
        world.check();
    }
}

fn alive(alive: &Arc<AtomicIsize>) -> isize {
    alive.load(Ordering::Relaxed)
}

#[test]
fn views_keep_values_and_the_last_one_drops_them() {
    let count = Arc::default();
    let x = array![Counted::object(1, &count), Counted::object(2, &count)];
    let view = x.slice(1..).unwrap();
    drop(x);
    assert_eq!(alive(&count), 2);
    view.fill(0).unwrap();
    assert_eq!(alive(&count), 1);
    drop(view);
    assert_eq!(alive(&count), 0);
}

#[test]
fn an_assignment_that_fails_leaves_the_counts_right() {
    let count = Arc::default();
    let numbers =
        Array::from_items(3, &[Object::from(1), Counted::object(2, &count), Object::from(3)]).unwrap();
    assert!(numbers.astype("i8").is_err());
    assert!(nd_core::zeros(3, "i8").unwrap().assign(&numbers).is_err());
    let target = array![Counted::object(4, &count), Counted::object(5, &count)];
    assert!(target.assign(&numbers).is_err());
    assert_eq!(alive(&count), 3);
    drop(numbers);
    assert_eq!(alive(&count), 2);
    target.assign(1).unwrap();
    assert_eq!(alive(&count), 0);
}

/// A value whose `Drop` writes to the array that it is dropped from.
struct Nosy(Array);

impl core::fmt::Debug for Nosy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Nosy")
    }
}

impl PartialEq for Nosy {
    fn eq(&self, _: &Nosy) -> bool {
        false
    }
}

impl PartialOrd for Nosy {
    fn partial_cmp(&self, _: &Nosy) -> Option<Order> {
        None
    }
}

impl Drop for Nosy {
    fn drop(&mut self) {
        self.0.slice(1).unwrap().assign("written by a drop").unwrap();
    }
}

#[test]
fn values_are_dropped_when_no_borrow_is_held() {
    let x = empty(2, "O").unwrap();
    x.set(0, Object::new(Nosy(x.clone()))).unwrap();
    x.set(0, "new").unwrap();
    assert_eq!(x.to_string(), "['new' 'written by a drop']");
}

#[test]
fn a_drop_that_panics_drops_the_others() {
    struct Bomb;
    impl core::fmt::Debug for Bomb {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("Bomb")
        }
    }
    impl PartialEq for Bomb {
        fn eq(&self, _: &Bomb) -> bool {
            false
        }
    }
    impl PartialOrd for Bomb {
        fn partial_cmp(&self, _: &Bomb) -> Option<Order> {
            None
        }
    }
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a drop that panics");
        }
    }
    let count = Arc::default();
    let x = array![Object::new(Bomb), Counted::object(1, &count), Counted::object(2, &count)];
    assert!(catch_unwind(AssertUnwindSafe(|| x.fill(0))).is_err());
    assert_eq!(alive(&count), 0);
    assert_eq!(x.to_string(), "[0 0 0]");
    let y = array![Object::new(Bomb), Counted::object(1, &count)];
    assert!(catch_unwind(AssertUnwindSafe(|| drop(y))).is_err());
    assert_eq!(alive(&count), 0);
}

#[test]
fn threads_share_values() {
    let count = Arc::default();
    let x = Array::from_items(64, &(0..64).map(|i| Counted::object(i, &count)).collect::<Vec<_>>()).unwrap();
    std::thread::scope(|scope| {
        for t in 0..4_i64 {
            let x = &x;
            let count = &count;
            scope.spawn(move || {
                for i in 0..50 {
                    let copy = x.get([t, i % 64]).unwrap();
                    x.set((t * 16 + i) % 64, Counted::object(i, count)).unwrap();
                    x.slice(..8).unwrap().assign(x.slice(8..16).unwrap()).unwrap();
                    drop(copy);
                }
            });
        }
    });
    let distinct: std::collections::HashSet<*const Counted> = x
        .to_vec::<Object>()
        .unwrap()
        .iter()
        .map(|object| core::ptr::from_ref(object.downcast_ref::<Counted>().unwrap()))
        .collect();
    assert_eq!(alive(&count), distinct.len() as isize);
    drop(x);
    assert_eq!(alive(&count), 0);
}
