//! All that touches the bytes of a PDF.

mod appearance;
mod drawn;
mod filled;
mod font;
mod scan;
mod stamp;
mod strings;
mod write;

pub(crate) use filled::{Content, Filled, FilledField, NoForm, read};
pub(crate) use write::{TextRoom, text_rooms, write};
