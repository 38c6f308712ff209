//! Files on disk: atomic, recorded, and never over somebody's work.

use std::fs;
use std::path::Path;

use dossierpers::error::Error;
use dossierpers::output::{Claim, MANIFEST, Manifest, Manner, Written, write};
use dossierpers::{Made, Options, Purpose};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::fixture::{REGELING, blank, changed, render};

fn small(title: &str) -> Vec<u8> {
    changed(|dossier| {
        for section in ["werkverklaringen", "ervaringsverklaring", "intervisiemomenten"] {
            dossier.as_object_mut().expect("an object").remove(section);
        }
        dossier["activiteiten"].as_array_mut().expect("a list").truncate(1);
        dossier["activiteiten"][0]["titel"] = json!(title);
    })
}

/// Writes as a run does that has the folder to itself, and knows nothing but what the manifest says.
fn put(folder: &Path, made: &[Made], force: bool) -> Result<Written, Error> {
    let claim = Claim::made(folder, &|| panic!("nobody else is there"))?;
    write(&claim, made, &REGELING, Manner { force, ..Manner::default() })
}

#[test]
fn records_every_file_and_changes_nothing_the_second_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = render(&small("een"), Options::default()).documents;
    let first = put(folder.path(), &made, false).expect("written");
    assert_eq!((first.written.len(), first.unchanged.len()), (2, 0));
    let manifest = fs::read(folder.path().join(MANIFEST)).expect("a manifest");
    let second = put(folder.path(), &made, false).expect("written");
    assert_eq!((second.written.len(), second.unchanged.len()), (0, 2));
    assert_eq!(fs::read(folder.path().join(MANIFEST)).expect("a manifest"), manifest);
    let manifest: Manifest = serde_json::from_slice(&manifest).expect("a manifest");
    assert_eq!(manifest.bestanden.len(), 2);
    assert!(manifest.bestanden.values().all(|entry| entry.sha256.len() == 64 && entry.paginas == 1 && entry.bytes > 1000));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 3, "nothing but the files and the manifest");
}

#[test]
fn leaves_a_changed_file_alone_unless_forced_and_writes_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &render(&small("een"), Options::default()).documents, false).expect("written");
    let signed = folder.path().join("B3_overzicht-vakontwikkeling.pdf");
    fs::write(&signed, b"signed by somebody").expect("written");
    let other = render(&small("twee"), Options::default()).documents;
    for _ in 0..2 {
        let result = put(folder.path(), &other, false).expect("written");
        assert_eq!(result.outdated, std::slice::from_ref(&signed));
        assert_eq!(fs::read(&signed).expect("the file"), b"signed by somebody");
        assert!(folder.path().join("B4_2022-09-22_twee.pdf").exists());
    }
    let forced = put(folder.path(), &other, true).expect("written");
    assert_eq!((forced.written, forced.outdated.len()), (vec![signed], 0));
}

#[test]
fn keeps_a_signed_file_without_a_word_of_trouble_while_its_data_is_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = render(&small("een"), Options::default()).documents;
    put(folder.path(), &made, false).expect("written");
    let signed = folder.path().join("B3_overzicht-vakontwikkeling.pdf");
    fs::write(&signed, b"signed by somebody").expect("written");
    let result = put(folder.path(), &made, false).expect("written");
    assert_eq!((result.kept, result.unchanged.len(), result.outdated.len()), (vec![signed], 1, 0));
}

#[test]
fn goes_on_after_a_run_that_was_cut_short() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = render(&small("een"), Options::default()).documents;
    put(folder.path(), &first, false).expect("written");
    let overview = folder.path().join("B3_overzicht-vakontwikkeling.pdf");
    let old = fs::read(&overview).expect("the file");
    put(folder.path(), &render(&small("twee"), Options::default()).documents, false).expect("written");
    // The manifest as it is while a run writes: it knows the new file and the one that is being replaced.
    let path = folder.path().join(MANIFEST);
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    let digest: String = Sha256::digest(&old).iter().map(|byte| format!("{byte:02x}")).collect();
    manifest["bestanden"]["B3_overzicht-vakontwikkeling.pdf"]["sha256_vorige"] = json!(digest);
    fs::write(&path, manifest.to_string()).expect("written");
    fs::write(&overview, &old).expect("written");
    let result = put(folder.path(), &render(&small("drie"), Options::default()).documents, false).expect("written");
    assert!(result.outdated.is_empty() && result.written.contains(&overview));
    let manifest = fs::read_to_string(&path).expect("a manifest");
    assert!(!manifest.contains("sha256_vorige") && !manifest.contains("begonnen") && manifest.contains(&digest));
}

#[test]
fn tells_blank_forms_from_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &render(&small("een"), Options::default()).documents, false).expect("written");
    assert!(put(folder.path(), &blank(Purpose::Pen), false).expect("written").stale.is_empty());
}

#[test]
fn tells_which_files_no_longer_belong_and_keeps_them() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &render(&small("een"), Options::default()).documents, false).expect("written");
    let result = put(folder.path(), &render(&small("twee"), Options::default()).documents, false).expect("written");
    let old = folder.path().join("B4_2022-09-22_een.pdf");
    assert_eq!(result.stale, std::slice::from_ref(&old));
    assert!(old.exists());
}

#[test]
fn leaves_the_old_document_alone_when_the_new_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &render(&small("een"), Options::default()).documents, false).expect("written");
    let old = fs::read(folder.path().join("B4_2022-09-22_een.pdf")).expect("the file");
    let broken = String::from_utf8(small("een")).expect("UTF-8").replace("\"tijd_aanwezigheid_min\":330", "\"tijd_aanwezigheid_min\":-1");
    let result = put(folder.path(), &render(broken.as_bytes(), Options::default()).documents, false).expect("written");
    assert_eq!((result.written.len(), result.unchanged.len()), (0, 0));
    assert_eq!(fs::read(folder.path().join("B4_2022-09-22_een.pdf")).expect("the file"), old);
}

#[test]
fn stays_in_its_folder_whatever_a_title_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("uit");
    for title in ["../../x", "/etc/passwd", "..\\..\\x", "CON", "a/b", ".", "…"] {
        put(&out, &render(&small(title), Options::default()).documents, false).expect("written");
    }
    let outside: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(outside.len(), 1);
    assert!(fs::read_dir(&out).expect("a folder").all(|entry| entry.expect("an entry").path().is_file()));
}

#[cfg(unix)]
#[test]
fn leaves_who_may_read_a_file_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    fs::write(&path, "{}").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
    dossierpers::output::write_file(&path, b"{ }").expect("written");
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&path).expect("a file"), b"{ }");
}
