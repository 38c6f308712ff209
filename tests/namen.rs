//! Names of files: of what a document is about, never of its place in a list.

use std::collections::BTreeMap;

use dossierpers::{Document, Job, Press};
use serde_json::{Value, json};

use crate::fixture::{GEWONE, LEIDRAAD, REGELING, value};

/// The documents of a dossier, without a page being laid out: kind and file, in their order.
fn named(dossier: &Value) -> Vec<(String, String)> {
    let input = GEWONE.read(dossier.to_string().as_bytes());
    let (documents, _) = Press::new(&REGELING).expect("templates").documents(&input).expect("names");
    documents.into_iter().map(|document| (document.soort, document.bestand)).collect()
}

fn files(dossier: &Value, kind: &str) -> Vec<String> {
    named(dossier).into_iter().filter(|(soort, _)| soort == kind).map(|(_, file)| file).collect()
}

const LISTS: [(&str, &str); 3] = [
    ("werkverklaringen", "werkverklaring"),
    ("activiteiten", "opgaveformulier-vakontwikkeling"),
    ("intervisiemomenten", "intervisieverslag"),
];

/// A small dossier with nothing but elements of one list.
fn only(list: &str, elements: &[Value]) -> Value {
    json!({ "regeling": "hobeon-rib", "kandidaat": value()["kandidaat"], list: elements })
}

#[test]
fn what_comes_before_it_renames_nothing() {
    let whole = value();
    let before: Vec<String> = named(&whole).into_iter().map(|(_, file)| file).collect();
    assert!(before.contains(&"B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf".to_owned()), "{before:?}");
    assert!(before.iter().any(|file| file.starts_with("B4_2022-09-22_")), "{before:?}");
    assert!(before.contains(&"B5_2022-09-15_intervisieverslag.pdf".to_owned()), "{before:?}");
    let mut more = whole.clone();
    for (list, _) in LISTS {
        let mut first = whole[list][0].clone();
        match list {
            "werkverklaringen" => first["werkgever"]["naam"] = json!("Gemeente Verzonnen"),
            "activiteiten" => first["titel"] = json!("Een die vroeger was"),
            _ => first["datum"] = json!("2022-07-01"),
        }
        first.as_object_mut().expect("an object").remove("nr");
        more[list].as_array_mut().expect("a list").insert(0, first);
        // Who numbers what he has, numbers it anew.
        for (place, element) in more[list].as_array_mut().expect("a list").iter_mut().enumerate() {
            if element.get("nr").is_some() {
                element["nr"] = json!(place + 1);
            }
        }
    }
    let after: Vec<String> = named(&more).into_iter().map(|(_, file)| file).collect();
    assert_eq!(after.len(), before.len() + LISTS.len());
    assert!(before.iter().all(|file| after.contains(file)), "{before:?}\n{after:?}");
}

#[test]
fn the_order_of_a_list_names_nothing() {
    let mut turned = value();
    for (list, _) in LISTS {
        turned[list].as_array_mut().expect("a list").reverse();
    }
    let sorted = |dossier: &Value| {
        let mut all = named(dossier);
        all.sort();
        all
    };
    assert_eq!(sorted(&turned), sorted(&value()));
}

/// Each of some elements with its file, however they are ordered and whatever else is in the list.
fn told_apart(list: &str, kind: &str, elements: &[Value]) -> BTreeMap<String, String> {
    let of = |elements: &[Value]| -> BTreeMap<String, String> {
        elements.iter().map(Value::to_string).zip(files(&only(list, elements), kind)).collect()
    };
    let names = of(elements);
    let turned: Vec<Value> = elements.iter().rev().cloned().collect();
    assert_eq!(of(&turned), names, "the order counts");
    let mut distinct: Vec<String> = names.values().map(|file| file.to_lowercase()).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), elements.len(), "{names:?}");
    assert!(names.values().all(|file| file.is_ascii() && file.len() <= 80), "{names:?}");
    names
}

#[test]
fn two_of_one_name_are_told_apart_by_their_own_data() {
    let whole = value();
    let changed = |element: &Value, key: &str, new: Value| {
        let mut element = element.clone();
        element.as_object_mut().expect("an object").remove("nr");
        element[key] = new;
        element
    };
    let statement = &whole["werkverklaringen"][0];
    let mut later = statement.clone();
    later["dienstverbanden"] = json!([{ "functie": "klantmanager", "datum_van": "2024-05-01", "fte": 0.5 }]);
    let names = told_apart("werkverklaringen", "werkverklaring", &[statement.clone(), later]);
    assert!(names.values().any(|file| file.ends_with("fictief_2024-05-01.pdf")), "{names:?}");

    let meeting = &whole["intervisiemomenten"][0];
    let at = |time: &str| changed(meeting, "begintijd", json!(time));
    let names = told_apart("intervisiemomenten", "intervisieverslag", &[at("09:30"), at("13:00")]);
    assert!(names.values().any(|file| file == "B5_2022-09-15_intervisieverslag_09-30.pdf"), "{names:?}");
    // Also the third of a day says nothing about the others.
    let three = told_apart("intervisiemomenten", "intervisieverslag", &[at("16:00"), at("09:30"), at("13:00")]);
    assert!(names.iter().all(|(element, file)| three[element] == *file), "{three:?}");
    // Nothing but their texts differs.
    let about = |text: &str| changed(&at("09:30"), "casus_beschrijving", json!(text));
    told_apart("intervisiemomenten", "intervisieverslag", &[about("De ene casus."), about("De andere casus."), at("13:00")]);

    let activity = &whole["activiteiten"][0];
    let titled = |end: &str| changed(activity, "titel", json!(format!("{} {end}", "Een heel lange titel ".repeat(8))));
    told_apart("activiteiten", "opgaveformulier-vakontwikkeling", &[titled("een"), titled("twee")]);
    told_apart(
        "activiteiten",
        "opgaveformulier-vakontwikkeling",
        &[changed(activity, "titel", json!("Ziektewet")), changed(activity, "titel", json!("ZIEKTEWET!"))],
    );
    // What is the same in everything still gets files of its own.
    let twice = only("activiteiten", &[activity.clone(), activity.clone()]);
    let files = files(&twice, "opgaveformulier-vakontwikkeling");
    assert!(files.len() == 2 && files[0] != files[1], "{files:?}");
}

#[test]
fn what_has_no_title_is_named_after_its_kind() {
    let made = |dossier: &Value| -> Vec<String> {
        let input = LEIDRAAD.read(dossier.to_string().as_bytes());
        let rendering = Press::new(LEIDRAAD.regeling).expect("templates").render(&input, &Job::default()).expect("documents");
        rendering.documents.into_iter().map(|made| -> Document { made.document }).map(|document| document.bestand).collect()
    };
    let mut dossier: Value = serde_json::from_slice(LEIDRAAD.regeling.voorbeeld.as_ref().expect("an example")).expect("JSON");
    let titled = made(&dossier);
    assert!(titled.iter().any(|file| file.starts_with("verantwoording_")), "{titled:?}");
    dossier.as_object_mut().expect("an object").remove("titel_product");
    assert_eq!(made(&dossier), ["verantwoording.pdf", "advies-toetsingscommissie.pdf"]);
}
