//! A dossier to bytes: the one place where the stages meet.
//!
//! Data that was read goes in; documents, findings and a verdict come out. No file and no caller may enter.
//!
//! **Enters:** the order of the stages, and what came of them.
//! **Stays out:** a file on a disk, a caller, a byte of a PDF.

mod bundel;
mod faults;
mod made;
mod maker;
mod stukken;
mod verdict;
mod voorbeeld;

pub use bundel::{Blad, Bron, Bundel, MERK, Plaats, Regel, megabytes, te_groot};
pub(crate) use faults::{RULES, about_the_trial};
pub use made::{Made, Rendering, Status};
pub(crate) use maker::STACK;
pub use maker::{Job, NOTHING, Press};
pub use stukken::Bewijs;
pub use verdict::{Oordeel, Verdict};
