//! The manual for whoever makes a regeling: its tutorial followed to the letter, and its tables held against the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use dossierpers::regeling::{
    Afgeleid, BestandEisen, DocumentSoort, Gegevens, Handtekening, Hernoeming, Keuze, LijstSoort, Naamloos, Norm, OordeelWoorden,
    RegelSoort, Regeling, TotaalSoort, VersieSoort, Vervanging, Verzacht, Vooraf, Wie,
};
use dossierpers::schema::formaat::FORMATEN;
use serde::de::DeserializeOwned;

use crate::cli::{stderr, stdout};

const MANUAL: &str = include_str!("../docs/regeling-maken.md");

/// A fenced block: its language, the file that it names, and its text.
struct Block<'m> {
    kind: &'m str,
    file: &'m str,
    text: String,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (kind, file) = info.split_once(' ').unwrap_or((info, ""));
        let body = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n"));
        blocks.push(Block { kind, file, text: body.collect() });
    }
    blocks
}

/// The text under a heading, up to the next one.
fn section(heading: &str) -> &'static str {
    let line = format!("\n{heading}\n");
    let mut parts = MANUAL.split(&line).skip(1);
    let text = parts.next().unwrap_or_else(|| panic!("the manual has no heading {heading}"));
    assert!(parts.next().is_none(), "the manual has two headings {heading}");
    text.split("\n#").next().unwrap_or_default()
}

/// The names in the first column of the tables under a heading.
fn documented(heading: &str) -> BTreeSet<String> {
    let rows = section(heading).lines().filter_map(|line| line.strip_prefix("| `"));
    let names: Vec<String> = rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned())).collect();
    let set: BTreeSet<String> = names.iter().cloned().collect();
    assert_eq!(set.len(), names.len(), "{heading}: a name twice");
    set
}

/// Takes lines with `-` out of a file, and puts those with `+` in their place.
fn apply(diff: &str, path: &Path) {
    let side = |mark: char| diff.lines().filter_map(|line| line.strip_prefix(mark)).map(|line| format!("{line}\n")).collect::<String>();
    let text = fs::read_to_string(path).expect("a file that the tutorial wrote");
    assert_eq!(text.matches(&side('-')).count(), 1, "{}: the change does not fit:\n{diff}", path.display());
    fs::write(path, text.replace(&side('-'), &side('+'))).expect("written");
}

#[test]
fn the_tutorial_does_what_it_says() {
    let holder = tempfile::tempdir().expect("a folder");
    let mut written = BTreeSet::new();
    let tutorial = MANUAL.split("\n## De bestanden van een regeling\n").next().expect("a tutorial");
    let mut commands = 0;
    let mut blocks = blocks(tutorial).into_iter().peekable();
    while let Some(block) = blocks.next() {
        let path = holder.path().join(block.file);
        match block.kind {
            "sh" => {
                let expected = blocks.next_if(|next| next.kind == "text").map(|next| next.text).expect("what the command prints");
                let refused = expected.lines().any(|line| line.starts_with("fout[") || line.starts_with("gebrek: "));
                let mut words = block.text.split_whitespace();
                assert_eq!((words.next(), block.text.lines().count()), (Some("dossierpers"), 1), "one command of ours: {}", block.text);
                let output = Command::new(env!("CARGO_BIN_EXE_dossierpers"))
                    .args(words)
                    .current_dir(holder.path())
                    .stdin(Stdio::null())
                    .output()
                    .expect("the program");
                let shown = format!("{}{}", stderr(&output), stdout(&output));
                assert_eq!(shown.trim_end(), expected.trim_end(), "{}", block.text);
                assert_eq!(output.status.code(), Some(i32::from(refused)), "{}", block.text);
                commands += 1;
            }
            "text" => panic!("no command prints this:\n{}", block.text),
            "diff" => apply(&block.text, &path),
            _ => {
                assert!(!block.file.is_empty(), "this block names no file:\n{}", block.text);
                assert!(written.insert(block.file), "{} is written twice", block.file);
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(&path, &block.text).expect("written");
            }
        }
    }
    assert!(commands >= 5 && written.len() >= 5, "the tutorial was read");
    for made in ["formulieren/declaratie_leeg.pdf", "uit/declaratie.pdf"] {
        assert!(holder.path().join(made).is_file(), "{made}");
    }
}

/// The keys that the program knows of a section, as the reader itself lists them for a key that it does not know.
fn known<T: DeserializeOwned>() -> BTreeSet<String> {
    const STRANGE: &str = "bestaat_zeker_niet";
    let Err(error) = toml::from_str::<T>(&format!("{STRANGE} = 1")) else { panic!("a key that does not exist was taken") };
    let mut names = error.message().split('`').skip(1).step_by(2);
    assert_eq!(names.next(), Some(STRANGE), "{}", error.message());
    names.map(str::to_owned).collect()
}

#[test]
fn the_tables_of_keys_are_those_of_the_program() {
    for (heading, known) in [
        ("### Bovenaan", known::<Gegevens>()),
        ("### `[wie]`", known::<Wie>()),
        ("### `[oordeel]`", known::<OordeelWoorden>()),
        ("### `[bestanden]`", known::<BestandEisen>()),
        ("### `[normen.NAAM]`", known::<Norm>()),
        ("### `[[keuzes.NAAM]]`", known::<Keuze>()),
        ("### `[lijsten.SLEUTEL]`", known::<LijstSoort>()),
        ("### `[[documenten]]`", known::<DocumentSoort>()),
        ("### `[[documenten.handtekeningen]]`", known::<Handtekening>()),
        ("### `[[documenten.vooraf]]`", known::<Vooraf>()),
        ("### `[documenten.afgeleid.NAAM]`", known::<Afgeleid>()),
        ("### `[documenten.naamloos]`", known::<Naamloos>()),
        ("### `[[versies]]`", known::<VersieSoort>()),
        ("### `versies.hernoem`", known::<Hernoeming>()),
        ("### `versies.vervang`", known::<Vervanging>()),
        ("### `[[regels]]`", known::<RegelSoort>()),
        ("### `[regels.verzacht]`", known::<Verzacht>()),
        ("### `[[totalen]]`", known::<TotaalSoort>()),
    ] {
        assert_eq!(documented(heading), known, "{heading}");
    }
}

#[test]
fn the_tables_of_formats_and_of_building_blocks_are_those_of_the_program() {
    let formats: BTreeSet<String> = FORMATEN.map(str::to_owned).into();
    assert_eq!(documented("## Velden in schema.json"), formats);
    let files: BTreeMap<String, Vec<u8>> = Regeling::bouwstenen();
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    let functions = |text: &str| -> BTreeSet<String> {
        let lets = text.lines().filter_map(|line| line.strip_prefix("#let "));
        lets.filter_map(|rest| rest.split_once('(').filter(|(name, _)| !name.contains(' '))).map(|(name, _)| name.to_owned()).collect()
    };
    let blocks = text("bouwstenen.typ");
    let mut known = functions(&blocks);
    let passed_on = blocks.lines().find_map(|line| line.strip_prefix("#import \"huisstijl.typ\": ")).expect("what it passes on");
    let style = functions(&text("huisstijl.typ"));
    known.extend(passed_on.split(", ").map(str::to_owned).filter(|name| style.contains(name)));
    assert_eq!(documented("### Bouwstenen"), known);
}

#[test]
fn the_limits_that_it_names_are_those_of_the_program() {
    let help = stdout(&crate::cli::dossierpers(&["check", "--help"]));
    for option in ["--time-limit", "--memory-limit"] {
        let after = help.split(option).nth(1).and_then(|rest| rest.split("[standaard: ").nth(1)).expect("a default");
        let limit = after.split(']').next().expect("its end");
        let said = MANUAL.split(&format!("`{option}`")).nth(1).expect("the option is told").split(')').next().expect("an end");
        assert!(said.split_whitespace().any(|word| word == limit), "{option} is {limit}, not: {said}");
    }
}
