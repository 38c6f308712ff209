//! A dossier to bytes: the one place where the stages meet.
//!
//! Data that was read goes in; documents, findings and a verdict come out. No file and no caller may enter.

mod faults;
mod made;
mod maker;
mod verdict;

pub(crate) use faults::INVULVELD_TE_KLEIN;
pub use made::{Made, Rendering, Status};
pub use maker::{Job, Press};
pub use verdict::{Oordeel, Verdict};
