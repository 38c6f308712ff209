//! Named files: opened and read whole, held against their hash, against each other, and against the statement that they should be.

use std::fs;
use std::path::{Path, PathBuf};

use dossierpers::bewijs::kijk;
use dossierpers::regeling::{AnderSoort, Bestandsstaat};
use lopdf::{IncrementalDocument, Object, StringFormat, dictionary};
use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::{REGELING, value};
use crate::sheet::Sheet;

const EVIDENCE: &[u8] = include_bytes!("../fixtures/bewijs/A01_certificaat.pdf");

/// A dossier in a folder with the files that it names.
struct Folder {
    folder: tempfile::TempDir,
    dossier: Value,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["bewijs", "ondertekend"] {
            fs::create_dir(folder.path().join(part)).expect("a folder");
            for entry in fs::read_dir(Path::new("fixtures").join(part)).expect("a folder") {
                let entry = entry.expect("an entry");
                fs::copy(entry.path(), folder.path().join(part).join(entry.file_name())).expect("copied");
            }
        }
        Self { folder, dossier: value() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self) -> String {
        let path = self.path("dossier.json");
        fs::write(&path, serde_json::to_string_pretty(&self.dossier).expect("JSON")).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    }

    fn check(&self) -> Value {
        let checked = dossierpers(&["check", &self.save(), "--format", "json"]);
        crate::cli::verdict(&checked.stdout)
    }

    /// Renders into `uit`, and gives the exit code and what was said.
    fn render(&self) -> (Option<i32>, String) {
        let rendered = dossierpers(&["render", &self.save(), "--out", self.path("uit").to_str().expect("UTF-8")]);
        (rendered.status.code(), stderr(&rendered))
    }
}

/// Codes of the findings that matter for the verdict, with their place.
fn told(verdict: &Value) -> Vec<(String, String)> {
    let findings = verdict["bevindingen"].as_array().expect("a list").iter();
    let weighty = findings.filter(|finding| finding["ernst"] != "beoordelaar" && finding["ernst"] != "informatie");
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    weighty.map(|finding| (text(finding, "code"), text(finding, "pad"))).collect()
}

/// The document with something in its field for a signature, appended as programs that sign do.
pub(crate) fn signed(pdf: &[u8], field: &str) -> Vec<u8> {
    let id = Sheet::of(pdf).id(field);
    let mut update: IncrementalDocument = pdf.try_into().expect("a PDF");
    update.opt_clone_object_to_new_document(id).expect("cloned");
    let signature = update.new_document.add_object(dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "adbe.pkcs7.detached",
        "Contents" => Object::String(vec![48; 16], StringFormat::Hexadecimal),
        "ByteRange" => vec![0.into(), 10.into(), 20.into(), 30.into()],
    });
    update.new_document.get_dictionary_mut(id).expect("a field").set("V", signature);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).expect("saved");
    assert!(bytes.starts_with(pdf));
    bytes
}

/// A PDF of one page, with this drawing on it.
fn page_with(content: &[u8]) -> Vec<u8> {
    let mut pdf = lopdf::Document::with_version("1.7");
    let pages = pdf.new_object_id();
    let content = pdf.add_object(lopdf::Stream::new(dictionary! {}, content.to_vec()));
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    pdf.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    bytes
}

fn picture(side: u32, format: image::ImageFormat) -> Vec<u8> {
    let picture =
        image::RgbImage::from_fn(side, side, |x, y| image::Rgb([x * 7, y * 5, x * y].map(|value| u8::try_from(value % 256).unwrap_or(0))));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

fn state(bytes: &[u8]) -> Bestandsstaat {
    kijk(bytes, &REGELING).expect("a state")
}

fn is_read(bytes: &[u8]) -> bool {
    matches!(state(bytes), Bestandsstaat::Gelezen(_))
}

#[test]
fn reads_pdf_jpeg_and_png_to_their_end() {
    let (jpeg, png) = (picture(600, image::ImageFormat::Jpeg), picture(600, image::ImageFormat::Png));
    let drawn = page_with(b"0 0 100 100 re f");
    for whole in [EVIDENCE, &jpeg, &png, &drawn] {
        assert!(is_read(whole));
        for part in [1, 2, 3].map(|part| whole.len() * part / 4) {
            assert_eq!(state(&whole[..part]), Bestandsstaat::Beschadigd, "cut at {part} of {}", whole.len());
        }
    }
    // What a mail program or a scanner puts behind the end is no harm.
    assert!(is_read(&[EVIDENCE, b"\r\n\0\0"].concat()) && is_read(&[&jpeg[..], b"\0\0"].concat()));
}

#[test]
fn knows_what_a_file_is_by_what_is_in_it() {
    let other = |soort| Bestandsstaat::AnderSoort(soort);
    for (bytes, expected) in [
        (&b""[..], Bestandsstaat::Leeg),
        (b" \r\n\t\0", Bestandsstaat::Leeg),
        (b"abc", other(AnderSoort::Onbekend)),
        (b"\xff\xd8\xff", Bestandsstaat::Beschadigd),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", other(AnderSoort::Heic)),
        (b"II*\0\x08\0\0\0", other(AnderSoort::Tiff)),
        (b"MM\0*\0\0\0\x08", other(AnderSoort::Tiff)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", other(AnderSoort::Word)),
        (b"{\\rtf1\\ansi", other(AnderSoort::Word)),
        (b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0[Content_Types].xml", other(AnderSoort::Word)),
        (b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0foto.jpg", other(AnderSoort::Zip)),
        (b"%PDF-1.7\nkat", Bestandsstaat::Beschadigd),
        (b"%PDF-1.7\n%%EOF\n", Bestandsstaat::Beschadigd),
        (b"<html><body>Meld u aan</body></html>", other(AnderSoort::Onbekend)),
    ] {
        assert_eq!(state(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(state(&page_with(b"q Q BT ET")), Bestandsstaat::Leeg, "a page without anything on it");
    assert_eq!(state(&picture(1, image::ImageFormat::Png)), Bestandsstaat::TeKlein);
    assert_eq!(state(&vec![b'%'; 20_000_001]), Bestandsstaat::TeGroot);
    let encrypted = String::from_utf8_lossy(&page_with(b"0 0 9 9 re f")).replace("/Root", "/Encrypt<</Filter/Standard>>/Root");
    assert_eq!(state(encrypted.as_bytes()), Bestandsstaat::Versleuteld);
}

#[test]
fn no_file_of_nothing_is_evidence() {
    let folder = Folder::new();
    for part in ["bewijs", "ondertekend"] {
        for entry in fs::read_dir(folder.path(part)).expect("a folder") {
            fs::write(entry.expect("an entry").path(), b"").expect("written");
        }
    }
    let verdict = folder.check();
    assert_eq!(verdict["oordeel"], "niet-indienbaar");
    let named = REGELING.named_files(&value()).len();
    assert_eq!(told(&verdict).iter().filter(|(code, _)| code == "bewijsbestand-onbruikbaar").count(), named);
    let human = stdout(&dossierpers(&["check", &folder.save()]));
    assert!(human.contains(&format!("{named} keer: ")) && human.lines().count() < 30, "{human}");
}

#[test]
fn a_picture_of_a_cat_is_no_signed_statement() {
    let mut folder = Folder::new();
    fs::write(folder.path("kattenfoto.jpg"), b"kat").expect("written");
    folder.dossier["werkverklaringen"][0]["ondertekening"]["handtekening_bestand"] = json!("kattenfoto.jpg");
    let place = "/werkverklaringen/0/ondertekening/handtekening_bestand";
    assert_eq!(told(&folder.check()), [("bewijsbestand-onbruikbaar".to_owned(), place.to_owned())]);
    // A real photograph is for a person to look at.
    fs::write(folder.path("kattenfoto.jpg"), picture(800, image::ImageFormat::Jpeg)).expect("written");
    let verdict = folder.check();
    let of_place = |finding: &&Value| finding["pad"] == place;
    let finding = verdict["bevindingen"].as_array().expect("a list").iter().find(of_place).expect("a finding");
    assert_eq!((&finding["code"], &finding["ernst"]), (&json!("ondertekend-bestand-bekijken"), &json!("beoordelaar")));
}

/// Takes out what is known only when the statements are signed.
fn unsign(dossier: &mut Value) {
    let statements =
        ["/werkverklaringen/0/ondertekening", "/werkverklaringen/1/ondertekening", "/ervaringsverklaring/ondertekening_leidinggevende"];
    for statement in statements {
        let fields = dossier.pointer_mut(statement).and_then(Value::as_object_mut).expect("a signature");
        fields.retain(|key, _| ["naam", "functie"].contains(&key.as_str()));
    }
}

/// The files of the three statements, with where the dossier notes that they were signed.
const STATEMENTS: [(&str, &str); 3] = [
    ("uit/B1_werkverklaring_re-integratiebureau-de-brug-fictief.pdf", "/werkverklaringen/0/ondertekening"),
    ("uit/B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf", "/werkverklaringen/1/ondertekening"),
    ("uit/B2_ervaringsverklaring.pdf", "/ervaringsverklaring/ondertekening_leidinggevende"),
];

/// Signs what was made, and notes it as the tool advises.
fn sign(folder: &mut Folder) {
    for (file, place) in STATEMENTS {
        let path = folder.path(file);
        let bytes = signed(&fs::read(&path).expect("made"), "handtekening_leidinggevende");
        fs::write(&path, bytes).expect("written");
        let fields = folder.dossier.pointer_mut(place).and_then(Value::as_object_mut).expect("a signature");
        for (key, noted) in [("wijze", "elektronisch"), ("plaats", "Rivierstad"), ("datum", "2026-06-01"), ("handtekening_bestand", file)] {
            fields.insert(key.to_owned(), json!(noted));
        }
    }
}

#[test]
fn signing_step_by_step_ends_in_a_dossier_that_can_be_handed_in() {
    let mut folder = Folder::new();
    unsign(&mut folder.dossier);
    let before = told(&folder.check());
    assert_eq!(before.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["handtekening-ontbreekt"; 3]);
    assert_eq!(folder.render().0, Some(0));
    sign(&mut folder);
    let verdict = folder.check();
    assert_eq!((&verdict["oordeel"], &verdict["bewijs"], told(&verdict)), (&json!("indienbaar"), &json!("bekeken"), Vec::new()));
    for _ in 0..2 {
        let (code, said) = folder.render();
        assert!(code == Some(0) && said.contains("0 bestanden geschreven, 30 ongewijzigd"), "{said}");
    }
    // What is noted afterwards is no part of a statement; the signed ones stay as they are.
    folder.dossier["aanvraagdatum"] = json!("2026-06-02");
    folder.dossier["kandidaat"]["telefoon"] = json!("0612345678");
    folder.dossier["vertrouwelijk"] = json!(false);
    assert_eq!(folder.render().0, Some(0));
    assert_eq!(folder.check()["oordeel"], "indienbaar");
}

#[test]
fn data_that_changed_after_signing_is_an_error_that_names_it() {
    let mut folder = Folder::new();
    unsign(&mut folder.dossier);
    assert_eq!(folder.render().0, Some(0));
    sign(&mut folder);
    folder.dossier["werkverklaringen"][1]["dienstverbanden"][0]["fte"] = json!(0.8);
    let verdict = folder.check();
    let place = "/werkverklaringen/1/ondertekening/handtekening_bestand";
    assert_eq!(told(&verdict), [("ondertekend-bestand-anders".to_owned(), place.to_owned())]);
    let finding =
        &verdict["bevindingen"].as_array().expect("a list").iter().find(|finding| finding["pad"] == place).expect("a finding")["melding"];
    assert_eq!(finding, "Het dossier zegt iets anders dan dit bestand, bij: werkverklaring 2, dienstverband 1, \"Omvang (FTE)\".");
    let (code, said) = folder.render();
    assert!(code == Some(2) && said.contains("niet overschreven: ") && said.contains("uwv-kantoor-rivierstad-fictief.pdf"), "{said}");
}

#[test]
fn a_statement_that_nobody_signed_or_of_another_employer_is_not_the_signed_one() {
    let mut folder = Folder::new();
    unsign(&mut folder.dossier);
    assert_eq!(folder.render().0, Some(0));
    let unsigned = fs::read(folder.path(STATEMENTS[0].0)).expect("made");
    sign(&mut folder);
    let place = format!("{}/handtekening_bestand", STATEMENTS[0].1);
    let as_signed = |folder: &mut Folder, bytes: &[u8]| {
        fs::write(folder.path("getekend.pdf"), bytes).expect("written");
        folder.dossier["werkverklaringen"][0]["ondertekening"]["handtekening_bestand"] = json!("getekend.pdf");
        told(&folder.check())
    };
    let told_of = |code: &str| vec![(code.to_owned(), place.clone())];
    assert_eq!(as_signed(&mut folder, &unsigned), told_of("ondertekend-bestand-niet-getekend"));
    // Something behind its end is no signature, and a place for one is none either.
    assert_eq!(as_signed(&mut folder, &[&unsigned[..], b"% getekend\n%%EOF\n"].concat()), told_of("ondertekend-bestand-niet-getekend"));
    // A signature that cannot be read may be one: no program may refuse it.
    assert_eq!(as_signed(&mut folder, &[&unsigned[..], b"9 9 obj <</ByteRange[0 1 2 3]>>\n%%EOF\n"].concat()), []);
    let other_kind = fs::read(folder.path(STATEMENTS[2].0)).expect("made");
    assert_eq!(as_signed(&mut folder, &other_kind), told_of("ondertekend-bestand-anders"));
    let other_employer = fs::read(folder.path(STATEMENTS[1].0)).expect("made");
    let found = as_signed(&mut folder, &other_employer);
    assert!(
        found.contains(&told_of("ondertekend-bestand-anders")[0]) && found.iter().any(|(code, _)| code == "bewijs-gelijk"),
        "{found:?}"
    );
}

#[test]
fn what_was_not_looked_at_is_said() {
    let folder = Folder::new();
    let by_name = folder.check();
    assert_eq!((&by_name["oordeel"], &by_name["bewijs"]), (&json!("indienbaar"), &json!("bekeken")));
    let text = serde_json::to_string(&folder.dossier).expect("JSON");
    let checked = crate::cli::with_input(&["check", "-", "--format", "json"], text.as_bytes());
    let unseen = crate::cli::verdict(&checked.stdout);
    assert_eq!((&unseen["oordeel"], &unseen["bewijs"]), (&json!("indienbaar-met-aandachtspunten"), &json!("niet-bekeken")));
    assert_eq!(told(&unseen), [("bewijs-niet-bekeken".to_owned(), String::new())]);
    let human = stdout(&crate::cli::with_input(&["check", "-"], text.as_bytes()));
    assert!(human.contains("bewijs niet bekeken"), "{human}");
}

#[test]
fn the_start_of_a_dossier_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    let begin = dossierpers(&["new"]);
    fs::write(&path, &begin.stdout).expect("written");
    let path = path.to_str().expect("UTF-8");
    let checked = dossierpers(&["check", path]);
    let human = stdout(&checked);
    assert_eq!(checked.status.code(), Some(1));
    assert!(human.contains("voorbeeld-niet-vervangen") && human.contains("Volgende stap: "), "{human}");
    assert!(human.lines().count() <= 55 && !human.contains("fout["), "a screen, and nothing is wrong yet:\n{human}");
    // A part that is left is told; what was written anew is not.
    let mut dossier: Value = serde_json::from_slice(&begin.stdout).expect("JSON");
    dossier["kandidaat"] = value()["kandidaat"].clone();
    dossier["activiteiten"] = value()["activiteiten"].clone();
    fs::write(path, dossier.to_string()).expect("written");
    let verdict = crate::cli::verdict(&dossierpers(&["check", path, "--format", "json"]).stdout);
    let left: Vec<_> = told(&verdict).into_iter().filter(|(code, _)| code == "voorbeeld-niet-vervangen").map(|(_, place)| place).collect();
    assert_eq!(left, ["/werkverklaringen/0", "/ervaringsverklaring", "/intervisiemomenten/0"]);
}

#[test]
fn what_is_not_written_is_listed_by_name() {
    let mut folder = Folder::new();
    folder.dossier["activiteiten"][3]["tijd_aanwezigheid_min"] = json!(-1);
    let (code, said) = folder.render();
    assert_eq!(code, Some(1));
    for words in ["niet geschreven: Opgaveformulier vakontwikkeling, activiteit 4", "niet geschreven: B3_overzicht-vakontwikkeling.pdf"] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    fs::write(folder.path("dossier.json"), b"geen json").expect("written");
    let path = folder.path("dossier.json");
    let rendered = dossierpers(&["render", path.to_str().expect("UTF-8"), "--out", folder.path("leeg").to_str().expect("UTF-8")]);
    assert!(rendered.status.code() == Some(1) && !stderr(&rendered).contains("niets het indienen"), "{}", stderr(&rendered));
}

#[test]
fn a_letter_that_is_a_copy_of_other_evidence_awards_nothing() {
    let mut folder = Folder::new();
    fs::copy(folder.path("bewijs/A10_certificaat.pdf"), folder.path("bewijs/brief.pdf")).expect("copied");
    folder.dossier["activiteiten"][8]["pe_toegekend"]["bewijs"] = json!("bewijs/brief.pdf");
    let level = |folder: &Folder| {
        let verdict = folder.check();
        let of_letter = |finding: &&Value| finding["code"] == "toegekende-pe-zonder-bewijs";
        let finding = verdict["bevindingen"].as_array().expect("a list").iter().find(of_letter).expect("a finding").clone();
        assert_eq!(finding["pad"], "/activiteiten/8/pe_toegekend/bewijs");
        finding["ernst"].clone()
    };
    assert_eq!(level(&folder), "waarschuwing", "the norm is met without it");
    // With only the course and the activity that it copies, the points rest on the letter.
    folder.dossier["activiteiten"][8]["pe_toegekend"]["punten"] = json!(30);
    for (place, activiteit) in folder.dossier["activiteiten"].as_array_mut().expect("a list").iter_mut().enumerate() {
        if place != 8 {
            activiteit["tijd_aanwezigheid_min"] = json!(30);
            activiteit["tijd_voorbereiding_min"] = json!(0);
            activiteit.as_object_mut().expect("an object").retain(|key, _| !["begintijd", "eindtijd"].contains(&key.as_str()));
        }
    }
    assert_eq!(level(&folder), "fout");
}
