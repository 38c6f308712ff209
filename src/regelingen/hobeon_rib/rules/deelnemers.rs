//! The participants of a meeting: as many as were said, more than the candidate, and each once.

use std::collections::BTreeSet;

use super::personen::{Gelijkenis, compare};
use super::toets::{Subject, Toets};
use super::werkverklaring::letters;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Intervisiemoment, Kandidaat};

/// The list of participants contradicts the number or itself.
pub(crate) static DEELNEMERS_KLOPPEN_NIET: Toets = Toets {
    rule: Rule {
        code: text("deelnemers-kloppen-niet"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De lijst van deelnemers aan een intervisiemoment klopt niet"),
        bron: text("S:156-157, S:167; INF"),
        wat: text(
            "De lijst van deelnemers is langer of korter dan het aantal, bestaat alleen uit u zelf, of noemt iemand twee keer. U mag zelf in de \
        lijst ontbreken.",
        ),
        waarom: text("Intervisie is een gesprek tussen mensen; de beoordelaar houdt de lijst naast het aantal."),
        voorbeeld: text("`\"deelnemers_aantal\": 6`, met drie deelnemers in de lijst."),
        herstel: text("Verbeter de lijst of het aantal, of laat de lijst weg: het aantal is genoeg."),
        stage: Stage::Regeling,
    },
    check: deelnemers,
};

fn deelnemers(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let listed = subject.dossier.intervisiemomenten.iter();
    let listed = listed.filter(|(_, moment)| !moment.deelnemers.is_empty() && !moment.deelnemers.has_gaps());
    listed
        .filter_map(|(place, moment)| {
            let (key, message) = fault(moment, subject.dossier.kandidaat.as_ref())?;
            let help = "Verbeter de lijst of het aantal, of laat de lijst weg: het aantal is genoeg.";
            Some(Diagnostic::new(&DEELNEMERS_KLOPPEN_NIET, format!("/intervisiemomenten/{place}/{key}"), message, help))
        })
        .collect()
}

/// The field and the sentence; the heaviest fault alone.
fn fault(moment: &Intervisiemoment, kandidaat: Option<&Kandidaat>) -> Option<(&'static str, String)> {
    let names: Vec<&str> = moment.deelnemers.iter().map(|(_, deelnemer)| &*deelnemer.naam_of_initialen).collect();
    if kandidaat.is_some_and(|kandidaat| names.iter().all(|naam| is_candidate(naam, kandidaat))) {
        return Some(("deelnemers", "In de lijst van deelnemers staat u alleen zelf.".to_owned()));
    }
    let mut seen = BTreeSet::new();
    if names.iter().map(|naam| letters(naam)).any(|naam| !naam.is_empty() && !seen.insert(naam)) {
        return Some(("deelnemers", "In de lijst van deelnemers staat iemand twee keer.".to_owned()));
    }
    let (listed, number) = (names.len(), usize::from(moment.deelnemers_aantal?));
    let fits = number == listed || number == listed + 1;
    (!fits).then(|| ("deelnemers_aantal", format!("Het aantal deelnemers is {number}, maar de lijst noemt er {listed}.")))
}

/// Whether a participant is the candidate, by name or by initials: `N.v.d.O.` is Noor van den Oever.
fn is_candidate(naam: &str, kandidaat: &Kandidaat) -> bool {
    let prefix = kandidaat.tussenvoegsel.as_deref().unwrap_or_default();
    let initials = |parts: &[&str]| parts.iter().flat_map(|part| part.split([' ', '.', '-'])).filter_map(first_letter).collect::<String>();
    let (given, surname) = (&*kandidaat.voornaam_voorletters, &*kandidaat.achternaam);
    let own = [initials(&[given, prefix, surname]), initials(&[given, surname])];
    own.contains(&letters(naam)) || compare(naam, kandidaat) != Gelijkenis::Ander
}

fn first_letter(word: &str) -> Option<char> {
    letters(word).chars().next()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::fault;
    use crate::regelingen::hobeon_rib::model::Kandidaat;

    /// The field that is at fault with so many participants and these in the list.
    fn of(number: Option<u16>, names: &[&str]) -> Option<&'static str> {
        let listed: Vec<_> = names.iter().map(|naam| json!({ "naam_of_initialen": naam })).collect();
        let moment = json!({ "datum": "2025-01-01", "deelnemers_aantal": number, "deelnemers": listed });
        let kandidaat: Kandidaat =
            serde_json::from_value(json!({ "voornaam_voorletters": "Noor", "tussenvoegsel": "van den", "achternaam": "Oever" }))
                .expect("a candidate");
        fault(&serde_json::from_value(moment).expect("a meeting"), Some(&kandidaat)).map(|(key, _)| key)
    }

    #[test]
    fn the_candidate_may_be_left_out_of_the_list() {
        let three = ["N.v.d.O.", "M.K.", "S.E."];
        let numbers = [Some(2), Some(3), Some(4), Some(5), None].map(|number| of(number, &three));
        assert_eq!(numbers, [Some("deelnemers_aantal"), None, None, Some("deelnemers_aantal"), None]);
    }

    #[test]
    fn a_conversation_needs_another() {
        for own in ["N.v.d.O.", "NO", "N. van den Oever", "Noor van den Oever"] {
            assert_eq!(of(Some(2), &[own]), Some("deelnemers"), "{own}");
        }
        assert_eq!(of(Some(2), &["M.K."]), None);
    }

    #[test]
    fn nobody_is_there_twice() {
        assert_eq!(of(Some(3), &["M.K.", "S.E.", "m k"]), Some("deelnemers"));
        assert_eq!(of(Some(2), &["?", "-"]), None);
    }
}
