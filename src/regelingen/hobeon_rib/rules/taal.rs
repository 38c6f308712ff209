//! Texts that are probably not Dutch. Two witnesses must agree, so that jargon, quotes and lists give no alarm.

use std::collections::HashSet;
use std::sync::LazyLock;

use whatlang::Lang;

use super::teksten;
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::schema::opmaak;

/// A text is probably not Dutch.
pub(crate) static NIET_NEDERLANDS: Toets = Toets {
    rule: Rule {
        code: text("niet-nederlands"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een tekst is waarschijnlijk niet in het Nederlands"),
        bron: text("S:62-63"),
        wat: text(
            "Een tekst van twintig woorden of meer lijkt in een andere taal geschreven. \
        Vaktermen en losse citaten in een andere taal geven geen melding.",
        ),
        waarom: text("De regeling vraagt documenten in het Nederlands; een dossier in een andere taal wordt niet in behandeling genomen."),
        voorbeeld: text("Een casusbeschrijving in het Engels: \"In the first meeting I mainly listened ...\"."),
        herstel: text("Schrijf de tekst in het Nederlands. Klopt de melding niet, dan kunt u haar laten staan."),
        stage: Stage::Regeling,
    },
    check,
};

/// Words that a text must have before its language can be told.
const MIN_WORDS: usize = 20;

/// Of a Dutch text more than this share of the words, in percent, is one of [`GEWONE_WOORDEN`].
const MIN_SHARE: usize = 20;

/// The words that Dutch cannot do without; those that other languages write the same are few enough not to matter.
pub(super) static GEWONE_WOORDEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "de het een en van ik dat op te zijn met voor niet aan er maar om hij zij ze wat ook als bij door naar heb heeft had werd mijn mij \
     hem haar dit we wij je geen nog dan over of zou kan kon hun ons onze meer waar hoe daar toen wel uit tot worden wordt hebben \
     werden eerst omdat zodat terwijl welke vond is was die al"
        .split_whitespace()
        .collect()
});

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let texts = teksten::blokken(subject.dossier).into_iter();
    texts.filter_map(|(path, text)| Some(finding(subject, path, other_language(&plain(text))?))).collect()
}

fn plain(text: &str) -> String {
    opmaak::parse(text).map_or_else(|_| text.to_owned(), |blocks| opmaak::plain(&blocks))
}

/// The language of a text, when it is long enough to tell and neither its letters nor its words are Dutch.
fn other_language(text: &str) -> Option<Lang> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let common = words.iter().filter(|word| GEWONE_WOORDEN.contains(word.as_str())).count();
    if words.len() < MIN_WORDS || common * 100 >= words.len() * MIN_SHARE {
        return None;
    }
    // Afrikaans is what Dutch in short lines is mistaken for; nobody hands a dossier in in it.
    whatlang::detect_lang(text).filter(|lang| !matches!(lang, Lang::Nld | Lang::Afr))
}

fn finding(subject: &Subject<'_>, path: String, lang: Lang) -> Diagnostic {
    let label = subject.label(&path);
    let message = format!("\"{label}\" is waarschijnlijk niet in het Nederlands geschreven, maar in {}.", name(lang));
    let help = "Schrijf de tekst in het Nederlands; vaktermen in een andere taal mogen blijven staan.";
    Diagnostic::new(&NIET_NEDERLANDS, path, message, help)
}

fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "het Engels",
        Lang::Deu => "het Duits",
        Lang::Fra => "het Frans",
        Lang::Spa => "het Spaans",
        Lang::Tur => "het Turks",
        Lang::Pol => "het Pools",
        _ => "een andere taal",
    }
}

#[cfg(test)]
mod tests {
    use super::other_language;

    #[test]
    fn says_nothing_about_a_short_text() {
        assert_eq!(other_language("Listening without judging, even when the client is angry."), None);
        assert_eq!(other_language(""), None);
    }

    #[test]
    fn survives_texts_without_words() {
        for text in ["1234 ".repeat(500), "\u{1f600} ".repeat(500), "é ".repeat(500)] {
            let _ = other_language(&text);
        }
    }
}
