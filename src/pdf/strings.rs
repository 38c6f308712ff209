//! Text strings of a PDF: UTF-16 or UTF-8 with a mark, else `PDFDocEncoding` (ISO 32000-2, 7.9.2.2). Nothing is left out: what has
//! no meaning becomes a replacement character, which no page can show and which is therefore found.

use std::sync::LazyLock;

use lopdf::{Object, StringFormat, decode_text_string};

/// The characters of `PDFDocEncoding`, by code.
static PDF_DOC: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let decoded = |code: u8| decode_text_string(&Object::String(vec![code], StringFormat::Literal)).ok()?.chars().next();
    (0..=255).map(decoded).collect()
});

/// The text of a string; of any other object none.
pub(super) fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    let decoded = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Not allowed, and written all the same.
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| PDF_DOC[usize::from(*byte)].unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
    };
    without_language(&decoded)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let odd = if bytes.len() % 2 == 1 { "\u{fffd}" } else { "" };
    String::from_utf16_lossy(&units) + odd
}

/// Takes out what marks the language of a text: a code such as `nl` or `nlNL` between two escapes (ISO 32000-1, 14.9.2.2).
fn without_language(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        clean.push_str(before);
        let code =
            after.split_once('\u{1b}').filter(|(code, _)| (2..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic()));
        if code.is_none() {
            clean.push(char::REPLACEMENT_CHARACTER);
        }
        rest = code.map_or(after, |(_, text)| text);
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, StringFormat};

    use super::text;

    fn decoded(bytes: &[u8]) -> String {
        text(&Object::String(bytes.to_vec(), StringFormat::Literal))
    }

    #[test]
    fn reads_text_in_every_encoding_of_a_pdf() {
        assert_eq!(decoded(b"Zo\xeb \x8d1\x8e \xa0"), "Zoë “1” €");
        assert_eq!(decoded(b"\xfe\xff\x01\x41\x00e\x00r"), "Łer");
        assert_eq!(decoded(b"\xff\xfe\x41\x01e\x00"), "Łe");
        assert_eq!(decoded(b"\xef\xbb\xbf\xc5\x81e"), "Łe");
        assert_eq!(decoded(b"\xfe\xff\0\x1b\0n\0l\0\x1b\0J\0a"), "Ja");
        assert_eq!(decoded(b"een\rtwee\n"), "een\rtwee\n");
    }

    #[test]
    fn loses_nothing_that_it_does_not_understand() {
        assert_eq!(decoded(b"a\x7fb"), "a\u{fffd}b");
        assert_eq!(decoded(b"\xfe\xff\0a\0"), "a\u{fffd}");
        let escaped: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("Jan\u{1b} en zo \u{1b}sen".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decoded(&escaped), "Jan\u{fffd} en zo \u{fffd}sen");
        // In a single byte it is a letter.
        assert_eq!(decoded(b"a\x1bb\x1bc"), "a˙b˙c");
    }
}
