//! Broken and odd input by the thousand: a finding or a correct page, never a panic, never an error of a template.

use dossierpers::{Options, Status};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::fixture::{DOSSIER, REGELING, judged, read, render, value};
use crate::reader::{squeeze, text};

/// Texts that mean something to some program.
fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("#import \"x\"".to_owned()),
        Just("#panic()".to_owned()),
        Just("$x^2$ en $".to_owned()),
        Just("= kop".to_owned()),
        Just("@verwijzing <label>".to_owned()),
        Just("C:\\map\\bestand \\u0041 \\".to_owned()),
        Just("*sterk _nadruk `code".to_owned()),
        Just("- a\n  - b\n\n1. c\n2) d".to_owned()),
        Just("a".repeat(10_000)),
        Just("😀\u{202e}omgekeerd\u{0}".to_owned()),
        Just("e\u{301}e\u{301}n cafe\u{301}".to_owned()),
        Just("漢字 עברית العربية".to_owned()),
        Just("{{ 7 * 7 }} {% raw %}".to_owned()),
        "\\PC{0,200}",
        "[ -~\n]{0,300}",
        ".{0,60}",
    ]
}

/// Values of every type, wrong ones first.
fn odd_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(-1)),
        Just(json!(3)),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["", null, 1])),
        Just(json!("2025-02-30")),
        Just(json!("0000-00-00")),
        Just(json!("24:00")),
        odd_text().prop_map(Value::from),
    ]
}

/// All pointers into a value.
fn pointers(value: &Value, path: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pointers(value, format!("{path}/{key}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, value)| pointers(value, format!("{path}/{place}"), found)),
        _ => {}
    }
    found.push(path);
}

/// A small dossier with every section, to be broken.
fn small() -> Value {
    let mut dossier = value();
    for (list, length) in [("werkverklaringen", 2), ("activiteiten", 2), ("intervisiemomenten", 1)] {
        dossier[list].as_array_mut().expect("a list").truncate(length);
    }
    dossier["ervaringsverklaring"]["competenties"].as_array_mut().expect("a list").truncate(1);
    dossier
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_findings(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let input = read(&bytes);
        for finding in &input.findings {
            let place = input.source.position(finding);
            prop_assert!(place.line >= 1 && place.column >= 1 && !finding.help.is_empty());
        }
    }

    #[test]
    fn a_cut_or_overwritten_dossier_gives_findings(at in 0_usize..120_000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = DOSSIER.as_bytes()[..20_000].to_vec();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let input = read(&bytes);
        prop_assert!(!input.findings.is_empty());
    }
}

/// The small dossier with some values replaced by odd ones.
fn broken(changes: Vec<(prop::sample::Index, Value)>) -> Vec<u8> {
    let mut dossier = small();
    let mut places = Vec::new();
    pointers(&dossier, String::new(), &mut places);
    for (index, value) in changes {
        if let Some(target) = dossier.pointer_mut(index.get(&places).as_str()) {
            *target = value;
        }
    }
    dossier.to_string().into_bytes()
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Value)>> {
    proptest::collection::vec((any::<prop::sample::Index>(), odd_value()), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dossier_with_odd_values_is_judged(changes in changes()) {
        let input = read(&broken(changes));
        let (documents, _) = dossierpers::documents::documents(&input.value, &REGELING, Options::default()).expect("documents");
        for finding in input.findings.iter().chain(&judged(&input)) {
            prop_assert!(input.source.position(finding).line >= 1 && !finding.message.is_empty() && !finding.help.is_empty());
        }
        prop_assert!(documents.iter().all(|document| document.bestand.len() <= 80 && document.bestand.is_ascii()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dossier_with_odd_values_gives_findings_or_pages(changes in changes()) {
        let rendering = render(&broken(changes), Options::default());
        for made in &rendering.documents {
            if matches!(made.status, Status::Refused) {
                let reason = rendering.findings.iter().any(|finding| made.document.concerns(finding));
                prop_assert!(reason, "{} refused without a reason", made.document.bestand);
            }
        }
    }

    #[test]
    fn a_text_is_refused_or_printed_whole(odd in odd_text()) {
        let dossier = json!({
            "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen" },
            "activiteiten": [{ "soort": "cursus", "titel": odd, "datum_van": "2025-03-14", "tijd_aanwezigheid_min": 60, "tijd_voorbereiding_min": 0 }],
        });
        let rendering = render(dossier.to_string().as_bytes(), Options::default());
        if rendering.findings.iter().all(|finding| !finding.path.ends_with("/titel") && !finding.path.ends_with("/0")) {
            let Some(Status::Made(bytes)) = rendering.documents.last().map(|made| &made.status) else { panic!("no document and no finding") };
            let expected: String = odd.nfc().collect();
            prop_assert!(text(bytes).contains(&squeeze(&expected)), "{odd:?} is not on the page");
        }
    }
}
