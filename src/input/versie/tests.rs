use serde_json::{Value, json};

use crate::input::{Bijwerking, read, upgrade};
use crate::regeling::Regeling;

/// A regeling whose data had two older versions: a field that is called differently twice, one in a list, one that stands elsewhere, and
/// a value that is written differently.
fn regeling() -> Regeling {
    let toml = r#"
id = "proef"
naam = "Proef"
versie = "1"
datum = "2026-01-01"

[[versies]]
van = "1"
hernoem = [{ van = "/titel", naar = "/kop" }, { van = "/rijen/*/uur", naar = "/rijen/*/uren" }]

[[versies]]
van = "2"
hernoem = [{ van = "/kop", naar = "/opschrift" }, { van = "/stad", naar = "/adres/plaats" }]
vervang = [{ veld = "/rijen/*/soort", van = "les", naar = "cursus" }]
"#;
    let text = |title: &str| json!({ "title": title, "description": title, "type": "string", "minLength": 1, "maxLength": 9 });
    let row = json!({ "type": "object", "additionalProperties": false, "properties": {
        "uren": { "title": "Uren", "description": "Uren.", "type": "integer" }, "soort": text("Soort"),
    } });
    let adres = json!({ "title": "Adres", "description": "Adres.", "type": "object", "additionalProperties": false, "properties": {
        "plaats": text("Plaats"), "straat": text("Straat"),
    } });
    let schema = json!({ "title": "Proef", "type": "object", "additionalProperties": false, "properties": {
        "opschrift": text("Opschrift"), "adres": adres,
        "rijen": { "title": "Rijen", "description": "Rijen.", "type": "array", "items": row },
    } });
    let files = [("regeling.toml", toml.as_bytes().to_vec()), ("schema.json", schema.to_string().into_bytes())];
    Regeling::from_files(files.map(|(name, bytes)| (name.to_owned(), bytes)).into(), &[]).expect("a regeling")
}

const OUD: &str = "{\r\n\t\"schema_versie\": \"1\",  \"titel\" : \"A\",\r\n\t\"stad\": \"Ede\",\r\n\t\"adres\": { \"straat\": \"B\" },\r\n\t\"rijen\": [\r\n\t\t{ \"uur\": 3, \"soort\": \"les\" },\r\n\t\t{ \"soort\": \"x\", \"uur\": \"vier\" }\r\n\t],\r\n\t\"mijn\": 1.50\r\n}\r\n";

fn klaar(text: &str) -> super::Bijgewerkt {
    match upgrade(text.as_bytes(), &regeling()).expect("read") {
        Bijwerking::Klaar(done) => done,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_older_dossier_is_read_and_a_fault_in_it_is_told_where_it_stands() {
    let input = read(OUD.as_bytes(), &regeling()).expect("read");
    let of = |code: &str| input.findings.iter().find(|finding| finding.rule.code == code).expect("a finding");
    assert_eq!(input.value["opschrift"], "A");
    assert_eq!(input.value["adres"], json!({ "plaats": "Ede", "straat": "B" }));
    assert_eq!(input.value["rijen"][0], json!({ "uren": 3, "soort": "cursus" }));
    let wrong = of("schema-type");
    assert_eq!(wrong.path, "/rijen/1/uren");
    assert_eq!((input.source.position(wrong).line, input.source.position(wrong).column), (7, 26));
    assert!(input.written("/rijen/1/uren"));
    assert!(of("dossier-ouder").message.contains("versie 1 van het formaat, en gelezen als versie 3"));
    assert!(!input.can_be_added_to(), "what is new would stand beside names of before");
    let unknown: Vec<_> = input.findings.iter().filter(|finding| finding.rule.code == "schema-onbekende-sleutel").collect();
    assert!(unknown.len() == 1 && input.source.position(unknown[0]).line == 9, "{unknown:?}");
}

#[test]
fn a_dossier_that_went_to_a_worker_and_back_knows_its_places() {
    let input = read(OUD.as_bytes(), &regeling()).expect("read");
    let back: crate::Input = serde_json::from_str(&serde_json::to_string(&input).expect("JSON")).expect("read back");
    let places = |input: &crate::Input| input.findings.iter().map(|finding| input.source.position(finding)).collect::<Vec<_>>();
    assert!(places(&input) == places(&back) && !back.can_be_added_to());
}

#[test]
fn an_upgrade_drops_nothing_and_leaves_what_did_not_change_as_it_was_written() {
    let done = klaar(OUD);
    let expected = OUD
        .replace("\"1\"", "\"3\"")
        .replace("\"titel\"", "\"opschrift\"")
        .replace("\"uur\"", "\"uren\"")
        .replace("\"les\"", "\"cursus\"")
        .replace("\r\n\t\"stad\": \"Ede\",", "")
        .replace("\"B\"", "\"B\", \"plaats\": \"Ede\"");
    assert_eq!(done.json, expected);
    let told = [
        "regel 2: \"titel\" heet nu \"kop\" (\"Opschrift\").",
        "regel 6: \"uur\" heet nu \"uren\" (\"Rijen\" 1, \"Uren\").",
        "regel 7: \"uur\" heet nu \"uren\" (\"Rijen\" 2, \"Uren\").",
        "regel 2: \"kop\" heet nu \"opschrift\" (\"Opschrift\").",
        "regel 3: \"stad\" staat nu ergens anders, als \"plaats\" (\"Adres\", \"Plaats\").",
        "regel 6: \"Rijen\" 1, \"Soort\" heeft een nieuwe waarde.",
    ];
    assert_eq!(done.wijzigingen, told);
    assert!(matches!(upgrade(done.json.as_bytes(), &regeling()), Ok(Bijwerking::Nu)), "and a second time there is nothing to do");
}

#[test]
fn what_has_no_free_place_stays_where_it_is() {
    let both = r#"{ "schema_versie": "2", "kop": "A", "opschrift": "B", "stad": "Ede", "adres": "tekst" }"#;
    let done = klaar(both);
    assert_eq!(done.json, both.replace("\"2\"", "\"3\""));
    let input = read(done.json.as_bytes(), &regeling()).expect("read");
    let unknown: Vec<_> = input.findings.iter().filter(|one| one.rule.code == "schema-onbekende-sleutel").collect();
    let columns: Vec<_> = unknown.iter().map(|one| input.source.position(one).column).collect();
    assert_eq!(columns, ["\"kop\"", "\"stad\""].map(|key| both.find(key).expect("a key") + 1));
}

#[test]
fn what_names_no_version_is_of_today_unless_a_name_tells_otherwise() {
    let today = r#"{ "opschrift": "A" }"#;
    assert!(read(today.as_bytes(), &regeling()).expect("read").findings.is_empty());
    assert!(matches!(upgrade(today.as_bytes(), &regeling()), Ok(Bijwerking::Nu)));
    assert_eq!(klaar(r#"{ "titel": "A" }"#).json, "{ \"opschrift\": \"A\", \"schema_versie\": \"3\" }");
    let read_as = read(br#"{ "kop": "A" }"#, &regeling()).expect("read");
    assert!(read_as.value["opschrift"] == "A" && read_as.findings[0].message.contains("velden van versie 2"), "{:?}", read_as.findings);
    let both = r#"{ "rijen": [{ "uur": 1 }, { "uren": 2 }] }"#;
    let rows: Value = serde_json::from_str(&klaar(both).json).expect("JSON");
    assert_eq!(rows["rijen"], json!([{ "uren": 1 }, { "uren": 2 }]));
}

#[test]
fn a_newer_dossier_is_said_to_be_newer_and_left_alone() {
    let newer = br#"{ "schema_versie": "4", "opschrift": "A" }"#;
    let input = read(newer, &regeling()).expect("read");
    let codes: Vec<_> = input.findings.iter().map(|one| (&*one.rule.code, one.is_error())).collect();
    assert_eq!(codes, [("dossier-nieuwer", true)]);
    assert!(input.findings[0].message.contains("tot en met versie 3") && input.value["opschrift"] == "A");
    assert!(matches!(upgrade(newer, &regeling()), Ok(Bijwerking::Kan(_))));
    assert!(matches!(upgrade(b"{ \"titel\": 1, \"titel\": 2 }", &regeling()), Ok(Bijwerking::Kan(_))), "one of two would be lost");
}
