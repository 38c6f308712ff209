//! Everything that a verdict prints about the norms, in one place.

use super::fte::{self, FteBerekening};
use super::intervisie::{self, IntervisieBerekening};
use super::vakontwikkeling::{self, PeBerekening};
use crate::dossier::Dossier;
use crate::regeling::Regeling;

/// Berekening: what the dossier comes to under each norm; a part is None where it cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Berekening {
    /// PE points (S:96-97, S:138-150).
    pub pe: Option<PeBerekening>,
    /// Days worked and size of appointment (S:92-93, S:116-118).
    pub fte: Option<FteBerekening>,
    /// Intervisiemomenten (S:99, S:155).
    pub intervisie: Option<IntervisieBerekening>,
}

/// Holds the dossier against the norms, as if filed on its `aanvraagdatum`.
#[must_use]
pub fn berekening(dossier: &Dossier, regeling: &Regeling) -> Berekening {
    Berekening {
        pe: vakontwikkeling::pe(dossier, regeling),
        fte: fte::fte(dossier, regeling),
        intervisie: intervisie::intervisie(dossier, regeling),
    }
}
