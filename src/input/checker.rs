//! What the schema has to say about a value: every fault in one pass, in Dutch, by field label.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::{Map, Value};

use super::faults::{SCHEMA_ONBEKENDE_SLEUTEL, SCHEMA_ONTBREEKT, SCHEMA_TE_GROOT, SCHEMA_TYPE, SCHEMA_WAARDE};
use super::json;
use crate::error::Error;
use crate::finding::{Diagnostic, escape};
use crate::limieten;
use crate::regeling::{REGELING, Regeling};
use crate::schema::formaat::{FORMAAT_BESTAND, FORMAAT_DATUM, FORMAAT_TIJD, FORMAAT_VAGE_DATUM};
use crate::schema::vage_datum::VageDatum;
use crate::schema::{Schema, options};

/// Whether a list that must have rows must have them now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Required,
    ToCome,
}

/// Holds a JSON value against the schema.
pub(super) struct Checker<'r> {
    validator: Validator,
    schema: &'r Schema,
    regeling: &'r str,
}

impl<'r> Checker<'r> {
    pub(super) fn new(regeling: &'r Regeling, rows: Rows) -> Result<Self, Error> {
        let mut schema = regeling.schema.root().clone();
        drop_null(&mut schema);
        bound(&mut schema);
        if rows == Rows::ToCome {
            drop_required_lists(&mut schema);
        }
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_format(FORMAAT_VAGE_DATUM, |text: &str| VageDatum::parse(text).is_some())
            .with_pattern_options(PatternOptions::regex())
            .build(&schema)
            .map_err(|error| Error::Regeling(format!("{}: {error}", crate::regeling::SCHEMA)))?;
        Ok(Self { validator, schema: &regeling.schema, regeling: &regeling.gegevens.id })
    }

    /// Every fault that the schema sees.
    pub(super) fn check(&self, value: &Value) -> Vec<Diagnostic> {
        self.validator.iter_errors(value).flat_map(|error| self.translate(&error)).collect()
    }

    /// What an error means, in the user's terms. Exhaustive: a kind that the model starts to use must be thought about.
    fn translate(&self, error: &ValidationError<'_>) -> Vec<Diagnostic> {
        use ValidationErrorKind as K;
        let path = error.instance_path().as_str().to_owned();
        let label = self.named(&path);
        let one = |rule, message: String, help: String| vec![Diagnostic::new(rule, path.clone(), message, help)];
        match error.kind() {
            K::AdditionalProperties { unexpected } => unexpected.iter().map(|key| self.unknown_key(&path, key, error.instance())).collect(),
            K::Required { property } => vec![self.missing(&path, property.as_str().unwrap_or_default())],
            K::Type { kind } => {
                one(&SCHEMA_TYPE, format!("{label} is {}, maar hier hoort {}.", kind_of(error.instance()), expected(kind)), type_help(kind))
            }
            K::MaxLength { limit } => {
                let length = error.instance().as_str().map_or(0, |text| text.chars().count());
                one(
                    &SCHEMA_TE_GROOT,
                    format!("{label} heeft {length} tekens; hoogstens {limit} zijn mogelijk."),
                    format!("Maak de tekst korter: {} te veel.", length as u64 - limit.min(&(length as u64))),
                )
            }
            K::MaxItems { limit } => {
                let length = error.instance().as_array().map_or(0, Vec::len);
                one(
                    &SCHEMA_TE_GROOT,
                    format!("{label} heeft {length} onderdelen; hoogstens {limit} zijn mogelijk."),
                    "Haal onderdelen weg, of verdeel ze over meer dossiers.".to_owned(),
                )
            }
            K::MinItems { .. } => {
                one(&SCHEMA_ONTBREEKT, format!("{label} is een lege lijst."), "Vul ten minste één onderdeel in.".to_owned())
            }
            K::MinLength { .. } => one(&SCHEMA_ONTBREEKT, format!("{label} is leeg."), "Vul het veld in.".to_owned()),
            K::Minimum { limit } => one(
                &SCHEMA_WAARDE,
                format!("{label} is kleiner dan {}.", comma(limit)),
                format!("Vul een getal in van {} of meer.", comma(limit)),
            ),
            K::Maximum { limit } => one(
                &SCHEMA_WAARDE,
                format!("{label} is groter dan {}.", comma(limit)),
                format!("Vul een getal in van hoogstens {}.", comma(limit)),
            ),
            K::MultipleOf { .. } => one(
                &SCHEMA_WAARDE,
                format!("{label} heeft meer dan drie decimalen."),
                "Schrijf het getal met hoogstens drie decimalen.".to_owned(),
            ),
            K::OneOfNotValid { .. } if path == format!("/{REGELING}") => one(
                &SCHEMA_WAARDE,
                format!("{label} noemt een andere regeling dan de geladen regeling."),
                format!("Vul \"{}\" in, of geef met --regeling de map van de andere regeling op.", self.regeling),
            ),
            K::OneOfNotValid { .. } | K::Enum { .. } => {
                one(&SCHEMA_WAARDE, format!("{label} heeft een waarde die niet in de lijst staat."), self.choices(&path, error.instance()))
            }
            K::Format { .. } | K::Pattern { .. } => vec![self.written(&path, &label)],
            K::AdditionalItems { .. }
            | K::AnyOf { .. }
            | K::BacktrackLimitExceeded { .. }
            | K::Constant { .. }
            | K::RegexEngineFailure { .. }
            | K::Contains
            | K::ContentEncoding { .. }
            | K::ContentMediaType { .. }
            | K::Custom { .. }
            | K::ExclusiveMaximum { .. }
            | K::ExclusiveMinimum { .. }
            | K::FalseSchema
            | K::FromUtf8 { .. }
            | K::MaxProperties { .. }
            | K::MinProperties { .. }
            | K::Not { .. }
            | K::OneOfMultipleValid { .. }
            | K::PropertyNames { .. }
            | K::UnevaluatedItems { .. }
            | K::UnevaluatedProperties { .. }
            | K::UniqueItems
            | K::Referencing(_) => one(
                &SCHEMA_WAARDE,
                format!("{label} heeft een waarde die niet kan."),
                "Vergelijk het veld met `dossierpers new`.".to_owned(),
            ),
        }
    }

    /// The values that a field takes, and the one that the user probably meant.
    fn choices(&self, path: &str, given: &Value) -> String {
        let options = options(self.schema.resolve(self.schema.nearest(path)));
        let listed = options.iter().map(|option| format!("\"{option}\"")).collect::<Vec<_>>().join(", ");
        match given.as_str().and_then(|given| nearest(given, options.iter().copied())) {
            Some(meant) => format!("Bedoelde u \"{meant}\"? Kies uit {listed}."),
            None => format!("Kies uit {listed}."),
        }
    }

    /// How a message names the value at a JSON pointer: by its label, or by its place in a list.
    fn named(&self, pointer: &str) -> String {
        let label = self.schema.label(pointer);
        match pointer.rsplit('/').next().and_then(|last| last.parse::<usize>().ok()) {
            Some(place) => format!("Onderdeel {} van \"{label}\"", place + 1),
            None => format!("\"{label}\""),
        }
    }

    fn unknown_key(&self, path: &str, key: &str, within: &Value) -> Diagnostic {
        let node = self.schema.nearest(path);
        let names: Vec<&str> = self.schema.fields(node).into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let meant = meant(key, &names, self.schema.resolve(node), within);
        let help = match meant.as_slice() {
            [] => "Haal het veld weg, of kijk in `dossierpers new` hoe het heet.".to_owned(),
            many => format!("Bedoelde u {}?", many.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" of ")),
        };
        let message = format!("Het veld \"{}\" bestaat niet binnen \"{}\".", json::printable(key), self.schema.label(path));
        Diagnostic::new(&SCHEMA_ONBEKENDE_SLEUTEL, format!("{path}/{}", escape(key)), message, help)
    }

    fn missing(&self, path: &str, key: &str) -> Diagnostic {
        let field = format!("{path}/{}", escape(key));
        let message = format!("\"{}\" (`{key}`) ontbreekt of is leeg.", self.schema.label(&field));
        Diagnostic::new(&SCHEMA_ONTBREEKT, path, message, self.schema.fill_in(&field))
    }

    /// A text that is not written as its field wants it.
    fn written(&self, path: &str, label: &str) -> Diagnostic {
        let node = self.schema.nearest(path);
        let (message, help) = match node.get("format").and_then(Value::as_str) {
            Some(FORMAAT_DATUM) => {
                ("is geen bestaande datum tussen 1900 en 2099", "Schrijf een datum als 2025-03-14: jaar, maand, dag.".to_owned())
            }
            Some(FORMAAT_VAGE_DATUM) => (
                "is geen bestaande datum tussen 1900 en 2099",
                "Schrijf zo veel als bekend is: 2011-10-13, 2011-09, 2011, of --11-02 voor 2 november van een onbekend jaar.".to_owned(),
            ),
            Some(FORMAAT_TIJD) => {
                ("is geen tijd", "Schrijf een tijd als 09:30: twee cijfers voor het uur en twee voor de minuten.".to_owned())
            }
            Some(FORMAAT_BESTAND) => (
                "is geen bestandsnaam in of onder de map van het dossier",
                "Schrijf bijvoorbeeld bewijs/certificaat.pdf: met / tussen mappen, zonder \"..\" en zonder schijfletter.".to_owned(),
            ),
            _ => {
                let description = node.get("description").and_then(Value::as_str);
                ("is niet goed geschreven", description.unwrap_or("Vergelijk het veld met `dossierpers new`.").to_owned())
            }
        };
        Diagnostic::new(&SCHEMA_WAARDE, path, format!("{label} {message}."), help)
    }
}

/// The fields that an unknown key was probably meant to be, of those that are not there yet if one of them fits: of which it is a word,
/// else the one that is written most like it. Of more than one that are equally likely, the one that must be there, else the first two.
fn meant<'n>(key: &str, names: &[&'n str], node: &Value, within: &Value) -> Vec<&'n str> {
    let absent: Vec<&str> = names.iter().copied().filter(|name| within.get(*name).is_none_or(Value::is_null)).collect();
    let key = key.to_lowercase().replace(['-', ' '], "_");
    let words: Vec<&str> = absent.iter().copied().filter(|name| is_word_of(&key, name)).collect();
    let must = |name: &&str| node.get("required").and_then(Value::as_array).is_some_and(|keys| keys.iter().any(|key| key == *name));
    match words.as_slice() {
        [] => nearest(&key, absent.into_iter()).or_else(|| nearest(&key, names.iter().copied())).into_iter().collect(),
        many => match many.iter().copied().filter(must).collect::<Vec<_>>().as_slice() {
            [one] => vec![one],
            _ => many.iter().copied().take(2).collect(),
        },
    }
}

/// Whether the words of a key stand together in a name that has more of them, as `datum` in `datum_van`.
fn is_word_of(key: &str, name: &str) -> bool {
    let inner = format!("_{}_", name.to_lowercase());
    !key.is_empty() && name.len() > key.len() && inner.contains(&format!("_{key}_"))
}

/// The option that is written most like `given`, if one is near enough to be meant.
fn nearest<'o>(given: &str, options: impl Iterator<Item = &'o str>) -> Option<&'o str> {
    if given.len() > 100 {
        return None;
    }
    let given = given.to_lowercase();
    let scored = options.map(|option| (strsim::jaro_winkler(&given, option), option));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, option)| option)
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "leeg",
        Value::Bool(_) => "ja of nee (true of false)",
        Value::Number(_) => "een getal",
        Value::String(_) => "een tekst",
        Value::Array(_) => "een lijst",
        Value::Object(_) => "een groep velden",
    }
}

fn expected(kind: &TypeKind) -> &'static str {
    let TypeKind::Single(kind) = kind else { return "iets anders" };
    match kind.as_str() {
        "string" => "een tekst",
        "integer" => "een heel getal",
        "number" => "een getal",
        "boolean" => "true of false",
        "array" => "een lijst tussen [ en ]",
        "object" => "een groep velden tussen { en }",
        _ => "iets anders",
    }
}

fn type_help(kind: &TypeKind) -> String {
    let TypeKind::Single(kind) = kind else { return "Vergelijk het veld met `dossierpers new`.".to_owned() };
    match kind.as_str() {
        "string" => "Zet de waarde tussen dubbele aanhalingstekens.",
        "integer" => "Schrijf een heel getal zonder aanhalingstekens, zoals 90.",
        "number" => "Schrijf een getal zonder aanhalingstekens en met een punt, zoals 0.8.",
        "boolean" => "Schrijf true (ja) of false (nee), zonder aanhalingstekens.",
        "array" => "Zet de waarde tussen [ en ], ook als het er maar één is.",
        _ => "Vergelijk het veld met `dossierpers new`.",
    }
    .to_owned()
}

/// A number with a decimal comma.
fn comma(number: &Value) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").unwrap_or(&text).replace('.', ",")
}

/// Takes "or null" out: a field that is null counts as absent before it is checked, and an error inside then says what it is.
fn drop_null(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if let Some(Value::Array(kinds)) = map.get_mut("type") {
                kinds.retain(|kind| kind != "null");
                if let [only] = kinds.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(branches)) = map.get("anyOf")
                && branches.iter().any(|branch| branch["type"] == "null")
                && let Some(Value::Object(branch)) = branches.first().cloned()
            {
                map.remove("anyOf");
                merge(map, branch);
            }
            map.values_mut().for_each(drop_null);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_null),
        _ => {}
    }
}

/// No list or text has more than the program takes in, whatever the regeling allows.
fn bound(node: &mut Value) {
    match node {
        Value::Object(map) => {
            let (key, most) = match map.get("type").and_then(Value::as_str) {
                Some("array") => ("maxItems", limieten::LIJST),
                Some("string") => ("maxLength", limieten::TEKST),
                _ => ("", 0),
            };
            if !key.is_empty() {
                let own = map.get(key).and_then(Value::as_u64).unwrap_or(most);
                map.insert(key.to_owned(), own.min(most).into());
            }
            map.values_mut().for_each(bound);
        }
        Value::Array(items) => items.iter_mut().for_each(bound),
        _ => {}
    }
}

/// Takes out that a list must be there and have an element.
fn drop_required_lists(node: &mut Value) {
    match node {
        Value::Object(map) => {
            map.remove("minItems");
            let is_list =
                |key: &Value| map.get("properties").is_some_and(|fields| fields[key.as_str().unwrap_or_default()]["type"] == "array");
            let required =
                map.get("required").and_then(Value::as_array).map(|keys| keys.iter().filter(|key| !is_list(key)).cloned().collect());
            if let Some(required) = required {
                map.insert("required".to_owned(), Value::Array(required));
            }
            map.values_mut().for_each(drop_required_lists);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_required_lists),
        _ => {}
    }
}

fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (key, value) in from {
        into.entry(key).or_insert(value);
    }
}
