//! Polynomials.

#![forbid(unsafe_code)]

use nd::PolyFit;

use crate::case::{Call, Outcome};
use crate::given::Given;

pub(super) fn run(call: &Call) -> Outcome {
    let p = call.array(0)?;
    Ok(match call.op() {
        "polyadd" => nd::polyadd(&p, &call.array(1)?)?.into(),
        "polysub" => nd::polysub(&p, &call.array(1)?)?.into(),
        "polymul" => nd::polymul(&p, &call.array(1)?)?.into(),
        "polydiv" => {
            let (quotient, remainder) = nd::polydiv(&p, &call.array(1)?)?;
            vec![quotient, remainder].into()
        }
        "polyval" => nd::polyval(&p, call.operand(1)?)?.into(),
        "polyder" => nd::polyder(&p, call.int(1)? as usize)?.into(),
        "polyint" if call.len() > 2 => nd::polyint(&p, call.int(1)? as usize, call.operand(2)?)?.into(),
        "polyint" => nd::polyint(&p, call.int(1)? as usize, 0.0)?.into(),
        "poly" => nd::poly(&p)?.into(),
        "roots" => nd::roots(&p)?.into(),
        "poly_roots" => nd::sort_complex(&nd::roots(&p)?)?.into(),
        "polyfit" => {
            let (y, weights) = (call.array(1)?, call.array_keyword("w")?);
            let mut fit = PolyFit::new(&p, &y, call.int(2)? as usize);
            if let Some(weights) = &weights {
                fit = fit.weights(weights);
            }
            match call.keyword("cov") {
                None | Some(Given::Bool(false)) => fit.run()?.into(),
                Some(scaled) => {
                    let (coefficients, covariance) = fit.covariance(matches!(scaled, Given::Bool(_)))?;
                    vec![coefficients, covariance].into()
                }
            }
        }
        "poly1d" => format!("{:?}", nd::Poly1d::new(&p)?).into(),
        _ => return call.unknown(),
    })
}
