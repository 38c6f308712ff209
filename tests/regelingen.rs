//! The folder of a regeling: the built-in ones pass their own check, a new one is a start, and a mistake is told with its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::cli::{dossierpers, stderr, stdout};
use crate::reader;

/// The files of a started folder.
const TOML: &str = "regeling.toml";
const SCHEMA: &str = "schema.json";
const TYP: &str = "aanvraag.typ";
const JSON: &str = "voorbeeld.json";
const PROEF: &str = "fout/te-weinig-uren.json";

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A folder that `regeling new` made, in a folder that is gone after the test.
fn started(arguments: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let holder = tempfile::tempdir().expect("a folder");
    let folder = holder.path().join("mijn");
    let started = dossierpers(&[&["regeling", "new", text(&folder)], arguments].concat());
    assert_eq!(started.status.code(), Some(0), "{}", stderr(&started));
    (holder, folder)
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "pdf")
}

fn check(folder: &Path) -> Output {
    dossierpers(&["regeling", "check", text(folder)])
}

fn passes(folder: &str) {
    let checked = dossierpers(&["regeling", "check", folder]);
    assert_eq!((checked.status.code(), stderr(&checked).as_str()), (Some(0), ""), "{}", stdout(&checked));
    assert!(stdout(&checked).contains(": in orde. Het voorbeeld geeft "), "{}", stdout(&checked));
}

/// Changes a text of a file that stands there once.
fn change(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).expect("written");
}

#[test]
fn the_built_in_hobeon_passes_its_check() {
    passes("hobeon-rib");
}

#[test]
fn the_built_in_leidraad_passes_its_check() {
    passes("akc-leidraad");
}

/// Puts a file wherever data names one.
fn put_evidence(json: &Path) {
    fn names(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.extend(is_pdf(Path::new(text)).then(|| text.clone())),
            Value::Array(items) => items.iter().for_each(|item| names(item, found)),
            Value::Object(fields) => fields.values().for_each(|field| names(field, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    names(&serde_json::from_slice(&fs::read(json).expect("a file")).expect("JSON"), &mut found);
    for name in found {
        let path = json.with_file_name(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        // A file of its own that can be read whole.
        let own = [include_bytes!("../fixtures/bewijs/A01_certificaat.pdf"), format!("%{}\n", path.display()).as_bytes()].concat();
        fs::write(path, own).expect("written");
    }
}

/// The commands that a started folder is for.
fn works(folder: &Path, documents: usize, forms: usize) {
    passes(text(folder));
    let regeling = ["--regeling", text(folder)];
    let run = |arguments: &[&str]| {
        let output = dossierpers(&[arguments, &regeling].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}{}", stdout(&output), stderr(&output));
        output
    };
    let example = folder.parent().expect("a folder").join("dossier.json");
    assert!(!run(&["new"]).stdout.is_empty());
    fs::copy(folder.join(JSON), &example).expect("copied");
    put_evidence(&example);
    run(&["check", text(&example)]);
    for (arguments, made) in [(vec!["render", text(&example)], documents), (vec!["blank"], forms)] {
        let out = folder.parent().expect("a folder").join(arguments[0]);
        run(&[&arguments[..], &["--out", text(&out)]].concat());
        let pdfs = fs::read_dir(&out).expect("a folder").filter(|entry| entry.as_ref().is_ok_and(|entry| is_pdf(&entry.path())));
        assert_eq!(pdfs.count(), made, "{arguments:?}");
    }
}

#[test]
fn a_new_folder_works() {
    let (_holder, folder) = started(&[]);
    works(&folder, 1, 1);
}

#[test]
fn a_copy_of_the_leidraad_works() {
    let (_holder, folder) = started(&["--from", "akc-leidraad"]);
    works(&folder, 2, 2);
}

#[test]
fn a_copy_of_hobeon_works() {
    let (_holder, folder) = started(&["--from", "hobeon-rib"]);
    works(&folder, 30, 5);
}

#[test]
fn new_writes_into_no_folder_that_holds_something_and_from_nothing_unknown() {
    let (_holder, folder) = started(&[]);
    let again = dossierpers(&["regeling", "new", text(&folder)]);
    assert_eq!(again.status.code(), Some(2), "{}", stderr(&again));
    let other = folder.with_file_name("anders");
    let unknown = dossierpers(&["regeling", "new", text(&other), "--from", "hobeon"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("Kies uit: hobeon-rib, akc-leidraad") && !other.exists(), "{}", stderr(&unknown));
}

#[test]
fn a_new_folder_is_called_after_where_it_is_and_never_what_a_built_in_one_is_called() {
    let holder = tempfile::tempdir().expect("a folder");
    for (name, id) in [("akc-leidraad", "akc-leidraad-eigen"), ("Mijn regels", "mijn-regels")] {
        let folder = holder.path().join(name);
        fs::create_dir(&folder).expect("made");
        let program = env!("CARGO_BIN_EXE_dossierpers");
        let started = std::process::Command::new(program).args(["regeling", "new", "."]).current_dir(&folder).output().expect("run");
        assert_eq!(started.status.code(), Some(0), "{}", stderr(&started));
        let toml = fs::read_to_string(folder.join(TOML)).expect("a file");
        assert!(toml.contains(&format!("id = \"{id}\"\n")), "{toml}");
        assert!(folder.join("fonts/OFL.md").is_file(), "fonts go with their licence");
        passes(text(&folder));
    }
}

/// What `check` says of data, as JSON, but for how the program and the regeling are called.
fn verdict(json: &Path, regeling: &str) -> Value {
    let checked = dossierpers(&["check", text(json), "--format", "json", "--regeling", regeling]);
    let said = crate::cli::verdict(&checked.stdout);
    let keys = said.as_object().expect("an object");
    assert!(["bevindingen", "totalen"].iter().all(|key| keys.contains_key(*key)), "{:?}", keys.keys().collect::<Vec<_>>());
    serde_json::json!({ "bevindingen": said["bevindingen"], "totalen": said["totalen"], "oordeel": said["oordeel"] })
}

#[test]
fn a_copy_of_hobeon_judges_as_the_built_in_one() {
    let (holder, folder) = started(&["--from", "hobeon-rib"]);
    for (name, old, new) in [("voorbeeld", "", ""), ("later", "\"aanvraagdatum\": \"2026-06-01\"", "\"aanvraagdatum\": \"2028-06-01\"")] {
        let own = fs::read_to_string(folder.join(JSON)).expect("an example").replacen(old, new, 1);
        let path = holder.path().join(format!("{name}.json"));
        fs::write(&path, &own).expect("written");
        put_evidence(&path);
        let of_copy = verdict(&path, text(&folder));
        fs::write(&path, own.replace("\"regeling\": \"mijn\"", "\"regeling\": \"hobeon-rib\"")).expect("written");
        assert_eq!(of_copy, verdict(&path, "hobeon-rib"), "{name}");
        assert_eq!(
            of_copy["bevindingen"].as_array().is_none_or(|found| found.iter().all(|one| one["ernst"] == "beoordelaar")),
            name == "voorbeeld",
            "{name}"
        );
    }
}

#[test]
fn a_field_that_the_basis_lacks_reaches_pages_and_expressions() {
    let (holder, folder) = started(&["--from", "hobeon-rib"]);
    let field =
        "{ \"title\": \"Regio\", \"description\": \"De regio waar u werkt.\", \"type\": \"string\", \"minLength\": 1, \"maxLength\": 50 }";
    change(&folder, SCHEMA, "\"voornaam_voorletters\": {", &format!("\"regio\": {field},\n        \"voornaam_voorletters\": {{"));
    change(&folder, JSON, "\"kandidaat\": {", "\"kandidaat\": {\n    \"regio\": \"Zeeuwse Delta\",");
    let derived = "[documenten.afgeleid]\neigen_regio = { tekst = \"Werkt in {{ dossier.kandidaat.regio | upper }}\" }\n\n[[documenten]]";
    let toml = fs::read_to_string(folder.join(TOML)).expect("a file");
    let (before, after) = toml.split_once("soort = \"overzicht-vakontwikkeling\"").expect("the overview");
    let after = after.replacen("[[documenten]]", derived, 1);
    fs::write(folder.join(TOML), format!("{before}soort = \"overzicht-vakontwikkeling\"{after}")).expect("written");
    change(
        &folder,
        "overzicht-vakontwikkeling.typ",
        "  wie(d)\n",
        "  wie(d)\n  [Regio: #cel(d.gedeeld.kandidaat.regio). #regel(d.afgeleid.at(\"eigen_regio\"))]\n",
    );
    let out = holder.path().join("uit");
    let example = folder.join(JSON);
    let only = ["--only", "overzicht-vakontwikkeling"];
    let made = dossierpers(&[&["render", text(&example), "--out", text(&out), "--regeling", text(&folder)], &only[..]].concat());
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let pdf = fs::read_dir(&out).expect("a folder").map(|entry| entry.expect("an entry").path()).find(|path| is_pdf(path));
    let page = reader::text(&fs::read(pdf.expect("a document")).expect("a file"));
    for shown in ["Regio: Zeeuwse Delta.", "Werkt in ZEEUWSE DELTA"] {
        assert!(page.contains(&reader::squeeze(shown)), "{shown}");
    }
}

/// A broken folder: what is changed in which file, and the mistakes, each with its place and a part of what is said.
struct Gebroken {
    changes: &'static [(&'static str, &'static str, &'static str)],
    told: &'static [(&'static str, &'static str)],
}

/// In a file written anew, what stood there before.
const ALLES: &str = "";

#[rustfmt::skip]
const GEBROKEN: &[Gebroken] = &[
    // Keys.
    Gebroken { changes: &[(TOML, "bestandsnaam =", "bestandnaam =")], told: &[("regeling.toml:28", "Bedoelde u `bestandsnaam`?")] },
    Gebroken { changes: &[(TOML, "opmaak =", "opmak =")], told: &[("regeling.toml:6", "Bedoelde u `opmaak`?")] },
    Gebroken { changes: &[(TOML, "eenheid = \"uur\"", "zebra = \"uur\"")], told: &[("regeling.toml:45", "Wel bestaan: id, label, waarde")] },
    Gebroken { changes: &[(TOML, "uitleg = \"Handtekening", "uitlg = \"Handtekening")], told: &[("regeling.toml:35", "Bedoelde u `uitleg`?")] },
    Gebroken { changes: &[(TOML, "{ tekst = \"{{", "{ text = \"{{")], told: &[("regeling.toml:38", "heeft een sleutel die niet bestaat: \"text\"")] },
    Gebroken { changes: &[(TOML, "naam = \"Mijn regeling\"\n", "")], told: &[("regeling.toml:1", "De sleutel \"naam\" ontbreekt.")] },
    Gebroken {
        changes: &[(TOML, "titel = \"Er zijn te weinig uren\"\n", ""), (TOML, "wat = ", "ernst_van_wat = ")],
        told: &[("regeling.toml:47", "De sleutel \"titel\" ontbreekt."), ("regeling.toml:54", "\"ernst_van_wat\" bestaat hier niet"), ("regeling.toml:47", "De sleutel \"wat\" ontbreekt.")],
    },
    Gebroken { changes: &[(TOML, "rijen = { bijeenkomsten = 4 }", "rijen = 4")], told: &[("regeling.toml:31", "hier hoort een groep sleutels")] },
    Gebroken { changes: &[(TOML, "label = \"Aanvrager\"", "label = 3")], told: &[("regeling.toml:10", "hier hoort een tekst tussen aanhalingstekens")] },
    Gebroken { changes: &[(TOML, "ernst = \"fout\"", "ernst = \"erg\"")], told: &[("regeling.toml:52", "Kies uit: fout, te-doen, waarschuwing")] },
    Gebroken { changes: &[(TOML, "waarde = 8", "waarde = \"8,5\"")], told: &[("regeling.toml:15", "hier hoort een getal groter dan 0")] },
    Gebroken { changes: &[(TOML, "datum = \"2026-01-01\"", "datum = \"2026-02-30\"")], told: &[("regeling.toml:5", "hier hoort een dag die bestaat")] },
    Gebroken { changes: &[(TOML, "naam = \"Mijn regeling\"", "naam = Mijn regeling")], told: &[("regeling.toml:3", "een tekst staat tussen aanhalingstekens")] },
    // Mistakes in three sections, and one in the schema.
    Gebroken {
        changes: &[
            (TOML, "label = \"Aanvrager\"", "labels = \"Aanvrager\""), (TOML, "soort = \"aanvraag\"\n", ""),
            (TOML, "ernst = \"fout\"", "ernst = 1"), (SCHEMA, "\"title\": \"Onderwerp\", ", ""),
        ],
        told: &[
            ("regeling.toml:10", "Bedoelde u `label`?"), ("regeling.toml:23", "De sleutel \"soort\" ontbreekt."),
            ("regeling.toml:51", "De waarde van \"ernst\" kan niet"), ("schema.json:39", "Het veld \"onderwerp\" heeft geen label."),
        ],
    },
    // Templates.
    Gebroken { changes: &[(TYP, ALLES, "-")], told: &[("regeling.toml:24", "Het sjabloon aanvraag.typ staat niet in de map.")] },
    Gebroken { changes: &[(TYP, "let v = d.velden", "let v = d.veldn")], told: &[("aanvraag.typ:7", "dictionary does not contain key \"veldn\"")] },
    Gebroken { changes: &[(TYP, "bijlage(d)", "bijlag(d)")], told: &[("aanvraag.typ:1", "geen functie bijlage(d)")] },
    Gebroken { changes: &[(TYP, "[== Bij", "[==== Bij")], told: &[("aanvraag.typ:1", "skipped from heading level")] },
    Gebroken { changes: &[(TYP, "let v = d.velden", "let v = d.velden\n  read(\"../../../../etc/passwd\")")], told: &[("aanvraag.typ:8", "would escape")] },
    Gebroken { changes: &[(TYP, "let v = d.velden", "let v = d.velden\n  read(\"/etc/passwd\")")], told: &[("aanvraag.typ:8", "file not found")] },
    Gebroken { changes: &[(TYP, "  tekstveld(d, v.motivatie, regels: 4)\n", "")], told: &[("schema.json:8", "Geen formulier vraagt naar \"Motivatie\" (/motivatie).")] },
    // The schema.
    Gebroken { changes: &[(SCHEMA, "\"#/$defs/Bijeenkomst\"", "\"#/$defs/Kring\""), (SCHEMA, "\"$defs\": {", "\"$defs\": {\n    \"Kring\": { \"$ref\": \"#/$defs/Kring\" },")], told: &[("schema.json:19", "Haal een van de verwijzingen in de kring weg")] },
    Gebroken { changes: &[(SCHEMA, "\"#/$defs/Bijeenkomst\"", "\"https://example.org/x.json\"")], told: &[("schema.json:14", "leidt naar niets in dit bestand")] },
    Gebroken { changes: &[(SCHEMA, "\"title\": \"Onderwerp\",", "\"title\": \"Onderwerp\", \"pattern\": \"^(?!x)\",")], told: &[("schema.json:39", "Het patroon kijkt vooruit of terug")] },
    Gebroken { changes: &[(SCHEMA, "\"title\": \"Onderwerp\",", "\"title\": \"Onderwerp\", \"pattern\": \"^(x\",")], told: &[("schema.json:39", "Het patroon is niet te lezen")] },
    Gebroken { changes: &[(SCHEMA, "\"format\": \"tekstblok\"", "\"format\": \"blok\"")], told: &[("schema.json:8", "Het formaat \"blok\" bestaat niet.")] },
    Gebroken { changes: &[(SCHEMA, "\"title\": \"Onderwerp\", ", "")], told: &[("schema.json:39", "heeft geen label")] },
    Gebroken { changes: &[(SCHEMA, ALLES, "[]")], told: &[("schema.json:1", "Hier hoort een groep tussen { en }.")] },
    Gebroken { changes: &[(SCHEMA, "\"type\": \"object\",", "\"type\": \"object\"")], told: &[("schema.json:5", "ontbreekt een komma")] },
    // Expressions.
    Gebroken { changes: &[(TOML, "< normen.uren\"", "<\"")], told: &[("regeling.toml:50", "het einde komt te vroeg, er hoort nog een waarde")] },
    Gebroken { changes: &[(TOML, "als = \"som(", "als = \"sum(")], told: &[("regeling.toml:50", "gebruikt een functie die niet bestaat: sum")] },
    Gebroken { changes: &[(TOML, "< normen.uren\"", "< 2 * normen.uren\"")], told: &[("regeling.toml:50", "schrijf maal(a, b)")] },
    Gebroken { changes: &[(TOML, "< normen.uren\"", "< normen.uur\"")], told: &[("regeling.toml:50", "\"als\" noemt normen.uur, en dat is er niet.")] },
    Gebroken { changes: &[(TOML, "als = \"som(dossier.bijeenkomsten", "als = \"som(dossier.bijenkomsten")], told: &[("regeling.toml:50", "noemt dossier.bijenkomsten")] },
    Gebroken { changes: &[(TOML, "als = \"som(dossier.bijeenkomsten, 'uren')", "als = \"som(dossier.motivatie)")], told: &[("regeling.toml:50", "verwacht een lijst, en krijgt iets anders")] },
    Gebroken { changes: &[(TOML, "kenmerk = \"/aanvrager\"", "kenmerk = \"/aanvraagster\"")], told: &[("regeling.toml:12", "verwijst naar \"/aanvraagster\"")] },
    Gebroken { changes: &[(TOML, "rijen = { bijeenkomsten", "rijen = { bijenkomsten")], told: &[("regeling.toml:31", "\"bijenkomsten\" is geen lijst van schema.json.")] },
    // Names.
    Gebroken { changes: &[(TOML, "van = \"\"", "per = \"/bijeenkomsten\"\nwortel = \"\"")], told: &[("regeling.toml:29", "krijgen bij het voorbeeld dezelfde bestandsnaam")] },
    Gebroken { changes: &[(TOML, "code = \"te-weinig-uren\"", "code = \"schema-waarde\"")], told: &[("regeling.toml:48", "gebruikt het programma zelf al"), ("regeling.toml:48", "heeft geen proef")] },
    Gebroken { changes: &[(TOML, "uitleg = \"Vul", "te_lang = \"te-lang\"\nuitleg = \"Vul")], told: &[("regeling.toml:30", "\"te_lang\" noemt de regel \"te-lang\"")] },
    Gebroken { changes: &[(TOML, "id = \"mijn\"", "id = \"hobeon-rib\"")], told: &[("regeling.toml:2", "Twee regelingen met één id")] },
    Gebroken { changes: &[(TOML, "id = \"mijn\"", "id = \"mijn\"\nbasis = \"hobeon\"")], told: &[("regeling.toml:3", "de basis \"hobeon\" bestaat niet; kies uit hobeon-rib")] },
    // Values that cannot be.
    Gebroken { changes: &[(TOML, "van = \"\"", "van = \"\"\npaginas_max = 0")], told: &[("regeling.toml:28", "hoogstens 0 pagina's kan niet")] },
    Gebroken { changes: &[(TOML, "van = \"\"", "van = \"\"\npaginas_max = 501")], told: &[("regeling.toml:28", "nooit meer dan 500 pagina's")] },
    Gebroken { changes: &[(TOML, "rijen = { bijeenkomsten = 4 }", "rijen = { bijeenkomsten = 201 }")], told: &[("regeling.toml:31", "hoogstens 200 rijen")] },
    Gebroken { changes: &[(TOML, "waarde = 8", "waarde = -8")], told: &[("regeling.toml:15", "hier hoort een getal groter dan 0")] },
    Gebroken { changes: &[(TOML, "id = \"mijn\"", "id = \"\"")], told: &[("regeling.toml:2", "Het id heeft andere tekens")] },
    Gebroken { changes: &[(TOML, "id = \"mijn\"", "id = \"../mijn\"")], told: &[("regeling.toml:2", "Het id heeft andere tekens")] },
    Gebroken { changes: &[(TOML, "naam = \"Mijn regeling\"", "naam = \" \"")], told: &[("regeling.toml:3", "\"naam\" is leeg.")] },
    Gebroken { changes: &[(TOML, "datum = \"2026-01-01\"", "datum = \"0026-01-01\"")], told: &[("regeling.toml:5", "niet tussen 1900 en 2099")] },
    Gebroken { changes: &[(TOML, "bestandsnaam = \"aanvraag\"", "bestandsnaam = \"../aanvraag\"")], told: &[("regeling.toml:28", "wijst naar een andere map")] },
    Gebroken { changes: &[(TOML, "bestandsnaam = \"aanvraag\"", "bestandsnaam = \"C:\\\\aanvraag\"")], told: &[("regeling.toml:28", "wijst naar een andere map")] },
    Gebroken { changes: &[(TOML, "bestandsnaam = \"aanvraag\"", "bestandsnaam = \"\"")], told: &[("regeling.toml:28", "\"bestandsnaam\" is leeg.")] },
    Gebroken { changes: &[(TOML, "[normen.uren]", "[normen.\"u r\"]\nwaarde = 1\nbron = \"x\"\nomschrijving = \"x\"\n\n[normen.uren]")], told: &[("regeling.toml:1", "De naam van de norm \"u r\"")] },
    // Fixtures and the example.
    Gebroken { changes: &[(PROEF, ALLES, "-")], told: &[("regeling.toml:48", "De regel \"te-weinig-uren\" heeft geen proef.")] },
    Gebroken { changes: &[(PROEF, "/bijeenkomsten/1/uren\", \"value\": 4", "/bijeenkomsten/1/uren\", \"value\": 99")], told: &[("fout/te-weinig-uren.json:1", "precies één bevinding \"te-weinig-uren\" te geven, maar geeft: schema-waarde")] },
    Gebroken { changes: &[(PROEF, "/bijeenkomsten/1", "/bijeenkomsten/7")], told: &[("fout/te-weinig-uren.json:1", "past niet op voorbeeld.json")] },
    Gebroken { changes: &[(JSON, "\"uren\": 5", "\"uren\": \"vijf\"")], told: &[("voorbeeld.json:7", "In het voorbeeld is iets mis (schema-type)")] },
    Gebroken { changes: &[(JSON, ALLES, "-")], told: &[("voorbeeld.json", "De regeling heeft geen voorbeeld.")] },
    Gebroken { changes: &[(TOML, ALLES, "-"), (SCHEMA, ALLES, "-")], told: &[("regeling.toml", "Het bestand regeling.toml ontbreekt."), ("schema.json", "Het bestand schema.json ontbreekt.")] },
];

fn break_it(folder: &Path, changes: &[(&str, &str, &str)]) {
    for (file, old, new) in changes {
        match (*old, *new) {
            (ALLES, "-") => fs::remove_file(folder.join(file)).expect("removed"),
            (ALLES, new) => fs::write(folder.join(file), new).expect("written"),
            (old, new) => change(folder, file, old, new),
        }
    }
}

/// What `regeling check` says: place and sentences of each mistake.
fn mistakes(folder: &Path) -> Vec<(String, String)> {
    let checked = check(folder);
    let said = stderr(&checked);
    assert_eq!(checked.status.code(), Some(1), "{said}{}", stdout(&checked));
    let own = format!("  {}/", folder.display());
    let found: Vec<(String, String)> = said
        .split("gebrek: ")
        .skip(1)
        .map(|one| (one.lines().find_map(|line| line.strip_prefix(&own)).unwrap_or_default().to_owned(), one.to_owned()))
        .collect();
    let count = if found.len() == 1 { "1 gebrek.".to_owned() } else { format!("{} gebreken.", found.len()) };
    assert!(stdout(&checked).contains(&count), "{count}: {}", stdout(&checked));
    found
}

#[test]
fn every_mistake_is_told_with_its_place_and_its_cure() {
    for Gebroken { changes, told } in GEBROKEN {
        let (_holder, folder) = started(&[]);
        break_it(&folder, changes);
        let found = mistakes(&folder);
        assert_eq!(found.len(), told.len(), "{changes:?}: {found:#?}");
        for (place, part) in *told {
            let known = found.iter().any(|(at, what)| at == place && what.contains(part));
            assert!(known, "{changes:?} should say {part:?} at {place}: {found:#?}");
        }
        assert!(found.iter().all(|(_, what)| what.contains("\nherstel: ")), "{found:#?}");
    }
}

#[test]
fn a_code_that_stands_twice_is_a_mistake() {
    let (_holder, folder) = started(&[]);
    let toml = fs::read_to_string(folder.join(TOML)).expect("a file");
    let rule = &toml[toml.find("[[regels]]").expect("a rule")..];
    fs::write(folder.join(TOML), format!("{toml}\n{rule}")).expect("written");
    let found = mistakes(&folder);
    assert!(matches!(&found[..], [(place, what)] if place == "regeling.toml:61" && what.contains("staat er twee keer")), "{found:#?}");
}

#[test]
fn what_is_too_large_is_refused_in_a_line() {
    let (_holder, folder) = started(&[]);
    change(&folder, TOML, "als = \"", &format!("als = \"{}", "1 + ".repeat(2_500)));
    let found = mistakes(&folder);
    assert!(matches!(&found[..], [(place, what)] if place == "regeling.toml:50" && what.contains("langer dan 4.000 tekens")), "{found:#?}");
    fs::write(folder.join(TOML), format!("# {}", "x".repeat(10_000_000))).expect("written");
    let checked = check(&folder);
    assert_eq!(checked.status.code(), Some(2));
    assert!(stderr(&checked).contains("regeling.toml: dit bestand is groter dan"), "{}", stderr(&checked));
}

#[test]
fn a_folder_that_is_no_regeling_says_so() {
    let holder = tempfile::tempdir().expect("a folder");
    for folder in [holder.path().to_owned(), holder.path().join("nergens")] {
        let checked = check(&folder);
        assert_eq!(checked.status.code(), Some(2));
        assert!(stderr(&checked).contains("staat geen regeling"), "{}", stderr(&checked));
    }
    fs::write(holder.path().join("brief.txt"), "Beste lezer,").expect("written");
    let found = mistakes(holder.path());
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn a_circumstance_makes_a_finding_less_bad() {
    let (holder, folder) = started(&[]);
    let toml = fs::read_to_string(folder.join(TOML)).expect("a file");
    let softened = "\n[regels.verzacht]\nals = \"not leeg(dossier.motivatie)\"\nernst = \"waarschuwing\"\n";
    fs::write(folder.join(TOML), toml + softened).expect("written");
    passes(text(&folder));
    let example = fs::read_to_string(folder.join(JSON)).expect("an example").replace("\"uren\": 5", "\"uren\": 4");
    let without = example.lines().filter(|line| !line.contains("\"motivatie\"")).collect::<Vec<_>>().join("\n");
    for (json, ernst, code) in [(example, "waarschuwing", 0), (without, "fout", 1)] {
        let path = holder.path().join("dossier.json");
        fs::write(&path, json).expect("written");
        let checked = dossierpers(&["check", text(&path), "--regeling", text(&folder)]);
        assert_eq!(checked.status.code(), Some(code), "{}", stderr(&checked));
        assert!(format!("{}{}", stdout(&checked), stderr(&checked)).contains(&format!("{ernst}[te-weinig-uren]")), "{}", stderr(&checked));
    }
}

/// What no folder may hold is refused where it is tried, and where it is used.
#[test]
fn a_folder_is_limited_in_everything_and_says_so_in_a_line() {
    fn bitmap(width: u32) -> Vec<u8> {
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &width.to_be_bytes()].concat()
    }
    let many = |count: usize, end: &str, bytes: &[u8]| (0..count).map(|nr| (format!("x{nr}.{end}"), bytes.to_vec())).collect::<Vec<_>>();
    let cases = [
        (many(1000, "md", b"x"), 2, "meer bestanden dan een regeling nodig heeft"),
        (many(1, "csv", &vec![b'x'; 1_100_000]), 2, "groter dan een bestand van een regeling"),
        (many(20, "csv", &vec![b'x'; 1_000_000]), 2, "samen meer dan een regeling nodig heeft"),
        (many(51, "png", &bitmap(10)), 1, "meer dan 50 afbeeldingen"),
        (many(1, "png", &bitmap(60_000)), 1, "meer dan 25 miljoen beeldpunten"),
    ];
    for (files, code, said) in cases {
        let (_holder, folder) = started(&[]);
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("written");
        }
        let checked = check(&folder);
        assert!(checked.status.code() == Some(code) && stderr(&checked).contains(said), "{said}: {}", stderr(&checked));
        let used = dossierpers(&["new", "--regeling", text(&folder)]);
        assert!(used.status.code() == Some(2) && stderr(&used).contains(said), "{said}: {}", stderr(&used));
    }
}

#[test]
fn what_no_template_needs_is_not_read() {
    let (_holder, folder) = started(&[]);
    let large = fs::File::create(folder.join("film.mp4")).expect("made");
    large.set_len(2 * 1024 * 1024 * 1024).expect("a hole of two gigabytes");
    fs::create_dir(folder.join("oud")).expect("made");
    fs::write(folder.join("oud/aanvraag.typ"), vec![b'x'; 2_000_000]).expect("written");
    passes(text(&folder));
}

/// What `regeling check` refuses, no command takes.
#[test]
fn a_value_that_cannot_be_is_refused_where_the_regeling_is_loaded() {
    for (old, new, said) in [
        ("van = \"\"", "van = \"\"\npaginas_max = 0", "[[documenten]] 1, paginas_max: Een document van hoogstens 0"),
        ("waarde = 8", "waarde = -8", "hier hoort een getal groter dan 0"),
        ("id = \"mijn\"", "id = \"\"", "id: Het id heeft andere tekens"),
        ("bestandsnaam = \"aanvraag\"", "bestandsnaam = \"../x\"", "wijst naar een andere map"),
    ] {
        let (_holder, folder) = started(&[]);
        change(&folder, TOML, old, new);
        let used = dossierpers(&["new", "--regeling", text(&folder)]);
        assert!(used.status.code() == Some(2) && stderr(&used).contains(said), "{said}: {}", stderr(&used));
    }
    let (_holder, folder) = started(&["--from", "hobeon-rib"]);
    change(&folder, TOML, "[normen.periode_jaren]\nwaarde = 4", "[normen.periode_jaren]\nwaarde = \"0.001\"");
    let used = dossierpers(&["new", "--regeling", text(&folder)]);
    assert!(stderr(&used).contains("[normen.periode_jaren] waarde is een heel getal"), "{}", stderr(&used));
    let found = mistakes(&folder);
    let line = fs::read_to_string(folder.join(TOML)).expect("a file").lines().position(|line| line == "[normen.periode_jaren]");
    assert_eq!(found[0].0, format!("regeling.toml:{}", line.expect("a norm") + 1), "{found:#?}");
}

/// A template that makes pages without measure is stopped, and a list without a limit of its own has one.
#[test]
fn pages_and_rows_have_a_limit_of_the_program() {
    let (holder, folder) = started(&[]);
    change(&folder, TYP, "let v = d.velden", "let v = d.velden\n  for n in range(600) { pagebreak() }");
    let found = mistakes(&folder);
    assert!(found.iter().any(|(_, what)| what.contains("hoogstens 500 zijn mogelijk")), "{found:#?}");
    let (_holder, folder) = started(&[]);
    let rows = vec!["{}"; 1001].join(",");
    let path = holder.path().join("dossier.json");
    fs::write(&path, format!("{{\"bijeenkomsten\": [{rows}]}}")).expect("written");
    let schema = fs::read_to_string(folder.join(SCHEMA)).expect("a schema");
    let unlimited: String = schema.lines().filter(|line| !line.contains("\"maxItems\"")).collect::<Vec<_>>().join("\n");
    fs::write(folder.join(SCHEMA), unlimited).expect("written");
    let checked = dossierpers(&["check", text(&path), "--regeling", text(&folder)]);
    assert!(stdout(&checked).contains("hoogstens 1000 zijn mogelijk"), "{}{}", stdout(&checked), stderr(&checked));
}
