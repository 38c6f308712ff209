//! What `check` says to a program and to a spreadsheet: one shape for one dossier and for many, and nothing that was asked for is absent.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr, stdout};

const COMPLETE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/dossier.json");
const EMPLOYER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/werkverklaring.json");
const LEIDRAAD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/verantwoording-leidraad-jobcoach.json");

/// A folder with a file that is no JSON.
fn broken() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kapot.json");
    fs::write(&path, "{ dit is geen JSON").expect("written");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

fn said(inputs: &[&str]) -> (Option<i32>, Value) {
    let checked = dossierpers(&[&["check", "--format", "json"], inputs].concat());
    (checked.status.code(), serde_json::from_slice(&checked.stdout).expect("JSON"))
}

#[test]
fn its_schema_describes_every_verdict_and_only_those() {
    let printed = dossierpers(&["schema", "--output"]);
    let schema: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let (_folder, broken) = broken();
    let many = [COMPLETE, EMPLOYER, LEIDRAAD, &broken, "er-is-niets.json"];
    for inputs in many.iter().map(std::slice::from_ref).chain([&many[..]]) {
        let (_, value) = said(inputs);
        let faults: Vec<_> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{inputs:?}");
        assert_eq!(value["dossiers"].as_array().map(Vec::len), Some(inputs.len()));
        assert_eq!(value["versie"], env!("CARGO_PKG_VERSION"));
    }
    let (_, mut other) = said(&[COMPLETE]);
    other["dossiers"][0]["bevindingen"][0]["ernst"] = json!("erg");
    assert!(!validator.is_valid(&other));
    assert!(!validator.is_valid(&said(&[COMPLETE]).1["dossiers"][0]));
}

#[test]
fn says_whose_it_is_under_what_and_what_it_comes_to() {
    let (code, value) = said(&[COMPLETE, LEIDRAAD, "er-is-niets.json"]);
    assert_eq!(code, Some(2));
    let [one, two, three] = value["dossiers"].as_array().expect("a list").as_slice() else { panic!("three: {value}") };
    assert_eq!((&one["bestand"], &one["oordeel"]), (&json!(COMPLETE), &json!("indienbaar")));
    assert_eq!(one["wie"], json!({ "label": "Kandidaat", "naam": "Noor van den Oever" }));
    assert_eq!((&one["peildatum"], &one["regeling"]), (&json!("2026-06-01"), &json!({ "id": "hobeon-rib", "versie": "1" })));
    let pe = &one["totalen"].as_array().expect("totals")[0];
    assert_eq!((&pe["id"], &pe["norm"]["getal"]), (&json!("pe"), &json!(32)));
    assert_eq!((&pe["waarde"]["exact"], &pe["waarde"]["afgedrukt"]), (&json!("245/6"), &json!("40,83")));
    assert!((pe["waarde"]["getal"].as_f64().expect("a number") - 245.0 / 6.0).abs() < 1e-9);
    assert_eq!((&two["wie"]["label"], &two["peildatum"]), (&json!("Opsteller"), &Value::Null));
    assert_eq!((&two["wie"]["naam"], &two["regeling"]["id"]), (&json!("Werkgroep Leidraad Jobcoach"), &json!("akc-leidraad")));
    assert_eq!(two["totalen"].as_array().map(Vec::len), Some(3));
    assert_eq!((&three["bestand"], &three["oordeel"]), (&json!("er-is-niets.json"), &json!("onleesbaar")));
    assert!(three["melding"].as_str().expect("words").contains("bestaat niet"));
    let (_, later) = said(&[COMPLETE, "--op", "2030-01-01"]);
    assert_eq!(later["dossiers"][0]["peildatum"], "2030-01-01");
}

#[test]
fn many_dossiers_are_a_table_for_each_regeling_with_the_worst_first() {
    let (_folder, broken) = broken();
    let checked = dossierpers(&["check", COMPLETE, LEIDRAAD, EMPLOYER, "er-is-niets.json", &broken]);
    assert_eq!(checked.status.code(), Some(2));
    let shown = stdout(&checked);
    let lines: Vec<&str> = shown.lines().collect();
    let at = |what: &str| lines.iter().position(|line| line.contains(what)).unwrap_or_else(|| panic!("{what}\n{shown}"));
    assert!(
        at("er-is-niets.json") < at("kapot.json")
            && at("kapot.json") < at("werkverklaring.json")
            && at("werkverklaring.json") < at("dossier.json"),
        "{shown}"
    );
    let head = lines[at("PE-punten")];
    for label in ["Kandidaat", "PE-punten", "vakoverleg", "Werkervaring", "Intervisie", "Oordeel", "Bestand"] {
        assert!(head.contains(label), "{label}\n{shown}");
    }
    let complete = lines[at("dossier.json")];
    for cell in ["Noor van den Oever", "40,83 / 32", "12 / 12", "  indienbaar  "] {
        assert!(complete.contains(cell), "{cell}\n{shown}");
    }
    assert_eq!(complete.chars().take_while(|c| *c != '4').count(), head.chars().take_while(|c| *c != 'P').count(), "columns\n{shown}");
    assert!(lines[at("Opsteller")].contains("Stappen") && shown.contains("Verantwoording van een leidraad\n"), "{shown}");
    assert!(lines[at("kapot.json")].contains("–") && lines[at("kapot.json")].contains("niet indienbaar"), "{shown}");
    assert!(stderr(&checked).contains("er-is-niets.json"));
}

#[test]
fn a_spreadsheet_gets_a_line_for_each_dossier_and_no_formula() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("formule.json");
    let evil =
        json!({ "regeling": "hobeon-rib", "kandidaat": { "voornaam_voorletters": "=HYPERLINK(\"x\");a", "achternaam": "Verzonnen" } });
    fs::write(&path, evil.to_string()).expect("written");
    let inputs = [COMPLETE, LEIDRAAD, "er-is-niets.json", path.to_str().expect("UTF-8")];
    let checked = dossierpers(&[&["check", "--format", "csv"][..], &inputs].concat());
    let text = stdout(&checked);
    let text = text.strip_prefix('\u{feff}').expect("a mark of UTF-8");
    assert!(text.lines().count() == 5 && text.ends_with("\r\n"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("rows of equal length");
    let cell =
        |row: usize, name: &str| rows[row].get(head.iter().position(|one| one == name).expect("a column")).expect("a cell").to_owned();
    assert_eq!((cell(0, "bestand"), cell(0, "naam")), (COMPLETE.to_owned(), "Noor van den Oever".to_owned()));
    assert_eq!([cell(0, "pe"), cell(0, "pe_exact"), cell(0, "pe_norm")], ["40,83", "'245/6", "32"]);
    assert_eq!([cell(0, "oordeel"), cell(0, "bewijs"), cell(0, "fouten")], ["indienbaar", "bekeken", "0"]);
    assert_eq!([cell(1, "regeling"), cell(1, "pe"), cell(1, "stappen_exact")].map(|cell| cell.is_empty()), [false, true, false]);
    assert_eq!((cell(2, "oordeel"), cell(2, "naam")), ("onleesbaar".to_owned(), String::new()));
    assert!(cell(2, "melding").contains("bestaat niet"));
    assert!(cell(3, "naam").starts_with("'=HYPERLINK"), "{}", cell(3, "naam"));
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert_eq!(checked.status.code(), Some(2));
}

/// As the README says: what a command was asked for goes to standard output, and that is all of the verdict of `check`; what it says about
/// its own work goes to standard error.
#[test]
fn a_verdict_goes_to_standard_output_and_other_messages_to_standard_error() {
    let checked = dossierpers(&["check", EMPLOYER]);
    assert!(stdout(&checked).contains("te doen[aanvraagformulier-ontbreekt]") && stderr(&checked).is_empty(), "{}", stderr(&checked));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    fs::write(&path, json!({ "regeling": "hobeon-rib", "kandidaat": { "achternaam": 1 } }).to_string()).expect("written");
    let rendered = dossierpers(&["render", path.to_str().expect("UTF-8"), "--out", folder.path().join("uit").to_str().expect("UTF-8")]);
    assert!(stdout(&rendered).is_empty() && stderr(&rendered).contains("fout[schema-type]"), "{}", stderr(&rendered));
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a file");
    assert!(readme.contains("the verdict of `check` with its findings goes to standard output"));
}
