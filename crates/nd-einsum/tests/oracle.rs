//! Random summations against nested loops over all labels, through every planner and along random paths.

use nd_core::{Array, Order, arange};
use nd_einsum::{ContractionPath, Einsum, Optimize, einsum};

struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
}

/// Label `i` is the letter `a + i`; operands are lists of labels.
struct Case {
    terms: Vec<Vec<usize>>,
    output: Vec<usize>,
    sizes: Vec<usize>,
}

impl Case {
    fn random(rng: &mut Rng) -> Case {
        let labels = 2 + rng.below(4);
        let sizes: Vec<usize> = (0..labels).map(|_| [1, 2, 3, 4, 5, 7, 17][rng.below(7)]).collect();
        let draw = |rng: &mut Rng, most: usize| -> Vec<usize> {
            (0..rng.below(most + 1)).map(|_| rng.below(labels)).collect()
        };
        let mut case = Case {
            terms: (0..1 + rng.below(4)).map(|_| draw(rng, 4)).collect(),
            output: draw(rng, 4),
            sizes,
        };
        // An output label stands once and in some operand.
        let mut seen = Vec::new();
        case.output.retain(|label| {
            let good = case.terms.iter().any(|term| term.contains(label)) && !seen.contains(label);
            seen.push(*label);
            good
        });
        case
    }

    fn subscripts(&self) -> String {
        let text =
            |term: &Vec<usize>| term.iter().map(|&label| (b'a' + label as u8) as char).collect::<String>();
        format!("{}->{}", self.terms.iter().map(text).collect::<Vec<_>>().join(","), text(&self.output))
    }

    fn shape(&self, term: &[usize]) -> Vec<usize> {
        term.iter().map(|&label| self.sizes[label]).collect()
    }

    /// The sum over every position of every label that stands anywhere.
    fn oracle(&self, operands: &[Vec<i64>]) -> Vec<i64> {
        let at = |term: &[usize], position: &[usize]| {
            term.iter().fold(0, |index, &label| index * self.sizes[label] + position[label])
        };
        let used = |label: usize| self.terms.iter().any(|term| term.contains(&label));
        let extent: Vec<usize> =
            self.sizes.iter().enumerate().map(|(label, &size)| if used(label) { size } else { 1 }).collect();
        let mut sums = vec![0i64; self.shape(&self.output).iter().product()];
        let mut position = vec![0; extent.len()];
        for mut flat in 0..extent.iter().product::<usize>() {
            for (place, n) in position.iter_mut().zip(&extent) {
                (*place, flat) = (flat % n, flat / n);
            }
            let product: i64 =
                self.terms.iter().zip(operands).map(|(term, values)| values[at(term, &position)]).product();
            sums[at(&self.output, &position)] += product;
        }
        sums
    }
}

/// `values` as an array whose axes lie in memory in a random order.
fn scattered(values: &Array, rng: &mut Rng) -> Array {
    let mut axes: Vec<usize> = (0..values.ndim()).collect();
    for i in (1..axes.len()).rev() {
        axes.swap(i, rng.below(i + 1));
    }
    let mut back = vec![0; axes.len()];
    for (place, &axis) in axes.iter().enumerate() {
        back[axis] = place;
    }
    values.transpose(axes).unwrap().copy_in(Order::C).unwrap().transpose(back).unwrap()
}

fn random_path(operands: usize, rng: &mut Rng) -> ContractionPath {
    let mut steps = Vec::new();
    let mut left = operands;
    while left > 1 || steps.is_empty() {
        let mut step: Vec<usize> = (0..left).collect();
        while step.len() > 2 && rng.below(3) > 0 {
            step.remove(rng.below(step.len()));
        }
        left -= step.len() - 1;
        steps.push(step);
    }
    ContractionPath::from(steps)
}

#[test]
fn summations_are_those_of_nested_loops() {
    let mut rng = Rng(20240612);
    let mut checked = 0;
    while checked < 600 {
        let case = Case::random(&mut rng);
        if case.sizes.iter().product::<usize>() > 20_000 {
            continue;
        }
        checked += 1;
        let shapes: Vec<Vec<usize>> = case.terms.iter().map(|term| case.shape(term)).collect();
        let values: Vec<Vec<i64>> = shapes
            .iter()
            .map(|shape| (0..shape.iter().product::<usize>()).map(|_| rng.below(7) as i64 - 3).collect())
            .collect();
        let dtype = ["i8", "f8", "i4", "f4", "c16"][rng.below(5)];
        let operands: Vec<Array> = shapes
            .iter()
            .zip(&values)
            .map(|(shape, values)| {
                let array = Array::from_vec(values.clone()).unwrap().reshape(shape).unwrap();
                scattered(&array.astype(dtype).unwrap(), &mut rng)
            })
            .collect();
        let operands: Vec<&Array> = operands.iter().collect();
        let subscripts = case.subscripts();
        let expected = case.oracle(&values);
        let summation = || Einsum::new(&subscripts);
        let path = random_path(operands.len(), &mut rng);
        let ways = [
            ("default", summation()),
            ("none", summation().optimize(false)),
            ("optimal", summation().optimize(Optimize::optimal())),
            ("limited", summation().optimize(Optimize::greedy().memory_limit(4))),
            ("path", summation().optimize(&path)),
            ("ordered", summation().order([Order::C, Order::F][rng.below(2)])),
        ];
        for (way, summation) in ways {
            let result = summation.run(&operands).unwrap();
            assert_eq!(result.shape(), case.shape(&case.output), "{subscripts}");
            let found = result.real().astype("i8").unwrap().to_vec::<i64>().unwrap();
            assert_eq!(found, expected, "{subscripts} {way} {path} {dtype} {shapes:?}");
        }
    }
}

#[test]
fn long_contractions_reach_the_matrix_product() {
    // Large enough for every blocking and for threads; integers, so that sums are exact in any order.
    let cube = |shape: &[usize]| {
        let n: usize = shape.iter().product();
        let values = arange(n).reshape(shape).unwrap();
        (&(&values * 7) % 11) - 5
    };
    let (a, b) = (cube(&[40, 30, 20]), cube(&[20, 30, 50]));
    let flat = einsum(
        "ij,jk->ik",
        [&a.reshape((40, 600)).unwrap(), &{
            let turned = b.transpose([1, 0, 2]).unwrap();
            turned.reshape((600, 50)).unwrap()
        }],
    )
    .unwrap();
    for dtype in ["i8", "f8", "c16"] {
        let (a, b) = (a.astype(dtype).unwrap(), b.astype(dtype).unwrap());
        for (subscripts, turned) in [("ijk,kjl->il", false), ("ijk,kjl->li", true)] {
            let found = einsum(subscripts, [&a, &b]).unwrap();
            let found = if turned { found.t() } else { found };
            let found = found.real().astype("i8").unwrap();
            assert_eq!(found.to_vec::<i64>().unwrap(), flat.to_vec::<i64>().unwrap(), "{subscripts} {dtype}");
        }
    }
}
