//! Forms that are broken, or made to break whoever reads them: a finding in bounded time and memory, and nothing lost in silence.

use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary, text_string};
use proptest::prelude::*;
use serde_json::Value;

use crate::fixture::{bytes, import};
use crate::forms::PREFILLED;
use crate::import::{codes, parsed, told};
use crate::sheet::{Sheet, sheet_with};

#[test]
fn hostile_forms_are_refused_in_bounded_time_and_memory() {
    let mut whole = Sheet::blank("intervisieverslag").type_in("intervisiemomenten.0.datum", "11-02-2025").save();
    for cut in [10, 1000, whole.len() / 2, whole.len() - 600, whole.len() - 20] {
        let imported = import(&[&whole[..cut]], None);
        assert_eq!(codes(&imported), ["formulier-onleesbaar"], "cut at {cut}: {:?}", told(&imported));
    }
    let names = (0..4_000).map(|place| (format!("veld{place}"), text_string("x")));
    assert_eq!(codes(&import(&[&sheet_with(names)], None)), ["formulier-zonder-velden"]);
    let names = (0..10_000).map(|place| (format!("veld{place}"), text_string("x")));
    assert_eq!(codes(&import(&[&sheet_with(names)], None)), ["formulier-onleesbaar"]);
    for name in ["activiteiten.4000000000.titel", "activiteiten.01.titel", "activiteiten.-1.titel", "kandidaat", "a..b", "activiteiten.0"] {
        let imported = import(&[&sheet_with([(name.to_owned(), text_string("x"))].into_iter())], None);
        assert_eq!(codes(&imported), ["formulier-zonder-velden"], "{name}");
    }
    whole.resize(40 * 1024 * 1024, b' ');
    assert_eq!(codes(&import(&[&whole], None)), ["formulier-onleesbaar"]);
}

#[test]
fn a_tree_of_fields_without_end_is_followed_once() {
    let mut cyclic = Sheet::blank("intervisieverslag").type_in("intervisiemomenten.0.datum", "11-02-2025");
    let top = cyclic.id("intervisiemomenten");
    let own = cyclic.id("intervisiemomenten.0");
    let kids = cyclic.pdf.get_dictionary_mut(own).and_then(|own| own.get_mut(b"Kids")?.as_array_mut()).expect("kids");
    kids.insert(0, top.into());
    let imported = import(&[&cyclic.save()], None);
    assert_eq!(parsed(&imported)["intervisiemomenten"][0]["datum"], "2025-02-11");
    let mut deep = Document::load_mem(&sheet_with(std::iter::empty())).expect("a PDF");
    let mut kid = deep.add_object(dictionary! { "FT" => "Tx", "T" => text_string("x"), "V" => text_string("x") });
    for _ in 0..20_000 {
        kid = deep.add_object(dictionary! { "T" => text_string("a"), "Kids" => vec![kid.into()] });
    }
    let form = deep.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
    deep.get_dictionary_mut(form).expect("a form").set("Fields", vec![kid.into()]);
    assert_eq!(codes(&import(&[&Sheet { pdf: deep }.save()], None)), ["formulier-onleesbaar"]);
}

/// Bytes that inflate to so many mebibytes of something.
fn packed(what: &[u8], mebibytes: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    let one = what.repeat(1024 * 1024 / what.len());
    (0..mebibytes).for_each(|_| packed.write_all(&one).expect("packed"));
    packed.finish().expect("packed")
}

fn stream(dictionary: Dictionary, packed: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dictionary, packed);
    stream.dict.set("Filter", "FlateDecode");
    stream
}

#[test]
fn a_gigabyte_in_a_small_file_is_not_taken_in() {
    let gigabyte = packed(b" ", 1024);
    assert!(gigabyte.len() < 2 * 1024 * 1024, "{} bytes", gigabyte.len());
    let mut embedded = Sheet::blank("intervisieverslag");
    let id = embedded.pdf.add_object(stream(dictionary! { "Type" => "EmbeddedFile" }, gigabyte.clone()));
    let is_spec = |object: &Object| object.as_dict().is_ok_and(|spec| spec.has(b"EF"));
    let spec = *embedded.pdf.objects.iter().find(|(_, object)| is_spec(object)).expect("embedded data").0;
    embedded.pdf.get_dictionary_mut(spec).expect("a file").set("EF", dictionary! { "F" => id });
    let mut objects = Sheet::blank("intervisieverslag");
    for _ in 0..4 {
        // The writer would leave it out under its own name.
        objects.pdf.add_object(stream(dictionary! { "Type" => "ObjXtm", "N" => 1, "First" => 4 }, packed(b"[0 0 0]", 2)));
    }
    let hidden = |bytes: Vec<u8>| {
        let mut bytes = bytes;
        while let Some(at) = bytes.windows(6).position(|window| window == b"ObjXtm") {
            bytes[at + 3] = b'S';
        }
        bytes
    };
    let mut value = Sheet::blank("intervisieverslag");
    let id = value.pdf.add_object(stream(Dictionary::new(), gigabyte));
    value.field("intervisiemomenten.0.leereffect").set("V", id);
    // What would hide its compressed objects from a count of them.
    for hidden_by in ["(1 0 obj)", "[/ASCII85Decode /FlateDecode]", &format!("({})", "x".repeat(5000))] {
        let plain = String::from_utf8_lossy(b"%PDF-1.7\n").into_owned();
        let head = format!(
            "{plain}5 0 obj << /Type /ObjStm /N 1 /First 4 /X {hidden_by} /Filter {} >>\nstream\n",
            if hidden_by.starts_with('[') { hidden_by } else { "/FlateDecode" }
        );
        let file = [head.as_bytes(), &packed(b"[0 0 0]", 2), b"\nendstream endobj\n%%EOF\n"].concat();
        assert_eq!(codes(&import(&[&file], None)), ["formulier-onleesbaar"], "{hidden_by}");
    }
    for sheet in [embedded, objects, value] {
        let imported = import(&[&hidden(sheet.save())], None);
        assert_eq!(told(&imported), ["formulier-onleesbaar p0 -: In het bestand zit veel meer dan een formulier kan bevatten."]);
    }
}

/// A PDF whose objects stand at the places that its table says, with a field in a stream of objects that only a second table knows.
fn hybrid() -> Vec<u8> {
    let field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(kandidaat.functie)/V(adviseur)/Rect[0 0 200 20]>>";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R]>>".to_owned(),
        format!("<</Type/ObjStm/N 1/First 4/Length {}>>\nstream\n5 0 {field}\nendstream", field.len() + 4),
        "<</Type/XRef/Size 7/W[1 1 1]/Index[5 1]/Root 1 0 R/Length 3>>\nstream\n\u{2}\u{4}\u{0}\nendstream".to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "xref\n0 7\n0000000005 65535 f \n".to_owned();
    let mut last = 0;
    for (number, object) in [1, 2, 3, 4, 6].into_iter().zip(objects) {
        if number == 6 {
            table += "0000000000 00000 f \n";
        }
        last = file.len();
        table += &format!("{last:010} 00000 n \n");
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    format!("{file}{table}trailer\n<</Size 7/Root 1 0 R/XRefStm {last}>>\nstartxref\n{start}\n%%EOF\n").into_bytes()
}

#[test]
fn a_file_with_two_kinds_of_tables_is_read() {
    let imported = import(&[&hybrid()], None);
    assert_eq!(parsed(&imported)["kandidaat"]["functie"], "adviseur", "{:?}", told(&imported));
}

#[test]
fn an_encrypted_form_says_that_it_is_encrypted() {
    let mut pdf = Sheet::blank("intervisieverslag").pdf;
    let id = vec![text_string("een"), text_string("twee")];
    pdf.trailer.set("ID", id);
    let version = EncryptionVersion::V2 {
        document: &pdf,
        owner_password: "eigenaar",
        user_password: "",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a way to encrypt");
    pdf.encrypt(&state).expect("encrypted");
    let imported = import(&[&Sheet { pdf }.save()], None);
    assert!(told(&imported)[0].contains("versleuteld"), "{:?}", told(&imported));
}

/// A little that is met again and again is as much work as a lot.
#[test]
fn what_is_shared_by_many_fields_is_not_followed_without_end() {
    let same = (0..3000).map(|_| ("kandidaat.achternaam".to_owned(), text_string("")));
    assert_eq!(told(&import(&[&sheet_with(same)], None)), Vec::<String>::new());
    let mut pdf = Document::load_mem(&sheet_with(std::iter::empty())).expect("a PDF");
    let long = pdf.add_object(text_string(&"woord ".repeat(100_000)));
    let fields: Vec<Object> = (0..3000)
        .map(|place| pdf.add_object(dictionary! { "FT" => "Tx", "T" => text_string(&format!("veld{place}")), "V" => long }).into())
        .collect();
    let form = pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
    pdf.get_dictionary_mut(form).expect("a form").set("Fields", fields);
    assert_eq!(codes(&import(&[&Sheet { pdf }.save()], None)), ["formulier-onleesbaar"]);
    let word = sheet_with(std::iter::once(("kandidaat.functie".to_owned(), text_string(&"x".repeat(900_000)))));
    assert!(codes(&import(&[&word], None)).contains(&"schema-te-groot"));
}

#[test]
fn nothing_that_was_typed_is_lost_in_silence() {
    let sheet = || Sheet::blank("opgaveformulier-vakontwikkeling").type_in("activiteiten.0.titel", "Ziektewet");
    let plaats = "activiteiten.0.plaats";
    let list = vec![text_string("een"), text_string("twee")];
    let mut orphan = sheet().type_in(plaats, "Verzonnenstad");
    let parent = orphan.id("activiteiten.0");
    let id = orphan.id(plaats);
    let kids = orphan.pdf.get_dictionary_mut(parent).and_then(|parent| parent.get_mut(b"Kids")?.as_array_mut()).expect("kids");
    kids.retain(|kid| kid.as_reference().is_ok_and(|kid| kid != id));
    assert_eq!(parsed(&import(&[&orphan.save()], None))["activiteiten"][0]["plaats"], "Verzonnenstad");
    let mut missing = sheet().type_in(plaats, "Verzonnenstad");
    let id = missing.id(plaats);
    missing.pdf.objects.remove(&id);
    let mut redrawn = Sheet::of(bytes(PREFILLED.documents.iter().find(|made| made.document.bestand.starts_with("B4_")).expect("a form")));
    redrawn.field("activiteiten.0.plaats").set("V", text_string("Elders"));
    let mut boxes = sheet();
    boxes.field("activiteiten.0.online").set("V", Object::Name(b"ja".to_vec()));
    for (expected, sheet) in [
        ("formulier-waarde", sheet().fill(plaats, 12)),
        ("formulier-waarde", sheet().fill(plaats, list)),
        ("formulier-waarde", boxes),
        ("formulier-onleesbaar", missing),
        ("formulier-onleesbaar", sheet().fill(plaats, Object::Reference((99_999, 0)))),
        ("formulier-alleen-getekend", redrawn),
    ] {
        let imported = import(&[&sheet.save()], None);
        assert!(codes(&imported).contains(&expected), "{expected}: {:?}", told(&imported));
    }
    let twice = ["Een", "Twee", "Een"].map(|text| ("kandidaat.achternaam".to_owned(), text_string(text)));
    let imported = import(&[&sheet_with(twice.into_iter())], None);
    assert!(
        codes(&imported).contains(&"formulier-waarde") && parsed(&imported).pointer("/kandidaat/achternaam").is_none(),
        "{:?}",
        told(&imported)
    );
    // A value that cannot be read leaves the one that was known, and its row.
    let known = PREFILLED.documents.iter().find(|made| made.document.bestand.starts_with("B4_")).expect("a form");
    let bestand = "activiteiten.0.bewijs.0.bestand";
    let imported = import(&[&Sheet::of(bytes(known)).fill(bestand, 12).save()], None);
    assert!(codes(&imported).contains(&"formulier-waarde"), "{:?}", told(&imported));
    assert_eq!(parsed(&imported)["activiteiten"][0]["bewijs"][0]["bestand"], "bewijs/A01_certificaat.pdf");
    let anew = Sheet::of(bytes(known)).type_in(bestand, "bewijs/ander.pdf").save();
    let bewijs = &parsed(&import(&[&anew], None))["activiteiten"][0]["bewijs"][0];
    assert!(bewijs["bestand"] == "bewijs/ander.pdf" && bewijs.get("sha256").is_none(), "the hash of another file: {bewijs}");
    let mut cut = Sheet::blank("intervisieverslag").save();
    cut.extend(b"\n99 0 obj << /V (wat er daarna");
    assert_eq!(codes(&import(&[&cut], None)), ["formulier-onleesbaar"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_form_gives_a_finding_or_its_values(at in any::<prop::sample::Index>(), bytes in proptest::collection::vec(any::<u8>(), 1..40)) {
        let mut broken = include_bytes!("../fixtures/ingevuld/intervisieverslag.pdfium.pdf").to_vec();
        let at = at.index(broken.len() - bytes.len());
        broken[at..at + bytes.len()].copy_from_slice(&bytes);
        let imported = import(&[&broken], None);
        let moment = |json: &str| serde_json::from_str::<Value>(json).expect("JSON")["intervisiemomenten"][0].clone();
        let whole = moment(include_str!("../fixtures/ingevuld/intervisieverslag.json"));
        let found = imported.json.as_deref().map(moment).unwrap_or_default();
        let missing = whole.as_object().expect("a moment").keys().filter(|key| found.get(*key).is_none());
        prop_assert!(missing.count() == 0 || !imported.findings.is_empty(), "a value is gone");
    }
}
