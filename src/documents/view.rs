//! A part of a dossier as a form: every field of the model with its label, and its value as it reads on paper.
//!
//! The model's schema drives it, so a new field needs no code here. The same tree without values is the blank form. A
//! value is text or a tree of text: nothing of it is ever source code of a template.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Kind, Purpose};
use crate::diagnostic::is_within;
use crate::dossier::opmaak::{self, Blok, Stuk};
use crate::dossier::{Datum, FORMAAT_BLOK, FORMAAT_DATUM, FORMAAT_DECIMAAL, FORMAAT_MINUTEN};
use crate::error::Error;
use crate::form::{self, Field, Shape};
use crate::input::escape;
use crate::input::schema::{child, model, resolve};
use crate::norm::notatie;
use crate::regeling::Regeling;

/// Characters of a word that every column can hold.
const LONGEST_WORD: usize = 16;
/// Characters between two places where a longer word may be hyphenated.
const LONGEST_SYLLABLE: usize = 12;
/// Characters between two places where any other long word may be broken.
const CHUNK: usize = 6;

/// How a form is made.
pub(super) struct View<'a> {
    kind: &'a Kind,
    /// Names of competences.
    regeling: &'a Regeling,
    /// Rows that each list has at least; absent for a document to keep.
    rows: Option<&'a BTreeMap<String, usize>>,
    purpose: Purpose,
}

/// Where a node of the form stands.
#[derive(Clone)]
struct Place {
    /// JSON pointer in the dossier.
    path: String,
    /// What it is part of, for who hears a field without seeing the page: "Dienstverband 2".
    within: Vec<String>,
    /// Whether the form is of no use without it, given that the field itself is required.
    needed: bool,
}

impl<'a> View<'a> {
    /// The view of a kind of document for a purpose.
    pub(super) fn new(kind: &'a Kind, regeling: &'a Regeling, purpose: Purpose) -> Result<Self, Error> {
        let rows = &regeling.document(kind.soort)?.rijen;
        Ok(Self { kind, regeling, rows: Some(rows).filter(|_| purpose != Purpose::Record), purpose })
    }

    /// The form of the value at `path` of a dossier; `None` as value makes every field empty.
    pub(super) fn form(&self, path: &str, value: Option<&Value>) -> Value {
        let node = path.split('/').skip(1).try_fold(model(), child).unwrap_or_else(model);
        self.node(node, value, &Place { path: path.to_owned(), within: Vec::new(), needed: true }, false)
    }

    fn node(&self, site: &Value, value: Option<&Value>, place: &Place, required: bool) -> Value {
        let node = resolve(site);
        if let Some(properties) = node.get("properties").and_then(Value::as_object) {
            return self.object(node, properties, value, place);
        }
        if let Some(items) = node.get("items") {
            return self.list(site, items, value, place);
        }
        self.leaf(site, node, value, place, required)
    }

    fn object(&self, node: &Value, properties: &Map<String, Value>, value: Option<&Value>, place: &Place) -> Value {
        let required: Vec<&str> = node["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let fields = properties.iter().map(|(key, site)| {
            let required = required.contains(&key.as_str());
            let mut inner = Place { path: format!("{}/{}", place.path, escape(key)), ..place.clone() };
            if resolve(site).get("properties").is_some() {
                inner.within.extend(title(site).or_else(|| title(resolve(site))));
                inner.needed &= required;
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

    /// How an element of a list is called: by the name of its competence, else by its place.
    fn element(&self, site: &Value, items: &Value, value: Option<&Value>, row: usize) -> String {
        let competentie = value.and_then(|value| self.regeling.competentie(value.get("naam")?.as_str()?));
        let named =
            || format!("{} {}", title(items).or_else(|| title(resolve(items))).or_else(|| title(site)).unwrap_or_default(), row + 1);
        competentie.map_or_else(named, |competentie| competentie.naam.clone())
    }

    fn leaf(&self, site: &Value, node: &Value, value: Option<&Value>, place: &Place, required: bool) -> Value {
        let value = value.filter(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()));
        let format = site.get("format").or_else(|| node.get("format")).and_then(Value::as_str);
        // An element of a list of texts has no label of its own.
        let label = title(site).or_else(|| title(node)).or_else(|| place.within.last().cloned()).unwrap_or_default();
        let mut leaf = json!({
            "pad": place.path,
            "label": label,
            "uitleg": site.get("description").or_else(|| node.get("description")),
            "blok": format == Some(FORMAAT_BLOK),
            "vereist": required && place.needed,
            "keuzes": choices(node),
            "waarde": value.map(|value| self.shown(site, node, format, value)),
        });
        if self.purpose == Purpose::Screen
            && let Some(shape) = Shape::of(site, self.regeling)
        {
            let hint = shape.hint();
            let field = self.field(site, shape, value, place, &label, required && place.needed);
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
        let not_theirs = !is_within(&place.path, self.kind.root) || self.kind.closed.iter().any(|closed| is_within(&place.path, closed));
        Field {
            naam: form::name(&place.path),
            soort: shape.kind(site),
            gesloten: waarde.is_some() && not_theirs,
            waarde,
            uitleg: if notes.is_empty() { uitleg } else { format!("{uitleg} ({})", notes.join(", ")) },
            verplicht,
        }
    }

    /// A value as it reads on paper.
    fn shown(&self, site: &Value, node: &Value, format: Option<&str>, value: &Value) -> Value {
        match (format, value) {
            (Some(FORMAAT_BLOK), Value::String(text)) => blocks(text),
            (Some(FORMAAT_DATUM), Value::String(text)) => pieces(&text.parse::<Datum>().map_or_else(|_| text.clone(), Datum::voluit)),
            (Some(FORMAAT_MINUTEN), Value::Number(number)) => pieces(&notatie::duur(number.as_u64().unwrap_or_default())),
            (Some(FORMAAT_DECIMAAL), Value::Number(number)) => pieces(&number.to_string().replace('.', ",")),
            (_, Value::String(text)) => pieces(&self.label_of(site, node, text)),
            (_, Value::Bool(yes)) => pieces(notatie::ja_nee(*yes)),
            (_, other) => pieces(&other.to_string()),
        }
    }

    /// The label of a choice or a competence; any other text is its own label.
    fn label_of(&self, site: &Value, node: &Value, text: &str) -> String {
        let mut options = node["oneOf"].as_array().into_iter().flatten();
        if let Some(title) = options.find(|option| option["const"] == text).and_then(|option| option["title"].as_str()) {
            return title.to_owned();
        }
        let names_competentie = site["$ref"] == "#/$defs/CompetentieNaam";
        let competentie = self.regeling.competentie(text).filter(|_| names_competentie);
        competentie.map_or_else(|| text.to_owned(), |competentie| competentie.naam.clone())
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

/// The label of a choice of the field at `path`.
pub(super) fn choice_label(path: &str, choice: &str) -> String {
    let node = resolve(path.split('/').skip(1).try_fold(model(), child).unwrap_or_else(model));
    let mut options = node["oneOf"].as_array().into_iter().flatten();
    let found = options.find(|option| option["const"] == choice).and_then(|option| option["title"].as_str());
    found.unwrap_or(choice).to_owned()
}

fn title(of: &Value) -> Option<String> {
    of.get("title").and_then(Value::as_str).map(str::to_owned)
}

/// A single-line text for a template: plain text, and for a word that may not fit a list of pieces between which it may be broken.
pub(super) fn pieces(text: &str) -> Value {
    json!(breakable(text))
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

/// The text as it is, but for words that no line may be able to hold: those are in pieces.
fn breakable(text: &str) -> Vec<Value> {
    let mut parts: Vec<Value> = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if fits_a_line(word) {
            plain.push_str(word);
            continue;
        }
        if !plain.is_empty() {
            parts.push(json!(std::mem::take(&mut plain)));
        }
        parts.push(json!(chunks(word)));
    }
    if !plain.is_empty() || parts.is_empty() {
        parts.push(json!(plain));
    }
    parts
}

/// Whether a word is short, or Dutch hyphenation can break it often enough.
fn fits_a_line(word: &str) -> bool {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if core.chars().count() <= LONGEST_WORD {
        return true;
    }
    let mut parts = core.split('-');
    core.chars().all(|c| c.is_alphabetic() || c == '-')
        && parts.all(|part| {
            part.len() < 200 && hypher::hyphenate(part, hypher::Lang::Dutch).all(|syllable| syllable.chars().count() <= LONGEST_SYLLABLE)
        })
}

/// A word in pieces of a few characters, with a break after every sign that looks like one.
fn chunks(word: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut run = 0;
    for c in word.chars() {
        if run >= CHUNK {
            pieces.push(String::new());
            run = 0;
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
        run = if matches!(c, '/' | '_' | '-' | '@' | '.') { CHUNK } else { run + 1 };
    }
    pieces
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::breakable;

    #[test]
    fn breaks_only_words_that_no_line_could_hold() {
        for text in ["een (arbeidsongeschiktheidsverzekering), loopt", "werkgeversdienstverlening.", "Oud-Beijerland", ""] {
            assert_eq!(breakable(text), [json!(text)]);
        }
        for text in ["a".repeat(50), "M".repeat(20), "zie bewijs/A01_certificaat.pdf hier".to_owned(), "x1".repeat(500)] {
            let parts = breakable(&text);
            let pieces: Vec<&str> = parts
                .iter()
                .flat_map(|part| part.as_array().map_or_else(|| vec![part], |list| list.iter().collect()))
                .filter_map(|piece| piece.as_str())
                .collect();
            assert_eq!(pieces.concat(), text);
            assert!(parts.iter().any(|part| part.as_array().is_some_and(|pieces| pieces.len() > 1)), "{text}");
        }
    }
}
