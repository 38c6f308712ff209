//! The verdict on a dossier: what still stands in the way, and what it comes to under each norm.
//!
//! Its words and its totals are those of the regeling.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::made::{Made, Status};
use super::stukken::Bewijs;
use crate::finding::{Diagnostic, Ernst};
use crate::input::{Input, Source};
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
    /// Whose it is, as the pages have it; `None` where that is not known.
    pub naam: Option<String>,
    /// How much of what the data names was opened.
    pub bewijs: Bewijs,
    /// What the dossier comes to under each norm.
    pub uitkomst: Uitkomst,
    /// The documents that it makes, laid out.
    pub documents: Vec<Made>,
    /// Documents that could not even be begun, in words.
    pub not_begun: Vec<String>,
}

impl Verdict {
    /// What the findings come to.
    #[must_use]
    pub fn oordeel(&self) -> Oordeel {
        Oordeel::of(&self.findings)
    }

    /// What to do first: what is wrong, else what is to do, and of that what was begun; the day that the dossier is judged on comes last,
    /// since it is known last.
    #[must_use]
    pub fn next_step(&self, input: &Input, regeling: &Regeling) -> Option<&Diagnostic> {
        let last = |finding: &Diagnostic| regeling.gegevens.peildatum.as_ref() == Some(&finding.path);
        let begun = |finding: &Diagnostic| input.written(&finding.path);
        self.findings.iter().filter(|finding| finding.is_error()).min_by_key(|finding| (finding.ernst, last(finding), !begun(finding)))
    }

    /// The day that the dossier is judged on, where the regeling has one and it is known.
    #[must_use]
    pub fn peildatum<'i>(&self, input: &'i Input, regeling: &Regeling) -> Option<&'i str> {
        input.value.pointer(regeling.gegevens.peildatum.as_deref()?)?.as_str()
    }

    /// As JSON: `oordeel`, `wie`, `peildatum`, `regeling`, `bewijs`, `bevindingen`, `volgende_stap`, `berekening` and `totalen` (exact values
    /// beside the printed form), `documenten` and `niet_begonnen`.
    #[must_use]
    pub fn to_json(&self, input: &Input, regeling: &Regeling) -> Value {
        json!({
            "oordeel": self.oordeel().woord(&regeling.gegevens.oordeel).naam,
            "wie": { "label": regeling.gegevens.wie.as_ref().map(|wie| &wie.label), "naam": self.naam },
            "peildatum": self.peildatum(input, regeling),
            "regeling": { "id": regeling.gegevens.id, "versie": regeling.gegevens.versie },
            "bewijs": self.bewijs.naam(),
            "bevindingen": self.findings.iter().map(|finding| bevinding(finding, &input.source)).collect::<Vec<_>>(),
            "volgende_stap": self.next_step(input, regeling).map(|finding| json!({ "code": finding.rule.code, "pad": finding.path, "hulp": finding.help })),
            "berekening": self.uitkomst.berekening,
            "totalen": self.uitkomst.totalen.iter().map(Totaal::to_json).collect::<Vec<_>>(),
            "documenten": self.documents.iter().map(document).collect::<Vec<_>>(),
            "niet_begonnen": self.not_begun,
        })
    }
}

fn bevinding(finding: &Diagnostic, source: &Source) -> Value {
    let place = source.position(finding);
    json!({
        "code": finding.rule.code,
        "ernst": finding.ernst.naam(),
        "pad": finding.pad(),
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
