//! Findings as SARIF 2.1.0, for editors and other tools that show the results of checks.

use std::path::Path;

use dossierpers::finding::{Definition, Ernst, Rule};
use dossierpers::input::Source;
use dossierpers::{Diagnostic, Regeling, registry};
use serde_json::{Value, json};

/// A file that was judged: its name, its regeling, its text and what was found in it.
pub(super) type Judged<'a> = (&'a Path, &'a Regeling, &'a Source, &'a [Diagnostic]);

/// A log of one run, with every rule of the regelingen at hand declared, and what kept a file from being read.
pub(super) fn log(files: &[Judged<'_>], unread: &[String]) -> Value {
    let mut rules: Vec<Definition> = Vec::new();
    for fault in files.iter().flat_map(|(_, regeling, ..)| registry::faults(regeling)) {
        if !rules.contains(&fault) {
            rules.push(fault);
        }
    }
    let results: Vec<Value> = files.iter().flat_map(|file| results(file, &rules)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dossierpers",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "nl-NL",
                "rules": rules.iter().map(|rule| declared(rule)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread.iter().map(|what| json!({ "level": "error", "message": { "text": what } })).collect::<Vec<_>>(),
            }],
            "language": "nl-NL",
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The findings of one file.
fn results((path, _, source, findings): &Judged<'_>, rules: &[Definition]) -> Vec<Value> {
    let uri: String = path.display().to_string().replace('\\', "/").chars().flat_map(escaped).collect();
    findings.iter().map(|finding| result(&uri, source, finding, rules)).collect()
}

fn declared(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.titel },
        "fullDescription": { "text": format!("{} {}", rule.wat, rule.waarom) },
        "help": { "text": format!("{} Bron: {}.", rule.herstel, rule.bron) },
        "defaultConfiguration": { "level": level(rule.ernst) },
    })
}

fn result(uri: &str, source: &Source, finding: &Diagnostic, rules: &[Definition]) -> Value {
    let place = source.position(finding);
    json!({
        "ruleId": finding.rule.code,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule),
        "level": level(finding.ernst),
        "message": { "text": format!("{} {}", finding.message, finding.help) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri },
                "region": { "startLine": place.line, "startColumn": place.column },
            },
            "logicalLocations": [{ "fullyQualifiedName": finding.pad() }],
        }],
    })
}

fn level(ernst: Ernst) -> &'static str {
    match ernst {
        Ernst::Fout | Ernst::TeDoen => "error",
        Ernst::Waarschuwing => "warning",
        Ernst::Beoordelaar | Ernst::Informatie => "note",
    }
}

/// A character of a path as a URI has it.
fn escaped(c: char) -> Vec<char> {
    if c.is_ascii_alphanumeric() || "-._~/:".contains(c) {
        return vec![c];
    }
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer).bytes().flat_map(|byte| format!("%{byte:02X}").chars().collect::<Vec<_>>()).collect()
}
