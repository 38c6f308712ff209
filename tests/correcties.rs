//! A form that comes back with something corrected: never an addition, never in silence, and every field of it is accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dossierpers::finding::is_within;
use dossierpers::import::{self, Antwoord, Imported};
use dossierpers::schema::format_of;
use dossierpers::{Input, Options, Regeling, documents, input};
use lopdf::{Object, text_string};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::any::{dossier, whatever};
use crate::cli::{dossierpers, stderr};
use crate::fixture::{DOSSIER, GEWONE, LEIDRAAD, REGELING, bytes, import, render};
use crate::import::{codes, parsed, told};
use crate::sheet::{Sheet, sheet_with};

const FILLABLE: Options = Options { concept: false, no_embed: false, fillable: true };

/// What somebody typed into a form without anything on it: the leaves of a part, by the names of their fields.
fn typed(part: &Value, regeling: &Regeling) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    regeling.schema.visit(part, &mut |pointer, site, leaf| {
        let format = format_of(site, regeling.schema.resolve(site));
        let text = match leaf {
            Value::String(text) => text.clone(),
            Value::Bool(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
            Value::Number(minutes) if format == Some("minuten") => {
                let minutes = minutes.as_u64().expect("minutes");
                format!("{}:{:02}", minutes / 60, minutes % 60)
            }
            Value::Number(number) => number.to_string().replace('.', ","),
            _ => return,
        };
        fields.push((pointer.trim_start_matches('/').replace('/', "."), text));
    });
    // What no form asks.
    fields.retain(|(name, _)| !["schema_versie", "regeling", "$schema"].contains(&name.as_str()));
    fields
}

fn sheet(fields: &[(String, String)]) -> Vec<u8> {
    sheet_with(fields.iter().map(|(name, text)| (name.clone(), text_string(text))))
}

/// Reads forms into a dossier without laying anything out.
fn read_in(forms: &[&[u8]], into: &Value, regeling: &Regeling, answer: Antwoord) -> Imported {
    let into: Input = input::read(into.to_string().as_bytes(), regeling).expect("read");
    let forms = forms.iter().map(|bytes| import::Form::read(bytes, regeling).expect("read")).collect();
    import::import(forms, Some(&into), regeling, &|_| Ok(Vec::new()), &mut |_| answer).expect("no trouble but findings")
}

/// Every filled field became one thing.
fn accounted(imported: &Imported) {
    for taken in &imported.forms {
        assert_eq!(taken.accounted(), taken.filled, "{taken:?}");
    }
}

/// The rows of each list, by its pointer.
fn rows(value: &Value, path: &str, found: &mut Vec<(String, usize)>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| rows(value, &format!("{path}/{key}"), found)),
        Value::Array(items) => {
            found.push((path.to_owned(), items.len()));
            items.iter().enumerate().for_each(|(place, value)| rows(value, &format!("{path}/{place}"), found));
        }
        _ => {}
    }
}

/// The text of a field with something corrected in it, as somebody would; `None` where there is nothing else to choose.
fn corrected(name: &str, text: &str, regeling: &Regeling) -> Option<String> {
    let pointer = format!("/{}", name.replace('.', "/"));
    let site = regeling.schema.at(&pointer)?;
    let node = regeling.schema.resolve(site);
    if let Some(options) = node["oneOf"].as_array() {
        return options.iter().filter_map(|option| option["const"].as_str()).find(|other| *other != text).map(str::to_owned);
    }
    Some(match (format_of(site, node), text) {
        (Some("date"), _) => {
            let year: u32 = text[..4].parse().ok()?;
            format!("{}{}", if year > 1950 { year - 1 } else { year + 1 }, if text.ends_with("02-29") { "-02-28" } else { &text[4..] })
        }
        (Some("uu:mm"), _) => if text == "10:10" { "10:11" } else { "10:10" }.to_owned(),
        (Some("minuten"), _) => if text == "1:10" { "1:11" } else { "1:10" }.to_owned(),
        (Some("vage-datum"), _) => if text == "2019" { "2018" } else { "2019" }.to_owned(),
        (Some("bestandsnaam"), _) => format!("x{text}"),
        (_, "ja") => "nee".to_owned(),
        (_, "nee") => "ja".to_owned(),
        (_, number) if number.replace(',', "").bytes().all(|byte| byte.is_ascii_digit()) && node["type"] != "string" => {
            if number == "1" { "2" } else { "1" }.to_owned()
        }
        // One letter other: what somebody typed wrong the first time.
        (_, text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let last = letters.iter().rposition(|c| c.is_alphanumeric())?;
            letters[last] = if letters[last] == 'n' { 'm' } else { 'n' };
            letters.into_iter().collect()
        }
    })
}

/// Each field of each form of the example, corrected by itself on a form that holds nothing but what was typed.
#[test]
fn a_correction_on_an_empty_form_never_adds_a_row() {
    let mut whole: Value = serde_json::from_str(DOSSIER).expect("JSON");
    whole["intervisiemomenten"].as_array_mut().expect("a list").truncate(3);
    whole["activiteiten"].as_array_mut().expect("a list").truncate(3);
    whole["ervaringsverklaring"]["competenties"].as_array_mut().expect("a list").truncate(2);
    let input = input::read(whole.to_string().as_bytes(), &REGELING).expect("read");
    let (made, _) = documents::documents(&input.value, &REGELING, FILLABLE).expect("documents");
    let mut before = Vec::new();
    rows(&whole, "", &mut before);
    let mut kinds = BTreeSet::new();
    let mut tried = 0;
    for document in made.iter().filter(|document| kinds.insert(document.soort.clone())) {
        let part: Value = serde_json::from_str(&document.part_json().expect("a part")).expect("JSON");
        let fields = typed(&part, &REGELING);
        let same = read_in(&[&sheet(&fields)], &whole, &REGELING, Antwoord::Laten);
        assert_eq!(told(&same), Vec::<String>::new(), "{}", document.titel);
        assert_eq!(parsed(&same), whole, "{}", document.titel);
        for place in 0..fields.len() {
            let mut fields = fields.clone();
            let (name, text) = fields[place].clone();
            let Some(other) = corrected(&name, &text, &REGELING) else { continue };
            // One of a list that is another one of it already takes nothing away that the form could tell of.
            let list = name.trim_end_matches(|c: char| c.is_ascii_digit());
            if fields.iter().any(|(one, text)| *text == other && list.ends_with('.') && one.starts_with(list)) {
                continue;
            }
            fields[place].1 = other;
            let imported = read_in(&[&sheet(&fields)], &whole, &REGELING, Antwoord::Laten);
            accounted(&imported);
            let mut after = Vec::new();
            rows(&parsed(&imported), "", &mut after);
            assert_eq!(after, before, "{name} adds a row: {:?}", told(&imported));
            assert_eq!(parsed(&imported), whole, "{name}");
            assert!(!imported.findings.is_empty(), "{name} is corrected, and nobody hears of it");
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Values of prefilled forms are corrected, deleted and swapped: the dossier stays as it was, everything is told, and where the form is
    /// followed, it says the same as the dossier from then on.
    #[test]
    fn what_is_changed_on_a_form_is_told_and_can_be_followed(seed in any::<u64>().no_shrink(), picks in prop::collection::vec(any::<(usize, u8)>(), 1..4)) {
        for (bench, whole) in [(&GEWONE, dossier(seed, None)), (&LEIDRAAD, whatever(LEIDRAAD.regeling, seed, None))] {
            let rendering = bench.render(whole.to_string().as_bytes(), FILLABLE);
            let Some(made) = rendering.documents.get(picks[0].0 % rendering.documents.len().max(1)) else { continue };
            let dossierpers::Status::Made(form) = &made.status else { continue };
            let part: Value = serde_json::from_str(&made.document.part_json().expect("a part")).expect("JSON");
            let known: Vec<_> = typed(&part, bench.regeling);
            // Whose the form is has tests of its own.
            let whose = ["kandidaat.", "werknemer", "titel_product", "soort"];
            let mut fields: Vec<(String, String)> = known.into_iter().filter(|(name, _)| !whose.iter().any(|word| name.contains(word))).collect();
            let mut changed = BTreeSet::new();
            for (pick, how) in &picks {
                if fields.is_empty() {
                    continue;
                }
                let (one, other) = (pick % fields.len(), (pick / 7) % fields.len());
                match how % 3 {
                    0 => fields[one].1 = corrected(&fields[one].0, &fields[one].1, bench.regeling).unwrap_or_default(),
                    1 => fields[one].1 = String::new(),
                    _ => {
                        let last = |name: &str| name.rsplit('.').next().map(str::to_owned);
                        if last(&fields[one].0) == last(&fields[other].0) && fields[one].1 != fields[other].1 {
                            let text = fields[one].1.clone();
                            fields[one].1 = std::mem::replace(&mut fields[other].1, text);
                            changed.insert(fields[other].0.clone());
                        } else {
                            continue;
                        }
                    }
                }
                changed.insert(fields[one].0.clone());
            }
            // What was changed back, or is another one of its list by now, tells nothing.
            let was: BTreeMap<_, _> = typed(&part, bench.regeling).into_iter().collect();
            let is: BTreeMap<_, _> = fields.iter().cloned().collect();
            let list = |name: &str| Some(name.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|list| list.ends_with('.')).map(str::to_owned);
            let another = |name: &String| {
                list(name).is_some_and(|list| was.iter().any(|(other, text)| other != name && other.starts_with(&list) && *text == is[name]))
            };
            changed.retain(|name| was.get(name) != is.get(name) && !another(name));
            let mut filled = Sheet::of(form);
            changed.retain(|name| filled.find(name).is_some());
            let is_box = |sheet: &mut Sheet, name: &str| sheet.field(name).get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Btn");
            changed.retain(|name| !is_box(&mut filled, name));
            for (name, text) in fields.iter().filter(|(name, _)| changed.contains(name)) {
                filled = filled.type_in(name, text);
            }
            let filled = filled.save();
            let left = read_in(&[&filled], &whole, bench.regeling, Antwoord::Laten);
            accounted(&left);
            prop_assert_eq!(parsed(&left), whole.clone(), "{:?}: {:#?}", changed, told(&left));
            prop_assert!(changed.is_empty() || !left.findings.is_empty(), "{changed:?}: nobody hears of it");
            let followed = read_in(&[&filled], &whole, bench.regeling, Antwoord::Overnemen);
            accounted(&followed);
            if followed.findings.is_empty() {
                let again = read_in(&[&filled], &parsed(&followed), bench.regeling, Antwoord::Laten);
                prop_assert_eq!(parsed(&again), parsed(&followed), "{:?}: {:#?}", changed, told(&again));
                prop_assert_eq!(told(&again), Vec::<String>::new(), "{:?}", changed);
            }
        }
    }

    /// A form of one person never gets into the dossier of another, whichever of the two it is.
    #[test]
    fn people_are_never_mixed_up(seed in any::<u64>().no_shrink()) {
        let noor = dossier(seed, None);
        let mut piet = noor.clone();
        piet["kandidaat"] = json!({ "voornaam_voorletters": "Piet", "achternaam": "Bedacht" });
        for (list, other) in [(&noor, &piet), (&piet, &noor)] {
            let rendering = render(list.to_string().as_bytes(), FILLABLE);
            let named: Vec<_> = rendering.documents.iter().filter(|made| made.document.part_json().is_some_and(|part| part.contains("achternaam"))).collect();
            for made in named.into_iter().take(3) {
                let imported = read_in(&[bytes(made)], other, &REGELING, Antwoord::Overnemen);
                accounted(&imported);
                prop_assert_eq!(codes(&imported), ["formulier-van-een-ander"], "{:?}", told(&imported));
                prop_assert_eq!(&parsed(&imported), other);
            }
        }
    }
}

/// The form that an employer filled in and sends again, with another first day.
fn statement(datum_van: &str, werkgever: &str) -> Vec<u8> {
    Sheet::blank("werkverklaring")
        .type_in("werkverklaringen.0.werkgever.naam", werkgever)
        .type_in("werkverklaringen.0.werknemer.naam", "Noor Verzonnen")
        .type_in("werkverklaringen.0.dienstverbanden.0.functie", "klantmanager")
        .type_in("werkverklaringen.0.dienstverbanden.0.datum_van", datum_van)
        .type_in("werkverklaringen.0.dienstverbanden.0.fte", "0,8")
        .save()
}

#[test]
fn a_corrected_day_shows_both_days_and_is_taken_over_when_somebody_says_so() {
    let first = import(&[&statement("1-1-2022", "Gemeente Verzonnenstad")], None);
    let known = parsed(&first).to_string();
    let again = statement("1-1-2023", "Gemeente Verzonnenstad");
    let left = import(&[&again], Some(known.as_bytes()));
    assert_eq!(
        told(&left),
        ["formulier-tegenspraak p1 werkverklaringen.0.dienstverbanden.0.datum_van: Een rij van het formulier lijkt op werkverklaring 1, \
             dienstverband 1 van het dossier, maar: \"Van\" is op het formulier 01-01-2023, in het dossier 01-01-2022. Er is niets van \
             overgenomen."]
    );
    assert_eq!(parsed(&left), parsed(&first));
    assert_eq!((left.forms[0].filled, left.forms[0].known, left.forms[0].differing), (5, 4, 1));
    let rows = |answer| {
        let imported = GEWONE.import_with(&[&again], Some(known.as_bytes()), &mut |_| answer);
        assert_eq!(told(&imported), Vec::<String>::new());
        accounted(&imported);
        parsed(&imported)["werkverklaringen"][0]["dienstverbanden"].clone()
    };
    let row = |van: &str| json!({ "functie": "klantmanager", "datum_van": van, "fte": 0.8 });
    assert_eq!(rows(Antwoord::Overnemen), json!([row("2023-01-01")]));
    assert_eq!(rows(Antwoord::Toevoegen), json!([row("2022-01-01"), row("2023-01-01")]));
    // A job that began when the other had ended is another one.
    let mut ended: Value = serde_json::from_str(&known).expect("JSON");
    ended["werkverklaringen"][0]["dienstverbanden"][0]["datum_tot"] = json!("2022-06-30");
    ended["werkverklaringen"][0]["dienstverbanden"][0]["fte"] = json!(0.5);
    let added = import(&[&again], Some(ended.to_string().as_bytes()));
    assert_eq!((told(&added), parsed(&added)["werkverklaringen"][0]["dienstverbanden"].as_array().map(Vec::len)), (vec![], Some(2)));
}

#[test]
fn a_corrected_name_of_an_employer_is_that_employer() {
    let known = parsed(&import(&[&statement("1-1-2022", "Gemeente Verzonnestad")], None));
    let again = statement("1-1-2022", "Gemeente Verzonnenstad");
    let left = import(&[&again], Some(known.to_string().as_bytes()));
    assert_eq!(parsed(&left), known);
    assert!(
        told(&left)[0].contains("is op het formulier \"Gemeente Verzonnenstad\", in het dossier \"Gemeente Verzonnestad\""),
        "{:?}",
        told(&left)
    );
    let taken = GEWONE.import_with(&[&again], Some(known.to_string().as_bytes()), &mut |_| Antwoord::Overnemen);
    let mut expected = known.clone();
    expected["werkverklaringen"][0]["werkgever"]["naam"] = json!("Gemeente Verzonnenstad");
    assert_eq!(parsed(&taken), expected);
    let elsewhere = import(&[&statement("1-5-2019", "Stichting Elders")], Some(known.to_string().as_bytes()));
    assert_eq!(parsed(&elsewhere)["werkverklaringen"].as_array().map(Vec::len), Some(2), "{:?}", told(&elsewhere));
}

#[test]
fn a_form_of_another_employee_is_refused_by_the_field_that_tells() {
    let known = json!({ "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen", "registratienummer": "R1" } });
    let form =
        |naam: &str| Sheet::of(&statement("1-1-2022", "Gemeente Verzonnenstad")).type_in("werkverklaringen.0.werknemer.naam", naam).save();
    for naam in ["Piet Bedacht", "Piet Verzonnen", "P. Verzonnen"] {
        let imported = import(&[&form(naam)], Some(known.to_string().as_bytes()));
        let expected = "formulier-van-een-ander p1 werkverklaringen.0.werknemer.naam: Dit formulier is van een andere kandidaat dan het dossier: \
                        zie \"Naam werknemer\". Er is niets overgenomen.";
        assert_eq!(told(&imported), [expected], "{naam}");
        assert_eq!(parsed(&imported), known);
        assert_eq!(imported.forms[0].differing, imported.forms[0].filled);
    }
    for naam in ["N. Verzonnen", "Verzonnen, Noor", "noor verzonnen"] {
        let imported = import(&[&form(naam)], Some(known.to_string().as_bytes()));
        assert_eq!(told(&imported), Vec::<String>::new(), "{naam}");
    }
    // The same number under another name is the same person; the name is a difference like any other.
    let mut fields = vec![
        ("kandidaat.achternaam", "Verzonnen-Bedacht"),
        ("kandidaat.voornaam_voorletters", "Noor"),
        ("kandidaat.registratienummer", "R1"),
    ];
    fields.push(("intervisiemomenten.0.datum", "1-2-2025"));
    let renamed = sheet_with(fields.into_iter().map(|(name, text)| (name.to_owned(), text_string(text))));
    assert_eq!(codes(&import(&[&renamed], Some(known.to_string().as_bytes()))), ["formulier-tegenspraak"]);
}

#[test]
fn forms_of_three_people_give_three_dossiers_or_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let forms = folder.path().join("formulieren");
    fs::create_dir(&forms).expect("a folder");
    for (place, naam) in ["Noor Verzonnen", "Piet Bedacht", "Zoë Fictief"].iter().enumerate() {
        let form = Sheet::of(&statement("1-1-2022", "Gemeente Verzonnenstad")).type_in("werkverklaringen.0.werknemer.naam", naam).save();
        fs::write(forms.join(format!("{place}.pdf")), form).expect("written");
    }
    let refused = dossierpers(&["import", &at("formulieren"), "--out", &at("een.json")]);
    assert_eq!(refused.status.code(), Some(1), "{}", stderr(&refused));
    assert!(stderr(&refused).contains("van 3 verschillende mensen") && !Path::new(&at("een.json")).exists(), "{}", stderr(&refused));
    let each = dossierpers(&["import", &at("formulieren"), "--each", &at("dossiers")]);
    assert_eq!(each.status.code(), Some(0), "{}", stderr(&each));
    let written = |name: &str| -> Value {
        serde_json::from_slice(&fs::read(folder.path().join("dossiers").join(name)).expect("a dossier")).expect("JSON")
    };
    for (file, naam) in
        [("noor-verzonnen.json", "Noor Verzonnen"), ("piet-bedacht.json", "Piet Bedacht"), ("zoe-fictief.json", "Zoë Fictief")]
    {
        assert_eq!(written(file)["werkverklaringen"][0]["werknemer"]["naam"], naam);
    }
    // Once more, one of them corrected: the other two are as they were, and it is told.
    let form =
        Sheet::of(&statement("1-1-2023", "Gemeente Verzonnenstad")).type_in("werkverklaringen.0.werknemer.naam", "Piet Bedacht").save();
    fs::write(forms.join("1.pdf"), form).expect("written");
    let again = dossierpers(&["import", &at("formulieren"), "--each", &at("dossiers")]);
    assert_eq!(again.status.code(), Some(1), "{}", stderr(&again));
    assert!(stderr(&again).contains("--accept werkverklaringen.0.dienstverbanden.0\n"), "{}", stderr(&again));
    let accepted =
        dossierpers(&["import", &at("formulieren"), "--each", &at("dossiers"), "--accept", "werkverklaringen.0.dienstverbanden.0"]);
    assert_eq!(accepted.status.code(), Some(0), "{}", stderr(&accepted));
    let piet = written("piet-bedacht.json");
    assert_eq!(piet["werkverklaringen"][0]["dienstverbanden"].as_array().map(Vec::len), Some(1));
    assert_eq!(piet["werkverklaringen"][0]["dienstverbanden"][0]["datum_van"], "2023-01-01");
    assert!(folder.path().join("dossiers/piet-bedacht.vorige.json").exists(), "the old state is kept");
}

/// `--accept all` follows forms, and not one form over another.
#[test]
fn two_forms_that_contradict_each_other_are_never_settled_by_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    for (name, van) in [("z.pdf", "1-1-2022"), ("c1.pdf", "1-1-2023"), ("c2.pdf", "1-1-2024")] {
        fs::write(at(name), statement(van, "Gemeente Verzonnenstad")).expect("written");
    }
    assert_eq!(dossierpers(&["import", &at("z.pdf"), "--out", &at("d.json")]).status.code(), Some(0));
    let both = dossierpers(&["import", &at("c1.pdf"), &at("c2.pdf"), "--into", &at("d.json"), "--accept", "all"]);
    assert!(both.status.code() == Some(1) && stderr(&both).contains("01-01-2024, in het dossier 01-01-2023"), "{}", stderr(&both));
    let dossier: Value = serde_json::from_slice(&fs::read(at("d.json")).expect("a file")).expect("JSON");
    assert_eq!(
        dossier["werkverklaringen"][0]["dienstverbanden"],
        json!([{ "functie": "klantmanager", "datum_van": "2023-01-01", "fte": 0.8 }])
    );
}

#[test]
fn the_line_of_a_form_adds_up_and_names_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let known = json!({ "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen" }, "werkverklaringen": [
        { "werkgever": { "naam": "Gemeente Verzonnenstad", "plaats": "Elders" } } ] });
    fs::write(at("dossier.json"), known.to_string()).expect("written");
    let form =
        Sheet::of(&statement("14-03-22", "Gemeente Verzonnenstad")).type_in("werkverklaringen.0.werkgever.plaats", "Verzonnenstad").save();
    fs::write(at("B1.pdf"), form).expect("written");
    let run = |more: &[&str]| dossierpers(&[&["import", &at("B1.pdf"), "--into", &at("dossier.json")], more].concat());
    let first = run(&[]);
    let line = "6 velden ingevuld: 3 overgenomen, 1 al bekend, 1 niet overgenomen omdat het dossier iets anders zegt, 1 niet begrepen.";
    assert!(stderr(&first).contains(line), "{}", stderr(&first));
    assert!(stderr(&first).contains("het formulier is juist: --accept werkverklaringen.0.werkgever.plaats\n"), "{}", stderr(&first));
    assert!(stderr(&first).contains("\"Verzonnenstad\", in het dossier \"Elders\""), "{}", stderr(&first));
    assert!(stderr(&first).contains("Volgende stap: `dossierpers check ") && Path::new(&at("dossier.vorige.json")).exists());
    let taken = run(&["--accept", "all", "--accept", "werkverklaringen.0.werkgever.naam"]);
    assert!(stderr(&taken).contains("1 verbeterd in het dossier, 4 al bekend, 1 niet begrepen."), "{}", stderr(&taken));
    assert!(stderr(&taken).contains("werkverklaringen.0.werkgever.naam: daar zeggen de formulieren niets anders"), "{}", stderr(&taken));
    // With --out the dossier stays as it is.
    let before = fs::read(at("dossier.json")).expect("a file");
    let beside = run(&["--out", &at("nieuw.json")]);
    assert!(Path::new(&at("nieuw.json")).exists() && fs::read(at("dossier.json")).expect("a file") == before, "{}", stderr(&beside));
    assert!(is_within("/a/0/b", "/a/0"));
}
