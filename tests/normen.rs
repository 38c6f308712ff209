//! How bad it is that something does not count: a warning where the norm is met without it, an error where it is missed.

use dossierpers::Diagnostic;
use dossierpers::finding::Ernst;
use dossierpers::regeling::{Subject, check};
use serde_json::{Value, json};

use crate::fixture::{DOSSIER, REGELING};

fn complete() -> Value {
    serde_json::from_str(DOSSIER).expect("JSON")
}

fn findings(dossier: &Value) -> Vec<Diagnostic> {
    check(&Subject { value: dossier, regeling: &REGELING, left_out: &[], files: None }).expect("rules that can be evaluated")
}

/// Place and level of each finding with a code.
fn of(dossier: &Value, code: &str) -> Vec<(String, Ernst)> {
    findings(dossier).into_iter().filter(|finding| finding.rule.code == code).map(|finding| (finding.path, finding.ernst)).collect()
}

fn levels(dossier: &Value, code: &str) -> Vec<Ernst> {
    of(dossier, code).into_iter().map(|(_, ernst)| ernst).collect()
}

/// An activity that gives so many minutes of presence.
fn activity(title: &str, datum: &str, minutes: u32) -> Value {
    json!({ "soort": "cursus", "titel": title, "organisator": "O", "datum_van": datum, "tijd_aanwezigheid_min": minutes,
        "tijd_voorbereiding_min": 0, "raakvlak_metier": "Het vak.", "bewijs": [{ "bestand": format!("{title}.pdf") }] })
}

#[test]
fn eight_activities_on_one_day_are_not_enough() {
    let mut dossier = complete();
    let one_day = |count: usize| (0..count).map(|i| activity(&format!("t{i}"), "2025-03-03", 480)).collect::<Vec<_>>();
    dossier["activiteiten"] = one_day(8).into();
    assert_eq!(levels(&dossier, "uren-per-dag"), [Ernst::Fout; 7]);
    assert_eq!(levels(&dossier, "pe-onvoldoende"), [Ernst::TeDoen]);
    let apart = (1..=8).map(|day| activity(&format!("u{day}"), &format!("2025-04-0{day}"), 480));
    dossier["activiteiten"] = one_day(2).into_iter().chain(apart).collect::<Vec<_>>().into();
    assert_eq!(of(&dossier, "uren-per-dag"), [("/activiteiten/1/tijd_aanwezigheid_min".to_owned(), Ernst::Waarschuwing)]);
    assert_eq!(levels(&dossier, "pe-onvoldoende"), []);
}

#[test]
fn a_letter_that_is_none_refuses_where_the_norm_rests_on_it() {
    let mut dossier = complete();
    dossier["activiteiten"][8]["pe_toegekend"]["datum"] = json!("2026-06-02");
    assert_eq!(levels(&dossier, "toegekende-pe-zonder-bewijs"), [Ernst::Waarschuwing]);
    dossier["activiteiten"] = json!([dossier["activiteiten"][8]]);
    assert_eq!(levels(&dossier, "toegekende-pe-zonder-bewijs"), [Ernst::Fout]);
}

#[test]
fn a_meeting_that_lacks_its_form_is_to_do_where_it_is_needed() {
    let mut dossier = complete();
    dossier["intervisiemomenten"][3]["vorm"] = Value::Null;
    assert_eq!(of(&dossier, "intervisie-onvolledig"), [("/intervisiemomenten/3/vorm".to_owned(), Ernst::TeDoen)]);
    assert_eq!(levels(&dossier, "intervisie-te-weinig"), [Ernst::TeDoen]);
    dossier["intervisiemomenten"][3]["vorm"] = json!("intervisie");
    dossier["intervisiemomenten"][3]["deelnemers_aantal"] = Value::Null;
    dossier["intervisiemomenten"][3]["deelnemers"] = json!([]);
    assert_eq!(levels(&dossier, "intervisie-onvolledig"), [Ernst::Waarschuwing]);
}

#[test]
fn twelve_meetings_at_one_time_are_one() {
    let mut dossier = complete();
    for moment in dossier["intervisiemomenten"].as_array_mut().expect("a list") {
        moment["datum"] = json!("2025-03-03");
    }
    let lost = levels(&dossier, "intervisie-dubbel").len();
    assert!(lost >= 9 && levels(&dossier, "intervisie-dubbel").iter().all(|ernst| *ernst == Ernst::Fout), "{lost}");
}

#[test]
fn two_meetings_on_a_day_of_vakoverleg_that_tell_their_times_are_fine() {
    let mut dossier = complete();
    let moment = &mut dossier["intervisiemomenten"][0];
    moment["datum"] = json!("2023-01-26");
    (moment["begintijd"], moment["eindtijd"]) = (json!("16:15"), json!("17:30"));
    assert_eq!(findings(&dossier), []);
    dossier["intervisiemomenten"][0]["begintijd"] = json!("16:14");
    assert_eq!(levels(&dossier, "intervisie-overlapt-activiteit"), [Ernst::Fout]);
}

#[test]
fn a_signature_refuses_only_where_a_norm_rests_on_it() {
    let signed = |datum: &str| {
        let mut dossier = complete();
        dossier["werkverklaringen"][1]["ondertekening"]["datum"] = json!(datum);
        dossier
    };
    assert_eq!(findings(&signed("2026-03-01")), []);
    // In the function on the day itself: the signature alone is at fault.
    let found = findings(&signed("2026-02-28"));
    let codes: Vec<_> = found.iter().map(|finding| (finding.rule.code.to_string(), finding.ernst)).collect();
    assert_eq!(codes, [("ondertekend-te-vroeg".to_owned(), Ernst::Fout)]);
    assert!(found[0].message.contains("over 1 juni 2026."), "{}", found[0].message);
    // Another employer declares that day: nothing rests on this one.
    let mut dossier = signed("2026-02-28");
    let mut other = dossier["werkverklaringen"][1].clone();
    other["werkgever"] = json!({ "naam": "Een ander" });
    other["dienstverbanden"][0]["datum_van"] = json!("2026-05-01");
    other["dienstverbanden"][0]["fte"] = json!(0.1);
    other["onderbrekingen"] = json!([]);
    other["ondertekening"]["datum"] = json!("2026-05-31");
    dossier["werkverklaringen"].as_array_mut().expect("a list").push(other);
    assert_eq!(levels(&dossier, "ondertekend-te-vroeg"), [Ernst::Waarschuwing]);
    assert_eq!(levels(&signed("2023-09-01"), "werkervaring-te-kort"), [Ernst::Fout], "what is not declared does not count");
}

#[test]
fn the_same_statement_twice_makes_nothing_larger() {
    let mut dossier = complete();
    for verklaring in dossier["werkverklaringen"].as_array_mut().expect("a list") {
        for rij in verklaring["dienstverbanden"].as_array_mut().expect("a list") {
            rij["fte"] = json!(0.3);
        }
    }
    let copies = dossier["werkverklaringen"].as_array().expect("a list").clone();
    dossier["werkverklaringen"].as_array_mut().expect("a list").extend(copies);
    assert_eq!(levels(&dossier, "fte-te-laag"), [Ernst::Fout]);
    let places: Vec<String> = of(&dossier, "dienstverband-dubbel").into_iter().map(|(path, _)| path).collect();
    let expected = [(2, 0), (2, 1), (3, 0)].map(|(i, j)| format!("/werkverklaringen/{i}/dienstverbanden/{j}/datum_van"));
    assert_eq!(places, expected);
}

#[test]
fn a_past_employer_without_an_end_carries_nothing() {
    let mut dossier = complete();
    dossier["werkverklaringen"][1]["momenteel_werkzaam"] = json!(false);
    assert_eq!(levels(&dossier, "dienstverband-zonder-einde"), [Ernst::Fout]);
    assert_eq!(levels(&dossier, "niet-werkzaam"), [Ernst::Fout]);
    assert_eq!(levels(&dossier, "werkervaring-te-kort"), [Ernst::Fout]);
}
