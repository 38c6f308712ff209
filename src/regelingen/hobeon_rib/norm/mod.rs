//! The arithmetic of the regeling: exact, pure, and rounded only when printed.
//!
//! Each module holds one norm and works on the dossier alone; what cannot be computed, because a date is absent or
//! contradicts another or an element was refused, is `None`. Nothing here judges: that is for `rules`.
//!
//! **Enters:** exact arithmetic on the dossier alone.
//! **Stays out:** findings, pages, floating point.

pub mod aanwezigheid;
mod berekening;
pub mod brief;
pub mod dienst;
pub mod fte;
pub mod intervisie;
pub mod pe;
pub mod period;
pub mod tijd;
pub mod titels;
pub mod vakontwikkeling;

pub use berekening::{Berekening, berekening};
