//! Every fault has a fixture that gives exactly that fault: a JSON Patch (RFC 6902) against the complete dossier.
//!
//! A new case is a new file `templates/hobeon-rib/fout/<code>[.<variant>].json`; it needs no Rust. Files that the complete dossier names
//! are there; a file that only a patch names is not, or is what its name says: `nieuw` (there),
//! `onleesbaar`, `leeg` or `.heic`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dossierpers::Diagnostic;
use dossierpers::bewijs::kijk;
use dossierpers::finding::{Definition, Ernst, Stage};
use dossierpers::regeling::{AnderSoort, Bestandsstaat, Files, Subject, check};

use serde_json::Value;

use crate::fixture::{REGELING, RULES, read as read_bytes};

/// Codes without a patch: they need a text that is not JSON, pages, or a regeling that had an older version of its data (`cli.rs`). Those
/// of forms are in `import.rs`.
const ELSEWHERE: [&str; 8] = [
    "json-ongeldig",
    "bestand-andere-codering",
    "dossier-ouder",
    "schema-dubbele-sleutel",
    "document-te-lang",
    "invulveld-te-klein",
    "bundel-formaat",
    "bundel-te-groot",
];

/// Codes that come to light where the documents are known beside the data: `stukken.rs`.
const OF_DOCUMENTS: [&str; 5] = [
    "voorbeeld-niet-vervangen",
    "bewijs-niet-bekeken",
    "ondertekend-bestand-anders",
    "ondertekend-bestand-niet-getekend",
    "ondertekend-bestand-bekijken",
];

/// The fault that comes to light on pages: `regeling check` makes them.
const ON_PAGES: &str = "intervisie-te-lang";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Where the patches are.
fn faults() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/hobeon-rib/fout")
}

pub(crate) fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn complete() -> Value {
    json(&fixtures().join("dossier.json"))
}

/// A patched dossier: the name of the fixture without extension, the dossier, and everything that is found in it.
struct Case {
    name: String,
    dossier: Value,
    found: Vec<Diagnostic>,
}

impl Case {
    fn code(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }
}

/// The files that the complete dossier names, as they are.
static PRESENT: LazyLock<Files> = LazyLock::new(|| {
    let whole = read(&complete()).value;
    let states = REGELING.named_files(&whole).into_iter().map(|(_, name)| {
        let bytes = std::fs::read(fixtures().join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let state = kijk(&bytes, &REGELING).expect("a state");
        assert!(matches!(state, Bestandsstaat::Gelezen(_)), "{name}: {state:?}");
        (name, state)
    });
    states.collect()
});

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let folder = std::fs::read_dir(faults()).expect("a folder of faults");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    let of_rules = paths.filter(|path| path.file_stem().is_none_or(|name| name != ON_PAGES));
    let mut cases: Vec<Case> = of_rules.map(|path| case(&path)).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
});

fn case(path: &Path) -> Case {
    let mut dossier = complete();
    apply(&mut dossier, &json(path));
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    Case { name, found: findings(&dossier), dossier }
}

fn read(dossier: &Value) -> dossierpers::Input {
    read_bytes(dossier.to_string().as_bytes())
}

/// Applies the operations add, remove and replace of a JSON Patch.
pub(crate) fn apply(dossier: &mut Value, patch: &Value) {
    for operation in patch.as_array().expect("a list of operations") {
        let text = |key: &str| operation[key].as_str().unwrap_or_else(|| panic!("{operation} has no {key}"));
        let (parent, key) = text("path").rsplit_once('/').expect("a pointer");
        let parent = dossier.pointer_mut(parent).unwrap_or_else(|| panic!("{operation}: nothing there"));
        match (text("op"), parent) {
            ("add", Value::Array(items)) if key == "-" => items.push(operation["value"].clone()),
            ("remove", Value::Array(items)) => drop(items.remove(key.parse().expect("an index"))),
            ("replace", Value::Array(items)) => items[key.parse::<usize>().expect("an index")] = operation["value"].clone(),
            ("add", Value::Object(fields)) => {
                assert!(fields.insert(key.to_owned(), operation["value"].clone()).is_none(), "{operation}: is there");
            }
            ("remove", Value::Object(fields)) => assert!(fields.shift_remove(key).is_some(), "{operation}: nothing there"),
            ("replace", Value::Object(fields)) => {
                assert!(fields.insert(key.to_owned(), operation["value"].clone()).is_some(), "{operation}: nothing there");
            }
            _ => panic!("{operation} is not understood"),
        }
    }
}

fn files(dossier: &Value) -> Files {
    let state = |name: &str| match PRESENT.get(name) {
        Some(state) => state.clone(),
        None if name.contains("nieuw") => Bestandsstaat::Aanwezig,
        None if name.contains("onleesbaar") => Bestandsstaat::Onleesbaar,
        None if name.contains("leeg") => Bestandsstaat::Leeg,
        None if name.contains("heic") => Bestandsstaat::AnderSoort(AnderSoort::Heic),
        None => Bestandsstaat::Ontbreekt,
    };
    REGELING.named_files(dossier).into_iter().map(|(_, name)| (name.clone(), state(&name))).collect()
}

/// Everything that reading and judging finds.
fn findings(dossier: &Value) -> Vec<Diagnostic> {
    let input = read(dossier);
    let files = files(&input.value);
    let subject = Subject { value: &input.value, regeling: &REGELING, left_out: &input.left_out, files: Some(&files) };
    input.findings.iter().cloned().chain(check(&subject).expect("rules that can be evaluated")).collect()
}

fn codes(findings: &[Diagnostic], errors: bool) -> BTreeSet<&str> {
    findings.iter().filter(|finding| finding.is_error() == errors).map(|finding| &*finding.rule.code).collect()
}

fn rule(code: &str) -> &'static Definition {
    RULES.iter().find(|rule| rule.code == code).unwrap_or_else(|| panic!("no rule has the code {code}"))
}

#[test]
fn the_complete_dossier_has_no_fault() {
    assert_eq!(findings(&complete()), []);
}

#[test]
fn each_fixture_gives_exactly_its_fault() {
    for case @ Case { name, found, .. } in CASES.iter() {
        let codes: Vec<&str> = found.iter().map(|finding| &*finding.rule.code).collect();
        assert_eq!(codes, [case.code()], "{name} has one fault, so one finding: {found:#?}");
        assert!(found.iter().all(|finding| finding.ernst >= rule(case.code()).ernst), "{name} is heavier than its definition says");
    }
}

/// A contract that runs on after the application, and a signature of up to 92 days before it.
#[test]
fn refuses_no_honest_statement() {
    for (signed, end) in
        [("2026-06-01", Value::Null), ("2026-06-01", "2026-12-31".into()), ("2026-03-01", Value::Null), ("2026-03-01", "2026-06-01".into())]
    {
        let mut dossier = complete();
        dossier["werkverklaringen"][1]["ondertekening"]["datum"] = signed.into();
        dossier["werkverklaringen"][1]["dienstverbanden"][0]["datum_tot"] = end;
        assert_eq!(findings(&dossier), [], "signed {signed}");
    }
}

/// What does not count refuses only where the norm is missed for want of it.
#[test]
fn a_surplus_never_refuses() {
    for (fixture, list, enough, too_few) in [
        ("activiteit-buiten-periode", "/activiteiten", 15, 8),
        ("activiteit-dubbel", "/activiteiten", 15, 8),
        ("intervisie-is-casuistiek", "/intervisiemomenten", 13, 12),
        ("intervisie-ander-vakgebied", "/intervisiemomenten", 13, 12),
        ("intervisie-buiten-periode", "/intervisiemomenten", 13, 12),
        ("intervisie-dubbel", "/intervisiemomenten", 13, 12),
    ] {
        for (length, ernst) in [(enough, Ernst::Waarschuwing), (too_few, Ernst::Fout)] {
            let mut dossier = complete();
            apply(&mut dossier, &json(&faults().join(format!("{fixture}.json"))));
            let items = dossier.pointer_mut(list).and_then(Value::as_array_mut).expect("a list");
            // What the patch is about is first, last, or what the last is the same as.
            let told = |item: &Value| (item["titel"].as_str().map(str::to_lowercase), item["datum"].clone());
            let last = items.last().map(told);
            let mut place = items.len() - 1;
            while items.len() > length {
                place -= 1;
                if Some(told(&items[place])) != last {
                    items.remove(place);
                }
            }
            let found = findings(&dossier);
            let own: Vec<_> = found.iter().filter(|finding| finding.rule.code == fixture).map(|finding| finding.ernst).collect();
            assert_eq!(own, [ernst], "{fixture} with {length}: {found:#?}");
        }
    }
}

#[test]
fn each_finding_points_into_the_dossier_and_says_what_to_do() {
    for (Case { name, dossier, .. }, finding) in each_finding() {
        let (parent, _) = finding.path.rsplit_once('/').unwrap_or_else(|| panic!("{name}: no pointer in {finding:?}"));
        let near = [parent, parent.rsplit_once('/').map_or("", |(above, _)| above)];
        assert!(near.iter().any(|pointer| dossier.pointer(pointer).is_some()), "{name}: nothing near {}", finding.path);
        assert!(finding.message.ends_with(['.', '?']) && finding.help.ends_with(['.', '?']), "{name}: {finding:#?}");
    }
}

#[test]
fn findings_never_repeat_a_name() {
    let names = ["Noor", "Oever", "Verzonnen", "Bedacht", "example.nl"];
    for (Case { name, .. }, finding) in each_finding() {
        let told = format!("{} {}", finding.message, finding.help);
        assert!(!names.iter().any(|personal| told.contains(personal)), "{name}: {told}");
    }
}

fn each_finding() -> impl Iterator<Item = (&'static Case, &'static Diagnostic)> {
    CASES.iter().flat_map(|case| case.found.iter().map(move |finding| (case, finding)))
}

#[test]
fn each_code_is_unique_and_stands_alone() {
    let mut seen = BTreeSet::new();
    for rule in RULES.iter() {
        assert!(seen.insert(&*rule.code), "{} is used twice", rule.code);
        let plain = rule.code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(plain && !rule.code.starts_with('-') && !rule.code.ends_with('-') && !rule.code.contains("--"), "{}", rule.code);
    }
}

#[test]
fn each_rule_explains_itself() {
    for rule in RULES.iter() {
        for part in [&rule.titel, &rule.bron, &rule.wat, &rule.waarom, &rule.voorbeeld, &rule.herstel] {
            assert!(!part.trim().is_empty(), "{} leaves a part of its explanation empty", rule.code);
        }
        assert!(!rule.titel.ends_with('.'), "{}: a title is no sentence", rule.code);
    }
}

#[test]
fn each_rule_has_a_fixture() {
    let covered: BTreeSet<&str> = CASES.iter().map(Case::code).collect();
    for rule in RULES.iter() {
        if OF_DOCUMENTS.contains(&&*rule.code) {
            continue;
        }
        let elsewhere = ELSEWHERE.contains(&&*rule.code) || rule.stage == Stage::Form || rule.code == ON_PAGES;
        assert_ne!(
            covered.contains(&*rule.code),
            elsewhere,
            "{} needs a fixture in templates/hobeon-rib/fout, or a place in ELSEWHERE",
            rule.code
        );
        assert!(!elsewhere || rule.stage != Stage::Regeling, "{} is found in the dossier: it needs a fixture", rule.code);
    }
}

#[test]
fn what_was_refused_has_one_finding() {
    let mut dossier = complete();
    for key in ["aanvraagdatum", "kandidaat", "werkverklaringen", "ervaringsverklaring", "activiteiten", "intervisiemomenten", "bijgevoegd"]
    {
        dossier[key] = Value::from(7);
    }
    assert_eq!(codes(&findings(&dossier), true), BTreeSet::from(["schema-type"]));
    assert_eq!(findings(&Value::from("geen dossier")).len(), 1);
}

#[test]
fn an_empty_dossier_lacks_each_part_once() {
    let expected = [
        "aanvraagdatum-ontbreekt",
        "aanvraagformulier-ontbreekt",
        "ervaringsverklaring-ontbreekt",
        "overeenkomst-ontbreekt",
        "werkverklaring-ontbreekt",
    ];
    let found = findings(&serde_json::json!({}));
    assert_eq!((codes(&found, true), found.len()), (BTreeSet::from(expected), expected.len()));
}

#[test]
fn nothing_is_said_about_files_that_nobody_looked_at() {
    let input = read(&complete());
    let subject = Subject { value: &input.value, regeling: &REGELING, left_out: &[], files: None };
    assert_eq!(check(&subject).expect("rules"), []);
    let empty = Files::new();
    assert_eq!(check(&Subject { files: Some(&empty), ..subject }).expect("rules"), []);
}
