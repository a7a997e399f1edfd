//! Any program of views, casts and writes gives the same over the fields of packed records in mixed byte orders as over
//! columns of their own in the machine's: 300 random programs, every column compared after each step.

#![forbid(unsafe_code)]

use nd_core::{Array, ByteOrder, DType, Part, Slice, zeros};

/// Fields of odd sizes, so that hardly any is aligned; both byte orders.
const RECORD: &str = "u1, >i2, <f8, >f4, i1, <i8, >c8, ?, >u4";
const FIELDS: usize = 9;
const SHAPE: [usize; 2] = [6, 5];

/// SplitMix64.
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % n as u64) as usize
    }

    /// A part of an axis of `n`, in either direction.
    fn slice(&mut self, n: usize) -> Slice {
        let step = [1, 1, 2, -1, -2][self.below(5)];
        let bound = |rng: &mut Rng| (rng.below(3) > 0).then(|| rng.below(2 * n + 1) as isize - n as isize);
        Slice { start: bound(self), stop: bound(self), step: Some(step) }
    }
}

/// A view of a field of the records beside the same view of a column.
#[derive(Clone)]
struct Pair {
    packed: Array,
    column: Array,
}

impl Pair {
    fn both(&self, view: impl Fn(&Array) -> nd_core::Result<Array>) -> Pair {
        Pair { packed: view(&self.packed).expect("a view"), column: view(&self.column).expect("a view") }
    }

    /// Another view of the same elements, or of some.
    fn viewed(&self, rng: &mut Rng) -> Pair {
        let shape = self.packed.shape().to_vec();
        match rng.below(4) {
            0 if !shape.is_empty() => self.both(|x| x.transpose((0..shape.len()).rev().collect::<Vec<_>>())),
            1 if shape.iter().any(|&n| n > 0) && shape.len() > 1 => {
                let axis = shape.iter().position(|&n| n > 0).expect("one");
                let at = rng.below(shape[axis]) as isize;
                self.both(|x| x.index_axis(axis as isize, at))
            }
            2 => self.both(|x| x.expand_dims(0)),
            _ => {
                let parts: Vec<Part> = shape.iter().map(|&n| rng.slice(n).into()).collect();
                self.both(|x| x.slice(parts.clone()))
            }
        }
    }
}

struct Program {
    rng: Rng,
    records: Array,
    columns: Vec<Array>,
    /// Views made so far, by the field that they are of.
    views: Vec<Pair>,
}

impl Program {
    fn new(seed: u64) -> Program {
        let records = zeros(SHAPE, RECORD).expect("records");
        let names: Vec<String> = (0..FIELDS).map(|i| format!("f{i}")).collect();
        let fields: Vec<Array> = names.iter().map(|name| records.field(name).expect("a field")).collect();
        let native = |x: &Array| x.dtype().newbyteorder(ByteOrder::NATIVE);
        let columns: Vec<Array> = fields.iter().map(|x| zeros(SHAPE, native(x)).expect("memory")).collect();
        let views =
            fields.into_iter().zip(&columns).map(|(packed, column)| Pair { packed, column: column.clone() });
        let program = Program { rng: Rng(seed), records, views: views.collect(), columns };
        for i in 0..FIELDS {
            let numbers = nd_core::arange(30).reshape(SHAPE).expect("30 elements");
            let pair = &program.views[i];
            for x in [&pair.packed, &pair.column] {
                x.assign(&numbers * (i as i64 + 1) - 40).expect("numbers");
            }
        }
        program
    }

    fn any(&mut self) -> Pair {
        let at = self.rng.below(self.views.len());
        self.views[at].clone()
    }

    /// One step, on both sides.
    fn step(&mut self) -> String {
        let a = self.any();
        match self.rng.below(6) {
            0 | 1 => {
                let made = a.viewed(&mut self.rng);
                let shape = format!("view of shape {:?}", made.packed.shape());
                self.views.push(made);
                shape
            }
            2 => {
                let value = self.rng.below(400) as f64 / 4.0;
                a.packed.fill(value).and_then(|()| a.column.fill(value)).expect("a number");
                format!("fill with {value}")
            }
            3 => {
                // A cast, and the way back.
                let dtype = ["i1", ">u2", "f4", ">f8", "<c16", "U8", ">i4"][self.rng.below(7)];
                let cast = |x: &Array| x.astype(dtype).expect("a cast");
                let (left, right) = (cast(&a.packed), cast(&a.column));
                assert_eq!(left.tobytes().unwrap(), right.tobytes().unwrap(), "cast to {dtype}");
                if dtype != "U8" {
                    a.packed.assign(&left).and_then(|()| a.column.assign(&right)).expect("an assignment");
                }
                format!("cast to {dtype} and back")
            }
            4 => {
                // From another field, or another part of the same, as far as it broadcasts.
                let b = self.any();
                let (left, right) = (a.packed.assign(&b.packed), a.column.assign(&b.column));
                assert_eq!(left.is_ok(), right.is_ok(), "{:?} from {:?}", a.packed.shape(), b.packed.shape());
                format!("assign {:?} to {:?}", b.packed.shape(), a.packed.shape())
            }
            _ => {
                // Whole records, from a view of the same records.
                let parts = [self.rng.slice(SHAPE[0]), self.rng.slice(SHAPE[1])];
                let turned = |x: &Array, parts: &[Slice; 2]| x.slice(parts.map(Part::from)).expect("a view");
                let back = [Slice { step: Some(-1), ..Slice::FULL }; 2];
                let write = |x: &Array| {
                    let target = turned(x, &parts);
                    target.assign(turned(&target, &back)).expect("records of one shape");
                };
                write(&self.records);
                self.columns.iter().for_each(write);
                "records turned round".to_owned()
            }
        }
    }

    /// # Panics
    /// If a field and its column differ.
    fn check(&self, done: &[String]) {
        for (i, column) in self.columns.iter().enumerate() {
            let field = self.records.field(&format!("f{i}")).expect("a field");
            let field = field.astype(column.dtype().clone()).expect("the other byte order");
            assert_eq!(field.tobytes().unwrap(), column.tobytes().unwrap(), "field {i} after {done:#?}");
        }
    }
}

#[test]
fn packed_fields_behave_as_columns() {
    assert!(DType::parse(RECORD).unwrap().fields().iter().any(|field| field.offset % 4 != 0), "packed");
    for seed in 0..300 {
        let mut program = Program::new(seed);
        let mut done = Vec::new();
        for _ in 0..25 {
            done.push(program.step());
            program.check(&done);
        }
    }
}
