//! Records: fields, comparison, order, text, files, `recfunctions`.

#![forbid(unsafe_code)]

use nd::SortOptions;
use nd::lib::recfunctions::{self as rfn, JoinKind};
use nd::prelude::*;

use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::Failure;

pub(super) fn run(call: &Call) -> Outcome {
    Ok(match call.op() {
        "str" => call.array(0)?.to_string().into(),
        "repr" => format!("{:?}", call.array(0)?).into(),
        "item" => call.array(0)?.slice(0)?.to_string().into(),
        "field" => call.array(0)?.field(call.text(1)?)?.into(),
        "fields" => call.array(0)?.fields(&texts(call, 1)?)?.into(),
        "set_field" => {
            let x = call.array(0)?;
            x.field(call.text(1)?)?.fill(call.operand(2)?)?;
            x.into()
        }
        "assign" => {
            let x = call.array(0)?;
            x.assign(call.operand(1)?)?;
            x.into()
        }
        "astype" => call.array(0)?.astype(call.dtype(1)?)?.into(),
        "equal" => nd::equal(&call.array(0)?, &call.array(1)?)?.into(),
        "not_equal" => nd::not_equal(&call.array(0)?, &call.array(1)?)?.into(),
        "sort" => nd::sort(&call.array(0)?, SortOptions::new().order(texts(call, 1)?))?.into(),
        "argsort" => nd::argsort(&call.array(0)?, SortOptions::new().order(texts(call, 1)?))?.into(),
        "take" => call.array(0)?.get(call.given(1)?.index()?)?.into(),
        "concatenate" => nd::concatenate(&[&call.array(0)?, &call.array(1)?], 0)?.into(),
        "npy" => {
            let (x, mut bytes) = (call.array(0)?, Vec::new());
            nd::write_npy(&mut bytes, &x)?;
            if nd::read_npy(&bytes[..])?.to_string() != x.to_string() {
                return Err(Failure::Case("the file gives another array".into()));
            }
            bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
        }
        "byteswap" => call.array(0)?.byteswap()?.into(),
        // NumPy's default is to swap.
        "newbyteorder" => call.dtype(0)?.swapped().into(),
        "zeros" => nd::zeros(2, call.dtype(1)?)?.into(),
        "to_plain" => rfn::structured_to_unstructured(&call.array(0)?, None)?.into(),
        "to_plain_as" => rfn::structured_to_unstructured(&call.array(0)?, Some(call.dtype(1)?))?.into(),
        "from_plain" => rfn::unstructured_to_structured(&call.array(0)?, call.dtype(1)?)?.into(),
        "append_fields" => {
            let data = arrays(call, 2)?;
            rfn::append_fields(&call.array(0)?, &texts(call, 1)?, &data.iter().collect::<Vec<_>>())?.into()
        }
        "drop_fields" => rfn::drop_fields(&call.array(0)?, &texts(call, 1)?)?.into(),
        "rename_fields" => rfn::rename_fields(&call.array(0)?, &[(call.text(1)?, call.text(2)?)])?.into(),
        "merge_arrays" => {
            let parts = arrays(call, 0)?;
            rfn::merge_arrays(&parts.iter().collect::<Vec<_>>(), flag(call, 1)?)?.into()
        }
        "stack_arrays" => {
            let parts = arrays(call, 0)?;
            rfn::stack_arrays(&parts.iter().collect::<Vec<_>>(), flag(call, 1)?)?.into()
        }
        "join_by" => {
            let kind = match call.text(3)? {
                "outer" => JoinKind::Outer,
                "leftouter" => JoinKind::LeftOuter,
                _ => JoinKind::Inner,
            };
            rfn::join_by(&texts(call, 0)?, &call.array(1)?, &call.array(2)?, kind)?.into()
        }
        "repack_fields" => rfn::repack_fields(&call.array(0)?, flag(call, 1)?, flag(call, 2)?)?.into(),
        "require_fields" => rfn::require_fields(&call.array(0)?, call.dtype(1)?)?.into(),
        "flatten_descr" => {
            let names = rfn::flatten_descr(&call.dtype(0)?).into_iter().map(|(name, _)| name.into());
            Answer::Tuple(names.collect())
        }
        "get_names_flat" => rfn::get_names_flat(&call.dtype(0)?).into(),
        _ => return call.unknown(),
    })
}

fn texts(call: &Call, i: usize) -> Result<Vec<&str>, Failure> {
    Ok(call.given(i)?.items()?.iter().map(|item| item.text()).collect::<Result<_, _>>()?)
}

fn arrays(call: &Call, i: usize) -> Result<Vec<Array>, Failure> {
    Ok(call.given(i)?.items()?.iter().map(|item| item.array()).collect::<Result<_, _>>()?)
}

fn flag(call: &Call, i: usize) -> Result<bool, Failure> {
    match call.given(i)? {
        crate::given::Given::Bool(flag) => Ok(*flag),
        other => Err(Failure::Case(format!("{other:?} is no flag"))),
    }
}
