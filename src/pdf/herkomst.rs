//! Herkomst: whose the bytes of a file are, told from what is known of bytes that we made. Pure: no disk, no clock.
//!
//! What another program signs or fills in as the standard has it is appended (ISO 32000-1, 7.5.6): such a file begins with the bytes
//! that we made, to the last one, and only grows. Anything else that is not exactly ours was written anew by somebody.

use super::filled;
use crate::sha256::sha256;

/// Afdruk: what is remembered of bytes that we made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Afdruk<'a> {
    /// How many there were; `None` where only their hash was kept.
    pub(crate) bytes: Option<usize>,
    /// Their SHA-256.
    pub(crate) sha256: &'a str,
}

/// What a file is beside bytes that we made. The number is the place of those bytes among what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Herkomst {
    /// Exactly these bytes.
    Ongewijzigd(usize),
    /// It begins with these bytes and goes on: signed, or filled in.
    Gegroeid(usize),
    /// Written anew, or never ours.
    Anders,
}

/// What `present` is beside what is known; the longest that fits counts.
pub(crate) fn herkomst(present: &[u8], known: &[Afdruk<'_>]) -> Herkomst {
    let whole = sha256([present]);
    if let Some(place) = known.iter().position(|one| one.sha256 == whole) {
        return Herkomst::Ongewijzigd(place);
    }
    let begins = |one: &Afdruk<'_>| {
        let length = one.bytes.filter(|length| *length > 0)?;
        let beginning = present.get(..length)?;
        (length < present.len() && sha256([beginning]) == one.sha256).then_some(length)
    };
    let grown = known.iter().enumerate().filter_map(|(place, one)| Some((begins(one)?, place))).max_by_key(|(length, _)| *length);
    grown.map_or(Herkomst::Anders, |(_, place)| Herkomst::Gegroeid(place))
}

/// The data that a PDF says it was made from; `None` where it has none that can be read.
pub(crate) fn gegevens(present: &[u8]) -> Option<Vec<u8>> {
    filled::read(present).ok()?.data
}

#[cfg(test)]
mod tests {
    use super::{Afdruk, Herkomst, herkomst, sha256};

    #[test]
    fn tells_what_is_ours_from_what_grew_and_from_what_did_not() {
        let (short, long) = (b"%PDF one\n".as_slice(), b"%PDF one\nand more\n".as_slice());
        let (first, second) = (sha256([short]), sha256([long]));
        let known = [Afdruk { bytes: Some(short.len()), sha256: &first }, Afdruk { bytes: Some(long.len()), sha256: &second }];
        let grown = [long, b"signed"].concat();
        assert_eq!(herkomst(short, &known), Herkomst::Ongewijzigd(0));
        assert_eq!(herkomst(long, &known), Herkomst::Ongewijzigd(1));
        assert_eq!(herkomst(long, &known[..1]), Herkomst::Gegroeid(0));
        assert_eq!(herkomst(&grown, &known), Herkomst::Gegroeid(1), "the longest that fits");
        assert_eq!(herkomst(&grown[..short.len() - 1], &known), Herkomst::Anders, "cut short");
        assert_eq!(herkomst(b"%PDF two\nand more\n", &known), Herkomst::Anders);
    }

    #[test]
    fn knows_only_what_a_hash_without_a_length_can_tell() {
        let hash = sha256([b"ours".as_slice()]);
        let known = [Afdruk { bytes: None, sha256: &hash }];
        assert_eq!(herkomst(b"ours", &known), Herkomst::Ongewijzigd(0));
        assert_eq!(herkomst(b"ours and more", &known), Herkomst::Anders);
    }
}
