//! Characters that come along with a text and show nothing, or that only one font knows.

use encoding_rs::WINDOWS_1252;

use super::wat::Wat;

/// A line end within a paragraph, as Word has it; it does not leave this folder.
pub(super) const ZACHT: char = '\u{b}';

/// The text without what shows nothing, and with known characters for those of other fonts and encodings. Line ends are `\n`, or
/// [`ZACHT`] within a paragraph.
pub(super) fn schoon(text: &str, wat: &mut Wat) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2029}'], "\n");
    let one_way = !text.chars().any(turns);
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        match c {
            '\n' | '\t' => clean.push(c),
            '\u{2028}' => clean.push(ZACHT),
            ZACHT => {
                wat.regeleinden += 1;
                clean.push(ZACHT);
            }
            '\u{c}' => {
                wat.regeleinden += 1;
                clean.push('\n');
            }
            // The second is what Word has inside for the first.
            '\u{ad}' | '\u{1f}' => wat.afbreekstreepjes += 1,
            '\u{1e}' | '\u{2010}' | '\u{2011}' => {
                wat.streepjes += 1;
                // A plain one with a space behind it begins a list; whether this one does, only the lines around it tell.
                let begins = clean.trim_end_matches([' ', '\t', '\u{a0}']).chars().next_back().is_none_or(|c| c == '\n' || c == ZACHT);
                clean.push(if begins && next.is_some_and(char::is_whitespace) { '–' } else { '-' });
            }
            '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{1680}' => {
                wat.spaties += 1;
                clean.push(' ');
            }
            '\u{200c}' | '\u{200d}' if joins(clean.chars().next_back(), next) => clean.push(c),
            '\u{202a}' | '\u{202c}' | '\u{2066}' | '\u{2068}' | '\u{2069}' if one_way => wat.onzichtbaar += 1,
            c if shows_nothing(c) => wat.onzichtbaar += 1,
            c => match known(c) {
                Some(known) => {
                    *if is_bullet(known) { &mut wat.bolletjes } else { &mut wat.tekens } += 1;
                    clean.push(known);
                }
                None => clean.push(c),
            },
        }
    }
    clean
}

/// Whether a character has no picture and no meaning of its own: joiners, marks of direction, byte order and choice of picture, and
/// what steers a machine.
fn shows_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1d}' | '\u{7f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}'
    )
}

/// Whether a character makes text run from right to left, so that marks of direction mean something.
fn turns(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c != '\u{61c}'
        || matches!(c, '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2067}')
}

/// Whether a joiner between two characters makes another sign of them: in a script that joins letters, and between emoji.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let script =
        |c: char| matches!(c, '\u{600}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{11000}'..='\u{11fff}');
    let emoji = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    before.zip(after).is_some_and(|(before, after)| (script(before) && script(after)) || (emoji(before) && emoji(after)))
}

/// Whether a character of another font is one that points of a list begin with.
pub(super) fn is_bullet(known: char) -> bool {
    matches!(known, '•' | '▪' | '➢' | '✓')
}

/// The character that is meant by one that only a font of signs knows (Wingdings and Symbol, which Word stores as private use), or by
/// a byte of Windows that was never decoded.
fn known(c: char) -> Option<char> {
    match c {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => Some('•'),
        '\u{f0a7}' | '\u{f06e}' => Some('▪'),
        '\u{f0d8}' => Some('➢'),
        '\u{f0fc}' => Some('✓'),
        '\u{f0df}' => Some('←'),
        '\u{f0e0}' | '\u{f0e8}' => Some('→'),
        '\u{f04a}' => Some('☺'),
        '\u{f02d}' => Some('–'),
        '\u{80}'..='\u{9f}' => {
            let decoded = WINDOWS_1252.decode_without_bom_handling(&[u8::try_from(u32::from(c)).ok()?]).0.chars().next()?;
            (decoded != c).then_some(decoded)
        }
        _ => None,
    }
}
