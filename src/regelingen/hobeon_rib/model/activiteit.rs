//! Bijlage 3 and 4: one activity of professional development.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limieten;
use super::waarden::{Bestand, CompetentieNaam, Duizendsten, Lijst, Minuten, Tekst, Tekstblok, Tijd};
use crate::schema::Datum;

/// Activiteit: one activity, with the times from which its PE points follow (S:133-151). Points are computed, never typed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Activiteit", description = "Eén activiteit voor vakontwikkeling.")]
pub struct Activiteit {
    /// Number that links form, overview row and evidence; the place in the list unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Nummer", description = "Nummer van de activiteit. Leeg: de plaats in de lijst.", range(min = 1, max = limieten::NUMMER))]
    pub nr: Option<u16>,
    /// Kind of activity (S:135-137).
    #[schemars(title = "Soort activiteit", description = "Soort activiteit; de lijst van de regeling is niet uitputtend.")]
    pub soort: Soort,
    /// What kind, when `anders`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Toelichting op de soort", description = "Welke soort activiteit, als u \"anders\" koos.")]
    pub soort_toelichting: Option<Tekst>,
    /// Title.
    #[schemars(title = "Titel", description = "Titel van de activiteit.", extend("x-persoonlijk" = false))]
    pub titel: Tekst,
    /// Who held it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Organisator", description = "Wie de activiteit organiseerde.", extend("x-persoonlijk" = false))]
    pub organisator: Option<Tekst>,
    /// Teacher or speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Docent of spreker", description = "Wie de activiteit gaf.")]
    pub docent_of_spreker: Option<Tekst>,
    /// Place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Plaats", description = "Plaats waar de activiteit was.", extend("x-persoonlijk" = false))]
    pub plaats: Option<Tekst>,
    /// Whether it was held online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Online", description = "Of de activiteit online was.")]
    pub online: Option<bool>,
    /// First day.
    #[schemars(title = "Datum", description = "Datum, of eerste dag als de activiteit meer dagen duurde.")]
    pub datum_van: Datum,
    /// Last day; the first unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Laatste dag", description = "Laatste dag, als de activiteit meer dagen duurde.")]
    pub datum_tot: Option<Datum>,
    /// Start on a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Begintijd", description = "Begin van de activiteit op een dag.")]
    pub begintijd: Option<Tijd>,
    /// End on a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Eindtijd", description = "Einde van de activiteit op een dag.")]
    pub eindtijd: Option<Tijd>,
    /// Breaks and walk-in time on a day, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Pauze en inloop", description = "Pauze en inloop op een dag, in minuten.")]
    pub pauze_inloop_minuten: Option<Minuten>,
    /// A of the calculation, in minutes, without breaks and walk-in (S:144).
    #[schemars(
        title = "Tijd aanwezigheid (excl. pauze & inloop)",
        description = "Tijd van aanwezigheid zonder pauze en inloop, in hele minuten."
    )]
    pub tijd_aanwezigheid_min: Minuten,
    /// B of the calculation, in minutes; 0 is allowed (S:145).
    #[schemars(title = "Tijd voorbereiding/zelfstudie", description = "Tijd van voorbereiding en zelfstudie, in hele minuten; 0 mag.")]
    pub tijd_voorbereiding_min: Minuten,
    /// What was studied, when B is over 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Toelichting op de voorbereiding", description = "Wat u hebt voorbereid of bestudeerd.")]
    pub voorbereiding_toelichting: Option<Tekstblok>,
    /// Points that the body awarded to a long course (S:140-141).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Toegekende PE-punten",
        description = "Waardering door de certificerende instelling; alleen voor een langdurige opleiding."
    )]
    pub pe_toegekend: Option<PeToegekend>,
    /// Relation to the métier of klantmanager (S:137-138).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Raakvlak met het métier van klantmanager", description = "Wat de activiteit met uw vak te maken heeft.")]
    pub raakvlak_metier: Option<Tekstblok>,
    /// Learning goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Leerdoel", description = "Wat u wilde leren.")]
    pub leerdoel: Option<Tekstblok>,
    /// What was learnt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Wat geleerd", description = "Wat u hebt geleerd.")]
    pub wat_geleerd: Option<Tekstblok>,
    /// Use in the own work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Toepassing in het werk", description = "Hoe u het geleerde in uw werk gebruikt.")]
    pub toepassing_in_werk: Option<Tekstblok>,
    /// Competences that it served.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Competenties", description = "Competenties waaraan de activiteit bijdroeg.", length(max = limieten::COMPETENTIES))]
    pub competenties: Vec<CompetentieNaam>,
    /// How a vakoverleg was structured (S:149-150).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Vakoverleg", description = "Alleen bij vakoverleg: hoe het gestructureerd was.")]
    pub vakoverleg: Option<Vakoverleg>,
    /// Proof of participation, at least one (S:109, S:149).
    #[serde(default, skip_serializing_if = "Lijst::is_empty")]
    #[schemars(title = "Bewijs van deelname", description = "Eén of meer bewijsdocumenten.", length(max = limieten::BEWIJZEN))]
    pub bewijs: Lijst<Bewijs>,
}

impl Activiteit {
    /// The last day: `datum_tot`, or the only day.
    #[must_use]
    pub fn laatste_dag(&self) -> Datum {
        self.datum_tot.unwrap_or(self.datum_van)
    }
}

/// Soort: kind of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Soort activiteit.")]
pub enum Soort {
    /// Congress.
    #[schemars(title = "congres", description = "Een congres.")]
    Congres,
    /// Fair.
    #[schemars(title = "beurs", description = "Een vakbeurs.")]
    Beurs,
    /// Published article.
    #[schemars(title = "artikel", description = "Een artikel van uzelf dat is gepubliceerd.")]
    Artikel,
    /// Structured professional consultation; at most 10 PE in all.
    #[schemars(
        title = "vakoverleg",
        description = "Gestructureerd overleg met vakgenoten; hoogstens {{ normen.pe_vakoverleg | decimaal }} PE-punten in totaal."
    )]
    Vakoverleg,
    /// Course.
    #[schemars(title = "cursus", description = "Een cursus.")]
    Cursus,
    /// Symposium.
    #[schemars(title = "symposium", description = "Een symposium.")]
    Symposium,
    /// Workshop.
    #[schemars(title = "workshop", description = "Een workshop.")]
    Workshop,
    /// Long course, whose points the body awards.
    #[schemars(
        title = "langdurige opleiding",
        description = "Een lange opleiding, waarvoor de certificerende instelling de punten toekent."
    )]
    LangdurigeOpleiding,
    /// Something else, to be explained.
    #[schemars(title = "anders", description = "Een andere soort; schrijf erbij welke.")]
    Anders,
}

/// Toegekende PE: points awarded by the body; they replace formula and cap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Toegekende PE-punten", description = "Waardering door de certificerende instelling.")]
pub struct PeToegekend {
    /// Awarded points, in thousandths.
    #[schemars(
        title = "Toegekende punten",
        description = "Aantal toegekende PE-punten.",
        range(min = 0.0, max = 100.0),
        extend("x-eenheid" = ["pe-punten", "punten", "pe"])
    )]
    pub punten: Duizendsten,
    /// Date of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Datum toekenning", description = "Datum van de brief.")]
    pub datum: Option<Datum>,
    /// Reference of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Kenmerk", description = "Kenmerk van de brief.")]
    pub kenmerk: Option<Tekst>,
    /// The letter itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Brief met de waardering", description = "De brief zelf.")]
    pub bewijs: Option<Bestand>,
}

/// Vakoverleg: how a consultation was structured.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Vakoverleg", description = "Hoe het vakoverleg gestructureerd was.")]
pub struct Vakoverleg {
    /// Structure (S:149-150).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Structuur van het vakoverleg", description = "Hoe het overleg was opgezet: agenda, voorzitter, verslag.")]
    pub structuur: Option<Tekstblok>,
    /// Agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Agenda", description = "De agenda zelf.")]
    pub agenda: Option<Bestand>,
    /// Minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Verslag", description = "Het verslag zelf.")]
    pub verslag: Option<Bestand>,
    /// Number of participants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Aantal deelnemers", description = "Aantal deelnemers aan het vakoverleg.", range(min = 2, max = 999))]
    pub deelnemers_aantal: Option<u16>,
}

/// Bewijs: a file that proves participation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "Bewijs", description = "Een bewijsdocument.")]
pub struct Bewijs {
    /// File name, relative to the dossier.
    #[schemars(title = "Bestand", description = "Het bewijs zelf.")]
    pub bestand: Bestand,
    /// Kind of evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Soort bewijs", description = "Soort bewijsdocument.")]
    pub soort: Option<BewijsSoort>,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Omschrijving", description = "Korte omschrijving van het bewijsdocument.")]
    pub omschrijving: Option<Tekst>,
    /// SHA-256 of the file, 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "SHA-256",
        description = "Controlegetal van het bestand: 64 hexadecimale cijfers.",
        regex(pattern = "^[0-9a-f]{64}$"),
        extend("x-hoort-bij" = "bestand")
    )]
    pub sha256: Option<Tekst>,
}

/// Soort bewijs: kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(description = "Soort bewijs.")]
pub enum BewijsSoort {
    /// Certificate.
    #[schemars(title = "certificaat", description = "Een certificaat of bewijs van deelname.")]
    Certificaat,
    /// Signed attendance list.
    #[schemars(title = "presentielijst", description = "Een getekende lijst van wie er waren.")]
    Presentielijst,
    /// The publication itself.
    #[schemars(title = "publicatie", description = "Het stuk dat is gepubliceerd.")]
    Publicatie,
    /// Letter.
    #[schemars(title = "brief", description = "Een brief.")]
    Brief,
    /// Minutes.
    #[schemars(title = "verslag", description = "Een verslag van de bijeenkomst.")]
    Verslag,
    /// Something else.
    #[schemars(title = "overig", description = "Een ander bewijs.")]
    Overig,
}
