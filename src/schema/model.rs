//! One schema, and what it says about the fields of a value.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::formaat::FORMAAT_BESTAND;
use crate::finding::escape;

/// Levels of references and objects within each other: more is a schema that refers to itself.
const DEEPEST: usize = 64;
/// What a local reference begins with.
const DEFS: &str = "#/$defs/";

/// The schema of everything that a regeling asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    root: Value,
    names: BTreeSet<String>,
}

impl Schema {
    /// A schema of which every reference leads to a definition of its own, and none back to itself.
    ///
    /// # Errors
    /// What is wrong with it, a sentence each, with the JSON pointer of the place.
    pub fn new(root: Value) -> Result<Self, Vec<(String, String)>> {
        let mut names = BTreeSet::new();
        collect_names(&root, &mut names);
        let schema = Self { root, names };
        let faults = schema.faults();
        if faults.is_empty() { Ok(schema) } else { Err(faults) }
    }

    /// The whole schema.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// Whether it has a field of this name anywhere.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.names.contains(key)
    }

    /// Follows `$ref`, also through the "or null" of an optional field.
    #[must_use]
    pub fn resolve<'s>(&'s self, node: &'s Value) -> &'s Value {
        reference(node).and_then(|name| self.root.get("$defs")?.get(name)).unwrap_or(node)
    }

    /// The schema of a field or element, before its reference is followed: the title of the site is its own.
    #[must_use]
    pub fn child<'s>(&'s self, node: &'s Value, segment: &str) -> Option<&'s Value> {
        let node = self.resolve(node);
        if let Some(items) = node.get("items") {
            return segment.parse::<usize>().is_ok().then_some(items);
        }
        let key = segment.replace("~1", "/").replace("~0", "~");
        node.get("properties")?.get(&key)
    }

    /// The schema at a JSON pointer of the data; `None` where the model has nothing.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Value> {
        pointer.split('/').skip(1).try_fold(&self.root, |node, segment| self.child(node, segment))
    }

    /// The schema at a JSON pointer of the data, or of the nearest field around it.
    #[must_use]
    pub fn nearest(&self, pointer: &str) -> &Value {
        let mut node = &self.root;
        for segment in pointer.split('/').skip(1) {
            let Some(next) = self.child(node, segment) else { break };
            node = next;
        }
        node
    }

    /// The label of the field at a JSON pointer, or of the nearest field around it.
    #[must_use]
    pub fn label(&self, pointer: &str) -> &str {
        let mut node = &self.root;
        let mut label = title(node).unwrap_or_default();
        for segment in pointer.split('/').skip(1) {
            let Some(next) = self.child(node, segment) else { break };
            label = title(next).unwrap_or(label);
            node = next;
        }
        label
    }

    /// What the field at a JSON pointer means.
    #[must_use]
    pub fn description(&self, pointer: &str) -> Option<&str> {
        self.nearest(pointer).get("description").and_then(Value::as_str)
    }

    /// What to do about the empty field at a JSON pointer, with what it means.
    #[must_use]
    pub fn fill_in(&self, pointer: &str) -> String {
        let is_file = format_of(self.nearest(pointer), self.resolve(self.nearest(pointer))) == Some(FORMAAT_BESTAND);
        match self.description(pointer) {
            Some(meaning) if is_file => format!("Vul de naam van het bestand in: {}", lower_first(meaning)),
            Some(meaning) => format!("Vul het veld in: {}", lower_first(meaning)),
            None => "Vul het veld in.".to_owned(),
        }
    }

    /// The label of a choice of the field at a JSON pointer; any other text is its own label.
    #[must_use]
    pub fn choice_label<'s>(&'s self, pointer: &str, choice: &'s str) -> &'s str {
        let node = self.at(pointer).map(|site| self.resolve(site));
        node.and_then(|node| title(option(node, choice)?)).unwrap_or(choice)
    }

    /// The fields of an object, with their schema, in their order; nothing for a list or a leaf.
    #[must_use]
    pub fn fields<'s>(&'s self, node: &'s Value) -> Option<&'s Map<String, Value>> {
        self.resolve(node).get("properties").and_then(Value::as_object)
    }

    /// Visits every value of `value` that is no object and no list: its pointer, its schema and itself.
    pub fn visit<'v>(&self, value: &'v Value, seen: &mut dyn FnMut(&str, &Value, &'v Value)) {
        self.visit_below(value, &self.root, "", seen);
    }

    fn visit_below<'v>(&self, value: &'v Value, node: &Value, path: &str, seen: &mut dyn FnMut(&str, &Value, &'v Value)) {
        let mut below = |value: &'v Value, segment: &str| {
            if let Some(node) = self.child(node, segment) {
                self.visit_below(value, node, &format!("{path}/{segment}"), seen);
            }
        };
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| below(value, &escape(key))),
            Value::Array(items) => items.iter().enumerate().for_each(|(place, item)| below(item, &place.to_string())),
            leaf => seen(path, node, leaf),
        }
    }

    /// The same value in the one form that everything is made from: fields in the order of the model, without what is absent.
    /// `gaps` keeps the places of elements that were refused.
    #[must_use]
    pub fn canonical(&self, value: Value, gaps: bool) -> Value {
        self.canonical_below(value, &self.root, gaps)
    }

    fn canonical_below(&self, value: Value, site: &Value, gaps: bool) -> Value {
        match value {
            Value::Object(mut map) => {
                let mut ordered = Map::new();
                let fields = self.fields(site).into_iter().flatten();
                let known: Vec<_> = fields.filter_map(|(key, site)| Some((key.clone(), site, map.shift_remove(key)?))).collect();
                for (key, site, value) in known {
                    let value = self.canonical_below(value, site, gaps);
                    if !is_absent(&value) {
                        ordered.insert(key, value);
                    }
                }
                ordered.extend(map);
                Value::Object(ordered)
            }
            Value::Array(items) => {
                let site = self.resolve(site).get("items").unwrap_or(&Value::Null);
                let kept = items.into_iter().filter(|item| gaps || !item.is_null());
                Value::Array(kept.map(|item| self.canonical_below(item, site, gaps)).collect())
            }
            other => other,
        }
    }

    /// What keeps it from being a schema of the plain kind.
    fn faults(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.faults_below(&self.root, "", &mut Vec::new(), &mut BTreeSet::new(), &mut found);
        found
    }

    fn faults_below<'s>(
        &'s self,
        site: &'s Value,
        place: &str,
        above: &mut Vec<&'s str>,
        seen: &mut BTreeSet<&'s str>,
        found: &mut Vec<(String, String)>,
    ) {
        if above.len() > DEEPEST {
            return;
        }
        let written = site.get("$ref").or_else(|| site.get("anyOf")?.get(0)?.get("$ref")).and_then(Value::as_str);
        if let Some(written) = written {
            let Some(name) = reference(site).filter(|name| self.root["$defs"].get(*name).is_some()) else {
                let what = format!("De verwijzing \"{written}\" leidt naar niets in dit bestand; alleen \"{DEFS}...\" kan.");
                found.push((place.to_owned(), what));
                return;
            };
            if above.contains(&name) {
                found.push((place.to_owned(), format!("De definitie {name} verwijst naar zichzelf; een formulier zou geen einde hebben.")));
                return;
            }
            // Once each: definitions that each refer twice to the next are looked into without end otherwise.
            if seen.insert(name) {
                above.push(name);
                self.faults_below(&self.root["$defs"][name], &format!("/$defs/{name}"), above, seen, found);
                above.pop();
            }
            return;
        }
        for (key, field) in site.get("properties").and_then(Value::as_object).into_iter().flatten() {
            self.faults_below(field, &format!("{place}/properties/{}", escape(key)), above, seen, found);
        }
        if let Some(items) = site.get("items") {
            self.faults_below(items, &format!("{place}/items"), above, seen, found);
        }
    }
}

/// The name of the definition that a node refers to.
fn reference(node: &Value) -> Option<&str> {
    let target = node.get("$ref").or_else(|| node.get("anyOf")?.get(0)?.get("$ref"))?;
    target.as_str()?.strip_prefix(DEFS)
}

/// A field that is null or an empty list says nothing.
fn is_absent(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The title of a node itself.
#[must_use]
pub fn title(node: &Value) -> Option<&str> {
    node.get("title").and_then(Value::as_str)
}

/// The format of a leaf: of the site where it is used, else of its definition.
#[must_use]
pub fn format_of<'s>(site: &'s Value, node: &'s Value) -> Option<&'s str> {
    site.get("format").or_else(|| node.get("format")).and_then(Value::as_str)
}

/// Whether a node that was resolved is a list.
#[must_use]
pub fn is_list(node: &Value) -> bool {
    node.get("items").is_some()
}

/// The choice of an enumeration that is stored as this text.
#[must_use]
pub fn option<'s>(node: &'s Value, choice: &str) -> Option<&'s Value> {
    node.get("oneOf").and_then(Value::as_array)?.iter().find(|option| option["const"] == choice)
}

/// The constants of an enumeration.
#[must_use]
pub fn options(node: &Value) -> Vec<&str> {
    let constants = node.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    constants.filter_map(|option| option.get("const")?.as_str()).collect()
}

fn collect_names(node: &Value, names: &mut BTreeSet<String>) {
    match node {
        Value::Object(map) => {
            if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                names.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| collect_names(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Schema;

    fn schema() -> Schema {
        let root = json!({
            "title": "Geheel",
            "properties": {
                "b": { "title": "B", "type": "string" },
                "lijst": { "title": "Lijst", "type": "array", "items": { "$ref": "#/$defs/Rij" } },
            },
            "$defs": { "Rij": { "title": "Rij", "properties": { "x": { "title": "X" }, "y": { "type": "string" } } } },
        });
        Schema::new(root).expect("a schema")
    }

    #[test]
    fn labels_a_field_or_the_nearest_around_it() {
        let schema = schema();
        assert_eq!(
            [schema.label(""), schema.label("/b"), schema.label("/lijst/3/x"), schema.label("/lijst/3/y")],
            ["Geheel", "B", "X", "Lijst"]
        );
        assert_eq!((schema.label("/nergens"), schema.at("/lijst/x"), schema.at("/b/c")), ("Geheel", None, None));
    }

    #[test]
    fn puts_fields_in_order_and_leaves_out_what_says_nothing() {
        let value = json!({ "lijst": [null, { "y": "2", "x": null }], "b": "1" });
        assert_eq!(schema().canonical(value.clone(), false).to_string(), r#"{"b":"1","lijst":[{"y":"2"}]}"#);
        assert_eq!(schema().canonical(value, true).to_string(), r#"{"b":"1","lijst":[null,{"y":"2"}]}"#);
    }

    #[test]
    fn refuses_references_that_lead_nowhere_or_back() {
        let of = |root| Schema::new(root).expect_err("a fault").len();
        assert_eq!(of(json!({ "properties": { "a": { "$ref": "https://example.nl/schema.json" } } })), 1);
        assert_eq!(of(json!({ "properties": { "a": { "$ref": "#/$defs/Weg" } } })), 1);
        let cycle =
            json!({ "properties": { "a": { "$ref": "#/$defs/A" } }, "$defs": { "A": { "properties": { "a": { "$ref": "#/$defs/A" } } } } });
        assert_eq!(of(cycle), 1);
    }

    #[test]
    fn looks_into_a_definition_once() {
        let twice = |next: usize| json!({ "properties": { "a": { "$ref": format!("#/$defs/D{next}") }, "b": { "$ref": format!("#/$defs/D{next}") } } });
        let mut root = twice(0);
        root["$defs"] = (0..60).map(|n| (format!("D{n}"), if n < 59 { twice(n + 1) } else { json!({ "type": "string" }) })).collect();
        assert!(Schema::new(root).is_ok());
    }
}
