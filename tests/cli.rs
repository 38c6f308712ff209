//! The commands, as somebody types them.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::fixture::{DOSSIER, REGELING, changed};

pub(crate) fn dossierpers(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossierpers")).args(arguments).stdin(Stdio::null()).output().expect("the program")
}

pub(crate) fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dossierpers"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may stop reading before the end.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program");
    writer.join().expect("a thread");
    output
}

/// What `check --format json` says of the one dossier that it was asked for.
pub(crate) fn verdict(printed: &[u8]) -> serde_json::Value {
    let mut said: serde_json::Value = serde_json::from_slice(printed).expect("JSON");
    assert_eq!(said["dossiers"].as_array().map(Vec::len), Some(1), "{said}");
    said["dossiers"][0].take()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn new_prints_a_dossier_that_renders() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("uit");
    let example = dossierpers(&["new"]);
    assert_eq!((example.status.code(), Some(&example.stdout)), (Some(0), REGELING.begin.as_ref()));
    let rendered = with_input(&["render", "-", "--out", out.to_str().expect("UTF-8")], &example.stdout);
    assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 6, "a document of each kind, and the manifest");
    assert!(rendered.stdout.is_empty() && !stderr(&rendered).contains('\u{1b}'));
}

#[test]
fn new_writes_a_file_and_never_over_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    let out = path.to_str().expect("UTF-8");
    let written = dossierpers(&["new", "--out", out]);
    assert_eq!((written.status.code(), written.stdout.len()), (Some(0), 0), "{}", stderr(&written));
    assert_eq!(fs::read(&path).ok(), REGELING.begin);
    fs::write(&path, "van mij").expect("written");
    let again = dossierpers(&["new", "--out", out]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("bestaat al"), "{}", stderr(&again));
    assert_eq!(fs::read_to_string(&path).expect("a file"), "van mij");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn new_begins_with_only_a_name() {
    let of = |words: &[&str]| dossierpers(&[&["new", "--name"], words].concat());
    let two: Value = serde_json::from_slice(&of(&["Noor", "Voorbeeld"]).stdout).expect("JSON");
    let only = serde_json::json!({ "voornaam_voorletters": "Noor", "achternaam": "Voorbeeld" });
    assert_eq!((two.as_object().expect("a dossier").len(), &two["kandidaat"]), (3, &only));
    let three: Value = serde_json::from_slice(&of(&["Noor", "van", "Voorbeeld"]).stdout).expect("JSON");
    assert_eq!(three["kandidaat"]["tussenvoegsel"], "van");
    let one = of(&["Noor"]);
    assert_eq!(one.status.code(), Some(2));
    assert!(stderr(&one).contains("\"achternaam\"") && !stderr(&one).contains("Noor"), "{}", stderr(&one));
    let leidraad = dossierpers(&["new", "--regeling", "akc-leidraad", "--name", "Werkgroep Verzonnen"]);
    let leidraad: Value = serde_json::from_slice(&leidraad.stdout).expect("JSON");
    assert_eq!(leidraad["werkgroep"]["naam"], "Werkgroep Verzonnen");
}

#[test]
fn new_adds_an_empty_part_at_its_place_and_keeps_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    let text = "\u{feff}{\r\n\t\"kandidaat\": { \"voornaam_voorletters\": \"Noor\", \"achternaam\": \"Voorbeeld\" },\r\n\t\"activiteiten\": [\r\n\t\t{ \"nr\": 7 }\r\n\t]\r\n}\r\n";
    fs::write(&path, text).expect("written");
    let into = path.to_str().expect("UTF-8");
    let added = dossierpers(&["new", "activiteit", "--into", into]);
    assert_eq!(added.status.code(), Some(0), "{}", stderr(&added));
    assert!(stderr(&added).contains("activiteit 8, op regel 5") && stderr(&added).contains("dossier.vorige.json"), "{}", stderr(&added));
    assert_eq!(fs::read_to_string(folder.path().join("dossier.vorige.json")).expect("a file"), text);
    let now = fs::read_to_string(&path).expect("a file");
    assert!(now.starts_with(text.split("\r\n\t]").next().expect("a start")) && now.matches('\n').count() == now.matches("\r\n").count());
    for part in ["intervisie", "werkverklaring", "intervisieverslag"] {
        assert_eq!(dossierpers(&["new", part, "--into", into]).status.code(), Some(0), "{part}");
    }
    let now: Value = serde_json::from_str(fs::read_to_string(&path).expect("a file").trim_start_matches('\u{feff}')).expect("JSON");
    assert_eq!(now["activiteiten"][1]["nr"], 8);
    assert_eq!((&now["intervisiemomenten"][0]["nr"], &now["intervisiemomenten"][1]["nr"]), (&1.into(), &2.into()));
    let employer = &now["werkverklaringen"][0];
    assert!(employer["werkgever"]["naam"].is_null() && employer["dienstverbanden"][0]["datum_van"].is_null());
    // What is not filled in yet is to be done, and not wrong.
    let checked = dossierpers(&["check", into, "--format", "json"]);
    let verdict = verdict(&checked.stdout);
    let wrong: Vec<_> = verdict["bevindingen"].as_array().expect("a list").iter().filter(|one| one["ernst"] == "fout").collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn new_adds_only_what_the_regeling_has_and_where_it_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    let into = path.to_str().expect("UTF-8");
    fs::write(&path, DOSSIER).expect("written");
    let unknown = dossierpers(&["new", "brief", "--into", into]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("Kies uit: werkverklaring,"), "{}", stderr(&unknown));
    assert_eq!(dossierpers(&["new", "activiteit"]).status.code(), Some(2), "to what?");
    let out = folder.path().join("nieuw.json");
    let beside = dossierpers(&["new", "activiteit", "--into", into, "--out", out.to_str().expect("UTF-8")]);
    assert_eq!(beside.status.code(), Some(0), "{}", stderr(&beside));
    assert_eq!(fs::read_to_string(&path).expect("a file"), DOSSIER);
    assert!(out.exists() && fs::read_dir(folder.path()).expect("a folder").count() == 2);
    fs::write(&path, r#"{ "activiteiten": {} }"#).expect("written");
    assert_eq!(dossierpers(&["new", "activiteit", "--into", into]).status.code(), Some(2));
    fs::write(&path, "{").expect("written");
    assert_eq!(dossierpers(&["new", "activiteit", "--into", into]).status.code(), Some(1));
}

#[test]
fn a_file_of_windows_is_read_and_that_is_said_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    let into = path.to_str().expect("UTF-8");
    let text = "{\r\n  \"kandidaat\": { \"voornaam_voorletters\": \"Zoë\", \"achternaam\": \"Voorbeeld\" },\r\n  \"aanvraagdatum\": \"ë\"\r\n}\r\n";
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    for (bytes, name) in [(utf16, "UTF-16"), (windows, "Windows-1252")] {
        fs::write(&path, &bytes).expect("written");
        let checked = dossierpers(&["check", into, "--format", "json"]);
        let verdict = verdict(&checked.stdout);
        let found = verdict["bevindingen"].as_array().expect("a list");
        let of = |code: &str| found.iter().filter(|one| one["code"] == code).cloned().collect::<Vec<_>>();
        let said = of("bestand-andere-codering");
        assert!(said.len() == 1 && said[0]["ernst"] == "informatie" && said[0]["melding"].as_str().expect("a text").contains(name));
        let wrong = of("schema-waarde");
        assert_eq!((&wrong[0]["regel"], &wrong[0]["kolom"]), (&3.into(), &20.into()));
        assert!(dossierpers(&["check", into]).stdout.windows(name.len()).any(|part| part == name.as_bytes()));
        let added = dossierpers(&["new", "activiteit", "--into", into]);
        assert!(added.status.success() && stderr(&added).contains(name), "{}", stderr(&added));
        let now = fs::read_to_string(&path).expect("UTF-8");
        assert!(now.starts_with("{\r\n") && now.contains("Zoë") && !stderr(&dossierpers(&["check", into])).contains(name));
    }
}

#[test]
fn render_refuses_one_document_and_writes_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = changed(|dossier| dossier["intervisiemomenten"][3]["datum"] = "2025-02-30".into());
    let path = folder.path().join("dossier.json");
    let column = String::from_utf8_lossy(&json).split("\"2025-02-30\"").next().expect("a place").chars().count() + 1;
    fs::write(&path, json).expect("written");
    let out = folder.path().join("uit");
    let rendered =
        dossierpers(&["render", path.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8"), "--only", "intervisieverslag"]);
    assert_eq!(rendered.status.code(), Some(1));
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 12);
    let message = stderr(&rendered);
    for part in [
        "fout[schema-waarde]",
        "\"Datum\" is geen bestaande datum",
        &format!("dossier.json:1:{column}\n"),
        "herstel: Schrijf een datum als 2025-03-14",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
}

#[test]
fn render_gives_each_of_more_inputs_its_own_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("uit");
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/");
    let input = format!("{fixtures}werkverklaring.json");
    let rendered = dossierpers(&["render", &input, &input, "--out", out.to_str().expect("UTF-8")]);
    assert_eq!(rendered.status.code(), Some(0));
    for name in ["werkverklaring", "werkverklaring_2"] {
        assert!(out.join(name).join("B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf").exists());
    }
}

#[test]
fn render_reads_no_more_than_it_takes() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8").to_owned();
    let rendered = with_input(&["render", "-", "--out", &out], &vec![b'['; 100 * 1024 * 1024]);
    assert_eq!(rendered.status.code(), Some(1));
    assert!(stderr(&rendered).contains("schema-te-groot"));
}

#[test]
fn trouble_is_told_apart_from_refused_data() {
    let missing = dossierpers(&["render", "er-is-geen-bestand.json", "--out", "er-is-geen-map"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("er-is-geen-bestand.json"));
    assert_eq!(dossierpers(&["render"]).status.code(), Some(2));
    assert_eq!(dossierpers(&["blank", "brief", "--out", "x"]).status.code(), Some(2));
    assert_eq!(dossierpers(&["--help"]).status.code(), Some(0));
}

#[test]
fn schema_is_valid_and_explains_every_field_in_dutch() {
    let printed = dossierpers(&["schema"]);
    let schema: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert_eq!(schema, REGELING.published_schema());
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(&schema).expect("a valid schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&serde_json::from_str(DOSSIER).expect("JSON")));
    let mut fields = 0;
    explained(&schema, "", &mut fields);
    assert!(fields > 120, "{fields}");
}

fn explained(node: &Value, path: &str, fields: &mut usize) {
    match node {
        Value::Object(map) => {
            if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                for (key, field) in properties {
                    *fields += 1;
                    let text = |name: &str| field[name].as_str().is_some_and(|text| !text.is_empty() && !text.contains('`'));
                    assert!(text("title") && text("description"), "{path}/{key} has no Dutch title or description");
                }
            }
            map.iter().for_each(|(key, value)| explained(value, &format!("{path}/{key}"), fields));
        }
        Value::Array(items) => items.iter().for_each(|item| explained(item, path, fields)),
        _ => {}
    }
}

#[test]
fn completions_are_there_for_the_usual_shells() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = dossierpers(&["completions", shell]);
        assert!(script.status.success() && String::from_utf8_lossy(&script.stdout).contains("render"), "{shell}");
    }
}

#[test]
fn blank_writes_the_forms_that_are_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("leeg");
    let written = dossierpers(&["blank", "intervisieverslag", "werkverklaring", "--out", out.to_str().expect("UTF-8")]);
    assert_eq!(written.status.code(), Some(0));
    let mut names: Vec<_> =
        fs::read_dir(&out).expect("a folder").map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    assert_eq!(names, ["B1_werkverklaring_leeg.pdf", "B5_intervisieverslag_leeg.pdf", "manifest.json"]);
}

#[test]
fn eject_writes_a_project_and_never_into_other_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("project");
    let out = out.to_str().expect("UTF-8");
    let ejected = with_input(&["eject", "-", "--out", out], DOSSIER.as_bytes());
    assert_eq!(ejected.status.code(), Some(0), "{}", stderr(&ejected));
    assert!(
        fs::exists(format!("{out}/main.typ")).expect("a folder")
            && fs::exists(format!("{out}/B1_werkverklaring_re-integratiebureau-de-brug-fictief/data.json")).expect("a folder")
    );
    assert_eq!(with_input(&["eject", "-", "--out", out], DOSSIER.as_bytes()).status.code(), Some(2));
}

#[test]
fn a_regeling_from_disk_changes_a_norm_without_a_compiler() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("regeling");
    fs::create_dir(&dir).expect("a folder");
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/hobeon-rib");
    for entry in fs::read_dir(built_in).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, dir.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
    let toml = fs::read_to_string(dir.join("regeling.toml")).expect("a file");
    fs::write(
        dir.join("regeling.toml"),
        toml.replace("waarde = 32\n", "waarde = 41\n").replacen("id = \"hobeon-rib\"", "id = \"eigen\"", 1),
    )
    .expect("written");
    let out = folder.path().join("uit");
    let arguments = [
        "render",
        "-",
        "--out",
        out.to_str().expect("UTF-8"),
        "--only",
        "overzicht-vakontwikkeling",
        "--regeling",
        dir.to_str().expect("UTF-8"),
    ];
    let rendered = with_input(&arguments, DOSSIER.as_bytes());
    assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
    let text = crate::reader::text(&fs::read(out.join("B3_overzicht-vakontwikkeling.pdf")).expect("a file"));
    assert!(text.contains("norm:tenminste41") && text.contains("Tekorttenopzichtevandenorm"));
}

#[test]
fn a_file_of_another_regeling_says_that_and_not_that_its_fields_are_unknown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ander.json");
    fs::write(&path, r#"{ "regeling": "mijn", "aanvrager": "Verzonnen", "kandidaat": { "voornaam": "Verzonnen" } }"#).expect("written");
    let checked = dossierpers(&["check", path.to_str().expect("UTF-8")]);
    let said = stderr(&checked) + &stdout(&checked);
    assert!(said.contains("noemt een andere regeling") && said.contains("--regeling"), "{said}");
    assert!(said.contains("\"voornaam\" bestaat niet"), "{said}");
    assert!(!said.contains("\"aanvrager\" bestaat niet"), "{said}");
}

#[test]
fn a_day_is_read_as_on_a_form_and_what_is_no_day_is_said_in_dutch() {
    let check = |day: &str| dossierpers(&["check", "fixtures/dossier.json", "--op", day, "--format", "json"]);
    let told = ["2026-06-01", "1-6-2026", "1 juni 2026", "01/06/2026"].map(|day| stdout(&check(day)));
    assert!(told[0].contains("\"aanvraagdatum\"") || !told[0].is_empty());
    assert!(told.iter().all(|one| *one == told[0]));
    let wrong = check("31-2-2026");
    assert_eq!((wrong.status.code(), stdout(&wrong).as_str()), (Some(2), ""));
    assert!(stderr(&wrong).contains("Dit is een datum die niet bestaat. Schrijf een datum als 14-03-2025"), "{}", stderr(&wrong));
}

#[test]
fn what_is_typed_wrongly_is_told_in_dutch_and_help_is_no_trouble() {
    let wrong = dossierpers(&["rendr"]);
    assert_eq!((wrong.status.code(), stdout(&wrong).as_str()), (Some(2), ""));
    let expected = "dossierpers: de opdracht \"rendr\" bestaat niet. Bedoelde u \"render\"?\n\nGebruik: dossierpers [OPDRACHT]\nMeer hulp: dossierpers --help\n";
    assert_eq!(stderr(&wrong).replace("<OPDRACHT>", "[OPDRACHT]"), expected);
    for asked in [&["--help"][..], &["help"], &["render", "--help"], &["help", "regeling", "new"], &["--version"], &["check", "--version"]]
    {
        let said = dossierpers(asked);
        assert_eq!((said.status.code(), stderr(&said).as_str()), (Some(0), ""), "{asked:?}");
        assert!(!stdout(&said).is_empty(), "{asked:?}");
    }
    let script = dossierpers(&["completions", "bash"]);
    assert!(script.status.success() && stdout(&script).contains("--upgrade"), "completions know the commands");
}

#[test]
fn an_older_dossier_is_brought_up_to_date_in_its_own_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let regeling = folder.path().join("mijn");
    let at = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
    assert!(dossierpers(&["regeling", "new", &at(&regeling)]).status.success());
    let toml = fs::read_to_string(regeling.join("regeling.toml")).expect("a file");
    let steps = "\n[[versies]]\nvan = \"1\"\nhernoem = [{ van = \"/reden\", naar = \"/motivatie\" }]\n";
    fs::write(regeling.join("regeling.toml"), toml.clone() + steps).expect("written");
    let own = fs::read_to_string(regeling.join("voorbeeld.json")).expect("a file");
    let own = own.replacen("\"motivatie\"", "\"reden\"", 1).replacen('{', "{\n  \"schema_versie\": \"1\",", 1);
    let path = folder.path().join("dossier.json");
    fs::write(&path, &own).expect("written");
    let run = |arguments: &[&str]| dossierpers(&[arguments, &["--regeling", &at(&regeling)]].concat());
    let checked = run(&["check", &at(&path)]);
    assert!(stdout(&checked).contains("informatie[dossier-ouder]") && stdout(&checked).contains("new --upgrade"), "{}", stdout(&checked));
    assert!(!stdout(&checked).contains("schema-onbekende-sleutel"), "{}", stdout(&checked));
    let out = folder.path().join("uit");
    assert_eq!(run(&["render", &at(&path), "--out", &at(&out)]).status.code(), Some(0), "it is read");
    let refused = run(&["new", "bijeenkomst", "--into", &at(&path)]);
    assert!(refused.status.code() == Some(1) && stderr(&refused).contains("new --upgrade"), "{}", stderr(&refused));
    let beside = folder.path().join("nieuw.json");
    assert!(run(&["new", "--upgrade", &at(&path), "--out", &at(&beside)]).status.success());
    assert_eq!(fs::read_to_string(&path).expect("a file"), own, "with --out it stays as it is");
    let done = run(&["new", "--upgrade", &at(&path)]);
    assert!(done.status.success() && stderr(&done).contains("\"reden\" heet nu \"motivatie\""), "{}", stderr(&done));
    let now = fs::read_to_string(&path).expect("a file");
    assert_eq!(now, own.replace("\"reden\"", "\"motivatie\"").replace("\"schema_versie\": \"1\"", "\"schema_versie\": \"2\""));
    assert_eq!(now, fs::read_to_string(&beside).expect("a file"));
    assert_eq!(fs::read_to_string(folder.path().join("dossier.vorige.json")).expect("a file"), own);
    let again = run(&["new", "--upgrade", &at(&path)]);
    assert!(again.status.success() && stderr(&again).contains("is al van versie 2"), "{}", stderr(&again));
    assert_eq!(fs::read_to_string(&path).expect("a file"), now);
    fs::write(&path, now.replace("\"schema_versie\": \"2\"", "\"schema_versie\": \"9\"")).expect("written");
    let newer = run(&["new", "--upgrade", &at(&path)]);
    assert!(newer.status.code() == Some(1) && stderr(&newer).contains("dossier-nieuwer"), "{}", stderr(&newer));
    // What leads nowhere, or begins at another version, is a mistake of the regeling.
    for (step, told) in [("/motivtie", "verwijst naar \"/motivtie\""), ("/bijeenkomsten/*/x", "gelijk tot en met de laatste *")] {
        fs::write(regeling.join("regeling.toml"), toml.clone() + &steps.replace("/motivatie", step)).expect("written");
        let checked = dossierpers(&["regeling", "check", &at(&regeling)]);
        assert!(
            checked.status.code() == Some(1) && (stdout(&checked) + &stderr(&checked)).contains(told),
            "{}{}",
            stdout(&checked),
            stderr(&checked)
        );
    }
}

#[test]
fn the_version_of_a_built_in_regeling_is_the_first_and_none_is_needed() {
    for fixture in ["fixtures/dossier.json", "fixtures/versie-0.1.0/dossier.json", "fixtures/verantwoording-leidraad-jobcoach.json"] {
        let said = dossierpers(&["new", "--upgrade", fixture]);
        assert!(said.status.success() && stderr(&said).contains("is al van versie 1 van het formaat"), "{fixture}: {}", stderr(&said));
    }
    let without = DOSSIER.replacen("\"schema_versie\": \"1\",", "", 1);
    let codes = |text: &str| {
        let checked = with_input(&["check", "-", "--format", "json"], text.as_bytes());
        let found: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
        found["dossiers"][0]["bevindingen"].as_array().expect("a list").iter().map(|one| one["code"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&without), codes(DOSSIER));
    let newer = codes(&DOSSIER.replacen("\"schema_versie\": \"1\"", "\"schema_versie\": \"2\"", 1));
    assert!(newer.contains(&"\"dossier-nieuwer\"".to_owned()), "{newer:?}");
}

#[test]
fn no_description_of_a_schema_is_english_or_speaks_of_a_format() {
    const ENGLISH: [&str; 22] = [
        "the",
        "of the",
        "with",
        "and",
        "for",
        "kind of",
        "level",
        "form of",
        "something",
        "whether",
        "who",
        "text",
        "list",
        "file",
        "letter",
        "course",
        "illness",
        "leave",
        "meeting",
        "markdown",
        "json",
        "pdf",
    ];
    fn texts(node: &Value, found: &mut Vec<String>) {
        match node {
            Value::Object(fields) => {
                found.extend(["title", "description"].iter().filter_map(|key| fields.get(*key)?.as_str().map(str::to_owned)));
                fields.values().for_each(|value| texts(value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
            _ => {}
        }
    }
    for regeling in ["hobeon-rib", "akc-leidraad"] {
        let schema: Value = serde_json::from_slice(&dossierpers(&["schema", "--regeling", regeling]).stdout).expect("JSON");
        let mut found = Vec::new();
        texts(&schema, &mut found);
        assert!(found.len() > 100, "{}", found.len());
        for text in found {
            let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            let spaced = format!(" {} ", words.join(" "));
            let english: Vec<_> = ENGLISH.iter().filter(|word| spaced.contains(&format!(" {word} "))).collect();
            assert!(english.is_empty() && !text.contains("{{"), "{regeling}: {english:?} in {text}");
        }
    }
}
