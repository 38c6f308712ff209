//! Finds what looks like personal data in a text: the kinds, and where each stands. Linear in the length of the text.

use std::ops::Range;

use super::{geboorte, namen, nummers};
use crate::patroon::Patroon;

/// Soort: kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Soort {
    /// Bank account.
    Iban,
    /// Telephone number.
    Telefoon,
    /// Citizen service number.
    Bsn,
    /// E-mail address.
    Email,
    /// Postal code with house number.
    Adres,
    /// Full date of birth.
    Geboortedatum,
    /// Form of address with a name.
    Naam,
}

/// Gives the places of one kind.
type Finder = fn(&str) -> Vec<Range<usize>>;

/// The kinds, those that are told apart with the most certainty first: a place is of one kind only.
const FINDERS: [(Soort, Finder); 7] = [
    (Soort::Iban, nummers::iban),
    (Soort::Telefoon, nummers::telefoon),
    (Soort::Bsn, nummers::bsn),
    (Soort::Email, email),
    (Soort::Adres, nummers::adres),
    (Soort::Geboortedatum, geboorte::datums),
    (Soort::Naam, namen::namen),
];

impl Soort {
    /// What it is, to follow "lijkt".
    pub(super) fn wat(self) -> &'static str {
        match self {
            Self::Iban => "een rekeningnummer (IBAN)",
            Self::Telefoon => "een telefoonnummer",
            Self::Bsn => "een burgerservicenummer (BSN)",
            Self::Email => "een e-mailadres",
            Self::Adres => "een postcode met huisnummer",
            Self::Geboortedatum => "een volledige geboortedatum",
            Self::Naam => "een naam van een persoon",
        }
    }

    /// How to write it so that nobody can be recognised.
    pub(super) fn herstel(self) -> &'static str {
        match self {
            Self::Iban | Self::Bsn => "Haal het nummer weg; de tekst heeft het niet nodig.",
            Self::Telefoon | Self::Email => "Haal het weg; schrijf hoogstens dat er is gebeld of gemaild.",
            Self::Adres => "Haal het adres weg, of noem alleen de streek.",
            Self::Geboortedatum => "Noem in plaats van de datum een leeftijd bij benadering, zoals \"begin vijftig\".",
            Self::Naam => {
                "Schrijf \"mevrouw A.\", \"de heer B.\" of \"de klant\". \
                    Is de naam verzonnen, zet er dan een keer \"gefingeerde naam\" bij."
            }
        }
    }
}

/// Everything that looks like personal data in a text that went through [`fold`], in the order of its place.
pub(super) fn find(text: &str) -> Vec<(Soort, Range<usize>)> {
    let mut found: Vec<(Soort, Range<usize>)> = Vec::new();
    for (soort, finder) in FINDERS {
        let free: Vec<_> = finder(text).into_iter().filter(|place| !overlaps(&found, place)).collect();
        found.extend(free.into_iter().map(|place| (soort, place)));
        found.sort_by_key(|(_, place)| place.start);
    }
    found
}

/// Whether a place overlaps one of those found, which are in order and apart.
fn overlaps(found: &[(Soort, Range<usize>)], place: &Range<usize>) -> bool {
    let next = found.partition_point(|(_, other)| other.end <= place.start);
    found.get(next).is_some_and(|(_, other)| other.start < place.end)
}

/// One spelling of blanks, dashes and apostrophes; every character stays one character, so that it keeps its number.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        '\n' => '\n',
        c if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' => '\'',
        c => c,
    }
}

static EMAIL: Patroon =
    Patroon::new(r"[\p{L}\d._%+'\\-]+(?:@| @ | ?[\[({] ?(?:at|apenstaartje) ?[\])}] ?)[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}");

fn email(text: &str) -> Vec<Range<usize>> {
    EMAIL.places(text).collect()
}

/// Every pattern of this module.
#[cfg(test)]
pub(super) static PATRONEN: &[&Patroon] = &[&EMAIL];
