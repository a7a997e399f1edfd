//! Printing.

#![forbid(unsafe_code)]

use nd::{FloatMode, PrintOptions, Sign};

use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let options = options(call)?;
    let text = |name: &str, default: &'static str| -> Result<String, Failure> {
        Ok(call.keyword(name).map(Given::text).transpose()?.unwrap_or(default).to_string())
    };
    Ok(match call.op() {
        "str" => nd::array_str(&x, &options)?.into(),
        "repr" => nd::array_repr(&x, &options)?.into(),
        "array2string" => {
            let (separator, prefix, suffix) =
                (text("separator", " ")?, text("prefix", "")?, text("suffix", "")?);
            nd::array2string(&x, &options, &separator, &prefix, &suffix)?.into()
        }
        "dtype_repr" => format!("{:?}", x.dtype()).into(),
        _ => return call.unknown(),
    })
}

fn options(call: &Call) -> Result<PrintOptions, Failure> {
    let mut options = PrintOptions::default();
    let number = |name: &str, default: usize| -> Result<usize, Failure> {
        Ok(call.keyword(name).map(Given::int).transpose()?.map_or(default, |value| value as usize))
    };
    options.precision = number("precision", options.precision)?;
    options.threshold = number("threshold", options.threshold)?;
    options.edgeitems = number("edgeitems", options.edgeitems)?;
    options.linewidth = number("linewidth", options.linewidth)?;
    options.suppress = call.flag("suppress");
    if let Some(sign) = call.keyword("sign") {
        let letter = sign.text()?.chars().next().and_then(Sign::from_char);
        options.sign = letter.ok_or_else(|| "sign".to_string())?;
    }
    if let Some(mode) = call.keyword("floatmode") {
        options.floatmode = FloatMode::from_name(mode.text()?).ok_or_else(|| "floatmode".to_string())?;
    }
    if let Some(text) = call.keyword("nanstr") {
        options.nanstr = text.text()?.into();
    }
    if let Some(text) = call.keyword("infstr") {
        options.infstr = text.text()?.into();
    }
    Ok(options)
}
