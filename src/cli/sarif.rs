//! Findings as SARIF 2.1.0, for editors and other tools that show the results of checks.

use std::path::Path;

use dossierpers::Diagnostic;
use dossierpers::input::Source;
use dossierpers::rules::{Ernst, RULES, Rule};
use serde_json::{Value, json};

/// A log of one run, with every rule declared.
pub(super) fn log(results: &[Value]) -> Value {
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dossierpers",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "nl-NL",
                "rules": RULES.iter().map(|rule| declared(rule)).collect::<Vec<_>>(),
            } },
            "language": "nl-NL",
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The findings of one file.
pub(super) fn results(path: &Path, source: &Source, findings: &[Diagnostic]) -> Vec<Value> {
    let uri: String = path.display().to_string().replace('\\', "/").chars().flat_map(escaped).collect();
    findings.iter().map(|finding| result(&uri, source, finding)).collect()
}

fn declared(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.titel },
        "fullDescription": { "text": format!("{} {}", rule.wat, rule.waarom) },
        "help": { "text": format!("{} Bron: {}.", rule.herstel, rule.bron) },
        "defaultConfiguration": { "level": level(rule) },
    })
}

fn result(uri: &str, source: &Source, finding: &Diagnostic) -> Value {
    let place = source.position(finding);
    json!({
        "ruleId": finding.rule.code,
        "ruleIndex": RULES.iter().position(|rule| rule.code == finding.rule.code),
        "level": level(finding.rule),
        "message": { "text": format!("{} {}", finding.message, finding.help) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri },
                "region": { "startLine": place.line, "startColumn": place.column },
            },
            "logicalLocations": [{ "fullyQualifiedName": finding.path }],
        }],
    })
}

fn level(rule: &Rule) -> &'static str {
    match rule.ernst {
        Ernst::Fout => "error",
        Ernst::Waarschuwing => "warning",
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
