//! A concept: whatever there is, and "nog te schrijven" where something is missing.

use dossierpers::{Made, Options, Status};
use serde_json::{Value, json};

use crate::cli::{stderr, with_input};
use crate::fixture::{Bench, GEWONE, LEIDRAAD, bytes, changed};
use crate::reader::{about, squeeze, text};

const CONCEPT: Options = Options { concept: true, no_embed: false, fillable: false };
const NOG: &str = "nog te schrijven";

fn concept(bench: &Bench, dossier: &Value) -> Vec<Made> {
    bench.render(dossier.to_string().as_bytes(), CONCEPT).documents
}

fn one<'m>(made: &'m [Made], kind: &str) -> &'m Made {
    let found: Vec<_> = made.iter().filter(|made| made.document.soort == kind).collect();
    assert_eq!(found.len(), 1, "{kind}");
    found[0]
}

fn says(made: &Made) -> String {
    text(bytes(made))
}

/// How often it says that something is missing.
fn open(made: &Made) -> usize {
    says(made).matches(&squeeze(NOG)).count()
}

fn embedded(made: &Made) -> Value {
    let (_, data) = about(bytes(made)).attachment.expect("the data");
    let mut data: Value = serde_json::from_slice(&data).expect("JSON");
    data.as_object_mut().expect("an object").remove("gemaakt_met");
    data
}

fn begun() -> Value {
    json!({
        "regeling": "hobeon-rib",
        "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Voorbeeld" },
        "activiteiten": [{ "titel": "Ziektewet in de praktijk" }],
    })
}

#[test]
fn a_title_alone_makes_a_form_that_says_what_is_missing() {
    let made = concept(&GEWONE, &begun());
    let form = one(&made, "opgaveformulier-vakontwikkeling");
    assert_eq!(form.document.bestand, "B4_ziektewet-in-de-praktijk.pdf");
    let page = says(form);
    for part in ["CONCEPT", "Noor Voorbeeld", "Ziektewet in de praktijk", "Raakvlak met het métier"] {
        assert!(page.contains(&squeeze(part)), "{part}\n{page}");
    }
    // Kind, day, both times and five texts; nothing of what is optional as a whole.
    assert_eq!(open(form), 9, "{page}");
    assert!(!page.contains(&squeeze("Structuur")), "{page}");
    assert_eq!(embedded(form)["activiteiten"], json!([{ "nr": 1, "titel": "Ziektewet in de praktijk" }]), "what there is, and no more");
    let overview = one(&made, "overzicht-vakontwikkeling");
    assert!(says(overview).contains(&squeeze("Ziektewet in de praktijk")) && open(overview) >= 4);
    // What is missing of the dossier as a whole is there, with every text still to be written.
    let account = one(&made, "ervaringsverklaring");
    assert!(open(account) > 8 * 14 && says(account).contains(&squeeze("Resultaatgerichtheid")), "{}", open(account));
    assert!(embedded(account).get("ervaringsverklaring").is_none());
    assert!(made.iter().all(|made| made.document.soort != "werkverklaring" && made.document.soort != "intervisieverslag"));
}

#[test]
fn without_concept_nothing_is_made_of_it_and_of_a_complete_dossier_every_document() {
    let strict = GEWONE.render(begun().to_string().as_bytes(), Options::default());
    assert!(strict.documents.iter().all(|made| matches!(made.status, Status::Refused)), "{:?}", strict.not_begun);
    let complete = GEWONE.render(&changed(|_| {}), CONCEPT);
    assert_eq!(open(one(&complete.documents, "overzicht-vakontwikkeling")), 0);
    assert_eq!(complete.documents.len(), 30);
}

#[test]
fn a_value_that_is_wrong_is_left_out_alone_and_still_told() {
    let mut dossier = begun();
    dossier["activiteiten"] = json!([
        { "titel": "Wajong 🙂", "soort": "cursus", "datum_van": "31 februari", "organisator": "Bureau Verzonnen",
          "tijd_aanwezigheid_min": 300, "tijd_voorbereiding_min": "een uur", "raakvlak_metier": "Met een <b>kop</b> en *nadruk*.",
          "bewijs": [{ "bestand": "../weg.pdf" }, { "bestand": "bewijs/a.pdf" }], "verzonnen_veld": 1 },
        "geen activiteit",
        { "titel": "Participatiewet", "soort": "cursus", "datum_van": "2025-04-01", "tijd_aanwezigheid_min": 60, "tijd_voorbereiding_min": 0 },
    ]);
    let rendering = GEWONE.render(dossier.to_string().as_bytes(), CONCEPT);
    let strict = GEWONE.render(dossier.to_string().as_bytes(), Options::default());
    let told = |rendering: &dossierpers::Rendering| -> Vec<(String, String)> {
        let stopping = rendering.findings.iter().filter(|finding| finding.stops_documents());
        stopping.map(|finding| (finding.rule.code.to_string(), finding.path.clone())).collect()
    };
    assert_eq!(told(&rendering), told(&strict), "what is found does not depend on it");
    let forms: Vec<_> = rendering.documents.iter().filter(|made| made.document.soort == "opgaveformulier-vakontwikkeling").collect();
    assert_eq!(forms.len(), 2);
    let page = says(forms[0]);
    for part in ["Wajong ?", "Bureau Verzonnen", "bewijs/a.pdf", "5 uur", "nadruk", NOG] {
        assert!(page.contains(&squeeze(part)), "{part}\n{page}");
    }
    for part in ["31 februari", "weg.pdf", "een uur", "verzonnen_veld"] {
        assert!(!page.contains(&squeeze(part)), "{part}\n{page}");
    }
    assert!(embedded(forms[0])["activiteiten"][0].get("datum_van").is_none());
    let overview = says(one(&rendering.documents, "overzicht-vakontwikkeling"));
    assert!(overview.contains(&squeeze("Wajong ?")) && overview.contains(&squeeze("Participatiewet")), "{overview}");
}

#[test]
fn nobody_and_nothing_still_make_a_page() {
    for (bench, dossier, kinds) in [
        (&*GEWONE, json!({ "regeling": "hobeon-rib" }), 1),
        (&*GEWONE, json!({ "regeling": "hobeon-rib", "activiteiten": [{}] }), 3),
        (&*LEIDRAAD, json!({ "regeling": "akc-leidraad" }), 2),
        (&*LEIDRAAD, json!({ "regeling": "akc-leidraad", "titel_product": 12, "werkgroep": { "leden": [{ "naam": 1 }] } }), 2),
    ] {
        let made = concept(bench, &dossier);
        assert_eq!(made.len(), kinds, "{dossier}");
        assert!(made.iter().all(|made| says(made).contains("CONCEPT") && open(made) > 0), "{dossier}");
    }
    // Of another regeling nothing is known.
    let foreign = concept(&GEWONE, &json!({ "regeling": "akc-leidraad", "kandidaat": begun()["kandidaat"] }));
    assert!(foreign.iter().all(|made| matches!(made.status, Status::Refused)));
}

#[test]
fn a_page_of_a_concept_is_made_again_from_what_it_embeds() {
    let made = concept(&GEWONE, &begun());
    for first in &made {
        let again = concept(&GEWONE, &embedded(first));
        let again = one(&again, &first.document.soort);
        assert!(bytes(again) == bytes(first), "{}", first.document.bestand);
    }
}

#[test]
fn says_that_they_are_concepts_and_what_still_stops_the_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8");
    let run = |dossier: &Value| with_input(&["render", "-", "--concept", "--out", out], dossier.to_string().as_bytes());
    for written in ["3 bestanden geschreven", "0 bestanden geschreven, 3 ongewijzigd"] {
        let output = run(&begun());
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(written) && said.contains("Dit zijn concepten") && said.contains("kunnen nog niet worden gemaakt"), "{said}");
        assert!(said.contains("`datum_van`") && !said.contains("niet geschreven"), "{said}");
    }
    // What was a concept is not a stranger's file when the document itself can be made.
    let mut complete = begun();
    complete["activiteiten"][0] = json!({
        "titel": "Ziektewet in de praktijk", "soort": "cursus", "datum_van": "2025-03-14", "tijd_aanwezigheid_min": 300, "tijd_voorbereiding_min": 0
    });
    let output = with_input(&["render", "-", "--out", out, "--prune"], complete.to_string().as_bytes());
    let said = stderr(&output);
    assert!(output.status.code() == Some(0) && said.contains("2 bestanden geschreven"), "{said}");
    assert_eq!(said.matches("verwijderd: ").count(), 2, "{said}");
}
