//! The data model: what a dossier holds, one file per section.
//!
//! Field names are the keys of the JSON, of the templates and of the forms. Every field carries its Dutch label
//! (`title`) and its meaning (`description`) once, here; `schema.json` of the regeling is generated from these types and held equal
//! by a test. What these types do not know, such as a field that somebody added to a folder of their own, they pass over: the schema
//! has refused what is wrong. Nothing here judges: an absent section is a matter for `rules`.
//!
//! **Enters:** fields with their label, meaning and limits.
//! **Stays out:** judging: an absent section is a matter for `rules`.

mod activiteit;
mod bijgevoegd;
mod ervaringsverklaring;
mod intervisiemoment;
mod kandidaat;
pub mod limieten;
mod ondertekening;
mod waarden;
mod werkverklaring;

pub use crate::schema::Datum;
pub use activiteit::{Activiteit, Bewijs, BewijsSoort, PeToegekend, Soort, Vakoverleg};
pub use bijgevoegd::Bijgevoegd;
pub use ervaringsverklaring::{Competentie, Ervaringsverklaring, Voorbeeld};
pub use intervisiemoment::{Deelnemer, Intervisiemoment, Rol, Vorm};
pub use kandidaat::Kandidaat;
pub use ondertekening::{Ondertekening, Wijze};
pub use waarden::{Bestand, CompetentieNaam, Duizendsten, Lijst, Minuten, Tekst, Tekstblok, Tijd};
pub use werkverklaring::{
    ContactVerificatie, Dienstverband, Niveau, Onderbreking, OnderbrekingSoort, Werkgever, Werknemer, Werkverklaring,
};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Dossier: everything a candidate hands in, or any part of it. Every section may be absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(
    deny_unknown_fields,
    title = "Dossier",
    description = "Het hercertificeringsdossier of een deel ervan. Elk onderdeel mag ontbreken zolang u er nog niet aan toe bent."
)]
pub struct Dossier {
    /// Reference date: the day the certificatieovereenkomst was signed (S:65-67).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Aanvraagdatum",
        description = "De dag waarop u de certificatieovereenkomst ondertekent; daarmee is de aanvraag ingediend."
    )]
    pub aanvraagdatum: Option<Datum>,
    /// First day that counts; four years before `aanvraagdatum` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Periode van",
        description = "Eerste dag die meetelt. Leeg: {{ normen.periode_jaren | telwoord }} jaar voor de aanvraagdatum."
    )]
    pub periode_van: Option<Datum>,
    /// Last day that counts; `aanvraagdatum` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Periode tot en met", description = "Laatste dag die meetelt. Leeg: de aanvraagdatum.")]
    pub periode_tot: Option<Datum>,
    /// Number of the certificate that is to be renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Certificaatnummer", description = "Nummer van het certificaat dat u wilt verlengen.")]
    pub certificaat_nummer: Option<Tekst>,
    /// Last day on which the present certificate is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Certificaat geldig tot", description = "Datum tot wanneer uw huidige certificaat geldig is.")]
    pub certificaat_geldig_tot: Option<Datum>,
    /// Whether pages carry "Vertrouwelijk" in the foot (S:60); absent means yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Vertrouwelijk", description = "Zet \"Vertrouwelijk\" onder aan elke pagina. Leeg: ja.")]
    pub vertrouwelijk: Option<bool>,
    /// The person who asks for recertification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Kandidaat", description = "De klantmanager die hercertificering aanvraagt.")]
    pub kandidaat: Option<Kandidaat>,
    /// Bijlage 1: one statement per employer.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Werkverklaringen", description = "Bijlage 1: één werkverklaring per werkgever.", length(max = limieten::WERKVERKLARINGEN))]
    pub werkverklaringen: Lijst<Werkverklaring>,
    /// Bijlage 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ervaringsverklaring", description = "Bijlage 2: uw ontwikkeling in alle competenties.")]
    pub ervaringsverklaring: Option<Ervaringsverklaring>,
    /// Bijlage 3 and 4: activities of professional development.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Activiteiten", description = "Bijlage 3 en 4: uw activiteiten voor vakontwikkeling.", length(max = limieten::ACTIVITEITEN))]
    pub activiteiten: Lijst<Activiteit>,
    /// Bijlage 5: reports of intervisie.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Intervisiemomenten", description = "Bijlage 5: één verslag per intervisiemoment.", length(max = limieten::INTERVISIEMOMENTEN))]
    pub intervisiemomenten: Lijst<Intervisiemoment>,
    /// The two documents of the certifying body that go along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Bijgevoegd", description = "De twee ondertekende documenten van de certificerende instelling.")]
    pub bijgevoegd: Option<Bijgevoegd>,
}

/// JSON Schema (2020-12) of the model: what `schema.json` of the regeling holds.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Dossier>().to_value();
    drop_defaults(&mut schema);
    schema
}

/// The document defaults that serde needs say nothing to a reader of the schema.
fn drop_defaults(node: &mut Value) {
    match node {
        Value::Object(map) => {
            map.remove("default");
            map.values_mut().for_each(drop_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_defaults),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::schema;

    /// The file is what other programs read; a changed model writes `schema.json.new` beside it, to look at and to rename.
    #[test]
    fn schema_json_is_that_of_the_model() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/hobeon-rib/schema.json");
        let text = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
        let known = std::fs::read_to_string(path).unwrap_or_default();
        if known != text {
            std::fs::write(format!("{path}.new"), &text).expect("a folder that can be written to");
        }
        assert!(known == text, "the model has changed: compare {path}.new with {path}, and rename it");
    }
}
