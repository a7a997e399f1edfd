//! Functions of arrays of text.

#![forbid(unsafe_code)]

use nd::Array;
use nd::strings::{self, Strip, Within};

use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let asked: Option<fn(&Array) -> nd::Result<Array>> = match call.op() {
        "str_len" => Some(strings::str_len),
        "isalpha" => Some(strings::isalpha),
        "isalnum" => Some(strings::isalnum),
        "isdigit" => Some(strings::isdigit),
        "isspace" => Some(strings::isspace),
        "islower" => Some(strings::islower),
        "isupper" => Some(strings::isupper),
        "istitle" => Some(strings::istitle),
        "isdecimal" => Some(strings::isdecimal),
        "isnumeric" => Some(strings::isnumeric),
        "upper" => Some(strings::upper),
        "lower" => Some(strings::lower),
        "swapcase" => Some(strings::swapcase),
        "capitalize" => Some(strings::capitalize),
        "title" => Some(strings::title),
        _ => None,
    };
    if let Some(asked) = asked {
        return Ok(asked(&x)?.into());
    }
    let bound = |i: usize, default: i64| -> Result<Array, Failure> {
        match call.given(i) {
            Ok(Given::None) | Err(_) => Ok(Array::from_scalar(default)?),
            Ok(given) => Ok(given.array()?),
        }
    };
    let within = || -> Result<Within, Failure> { Ok(Within::each(bound(2, 0)?, bound(3, i64::MAX)?)) };
    let strip = || -> Result<Strip, Failure> {
        Ok(if call.len() > 1 { Strip::from(&call.array(1)?) } else { Strip::from(..) })
    };
    let y = || call.array(1);
    Ok(match call.op() {
        "find" => strings::find(&x, y()?, within()?)?.into(),
        "rfind" => strings::rfind(&x, y()?, within()?)?.into(),
        "index" => strings::index(&x, y()?, within()?)?.into(),
        "rindex" => strings::rindex(&x, y()?, within()?)?.into(),
        "count" => strings::count(&x, y()?, within()?)?.into(),
        "startswith" => strings::startswith(&x, y()?, within()?)?.into(),
        "endswith" => strings::endswith(&x, y()?, within()?)?.into(),
        "strip" => strings::strip(&x, strip()?)?.into(),
        "lstrip" => strings::lstrip(&x, strip()?)?.into(),
        "rstrip" => strings::rstrip(&x, strip()?)?.into(),
        "center" => strings::center(&x, y()?, call.array(2)?)?.into(),
        "ljust" => strings::ljust(&x, y()?, call.array(2)?)?.into(),
        "rjust" => strings::rjust(&x, y()?, call.array(2)?)?.into(),
        "zfill" => strings::zfill(&x, y()?)?.into(),
        "multiply" => strings::multiply(&x, y()?)?.into(),
        "expandtabs" => strings::expandtabs(&x, y()?)?.astype(&format!("{}80", x.dtype().kind()))?.into(),
        "replace" => strings::replace(&x, y()?, call.array(2)?, bound(3, -1)?)?.into(),
        "partition" => strings::partition(&x, y()?)?.to_vec().into(),
        "rpartition" => strings::rpartition(&x, y()?)?.to_vec().into(),
        "slice" => {
            // A single bound is the stop, as in Python's range.
            let step = bound(3, 1)?;
            let back = step.ndim() == 0 && step.item::<i64>()? < 0;
            let (first, past) = if back { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
            strings::slice_each(&x, bound(1, first)?, bound(2, past)?, step)?.into()
        }
        "encode" => strings::encode(&x, call.text(1)?)?.into(),
        "decode" => strings::decode(&x, call.text(1)?)?.into(),
        "add" => strings::add(&x, &y()?)?.into(),
        "equal" => strings::equal(&x, &y()?)?.into(),
        "not_equal" => strings::not_equal(&x, &y()?)?.into(),
        "less" => strings::less(&x, &y()?)?.into(),
        "less_equal" => strings::less_equal(&x, &y()?)?.into(),
        "greater" => strings::greater(&x, &y()?)?.into(),
        "greater_equal" => strings::greater_equal(&x, &y()?)?.into(),
        _ => return call.unknown(),
    })
}
