//! Bijlage 5: the personal report of one intervisiemoment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::activiteit::Bewijs;
use super::limieten;
use super::waarden::{Lijst, Minuten, Tekst, Tekstblok, Tijd};
use crate::schema::Datum;

/// Intervisiemoment: one meeting and the personal report of it, at most two pages (S:153-170).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(
    title = "Intervisiemoment",
    description = "Eén intervisiemoment met uw persoonlijke verslag van hoogstens {{ normen.verslag_paginas | telwoord }} pagina{% if normen.verslag_paginas > 1 %}'s{% endif %}."
)]
pub struct Intervisiemoment {
    /// Number; the place in the list unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Nummer", description = "Nummer van het intervisiemoment. Leeg: de plaats in de lijst.", range(min = 1, max = limieten::NUMMER))]
    pub nr: Option<u16>,
    /// Day of the meeting.
    #[schemars(title = "Datum", description = "Datum van het intervisiemoment.")]
    pub datum: Datum,
    /// Start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Begintijd", description = "Begin van het intervisiemoment.")]
    pub begintijd: Option<Tijd>,
    /// End.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Eindtijd", description = "Einde van het intervisiemoment.")]
    pub eindtijd: Option<Tijd>,
    /// Length in minutes, when start and end are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Duur", description = "Duur in minuten, als u begin- en eindtijd niet weet.")]
    pub duur_min: Option<Minuten>,
    /// Place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Plaats", description = "Plaats waar het intervisiemoment was.", extend("x-persoonlijk" = false))]
    pub plaats: Option<Tekst>,
    /// Whether it was held online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Online", description = "Of het intervisiemoment online was.")]
    pub online: Option<bool>,
    /// Number of participants, the candidate included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Aantal deelnemers", description = "Aantal deelnemers, uzelf meegerekend.", range(min = 2, max = 99))]
    pub deelnemers_aantal: Option<u16>,
    /// Participants, by initials.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Deelnemers", description = "De deelnemers, liefst met initialen.", length(max = limieten::DEELNEMERS))]
    pub deelnemers: Lijst<Deelnemer>,
    /// Whether all work in the same field (S:156-157).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Deelnemers uit hetzelfde vakgebied", description = "Of de deelnemers in hetzelfde vakgebied werkzaam zijn.")]
    pub zelfde_vakgebied: Option<bool>,
    /// Facilitator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Begeleider", description = "Wie het gesprek begeleidde, liefst met initialen.")]
    pub begeleider: Option<Tekst>,
    /// Method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Methode", description = "De gebruikte intervisiemethode.", extend("x-persoonlijk" = false))]
    pub methode: Option<Tekst>,
    /// Role of the candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Rol van de kandidaat", description = "Uw rol in het gesprek.")]
    pub rol_kandidaat: Option<Rol>,
    /// Form of the conversation; casuïstiek never counts (S:159-160).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Vorm", description = "Vorm van het gesprek; casuïstiek telt niet mee.")]
    pub vorm: Option<Vorm>,
    /// Element 1 (S:166-167).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Beschrijving van de casus", description = "De casus, zo beschreven dat niemand herkenbaar is.")]
    pub casus_beschrijving: Option<Tekstblok>,
    /// Element 2 (S:167).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Opmerkingen van de collega's", description = "Wat de collega's opmerkten.")]
    pub opmerkingen_collegas: Option<Tekstblok>,
    /// Element 3 (S:167-168).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Eigen bijdrage aan het oplossen van de casus", description = "Wat u zelf hebt bijgedragen.")]
    pub eigen_bijdrage: Option<Tekstblok>,
    /// Element 4 (S:168).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Leervragen", description = "De vragen waarvan u wilde leren.")]
    pub leervragen: Option<Tekstblok>,
    /// Element 5 (S:168).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Leereffect voor het eigen werk", description = "Wat u ervan leerde voor uw eigen werk.")]
    pub leereffect: Option<Tekstblok>,
    /// Element 6, judgement (S:168-169).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Eigen afwegingen bij het probleem (oordeelsvorming)", description = "Hoe u het probleem zelf afweegt.")]
    pub eigen_afwegingen: Option<Tekstblok>,
    /// Element 7, initiative (S:169).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Acties die u zelf zou hebben ondernomen (initiatief)", description = "Wat u zelf gedaan zou hebben.")]
    pub eigen_acties: Option<Tekstblok>,
    /// Attendance list or the like; no source asks for it.
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Bewijs", description = "Bijvoorbeeld een presentielijst; de regeling vraagt er niet om.", length(max = limieten::BEWIJZEN))]
    pub bewijs: Lijst<Bewijs>,
    /// The candidate's statement that no client can be recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Geanonimiseerd", description = "Uw verklaring dat niemand in dit verslag herkenbaar is.")]
    pub geanonimiseerd: Option<bool>,
}

impl Intervisiemoment {
    /// The seven elements that every report must have (S:166-169), by key, in the order of the regeling.
    #[must_use]
    pub fn onderdelen(&self) -> [(&'static str, Option<&Tekstblok>); 7] {
        [
            ("casus_beschrijving", self.casus_beschrijving.as_ref()),
            ("opmerkingen_collegas", self.opmerkingen_collegas.as_ref()),
            ("eigen_bijdrage", self.eigen_bijdrage.as_ref()),
            ("leervragen", self.leervragen.as_ref()),
            ("leereffect", self.leereffect.as_ref()),
            ("eigen_afwegingen", self.eigen_afwegingen.as_ref()),
            ("eigen_acties", self.eigen_acties.as_ref()),
        ]
    }
}

/// Deelnemer: a participant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Deelnemer", description = "Een deelnemer aan het intervisiemoment.")]
pub struct Deelnemer {
    /// Name or, better, initials.
    #[schemars(title = "Naam of initialen", description = "Liefst initialen.")]
    pub naam_of_initialen: Tekst,
    /// Function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Functie", description = "Functie van de deelnemer.")]
    pub functie: Option<Tekst>,
    /// Whether the participant initialled the attendance list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Paraaf gezet", description = "Of de deelnemer een paraaf heeft gezet.")]
    pub paraaf: Option<bool>,
}

/// Rol: role of the candidate in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Uw rol in het gesprek.")]
pub enum Rol {
    /// Brought the case.
    #[schemars(title = "casusinbrenger", description = "U bracht de casus in.")]
    Casusinbrenger,
    /// Took part.
    #[schemars(title = "deelnemer", description = "U deed mee aan het gesprek.")]
    Deelnemer,
    /// Led the conversation.
    #[schemars(title = "begeleider", description = "U leidde het gesprek.")]
    Begeleider,
}

/// Vorm: form of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Vorm van het gesprek.")]
pub enum Vorm {
    /// Looks at the conduct of who brings the case.
    #[schemars(title = "intervisie", description = "Gaat over het handelen van wie de casus inbrengt.")]
    Intervisie,
    /// Looks at whether the procedure was followed; never counts.
    #[schemars(title = "casuïstiek", description = "Gaat over de vraag of de procedure is gevolgd; telt niet mee.")]
    Casuistiek,
}
