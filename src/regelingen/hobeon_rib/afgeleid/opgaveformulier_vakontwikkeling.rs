//! Bijlage 4: one form per activity, with the calculation of the regeling (S:133-151).

use serde_json::{Value, json};

use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::Dossier;
use crate::regelingen::hobeon_rib::norm::pe;
use crate::schema::notatie;

/// The box A, B, C = A + B, PE = C / 2, with the values or empty.
pub(super) fn derived(part: &Dossier, eisen: &Eisen) -> Value {
    let pe = part.activiteiten.iter().next().map(|(_, activiteit)| pe::activiteit(activiteit, eisen));
    let normen = &eisen.normen;
    json!({
        "deler": notatie::decimaal(normen.uren_per_pe.waarde),
        "maximum": notatie::decimaal(normen.pe_per_activiteit.waarde),
        "a": pe.map(|pe| notatie::duur(pe.aanwezigheid)),
        "b": pe.map(|pe| notatie::duur(pe.voorbereiding)),
        "c": pe.map(|pe| notatie::duur(pe.totaal)),
        "berekend": pe.map(|pe| notatie::decimaal(pe.berekend)),
        "punten": pe.map(|pe| notatie::decimaal(pe.punten)),
        "afgekapt": pe.is_some_and(|pe| pe.afgekapt > 0.into()),
        "toegekend": pe.is_some_and(|pe| pe.toegekend),
    })
}
