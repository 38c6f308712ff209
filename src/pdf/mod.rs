//! All that touches the bytes of a PDF.

mod appearance;
mod filled;
mod font;
mod stamp;
mod write;

pub(crate) use filled::{Filled, FilledField, NoForm, read};
pub(crate) use write::{TooSmall, too_small, write};
