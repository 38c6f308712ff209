//! The faces of the embedded family; the system's fonts are never looked at.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;

#[derive(rust_embed::RustEmbed)]
#[folder = "templates/fonts"]
struct Ingebouwd;

/// The faces of the family and their index.
pub(crate) struct Fonts {
    pub(crate) faces: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

/// The fonts, loaded once; the system's fonts are never looked at.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files = files();
    let faces: Vec<Font> = files.into_iter().flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&faces));
    Fonts { faces, book }
});

/// The font files, by name, in the order of their names.
#[must_use]
pub fn files() -> Vec<(String, Vec<u8>)> {
    ending_in(".ttf")
}

/// The font files and their licence, which goes wherever they go.
#[must_use]
pub fn files_to_give() -> Vec<(String, Vec<u8>)> {
    ending_in("")
}

fn ending_in(suffix: &str) -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<_> = Ingebouwd::iter().filter(|name| name.ends_with(suffix)).collect();
    names.sort();
    names.into_iter().filter_map(|name| Some((name.to_string(), Ingebouwd::get(&name)?.data.into_owned()))).collect()
}

/// The face that running text is set in.
pub(crate) fn regular() -> Option<&'static Font> {
    FONTS.faces.iter().find(|face| face.info().variant == FontVariant::default())
}

#[cfg(test)]
mod tests {
    use super::FONTS;

    #[test]
    fn loads_one_family_with_four_faces() {
        let families: std::collections::BTreeSet<_> = FONTS.faces.iter().map(|face| face.info().family.clone()).collect();
        assert_eq!(FONTS.faces.len(), 4);
        assert_eq!(families.into_iter().collect::<Vec<_>>(), ["Source Sans 3"]);
    }
}
