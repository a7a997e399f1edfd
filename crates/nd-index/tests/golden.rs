//! What NumPy 2.4 makes of some hundred random index expressions: values, shapes, memory order and errors of reads and
//! writes. The cases are made by `golden/generate.py`, which also describes their format.

use nd_core::{Array, Error, Order, arange};
use nd_index::{Index, Part, Slice};

fn numbers<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> Vec<T> {
    text.split(',').filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect()
}

fn part(text: &str) -> Part {
    let (kind, rest) = text.split_at(1);
    let fields: Vec<&str> = rest.split(';').collect();
    match kind {
        "." => Part::Ellipsis,
        "n" => Part::NewAxis,
        "b" => Part::Bool(rest == "T"),
        "i" => Part::Int(rest.parse().unwrap()),
        "s" => {
            let ends: Vec<Option<isize>> = rest.split(':').map(|end| end.parse().ok()).collect();
            Part::Slice(Slice { start: ends[0], stop: ends[1], step: ends[2] })
        }
        "a" => {
            let (dtype, order) = match fields[0].strip_prefix('F') {
                Some(dtype) => (dtype, Order::F),
                None => (fields[0], Order::C),
            };
            let values = Array::from_vec(numbers::<i64>(fields[2]))
                .unwrap()
                .reshape(numbers::<usize>(fields[1]))
                .unwrap();
            Part::from(values.astype(dtype).unwrap().copy_in(order).unwrap())
        }
        "m" => {
            let bits: Vec<bool> = fields[1].chars().map(|bit| bit == '1').collect();
            Part::from(Array::from_slice(&bits).unwrap().reshape(numbers::<usize>(fields[0])).unwrap())
        }
        other => panic!("unknown part {other}"),
    }
}

fn array(layout: &str, shape: &[usize]) -> Array {
    let mut x = arange(shape.iter().product::<usize>()).reshape(shape).unwrap();
    if layout.contains('T') {
        x = x.t();
    }
    if layout.contains('R') {
        x = x.slice(Slice::from(..).by(-1)).unwrap();
    }
    x
}

fn refusal(error: &Error) -> String {
    format!("!{}: {error}", error.kind().name())
}

/// Strides that say something: of axes with several positions, in arrays with elements.
fn telling(shape: &[usize], strides: &[isize]) -> Vec<isize> {
    let all = shape.iter().zip(strides);
    if shape.contains(&0) { vec![] } else { all.filter(|(n, _)| **n > 1).map(|(_, s)| *s).collect() }
}

#[test]
fn reads_and_writes_are_those_of_numpy() {
    let cases = include_str!("golden/index.txt");
    let mut differing = Vec::new();
    for case in cases.lines() {
        let [layout, shape, parts, get, value, set] = case.split('|').collect::<Vec<_>>()[..] else {
            panic!("malformed case {case}");
        };
        let x = array(layout, &numbers(shape));
        let index: Index = parts.split(' ').filter(|p| !p.is_empty()).map(part).collect();

        let got = match x.get(&index) {
            Err(error) => refusal(&error),
            Ok(got) if get.starts_with('!') => format!("{got:?}"),
            Ok(got) => {
                let [shape, strides, values] = get.split(';').collect::<Vec<_>>()[..] else {
                    panic!("{get}")
                };
                let same = got.shape() == numbers::<usize>(shape)
                    && telling(got.shape(), got.strides()) == telling(got.shape(), &numbers(strides))
                    && got.to_vec::<i64>().unwrap() == numbers::<i64>(values);
                if same { get.to_owned() } else { format!("{got:?} with strides {:?}", got.strides()) }
            }
        };
        if got != get {
            differing.push(format!("{case}\n    get gives {got}"));
        }

        let lengths: Vec<usize> = numbers(value);
        let count = lengths.iter().product::<usize>() as i64;
        let value = Array::from_vec((1..=count).map(|i| -i).collect()).unwrap().reshape(&lengths).unwrap();
        let written = match x.set(&index, &value) {
            Err(error) => refusal(&error),
            Ok(()) => x.to_vec::<i64>().unwrap().iter().map(i64::to_string).collect::<Vec<_>>().join(","),
        };
        if written != set {
            differing.push(format!("{case}\n    set gives {written}"));
        }
    }
    assert!(cases.lines().count() >= 500);
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
}
