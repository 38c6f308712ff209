//! A changed norm changes every sentence that names it: in the manual, the schema, the empty forms and the findings.

use std::collections::BTreeSet;

use dossierpers::finding::Stage;
use dossierpers::regeling::{Bestanden, Subject, check, uitkomst};
use dossierpers::{Press, Purpose, Regeling, Status, input, regelingen, registry};
use serde_json::Value;

use crate::cli::{dossierpers, stderr, stdout};
use crate::reader::{self, squeeze};

/// A norm: its name, another value for it, and how sentences say the one of today. Each must be there today, and nowhere once it has changed.
type Gezegd = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const HOBEON: &[Gezegd] = &[
    ("periode_jaren", "6", &["de vier jaar voor", "meer dan vier jaar", "van de vier jaar", "vier jaar voor de aanvraagdatum", "de vier jaar voorafgaand", "de vier jaar terug", "alle vier jaren", "kan vier jaar"]),
    ("gewerkte_jaren", "2", &["minder dan drie jaar", "drie van de vier", "de beste drie jaar", "de drie jaar met", "korter dan drie jaar", "1095 dagen"]),
    ("dagen_per_jaar", "300", &["telt 365 dagen", "1095 dagen"]),
    ("fte_gemiddeld", "\"0.7\"", &["lager dan 0,5 FTE", "aanstelling van 0,5 FTE", "gemiddelde van 0,5 FTE", "minimaal 0,5 FTE", "minder dan 0,5 FTE"]),
    ("pe_totaal", "41", &["minder dan 32 PE", "minimaal 32 PE", "alleen 32 punten", "de 32 die", "64 uur is"]),
    ("pe_vakoverleg", "13", &["hoogstens 10 PE", "meer dan 10;", "tellen 10 punten", "vakoverleg hoogstens 10"]),
    ("pe_per_activiteit", "5", &["hoogstens 4 punten", "hoogstens 4 PE", "meer dan 4 PE", "tellen 4 punten", "elk telt voor 4", "samen voor 16"]),
    ("uren_per_pe", "3", &["gedeeld door 2", "64 uur is", "31,66 punten", "kwartieren 30."]),
    ("uren_per_dag", "11", &["meer dan 12 uur", "tellen 12 uren", "hoogstens 12 uren"]),
    ("intervisiemomenten", "9", &["minder dan twaalf intervisie", "minimaal twaalf intervisie", "precies twaalf verslagen"]),
    ("intervisie_tussentijd_minuten", "45", &["binnen 30 minuten"]),
    ("starr_voorbeelden", "3", &["twee voorbeelden volgens", "minder dan twee STARR", "meer dan twee STARR", "de twee voorbeelden", "per competentie twee voorbeelden", "ontwikkeling, twee voorbeelden", "twee STARR-voorbeelden.", "Twee voorbeelden volgens de STARR"]),
    ("sterke_punten", "3", &["minder dan twee sterke", "meer dan twee sterke", "met twee sterke", "noem twee sterke", "de twee sterkste", ", twee sterke punten", ": twee sterke punten", "Twee sterke punten in deze competentie"]),
    ("verslag_paginas", "3", &["langer dan twee pagina's", "meer dan twee pagina's", "hoogstens twee pagina's"]),
    ("handtekening_dagen", "61", &["nog 92 dagen", "meer dan 92 dagen"]),
];

const LEIDRAAD: &[Gezegd] = &[
    ("leden", "3", &["ten minste één.", "ten minste 1"]),
    ("voorzitters", "2", &["voorzitters dan één", "meer leden dan één", "werkgroep: één"]),
    ("stap_externe_partijen", "28", &["stap 18"]),
    ("stap_toetsing", "29", &["stap 19"]),
];

const BEGIN: &[Gezegd] = &[("uren", "9", &["minimaal acht uur"])];

/// A regeling in which one norm has another value.
fn with_norm(bestanden: &Bestanden, name: &str, value: &str) -> Regeling {
    let mut changed = bestanden.clone();
    let toml = String::from_utf8(changed["regeling.toml"].clone()).expect("UTF-8");
    let (before, after) = toml.split_once(&format!("[normen.{name}]\nwaarde = ")).expect("a norm");
    let rest = after.split_once('\n').expect("a line").1;
    let toml = format!("{before}[normen.{name}]\nwaarde = {value}\n{rest}");
    changed.insert("regeling.toml".to_owned(), toml.into_bytes());
    regelingen::uit_bestanden(changed).unwrap_or_else(|error| panic!("{name} = {value}: {error}"))
}

/// Everything that a regeling says of itself, and of the data that travels with it, in lower case.
fn sentences(regeling: &Regeling) -> String {
    let mut said = Vec::new();
    for rule in registry::faults(regeling).iter().filter(|rule| matches!(rule.stage, Stage::Regeling | Stage::Layout)) {
        said.extend([&rule.titel, &rule.wat, &rule.waarom, &rule.voorbeeld, &rule.herstel].map(ToString::to_string));
    }
    said.extend(regeling.gegevens.normen.values().map(|norm| norm.omschrijving.clone()));
    said.extend(regeling.gegevens.documenten.iter().map(|entry| entry.uitleg.clone()));
    texts(&regeling.published_schema(), &mut said);
    for json in
        [regeling.voorbeeld.as_deref(), regeling.begin.as_deref(), Some(br#"{ "aanvraagdatum": "2026-06-01" }"#)].into_iter().flatten()
    {
        let read = input::read(json, regeling).expect("no trouble but findings");
        let found = check(&Subject { value: &read.value, regeling, left_out: &read.left_out, files: None }).expect("rules");
        said.extend(found.iter().flat_map(|one| [one.rule.titel.to_string(), one.message.clone(), one.help.clone()]));
        said.extend(uitkomst(&read.value, regeling).expect("totals").totalen.into_iter().flat_map(|one| [one.tekst, one.nog]));
    }
    let said = said.join("\n").to_lowercase();
    assert!(!said.contains("{{"), "a text that was not filled in: {}", &said[said.find("{{").unwrap_or_default()..][..80]);
    said
}

fn texts(node: &Value, said: &mut Vec<String>) {
    match node {
        Value::Object(fields) => {
            said.extend(["title", "description"].iter().filter_map(|key| fields.get(*key)?.as_str().map(str::to_owned)));
            fields.values().for_each(|value| texts(value, said));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, said)),
        _ => {}
    }
}

/// The text of the empty forms, without white space.
fn forms(regeling: &Regeling) -> String {
    let made = Press::new(regeling).expect("templates").blank(&[], Purpose::Pen).expect("templates that compile");
    let bytes = made.iter().filter_map(|made| match &made.status {
        Status::Made(bytes) => Some(reader::text(bytes).to_lowercase()),
        Status::Refused => None,
    });
    bytes.collect()
}

fn every_sentence_follows(bestanden: &Bestanden, normen: &[Gezegd]) {
    let today = regelingen::uit_bestanden(bestanden.clone()).expect("a regeling");
    let listed: BTreeSet<_> = normen.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(listed, today.gegevens.normen.keys().cloned().collect(), "every norm is looked at");
    let (before, forms_before) = (sentences(&today), forms(&today));
    let mut on_forms = 0;
    for (name, value, phrases) in normen {
        let changed = with_norm(bestanden, name, value);
        let after = sentences(&changed);
        let said: Vec<_> = phrases.iter().map(|phrase| phrase.to_lowercase()).collect();
        let lacking: Vec<_> = said.iter().filter(|phrase| !before.contains(*phrase)).collect();
        assert!(lacking.is_empty(), "{name}: nothing says {lacking:?} today");
        let left: Vec<_> = said.iter().filter(|phrase| after.contains(*phrase)).collect();
        let around = |phrase: &str| after.lines().find(|line| line.contains(phrase)).unwrap_or_default().to_owned();
        assert!(left.is_empty(), "{name} = {value}, and still: {:?}", left.iter().map(|phrase| around(phrase)).collect::<Vec<_>>());
        let shown: Vec<_> = said.iter().map(|phrase| squeeze(phrase)).filter(|phrase| forms_before.contains(phrase)).collect();
        if !shown.is_empty() {
            on_forms += 1;
            let forms = forms(&changed);
            assert!(shown.iter().all(|phrase| !forms.contains(phrase)), "{name} = {value}: a form still says one of {shown:?}");
        }
    }
    assert!(on_forms > 0 || !forms_before.contains("hoogstens"), "no form names a norm");
}

#[test]
fn every_sentence_of_hobeon_follows_its_norms() {
    every_sentence_follows(&regelingen::bestanden("hobeon-rib"), HOBEON);
}

#[test]
fn every_sentence_of_the_leidraad_follows_its_norms() {
    every_sentence_follows(&regelingen::bestanden("akc-leidraad"), LEIDRAAD);
}

#[test]
fn every_sentence_of_a_new_regeling_follows_its_norms() {
    let named = |bytes: Vec<u8>| {
        String::from_utf8(bytes)
            .map_or_else(std::string::FromUtf8Error::into_bytes, |text| text.replace(regelingen::NAAM, "nieuw").into_bytes())
    };
    let bestanden = regelingen::begin().into_iter().map(|(name, bytes)| (name, named(bytes))).collect();
    every_sentence_follows(&bestanden, BEGIN);
}

#[test]
fn a_copy_with_another_norm_says_so_everywhere() {
    let holder = tempfile::tempdir().expect("a folder");
    let folder = holder.path().join("streng");
    let path = folder.to_str().expect("UTF-8");
    assert!(dossierpers(&["regeling", "new", path, "--from", "hobeon-rib"]).status.success());
    let toml = std::fs::read_to_string(folder.join("regeling.toml")).expect("a file");
    let stricter = toml.replacen("[normen.verslag_paginas]\nwaarde = 2", "[normen.verslag_paginas]\nwaarde = 1", 1);
    std::fs::write(folder.join("regeling.toml"), &stricter).expect("written");
    let manual = dossierpers(&["explain", "intervisie-te-lang", "--regeling", path]);
    assert!(stdout(&manual).contains("langer dan één pagina\n") && !stdout(&manual).contains("twee"), "{}", stdout(&manual));
    let out = holder.path().join("uit");
    let example = folder.join("voorbeeld.json");
    let render = [
        "render",
        example.to_str().expect("UTF-8"),
        "--out",
        out.to_str().expect("UTF-8"),
        "--only",
        "intervisieverslag",
        "--regeling",
        path,
    ];
    let rendered = dossierpers(&render);
    assert!(rendered.status.code() == Some(1) && stderr(&rendered).contains("hoogstens 1 zijn toegestaan"), "{}", stderr(&rendered));
}

#[test]
fn a_slip_in_a_text_is_told_with_its_key_and_line() {
    let holder = tempfile::tempdir().expect("a folder");
    let folder = holder.path().join("mijn");
    let path = folder.to_str().expect("UTF-8");
    assert!(dossierpers(&["regeling", "new", path]).status.success());
    let [toml, schema] = ["regeling.toml", "schema.json"].map(|name| std::fs::read_to_string(folder.join(name)).expect("a file"));
    let line = |text: &str, part: &str| text.lines().position(|line| line.contains(part)).expect("a line") + 1;
    let keys = [
        "titel = \"Er",
        "wat = \"",
        "waarom = \"",
        "voorbeeld = \"",
        "herstel = \"",
        "melding = \"Samen",
        "omschrijving = \"",
        "uitleg = \"Vul",
        "titel = \"Aanvraag",
        "label = \"Aanvrager",
    ];
    for key in keys {
        for slip in ["{{ nrom.uren }} ", "{{ normen.urn }} ", "{{ normen.uren | woord }} "] {
            let at = toml.find(key).expect("a key") + key.find('"').expect("a text") + 1;
            std::fs::write(folder.join("regeling.toml"), format!("{}{slip}{}", &toml[..at], &toml[at..])).expect("written");
            let checked = dossierpers(&["regeling", "check", path]);
            let said = stdout(&checked) + &stderr(&checked);
            let name = key.split(' ').next().expect("a name");
            let place = format!("regeling.toml:{}", line(&toml, key));
            assert_eq!(checked.status.code(), Some(1), "{key} {slip}: {said}");
            assert!(said.contains(&place) && said.contains(&format!("\"{name}\"")), "{key} {slip}: {place} is not in {said}");
        }
    }
    std::fs::write(folder.join("regeling.toml"), &toml).expect("written");
    std::fs::write(folder.join("schema.json"), schema.replacen("Waarom u dit", "Waarom u {{ normen.weg }} dit", 1)).expect("written");
    let checked = dossierpers(&["regeling", "check", path]);
    let said = stdout(&checked) + &stderr(&checked);
    assert!(said.contains(&format!("schema.json:{}", line(&schema, "Waarom u dit"))) && said.contains("noemt normen.weg"), "{said}");
}
