//! From arrays to SVG: points, lines and images, over `plotters`.

use core::ops::Range;
use nd::prelude::*;
use plotters::chart::{ChartBuilder, ChartContext, SeriesLabelPosition};
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, Circle, Color, DrawingArea, IntoDrawingArea, IntoFont, LineSeries, PathElement, Rectangle,
    SVGBackend,
};
use plotters::style::RGBColor;
use std::path::{Path, PathBuf};

pub(crate) use plotters::style::{BLACK, BLUE, GREEN, MAGENTA, RED};

/// What can go wrong: an operation on arrays, or drawing.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// What comes of drawing.
pub(crate) type Drawn<T = ()> = std::result::Result<T, Failure>;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A picture to be.
pub(crate) struct Canvas {
    path: PathBuf,
    title: String,
}

impl Canvas {
    /// An empty picture.
    pub(crate) fn new(path: &Path, title: &str) -> Canvas {
        Canvas { path: path.to_path_buf(), title: title.to_string() }
    }

    fn area(&self, width: u32, height: u32) -> Drawn<Area<'_>> {
        let area = SVGBackend::new(&self.path, (width, height)).into_drawing_area();
        area.fill(&plotters::style::WHITE)?;
        Ok(area)
    }

    /// Axes to draw in.
    pub(crate) fn chart(&self, x: Range<f64>, y: Range<f64>) -> Drawn<Chart<'_>> {
        let area = self.area(640, 480)?;
        let mut context = ChartBuilder::on(&area)
            .caption(&self.title, ("sans-serif", 20).into_font())
            .margin(12)
            .x_label_area_size(28)
            .y_label_area_size(40)
            .build_cartesian_2d(x, y)?;
        context.configure_mesh().light_line_style(plotters::style::TRANSPARENT).draw()?;
        Ok(Chart { context, area })
    }

    /// Matrices as squares of colours, side by side; the ends of `range` are blue and yellow.
    pub(crate) fn images(&self, images: &[(&str, &Array)], range: Range<f64>) -> Drawn {
        let side = if images.len() == 1 { 480 } else { 240 };
        let area = self.area(side * images.len() as u32, side + 30)?;
        let (head, body) = area.split_vertically(30);
        head.titled(&self.title, ("sans-serif", 18).into_font())?;
        for (panel, (name, image)) in body.split_evenly((1, images.len())).iter().zip(images) {
            let mut context = ChartBuilder::on(panel)
                .caption(name, ("sans-serif", 15).into_font())
                .margin(8)
                .build_cartesian_2d(0.0..image.shape()[1] as f64, 0.0..image.shape()[0] as f64)?;
            // The first row is at the top.
            let flipped = image.slice(s![..;-1])?;
            for (row, values) in flipped.iter()?.enumerate() {
                for (column, value) in values.to_vec::<f64>()?.into_iter().enumerate() {
                    let (x, y) = (column as f64, row as f64);
                    let share = (value - range.start) / (range.end - range.start);
                    let cell = Rectangle::new([(x, y), (x + 1.0, y + 1.0)], color(share).filled());
                    context.draw_series([cell])?;
                }
            }
        }
        area.present()?;
        Ok(())
    }
}

/// From dark blue over green to yellow, for a share from 0 to 1.
fn color(share: f64) -> RGBColor {
    const STOPS: [[f64; 3]; 4] =
        [[68.0, 1.0, 84.0], [49.0, 104.0, 142.0], [53.0, 183.0, 121.0], [253.0, 231.0, 37.0]];
    let place = share.clamp(0.0, 1.0) * (STOPS.len() - 1) as f64;
    let stop = (place as usize).min(STOPS.len() - 2);
    let mix = |part: usize| {
        let (from, to) = (STOPS[stop][part], STOPS[stop + 1][part]);
        (from + (to - from) * (place - stop as f64)) as u8
    };
    RGBColor(mix(0), mix(1), mix(2))
}

/// Axes with curves in them.
pub(crate) struct Chart<'a> {
    context: ChartContext<'a, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    area: Area<'a>,
}

impl Chart<'_> {
    /// A dot for each element of `x` and its partner in `y`.
    pub(crate) fn points(&mut self, x: &Array, y: &Array, color: RGBColor, name: &str) -> Drawn {
        let dots = pairs(x, y)?.into_iter().map(move |at| Circle::new(at, 3, color.filled()));
        let series = self.context.draw_series(dots)?;
        series.label(name).legend(move |(x, y)| Circle::new((x + 10, y), 3, color.filled()));
        Ok(())
    }

    /// A line from each element to the next.
    pub(crate) fn line(&mut self, x: &Array, y: &Array, color: RGBColor, name: &str) -> Drawn {
        let series = self.context.draw_series(LineSeries::new(pairs(x, y)?, color.stroke_width(2)))?;
        series
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], color.stroke_width(2)));
        Ok(())
    }

    /// Writes the legend, and the file.
    pub(crate) fn finish(mut self) -> Drawn {
        let mut labels = self.context.configure_series_labels();
        labels.position(SeriesLabelPosition::UpperRight).background_style(plotters::style::WHITE.mix(0.8));
        labels.border_style(BLACK).draw()?;
        self.area.present()?;
        Ok(())
    }
}

fn pairs(x: &Array, y: &Array) -> Result<Vec<(f64, f64)>> {
    Ok(x.astype("f8")?.to_vec::<f64>()?.into_iter().zip(y.to_vec::<f64>()?).collect())
}
