//! The fields of one form to the part of a dossier that they make.
//!
//! A form embeds what it was made from. What has a field is as the field says, also when it was emptied; the rest is as it was.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::faults::{
    FORMULIER_ALLEEN_GETEKEND, FORMULIER_ANDERE_REGELING, FORMULIER_GETEKEND_OVER, FORMULIER_ONBEKEND_VELD, FORMULIER_ONDERTEKEND,
    FORMULIER_ONLEESBAAR, FORMULIER_TEKST_UIT_ZICHT, FORMULIER_VELD_HERNOEMD, FORMULIER_WAARDE, FORMULIER_ZONDER_VELDEN,
};
use super::found::Found;
use crate::error::Error;
use crate::finding::{Diagnostic, Ernst, Rule, is_within};
use crate::fonts;
use crate::form::{self, Shape};
use crate::input::{self, SCHEMA_ONTBREEKT};
use crate::limieten;
use crate::pdf::{Content, Filled, FilledField};
use crate::regeling::{REGELING, Regeling};
use crate::schema::formaat::{HOORT_BIJ, PERSOONLIJK};
use crate::schema::{Schema, is_list};

/// What to do about a field that no program can be sure of.
const OPNIEUW: &str = "Open het formulier in een andere pdf-lezer, vul het veld opnieuw in en sla het op.";
/// Characters of what was typed that are shown.
const GETYPT: usize = 40;
/// Digits that a date can have: more may be a number of a person.
const CIJFERS: usize = 8;
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
        if embedded.findings.iter().any(|finding| finding.is_error() && finding.rule.code != SCHEMA_ONTBREEKT.code) {
            let message = "De gegevens die in de pdf zijn ingesloten, zijn beschadigd of niet van dossierpers.";
            return Ok(refused(&FORMULIER_ONLEESBAAR, message, "Vraag om het formulier zoals het is gemaakt en met Opslaan is bewaard."));
        }
        // A form that was made for somebody of whom little was known holds little.
        let prepared = embedded.findings.iter().any(Diagnostic::is_error).then(|| embedded.ruim(regeling));
        part.base = regeling.schema.canonical(prepared.unwrap_or(embedded.value), false);
    }
    let mut reading = Reading { regeling, part, contents: BTreeMap::new(), values: Vec::new(), unknown: Vec::new(), found: Vec::new() };
    form.fields.iter().for_each(|field| reading.field(field));
    if reading.part.places.is_empty() {
        // Fields that another program gave another name say better what is wrong than that there are none.
        let other = reading.unknown();
        let renamed = other.iter().any(|found| found.diagnostic.rule.code == FORMULIER_VELD_HERNOEMD.code);
        return Ok((Part::default(), if renamed { other } else { vec![Found::whole(no_fields(form))] }));
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
        let schema = &self.regeling.schema;
        let Some((site, shape)) = site(&pointer, schema).and_then(|site| Some((site, Shape::of(site, schema)?))) else {
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
            Content::InXfa => return self.drawn(field, &pointer, "heeft in de XFA-laag van de pdf een andere waarde dan in het veld zelf"),
            Content::Ambiguous => return self.report(&FORMULIER_WAARDE, field, &pointer, "kan op twee manieren worden gelezen", OPNIEUW),
            Content::NoText => return self.report(&FORMULIER_WAARDE, field, &pointer, "bevat iets dat geen gewone tekst is", OPNIEUW),
        };
        if matches!(shape, Shape::Tekst | Shape::Blok) {
            let told = input::opgeschoond(&shape.clean(text).wat, &pointer, schema.label(&pointer));
            self.found.extend(told.map(|diagnostic| Found { diagnostic, page: field.page, field: Some(field.name.clone()), keuze: None }));
        }
        match shape.read(text) {
            Ok(value) => {
                if let Some(place) = self.part.places.get_mut(&pointer) {
                    // What says the same as an empty field fills nothing in.
                    place.filled = value.is_some();
                }
                self.values.push((pointer, value));
            }
            Err(unreadable) => {
                let typed = if site.get(PERSOONLIJK) == Some(&Value::Bool(true)) { None } else { typed(text) };
                let wat = typed.map_or(unreadable.wat.to_owned(), |typed| format!("{}. Er staat: \"{typed}\"", unreadable.wat));
                self.report(&FORMULIER_WAARDE, field, &pointer, &wat, &unreadable.herstel);
            }
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

    /// The fields that were filled in and have no place in a dossier, all of them: those of ours by their name, others by their number.
    fn unknown(&self) -> Vec<Found> {
        let schema = &self.regeling.schema;
        let (mut of_ours, mut renamed_ones, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for field in self.unknown.iter().copied() {
            match renamed(&field.name, schema) {
                Some(name) => renamed_ones.push((name, field)),
                // Only the end of a name of ours: a program put its beginning somewhere else.
                None if is_of_ours(&field.name, schema) && field.name.starts_with(|c: char| c.is_ascii_digit()) => {
                    renamed_ones.push((field.name.clone(), field));
                }
                None if is_of_ours(&field.name, schema) => of_ours.push((field.name.clone(), field)),
                None => others.push(field),
            }
        }
        let mut found = Vec::new();
        if let Some((_, first)) = renamed_ones.first() {
            let page = first.page;
            let names = listed(renamed_ones.into_iter());
            let message = format!("Ingevulde velden die een ander programma heeft hernoemd, en die niet zijn overgenomen: {names}.");
            let diagnostic = Diagnostic::new(&FORMULIER_VELD_HERNOEMD, "", message, FORMULIER_VELD_HERNOEMD.herstel.clone());
            found.push(Found { diagnostic, page, field: None, keuze: None });
        }
        if let Some(first) = of_ours.first().map(|(_, field)| *field).or(others.first().copied()) {
            let mut names = listed(of_ours.into_iter());
            if !others.is_empty() {
                let pages: BTreeSet<usize> = others.iter().filter_map(|field| field.page).collect();
                let pages = pages.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
                let place = if pages.is_empty() { String::new() } else { format!(" op pagina {pages}") };
                let and = if names.is_empty() { "" } else { ", en nog " };
                names += &format!("{and}{}{place}", others.len());
            }
            let message = format!("Ingevulde velden die het dossier niet kent, en die niet zijn overgenomen: {names}.");
            let diagnostic = Diagnostic::new(&FORMULIER_ONBEKEND_VELD, "", message, FORMULIER_ONBEKEND_VELD.herstel.clone());
            found.push(Found { diagnostic, page: first.page, field: None, keuze: None });
        }
        found
    }

    fn finish(mut self, form: &Filled) -> (Part, Vec<Found>) {
        self.part.unplaced = self.unknown.len();
        let unknown = self.unknown();
        self.found.extend(unknown);
        if form.only_xfa > 0 {
            let message =
                format!("De pdf heeft een XFA-laag met {} ingevulde waarden die in geen veld staan; die zijn niet gelezen.", form.only_xfa);
            let diagnostic = Diagnostic::new(&FORMULIER_ALLEEN_GETEKEND, "", message, FORMULIER_ALLEEN_GETEKEND.herstel.clone());
            self.found.push(Found::whole(diagnostic));
        }
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

/// The names of fields behind each other, each with its page.
fn listed<'f>(fields: impl Iterator<Item = (String, &'f FilledField)>) -> String {
    let page = |field: &FilledField| field.page.map_or_else(String::new, |page| format!(" (pagina {page})"));
    fields.map(|(name, field)| format!("\"{name}\"{}", page(field))).collect::<Vec<_>>().join(", ")
}

/// Whether a message may repeat the name of a field: somebody else's may hold anything, one of ours is of keys and places.
fn is_of_ours(name: &str, schema: &Schema) -> bool {
    let is_place = |part: &str| part.len() <= PLACE_SHOWN && part.bytes().all(|byte| byte.is_ascii_digit());
    name.split('.').all(|part| schema.knows(part) || is_place(part))
}

/// The name that a field of ours had before another program put something before or behind it, as one that merges forms does.
fn renamed(name: &str, schema: &Schema) -> Option<String> {
    let digits = |c: char| c.is_ascii_digit();
    let bare = name.trim_end_matches([')', ']']).trim_end_matches(digits).trim_end_matches(['(', '[', '_', '-', '#', '+', ' ']);
    let tails = |name: &'_ str| -> Option<String> {
        let starts = std::iter::once(0).chain(name.match_indices('.').map(|(at, _)| at + 1));
        let is_field = |tail: &&str| site(&form::pointer(tail), schema).is_some_and(|site| Shape::of(site, schema).is_some());
        starts.map(|start| &name[start..]).find(is_field).map(str::to_owned)
    };
    tails(name).or_else(|| tails(bare))
}

/// What was typed, as a message shows it; `None` where it may be the number of a person.
fn typed(text: &str) -> Option<String> {
    if text.chars().filter(char::is_ascii_digit).count() > CIJFERS {
        return None;
    }
    let text = text.trim();
    let shown: String =
        text.chars().take(GETYPT).flat_map(|c| if fonts::is_invisible(c) { c.escape_unicode().collect() } else { vec![c] }).collect();
    Some(if text.chars().nth(GETYPT).is_some() { format!("{shown}…") } else { shown })
}

/// The schema of the value at a pointer; `None` where the model has no such value.
fn site<'s>(pointer: &str, schema: &'s Schema) -> Option<&'s Value> {
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
    Some(site)
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
