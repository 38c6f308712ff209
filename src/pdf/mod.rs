//! All that touches the bytes of a PDF.

mod appearance;
mod drawn;
mod filled;
mod font;
mod objects;
mod scan;
mod stamp;
mod strings;
mod write;

pub(crate) use filled::{Content, Filled, FilledField, read};
pub(crate) use objects::NoForm;
pub(crate) use write::{TextRoom, text_rooms, write};
