//! Findings: what can be wrong, and what is.
//!
//! The ground floor. A fault is defined beside the code that finds it; here stands only what a definition and a finding are.
//! Nothing of a file format, a stage or a regeling may enter, and nothing here imports anything of the house.
//!
//! **Enters:** what any fault and any finding is.
//! **Stays out:** a fault itself, a file format, a stage, a regeling; nothing of the house is imported.

mod diagnostic;
mod pointer;
mod rule;

pub use diagnostic::Diagnostic;
pub use pointer::{VERBORGEN, escape, is_within};
pub use rule::{Definition, Ernst, Rule, Scope, Stage, Text, text};
