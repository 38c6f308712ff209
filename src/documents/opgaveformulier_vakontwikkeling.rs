//! Bijlage 4: one form per activity, with the calculation of the regeling (S:133-151).

use serde_json::{Value, json};

use super::{Kind, Part, Purpose, element_origins, nothing, shared};
use crate::dossier::{Activiteit, Dossier};
use crate::error::Error;
use crate::norm::{notatie, pe};
use crate::regeling::Regeling;

pub(super) static KIND: Kind = Kind {
    soort: "opgaveformulier-vakontwikkeling",
    parts,
    root: "/activiteiten/0",
    derived,
    signatures: &[],
    preset: nothing,
    closed: &[],
};

/// The number of an activity: its own, else its place.
pub(super) fn number(place: usize, activiteit: &Activiteit) -> u16 {
    activiteit.nr.unwrap_or_else(|| u16::try_from(place + 1).unwrap_or(u16::MAX))
}

fn parts(dossier: &Dossier) -> Vec<Part> {
    let each = dossier.activiteiten.iter().map(|(place, activiteit)| {
        let nr = number(place, activiteit);
        Part {
            dossier: Dossier { activiteiten: [Activiteit { nr: Some(nr), ..activiteit.clone() }].into_iter().collect(), ..shared(dossier) },
            origins: element_origins("/activiteiten", place),
            nr: nr.into(),
            datum: Some(activiteit.datum_van),
            titel: activiteit.titel.to_string(),
        }
    });
    each.collect()
}

/// The box A, B, C = A + B, PE = C / 2, with the values or empty.
#[expect(clippy::unnecessary_wraps, reason = "the kinds share one signature")]
fn derived(part: &Dossier, regeling: &Regeling, _: Purpose) -> Result<Value, Error> {
    let pe = part.activiteiten.iter().next().map(|(_, activiteit)| pe::activiteit(activiteit, regeling));
    let normen = &regeling.gegevens.normen;
    Ok(json!({
        "deler": notatie::decimaal(normen.uren_per_pe.waarde),
        "maximum": notatie::decimaal(normen.pe_per_activiteit.waarde),
        "a": pe.map(|pe| notatie::duur(pe.aanwezigheid)),
        "b": pe.map(|pe| notatie::duur(pe.voorbereiding)),
        "c": pe.map(|pe| notatie::duur(pe.totaal)),
        "berekend": pe.map(|pe| notatie::decimaal(pe.berekend)),
        "punten": pe.map(|pe| notatie::decimaal(pe.punten)),
        "afgekapt": pe.is_some_and(|pe| pe.afgekapt > 0.into()),
        "toegekend": pe.is_some_and(|pe| pe.toegekend),
    }))
}
