//! From the graph of an expression to a program: which signature each call has, what its operands are, where results lie.
//!
//! Every call is resolved from the dtypes of its operands as the engine resolves it alone, in the order in which the
//! operators would run; so errors are theirs too. A call that no loop over numbers serves (text), or that looks at the
//! values of its operands, is made at once, and its result takes its place.

#![forbid(unsafe_code)]

use super::super::call::CallOptions;
use super::super::elementwise::{Elementwise, UfuncError};
use super::super::exec::Run;
use super::super::float_errors::watching;
use super::super::program::{MAX_REGISTERS, Place, Program, Step};
use super::super::walk::MAX_OPERANDS;
use super::{Arg, Array, Expr, Node};
use crate::layout::{
    Dims, Layout, Order, broadcast_operands, broadcast_strides, k_order_of, strides_in_order,
};
use nd_dtype::{Casting, DType, Result, Scalar, Weak};
use nd_kernel::{Loop, Num, cast::cast};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a node of the graph stands for.
pub(super) enum Value {
    Array(Array),
    Scalar(Arg<'static>),
    Call(Call),
}

/// A call with its signature chosen.
pub(super) struct Call {
    pub(super) function: &'static Elementwise,
    run: Loop,
    /// The type that each operand is wanted in, and where it comes from.
    args: Vec<(Num, Source)>,
    /// The type of the result.
    pub(super) num: Num,
    /// Where the elements of the result would lie.
    pub(super) layout: Layout,
}

#[derive(Clone, Copy)]
enum Source {
    /// Another value.
    Value(usize),
    /// A constant in the type wanted.
    Constant([u8; 16]),
}

/// A graph in the order of its calls.
pub(super) struct Graph {
    pub(super) values: Vec<Value>,
}

/// A program and the arrays that are its operands.
pub(super) struct Compiled {
    pub(super) leaves: Vec<Array>,
    /// The types of the leaves, then that of the result.
    pub(super) computes: Vec<Num>,
    pub(super) program: Program,
}

impl Graph {
    /// The values of `expr` and everything in it; the last is that of `expr` itself.
    ///
    /// # Errors
    /// What the first call that fails would fail with.
    pub(super) fn new(expr: &Expr) -> Result<Graph> {
        let mut graph = Graph { values: Vec::new() };
        let mut places: HashMap<*const Node, usize> = HashMap::new();
        // Nodes whose operands are still to be visited, and the next of them.
        let mut open: Vec<(&Arc<Node>, usize)> = vec![(&expr.0, 0)];
        while let Some((node, next)) = open.pop() {
            let key = Arc::as_ptr(node);
            if places.contains_key(&key) {
                continue;
            }
            let place = match &**node {
                Node::Array(array) => graph.array(array),
                Node::Scalar(scalar) => graph.push(Value::Scalar(Arg::Scalar(scalar.clone()))),
                Node::Weak(weak) => graph.push(Value::Scalar(Arg::Weak(*weak))),
                Node::Call { function, args } => match args.get(next) {
                    Some(arg) => {
                        open.push((node, next + 1));
                        open.push((&arg.0, 0));
                        continue;
                    }
                    None => {
                        let args: Vec<usize> = args.iter().map(|arg| places[&Arc::as_ptr(&arg.0)]).collect();
                        graph.call(function, &args)?
                    }
                },
            };
            places.insert(key, place);
        }
        debug_assert_eq!(places[&Arc::as_ptr(&expr.0)] + 1, graph.values.len());
        Ok(graph)
    }

    fn push(&mut self, value: Value) -> usize {
        self.values.push(value);
        self.values.len() - 1
    }

    /// The place of `array`, one for all handles of the same elements.
    fn array(&mut self, array: &Array) -> usize {
        let same = |value: &Value| match value {
            Value::Array(a) => a.ptr() == array.ptr() && a.layout == array.layout && a.dtype == array.dtype,
            _ => false,
        };
        match self.values.iter().position(same) {
            Some(place) => place,
            None => self.push(Value::Array(array.clone())),
        }
    }

    /// The value of a call of the values at `args`.
    fn call(&mut self, function: &'static Elementwise, args: &[usize]) -> Result<usize> {
        if self.must_run(function, args) {
            for &arg in args {
                self.compute(arg)?;
            }
            let operands: Vec<Arg<'_>> = args.iter().map(|&arg| self.operand(arg)).collect();
            let result = function.call(&operands, &CallOptions::default())?;
            return Ok(self.push(Value::Array(result)));
        }
        let operands: Vec<Arg<'_>> = args.iter().map(|&arg| self.operand(arg)).collect();
        let resolved = function.resolve(&operands, None)?;
        function.check_inputs(&operands, &resolved, Casting::SameKind)?;
        let (types, result) = resolved.computes.split_at(args.len());
        let &[num] = result else { return Err(UfuncError::AtArity { what: "single output" }.into()) };
        let layouts: Vec<&Layout> = args.iter().filter_map(|&arg| self.layout(arg)).collect();
        let shapes: Vec<&[usize]> =
            args.iter().map(|&arg| self.layout(arg).map_or(&[][..], Layout::shape)).collect();
        let shape = broadcast_operands(&shapes)?;
        let mut sources = Vec::with_capacity(args.len());
        for (&arg, &num) in args.iter().zip(types) {
            let source = match &self.values[arg] {
                Value::Scalar(arg) => Source::Constant(constant(arg, num)?),
                _ => Source::Value(arg),
            };
            sources.push((num, source));
        }
        if let Some(check) = function.check
            && !shape.contains(&0)
        {
            check(&operands, resolved.computes, None)?;
        }
        let strides = if self.packed_in_f_order(args, &shape) {
            strides_in_order(&shape, num.size(), Order::F)
        } else {
            let strides: Vec<Dims<isize>> = layouts
                .iter()
                .filter_map(|layout| broadcast_strides(&layout.shape, &layout.strides, &shape))
                .collect();
            let strides: Vec<&[isize]> = strides.iter().map(|strides| &strides[..]).collect();
            k_order_of(&shape, &strides, num.size())
        };
        let layout = Layout { shape, strides, offset: 0 };
        let call = Call { function, run: resolved.run, args: sources, num, layout };
        let place = self.push(Value::Call(call));
        // What does not fit one program is computed before it, the part with the most operands first.
        loop {
            let (calls, leaves) = self.needs(place);
            if leaves.len() < MAX_OPERANDS && calls.len() < MAX_REGISTERS / 2 {
                return Ok(place);
            }
            let parts = args.iter().filter(|&&arg| matches!(self.values[arg], Value::Call(_)));
            match parts.max_by_key(|&&arg| self.needs(arg).1.len()) {
                Some(&part) => self.compute(part)?,
                None => return Ok(place),
            }
        }
    }

    /// Whether the call cannot be part of a program: it is not over numbers, depends on values that a program would
    /// compute, or is to report its own floating-point errors.
    fn must_run(&self, function: &'static Elementwise, args: &[usize]) -> bool {
        let dtype = |arg: &usize| match &self.values[*arg] {
            Value::Array(array) => Some(array.dtype.clone()),
            Value::Scalar(arg) => arg.strong(),
            Value::Call(call) => Some(DType::from_num(call.num)),
        };
        let computed = |arg: &usize| matches!(&self.values[*arg], Value::Call(_));
        let integer = |arg: &usize| dtype(arg).is_none_or(|dtype| matches!(dtype.kind(), 'b' | 'i' | 'u'));
        watching()
            || function.nout != 1
            || args.len() != function.nin
            || args.iter().filter_map(dtype).any(|dtype| dtype.num().is_none())
            || function.check.is_some() && args.iter().any(computed) && args.iter().all(integer)
    }

    /// The value as an operand; a scalar of its dtype stands for a computed one, as only dtypes are looked at.
    fn operand(&self, value: usize) -> Arg<'_> {
        match &self.values[value] {
            Value::Array(array) => Arg::Array(array),
            Value::Scalar(arg) => arg.clone(),
            Value::Call(call) => Arg::Scalar(zero(call.num)),
        }
    }

    pub(super) fn layout(&self, value: usize) -> Option<&Layout> {
        match &self.values[value] {
            Value::Array(array) => Some(&array.layout),
            Value::Scalar(_) => None,
            Value::Call(call) => Some(&call.layout),
        }
    }

    /// Whether all arrays are packed in F order only, have `shape`, and one native dtype: the engine keeps their order.
    fn packed_in_f_order(&self, args: &[usize], shape: &[usize]) -> bool {
        let mut first = None;
        let alike = |&arg: &usize| {
            let (layout, num) = match &self.values[arg] {
                Value::Array(array) => (&array.layout, array.dtype.native_num()),
                Value::Scalar(_) => return true,
                Value::Call(call) => (&call.layout, Some(call.num)),
            };
            let Some(num) = num else { return false };
            *first.get_or_insert(num) == num
                && layout.shape[..] == *shape
                && layout.is_f_contiguous(num.size())
                && !layout.is_c_contiguous(num.size())
        };
        args.iter().all(alike) && first.is_some()
    }

    /// Computes the value now if it is a call, so that it becomes an array.
    fn compute(&mut self, value: usize) -> Result<()> {
        if let Value::Call(_) = self.values[value] {
            self.values[value] = Value::Array(self.eval(value, None)?);
        }
        Ok(())
    }

    /// The calls that `value` needs, operands first, and the arrays under them with the types they are wanted in.
    fn needs(&self, value: usize) -> (Vec<usize>, Vec<(usize, Num)>) {
        let (mut calls, mut leaves) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        let mut open = vec![(value, 0)];
        while let Some((value, next)) = open.pop() {
            let Value::Call(call) = &self.values[value] else { continue };
            if next == 0 && !seen.insert(value) {
                continue;
            }
            let Some((num, source)) = call.args.get(next) else {
                calls.push(value);
                continue;
            };
            open.push((value, next + 1));
            let Source::Value(arg) = *source else { continue };
            match &self.values[arg] {
                Value::Call(_) => open.push((arg, 0)),
                _ if leaves.contains(&(arg, *num)) => {}
                _ => leaves.push((arg, *num)),
            }
        }
        (calls, leaves)
    }

    /// The program that computes the call at `value`, as elements of `to`.
    pub(super) fn compile(&self, value: usize, to: Num) -> Compiled {
        let (calls, leaves) = self.needs(value);
        let mut lines = Lines::default();
        for &place in &calls {
            let Value::Call(call) = &self.values[place] else { continue };
            let inputs = call.args.iter().map(|&(num, source)| match source {
                Source::Constant(bytes) => lines.constant(bytes),
                Source::Value(arg) => match leaves.iter().position(|leaf| *leaf == (arg, num)) {
                    Some(leaf) => Input::Leaf(leaf),
                    None => lines.result(arg, num),
                },
            });
            let inputs: Vec<Input> = inputs.collect();
            lines.push((place, call.num), call.run, inputs);
        }
        // The last line is the result.
        lines.result(value, to);
        let mut computes: Vec<Num> = leaves.iter().map(|leaf| leaf.1).collect();
        computes.push(to);
        let arrays = leaves.iter().filter_map(|leaf| match &self.values[leaf.0] {
            Value::Array(array) => Some(array.clone()),
            _ => None,
        });
        Compiled { leaves: arrays.collect(), program: lines.program(leaves.len()), computes }
    }
}

/// A scalar of the type.
fn zero(num: Num) -> Scalar {
    Scalar::from_bytes(&DType::from_num(num), &[0; 16][..num.size()])
}

/// The scalar as an element of `num`.
///
/// # Errors
/// A literal that the type does not hold.
fn constant(arg: &Arg<'_>, num: Num) -> Result<[u8; 16]> {
    let dtype = DType::from_num(num);
    let value = match arg {
        Arg::Weak(weak) => Scalar::from_weak(*weak, &dtype)?,
        Arg::Scalar(scalar) => scalar.clone(),
        Arg::Array(_) => Scalar::from_weak(Weak::Int(0), &dtype)?,
    };
    let mut bytes = [0; 16];
    value.write_bytes(&dtype, &mut bytes[..num.size()])?;
    Ok(bytes)
}

#[derive(Clone, Copy)]
enum Input {
    Leaf(usize),
    Constant(usize),
    /// The result of a line.
    Line(usize),
}

/// The steps of a program before registers are given to their results.
#[derive(Default)]
struct Lines {
    lines: Vec<(Loop, Vec<Input>, Num)>,
    constants: Vec<[u8; 16]>,
    /// Which line has a value in which type.
    of: HashMap<(usize, Num), usize>,
    /// The type that a call's own line has.
    own: HashMap<usize, Num>,
}

impl Lines {
    fn constant(&mut self, bytes: [u8; 16]) -> Input {
        self.constants.push(bytes);
        Input::Constant(self.constants.len() - 1)
    }

    fn push(&mut self, (value, num): (usize, Num), run: Loop, inputs: Vec<Input>) {
        self.lines.push((run, inputs, num));
        self.of.insert((value, num), self.lines.len() - 1);
        self.own.entry(value).or_insert(num);
    }

    /// The result of the call `value` as elements of `num`, converted if it is of another type.
    fn result(&mut self, value: usize, num: Num) -> Input {
        if let Some(&line) = self.of.get(&(value, num)) {
            return Input::Line(line);
        }
        let own = self.own[&value];
        let line = self.of[&(value, own)];
        self.push((value, num), cast(own, num), vec![Input::Line(line)]);
        Input::Line(self.lines.len() - 1)
    }

    /// Gives every result a register from the line that makes it to the last that reads it; the last result of all goes to
    /// operand `output`.
    fn program(self, output: usize) -> Program {
        let mut last = vec![0; self.lines.len()];
        for (at, (_, inputs, _)) in self.lines.iter().enumerate() {
            for input in inputs {
                if let Input::Line(line) = input {
                    last[*line] = at;
                }
            }
        }
        let (mut free, mut registers): (Vec<usize>, usize) = (Vec::new(), 0);
        let mut places: Vec<Place> = Vec::with_capacity(self.lines.len());
        let mut steps = Vec::with_capacity(self.lines.len());
        let widest = self.lines.iter().map(|line| line.2.size()).max().unwrap_or(1);
        let end = self.lines.len() - 1;
        for (at, (run, inputs, num)) in self.lines.into_iter().enumerate() {
            let size = num.size();
            let mut ended: Vec<(usize, usize)> = Vec::new();
            let mut operands = Vec::with_capacity(inputs.len() + 1);
            for input in inputs {
                operands.push(match input {
                    Input::Leaf(leaf) => Place::Operand(leaf),
                    Input::Constant(constant) => Place::Constant(constant),
                    Input::Line(line) => {
                        if let (Place::Register { index, size }, true) = (places[line], last[line] == at)
                            && !ended.iter().any(|other| other.0 == index)
                        {
                            ended.push((index, size));
                        }
                        places[line]
                    }
                });
            }
            // A loop may write where it reads, element for element, so elements of one size can take each other's place.
            let fits = ended.iter().position(|(_, own)| *own == size);
            let place = if at == end {
                Place::Operand(output)
            } else if let Some(fits) = fits {
                Place::Register { index: ended.swap_remove(fits).0, size }
            } else {
                let index = free.pop().unwrap_or_else(|| {
                    registers += 1;
                    registers - 1
                });
                Place::Register { index, size }
            };
            free.extend(ended.iter().map(|(index, _)| *index));
            places.push(place);
            operands.push(place);
            steps.push(Step { run, places: operands });
        }
        Program::new(steps, self.constants, output, registers, widest)
    }
}

impl Compiled {
    /// What the executor runs.
    pub(super) fn run(&self) -> Run<'_> {
        Run::Program(&self.program)
    }
}
