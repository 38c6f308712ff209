//! The data model: what a dossier holds, one file per section.
//!
//! Field names are the keys of the JSON, of the templates and of the forms. Every field carries its Dutch label
//! (`title`) and its meaning (`description`) once, here; schema, messages, pages and forms all read them from the
//! JSON Schema that these types generate. Nothing here judges: an absent section is a matter for `rules`.

mod activiteit;
mod bijgevoegd;
mod ervaringsverklaring;
mod intervisiemoment;
mod kandidaat;
pub mod limieten;
mod ondertekening;
pub mod opmaak;
mod waarden;
mod werkverklaring;

pub use activiteit::{Activiteit, Bewijs, BewijsSoort, PeToegekend, Soort, Vakoverleg};
pub use bijgevoegd::Bijgevoegd;
pub use ervaringsverklaring::{Competentie, Ervaringsverklaring, Voorbeeld};
pub use intervisiemoment::{Deelnemer, Intervisiemoment, Rol, Vorm};
pub use kandidaat::Kandidaat;
pub use ondertekening::{Ondertekening, Wijze};
pub(crate) use waarden::MAANDEN;
pub use waarden::{
    Bestand, CompetentieNaam, Datum, Duizendsten, FORMAAT_BESTAND, FORMAAT_BLOK, FORMAAT_DATUM, FORMAAT_DECIMAAL, FORMAAT_MINUTEN,
    FORMAAT_TIJD, Lijst, Minuten, Tekst, Tekstblok, Tijd,
};
pub use werkverklaring::{
    ContactVerificatie, Dienstverband, Niveau, Onderbreking, OnderbrekingSoort, Werkgever, Werknemer, Werkverklaring,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Dossier: everything a candidate hands in, or any part of it. Every section may be absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Dossier",
    description = "Het hercertificeringsdossier of een deel ervan. Elk onderdeel mag ontbreken zolang u er nog niet aan toe bent."
)]
pub struct Dossier {
    /// Where an editor finds the JSON Schema; ignored by the tool.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Schema", description = "Verwijzing naar het JSON Schema, voor uw editor.")]
    pub schema: Option<Tekst>,
    /// Version of this JSON format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Versie van het formaat", description = "Versie van dit JSON-formaat: 1.", regex(pattern = "^1$"))]
    pub schema_versie: Option<Tekst>,
    /// Identifier of the regeling that the dossier follows (its norms and templates).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Regeling", description = "De regeling waarvoor dit dossier bedoeld is.")]
    pub regeling: Option<Tekst>,
    /// Reference date: the day the certificatieovereenkomst was signed (S:65-67).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Aanvraagdatum",
        description = "De dag waarop u de certificatieovereenkomst ondertekent; daarmee is de aanvraag ingediend."
    )]
    pub aanvraagdatum: Option<Datum>,
    /// First day that counts; four years before `aanvraagdatum` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Periode van", description = "Eerste dag die meetelt. Leeg: vier jaar voor de aanvraagdatum.")]
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
    #[schemars(title = "Ervaringsverklaring", description = "Bijlage 2: uw ontwikkeling in de acht competenties.")]
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
