//! The verdict on a dossier: what still stands in the way, and what it comes to under each norm.
//!
//! Its words and its totals are those of the regeling.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::made::{Made, Status};
use crate::finding::{Diagnostic, Ernst};
use crate::input::Source;
use crate::regeling::{OordeelWoord, OordeelWoorden, Regeling, Totaal, Uitkomst};

/// Oordeel: what the findings come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oordeel {
    /// Nothing stands in the way.
    Goed,
    /// Nothing stands in the way, but there is something to look at.
    Aandacht,
    /// Something stands in the way.
    Fout,
}

impl Oordeel {
    /// What findings come to. One for the assessor, or only to be known, changes nothing.
    #[must_use]
    pub fn of(findings: &[Diagnostic]) -> Self {
        if findings.iter().any(Diagnostic::is_error) {
            Self::Fout
        } else if findings.iter().any(|finding| finding.ernst == Ernst::Waarschuwing) {
            Self::Aandacht
        } else {
            Self::Goed
        }
    }

    /// The words that a regeling has for it.
    #[must_use]
    pub fn woord(self, woorden: &OordeelWoorden) -> &OordeelWoord {
        match self {
            Self::Goed => &woorden.goed,
            Self::Aandacht => &woorden.aandacht,
            Self::Fout => &woorden.fout,
        }
    }
}

/// The verdict on a dossier.
#[derive(Debug, Serialize, Deserialize)]
pub struct Verdict {
    /// All findings, in the order of their place.
    pub findings: Vec<Diagnostic>,
    /// What the dossier comes to under each norm.
    pub uitkomst: Uitkomst,
    /// The documents that it makes, laid out.
    pub documents: Vec<Made>,
}

impl Verdict {
    /// What the findings come to.
    #[must_use]
    pub fn oordeel(&self) -> Oordeel {
        Oordeel::of(&self.findings)
    }

    /// As JSON: `oordeel`, `bevindingen`, `berekening` and `totalen` (exact values beside the printed form) and `documenten`.
    #[must_use]
    pub fn to_json(&self, source: &Source, regeling: &Regeling) -> Value {
        json!({
            "oordeel": self.oordeel().woord(&regeling.gegevens.oordeel).naam,
            "bevindingen": self.findings.iter().map(|finding| bevinding(finding, source)).collect::<Vec<_>>(),
            "berekening": self.uitkomst.berekening,
            "totalen": self.uitkomst.totalen.iter().map(Totaal::to_json).collect::<Vec<_>>(),
            "documenten": self.documents.iter().map(document).collect::<Vec<_>>(),
        })
    }
}

fn bevinding(finding: &Diagnostic, source: &Source) -> Value {
    let place = source.position(finding);
    json!({
        "code": finding.rule.code,
        "ernst": finding.ernst.naam(),
        "pad": finding.path,
        "regel": place.line,
        "kolom": place.column,
        "melding": finding.message,
        "hulp": finding.help,
        "bron": finding.rule.bron,
    })
}

fn document(made: &Made) -> Value {
    json!({
        "soort": made.document.soort,
        "bestand": made.document.bestand,
        "paginas": made.pages,
        "status": match made.status { Status::Made(_) => "goed", Status::Refused => "geweigerd" },
    })
}
