//! Functions of objects: Python's operators, element by element.
//!
//! Comparisons of values are the user's code, as closures are. So elements are read before the first call and results written
//! after the last, no borrow is held meanwhile, and everything happens on the calling thread, in C order.

#![forbid(unsafe_code)]

use super::arg::Arg;
use super::call::{CallOptions, check_mask};
use super::closure::at::{change, places};
use super::elementwise::{Elementwise, Identity, UfuncError};
use super::reduce::{ReduceError, ReduceOptions, ReducedShape};
use super::text::TextOperation;
use crate::array::{Array, concatenate, zeros};
use crate::error::room;
use crate::index::{Part, Slice};
use crate::layout::Order;
use core::cmp::Ordering;
use nd_dtype::object::Binary;
use nd_dtype::{Casting, DType, Object, ObjectError, ObjectOperation, Result, Scalar};

/// What a function does with objects.
enum Function {
    /// Tells whether they compare in a way.
    Compare(&'static str, fn(Ordering) -> bool),
    /// Gives an object.
    Operation(ObjectOperation),
}

impl Function {
    fn of(function: &Elementwise) -> Option<Function> {
        let Some(TextOperation::Compare(accepts)) = function.text else {
            return ObjectOperation::named(function.name).map(Function::Operation);
        };
        let symbol = match function.name {
            "equal" => "==",
            "not_equal" => "!=",
            "less" => "<",
            "less_equal" => "<=",
            "greater" => ">",
            _ => ">=",
        };
        Some(Function::Compare(symbol, accepts))
    }

    fn compare(symbol: &'static str, accepts: fn(Ordering) -> bool, a: &Object, b: &Object) -> Result<bool> {
        match symbol {
            "==" => Ok(a == b),
            "!=" => Ok(a != b),
            _ => Ok(a.compare(b, symbol)?.is_some_and(accepts)),
        }
    }
}

fn holds(arg: &Arg<'_>) -> bool {
    match arg {
        Arg::Array(array) => array.dtype == DType::OBJECT,
        Arg::Scalar(scalar) => matches!(scalar, Scalar::Object(_)),
        Arg::Weak(_) => false,
    }
}

/// An operand as objects that broadcast to `shape`, in C order.
fn objects(arg: &Arg<'_>, shape: &[usize]) -> Result<Vec<Object>> {
    let one = |object: Object| {
        let mut objects = room(shape.iter().product())?;
        objects.resize(shape.iter().product(), object);
        Ok(objects)
    };
    match arg {
        Arg::Array(array) => array.broadcast_to(shape)?.to_vec(),
        Arg::Scalar(scalar) => one(Object::from(scalar.clone())),
        Arg::Weak(weak) => one(Object::from(Scalar::from_weak(*weak, &weak.dtype()?)?)),
    }
}

/// Which elements count, in C order; all of them without a mask.
fn chosen(mask: Option<&Array>, shape: &[usize]) -> Result<impl Fn(usize) -> bool + use<>> {
    let mask = mask.map(|mask| mask.broadcast_to(shape)?.to_vec::<bool>()).transpose()?;
    Ok(move |i: usize| mask.as_ref().is_none_or(|mask| mask[i]))
}

/// The values of objects as the numbers that a fold is asked to make of them; `None` for a fold that is not.
pub(super) fn objects_as(array: &Array, dtype: Option<&DType>) -> Result<Option<Array>> {
    let asked = dtype.filter(|dtype| array.dtype == DType::OBJECT && dtype.native_num().is_some());
    asked.map(|dtype| array.astype(dtype)).transpose()
}

/// Writes a result to an output of its shape, or the part of it under a mask.
pub(super) fn store(result: &Array, out: &Array, mask: Option<&Array>) -> Result<Array> {
    match mask {
        None => out.assign(result)?,
        Some(mask) => {
            let mask = mask.broadcast_to(out.shape())?.copy()?;
            out.set(&mask, result.get(&mask)?)?;
        }
    }
    Ok(out.clone())
}

/// # Errors
/// [`ObjectError::Kernel`] for elements that hold objects, which no kernel can make.
pub(super) fn check_number(operation: &'static str, array: &Array) -> Result<()> {
    if array.dtype.hasobject() {
        return Err(ObjectError::Kernel { operation, dtype: array.dtype.clone() }.into());
    }
    Ok(())
}

impl Elementwise {
    /// The call, if an operand holds objects and the function takes them; `None` if the table has to decide.
    pub(super) fn call_objects(
        &self,
        args: &[Arg<'_>],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Option<Result<Array>> {
        if let Some(out) = options.out.filter(|out| out.dtype.managed().is_some())
            && !args.iter().any(holds)
        {
            // Numbers are computed as numbers, and become objects afterwards.
            return Some(self.call_and_store(args, options, out, casting));
        }
        let asked = options.dtype.as_ref().is_some_and(|dtype| *dtype == DType::OBJECT);
        if self.nout != 1 || args.len() != self.nin || !(asked || args.iter().any(holds)) {
            return None;
        }
        Function::of(self).map(|function| self.run_objects(function, args, options, casting))
    }

    fn call_and_store(
        &self,
        args: &[Arg<'_>],
        options: &CallOptions<'_>,
        out: &Array,
        casting: Casting,
    ) -> Result<Array> {
        super::assign::check_output(out)?;
        let shape = self.common_shape(args, &[Some(out)], options)?;
        let result =
            self.call(args, &CallOptions { out: None, ..options.clone() })?.broadcast_to(&shape[..])?;
        self.check_output(out, &result.dtype, 0, casting)?;
        store(&result, out, options.where_)
    }

    fn run_objects(
        &self,
        function: Function,
        args: &[Arg<'_>],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Result<Array> {
        let dtype = if matches!(function, Function::Compare(..)) { DType::BOOL } else { DType::OBJECT };
        if options.dtype.as_ref().is_some_and(|wanted| *wanted != dtype) {
            return Err(UfuncError::NoMatch { name: self.name }.into());
        }
        if let Some(out) = options.out {
            super::assign::check_output(out)?;
            self.check_output(out, &dtype, 0, casting)?;
        }
        if let Some(mask) = options.where_ {
            check_mask(mask)?;
        }
        let shape = self.common_shape(args, &[options.out], options)?;
        let operands = args.iter().map(|arg| objects(arg, &shape)).collect::<Result<Vec<_>>>()?;
        let (on, size) = (chosen(options.where_, &shape)?, shape.iter().product::<usize>());
        let result = match function {
            Function::Compare(symbol, accepts) => {
                let mut told: Vec<bool> = room(size)?;
                for i in 0..size {
                    let compare = || Function::compare(symbol, accepts, &operands[0][i], &operands[1][i]);
                    told.push(on(i) && compare()?);
                }
                Array::from_items(&shape[..], &told)?
            }
            Function::Operation(operation) => {
                let mut made: Vec<Object> = room(size)?;
                for i in 0..size {
                    let [second, third] =
                        [1, 2].map(|k| operands.get(k).map(|items: &Vec<Object>| &items[i]));
                    let operate = || self.operate(operation, &operands[0][i], second, third);
                    made.push(if on(i) { operate()? } else { Object::NONE });
                }
                Array::from_items(&shape[..], &made)?
            }
        };
        match (options.out, options.order) {
            (Some(out), _) => store(&result, out, options.where_),
            (None, Some(order @ Order::F)) => result.copy_in(order),
            (None, _) => Ok(result),
        }
    }

    /// The object that the function gives for its one, two or three operands.
    fn operate(
        &self,
        operation: ObjectOperation,
        first: &Object,
        second: Option<&Object>,
        third: Option<&Object>,
    ) -> Result<Object> {
        match (operation, second, third) {
            (ObjectOperation::Binary(binary), Some(second), _) => binary.apply(first, second),
            (ObjectOperation::Unary(unary), None, _) => unary.apply(first, self.name),
            (ObjectOperation::Clip, Some(low), Some(high)) => {
                Binary::Minimum.apply(&Binary::Maximum.apply(first, low)?, high)
            }
            (_, second, _) => {
                let (found, method) = (first.type_name(), self.name);
                Err(match second {
                    None => ObjectError::Method { argument: 0, found, method },
                    Some(_) => ObjectError::Attribute { found, method },
                }
                .into())
            }
        }
    }

    /// The fold of objects, if the array holds them and the function folds them; `None` if the table has to decide, which
    /// also says whether any or all are true.
    pub(super) fn folds_objects(&self, array: &Array, dtype: Option<&DType>) -> Option<Binary> {
        let string = array.dtype.string().is_some();
        if array.dtype != DType::OBJECT && !string && dtype != Some(&DType::OBJECT) {
            return None;
        }
        match Function::of(self)? {
            Function::Operation(ObjectOperation::Binary(Binary::LogicalAnd | Binary::LogicalOr)) => None,
            Function::Operation(ObjectOperation::Binary(
                binary @ (Binary::Add | Binary::Maximum | Binary::Minimum),
            )) => Some(binary),
            Function::Operation(ObjectOperation::Binary(binary)) if !string => Some(binary),
            _ => None,
        }
    }

    /// Folds objects along axes, each result from the first of its elements in C order on.
    pub(super) fn fold_objects(
        &self,
        binary: Binary,
        array: &Array,
        options: &ReduceOptions<'_>,
    ) -> Result<Array> {
        let shape = ReducedShape::new(array.shape(), &options.axes, options.keepdims)?;
        options.check_shape(self.name, &shape.result(array.shape()))?;
        let order: Vec<usize> = (0..array.ndim()).filter(|axis| !shape.reduced.contains(axis)).collect();
        let order = [&order[..], &shape.reduced].concat();
        let turned =
            |array: &Array| if order.is_empty() { Ok(array.clone()) } else { array.transpose(&order[..]) };
        let items: Vec<Object> = turned(array)?.to_vec()?;
        let mask = options.where_.map(|mask| turned(&mask.broadcast_to(array.shape())?)).transpose()?;
        let on = chosen(mask.as_ref(), turned(array)?.shape())?;
        let initial =
            options.initial.as_ref().map(|initial| initial.scalar().map(Object::from)).transpose()?;
        let count = shape.count(array.shape());
        let results: usize = shape.full(array.shape()).iter().product();
        let mut folded = room(results)?;
        for row in 0..results {
            let mut value = initial.clone();
            for i in (row * count..(row + 1) * count).filter(|&i| on(i)) {
                value = Some(match &value {
                    None => items[i].clone(),
                    Some(value) => binary.apply(value, &items[i])?,
                });
            }
            folded.push(match (value, self.identity) {
                (Some(value), _) => value,
                (None, Identity::Zero) if array.dtype.string().is_some() => Object::from(""),
                (None, Identity::Zero) => Object::from(0),
                (None, Identity::One) => Object::from(1),
                (None, Identity::AllOnes) => Object::from(-1),
                (None, _) => return Err(ReduceError::Empty { name: self.name }.into()),
            });
        }
        let result = Array::from_items(&shape.result(array.shape())[..], &folded)?;
        // Text of any length folds as the objects that its texts are.
        let result = if array.dtype.string().is_some() { result.astype(&array.dtype)? } else { result };
        options.deliver(self.name, result)
    }

    /// `at` where the elements or the values are objects, and the function takes them; `None` if the table has to decide.
    pub(crate) fn at_objects(
        &self,
        target: &Array,
        index: &[Part],
        value: Option<&Arg<'_>>,
    ) -> Option<Result<()>> {
        let value = value.filter(|_| self.nin == 2);
        if target.dtype != DType::OBJECT && !value.is_some_and(holds) {
            return None;
        }
        let Function::Operation(operation) = Function::of(self)? else { return None };
        let run = || {
            let places = places(target, index)?;
            let values = value.map(|value| objects(value, places.shape())).transpose()?;
            change(target, index, &places, |i, element: Object| {
                self.operate(operation, &element, values.as_ref().map(|values| &values[i]), None)
            })
        };
        Some(run())
    }

    /// The folds of the stretches of objects along an axis that begin at `starts`.
    pub(super) fn reduceat_objects(
        &self,
        binary: Binary,
        array: &Array,
        axis: usize,
        starts: &[i64],
    ) -> Result<Array> {
        let mut folds = Vec::with_capacity(starts.len());
        for (i, &start) in starts.iter().enumerate() {
            let stop = starts.get(i + 1).copied().unwrap_or(array.shape()[axis] as i64).max(start + 1);
            let stretch = Slice { start: Some(start as isize), stop: Some(stop as isize), step: None };
            let part = array.slice(Part::along(axis, stretch))?;
            folds.push(self.fold_objects(binary, &part, &ReduceOptions::from(axis).keepdims())?);
        }
        if folds.is_empty() {
            let mut shape = array.shape().to_vec();
            shape[axis] = 0;
            return zeros(
                shape,
                if array.dtype.string().is_some() { array.dtype.clone() } else { DType::OBJECT },
            );
        }
        concatenate(&folds.iter().collect::<Vec<_>>(), axis)
    }

    /// The running fold of objects along `axis`.
    pub(super) fn accumulate_objects(&self, binary: Binary, array: &Array, axis: usize) -> Result<Array> {
        let lanes = array.moveaxis(axis, -1)?;
        let len = lanes.shape().last().copied().unwrap_or(1).max(1);
        let items: Vec<Object> = lanes.to_vec()?;
        let mut folded: Vec<Object> = room(items.len())?;
        for (i, item) in items.iter().enumerate() {
            folded.push(match folded.last() {
                Some(before) if !i.is_multiple_of(len) => binary.apply(before, item)?,
                _ => item.clone(),
            });
        }
        let result = Array::from_items(lanes.shape(), &folded)?.moveaxis(-1, axis)?;
        if array.dtype.string().is_some() { result.astype(&array.dtype) } else { result.copy() }
    }
}
