//! A name as somebody wrote it, held against the candidate.
//!
//! The surname is looked for anywhere in the name, since people turn names round; what is left must go with the given names. Nobody
//! is the candidate for a surname alone, but may be.

use super::lezing::{Lezing, Woord, is_in, woorden};
use crate::regelingen::hobeon_rib::model::Kandidaat;

/// How much a name is that of the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Gelijkenis {
    /// Somebody else.
    Ander,
    /// The same surname or a part of it, and nothing that tells them apart: an initial, or no given name at all.
    Mogelijk,
    /// The same full name.
    Zelfde,
}

/// Name particles: part of a surname, and often left out, abbreviated or written to it.
const TUSSENVOEGSELS: &str = "\
    van vd vdn vh vander vanden vande von zu zum vom de der den d het t s ter ten te tot thoe la le les l du des di da dal del della \
    dos das do y el al ul bin ibn bint ben abu op in aan bij over onder voor uit uijt v";

/// What somebody writes for their own name.
const ZELF: &str = "ik ikzelf zelf mijzelf mezelf mij uzelf ikke ondergetekende kandidaat kandidate aanvrager aanvraagster";

/// What may stand beside such a word.
const BIJ_ZELF: &str = "de het mijn eigen naam persoonlijk hierboven genoemde voornoemde de als boven";

/// What stands between a name and the one that somebody was born with, or married into.
const GEBOREN: &str = "geb geboren ev echtgenote echtgenoot gehuwd partner";

/// Words behind which another person may be named.
const ROLLEN: &str = "leidinggevende manager teamleider teammanager directeur chef namens hoofd baas bestuurder hr voorzitter";

/// Words between two persons.
const SCHEIDING: [&str; 6] = [" en ", " & ", "/", ";", " and ", " + "];

/// Holds a name against that of the candidate.
pub(in super::super) fn compare(naam: &str, kandidaat: &Kandidaat) -> Gelijkenis {
    let naam = without_remark(naam);
    let lower = naam.to_lowercase();
    let several = SCHEIDING.iter().any(|sign| lower.contains(sign));
    if !several {
        return one(&naam, kandidaat);
    }
    let parts = SCHEIDING.iter().fold(vec![lower.as_str()], |parts, sign| parts.iter().flat_map(|part| part.split(sign)).collect());
    let parts = parts.into_iter().filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 1);
    // With somebody else beside the candidate the statement is signed by somebody else.
    let found: Vec<Gelijkenis> = parts.map(|part| one(part, kandidaat)).chain([one(&naam, kandidaat)]).collect();
    let best = found.iter().copied().max().unwrap_or(Gelijkenis::Ander);
    if found.contains(&Gelijkenis::Ander) { best.min(Gelijkenis::Mogelijk) } else { best }
}

/// Whether a name holds the surname of the candidate, or a part of it.
pub(in super::super) fn has_surname(naam: &str, kandidaat: &Kandidaat) -> bool {
    Lezing::ALLE.into_iter().any(|lezing| {
        let bekend = Bekend::of(kandidaat, lezing);
        let words = woorden(naam, lezing, &bekend.alle());
        let joined = joined(&words);
        bekend.achternamen().any(|(achternaam, _)| joined.contains(achternaam.as_str()))
    })
}

/// A name without what stands in brackets, but for a single word: a name by which somebody is called.
fn without_remark(naam: &str) -> String {
    let mut kept = String::new();
    let mut rest = naam;
    while let Some((before, within)) = rest.split_once('(') {
        let (remark, after) = within.split_once(')').unwrap_or((within, ""));
        kept += before;
        if !remark.trim().contains(char::is_whitespace) {
            kept += &format!(" {} ", remark.trim());
        }
        rest = after;
    }
    kept + rest
}

/// One person, in every reading. What two readings agree on only loosely is never certain.
fn one(naam: &str, kandidaat: &Kandidaat) -> Gelijkenis {
    let readings = Lezing::ALLE.into_iter().map(|lezing| {
        let bekend = Bekend::of(kandidaat, lezing);
        let words = woorden(naam, lezing, &bekend.alle());
        let found = bekend.compare(&words);
        if lezing == Lezing::Ruim { found.min(Gelijkenis::Mogelijk) } else { found }
    });
    readings.max().unwrap_or(Gelijkenis::Ander)
}

/// Bekend: the name of the candidate in one reading.
struct Bekend {
    voornamen: Vec<Woord>,
    tussenvoegsel: Vec<Woord>,
    /// The words of the surname, particles in front left out.
    achternaam: Vec<Woord>,
    /// Whether the surname is two surnames with a hyphen.
    dubbel: bool,
}

impl Bekend {
    fn of(kandidaat: &Kandidaat, lezing: Lezing) -> Self {
        let words = |text: &str| {
            let all = woorden(text, lezing, &[]);
            // A surname can be what is a title elsewhere.
            if all.is_empty() {
                woorden(text, lezing, &[Woord { letters: text.to_lowercase(), afgekort: false, komma: false }])
            } else {
                all
            }
        };
        let mut tussenvoegsel = kandidaat.tussenvoegsel.as_deref().map(words).unwrap_or_default();
        let mut achternaam = words(&kandidaat.achternaam);
        let particles = achternaam.iter().take_while(|word| is_in(TUSSENVOEGSELS, &word.letters)).count();
        tussenvoegsel.extend(achternaam.drain(..particles.min(achternaam.len().saturating_sub(1))));
        let dubbel = achternaam.len() > 1;
        Self { voornamen: words(&kandidaat.voornaam_voorletters), tussenvoegsel, achternaam, dubbel }
    }

    /// Every word, so that none of them is taken for a title.
    fn alle(&self) -> Vec<Woord> {
        [&self.voornamen, &self.tussenvoegsel, &self.achternaam].into_iter().flatten().cloned().collect()
    }

    /// The surname as one word, whole and in its parts, and whether it is the whole one.
    fn achternamen(&self) -> impl Iterator<Item = (String, bool)> {
        let names = self.achternaam.iter().filter(|word| !is_in(TUSSENVOEGSELS, &word.letters));
        let parts = names.map(|word| word.letters.clone()).filter(|part| self.dubbel && part.len() > 2);
        let turned = self.achternaam.iter().rev().filter(|word| !is_in(TUSSENVOEGSELS, &word.letters));
        let turned = turned.map(|word| word.letters.as_str()).collect::<String>();
        let whole = [(joined(&self.achternaam), true)].into_iter().chain(self.dubbel.then_some((turned, true)));
        whole.chain(parts.map(|part| (part, false)))
    }

    fn compare(&self, words: &[Woord]) -> Gelijkenis {
        let words = before_role(words);
        let own = |word: &&Woord| is_in(ZELF, &word.letters);
        let beside = |word: &&Woord| is_in(ZELF, &word.letters) || is_in(BIJ_ZELF, &word.letters);
        if words.iter().any(|word| own(&word)) && words.iter().all(|word| beside(&word)) {
            return Gelijkenis::Zelfde;
        }
        let words: Vec<Woord> = words.iter().filter(|word| !own(word) && !is_in(GEBOREN, &word.letters)).cloned().collect();
        if self.is_written_as_one(&words) {
            return Gelijkenis::Zelfde;
        }
        let mut best = Gelijkenis::Ander;
        for (achternaam, whole) in self.achternamen() {
            for start in 0..words.len() {
                for end in start + 1..=words.len() {
                    if let Some(glued) = self.is_surname(&words[start..end], &achternaam) {
                        let found = self.beside(&words[..start], &words[end..], words[end - 1].komma, glued);
                        best = best.max(if whole { found } else { found.min(Gelijkenis::Mogelijk) });
                    }
                }
            }
        }
        best
    }

    /// Whether the whole name stands there without spaces, or with others, in the order that it is spoken or turned round.
    fn is_written_as_one(&self, words: &[Woord]) -> bool {
        let (given, between, surname) = (joined(&self.voornamen), joined(&self.tussenvoegsel), joined(&self.achternaam));
        let full = self.voornamen.iter().any(|word| !word.afgekort);
        let written = joined(words);
        let orders = [format!("{given}{between}{surname}"), format!("{between}{surname}{given}"), format!("{surname}{given}{between}")];
        full && orders.contains(&written)
    }

    /// Whether words are the surname; then, whether its particle is written to it.
    fn is_surname(&self, words: &[Woord], achternaam: &str) -> Option<bool> {
        if words.len() > 1 && words.iter().any(|word| word.afgekort && word.letters.len() > 1) {
            return None;
        }
        let written = joined(words);
        if written == achternaam {
            return Some(false);
        }
        let particle = written.strip_suffix(achternaam).filter(|particle| !particle.is_empty())?;
        (words.len() == 1 && self.is_particle(&[Woord { letters: particle.to_owned(), afgekort: false, komma: false }])).then_some(true)
    }

    /// Whether words are the particle of the candidate, whole, written as one, or by its initials.
    fn is_particle(&self, words: &[Woord]) -> bool {
        let (written, whole) = (joined(words), joined(&self.tussenvoegsel));
        let initials: String = self.tussenvoegsel.iter().filter_map(|word| word.letters.chars().next()).collect();
        let of_words: String = words.iter().filter_map(|word| word.letters.chars().next()).collect();
        written == whole || written == initials || (words.iter().any(|word| word.afgekort) && of_words == initials) || of_words == whole
    }

    /// What the words on both sides of the surname make of it.
    fn beside(&self, before: &[Woord], after: &[Woord], komma: bool, glued: bool) -> Gelijkenis {
        let known = |word: &Woord| self.voornamen.iter().any(|own| own.letters == word.letters);
        let particles = before.iter().rev().take_while(|word| is_in(TUSSENVOEGSELS, &word.letters) && !known(word)).count();
        let (before, between) = before.split_at(before.len() - particles);
        let trailing = after.iter().rev().take_while(|word| is_in(TUSSENVOEGSELS, &word.letters) && !known(word)).count();
        let (after, behind) = after.split_at(after.len() - if between.is_empty() { trailing } else { 0 });
        let between = if between.is_empty() { behind } else { between };
        let given: Vec<&Woord> = before.iter().chain(after).collect();
        let particle = glued || self.is_particle(between);
        match self.given(&given, before.len(), komma) {
            Gelijkenis::Zelfde if !particle => Gelijkenis::Mogelijk,
            found => found,
        }
    }

    /// Holds given names against those of the candidate. Behind a surname without a comma a full word must be one of theirs: two
    /// surnames are no order turned round.
    fn given(&self, given: &[&Woord], before: usize, komma: bool) -> Gelijkenis {
        let (Some(first), Some(own)) = (given.first(), self.voornamen.first()) else { return Gelijkenis::Mogelijk };
        let is_own = |word: &&&Woord| self.voornamen.iter().any(|own| own.letters == word.letters);
        let fits = |word: &&&Woord| is_own(word) || (word.afgekort && self.voornamen.iter().any(|own| starts_as(own, word)));
        let all_fit = given.iter().all(|word| fits(&word) || word.letters.len() == 1);
        let written: String = given.iter().map(|word| word.letters.as_str()).collect();
        let names = (first.letters == own.letters && all_fit) || written == joined(&self.voornamen);
        let full = !own.afgekort || (self.voornamen.len() > 1 && given.len() == self.voornamen.len());
        if names && full {
            return Gelijkenis::Zelfde;
        }
        let whole_before = |word: &Woord| before > 0 || komma || word.afgekort;
        let initials: String = self.voornamen.iter().filter_map(|word| word.letters.chars().next()).collect();
        let shared = given.iter().any(|word| starts_as(own, word) && (whole_before(word) || own.afgekort))
            || self.voornamen.iter().any(|own| starts_as(own, first) && whole_before(first))
            || given.iter().any(|word| is_own(&word))
            || (initials.len() > 1 && written == initials);
        if shared { Gelijkenis::Mogelijk } else { Gelijkenis::Ander }
    }
}

/// Whether one word can stand for the other: they begin with the same letter, or an abbreviation begins the other.
fn starts_as(a: &Woord, b: &Woord) -> bool {
    let (short, long) = if a.letters.len() < b.letters.len() { (a, b) } else { (b, a) };
    if short.afgekort { long.letters.starts_with(&short.letters) } else { short.letters.chars().next() == long.letters.chars().next() }
}

/// The words before a role: behind it may stand whose leidinggevende somebody is.
fn before_role(words: &[Woord]) -> &[Woord] {
    let role = words.iter().position(|word| is_in(ROLLEN, &word.letters)).filter(|at| *at > 0);
    &words[..role.unwrap_or(words.len())]
}

fn joined(words: &[Woord]) -> String {
    words.iter().map(|word| word.letters.as_str()).collect()
}
