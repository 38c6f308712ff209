//! What the pages of this regeling show beside the fields: the calculations of bijlage 3 and 4.
//!
//! **Enters:** values that an expression cannot derive, as text for a page.
//! **Stays out:** layout, rules.

mod opgaveformulier_vakontwikkeling;
mod overzicht_vakontwikkeling;

use serde_json::{Map, Value};

use super::eisen::Eisen;
use super::model::Dossier;
use crate::schema::Schema;

/// The derived values of a kind of document; nothing for a kind that has none.
pub(super) fn derived(soort: &str, part: &Dossier, eisen: &Eisen, schema: &Schema) -> Map<String, Value> {
    let value = match soort {
        "overzicht-vakontwikkeling" => overzicht_vakontwikkeling::derived(part, eisen, schema),
        "opgaveformulier-vakontwikkeling" => opgaveformulier_vakontwikkeling::derived(part, eisen),
        _ => return Map::new(),
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
