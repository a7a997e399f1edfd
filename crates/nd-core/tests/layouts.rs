//! The memory order of results equals NumPy's, in a table that NumPy made (`golden/layouts.py`).

use nd_core::{
    Arg, Array, Axes, Extreme, Order, Part, ReduceOptions, Slice, arg_extreme, empty_like, operators,
};

fn numbers(text: &str) -> Vec<isize> {
    text.split(',').filter(|t| !t.is_empty()).map(|t| t.parse().expect("a number")).collect()
}

/// The operand that a column describes: dtype, shape, order, permutation, steps, target.
fn operand(spec: &str) -> Array {
    let fields: Vec<&str> = spec.split(';').collect();
    let order = if fields[2] == "F" { Order::F } else { Order::C };
    let base = Array::zeros_in(numbers(fields[1]), fields[0], order).expect("zeros");
    let step = |step: isize| Part::Slice(Slice { step: Some(step), ..Slice::FULL });
    let parts: Vec<Part> = numbers(fields[4]).into_iter().map(step).collect();
    let view = base.transpose(numbers(fields[3])).expect("a transpose").slice(parts).expect("steps");
    match numbers(fields[5]) {
        target if target.is_empty() => view,
        target => view.broadcast_to(target).expect("a target"),
    }
}

/// The result of a call as the first column names it.
fn call(name: &str, operands: &[Array]) -> Array {
    let mut words = name.split(' ');
    let (word, x) = (words.next().expect("a name"), &operands[0]);
    let argument = words.next().unwrap_or("");
    let keepdims = words.next() == Some("keepdims");
    let options =
        || ReduceOptions { axes: Axes::from(numbers(argument)), keepdims, ..ReduceOptions::default() };
    let result = match word {
        "add" => return x + &operands[1],
        "negative" => operators::NEGATIVE.unary(&Arg::Array(x)),
        "copy" => x.copy_in(if argument == "K" { Order::K } else { Order::A }),
        "empty_like" => empty_like(x),
        "astype" => x.astype("f4"),
        "sum" => operators::ADD.reduce(x, &options()),
        "cumsum" => operators::ADD.accumulate(x, numbers(argument)[0], None, None),
        "argmax" => arg_extreme(x, Extreme::Max, &options()),
        other => panic!("no call {other}"),
    };
    result.expect("a result")
}

#[test]
fn strides_of_results_equal_those_of_numpy() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in include_str!("golden/layouts.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let operands: Vec<Array> = columns[1].split(' ').map(operand).collect();
        let found = call(columns[0], &operands);
        if found.strides() != numbers(columns[2]) {
            wrong.push(format!("{line}: {:?}", found.strides()));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{} of {seen} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 800);
}
