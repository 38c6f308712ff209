//! Whose a dossier or a part of one is, and whether two are of the same person or group.

use serde_json::Value;
use strsim::normalized_damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Regeling;

/// How alike two spellings of one word of a name are at least, from 0 to 1.
const BIJNA: f64 = 0.75;
/// Letters that a word of initials has at most.
const VOORLETTERS: usize = 4;
/// Words between a given name and a surname, which many people share.
const TUSSEN: [&str; 22] = [
    "van", "de", "der", "den", "het", "ter", "ten", "te", "t", "in", "op", "aan", "bij", "la", "le", "el", "al", "bin", "ben", "von", "du",
    "dos",
];

/// Wie: what tells whose some data is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persoon {
    /// The name, as it is printed.
    pub naam: Option<String>,
    /// What tells one from another beside the name: the pointer of the field, and what it says.
    kenmerken: Vec<(String, String)>,
    /// Whether the name tells too: it is that of a person.
    op_naam: bool,
}

/// Whether two are of the same person or group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zelfde {
    /// They are, or nothing says otherwise.
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
        let text = |pointer: &String| {
            let value = value.pointer(pointer)?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Some(plain(&text)).filter(|text| !text.is_empty() && !value.is_null()).map(|text| (pointer.clone(), text))
        };
        let kenmerk = wie.kenmerk.iter().filter(|_| !wie.persoon);
        let kenmerken = kenmerk.chain(&wie.ook).filter_map(text).collect();
        let naam = regeling.fill(&wie.naam, &regeling.names().with("dossier", value)).ok();
        Self { naam: naam.map(|naam| naam.trim().to_owned()).filter(|naam| !naam.is_empty()), kenmerken, op_naam: wie.persoon }
    }

    /// Whether the data says whose it is.
    #[must_use]
    pub fn is_genoemd(&self) -> bool {
        !self.kenmerken.is_empty() || (self.op_naam && self.naam.is_some())
    }

    /// Whether another is the same: by what tells them apart where both say it, else by name.
    #[must_use]
    pub fn is(&self, other: &Self) -> Zelfde {
        let both = self
            .kenmerken
            .iter()
            .filter_map(|(field, one)| other.kenmerken.iter().find(|(known, _)| known == field).map(|(_, other)| one == other));
        let both: Vec<bool> = both.collect();
        if both.contains(&true) {
            return Zelfde::Ja;
        }
        if both.contains(&false) {
            return Zelfde::Nee;
        }
        match (&self.naam, &other.naam) {
            (Some(one), Some(other)) if self.op_naam && same_name(one, other) => Zelfde::Ja,
            (Some(_), Some(_)) if self.op_naam => Zelfde::Nee,
            _ => Zelfde::Onbekend,
        }
    }

    /// Whether another is certainly the same, for who puts forms of many people together: an initial may stand for anybody.
    #[must_use]
    pub fn is_zeker(&self, other: &Self) -> bool {
        let same_words = |one: &String, other: &String| plain(one) == plain(other);
        let named = self.naam.as_ref().zip(other.naam.as_ref()).is_some_and(|(one, other)| same_words(one, other));
        let told = self.kenmerken.iter().any(|one| other.kenmerken.contains(one));
        self.is(other) == Zelfde::Ja && (told || named)
    }
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
    use super::same_name;

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
}
