//! What the checks on texts find and miss, measured on tables of sentences (`tests/data`) and on altered copies of reports.
//!
//! `docs/tekstcontroles.md` states the rates; a pattern that makes one worse fails here.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect, and prints what it measured")]

use std::collections::BTreeSet;

use dossierpers::Diagnostic;
use serde_json::{Value, json};

use crate::fixture::{judged, read};

const DOSSIER: &str = include_str!("../fixtures/dossier.json");
const ZINNEN: &str = include_str!("data/zinnen.tsv");
const ZINNEN_CONTROLE: &str = include_str!("data/zinnen-controle.tsv");
const TALEN: &str = include_str!("data/talen.tsv");
const DOC: &str = include_str!("../docs/tekstcontroles.md");

const ONDERDELEN: [&str; 7] =
    ["casus_beschrijving", "opmerkingen_collegas", "eigen_bijdrage", "leervragen", "leereffect", "eigen_afwegingen", "eigen_acties"];
const CODES: [&str; 5] =
    ["niet-nederlands", "starr-voorbeelden-gelijk", "intervisie-verslagen-gelijk", "teksten-gelijk", "persoonsgegevens"];
const KINDS: [(&str, &str); 7] = [
    ("burgerservicenummer", "bsn"),
    ("rekeningnummer", "iban"),
    ("telefoonnummer", "telefoon"),
    ("e-mailadres", "email"),
    ("postcode met huisnummer", "adres"),
    ("geboortedatum", "geboortedatum"),
    ("naam van een persoon", "naam"),
];

/// The findings of the rules on texts about a dossier that reads without a fault.
fn findings(dossier: &Value) -> Vec<Diagnostic> {
    let input = read(dossier.to_string().as_bytes());
    assert_eq!(input.findings, []);
    judged(&input).into_iter().filter(|finding| CODES.contains(&&*finding.rule.code)).collect()
}

fn dossier() -> Value {
    serde_json::from_str(DOSSIER).unwrap()
}

/// A dossier in which each text fills a field of its own, and the pointers of those fields.
fn with_texts(texts: &[String]) -> (Value, Vec<String>) {
    let mut momenten: Vec<Value> = Vec::new();
    let mut pointers = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let (place, key) = (n / ONDERDELEN.len(), ONDERDELEN[n % ONDERDELEN.len()]);
        if place == momenten.len() {
            momenten.push(json!({ "datum": "2025-01-01" }));
        }
        momenten[place][key] = text.as_str().into();
        pointers.push(format!("/intervisiemomenten/{place}/{key}"));
    }
    (json!({ "intervisiemomenten": momenten }), pointers)
}

/// The rows of a table: left and right of the tab, `\n` as a line end.
fn rows(table: &str) -> Vec<(String, String)> {
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| row.split_once('\t').map(|(left, right)| (left.replace("\\n", "\n"), right.replace("\\n", "\n"))).unwrap()).collect()
}

/// What a table says of a rule: how many innocent texts gave a finding, how many others did not give what they should.
#[derive(Debug, Default)]
struct Rates {
    innocent: usize,
    alarms: Vec<String>,
    guilty: usize,
    misses: Vec<String>,
}

impl Rates {
    fn count(&mut self, is_innocent: bool, is_right: bool, text: &str) {
        let (all, wrong) = if is_innocent { (&mut self.innocent, &mut self.alarms) } else { (&mut self.guilty, &mut self.misses) };
        *all += 1;
        if !is_right {
            wrong.push(text.to_owned());
        }
    }

    fn line(&self, what: &str) -> String {
        let (alarms, misses) = (self.alarms.len(), self.misses.len());
        format!("- {what}: {alarms} of {} innocent texts gave an alarm, {misses} of {} others were missed", self.innocent, self.guilty)
    }
}

fn stands_in_doc(line: &str) {
    println!("{line}");
    assert!(DOC.lines().any(|of_doc| of_doc.starts_with(line)), "docs/tekstcontroles.md does not say: {line}");
}

fn kinds(findings: &[Diagnostic], pointer: &str) -> BTreeSet<&'static str> {
    let of_field = findings.iter().filter(|finding| finding.rule.code == "persoonsgegevens" && finding.path == pointer);
    of_field.map(|finding| KINDS.iter().find(|(words, _)| finding.message.contains(words)).unwrap().1).collect()
}

fn rates_of_personal_data(table: &str) -> Rates {
    let rows = rows(table);
    let (dossier, pointers) = with_texts(&rows.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>());
    let findings = findings(&dossier);
    let mut rates = Rates::default();
    for ((text, expected), pointer) in rows.iter().zip(&pointers) {
        let expected: BTreeSet<&str> = expected.split(',').filter(|kind| *kind != "-").collect();
        rates.count(expected.is_empty(), kinds(&findings, pointer) == expected, text);
    }
    println!("{rates:#?}");
    rates
}

#[test]
fn personal_data_is_found_at_the_stated_rate() {
    let rates = rates_of_personal_data(ZINNEN);
    assert!(rates.innocent >= 160 && rates.guilty >= 80);
    stands_in_doc(&rates.line("personal data"));
    stands_in_doc(&rates_of_personal_data(ZINNEN_CONTROLE).line("personal data, control set"));
}

#[test]
fn other_languages_are_found_at_the_stated_rate() {
    let rows = rows(TALEN);
    let (dossier, pointers) = with_texts(&rows.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>());
    let findings = findings(&dossier);
    let mut rates = Rates::default();
    for ((lang, text), pointer) in rows.iter().zip(&pointers) {
        let found = findings.iter().any(|finding| finding.rule.code == "niet-nederlands" && finding.path == *pointer);
        rates.count(lang == "nl", found == (lang != "nl"), text);
    }
    assert!(rates.innocent + rates.guilty >= 40);
    println!("{rates:#?}");
    stands_in_doc(&rates.line("language"));
}

/// A report with these seven elements.
fn report(text: impl Fn(&str) -> String) -> Value {
    let mut report = json!({ "datum": "2025-01-01" });
    for key in ONDERDELEN {
        report[key] = text(key).into();
    }
    report
}

/// A text in which one word in every `step` is another; words at the end of a line stay, since the number of a list may stand there.
fn altered(text: &str, step: usize) -> String {
    let is_replaced = |n: usize, word: &str| n % step == step - 1 && !word.contains('\n');
    let words = text.split(' ').enumerate().map(|(n, word)| if is_replaced(n, word) { format!("anders{n}") } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// How many of the reports in the fixture are recognised in a copy with one word in every `step` replaced.
fn copies_found(step: usize) -> (usize, usize) {
    let mut dossier = dossier();
    let originals = dossier["intervisiemomenten"].as_array().unwrap().clone();
    let copies: Vec<Value> = originals.iter().map(|moment| report(|key| altered(moment[key].as_str().unwrap(), step))).collect();
    dossier["intervisiemomenten"].as_array_mut().unwrap().extend(copies);
    let paths: Vec<String> = (0..originals.len()).map(|n| format!("/intervisiemomenten/{}", n + originals.len())).collect();
    let found = findings(&dossier).into_iter().filter(|finding| finding.rule.code == "intervisie-verslagen-gelijk");
    (found.filter(|finding| paths.contains(&finding.path)).count(), originals.len())
}

#[test]
fn altered_copies_are_found_at_the_stated_rate() {
    for step in [20, 10, 7, 5, 4, 3] {
        let (found, all) = copies_found(step);
        stands_in_doc(&format!("- copies: with one word in {step} replaced, {found} of {all} reports were recognised"));
    }
}

#[test]
fn the_valid_dossier_gives_no_finding() {
    let of_text: Vec<_> = findings(&dossier()).into_iter().filter(|finding| CODES.contains(&&*finding.rule.code)).collect();
    assert_eq!(of_text, []);
}

/// Applies a JSON Patch (RFC 6902) of `add`, `remove` and `replace`.
fn apply(document: &mut Value, patch: &Value) {
    for operation in patch.as_array().unwrap() {
        let pointer = operation["path"].as_str().unwrap();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/").replace("~0", "~");
        let value = operation.get("value").cloned();
        match (document.pointer_mut(parent).unwrap(), operation["op"].as_str().unwrap()) {
            (Value::Object(map), "remove") => drop(map.remove(&key).unwrap()),
            (Value::Object(map), "add" | "replace") => drop(map.insert(key, value.unwrap())),
            (Value::Array(items), "remove") => drop(items.remove(key.parse().unwrap())),
            (Value::Array(items), "replace") => items[key.parse::<usize>().unwrap()] = value.unwrap(),
            (Value::Array(items), "add") if key == "-" => items.push(value.unwrap()),
            (Value::Array(items), "add") => items.insert(key.parse().unwrap(), value.unwrap()),
            (_, other) => panic!("{other} at {pointer}"),
        }
    }
}

#[test]
fn each_fault_gives_its_one_code() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/hobeon-rib/fout");
    let before: Vec<Diagnostic> = findings(&dossier());
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let code = name.split('.').next().unwrap();
        let Some(code) = CODES.into_iter().find(|known| *known == code) else { continue };
        let mut dossier = dossier();
        apply(&mut dossier, &serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap());
        let new: Vec<_> = findings(&dossier).into_iter().filter(|finding| !before.contains(finding)).collect();
        let codes: Vec<_> = new.iter().map(|finding| &*finding.rule.code).collect();
        assert_eq!(codes, [code], "{name}: {new:#?}");
        seen.insert(code);
    }
    assert_eq!(seen.len(), CODES.len());
}

/// A hundred reports of full length, all different and then all the same: every pair is compared, and what a pair costs is linear.
#[test]
fn compares_a_hundred_long_reports() {
    for (distinct, expected) in [(true, 0), (false, 99)] {
        let word = |moment: usize, key: &str, n: usize| format!("{key}{}x{n}", if distinct { moment } else { 0 });
        let text = |moment: usize, key: &str| (0..300).map(|n| word(moment, key, n)).collect::<Vec<_>>().join(" ");
        let momenten: Vec<Value> = (0..100).map(|moment| report(|key| text(moment, key))).collect();
        let findings = findings(&json!({ "intervisiemomenten": momenten }));
        let found = findings.iter().filter(|finding| finding.rule.code == "intervisie-verslagen-gelijk").count();
        assert_eq!(found, expected);
    }
}
