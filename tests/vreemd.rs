//! Forms as other programs leave them: either it is read, or the field is named; never nothing with a clean exit.

use lopdf::{Dictionary, Object, Stream, dictionary, text_string};
use serde_json::json;

use crate::fixture::import;
use crate::import::{codes, parsed, told};
use crate::sheet::Sheet;

const DATUM: &str = "intervisiemomenten.0.datum";
const CASUS: &str = "intervisiemomenten.0.casus_beschrijving";
const NAAM: &str = "werkverklaringen.0.werkgever.naam";

fn verslag() -> Sheet {
    Sheet::blank("intervisieverslag")
        .type_in(DATUM, "11-02-2025")
        .type_in("kandidaat.achternaam", "Verzonnen")
        .type_in("kandidaat.voornaam_voorletters", "Z.")
}

fn utf16(text: &str) -> Object {
    Object::string_literal([0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect::<Vec<u8>>())
}

fn form(sheet: &mut Sheet) -> &mut Dictionary {
    let id = sheet.pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_reference).expect("a form");
    sheet.pdf.get_dictionary_mut(id).expect("a form")
}

#[test]
fn what_acrobat_and_word_make_of_a_field_is_read() {
    let mut sheet = verslag();
    let stream = sheet.pdf.add_object(Stream::new(dictionary! {}, b"Een casus.\r\rTweede alinea.".to_vec()));
    let mut sheet = sheet
        .fill(CASUS, stream)
        .fill("intervisiemomenten.0.leereffect", utf16("\u{1b}nlNL\u{1b}Zoë zei\rja"))
        .fill("intervisiemomenten.0.plaats", Object::String(b"Verzonnen\rstad".to_vec(), lopdf::StringFormat::Hexadecimal))
        .type_in("intervisiemomenten.0.leervragen", "Wat nu?");
    let rich = text_string("<?xml version=\"1.0\"?><body xmlns=\"http://www.w3.org/1999/xhtml\"><p>Wat nu?</p></body>");
    sheet.field("intervisiemomenten.0.leervragen").set("RV", rich);
    sheet.field("intervisiemomenten.0.leervragen").set("DA", Object::string_literal("/Helv 8 Tf 0 0 1 rg"));
    sheet.field("intervisiemomenten.0.nr").set("MaxLen", 4);
    sheet.field("intervisiemomenten.0.nr").set("Ff", 1 << 24);
    let imported = import(&[&sheet.type_in("intervisiemomenten.0.nr", "3").save()], None);
    let moment = &parsed(&imported)["intervisiemomenten"][0];
    assert_eq!(moment["casus_beschrijving"], "Een casus.\n\nTweede alinea.");
    assert_eq!((&moment["leereffect"], &moment["leervragen"]), (&json!("Zoë zei\nja"), &json!("Wat nu?")));
    assert_eq!((&moment["plaats"], &moment["nr"]), (&json!("Verzonnen stad"), &json!(3)));
    // Two lines are more than its field shows; they are one line in the dossier.
    assert_eq!(codes(&imported), ["formulier-tekst-uit-zicht", "tekst-opgeschoond"], "{:?}", told(&imported));
}

#[test]
fn a_choice_is_read_by_what_it_stores_shows_or_points_at() {
    let soort = "activiteiten.0.soort";
    let blank = || Sheet::blank("opgaveformulier-vakontwikkeling").type_in("activiteiten.0.titel", "Verzonnen");
    let place = |sheet: &mut Sheet, wanted: &str| {
        let options = sheet.field(soort).get(b"Opt").and_then(Object::as_array).expect("choices").clone();
        let stored = |option: &Object| lopdf::decode_text_string(&option.as_array().expect("a pair")[0]).expect("text");
        i64::try_from(options.iter().position(|option| stored(option) == wanted).expect("the choice")).expect("small")
    };
    let mut index = blank();
    let at = place(&mut index, "congres");
    index.field(soort).remove(b"V");
    index.field(soort).remove(b"AP");
    index.field(soort).set("I", vec![at.into()]);
    let list = blank().fill(soort, vec![text_string("congres")]);
    for sheet in [index, list, blank().type_in(soort, "congres"), blank().type_in(soort, "Congres")] {
        let imported = import(&[&sheet.save()], None);
        assert!(!codes(&imported).contains(&"formulier-waarde"), "{:?}", told(&imported));
        assert_eq!(parsed(&imported)["activiteiten"][0]["soort"], "congres");
    }
}

#[test]
fn fields_that_were_renamed_are_all_named() {
    let filled = || {
        Sheet::blank("werkverklaring")
            .type_in(NAAM, "Gemeente Verzonnen")
            .type_in("werkverklaringen.0.werkgever.plaats", "Verzonnenstad")
            .type_in("werkverklaringen.0.dienstverbanden.0.functie", "coach")
            .type_in("werkverklaringen.0.dienstverbanden.0.datum_van", "1-1-2022")
            .type_in("werkverklaringen.0.dienstverbanden.0.fte", "0,8")
    };
    for parent in ["0", "form1", "Noor Bedacht.pdf", "doc.1"] {
        let mut sheet = filled();
        sheet.below(parent);
        let imported = import(&[&sheet.save()], None);
        assert_eq!(codes(&imported), ["formulier-veld-hernoemd"], "{parent}: {:?}", told(&imported));
        let message = &imported.findings[0].diagnostic.message;
        for name in [NAAM, "werkgever.plaats", "0.functie", "0.datum_van", "0.fte"] {
            assert!(message.contains(name), "{parent}: {name} is not named: {message}");
        }
        assert!(!message.contains("Noor") && !message.contains("Verzonnen") && imported.json.is_none(), "{message}");
    }
    for suffix in ["_2", "#1", " (2)", "[1]"] {
        let mut sheet = filled();
        sheet.field(NAAM).set("T", text_string(&format!("naam{suffix}")));
        let imported = import(&[&sheet.save()], None);
        assert_eq!(codes(&imported)[0], "formulier-veld-hernoemd", "{suffix}: {:?}", told(&imported));
        assert!(imported.findings[0].diagnostic.message.contains(&format!("\"{NAAM}\"")), "{:?}", told(&imported));
    }
}

#[test]
fn every_field_without_a_place_is_counted_and_only_ours_are_named() {
    let mut sheet = verslag();
    for name in [
        "Noor Verzonnen",
        "tel. 06",
        "x",
        "intervisiemomenten.0.werkgever",
        "intervisiemomenten.1.plaatsnaam",
        "datum.datum",
        "nr.nr",
        "titel.nr",
        "nr.titel",
    ] {
        let field = sheet.pdf.add_object(dictionary! { "FT" => "Tx", "T" => text_string(name), "V" => text_string("x") });
        form(&mut sheet).get_mut(b"Fields").and_then(Object::as_array_mut).expect("fields").push(field.into());
    }
    let imported = import(&[&sheet.save()], None);
    let message = &imported
        .findings
        .iter()
        .find(|finding| finding.diagnostic.rule.code == "formulier-onbekend-veld")
        .expect("a finding")
        .diagnostic
        .message;
    for name in ["intervisiemomenten.0.werkgever", "datum.datum", "nr.nr", "titel.nr", "nr.titel"] {
        assert!(message.contains(&format!("\"{name}\"")), "{name}: {message}");
    }
    assert!(message.ends_with(", en nog 4.") && !message.contains("Noor") && !message.contains("06"), "{message}");
}

#[test]
fn what_only_the_xfa_layer_has_is_told() {
    let with = |data: &str, parts: bool| {
        let mut sheet = verslag();
        let xml = format!("<xfa:datasets xmlns:xfa=\"x\"><xfa:data><form1>{data}</form1></xfa:data></xfa:datasets>");
        let stream = sheet.pdf.add_object(Stream::new(dictionary! {}, xml.into_bytes()));
        let xfa: Object = if parts { vec![text_string("datasets"), stream.into()].into() } else { stream.into() };
        form(&mut sheet).set("XFA", xfa);
        import(&[&sheet.save()], None)
    };
    for parts in [true, false] {
        let named = with(&format!("<{DATUM}>12-02-2025</{DATUM}><{CASUS}>Een casus van Verzonnen</{CASUS}>"), parts);
        assert_eq!(codes(&named), ["formulier-alleen-getekend"; 2], "{:?}", told(&named));
        assert!(named.findings.iter().any(|finding| finding.field.as_deref() == Some(CASUS)), "{:?}", told(&named));
        let other = with("<iets>Een casus van Verzonnen</iets><datum>11-02-2025</datum>", parts);
        assert_eq!(codes(&other), ["formulier-alleen-getekend"], "{:?}", told(&other));
        assert!(told(&other)[0].contains(" 1 ingevulde ") && !told(&other)[0].contains("casus"), "{:?}", told(&other));
    }
    let same = with(&format!("<{DATUM}>11-02-2025</{DATUM}><leeg/>"), true);
    assert_eq!(told(&same), Vec::<String>::new());
}

#[test]
fn flattened_encrypted_or_only_drawn_is_told() {
    let mut flat = verslag();
    let catalog = flat.pdf.trailer.get(b"Root").and_then(Object::as_reference).expect("a catalog");
    flat.pdf.get_dictionary_mut(catalog).expect("a catalog").remove(b"AcroForm");
    for page in flat.pdf.get_pages().into_values() {
        flat.pdf.get_dictionary_mut(page).expect("a page").remove(b"Annots");
    }
    let imported = import(&[&flat.save()], None);
    assert_eq!((codes(&imported), imported.json.is_none()), (vec!["formulier-zonder-velden"], true));

    let mut locked = verslag();
    let key = locked.pdf.add_object(dictionary! { "Filter" => "Standard", "V" => 2 });
    locked.pdf.trailer.set("Encrypt", key);
    let imported = import(&[&locked.save()], None);
    assert_eq!((codes(&imported), imported.json.is_none()), (vec!["formulier-onleesbaar"], true));

    // A field of which the picture was kept and the value was not.
    let mut drawn = verslag();
    let picture = drawn.pdf.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"/Tx BMC BT (Een casus) Tj ET EMC".to_vec()));
    drawn.field(CASUS).set("AP", dictionary! { "N" => picture });
    let imported = import(&[&drawn.save()], None);
    assert_eq!(codes(&imported), ["formulier-alleen-getekend"]);
    assert_eq!(imported.findings[0].field.as_deref(), Some(CASUS));
}

#[test]
fn pasted_text_comes_in_clean_and_is_told_once() {
    let typed = "Ik vroeg:\r\u{f0b7}\tHoe be\u{ad}gin ik?\r\u{f0b7}\tWat laat ik na?\rDaarna spraken we af.";
    let sheet = verslag().fill(CASUS, utf16(typed)).fill("intervisiemomenten.0.plaats", utf16("Ver\u{ad}zonnen\u{200b}stad")).save();
    let imported = import(&[&sheet], None);
    assert_eq!(codes(&imported), ["tekst-opgeschoond"; 2], "{:?}", told(&imported));
    let moment = &parsed(&imported)["intervisiemomenten"][0];
    assert_eq!(moment["casus_beschrijving"], "Ik vroeg:\n- Hoe begin ik?\n- Wat laat ik na?\n\nDaarna spraken we af.");
    assert_eq!(moment["plaats"], "Verzonnenstad");
    // What somebody wrote with the same marks says the same: the form changes nothing, and the file keeps its own.
    let mut raw = parsed(&imported);
    raw["intervisiemomenten"][0]["casus_beschrijving"] = json!(typed.replace('\r', "\n"));
    let again = import(&[&sheet], Some(raw.to_string().as_bytes()));
    assert_eq!(codes(&again), ["tekst-opgeschoond"; 2], "{:?}", told(&again));
    assert_eq!((again.forms[0].new, parsed(&again)), (0, raw));
}

#[test]
fn values_are_read_where_the_schema_leaves_no_doubt() {
    let row = |field: &str| format!("werkverklaringen.0.dienstverbanden.0.{field}");
    let filled = |fte: &str, tot: &str, van: &str| {
        Sheet::blank("werkverklaring")
            .type_in(NAAM, "Verzonnen")
            .type_in("werkverklaringen.0.werknemer.naam", "Z. Verzonnen")
            .type_in(&row("functie"), "coach")
            .type_in(&row("datum_van"), van)
            .type_in(&row("datum_tot"), tot)
            .type_in(&row("fte"), fte)
            .type_in(&row("uren_per_week"), "28,8 uur")
            .save()
    };
    let imported = import(&[&filled("80%", "tot heden", "1-1-2022")], None);
    assert_eq!(told(&imported), Vec::<String>::new());
    let expected = json!([{ "functie": "coach", "datum_van": "2022-01-01", "fte": 0.8, "uren_per_week": 28.8 }]);
    assert_eq!(parsed(&imported)["werkverklaringen"][0]["dienstverbanden"], expected);
    let taken = imported.forms[0];
    assert_eq!(taken.filled, taken.new + taken.known, "what says the same as empty fills nothing in: {taken:?}");
    let refused = import(&[&filled("veel", "ooit\u{7}", "heden")], None);
    let told = told(&refused);
    assert_eq!(told.iter().filter(|line| line.starts_with("formulier-waarde")).count(), 3, "{told:?}");
    assert!(
        told.iter().any(|line| line.contains("Er staat: \"veel\"")) && told.iter().any(|line| line.contains("Er staat: \"heden\"")),
        "{told:?}"
    );
    let long = "een heel lang antwoord dat in dit veld niet hoort te staan";
    let refused = import(&[&filled(long, "06-12345678", "1-1-2022")], None);
    let lines: Vec<String> = refused.findings.iter().map(|finding| finding.diagnostic.message.clone()).collect();
    assert!(lines.iter().any(|line| line.contains("een heel lang antwoord dat in dit veld n…\"")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("12345678")), "{lines:?}");
}

#[test]
fn what_was_typed_in_a_field_about_a_person_is_not_shown() {
    let sheet = Sheet::blank("ervaringsverklaring")
        .type_in("kandidaat.achternaam", "Verzonnen")
        .type_in("kandidaat.geboortedatum", "ergens in mei");
    let imported = import(&[&sheet.save()], None);
    let line = told(&imported).into_iter().find(|line| line.starts_with("formulier-waarde")).expect("a finding");
    assert!(!line.contains("mei") && !line.contains("Er staat"), "{line}");
}
