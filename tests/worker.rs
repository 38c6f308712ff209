//! A regeling of somebody else: laid out in a process of its own, to the same bytes, and stopped where it does not end.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use dossierpers::error::Error;
use dossierpers::regeling::Bestanden;
use dossierpers::worker::{Client, Limits, Pers};
use dossierpers::{Input, Job, Made, Options, Press, Purpose, Regeling, Rendering, Status, eject, regelingen};
use serde_json::{Value, json};

use crate::cli::{dossierpers, stderr};

/// Longer than anything takes that comes to an end.
const GENEROUS: Limits = Limits { seconds: 600, mebibytes: 3072 };

/// The files of a built-in regeling under a name of its own.
fn foreign(id: &str) -> Bestanden {
    let mut files = regelingen::bestanden(id);
    let toml = String::from_utf8(files["regeling.toml"].clone()).expect("UTF-8");
    let toml = toml.lines().filter(|line| !line.starts_with("namen = ")).collect::<Vec<_>>().join("\n") + "\n";
    files.insert("regeling.toml".to_owned(), toml.replacen(&format!("id = \"{id}\""), "id = \"eigen\"", 1).into_bytes());
    let mut example: Value = serde_json::from_slice(&files["voorbeeld.json"]).expect("JSON");
    example["regeling"] = json!("eigen");
    files.insert("voorbeeld.json".to_owned(), example.to_string().into_bytes());
    files
}

/// The account of a guideline, with code before its template.
fn with_code(code: &str) -> Bestanden {
    let mut files = foreign("akc-leidraad");
    let template = files.get_mut("verantwoording.typ").expect("a template");
    template.splice(0..0, format!("{code}\n").into_bytes());
    files
}

fn example(files: &Bestanden) -> &[u8] {
    &files["voorbeeld.json"]
}

fn worker(limits: Limits) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossierpers"));
    let typed = [limits.seconds.to_string(), limits.mebibytes.to_string()];
    command.args(["worker", "--time-limit", &typed[0], "--memory-limit", &typed[1]]);
    command
}

fn client(limits: Limits, files: &Bestanden) -> Client {
    Client::start(worker(limits), limits, files).expect("a worker")
}

fn render(pers: &Pers<'_>, files: &Bestanden) -> Result<Rendering, Error> {
    pers.render(&pers.read(example(files), false)?, &Job::default())
}

/// What stopped the example of a regeling from being made.
fn trouble(limits: Limits, files: &Bestanden) -> String {
    let client = client(limits, files);
    let pers = Pers::Apart(&client);
    let stopped = render(&pers, files).expect_err("a regeling that is stopped").to_string();
    let again = pers.read(b"{}", false).expect_err("a worker that is gone").to_string();
    assert_eq!(stopped, again);
    stopped
}

/// The files that were made, by name.
fn bytes(made: &[Made]) -> Vec<(String, Option<Vec<u8>>)> {
    let bytes = |made: &'_ Made| match &made.status {
        Status::Made(bytes) => Some(bytes.clone()),
        Status::Refused => None,
    };
    let made: Vec<_> = made.iter().map(|made| (made.document.bestand.clone(), bytes(made))).collect();
    assert!(made.iter().any(|(_, bytes)| bytes.as_ref().is_some_and(|bytes| bytes.starts_with(b"%PDF"))), "nothing was made");
    made
}

/// Compares what is made here with what a worker makes.
fn same<T>(client: &Client, regeling: &Regeling, make: impl Fn(&Pers<'_>) -> T, compare: impl Fn(&T, &T)) {
    let here = make(&Pers::Here(Press::new(regeling).expect("templates")));
    compare(&here, &make(&Pers::Apart(client)));
}

#[test]
fn makes_the_same_bytes_as_in_this_process() {
    let files = foreign("akc-leidraad");
    let regeling = regelingen::uit_bestanden(files.clone()).expect("a regeling");
    let client = client(GENEROUS, &files);
    let read = |pers: &Pers<'_>, form| pers.read(example(&files), form).expect("read");
    for options in [
        Options::default(),
        Options { concept: true, no_embed: true, ..Options::default() },
        Options { fillable: true, ..Options::default() },
    ] {
        let make = |pers: &Pers<'_>| {
            let job = Job { options, only: &["verantwoording"], ..Job::default() };
            pers.render(&read(pers, options.fillable), &job).expect("documents")
        };
        same(&client, &regeling, make, |here, apart| {
            assert_eq!(here.findings, apart.findings);
            assert_eq!(bytes(&here.documents), bytes(&apart.documents));
        });
    }
    for purpose in [Purpose::Pen, Purpose::Screen] {
        let make = |pers: &Pers<'_>| pers.blank(&["advies-toetsingscommissie"], purpose).expect("forms");
        same(&client, &regeling, make, |here, apart| assert_eq!(bytes(here), bytes(apart)));
    }
    let project = |pers: &Pers<'_>| eject::project(&pers.documents(&read(pers, false)).expect("documents").0, &regeling);
    same(&client, &regeling, project, |here, apart| assert!(here.len() > 10 && here == apart));
    let words = |pers: &Pers<'_>| pers.words(&regeling.gegevens.oordeel.aandacht.tekst, "2 fouten").expect("words");
    same(&client, &regeling, words, |here, apart| assert_eq!([here, apart], ["te publiceren, met 2 fouten"; 2]));
}

#[test]
fn judges_as_in_this_process() {
    let files = foreign("hobeon-rib");
    let regeling = regelingen::uit_bestanden(files.clone()).expect("a regeling");
    let client = client(GENEROUS, &files);
    let mut dossier: Value = serde_json::from_slice(example(&files)).expect("JSON");
    let whole = dossier.clone();
    dossier["activiteiten"][0]["pe_punten"] = json!(0.300_000_000_000_000_04);
    dossier["intervisiemomenten"][3]["datum"] = json!("2025-02-30");
    let judge = |bytes: &[u8]| {
        same(
            &client,
            &regeling,
            |pers| {
                let input = pers.read(bytes, false).expect("read");
                let job = Job { only: &["werkverklaring"], ..Job::default() };
                let verdict = pers.check(&input, &job).expect("a verdict");
                (verdict.to_json(&input, &regeling), verdict.uitkomst, input)
            },
            |(here, totals, input), (apart, other, read): &(_, _, Input)| {
                assert_eq!((here, totals), (apart, other));
                assert_eq!((&input.value, &input.left_out, input.source.text()), (&read.value, &read.left_out, read.source.text()));
            },
        );
    };
    judge(whole.to_string().as_bytes());
    judge(dossier.to_string().as_bytes());
    judge(b"{ \"activiteiten\": [ }");
    judge(&[0xff, 0xfe]);
}

#[test]
fn answers_many_requests_one_after_another_and_opens_another_regeling() {
    let files = foreign("akc-leidraad");
    let client = client(GENEROUS, &files);
    let pers = Pers::Apart(&client);
    let first = render(&pers, &files).expect("documents");
    for place in 0..50 {
        let read = pers.read(format!("{{ \"inleiding\": {place} }}").as_bytes(), false).expect("read");
        assert_eq!(read.findings.len(), 1);
        assert_eq!(
            pers.documents(&read).expect("documents").1.len(),
            pers.check(&read, &Job::default()).expect("a verdict").findings.len()
        );
    }
    client.open(&with_code("#panic(\"mislukt\")")).expect("a regeling");
    assert!(render(&pers, &files).expect_err("a panic").to_string().contains("verantwoording.typ:1: panicked"));
    assert!(client.open(&Bestanden::new()).expect_err("no regeling").to_string().contains("regeling.toml"));
    assert!(pers.read(b"{}", false).is_err(), "nothing is open");
    client.open(&files).expect("a regeling");
    assert_eq!(bytes(&render(&pers, &files).expect("documents").documents), bytes(&first.documents));
}

/// Rules that together take far longer than anybody waits, while each of them keeps within its fuel.
fn with_slow_rules() -> Bestanden {
    let mut files = foreign("akc-leidraad");
    let melding = "{% for a in lijst %}{% for b in lijst %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}";
    let mut toml = String::from_utf8(files["regeling.toml"].clone()).expect("UTF-8");
    for place in 0..440 {
        toml += &format!(
            "[[regels]]\ncode = \"traag-{place}\"\ntitel = \"Traag\"\nper = \"/procesverslag/stappen\"\nals = \"true\"\nernst = \"informatie\"\n\
             bron = \"geen\"\nmelding = \"{melding}\"\nhulp = \"{melding}\"\npad = \"{melding}\"\nwat = \"w\"\nwaarom = \"w\"\nvoorbeeld = \"v\"\nherstel = \"h\"\n"
        );
    }
    files.insert("regeling.toml".to_owned(), toml.into_bytes());
    let mut example: Value = serde_json::from_slice(&files["voorbeeld.json"]).expect("JSON");
    let step = example["procesverslag"]["stappen"][0].clone();
    example["procesverslag"]["stappen"] = vec![step; 60].into();
    files.insert("voorbeeld.json".to_owned(), example.to_string().into_bytes());
    files
}

const ENDLESS: &str = "#{ let n = 0; for i in range(100000) { for j in range(100000) { n += 1 } } }";

#[test]
fn stops_expressions_that_do_not_end() {
    let limits = Limits { seconds: 1, ..GENEROUS };
    let stopped = trouble(limits, &with_slow_rules());
    assert!(stopped.contains("langer dan 1 seconde. Een sjabloon of een expressie"), "{stopped}");
}

#[cfg(target_os = "linux")]
#[test]
fn stops_a_template_that_eats_memory() {
    let limits = Limits { mebibytes: 256, ..GENEROUS };
    let files = with_code("#let veel = range(60).fold(\"abcdefgh\", (a, b) => a + a)");
    let stopped = trouble(limits, &files);
    assert!(stopped.contains("meer geheugen dan 256 MiB, bij verantwoording_"), "{stopped}");
    let files = foreign("akc-leidraad");
    let client = client(limits, &files);
    assert!(render(&Pers::Apart(&client), &files).is_ok(), "what needs little gets it");
}

fn write_folder(folder: &Path, files: &Bestanden) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut found: Vec<_> =
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))).collect();
    found.sort();
    found
}

#[test]
fn a_template_that_does_not_end_is_stopped_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    write_folder(folder.path().join("goed").as_path(), &foreign("akc-leidraad"));
    write_folder(folder.path().join("fout").as_path(), &with_code(ENDLESS));
    let (dossier, out) = (path("goed/voorbeeld.json"), path("uit"));
    let made = dossierpers(&["render", &dossier, "--out", &out, "--regeling", &path("goed")]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let before = contents(Path::new(&out));
    assert_eq!(before.len(), 3);
    for command in [vec!["render", &dossier, "--out", &out], vec!["check", &dossier], vec!["blank", "--out", &out]] {
        let stopped = dossierpers(&[command.as_slice(), &["--regeling", &path("fout"), "--time-limit", "2"]].concat());
        let said = stderr(&stopped);
        assert_eq!((stopped.status.code(), stopped.stdout.as_slice()), (Some(2), b"".as_slice()), "{said}");
        assert!(said.contains("langer dan 2 seconden, bij verantwoording"), "{said}");
    }
    assert_eq!(contents(Path::new(&out)), before);
    let tried = dossierpers(&["regeling", "check", &path("fout"), "--time-limit", "2"]);
    assert!(tried.status.code() == Some(2) && stderr(&tried).contains("langer dan 2 seconden"), "{}", stderr(&tried));
}

#[test]
fn a_template_reads_nothing_outside_its_folder() {
    let client = client(GENEROUS, &foreign("akc-leidraad"));
    for (code, said) in [
        ("#read(\"../x\")", "verantwoording.typ:1: path `\"../x\"` would escape the project root"),
        ("#read(\"/etc/passwd\")", "verantwoording.typ:1: file not found (searched at etc/passwd)"),
        ("#import \"/etc/passwd\": a", "verantwoording.typ:1: file not found (searched at etc/passwd)"),
        ("\n#import \"@preview/cetz:0.3.0\": canvas", "verantwoording.typ:2: failed to load package (@preview/cetz:0.3.0"),
        ("#{ while true { } }", "verantwoording.typ:1: condition is always true"),
    ] {
        let files = with_code(code);
        client.open(&files).expect("a regeling");
        let error = render(&Pers::Apart(&client), &files).expect_err("a template that cannot be used").to_string();
        assert!(error.contains(said), "{said}: {error}");
    }
}

/// A worker that is spoken to by hand.
fn by_hand(limits: Limits) -> Child {
    worker(limits).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
}

fn frame(head: &Value, files: &[&[u8]]) -> Vec<u8> {
    let length = |number: usize| u32::try_from(number).expect("small").to_be_bytes();
    let head = head.to_string();
    let parts = std::iter::once(head.as_bytes()).chain(files.iter().copied());
    let parts = parts.flat_map(|part| [length(part.len()).as_slice(), part].concat());
    [b"dpw1".as_slice(), &length(files.len() + 1)].concat().into_iter().chain(parts).collect()
}

fn opened(files: &Bestanden) -> Vec<u8> {
    let bytes: Vec<&[u8]> = files.values().map(Vec::as_slice).collect();
    frame(&json!({ "Open": { "namen": files.keys().collect::<Vec<_>>() } }), &bytes)
}

#[test]
fn what_is_no_request_ends_a_worker_without_a_panic() {
    let open = opened(&foreign("akc-leidraad"));
    let requests = [
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), "no message"),
        (open[..open.len() / 2].to_vec(), "cut short"),
        (open[..6].to_vec(), "cannot read its input"),
        (frame(&json!({ "Onbekend": {} }), &[]), "unknown variant"),
        ([open.clone(), b"x".to_vec()].concat(), "no message"),
        ([b"dpw1".as_slice(), &[0xff; 8]].concat(), "too many parts"),
        ([b"dpw1".as_slice(), &[0, 0, 0, 1], &[0xff; 8]].concat(), "larger than"),
    ];
    for (bytes, said) in requests {
        let mut child = by_hand(GENEROUS);
        // It may stop reading before the end.
        let _ = child.stdin.take().expect("a pipe").write_all(&bytes);
        let ended = child.wait_with_output().expect("the program");
        let stderr = stderr(&ended);
        assert!(ended.status.code() == Some(2) && stderr.contains(said) && !stderr.contains("panicked"), "{said}: {stderr}");
    }
    let mut child = by_hand(GENEROUS);
    let misled = [frame(&json!({ "Open": { "namen": ["a", "b"] } }), &[b"x"]), frame(&json!({ "Read": { "form": false } }), &[])].concat();
    child.stdin.take().expect("a pipe").write_all(&misled).expect("written");
    let ended = child.wait_with_output().expect("the program");
    let answers = String::from_utf8_lossy(&ended.stdout).matches("Failed").count();
    assert_eq!((ended.status.code(), answers), (Some(0), 2), "{}", stderr(&ended));
}

#[test]
fn a_worker_ends_when_nobody_asks_any_more() {
    let mut idle = by_hand(GENEROUS);
    drop(idle.stdin.take());
    assert_eq!(idle.wait().expect("the program").code(), Some(0));
    let mut open = by_hand(GENEROUS);
    open.stdin.take().expect("a pipe").write_all(&opened(&foreign("akc-leidraad"))).expect("written");
    assert_eq!(open.wait_with_output().expect("the program").status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_whose_caller_is_gone_does_not_go_on_without_end() {
    let files = with_code(ENDLESS);
    let regeling = regelingen::uit_bestanden(files.clone()).expect("a regeling");
    let input = dossierpers::input::read(example(&files), &regeling).expect("read");
    let task = json!({ "options": Options::default(), "only": [], "files": null });
    let mut left = by_hand(Limits { seconds: 1, ..GENEROUS });
    let asked = [opened(&files), frame(&json!({ "Render": { "input": input, "task": task } }), &[])].concat();
    left.stdin.take().expect("a pipe").write_all(&asked).expect("written");
    drop(left.stdout.take());
    let ended = left.wait().expect("the program");
    assert!(!ended.success(), "{ended}");
}

#[test]
fn a_worker_that_is_no_worker_is_said_to_have_ended() {
    let mut other = Command::new(env!("CARGO_BIN_EXE_dossierpers"));
    other.arg("--version");
    let error = Client::start(other, GENEROUS, &Bestanden::new()).expect_err("no worker").to_string();
    assert!(error.starts_with("Het opmaken is uit zichzelf gestopt"), "{error}");
    let missing = Client::start(Command::new("/er/is/geen/programma"), GENEROUS, &Bestanden::new()).expect_err("no program").to_string();
    assert!(missing.contains("kan niet worden gestart"), "{missing}");
}
