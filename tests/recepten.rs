//! The recipes of CONTRIBUTING.md, followed to the letter on a copy of a regeling: what they name is enough.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{dossierpers, stderr, stdout};
use crate::reader;

const CONTRIBUTING: &str = include_str!("../CONTRIBUTING.md");
/// The folder that the recipes change.
const FOLDER: &str = "templates/akc-leidraad";

/// A step of a recipe: a file, and its lines with ` `, `-` or `+` before them.
struct Step {
    file: String,
    lines: Vec<(char, String)>,
}

/// The steps of the recipe under a heading.
fn steps(heading: &str) -> Vec<Step> {
    let recipe = CONTRIBUTING.split(&format!("\n### {heading}\n")).nth(1).expect("a recipe");
    let recipe = recipe.split("\n### ").next().expect("its text");
    let mut steps = Vec::new();
    let mut lines = recipe.lines();
    while let Some(line) = lines.next() {
        let Some(file) = line.trim_start().strip_prefix("```diff ") else { continue };
        let indent = line.len() - line.trim_start().len();
        let body = lines.by_ref().take_while(|line| line.trim() != "```").map(|line| line.get(indent..).unwrap_or_default());
        let body = body.map(|line| (line.chars().next().unwrap_or(' '), line.get(1..).unwrap_or_default().to_owned()));
        steps.push(Step { file: file.to_owned(), lines: body.collect() });
    }
    steps
}

/// Applies a step: what it keeps or takes away must stand there exactly once, in this order.
fn apply(step: &Step, folder: &Path) {
    let path = folder.join(step.file.strip_prefix(FOLDER).expect("a file of the folder").trim_start_matches('/'));
    let text = fs::read_to_string(&path).unwrap_or_default();
    let side = |mark: char| -> String {
        let lines = step.lines.iter().filter(|(sign, _)| *sign == ' ' || *sign == mark);
        lines.map(|(_, line)| format!("{line}\n")).collect()
    };
    let (old, new) = (side('-'), side('+'));
    let changed = if old.is_empty() {
        format!("{text}{new}")
    } else {
        assert_eq!(text.matches(&old).count(), 1, "{}: the recipe no longer fits:\n{old}", step.file);
        text.replace(&old, &new)
    };
    fs::write(path, changed).expect("written");
}

/// A copy of the regeling under an id of its own, in which a recipe was followed.
fn followed(heading: &str, touched: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let holder = tempfile::tempdir().expect("a folder");
    let folder = holder.path().join("recept");
    let started = dossierpers(&["regeling", "new", text(&folder), "--from", "akc-leidraad"]);
    assert_eq!(started.status.code(), Some(0), "{}", stderr(&started));
    let steps = steps(heading);
    assert_eq!(steps.iter().map(|step| step.file.as_str()).collect::<Vec<_>>(), touched, "the files that the recipe touches");
    for step in &steps {
        apply(step, &folder);
    }
    (holder, folder)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn passes_its_check(folder: &Path) {
    let checked = dossierpers(&["regeling", "check", text(folder)]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", stdout(&checked), stderr(&checked));
}

#[test]
fn the_recipe_for_a_field_is_enough() {
    let files = ["schema.json", "verantwoording.typ", "voorbeeld.json"].map(|file| format!("{FOLDER}/{file}"));
    let (_holder, folder) = followed("A field", &files.each_ref().map(String::as_str));
    passes_its_check(&folder);
    let out = folder.join("uit");
    let rendered = dossierpers(&["render", text(&folder.join("voorbeeld.json")), "--out", text(&out), "--regeling", text(&folder)]);
    assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
    let pages = fs::read_dir(&out).expect("a folder").map(|entry| entry.expect("an entry").path());
    let pages = pages.filter(|path| text(path).contains("verantwoording")).map(|path| fs::read(path).expect("a file"));
    assert!(
        pages.map(|bytes| reader::text(&bytes)).any(|text| text.contains(&reader::squeeze("Projectnummer P-0042"))),
        "the value is on a page"
    );
    let blank = dossierpers(&["blank", "verantwoording", "--out", text(&out), "--regeling", text(&folder)]);
    assert_eq!(blank.status.code(), Some(0), "{}", stderr(&blank));
    let form = fs::read(out.join("verantwoording_leeg.pdf")).expect("a form");
    assert!(reader::forms::form(&form).widgets.iter().any(|widget| widget.name == "projectnummer"), "the form asks it");
}

#[test]
fn the_recipe_for_a_rule_is_enough() {
    let files = ["regeling.toml", "fout/inleiding-ontbreekt.json"].map(|file| format!("{FOLDER}/{file}"));
    let (_holder, folder) = followed("A rule", &files.each_ref().map(String::as_str));
    passes_its_check(&folder);
    let json = fs::read_to_string(folder.join("voorbeeld.json")).expect("an example");
    let mut value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    value.as_object_mut().expect("an object").shift_remove("inleiding");
    let without = folder.join("zonder.json");
    fs::write(&without, value.to_string()).expect("written");
    let checked = dossierpers(&["check", text(&without), "--regeling", text(&folder)]);
    assert!(
        stdout(&checked).contains("waarschuwing[inleiding-ontbreekt]: De verantwoording heeft geen inleiding."),
        "{}",
        stdout(&checked)
    );
    let manual = dossierpers(&["explain", "inleiding-ontbreekt", "--regeling", text(&folder)]);
    assert!(stdout(&manual).contains("Een lezer wil weten wie er spreekt."), "{}", stdout(&manual));
}
