//! The embedded fonts: one family, which characters all of its faces can show, and the fault of a text with others.
//!
//! The files of the fonts and what follows from them; how a page is set is a matter of `typeset`, what a field holds of `schema`.
//!
//! **Enters:** the embedded fonts and the characters they can show.
//! **Stays out:** setting a page (`typeset`).

mod faces;
mod glyphs;

pub(crate) use faces::{FONTS, regular};
pub use faces::{files, files_to_give};
pub(crate) use glyphs::{TEKEN_NIET_AFDRUKBAAR, unprintable};
pub use glyphs::{is_invisible, is_printable};
