//! Data of an older version of the format: brought to the version of today by the steps that the regeling declares.
//!
//! A step only moves what is there and never puts one thing over another: what it cannot place stays where it was, and is then a field
//! that is not known, with a finding.

use serde_json::{Map, Value, json};

use super::faults::{DOSSIER_NIEUWER, DOSSIER_OUDER};
use super::json::{self, Parsed, Places};
use super::splice;
use crate::finding::{Diagnostic, is_within};
use crate::regeling::{Hernoeming, Regeling, Vervanging};

/// Key of the version in the data.
const SLEUTEL: &str = "schema_versie";

/// Of which version data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Of the version of today, or it does not matter.
    Nu,
    /// Of an older one. `genoemd`: it says so itself.
    Ouder { van: usize, genoemd: bool },
    /// Of one that is not known yet.
    Nieuwer(usize),
}

/// What was done to data to bring it up to date.
#[derive(Default)]
pub(super) struct Bijgebracht {
    /// What is to be said of the version; `None` for that of today.
    pub(super) finding: Option<Diagnostic>,
    /// Whether the data was of an older version.
    pub(super) ouder: bool,
    /// Where something stands now, and where it stood before, in the order in which it was moved.
    pub(super) verschoven: Vec<(String, String)>,
    /// What changed.
    wijzigingen: Vec<Wijziging>,
}

/// One thing that changed: where it stood and where it stands, which are the same where its value changed.
struct Wijziging {
    van: String,
    naar: String,
}

/// One step of a version.
enum Stap<'r> {
    Hernoem(&'r Hernoeming),
    Vervang(&'r Vervanging),
}

/// A file that was brought up to date.
#[derive(Debug)]
pub struct Bijgewerkt {
    /// The data as JSON text; what did not change stands as it was written.
    pub json: String,
    /// What changed, a Dutch sentence each, with the line on which it stood.
    pub wijzigingen: Vec<String>,
}

/// Brings data to the version of today, as far as that can be done.
pub(super) fn bij(value: &mut Value, regeling: &Regeling) -> Bijgebracht {
    let mut gedaan = Bijgebracht::default();
    match stand(value, regeling) {
        Stand::Nu => {}
        Stand::Nieuwer(versie) => gedaan.finding = Some(nieuwer(versie, regeling)),
        Stand::Ouder { van, genoemd } => {
            for stap in steps(van, regeling) {
                let wijzigingen = stap.apply(value);
                let moved = wijzigingen.iter().filter(|one| one.van != one.naar);
                gedaan.verschoven.extend(moved.map(|one| (one.naar.clone(), one.van.clone())));
                gedaan.wijzigingen.extend(wijzigingen);
            }
            mark(value, regeling);
            gedaan.ouder = true;
            gedaan.finding = Some(ouder(van, genoemd, regeling));
        }
    }
    gedaan
}

/// Where something stood before it was moved.
pub(super) fn was(pointer: &str, verschoven: &[(String, String)]) -> String {
    let mut pointer = pointer.to_owned();
    for (now, then) in verschoven.iter().rev().filter(|(now, _)| !now.is_empty()) {
        if is_within(&pointer, now) {
            pointer = format!("{then}{}", &pointer[now.len()..]);
        }
    }
    pointer
}

/// The text of data of an older version, brought up to date: nothing is dropped, and what did not change stands as it was written.
/// `line` gives the line of a pointer in the text. `None` where the data is of today or newer, or its text is no JSON.
pub(super) fn bijgewerkt(text: &str, old: &Value, regeling: &Regeling, line: &dyn Fn(&str) -> usize) -> Option<(Bijgewerkt, Value)> {
    let Stand::Ouder { van, .. } = stand(old, regeling) else { return None };
    let mut new = old.clone();
    let gedaan = bij(&mut new, regeling);
    let text = steps(van, regeling).iter().try_fold(text.to_owned(), |text, step| step.write(text))?;
    let Parsed { value, places, .. } = json::parse(&text).ok()?;
    let mut marked = value.clone();
    mark(&mut marked, regeling);
    let json = splice::splice(&text, &places, &value, &marked);
    Some((Bijgewerkt { json, wijzigingen: told(&gedaan, line, &new, regeling) }, new))
}

/// What changed, each with its line in the text that was read.
fn told(gedaan: &Bijgebracht, line: &dyn Fn(&str) -> usize, new: &Value, regeling: &Regeling) -> Vec<String> {
    let mut before: Vec<(String, String)> = Vec::new();
    let mut lines = Vec::new();
    for one in &gedaan.wijzigingen {
        let line = line(&was(&one.van, &before));
        // A sentence names the place as the version of today has it.
        let mut now = one.naar.clone();
        let later = gedaan.verschoven.iter().skip(before.len() + usize::from(one.van != one.naar));
        for (naar, van) in later {
            if is_within(&now, van) {
                now = format!("{naar}{}", &now[van.len()..]);
            }
        }
        let (place, key) = (regeling.place(&now, new), |pointer: &str| pointer.rsplit('/').next().unwrap_or_default().to_owned());
        lines.push(if one.van == one.naar {
            format!("regel {line}: {place} heeft een nieuwe waarde.")
        } else if parent(&one.van) == parent(&one.naar) {
            format!("regel {line}: \"{}\" heet nu \"{}\" ({place}).", key(&one.van), key(&one.naar))
        } else {
            format!("regel {line}: \"{}\" staat nu ergens anders, als \"{}\" ({place}).", key(&one.van), key(&one.naar))
        });
        if one.van != one.naar {
            before.push((one.naar.clone(), one.van.clone()));
        }
    }
    lines
}

fn stand(value: &Value, regeling: &Regeling) -> Stand {
    let today = regeling.schema_versie();
    let named = value.get(SLEUTEL).filter(|named| !named.is_null());
    match named.map(|named| named.as_str().and_then(|text| text.trim().parse::<usize>().ok())) {
        Some(Some(versie)) if versie > today => Stand::Nieuwer(versie),
        Some(Some(versie)) if versie > 0 && versie < today => Stand::Ouder { van: versie, genoemd: true },
        // What is no version has a finding of its own.
        Some(_) => Stand::Nu,
        None => unnamed(value, regeling),
    }
}

/// The version of data that names none: that of today, unless something has a name that only an older version knows.
fn unnamed(value: &Value, regeling: &Regeling) -> Stand {
    let is_old = |one: &Hernoeming| {
        let unknown = regeling.schema.at(&one.van.replace('*', "0")).is_none();
        unknown && !places(value, &one.van).is_empty()
    };
    let first = regeling.gegevens.versies.iter().position(|versie| versie.hernoem.iter().any(is_old));
    first.map_or(Stand::Nu, |place| Stand::Ouder { van: place + 1, genoemd: false })
}

fn steps(van: usize, regeling: &Regeling) -> Vec<Stap<'_>> {
    let versies = regeling.gegevens.versies.iter().skip(van - 1);
    versies.flat_map(|versie| versie.hernoem.iter().map(Stap::Hernoem).chain(versie.vervang.iter().map(Stap::Vervang))).collect()
}

impl Stap<'_> {
    /// Takes the step, and gives what changed.
    fn apply(&self, value: &mut Value) -> Vec<Wijziging> {
        match self {
            Self::Hernoem(one) => places(value, &one.van)
                .into_iter()
                .filter_map(|van| {
                    let naar = at_places_of(&one.naar, &van);
                    moved(value, &van, &naar).then_some(Wijziging { van, naar })
                })
                .collect(),
            Self::Vervang(one) => {
                let mut changed = Vec::new();
                for van in places(value, &one.veld) {
                    if let Some(present) = value.pointer_mut(&van).filter(|present| **present == one.van) {
                        *present = one.naar.clone();
                        changed.push(Wijziging { naar: van.clone(), van });
                    }
                }
                changed
            }
        }
    }

    /// Takes the step in a text: a key that is only called differently keeps its place. `None` where the text is no JSON.
    fn write(&self, text: String) -> Option<String> {
        let Parsed { value, places, .. } = json::parse(&text).ok()?;
        let mut new = value.clone();
        let changed = self.apply(&mut new);
        match self {
            _ if changed.is_empty() => Some(text),
            Self::Hernoem(one) if parent(&one.van) == parent(&one.naar) => Some(with_keys(text, &places, &changed)),
            _ => Some(splice::splice(&text, &places, &value, &new)),
        }
    }
}

/// The text in which keys are called differently.
fn with_keys(mut text: String, places: &Places, changed: &[Wijziging]) -> String {
    let key = |one: &Wijziging| Some((places.get(&one.van)?.key.clone()?, unescaped(one.naar.rsplit('/').next()?)));
    let mut edits: Vec<_> = changed.iter().filter_map(key).collect();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, name) in edits {
        text.replace_range(range, &Value::from(name).to_string());
    }
    text
}

/// Every place that a pointer with `*` for the places of lists leads to, where something is.
fn places(value: &Value, pattern: &str) -> Vec<String> {
    let mut found = vec![(String::new(), value)];
    for segment in pattern.split('/').skip(1) {
        found = found
            .into_iter()
            .flat_map(|(path, value)| match value {
                Value::Array(items) if segment == "*" => {
                    items.iter().enumerate().map(|(place, item)| (format!("{path}/{place}"), item)).collect::<Vec<_>>()
                }
                Value::Object(fields) => {
                    fields.get(&unescaped(segment)).map(|value| (format!("{path}/{segment}"), value)).into_iter().collect()
                }
                _ => Vec::new(),
            })
            .collect();
    }
    found.into_iter().map(|(path, _)| path).collect()
}

/// A pointer with the places of lists of another, with which it is the same up to its last `*`.
fn at_places_of(pattern: &str, pointer: &str) -> String {
    let mut given = pointer.split('/');
    let segments = pattern.split('/').map(|segment| {
        let theirs = given.next().unwrap_or_default();
        if segment == "*" { theirs } else { segment }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Moves a value; false where it would stand over something else, or in what is no group.
fn moved(value: &mut Value, van: &str, naar: &str) -> bool {
    if van == naar {
        return false;
    }
    let (holder, key) = (parent(van), unescaped(van.rsplit('/').next().unwrap_or_default()));
    let to = unescaped(naar.rsplit('/').next().unwrap_or_default());
    let Some(Value::Object(fields)) = value.pointer_mut(holder) else { return false };
    if parent(naar) == holder {
        // In its own place.
        let is_free = !fields.contains_key(&to);
        if is_free {
            let named = |(name, value)| (if name == key { to.clone() } else { name }, value);
            *fields = std::mem::take(fields).into_iter().map(named).collect::<Map<_, _>>();
        }
        return is_free;
    }
    let Some(taken) = fields.shift_remove(&key) else { return false };
    match group(value, parent(naar)) {
        Some(fields) if fields.get(&to).is_none_or(Value::is_null) => {
            fields.insert(to, taken);
            true
        }
        _ => {
            if let Some(Value::Object(fields)) = value.pointer_mut(holder) {
                fields.insert(key, taken);
            }
            false
        }
    }
}

/// The group at a pointer, made where there is none; `None` where something else stands there.
fn group<'v>(value: &'v mut Value, pointer: &str) -> Option<&'v mut Map<String, Value>> {
    let mut at = value;
    for segment in pointer.split('/').skip(1) {
        at = match at {
            Value::Object(fields) => fields.entry(unescaped(segment)).or_insert(Value::Null),
            Value::Array(items) => items.get_mut(segment.parse::<usize>().ok()?)?,
            _ => return None,
        };
        if at.is_null() {
            *at = json!({});
        }
    }
    at.as_object_mut()
}

/// Writes in data of which version it is now.
fn mark(value: &mut Value, regeling: &Regeling) {
    if let Value::Object(fields) = value {
        fields.insert(SLEUTEL.to_owned(), json!(regeling.schema_versie().to_string()));
    }
}

fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn unescaped(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

fn ouder(van: usize, genoemd: bool, regeling: &Regeling) -> Diagnostic {
    let today = regeling.schema_versie();
    let message = if genoemd {
        format!("Het dossier is van versie {van} van het formaat, en gelezen als versie {today}; er is niets verloren gegaan.")
    } else {
        format!(
            "Het dossier noemt geen versie van het formaat, en heeft velden van versie {van}; het is gelezen als versie {today}, en er is \
             niets verloren gegaan."
        )
    };
    Diagnostic::new(&DOSSIER_OUDER, format!("/{SLEUTEL}"), message, DOSSIER_OUDER.herstel.clone())
}

fn nieuwer(versie: usize, regeling: &Regeling) -> Diagnostic {
    let today = regeling.schema_versie();
    let message =
        format!("Het dossier is van versie {versie} van het formaat; dit programma kent deze regeling tot en met versie {today}.");
    Diagnostic::new(&DOSSIER_NIEUWER, format!("/{SLEUTEL}"), message, DOSSIER_NIEUWER.herstel.clone())
}

#[cfg(test)]
mod tests;
