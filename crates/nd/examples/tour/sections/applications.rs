//! Section 7: what indexing is good for. The computations are in `tutorial/`, which `figures` draws.

use crate::page::Page;
use nd::prelude::*;

#[allow(dead_code)] // `figures` draws more of it
#[path = "../../tutorial/mod.rs"]
mod tutorial;

pub(crate) fn all(page: &mut Page) -> Result<()> {
    let x = nd::array![1.0, 2.0, 3.0, f64::NAN, 2.0, 1.0, f64::NAN];
    let known = !nd::isnan(&x)?;
    page.item("7.1");
    page.say(&x);
    page.say(&known);
    page.say(x.get(ix![&known])?);
    blobs(page)?;
    heat_map(page)?;
    sensors(page)?;
    interpolation(page)
}

fn blobs(page: &mut Page) -> Result<()> {
    let (points, labels) = tutorial::blobs()?;
    page.item("7.2");
    page.shape(&points);
    page.shape(&labels);
    page.say(nd::unique(&labels)?);
    page.say(points.slice(s![..3])?);
    page.say(labels.slice(s![..10])?);
    for label in 0..2 {
        let xy = points.get(ix![&labels.equal(label)?])?;
        page.item(&format!("7.3.{label}"));
        page.shape(&xy);
        page.say(xy.mean(0)?);
    }
    Ok(())
}

fn heat_map(page: &mut Page) -> Result<()> {
    let z = tutorial::heat_map()?;
    page.item("7.4");
    page.shape(&z);
    page.say(z.slice(s![..;33, ..;33])?);
    page.say(format_args!("{:.6}", z.sum(..)?.item::<f64>()?));
    Ok(())
}

fn sensors(page: &mut Page) -> Result<()> {
    let sensors = tutorial::sensors()?;
    page.item("7.5");
    page.say(sensors.first.slice(s![..5])?);
    page.say(sensors.second.slice(s![..5])?);
    page.item("7.6");
    page.say(format_args!("slice {} {}", sensors.missing.start, sensors.missing.end));
    page.shape(&sensors.train);
    page.say(sensors.train.slice(s![40..50])?);
    page.item("7.7");
    page.say(format_args!("prediction factor {:.6}", sensors.factor.item::<f64>()?));
    page.say(sensors.prediction()?.slice(s![..4])?);
    Ok(())
}

fn interpolation(page: &mut Page) -> Result<()> {
    page.item("7.8");
    page.say(tutorial::cubic_kernel(&nd::linspace(-2, 2, 9)?)?);
    let cubic = tutorial::cubic()?;
    page.item("7.9");
    page.shape(&cubic.weights);
    page.say(cubic.weights.slice(50)?);
    page.say(nd::allclose(&cubic.weights.sum(1)?, 1.0)?);
    page.item("7.10");
    let error = nd::absolute(&cubic.interpolated - &cubic.exact)?.max(..)?;
    page.say(format_args!("{:.10}", error.item::<f64>()?));
    page.say(nd::round(&cubic.interpolated.slice(s![..6])?, 6)?);
    Ok(())
}
