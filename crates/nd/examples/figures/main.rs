//! The tutorial's pictures, drawn from nd arrays as SVG files.
//!
//! ```text
//! cargo run --release -p nd --example figures -- target/figures
//! ```
//!
//! The argument is the folder to write to, `target/figures` if there is none.

mod draw;
#[allow(dead_code)] // `tour` prints more of it
#[path = "../tutorial/mod.rs"]
mod tutorial;

use draw::{Canvas, Drawn};
use nd::prelude::*;
use nd::random::RandomState;
use std::path::Path;

/// A file's name, and what draws it.
type Figure = (&'static str, fn(&Path) -> Drawn);

fn main() -> Drawn {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/figures".to_string());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let figures: [Figure; 6] = [
        ("blobs.svg", blobs),
        ("heat_map.svg", heat_map),
        ("sensors.svg", sensors),
        ("imputed.svg", imputed),
        ("cubic.svg", cubic),
        ("kronecker.svg", kronecker),
    ];
    for (name, draw) in figures {
        let path = folder.join(name);
        draw(&path)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Points around two centres, told apart by their labels.
fn blobs(path: &Path) -> Drawn {
    let (points, labels) = tutorial::blobs()?;
    let canvas = Canvas::new(path, "two blobs");
    let mut chart = canvas.chart(-1.5..2.5, -1.5..2.5)?;
    for (label, color) in [(0, draw::BLUE), (1, draw::RED)] {
        let xy = points.get(ix![&labels.equal(label)?])?;
        chart.points(&xy.slice(s![.., 0])?, &xy.slice(s![.., 1])?, color, &format!("label {label}"))?;
    }
    chart.finish()
}

/// `sin(x) sin(y)` as colours.
fn heat_map(path: &Path) -> Drawn {
    let canvas = Canvas::new(path, "sin(x) sin(y)");
    canvas.images(&[("", &tutorial::heat_map()?)], -1.0..1.0)
}

/// What both sensors measured.
fn sensors(path: &Path) -> Drawn {
    let sensors = tutorial::sensors()?;
    let times = nd::arange(100);
    let canvas = Canvas::new(path, "two sensors");
    let mut chart = canvas.chart(0.0..100.0, -2.5..2.5)?;
    chart.line(&times, &sensors.first, draw::BLUE, "s1")?;
    chart.line(&times, &sensors.second, draw::RED, "s2")?;
    chart.finish()
}

/// The gap of the second sensor, filled from the first.
fn imputed(path: &Path) -> Drawn {
    let sensors = tutorial::sensors()?;
    let times = nd::arange(100);
    let gap = || sensors.missing.clone();
    let factor = sensors.factor.item::<f64>()?;
    let canvas = Canvas::new(path, &format!("prediction factor {factor:.4}"));
    let mut chart = canvas.chart(0.0..100.0, -2.5..4.0)?;
    chart.line(&times, &sensors.first, draw::BLUE, "s1")?;
    let train = &sensors.train;
    chart.points(&times.get(ix![train])?, &sensors.second.get(ix![train])?, draw::RED, "train")?;
    chart.line(&times.slice(gap())?, &sensors.prediction()?, draw::GREEN, "prediction")?;
    chart.points(&times.slice(gap())?, &sensors.second.slice(gap())?, draw::MAGENTA, "test")?;
    chart.finish()
}

/// Cubic convolution of a few samples against the function that they are of.
fn cubic(path: &Path) -> Drawn {
    let cubic = tutorial::cubic()?;
    let canvas = Canvas::new(path, "cubic interpolation");
    let mut chart = canvas.chart(0.0..1.0, -0.5..0.5)?;
    chart.line(&cubic.fine, &cubic.exact, draw::BLACK, "exact")?;
    chart.line(&cubic.fine, &cubic.interpolated, draw::RED, "interp")?;
    chart.points(&cubic.coarse, &cubic.known, draw::BLUE, "grid")?;
    chart.finish()
}

/// Two matrices and their Kronecker products.
fn kronecker(path: &Path) -> Drawn {
    let (a, b) = (nd::array![[1.0, 0.5], [-0.5, -1.0]], nd::identity(2)?);
    let (ab, ba) = (nd::kron(&a, &b)?, nd::kron(&b, &a)?);
    let large = nd::kron(&RandomState::new(1234).uniform(-1.0, 1.0, (8, 8))?, &nd::identity(4)?)?;
    let canvas = Canvas::new(path, "Kronecker products");
    canvas.images(&[("A", &a), ("B", &b), ("A ⊗ B", &ab), ("B ⊗ A", &ba), ("C ⊗ I", &large)], -1.0..1.0)
}
