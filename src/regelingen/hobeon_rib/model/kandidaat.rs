//! Who asks for recertification.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limieten;
use super::waarden::Tekst;
use crate::schema::Datum;

/// Kandidaat: the klantmanager who asks for recertification. Never a BSN, salary or home address: no source asks for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Kandidaat", description = "De klantmanager die hercertificering aanvraagt.")]
pub struct Kandidaat {
    /// First name or initials.
    #[schemars(title = "Voornaam of voorletters", description = "Zoals u op de documenten genoemd wilt worden.", length(max = limieten::VOORNAAM))]
    pub voornaam_voorletters: Tekst,
    /// Name particle, such as "van der".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Tussenvoegsel", description = "Bijvoorbeeld \"van der\".", length(max = limieten::TUSSENVOEGSEL))]
    pub tussenvoegsel: Option<Tekst>,
    /// Surname without particle.
    #[schemars(title = "Achternaam", description = "Zonder tussenvoegsel.", length(max = limieten::ACHTERNAAM))]
    pub achternaam: Tekst,
    /// Present function; must be the profession (S:91-93).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Functie", description = "Uw functie, bijvoorbeeld re-integratiebegeleider.")]
    pub functie: Option<Tekst>,
    /// Present employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Werkgever", description = "Uw huidige werkgever.")]
    pub werkgever: Option<Tekst>,
    /// Only if the certifying body asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Geboortedatum",
        description = "Alleen invullen als de certificerende instelling erom vraagt.",
        extend("x-persoonlijk" = true)
    )]
    pub geboortedatum: Option<Datum>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "E-mailadres", description = "Waarop u bereikbaar bent voor vragen over het dossier.")]
    pub email: Option<Tekst>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Telefoonnummer", description = "Waarop u bereikbaar bent voor vragen over het dossier.")]
    pub telefoon: Option<Tekst>,
    /// Number in the body's register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Registratienummer", description = "Uw nummer bij de certificerende instelling.")]
    pub registratienummer: Option<Tekst>,
}

impl Kandidaat {
    /// The full name in the order it is spoken.
    #[must_use]
    pub fn naam(&self) -> String {
        [Some(&self.voornaam_voorletters), self.tussenvoegsel.as_ref(), Some(&self.achternaam)]
            .into_iter()
            .flatten()
            .map(|part| part.trim())
            .collect::<Vec<_>>()
            .join(" ")
    }
}
