//! Bijlage 1: what the employer states and signs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limieten;
use super::ondertekening::Ondertekening;
use super::waarden::{Duizendsten, Lijst, Tekst, Tekstblok};
use crate::schema::Datum;

/// Werkverklaring: one employer's statement of appointment (S:112-119). The employer signs facts; no computation is printed on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(
    title = "Werkverklaring",
    description = "Verklaring van één werkgever over de aanstelling van de kandidaat.",
    extend("required" = ["werkgever", "dienstverbanden"])
)]
pub struct Werkverklaring {
    /// The employer.
    #[schemars(title = "Werkgever", description = "De organisatie die verklaart.")]
    pub werkgever: Werkgever,
    /// The employee; the candidate unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Werknemer", description = "De kandidaat. Leeg: de naam van de kandidaat uit het dossier.")]
    pub werknemer: Option<Werknemer>,
    /// One row per period with a constant size of appointment; only a form that the employer is to fill in may have none yet.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Dienstverbanden", description = "Eén rij per periode met een gelijke omvang van de aanstelling; een nieuwe rij als de uren wijzigen.", length(min = 1, max = limieten::DIENSTVERBANDEN))]
    pub dienstverbanden: Lijst<Dienstverband>,
    /// Leave and illness as the employer declares them, without medical detail.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Onderbrekingen", description = "Verlof of ziekte zoals de werkgever die opgeeft, zonder medische gegevens.", length(max = limieten::ONDERBREKINGEN))]
    pub onderbrekingen: Lijst<Onderbreking>,
    /// Whether the employee works in the function at the time of signing (S:90-91).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Momenteel werkzaam in deze functie",
        description = "Of de werknemer op het moment van ondertekenen in deze functie werkzaam is."
    )]
    pub momenteel_werkzaam: Option<bool>,
    /// The leidinggevende who signs (S:119).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Ondertekening door de leidinggevende", description = "De leidinggevende die de verklaring ondertekent.")]
    pub ondertekening: Option<Ondertekening>,
    /// Whom the assessor may call to verify the statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Contactpersoon voor verificatie",
        description = "Wie de beoordelaar mag benaderen om de verklaring te controleren."
    )]
    pub contact_verificatie: Option<ContactVerificatie>,
}

/// Werkgever: the employer as on its letterhead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Werkgever", description = "De organisatie die verklaart.")]
pub struct Werkgever {
    /// Name of the organisation.
    #[schemars(title = "Naam werkgever", description = "Naam van de organisatie.", extend("x-persoonlijk" = false))]
    pub naam: Tekst,
    /// Trade-register number, eight digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "KvK-nummer", description = "Nummer in het Handelsregister: acht cijfers.", regex(pattern = "^[0-9]{8}$"), extend("x-persoonlijk" = false))]
    pub kvk_nummer: Option<Tekst>,
    /// Department or branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Afdeling of vestiging", description = "Afdeling of vestiging waar de werknemer werkt.", extend("x-persoonlijk" = false))]
    pub afdeling_of_vestiging: Option<Tekst>,
    /// Street and number of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Adres", description = "Straat en huisnummer van de organisatie.", extend("x-persoonlijk" = false))]
    pub adres: Option<Tekst>,
    /// Postal code of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Postcode", description = "Postcode van de organisatie.", extend("x-persoonlijk" = false))]
    pub postcode: Option<Tekst>,
    /// Town of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Vestigingsplaats", description = "Plaats van de organisatie.", extend("x-persoonlijk" = false))]
    pub plaats: Option<Tekst>,
}

/// Werknemer: the employee whom the statement is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Werknemer", description = "Over wie de verklaring gaat.")]
pub struct Werknemer {
    /// Name of the employee.
    #[schemars(title = "Naam werknemer", description = "Naam van de werknemer: de kandidaat.", length(max = limieten::NAAM))]
    pub naam: Tekst,
}

/// Dienstverband: a period of employment with one function and one size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Dienstverband", description = "Een periode met één functie en één omvang van de aanstelling.")]
pub struct Dienstverband {
    /// Name of the function.
    #[schemars(title = "Functie", description = "Functienaam, bijvoorbeeld re-integratiebegeleider.", extend("x-persoonlijk" = false))]
    pub functie: Tekst,
    /// First day.
    #[schemars(title = "Van", description = "Eerste dag van deze periode.")]
    pub datum_van: Datum,
    /// Last day; absent means still employed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Tot en met", description = "Laatste dag van deze periode. Leeg: nog in dienst.", extend("x-leeg-is-heden" = true))]
    pub datum_tot: Option<Datum>,
    /// Size of the appointment as re-integratiebegeleider only, in thousandths of full time (S:92-93).
    #[schemars(
        title = "Omvang (FTE)",
        description = "Omvang van de aanstelling als re-integratiebegeleider: groter dan 0, hoogstens 1, hoogstens drie decimalen.",
        range(min = 0.001, max = 1.0),
        extend("x-eenheid" = ["fte"], "x-aandeel" = true)
    )]
    pub fte: Duizendsten,
    /// Hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Uren per week",
        description = "Aantal uren per week van de aanstelling.",
        range(min = 0.1, max = 60.0),
        extend("x-eenheid" = ["uren per week", "uur per week", "uren", "uur", "u"])
    )]
    pub uren_per_week: Option<Duizendsten>,
    /// Hours a week of a full-time appointment at this employer; the regeling has no full-time norm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Uren per week bij voltijd",
        description = "Aantal uren per week van een voltijdaanstelling bij deze werkgever.",
        range(min = 1.0, max = 60.0),
        extend("x-eenheid" = ["uren per week", "uur per week", "uren", "uur", "u"])
    )]
    pub uren_voltijd: Option<Duizendsten>,
    /// Level of the function; the profile says HBO (S:16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Niveau", description = "Niveau waarop de functie wordt uitgeoefend.")]
    pub niveau: Option<Niveau>,
    /// Duties; needed when the title is not literally the profession.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Omschrijving van de werkzaamheden",
        description = "Taken in deze functie. Nodig als de functienaam niet letterlijk re-integratiebegeleider of klantmanager is."
    )]
    pub omschrijving_werkzaamheden: Option<Tekstblok>,
}

/// Niveau: level of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Niveau van een functie.")]
pub enum Niveau {
    /// Secondary vocational.
    #[schemars(title = "mbo", description = "Middelbaar beroepsonderwijs.")]
    Mbo,
    /// Higher professional.
    #[schemars(title = "hbo", description = "Hoger beroepsonderwijs.")]
    Hbo,
    /// University.
    #[schemars(title = "wo", description = "Wetenschappelijk onderwijs.")]
    Wo,
}

/// Onderbreking: a period of leave or illness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Onderbreking", description = "Een periode van verlof of ziekte.")]
pub struct Onderbreking {
    /// First day.
    #[schemars(title = "Van", description = "Eerste dag van de onderbreking.")]
    pub van: Datum,
    /// Last day; absent means not over yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Tot en met", description = "Laatste dag van de onderbreking. Leeg: duurt nog voort.", extend("x-leeg-is-heden" = true))]
    pub tot: Option<Datum>,
    /// Kind of interruption.
    #[schemars(title = "Soort onderbreking", description = "Soort verlof of ziekte, zonder medische gegevens.")]
    pub soort: OnderbrekingSoort,
    /// Whether the period counts as worked, as the employer declares it; absent means yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Telt mee als gewerkt", description = "Of de periode volgens de werkgever als gewerkt meetelt. Leeg: ja.")]
    pub telt_mee: Option<bool>,
    /// Free remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Toelichting", description = "Korte toelichting, zonder medische gegevens.")]
    pub toelichting: Option<Tekst>,
}

/// Soort onderbreking: kind of leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Soort verlof of ziekte.")]
pub enum OnderbrekingSoort {
    /// Illness.
    #[schemars(title = "ziekte", description = "Ziekte.")]
    Ziekte,
    /// Pregnancy and maternity leave.
    #[schemars(title = "zwangerschaps- en bevallingsverlof", description = "Verlof rond een bevalling.")]
    ZwangerschapsEnBevallingsverlof,
    /// Parental leave.
    #[schemars(title = "ouderschapsverlof", description = "Verlof om voor een kind te zorgen.")]
    Ouderschapsverlof,
    /// Unpaid leave.
    #[schemars(title = "onbetaald verlof", description = "Verlof zonder loon.")]
    OnbetaaldVerlof,
    /// Something else.
    #[schemars(title = "anders", description = "Een andere reden; schrijf die bij de toelichting.")]
    Anders,
}

/// Contact voor verificatie: whom the assessor may call.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Contactpersoon voor verificatie", description = "Wie de beoordelaar mag benaderen.")]
pub struct ContactVerificatie {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Naam contactpersoon", description = "Naam van de contactpersoon.")]
    pub naam: Option<Tekst>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Telefoonnummer", description = "Telefoonnummer van de contactpersoon.")]
    pub telefoon: Option<Tekst>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "E-mailadres", description = "E-mailadres van de contactpersoon.")]
    pub email: Option<Tekst>,
}
