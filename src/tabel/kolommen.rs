//! Which column of a table is which field: by its path, by its label, or by the name that the regeling gives it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::gebrek::Gebrek;
use crate::regeling::Regeling;
use crate::schema::{Schema, is_list};

/// Characters of the name of a column that a message repeats.
const NAAM: usize = 40;
/// Names of columns that are given as examples.
const VOORBEELDEN: usize = 8;

/// The fields that a column can be.
pub(super) struct Kolommen<'r> {
    regeling: &'r Regeling,
    /// The pointers that answer to a name, in plain letters.
    namen: BTreeMap<String, Vec<String>>,
    /// The names that the regeling gives, for examples.
    eigen: Vec<String>,
}

impl<'r> Kolommen<'r> {
    /// The fields of the forms of a kind; `None` where it is not made for each element of a list.
    pub(super) fn of(soort: &str, regeling: &'r Regeling) -> Option<Self> {
        let gegevens = &regeling.gegevens;
        let entry = gegevens.documenten.iter().find(|entry| entry.soort == soort)?;
        let element = format!("{}/0", entry.per.as_ref()?);
        let mut kolommen = Self { regeling, namen: BTreeMap::new(), eigen: entry.kolommen.keys().cloned().collect() };
        let schema = &regeling.schema;
        for root in [&element].into_iter().chain(&gegevens.gedeeld) {
            let mut leaves = Vec::new();
            leaves_below(root, schema.at(root)?, schema, &mut leaves);
            for leaf in leaves.into_iter().filter(|leaf| !gegevens.niet_gevraagd.contains(leaf)) {
                kolommen.add_field(&leaf, root);
            }
        }
        for (name, pointer) in &entry.kolommen {
            kolommen.namen.insert(plain(name), vec![pointer.clone()]);
        }
        Some(kolommen)
    }

    /// The names of a field: its path in the dossier and in its element, its label, and the two last of each.
    fn add_field(&mut self, pointer: &str, root: &str) {
        let keys: Vec<&str> = pointer.split('/').skip(1).filter(|key| key.parse::<usize>().is_err()).collect();
        let label = self.regeling.schema.label(pointer).to_owned();
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent).trim_end_matches("/0");
        let group = if parent == root.trim_end_matches("/0") { String::new() } else { self.regeling.schema.label(parent).to_owned() };
        let own = &keys[keys.len().saturating_sub(2)..];
        for name in [
            keys.join(" "),
            own.join(" "),
            keys.last().copied().unwrap_or_default().to_owned(),
            format!("{group} {label}"),
            format!("{label} {group}"),
            label,
        ] {
            let pointers = self.namen.entry(plain(&name)).or_default();
            if !pointers.iter().any(|known| known == pointer) {
                pointers.push(pointer.to_owned());
            }
        }
    }

    /// The field of each column; what is not understood, or in two ways, or is there twice, is named.
    pub(super) fn choose(&self, header: &[String], gebreken: &mut Vec<Gebrek>) -> Vec<Option<String>> {
        let mut chosen: Vec<Option<String>> = Vec::new();
        for name in header {
            let shown: String = name.trim().chars().filter(|c| !c.is_control()).take(NAAM).collect();
            let pointers = self.namen.get(&plain(name)).map_or(&[][..], Vec::as_slice);
            let twice = |pointer: &String| chosen.iter().flatten().any(|known| known == pointer);
            let refused = match pointers {
                _ if shown.is_empty() => None,
                [pointer] if twice(pointer) => Some(("staat er twee keer in", "Laat een van de twee weg.".to_owned())),
                [pointer] => {
                    chosen.push(Some(pointer.clone()));
                    continue;
                }
                [] => Some((
                    "wordt niet begrepen en is niet gebruikt",
                    format!("Namen die wel worden begrepen: {}.", self.examples().join(", ")),
                )),
                many => {
                    let ways: Vec<String> = many.iter().map(|pointer| format!("\"{}\"", self.path(pointer))).collect();
                    Some(("kan meer dan één veld zijn en is niet gebruikt", format!("Noem de kolom {}.", ways.join(" of "))))
                }
            };
            chosen.push(None);
            gebreken.extend(refused.map(|(wat, hulp)| Gebrek::of(None, Some(shown.clone()), format!("De kolom {wat}."), hulp, false)));
        }
        chosen
    }

    /// Names of columns that are understood.
    pub(super) fn examples(&self) -> Vec<String> {
        let own = self.eigen.iter().cloned();
        let more = self.namen.values().filter(|pointers| pointers.len() == 1).map(|pointers| self.path(&pointers[0]));
        let mut found: Vec<String> = Vec::new();
        for name in own.chain(more) {
            if found.len() < VOORBEELDEN && !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// The label of a field, with what it stands in.
    pub(super) fn label(&self, pointer: &str) -> String {
        self.regeling.schema.label(pointer).to_owned()
    }

    /// The name of a field that no other has.
    fn path(&self, pointer: &str) -> String {
        let keys: Vec<&str> = pointer.split('/').skip(1).filter(|key| key.parse::<usize>().is_err()).collect();
        let own = keys[keys.len().saturating_sub(2)..].join(" ");
        if self.namen.get(&plain(&own)).is_some_and(|pointers| pointers.len() == 1) { own } else { keys.join(" ") }
    }
}

/// The fields below a place, of each list those of its first element.
fn leaves_below(pointer: &str, site: &Value, schema: &Schema, found: &mut Vec<String>) {
    let node = schema.resolve(site);
    if let Some(fields) = schema.fields(site) {
        fields.iter().for_each(|(key, site)| leaves_below(&format!("{pointer}/{key}"), site, schema, found));
    } else if let Some(items) = node.get("items").filter(|_| is_list(node)) {
        leaves_below(&format!("{pointer}/0"), items, schema, found);
    } else {
        found.push(pointer.to_owned());
    }
}

/// A name in small letters and digits, whatever stands between them.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
