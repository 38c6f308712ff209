//! What a dossier begins with: a whole start, only somebody's name, or one empty part more.
//!
//! An empty part has a key for each field, so that whoever fills it in need not know their names; what is left empty counts as absent.

use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::input::{self, Input};
use crate::regeling::{Persoon, REGELING, Regeling};
use crate::schema::is_list;

/// Characters of the start of a name that are enough, where no other part begins with them.
const GENOEG: usize = 4;

/// What every dossier begins with: the start that a regeling has, or its example; `None` where it has neither.
#[must_use]
pub fn start(regeling: &Regeling) -> Option<&[u8]> {
    regeling.begin.as_deref().or(regeling.voorbeeld.as_deref()).filter(|begin| !begin.is_empty())
}

/// A dossier that holds nothing but a name, as JSON text. The words are the pieces of the name, in the order of their fields: only
/// the pieces that are required, or all of them.
///
/// # Errors
/// Which pieces there are, as a Dutch sentence, where the number of words fits neither.
pub fn with_name(words: &[String], regeling: &Regeling) -> Result<String, String> {
    let place = name_place(regeling).ok_or("deze regeling zegt niet onder welk veld een naam hoort; begin met `dossierpers new`.")?;
    let pieces = pieces(&place, regeling);
    let required: Vec<_> = pieces.iter().filter(|piece| piece.required).collect();
    let chosen = match words.len() {
        count if count == pieces.len() => pieces.iter().collect(),
        count if count == required.len() => required,
        _ => return Err(which(&pieces)),
    };
    let mut dossier = json!({ "schema_versie": regeling.schema_versie().to_string(), REGELING: regeling.gegevens.id });
    for (piece, word) in chosen.into_iter().zip(words) {
        set(&mut dossier, &piece.pointer, Value::from(word.trim()));
    }
    Ok(pretty(&dossier))
}

/// A piece of a name: the field that it stands in.
struct Piece {
    pointer: String,
    label: String,
    required: bool,
}

/// Where the name stands: a field, or a group of them.
fn name_place(regeling: &Regeling) -> Option<String> {
    let wie = regeling.gegevens.wie.as_ref()?;
    let first_named = || {
        let (_, after) = wie.naam.split_once("dossier.")?;
        let path: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')).collect();
        Some(format!("/{}", path.replace('.', "/")))
    };
    wie.veld.clone().or_else(first_named).filter(|pointer| regeling.schema.at(pointer).is_some())
}

/// The fields of a name: the one itself, or of a group those that the regeling makes a name of.
fn pieces(place: &str, regeling: &Regeling) -> Vec<Piece> {
    let schema = &regeling.schema;
    let Some(fields) = schema.fields(schema.nearest(place)) else {
        return vec![Piece { pointer: place.to_owned(), label: schema.label(place).to_owned(), required: true }];
    };
    let template = regeling.gegevens.wie.as_ref().map(|wie| wie.naam.as_str()).unwrap_or_default();
    let words: Vec<&str> = template.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let required = required(schema.resolve(schema.nearest(place)));
    let named = fields.keys().filter(|key| words.contains(&key.as_str()));
    let piece = |key: &String| {
        let pointer = format!("{place}/{key}");
        Piece { label: schema.label(&pointer).to_owned(), pointer, required: required.contains(&key.as_str()) }
    };
    named.map(piece).collect()
}

/// Which pieces a name has.
fn which(pieces: &[Piece]) -> String {
    let labels = |all: bool| {
        let chosen = pieces.iter().filter(|piece| all || piece.required);
        chosen.map(|piece| format!("\"{}\"", piece.label.to_lowercase())).collect::<Vec<_>>()
    };
    let (required, all) = (labels(false), labels(true));
    let few = format!("een naam bestaat uit: {}", required.join(" "));
    if required.len() == all.len() { format!("{few}.") } else { format!("{few}, of uit: {}.", all.join(" ")) }
}

/// One part more in a dossier.
#[derive(Debug)]
pub struct Erbij {
    /// The dossier with it, as JSON text; what stood there stands as it was written.
    pub json: String,
    /// What was added, in words: `activiteit 4`.
    pub wat: String,
    /// Line, from 1, on which it begins.
    pub regel: usize,
}

/// Adds an empty part at the end of its list, numbered on from those that are there. The part is named by the element of its list,
/// by the list or by its kind of document, or by the start of one of these.
///
/// # Errors
/// A Dutch sentence where the regeling has no such part, or the dossier cannot be added to.
pub fn add(part: &str, input: &Input, regeling: &Regeling) -> Result<Erbij, String> {
    let list = named_list(part, regeling)?;
    let element = regeling.schema.at(&list).map_or(&Value::Null, |site| &regeling.schema.resolve(site)["items"]);
    let mut new = empty(element, regeling);
    let cannot = || "het dossier is niet goed genoeg te lezen om er iets aan toe te voegen; `dossierpers check` zegt waarom.".to_owned();
    let mut dossier = input.written_whole().cloned().ok_or_else(cannot)?;
    let present = dossier.pointer(&list).filter(|present| !present.is_null());
    let rows = present.map_or(Some(&[][..]), |present| present.as_array().map(Vec::as_slice)).ok_or_else(cannot)?;
    let place = rows.len();
    let key = list.rsplit('/').next().unwrap_or_default();
    if let Some(number) = regeling.gegevens.lijsten.get(key).and_then(|list| list.nummer.as_deref()) {
        let highest = rows.iter().filter_map(|row| row.get(number)?.as_u64()).max().unwrap_or_default().max(place as u64);
        new[number] = json!(highest + 1);
    }
    let mut grown = rows.to_vec();
    grown.push(new);
    if !set(&mut dossier, &list, Value::Array(grown)) {
        return Err(cannot());
    }
    let json = input.text_with(&dossier).ok_or_else(cannot)?;
    let pointer = format!("{list}/{place}");
    let regel = input::line_of(&json, &pointer).unwrap_or(1);
    let wat = regeling.place(&pointer, &dossier);
    Ok(Erbij { json, wat, regel })
}

/// Prepares forms of kinds of which there is one for each element of a list: `copies` of each, or one where the list has no element yet.
/// A form that is prepared so says what the regeling lets it begin with, and comes back as a new element.
///
/// # Errors
/// When a text of the regeling cannot be filled in.
pub fn prepare_forms(input: &mut Input, kinds: &[&str], copies: Option<usize>, regeling: &Regeling) -> Result<(), Error> {
    let mut prepared = input.for_forms(regeling).into_owned();
    for entry in regeling.gegevens.documenten.iter().filter(|entry| kinds.contains(&entry.soort.as_str())) {
        let Some(list) = &entry.per else { continue };
        let rows = prepared.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
        let wanted = copies.unwrap_or(usize::from(rows == 0));
        let naam = Persoon::van(&input.value, regeling).naam;
        let names = regeling.names().with("dossier", &input.value).with("naam", &json!(naam));
        let mut element = json!({});
        for (field, template) in &entry.begin {
            let text = regeling.fill(template, &names)?;
            if !text.trim().is_empty() {
                set(&mut element, field, Value::from(text.trim()));
            }
        }
        if wanted > 0 {
            set(&mut prepared, list, Value::Array(vec![element; wanted]));
        }
    }
    input.prepare(prepared);
    Ok(())
}

/// The names by which a part can be asked for, for each list that there is one of.
fn lists(regeling: &Regeling) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    lists_below("", regeling.schema.root(), regeling, &mut found);
    found
}

fn lists_below(pointer: &str, site: &Value, regeling: &Regeling, found: &mut Vec<(String, Vec<String>)>) {
    for (key, site) in regeling.schema.fields(site).into_iter().flatten() {
        let pointer = format!("{pointer}/{key}");
        let node = regeling.schema.resolve(site);
        if !is_list(node) {
            lists_below(&pointer, site, regeling, found);
        } else if regeling.schema.fields(&node["items"]).is_some() {
            let element = regeling.gegevens.lijsten.get(key).and_then(|list| list.element.clone());
            let of_it = regeling.gegevens.documenten.iter().filter(|kind| kind.per.as_deref() == Some(&pointer));
            let names = element.into_iter().chain([key.clone()]).chain(of_it.map(|kind| kind.soort.clone())).collect();
            found.push((pointer, names));
        }
    }
}

fn named_list(part: &str, regeling: &Regeling) -> Result<String, String> {
    let part = part.to_lowercase();
    let lists = lists(regeling);
    let having = |fits: &dyn Fn(&String) -> bool| -> Vec<&str> {
        lists.iter().filter(|(_, names)| names.iter().any(fits)).map(|(list, _)| list.as_str()).collect()
    };
    let exact = having(&|name| *name == part);
    let begins = having(&|name| part.chars().count() >= GENOEG && name.starts_with(&part));
    match (exact.as_slice(), begins.as_slice()) {
        ([list], _) | ([], [list]) => Ok((*list).to_owned()),
        _ => {
            let known: Vec<&str> = lists.iter().filter_map(|(_, names)| names.first()).map(String::as_str).collect();
            Err(format!("deze regeling kent geen onderdeel \"{part}\" om toe te voegen. Kies uit: {}.", known.join(", ")))
        }
    }
}

/// A value with every field that may be filled in: absent, but for what must be there.
fn empty(site: &Value, regeling: &Regeling) -> Value {
    let Some(fields) = regeling.schema.fields(site) else { return Value::Null };
    let required = required(regeling.schema.resolve(site));
    let value = |key: &String, site: &Value| {
        let node = regeling.schema.resolve(site);
        let is_required = required.contains(&key.as_str());
        let value = match node.get("items") {
            Some(items) if is_required => Value::Array(Some(empty(items, regeling)).filter(|row| !row.is_null()).into_iter().collect()),
            None if is_required => empty(site, regeling),
            _ => Value::Null,
        };
        (key.clone(), value)
    };
    fields.iter().map(|(key, site)| value(key, site)).collect::<Map<_, _>>().into()
}

fn required(node: &Value) -> Vec<&str> {
    node.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Puts a value at a pointer, with the groups around it; false where something else stands in the way.
fn set(dossier: &mut Value, pointer: &str, value: Value) -> bool {
    let mut at = dossier;
    for key in pointer.split('/').skip(1) {
        if at.is_null() {
            *at = json!({});
        }
        let Value::Object(fields) = at else { return false };
        at = fields.entry(key).or_insert(Value::Null);
    }
    *at = value;
    true
}

fn pretty(dossier: &Value) -> String {
    // A JSON value always serialises.
    serde_json::to_string_pretty(dossier).unwrap_or_default() + "\n"
}
