//! The font of fields. It is embedded whole: a viewer sets in it whatever somebody types.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use typst::layout::Abs;
use typst::text::{FontInstance, FontVariant, FontVariations};

use crate::error::Error;
use crate::fonts;
use crate::form::TYPE_SIZE;

/// Name of the font in the resources of a form, and in `/DA`.
pub(super) const NAME: &str = "Veld";
/// Name of the font that has every character, in the resources of one appearance.
pub(super) const WIDE_NAME: &str = "VeldBreed";

/// The characters of the codes 0x80 to 0x9F of `WinAnsiEncoding` (ISO 32000-1, annex D.2); a space where there is none.
const WIN_ANSI: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The font with its measures.
pub(super) struct FieldFont {
    face: FontInstance,
}

impl FieldFont {
    /// The font that running text is set in.
    pub(super) fn new() -> Result<Self, Error> {
        let face = fonts::regular().ok_or_else(|| Error::Internal("the regular face of the font is missing".to_owned()))?;
        Ok(Self { face: face.clone().instantiate(FontVariant::default(), Abs::pt(TYPE_SIZE), &FontVariations::default()) })
    }

    /// Width of a character, in thousandths of the size of the type; nothing where there is no glyph.
    pub(super) fn width(&self, c: char) -> f64 {
        let glyph = self.face.ttf().glyph_index(c).map_or(0, |glyph| glyph.0);
        self.face.x_advance(glyph).map_or(0.0, |advance| advance.get() * 1000.0)
    }

    /// The text in single bytes, where the encoding of a simple font has all of it.
    pub(super) fn encode(text: &str) -> Option<Vec<u8>> {
        text.chars().map(win_ansi).collect()
    }

    /// The text as numbers of glyphs of two bytes.
    pub(super) fn glyphs(&self, text: &str) -> Vec<u8> {
        text.chars().flat_map(|c| self.face.ttf().glyph_index(c).map_or(0, |glyph| glyph.0).to_be_bytes()).collect()
    }

    /// Puts the font in a document: a simple font, since that is what every viewer can type in.
    pub(super) fn embed(&self, pdf: &mut Document) -> Embedded {
        let name = self.face.font().post_script_name().unwrap_or_else(|| "Veld".to_owned());
        let data = self.face.font().data().to_vec();
        let length = i64::try_from(data.len()).unwrap_or(i64::MAX);
        let mut file = Stream::new(dictionary! { "Length1" => length }, data);
        // A font that does not get smaller is stored as it is.
        let _ = file.compress();
        let file = pdf.add_object(file);
        let descriptor = pdf.add_object(self.descriptor(&name, file));
        let widths: Vec<Object> = (32..=255).map(|code| Object::from(decoded(code).map_or(0, |c| rounded(self.width(c))))).collect();
        let simple = pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "TrueType",
            "BaseFont" => Object::Name(name.clone().into_bytes()),
            "FirstChar" => 32,
            "LastChar" => 255,
            "Widths" => widths,
            "FontDescriptor" => descriptor,
            "Encoding" => "WinAnsiEncoding",
        });
        Embedded { name, simple, descriptor }
    }

    fn descriptor(&self, name: &str, file: ObjectId) -> Dictionary {
        let ttf = self.face.ttf();
        let scale = 1000.0 / self.face.units_per_em();
        let scaled = |value: i16| rounded(f64::from(value) * scale);
        // The glyphs that the encoding has: viewers take the distance of lines from this box, and the whole font has
        // letters with two accents that nobody types in a form.
        let boxes = (32..=255).filter_map(|code| ttf.glyph_bounding_box(ttf.glyph_index(decoded(code)?)?));
        let bounds = boxes.fold([0_i16; 4], |[left, bottom, right, top], one| {
            [left.min(one.x_min), bottom.min(one.y_min), right.max(one.x_max), top.max(one.y_max)]
        });
        dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(name.as_bytes().to_vec()),
            "Flags" => 32,
            "FontBBox" => bounds.map(|value| Object::from(scaled(value))).to_vec(),
            "ItalicAngle" => 0,
            "Ascent" => scaled(bounds[3]),
            "Descent" => scaled(bounds[1]),
            "CapHeight" => scaled(ttf.capital_height().unwrap_or(660)),
            "StemV" => 84,
            "FontFile2" => file,
        }
    }

    /// The same font with every character, for the texts that need more than the simple one has.
    pub(super) fn embed_wide(&self, pdf: &mut Document, embedded: &Embedded, texts: &[&str]) -> ObjectId {
        let used: BTreeMap<u16, char> =
            texts.iter().flat_map(|text| text.chars()).filter_map(|c| Some((self.face.ttf().glyph_index(c)?.0, c))).collect();
        let widths = used.iter().flat_map(|(glyph, c)| {
            let width = Object::Array(vec![Object::from(rounded(self.width(*c)))]);
            [Object::from(i64::from(*glyph)), width]
        });
        let descendant = pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => Object::Name(embedded.name.clone().into_bytes()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => embedded.descriptor,
            "DW" => 0,
            "W" => widths.collect::<Vec<_>>(),
            "CIDToGIDMap" => "Identity",
        });
        let to_unicode = pdf.add_object(Stream::new(Dictionary::new(), to_unicode(&used).into_bytes()));
        pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(embedded.name.clone().into_bytes()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => to_unicode,
        })
    }
}

/// The font in a document.
pub(super) struct Embedded {
    name: String,
    pub(super) simple: ObjectId,
    descriptor: ObjectId,
}

/// The character of a code of `WinAnsiEncoding`.
fn decoded(code: u8) -> Option<char> {
    match code {
        0x20..=0x7e | 0xa1..=0xac | 0xae..=0xff => Some(char::from(code)),
        0x80..=0x9f => WIN_ANSI.chars().nth(usize::from(code - 0x80)).filter(|c| *c != ' '),
        0xa0 => Some('\u{a0}'),
        _ => None,
    }
}

fn win_ansi(c: char) -> Option<u8> {
    (0x20..=0xff).find(|code| decoded(*code) == Some(c))
}

#[expect(clippy::cast_possible_truncation, reason = "a measure of a glyph is a few thousand at most")]
fn rounded(value: f64) -> i64 {
    value.round() as i64
}

/// What text the glyphs stand for (ISO 32000-1, 9.10.3).
fn to_unicode(used: &BTreeMap<u16, char>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<_> = used.iter().collect();
    for block in entries.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (glyph, c) in block {
            let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            let _ = writeln!(map, "<{glyph:04X}> <{units}>");
        }
        map.push_str("endbfchar\n");
    }
    map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
}

#[cfg(test)]
mod tests {
    use super::{FieldFont, decoded};

    #[test]
    fn encodes_what_the_simple_font_has() {
        assert_eq!(FieldFont::encode("Zoë – €5 ’t „q”"), Some(b"Zo\xeb \x96 \x805 \x92t \x84q\x94".to_vec()));
        assert_eq!(FieldFont::encode("Łukasz"), None);
        let codes = (32..=255_u8).filter_map(decoded);
        assert_eq!(codes.count(), 95 + 27 + 95);
    }

    #[test]
    fn measures_every_character_that_can_be_typed() {
        let font = FieldFont::new().unwrap_or_else(|error| panic!("{error}"));
        for c in (32..=255_u8).filter_map(decoded) {
            assert!(font.width(c) > 100.0, "{c:?}");
        }
    }
}
