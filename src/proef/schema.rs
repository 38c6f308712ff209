//! `schema.json`: whether it is a schema of the plain kind, in which every field says what it is called and what it means.

use serde_json::Value;

use super::gebrek::Gebrek;
use super::woorden::vertaald;
use crate::finding::escape;
use crate::input;
use crate::regeling::SCHEMA;
use crate::schema::Schema;
use crate::schema::formaat::FORMATEN;

/// Levels of objects, lists and references within each other.
const DEEPEST: usize = 40;

/// The schema, where it is one, and every mistake in it.
pub(super) fn read(text: &str, found: &mut Vec<Gebrek>) -> Option<Value> {
    let root: Value = match serde_json::from_str(text) {
        Ok(root) => root,
        Err(error) => {
            let what =
                format!("Het bestand is geen geldige JSON: {}.", vertaald(error.to_string().split(" at line").next().unwrap_or_default()));
            found.push(Gebrek::new(SCHEMA, what, "Verbeter deze regel.").at(Some(error.line())));
            return None;
        }
    };
    let before = found.len();
    let at = |pointer: &str| input::line_of(text, pointer).or(Some(1));
    for (pointer, part) in [("", Some(&root)), ("/properties", root.get("properties")), ("/$defs", root.get("$defs"))] {
        if part.is_some_and(|part| !part.is_object()) {
            let cure = "Begin met schema.json uit de map die `dossierpers regeling new` maakt.";
            found.push(Gebrek::new(SCHEMA, "Hier hoort een groep tussen { en }.", cure).at(at(pointer)));
            return None;
        }
    }
    if let Err(faults) = Schema::new(root.clone()) {
        for (pointer, what) in faults {
            let cure = if what.contains("naar zichzelf") {
                "Haal een van de verwijzingen in de kring weg."
            } else {
                "Verwijs naar een definitie in $defs van dit bestand."
            };
            found.push(Gebrek::new(SCHEMA, what, cure).at(at(&pointer)));
        }
        return None;
    }
    node(&root, "", 0, &at, found);
    for (name, definition) in root.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        node(definition, &format!("/$defs/{}", escape(name)), 0, &at, found);
    }
    if let Err(error) = jsonschema::draft202012::options().with_pattern_options(jsonschema::PatternOptions::regex()).build(&root)
        && found.len() == before
    {
        let what = format!("Dit is geen JSON Schema: {error}.");
        found.push(Gebrek::new(SCHEMA, what, "Verbeter het op deze plaats.").at(at(error.instance_path().as_str())));
    }
    Some(root)
}

type At<'a> = &'a dyn Fn(&str) -> Option<usize>;

fn node(site: &Value, pointer: &str, depth: usize, at: At<'_>, found: &mut Vec<Gebrek>) {
    if depth > DEEPEST {
        return;
    }
    let mut say = |what: String, cure: &str| found.push(Gebrek::new(SCHEMA, what, cure).at(at(pointer)));
    // What a generator of schemas notes about the width of a number says nothing about how it is written.
    let is_text = site["type"] == "string" || site["type"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "string"));
    if let Some(format) = site.get("format").and_then(Value::as_str)
        && is_text
        && !FORMATEN.contains(&format)
    {
        say(format!("Het formaat \"{format}\" bestaat niet."), "Kies uit de formaten van docs/regeling-maken.md, of laat het weg.");
    }
    if let Some(pattern) = site.get("pattern").and_then(Value::as_str)
        && let Err(error) = regex::Regex::new(pattern)
    {
        let why = error.to_string();
        let look = ["look-around", "lookahead", "look-ahead", "backreference"].iter().any(|word| why.contains(word));
        if look {
            say("Het patroon kijkt vooruit of terug, en dat kan niet.".to_owned(), "Schrijf het zonder (?=, (?!, (?<= en \\1.");
        } else {
            say("Het patroon is niet te lezen.".to_owned(), "Kijk of elk haakje weer sluit, of laat het patroon weg.");
        }
    }
    let Some(properties) = site.get("properties").and_then(Value::as_object) else {
        if let Some(items) = site.get("items") {
            node(items, &format!("{pointer}/items"), depth + 1, at, found);
        }
        return;
    };
    if site.get("additionalProperties") != Some(&Value::Bool(false)) {
        say(
            "Deze groep velden laat ook andere velden toe.".to_owned(),
            "Zet er \"additionalProperties\": false bij: een tikfout blijft anders ongezien.",
        );
    }
    for (key, field) in properties {
        let pointer = format!("{pointer}/properties/{}", escape(key));
        let lacks = |what: &str| field.get(what).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty());
        for (what, name) in [("title", "label"), ("description", "betekenis")] {
            if lacks(what) {
                let cure = format!("Voeg \"{what}\" toe, in het Nederlands.");
                found.push(Gebrek::new(SCHEMA, format!("Het veld \"{key}\" heeft geen {name}."), cure).at(at(&pointer)));
            }
        }
        node(field, &pointer, depth + 1, at, found);
    }
}
