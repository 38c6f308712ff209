//! The two-page limit: hard, and explained with numbers that hold.

use dossierpers::{Options, Rendering};
use serde_json::{Value, json};

use crate::fixture::{codes, render, value};

/// The dossier with one intervisiemoment, whose text `key` is replaced.
fn report(key: &str, text: &str) -> Vec<u8> {
    let mut moment = value()["intervisiemomenten"][8].clone();
    moment[key] = Value::String(text.to_owned());
    alone(&moment).to_string().into_bytes()
}

/// A dossier that holds nothing but one intervisiemoment.
fn alone(moment: &Value) -> Value {
    json!({ "kandidaat": value()["kandidaat"], "intervisiemomenten": [moment] })
}

fn rendered(key: &str, text: &str) -> Rendering {
    render(&report(key, text), Options::default())
}

fn is_too_long(key: &str, text: &str) -> bool {
    codes(&rendered(key, text)).contains(&"intervisie-te-lang")
}

/// The text of a field, and the same with as few words added as make the report too long.
fn just_too_long(key: &str) -> String {
    let mut text = value()["intervisiemomenten"][8][key].as_str().expect("a text").to_owned();
    while !is_too_long(key, &text) {
        text.push_str(" Daar heb ik later nog vaak aan teruggedacht.");
    }
    text
}

/// The first number in the advice, and the field that the finding points at.
fn advice(key: &str, text: &str) -> (usize, String, String) {
    let rendering = rendered(key, text);
    let finding = rendering.findings.iter().find(|finding| finding.rule.code == "intervisie-te-lang").expect("a finding");
    let number = finding.help.split(' ').find_map(|word| word.parse().ok()).expect("a number");
    (number, finding.path.rsplit('/').next().expect("a field").to_owned(), finding.message.clone())
}

fn cut(text: &str, count: usize) -> String {
    text.chars().take(text.chars().count() - count).collect()
}

/// White space at the end, and accents that are written apart, are taken off with the rest: the number counts what was typed.
#[test]
fn counts_characters_as_they_were_typed() {
    let plain = just_too_long("eigen_acties");
    let (number, field, _) = advice("eigen_acties", &plain);
    assert_eq!(field, "eigen_acties", "the text that was made longer is the longest");
    for (typed, more) in [(format!("{plain} "), 1), (format!("{plain} \t\r\n \n"), 6), (format!("{plain}e\u{301}e\u{301}"), 4)] {
        let (typed_number, ..) = advice("eigen_acties", &typed);
        assert_eq!(typed_number, number + more, "{typed:?}");
        assert!(!is_too_long("eigen_acties", &cut(&typed, typed_number)));
    }
}

#[test]
fn names_a_number_of_characters_that_is_enough_and_not_twice_too_many() {
    let text = just_too_long("eigen_acties");
    let (number, field, message) = advice("eigen_acties", &text);
    assert!(message.contains("3 pagina's") && message.contains(" over. ") && message.contains('%'), "{message}");
    let mut dossier: Value = serde_json::from_slice(&report("eigen_acties", &text)).expect("JSON");
    let longest = dossier["intervisiemomenten"][0][&field].as_str().expect("a text").to_owned();
    let mut with = |count: usize| {
        dossier["intervisiemomenten"][0][&field] = Value::String(cut(&longest, count));
        codes(&render(dossier.to_string().as_bytes(), Options::default())).contains(&"intervisie-te-lang")
    };
    assert!(!with(number), "cutting {number} characters from {field} must make it fit");
    assert!(with(number / 2), "cutting half of {number} characters must not make it fit");
}

#[test]
fn names_every_text_where_one_alone_cannot_make_it_fit() {
    let mut moment = value()["intervisiemomenten"][0].clone();
    for key in ["casus_beschrijving", "opmerkingen_collegas", "eigen_bijdrage", "leereffect", "eigen_afwegingen", "eigen_acties"] {
        let text = moment[key].as_str().expect("a text").repeat(4);
        moment[key] = Value::String(text);
    }
    let rendering = render(alone(&moment).to_string().as_bytes(), Options::default());
    let finding = rendering.findings.iter().find(|finding| finding.rule.code == "intervisie-te-lang").expect("a finding");
    assert!(finding.help.matches(" tekens van ").count() > 2, "{}", finding.help);
}

#[test]
fn writes_a_concept_however_long_it_is() {
    let text = just_too_long("eigen_acties");
    let concept = render(&report("eigen_acties", &text), Options { concept: true, ..Options::default() });
    assert_eq!(codes(&concept), Vec::<&str>::new());
    assert!(concept.documents.iter().any(|made| made.document.soort == "intervisieverslag" && made.pages == Some(3)));
}
