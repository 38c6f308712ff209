//! All that touches the bytes of a PDF.
//!
//! **Enters:** bytes of PDFs, written and read; `lopdf` and `hayro_syntax` are named here alone.
//! **Stays out:** what a field means, what a document is for.

mod appearance;
mod drawn;
mod filled;
mod font;
mod heel;
mod herkomst;
mod objects;
mod scan;
mod stamp;
mod strings;
mod write;
mod xfa;

pub(crate) use filled::{Content, Filled, FilledField, read};
pub(crate) use heel::{Whole, whole};
pub(crate) use herkomst::{Afdruk, Herkomst, gegevens, herkomst};
pub(crate) use objects::NoForm;
pub(crate) use write::{TextRoom, text_rooms, write};
