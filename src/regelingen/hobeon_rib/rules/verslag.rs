//! Parts that a report or an example must have before it can be printed as one.

use super::toets::{Subject, Toets};
use super::vulling::{Inhoud, inhoud};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::Tekstblok;

/// One of the seven elements of a report is empty.
pub(crate) static INTERVISIE_ONDERDEEL_LEEG: Toets = Toets {
    rule: Rule {
        code: text("intervisie-onderdeel-leeg"),
        ernst: Ernst::TeDoen,
        scope: Scope::Document,
        titel: text("Een van de zeven onderdelen van een intervisieverslag is leeg"),
        bron: text("S:166-169"),
        wat: text("In een intervisieverslag is een van de zeven verplichte onderdelen niet ingevuld, of er staat alleen opvulling."),
        waarom: text("De regeling noemt de zeven onderdelen die elk persoonlijk verslag moet bevatten; een verslag zonder is onvolledig."),
        voorbeeld: text("Een verslag zonder `\"leervragen\"`."),
        herstel: text("Schrijf het genoemde onderdeel. Een paar zinnen in eigen woorden volstaan."),
        stage: Stage::Regeling,
    },
    check: leeg_onderdeel,
};

fn leeg_onderdeel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let momenten = subject.dossier.intervisiemomenten.iter();
    let found = momenten.filter_map(|(place, moment)| {
        let Leeg { path, labels, filled } = leeg(subject, &format!("/intervisiemomenten/{place}"), &moment.onderdelen())?;
        let message = match labels.as_slice() {
            [label] => format!("Het onderdeel {label} van dit intervisieverslag {}.", says(filled)),
            labels => format!("Van dit intervisieverslag zijn {} onderdelen {}: {}.", labels.len(), empties(filled), labels.join(", ")),
        };
        Some(Diagnostic::new(&INTERVISIE_ONDERDEEL_LEEG, path, message, "Schrijf wat ontbreekt; alle zeven onderdelen zijn verplicht."))
    });
    found.collect()
}

/// What of a report or an example is empty.
struct Leeg {
    /// At the text itself, or where there are more at what holds them.
    path: String,
    labels: Vec<String>,
    /// Whether one of them holds words that say nothing.
    filled: bool,
}

fn leeg(subject: &Subject<'_>, holder: &str, texts: &[(&str, Option<&Tekstblok>)]) -> Option<Leeg> {
    let each = texts.iter().map(|(key, text)| (format!("{holder}/{key}"), *text));
    let held = each.map(|(path, text)| (inhoud(subject, &path, text), path)).filter(|(inhoud, _)| *inhoud != Inhoud::Tekst);
    let (held, paths): (Vec<Inhoud>, Vec<String>) = held.unzip();
    let labels = paths.iter().map(|path| format!("\"{}\"", subject.label(path))).collect();
    let path = match paths.as_slice() {
        [] => return None,
        [path] => path.clone(),
        _ => holder.to_owned(),
    };
    Some(Leeg { path, labels, filled: held.contains(&Inhoud::Vulling) })
}

/// What is wrong with one part.
fn says(filled: bool) -> &'static str {
    if filled { "zegt niets: er staat alleen opvulling" } else { "is leeg" }
}

/// What is wrong with several.
fn empties(filled: bool) -> &'static str {
    if filled { "leeg of zonder inhoud" } else { "leeg" }
}

/// One of the five steps of a STARR example is empty.
pub(crate) static STARR_ONDERDEEL_LEEG: Toets = Toets {
    rule: Rule {
        code: text("starr-onderdeel-leeg"),
        ernst: Ernst::TeDoen,
        scope: Scope::Document,
        titel: text("Een stap van een STARR-voorbeeld is leeg"),
        bron: text("S:125-127"),
        wat: text("In een voorbeeld is Situatie, Taak, Activiteiten, Resultaat of Reflectie niet ingevuld, of er staat alleen opvulling."),
        waarom: text("Een voorbeeld volgens de STARR-methodiek heeft alle vijf de stappen."),
        voorbeeld: text("Een voorbeeld met een situatie en een resultaat, maar zonder reflectie."),
        herstel: text("Schrijf de genoemde stap, of haal het hele voorbeeld weg zolang het niet af is."),
        stage: Stage::Regeling,
    },
    check: lege_stap,
};

fn lege_stap(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(verklaring) = &subject.dossier.ervaringsverklaring else { return Vec::new() };
    let voorbeelden = verklaring
        .competenties
        .iter()
        .flat_map(|(i, competentie)| competentie.voorbeelden.iter().map(move |(j, voorbeeld)| (i, j, voorbeeld)));
    let found = voorbeelden.filter_map(|(i, j, voorbeeld)| {
        let holder = format!("/ervaringsverklaring/competenties/{i}/voorbeelden/{j}");
        let Leeg { path, labels, filled } = leeg(subject, &holder, &voorbeeld.stappen())?;
        let message = match labels.as_slice() {
            [label] => format!("De stap {label} van dit voorbeeld {}.", says(filled)),
            labels => format!("Van dit voorbeeld zijn {} stappen {}: {}.", labels.len(), empties(filled), labels.join(", ")),
        };
        Some(Diagnostic::new(
            &STARR_ONDERDEEL_LEEG,
            path,
            message,
            "Schrijf wat ontbreekt, of haal het voorbeeld weg zolang het niet af is.",
        ))
    });
    found.collect()
}
