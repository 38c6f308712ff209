//! Everything that a verdict prints about the norms, in one place.

use num_rational::Ratio;
use serde_json::{Value, json};

use super::fte::{self, FteBerekening, Lezing};
use super::intervisie::{self, IntervisieBerekening};
use super::vakontwikkeling::{self, PeBerekening};
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::Dossier;
use crate::schema::notatie::decimaal;

/// PE points that a day of study brings at most in the advice: eight hours is a long day, six is a usual one.
const PE_PER_DAY: i64 = 3;

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
pub fn berekening(dossier: &Dossier, eisen: &Eisen) -> Berekening {
    Berekening {
        pe: vakontwikkeling::pe(dossier, eisen),
        fte: fte::fte(dossier, eisen),
        intervisie: intervisie::intervisie(dossier, eisen),
    }
}

impl Berekening {
    /// As JSON: exact values beside their printed form; null where it cannot be computed.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "pe": self.pe.as_ref().map(pe),
            "fte": self.fte.as_ref().map(fte_json),
            "intervisie": self.intervisie.as_ref().map(intervisie_json),
        })
    }
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
        "zonder_periode": pe.zonder_periode,
        "minuten": pe.minuten,
        "minuten_buiten_telling": pe.minuten_buiten_telling,
        "advies": advies(pe),
    })
}

fn fte_json(fte: &FteBerekening) -> Value {
    json!({
        "gewerkte_dagen": fte.gewerkte_dagen,
        "niet_verklaarde_dagen": fte.opgegeven_dagen - fte.gewerkte_dagen,
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

fn intervisie_json(intervisie: &IntervisieBerekening) -> Value {
    json!({ "aantal": intervisie.aantal, "meegeteld": intervisie.meegeteld, "norm": intervisie.norm, "tekort": intervisie.tekort() })
}

/// What is still needed and how to get it; nothing where there is enough.
fn advies(pe: &PeBerekening) -> Option<String> {
    let tekort = pe.tekort();
    (tekort > 0.into()).then(|| format!("nog {} PE: {}", decimaal(rounded_up(tekort, 100)), study_days(tekort)))
}

/// How to make a shortage of points up: days of study of equal length, in quarters of an hour.
fn study_days(tekort: Ratio<i64>) -> String {
    let days = (tekort / PE_PER_DAY).ceil().to_integer();
    let hours = rounded_up(tekort * 2 / days, 4);
    let days_text = if days == 1 { "één studiedag".to_owned() } else { format!("{days} studiedagen") };
    format!("bijvoorbeeld {days_text} van {} uur", decimaal(hours))
}

/// The number rounded up to a multiple of 1/`parts`.
fn rounded_up(value: Ratio<i64>, parts: i64) -> Ratio<i64> {
    (value * parts).ceil() / parts
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;

    use super::study_days;

    #[test]
    fn proposes_days_of_study_that_are_enough() {
        assert_eq!(study_days(Ratio::new(9, 2)), "bijvoorbeeld 2 studiedagen van 4,5 uur");
        assert_eq!(study_days(Ratio::new(1, 3)), "bijvoorbeeld één studiedag van 0,75 uur");
        assert_eq!(study_days(Ratio::from_integer(32)), "bijvoorbeeld 11 studiedagen van 6 uur");
    }
}
