//! Parts that a report or an example must have before it can be printed as one.

use super::toets::{Subject, Toets};
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
        wat: text("In een intervisieverslag is een van de zeven verplichte onderdelen niet ingevuld."),
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
        let (path, labels) = leeg(subject, &format!("/intervisiemomenten/{place}"), &moment.onderdelen())?;
        let message = match labels.as_slice() {
            [label] => format!("Het onderdeel {label} van dit intervisieverslag is leeg."),
            labels => format!("Van dit intervisieverslag zijn {} onderdelen leeg: {}.", labels.len(), labels.join(", ")),
        };
        Some(Diagnostic::new(&INTERVISIE_ONDERDEEL_LEEG, path, message, "Schrijf wat ontbreekt; alle zeven onderdelen zijn verplicht."))
    });
    found.collect()
}

/// Which of the texts are empty, by label, and where: at the text itself, or where there are more at what holds them.
fn leeg(subject: &Subject<'_>, holder: &str, texts: &[(&str, Option<&Tekstblok>)]) -> Option<(String, Vec<String>)> {
    let empty = texts.iter().filter(|(_, text)| is_blank(*text));
    let paths: Vec<String> = empty.map(|(key, _)| format!("{holder}/{key}")).collect();
    let labels = paths.iter().map(|path| format!("\"{}\"", subject.label(path))).collect();
    match paths.as_slice() {
        [] => None,
        [path] => Some((path.clone(), labels)),
        _ => Some((holder.to_owned(), labels)),
    }
}

/// One of the five steps of a STARR example is empty.
pub(crate) static STARR_ONDERDEEL_LEEG: Toets = Toets {
    rule: Rule {
        code: text("starr-onderdeel-leeg"),
        ernst: Ernst::TeDoen,
        scope: Scope::Document,
        titel: text("Een stap van een STARR-voorbeeld is leeg"),
        bron: text("S:125-127"),
        wat: text("In een voorbeeld is Situatie, Taak, Activiteiten, Resultaat of Reflectie niet ingevuld."),
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
        let (path, labels) = leeg(subject, &holder, &voorbeeld.stappen())?;
        let message = match labels.as_slice() {
            [label] => format!("De stap {label} van dit voorbeeld is leeg."),
            labels => format!("Van dit voorbeeld zijn {} stappen leeg: {}.", labels.len(), labels.join(", ")),
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

/// Whether a text is absent or holds only white space.
pub(super) fn is_blank(text: Option<&Tekstblok>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
