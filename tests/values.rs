//! Every value of the JSON reaches a page: a second reader finds it back in the text.

use dossierpers::Options;
use dossierpers::regelingen::hobeon_rib::model::limieten;
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::fixture::{COMPLETE, DOSSIER, REGELING, bytes, codes, render};
use crate::reader::{pages, squeeze, text};

/// Fields that no page shows, and why.
const NOT_PRINTED: [(&str, &str); 5] = [
    ("/$schema", "for editors"),
    ("/schema_versie", "version of the JSON format"),
    ("/regeling", "pages print the name of the regeling, not its identifier"),
    ("/bijgevoegd", "the body's own documents: a check list, not a document of ours"),
    ("/vertrouwelijk", "shown as the word Vertrouwelijk in the foot"),
];

#[test]
fn finds_every_value_of_the_complete_dossier_on_the_pages() {
    let text = all_text(&COMPLETE.documents);
    let value: Value = serde_json::from_str(DOSSIER).expect("JSON");
    let mut leaves = Vec::new();
    collect(&value, String::new(), &mut leaves);
    assert!(leaves.len() > 500, "a test over the whole dossier, not over {} values", leaves.len());
    assert_eq!(missing(&leaves, &text), Vec::<String>::new());
}

/// A dossier in which every field of the model has a value of its own, made from the JSON Schema.
#[test]
fn finds_every_field_of_the_model_on_the_pages() {
    let schema = REGELING.schema.root().clone();
    let mut maker = Maker { schema: &schema, count: 0 };
    let mut dossier = maker.make(&schema, "");
    dossier["aanvraagdatum"] = json!("2019-12-31");
    let activiteiten = dossier["activiteiten"].as_array_mut().expect("a list");
    for activiteit in activiteiten {
        activiteit["datum_tot"] = activiteit["datum_van"].clone();
        activiteit["begintijd"] = json!("08:01");
        activiteit["eindtijd"] = json!("16:07");
        activiteit["pauze_inloop_minuten"] = json!(33);
        activiteit["tijd_aanwezigheid_min"] = json!(8 * 60 + 6 - 33);
    }
    let rendering = render(dossier.to_string().as_bytes(), Options::default());
    let stopping: Vec<_> = rendering.findings.iter().filter(|finding| finding.stops_documents()).collect();
    assert!(stopping.is_empty(), "{stopping:#?}");
    let text = all_text(&rendering.documents);
    let mut leaves = Vec::new();
    collect(&dossier, String::new(), &mut leaves);
    assert!(leaves.len() > 150, "a test over the whole model, not over {} fields", leaves.len());
    assert_eq!(missing(&leaves, &text), Vec::<String>::new());
}

#[test]
fn prints_names_and_answers_of_every_length_whole() {
    let longest =
        |most: u64, part: &str| part.repeat(20).chars().take(usize::try_from(most).expect("small")).collect::<String>().trim().to_owned();
    let answer = (1..=40).map(|line| format!("Regel {line} van het antwoord, in gewone woorden.")).collect::<Vec<_>>().join("\n");
    let unbroken = "x1".repeat(5000);
    let json = json!({
        "kandidaat": {
            "voornaam_voorletters": longest(limieten::VOORNAAM, "Wilhelmina-Alexandrina "),
            "tussenvoegsel": longest(limieten::TUSSENVOEGSEL, "van der "),
            "achternaam": longest(limieten::ACHTERNAAM, "Hoogstraten tot Oud-Beijerland "),
        },
        "activiteiten": (1..=45).map(|nr| json!({
            "soort": "cursus", "titel": format!("Cursus {nr} {}", "lang ".repeat(40)), "datum_van": "2025-03-14",
            "tijd_aanwezigheid_min": 60, "tijd_voorbereiding_min": 0, "wat_geleerd": if nr == 1 { answer.clone() } else { unbroken.clone() },
            "bewijs": [{ "bestand": format!("map/{}.pdf", "zonderspatie".repeat(15)) }],
        })).collect::<Vec<_>>(),
    });
    let rendering = render(json.to_string().as_bytes(), Options::default());
    let (overzicht, forms) = rendering.documents.split_first().expect("documents");
    assert_eq!(forms.len(), 45);
    assert!(overzicht.pages.is_some_and(|pages| pages > 3));
    assert!(text(bytes(&forms[0])).contains(&squeeze(&answer)));
    assert!(text(bytes(&forms[1])).contains(&unbroken));
    for made in &rendering.documents {
        inside_the_margins(&made.document.bestand, bytes(made));
        no_overlap(&made.document.bestand, bytes(made));
    }
}

#[test]
fn keeps_all_text_inside_the_margins_and_off_other_text() {
    for made in &COMPLETE.documents {
        inside_the_margins(&made.document.bestand, bytes(made));
        no_overlap(&made.document.bestand, bytes(made));
    }
}

pub(crate) fn inside_the_margins(name: &str, bytes: &[u8]) {
    for page in pages(bytes) {
        for sign in &page.signs {
            let right = sign.x + sign.advance;
            assert!(sign.x > 40.0 && right < page.width - 40.0, "{name}: {:?} at {} runs out of the page", sign.text, sign.x);
            assert!(sign.y > 20.0 && sign.y < page.height - 20.0, "{name}: {:?} at height {}", sign.text, sign.y);
        }
    }
}

/// No glyph stands on another of the same line: text that ran out of its cell would.
pub(crate) fn no_overlap(name: &str, bytes: &[u8]) {
    for page in pages(bytes) {
        let mut signs: Vec<_> =
            page.signs.iter().filter(|sign| sign.text.chars().all(char::is_alphanumeric) && !sign.text.is_empty()).collect();
        signs.sort_by(|a, b| (a.y, a.x).partial_cmp(&(b.y, b.x)).expect("numbers"));
        for pair in signs.windows(2).filter(|pair| (pair[0].y - pair[1].y).abs() < 0.1) {
            let covered = pair[0].x + pair[0].advance - pair[1].x;
            assert!(
                covered < 0.45 * pair[0].advance,
                "{name}: {:?} runs over {:?} at {},{}",
                pair[0].text,
                pair[1].text,
                pair[1].x,
                pair[1].y
            );
        }
    }
}

fn all_text(documents: &[dossierpers::Made]) -> String {
    documents.iter().map(|made| text(bytes(made))).collect()
}

fn missing(leaves: &[(String, Value)], text: &str) -> Vec<String> {
    // What is noted after signing stands on no statement.
    let afterwards: BTreeSet<&str> = REGELING
        .gegevens
        .documenten
        .iter()
        .flat_map(|entry| &entry.achteraf)
        .filter(|path| *path != "/aanvraagdatum")
        .map(String::as_str)
        .collect();
    let any_place =
        |path: &str| path.split('/').map(|part| if part.parse::<usize>().is_ok() { "*" } else { part }).collect::<Vec<_>>().join("/");
    let is_not_printed = |path: &str| {
        NOT_PRINTED.iter().any(|(field, _)| path == *field || path.starts_with(&format!("{field}/")))
            || afterwards.contains(&*any_place(path))
    };
    let printed = leaves.iter().filter(|(path, _)| !is_not_printed(path));
    printed
        .filter(|(path, value)| !readings(path, value).iter().any(|lines| lines.iter().all(|line| text.contains(line))))
        .map(|(path, value)| format!("{path}: {value}"))
        .collect()
}

pub(crate) fn collect(value: &Value, path: String, leaves: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| collect(value, format!("{path}/{key}"), leaves)),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, value)| collect(value, format!("{path}/{place}"), leaves)),
        leaf => leaves.push((path, leaf.clone())),
    }
}

/// The ways in which a value may read on paper: each a list of pieces that must all be there.
fn readings(path: &str, value: &Value) -> Vec<Vec<String>> {
    match value {
        Value::Bool(yes) => vec![vec![if *yes { "ja" } else { "nee" }.to_owned()]],
        Value::Number(number) => {
            let mut readings = vec![vec![number.to_string().replace('.', ",")]];
            if let Some(minutes) = number.as_u64().filter(|_| path.contains("_min") || path.contains("duur")) {
                let (hours, rest) = (minutes / 60, minutes % 60);
                readings = vec![match (hours, rest) {
                    (0, _) => vec![format!("{rest}min")],
                    (_, 0) => vec![format!("{hours}uur")],
                    _ => vec![format!("{hours}uur{rest}min")],
                }];
            }
            readings
        }
        Value::String(text) => {
            let lines = text.lines().map(|line| squeeze(&without_markup(line))).filter(|line| !line.is_empty()).collect();
            let choice = squeeze(&text.replace('_', " "));
            let mut readings = vec![lines, vec![choice.clone()], vec![choice.replace("casuistiek", "casuïstiek")]];
            readings.push(vec![squeeze(&text.replace("zwangerschaps_en_bevallingsverlof", "zwangerschaps- en bevallingsverlof"))]);
            if let Some(competentie) =
                text.chars().next().map(|first| format!("{}{}", first.to_uppercase(), squeeze(&text[first.len_utf8()..].replace('_', " "))))
            {
                readings.push(vec![competentie]);
            }
            readings.extend(date(text).map(|date| vec![date]));
            readings
        }
        Value::Null | Value::Array(_) | Value::Object(_) => vec![Vec::new()],
    }
}

/// A line without list mark or emphasis.
fn without_markup(line: &str) -> String {
    let line = line.trim_start().trim_start_matches("- ");
    let line = line.split_once(". ").filter(|(number, _)| number.parse::<u32>().is_ok()).map_or(line, |(_, rest)| rest);
    line.replace('*', "")
}

pub(crate) fn date(text: &str) -> Option<String> {
    let months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
    let parts: Vec<usize> = text.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [year, month, day] = parts.as_slice() else { return None };
    Some(format!("{day}{}{year}", months.get(month - 1)?))
}

/// Makes a value of its own for every field of the schema.
struct Maker<'a> {
    schema: &'a Value,
    count: usize,
}

impl Maker<'_> {
    fn make(&mut self, node: &Value, key: &str) -> Value {
        let target = node.get("$ref").or_else(|| node["anyOf"][0].get("$ref")).and_then(Value::as_str);
        let node = target.map_or(node, |target| self.schema.pointer(target.trim_start_matches('#')).expect("a definition"));
        if let Some(properties) = node["properties"].as_object() {
            let fields: Map<String, Value> = properties.clone().iter().map(|(key, node)| (key.clone(), self.make(node, key))).collect();
            return Value::Object(fields);
        }
        if let Some(items) = node.get("items") {
            return Value::Array((0..2).map(|_| self.make(items, key)).collect());
        }
        self.count += 1;
        self.leaf(node, key)
    }

    fn leaf(&self, node: &Value, key: &str) -> Value {
        let n = self.count;
        if let Some(constant) = node.get("const") {
            return constant.clone();
        }
        if let Some(options) = node["oneOf"].as_array() {
            return options[n % options.len()]["const"].clone();
        }
        let kind = node["type"].as_str().or_else(|| node["type"][0].as_str()).expect("a type");
        match (kind, node["format"].as_str(), key) {
            ("boolean", ..) => json!(n.is_multiple_of(2)),
            ("integer", _, "jaar") => json!(2000 + n % 60),
            ("integer", _, "deelnemers_aantal") => json!(2 + n % 90),
            ("integer", ..) => json!(200 + n),
            ("number", _, "fte") => json!(f64::from(u32::try_from(n).expect("small")) / 1000.0),
            ("number", ..) => json!(f64::from(u32::try_from(1000 + n).expect("small")) / 100.0),
            (_, Some("date"), _) => json!(format!("{}-{:02}-{:02}", 1990 + n / 300, 1 + n / 25 % 12, 1 + n % 25)),
            (_, Some("uu:mm"), _) => json!(format!("{:02}:{:02}", n / 60 % 24, n % 60)),
            (_, _, "kvk_nummer") => json!(format!("{n:08}")),
            (_, _, "sha256") => json!(format!("{n:064x}")),
            (_, _, "schema_versie") => json!("1"),
            (_, Some("tekstblok"), _) => json!(format!("Tekst nummer {n} met *nadruk {n}*.\n\n- punt {n} a\n- punt {n} b")),
            _ => json!(format!("waarde{n}x")),
        }
    }
}

#[test]
fn has_no_finding_that_stops_a_document_of_the_complete_dossier() {
    assert_eq!(codes(&COMPLETE), Vec::<&str>::new());
}
