//! Which position out of bounds an error names equals NumPy's choice, in a table that NumPy made (`golden/bounds.py`).

use nd_core::{Array, Order, Part, Slice, zeros};

fn numbers(text: &str) -> Vec<isize> {
    text.split(',').filter(|t| !t.is_empty()).map(|t| t.parse().expect("a number")).collect()
}

/// The index array that a column describes: dtype, shape, order, permutation, steps, target, whether it is misaligned.
fn positions(spec: &str) -> Array {
    let fields: Vec<&str> = spec.split(';').collect();
    let (dtype, shape) = (fields[0], numbers(fields[1]));
    let order = if fields[2] == "F" { Order::F } else { Order::C };
    let n: isize = shape.iter().product();
    let values = (0..n as i64).map(|i| if i % 3 == 1 { 0 } else { 100 + i }).collect();
    let values = Array::from_vec::<i64>(values).expect("values").astype(dtype).expect("a dtype");
    let base = if fields[6] == "odd" {
        let room = zeros(values.nbytes() + 1, "u1").expect("room").slice(1..).expect("all but one");
        let odd = room.view_as(dtype).expect("the dtype");
        odd.assign(&values).expect("the values");
        odd.reshape_view(&shape).expect("a view")
    } else {
        values.reshape(&shape).expect("the shape").copy_in(order).expect("an order")
    };
    let step = |step: isize| Part::Slice(Slice { step: Some(step), ..Slice::FULL });
    let parts: Vec<Part> = numbers(fields[4]).into_iter().map(step).collect();
    let view = base.transpose(numbers(fields[3])).expect("a transpose").slice(parts).expect("steps");
    match numbers(fields[5]) {
        target if target.is_empty() => view,
        target => view.broadcast_to(target).expect("a target"),
    }
}

#[test]
fn errors_name_the_position_that_numpy_names() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for line in include_str!("golden/bounds.tsv").lines() {
        let [name, specs, read, written] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let lists: Vec<Part> = specs.split(' ').map(|spec| Part::from(positions(spec))).collect();
        let part = |step: isize| Part::Slice(Slice { step: Some(step), ..Slice::FULL });
        let (shape, index): (&[usize], Vec<Part>) = match name {
            "flat" => (&[5], lists),
            "columns" => (&[3, 5], [vec![part(1)], lists].concat()),
            "column" => (&[1, 5], [vec![part(1)], lists].concat()),
            "none" => (&[0, 5], [vec![part(1)], lists].concat()),
            "middle" => (&[3, 4, 5], [vec![part(1)], lists, vec![part(2)]].concat()),
            "second" => (&[200, 5], lists),
            "pair" => (&[5, 5], lists),
            other => panic!("no array {other}"),
        };
        let x = zeros(shape, "f8").expect("zeros");
        let (got, set) = (x.get(&index[..]).map(|_| ()), x.set(&index[..], 1));
        seen += 1;
        for (outcome, wanted) in [(got, read), (set, written)] {
            match outcome {
                Err(error) if error.to_string() == wanted => {}
                Err(error) => wrong.push(format!("{line}: {error}")),
                Ok(()) => wrong.push(format!("{line}: no error")),
            }
        }
    }
    assert!(seen > 600 && wrong.is_empty(), "{seen} rows, {} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
