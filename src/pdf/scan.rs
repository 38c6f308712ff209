//! A look at the bytes of a file before the parser gets them: the parser takes all objects of a file into memory, and a small file
//! can hold very many of them in compressed streams.
//!
//! Nothing is skipped, since a table of a hostile file may point into the middle of anything.

use std::io::Read;

use super::objects::NoForm;
use crate::limieten;

/// Type of a stream of compressed objects.
const OBJECTS: &[u8] = b"/ObjStm";
/// Bytes before `stream` in which its dictionary stands.
const DICTIONARY: usize = 4096;

/// Refuses what is no PDF, is encrypted, or holds more compressed objects than a form can have.
pub(super) fn admit(bytes: &[u8]) -> Result<(), NoForm> {
    if bytes.len() > limieten::FORMULIER_BYTES {
        return Err(NoForm::TooLarge);
    }
    // A reader may find the header after some other bytes (ISO 32000-1, annex H.3, note 13).
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_none() {
        return Err(NoForm::NotPdf);
    }
    let plain = unescape(bytes);
    if find(&plain, b"/Encrypt").is_some() {
        return Err(NoForm::Encrypted);
    }
    // Something after the end is an update that was cut short.
    let end = find_last(bytes, b"%%EOF").ok_or(NoForm::Damaged)?;
    if bytes[end + 5..].iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
        return Err(NoForm::Damaged);
    }
    // One that is hidden from this count is one that somebody hid.
    let named = plain.windows(OBJECTS.len()).filter(|window| *window == OBJECTS).count();
    if compressed_objects(bytes)? == named { Ok(()) } else { Err(NoForm::Damaged) }
}

/// Whether the compressed objects of a file, as far as they say what they are, inflate to no more bytes than this.
pub(super) fn objects_within(bytes: &[u8], most: u64) -> bool {
    let streams = object_streams(bytes);
    let mut left = most;
    streams.into_iter().all(|(dictionary, data)| match inflated(&dictionary, data, left) {
        Ok(objects) => left.checked_sub(objects.len() as u64).map(|rest| left = rest).is_some(),
        Err(_) => true,
    })
}

/// Number of streams of compressed objects, none of them too large.
fn compressed_objects(bytes: &[u8]) -> Result<usize, NoForm> {
    let mut left = limieten::FORMULIER_OBJECTEN;
    let streams = object_streams(bytes);
    for (dictionary, data) in &streams {
        let objects = inflated(dictionary, data, left)?;
        left = left.checked_sub(objects.len() as u64).ok_or(NoForm::TooLarge)?;
        if !apart(dictionary, &objects) {
            return Err(NoForm::Damaged);
        }
    }
    Ok(streams.len())
}

/// The streams of compressed objects: the dictionary of each, and what follows it.
fn object_streams(bytes: &[u8]) -> Vec<(Vec<u8>, &[u8])> {
    let mut streams = Vec::new();
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let keyword = at + found;
        at = keyword + b"stream".len();
        if !bytes[..keyword].trim_ascii_end().ends_with(b">>") || !matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            continue;
        }
        let dictionary = unescape(&bytes[keyword.saturating_sub(DICTIONARY)..keyword]);
        let own = find_last(&dictionary, b" obj").map_or(&dictionary[..], |start| &dictionary[start..]);
        if find(own, OBJECTS).is_none() {
            continue;
        }
        let data = bytes[at..].strip_prefix(b"\r\n").unwrap_or(&bytes[at + 1..]);
        streams.push((own.to_vec(), data));
    }
    streams
}

/// What a stream of objects inflates to, and one byte more than may be where there are too many.
fn inflated(dictionary: &[u8], data: &[u8], most: u64) -> Result<Vec<u8>, NoForm> {
    let mut objects = Vec::new();
    let filters = dictionary.windows(6).filter(|window| *window == b"Decode").count();
    match (filters, find(dictionary, b"/FlateDecode")) {
        (0, None) => {
            let end = find(data, b"endstream").unwrap_or(data.len());
            data[..end].take(most + 1).read_to_end(&mut objects).map_err(|_| NoForm::Damaged)?;
        }
        (1 | 2, Some(_)) => {
            // The second may be the parameters of the first. What does not inflate to its end may still fill memory.
            flate2::read::ZlibDecoder::new(data).take(most + 1).read_to_end(&mut objects).map_err(|_| NoForm::Damaged)?;
        }
        _ => return Err(NoForm::Damaged),
    }
    Ok(objects)
}

/// Whether each object of a stream begins after the one before it: the parser would take a shared one in once for each.
fn apart(dictionary: &[u8], objects: &[u8]) -> bool {
    let Some(first) = number_after(dictionary, b"/First").filter(|first| *first <= objects.len()) else { return false };
    let numbers: Vec<Option<usize>> = objects[..first]
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .map(|word| std::str::from_utf8(word).ok()?.parse().ok())
        .collect();
    let offsets: Vec<&Option<usize>> = numbers.iter().skip(1).step_by(2).collect();
    numbers.iter().all(Option::is_some)
        && number_after(dictionary, b"/N").is_some_and(|objects| objects * 2 == numbers.len())
        && offsets.windows(2).all(|pair| pair[0] < pair[1])
}

fn number_after(dictionary: &[u8], key: &[u8]) -> Option<usize> {
    let of_key = |at: &usize| dictionary.get(at + key.len()).is_some_and(u8::is_ascii_whitespace);
    let at = (0..dictionary.len()).filter(|at| dictionary[*at..].starts_with(key)).find(of_key)?;
    let digits: String = dictionary[at + key.len()..]
        .trim_ascii_start()
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    digits.parse().ok()
}

/// The bytes with the names that are written with `#` as they read (ISO 32000-1, 7.3.5).
pub(super) fn unescape(bytes: &[u8]) -> Vec<u8> {
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

pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

pub(super) fn find_last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn tells_objects_that_share_their_bytes() {
        assert!(apart(b"<</Type /ObjStm /N 2 /First 8>>", b"1 0 2 4 [0] [0]"));
        assert!(!apart(b"<</Type /ObjStm /N 2 /First 8>>", b"1 0 2 0 [0] [0]"));
        assert!(!apart(b"<</Type /ObjStm /N 9 /First 8>>", b"1 0 2 4 [0] [0]"));
        assert!(!apart(b"<</Type /ObjStm /N 2 /First 99>>", b"1 0 2 4 [0] [0]"));
    }
}
