//! Personal data of others in a free text. A hint only: the writer knows who can be recognised, a pattern does not.

mod geboorte;
mod herkenning;
mod namen;
mod nummers;

use std::ops::Range;

use self::herkenning::{Soort, find, fold};
use super::teksten;
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};

/// A text holds what looks like personal data.
pub(crate) static PERSOONSGEGEVENS: Toets = Toets {
    rule: Rule {
        code: text("persoonsgegevens"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een tekst bevat mogelijk persoonsgegevens"),
        bron: text("S:60 (vertrouwelijkheid), S:166-167; eigen lezing: de regeling vraagt geen gegevens van klanten"),
        wat: text(
            "In een tekst staat iets dat lijkt op een burgerservicenummer, rekeningnummer, telefoonnummer, e-mailadres, postcode met \
        huisnummer, volledige geboortedatum, of op een naam achter \"mevrouw\", \"de heer\" of een afkorting daarvan.",
        ),
        waarom: text(
            "De regeling vraagt geen gegevens van klanten, en uw dossier gaat naar anderen. Wie u beschrijft, mag niet herkenbaar zijn.",
        ),
        voorbeeld: text("\"Dhr. Bedacht, geboren op 12-03-1980, is bereikbaar op 06-12345678.\""),
        herstel: text(
            "Haal het gegeven weg of maak het onherkenbaar: \"de heer B., midden veertig\". \
        De melding noemt het veld en de plaats, nooit het gegeven zelf. Klopt de tekst zo, dan kunt u de melding laten staan.",
        ),
        stage: Stage::Regeling,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let own_name = subject.dossier.kandidaat.as_ref().map(|kandidaat| fold(kandidaat.achternaam.trim()));
    let mut texts = teksten::blokken(subject.dossier);
    texts.extend(teksten::regels(subject.dossier));
    texts.iter().flat_map(|(path, text)| in_text(subject.label(path), path, &fold(text), own_name.as_deref())).collect()
}

/// One finding for each kind in a text, at the first place where it stands.
fn in_text(label: &str, path: &str, text: &str, own_name: Option<&str>) -> Vec<Diagnostic> {
    let mut found = find(text);
    found.retain(|(soort, place)| !(*soort == Soort::Naam && own_name.is_some_and(|name| text[place.clone()].ends_with(name))));
    let mut kinds: Vec<Soort> = Vec::new();
    for (soort, _) in &found {
        if !kinds.contains(soort) {
            kinds.push(*soort);
        }
    }
    kinds.into_iter().map(|soort| finding(label, path, text, soort, &found)).collect()
}

fn finding(label: &str, path: &str, text: &str, soort: Soort, found: &[(Soort, Range<usize>)]) -> Diagnostic {
    let places: Vec<_> = found.iter().filter(|(kind, _)| *kind == soort).map(|(_, place)| place.start).collect();
    let (teken, woord) = places.first().map_or((1, 1), |at| position(text, *at));
    let more = match places.len() {
        0 | 1 => String::new(),
        count => format!(", en verderop nog {} keer", count - 1),
    };
    let message = format!("\"{label}\" bevat wat lijkt op {}: bij woord {woord} (teken {teken}) van de tekst{more}.", soort.wat());
    Diagnostic::new(&PERSOONSGEGEVENS, path, message, soort.herstel()).private()
}

/// The number of the character and of the word at a byte of the text, both from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let ahead = &text[..at];
    let starts_word = ahead.chars().next_back().is_none_or(char::is_whitespace);
    (ahead.chars().count() + 1, ahead.split_whitespace().count() + usize::from(starts_word))
}

#[cfg(test)]
mod tests {
    use super::herkenning::{find, fold};
    use super::{geboorte, in_text, namen, nummers, position};

    #[test]
    fn every_pattern_compiles() {
        let patterns = [nummers::PATRONEN, geboorte::PATRONEN, namen::PATRONEN, super::herkenning::PATRONEN];
        for patroon in patterns.into_iter().flatten() {
            assert!(patroon.regex().is_some());
        }
    }

    #[test]
    fn counts_characters_and_words_from_one() {
        let text = "Zoë (06-12345678)";
        assert_eq!(position(text, text.find("06").unwrap_or_default()), (6, 2));
        assert_eq!(position(text, 0), (1, 1));
    }

    #[test]
    fn never_repeats_what_it_found() {
        let text = "Mevrouw Verzonnen, geboren op 12-03-1980, 111222333, NL91ABNA0417164300, 06-12345678, test@example.nl, 1234 AB 12";
        let findings = in_text("Inleiding", "/intervisiemomenten/0/leereffect", text, None);
        assert_eq!(findings.len(), 7);
        for finding in findings {
            let said = format!("{} {}", finding.message, finding.help);
            for secret in ["Verzonnen", "1980", "111222333", "NL91", "12345678", "test@", "1234 AB"] {
                assert!(!said.contains(secret), "{said}");
            }
        }
    }

    #[test]
    fn knows_the_candidate_by_name() {
        let text = "Mevrouw Van den Oever sprak met mevrouw Verzonnen.";
        assert_eq!(in_text("Inleiding", "/ervaringsverklaring/inleiding", text, Some("Oever")).len(), 1);
        assert_eq!(in_text("Inleiding", "/ervaringsverklaring/inleiding", "Mevrouw Van den Oever.", Some("Oever")), []);
    }

    #[test]
    fn survives_any_text_and_keeps_its_length() {
        let texts = [
            "",
            "é",
            "mevrouw ",
            "mevrouw é",
            "06-\u{2011}",
            "dhr.É",
            "NLé1",
            "NL91é",
            "1234 AB\u{a0}",
            "geb. \u{301}1-1-80",
            "0612345678é",
        ];
        for text in texts.into_iter().chain([
            "\u{1f600}@\u{1f600}.nl",
            "dhr. ‘É’",
            "mevrouw \u{301}A",
            "mw. \u{1f600}",
            "1\u{662}\u{663}\u{664} AB 1",
        ]) {
            let folded = fold(text);
            assert_eq!(folded.chars().count(), text.chars().count());
            for (_, place) in find(&folded) {
                assert!(folded.get(place).is_some());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "(\\PC|[0-9 .@+()/-]|mevrouw |dhr\\.|geboren op |NL91|\u{662}|\u{301}|\n){0,60}") {
            let _ = in_text("Inleiding", "/ervaringsverklaring/inleiding", &fold(&text), Some("Oever"));
        }
    }
}
