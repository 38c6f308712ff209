//! What was filled in comes back as it was filled in, whatever program did it; and nothing that is wrong with a file goes unsaid.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dossierpers::Options;
use dossierpers::finding::Stage;
use dossierpers::import::Imported;
use lopdf::{Document, Object, Stream, dictionary, text_string};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::any::{NOT_ON_FORMS, differences, dossier};
use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::{DOSSIER, REGELING, bytes, codes_of, import, render};
use crate::forms::PREFILLED;
use crate::sheet::{Sheet, sheet_with};

const FILLABLE: Options = Options { concept: false, no_embed: false, fillable: true };

pub(crate) fn parsed(imported: &Imported) -> Value {
    serde_json::from_str(imported.json.as_deref().expect("a dossier")).expect("JSON")
}

pub(crate) fn codes(imported: &Imported) -> Vec<&str> {
    imported.findings.iter().map(|finding| &*finding.diagnostic.rule.code).collect()
}

/// Each finding with its place, as a user reads it.
pub(crate) fn told(imported: &Imported) -> Vec<String> {
    let line = |finding: &dossierpers::import::FormFinding| {
        let field = finding.field.as_deref().unwrap_or("-");
        format!("{} p{} {field}: {}", finding.diagnostic.rule.code, finding.page.unwrap_or(0), finding.diagnostic.message)
    };
    imported.findings.iter().map(line).collect()
}

#[test]
fn every_program_that_fills_a_form_in_gives_the_same_dossier() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ingevuld");
    let mut programs = BTreeSet::new();
    for soort in REGELING.kinds() {
        let expected = fs::read_to_string(folder.join(format!("{soort}.json"))).expect("what it says");
        let mut forms = 0;
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let Some(program) = name.strip_prefix(&format!("{soort}.")).and_then(|rest| rest.strip_suffix(".pdf")) else { continue };
            let imported = import(&[&fs::read(&path).expect("a file")], None);
            assert_eq!(told(&imported), Vec::<String>::new(), "{name}");
            // The older forms still name the regeling as it was called then.
            let today = |json: &str| json.replace("hercertificering_klantmanager_re_integratie", &REGELING.gegevens.id);
            assert_eq!(imported.json.as_deref().map(today), Some(today(&expected)), "{name}");
            programs.insert(program.to_owned());
            forms += 1;
        }
        assert!(forms >= 3, "{soort}: {forms} forms");
    }
    assert_eq!(programs.into_iter().collect::<Vec<_>>(), ["mupdf", "pdf-lib", "pdfium", "pdfjs", "pikepdf", "poppler", "pypdf"]);
}

#[test]
fn known_values_come_back_from_their_forms() {
    let forms: Vec<&[u8]> = PREFILLED.documents.iter().map(bytes).collect();
    let imported = import(&forms, None);
    assert_eq!(told(&imported), Vec::<String>::new());
    let mut expected: Value = serde_json::from_str(DOSSIER).expect("JSON");
    expected["intervisiemomenten"].as_array_mut().expect("a list").truncate(2);
    expected["activiteiten"].as_array_mut().expect("a list").truncate(3);
    expected.as_object_mut().expect("a dossier").retain(|key, _| !NOT_ON_FORMS.contains(&key.as_str()));
    assert_eq!(parsed(&imported), expected);
}

#[test]
fn forms_that_nobody_changed_change_nothing_in_their_dossier() {
    let forms: Vec<&[u8]> = PREFILLED.documents.iter().map(bytes).collect();
    let imported = import(&forms, Some(DOSSIER.as_bytes()));
    assert_eq!(told(&imported), Vec::<String>::new());
    assert_eq!(parsed(&imported), serde_json::from_str::<Value>(DOSSIER).expect("JSON"));
    assert!(imported.forms.iter().all(|taken| taken.new == 0 && taken.known == taken.filled && taken.filled > 10), "{:?}", imported.forms);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_dossier_comes_back_from_its_forms(seed in any::<u64>().no_shrink()) {
        let dossier = dossier(seed, None);
        let rendering = render(dossier.to_string().as_bytes(), FILLABLE);
        let stopped: Vec<_> = rendering.findings.iter().filter(|finding| finding.stops_forms()).collect();
        prop_assert!(stopped.is_empty(), "{stopped:#?}");
        let forms: Vec<&[u8]> = rendering.documents.iter().map(bytes).collect();
        let imported = import(&forms, None);
        let faults: Vec<_> = told(&imported);
        prop_assert!(faults.is_empty(), "{faults:#?}");
        // The forms hold what they are about: a dossier without documents leaves nothing.
        let mut expected = dossier.clone();
        if forms.is_empty() {
            expected = json!({});
        }
        let without_shared = |value: &Value| {
            let mut value = value.clone();
            let object = value.as_object_mut().expect("a dossier");
            // On a form only where there is a statement of the candidate to put it on.
            for key in ["certificaat_nummer", "certificaat_geldig_tot"].iter().filter(|_| dossier.get("ervaringsverklaring").is_none()) {
                object.remove(*key);
            }
            value
        };
        let mut differing = Vec::new();
        differences(&without_shared(&expected), &without_shared(&parsed(&imported)), "", &mut differing);
        prop_assert!(differing.is_empty(), "{differing:#?}");
    }
}

#[test]
fn every_choice_has_room_in_its_field() {
    for choice in 0..9 {
        let rendering = render(dossier(7, Some(choice)).to_string().as_bytes(), FILLABLE);
        let small: Vec<_> = rendering.findings.iter().filter(|finding| finding.stops_forms()).collect();
        assert!(small.is_empty() && rendering.documents.len() > 5, "{small:#?}");
    }
}

#[test]
fn takes_over_what_the_dossier_lacks_and_says_where_it_differs() {
    let known = json!({
        "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen", "registratienummer": "R1" },
        "werkverklaringen": [
            { "werkgever": { "naam": "Eerste (fictief)" }, "dienstverbanden": [{ "functie": "coach", "datum_van": "2021-01-01", "fte": 0.5 }] },
            { "werkgever": { "naam": "Tweede (fictief)", "plaats": "Verzonnenstad" }, "contact_verificatie": { "naam": "P. Verzonnen" },
              "dienstverbanden": [{ "functie": "klantmanager", "datum_van": "2023-01-01", "fte": 0.8 }] },
        ],
    });
    let forms = render(known.to_string().as_bytes(), FILLABLE);
    let filled = Sheet::of(bytes(&forms.documents[1]))
        .type_in("werkverklaringen.0.werkgever.kvk_nummer", "00000000")
        .type_in("werkverklaringen.0.werkgever.plaats", "Elders")
        .type_in("werkverklaringen.0.dienstverbanden.0.fte", "0,9")
        .type_in("werkverklaringen.0.dienstverbanden.0.niveau", "hbo")
        .type_in("werkverklaringen.0.contact_verificatie.naam", "")
        .type_in("werkverklaringen.0.dienstverbanden.1.functie", "teamleider")
        .type_in("werkverklaringen.0.dienstverbanden.1.datum_van", "1 mei 2024")
        .type_in("werkverklaringen.0.dienstverbanden.1.fte", "1")
        .save();
    let imported = import(&[&filled], Some(known.to_string().as_bytes()));
    assert_eq!(
        told(&imported),
        [
            "formulier-tegenspraak p1 werkverklaringen.0.werkgever.plaats: werkverklaring 2, \"Werkgever\", \"Vestigingsplaats\" is op het formulier \"Elders\", in het dossier \"Verzonnenstad\"; het dossier is niet veranderd.",
            "formulier-tegenspraak p1 werkverklaringen.0.dienstverbanden.0.fte: werkverklaring 2, dienstverband 1, \"Omvang (FTE)\" is op het formulier 0,9, in het dossier 0,8; het dossier is niet veranderd.",
            "formulier-tegenspraak p2 werkverklaringen.0.contact_verificatie.naam: werkverklaring 2, \"Contactpersoon voor verificatie\", \"Naam contactpersoon\" is op het formulier leeggemaakt; het dossier is niet veranderd.",
        ]
    );
    assert_eq!(imported.findings[0].diagnostic.path, "/werkverklaringen/1/werkgever/plaats");
    let mut expected = known.clone();
    expected["werkverklaringen"][1]["werkgever"]["kvk_nummer"] = json!("00000000");
    // What names the row is the same, so that what it lacked is taken over.
    expected["werkverklaringen"][1]["dienstverbanden"][0]["niveau"] = json!("hbo");
    let row = json!({ "functie": "teamleider", "datum_van": "2024-05-01", "fte": 1 });
    expected["werkverklaringen"][1]["dienstverbanden"].as_array_mut().expect("a list").push(row);
    assert_eq!(parsed(&imported), expected);
}

/// The dossier has gone on since the form was made: rows moved, came and went, or it is somebody else's.
#[test]
fn a_form_finds_its_rows_back_in_a_dossier_that_has_changed() {
    let row = |functie: &str, van: &str| json!({ "functie": functie, "datum_van": van, "fte": 0.5 });
    let dossier = |naam: &str, rows: Vec<Value>| {
        json!({
            "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": naam },
            "werkverklaringen": [{ "werkgever": { "naam": "Eerste (fictief)" }, "dienstverbanden": rows }],
        })
        .to_string()
    };
    let made_from = dossier("Verzonnen", vec![row("coach", "2021-01-01"), row("klantmanager", "2023-01-01")]);
    let forms = render(made_from.as_bytes(), FILLABLE);
    let filled = Sheet::of(bytes(&forms.documents[0])).type_in("werkverklaringen.0.dienstverbanden.1.niveau", "hbo").save();

    let sparse = json!({ "functie": "stagiair", "datum_van": "2020-01-01", "fte": 1 });
    let moved = dossier("Verzonnen", vec![sparse.clone(), row("klantmanager", "2023-01-01"), row("coach", "2021-01-01")]);
    let imported = import(&[&filled], Some(moved.as_bytes()));
    assert_eq!(told(&imported), Vec::<String>::new());
    let rows = &parsed(&imported)["werkverklaringen"][0]["dienstverbanden"];
    assert_eq!((&rows[0], &rows[1]["niveau"], &rows[2]), (&sparse, &json!("hbo"), &row("coach", "2021-01-01")));

    let gone = dossier("Verzonnen", vec![sparse.clone()]);
    let imported = import(&[&filled], Some(gone.as_bytes()));
    assert_eq!(codes(&imported), ["formulier-tegenspraak"], "{:?}", told(&imported));
    assert_eq!(parsed(&imported), serde_json::from_str::<Value>(&gone).expect("JSON"));

    let renamed = moved.replace("Eerste", "Andere");
    let imported = import(&[&filled], Some(renamed.as_bytes()));
    assert_eq!(codes(&imported), ["formulier-tegenspraak"], "{:?}", told(&imported));
    assert_eq!(parsed(&imported), serde_json::from_str::<Value>(&renamed).expect("JSON"));

    let somebody = dossier("Bedacht", vec![row("coach", "2021-01-01")]);
    let imported = import(&[&filled], Some(somebody.as_bytes()));
    assert_eq!(
        told(&imported),
        ["formulier-van-een-ander p0 -: Dit formulier is van een andere kandidaat dan het dossier. Er is niets overgenomen."]
    );
    let typed =
        Sheet::blank("intervisieverslag").type_in("kandidaat.achternaam", "Bedacht").type_in("intervisiemomenten.0.datum", "1-2-2025");
    assert_eq!(codes(&import(&[&typed.save()], Some(moved.as_bytes()))), ["formulier-van-een-ander"]);

    // Two statements of one employer: the form belongs to the one that it was made from, or to neither.
    let verklaring = |rows: Vec<Value>| json!({ "werkgever": { "naam": "Eerste (fictief)" }, "dienstverbanden": rows });
    let mut two: Value = serde_json::from_str(&made_from).expect("JSON");
    two["werkverklaringen"] = json!([verklaring(vec![row("coach", "2015-01-01")]), verklaring(vec![row("coach", "2021-01-01")])]);
    let forms = render(two.to_string().as_bytes(), FILLABLE);
    let both: Vec<&[u8]> = forms.documents.iter().map(bytes).collect();
    assert_eq!(parsed(&import(&both, None))["werkverklaringen"], two["werkverklaringen"]);
    let second = Sheet::of(bytes(&forms.documents[1])).type_in("werkverklaringen.0.contact_verificatie.naam", "P. Verzonnen").save();
    two["werkverklaringen"][1]["werkgever"]["plaats"] = json!("Verzonnenstad");
    let imported = import(&[&second], Some(two.to_string().as_bytes()));
    assert_eq!(told(&imported), Vec::<String>::new());
    two["werkverklaringen"][1]["contact_verificatie"] = json!({ "naam": "P. Verzonnen" });
    assert_eq!(parsed(&imported), two);
    two["werkverklaringen"] = json!([verklaring(vec![row("coach", "2015-01-01")]), verklaring(vec![row("coach", "2016-01-01")])]);
    let imported = import(&[&second], Some(two.to_string().as_bytes()));
    assert_eq!(codes(&imported), ["formulier-tegenspraak"], "{:?}", told(&imported));
    assert_eq!(parsed(&imported), two);

    let elsewhere = import(&[&filled], Some(br#"{ "regeling": "akc-leidraad" }"#));
    assert_eq!(codes(&elsewhere), ["formulier-andere-regeling"]);
}

#[test]
fn a_new_activity_is_added_and_a_known_one_is_not_doubled() {
    let known = json!({
        "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen" },
        "activiteiten": [{ "soort": "cursus", "titel": "Ziektewet", "datum_van": "2025-03-14", "tijd_aanwezigheid_min": 300, "tijd_voorbereiding_min": 0 }],
        "opmerking": "een veld dat het dossier niet kent, blijft staan",
    });
    let form = |titel: &str, nr: &str, duur: &str, leerdoel: &str| {
        Sheet::blank("opgaveformulier-vakontwikkeling")
            .type_in("kandidaat.voornaam_voorletters", "Noor")
            .type_in("kandidaat.achternaam", "Verzonnen")
            .type_in("activiteiten.0.nr", nr)
            .type_in("activiteiten.0.titel", titel)
            .type_in("activiteiten.0.soort", "cursus")
            .type_in("activiteiten.0.datum_van", "14-03-2025")
            .type_in("activiteiten.0.tijd_aanwezigheid_min", duur)
            .type_in("activiteiten.0.tijd_voorbereiding_min", "0")
            .type_in("activiteiten.0.leerdoel", leerdoel)
            .save()
    };
    let imported = import(
        &[&form("ziektewet", "", "5:00", "Weten wat mag."), &form("Omgaan met verzet", "2", "2:00", "Rustig blijven.")],
        Some(known.to_string().as_bytes()),
    );
    assert_eq!(codes(&imported), ["formulier-tegenspraak"], "{:?}", told(&imported));
    let merged = parsed(&imported);
    assert_eq!(merged["activiteiten"].as_array().map(Vec::len), Some(2));
    assert_eq!(merged["activiteiten"][0]["titel"], "Ziektewet");
    assert_eq!(merged["activiteiten"][0]["leerdoel"], "Weten wat mag.");
    assert_eq!(merged["activiteiten"][1]["titel"], "Omgaan met verzet");
    assert_eq!(merged["opmerking"], known["opmerking"]);
}

#[test]
fn what_was_typed_is_held_to_what_a_dossier_is_held_to() {
    let sheet = Sheet::blank("intervisieverslag")
        .type_in("kandidaat.voornaam_voorletters", "Noor")
        .type_in("kandidaat.achternaam", "Verzonnen")
        .type_in("intervisiemomenten.0.datum", "11 februari 2025")
        .type_in("intervisiemomenten.0.deelnemers_aantal", "1")
        .save();
    let imported = import(&[&sheet], None);
    let told_ = told(&imported);
    assert!(told_[0].starts_with("schema-waarde p1 intervisiemomenten.0.deelnemers_aantal: "), "{told_:?}");
    let mut sheet = Sheet::blank("intervisieverslag").type_in("intervisiemomenten.0.datum", "11-02-2025");
    sheet = sheet.type_in("kandidaat.voornaam_voorletters", "Noor").type_in("kandidaat.achternaam", "Verzonnen");
    // Words of its own for each element: one sentence over and over says nothing.
    let text = |of: usize| (0..300).map(|word| format!("zin{}x{} ", word * 7 + of, word % 13 + of)).collect::<String>();
    for (place, key) in
        ["casus_beschrijving", "opmerkingen_collegas", "eigen_bijdrage", "leervragen", "leereffect", "eigen_afwegingen", "eigen_acties"]
            .into_iter()
            .enumerate()
    {
        sheet = sheet.type_in(&format!("intervisiemomenten.0.{key}"), &text(place));
    }
    let imported = import(&[&sheet.save()], None);
    let found: BTreeSet<_> = codes(&imported).into_iter().collect();
    assert_eq!(found, BTreeSet::from(["formulier-tekst-uit-zicht", "intervisie-te-lang"]));
    assert!(parsed(&imported)["intervisiemomenten"][0]["eigen_acties"].as_str().is_some_and(|kept| kept.len() > 2000), "nothing is lost");
}

/// Every code about a form, and a form that has it.
fn faulty() -> Vec<(&'static str, Vec<u8>)> {
    let blank = || Sheet::blank("intervisieverslag");
    let datum = "intervisiemomenten.0.datum";
    let mut drawn = blank().type_in("intervisiemomenten.0.nr", "1");
    let picture = drawn.pdf.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"/Tx BMC BT (11-02-2025) Tj ET EMC".to_vec()));
    drawn.field(datum).set("AP", dictionary! { "N" => picture });
    // Forms of 0.1.0 had a field to sign.
    let signed = include_bytes!("../fixtures/getekend/werkverklaring_ingevuld_getekend.pdf").to_vec();
    let mut remark = blank();
    let page = *remark.pdf.get_pages().get(&1).expect("a page");
    let note = remark.pdf.add_object(dictionary! { "Type" => "Annot", "Subtype" => "FreeText", "Contents" => text_string("Noor") });
    let annotations =
        remark.pdf.get_dictionary_mut(page).expect("a page").get_mut(b"Annots").and_then(Object::as_array_mut).expect("fields");
    annotations.push(note.into());
    let mut stamped = blank().type_in(datum, "11-02-2025");
    let page = *stamped.pdf.get_pages().get(&2).expect("a page");
    let ink = stamped.pdf.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Ink" });
    let annotations =
        stamped.pdf.get_dictionary_mut(page).expect("a page").get_mut(b"Annots").and_then(Object::as_array_mut).expect("fields");
    annotations.push(ink.into());
    let other = sheet_with([("Naam".to_owned(), text_string("x"))].into_iter());
    let mut mixed = blank().type_in(datum, "11-02-2025");
    let extra = mixed.pdf.add_object(dictionary! { "FT" => "Tx", "T" => text_string("Opmerking"), "V" => text_string("x") });
    let form = mixed.pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
    mixed.pdf.get_dictionary_mut(form).and_then(|form| form.get_mut(b"Fields")?.as_array_mut()).expect("fields").push(extra.into());
    let mut elsewhere = blank().type_in(datum, "11-02-2025");
    embed(&mut elsewhere.pdf, br#"{ "regeling": "akc-leidraad" }"#.to_vec());
    vec![
        ("formulier-onleesbaar", b"geen pdf".to_vec()),
        ("formulier-zonder-velden", other),
        ("formulier-andere-regeling", elsewhere.save()),
        ("formulier-onbekend-veld", mixed.save()),
        ("formulier-veld-hernoemd", prefixed("0").save()),
        ("formulier-waarde", blank().type_in(datum, "11-02-25").save()),
        ("formulier-alleen-getekend", drawn.save()),
        ("formulier-alleen-getekend", remark.save()),
        ("formulier-tekst-uit-zicht", blank().type_in("intervisiemomenten.0.plaats", &"Verzonnenstad ".repeat(20)).save()),
        ("formulier-ondertekend", signed),
        ("formulier-getekend-over", stamped.save()),
    ]
}

/// A form with a date in it, all of whose fields a program that merges forms put below one of its own.
fn prefixed(name: &str) -> Sheet {
    let mut sheet = Sheet::blank("intervisieverslag").type_in("intervisiemomenten.0.datum", "11-02-2025");
    sheet.below(name);
    sheet
}

/// Replaces the data that a form embeds.
fn embed(pdf: &mut Document, data: Vec<u8>) {
    let is_spec = |object: &Object| object.as_dict().is_ok_and(|spec| spec.has(b"EF"));
    let spec = *pdf.objects.iter().find(|(_, object)| is_spec(object)).expect("embedded data").0;
    let stream = pdf.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, data));
    pdf.get_dictionary_mut(spec).expect("a file").set("EF", dictionary! { "F" => stream });
}

#[test]
fn every_fault_of_a_form_is_told() {
    let mut seen = BTreeSet::from(["formulier-tegenspraak", "formulier-van-een-ander"]);
    for (code, bytes) in faulty() {
        let imported = import(&[&bytes], None);
        assert!(codes(&imported).contains(&code), "{code}: {:?}", told(&imported));
        for finding in &imported.findings {
            let text = format!("{} {}", finding.diagnostic.message, finding.diagnostic.help);
            // What was typed in a field that is about nobody is shown with the refusal of it.
            let private: &[&str] = if code == "formulier-waarde" { &["Noor", "Verzonnen"] } else { &["11-02", "Noor", "Verzonnen"] };
            assert!(!private.iter().any(|value| text.contains(value)), "{code}: a value is repeated: {text}");
        }
        seen.insert(code);
    }
    let all: BTreeSet<_> = codes_of(Stage::Form);
    assert_eq!(seen, all);
}

#[test]
fn text_comes_back_whatever_way_it_was_stored() {
    let utf16: Vec<u8> = [0xfe, 0xff].into_iter().chain("één\rŁódź “ja” 😀".encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let fields = [
        ("intervisiemomenten.0.datum".to_owned(), text_string("2025-02-11")),
        ("intervisiemomenten.0.casus_beschrijving".to_owned(), Object::string_literal(utf16)),
        ("intervisiemomenten.0.leereffect".to_owned(), Object::string_literal(b"Zo\xeb zei: \x8dja\x8e, \xa0 5\r\rtweede alinea".to_vec())),
        ("intervisiemomenten.0.leervragen".to_owned(), Object::string_literal("\u{feff}één – twee".as_bytes().to_vec())),
    ];
    let imported = import(&[&sheet_with(fields.into_iter())], None);
    let moment = &parsed(&imported)["intervisiemomenten"][0];
    assert_eq!(moment["casus_beschrijving"], "één\nŁódź “ja” 😀");
    assert_eq!(moment["leereffect"], "Zoë zei: “ja”, € 5\n\ntweede alinea");
    assert_eq!(moment["leervragen"], "één – twee");
    assert!(codes(&imported).contains(&"teken-niet-afdrukbaar"), "the emoji cannot be printed: {:?}", told(&imported));
}

#[test]
fn rows_that_are_left_empty_disappear() {
    let sheet = Sheet::blank("werkverklaring")
        .type_in("werkverklaringen.0.werkgever.naam", "Verzonnen")
        .type_in("werkverklaringen.0.werknemer.naam", "Noor Verzonnen")
        .type_in("werkverklaringen.0.dienstverbanden.2.functie", "coach")
        .type_in("werkverklaringen.0.dienstverbanden.2.datum_van", "1-1-2024")
        .type_in("werkverklaringen.0.dienstverbanden.2.fte", "1,0")
        .save();
    let imported = import(&[&sheet], None);
    assert_eq!(told(&imported), Vec::<String>::new());
    let verklaring = &parsed(&imported)["werkverklaringen"][0];
    assert_eq!(verklaring["dienstverbanden"], json!([{ "functie": "coach", "datum_van": "2024-01-01", "fte": 1 }]));
    assert!(verklaring.get("onderbrekingen").is_none() && verklaring.get("ondertekening").is_none());
    let wrong = Sheet::of(&sheet).type_in("werkverklaringen.0.dienstverbanden.2.fte", "3").save();
    assert!(
        told(&import(&[&wrong], None))[0].starts_with("schema-waarde p1 werkverklaringen.0.dienstverbanden.2.fte: "),
        "a row that moved up"
    );
    let empty = import(&[&Sheet::blank("opgaveformulier-vakontwikkeling").save()], None);
    assert!(empty.forms[0].filled == 0 && parsed(&empty).get("activiteiten").is_none());
}

#[test]
fn a_document_or_a_flattened_form_says_that_it_is_one() {
    let record = render(include_bytes!("../fixtures/werkverklaring.json"), Options::default());
    let imported = import(&[bytes(&record.documents[0])], None);
    assert_eq!(codes(&imported), ["formulier-zonder-velden"]);
    assert!(imported.findings[0].diagnostic.message.contains("van dossierpers"), "{:?}", told(&imported));
}

#[test]
fn import_prints_the_dossier_or_writes_it_and_never_over_another_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/ingevuld/werkverklaring.pypdf.pdf");
    let printed = dossierpers(&["import", form]);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    assert_eq!(stdout(&printed), include_str!("../fixtures/ingevuld/werkverklaring.json"));
    assert!(stderr(&printed).ends_with("25 velden ingevuld: 25 overgenomen.\n"), "{}", stderr(&printed));

    let (dossier, other) = (at("dossier.json"), at("ander.json"));
    fs::write(&dossier, r#"{ "kandidaat": { "voornaam_voorletters": "Z.", "achternaam": "Bedacht" } }"#).expect("written");
    fs::write(&other, "van iemand anders").expect("written");
    assert_eq!(dossierpers(&["import", form, "--out", &other]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&other).expect("a file"), "van iemand anders");
    let merged = dossierpers(&["import", form, "--into", &dossier, "--out", &dossier]);
    assert_eq!(merged.status.code(), Some(0), "{}", stderr(&merged));
    let value: Value = serde_json::from_slice(&fs::read(&dossier).expect("a file")).expect("JSON");
    assert!(value["kandidaat"]["achternaam"] == "Bedacht" && value["werkverklaringen"][0]["momenteel_werkzaam"] == true);

    let again = dossierpers(&["import", form, "--into", &dossier, "--out", &at("zelfde.json")]);
    assert!(stderr(&again).contains("25 velden ingevuld: 25 al bekend.\n"), "{}", stderr(&again));
    fs::write(&dossier, "{ stuk").expect("written");
    let broken = dossierpers(&["import", form, "--into", &dossier, "--out", &at("nieuw.json")]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(stderr(&broken).contains("json-ongeldig") && !Path::new(&at("nieuw.json")).exists());
}

#[test]
fn import_of_nothing_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("dossier.json");
    let path = dossier.to_str().expect("UTF-8");
    fs::write(&dossier, DOSSIER).expect("written");
    let no_form = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    for arguments in [&["import", no_form, "--out", path, "--force"][..], &["import", no_form, "--into", path, "--out", path]] {
        let refused = dossierpers(arguments);
        assert_eq!((refused.status.code(), stdout(&refused).as_str()), (Some(1), ""), "{}", stderr(&refused));
        assert_eq!(fs::read_to_string(&dossier).expect("a file"), DOSSIER);
    }
}

#[test]
fn a_finding_about_a_form_names_the_file_the_page_and_the_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("B5.pdf");
    fs::write(&path, Sheet::blank("intervisieverslag").type_in("intervisiemomenten.0.datum", "11-02-25").save()).expect("written");
    let told = dossierpers(&["import", path.to_str().expect("UTF-8")]);
    assert_eq!(told.status.code(), Some(1));
    let expected = format!(
        "fout[formulier-waarde]: \"Datum\" heeft een jaar dat niet met vier cijfers is geschreven. Er staat: \"11-02-25\".\n  {}, pagina 1, veld intervisiemomenten.0.datum\nherstel: Schrijf een datum als 14-03-2025 of 14 maart 2025.\n",
        path.display()
    );
    assert!(stderr(&told).starts_with(&expected), "{}", stderr(&told));
}
