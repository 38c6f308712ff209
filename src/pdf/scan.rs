//! A look at the bytes of a file before the parser gets them: the parser takes all objects of a file into memory, and a small file
//! can hold very many of them in compressed streams.
//!
//! Nothing is skipped, since a table of a hostile file may point into the middle of anything.

use std::io::Read;

use super::filled::NoForm;
use crate::dossier::limieten;

/// Bytes before `stream` in which its dictionary stands.
const DICTIONARY: usize = 4096;

/// Refuses what is no PDF, is encrypted, or holds more compressed objects than a form can have.
pub(super) fn admit(bytes: &[u8]) -> Result<(), NoForm> {
    if bytes.len() > limieten::FORMULIER_BYTES {
        return Err(NoForm::TooLarge);
    }
    // A reader may find the header after some other bytes (ISO 32000-1, annex H.3, note 13).
    if !contains(&bytes[..bytes.len().min(1024)], b"%PDF-") {
        return Err(NoForm::NotPdf);
    }
    if contains(&unescape(bytes), b"/Encrypt") {
        return Err(NoForm::Encrypted);
    }
    // Something after the end is an update that was cut short.
    let end = find_last(bytes, b"%%EOF").ok_or(NoForm::Damaged)?;
    if bytes[end + 5..].iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
        return Err(NoForm::Damaged);
    }
    compressed_objects(bytes)
}

fn compressed_objects(bytes: &[u8]) -> Result<(), NoForm> {
    let mut left = limieten::FORMULIER_OBJECTEN;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let keyword = at + found;
        at = keyword + b"stream".len();
        let dictionary = unescape(&bytes[keyword.saturating_sub(DICTIONARY)..keyword]);
        let own = find_last(&dictionary, b"obj").map_or(&dictionary[..], |start| &dictionary[start + 3..]);
        if !contains(own, b"ObjStm") && !contains(own, b"XRef") {
            continue;
        }
        let data = bytes[at..].iter().position(|byte| !matches!(byte, b'\r' | b'\n')).map_or(&[][..], |skip| &bytes[at + skip..]);
        let mut inflated = flate2::read::ZlibDecoder::new(data).take(left + 1);
        // What cannot be inflated is for the parser to refuse.
        let length = std::io::copy(&mut inflated, &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(length).ok_or(NoForm::TooLarge)?;
    }
    Ok(())
}

/// The bytes with the names that are written with `#` as they read (ISO 32000-1, 7.3.5).
fn unescape(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, more @ ..] = rest {
        match (first, more) {
            (b'#', [high, low, after @ ..]) if digit(*high).is_some() && digit(*low).is_some() => {
                plain.extend(u8::try_from(digit(*high).unwrap_or(0) * 16 + digit(*low).unwrap_or(0)));
                rest = after;
            }
            _ => {
                plain.push(*first);
                rest = more;
            }
        }
    }
    plain
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    find(bytes, needle).is_some()
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn find_last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}
