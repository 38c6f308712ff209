//! Data to the documents that it makes: kind, part, document, view.
//!
//! A document is made from its own *part* of the data alone. That part is embedded in the PDF, so the same pages can be made from it
//! again, and everything that a page says follows from it. Which kinds there are, and what they hold, the regeling says; how pages are
//! laid out is a matter of `typeset`. Neither may enter.
//!
//! **Enters:** how data is split, named and shown, as the regeling says.
//! **Stays out:** layout (`typeset`), a kind of document by name.

mod blad;
mod document;
mod fields;
mod make;
mod name;
mod part;
mod view;
mod which;

pub(crate) use blad::{Kop, blad, breakable_name, chunks, naam_van, rest, shared, shown};
pub use document::{DATA_NAME, Document, Options, Purpose};
pub use make::{blank, documents, not_begun};
pub(crate) use make::{differences, with_part};
pub(crate) use name::{LONGEST_STEM, whole_name};
pub use name::{clean_name, form_name};
pub(crate) use which::{Likeness, kind_of, likeness};
