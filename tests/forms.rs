//! Forms to fill in and statements to sign, as a reader that is not the writer finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dossierpers::{Made, Options, Purpose, Rendering};
use serde_json::{Value, json};

use crate::fixture::{COMPLETE, DOSSIER, REGELING, blank, bytes, render};
use crate::reader::forms::{Form, form};
use crate::reader::{about, pages};

const FILLABLE: Options = Options { concept: false, no_embed: false, fillable: true };
const READ_ONLY: i32 = 1;
const REQUIRED: i32 = 1 << 1;
const MULTILINE: i32 = 1 << 12;
const COMBO: i32 = 1 << 17;
const DO_NOT_SCROLL: i32 = 1 << 23;

static BLANK: LazyLock<Vec<Made>> = LazyLock::new(|| blank(Purpose::Screen));

/// Forms with known values: a dossier without the reports that fill two pages to the last line.
pub(crate) static PREFILLED: LazyLock<Rendering> = LazyLock::new(|| {
    let mut dossier: Value = serde_json::from_str(DOSSIER).expect("JSON");
    dossier["intervisiemomenten"].as_array_mut().expect("a list").truncate(2);
    dossier["activiteiten"].as_array_mut().expect("a list").truncate(3);
    render(dossier.to_string().as_bytes(), FILLABLE)
});

fn forms() -> impl Iterator<Item = (&'static Made, Form)> {
    BLANK.iter().chain(&PREFILLED.documents).map(|made| (made, form(bytes(made))))
}

/// Documents to keep that somebody signs.
fn statements() -> impl Iterator<Item = (&'static Made, Form)> {
    let signed = ["werkverklaring", "ervaringsverklaring"];
    COMPLETE.documents.iter().filter(move |made| signed.contains(&made.document.soort.as_str())).map(|made| (made, form(bytes(made))))
}

/// ISO 19005-3, 6.3 and 6.4; ISO 14289-1, 7.18; ISO 32000-1, 12.5 to 12.7.
#[test]
fn every_field_obeys_the_rules_of_archives_and_screen_readers() {
    for (made, form) in forms().chain(statements()) {
        obeys(made, &form);
    }
}

pub(crate) fn obeys(made: &Made, form: &Form) {
    let name = &made.document.bestand;
    assert!(!form.widgets.is_empty(), "{name} has no fields");
    for key in ["NeedAppearances", "XFA", "CO"] {
        assert!(!form.keys.iter().any(|known| known == key), "{name}: {key}");
    }
    assert!(form.tabs.iter().all(|tabs| tabs.as_deref() == Some("S")), "{name}: {:?}", form.tabs);
    assert!(form.next_key.0 > form.next_key.1, "{name}: {:?}", form.next_key);
    assert!(form.shows_title, "{name}: a viewer shows the name of the file");
    assert!(bytes(made).windows(6).any(|window| window == b"\nxref\n"), "{name}: whoever signs appends to a table, not to a stream");
    let names: BTreeSet<_> = form.widgets.iter().map(|widget| (&widget.name, &widget.states)).collect();
    assert_eq!(names.len(), form.widgets.len(), "{name}: two fields of one name");
    for widget in &form.widgets {
        let at = format!("{name}: {}", widget.name);
        assert_eq!(widget.annotation_flags, 4, "{at}: printed and not hidden");
        assert_eq!(widget.appearances, ["N"], "{at}: one appearance");
        assert!(widget.actions.is_empty(), "{at}: {:?}", widget.actions);
        assert!(widget.tooltip.as_ref().is_some_and(|text| !text.trim().is_empty()), "{at}: no tooltip");
        assert_eq!(widget.element, Some(("Form".to_owned(), true)), "{at}: not in the structure");
        assert!(!widget.dotted, "{at}: a dot in a part of a name");
        assert!(widget.name.chars().all(|c| c.is_ascii_alphanumeric() || "_.".contains(c)), "{at}");
        if widget.kind == "Btn" {
            assert!(widget.states.len() == 2 && widget.states.iter().any(|state| state == "Off"), "{at}: {:?}", widget.states);
        } else {
            assert!(widget.states.is_empty() && widget.drawings.len() == 1, "{at}: one drawing");
        }
        for (bounds, resources, content) in &widget.drawings {
            let size = [widget.rect[2] - widget.rect[0], widget.rect[3] - widget.rect[1]];
            assert!((bounds[2] - size[0]).abs() < 0.01 && (bounds[3] - size[1]).abs() < 0.01, "{at}: {bounds:?} in {:?}", widget.rect);
            assert!(*resources, "{at}: no resources of its own");
            assert!(!content.contains(" Tf") || content.contains("/Veld"), "{at}: a font that is not embedded");
        }
    }
}

#[test]
fn a_screen_reader_meets_the_fields_where_they_stand_on_the_page() {
    for (made, form) in forms().chain(statements()) {
        is_read_in_order(made, &form);
    }
}

pub(crate) fn is_read_in_order(made: &Made, form: &Form) {
    assert_eq!(form.read_aloud, form.on_pages, "{}", made.document.bestand);
    let tags = about(bytes(made)).tags;
    assert_eq!(tags.get("Form").copied(), Some(form.widgets.len()), "{}", made.document.bestand);
    assert!(!tags.contains_key("Figure"), "{}: a placeholder was left", made.document.bestand);
}

#[test]
fn fields_lie_on_the_page_off_each_other_and_off_the_text() {
    for (made, form) in forms().chain(statements()) {
        lies_free(made, &form, PREFILLED.documents.iter().any(|one| std::ptr::eq(one, made)));
    }
}

/// The reader draws what is in a field too, so what lies under it is seen where it is empty.
pub(crate) fn lies_free(made: &Made, form: &Form, prefilled: bool) {
    let pages = pages(bytes(made));
    for (place, widget) in form.widgets.iter().enumerate() {
        let [left, bottom, right, top] = widget.rect[..] else { panic!("a rectangle") };
        let page = &pages[widget.page];
        let at = format!("{}: {} {:?}", made.document.bestand, widget.name, widget.rect);
        assert!(left > 40.0 && f64::from(right) < page.width - 40.0 && right - left > 9.0, "{at}");
        assert!(bottom > 50.0 && f64::from(top) < page.height - 50.0 && top - bottom > 9.0, "{at}");
        for other in form.widgets[place + 1..].iter().filter(|other| other.page == widget.page) {
            let apart = other.rect[0] >= right || other.rect[2] <= left || other.rect[1] >= top || other.rect[3] <= bottom;
            assert!(apart, "{at} lies over {} {:?}", other.name, other.rect);
        }
        let covered = page.signs.iter().find(|sign| {
            let y = page.height - sign.y;
            !sign.text.trim().is_empty() && sign.x > left.into() && sign.x < right.into() && y > bottom.into() && y < top.into()
        });
        assert!(prefilled || covered.is_none(), "{at} lies over text: {covered:?}");
    }
}

#[test]
fn a_form_is_accessible_and_does_not_claim_to_be_archived() {
    for (made, _) in forms() {
        let xmp = about(bytes(made)).xmp;
        assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>") && !xmp.contains("pdfaid"), "{}", made.document.bestand);
    }
    for (made, form) in statements() {
        let xmp = about(bytes(made)).xmp;
        assert!(
            xmp.contains("<pdfuaid:part>1</pdfuaid:part>") && xmp.contains("<pdfaid:part>3</pdfaid:part>"),
            "{}",
            made.document.bestand
        );
        assert!(form.fonts.is_empty() && form.widgets.iter().all(|widget| widget.kind == "Sig"), "{}", made.document.bestand);
    }
}

#[test]
fn statements_have_fields_to_sign() {
    let expected = [
        ("werkverklaring", &["handtekening_leidinggevende"][..]),
        ("ervaringsverklaring", &["handtekening_leidinggevende", "handtekening_kandidaat"]),
    ];
    for (soort, names) in expected {
        for (made, form) in statements().filter(|(made, _)| made.document.soort == soort) {
            let signatures: Vec<_> = form.widgets.iter().filter(|widget| widget.kind == "Sig").collect();
            assert_eq!(signatures.iter().map(|widget| widget.name.as_str()).collect::<Vec<_>>(), names, "{}", made.document.bestand);
            assert!(signatures.iter().all(|widget| widget.value.is_none()) && form.signature_flags == 1, "{}", made.document.bestand);
        }
    }
    for (made, form) in forms() {
        assert!(
            form.widgets.iter().all(|widget| widget.kind != "Sig"),
            "{}: what is made of a form is signed, not the form",
            made.document.bestand
        );
    }
    let concept = render(DOSSIER.as_bytes(), Options { concept: true, ..Options::default() });
    assert!(concept.documents.iter().all(|made| form(bytes(made)).widgets.is_empty()), "nobody signs a concept");
    assert!(blank(Purpose::Pen).iter().all(|made| form(bytes(made)).widgets.is_empty()), "a form for a pen has no fields");
}

/// What is typed is set in the whole font, not in the letters that the page happened to need.
#[test]
fn embeds_the_whole_font_for_what_is_typed() {
    let font = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/fonts/SourceSans3-Regular.ttf")).expect("the font");
    for (made, form) in forms() {
        assert!(form.fonts == [font.clone()], "{}", made.document.bestand);
    }
}

/// The schema of the leaf at the path that a field is named by.
fn leaf<'s>(schema: &'s Value, name: &str) -> Option<&'s Value> {
    let mut node = schema;
    for part in name.split('.') {
        node = follow(schema, node);
        node =
            if node.get("items").is_some() { part.parse::<usize>().ok().map(|_| &node["items"])? } else { node["properties"].get(part)? };
    }
    Some(node)
}

fn follow<'s>(schema: &'s Value, node: &'s Value) -> &'s Value {
    let target = node.get("$ref").or_else(|| node.get("anyOf")?.get(0)?.get("$ref")).and_then(Value::as_str);
    target.and_then(|target| schema.pointer(target.trim_start_matches('#'))).unwrap_or(node)
}

#[test]
fn fields_are_named_by_their_path_and_are_of_the_kind_of_their_value() {
    for (made, form) in forms() {
        fits_the_schema(made, &form, REGELING.schema.root());
    }
}

pub(crate) fn fits_the_schema(made: &Made, form: &Form, schema: &Value) {
    for widget in form.widgets.iter().filter(|widget| widget.kind != "Sig") {
        let at = format!("{}: {}", made.document.bestand, widget.name);
        let leaf = leaf(schema, &widget.name).unwrap_or_else(|| panic!("{at} is nowhere in the model"));
        let node = follow(schema, leaf);
        let boolean = node["type"] == "boolean" || node["type"][0] == "boolean";
        let expected = if boolean {
            "Btn"
        } else if node.get("oneOf").is_some() {
            "Ch"
        } else {
            "Tx"
        };
        assert_eq!(widget.kind, expected, "{at}");
        assert_eq!(widget.flags & COMBO != 0, expected == "Ch", "{at}");
        assert_eq!(widget.flags & DO_NOT_SCROLL != 0, expected == "Tx", "{at}: text may not scroll out of sight");
        let format = leaf.get("format").or_else(|| node.get("format")).and_then(Value::as_str);
        assert!(format != Some("tekstblok") || widget.flags & MULTILINE != 0, "{at}: a text of several lines");
        let label = leaf["title"].as_str().or_else(|| node["title"].as_str()).unwrap_or_default();
        let tooltip = widget.tooltip.as_deref().unwrap_or_default();
        assert!(tooltip.contains(label), "{at}: {tooltip:?} does not say {label:?}");
    }
}

/// As a reader that is not the writer sees it; `regeling check` holds the same.
#[test]
fn the_forms_together_ask_the_whole_model() {
    let own = ["$schema", "schema_versie", "regeling"].map(str::to_owned);
    let unasked_on_purpose = REGELING.gegevens.niet_gevraagd.iter().map(|pointer| pointer[1..].replace('*', "0").replace('/', "."));
    let excused: Vec<String> = own.into_iter().chain(unasked_on_purpose).collect();
    let mut missing = unasked(&BLANK, REGELING.schema.root());
    missing.retain(|path| !excused.iter().any(|part| path == part || path.starts_with(&format!("{part}."))));
    assert_eq!(missing, Vec::<String>::new());
}

/// The leaves of a schema that none of the forms asks, by the name that their field would have.
pub(crate) fn unasked(forms: &[Made], schema: &Value) -> Vec<String> {
    let asked: BTreeSet<String> = forms.iter().flat_map(|made| form(bytes(made)).widgets).map(|widget| widget.name).collect();
    let mut leaves = Vec::new();
    collect_leaves(schema, schema, "", &mut leaves);
    leaves.retain(|leaf| !asked.contains(leaf));
    leaves
}

fn collect_leaves(schema: &Value, node: &Value, path: &str, leaves: &mut Vec<String>) {
    let node = follow(schema, node);
    let below = |part: &str| if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") };
    if let Some(properties) = node.get("properties").and_then(Value::as_object) {
        properties.iter().for_each(|(key, node)| collect_leaves(schema, node, &below(key), leaves));
    } else if let Some(items) = node.get("items") {
        collect_leaves(schema, items, &below("0"), leaves);
    } else {
        leaves.push(path.to_owned());
    }
}

#[test]
fn a_blank_form_is_empty_and_has_the_rows_of_the_regeling() {
    for made in BLANK.iter() {
        let form = form(bytes(made));
        assert!(form.widgets.iter().all(|widget| widget.value.is_none()), "{}", made.document.bestand);
        let entry = REGELING.document(&made.document.soort).expect("an entry");
        for (list, rows) in &entry.rijen {
            let inside =
                |name: &str| name.split('.').collect::<Vec<_>>().windows(2).find(|pair| pair[0] == list).map(|pair| pair[1].to_owned());
            let found: BTreeSet<String> = form.widgets.iter().filter_map(|widget| inside(&widget.name)).collect();
            assert_eq!(found.len(), *rows, "{}: {list} {found:?}", made.document.bestand);
        }
    }
}

#[test]
fn marks_what_must_be_filled_in() {
    let required: BTreeMap<&str, Vec<String>> = BLANK
        .iter()
        .map(|made| {
            let widgets = form(bytes(made)).widgets;
            let marked = widgets.into_iter().filter(|widget| widget.flags & REQUIRED != 0);
            (made.document.soort.as_str(), marked.map(|widget| widget.name).collect())
        })
        .collect();
    assert_eq!(required["werkverklaring"], ["werkverklaringen.0.werkgever.naam"]);
    let kandidaat = ["kandidaat.voornaam_voorletters", "kandidaat.achternaam"];
    assert_eq!(required["ervaringsverklaring"], kandidaat);
    assert_eq!(required["intervisieverslag"], [&kandidaat[..], &["intervisiemomenten.0.datum"]].concat());
    let activiteit = ["titel", "soort", "datum_van", "tijd_aanwezigheid_min", "tijd_voorbereiding_min"];
    let activiteit = activiteit.map(|key| format!("activiteiten.0.{key}"));
    assert_eq!(required["opgaveformulier-vakontwikkeling"], [&kandidaat.map(str::to_owned)[..], &activiteit].concat());
}

#[test]
fn a_prefilled_form_shows_what_is_known_and_leaves_the_rest_open() {
    let made = &PREFILLED.documents[0];
    let form = form(bytes(made));
    let field = |name: &str| form.widgets.iter().find(|widget| widget.name == name).unwrap_or_else(|| panic!("no field {name}"));
    let employer = field("werkverklaringen.0.werkgever.naam");
    assert_eq!((employer.value.as_deref(), employer.flags & READ_ONLY), (Some("Re-integratiebureau De Brug (fictief)"), 0));
    assert!(employer.drawings[0].2.contains(" Tj"), "a value that can be seen");
    assert_eq!(field("werkverklaringen.0.dienstverbanden.0.datum_van").value.as_deref(), Some("01-02-2020"));
    assert_eq!(field("werkverklaringen.0.dienstverbanden.0.fte").value.as_deref(), Some("0,6"));
    assert_eq!(field("werkverklaringen.0.momenteel_werkzaam").value.as_deref(), Some("nee"));
    assert!(field("werkverklaringen.0.dienstverbanden.3.functie").value.is_none());
    let candidate = field("kandidaat.registratienummer");
    assert!(candidate.value.is_some() && candidate.flags & READ_ONLY != 0, "what the employer has no say in is closed");
    assert!(made.document.bestand == "B1_werkverklaring_re-integratiebureau-de-brug-fictief_invullen.pdf");
}

/// A name that the simple font of a field does not have is shown all the same.
#[test]
fn shows_names_of_every_alphabet_that_a_page_shows() {
    let dossier = json!({
        "kandidaat": { "voornaam_voorletters": "Łukasz", "achternaam": "Şenoğlu" },
        "werkverklaringen": [{ "werkgever": { "naam": "Stichting Győr ĳ (fictief)" } }],
    });
    let rendering = render(dossier.to_string().as_bytes(), FILLABLE);
    let form = form(bytes(&rendering.documents[0]));
    let employer = form.widgets.iter().find(|widget| widget.name == "werkverklaringen.0.werkgever.naam").expect("a field");
    assert!(employer.drawings[0].2.contains("/VeldBreed 10 Tf"), "{}", employer.drawings[0].2);
}

#[test]
fn a_text_that_no_field_has_room_for_is_refused_by_name() {
    let dossier = json!({
        "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen" },
        "activiteiten": [{ "soort": "cursus", "titel": "Ziektewet", "datum_van": "2025-03-14", "tijd_aanwezigheid_min": 60,
            "tijd_voorbereiding_min": 0, "wat_geleerd": "Een zin die blijft staan. ".repeat(400) }],
    });
    let rendering = render(dossier.to_string().as_bytes(), FILLABLE);
    let small: Vec<_> = rendering.findings.iter().filter(|finding| finding.rule.code == "invulveld-te-klein").collect();
    assert_eq!(small.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), ["/activiteiten/0/wat_geleerd"]);
    assert!(small[0].message.starts_with("\"Wat geleerd\" heeft op het invulformulier "), "{}", small[0].message);
    let refused = |made: &&Made| matches!(made.status, dossierpers::Status::Refused);
    assert_eq!(rendering.documents.iter().filter(refused).count(), 1, "the overview is made all the same");
}

/// Whatever a form of two pages has room for, the report made of it has two pages too.
#[test]
fn what_fits_the_form_of_a_report_fits_the_report() {
    let sentence = "In het gesprek werd duidelijk dat de werkgever en de klant elk iets anders verwachtten van de opbouw. ";
    let mut made = 0;
    for characters in (200..2000).step_by(150) {
        let text: String = sentence.repeat(20).chars().take(characters).collect();
        let mut moment = json!({ "nr": 1, "datum": "2025-02-11" });
        for key in
            ["casus_beschrijving", "opmerkingen_collegas", "eigen_bijdrage", "leervragen", "leereffect", "eigen_afwegingen", "eigen_acties"]
        {
            moment[key] = json!(text.trim());
        }
        let dossier = json!({ "kandidaat": { "voornaam_voorletters": "Noor", "achternaam": "Verzonnen" }, "intervisiemomenten": [moment] })
            .to_string();
        let form = render(dossier.as_bytes(), FILLABLE);
        let report = render(dossier.as_bytes(), Options::default());
        match &form.documents[0].status {
            dossierpers::Status::Made(_) => {
                made += 1;
                assert_eq!(form.documents[0].pages, Some(2));
                assert!(report.findings.iter().all(|finding| finding.rule.code != "intervisie-te-lang"), "{characters} characters");
            }
            dossierpers::Status::Refused => {
                assert!(form.findings.iter().any(|finding| finding.rule.code == "invulveld-te-klein"), "{characters} characters");
            }
        }
    }
    assert!((2..11).contains(&made), "the test should reach both sides of the limit: {made}");
}
