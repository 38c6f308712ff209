//! The second regeling, which is data alone: the published account of a leidraad reaches the pages whole, its forms come back, every
//! command takes it, and each of its rules finds its fault.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dossierpers::finding::{Definition, Ernst};
use dossierpers::regeling::{Subject, check};
use dossierpers::{Diagnostic, Made, Options, Purpose, registry};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::any::{differences, whatever};
use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::{LEIDRAAD, bytes};
use crate::forms::{fits_the_schema, is_read_in_order, lies_free, obeys, unasked};
use crate::fout::{apply, json};
use crate::import::{parsed, told};
use crate::pdf::{is_in_order, says_what_it_is};
use crate::reader::forms::form;
use crate::reader::{about, squeeze, text};
use crate::values::{collect, date, inside_the_margins, no_overlap};

/// The published account of the Leidraad Jobcoach, in our own words.
const JOBCOACH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/verantwoording-leidraad-jobcoach.json");
/// A fictional one in which everything has a value.
const VOORBEELD: &str = include_str!("../templates/akc-leidraad/voorbeeld.json");
const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/ingevuld-leidraad/verantwoording.pypdf.pdf");
const FROM_FORM: &str = include_str!("../fixtures/ingevuld-leidraad/verantwoording.json");
const FILLABLE: Options = Options { concept: false, no_embed: false, fillable: true };

/// Every fact of the chapter, typed over from it: the line that it stands on, and the words that follow each other on a page.
const FACTS: [(u8, &str); 70] = [
    (1, "Leidraad Jobcoach"),
    (1, "Soort leidraad"),
    (2, "Hoofdstuk Verantwoordingsproces"),
    (4, "Opsteller: Werkgroep Leidraad Jobcoach."),
    (5, "De werkgroep legt hier verantwoording af over de weg waarlangs de Leidraad Jobcoach is gemaakt."),
    (5, "Procedure voor de ontwikkeling van een leidraad, AKC, 2010"),
    (7, "Werkgroep Leidraad Jobcoach: 9 leden uit 5 organisaties"),
    (8, "Henk van Gelder Rozij Werk"),
    (9, "Anja Mud 365"),
    (10, "Fred ter Heide Refrisk"),
    (11, "Rineke Hoetmer UWV, Werkbedrijf"),
    (12, "Angelique Bremer UWV, SMZ"),
    (13, "Astrid Schrijver UWV, SMZ"),
    (14, "Harm Rademaekers UWV, SMZ/CEC"),
    (15, "Sigrid Jonkers UWV, SMZ/CEC projectleider"),
    (16, "Tjeerd Hulsman AKC projectleider, voorzitter"),
    (19, "Op verzoek van NVvA"),
    (19, "In samenspraak met UWV"),
    (19, "Besluit door AKC-bestuur"),
    (19, "Datum van het besluit juni 2010"),
    (19, "Het besluit had twee kanten: er moest een Leidraad Jobcoach komen"),
    (19, "onderzoek naar een sterkere onderbouwing en toetsing van aanvragen voor jobcoaching"),
    (21, "Tjeerd Hulsman AKC-programmadirecteur"),
    (21, "Johannes van der Wal NVvA-bestuurslid Eenheid van Beroep"),
    (21, "Overleg met UWV"),
    (21, "Onderwerp De uitvoering van het project."),
    (21, "UWV Zijn arbeidsdeskundigen beoordelen de inzet van jobcoaching voor klanten op één professionele manier."),
    (21, "Marktsector Een kader voor de beoordeling dat voor iedereen zichtbaar is."),
    (21, "Jobcoachorganisaties Beter inschatten wanneer jobcoaching in beeld komt"),
    (21, "beter inspelen op de vraag naar jobcoaches"),
    (21, "Werkgevers en arbodiensten Bepalen of jobcoaching past bij re-integratie in het eerste spoor"),
    (21, "herplaatsing bij de eigen werkgever"),
    (23, "Een arbeidsdeskundige werkwijze voor jobcoaching"),
    (23, "De hele beroepsgroep van arbeidsdeskundigen"),
    (23, "• Jobcoachorganisaties"),
    (23, "• Werkgevers"),
    (23, "• Arbodiensten"),
    (23, "als brondocument bij de vraag of jobcoaching nodig is voor re-integratie en arbeidsparticipatie"),
    (23, "UWV en het jobcoachveld zouden nauw bij de uitvoering worden betrokken."),
    (23, "kan UWV het ministerie van SZW antwoord geven over de kwaliteit van de toepassing en de beheersing van de jobcoachregeling"),
    (23, "Ministerie van SZW Zicht op de kwaliteit van de toepassing en de beheersing van de jobcoachregeling."),
    (26, "De punten van het ontwikkelproces zijn een voor een gevolgd."),
    (26, "18 Keuzemogelijkheid van de procedure gebruikt: externe partijen om commentaar gevraagd. afgerond"),
    (28, "1. Ministerie van SZW Op verzoek van UWV-werkgroepleden"),
    (28, "Wijze Concept voorgelegd, daarna overleg"),
    (28, "Belangrijke aandachtspunten voor de werkgroep, vooral over de noodzaak die UWV voor de leidraad ziet."),
    (30, "2. KennisPlatform Jobcoach (KPJ) Op verzoek van Werkgroepleden uit het jobcoachveld"),
    (30, "Wijze Concept voorgelegd, leidraad gepresenteerd en besproken"),
    (30, "Belangrijke punten voor de werkgroep, vooral over de acceptatie in het werkveld."),
    (32, "Periode september 2011"),
    (32, "Een uitgebreide proef; de commentaren eruit zijn in de werkgroep besproken."),
    (32, "Jobcoaches aanvrager"),
    (32, "UWV-arbeidsdeskundigen toetser"),
    (32, "Datum van de bespreking 13 oktober 2011"),
    (32, "Commentaar van deskundigen Externe deskundigen."),
    (32, "De werkgroepvergadering behandelde alle commentaren uit de proef en van externe deskundigen."),
    (32, "Daarna zijn ze in de leidraad verwerkt."),
    (34, "19 Leidraad ter toetsing aangeboden aan de Toetsingscommissie Leidraden & Richtlijnen van de NVvA. afgerond"),
    (34, "Toetsingscommissie Toetsingscommissie Leidraden & Richtlijnen van de NVvA"),
    (34, "Vertegenwoordigde organisaties NVvA, SRA, AKC"),
    (34, "Wijze van toetsen Telefonische vergadering"),
    (34, "Advies positief Datum van het advies 2 november Uitgebracht aan"),
    (34, "Uitgebracht aan Bestuur van de NVvA"),
    (34, "Advies over Publicatie van de Leidraad Jobcoach op de website van het AKC"),
    (34, "Medium Website van het AKC"),
    (36, "Mede namens Sigrid Jonkers."),
    (37, "Naam Tjeerd Hulsman Functie programmadirecteur AKC en projectleider Leidraad Jobcoach Organisatie AKC"),
    (41, "onder de licentie Creative Commons CC-BY-4.0."),
    (41, "Vervalt Zes maanden nadat een nieuwe editie van het werk is verschenen."),
    (41, "Rechthebbende Staat der Nederlanden, ministerie van Sociale Zaken en Werkgelegenheid"),
];

/// Fields of the model that no form asks, and why.
const NOT_ASKED: [(&str, &str); 3] = [("$schema", "for editors"), ("schema_versie", "embedded"), ("regeling", "embedded")];

fn jobcoach() -> Vec<u8> {
    fs::read(JOBCOACH).expect("a fixture")
}

/// The documents of both accounts.
static RECORDS: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let made = [&jobcoach()[..], VOORBEELD.as_bytes()].map(|json| LEIDRAAD.render(json, Options::default()).documents);
    made.into_iter().flatten().collect()
});

static BLANK: LazyLock<Vec<Made>> = LazyLock::new(|| LEIDRAAD.blank(Purpose::Screen));

static PREFILLED: LazyLock<Vec<Made>> = LazyLock::new(|| LEIDRAAD.render(VOORBEELD.as_bytes(), FILLABLE).documents);

#[test]
fn finds_every_fact_of_the_published_account_on_its_pages() {
    let text = text(bytes(&RECORDS[0]));
    let missing: Vec<_> = FACTS.iter().filter(|(_, fact)| !text.contains(&squeeze(fact))).collect();
    assert!(missing.is_empty(), "{missing:#?}\n{text}");
}

/// What the source does not say, the account does not say either: no year of the advice, no step in between.
#[test]
fn the_account_says_nothing_that_is_not_a_fact_of_its_source() {
    let facts: Vec<String> = FACTS.iter().map(|(_, fact)| squeeze(fact)).collect();
    let mut leaves = Vec::new();
    collect(&serde_json::from_slice(&jobcoach()).expect("JSON"), String::new(), &mut leaves);
    leaves.retain(|(path, _)| !["/$schema", "/schema_versie", "/regeling"].contains(&path.as_str()));
    assert!(leaves.len() > 75, "{}", leaves.len());
    let sentences = |value: &Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let text = in_full(&text).unwrap_or(text);
        let sentences = text.split(['\n', ':', ';']).flat_map(|line| line.split(". ")).map(squeeze);
        sentences.map(|sentence| sentence.trim_end_matches('.').to_owned()).filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>()
    };
    for (path, value) in leaves {
        for sentence in sentences(&value) {
            let known = facts
                .iter()
                .any(|fact| fact.contains(&sentence) || (fact.chars().count() > 25 && sentence.contains(fact.trim_end_matches('.'))));
            assert!(known, "{path}: {sentence} is in no fact");
        }
    }
}

/// A date of any precision as a page has it.
fn in_full(text: &str) -> Option<String> {
    let short = |text: &str| date(&format!("{text}-1")).map(|day| day.trim_start_matches('1').to_owned());
    match text.strip_prefix("--") {
        Some(day) => date(&format!("1-{day}")).map(|day| day.trim_end_matches('1').to_owned()),
        None => date(text).or_else(|| short(text)),
    }
}

#[test]
fn its_pdfs_are_archival_accessible_and_in_order() {
    let kinds: Vec<_> = RECORDS.iter().map(|made| made.document.soort.as_str()).collect();
    assert_eq!(kinds, ["verantwoording", "verantwoording", "advies-toetsingscommissie"]);
    for made in RECORDS.iter() {
        says_what_it_is(made);
        is_in_order(made);
        inside_the_margins(&made.document.bestand, bytes(made));
        no_overlap(&made.document.bestand, bytes(made));
        assert!(about(bytes(made)).tags.contains_key("Table") || made.document.soort != "verantwoording", "{}", made.document.bestand);
    }
}

#[test]
fn its_pdfs_embed_what_makes_the_same_bytes_again() {
    for made in RECORDS.iter() {
        let (name, data) = about(bytes(made)).attachment.expect("an attachment");
        assert_eq!(name, "dossier.json");
        let value: Value = serde_json::from_slice(&data).expect("JSON");
        assert_eq!(value["regeling"], "akc-leidraad");
        assert_eq!(value["gemaakt_met"]["dossierpers"], env!("CARGO_PKG_VERSION"), "{}", value["gemaakt_met"]);
        let again = LEIDRAAD.render(&data, Options::default());
        let same: Vec<_> = again.documents.iter().filter(|again| again.document.soort == made.document.soort).collect();
        assert!(same.len() == 1 && bytes(same[0]) == bytes(made), "{} differs from what its data makes", made.document.bestand);
    }
}

#[test]
fn its_forms_ask_the_whole_model_and_obey_the_rules_for_forms() {
    let mut missing = unasked(&BLANK, LEIDRAAD.regeling.schema.root());
    missing.retain(|path| !NOT_ASKED.iter().any(|(field, _)| path == field));
    assert_eq!(missing, Vec::<String>::new());
    for (made, prefilled) in BLANK.iter().map(|made| (made, false)).chain(PREFILLED.iter().map(|made| (made, true))) {
        let form = form(bytes(made));
        obeys(made, &form);
        is_read_in_order(made, &form);
        lies_free(made, &form, prefilled);
        fits_the_schema(made, &form, LEIDRAAD.regeling.schema.root());
        is_in_order(made);
        let xmp = about(bytes(made)).xmp;
        assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>") && !xmp.contains("pdfaid"), "{}", made.document.bestand);
    }
}

#[test]
fn its_forms_for_a_pen_are_archival_and_have_no_fields() {
    let forms = LEIDRAAD.blank(Purpose::Pen);
    assert_eq!(forms.len(), 2);
    for made in &forms {
        let xmp = about(bytes(made)).xmp;
        for part in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
            assert!(xmp.contains(part), "{}: {part}", made.document.bestand);
        }
        assert!(form(bytes(made)).widgets.is_empty(), "{}", made.document.bestand);
        is_in_order(made);
    }
}

#[test]
fn a_form_that_another_program_filled_in_comes_back_with_its_dates_as_precise_as_they_were() {
    let imported = LEIDRAAD.import(&[&fs::read(FORM).expect("a fixture")], None);
    assert_eq!(told(&imported), Vec::<String>::new());
    assert_eq!(imported.json.as_deref(), Some(FROM_FORM));
    let value = parsed(&imported);
    let typed = [
        ("/toetsing/datum", "--11-02"),
        ("/praktijkproef/periode", "2011-09"),
        ("/aanleiding/besluit_datum", "2010-06"),
        ("/procesverslag/stappen/0/datum", "2011-08"),
        ("/procedure/jaar", "2011"),
        ("/publicatie/datum", "2012"),
        ("/commentaarverwerking/datum_bespreking", "2011-10-13"),
        ("/ondertekening/datum", "2012-01-09"),
    ];
    for (pointer, date) in typed {
        assert_eq!(value.pointer(pointer), Some(&json!(date)), "{pointer}");
    }
}

/// The forms of a dossier hold all of it.
fn comes_back(whole: &Value) -> Result<(), TestCaseError> {
    let rendering = LEIDRAAD.render(whole.to_string().as_bytes(), FILLABLE);
    let stopped: Vec<_> = rendering.findings.iter().filter(|finding| finding.stops_forms()).collect();
    prop_assert!(stopped.is_empty(), "{stopped:#?}");
    let forms: Vec<&[u8]> = rendering.documents.iter().map(bytes).collect();
    let imported = LEIDRAAD.import(&forms, None);
    let faults = told(&imported);
    prop_assert!(faults.is_empty(), "{faults:#?}");
    let mut differing = Vec::new();
    differences(whole, &parsed(&imported), "", &mut differing);
    prop_assert!(differing.is_empty(), "{differing:#?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_model_takes_comes_back_from_its_forms(seed in any::<u64>().no_shrink()) {
        comes_back(&whatever(LEIDRAAD.regeling, seed, None))?;
    }
}

#[test]
fn every_choice_of_the_model_comes_back_from_its_forms() {
    for choice in 0..8 {
        comes_back(&whatever(LEIDRAAD.regeling, 11, Some(choice))).unwrap_or_else(|fault| panic!("{choice}: {fault}"));
    }
    let mut example: Value = serde_json::from_str(VOORBEELD).expect("JSON");
    example.as_object_mut().expect("an object").shift_remove("$schema");
    comes_back(&example).expect("the example");
}

/// Everything that is found in an account.
fn findings(whole: &Value) -> Vec<Diagnostic> {
    let input = LEIDRAAD.read(whole.to_string().as_bytes());
    let subject = Subject { value: &input.value, regeling: LEIDRAAD.regeling, left_out: &input.left_out, files: None };
    input.findings.iter().cloned().chain(check(&subject).expect("rules that can be evaluated")).collect()
}

/// The patches of `templates/akc-leidraad/fout`, each applied to the example: the name without extension, and what came of it.
fn faulty() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/akc-leidraad/fout");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let faulty = paths.iter().map(|path| {
        let mut whole = serde_json::from_str(VOORBEELD).expect("JSON");
        apply(&mut whole, &json(path));
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), whole)
    });
    faulty.collect()
}

#[test]
fn each_rule_has_a_fixture_that_gives_exactly_its_fault() {
    assert_eq!(findings(&serde_json::from_str(VOORBEELD).expect("JSON")), []);
    let mut seen = BTreeSet::new();
    for (name, whole) in faulty() {
        let code = name.split('.').next().unwrap_or_default();
        let found = findings(&whole);
        assert_eq!(found.iter().map(|finding| &*finding.rule.code).collect::<Vec<_>>(), [code], "{name}: {found:#?}");
        let parent = |pointer: &str| pointer.rsplit_once('/').map(|(parent, _)| parent.to_owned());
        let near = [parent(&found[0].path), parent(&found[0].path).and_then(|above| parent(&above))];
        assert!(near.iter().flatten().any(|pointer| whole.pointer(pointer).is_some()), "{name}: nothing near {}", found[0].path);
        assert!(found[0].message.ends_with('.') && found[0].help.ends_with(['.', '?']), "{name}: {found:#?}");
        seen.insert(code.to_owned());
    }
    let rules = registry::faults(LEIDRAAD.regeling);
    let own: BTreeSet<String> =
        rules.iter().filter(|rule| matches!(rule, Definition::Data(_))).map(|rule| rule.code.clone().into_owned()).collect();
    assert_eq!(seen, own);
    assert!(own.len() > 35, "{}", own.len());
}

#[test]
fn the_published_account_lacks_a_year_and_a_principal() {
    let found = findings(&serde_json::from_slice(&jobcoach()).expect("JSON"));
    let levels: Vec<_> = found.iter().map(|finding| (&*finding.rule.code, finding.ernst, finding.path.as_str())).collect();
    let expected =
        [("opdrachtgever-niet-genoemd", Ernst::Beoordelaar, "/opdracht"), ("advies-zonder-jaar", Ernst::Waarschuwing, "/toetsing/datum")];
    assert_eq!(levels.into_iter().collect::<BTreeSet<_>>(), expected.into_iter().collect());
}

fn written(folder: &Path, name: &str, whole: &Value) -> String {
    let path = folder.join(name);
    fs::write(&path, whole.to_string()).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

/// A finding of each level, with what it makes of the verdict, in every way that a verdict is printed. No rule of the leidraad is for
/// information only, so a copy of it has one.
#[test]
fn to_do_stands_in_the_way_and_what_an_assessor_judges_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = a_copy_with_a_rule(folder.path(), "informatie");
    let example = || serde_json::from_str::<Value>(VOORBEELD).expect("JSON");
    let faulty: Vec<_> = faulty();
    let patched = |code: &str| faulty.iter().find(|(name, _)| name == code).expect("a fixture").1.clone();
    let informed = {
        let mut whole = example();
        whole["regeling"] = json!("eigen-leidraad");
        whole
    };
    let cases = [
        (
            "stap-loopt-nog",
            patched("stap-loopt-nog"),
            None,
            "te-doen",
            "nog-niet-te-publiceren",
            1,
            "error",
            "nog niet te publiceren: 1 punt te doen",
        ),
        (
            "opdrachtgever-niet-genoemd",
            patched("opdrachtgever-niet-genoemd"),
            None,
            "beoordelaar",
            "te-publiceren",
            0,
            "note",
            "te publiceren",
        ),
        ("de-titel", informed, Some(copy.as_str()), "informatie", "te-publiceren", 0, "note", "te publiceren"),
        (
            "advies-negatief",
            patched("advies-negatief"),
            None,
            "fout",
            "nog-niet-te-publiceren",
            1,
            "error",
            "nog niet te publiceren: 1 fout",
        ),
        (
            "advies-onder-voorwaarden",
            patched("advies-onder-voorwaarden"),
            None,
            "waarschuwing",
            "te-publiceren-met-aandachtspunten",
            0,
            "warning",
            "te publiceren, met 1 aandachtspunt",
        ),
    ];
    for (code, whole, regeling, ernst, oordeel, exit, level, words) in cases {
        let path = written(folder.path(), &format!("{code}.json"), &whole);
        let checked = |format: &str| {
            let mut arguments = vec!["check", &path, "--format", format];
            arguments.extend(regeling.into_iter().flat_map(|regeling| ["--regeling", regeling]));
            let checked = dossierpers(&arguments);
            assert_eq!(checked.status.code(), Some(exit), "{code}: {}{}", stdout(&checked), stderr(&checked));
            stdout(&checked)
        };
        let verdict = crate::cli::verdict(checked("json").as_bytes());
        let found = verdict["bevindingen"].as_array().expect("a list");
        assert_eq!((found.len(), &found[0]["code"], &found[0]["ernst"]), (1, &json!(code), &json!(ernst)), "{verdict:#}");
        assert_eq!(verdict["oordeel"], oordeel, "{code}");
        let log: Value = serde_json::from_str(&checked("sarif")).expect("JSON");
        assert_eq!(log["runs"][0]["results"][0]["level"], level, "{code}");
        let human = checked("human");
        assert!(human.contains(&format!(".json: {words}\n")) && human.contains(&format!("[{code}]: ")), "{human}");
    }
}

/// The folder of the leidraad under another name, with a rule of one level that every account gives.
fn a_copy_with_a_rule(folder: &Path, ernst: &str) -> String {
    let copy = folder.join("eigen");
    fs::create_dir(&copy).expect("a folder");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/akc-leidraad")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, copy.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
    let path = copy.join("regeling.toml");
    let toml = fs::read_to_string(&path).expect("a file").replacen("id = \"akc-leidraad\"", "id = \"eigen-leidraad\"", 1);
    let rule = format!(
        "\n[[regels]]\ncode = \"de-titel\"\ntitel = \"Er is een titel\"\nals = \"not leeg(dossier.titel_product)\"\npad = \"titel_product\"\n\
         ernst = \"{ernst}\"\nbron = \"een test\"\nmelding = \"Er is een titel.\"\nwat = \"w\"\nwaarom = \"w\"\nvoorbeeld = \"v\"\nherstel = \"Niets.\"\n"
    );
    fs::write(&path, toml + &rule).expect("written");
    copy.to_str().expect("UTF-8").to_owned()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"));
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

#[test]
fn every_command_takes_it_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let run = |arguments: &[&str]| {
        let done = dossierpers(&[arguments, &["--regeling", "akc-leidraad"]].concat());
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {}{}", stdout(&done), stderr(&done));
        done
    };
    let example = at("voorbeeld.json");
    assert!(stdout(&run(&["new"])).contains("\"regeling\": \"akc-leidraad\""));
    fs::write(&example, VOORBEELD).expect("written");
    run(&["render", &example, "--out", &at("uit")]);
    let names = [
        "advies-toetsingscommissie_leidraad-werkplekaanpassing-fictief.pdf",
        "manifest.json",
        "verantwoording_leidraad-werkplekaanpassing-fictief.pdf",
    ];
    assert_eq!(files(&folder.path().join("uit")), names);
    assert!(stdout(&run(&["check", &example])).ends_with("voorbeeld.json: te publiceren\n"));
    run(&["blank", "--out", &at("leeg")]);
    assert_eq!(files(&folder.path().join("leeg")), ["advies-toetsingscommissie_leeg.pdf", "manifest.json", "verantwoording_leeg.pdf"]);
    run(&["blank", "--print", "verantwoording", "--out", &at("pen")]);
    assert_eq!(files(&folder.path().join("pen")), ["manifest.json", "verantwoording_leeg-pen.pdf"]);
    assert_eq!(stdout(&run(&["import", FORM])), FROM_FORM);
    let schema: Value = serde_json::from_str(&stdout(&run(&["schema"]))).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a valid schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&serde_json::from_str(VOORBEELD).expect("JSON")) && !validator.is_valid(&json!({ "titel": 1 })));
    run(&["eject", &example, "--out", &at("project")]);
    assert!(files(&folder.path().join("project")).contains(&"main.typ".to_owned()));
    assert!(stdout(&run(&["explain", "voorzitter-ontbreekt"])).starts_with("voorzitter-ontbreekt (fout)\n"));
    assert!(stdout(&run(&["explain"])).contains("\nlid-zonder-organisatie "));
}

#[test]
fn every_command_that_reads_data_takes_it_because_the_data_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let run = |arguments: &[&str]| {
        let done = dossierpers(arguments);
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {}{}", stdout(&done), stderr(&done));
        done
    };
    run(&["render", JOBCOACH, "--out", &at("uit")]);
    assert_eq!(files(&folder.path().join("uit")), ["manifest.json", "verantwoording_leidraad-jobcoach.pdf"]);
    assert_eq!(fs::read(at("uit/verantwoording_leidraad-jobcoach.pdf")).expect("a file"), bytes(&RECORDS[0]));
    run(&["render", JOBCOACH, "--fillable", "--out", &at("vul")]);
    assert!(stdout(&run(&["check", JOBCOACH])).ends_with(".json: te publiceren, met 1 aandachtspunt\n"));
    assert_eq!(stdout(&run(&["import", FORM])), FROM_FORM);
    run(&["import", FORM, "--out", &at("nieuw.json")]);
    run(&["eject", JOBCOACH, "--out", &at("project")]);
    assert!(files(&folder.path().join("project")).contains(&"main.typ".to_owned()));
    // Its other name.
    let mut whole: Value = serde_json::from_slice(&jobcoach()).expect("JSON");
    whole["regeling"] = json!("verantwoording_leidraad");
    let checked = run(&["check", &written(folder.path(), "anders.json", &whole)]);
    assert!(stdout(&checked).ends_with(".json: te publiceren, met 1 aandachtspunt\n"), "{}", stdout(&checked));
    // The form of one regeling is not taken into the dossier of another.
    let elsewhere = dossierpers(&["import", FORM, "--into", concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/werkverklaring.json")]);
    assert!(elsewhere.status.code() == Some(1) && stderr(&elsewhere).contains("formulier-andere-regeling"), "{}", stderr(&elsewhere));
}
