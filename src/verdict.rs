//! The verdict on a dossier: what still stands in the way, and what it comes to under each norm.

use num_rational::Ratio;
use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::input::Source;
use crate::norm::Berekening;
use crate::norm::fte::{FteBerekening, Lezing};
use crate::norm::intervisie::IntervisieBerekening;
use crate::norm::notatie::decimaal;
use crate::norm::vakontwikkeling::PeBerekening;
use crate::press::{Made, Status};
use crate::rules::Ernst;

/// Oordeel: what the findings come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oordeel {
    /// Nothing stands in the way.
    Indienbaar,
    /// Nothing stands in the way, but there is something to look at.
    MetAandachtspunten,
    /// An error stands in the way.
    NietIndienbaar,
}

impl Oordeel {
    /// As the JSON and the messages write it.
    #[must_use]
    pub fn naam(self) -> &'static str {
        match self {
            Self::Indienbaar => "indienbaar",
            Self::MetAandachtspunten => "indienbaar-met-aandachtspunten",
            Self::NietIndienbaar => "niet-indienbaar",
        }
    }
}

/// The verdict on a dossier.
#[derive(Debug)]
pub struct Verdict {
    /// All findings, in the order of their place.
    pub findings: Vec<Diagnostic>,
    /// What the dossier comes to under each norm.
    pub berekening: Berekening,
    /// The documents that it makes, laid out.
    pub documents: Vec<Made>,
}

impl Verdict {
    /// What the findings come to.
    #[must_use]
    pub fn oordeel(&self) -> Oordeel {
        if self.findings.iter().any(Diagnostic::is_error) {
            Oordeel::NietIndienbaar
        } else if self.findings.is_empty() {
            Oordeel::Indienbaar
        } else {
            Oordeel::MetAandachtspunten
        }
    }

    /// The verdict as JSON: `oordeel`, `bevindingen`, `berekening` (exact values beside the printed form) and `documenten`.
    #[must_use]
    pub fn to_json(&self, source: &Source) -> Value {
        json!({
            "oordeel": self.oordeel().naam(),
            "bevindingen": self.findings.iter().map(|finding| bevinding(finding, source)).collect::<Vec<_>>(),
            "berekening": {
                "pe": self.berekening.pe.as_ref().map(pe),
                "fte": self.berekening.fte.as_ref().map(fte),
                "intervisie": self.berekening.intervisie.as_ref().map(intervisie),
            },
            "documenten": self.documents.iter().map(document).collect::<Vec<_>>(),
        })
    }
}

fn bevinding(finding: &Diagnostic, source: &Source) -> Value {
    let place = source.position(finding);
    json!({
        "code": finding.rule.code,
        "ernst": match finding.rule.ernst { Ernst::Fout => "fout", Ernst::Waarschuwing => "waarschuwing" },
        "pad": finding.path,
        "regel": place.line,
        "kolom": place.column,
        "melding": finding.message,
        "hulp": finding.help,
        "bron": finding.rule.bron,
    })
}

/// An exact value beside its printed form.
fn number(value: Ratio<i64>) -> Value {
    json!({ "exact": value.to_string(), "afgedrukt": decimaal(value) })
}

fn pe(pe: &PeBerekening) -> Value {
    json!({
        "totaal": number(pe.totaal),
        "meegeteld": number(pe.meegeteld),
        "norm": number(pe.norm),
        "tekort": number(pe.tekort()),
        "vakoverleg": number(pe.vakoverleg),
        "vakoverleg_norm": number(pe.vakoverleg_norm),
        "afgekapt_activiteit": number(pe.afgekapt_activiteit),
        "afgekapt_vakoverleg": number(pe.afgekapt_vakoverleg),
        "buiten_telling": number(pe.buiten_telling),
        "minuten": pe.minuten,
    })
}

fn fte(fte: &FteBerekening) -> Value {
    json!({
        "gewerkte_dagen": fte.gewerkte_dagen,
        "nodig_dagen": fte.nodig_dagen,
        "nodig_fte": number(fte.nodig_fte),
        "gemiddeld_gewerkt": number(fte.gemiddeld_gewerkt),
        "gemiddeld_venster": number(fte.gemiddeld_venster),
        "gemiddeld_beste": number(fte.gemiddeld_beste),
        "jaren": fte.jaren,
        "nodig_jaren": fte.nodig_jaren,
        "voldaan": {
            "gewerkte_tijd": fte.meets(Lezing::GewerkteTijd),
            "hele_periode": fte.meets(Lezing::HelePeriode),
            "losse_jaren": fte.meets(Lezing::LosseJaren),
            "beste_jaren": fte.meets(Lezing::BesteJaren),
        },
    })
}

fn intervisie(intervisie: &IntervisieBerekening) -> Value {
    json!({ "aantal": intervisie.aantal, "meegeteld": intervisie.meegeteld, "norm": intervisie.norm, "tekort": intervisie.tekort() })
}

fn document(made: &Made) -> Value {
    json!({
        "soort": made.document.soort,
        "bestand": made.document.bestand,
        "paginas": made.pages,
        "status": match made.status { Status::Made(_) => "goed", Status::Refused => "geweigerd" },
    })
}
