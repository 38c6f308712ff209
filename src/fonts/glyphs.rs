//! Which characters a page can show, and the finding that a text holds others.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use typst::text::Font;
use unicode_general_category::{GeneralCategory, get_general_category};

use super::faces::FONTS;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};

/// A character that cannot be printed.
pub(crate) static TEKEN_NIET_AFDRUKBAAR: Rule = Rule {
    code: text("teken-niet-afdrukbaar"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een teken kan niet worden afgedrukt"),
    bron: text("S:62-63 (goed leesbaar); ISO 19005-3, 6.2.11"),
    wat: text("Een tekst bevat een teken waarvoor het lettertype geen vorm heeft, zoals een emoji, of een onzichtbaar stuurteken."),
    waarom: text("Op papier zou een leeg vakje staan, en een onzichtbaar teken kan de volgorde van de tekst veranderen."),
    voorbeeld: text("Een emoji in een tekst, of een onzichtbaar teken dat met kopiëren is meegekomen."),
    herstel: text("Haal het teken weg of schrijf het in letters. De melding noemt het veld, het teken en de plaats in de tekst."),
    stage: Stage::Layout,
};

/// Characters that one finding tells of.
const SHOWN: usize = 5;
/// Letters of a word that is shown.
const LONGEST: usize = 30;

/// The characters that every face has a glyph for.
static COVERED: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let covered = |face: &Font| face.info().coverage.iter().filter_map(char::from_u32).collect::<HashSet<_>>();
    FONTS.faces.iter().map(covered).reduce(|all, face| &all & &face).unwrap_or_default()
});

/// Whether a page can show the character: every face has a glyph for it, and it does not steer the text unseen.
#[must_use]
pub fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~') || (!is_invisible(c) && COVERED.contains(&c))
}

/// Whether the character is a control, format, private-use or unassigned one, which no page shows.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    use GeneralCategory as G;
    matches!(
        get_general_category(c),
        G::Control | G::Format | G::PrivateUse | G::Surrogate | G::Unassigned | G::LineSeparator | G::ParagraphSeparator
    )
}

/// One finding per field, that counts each character that cannot be printed and says where it stands first. `line` and the number of
/// the word are from 1, in the text as it is in the data; the word itself is told where `open` says that the text is no name.
pub(crate) fn unprintable(text: &str, open: bool, path: &str, label: &str) -> Option<Diagnostic> {
    let mut found: BTreeMap<char, (usize, String)> = BTreeMap::new();
    for (line, row) in text.split('\n').enumerate() {
        for (place, word) in row.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).enumerate() {
            for c in word.chars().filter(|c| !is_printable(*c)) {
                found.entry(c).or_insert_with(|| (0, where_it_is(line + 1, place + 1, Some(word).filter(|_| open)))).0 += 1;
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    let shown: Vec<String> = found.iter().take(SHOWN).map(|(c, (count, place))| describe(*c, *count, place)).collect();
    let more = if found.len() > SHOWN { format!("; en {} andere", found.len() - SHOWN) } else { String::new() };
    let message = format!("\"{label}\" bevat tekens die niet kunnen worden afgedrukt: {}{more}.", shown.join("; "));
    let help = "Haal deze tekens weg, of schrijf ze in gewone letters.";
    Some(Diagnostic::new(&TEKEN_NIET_AFDRUKBAAR, path, message, help))
}

/// The place of a word; the word itself only where it cannot be the name or the number of somebody: small letters, and what no
/// page shows is no letter.
fn where_it_is(line: usize, place: usize, word: Option<&str>) -> String {
    let letters: String =
        word.unwrap_or_default().chars().filter(|c| !is_invisible(*c) && (is_printable(*c) || c.is_alphanumeric())).collect();
    let bare = letters.trim_matches(|c: char| c.is_ascii_punctuation());
    let is_plain = !bare.is_empty() && bare.chars().count() <= LONGEST && bare.chars().all(|c| c.is_lowercase() && is_printable(c));
    let word = if is_plain { format!(", in \"{bare}\"") } else { String::new() };
    format!("regel {line}, woord {place}{word}")
}

fn describe(c: char, count: usize, place: &str) -> String {
    let code = c as u32;
    let times = if count > 1 { format!(", {count} keer, eerst") } else { ",".to_owned() };
    let sign = if is_invisible(c) { "een onzichtbaar teken".to_owned() } else { c.to_string() };
    format!("{sign} (U+{code:04X}){times} {place}")
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, is_printable, unprintable};

    #[test]
    fn shows_what_names_and_texts_in_dutch_need() {
        for c in "abc ABC 0129 éëïöüáàèçñøåß łŁşğıŞçžščř ŐőĲĳ „“”‘’ – — … € ½ ≥ ≤ × ÷ ° • → \u{a0}".chars()
        {
            assert!(is_printable(c), "{c} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn tells_what_no_page_shows() {
        for c in ['\0', '\u{7}', '\u{202e}', '\u{200b}', '\u{e000}', '\u{feff}', '\u{2028}'] {
            assert!(is_invisible(c) && !is_printable(c), "U+{:04X}", c as u32);
        }
        assert!(!is_printable('😀') && !is_invisible('😀'));
        assert!(!is_printable('漢'));
    }

    #[test]
    fn says_where_it_stands_and_never_what_may_be_a_name() {
        let told = |text: &str| unprintable(text, true, "", "Tekst").map(|finding| finding.message).unwrap_or_default();
        let begin = "\"Tekst\" bevat tekens die niet kunnen worden afgedrukt: ";
        assert_eq!(
            told("een\n\ndat ging goed\u{1f600}! ja \u{1f600}"),
            format!("{begin}\u{1f600} (U+1F600), 2 keer, eerst regel 3, woord 3, in \"goed\".")
        );
        assert_eq!(told("\u{1f600}"), format!("{begin}\u{1f600} (U+1F600), regel 1, woord 1."));
        assert_eq!(told("a\u{202e}b"), format!("{begin}een onzichtbaar teken (U+202E), regel 1, woord 1, in \"ab\"."));
        assert!(!unprintable("goed\u{1f600}", false, "", "Naam").unwrap().message.contains("goed"));
        for name in ["Noor\u{1f600}", "n00r\u{1f600}", "\u{6f22}\u{5b57}", "nor\u{10d0}", "123456782\u{1f600}"] {
            let told = told(&format!("met {name} erbij"));
            assert!(told.contains("regel 1, woord 2") && !told.contains(", in "), "{told}");
        }
    }
}
