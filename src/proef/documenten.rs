//! The documents of a regeling, tried: every template for the example and empty, every field asked, every file with a name of its own.

use std::collections::BTreeSet;

use serde_json::Value;

use super::gebrek::Gebrek;
use super::kopjes::Kopjes;
use super::maker::Maker;
use crate::documents::Purpose;
use crate::error::Error;
use crate::finding::is_within;
use crate::input::{self, Input};
use crate::pdf;
use crate::press::{Job, Made, Status, about_the_trial};
use crate::regeling::{BESTAND, Regeling, SCHEMA, VOORBEELD};
use crate::schema::Schema;

/// Tries the documents. `example` is the example as it was read, where there is one.
pub(super) fn check(
    regeling: &Regeling,
    example: Option<&Input>,
    toml_text: &str,
    schema_text: &str,
    maker: &Maker<'_>,
    found: &mut Vec<Gebrek>,
) -> Result<usize, Error> {
    let mut asked = BTreeSet::new();
    for purpose in [Purpose::Screen, Purpose::Pen] {
        let Some(forms) = told((maker.blank)(purpose), regeling, toml_text, found)? else { continue };
        asked.extend(forms.iter().flat_map(fields));
    }
    if !asked.is_empty() {
        unasked(regeling, &asked, schema_text, found);
    }
    let empty = input::read(b"{}", regeling)?;
    told((maker.check)(&empty, &Job::default()), regeling, toml_text, found)?;
    let Some(example) = example else { return Ok(0) };
    let Some(verdict) = told((maker.check)(example, &Job::default()), regeling, toml_text, found)? else { return Ok(0) };
    for finding in verdict.findings.iter().filter(|finding| finding.is_error() && !about_the_trial(finding)) {
        let what = format!("In het voorbeeld is iets mis ({}): {}", finding.rule.code, finding.message);
        let line = example.source.position(finding).line;
        found.push(Gebrek::new(VOORBEELD, what, &finding.help).at(Some(line)));
    }
    same_names(regeling, example, toml_text, maker, found)?;
    Ok(verdict.documents.len())
}

/// What came of trying; a template that does not compile or an expression that cannot be evaluated is a mistake, with its line.
pub(super) fn told<T>(result: Result<T, Error>, regeling: &Regeling, toml_text: &str, found: &mut Vec<Gebrek>) -> Result<Option<T>, Error> {
    let seen = match result {
        Ok(value) => return Ok(Some(value)),
        Err(Error::Template(what)) => templates(&what, regeling),
        Err(Error::Regeling(what)) => vec![evaluation(&what, toml_text)],
        Err(other) => return Err(other),
    };
    for gebrek in seen {
        if !found.contains(&gebrek) {
            found.push(gebrek);
        }
    }
    Ok(None)
}

/// Messages of Typst: the kind of document, and then a line each.
fn templates(messages: &str, regeling: &Regeling) -> Vec<Gebrek> {
    let (soort, lines) = messages.split_once(": ").filter(|(soort, _)| regeling.kinds().contains(soort)).unwrap_or(("", messages));
    let known = |file: &str| regeling.sjablonen.contains_key(file);
    let whole = format!("{soort}.typ");
    lines.lines().map(|line| template(line, &whole, &known)).collect()
}

/// A message of Typst: `file:line: what is wrong`. One without a place, or in what is ours, is about the template of the document.
fn template(message: &str, whole: &str, known: &dyn Fn(&str) -> bool) -> Gebrek {
    let placed = message.split_once(": ").and_then(|(place, what)| {
        let (file, line) = place.rsplit_once(':')?;
        Some((file, line.parse::<usize>().ok()?, what))
    });
    let own = placed.filter(|(file, ..)| known(file));
    if let Some((file, line, what)) = own {
        let cure = "Verbeter het sjabloon op deze regel; de melding is van Typst.";
        return Gebrek::new(file, format!("Typst: {what}"), cure).at(Some(line));
    }
    let what = placed.map_or(message, |(.., what)| what);
    let file = if known(whole) { whole } else { "" };
    if what.starts_with("unresolved import") {
        let cure = "Begin het sjabloon met #let bijlage(d) = { ... }.";
        return Gebrek::new(file, "Het sjabloon heeft geen functie bijlage(d).", cure).at(Some(1));
    }
    Gebrek::new(file, format!("Typst: {what}"), "Verbeter het sjabloon; de melding is van Typst.").at(Some(1))
}

/// An expression or a text that cannot be evaluated: `regeling.toml: why: source`.
fn evaluation(what: &str, toml_text: &str) -> Gebrek {
    let what = what.strip_prefix(BESTAND).map_or(what, |rest| rest.trim_start_matches([':', ' ']));
    let shown = |source: &str| toml_text.lines().position(|line| line.replace("\\\"", "\"").contains(source));
    // The reason may hold a colon as well: what is tried is everything behind each.
    let mut sources =
        what.match_indices(": ").filter_map(|(at, sign)| what[at + sign.len()..].lines().find(|line| !line.trim().is_empty()));
    let line = sources.find_map(|source| shown(source.trim()));
    let cure = "Verbeter de expressie of de tekst; functies en wat zij verwachten staan in docs/regeling-maken.md.";
    Gebrek::new(BESTAND, format!("Deze expressie of tekst {what}."), cure).at(line.map(|line| line + 1))
}

/// The names of the fields of a form.
fn fields(made: &Made) -> Vec<String> {
    let Status::Made(bytes) = &made.status else { return Vec::new() };
    pdf::read(bytes).map(|form| form.fields.into_iter().map(|field| field.name).collect()).unwrap_or_default()
}

fn unasked(regeling: &Regeling, asked: &BTreeSet<String>, schema_text: &str, found: &mut Vec<Gebrek>) {
    let mut leaves = Vec::new();
    leaves_of(&regeling.schema, regeling.schema.root(), "", "", &mut leaves);
    for (pointer, place) in leaves {
        let excused = |known: &String| is_within(&pointer, &known.replace('*', "0"));
        let own = ["/$schema", "/schema_versie", "/regeling"].contains(&pointer.as_str());
        if own || asked.contains(&crate::form::name(&pointer)) || regeling.gegevens.niet_gevraagd.iter().any(excused) {
            continue;
        }
        let what = format!("Geen formulier vraagt naar \"{}\" ({pointer}).", regeling.schema.label(&pointer));
        let cure = "Zet het veld in een sjabloon en de rijen van zijn lijst bij `rijen`, of noem het bij `niet_gevraagd`.";
        found.push(Gebrek::new(SCHEMA, what, cure).at(input::line_of(schema_text, &place)));
    }
}

/// The leaves of a schema: pointer in the data, `0` for a place in a list, and pointer of its definition in the schema.
fn leaves_of(schema: &Schema, site: &Value, pointer: &str, place: &str, leaves: &mut Vec<(String, String)>) {
    let node = schema.resolve(site);
    let target =
        site.get("$ref").and_then(Value::as_str).map_or_else(|| place.to_owned(), |target| target.trim_start_matches('#').to_owned());
    if let Some(properties) = node.get("properties").and_then(Value::as_object) {
        for (key, field) in properties {
            let key = crate::finding::escape(key);
            leaves_of(schema, field, &format!("{pointer}/{key}"), &format!("{target}/properties/{key}"), leaves);
        }
    } else if let Some(items) = node.get("items") {
        leaves_of(schema, items, &format!("{pointer}/0"), &format!("{target}/items"), leaves);
    } else {
        leaves.push((pointer.to_owned(), place.to_owned()));
    }
}

/// Documents of the example that would get one file name: the program tells them apart by a code behind it, that says nothing to anybody.
fn same_names(regeling: &Regeling, example: &Input, toml_text: &str, maker: &Maker<'_>, found: &mut Vec<Gebrek>) -> Result<(), Error> {
    let Some(documents) = told((maker.documents)(example), regeling, toml_text, found)? else { return Ok(()) };
    let kopjes = Kopjes::of(toml_text);
    let coded: BTreeSet<&str> = documents.iter().filter(|made| made.gecodeerd).map(|made| made.soort.as_str()).collect();
    for soort in coded {
        let place = regeling.gegevens.documenten.iter().position(|entry| entry.soort == soort).unwrap_or_default();
        let what = format!("Documenten van de soort \"{soort}\" krijgen bij het voorbeeld dezelfde bestandsnaam als een ander.");
        let cure = "Neem in `bestandsnaam` iets op dat ze onderscheidt, zoals {{ datum }}, of in `onderscheid`.";
        found.push(Gebrek::new(BESTAND, what, cure).at(kopjes.line("documenten", place, Some("bestandsnaam"))));
    }
    Ok(())
}
