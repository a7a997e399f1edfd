//! Running a compiled expression: into an array, into an array given, into a reduction.

use super::super::arg::Arg;
use super::super::call::CallOptions;
use super::super::elementwise::Elementwise;
use super::super::exec::{Access, Task};
use super::super::operand::View;
use super::super::output;
use super::super::reduce::{ReduceOptions, Source};
use super::super::resolve::Work;
use super::super::time::NO_TIMES;
use super::super::transfer::Transfer;
use super::super::walk::Walk;
use super::compile::{Compiled, Graph, Value};
use super::{Expr, Stream};
use crate::array::Array;
use crate::buffer::Access as Borrow;
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, Layout, checked_bytes};
use nd_dtype::{Casting, DType, Result};

impl Expr {
    /// The expression as an array.
    ///
    /// ```
    /// let x = nd_core::array![1.0, 2.0];
    /// assert_eq!((1.0 / (x.lazy() + 1.0)).eval()?.to_string(), "[0.5        0.33333333]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// What the first of the operators to fail would fail with: shapes that do not broadcast, dtypes that a function does
    /// not take, literals out of range; memory that cannot be had or is borrowed elsewhere.
    pub fn eval(&self) -> Result<Array> {
        let graph = Graph::new(self)?;
        graph.eval(graph.root(), None)
    }

    /// Writes the expression to `out`, which may be one of its arrays or overlap them.
    ///
    /// ```
    /// let x = nd_core::array![1.0, 2.0];
    /// (x.lazy() * 2.0 + 1.0).eval_into(&x)?;
    /// assert_eq!(x.to_string(), "[3. 5.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Expr::eval`]; a read-only `out`, one whose shape the operands do not broadcast to, or one whose dtype does not
    /// take the result by the rule `same_kind`.
    pub fn eval_into(&self, out: &Array) -> Result<()> {
        let graph = Graph::new(self)?;
        graph.eval(graph.root(), Some(out)).map(drop)
    }

    /// Folds the expression along axes with `function`, as [`Elementwise::reduce`] folds the array that it would fill.
    ///
    /// No such array is made, but for a mask (`where_`), an initial value, for sums of 16-bit floats and for functions that look at values.
    ///
    /// ```
    /// use nd_core::{array, operators};
    /// let (x, y) = (array![1.0, 2.0], array![0.0, 4.0]);
    /// let d = x.lazy() - &y;
    /// assert_eq!((&d * &d).reduce(&operators::ADD, ..)?.item::<f64>()?, 5.0);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Expr::eval`] and [`Elementwise::reduce`].
    pub fn reduce<'a>(
        &self,
        function: &'static Elementwise,
        options: impl Into<ReduceOptions<'a>>,
    ) -> Result<Array> {
        let options = options.into();
        let graph = Graph::new(self)?;
        graph.reduce(graph.root(), function, &options)
    }

    /// Shape and dtype of the array that the expression would fill.
    ///
    /// # Errors
    /// As [`Expr::eval`].
    pub fn shape_and_dtype(&self) -> Result<(Vec<usize>, DType)> {
        let graph = Graph::new(self)?;
        let root = graph.root();
        let shape = graph.layout(root).map_or_else(Vec::new, |layout| layout.shape().to_vec());
        Ok((shape, graph.dtype(root)))
    }
}

impl Graph {
    fn root(&self) -> usize {
        self.values.len() - 1
    }

    fn dtype(&self, value: usize) -> DType {
        match &self.values[value] {
            Value::Array(array) => array.dtype.clone(),
            Value::Scalar(arg) => arg.strong().unwrap_or(DType::F64),
            Value::Call(call) => DType::from_num(call.num),
        }
    }

    /// The value as an array, or written to `out`.
    pub(super) fn eval(&self, value: usize, out: Option<&Array>) -> Result<Array> {
        let call = match (&self.values[value], out) {
            (Value::Call(call), _) => call,
            (Value::Array(array), None) => return array.copy(),
            (Value::Scalar(arg), None) => {
                let array = crate::array::zeros((), self.dtype(value))?;
                array.assign(arg.clone())?;
                return Ok(array);
            }
            (Value::Array(array), Some(out)) => {
                array.dtype.check_cast(&out.dtype, Casting::SameKind)?;
                return out.assign(array).map(|()| out.clone());
            }
            (Value::Scalar(arg), Some(out)) => return out.assign(arg.clone()).map(|()| out.clone()),
        };
        let compiled = self.compile(value, call.num);
        let args: Vec<Arg<'_>> = compiled.leaves.iter().map(Arg::Array).collect();
        let work = Work { run: compiled.run(), computes: &compiled.computes, times: NO_TIMES };
        let run = |out: &Array| {
            call.function.execute(work, &args, &[Some(out)], &CallOptions::default(), Casting::SameKind)
        };
        if let Some(out) = out {
            return run(out).map(|_| out.clone());
        }
        let (shape, strides) = (&call.layout.shape, call.layout.strides.clone());
        // SAFETY: the program writes every element, or the array is dropped unseen.
        let result = unsafe { output::strided(shape, DType::from_num(call.num), strides)? };
        run(&result)?;
        Ok(result)
    }

    fn reduce(
        &self,
        value: usize,
        function: &'static Elementwise,
        options: &ReduceOptions<'_>,
    ) -> Result<Array> {
        let call = match &self.values[value] {
            Value::Call(call) => call,
            Value::Array(array) => return function.reduce(array, options),
            Value::Scalar(_) => return function.reduce(&self.eval(value, None)?, options),
        };
        let dtype = DType::from_num(call.num);
        checked_bytes(&call.layout.shape, dtype.itemsize())?;
        let view = View {
            ptr: core::ptr::null_mut(),
            shape: &call.layout.shape,
            strides: call.layout.strides.clone(),
            dtype: &dtype,
        };
        let plan = function.plan_fold(&view, options)?;
        // A run of 16-bit floats is summed, multiplied, … in `f32` and rounded once, so it must be there as a whole.
        let rounds = function.widens || !function.reorderable;
        let whole = plan.num.is_half() && rounds && call.num == plan.num;
        if whole || options.where_.is_some() || options.initial.is_some() || function.check.is_some() {
            return function.reduce(&self.eval(value, None)?, options);
        }
        let compiled = self.compile(value, plan.num);
        let sizes: Vec<usize> = compiled.computes.iter().map(|num| num.size()).collect();
        let access = compiled.access()?;
        let task = Task {
            run: compiled.run(),
            access: &access,
            inputs: compiled.leaves.len(),
            sizes: &sizes,
            masked: false,
            serial: true,
        };
        let stream = Stream { task, walk: compiled.walk(&call.layout)?, itemsize: dtype.itemsize() };
        let source = Source::Computed { stream: &stream, converted: plan.num != call.num };
        let claims = compiled.leaves.iter().map(|leaf| leaf.claim(Borrow::Read)).collect();
        function.run_fold(plan, &view, source, claims, options)
    }
}

impl Compiled {
    /// How the program reads its operands and writes its result.
    fn access(&self) -> Result<Vec<Access>> {
        let mut access = Vec::with_capacity(self.computes.len());
        for (leaf, num) in self.leaves.iter().zip(&self.computes) {
            access.push(match leaf.dtype.native_num() {
                Some(native) if native == *num => Access::Direct,
                _ => Access::Load(Transfer::new(&leaf.dtype, &DType::from_num(*num))?),
            });
        }
        access.push(Access::Direct);
        Ok(access)
    }

    /// The operands along the axes of `layout` in memory order, and a result without a place.
    fn walk(&self, layout: &Layout) -> Result<Walk> {
        let mut order: Vec<usize> = (0..layout.ndim()).collect();
        order.sort_by_key(|&axis| core::cmp::Reverse(layout.strides[axis]));
        let permuted =
            |strides: &[isize]| -> Dims<isize> { order.iter().map(|&axis| strides[axis]).collect() };
        let shape: Vec<usize> = order.iter().map(|&axis| layout.shape[axis]).collect();
        let mut operands: Vec<(*mut u8, Dims<isize>)> = Vec::with_capacity(self.computes.len());
        for leaf in &self.leaves {
            let shapes =
                || ShapeError::Operands { shapes: vec![leaf.shape().to_vec(), layout.shape.to_vec()] };
            let view = View::of(leaf).broadcast(&layout.shape).ok_or_else(|| shape_error(shapes()))?;
            operands.push((view.ptr, permuted(&view.strides)));
        }
        operands.push((core::ptr::null_mut(), Dims::filled(shape.len(), 0)));
        let operands: Vec<(*mut u8, &[isize])> =
            operands.iter().map(|(ptr, steps)| (*ptr, &steps[..])).collect();
        let mut walk = Walk::new(&shape, &operands);
        walk.coalesce();
        Ok(walk)
    }
}
