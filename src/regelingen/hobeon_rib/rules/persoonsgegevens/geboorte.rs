//! Full dates of birth: a day, month and year right beside a word for birth.

use std::ops::Range;

use crate::patroon::{Patroon, after, before};

static DATUM: Patroon = Patroon::new(
    r"(?x)
        \b(?:
        (?:0?[1-9]|[12]\d|3[01])\ ?[-/.]\ ?(?:0?[1-9]|1[0-2])\ ?[-/.]\ ?(?:(?:19|20)\d\d|\d\d)
        |(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?\x20
        (?i:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
        |(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?)\ (?:(?:19|20)\d\d|'?\d\d)
        |(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])
        )\b",
);

/// "geboren te Rivierstad op", "geb.", "geboortedatum van de klant is", right before the date.
static GEBOORTE_ERVOOR: Patroon = Patroon::new(
    r"(?x)
        (?:\b(?i:geboren|geb\.?)(?:,?\ (?:te|in)\ \p{Lu}[\p{L}'-]+(?:\ \p{Lu}[\p{L}'-]+)?)?
        [\ ,:(]*(?i:op\ |d\.?d\.?\ ?|datum:?\ ?)?(?:\p{Ll}+dag\ )?(?:de\ )?
        |\b(?i:geboorteda(?:tum|g)|geb\.?\ ?-?da?t(?:um|\.)?)[^.!?;,\n\d]{0,40},?)[\ (]*$",
);

/// "geboren", or a few words before it, right behind the date.
static GEBOORTE_ERNA: Patroon = Patroon::new(
    r"(?x)
        ^[\ ,)]*
        (?:(?:is|was|werd|in|te|hij|zij|ze|de|klant|cliënt|mevrouw|meneer|\p{Lu}[\p{L}'-]+)\ ){0,4}
        \(?(?i:geboren|geboortedatum|geboortedag)\b",
);

/// What else is said to be born: ideas.
static GEDACHTE: Patroon = Patroon::new(
    r"(?ix)
        \b(?:idee|ideeën|plan|plannen|initiatief|project|samenwerking|werkgroep|gedachte|aanpak|methode|methodiek|concept
        |netwerk|werkwijze|team|afdeling|organisatie|wet|regeling|pilot)\b",
);

/// Dates that are said to be of a birth.
pub(super) fn datums(text: &str) -> Vec<Range<usize>> {
    DATUM.places(text).filter(|place| is_of_birth(text, place)).collect()
}

fn is_of_birth(text: &str, place: &Range<usize>) -> bool {
    let (words, behind) = (before(text, place.start, 80), after(text, place.end, 60));
    let beside = GEBOORTE_ERVOOR.is_match(words) || GEBOORTE_ERNA.is_match(behind);
    let sentence = words.rsplit(['.', '!', '?', '\n']).next().unwrap_or(words);
    beside && !GEDACHTE.is_match(sentence) && !GEDACHTE.is_match(behind.split(['.', '\n']).next().unwrap_or(behind))
}

/// Every pattern of this module.
#[cfg(test)]
pub(super) static PATRONEN: &[&Patroon] = &[&DATUM, &GEBOORTE_ERVOOR, &GEBOORTE_ERNA, &GEDACHTE];
