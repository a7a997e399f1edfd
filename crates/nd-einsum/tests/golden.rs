//! What NumPy 2.4 makes of 500 random expressions, valid and not, and of 400 random contraction paths. The cases are made
//! by `golden/generate.py`, which also describes their format.

use nd_core::{Array, Complex, DType, Order, Slice, can_cast, zeros};
use nd_einsum::{Einsum, Optimize, einsum, einsum_path};

fn numbers(text: &str) -> Vec<usize> {
    text.split(',').filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect()
}

/// The operand at position `k`, as the generator makes it.
fn operand(text: &str, k: i64) -> Array {
    let [dtype, layout, shape] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("operand {text}") };
    let (dtype, shape) = (DType::parse(dtype).unwrap(), numbers(shape));
    let real = |i: i64| match (7 * i + 3 * k + i * i) % 9 - 4 {
        v if dtype.kind() == 'b' => v.rem_euclid(2),
        v if dtype.kind() == 'u' => v.abs(),
        v => v,
    };
    let size = shape.iter().product::<usize>() as i64;
    let values: Vec<Complex<f64>> = (0..size)
        .map(|i| {
            let im = if dtype.kind() == 'c' { (5 * i + k) % 7 - 3 } else { 0 };
            Complex::new(real(i) as f64, im as f64)
        })
        .collect();
    let values = Array::from_vec(values).unwrap().reshape(&shape).unwrap().astype(dtype).unwrap();
    match layout {
        "T" => values.copy_in(Order::F).unwrap(),
        "R" => {
            let reversed = |x: &Array| x.slice(Slice::from(..).by(-1)).unwrap();
            reversed(&reversed(&values).copy().unwrap())
        }
        "S" => {
            let mut wide = shape.clone();
            *wide.last_mut().unwrap() *= 2;
            let gaps = zeros(&wide, values.dtype().clone()).unwrap();
            let view = gaps.slice((nd_core::Ellipsis, Slice::from(..).by(2))).unwrap();
            view.assign(&values).unwrap();
            view
        }
        _ => values,
    }
}

fn shown(result: &nd_core::Result<Array>, operands: &[&Array]) -> String {
    let array = match result {
        Ok(array) => array,
        Err(error) => return format!("!{}: {error}", error.kind().name()),
    };
    let view = operands.len() == 1 && array.shares_memory(operands[0]);
    let values: Vec<String> = array
        .astype(DType::C128)
        .unwrap()
        .to_vec::<Complex<f64>>()
        .unwrap()
        .iter()
        .map(|z| {
            if array.dtype().kind() == 'c' {
                format!("{}:{}", z.re as i64, z.im as i64)
            } else {
                format!("{}", z.re as i64)
            }
        })
        .collect();
    let shape: Vec<String> = array.shape().iter().map(usize::to_string).collect();
    let dtype = array.dtype().descr_str();
    format!(
        "{};{};{};{}",
        dtype.trim_start_matches('|'),
        if view { 'v' } else { '-' },
        shape.join(","),
        values.join(",")
    )
}

/// Runs `check` on every case, and shows the first that differ.
fn for_each_case(cases: &str, check: impl Fn(&[&str]) -> Vec<String>) {
    let mut differing = Vec::new();
    for case in cases.lines() {
        let fields: Vec<&str> = case.split('|').collect();
        differing.extend(check(&fields).into_iter().map(|found| format!("{case}\n    {found}")));
    }
    let few = &differing[..differing.len().min(12)];
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), few.join("\n"));
}

#[test]
fn expressions_are_those_of_numpy() {
    for_each_case(include_str!("golden/expressions.txt"), |fields| {
        let [subscripts, operands, expected] = fields else { panic!("malformed case {fields:?}") };
        let operands: Vec<Array> =
            operands.split(';').enumerate().map(|(k, text)| operand(text, k as i64)).collect();
        let operands: Vec<&Array> = operands.iter().collect();
        let mut found = vec![
            shown(&einsum(*subscripts, &operands), &operands),
            shown(&Einsum::new(*subscripts).optimize(false).run(&operands), &operands),
            shown(&Einsum::new(*subscripts).optimize(Optimize::optimal()).run(&operands), &operands),
            shown(
                &Einsum::new(*subscripts).optimize(Optimize::greedy().memory_limit(3)).run(&operands),
                &operands,
            ),
        ];
        if let Ok(result) = einsum(*subscripts, &operands) {
            // Into an output of a wider dtype that lies in another order.
            let wide = if can_cast(result.dtype(), &DType::C64, nd_core::Casting::Safe) {
                DType::C64
            } else {
                DType::C128
            };
            let out = Array::zeros_in(result.shape(), wide, Order::F).unwrap();
            out.fill(7).unwrap();
            let written = Einsum::new(*subscripts).out(&out).run(&operands).unwrap();
            assert!(written.is(&out));
            let narrow = shown(&written.astype(result.dtype().clone()), &[]);
            found.push(if narrow == expected.replace(";v;", ";-;") { expected.to_string() } else { narrow });
        }
        found.retain(|found| found != expected);
        found
    });
}

#[test]
fn paths_and_reports_are_those_of_numpy() {
    for_each_case(include_str!("golden/paths.txt"), |fields| {
        let [subscripts, shapes, strategy, limit, path, report] = fields else {
            panic!("malformed case {fields:?}")
        };
        let zero = zeros((), "i1").unwrap();
        let operands: Vec<Array> =
            shapes.split(';').map(|shape| zero.broadcast_to(numbers(shape)).unwrap()).collect();
        let operands: Vec<&Array> = operands.iter().collect();
        let mut optimize = match *strategy {
            "greedy" => Optimize::greedy(),
            "optimal" => Optimize::optimal(),
            _ => Optimize::none(),
        };
        if let Ok(elements) = limit.parse() {
            optimize = optimize.memory_limit(elements);
        }
        let found = einsum_path(*subscripts, &operands, optimize).unwrap();
        let steps: Vec<String> = found
            .path()
            .steps()
            .iter()
            .map(|step| step.iter().map(usize::to_string).collect::<Vec<_>>().join(","))
            .collect();
        let mut wrong = Vec::new();
        if steps.join(";") != *path {
            wrong.push(steps.join(";"));
        }
        if !report.is_empty() && found.to_string().replace('\n', "~") != *report {
            wrong.push(found.to_string());
        }
        wrong
    });
}
