//! The model as schema: what each field is called, means and may hold, and how its kinds of values are written.
//!
//! A schema is JSON Schema (2020-12) of the plain kind: objects, lists, leaves, and `$ref` to its own `$defs`. Everything that
//! shows, reads or checks a field asks here; nothing else follows a reference.
//!
//! **Enters:** labels, meanings, formats and choices of fields; how dates, numbers and marked-up texts are written.
//! **Stays out:** whether a value is right (`input`), what it comes to (a regeling), how it looks (`documents`).

pub mod datum;
pub mod formaat;
mod model;
pub mod notatie;
pub mod opmaak;
pub mod opschoning;
pub mod stukken;
pub mod vage_datum;

pub use datum::Datum;
pub use model::{Schema, format_of, is_list, option, options, title};
