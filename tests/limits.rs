//! The smallest and the largest dossier that are allowed, and one step beyond.

use dossierpers::regelingen::hobeon_rib::model::limieten;
use dossierpers::{Options, Status};
use serde_json::{Value, json};

use crate::fixture::{KLEINSTE, WERKVERKLARING, codes, read, render, value};

#[test]
fn takes_the_smallest_dossier() {
    let rendering = render(KLEINSTE.as_bytes(), Options::default());
    assert!(rendering.documents.is_empty() && read(KLEINSTE.as_bytes()).findings.is_empty());
}

#[test]
fn makes_one_statement_of_an_employers_part_alone() {
    let rendering = render(WERKVERKLARING.as_bytes(), Options::default());
    let names: Vec<_> = rendering.documents.iter().map(|made| made.document.bestand.as_str()).collect();
    assert_eq!(names, ["B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf"]);
    assert!(matches!(rendering.documents[0].status, Status::Made(_)));
}

/// Every list as long as it may be; the texts short, so that all of it stays below the limit of bytes.
fn largest() -> Value {
    let mut dossier = value();
    let repeat = |list: &Value, count: u64| {
        (0..count)
            .map(|place| list[usize::try_from(place).expect("small") % list.as_array().map_or(1, Vec::len)].clone())
            .collect::<Value>()
    };
    let numbered = |mut list: Value| {
        list.as_array_mut().into_iter().flatten().enumerate().for_each(|(place, item)| item["nr"] = json!(place + 1));
        list
    };
    dossier["werkverklaringen"] = repeat(&dossier["werkverklaringen"], limieten::WERKVERKLARINGEN);
    let rows = repeat(&dossier["werkverklaringen"][0]["dienstverbanden"], limieten::DIENSTVERBANDEN);
    dossier["werkverklaringen"][0]["dienstverbanden"] = rows;
    dossier["activiteiten"] = numbered(repeat(&dossier["activiteiten"], limieten::ACTIVITEITEN));
    dossier["activiteiten"][0]["wat_geleerd"] = json!("woord ".repeat(usize::try_from(limieten::TEKSTBLOK).expect("small") / 6));
    dossier["activiteiten"][0]["titel"] = json!("t".repeat(usize::try_from(limieten::TEKST).expect("small")));
    dossier["intervisiemomenten"] = numbered(repeat(&dossier["intervisiemomenten"], limieten::INTERVISIEMOMENTEN));
    dossier
}

#[test]
fn makes_every_document_of_the_largest_dossier() {
    let bytes = largest().to_string().into_bytes();
    assert!(bytes.len() < dossierpers::limieten::BYTES);
    let rendering = render(&bytes, Options::default());
    let expected = limieten::WERKVERKLARINGEN + 2 + limieten::ACTIVITEITEN + limieten::INTERVISIEMOMENTEN;
    assert_eq!(rendering.documents.len() as u64, expected);
    assert!(rendering.documents.iter().all(|made| matches!(made.status, Status::Made(_))), "{:?}", codes(&rendering));
    let mut names: Vec<_> = rendering.documents.iter().map(|made| made.document.bestand.to_lowercase()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len() as u64, expected, "two documents with one file name");
    assert!(names.iter().all(|name| name.len() <= 80 && name.is_ascii()));
}

#[test]
fn says_what_is_one_too_many() {
    let mut dossier = largest();
    let extra = dossier["activiteiten"][1].clone();
    dossier["activiteiten"].as_array_mut().expect("a list").push(extra);
    dossier["intervisiemomenten"][0]["leereffect"] = json!("a".repeat(usize::try_from(limieten::TEKSTBLOK).expect("small") + 1));
    let findings = read(dossier.to_string().as_bytes()).findings;
    let places: Vec<_> = findings.iter().map(|finding| (&*finding.rule.code, finding.path.as_str())).collect();
    assert_eq!(places, [("schema-te-groot", "/activiteiten"), ("schema-te-groot", "/intervisiemomenten/0/leereffect")]);
}

#[test]
fn refuses_what_is_far_too_much_at_once() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let wide = format!("{{\"activiteiten\":[{}]}}", vec!["{}"; 5000].join(","));
    for (bytes, code) in [
        (vec![b' '; dossierpers::limieten::BYTES + 1], "schema-te-groot"),
        (deep.into_bytes(), "json-ongeldig"),
        (wide.into_bytes(), "schema-te-groot"),
    ] {
        let findings = read(&bytes).findings;
        assert!(findings.iter().any(|finding| finding.rule.code == code), "{code}: {:?}", findings.first());
    }
}
