//! The fields of one form to the part of a dossier that they make.
//!
//! A form embeds what it was made from. What has a field is as the field says, also when it was emptied; the rest is as it was.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::faults::{
    FORMULIER_ALLEEN_GETEKEND, FORMULIER_ANDERE_REGELING, FORMULIER_GETEKEND_OVER, FORMULIER_ONBEKEND_VELD, FORMULIER_ONDERTEKEND,
    FORMULIER_ONLEESBAAR, FORMULIER_TEKST_UIT_ZICHT, FORMULIER_WAARDE, FORMULIER_ZONDER_VELDEN,
};
use super::found::Found;
use crate::error::Error;
use crate::finding::{Diagnostic, Ernst, Rule, is_within};
use crate::form::{self, Shape};
use crate::input;
use crate::limieten;
use crate::pdf::{Content, Filled, FilledField};
use crate::regeling::{REGELING, Regeling};
use crate::schema::formaat::HOORT_BIJ;
use crate::schema::{Schema, is_list};

/// What to do about a field that no program can be sure of.
const OPNIEUW: &str = "Open het formulier in een andere pdf-lezer, vul het veld opnieuw in en sla het op.";
/// Names of fields that one finding lists.
const NAMES_SHOWN: usize = 3;
/// Digits of a place in a list that are shown.
const PLACE_SHOWN: usize = 4;

/// What one form says.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// A part of a dossier. A row that was emptied is null, so that the others keep their place.
    pub(super) value: Value,
    /// What the form was made from.
    pub(super) base: Value,
    /// The fields by JSON pointer.
    pub(super) places: BTreeMap<String, Place>,
    /// Those of which what is filled in could not be understood.
    pub(super) unread: BTreeSet<String>,
    /// Fields that are filled in and have no place in the dossier.
    pub(super) unplaced: usize,
}

/// Where a field is, and whether something is in it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) page: Option<usize>,
    pub(super) filled: bool,
}

impl Part {
    /// Whether the form has a field for this value, or for something in it.
    pub(super) fn has_field(&self, pointer: &str) -> bool {
        self.fields(pointer).next().is_some()
    }

    /// The fields of a value, and of what is in it.
    pub(super) fn fields<'p>(&'p self, pointer: &'p str) -> impl Iterator<Item = (&'p String, &'p Place)> {
        self.places
            .range(pointer.to_owned()..)
            .take_while(move |(field, _)| field.starts_with(pointer))
            .filter(move |(field, _)| is_within(field, pointer))
    }
}

/// The part that a form makes, and what could not be taken over.
pub(super) fn read(form: &Filled, regeling: &Regeling) -> Result<(Part, Vec<Found>), Error> {
    let refused =
        |rule: &'static Rule, message: &str, help: &str| (Part::default(), vec![Found::whole(Diagnostic::new(rule, "", message, help))]);
    let mut part = Part::default();
    if let Some(data) = &form.data {
        let embedded = input::read_for_form(data, regeling)?;
        if embedded.json.as_ref().and_then(|json| json.get(REGELING)?.as_str()).is_some_and(|id| !regeling.answers_to(id)) {
            let message = "Dit formulier is van een andere regeling dan de geladen regeling.";
            return Ok(refused(&FORMULIER_ANDERE_REGELING, message, &FORMULIER_ANDERE_REGELING.herstel));
        }
        if !embedded.findings.is_empty() {
            let message = "De gegevens die in de pdf zijn ingesloten, zijn beschadigd of niet van dossierpers.";
            return Ok(refused(&FORMULIER_ONLEESBAAR, message, "Vraag om het formulier zoals het is gemaakt en met Opslaan is bewaard."));
        }
        part.base = regeling.schema.canonical(embedded.value, false);
    }
    let mut reading = Reading { regeling, part, contents: BTreeMap::new(), values: Vec::new(), unknown: Vec::new(), found: Vec::new() };
    form.fields.iter().for_each(|field| reading.field(field));
    if reading.part.places.is_empty() {
        return Ok((Part::default(), vec![Found::whole(no_fields(form))]));
    }
    Ok(reading.finish(form))
}

fn no_fields(form: &Filled) -> Diagnostic {
    let (message, help) = if form.ours {
        (
            "Deze pdf is van dossierpers, maar heeft geen invulvelden: het is een document, of een formulier dat is afgevlakt.",
            "Vraag om het ingevulde formulier zoals het met Opslaan is bewaard, niet met Afdrukken naar pdf.",
        )
    } else {
        (
            "Deze pdf heeft geen velden van een formulier van dossierpers.",
            "Geef een formulier op dat met `dossierpers blank` of `dossierpers render --fillable` is gemaakt, of neem de gegevens over.",
        )
    };
    Diagnostic::new(&FORMULIER_ZONDER_VELDEN, "", message, help)
}

struct Reading<'a> {
    regeling: &'a Regeling,
    part: Part,
    /// What the fields hold, to find two of one name.
    contents: BTreeMap<String, &'a Content>,
    values: Vec<(String, Option<Value>)>,
    unknown: Vec<&'a FilledField>,
    found: Vec<Found>,
}

impl<'a> Reading<'a> {
    fn field(&mut self, field: &'a FilledField) {
        let pointer = form::pointer(&field.name);
        let Some(shape) = shape(&pointer, &self.regeling.schema) else {
            if field.content != Content::Empty {
                self.unknown.push(field);
            }
            return;
        };
        if let Some(first) = self.contents.get(&pointer) {
            if **first != field.content {
                self.values.retain(|(known, _)| *known != pointer);
                self.report(&FORMULIER_WAARDE, field, &pointer, "staat meer dan eens in het formulier, en niet hetzelfde", OPNIEUW);
            }
            return;
        }
        self.contents.insert(pointer.clone(), &field.content);
        let place = Place { name: field.name.clone(), page: field.page, filled: field.content != Content::Empty };
        self.part.places.insert(pointer.clone(), place);
        if field.out_of_sight {
            let wat = "bevat meer tekst dan het veld laat zien; alles is overgenomen";
            self.report(&FORMULIER_TEKST_UIT_ZICHT, field, &pointer, wat, &FORMULIER_TEKST_UIT_ZICHT.herstel);
        }
        let text = match &field.content {
            Content::Empty => "",
            Content::Value(text) => text,
            Content::OnlyDrawn => return self.drawn(field, &pointer, "laat tekst zien die niet als waarde is opgeslagen"),
            Content::DrawnOtherwise => return self.drawn(field, &pointer, "laat iets anders zien dan als waarde is opgeslagen"),
            Content::Ambiguous => return self.report(&FORMULIER_WAARDE, field, &pointer, "kan op twee manieren worden gelezen", OPNIEUW),
            Content::NoText => return self.report(&FORMULIER_WAARDE, field, &pointer, "bevat iets dat geen gewone tekst is", OPNIEUW),
        };
        match shape.read(text) {
            Ok(value) => self.values.push((pointer, value)),
            Err(unreadable) => self.report(&FORMULIER_WAARDE, field, &pointer, unreadable.wat, &unreadable.herstel),
        }
    }

    fn drawn(&mut self, field: &FilledField, pointer: &str, wat: &str) {
        self.report(&FORMULIER_ALLEEN_GETEKEND, field, pointer, wat, &FORMULIER_ALLEEN_GETEKEND.herstel);
    }

    fn report(&mut self, rule: &'static Rule, field: &FilledField, pointer: &str, wat: &str, herstel: &str) {
        if rule.ernst == Ernst::Fout {
            self.part.unread.insert(pointer.to_owned());
        }
        let known = self.part.base.pointer(pointer).filter(|_| rule.ernst == Ernst::Fout).cloned();
        let kept = if known.is_some() { " De waarde die al bekend was, is gebleven." } else { "" };
        if known.is_some() {
            self.values.push((pointer.to_owned(), known));
        }
        let diagnostic = Diagnostic::new(rule, pointer, format!("\"{}\" {wat}.{kept}", self.regeling.schema.label(pointer)), herstel);
        self.found.push(Found { diagnostic, page: field.page, field: Some(field.name.clone()), keuze: None });
    }

    fn finish(mut self, form: &Filled) -> (Part, Vec<Found>) {
        self.part.unplaced = self.unknown.len();
        self.found.extend(self.unknown.first().map(|first| Found {
            diagnostic: unknown(&self.unknown, &self.regeling.schema),
            page: first.page,
            field: None,
            keuze: None,
        }));
        for page in &form.remarks {
            let message = format!("Op pagina {page} staat tekst als opmerking over het formulier heen; die is niet overgenomen.");
            let help = "Zet de tekst in het veld waar hij hoort, en verwijder de opmerking.";
            let diagnostic = Diagnostic::new(&FORMULIER_ALLEEN_GETEKEND, "", message, help);
            self.found.push(Found { diagnostic, page: Some(*page), field: None, keuze: None });
        }
        for page in &form.drawings {
            let message = format!("Op pagina {page} is over het formulier getekend of gestempeld; dat is niet gelezen.");
            let diagnostic = Diagnostic::new(&FORMULIER_GETEKEND_OVER, "", message, FORMULIER_GETEKEND_OVER.herstel.clone());
            self.found.push(Found { diagnostic, page: Some(*page), field: None, keuze: None });
        }
        if form.signed {
            let message = "Het formulier is digitaal ondertekend. De gegevens zijn overgenomen; de handtekening is niet onderzocht.";
            self.found.push(Found::whole(Diagnostic::new(&FORMULIER_ONDERTEKEND, "", message, FORMULIER_ONDERTEKEND.herstel.clone())));
        }
        let fields: Vec<(Vec<&str>, Option<&Value>)> =
            self.values.iter().map(|(pointer, value)| (pointer.split('/').skip(1).collect(), value.as_ref())).collect();
        let schema = &self.regeling.schema;
        self.part.value = overlay(Some(&self.part.base), schema.root(), &fields, schema).unwrap_or_else(|| Value::Object(Map::new()));
        (self.part, self.found)
    }
}

fn unknown(fields: &[&FilledField], schema: &Schema) -> Diagnostic {
    let ours = fields.iter().filter(|field| is_of_ours(&field.name, schema)).take(NAMES_SHOWN);
    let mut names: Vec<String> = ours.map(|field| format!("\"{}\"", field.name)).collect();
    match fields.len() - names.len() {
        0 => {}
        more if names.is_empty() => names.push(more.to_string()),
        more => names.push(format!("en nog {more}")),
    }
    let message = format!("Ingevulde velden die het dossier niet kent, en die niet zijn overgenomen: {}.", names.join(", "));
    Diagnostic::new(&FORMULIER_ONBEKEND_VELD, "", message, FORMULIER_ONBEKEND_VELD.herstel.clone())
}

/// Whether a message may repeat the name of a field: somebody else's may hold anything, one of ours is of keys and places.
fn is_of_ours(name: &str, schema: &Schema) -> bool {
    let is_place = |part: &str| part.len() <= PLACE_SHOWN && part.bytes().all(|byte| byte.is_ascii_digit());
    name.split('.').all(|part| schema.knows(part) || is_place(part))
}

/// What the value at a pointer looks like; `None` where the model has no such value.
fn shape(pointer: &str, schema: &Schema) -> Option<Shape> {
    let mut site = schema.root();
    for segment in pointer.split('/').skip(1) {
        let most = site.get("maxItems").or_else(|| schema.resolve(site).get("maxItems")).and_then(Value::as_u64).unwrap_or(limieten::LIJST);
        // A place in a list is written in one way only.
        let in_list = segment.parse::<u64>().ok().filter(|place| *place < most && place.to_string() == segment);
        if is_list(schema.resolve(site)) && in_list.is_none() {
            return None;
        }
        site = schema.child(site, segment)?;
    }
    Shape::of(site, schema)
}

/// A value with what the fields say over it; `None` where nothing is left.
fn overlay(base: Option<&Value>, site: &Value, fields: &[(Vec<&str>, Option<&Value>)], schema: &Schema) -> Option<Value> {
    if fields.is_empty() {
        return base.cloned();
    }
    let node = schema.resolve(site);
    if is_list(node) {
        return list(base, site, fields, schema);
    }
    if node.get("properties").is_none() {
        return fields.iter().find_map(|(_, value)| *value).cloned();
    }
    let known = base.and_then(Value::as_object);
    let mut met = BTreeSet::new();
    let keys = known.into_iter().flat_map(Map::keys).map(String::as_str).chain(fields.iter().map(|(path, _)| path[0]));
    let mut object = Map::new();
    for key in keys.filter(|key| met.insert(*key)) {
        let site = schema.child(site, key).unwrap_or(&Value::Null);
        if let Some(value) = overlay(known.and_then(|known| known.get(key)), site, &below(fields, key), schema) {
            object.insert(key.to_owned(), value);
        }
    }
    // What belongs to a value, such as the hash of a file, is not that of another one.
    for (key, site) in schema.fields(site).into_iter().flatten() {
        let beside = site.get(HOORT_BIJ).and_then(Value::as_str);
        if beside.is_some_and(|beside| known.is_some_and(|known| known.get(beside) != object.get(beside))) {
            object.shift_remove(key);
        }
    }
    (!object.is_empty()).then_some(Value::Object(object))
}

/// The rows of a list. A row of which every field is empty is no row.
fn list(base: Option<&Value>, site: &Value, fields: &[(Vec<&str>, Option<&Value>)], schema: &Schema) -> Option<Value> {
    let known = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let places: BTreeSet<usize> = fields.iter().filter_map(|(path, _)| path[0].parse().ok()).collect();
    let length = known.len().max(places.last().map_or(0, |last| last + 1));
    let mut rows: Vec<Value> = (0..length)
        .map(|place| {
            let fields = below(fields, &place.to_string());
            let emptied = !fields.is_empty() && fields.iter().all(|(_, value)| value.is_none());
            let site = schema.child(site, &place.to_string()).unwrap_or(&Value::Null);
            if emptied { Value::Null } else { overlay(known.get(place), site, &fields, schema).unwrap_or_default() }
        })
        .collect();
    while rows.len() > known.len() && rows.last().is_some_and(Value::is_null) {
        rows.pop();
    }
    (!rows.is_empty()).then_some(Value::Array(rows))
}

/// The fields below a key, by what is left of their path.
fn below<'a>(fields: &[(Vec<&'a str>, Option<&'a Value>)], key: &str) -> Vec<(Vec<&'a str>, Option<&'a Value>)> {
    let inside = fields.iter().filter(|(path, _)| path.first() == Some(&key));
    inside.map(|(path, value)| (path[1..].to_vec(), *value)).collect()
}
