//! What of a file may be shown with a finding: the one place that decides it, for a terminal, for JSON and for every other output.
//!
//! A field is shown by its key. Its value only where it cannot be about a person: a day, a time, a number, a choice, yes or no; never
//! a text, and never what stands beside it. Where a file is no JSON only its signs are shown. A key that the model does not have may
//! be anything, such as a name: it is repeated only where it is nearly one of the model.

use std::ops::Range;

use serde_json::Value;

use super::faults::{SCHEMA_DUBBELE_SLEUTEL, SCHEMA_ONBEKENDE_SLEUTEL};
use super::locate::Source;
use crate::finding::{Diagnostic, VERBORGEN};
use crate::schema::formaat::{FORMAAT_DATUM, FORMAAT_TIJD, FORMAAT_VAGE_DATUM, OOK, PERSOONLIJK};
use crate::schema::{Schema, format_of, options};

/// Characters of a line that are shown around a fault of the JSON itself.
const VENSTER: usize = 36;
/// Characters of the longest number that is shown: a longer one may be of a person.
const GETAL: usize = 6;

/// Getoond: what is shown of the line of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Getoond {
    /// The text.
    pub tekst: String,
    /// Bytes of it that are at fault.
    pub plek: Range<usize>,
}

impl Source {
    /// What may be shown of the place that a finding is about.
    #[must_use]
    pub fn shown(&self, finding: &Diagnostic, schema: &Schema) -> Getoond {
        let pad = finding.pad();
        if finding.span.is_some() && (pad.is_empty() || pad.len() < finding.path.len()) {
            return signs(self.text(), self.range(finding));
        }
        let mut pointer = pad;
        while !pointer.is_empty() && self.raw(pointer).is_none() {
            pointer = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
        let raw = self.raw(pointer).unwrap_or_default();
        let may_be_shown = pointer == pad && !finding.private && finding.span.is_none() && is_harmless(raw, pointer, schema);
        let value = match raw.chars().next() {
            Some('{') => "{…}",
            Some('[') => "[…]",
            _ if may_be_shown => raw,
            _ => VERBORGEN,
        };
        let Some(key) = key(pointer) else { return Getoond { tekst: value.to_owned(), plek: 0..value.len() } };
        let tekst = format!("{key}: {value}");
        let plek = if may_be_shown { tekst.len() - value.len()..tekst.len() } else { 0..key.len() };
        Getoond { tekst, plek }
    }
}

/// The key of a field, or of the list that an element stands in with its place from 1; `None` for the whole.
fn key(pointer: &str) -> Option<String> {
    let mut segments = pointer.rsplit('/').filter(|segment| !segment.is_empty());
    let last = segments.next()?;
    match last.parse::<usize>() {
        Ok(place) => Some(format!("\"{}\" ({})", segments.next().unwrap_or_default(), place + 1)),
        Err(_) => Some(format!("\"{last}\"")),
    }
}

/// Whether a value, as it is written, cannot be about a person.
fn is_harmless(raw: &str, pointer: &str, schema: &Schema) -> bool {
    let Some(site) = schema.at(pointer) else { return false };
    let node = schema.resolve(site);
    if site.get(PERSOONLIJK) == Some(&Value::Bool(true)) {
        return false;
    }
    let Some(text) = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) else {
        return ["true", "false", "null"].contains(&raw) || (raw.len() <= GETAL && is_number(site, node));
    };
    let of_time = matches!(format_of(site, node), Some(FORMAAT_DATUM | FORMAAT_VAGE_DATUM | FORMAAT_TIJD));
    options(node).contains(&text) || (of_time && is_day_or_time(text))
}

fn is_number(site: &Value, node: &Value) -> bool {
    let kinds = [site, node].into_iter().filter_map(|node| node.get("type"));
    let mut kinds = kinds.flat_map(|kind| kind.as_array().cloned().unwrap_or_else(|| vec![kind.clone()]));
    kinds.any(|kind| kind == "number" || kind == "integer")
}

/// Whether a text is digits in the groups of a day or a time, in whatever order: a wrong date is a date, a long number is not.
fn is_day_or_time(text: &str) -> bool {
    let groups: Vec<&str> = text.trim_start_matches('-').split(['-', '/', '.', ':']).collect();
    let short = |group: &&str| (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit());
    let long = groups.iter().filter(|group| group.len() > 2).count();
    (2..=3).contains(&groups.len()) && long <= 1 && groups.iter().all(short)
}

/// The signs around a fault of the JSON itself, with all that can be a word or a number left out.
fn signs(text: &str, range: Range<usize>) -> Getoond {
    let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |newline| range.start + newline);
    let until = range.end.min(end);
    let last = |text: String| text.chars().skip(text.chars().count().saturating_sub(VENSTER)).collect::<String>();
    let first = |text: String| text.chars().take(VENSTER).collect::<String>();
    let before = last(masked(&text[start..range.start]));
    let at = first(masked(&text[range.start..until]));
    let after = first(masked(&text[until..end]));
    let plek = before.len()..before.len() + at.len();
    Getoond { tekst: format!("{before}{at}{after}"), plek }
}

/// A text with everything but signs and blanks left out.
fn masked(text: &str) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '“' | '”' | '„' | '‘' | '’' => kept.push(c),
            c if c.is_ascii_punctuation() || c == ' ' => kept.push(c),
            '\t' | '\r' => kept.push(' '),
            _ if kept.ends_with(VERBORGEN) => {}
            _ => kept.push_str(VERBORGEN),
        }
    }
    kept
}

/// Takes a key that may not be repeated out of a finding; where the key itself is at fault, its line and column stand in its place.
pub(super) fn veil(finding: &mut Diagnostic, source: &Source, schema: &Schema) {
    let Some((known, key)) = first_unknown(&finding.path, schema) else { return };
    if finding.path.len() == known.len() + 1 + key.len() && may_be_repeated(key, known, schema) {
        return;
    }
    let range = finding.span.clone().or_else(|| source.key(&finding.path)).unwrap_or_else(|| source.range(finding));
    finding.span = Some(range);
    let place = source.position(finding);
    let what = match &finding.rule.code {
        code if *code == SCHEMA_ONBEKENDE_SLEUTEL.code => Some("een onbekend veld"),
        code if *code == SCHEMA_DUBBELE_SLEUTEL.code => Some("een onbekend veld twee keer"),
        _ => None,
    };
    if let Some(what) = what {
        let label = schema.label(known);
        finding.message = format!("Binnen \"{label}\" staat {what}: regel {}, kolom {}.", place.line, place.column);
    }
    finding.path = format!("{known}/{VERBORGEN}");
}

/// The pointer up to the first key that the model does not have, and that key; `None` where it has them all.
fn first_unknown<'p>(path: &'p str, schema: &Schema) -> Option<(&'p str, &'p str)> {
    let mut node = schema.root();
    let mut at = 0;
    for segment in path.split('/').skip(1) {
        let Some(next) = schema.child(node, segment) else { return Some((&path[..at], segment)) };
        node = next;
        at += 1 + segment.len();
    }
    None
}

/// Whether a key that the model does not have at a place is nearly one that it has there, or another name of one.
pub(super) fn may_be_repeated(key: &str, within: &str, schema: &Schema) -> bool {
    let Some(fields) = schema.fields(schema.nearest(within)) else { return false };
    fields.iter().any(|(name, site)| {
        let other = site.get(OOK).and_then(Value::as_array).is_some_and(|others| others.iter().any(|other| other == key));
        other || is_near(key, name)
    })
}

/// Whether a key is a part of a known one, or at most a few letters from it: too near to be anything else.
fn is_near(key: &str, name: &str) -> bool {
    let key = key.to_lowercase();
    let letters = name.chars().count();
    let most = if letters < 4 { 0 } else { (letters / 3).clamp(1, 3) };
    key == name || (key.len() > 2 && name.contains(&key)) || (key.len() <= 100 && strsim::osa_distance(&key, name) <= most)
}

#[cfg(test)]
mod tests {
    use super::{is_day_or_time, is_near, masked};

    #[test]
    fn a_day_is_shown_and_a_long_number_is_not() {
        for day in ["2025-02-30", "30-2-2025", "1/1/25", "25:61", "2011-09", "--11-02"] {
            assert!(is_day_or_time(day), "{day}");
        }
        for other in ["123456782", "12.34.56.782", "1234-5678", "06-12-34-56-78", "Jan", "2025-maart", "", "06-12345678"] {
            assert!(!is_day_or_time(other), "{other}");
        }
    }

    #[test]
    fn a_key_is_near_where_it_can_be_nothing_else() {
        for (key, name) in [("voornaam", "voornaam_voorletters"), ("leervraag", "leervragen"), ("Datum", "datum"), ("titl", "titel")] {
            assert!(is_near(key, name), "{key}");
        }
        for (key, name) in [("Noor", "nr"), ("Jan", "van"), ("naamNoor", "naam"), ("functie_van_Sam", "functie"), ("123456782", "datum")] {
            assert!(!is_near(key, name), "{key}");
        }
    }

    #[test]
    fn signs_stay_and_words_go() {
        assert_eq!(masked("{ \"naam\": \"Noor 123\" “x” }"), "{ \"…\": \"… …\" “…” }");
    }
}
