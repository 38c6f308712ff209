//! A part of a dossier as a form: every field of the model with its label, and its value as it reads on paper.
//!
//! The model's schema drives it, so a new field needs no code here. The same tree without values is the blank form. A
//! value is text or a tree of text: nothing of it is ever source code of a template.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::document::Purpose;
use crate::finding::{escape, is_within};
use crate::form::{self, Field, Shape};
use crate::regeling::{DocumentSoort, Regeling};
use crate::schema::formaat::{FORMAAT_BLOK, FORMAAT_DATUM, FORMAAT_DECIMAAL, FORMAAT_MINUTEN, FORMAAT_VAGE_DATUM};
use crate::schema::opmaak::{self, Blok, Stuk};
use crate::schema::stukken::pieces;
use crate::schema::vage_datum::VageDatum;
use crate::schema::{Datum, Schema, format_of, is_list, notatie, option, title};

/// How a form is made.
pub(super) struct View<'a> {
    entry: &'a DocumentSoort,
    /// Where the own fields of the kind stand.
    root: &'a str,
    regeling: &'a Regeling,
    schema: &'a Schema,
    /// Rows that each list has at least; absent for a document to keep.
    rows: Option<&'a BTreeMap<String, usize>>,
    manner: Manner,
}

/// What a form is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// This, with what there is.
    Of(Purpose),
    /// To see how far somebody is: what is missing says so.
    Concept,
}

impl Manner {
    /// What a document is for that is made so.
    pub(super) fn purpose(self) -> Purpose {
        match self {
            Self::Of(purpose) => purpose,
            Self::Concept => Purpose::Record,
        }
    }
}

/// What a concept shows where something is missing.
const NOG: &str = "nog te schrijven";

/// Where a node of the form stands.
#[derive(Clone)]
struct Place {
    /// JSON pointer in the dossier.
    path: String,
    /// What it is part of, for who hears a field without seeing the page: "Dienstverband 2".
    within: Vec<String>,
    /// Whether the form is of no use without it, given that the field itself is required.
    needed: bool,
    /// Whether it belongs to the document: what is optional and not there does not.
    belongs: bool,
}

impl<'a> View<'a> {
    /// The view of a kind of document for a purpose.
    pub(super) fn new(entry: &'a DocumentSoort, root: &'a str, regeling: &'a Regeling, manner: Manner) -> Self {
        // A kind that has a fixed list of elements has a fixed shape, which a concept shows too.
        let has_rows = match manner {
            Manner::Of(purpose) => purpose != Purpose::Record,
            Manner::Concept => !entry.vooraf.is_empty(),
        };
        Self { entry, root, regeling, schema: &regeling.schema, rows: Some(&entry.rijen).filter(|_| has_rows), manner }
    }

    /// The form of the value at `path` of a dossier; `None` as value makes every field empty.
    pub(super) fn form(&self, path: &str, value: Option<&Value>) -> Value {
        let node = self.schema.at(path).unwrap_or(self.schema.root());
        self.node(node, value, &Place { path: path.to_owned(), within: Vec::new(), needed: true, belongs: true }, false)
    }

    fn node(&self, site: &Value, value: Option<&Value>, place: &Place, required: bool) -> Value {
        let node = self.schema.resolve(site);
        if let Some(properties) = node.get("properties").and_then(Value::as_object) {
            return self.object(node, properties, value, place);
        }
        if is_list(node)
            && let Some(items) = node.get("items")
        {
            return self.list(site, items, value, place);
        }
        self.leaf(site, node, value, place, required)
    }

    fn object(&self, node: &Value, properties: &Map<String, Value>, value: Option<&Value>, place: &Place) -> Value {
        let required: Vec<&str> = node["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let fields = properties.iter().map(|(key, site)| {
            let required = required.contains(&key.as_str());
            let mut inner = Place { path: format!("{}/{}", place.path, escape(key)), ..place.clone() };
            let target = self.schema.resolve(site);
            if target.get("properties").is_some() {
                inner.within.extend(title(site).or_else(|| title(target)).map(str::to_owned));
                inner.needed &= required;
                // The sections of a document that there is one of, and what lies around it.
                let own = self.entry.van.as_ref().is_some_and(|van| place.path == self.root || is_within(van, &inner.path));
                inner.belongs &= required || own || value.is_some_and(|value| value.get(key).is_some());
            }
            (key.clone(), self.node(site, value.and_then(|value| value.get(key)), &inner, required))
        });
        Value::Object(fields.collect())
    }

    fn list(&self, site: &Value, items: &Value, value: Option<&Value>, place: &Place) -> Value {
        let key = place.path.rsplit('/').next().unwrap_or_default();
        let values = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let rows = self.rows.and_then(|rows| rows.get(key).copied()).unwrap_or(0);
        let forms = (0..values.len().max(rows)).map(|row| {
            let value = values.get(row);
            let mut inner = Place { path: format!("{}/{row}", place.path), needed: false, ..place.clone() };
            inner.within.push(self.element(site, items, value, row));
            self.node(items, value, &inner, false)
        });
        forms.collect()
    }

    /// How an element of a list is called: by the choice that it is of, else by its place.
    fn element(&self, site: &Value, items: &Value, value: Option<&Value>, row: usize) -> String {
        let fields = self.schema.fields(items).into_iter().flatten();
        let chosen = fields
            .filter(|(_, site)| self.is_listed(site))
            .find_map(|(key, site)| title(option(self.schema.resolve(site), value?.get(key)?.as_str()?)?));
        let kind = || title(items).or_else(|| title(self.schema.resolve(items))).or_else(|| title(site)).unwrap_or_default();
        chosen.map_or_else(|| format!("{} {}", kind(), row + 1), str::to_owned)
    }

    /// Whether the choices of a field are a list of the regeling: as many as it likes, too many to tick.
    fn is_listed(&self, site: &Value) -> bool {
        let name = site.get("$ref").and_then(Value::as_str).and_then(|target| target.rsplit('/').next());
        name.is_some_and(|name| self.regeling.gegevens.keuzes.contains_key(name))
    }

    fn leaf(&self, site: &Value, node: &Value, value: Option<&Value>, place: &Place, required: bool) -> Value {
        let value = value.filter(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()));
        let format = format_of(site, node);
        // An element of a list of texts has no label of its own.
        let label = title(site).or_else(|| title(node)).or(place.within.last().map(String::as_str)).unwrap_or_default();
        let missing = self.manner == Manner::Concept && value.is_none() && place.belongs && (required || format == Some(FORMAAT_BLOK));
        let said = || if format == Some(FORMAAT_BLOK) { blocks(NOG) } else { pieces(NOG) };
        let mut leaf = json!({
            "pad": place.path,
            "label": label,
            "uitleg": site.get("description").or_else(|| node.get("description")),
            "blok": format == Some(FORMAAT_BLOK),
            "vereist": required && place.needed,
            "keuzes": if self.is_listed(site) { Vec::new() } else { choices(node) },
            "toelichting": value.and_then(Value::as_str).and_then(|text| option(node, text)?.get("description")),
            "waarde": value.map(|value| shown(node, format, value)).or_else(|| missing.then(said)),
            "nog": missing,
        });
        if self.manner == Manner::Of(Purpose::Screen)
            && let Some(shape) = Shape::of(site, self.schema)
        {
            let hint = shape.hint();
            let field = self.field(site, shape, value, place, label, required && place.needed);
            leaf["hint"] = json!(hint);
            // Known when it was laid out once.
            leaf["regels"] = json!(0);
            leaf["veld"] = json!(field);
        }
        leaf
    }

    /// What a field is called to who does not see the page, with how it is to be written.
    fn field(&self, site: &Value, shape: Shape, value: Option<&Value>, place: &Place, label: &str, verplicht: bool) -> Field {
        let within = place.within.iter().map(String::as_str).filter(|part| *part != label);
        let uitleg = within.chain([label]).collect::<Vec<_>>().join(", ");
        let notes: Vec<&str> = shape.hint().into_iter().chain(verplicht.then_some("verplicht")).collect();
        let waarde = value.map(|value| shape.write(value));
        let not_theirs = !is_within(&place.path, self.root) || self.entry.gesloten.iter().any(|closed| is_within(&place.path, closed));
        Field {
            naam: form::name(&place.path),
            soort: shape.kind(site, self.schema),
            gesloten: waarde.is_some() && not_theirs,
            waarde,
            uitleg: if notes.is_empty() { uitleg } else { format!("{uitleg} ({})", notes.join(", ")) },
            verplicht,
        }
    }
}

/// A value as it reads on paper.
fn shown(node: &Value, format: Option<&str>, value: &Value) -> Value {
    match (format, value) {
        (Some(FORMAAT_BLOK), Value::String(text)) => blocks(text),
        (Some(FORMAAT_DATUM), Value::String(text)) => pieces(&text.parse::<Datum>().map_or_else(|_| text.clone(), Datum::voluit)),
        (Some(FORMAAT_VAGE_DATUM), Value::String(text)) => pieces(&VageDatum::parse(text).map_or_else(|| text.clone(), VageDatum::voluit)),
        (Some(FORMAAT_MINUTEN), Value::Number(number)) => pieces(&notatie::duur(number.as_u64().unwrap_or_default())),
        (Some(FORMAAT_DECIMAAL), Value::Number(number)) => pieces(&number.to_string().replace('.', ",")),
        // The label of a choice; any other text is its own label.
        (_, Value::String(text)) => pieces(option(node, text).and_then(title).unwrap_or(text)),
        (_, Value::Bool(yes)) => pieces(notatie::ja_nee(*yes)),
        (_, other) => pieces(&other.to_string()),
    }
}

/// What a box on a blank form is ticked for: the labels of an enumeration, or yes and no.
fn choices(node: &Value) -> Vec<String> {
    if node["type"] == "boolean" || node["type"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "boolean")) {
        return [true, false].map(|yes| notatie::ja_nee(yes).to_owned()).to_vec();
    }
    let options = node["oneOf"].as_array().into_iter().flatten();
    options.filter_map(|option| option["title"].as_str().map(str::to_owned)).collect()
}

/// A derived value for a template: its texts in pieces.
pub(super) fn with_pieces(value: Value) -> Value {
    match value {
        Value::String(text) => pieces(&text),
        Value::Array(items) => Value::Array(items.into_iter().map(with_pieces).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, with_pieces(value))).collect()),
        other => other,
    }
}

/// A text of several lines for a template.
fn blocks(text: &str) -> Value {
    let blocks = opmaak::parse(text).unwrap_or_else(|_| vec![Blok::Alinea { inhoud: vec![Stuk::Tekst(text.to_owned())] }]);
    let mut tree = json!(blocks);
    break_texts(&mut tree);
    tree
}

/// Replaces every text of the tree by the pieces between which it may be broken.
fn break_texts(tree: &mut Value) {
    match tree {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(text) if key == "tekst" => *value = pieces(text),
                    _ => break_texts(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(break_texts),
        _ => {}
    }
}
