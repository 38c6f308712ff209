//! All that touches the bytes of a PDF.

mod appearance;
mod font;
mod stamp;
mod write;

pub(crate) use write::{TooSmall, too_small, write};
