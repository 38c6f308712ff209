//! `check` and `explain`, as somebody types them and as a program reads them.

use std::fs;
use std::path::Path;

use dossierpers::finding::{Definition, Stage};
use dossierpers::{regelingen, registry};
use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::{RULES, changed, value};

const COMPLETE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/dossier.json");

/// Writes a dossier beside links to the files that it names, and gives its path.
fn beside_the_evidence(folder: &Path, json: &[u8]) -> String {
    let path = folder.join("dossier.json");
    fs::write(&path, json).expect("written");
    for part in ["bewijs", "ondertekend"] {
        fs::create_dir(folder.join(part)).expect("a folder");
        for entry in fs::read_dir(Path::new(COMPLETE).with_file_name(part)).expect("a folder") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), folder.join(part).join(entry.file_name())).expect("copied");
        }
    }
    path.to_str().expect("UTF-8").to_owned()
}

fn verdict_of(json: &[u8], arguments: &[&str]) -> (Option<i32>, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = beside_the_evidence(folder.path(), json);
    let checked = dossierpers(&[&["check", &path, "--format", "json"], arguments].concat());
    (checked.status.code(), crate::cli::verdict(&checked.stdout))
}

#[test]
fn the_complete_dossier_can_be_handed_in_without_a_finding() {
    let checked = dossierpers(&["check", COMPLETE]);
    assert_eq!(checked.status.code(), Some(0), "{}", stdout(&checked));
    assert!(stdout(&checked).ends_with("dossier.json: indienbaar\n"));
    let (code, verdict) = verdict_of(value().to_string().as_bytes(), &[]);
    assert_eq!((code, &verdict["oordeel"], &verdict["bewijs"]), (Some(0), &json!("indienbaar"), &json!("bekeken")));
    // The signed statements are scans: a person must look at those.
    let codes: Vec<_> = verdict["bevindingen"].as_array().expect("a list").iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["ondertekend-bestand-bekijken"; 3]);
    assert_eq!(verdict["berekening"]["pe"]["meegeteld"], json!({ "exact": "245/6", "afgedrukt": "40,83" }));
    assert_eq!(verdict["berekening"]["intervisie"]["meegeteld"], 12);
    assert_eq!(verdict["berekening"]["fte"]["gewerkte_dagen"], 1461);
    assert_eq!(verdict["documenten"].as_array().map(Vec::len), Some(30));
    assert!(verdict["documenten"].as_array().expect("a list").iter().all(|document| document["status"] == "goed"));
}

#[test]
fn lays_out_so_that_the_page_limit_is_part_of_the_verdict() {
    let long: String = (0..300).map(|n| format!("Zin{n} en reden{n} over keuze{n}. ")).collect();
    let (code, verdict) = verdict_of(&changed(|dossier| dossier["intervisiemomenten"][0]["leereffect"] = long.as_str().into()), &[]);
    assert_eq!(code, Some(1));
    let findings = verdict["bevindingen"].as_array().expect("a list").iter();
    let findings: Vec<_> = findings.filter(|finding| finding["ernst"] != "beoordelaar").collect();
    assert_eq!(findings.iter().map(|finding| &finding["code"]).collect::<Vec<_>>(), ["intervisie-te-lang"]);
    let finding = &findings[0];
    assert_eq!((&finding["ernst"], &finding["pad"]), (&json!("fout"), &json!("/intervisiemomenten/0/leereffect")));
    assert!(finding["regel"].as_u64().is_some() && finding["kolom"].as_u64().is_some() && finding["bron"] == "S:166");
    let refused = verdict["documenten"].as_array().expect("a list").iter().filter(|document| document["status"] == "geweigerd").count();
    assert_eq!(refused, 1);
}

#[test]
fn judges_as_if_filed_on_another_day() {
    let (code, verdict) = verdict_of(value().to_string().as_bytes(), &["--op", "2030-01-01"]);
    assert_eq!((code, &verdict["oordeel"]), (Some(1), &json!("niet-indienbaar")));
    let codes: Vec<_> =
        verdict["bevindingen"].as_array().expect("a list").iter().map(|finding| finding["code"].as_str().expect("a code")).collect();
    assert!(codes.contains(&"intervisie-buiten-periode") && codes.contains(&"pe-onvoldoende"), "{codes:?}");
    assert_eq!(dossierpers(&["check", COMPLETE, "--op", "morgen"]).status.code(), Some(2));
}

#[test]
fn shows_what_is_left_to_gain_and_how() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = changed(|dossier| {
        dossier["activiteiten"].as_array_mut().expect("a list").retain(|activiteit| activiteit["soort"] != "langdurige_opleiding");
        dossier["intervisiemomenten"].as_array_mut().expect("a list").truncate(10);
    });
    let path = beside_the_evidence(folder.path(), &json);
    let checked = dossierpers(&["check", &path]);
    assert_eq!(checked.status.code(), Some(1));
    let shown = stdout(&checked);
    for part in [
        "te doen[pe-onvoldoende]",
        "te doen[intervisie-te-weinig]",
        "herstel: ",
        "bron: Ontwerp: ",
        "nog 1,17 PE: bijvoorbeeld één studiedag van 2,5 uur",
        "nog 2 intervisiemomenten",
        "niet indienbaar: 2 punten te doen",
        "Volgende stap: \"Activiteiten\"",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn reports_five_thousand_faults_in_full_and_a_terminal_a_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let unknown: serde_json::Map<String, Value> = (0..5000).map(|nr| (format!("onbekend{nr}"), json!(1))).collect();
    let path = folder.path().join("dossier.json");
    fs::write(&path, Value::Object(unknown).to_string()).expect("written");
    let path = path.to_str().expect("UTF-8");
    let verdict = crate::cli::verdict(&dossierpers(&["check", path, "--format", "json"]).stdout);
    let unknown =
        verdict["bevindingen"].as_array().expect("a list").iter().filter(|finding| finding["code"] == "schema-onbekende-sleutel").count();
    assert_eq!(unknown, 5000);
    let shown = stdout(&dossierpers(&["check", path]));
    assert!(shown.contains("... en nog ") && shown.lines().count() < 1000, "{}", shown.lines().count());
}

#[test]
fn writes_sarif_that_its_schema_accepts_with_every_rule_declared() {
    // The published schema has a pattern with a bracket too many, which no strict engine takes.
    let published = include_str!("data/sarif-2.1.0.schema.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&published).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("één dossier.json");
    fs::write(&path, "{ \"kandidaat\": 1 }").expect("written");
    for input in [COMPLETE, path.to_str().expect("UTF-8")] {
        let log: Value = serde_json::from_slice(&dossierpers(&["check", input, "--format", "sarif"]).stdout).expect("JSON");
        let faults: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), RULES.len());
        for result in log["runs"][0]["results"].as_array().expect("results") {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }
}

#[test]
fn explains_every_code_and_suggests_the_nearest() {
    for rule in RULES.iter() {
        let manual = stdout(&dossierpers(&["explain", &rule.code]));
        for part in [&*rule.code, &*rule.titel, "Wat  ", "Waarom  ", "Voorbeeld  ", "Herstel  ", "Bron  "] {
            assert!(manual.contains(part), "{}: {part}", rule.code);
        }
        assert!(manual.lines().all(|line| line.chars().count() <= 100), "{manual}");
    }
    let unknown = dossierpers(&["explain", "pe-onvoldoend"]);
    assert!(unknown.status.code() == Some(2) && stderr(&unknown).contains("Bedoelde u pe-onvoldoende?"));
    assert_eq!(stdout(&dossierpers(&["explain"])).lines().count(), RULES.len() + 2);
}

/// The README lists every finding as the rules define it: first those of any regeling, then those of each. A table that is wrong is
/// told as it must be.
#[test]
fn the_readme_lists_every_finding() {
    let readme = include_str!("../README.md");
    let regelingen: Vec<_> =
        regelingen::ids().into_iter().map(|id| (id.clone(), regelingen::ingebouwd(&id).expect("a regeling"))).collect();
    let faults: Vec<_> = regelingen.iter().map(|(id, regeling)| (id.as_str(), registry::faults(regeling))).collect();
    let (_, first) = faults.first().expect("a regeling");
    let any: Vec<_> = first.iter().filter(|rule| faults.iter().all(|(_, faults)| faults.contains(rule))).cloned().collect();
    let own = faults.iter().map(|(id, faults)| (*id, faults.iter().filter(|rule| !any.contains(rule)).cloned().collect::<Vec<_>>()));
    for (whose, rules) in std::iter::once(("elke regeling", any.clone())).chain(own) {
        let row = |rule: &Definition| format!("| `{}` | {} | {} | {} |\n", rule.code, rule.ernst.naam(), rule.titel, rule.bron);
        let table: String = rules.iter().map(row).collect();
        let table = format!("### Bevindingen van {whose}\n\n| Code | Ernst | Wat | Bron |\n|---|---|---|---|\n{table}\n");
        assert!(readme.contains(&table), "the README must say:\n{table}");
    }
}

#[test]
fn every_rule_comes_to_light_somewhere() {
    let of_dossier = RULES.iter().filter(|rule| rule.stage == Stage::Regeling).count();
    assert!(of_dossier > 40 && of_dossier < RULES.len());
}

#[test]
fn render_ends_with_what_check_would_still_find() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("uit");
    let out = out.to_str().expect("UTF-8");
    let complete = stderr(&dossierpers(&["render", COMPLETE, "--out", out]));
    assert!(complete.ends_with("Verder staat niets het indienen in de weg.\n"), "{complete}");
    let employer = COMPLETE.replace("dossier.json", "werkverklaring.json");
    let rendered = dossierpers(&["render", &employer, "--out", out, "--force"]);
    assert_eq!(rendered.status.code(), Some(0));
    assert!(stderr(&rendered).contains("Voor het indienen: nog "), "{}", stderr(&rendered));
}

#[test]
fn colours_follow_no_color() {
    let coloured = |names: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dossierpers"));
        command.args(["check", &COMPLETE.replace("dossier.json", "werkverklaring.json")]).env_remove("NO_COLOR");
        command.envs(names.iter().map(|name| (name, "1")));
        stdout(&command.output().expect("the program")).contains('\u{1b}')
    };
    assert!(coloured(&["CLICOLOR_FORCE"]) && !coloured(&["CLICOLOR_FORCE", "NO_COLOR"]) && !coloured(&[]));
}
