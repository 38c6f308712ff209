//! How a field looks: its text set in lines, or its tick. Viewers show this until somebody types in the field.

use std::fmt::Write;

use super::font::{FieldFont, NAME, WIDE_NAME};
use crate::form::{Field, FieldKind, LINE, MARGIN_X, MARGIN_Y, TYPE_SIZE};
use crate::typeset::Placeholder;

/// What may be lost in rounding, in points.
const TOLERANCE: f64 = 0.1;
/// Height of a capital of the font, in parts of its size.
const CAPITAL: f64 = 0.66;

/// Width and height of a field, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Size {
    pub(super) fn of(place: &Placeholder) -> Self {
        let [left, bottom, right, top] = place.rect;
        Self { width: right - left, height: top - bottom }
    }

    /// Lines that have room.
    pub(super) fn lines(self) -> usize {
        let lines = ((self.height - 2.0 * MARGIN_Y + TOLERANCE) / LINE).floor().max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number that is not negative")]
        (lines as usize)
    }
}

/// The text that a field shows.
pub(super) fn shown(field: &Field) -> &str {
    let value = field.waarde.as_deref().unwrap_or_default();
    match &field.soort {
        FieldKind::Keuze(choices) => choices.iter().find(|choice| choice.waarde == value).map_or(value, |choice| choice.label.as_str()),
        FieldKind::Tekst { .. } => value,
        FieldKind::Kruis(_) | FieldKind::Handtekening => "",
    }
}

/// Whether text in a field of this kind and size goes on in a next line.
pub(super) fn wraps(kind: &FieldKind, size: Size) -> bool {
    match kind {
        FieldKind::Tekst { blok, .. } => *blok || size.lines() > 1,
        FieldKind::Keuze(_) | FieldKind::Kruis(_) | FieldKind::Handtekening => false,
    }
}

/// Lines that the text of a field takes, and lines that it has room for.
pub(super) fn room(font: &FieldFont, field: &Field, size: Size) -> (usize, usize) {
    let text = shown(field);
    if text.is_empty() {
        return (0, size.lines());
    }
    let lines = wrap(font, text, size).len();
    if wraps(&field.soort, size) { (lines, size.lines()) } else { (lines, 1) }
}

/// The lines of a text: broken where it says so, else between words, else within a word that is longer than a line.
fn wrap(font: &FieldFont, text: &str, size: Size) -> Vec<String> {
    let most = (size.width - 2.0 * MARGIN_X + TOLERANCE) * 1000.0 / TYPE_SIZE;
    let width = |text: &str| text.chars().map(|c| font.width(c)).sum::<f64>();
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&joined) <= most {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut used = 0.0;
            for c in word.chars() {
                let wide = font.width(c);
                if !line.is_empty() && used + wide > most {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                used += wide;
                line.push(c);
            }
        }
        lines.push(line);
    }
    lines
}

/// The drawing of a field with text, and whether it needs the font with every character.
pub(super) fn text(font: &FieldFont, field: &Field, size: Size) -> (String, bool) {
    let text = shown(field);
    let wide = FieldFont::encode(&text.replace('\n', " ")).is_none();
    if text.is_empty() {
        return ("/Tx BMC EMC".to_owned(), false);
    }
    let first = if wraps(&field.soort, size) {
        size.height - MARGIN_Y - (LINE - TYPE_SIZE) / 2.0 - TYPE_SIZE * 0.8
    } else {
        (size.height - CAPITAL * TYPE_SIZE) / 2.0
    };
    let mut drawing = format!(
        "/Tx BMC q 1 1 {:.3} {:.3} re W n BT /{} {TYPE_SIZE} Tf 0.106 g {LINE} TL {MARGIN_X} {first:.3} Td",
        size.width - 2.0,
        size.height - 2.0,
        if wide { WIDE_NAME } else { NAME },
    );
    for line in wrap(font, text, size) {
        let bytes = if wide { font.glyphs(&line) } else { FieldFont::encode(&line).unwrap_or_default() };
        let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        let _ = write!(drawing, " <{hex}> Tj T*");
    }
    (drawing + " ET Q EMC", wide)
}

/// The drawing of a ticked box.
pub(super) fn tick(size: Size) -> String {
    let at = |x: f64, y: f64| format!("{:.2} {:.2}", x * size.width, y * size.height);
    format!("q 1.3 w 1 J 1 j 0.106 G {} m {} l {} l S Q", at(0.2, 0.5), at(0.42, 0.25), at(0.8, 0.78))
}

#[cfg(test)]
mod tests {
    use super::{Size, room, wrap, wraps};
    use crate::form::{Field, FieldKind, LINE, MARGIN_Y};
    use crate::pdf::font::FieldFont;

    fn font() -> FieldFont {
        FieldFont::new().unwrap_or_else(|error| panic!("{error}"))
    }

    fn size(width: f64, lines: f64) -> Size {
        Size { width, height: lines * LINE + 2.0 * MARGIN_Y }
    }

    #[test]
    fn breaks_lines_where_a_viewer_would() {
        let lines = |text: &str| wrap(&font(), text, size(80.0, 1.0));
        assert_eq!(lines("een twee drie vier vijf"), ["een twee drie vier", "vijf"]);
        assert_eq!(lines("een\n\ntwee"), ["een", "", "twee"]);
        assert_eq!(lines("a b").len(), 1);
        let long = lines("onafgebrokenwoordvanveeltekens");
        assert!(long.len() > 1 && long.concat() == "onafgebrokenwoordvanveeltekens");
    }

    #[test]
    fn counts_the_lines_that_have_room() {
        let field = |blok| Field {
            naam: String::new(),
            soort: FieldKind::Tekst { blok, tekens: None },
            waarde: Some("een twee drie vier vijf".to_owned()),
            uitleg: String::new(),
            verplicht: false,
            gesloten: false,
        };
        assert_eq!(room(&font(), &field(true), size(80.0, 3.0)), (2, 3));
        assert_eq!(room(&font(), &field(false), size(80.0, 1.0)), (2, 1));
        assert!(!wraps(&field(false).soort, size(80.0, 1.0)) && wraps(&field(false).soort, size(80.0, 2.0)));
    }
}
