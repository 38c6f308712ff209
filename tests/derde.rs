//! A regeling that nobody built in, made here from nothing: a folder is enough for forms, import, verdict and pages.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr, stdout};
use crate::pdf::CLAIMS;
use crate::reader::forms::form;
use crate::reader::{about, squeeze, text};

/// The form of the folder below, filled in by another program.
const FILLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/derde/wandelplan.pypdf.pdf");

const REGELING: &str = r#"
id = "wandelplan"
naam = "Regels voor meerdaagse wandelingen (fictief)"
instelling = "Wandelbond Verzonnen (fictief)"
versie = "1"
datum = "2027-01-01"
gedeeld = ["/naam"]

[normen.budget]
waarde = 150
bron = "W:3"
omschrijving = "Een wandeling kost ten hoogste 150 euro."

[normen.etappes]
waarde = 3
bron = "W:4"
omschrijving = "Een wandeling heeft ten minste drie etappes."

[lijsten]
etappes = { nummer = "nr", kenmerk = [["naam"]] }
dagen = { kenmerk = [["datum"]] }

[[documenten]]
soort = "wandelplan"
titel = "Wandelplan"
van = ""
bestandsnaam = "wandelplan"
rijen = { etappes = 2, dagen = 2 }

[[documenten.handtekeningen]]
veld = "handtekening_wandelleider"
uitleg = "Handtekening van de wandelleider"

[documenten.afgeleid]
budget = { waarde = "som(dossier.etappes, 'budget') | decimaal" }
samen = { tekst = "{{ aantal(dossier.etappes) }} etappes, vertrek {{ dossier.vertrek | voluit }}" }

[[documenten]]
soort = "etappekaart"
titel = "Etappekaart"
per = "/etappes"
bestandsnaam = "etappe-{{ nr2 }}"

[documenten.afgeleid]
afstand = { waarde = "som(element.dagen, 'km') | decimaal" }

[[regels]]
code = "dag-na-terugkeer"
titel = "Een dag ligt na de terugkeer"
per = "/etappes/*/dagen"
als = "na(element.datum, dossier.terugkeer)"
pad = "datum"
ernst = "fout"
bron = "W:1"
melding = "Dag {{ nr }} van de etappe ligt na de terugkeer."
wat = "Een dag ligt na de terugkeer."
waarom = "Dan is iedereen al thuis."
voorbeeld = "Een dag in juli, bij een terugkeer in juni."
herstel = "Controleer beide datums."

[[regels]]
code = "dag-voor-vertrek"
titel = "Een dag ligt voor het vertrek"
per = "/etappes/*/dagen"
als = "voor(element.datum, dossier.vertrek)"
pad = "datum"
ernst = "waarschuwing"
bron = "W:1"
melding = "Dag {{ nr }} van de etappe ligt voor het vertrek."
wat = "Een dag ligt voor het vertrek."
waarom = "Dan is nog niemand onderweg."
voorbeeld = "Een dag in mei, bij een vertrek in juni."
herstel = "Controleer beide datums."

[[regels]]
code = "te-duur"
titel = "De wandeling is te duur"
als = "som(dossier.etappes, 'budget') > normen.budget"
pad = "etappes"
ernst = "waarschuwing"
bron = "W:3"
melding = "De wandeling kost meer dan {{ normen.budget }} euro."
wat = "De etappes kosten samen te veel."
waarom = "De bond vergoedt niet meer."
voorbeeld = "Drie etappes van 60 euro."
herstel = "Maak een etappe goedkoper."

[[totalen]]
id = "budget"
label = "Budget"
waarde = "som(dossier.etappes, 'budget')"
norm = "normen.budget"
soort = "maximum"
eenheid = "euro"

[[totalen]]
id = "etappes"
label = "Etappes"
waarde = "aantal(dossier.etappes)"
norm = "normen.etappes"
eenheid = "etappes"
nog = "{% if tekort %}nog {{ tekort }} te gaan{% endif %}"
"#;

const TEMPLATE: &str = r#"
#import "bouwstenen.typ": *

#let bijlage(d) = {
  let v = d.velden
  show: huisstijl.with(d)
  velden(d, kolommen: 3, v.naam, v.vertrek, v.terugkeer)
  if not d.document.formulier [#regel(d.afgeleid.samen), budget #regel(d.afgeleid.budget) euro.]
  for etappe in v.etappes {
    [== Etappe]
    velden(d, kolommen: 3, etappe.nr, etappe.naam, etappe.budget)
    for dag in etappe.dagen { velden(d, kolommen: 2, dag.datum, dag.km) }
  }
  [== Wandelleider]
  velden(d, kolommen: 2, v.wandelleider.naam, v.wandelleider.datum)
  let veld = d.document.handtekeningen.at("handtekening_wandelleider", default: none)
  if veld != none { vak(veld.veld.naam, 2cm) }
}
"#;

const KAART: &str = r#"
#import "bouwstenen.typ": *

#let bijlage(d) = {
  let v = d.velden
  show: huisstijl.with(d)
  velden(d, kolommen: 2, v.nr, v.naam, v.budget, d.gedeeld.naam)
  for dag in v.dagen { velden(d, kolommen: 2, dag.datum, dag.km) }
  if not d.document.formulier [Samen #regel(d.afgeleid.afstand) km.]
}
"#;

fn schema() -> Value {
    let leaf = |title: &str, more: Value| {
        let mut leaf = json!({ "title": title, "description": format!("{title} van de wandeling.") });
        leaf.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        leaf
    };
    let line = json!({ "type": "string", "minLength": 1, "maxLength": 100 });
    let vague = json!({ "type": "string", "format": "vage-datum" });
    let number = |units: &[&str]| json!({ "type": "number", "format": "decimaal", "multipleOf": 0.001, "minimum": 0, "x-eenheid": units });
    let object = |properties: Value| json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let list = |of: &str| json!({ "type": "array", "items": { "$ref": format!("#/$defs/{of}") }, "maxItems": 20 });
    let mut schema = object(json!({
        "naam": leaf("Naam", line.clone()),
        "vertrek": leaf("Vertrek", vague.clone()),
        "terugkeer": leaf("Terugkeer", vague.clone()),
        "etappes": leaf("Etappes", list("Etappe")),
        "wandelleider": leaf("Wandelleider", object(json!({ "naam": leaf("Naam", line.clone()), "datum": leaf("Datum", vague.clone()) }))),
    }));
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["$defs"] = json!({
        "Etappe": object(json!({
            "nr": leaf("Nr.", json!({ "type": "integer", "minimum": 1, "maximum": 99 })),
            "naam": leaf("Naam", line),
            "budget": leaf("Budget", number(&["euro"])),
            "dagen": leaf("Dagen", list("Dag")),
        })),
        "Dag": object(json!({ "datum": leaf("Datum", vague), "km": leaf("Afstand", number(&["km"])) })),
    });
    schema
}

/// Writes the folder of the regeling, and gives its path.
fn folder(within: &Path) -> String {
    let folder = within.join("regeling");
    fs::create_dir(&folder).expect("a folder");
    let files = [
        ("regeling.toml", REGELING.to_owned()),
        ("schema.json", schema().to_string()),
        ("wandelplan.typ", TEMPLATE.to_owned()),
        ("etappekaart.typ", KAART.to_owned()),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
    folder.to_str().expect("UTF-8").to_owned()
}

/// Runs a command under the regeling of the folder.
fn run(folder: &str, code: i32, arguments: &[&str]) -> std::process::Output {
    let done = dossierpers(&[arguments, &["--regeling", folder]].concat());
    assert_eq!(done.status.code(), Some(code), "{arguments:?}: {}{}", stdout(&done), stderr(&done));
    done
}

/// What the filled form says.
fn expected() -> Value {
    json!({
        "schema_versie": "1",
        "regeling": "wandelplan",
        "naam": "Pad van Verzinsel (fictief)",
        "vertrek": "2027-06-01",
        "terugkeer": "2027-06",
        "etappes": [
            { "nr": 1, "naam": "Over de hei", "budget": 120.5, "dagen": [{ "datum": "2027-06-01", "km": 12.5 }, { "datum": "2027", "km": 8.25 }] },
            { "nr": 2, "naam": "Langs de kust", "budget": 79.25, "dagen": [{ "datum": "2027-07-03", "km": 0.375 }, { "datum": "2027-05", "km": 20 }] },
        ],
        "wandelleider": { "naam": "Zoë van den Bedacht", "datum": "--05-20" },
    })
}

#[test]
fn a_folder_is_enough_for_forms_import_verdict_and_pages() {
    let holder = tempfile::tempdir().expect("a folder");
    let regeling = folder(holder.path());
    let at = |name: &str| holder.path().join(name).to_str().expect("UTF-8").to_owned();

    // The form goes out: it is the one that was filled in.
    run(&regeling, 0, &["blank", "--out", &at("leeg")]);
    let blank = fs::read(at("leeg/wandelplan_leeg.pdf")).expect("a form");
    let filled = fs::read(FILLED).expect("a fixture");
    let names = |bytes: &[u8]| form(bytes).widgets.into_iter().map(|widget| (widget.name, widget.kind)).collect::<Vec<_>>();
    // When it was filled in, a form still had a field to sign.
    let signable: Vec<_> = names(&filled).into_iter().filter(|(_, kind)| kind != "Sig").collect();
    assert_eq!(names(&blank), signable);
    for name in ["etappes.1.dagen.1.km", "wandelleider.datum"] {
        assert!(names(&blank).iter().any(|(known, _)| known == name), "{name}");
    }
    run(&regeling, 0, &["blank", "--print", "--out", &at("pen")]);

    // It comes in again.
    run(&regeling, 0, &["import", FILLED, "--out", &at("plan.json")]);
    let value: Value = serde_json::from_slice(&fs::read(at("plan.json")).expect("a dossier")).expect("JSON");
    assert_eq!(value, expected());

    // It is judged: a day in 2027 is not known to be late, a day in July is; a day in May is early.
    let verdict = crate::cli::verdict(&run(&regeling, 1, &["check", &at("plan.json"), "--format", "json"]).stdout);
    let found: Vec<_> =
        verdict["bevindingen"].as_array().expect("a list").iter().map(|one| (&one["code"], &one["pad"], &one["melding"])).collect();
    let expected_findings = [
        (json!("te-duur"), json!("/etappes"), json!("De wandeling kost meer dan 150 euro.")),
        (json!("dag-na-terugkeer"), json!("/etappes/1/dagen/0/datum"), json!("Dag 1 van de etappe ligt na de terugkeer.")),
        (json!("dag-voor-vertrek"), json!("/etappes/1/dagen/1/datum"), json!("Dag 2 van de etappe ligt voor het vertrek.")),
    ];
    assert_eq!(found, expected_findings.iter().map(|(code, pad, melding)| (code, pad, melding)).collect::<Vec<_>>());
    assert_eq!(verdict["oordeel"], "niet-in-orde");
    let human = stdout(&run(&regeling, 1, &["check", &at("plan.json")]));
    for part in ["199,75 van 150 euro", "2 van 3 etappes", "nog 1 te gaan", "plan.json: niet in orde: 1 fout"] {
        assert!(human.contains(part), "{part}\n{human}");
    }

    // It is laid out, archival, with its sums.
    run(&regeling, 0, &["render", &at("plan.json"), "--out", &at("uit")]);
    let page = |name: &str| fs::read(at(name)).expect("a document");
    let pages = [
        ("uit/wandelplan.pdf", "2 etappes, vertrek 1 juni 2027, budget 199,75 euro."),
        ("uit/etappe-01.pdf", "Samen 20,75 km."),
        ("uit/etappe-02.pdf", "Samen 20,37 km."),
    ];
    for (name, sum) in pages {
        let bytes = page(name);
        assert!(text(&bytes).contains(&squeeze(sum)), "{name}: {}", text(&bytes));
        for claim in CLAIMS {
            assert!(about(&bytes).xmp.contains(claim), "{name}: {claim}");
        }
        assert!(about(&bytes).attachment.is_some(), "{name}");
    }
    assert!(text(&page("uit/wandelplan.pdf")).contains("20mei"));
    assert_eq!(names(&page("uit/wandelplan.pdf")), [("handtekening_wandelleider".to_owned(), "Sig".to_owned())]);

    // Its form with what is known comes back as it was.
    run(&regeling, 0, &["render", &at("plan.json"), "--fillable", "--out", &at("vul")]);
    let back = run(&regeling, 0, &["import", &at("vul/wandelplan_invullen.pdf")]);
    assert_eq!(serde_json::from_str::<Value>(&stdout(&back)).expect("JSON"), expected());

    // And a form without the folder says whose it is.
    let lost = dossierpers(&["import", FILLED]);
    assert!(lost.status.code() == Some(1) && stderr(&lost).contains("formulier-andere-regeling"), "{}", stderr(&lost));
}

#[test]
fn what_is_right_has_no_finding_and_what_is_vague_is_not_guessed() {
    let holder = tempfile::tempdir().expect("a folder");
    let regeling = folder(holder.path());
    let path = holder.path().join("plan.json");
    let found = |change: &dyn Fn(&mut Value)| {
        let mut plan = json!({ "regeling": "wandelplan", "vertrek": "2027-06", "terugkeer": "2027-06",
            "etappes": [{ "naam": "Over de hei", "budget": 150, "dagen": [{ "datum": "2027-06-30" }] }] });
        change(&mut plan);
        fs::write(&path, plan.to_string()).expect("written");
        let checked = dossierpers(&["check", path.to_str().expect("UTF-8"), "--format", "json", "--regeling", &regeling]);
        let verdict = crate::cli::verdict(&checked.stdout);
        let codes = verdict["bevindingen"].as_array().expect("a list").iter().map(|one| one["code"].as_str().expect("a code").to_owned());
        codes.collect::<Vec<_>>()
    };
    let on = |day: &'static str| move |plan: &mut Value| plan["etappes"][0]["dagen"][0]["datum"] = json!(day);
    for day in ["2027-06-01", "2027-06", "2027", "--07-03", "--05-31"] {
        assert_eq!(found(&on(day)), Vec::<String>::new(), "{day}");
    }
    assert_eq!(found(&on("2027-07-01")), ["dag-na-terugkeer"]);
    assert_eq!(found(&on("2028")), ["dag-na-terugkeer"]);
    assert_eq!(found(&on("2027-05")), ["dag-voor-vertrek"]);
    assert_eq!(found(&|plan| plan["etappes"][0]["budget"] = json!(150.001)), ["te-duur"]);
    assert_eq!(found(&|plan| drop(plan.as_object_mut().expect("an object").shift_remove("terugkeer"))), Vec::<String>::new());
}
