//! Bijlage 2: the candidate's own account of eight competences.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limieten;
use super::ondertekening::Ondertekening;
use super::waarden::{CompetentieNaam, Lijst, Tekst, Tekstblok};

/// Ervaringsverklaring: development, examples and reflection per competence (S:121-131).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Ervaringsverklaring", description = "Uw eigen verklaring over uw ontwikkeling in alle competenties.")]
pub struct Ervaringsverklaring {
    /// Own words on the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Inleiding", description = "In eigen woorden over de afgelopen periode.")]
    pub inleiding: Option<Tekstblok>,
    /// The competences, each once (S:49-51, S:123).
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Competenties", description = "Alle competenties van het beroepsprofiel, elk één keer.", length(max = limieten::COMPETENTIES))]
    pub competenties: Lijst<Competentie>,
    /// The leidinggevende who signs (S:130-131).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ondertekening door de leidinggevende", description = "De leidinggevende die de verklaring ondertekent.")]
    pub ondertekening_leidinggevende: Option<Ondertekening>,
    /// The candidate's own signature; usual, but no source asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ondertekening door de kandidaat", description = "Uw eigen ondertekening; de regeling vraagt er niet om.")]
    pub ondertekening_kandidaat: Option<Ondertekening>,
}

/// Competentie: one competence with its development, examples and reflection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Competentie", description = "Eén competentie met ontwikkeling, voorbeelden en reflectie.")]
pub struct Competentie {
    /// Which competence.
    #[schemars(title = "Competentie", description = "Naam van de competentie uit het beroepsprofiel.")]
    pub naam: CompetentieNaam,
    /// How it developed in the past years (S:123-124).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ontwikkeling", description = "Hoe deze competentie zich in de afgelopen jaren heeft ontwikkeld.")]
    pub ontwikkeling: Option<Tekstblok>,
    /// What the functioneringsgesprekken said about it (S:124-125, "bij voorkeur").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Functioneringsgesprek", description = "Wat er in functioneringsgesprekken over gezegd is; bij voorkeur invullen.")]
    pub functioneringsgesprek: Option<Tekstblok>,
    /// The STARR examples, two (S:125-127).
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Voorbeelden", description = "{{ normen.starr_voorbeelden | telwoord | capitalize }} voorbeelden volgens de STARR-methodiek.", length(max = limieten::VOORBEELDEN))]
    pub voorbeelden: Lijst<Voorbeeld>,
    /// Strong points, two (S:127-128).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Sterke punten", description = "{{ normen.sterke_punten | telwoord | capitalize }} sterke punten in deze competentie.", length(max = limieten::STERKE_PUNTEN))]
    pub sterke_punten: Vec<Tekstblok>,
    /// The point to develop, one (S:127-128).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ontwikkelpunt", description = "Eén ontwikkelpunt in deze competentie.")]
    pub ontwikkelpunt: Option<Tekstblok>,
}

/// Voorbeeld: one example in the five steps of STARR.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Voorbeeld", description = "Eén voorbeeld volgens de STARR-methodiek.")]
pub struct Voorbeeld {
    /// Short title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Titel", description = "Korte titel van het voorbeeld.")]
    pub titel: Option<Tekst>,
    /// Year in which it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Jaar", description = "Jaar waarin het voorbeeld speelde.", range(min = 1980, max = 2100))]
    pub jaar: Option<u16>,
    /// S: what, who, where, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Situatie", description = "Wat speelde er, wie waren betrokken, waar en wanneer?")]
    pub situatie: Option<Tekstblok>,
    /// T: task or role, and what was expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Taak", description = "Wat was uw taak of rol, wat werd er van u verwacht?")]
    pub taak: Option<Tekstblok>,
    /// A: what the candidate did. Other models call it "actie"; that key is understood too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Activiteiten", description = "Wat hebt u gedaan, hoe en waarom zo?", extend("x-ook" = ["actie"]))]
    pub activiteiten: Option<Tekstblok>,
    /// R: the outcome of the own conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Resultaat", description = "Wat was het resultaat van uw handelen?")]
    pub resultaat: Option<Tekstblok>,
    /// R: what went well, and what could be done otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Reflectie", description = "Wat ging goed, wat zou u een volgende keer anders doen?")]
    pub reflectie: Option<Tekstblok>,
}

impl Voorbeeld {
    /// The five steps of STARR (S:126), by key, in order.
    #[must_use]
    pub fn stappen(&self) -> [(&'static str, Option<&Tekstblok>); 5] {
        [
            ("situatie", self.situatie.as_ref()),
            ("taak", self.taak.as_ref()),
            ("activiteiten", self.activiteiten.as_ref()),
            ("resultaat", self.resultaat.as_ref()),
            ("reflectie", self.reflectie.as_ref()),
        ]
    }
}
