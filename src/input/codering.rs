//! Bytes to text: UTF-8 as it should be, or another encoding where there is no doubt which.
//!
//! Windows PowerShell writes what it is told to keep as UTF-16, and an old editor in the encoding of Western Windows. The first shows
//! itself; the second is taken only where every byte of it is a letter or a sign where one can stand, so that no other
//! encoding of one byte a letter passes for it.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, and the name of its encoding where that is not UTF-8; `None` where it is not certain what it says.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    decode_as(bytes, true)
}

/// The text of a table, in whatever of these encodings it is.
pub(super) fn decode_table(bytes: &[u8]) -> Option<String> {
    decode_as(bytes, false).map(|(text, _)| text)
}

fn decode_as(bytes: &[u8], json: bool) -> Option<(String, Option<&'static str>)> {
    let utf16 = |encoding: &'static Encoding, bytes: &[u8]| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        (bytes.len().is_multiple_of(2) && !text.contains('\0')).then(|| (text.into_owned(), Some("UTF-16")))
    };
    match bytes {
        [0xef, 0xbb, 0xbf, bytes @ ..] => std::str::from_utf8(bytes).ok().map(|text| (text.to_owned(), None)),
        [0xff, 0xfe, bytes @ ..] => utf16(UTF_16LE, bytes),
        [0xfe, 0xff, bytes @ ..] => utf16(UTF_16BE, bytes),
        // JSON begins with a sign that every encoding has, and no text holds a zero.
        [1..0x80, 0, ..] => utf16(UTF_16LE, bytes),
        [0, 1..0x80, ..] => utf16(UTF_16BE, bytes),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => Some((text.to_owned(), None)),
            Err(_) => windows(bytes, json).map(|text| (text, Some("Windows-1252"))),
        },
    }
}

/// A text in the encoding of Western Windows, where it can be nothing else.
fn windows(bytes: &[u8], json: bool) -> Option<String> {
    let is_json = !json || bytes.trim_ascii_start().first().is_some_and(|first| matches!(first, b'{' | b'['));
    if !is_json || holds_utf8(bytes) {
        return None;
    }
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let signs: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| signs.get(place)).copied().unwrap_or(' ');
    let fits = |(place, sign): (usize, &char)| is_at_home(at(place.checked_sub(1)), *sign, at(place.checked_add(1)));
    signs.iter().enumerate().all(fits).then(|| text.into_owned())
}

/// Whether a part of it is a letter of UTF-8: of a file that is half one and half the other nothing is certain.
fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// Whether a sign can stand between these two. In other encodings of one byte a letter an accented letter of the middle of a word is
/// a sign, a capital or nothing in this one.
fn is_at_home(before: char, sign: char, after: char) -> bool {
    if sign.is_ascii() {
        return !sign.is_ascii_control() || matches!(sign, '\t' | '\n' | '\r');
    }
    match sign {
        '\u{80}'..='\u{9f}' => false,
        '’' | '–' | '—' | '´' | '·' | '\u{a0}' | '\u{ad}' => true,
        '‚' | 'ƒ' | '†' | '‡' | 'ˆ' | '‰' | '‹' | '›' | '˜' => !before.is_alphabetic() && !after.is_alphabetic(),
        sign if sign.is_uppercase() => !(before.is_lowercase() && after.is_lowercase()),
        sign if sign.is_alphabetic() => true,
        _ => !(before.is_alphabetic() && after.is_alphabetic()),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    const TEXT: &str = "{\r\n\t\"naam\": \"Zoë’s geëvalueerde coöperatie – 5 €, één „idee” en ‘ÉÉN’\"\r\n}";

    fn utf16(text: &str, marked: bool, big: bool) -> Vec<u8> {
        let units = marked.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn reads_what_windows_writes() {
        for (marked, big) in [(true, false), (true, true), (false, false), (false, true)] {
            assert_eq!(decode(&utf16(TEXT, marked, big)), Some((TEXT.to_owned(), Some("UTF-16"))), "{marked} {big}");
        }
        let (bytes, _, unknown) = super::WINDOWS_1252.encode(TEXT);
        assert!(!unknown);
        assert_eq!(decode(&bytes), Some((TEXT.to_owned(), Some("Windows-1252"))));
        assert_eq!(decode(TEXT.as_bytes()), Some((TEXT.to_owned(), None)));
        assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes()), Some((TEXT.to_owned(), None)));
    }

    #[test]
    fn guesses_at_nothing_else() {
        let dos: &[u8] = b"{ \"naam\": \"ge\x89valueerd\" }";
        let dos_start: &[u8] = b"{ \"naam\": \"\x82\x82n\" }";
        let mac: &[u8] = b"{ \"naam\": \"ge\x91valueerd\" }";
        let mac_other: &[u8] = b"{ \"naam\": \"caf\x8erestaurant\" }";
        let half: &[u8] = b"{ \"a\": \"\xc3\xab\", \"b\": \"\xeb\" }";
        let no_json: &[u8] = b"caf\xe9";
        let odd = &utf16(TEXT, true, false)[..21];
        let pair: &[u8] = b"\xff\xfe{\x00\x00\xd8}\x00";
        for bytes in
            [dos, dos_start, mac, mac_other, half, no_json, odd, pair, b"{\x00\x00\x00}\x00\x00\x00", b"\xff\xfe\x00\x00{\x00\x00\x00"]
        {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }
}
