//! Nothing lost on disk, whatever happens meanwhile: killed, a full disk, two runs at once, pipes, links and devices. The program itself
//! is run, as somebody types it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr, stdout};
use crate::fixture::DOSSIER;

const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/ingevuld/werkverklaring.pypdf.pdf");
const SIGNED: &[u8] = include_bytes!("../fixtures/getekend/B1_werkverklaring_getekend.pdf");

/// A dossier of two documents, of which one shows `titel` and the other names it.
fn dossier(titel: &str) -> String {
    let activiteit = json!({
        "soort": "cursus", "titel": titel, "datum_van": "2025-03-14", "tijd_aanwezigheid_min": 300, "tijd_voorbereiding_min": 60
    });
    let kandidaat = json!({ "voornaam_voorletters": "Noor", "achternaam": "Voorbeeld", "functie": "coach" });
    json!({ "regeling": "hobeon-rib", "kandidaat": kandidaat, "activiteiten": [activiteit, {
        "soort": "cursus", "titel": "De ander", "datum_van": "2025-04-01", "tijd_aanwezigheid_min": 60, "tijd_voorbereiding_min": 0
    }] })
    .to_string()
}

/// A folder with a dossier, and where its documents go.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.at(name).to_str().expect("UTF-8").to_owned()
    }

    fn edit(&self, titel: &str) {
        fs::write(self.at("dossier.json"), dossier(titel)).expect("written");
    }

    fn render(&self) -> Output {
        dossierpers(&["render", &self.text("dossier.json"), "--out", &self.text("uit")])
    }

    /// What a run in a folder of its own makes of the dossier as it is.
    fn clean(&self) -> BTreeMap<String, Vec<u8>> {
        let other = Self::new();
        fs::copy(self.at("dossier.json"), other.at("dossier.json")).expect("copied");
        assert!(other.render().status.success());
        contents(&other.at("uit"))
    }
}

/// The files of a folder; of a manifest without what it remembers of earlier runs.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| {
        let entry = entry.expect("an entry");
        let (name, mut bytes) = (entry.file_name().into_string().expect("UTF-8"), fs::read(entry.path()).expect("a file"));
        if name == "manifest.json" {
            let mut manifest: Value = serde_json::from_slice(&bytes).expect("JSON");
            for file in manifest["bestanden"].as_object_mut().expect("files").values_mut() {
                file.as_object_mut().expect("a file").remove("eerder");
            }
            bytes = manifest.to_string().into_bytes();
        }
        (name, bytes)
    });
    files.collect()
}

fn is_pdf(name: &str) -> bool {
    name.strip_suffix(".pdf").is_some_and(|stem| !stem.starts_with('.'))
}

/// Runs `render` on a disk on which a file can be no longer than some blocks of 512 bytes.
#[cfg(unix)]
fn on_a_full_disk(place: &Place, blocks: u64) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let arguments = ["render", &place.text("dossier.json"), "--out", &place.text("uit")];
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_dossierpers")]).args(arguments).stdin(Stdio::null());
    shell.output().expect("a shell")
}

/// The point of issue 11, B11: it said "ondertekend of aangepast", exit code 0, and the file had the first edit.
#[cfg(unix)]
#[test]
fn an_old_document_is_never_called_signed() {
    let place = Place::new();
    place.edit("nul");
    assert!(place.render().status.success());
    for edit in ["een", "twee"] {
        place.edit(edit);
        // There is room for a manifest, and not for a PDF.
        let cut = on_a_full_disk(&place, 20);
        assert_eq!(cut.status.code(), Some(2), "{}", stderr(&cut));
        assert!(stderr(&cut).contains("groter dan hier mag") && stderr(&cut).contains(".pdf"), "{}", stderr(&cut));
    }
    let good = place.render();
    assert!(good.status.success() && !stderr(&good).contains("ondertekend of aangepast"), "{}", stderr(&good));
    let (mut found, clean) = (contents(&place.at("uit")), place.clean());
    // What an earlier title made is told of and stays.
    found.retain(|name, _| clean.contains_key(name));
    let pdfs = |files: &BTreeMap<String, Vec<u8>>| files.iter().filter(|(name, _)| is_pdf(name)).count();
    assert_eq!(pdfs(&found), 3);
    for (name, bytes) in clean.iter().filter(|(name, _)| is_pdf(name)) {
        assert!(found[name] == *bytes, "{name}");
    }
}

/// Numbers without order that are the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// How many rounds; `DOSSIERPERS_RONDES` for more by hand.
fn rounds() -> u64 {
    std::env::var("DOSSIERPERS_RONDES").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(30)
}

/// An edit, then a run that ends badly; every few of those a run that does not.
#[cfg(unix)]
#[test]
#[expect(clippy::print_stdout, reason = "the figures are for whoever runs it by hand")]
fn killed_full_or_two_at_once_at_any_moment_loses_nothing() {
    let (place, mut chance, begun) = (Place::new(), Chance(11), Instant::now());
    let (mut clean, mut writing) = (BTreeMap::new(), 0);
    let (mut killed, mut full, mut both, mut checked, mut left) = (0, 0, 0, 0, 0);
    place.edit("zelfde");
    assert!(place.render().status.success());
    for round in 0..rounds() {
        // The same title now and then: a file that came back is no stranger either.
        let titel = format!("titel {}", chance.below(6));
        fs::write(place.at("dossier.json"), dossier("zelfde").replace("coach", &titel)).expect("written");
        let program = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dossierpers"));
            let out = command.args(["render", &place.text("dossier.json"), "--out", &place.text("uit")]);
            out.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program")
        };
        match chance.below(4) {
            0 => {
                let mut run = program();
                std::thread::sleep(Duration::from_micros(chance.below(200_000)));
                run.kill().expect("killed");
                killed += u64::from(run.wait().expect("an end").code().is_none());
            }
            1 => {
                let mut run = program();
                // As soon as it writes, and a little later.
                while half_files(&place.at("uit")) == 0 && run.try_wait().expect("a state").is_none() {}
                std::thread::sleep(Duration::from_micros(chance.below(200)));
                run.kill().expect("killed");
                writing += u64::from(run.wait().expect("an end").code().is_none());
            }
            2 => full += u64::from(on_a_full_disk(&place, 1 + chance.below(90)).status.code() == Some(2)),
            _ => {
                let (mut one, mut other) = (program(), program());
                assert!(one.wait().expect("an end").success() && other.wait().expect("an end").success());
                both += 1;
            }
        }
        left += half_files(&place.at("uit"));
        for (name, bytes) in contents(&place.at("uit")).iter().filter(|(name, _)| is_pdf(name)) {
            assert!(bytes.ends_with(b"%%EOF\n"), "{name} is not whole after round {round}");
        }
        if chance.below(3) == 0 {
            let good = place.render();
            assert!(good.status.success(), "{}", stderr(&good));
            let clean = clean.entry(titel).or_insert_with(|| place.clean());
            assert!(contents(&place.at("uit")) == *clean, "round {round}: {}", stderr(&good));
            checked += 1;
        }
    }
    let good = place.render();
    assert!(good.status.success() && contents(&place.at("uit")) == place.clean(), "{}", stderr(&good));
    println!(
        "{} rounds in {:.1?}: {killed} killed and {writing} more while writing, {full} on a full disk, {both} two at once; {left} half files seen, none after the next run; \
         {checked} good runs in between, each as a clean one",
        rounds(),
        begun.elapsed()
    );
}

#[cfg(unix)]
fn half_files(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().starts_with(".dossierpers-")).count()
}

/// A manifest may be gone, or never have been there: a file is ours when its own data makes it.
#[test]
fn a_file_is_known_by_its_own_data() {
    let place = Place::new();
    place.edit("een");
    assert!(place.render().status.success());
    fs::remove_file(place.at("uit/manifest.json")).expect("removed");
    let text = dossier("een").replace("\"coach\"", "\"adviseur\"");
    fs::write(place.at("dossier.json"), &text).expect("written");
    let again = place.render();
    assert!(again.status.success() && stderr(&again).contains("3 bestanden geschreven"), "{}", stderr(&again));
    assert!(contents(&place.at("uit")) == place.clean());
}

/// What is appended is a signature: it stays, without a word while its data is the same, and with one when it is not.
#[test]
fn a_signed_file_is_kept_with_and_without_a_manifest() {
    for with_manifest in [true, false] {
        let place = Place::new();
        place.edit("een");
        assert!(place.render().status.success());
        let path = place.at("uit/B3_overzicht-vakontwikkeling.pdf");
        let signed = [fs::read(&path).expect("a file"), b"99 0 obj\n<< >>\nendobj\n".to_vec()].concat();
        fs::write(&path, &signed).expect("written");
        if !with_manifest {
            fs::remove_file(place.at("uit/manifest.json")).expect("removed");
        }
        let same = place.render();
        assert!(same.status.success() && stderr(&same).contains("zo gelaten"), "{with_manifest} {}", stderr(&same));
        fs::write(place.at("dossier.json"), dossier("een").replace("coach", "adviseur")).expect("written");
        for _ in 0..2 {
            let changed = place.render();
            assert_eq!(changed.status.code(), Some(2), "{with_manifest} {}", stderr(&changed));
            assert!(fs::read(&path).expect("a file") == signed);
        }
    }
}

/// One made by 0.1.0 and signed by another program, in a folder without a manifest.
#[test]
fn a_statement_that_was_signed_long_ago_is_never_overwritten() {
    let place = Place::new();
    fs::write(place.at("dossier.json"), DOSSIER).expect("written");
    fs::create_dir(place.at("uit")).expect("a folder");
    let theirs = place.at("uit/B1_werkverklaring_uwv-kantoor-rivierstad-fictief.pdf");
    fs::write(&theirs, SIGNED).expect("written");
    let arguments = ["render", &place.text("dossier.json"), "--out", &place.text("uit"), "--only", "werkverklaring"];
    let rendered = dossierpers(&arguments);
    assert_eq!(rendered.status.code(), Some(2), "{}", stderr(&rendered));
    assert!(fs::read(&theirs).expect("a file") == SIGNED);
}

#[test]
fn a_run_that_changes_nothing_writes_nothing() {
    let place = Place::new();
    place.edit("een");
    assert!(place.render().status.success());
    let times = || -> Vec<_> {
        let entries = fs::read_dir(place.at("uit")).expect("a folder").map(|entry| entry.expect("an entry"));
        entries.map(|entry| (entry.file_name(), entry.metadata().expect("a file").modified().expect("a time"))).collect()
    };
    let before = times();
    assert!(stderr(&place.render()).contains("0 bestanden geschreven, 3 ongewijzigd"));
    assert_eq!(times(), before);
}

/// A name in a manifest that leads out of the folder is nobody's: nothing there is read, told of or changed.
#[test]
fn a_manifest_leads_nowhere_out_of_its_folder() {
    let place = Place::new();
    place.edit("een");
    assert!(place.render().status.success());
    fs::write(place.at("geheim.pdf"), "x").expect("written");
    let path = place.at("uit/manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    let entry = manifest["bestanden"]["B3_overzicht-vakontwikkeling.pdf"].clone();
    for name in ["../geheim.pdf", "/etc/passwd", "..\\geheim.pdf", &place.text("geheim.pdf")] {
        manifest["bestanden"][name] = entry.clone();
    }
    fs::write(&path, manifest.to_string()).expect("written");
    let again = place.render();
    assert!(again.status.success() && !stderr(&again).contains("geheim"), "{}", stderr(&again));
    assert_eq!(fs::read_to_string(place.at("geheim.pdf")).expect("a file"), "x");
    assert!(!fs::read_to_string(&path).expect("a file").contains("geheim"));
    fs::write(&path, "{ \"van\": \"iemand anders\" }").expect("written");
    let foreign = place.render();
    assert!(foreign.status.code() == Some(2) && stderr(&foreign).contains("geen manifest van dossierpers"), "{}", stderr(&foreign));
    assert_eq!(fs::read_to_string(&path).expect("a file"), "{ \"van\": \"iemand anders\" }");
}

/// Runs the program for at most some seconds.
#[cfg(unix)]
fn soon(arguments: &[&str]) -> Output {
    let mut shell = Command::new("timeout");
    shell.args(["20", env!("CARGO_BIN_EXE_dossierpers")]).args(arguments).stdin(Stdio::null());
    let output = shell.output().expect("the program");
    assert_ne!(output.status.code(), Some(124), "{arguments:?} waited for ever");
    output
}

#[cfg(unix)]
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[cfg(unix)]
#[test]
fn waits_for_no_pipe_and_reads_no_device() {
    let place = Place::new();
    place.edit("een");
    pipe(&place.at("pijp"));
    std::os::unix::fs::symlink("/dev/zero", place.at("nul")).expect("a link");
    let _socket = std::os::unix::net::UnixListener::bind(place.at("socket")).expect("a socket");
    fs::create_dir(place.at("map")).expect("a folder");
    for (name, what) in [("pijp", "een pijp"), ("nul", "een apparaat"), ("socket", "een socket"), ("map", "een map")] {
        let (path, dossier, out) = (place.text(name), place.text("dossier.json"), place.text("x"));
        let reading = [
            vec!["check", &path],
            vec!["render", &path, "--out", &out],
            vec!["eject", &path, "--out", &out],
            vec!["import", &path],
            vec!["import", FORM, "--into", &path],
        ];
        for arguments in &reading {
            let refused = soon(arguments);
            assert_eq!(refused.status.code(), Some(2), "{arguments:?} {}", stderr(&refused));
            assert!(stderr(&refused).contains(&path) && stderr(&refused).contains(what), "{arguments:?} {}", stderr(&refused));
        }
        for arguments in [vec!["import", FORM, "--out", &path, "--force"], vec!["render", &dossier, "--out", &path]] {
            let before = fs::symlink_metadata(&path).expect("something").file_type();
            let refused = soon(&arguments);
            if name == "map" && arguments[0] == "render" {
                continue;
            }
            assert_eq!(refused.status.code(), Some(2), "{arguments:?} {}", stderr(&refused));
            assert!(stderr(&refused).contains(&path), "{arguments:?} {}", stderr(&refused));
            assert_eq!(fs::symlink_metadata(&path).expect("something").file_type(), before);
        }
        assert!(!place.at("x").exists(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn replaces_no_link_no_pipe_and_no_device() {
    type Plant = fn(&Path, &Path);
    let plants: [(&str, Plant); 4] = [
        ("een koppeling", |path, other| std::os::unix::fs::symlink(other, path).expect("a link")),
        ("een koppeling", |path, _| std::os::unix::fs::symlink("/dev/zero", path).expect("a link")),
        ("een pijp", |path, _| pipe(path)),
        ("een map", |path, _| fs::create_dir(path).expect("a folder")),
    ];
    for (what, plant) in plants {
        for name in ["uit/B3_overzicht-vakontwikkeling.pdf", "uit/manifest.json", "nieuw.json"] {
            let place = Place::new();
            place.edit("een");
            fs::create_dir(place.at("uit")).expect("a folder");
            fs::write(place.at("ander"), "van iemand").expect("written");
            plant(&place.at(name), &place.at("ander"));
            let before = fs::symlink_metadata(place.at(name)).expect("something").file_type();
            let (dossier, uit, nieuw) = (place.text("dossier.json"), place.text("uit"), place.text("nieuw.json"));
            let refused = match name {
                "nieuw.json" => soon(&["import", FORM, "--out", &nieuw, "--force"]),
                _ => soon(&["render", &dossier, "--out", &uit, "--force"]),
            };
            assert_eq!(refused.status.code(), Some(2), "{name} {}", stderr(&refused));
            assert!(stderr(&refused).contains(name) && stderr(&refused).contains(what), "{name} {}", stderr(&refused));
            assert_eq!(fs::symlink_metadata(place.at(name)).expect("something").file_type(), before);
            assert_eq!(fs::read_to_string(place.at("ander")).expect("a file"), "van iemand");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_special_or_huge_file_beside_a_template_is_told_of() {
    let place = Place::new();
    place.edit("een");
    assert!(dossierpers(&["regeling", "new", &place.text("eigen")]).status.success());
    let check = || soon(&["regeling", "check", &place.text("eigen")]);
    assert!(check().status.success());
    fs::File::create(place.at("eigen/groot.typ")).expect("a file").set_len(2 * 1024 * 1024 * 1024).expect("a sparse file");
    assert!(check().status.code() == Some(2) && stderr(&check()).contains("groot.typ"), "{}", stderr(&check()));
    fs::remove_file(place.at("eigen/groot.typ")).expect("removed");
    pipe(&place.at("eigen/pijp.typ"));
    assert!(check().status.code() == Some(2) && stderr(&check()).contains("een pijp"), "{}", stderr(&check()));
    let render = soon(&["render", &place.text("dossier.json"), "--out", &place.text("x"), "--regeling", &place.text("eigen")]);
    assert_eq!(render.status.code(), Some(2), "{}", stderr(&render));
}

#[cfg(unix)]
#[test]
fn leaves_who_may_read_it_and_gives_new_files_the_usual_mode() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let place = Place::new();
    place.edit("een");
    assert!(place.render().status.success());
    let usual = mode(&place.at("dossier.json"));
    for name in ["uit/manifest.json", "uit/B3_overzicht-vakontwikkeling.pdf"] {
        assert_eq!(mode(&place.at(name)), usual, "{name}");
        fs::set_permissions(place.at(name), fs::Permissions::from_mode(0o600)).expect("set");
    }
    fs::write(place.at("dossier.json"), dossier("een").replace("coach", "adviseur")).expect("written");
    assert!(place.render().status.success());
    for name in ["uit/manifest.json", "uit/B3_overzicht-vakontwikkeling.pdf"] {
        assert_eq!(mode(&place.at(name)), 0o600, "{name}");
    }
    let path = place.text("dossier.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
    fs::write(&path, r#"{ "kandidaat": { "achternaam": "Bedacht" } }"#).expect("written");
    let merged = dossierpers(&["import", FORM, "--into", &path, "--out", &path]);
    assert!(merged.status.success(), "{}", stderr(&merged));
    assert_eq!((mode(Path::new(&path)), mode(&place.at("dossier.vorige.json"))), (0o600, 0o600));
}

#[test]
fn import_keeps_what_it_replaces_and_says_what_is_not_in_it_any_more() {
    let place = Place::new();
    let path = place.text("dossier.json");
    fs::write(&path, DOSSIER).expect("written");
    let forced = dossierpers(&["import", FORM, "--out", &path, "--force"]);
    assert!(forced.status.success(), "{}", stderr(&forced));
    assert_eq!(fs::read_to_string(place.at("dossier.vorige.json")).expect("a file"), DOSSIER);
    let said = stderr(&forced);
    for part in ["dossier.vorige.json", "staat niet meer", "(alle 14)", "(alle 12)"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    // The same again changes nothing, and pushes no old state out.
    let again = dossierpers(&["import", FORM, "--out", &path, "--force"]);
    assert!(stderr(&again).contains("niets geschreven"), "{}", stderr(&again));
    assert_eq!(fs::read_dir(place.folder.path()).expect("a folder").count(), 2);
}

#[test]
fn import_of_an_empty_form_writes_nothing() {
    let place = Place::new();
    let path = place.text("dossier.json");
    assert!(dossierpers(&["blank", "werkverklaring", "--out", &place.text("leeg")]).status.success());
    fs::write(&path, DOSSIER).expect("written");
    let form = place.text("leeg/werkverklaring_leeg.pdf");
    let form = if Path::new(&form).exists() { form } else { first_pdf(&place.at("leeg")) };
    let refused = dossierpers(&["import", &form, "--out", &path, "--force"]);
    assert_eq!((refused.status.code(), stdout(&refused).as_str()), (Some(1), ""), "{}", stderr(&refused));
    assert!(dossierpers(&["import", &form, "--into", &path, "--out", &path]).status.success());
    assert_eq!(fs::read_to_string(&path).expect("a file"), DOSSIER);
    assert_eq!(fs::read_dir(place.folder.path()).expect("a folder").count(), 2, "nothing kept, since nothing was replaced");
}

fn first_pdf(folder: &Path) -> String {
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let pdf = paths.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    pdf.expect("a PDF").to_str().expect("UTF-8").to_owned()
}

/// Each reads what the other wrote: neither is lost.
#[test]
fn two_imports_at_once_both_arrive() {
    let forms = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/ingevuld/");
    for _ in 0..3 {
        let place = Place::new();
        let path = place.text("dossier.json");
        fs::write(&path, r#"{ "vreemd": 1.10 }"#).expect("written");
        let import = |form: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dossierpers"));
            command.args(["import", &format!("{forms}{form}"), "--into", &path, "--out", &path]);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program")
        };
        let (mut one, mut other) = (import("werkverklaring.pypdf.pdf"), import("intervisieverslag.pypdf.pdf"));
        assert!(one.wait().expect("an end").code().is_some() && other.wait().expect("an end").code().is_some());
        let text = fs::read_to_string(&path).expect("a file");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert!(value["werkverklaringen"][0].is_object() && value["intervisiemomenten"][0].is_object(), "{text}");
        assert!(text.contains("1.10"));
    }
}

/// The dossier is the old one or the new one, whole, and the next run puts right what the killed one left.
#[cfg(unix)]
#[test]
fn an_import_that_is_killed_or_finds_the_disk_full_leaves_the_dossier_whole() {
    let (place, mut chance) = (Place::new(), Chance(5));
    let path = place.text("dossier.json");
    let before = "{ \"vreemd\": 1.10 }\n".to_owned() + &" ".repeat(4000);
    fs::write(&path, &before).expect("written");
    assert!(dossierpers(&["import", FORM, "--into", &path, "--out", &path]).status.success());
    let after = fs::read_to_string(&path).expect("a file");
    for round in 0..12 {
        fs::write(&path, &before).expect("written");
        // Room for less than the new dossier has on every third round.
        let limit = if round % 3 == 0 { "ulimit -f 4; " } else { "" };
        let script = format!("trap '' XFSZ; {limit}exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_dossierpers"), "import", FORM, "--into", &path, "--out", &path]);
        let mut run = shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program");
        if round % 3 != 0 {
            std::thread::sleep(Duration::from_micros(chance.below(120_000)));
            run.kill().expect("killed");
        }
        let code = run.wait().expect("an end").code();
        let now = fs::read_to_string(&path).expect("a file");
        assert!(now == before || now == after, "round {round}: {now}");
        assert!(round % 3 != 0 || code == Some(2) && now == before, "round {round}: {code:?}");
    }
    assert!(dossierpers(&["import", FORM, "--into", &path, "--out", &path]).status.success());
    assert_eq!((fs::read_to_string(&path).expect("a file"), half_files(place.folder.path())), (after, 0));
    assert_eq!(fs::read_to_string(place.at("dossier.vorige.json")).expect("a file"), before);
}

/// Only what the form adds is new: digits, keys that nobody knows, order, line ends and the mark of the encoding stay.
#[test]
fn import_leaves_every_byte_that_it_does_not_change() {
    let before = "\u{feff}{\r\n\t\"vreemd\" : 12345678901234567890.123456789,\r\n\t\"kandidaat\": {\"voornaam_voorletters\":\"Z.\",   \
                  \"achternaam\" : \"Bedacht\", \"ook_vreemd\":[1.10,\t1e2]},\r\n\t\"werkverklaringen\": [ ]\r\n}";
    let place = Place::new();
    let path = place.text("dossier.json");
    fs::write(&path, before).expect("written");
    let merged = dossierpers(&["import", FORM, "--into", &path, "--out", &path]);
    let after = fs::read_to_string(&path).expect("a file");
    assert!(after.len() > before.len(), "{}", stderr(&merged));
    for kept in [
        "\u{feff}{\r\n\t\"vreemd\" : 12345678901234567890.123456789,\r\n\t\"kandidaat\": {\"voornaam_voorletters\":\"Z.\",   \
         \"achternaam\" : \"Bedacht\", \"ook_vreemd\":[1.10,\t1e2]",
        "\r\n\t\"werkverklaringen\": [",
    ] {
        assert!(after.contains(kept), "{kept}\n{after}");
    }
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "one kind of line end");
    assert_eq!(fs::read_to_string(place.at("dossier.vorige.json")).expect("a file"), before);
    let value: Value = serde_json::from_str(after.trim_start_matches('\u{feff}')).expect("JSON");
    assert_eq!(value["werkverklaringen"][0]["momenteel_werkzaam"], true);
}
