//! `bundle`: what is handed in, read back by readers that are not the writers.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Output;

use dossierpers::{Regeling, bewijs};
use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::{Bench, COMPLETE, GEWONE, LEIDRAAD, bytes};
use crate::pdf::CLAIMS;
use crate::reader::{about, pages};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
const INDEX: &str = "00_inhoudsopgave.pdf";

type Files = BTreeMap<String, Vec<u8>>;

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn bundle(json: &Path, out: &Path, more: &[&str]) -> Output {
    dossierpers(&[&["bundle", text(json), "--out", text(out)], more].concat())
}

fn files_of(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))).collect()
}

fn bundled(json: &Path) -> Files {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("bundel");
    let said = bundle(json, &out, &[]);
    assert_eq!(said.status.code(), Some(0), "{}", stderr(&said));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "and nothing beside it");
    files_of(&out)
}

/// The complete dossier in a folder of its own, changed, with the files that it names.
fn dossier(folder: &Path, change: impl FnOnce(&mut Value)) -> std::path::PathBuf {
    for part in ["bewijs", "ondertekend"] {
        fs::create_dir_all(folder.join(part)).expect("a folder");
        for (name, bytes) in files_of(&Path::new(FIXTURES).join(part)) {
            fs::write(folder.join(part).join(name), bytes).expect("written");
        }
    }
    let mut value = crate::fixture::value();
    change(&mut value);
    let path = folder.join("dossier.json");
    fs::write(&path, value.to_string()).expect("written");
    path
}

/// The index says of every file what it is, and is a PDF as every other.
fn index_is_right(files: &Files) {
    let index = &files[INDEX];
    let about = about(index);
    assert_eq!((about.title.as_str(), about.language.as_str()), ("Inhoudsopgave", "nl-NL"));
    assert!(CLAIMS.iter().all(|claim| about.xmp.contains(claim)), "{}", about.xmp);
    assert!(about.tags["H1"] == 1 && about.tags["TH"] >= 6 && about.tags["TR"] >= files.len());
    let shown: String = pages(index).iter().map(crate::reader::ReadPage::squeezed).collect();
    for (name, bytes) in files.iter().filter(|(name, _)| *name != INDEX) {
        let hash = bewijs::sha256(bytes);
        assert!(shown.contains(&format!("{}", bytes.len() % 1000)) && shown.contains(&hash), "{name}: {hash}");
        assert!(shown.contains(&crate::reader::squeeze(name)), "{name}");
    }
    for page in pages(index) {
        assert!(page.signs.iter().all(|sign| sign.size >= 9.99));
    }
}

/// The data that the files hold together.
fn together(files: &Files, regeling: &Regeling) -> Value {
    let held = |bytes: &[u8]| -> Option<Value> {
        if !bytes.starts_with(b"%PDF") {
            return None;
        }
        let mut value: Value = serde_json::from_slice(&about(bytes).attachment?.1).expect("JSON");
        value.as_object_mut()?.shift_remove("gemaakt_met")?;
        Some(value)
    };
    let mut whole = held(&files[INDEX]).expect("data in the index");
    files
        .iter()
        .filter(|(name, _)| *name != INDEX)
        .filter_map(|(_, bytes)| held(bytes))
        .for_each(|part| merge(&mut whole, part, "", regeling));
    whole
}

fn merge(whole: &mut Value, part: Value, list: &str, regeling: &Regeling) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (key, value) in part {
                match whole.get_mut(&key) {
                    Some(there) => merge(there, value, &key, regeling),
                    None => drop(whole.insert(key, value)),
                }
            }
        }
        (Value::Array(whole), Value::Array(part)) if part.iter().all(Value::is_object) => {
            for element in part {
                let sets = &regeling.gegevens.lijsten[list].kenmerk;
                let told = |one: &Value, field: &String| one.pointer(&format!("/{}", field.trim_end_matches('?'))).cloned();
                let same = |one: &&mut Value| {
                    sets.iter().any(|set| set.iter().all(|field| told(one, field).is_some() && told(one, field) == told(&element, field)))
                };
                let there = whole.iter_mut().find(same).unwrap_or_else(|| panic!("{list} has no {element}"));
                merge(there, element, list, regeling);
            }
        }
        (whole, part) => assert_eq!(*whole, part, "{list}"),
    }
}

fn gives_the_dossier_back(files: &Files, json: &[u8], bench: &Bench) {
    let (value, whole) = (bench.read(json).value, together(files, bench.regeling));
    let mut leaves = 0;
    bench.regeling.schema.visit(&value, &mut |path, _, leaf| {
        assert_eq!(whole.pointer(path), Some(leaf), "{path}");
        leaves += 1;
    });
    assert!(leaves > 50, "{leaves}");
}

#[test]
fn holds_every_document_and_every_piece_of_evidence_byte_for_byte() {
    let path = Path::new(FIXTURES).join("dossier.json");
    let files = bundled(&path);
    let value = GEWONE.read(&fs::read(&path).expect("a file")).value;
    let named = GEWONE.regeling.named_files(&value);
    assert!(named.len() > 25);
    for (place, name) in &named {
        let evidence = fs::read(Path::new(FIXTURES).join(name)).expect("a file");
        assert!(files.values().any(|bytes| *bytes == evidence), "{place}: {name}");
    }
    let signed = ["werkverklaring", "ervaringsverklaring"];
    let made: Vec<_> = COMPLETE.documents.iter().filter(|made| !signed.contains(&made.document.soort.as_str())).collect();
    assert_eq!(made.len(), 27);
    for made in &made {
        assert!(files.values().any(|file| file == bytes(made)), "{}", made.document.bestand);
    }
    assert_eq!(files.len(), 1 + named.len() + made.len());
    let order: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        order[..7],
        [
            INDEX,
            "01_Aanvraagformulier.pdf",
            "02_Certificatieovereenkomst.pdf",
            "03_B1_werkverklaring_re-integratiebureau-de-brug-fictief.pdf",
            "04_B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf",
            "05_B2_ervaringsverklaring.pdf",
            "06_B3_overzicht-vakontwikkeling.pdf",
        ]
    );
    assert!(order[7].starts_with("07_B4_2022-09-22_") && order[8].starts_with("07a_B4_2022-09-22_") && order[8].ends_with("_bewijs-1.pdf"));
    assert_eq!(files[order[8]], fs::read(Path::new(FIXTURES).join("bewijs/A01_certificaat.pdf")).expect("a file"));
    assert!(order.iter().all(|name| name.is_ascii() && name.len() <= 80));
    index_is_right(&files);
    gives_the_dossier_back(&files, &fs::read(&path).expect("a file"), &GEWONE);
}

#[test]
fn the_second_regeling_has_a_bundle_too() {
    let path = Path::new(FIXTURES).join("verantwoording-leidraad-jobcoach.json");
    let files = bundled(&path);
    assert_eq!(files.keys().nth(1).map(String::as_str), Some("01_verantwoording_leidraad-jobcoach.pdf"));
    index_is_right(&files);
    gives_the_dossier_back(&files, &fs::read(&path).expect("a file"), &LEIDRAAD);
}

#[test]
fn a_zip_holds_the_same_files_and_is_the_same_every_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = Path::new(FIXTURES).join("dossier.json");
    let [one, two] = ["een.zip", "twee.ZIP"].map(|name| folder.path().join(name));
    for out in [&one, &two, &one] {
        assert_eq!(bundle(&path, out, &[]).status.code(), Some(0));
    }
    assert!(fs::read(&one).expect("a file") == fs::read(&two).expect("a file"));
    let mut archive = zip::ZipArchive::new(fs::File::open(&one).expect("a file")).expect("a ZIP");
    let (mut files, mut order) = (Files::new(), Vec::new());
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("an entry");
        assert!(entry.last_modified().is_none_or(|time| time.year() == 1980), "no time");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        order.push(entry.name().expect("a name").into_owned());
        files.insert(order[place].clone(), bytes);
    }
    assert!(order.is_sorted() && order[0] == INDEX, "{order:?}");
    assert_eq!(files, bundled(&path));
    if let Ok(tested) = std::process::Command::new("unzip").arg("-tq").arg(&one).output() {
        assert!(tested.status.success(), "{}", stdout(&tested));
    }
}

#[test]
fn refuses_what_is_not_ready_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = dossier(folder.path(), |_| {});
    fs::remove_file(folder.path().join("bewijs/A04_certificaat.pdf")).expect("removed");
    let before = fs::read_dir(folder.path()).expect("a folder").count();
    for name in ["bundel", "bundel.zip"] {
        let out = folder.path().join(name);
        let refused = bundle(&path, &out, &[]);
        let said = stderr(&refused);
        assert_eq!(refused.status.code(), Some(1));
        assert!(said.contains("fout[bewijsbestand-niet-gevonden]") && said.contains("geen bundel gemaakt"), "{said}");
        assert!(stdout(&refused).is_empty());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), before, "nothing half written");
    }
    let out = folder.path().join("bundel");
    let forced = bundle(&path, &out, &["--force"]);
    assert_eq!(forced.status.code(), Some(0));
    assert!(stderr(&forced).contains("niet compleet"));
    let files = files_of(&out);
    let first = pages(&files[INDEX])[0].squeezed();
    assert!(first.contains("Dezebundelisnietcompleet") && first.contains("Activiteit4,bewijs1:ditbestandiserniet"), "{first}");
    assert!(!files.keys().any(|name| name.starts_with("10a_")) && files.keys().any(|name| name.starts_with("10_")));
    index_is_right(&files);
    assert_eq!(bundle(Path::new("-"), &out, &[]).status.code(), Some(2));
}

#[test]
fn replaces_only_a_bundle_of_the_same_dossier_that_nobody_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let complete = Path::new(FIXTURES).join("dossier.json");
    let other = Path::new(FIXTURES).join("verantwoording-leidraad-jobcoach.json");
    for name in ["map", "pak.zip"] {
        let out = folder.path().join(name);
        assert_eq!(bundle(&complete, &out, &[]).status.code(), Some(0));
        assert_eq!(bundle(&complete, &out, &[]).status.code(), Some(0), "again");
        let refused = bundle(&other, &out, &["--force"]);
        assert!(refused.status.code() == Some(2) && stderr(&refused).contains("van een ander dossier"), "{}", stderr(&refused));
    }
    let map = folder.path().join("map");
    let before = files_of(&map);
    fs::write(map.join("notities.txt"), "mijn notities").expect("written");
    let refused = bundle(&complete, &map, &[]);
    assert!(refused.status.code() == Some(2) && stderr(&refused).contains("notities.txt"), "{}", stderr(&refused));
    fs::remove_file(map.join("notities.txt")).expect("removed");
    fs::write(map.join("01_Aanvraagformulier.pdf"), "anders").expect("written");
    assert!(stderr(&bundle(&complete, &map, &[])).contains("01_Aanvraagformulier.pdf"));
    assert_eq!(files_of(&map).len(), before.len());
    // What never was a bundle.
    let own = folder.path().join("eigen");
    fs::create_dir(&own).expect("a folder");
    assert_eq!(bundle(&complete, &own, &[]).status.code(), Some(0), "an empty folder");
    let theirs = folder.path().join("theirs");
    fs::create_dir(&theirs).expect("a folder");
    fs::write(theirs.join("brief.txt"), "lief").expect("written");
    fs::write(folder.path().join("geen.zip"), "geen").expect("written");
    for name in ["theirs", "geen.zip"] {
        let refused = bundle(&complete, &folder.path().join(name), &["--force"]);
        assert!(refused.status.code() == Some(2) && stderr(&refused).contains("geen bundel van dossierpers"), "{}", stderr(&refused));
    }
    assert_eq!(fs::read(theirs.join("brief.txt")).expect("a file"), b"lief");
    assert_eq!(fs::read(folder.path().join("geen.zip")).expect("a file"), b"geen");
}

#[test]
fn a_photograph_stays_as_it_is_and_has_a_page_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let photo = image::RgbImage::from_fn(320, 240, |x, y| image::Rgb([x, y, 90].map(|value| u8::try_from(value % 256).expect("small"))));
    for name in ["foto.jpg", "foto.png"] {
        photo.save(folder.path().join(name)).expect("written");
    }
    let path = dossier(folder.path(), |value| {
        value["activiteiten"][0]["bewijs"][0] = json!({ "bestand": "foto.jpg", "soort": "certificaat" });
        value["activiteiten"][3]["bewijs"][0] = json!({ "bestand": "foto.png", "soort": "certificaat" });
        value["werkverklaringen"][0]["ondertekening"]["handtekening_bestand"] = json!("foto.jpg");
    });
    let files = bundled(&path);
    for (begin, end) in [("07a_", "jpg"), ("10a_", "png"), ("03_", "jpg")] {
        let (name, bytes) = files.iter().find(|(name, _)| name.starts_with(begin) && name.ends_with(end)).expect("a photograph");
        assert_eq!(*bytes, fs::read(folder.path().join(format!("foto.{end}"))).expect("a file"));
        let page = &files[&name.replace(end, "pdf")];
        let about = about(page);
        assert!(CLAIMS.iter().all(|claim| about.xmp.contains(claim)), "{name}: {}", about.xmp);
        assert_eq!((pages(page).len(), about.tags.get("Figure")), (1, Some(&1)), "{name}");
        if end == "jpg" {
            assert!(page.windows(bytes.len()).any(|window| window == bytes), "the picture as it is");
        }
    }
    index_is_right(&files);
    gives_the_dossier_back(&files, &fs::read(&path).expect("a file"), &GEWONE);
}

#[test]
fn a_folder_says_its_own_order_names_and_limits() {
    let holder = tempfile::tempdir().expect("a folder");
    let regeling = holder.path().join("mijn");
    assert_eq!(dossierpers(&["regeling", "new", text(&regeling), "--from", "hobeon-rib"]).status.code(), Some(0));
    let toml = regeling.join("regeling.toml");
    let own = fs::read_to_string(&toml).expect("a file");
    let path = dossier(holder.path(), |value| value["regeling"] = json!("mijn"));
    let out = holder.path().join("bundel");
    let with = |old: &str, new: &str| {
        assert!(own.contains(old), "{old}");
        fs::write(&toml, own.replacen(old, new, 1)).expect("written");
        bundle(&path, &out, &["--regeling", text(&regeling)])
    };
    let refused = with("megabytes_max = 250", "megabytes_max = 1");
    assert!(refused.status.code() == Some(1) && stderr(&refused).contains("fout[bundel-te-groot]"), "{}", stderr(&refused));
    let refused = with("formaten = [\"pdf\", \"jpeg\", \"png\"]", "formaten = [\"png\"]");
    assert!(refused.status.code() == Some(1) && stderr(&refused).contains("fout[bundel-formaat]"), "{}", stderr(&refused));
    assert!(!out.exists());
    let made = with(
        "megabytes_max = 250",
        "naam = \"{{ nr }}-{{ document }}\"\nnaam_bewijs = \"{{ nr }}{{ letter }}-bewijs\"\nnaam_los = \"{{ nr }}-los\"\nnaam_inhoud = \"0-inhoud\"\ntitel = \"Lijst\"",
    );
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let files = files_of(&out);
    for name in ["0-inhoud.pdf", "01-los.pdf", "05-B2_ervaringsverklaring.pdf", "07a-bewijs.pdf"] {
        assert!(files.contains_key(name), "{name}: {:?}", files.keys());
    }
    assert_eq!(about(&files["0-inhoud.pdf"]).title, "Lijst");
    // Without a section: documents in their order, then what belongs to none; equal names are told apart.
    let begin = own.find("[bundel]").expect("a section");
    let end = begin + own[begin..].find("\n[normen").expect("norms");
    fs::write(&toml, format!("{}[bundel]\nnaam_bewijs = \"bewijs\"\n{}", &own[..begin], &own[end..])).expect("written");
    fs::remove_dir_all(&out).expect("removed");
    let made = bundle(&path, &out, &["--regeling", text(&regeling)]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let files = files_of(&out);
    for name in ["03_B2_ervaringsverklaring.pdf", "31_Aanvraagformulier.pdf", "bewijs.pdf", "bewijs_2.pdf", "bewijs_23.pdf"] {
        assert!(files.contains_key(name), "{name}: {:?}", files.keys());
    }
    fs::write(&toml, own.replacen("\"werkverklaring\", \"ervaringsverklaring\"", "\"werkverklarin\", \"ervaringsverklaring\"", 1))
        .expect("written");
    let checked = dossierpers(&["regeling", "check", text(&regeling)]);
    assert!(stderr(&checked).contains("\"volgorde\" noemt \"werkverklarin\""), "{}", stderr(&checked));
}
