//! How the dtypes of the operands choose a signature: NumPy's rules.
//!
//! An exact signature if there is one, else what the function's [`Resolver`] says; weak scalars take the dtype that the
//! strong operands give them. With a dtype asked for, the first signature with such outputs that the operands can be cast
//! to safely, else the one in which everything is of that dtype, to which the casting rule has to let the operands.
//!
//! Source of the rules: `dispatching.cpp` and `ufunc_type_resolution.c` in NumPy.

use super::arg::Arg;
use super::elementwise::{Elementwise, NONE, Resolver, Signature, UfuncError};
use super::exec::Run;
use super::reduce::ReduceOptions;
use super::text::TextOperation;
use super::time::{NO_TIMES, Times};
use nd_dtype::{ByteOrder, Casting, DType, Result, Scalar, TypeArg, Weak, can_cast, result_type};
use nd_kernel::{Loop, Num};

/// The signature chosen for a call.
#[derive(Clone, Copy)]
pub(crate) struct Resolved {
    pub(crate) run: Loop,
    pub(crate) computes: &'static [Num],
    /// What the counts mean, where operands are times.
    pub(crate) times: Times,
}

impl Resolved {
    /// The dtype in which operand `k` meets the loop.
    pub(crate) fn dtype(&self, k: usize) -> DType {
        Work::from(*self).dtype(k)
    }
}

/// What a call computes with: its loops, and the types of their operands, inputs first.
#[derive(Clone, Copy)]
pub(crate) struct Work<'a> {
    pub(crate) run: Run<'a>,
    pub(crate) computes: &'a [Num],
    /// What the counts mean, where operands are times.
    pub(crate) times: Times,
}

impl Work<'_> {
    /// The dtype in which operand `k` meets the loops.
    pub(crate) fn dtype(&self, k: usize) -> DType {
        match self.times.get(k).copied().flatten() {
            Some(kind) => DType::from_temporal(kind, ByteOrder::NATIVE),
            None => DType::from_num(self.computes[k]),
        }
    }
}

impl From<Resolved> for Work<'static> {
    fn from(resolved: Resolved) -> Self {
        Work { run: Run::Loop(resolved.run), computes: resolved.computes, times: resolved.times }
    }
}

impl Elementwise {
    /// The dtypes that a call with operands of `dtypes` computes in: inputs, then outputs.
    ///
    /// # Errors
    /// As a call: another number of dtypes, dtypes that no signature takes.
    pub fn resolve_dtypes(&self, dtypes: &[DType]) -> Result<Vec<DType>> {
        let zero = |dtype: &DType| Arg::Scalar(Scalar::from_bytes(dtype, &vec![0; dtype.itemsize()]));
        let resolved = self.resolve(&dtypes.iter().map(zero).collect::<Vec<_>>(), None)?;
        Ok((0..resolved.computes.len()).map(|k| resolved.dtype(k)).collect())
    }

    /// The signature for operands that all have the native dtype `num`: the cheap way in.
    #[inline]
    pub(crate) fn resolve_native(&self, num: Num) -> Option<Resolved> {
        self.ready(self.native_signature(num)?)
    }

    #[inline]
    fn native_signature(&self, num: Num) -> Option<&'static Signature> {
        if num == Num::Bool && self.refuses_bool.is_some() {
            return None;
        }
        let place = usize::from(self.native[num as usize]).checked_sub(1)?;
        self.signatures.get(place)
    }

    /// Whether two operands of kind `num` have a result of that kind, computed in it.
    #[inline]
    pub(crate) fn keeps(&self, num: Num) -> bool {
        self.native_signature(num).is_some_and(|signature| signature.computes == [num; 3])
    }

    #[inline]
    fn ready(&self, signature: &'static Signature) -> Option<Resolved> {
        let run = (signature.kernel)(signature.computes[0])?;
        Some(Resolved { run, computes: signature.computes, times: NO_TIMES })
    }

    /// Chooses the signature for `args`; with `dtype`, one whose outputs are that.
    ///
    /// # Errors
    /// [`UfuncError`] if none fits.
    pub(crate) fn resolve(&self, args: &[Arg<'_>], dtype: Option<&DType>) -> Result<Resolved> {
        if let Some(resolved) = self.resolve_times(args, dtype)? {
            return Ok(resolved);
        }
        let (strong, types) = self.operand_types(args)?;
        let class = |(arg, dtype): (&Arg<'_>, &DType)| arg.weak().map_or(dtype.class(), Weak::class);
        let classes = || args.iter().zip(&strong).map(class).collect();
        match dtype {
            None => self.choose(&types, &strong, classes),
            Some(dtype) => self.choose_for(&types, dtype, classes),
        }
    }

    /// The signature for operands of `types`; errors name them as in `strong`, and by their `classes`.
    fn choose(
        &self,
        types: &[DType],
        strong: &[DType],
        classes: impl FnOnce() -> Vec<&'static str>,
    ) -> Result<Resolved> {
        if let Some(message) = self.refuses_bool
            && types.iter().all(|dtype| *dtype == DType::BOOL)
        {
            return Err(UfuncError::Bool { message }.into());
        }
        let (name, found) = (self.name, || strong.to_vec());
        let nums: Option<Vec<Num>> = types.iter().map(DType::num).collect();
        let Some(nums) = nums else {
            return match self.resolver {
                Resolver::Logical if types.iter().all(is_number_or_text) => {
                    self.of_type(Num::Bool).ok_or_else(|| UfuncError::NoMatch { name }.into())
                }
                Resolver::Comparison => Err(UfuncError::NoClassLoop { name, found: classes() }.into()),
                Resolver::Uniform if self.nin == 1 => {
                    Err(UfuncError::NoClassLoop { name, found: classes() }.into())
                }
                Resolver::Uniform => match (self.text, strong) {
                    (Some(TextOperation::Join), [a, b]) if is_text(a) && is_text(b) => {
                        Err(UfuncError::NoCommon { name, found: [a.clone(), b.clone()] }.into())
                    }
                    _ => Err(UfuncError::NoLoop { name, found: found() }.into()),
                },
                _ => Err(UfuncError::NotSupported { name, found: found() }.into()),
            };
        };
        if self.resolver == Resolver::Uniform {
            let common: Vec<TypeArg<'_>> = types.iter().map(TypeArg::Strong).collect();
            let common = result_type(&common)?.num();
            return common
                .and_then(|num| self.of_type(num))
                .ok_or_else(|| UfuncError::NoClassLoop { name, found: classes() }.into());
        }
        let exact = self.signatures.iter().find(|s| *s.takes == nums[..]);
        let safe = |s: &&Signature| s.takes.iter().zip(&nums).all(|(to, from)| is_safe(*from, *to));
        // What bfloat16 meets is tried in bfloat16 first, whose signatures are the last.
        let first = |s: &&Signature| nums.contains(&Num::BF16) && s.takes.contains(&Num::BF16) && safe(s);
        let chosen = exact
            .or_else(|| self.signatures.iter().find(first))
            .or_else(|| self.signatures.iter().find(safe))
            .and_then(|s| self.ready(s));
        chosen.ok_or_else(|| UfuncError::NotSupported { name, found: found() }.into())
    }

    /// The signature whose outputs are `dtype`.
    fn choose_for(
        &self,
        types: &[DType],
        dtype: &DType,
        classes: impl FnOnce() -> Vec<&'static str>,
    ) -> Result<Resolved> {
        let name = self.name;
        let wanted = general(name, dtype)?;
        if let (Some(message), Num::Bool) = (self.refuses_bool, wanted) {
            return Err(UfuncError::Bool { message }.into());
        }
        let nums: Option<Vec<Num>> = types.iter().map(DType::num).collect();
        // The modulus of a complex number is the one uniform function of two types.
        let modulus = || self.nin == 1 && self.signatures.iter().any(|s| s.computes[0] != s.computes[1]);
        if self.resolver == Resolver::Uniform && !(types[0].kind() == 'c' && modulus()) {
            let whole = self.of_type(wanted).filter(|chosen| chosen.computes[self.nin] == wanted);
            let no_loop = || UfuncError::NoClassLoopFor { name, found: classes(), wanted: dtype.class() };
            return whole.ok_or_else(|| no_loop().into());
        }
        if self.resolver == Resolver::Logical && wanted == Num::Bool {
            return self.choose(types, types, classes);
        }
        let gives = |s: &&Signature| s.computes[self.nin..].iter().all(|num| *num == wanted);
        let mut giving = self.signatures.iter().filter(gives);
        let safe =
            |s: &&Signature, nums: &[Num]| s.takes.iter().zip(nums).all(|(to, from)| is_safe(*from, *to));
        let exact = nums.as_ref().and_then(|nums| giving.clone().find(|s| *s.takes == nums[..]));
        let chosen = exact
            .or_else(|| nums.as_ref().and_then(|nums| giving.clone().find(|s| safe(s, nums))))
            .or_else(|| giving.find(|s| s.takes.iter().all(|num| *num == wanted)));
        chosen.and_then(|s| self.ready(s)).ok_or_else(|| UfuncError::NoMatch { name }.into())
    }

    /// The signature that takes operands of `num` only.
    fn of_type(&self, num: Num) -> Option<Resolved> {
        let found = self.signatures.iter().find(|s| s.takes.iter().all(|to| *to == num));
        found.and_then(|s| self.ready(s))
    }

    /// The one type that a fold of `array` works on, and gives; see [`Elementwise::fold_signature`].
    ///
    /// # Errors
    /// No signature of one type for these dtypes.
    pub(super) fn fold_type(
        &self,
        array: &DType,
        options: &ReduceOptions<'_>,
        method: &'static str,
    ) -> Result<Num> {
        let chosen = self.fold_signature(array, options, method)?;
        match *chosen.computes {
            [first, second, folded] if first == folded && second == folded => Ok(folded),
            _ => {
                let found = chosen.computes.iter().map(|num| DType::from_num(*num)).collect();
                Err(UfuncError::FoldTypes { name: self.name, method, found }.into())
            }
        }
    }

    /// The signature of a fold of `array`: for the dtype asked for, else with an output as the first operand, else for two
    /// operands of the input's own dtype, widened for small integers where NumPy widens.
    ///
    /// # Errors
    /// No signature for these dtypes.
    pub(super) fn fold_signature(
        &self,
        array: &DType,
        options: &ReduceOptions<'_>,
        method: &'static str,
    ) -> Result<Resolved> {
        let name = self.name;
        let out = options.out.map(|out| &out.dtype);
        let own = match array.num() {
            Some(Num::Bool | Num::I8 | Num::I16 | Num::I32) if self.widens => Some(DType::I64),
            Some(Num::U8 | Num::U16 | Num::U32) if self.widens => Some(DType::U64),
            _ => None,
        };
        match (&options.dtype, out) {
            (Some(dtype), _) => self.fold_for(array, dtype),
            (None, None) if own.is_some() => {
                let own = own.unwrap_or(DType::I64);
                self.choose(&[own.clone(), own], &[array.clone(), array.clone()], Vec::new)
            }
            (None, out) => {
                let first = out.unwrap_or(array);
                if self.resolver == Resolver::Comparison && *array != DType::BOOL {
                    // The result would be compared with elements; how NumPy says so depends on what the output is.
                    let found = vec![DType::BOOL.class(), array.class()];
                    return match out {
                        Some(out) if *out == DType::BOOL || method != "reduce" => {
                            Err(UfuncError::NoClassLoop { name, found }.into())
                        }
                        _ => Err(UfuncError::NoMatch { name }.into()),
                    };
                }
                if let (Some(TextOperation::Join), Some(text)) = (self.text, first.flexible())
                    && text.is_text()
                    && *first == *array
                {
                    let joined = match array.kind() {
                        'U' => DType::str(2 * text.len())?,
                        _ => DType::bytes(2 * text.len())?,
                    };
                    let native = array.newbyteorder(ByteOrder::NATIVE);
                    let found = vec![native.clone(), native, joined];
                    return Err(UfuncError::FoldTypes { name, method, found }.into());
                }
                let classes = || vec![out.map_or(NONE, DType::class), array.class()];
                match self.resolver {
                    Resolver::Comparison | Resolver::Logical => {
                        self.of_type(Num::Bool).ok_or_else(|| UfuncError::NoMatch { name }.into())
                    }
                    _ => {
                        let types = [first.clone(), array.clone()];
                        self.choose(&types, &types, classes)
                    }
                }
            }
        }
    }

    /// The signature of a fold of elements of `array` into `dtype`.
    fn fold_for(&self, array: &DType, dtype: &DType) -> Result<Resolved> {
        let name = self.name;
        let wanted = general(name, dtype)?;
        if let (Some(message), Num::Bool) = (self.refuses_bool, wanted) {
            return Err(UfuncError::Bool { message }.into());
        }
        let folds = |s: &&Signature| s.takes[0] == wanted && s.computes[2] == wanted;
        let mut folding = self.signatures.iter().filter(folds);
        let safe = |s: &&Signature| array.num().is_some_and(|from| is_safe(from, s.takes[1]));
        let chosen = match self.resolver {
            Resolver::FirstSafe => folding
                .clone()
                .find(|s| Some(s.takes[1]) == array.num())
                .or_else(|| folding.clone().find(safe))
                .or_else(|| folding.find(|s| s.takes[1] == wanted)),
            _ => folding.find(|s| s.takes[1] == wanted),
        };
        let refused = || match self.resolver {
            Resolver::Uniform => {
                let found = vec![dtype.class(), array.class()];
                UfuncError::NoClassLoopFor { name, found, wanted: dtype.class() }
            }
            _ => UfuncError::NoMatch { name },
        };
        chosen.and_then(|s| self.ready(s)).ok_or_else(|| refused().into())
    }

    /// Whether `casting` lets the operands through to what the loop computes in.
    ///
    /// # Errors
    /// [`UfuncError::Cast`], which names the first that it does not.
    pub(super) fn check_inputs(&self, args: &[Arg<'_>], resolved: &Resolved, casting: Casting) -> Result<()> {
        let computes = resolved.computes;
        let exact = |(arg, num): (&Arg<'_>, &Num)| arg.strong().is_none_or(|own| own.num() == Some(*num));
        if self.resolver == Resolver::Logical && !args.iter().zip(computes).all(exact) {
            return Ok(());
        }
        for (arg, num) in args.iter().zip(computes) {
            if let Arg::Weak(weak @ Weak::Int(_)) = arg {
                Scalar::from_weak(*weak, &DType::from_num(*num))?;
            }
        }
        for (i, arg) in args.iter().enumerate() {
            let to = resolved.dtype(i);
            let (from, allowed) = match arg {
                Arg::Array(array) => (array.dtype.clone(), can_cast(&array.dtype, &to, casting)),
                Arg::Scalar(scalar) => (scalar.dtype(), can_cast(&scalar.dtype(), &to, casting)),
                // A literal beside a time counts in its unit.
                Arg::Weak(_) if to.temporal().is_some() => continue,
                Arg::Weak(weak) => {
                    let fits = match (weak, to.kind()) {
                        (Weak::Int(_), 'i' | 'u' | 'f' | 'c') | (Weak::Float(_), 'f' | 'c') => true,
                        (Weak::Complex(_), 'c') => true,
                        _ => casting == Casting::Unsafe,
                    };
                    let own = result_type(&[TypeArg::Strong(&to), TypeArg::Weak(*weak)])?;
                    let fits = fits || can_cast(&own, &to, casting);
                    (own, fits)
                }
            };
            if !allowed {
                let operand = if self.nin > 1 { format!("input {i}") } else { "input".to_string() };
                return Err(UfuncError::Cast { name: self.name, operand, from, to, casting }.into());
            }
        }
        Ok(())
    }

    /// The operands' dtypes as the caller gave them, and with weak scalars given theirs.
    fn operand_types(&self, args: &[Arg<'_>]) -> Result<(Vec<DType>, Vec<DType>)> {
        if args.len() != self.nin {
            let (wanted, found) = (self.nin, args.len());
            return Err(UfuncError::ArgumentCount { name: self.name, wanted, found }.into());
        }
        let own: Vec<DType> = args.iter().filter_map(Arg::strong).collect();
        let own: Vec<TypeArg<'_>> = own.iter().map(TypeArg::Strong).collect();
        // Operands without a common dtype have none for a literal beside them either.
        let common = if own.is_empty() { None } else { result_type(&own).ok() };
        let mut strong = Vec::with_capacity(args.len());
        let mut resolved = Vec::with_capacity(args.len());
        for arg in args {
            match arg.weak() {
                None => {
                    let dtype = arg.strong().unwrap_or(DType::F64);
                    strong.push(dtype.clone());
                    resolved.push(dtype);
                }
                Some(weak) => {
                    strong.push(result_type(&[TypeArg::Weak(weak)])?);
                    resolved.push(match &common {
                        Some(common) if common.num().is_some() && !self.takes_mixed() => {
                            self.weak_type(common, weak)?
                        }
                        // The least float will do for an integer.
                        Some(_) if resolved.is_empty() && matches!(weak, Weak::Int(_)) => DType::F16,
                        _ => result_type(&[TypeArg::Weak(weak)])?,
                    });
                }
            }
        }
        Ok((strong, resolved))
    }

    /// Whether the operands have types of different kinds, as `ldexp`'s: a weak scalar then takes none from the others.
    pub(super) fn takes_mixed(&self) -> bool {
        let of = |s: &Signature| s.takes.iter().any(|num| *num != s.takes[0]);
        self.signatures.first().is_some_and(of)
    }

    /// The dtype of a weak scalar beside operands of `common`.
    fn weak_type(&self, common: &DType, weak: Weak) -> Result<DType> {
        let dtype = result_type(&[TypeArg::Strong(common), TypeArg::Weak(weak)])?;
        if let (Resolver::Comparison | Resolver::Logical, Weak::Int(value), 'i' | 'u') =
            (self.resolver, weak, dtype.kind())
            && Scalar::from_weak(weak, &dtype).is_err()
        {
            // Exact: in the wide integer that holds the value, or against infinity.
            return Ok(if i64::try_from(value).is_ok() {
                DType::I64
            } else if u64::try_from(value).is_ok() {
                DType::U64
            } else {
                DType::F64
            });
        }
        Ok(dtype)
    }
}

/// Whether a dtype that is asked for says no more than its class.
pub(super) fn check_general(dtype: &DType) -> Result<()> {
    match dtype.temporal() {
        Some(kind) if kind.resolution().is_generic() => Ok(()),
        _ if dtype.native_num().is_some() || *dtype == DType::OBJECT => Ok(()),
        _ => Err(UfuncError::Details.into()),
    }
}

/// The type of a dtype that is asked for of the function `name`.
fn general(name: &'static str, dtype: &DType) -> Result<Num> {
    check_general(dtype)?;
    dtype.native_num().ok_or_else(|| UfuncError::NoMatch { name }.into())
}

fn is_safe(from: Num, to: Num) -> bool {
    from == to || can_cast(&DType::from_num(from), &DType::from_num(to), Casting::Safe)
}

fn is_text(dtype: &DType) -> bool {
    dtype.flexible().is_some_and(|kind| kind.is_text())
}

fn is_number_or_text(dtype: &DType) -> bool {
    dtype.num().is_some() || is_text(dtype)
}
