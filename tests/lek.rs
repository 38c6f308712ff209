//! No value of a person leaves by the side door: a marker put in every kind of place is in no message, path or line that is shown.

use std::fs;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::{REGELING, judged, read, value};

/// A number and a name that stand nowhere else.
const NUMMER: u64 = 123_456_782;
const NAAM: &str = "Quirijn Zwartewolk-123456782";
/// What may be in nothing that is told.
const TEKENS: [&str; 3] = ["123456782", "Quirijn", "Zwartewolk"];

/// The complete dossier with one element in every list, and the marker under a name that nobody is told.
fn small() -> Value {
    fn shorten(value: &mut Value) {
        match value {
            Value::Array(items) => {
                items.truncate(1);
                items.iter_mut().for_each(shorten);
            }
            Value::Object(fields) => fields.values_mut().for_each(shorten),
            _ => {}
        }
    }
    let mut small = value();
    shorten(&mut small);
    small
}

fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, value)| pointers(value, &format!("{at}/{place}"), found)),
        _ => {}
    }
    found.push(at.to_owned());
}

/// Everything that any output tells of the findings about a text.
fn told(json: &str) -> Vec<String> {
    let input = read(json.as_bytes());
    let mut findings = input.findings.clone();
    findings.extend(judged(&input));
    let lines = findings.iter().map(|finding| {
        let shown = input.source.shown(finding, &REGELING.schema);
        assert!(shown.tekst.get(shown.plek.clone()).is_some(), "{shown:?}");
        format!("{} {} {} {} {}", finding.rule.code, finding.pad(), finding.message, finding.help, shown.tekst)
    });
    lines.collect()
}

fn holds_no_marker(json: &str, what: &str) -> usize {
    let told = told(json);
    let leak = told.iter().find(|line| TEKENS.iter().any(|marker| line.contains(marker)));
    assert!(leak.is_none(), "{what}: {leak:?}");
    told.len()
}

/// Wrong values of every kind, all with the marker.
fn wrong() -> Vec<Value> {
    let mut values = vec![
        json!(NAAM),
        json!(NUMMER),
        json!(-1.5e9 * 0.123_456_782),
        json!([NAAM, NUMMER]),
        json!({ NAAM: NAAM }),
        json!({ "naam": NAAM, "datum": NUMMER }),
        json!(format!("# {NAAM}\n\n<b>{NAAM}</b> [x]({NAAM})")),
        json!(format!("{NAAM} \u{202e}\u{1f600}")),
        json!(format!("{NAAM} is geboren op 1-2-1980, BSN {NUMMER}, mevrouw {NAAM}")),
        json!(format!("{NAAM}/../../{NUMMER}.pdf")),
    ];
    values.push(json!(format!("{NAAM} ").repeat(2000)));
    values
}

#[test]
fn no_wrong_value_is_told_whatever_field_it_is_in() {
    let small = small();
    let mut all = Vec::new();
    pointers(&small, "", &mut all);
    let mut findings = 0;
    for pointer in &all {
        for value in wrong() {
            let mut changed = small.clone();
            *changed.pointer_mut(pointer).expect("a value") = value.clone();
            for text in [changed.to_string(), serde_json::to_string_pretty(&changed).expect("JSON")].iter().take(1) {
                findings += holds_no_marker(text, pointer);
            }
        }
    }
    assert!(all.len() > 100 && findings > 1000, "{} places, {findings} findings", all.len());
}

#[test]
fn no_unknown_key_is_told() {
    let small = small();
    let mut all = Vec::new();
    pointers(&small, "", &mut all);
    let keys =
        ["Quirijn", "Zwartewolk", "123456782", "naam_Quirijn", "datumZwartewolk", "titel 123456782", "a/b~Quirijn", "…Quirijn", "Quirijn…"];
    for pointer in &all {
        for key in keys {
            let mut changed = small.clone();
            let Some(Value::Object(fields)) = changed.pointer_mut(pointer) else { continue };
            fields.insert(key.to_owned(), json!({ "Quirijn": NAAM }));
            let text = changed.to_string();
            assert!(holds_no_marker(&text, pointer) > 0, "{pointer}: {key} is no finding");
            // The same key twice: the second is found while the text is read.
            let twice = format!("\"{key}\":{{\"Quirijn\":");
            holds_no_marker(&text.replacen(&twice, &format!("\"{key}\":1,{twice}"), 1), pointer);
        }
    }
}

#[test]
fn a_near_key_is_told_and_another_by_its_line_and_column() {
    let findings = |key: &str| read(format!("{{\n  \"kandidaat\": {{ \"{key}\": \"x\" }}\n}}").as_bytes()).findings;
    let find = |key: &str| findings(key).into_iter().find(|finding| finding.rule.code == "schema-onbekende-sleutel").expect("a finding");
    let near = find("achternam");
    assert!(near.pad() == "/kandidaat/achternam" && near.message.contains("\"achternam\"") && near.help.contains("achternaam"), "{near:?}");
    let far = find("Quirijn");
    assert_eq!((far.pad(), far.message.as_str()), ("/kandidaat", "Binnen \"Kandidaat\" staat een onbekend veld: regel 2, kolom 18."));
}

#[test]
fn an_unknown_section_costs_no_document() {
    let mut changed = small();
    changed.as_object_mut().expect("an object").insert("Quirijn".to_owned(), json!(1));
    let input = read(changed.to_string().as_bytes());
    assert!(input.value.get("Quirijn").is_none() && input.value.get("kandidaat").is_some(), "{:?}", input.left_out);
}

#[test]
fn what_cannot_be_about_a_person_is_shown() {
    let mut changed = small();
    changed["aanvraagdatum"] = json!("2026-02-30");
    changed["activiteiten"][0]["tijd_voorbereiding_min"] = json!(-5);
    changed["werkverklaringen"][0]["dienstverbanden"][0]["fte"] = json!(1.25);
    let lines = told(&changed.to_string());
    for shown in ["\"aanvraagdatum\": \"2026-02-30\"", "\"tijd_voorbereiding_min\": -5", "\"fte\": 1.25"] {
        assert!(lines.iter().any(|line| line.ends_with(shown)), "{shown}: {lines:#?}");
    }
    let mut born = small();
    born["kandidaat"]["geboortedatum"] = json!("1980-02-30");
    assert!(told(&born.to_string()).iter().any(|line| line.ends_with("\"geboortedatum\": …")), "a date of birth is shown");
}

#[test]
fn no_command_tells_what_stands_in_a_broken_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    let (path, out) = (path.to_str().expect("UTF-8"), folder.path().join("uit"));
    let texts = [
        format!("{{\"kandidaat\": {{\"achternaam\": \"{NAAM}\", \"{NAAM}\": {NUMMER}, \"functie\": {NUMMER} }} }}"),
        format!("{{\"kandidaat\": {{\"achternaam\": \"{NAAM}\" \"functie\": \"{NAAM}\"}} }}"),
        format!("{{{NAAM}: {NUMMER}"),
        format!("{{\"a\": \"{NAAM}\\q{NAAM}\"}}"),
        format!("// {NAAM}\n{{}}"),
        format!("{{\"regeling\": \"{NAAM}\", \"{NAAM}\": 1, \"{NAAM}\": 2}}"),
        format!("{NUMMER}"),
        format!("\"{NAAM}\""),
    ];
    for text in &texts {
        fs::write(path, text).expect("written");
        let out = out.to_str().expect("UTF-8");
        let commands: [&[&str]; 7] = [
            &["check", path],
            &["check", path, "--format", "json"],
            &["check", path, "--format", "sarif"],
            &["render", path, "--out", out],
            &["bundle", path, "--out", out, "--force"],
            &["render", path, "--out", out, "--fillable"],
            &["import", "--into", path, path],
        ];
        for command in commands {
            let output = dossierpers(command);
            let said = stdout(&output) + &stderr(&output);
            assert!(output.status.code().is_some_and(|code| code != 0), "{command:?}: {said}");
            assert!(!TEKENS.iter().any(|marker| said.contains(marker)), "{text}\n{command:?}\n{said}");
        }
    }
}

/// A schema that allows what the basis cannot read is a fault of the regeling, told without what stands there.
#[test]
fn no_value_that_a_basis_cannot_read_is_told() {
    let holder = tempfile::tempdir().expect("a folder");
    let folder = holder.path().join("mijn");
    let folder = folder.to_str().expect("UTF-8");
    assert_eq!(dossierpers(&["regeling", "new", folder, "--from", "hobeon-rib"]).status.code(), Some(0));
    let schema = format!("{folder}/schema.json");
    let mut loose: Value = serde_json::from_slice(&fs::read(&schema).expect("a file")).expect("JSON");
    let fields = loose["$defs"]["Kandidaat"]["properties"].as_object_mut().expect("fields");
    fields["functie"] = json!({ "title": "Functie", "description": "Vrij." });
    fs::write(&schema, loose.to_string()).expect("written");
    let path = holder.path().join("dossier.json");
    let path = path.to_str().expect("UTF-8");
    for value in [json!(NUMMER), json!([NAAM]), json!({ "x": format!("{NAAM}, expected Quirijn") })] {
        let mut changed = small();
        changed["regeling"] = json!("mijn");
        changed["kandidaat"]["functie"] = value;
        fs::write(path, changed.to_string()).expect("written");
        let output = dossierpers(&["check", path, "--regeling", folder]);
        let said = stdout(&output) + &stderr(&output);
        assert!(output.status.code() == Some(2) && said.contains("laat toe wat de basis hobeon-rib niet kent"), "{said}");
        assert!(!TEKENS.iter().any(|marker| said.contains(marker)), "{said}");
    }
}

/// A text of JSON with the marker in it, cut or changed at one place.
fn broken() -> impl Strategy<Value = String> {
    let mut fields = Map::new();
    fields.insert("kandidaat".to_owned(), json!({ "achternaam": NAAM, "voornaam_voorletters": NAAM, NAAM: NUMMER, "functie": NUMMER }));
    fields.insert("aanvraagdatum".to_owned(), json!(NAAM));
    fields.insert(NAAM.to_owned(), json!([NAAM, NUMMER]));
    let one_line = Value::Object(fields.clone()).to_string();
    let lines = serde_json::to_string_pretty(&Value::Object(fields)).expect("JSON");
    (prop::sample::select(vec![one_line, lines]), any::<prop::sample::Index>(), 0..12_usize, "[\\\\\"{}\\[\\],:'/*a-z0-9 \n\t“é]{0,3}")
        .prop_map(|(text, at, cut, put)| {
            let characters: Vec<char> = text.chars().collect();
            let at = at.index(characters.len());
            let rest = &characters[(at + cut).min(characters.len())..];
            characters[..at].iter().collect::<String>() + &put + &rest.iter().collect::<String>()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_broken_text_is_told(text in broken()) {
        // A piece of the marker may be the last that is left of it, so any four characters of it count.
        for line in told(&text) {
            for piece in ["1234", "3456", "6782", "Quir", "irij", "Zwar", "ewol"] {
                prop_assert!(!line.contains(piece), "{text}\n{line}");
            }
        }
    }
}
