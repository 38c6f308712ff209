//! Broken input by the million: files of a corpus, changed at random, through each reader of bytes. None may panic, hang or fill memory.
//!
//! In the suite a second for each reader; by hand for as long as `DOSSIERPERS_MINUTEN` says:
//! `DOSSIERPERS_MINUTEN=60 cargo test --release --test dossier mutaties:: -- --ignored --nocapture`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use dossierpers::bewijs;
use dossierpers::input;

use crate::fixture::{REGELING, import, judged};

/// The longest that a reader may take for one file, by the clock on the wall: other programs may want the machine too.
const LONGEST: Duration = Duration::from_mins(2);

/// Bytes that mean something to one of the readers.
const WORDS: [&[u8]; 28] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"null",
    b"1e999",
    b"-0",
    b"\\u0000",
    b"\\ud800",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"%PDF-1.7",
    b"%%EOF",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"xref",
    b"startxref",
    b"/Encrypt",
    b"/ObjStm",
    b"/Filter/FlateDecode",
    b"/Length 9999999",
    b"<</Kids[1 0 R]>>",
    b"\xff\xd9",
    b"IEND",
];

/// A small generator: the same seed gives the same files on every machine.
struct Toeval(u64);

impl Toeval {
    fn next(&mut self) -> u64 {
        // xorshift64* (Vigna, 2016)
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % most.max(1)
    }
}

/// A file with some of its bytes changed, taken out, repeated, or replaced by those of another.
fn changed(file: &[u8], other: &[u8], toeval: &mut Toeval) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=toeval.below(6) {
        let at = toeval.below(bytes.len());
        let span = at..(at + 1 + toeval.below(64)).min(bytes.len());
        match toeval.below(8) {
            0 if !bytes.is_empty() => bytes[at] = u8::try_from(toeval.below(256)).unwrap_or(0),
            1 if !bytes.is_empty() => bytes[at] ^= 1 << toeval.below(8),
            2 => bytes.truncate(at),
            3 if !span.is_empty() => drop(bytes.drain(span)),
            4 if !span.is_empty() => {
                let piece = bytes[span].repeat(1 + toeval.below(40));
                bytes.splice(at..at, piece);
            }
            5 => drop(bytes.splice(at..at, WORDS[toeval.below(WORDS.len())].iter().copied())),
            6 if !other.is_empty() => {
                let from = toeval.below(other.len());
                let piece = other[from..(from + toeval.below(2000)).min(other.len())].to_vec();
                bytes.splice(span, piece);
            }
            _ => bytes.extend_from_slice(WORDS[toeval.below(WORDS.len())]),
        }
    }
    bytes
}

fn corpus(folders: &[&str]) -> Vec<Vec<u8>> {
    let folder = |name: &&str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let entries = folders.iter().flat_map(|name| fs::read_dir(folder(name)).expect("a folder of the corpus"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a file")).collect()
}

/// Tries one reader for a while; gives how many files it read.
fn try_for(time: Duration, seed: u64, corpus: &[Vec<u8>], read: impl Fn(&[u8])) -> usize {
    let mut toeval = Toeval(seed);
    let begun = Instant::now();
    let mut count = 0;
    while begun.elapsed() < time {
        let (file, other) = (&corpus[toeval.below(corpus.len())], &corpus[toeval.below(corpus.len())]);
        let bytes = changed(file, other, &mut toeval);
        let from = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
        if outcome.is_err() || from.elapsed() > LONGEST {
            let path = std::env::temp_dir().join(format!("dossierpers-mutatie-{seed}-{count}"));
            fs::write(&path, &bytes).expect("kept");
            panic!("after {count} files, {:?}: {}", from.elapsed(), path.display());
        }
        count += 1;
    }
    count
}

fn json(bytes: &[u8]) {
    let read = input::read(bytes, &REGELING).expect("whatever is wrong with the bytes is a finding");
    judged(&read);
}

fn form(bytes: &[u8]) {
    import(&[bytes], None);
}

fn evidence(bytes: &[u8]) {
    bewijs::kijk(bytes, &REGELING).expect("whatever is wrong with the bytes is what they are");
}

type Reader = (&'static str, &'static [&'static str], fn(&[u8]));

const READERS: [Reader; 3] = [
    ("json", &["fixtures", "fixtures/invoer", "tests/corpus/json"], json),
    ("formulier", &["fixtures/ingevuld", "fixtures/getekend", "tests/corpus/formulier"], form),
    ("bewijs", &["fixtures/bewijs", "fixtures/ondertekend", "tests/corpus/bewijs"], evidence),
];

#[test]
fn broken_input_is_read_without_a_panic() {
    for (name, folders, read) in READERS {
        assert!(try_for(Duration::from_secs(1), 11, &corpus(folders), read) > 0, "{name}");
    }
}

#[test]
#[ignore = "takes as long as DOSSIERPERS_MINUTEN says"]
fn broken_input_for_as_long_as_somebody_likes() {
    let minutes: u64 = std::env::var("DOSSIERPERS_MINUTEN").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    std::thread::scope(|scope| {
        for (name, folders, read) in READERS {
            scope.spawn(move || {
                let seed = u64::from(std::process::id()) + 1;
                let count = try_for(Duration::from_mins(minutes), seed, &corpus(folders), read);
                #[expect(clippy::print_stdout, reason = "who runs it by hand wants the figure")]
                (println!("{name}: {count} files in {minutes} minutes"));
            });
        }
    });
}
