//! The arithmetic of the regeling: exact, pure, and rounded only when printed.

pub mod notatie;
pub mod pe;
