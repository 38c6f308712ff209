//! What the regeling demands, as exact numbers and words: taken from its `regeling.toml`, complete or not at all.

use crate::regeling::{BESTAND, Keuze, Norm, Regeling};

/// Eisen: every demand that a calculation or a rule of this regeling needs.
#[derive(Debug, Clone)]
pub struct Eisen {
    /// The norms.
    pub normen: Normen,
    /// How minutes become points: rounding of the time of one activity.
    pub afronding_pe: PeAfronding,
    /// Words of which one must stand in a function title for it to be the profession.
    pub functienamen: Vec<String>,
    /// The competences, in the order of the regeling.
    pub competenties: Vec<Keuze>,
}

/// Normen: every norm that a rule or a form needs.
#[derive(Debug, Clone)]
pub struct Normen {
    /// Length of the period before the application, in years.
    pub periode_jaren: Norm,
    /// Years that must have been worked within the period.
    pub gewerkte_jaren: Norm,
    /// Days that make a worked year.
    pub dagen_per_jaar: Norm,
    /// Least average size of appointment, in FTE.
    pub fte_gemiddeld: Norm,
    /// Least number of PE points.
    pub pe_totaal: Norm,
    /// Most PE points of vakoverleg that count.
    pub pe_vakoverleg: Norm,
    /// Most PE points of one activity.
    pub pe_per_activiteit: Norm,
    /// Hours that make one PE point.
    pub uren_per_pe: Norm,
    /// Most hours of presence that count on one day.
    pub uren_per_dag: Norm,
    /// Least number of intervisiemomenten.
    pub intervisiemomenten: Norm,
    /// Minutes between two meetings within which the second is the first, gone on with.
    pub intervisie_tussentijd_minuten: Norm,
    /// STARR examples per competence.
    pub starr_voorbeelden: Norm,
    /// Strong points per competence.
    pub sterke_punten: Norm,
    /// Days that a signature carries on: a statement that was signed so long before the application still speaks for that day.
    pub handtekening_dagen: Norm,
}

/// Rounding of the time of one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeAfronding {
    /// Every minute counts.
    Geen,
    /// Only whole quarters of an hour count.
    KwartierOmlaag,
}

impl Eisen {
    /// The demands of a regeling that keeps this basis.
    ///
    /// # Errors
    /// What its folder lacks, a sentence each.
    pub fn of(regeling: &Regeling) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let afronding_pe = match regeling.gegevens.eigen.get("afronding_pe").and_then(toml::Value::as_str) {
            Some("geen") => Some(PeAfronding::Geen),
            Some("kwartier_omlaag") => Some(PeAfronding::KwartierOmlaag),
            _ => None,
        };
        if afronding_pe.is_none() {
            faults.push(format!("{BESTAND}: [eigen] afronding_pe is \"geen\" of \"kwartier_omlaag\""));
        }
        let functienamen = regeling.gegevens.eigen.get("functienamen").and_then(words);
        if functienamen.is_none() {
            faults.push(format!("{BESTAND}: [eigen] functienamen is een lijst van woorden"));
        }
        let competenties = regeling.gegevens.keuzes.get(COMPETENTIES).cloned();
        if competenties.is_none() {
            faults.push(format!("{BESTAND}: [[keuzes.{COMPETENTIES}]] ontbreekt"));
        }
        let normen = Normen::of(regeling, &mut faults);
        match (normen, afronding_pe, functienamen, competenties) {
            (Some(normen), Some(afronding_pe), Some(functienamen), Some(competenties)) if faults.is_empty() => {
                Ok(Self { normen, afronding_pe, functienamen, competenties })
            }
            _ => Err(faults),
        }
    }

    /// The competence with this identifier.
    #[must_use]
    pub fn competentie(&self, id: &str) -> Option<&Keuze> {
        self.competenties.iter().find(|competentie| competentie.id == id)
    }

    /// The demands of the regeling that travels inside the program.
    #[cfg(test)]
    pub(crate) fn ingebouwd() -> Self {
        let regeling = crate::regelingen::ingebouwd(super::ID).expect("the built-in regeling");
        Self::of(&regeling).expect("every demand")
    }
}

/// Name of the list of competences.
const COMPETENTIES: &str = "CompetentieNaam";

/// Norms that count whole things: years, days, meetings, examples.
const HELE: [&str; 7] =
    ["periode_jaren", "gewerkte_jaren", "dagen_per_jaar", "intervisiemomenten", "starr_voorbeelden", "sterke_punten", "handtekening_dagen"];

impl Normen {
    fn of(regeling: &Regeling, faults: &mut Vec<String>) -> Option<Self> {
        let mut norm = |name: &str| {
            let found = regeling.gegevens.normen.get(name).cloned();
            match &found {
                None => faults.push(format!("{BESTAND}: [normen.{name}] ontbreekt")),
                Some(norm) if HELE.contains(&name) && !norm.waarde.is_integer() => {
                    faults.push(format!("{BESTAND}: [normen.{name}] waarde is een heel getal"));
                }
                Some(_) => {}
            }
            found
        };
        // Each is asked for before any is given up, so that all that lacks is said at once.
        let [periode_jaren, gewerkte_jaren, dagen_per_jaar] = ["periode_jaren", "gewerkte_jaren", "dagen_per_jaar"].map(&mut norm);
        let [fte_gemiddeld, pe_totaal, pe_vakoverleg] = ["fte_gemiddeld", "pe_totaal", "pe_vakoverleg"].map(&mut norm);
        let [pe_per_activiteit, uren_per_pe, intervisiemomenten] =
            ["pe_per_activiteit", "uren_per_pe", "intervisiemomenten"].map(&mut norm);
        let [uren_per_dag, intervisie_tussentijd_minuten] = ["uren_per_dag", "intervisie_tussentijd_minuten"].map(&mut norm);
        let [starr_voorbeelden, sterke_punten, handtekening_dagen] =
            ["starr_voorbeelden", "sterke_punten", "handtekening_dagen"].map(&mut norm);
        Some(Self {
            periode_jaren: periode_jaren?,
            gewerkte_jaren: gewerkte_jaren?,
            dagen_per_jaar: dagen_per_jaar?,
            fte_gemiddeld: fte_gemiddeld?,
            pe_totaal: pe_totaal?,
            pe_vakoverleg: pe_vakoverleg?,
            pe_per_activiteit: pe_per_activiteit?,
            uren_per_pe: uren_per_pe?,
            uren_per_dag: uren_per_dag?,
            intervisiemomenten: intervisiemomenten?,
            intervisie_tussentijd_minuten: intervisie_tussentijd_minuten?,
            starr_voorbeelden: starr_voorbeelden?,
            sterke_punten: sterke_punten?,
            handtekening_dagen: handtekening_dagen?,
        })
    }
}

/// A list of words; `None` where it is anything else.
fn words(value: &toml::Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect()
}
