//! Whose a dossier or a part of one is, and whether two are of the same person or group.

use serde_json::Value;
use strsim::{damerau_levenshtein, normalized_damerau_levenshtein};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::kern::Regeling;
use crate::sha256::sha256;

/// How alike two spellings of one word of a name are at least, from 0 to 1.
const BIJNA: f64 = 0.75;
/// Letters of what is no name of a person of which one may be written otherwise.
const LETTERS_A_SLIP: usize = 4;
/// Letters that a word of initials has at most.
const VOORLETTERS: usize = 4;
/// Words between a given name and a surname, which many people share.
const TUSSEN: [&str; 22] = [
    "van", "de", "der", "den", "het", "ter", "ten", "te", "t", "in", "op", "aan", "bij", "la", "le", "el", "al", "bin", "ben", "von", "du",
    "dos",
];

/// Persoon: who data is of, a person or a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persoon {
    /// The name, as it is printed.
    pub naam: Option<String>,
    /// What tells for sure: the pointer of the field, and what it says.
    zeker: Vec<(String, String)>,
    /// What tells one from another beside that.
    kenmerk: Option<String>,
    /// Whether the name tells too: it is that of a person.
    op_naam: bool,
}

/// Whether two are of the same person or group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zelfde {
    /// They are.
    Ja,
    /// One of the two does not say whose it is.
    Onbekend,
    /// They are not.
    Nee,
}

impl Persoon {
    /// Whose the data is, of a whole dossier or a part of one.
    #[must_use]
    pub fn van(value: &Value, regeling: &Regeling) -> Self {
        let Some(wie) = &regeling.gegevens.wie else { return Self::default() };
        let said = |pointer: &String| match value.pointer(pointer)? {
            Value::String(text) => Some(plain(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let said = |pointer: &String| said(pointer).filter(|text| !text.is_empty());
        let naam = regeling.fill(&wie.naam, &regeling.names().with("dossier", value)).ok();
        Self {
            naam: naam.map(|naam| naam.trim().to_owned()).filter(|naam| !naam.is_empty()),
            zeker: wie.zeker.iter().filter_map(|pointer| Some((pointer.clone(), said(pointer)?))).collect(),
            kenmerk: wie.kenmerk.as_ref().and_then(said),
            op_naam: wie.persoon,
        }
    }

    /// Whether the data says whose it is.
    #[must_use]
    pub fn is_genoemd(&self) -> bool {
        !self.zeker.is_empty() || self.kenmerk.is_some() || (self.op_naam && self.naam.is_some())
    }

    /// Whether another is the same. What tells for sure decides where both say it, and one that is equal is enough; else the name, in which
    /// a slip of the pen may have been corrected.
    #[must_use]
    pub fn is(&self, other: &Self) -> Zelfde {
        let both = self
            .zeker
            .iter()
            .filter_map(|(field, one)| other.zeker.iter().find(|(known, _)| known == field).map(|(_, other)| one == other));
        let both: Vec<bool> = both.collect();
        let told = |same: bool| if same { Zelfde::Ja } else { Zelfde::Nee };
        if !both.is_empty() {
            return told(both.contains(&true));
        }
        match (&self.naam, &other.naam, &self.kenmerk, &other.kenmerk) {
            (Some(one), Some(other), ..) if self.op_naam => told(same_name(one, other)),
            (_, _, Some(one), Some(other)) => told(alike(one, other)),
            _ => Zelfde::Onbekend,
        }
    }

    /// Whether another is certainly the same, for who puts forms of many people together: an initial may stand for anybody.
    #[must_use]
    pub fn is_zeker(&self, other: &Self) -> bool {
        let same = |one: Option<&String>, other: Option<&String>| one.zip(other).is_some_and(|(one, other)| plain(one) == plain(other));
        let named =
            if self.op_naam { same(self.naam.as_ref(), other.naam.as_ref()) } else { same(self.kenmerk.as_ref(), other.kenmerk.as_ref()) };
        let told = self.zeker.iter().any(|one| other.zeker.contains(one));
        self.is(other) == Zelfde::Ja && (told || named)
    }

    /// A mark of what tells one from another, from which it cannot be read.
    #[must_use]
    pub fn merk(&self) -> Option<String> {
        self.kenmerk.as_ref().map(|text| sha256([text.as_bytes()]))
    }
}

/// Whether two texts can be one that was written otherwise: with a slip, or with and without what stands before it.
fn alike(one: &str, other: &str) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let letters = one.chars().count().max(other.chars().count());
    ends(one, other) || ends(other, one) || damerau_levenshtein(one, other) <= letters / LETTERS_A_SLIP
}

/// A text in plain small letters and digits, with single spaces.
fn plain(text: &str) -> String {
    let letters: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether two names may be of one person: a word of them is the same, and what is left of one is not another name than what is left of the
/// other. An initial fits every name that begins with it.
fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    if one.replace(' ', "") == other.replace(' ', "") {
        return true;
    }
    let words = |name: &str| name.split(' ').filter(|word| !TUSSEN.contains(word)).map(str::to_owned).collect::<Vec<_>>();
    let (mut left, mut right) = (words(&one), words(&other));
    let shared: Vec<String> = left.iter().filter(|word| word.chars().count() > 1 && right.contains(word)).cloned().collect();
    left.retain(|word| !shared.contains(word));
    right.retain(|word| !shared.contains(word));
    if shared.is_empty() {
        // A slip of the pen in every word.
        return left.len() == right.len() && left.iter().zip(&right).all(|(one, other)| near(one, other));
    }
    let (few, many) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    few.iter().all(|word| many.iter().any(|other| near(word, other) || initials(word, many) || initials(other, few)))
}

fn near(one: &str, other: &str) -> bool {
    initial(one, other) || initial(other, one) || normalized_damerau_levenshtein(one, other) >= BIJNA
}

fn initial(one: &str, other: &str) -> bool {
    one.chars().count() == 1 && other.starts_with(one)
}

/// Whether a word is the initials of names: `jp` of Jan Peter.
fn initials(word: &str, names: &[String]) -> bool {
    let letters = word.chars().count();
    letters <= VOORLETTERS && letters == names.len() && word.chars().zip(names).all(|(letter, name)| name.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::{Persoon, Zelfde, same_name};

    #[test]
    fn tells_people_apart_by_their_name() {
        for (one, other) in [
            ("Noor van den Oever", "N. van den Oever"),
            ("Noor van den Oever", "Oever, Noor van den"),
            ("Noor van den Oever", "noor vandenoever"),
            ("Noor van den Oever", "Noor van den Oevr"),
            ("Noor van den Oever", "Noor van den Oever-Verzonnen"),
            ("Zoë Bedacht", "Zoe Bedacht"),
            ("J.P. Bedacht", "Jan Peter Bedacht"),
            ("JP Bedacht", "Jan Peter Bedacht"),
            ("Verzonnen", "Noor Verzonnen"),
        ] {
            assert!(same_name(one, other) && same_name(other, one), "{one} and {other}");
        }
        for (one, other) in [
            ("Noor van den Oever", "Piet van den Oever"),
            ("Noor van den Oever", "P. van den Oever"),
            ("Noor van den Oever", "Noor Bedacht"),
            ("Noor Verzonnen", "Bedacht"),
            ("Jan de Vries", "Piet de Vries"),
            ("A. de Wit", "B. de Boer"),
        ] {
            assert!(!same_name(one, other) && !same_name(other, one), "{one} and {other}");
        }
    }

    fn who(zeker: [&str; 2], naam: &str) -> Persoon {
        let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let zeker = ["/a", "/b"].into_iter().zip(zeker).filter_map(|(field, text)| Some((field.to_owned(), known(text)?))).collect();
        Persoon { zeker, naam: known(naam), kenmerk: known(naam), op_naam: true }
    }

    #[test]
    fn a_number_or_a_day_decides_and_else_the_name() {
        for (one, two, expected) in [
            (who(["1", ""], "voorbeeld"), who(["1", ""], "verzonnen"), Zelfde::Ja),
            (who(["1", "a"], "voorbeeld"), who(["2", "a"], "voorbeeld"), Zelfde::Ja),
            (who(["1", ""], "voorbeeld"), who(["2", ""], "voorbeeld"), Zelfde::Nee),
            (who(["1", ""], "voorbeeld"), who(["", "a"], "voorbeeld"), Zelfde::Ja),
            (who(["", ""], "voorbeeld"), who(["", ""], "voorbeedl"), Zelfde::Ja),
            (who(["", ""], "van voorbeeld"), who(["", ""], "voorbeeld"), Zelfde::Ja),
            (who(["", ""], "bos"), who(["", ""], "vos"), Zelfde::Nee),
            (who(["", ""], "voorbeeld"), who(["1", ""], "verzonnen"), Zelfde::Nee),
            (who(["1", ""], ""), who(["", ""], "verzonnen"), Zelfde::Onbekend),
        ] {
            assert_eq!((one.is(&two), two.is(&one)), (expected, expected), "{one:?} {two:?}");
            let group = |persoon: &Persoon| Persoon { op_naam: false, ..persoon.clone() };
            assert_eq!(group(&one).is(&group(&two)), expected, "{one:?} {two:?}");
        }
        assert_ne!(who(["", ""], "bos").merk(), who(["", ""], "vos").merk());
    }
}
