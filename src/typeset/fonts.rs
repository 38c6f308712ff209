//! The embedded fonts: one family, and which characters all of its faces can show.

use std::collections::HashSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use unicode_general_category::{GeneralCategory, get_general_category};

#[derive(rust_embed::RustEmbed)]
#[folder = "templates/fonts"]
struct Ingebouwd;

/// The faces of the family and their index.
pub(super) struct Fonts {
    pub(super) faces: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
}

/// The fonts, loaded once; the system's fonts are never looked at.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files = files();
    let faces: Vec<Font> = files.into_iter().flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&faces));
    Fonts { faces, book }
});

/// The font files, by name, in the order of their names.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<_> = Ingebouwd::iter().filter(|name| name.ends_with(".ttf")).collect();
    names.sort();
    names.into_iter().filter_map(|name| Some((name.to_string(), Ingebouwd::get(&name)?.data.into_owned()))).collect()
}

/// The face that running text is set in.
pub(crate) fn regular() -> Option<&'static Font> {
    FONTS.faces.iter().find(|face| face.info().variant == FontVariant::default())
}

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

#[cfg(test)]
mod tests {
    use super::{FONTS, is_invisible, is_printable};

    #[test]
    fn loads_one_family_with_four_faces() {
        let families: std::collections::BTreeSet<_> = FONTS.faces.iter().map(|face| face.info().family.clone()).collect();
        assert_eq!(FONTS.faces.len(), 4);
        assert_eq!(families.into_iter().collect::<Vec<_>>(), ["Source Sans 3"]);
    }

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
