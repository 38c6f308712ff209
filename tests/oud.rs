//! What version 0.1.0 made is still read, judged and recognised: a dossier, forms, a signed statement and an output folder.

use std::fs;
use std::path::Path;

use dossierpers::Options;
use serde_json::Value;

use crate::cli::{dossierpers, stderr};
use crate::fixture::{GEWONE, WERKVERKLARING, bytes, import, render};
use crate::import::{codes, parsed, told};
use crate::reader::{about, squeeze, text};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/versie-0.1.0");
/// The name that the regeling had.
const OLD_NAME: &str = "hercertificering_klantmanager_re_integratie";
const SIGNED: &[u8] = include_bytes!("../fixtures/versie-0.1.0/B1_werkverklaring_getekend.pdf");
/// Bytes of the signed statement before it was signed.
const UNSIGNED: usize = 50_375;

fn old(name: &str) -> Vec<u8> {
    fs::read(Path::new(FOLDER).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn json(name: &str) -> Value {
    serde_json::from_slice(&old(name)).expect("JSON")
}

/// Of a verdict what scripts hold on to: its word, and of each finding code, place, and whether it stands in the way. What is not there
/// yet is to do, and was an error.
fn contract(verdict: &Value) -> (&Value, Vec<([&Value; 4], bool)>) {
    let findings = verdict["bevindingen"].as_array().expect("a list").iter();
    let heavy = |one: &Value| one["ernst"] == "fout" || one["ernst"] == "te-doen";
    (&verdict["oordeel"], findings.map(|one| (["code", "pad", "regel", "kolom"].map(|key| &one[key]), heavy(one))).collect())
}

/// Everything that the old one says, the new one says too; it may say more.
fn still_says(old: &Value, new: &Value, path: &str) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            old.iter().for_each(|(key, value)| still_says(value, &new[key], &format!("{path}/{key}")));
        }
        _ => assert_eq!(old, new, "{path}"),
    }
}

#[test]
fn a_dossier_is_judged_as_it_was() {
    assert_eq!(json("dossier.json")["regeling"], OLD_NAME);
    let checked = dossierpers(&["check", &format!("{FOLDER}/dossier.json"), "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let (then, now) = (json("bevindingen.json"), crate::cli::verdict(&checked.stdout));
    let (word, findings) = contract(&then);
    assert!(findings.len() > 10, "{}", findings.len());
    assert_eq!(contract(&now), (word, findings));
    still_says(&then["berekening"], &now["berekening"], "berekening");
    assert_eq!(then["documenten"].as_array().map(Vec::len), now["documenten"].as_array().map(Vec::len));
}

#[test]
fn its_documents_are_made_and_name_the_regeling_as_it_is_called_now() {
    let rendering = render(&old("dossier.json"), Options::default());
    let names: Vec<_> = rendering.documents.iter().map(|made| made.document.bestand.as_str()).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    let (_, data) = about(bytes(&rendering.documents[0])).attachment.expect("the data");
    let part: Value = serde_json::from_slice(&data).expect("JSON");
    assert!(GEWONE.regeling.answers_to(part["regeling"].as_str().expect("a name")), "{}", part["regeling"]);
}

#[test]
fn its_forms_are_read_as_they_were() {
    for name in ["intervisieverslag_leeg", "werkverklaring_invullen"] {
        let imported = import(&[&old(&format!("{name}.pypdf.pdf"))], None);
        assert_eq!(told(&imported), Vec::<String>::new(), "{name}");
        assert_eq!(parsed(&imported), json(&format!("{name}.json")), "{name}");
    }
    let signed = import(&[&old("werkverklaring_ingevuld_getekend.pdf")], None);
    assert_eq!(codes(&signed), ["formulier-ondertekend"]);
    assert_eq!(
        parsed(&signed)["werkverklaringen"],
        serde_json::from_str::<Value>(include_str!("../fixtures/ingevuld/werkverklaring.json")).expect("JSON")["werkverklaringen"]
    );
}

#[test]
fn its_form_goes_into_the_dossier_that_it_was_made_of() {
    let imported = import(&[&old("werkverklaring_invullen.pypdf.pdf")], Some(WERKVERKLARING.as_bytes()));
    assert_eq!(told(&imported), Vec::<String>::new());
    let taken = &imported.forms[0];
    assert_eq!((taken.filled, taken.new, taken.known), (29, 7, 22), "what stood in it was known");
    let merged = parsed(&imported);
    assert_eq!(merged["werkverklaringen"][0]["ondertekening"]["datum"], "2026-03-14");
    assert_eq!(merged["werkverklaringen"][0]["dienstverbanden"][1]["functie"], "klantmanager");
}

#[test]
fn what_is_in_its_signed_statement_makes_the_statement() {
    let (name, data) = about(SIGNED).attachment.expect("the data");
    assert_eq!(
        (name.as_str(), serde_json::from_slice::<Value>(&data).expect("JSON")["regeling"].as_str()),
        ("dossier.json", Some(OLD_NAME))
    );
    let again = render(&data, Options::default());
    let stopping: Vec<_> = again.findings.iter().filter(|finding| finding.stops_documents()).collect();
    assert!(stopping.is_empty() && again.documents.len() == 1, "{stopping:?}");
    let text = text(bytes(&again.documents[0]));
    for part in ["UWV-kantoor Rivierstad (fictief)", "Noor van den Oever", "0,842", "1 september 2023"] {
        assert!(text.contains(&squeeze(part)), "{part}\n{text}");
    }
}

/// An output folder as version 0.1.0 left it, with a statement in it that is as it was or somebody's.
fn output_folder(statement: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("manifest.json"), old("manifest_render.json")).expect("written");
    fs::write(folder.path().join("B1_werkverklaring.pdf"), statement).expect("written");
    folder
}

fn render_into(folder: &Path, more: &[&str]) -> std::process::Output {
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/werkverklaring.json");
    dossierpers(&[&["render", input, "--out", folder.to_str().expect("UTF-8")][..], more].concat())
}

/// The name that the statement has now.
const NOW: &str = "B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf";

#[test]
fn its_output_folder_is_gone_on_with() {
    let folder = output_folder(&SIGNED[..UNSIGNED]);
    let rendered = render_into(folder.path(), &[]);
    assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
    assert!(stderr(&rendered).contains("B1_werkverklaring.pdf hoort niet meer bij dit dossier. Met --prune"), "{}", stderr(&rendered));
    let now = fs::read(folder.path().join(NOW)).expect("a file");
    assert!(now == bytes(&render(WERKVERKLARING.as_bytes(), Options::default()).documents[0]), "under the name that it has now");
    assert!(fs::read(folder.path().join("B1_werkverklaring.pdf")).expect("a file") == SIGNED[..UNSIGNED]);
    let again = render_into(folder.path(), &["--prune"]);
    assert!(stderr(&again).contains(" 0 bestanden geschreven, 1 ongewijzigd."), "{}", stderr(&again));
    assert!(stderr(&again).contains("verwijderd: ") && !folder.path().join("B1_werkverklaring.pdf").exists(), "{}", stderr(&again));
    let manifest: Value = serde_json::from_slice(&fs::read(folder.path().join("manifest.json")).expect("a manifest")).expect("JSON");
    assert_eq!((&manifest["regeling"], manifest["bestanden"].as_object().map(serde_json::Map::len)), (&"hobeon-rib".into(), Some(1)));
    assert_eq!(manifest["bestanden"][NOW]["bytes"], now.len());
}

#[test]
fn what_somebody_signed_or_filled_in_there_is_kept() {
    for with_manifest in [true, false] {
        let folder = output_folder(SIGNED);
        if !with_manifest {
            fs::remove_file(folder.path().join("manifest.json")).expect("removed");
        }
        // This version makes other bytes of the same data, under another name: what was signed is still what the dossier says.
        let rendered = render_into(folder.path(), &["--prune"]);
        assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
        let told = format!("{NOW} is al ondertekend als {}.", folder.path().join("B1_werkverklaring.pdf").display());
        assert!(stderr(&rendered).contains(&told) && !folder.path().join(NOW).exists(), "{}", stderr(&rendered));
        let other = folder.path().join("ander.json");
        let changed = WERKVERKLARING.replace("2023-09-01", "2023-10-01");
        assert_ne!(changed, WERKVERKLARING);
        fs::write(&other, changed).expect("written");
        let path = folder.path().to_str().expect("UTF-8");
        let rendered = dossierpers(&["render", other.to_str().expect("UTF-8"), "--out", path, "--prune"]);
        assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
        assert!(stderr(&rendered).contains("is ondertekend, maar het dossier is daarna veranderd."), "{}", stderr(&rendered));
        assert!(folder.path().join(NOW).exists());
        assert!(fs::read(folder.path().join("B1_werkverklaring.pdf")).expect("a file") == SIGNED);
    }

    let folder = tempfile::tempdir().expect("a folder");
    let filled = old("intervisieverslag_leeg.pypdf.pdf");
    let theirs = folder.path().join("B5_intervisieverslag_leeg.pdf");
    fs::write(folder.path().join("manifest.json"), old("manifest.json")).expect("written");
    fs::write(&theirs, &filled).expect("written");
    let blank = dossierpers(&["blank", "intervisieverslag", "werkverklaring", "--out", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(blank.status.code(), Some(2), "{}", stderr(&blank));
    assert!(fs::read(&theirs).expect("a file") == filled && folder.path().join("B1_werkverklaring_leeg.pdf").exists());
}
