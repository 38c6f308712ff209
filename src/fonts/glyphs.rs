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
    herstel: text("Haal het teken weg of schrijf het in letters. De melding noemt het veld en het teken."),
    stage: Stage::Layout,
};

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

/// One finding per field, that counts each character that cannot be printed.
pub(crate) fn unprintable(text: &str, path: &str, label: &str) -> Option<Diagnostic> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| *c != '\n' && !is_printable(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    if counts.is_empty() {
        return None;
    }
    let shown: Vec<String> = counts.iter().take(5).map(|(c, count)| describe(*c, *count)).collect();
    let more = if counts.len() > 5 { format!(" en {} andere", counts.len() - 5) } else { String::new() };
    let message = format!("\"{label}\" bevat tekens die niet kunnen worden afgedrukt: {}{more}.", shown.join(", "));
    let help = "Haal deze tekens weg, of schrijf ze in gewone letters.";
    Some(Diagnostic::new(&TEKEN_NIET_AFDRUKBAAR, path, message, help))
}

fn describe(c: char, count: usize) -> String {
    let code = c as u32;
    let times = if count > 1 { format!(", {count} keer") } else { String::new() };
    if is_invisible(c) { format!("een onzichtbaar teken (U+{code:04X}{times})") } else { format!("{c} (U+{code:04X}{times})") }
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, is_printable};

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
}
