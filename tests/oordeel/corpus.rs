//! Reads the corpus beside this file.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Where a text of the corpus can stand in a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plek {
    Starr,
    Activiteit,
    Verslag,
    Competentie,
}

/// An honest text; two of one group are about different things.
pub(super) struct Tekst {
    pub(super) groep: &'static str,
    pub(super) plek: Plek,
    pub(super) inhoud: &'static str,
}

/// An activity that is, or is not, a vakoverleg under another name.
#[derive(Deserialize)]
pub(super) struct Vakoverleg {
    pub(super) vermomd: bool,
    pub(super) soort: String,
    pub(super) titel: String,
    pub(super) soort_toelichting: Option<String>,
    pub(super) raakvlak: Option<String>,
    /// Whether it has the block that belongs to a vakoverleg.
    #[serde(default)]
    pub(super) blok: bool,
}

pub(super) fn teksten() -> Vec<Tekst> {
    let file = include_str!("teksten.txt");
    let blocks = file.split("\n[").skip(1);
    blocks.map(tekst).collect()
}

fn tekst(block: &'static str) -> Tekst {
    let (head, tekst) = block.split_once("]\n").expect("a heading and a text");
    let (groep, plek) = head.split_once(' ').expect("a group and a place");
    let plek = match plek {
        "starr" => Plek::Starr,
        "activiteit" => Plek::Activiteit,
        "verslag" => Plek::Verslag,
        "competentie" => Plek::Competentie,
        other => panic!("{other} is no place"),
    };
    Tekst { groep, plek, inhoud: tekst.trim() }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Honest short answers: the field and what it says.
pub(super) fn kort() -> Vec<(&'static str, &'static str)> {
    lines(include_str!("kort.tsv")).map(|line| line.split_once('\t').expect("a field and a text")).collect()
}

/// Honest short sentences that may stand at two places.
pub(super) fn vast() -> Vec<&'static str> {
    lines(include_str!("vast.txt")).collect()
}

/// Pairs of different activities: title and organiser of both.
pub(super) fn titels() -> Vec<[&'static str; 4]> {
    let row = |line: &'static str| line.split('\t').collect::<Vec<_>>().try_into().expect("four columns");
    lines(include_str!("titels.tsv")).map(row).collect()
}

pub(super) fn vakoverleg() -> Vec<Vakoverleg> {
    serde_json::from_str(include_str!("vakoverleg.json")).expect("activities")
}

/// Texts that say nothing, by kind.
pub(super) fn leeg() -> BTreeMap<String, Vec<String>> {
    serde_json::from_str(include_str!("leeg.json")).expect("texts by kind")
}
