//! The sections of the tutorial, in its order.

mod aliasing;
mod applications;
mod broadcasting;
mod creation;
mod einsum;
mod indexing;
mod kernel;
mod layout;
mod views;

use crate::page::Page;
use nd::Result;
use nd::random::RandomState;

/// The whole transcript.
pub(crate) fn all() -> Result<String> {
    let mut page = Page::default();
    views::arrays(&mut page)?;
    views::sharing(&mut page)?;
    views::dtypes(&mut page)?;
    indexing::basic(&mut page)?;
    indexing::advanced(&mut page)?;
    applications::all(&mut page)?;
    creation::all(&mut page)?;
    // One random stream runs through these sections, as it does in the tutorial.
    let mut random = RandomState::new(1234);
    layout::transposition(&mut page, &mut random)?;
    layout::kronecker(&mut page, &mut random)?;
    broadcasting::all(&mut page)?;
    aliasing::all(&mut page, &mut random)?;
    einsum::products(&mut page)?;
    einsum::derivation(&mut page)?;
    kernel::gaussian_process(&mut page)?;
    Ok(page.into_text())
}
