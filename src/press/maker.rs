//! The press: data that was read to the bytes of its documents, with everything that keeps one from being made.

use std::borrow::Cow;
use std::sync::Mutex;

use super::bundel::{self, Blad, Bundel};
use super::faults::INVULVELD_TE_KLEIN;
use super::made::{Made, Rendering, Status};
use super::stukken::{self, Bewijs};
use super::verdict::Verdict;
use super::voorbeeld;
use crate::documents::{self, Document, Options, Purpose};
use crate::error::Error;
use crate::finding::Diagnostic;
use crate::form;
use crate::input::Input;
use crate::pdf;
use crate::regeling::{self, Files, REGELING, Regeling, Subject, Uitkomst, uitkomst};
use crate::typeset::{self, Laid, Typesetter, Written};

/// Layouts between two moments at which the typesetter forgets; bounds memory on a large dossier.
const LAYOUTS_REMEMBERED: usize = 64;

/// Bytes of stack for a layout: a long document nests deep.
pub(crate) const STACK: usize = 64 * 1024 * 1024;

/// Makes documents under one regeling.
pub struct Press<'r> {
    regeling: &'r Regeling,
    typesetter: Typesetter,
}

/// The kinds of a job that makes no document, and only judges.
pub const NOTHING: &[&str] = &[""];

/// What is done beside the data: which documents, how, with which facts, and who hears of the progress.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// How documents are made.
    pub options: Options,
    /// Kinds to make; all where it is empty.
    pub only: &'a [&'a str],
    /// What is known about the files that the dossier names; None when nobody looked.
    pub files: Option<&'a Files>,
    /// Hears of each document when it is begun, on any thread.
    pub begun: &'a (dyn Fn(&Document) + Sync),
    /// Hears of each document when it is done, on any thread.
    pub progress: &'a (dyn Fn(&Document) + Sync),
}

impl Default for Job<'_> {
    fn default() -> Self {
        Self { options: Options::default(), only: &[], files: None, begun: &|_| {}, progress: &|_| {} }
    }
}

/// The documents, those that could not be begun, and everything that was found.
type Ran = (Vec<Made>, Vec<String>, Vec<Diagnostic>);

/// A document, and the findings that its pages gave.
type Outcome = (Made, Vec<Diagnostic>);

/// What becomes of pages that are right.
type Write = fn(&Document, &Laid) -> Result<Vec<u8>, Error>;

/// What making a document takes beside the document.
#[derive(Clone, Copy)]
struct Order<'a> {
    /// What was found before.
    findings: &'a [Diagnostic],
    /// Whatever was found, but that it is of this regeling at all.
    concept: bool,
    /// What to take off what somebody wrote.
    written: Written<'a>,
    write: Write,
}

impl<'r> Press<'r> {
    /// A press with the templates of `regeling`.
    ///
    /// # Errors
    /// When a template cannot be used.
    pub fn new(regeling: &'r Regeling) -> Result<Self, Error> {
        Ok(Self { regeling, typesetter: Typesetter::new(regeling)? })
    }

    /// The regeling that it makes documents under.
    #[must_use]
    pub fn regeling(&self) -> &'r Regeling {
        self.regeling
    }

    /// Makes the documents of a dossier.
    ///
    /// # Errors
    /// On a faulty regeling or template, or a fault of our own; whatever is wrong with the data is a finding.
    pub fn render(&self, input: &Input, job: &Job<'_>) -> Result<Rendering, Error> {
        let (documents, not_begun, findings) = self.run(input, job, pdf::write)?;
        Ok(Rendering { documents, not_begun, findings })
    }

    /// Judges a dossier: every rule, and the pages, since their number and their characters are part of the verdict.
    ///
    /// # Errors
    /// As [`Press::render`].
    pub fn check(&self, input: &Input, job: &Job<'_>) -> Result<Verdict, Error> {
        let (documents, not_begun, findings) = self.run(input, job, |_, _| Ok(Vec::new()))?;
        let bewijs = Bewijs::of(&input.value, self.regeling, job.files);
        // Of what could not be read at all, nothing can be said.
        let nothing = input.left_out.iter().any(String::is_empty);
        let uitkomst = if nothing { Uitkomst::default() } else { uitkomst(&input.value, self.regeling)? };
        let naam = if nothing { None } else { documents::naam_van(&input.value, self.regeling)? };
        Ok(Verdict { findings, naam, bewijs, uitkomst, documents, not_begun })
    }

    /// Makes the empty forms of some kinds, or of all: with fields, or to be filled in by pen.
    ///
    /// # Errors
    /// On a faulty regeling or template.
    pub fn blank(&self, soorten: &[&str], purpose: Purpose) -> Result<Vec<Made>, Error> {
        self.forms(purpose, &Job { only: soorten, ..Job::default() })
    }

    /// As [`Press::blank`], for who wants to hear of the progress.
    pub(crate) fn forms(&self, purpose: Purpose, job: &Job<'_>) -> Result<Vec<Made>, Error> {
        let documents = documents::blank(job.only, self.regeling, purpose)?;
        let order = Order { findings: &[], concept: false, written: &|_, _| None, write: pdf::write };
        let made = self.make_all(documents, job, order)?;
        Ok(made.into_iter().map(|(made, _)| made).collect())
    }

    /// The documents that a dossier makes and nothing stands in the way of, not laid out yet, and everything that was found.
    ///
    /// # Errors
    /// When a text or expression of the regeling cannot be evaluated.
    pub fn documents(&self, input: &Input) -> Result<(Vec<Document>, Vec<Diagnostic>), Error> {
        let (mut documents, missing) = documents::documents(&input.value, self.regeling, Options::default())?;
        let subject = Subject { value: &input.value, regeling: self.regeling, left_out: &input.left_out, files: None };
        let mut findings = [input.findings.clone(), missing].concat();
        findings.extend(regeling::check(&subject)?);
        documents.retain(|document| !findings.iter().any(|finding| finding.stops_documents() && document.concerns(finding)));
        Ok((documents, findings))
    }

    /// What is handed in of a dossier whose documents were made, given what is known about the files that it names.
    ///
    /// # Errors
    /// When a text of the regeling cannot be filled in.
    pub fn bundel(&self, input: &Input, made: &[Made], files: &Files) -> Result<Bundel, Error> {
        bundel::bundel(input, made, files, self.regeling)
    }

    /// Makes a page that goes with a bundle: its PDF, and how many pages that has. `picture` is what is on it, if anything.
    ///
    /// # Errors
    /// On a faulty template, or a picture that no archivable page can show.
    pub fn blad(&self, input: &Input, blad: &Blad, picture: &[u8]) -> Result<(Vec<u8>, usize), Error> {
        let (document, name) = bundel::blad(input, blad, self.regeling)?;
        let beside = name.as_deref().map(|name| (name, picture));
        let work = || {
            let laid = self.typesetter.lay_out_with(&document, beside)?;
            Ok((pdf::write(&document, &laid)?, laid.page_count()))
        };
        let made = on_own_pool(&work);
        Typesetter::forget();
        made
    }

    fn run(&self, input: &Input, job: &Job<'_>, write: Write) -> Result<Ran, Error> {
        let data = match job.options {
            Options { concept: true, .. } => Cow::Owned(input.ruim(self.regeling)),
            Options { fillable: true, .. } => input.for_forms(self.regeling),
            _ => Cow::Borrowed(&input.value),
        };
        let (mut documents, mut missing) = documents::documents(&data, self.regeling, job.options)?;
        // A name that was refused has its own finding.
        let name = self.regeling.gegevens.wie.as_ref().and_then(|wie| wie.veld.as_ref());
        missing.retain(|finding| !finding.path.is_empty() || !input.left_out.iter().any(|part| Some(part) == name));
        let mut findings = input.findings.clone();
        findings.extend(missing);
        findings.extend(stukken::signed(&documents, &input.value, self.regeling, job.files)?);
        findings.extend(Bewijs::of(&input.value, self.regeling, job.files).finding());
        findings.extend(voorbeeld::left(&input.value, self.regeling));
        let not_begun = match job.only {
            [] => {
                let begun: Vec<_> = documents.iter().collect();
                let missing = documents::not_begun(&input.value, &input.left_out, &begun, self.regeling);
                missing.into_iter().map(|(_, words)| words).collect()
            }
            _ => Vec::new(),
        };
        documents.retain(|document| job.only.is_empty() || job.only.contains(&document.soort.as_str()));
        findings.extend(regeling::check(&Subject {
            value: &input.value,
            regeling: self.regeling,
            left_out: &input.left_out,
            files: job.files,
        })?);
        let order = Order {
            findings: &findings,
            concept: job.options.concept,
            written: &|path, keep| input.to_cut(path, keep, &self.regeling.schema),
            write,
        };
        let made = self.make_all(documents, job, order)?;
        let (documents, too_long): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        findings.extend(too_long.into_iter().flatten());
        findings.sort_by_key(|finding| input.source.range(finding).start);
        Ok((documents, not_begun, findings))
    }

    /// Lays out side by side, the longest first: one long document is otherwise what everything waits for.
    fn make_all(&self, documents: Vec<Document>, job: &Job<'_>, order: Order<'_>) -> Result<Vec<Outcome>, Error> {
        let mut queue: Vec<(usize, Document)> = documents.into_iter().enumerate().collect();
        queue.sort_by_cached_key(|(_, document)| document.data.to_string().len());
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(queue.len());
        let queue = Mutex::new(queue);
        let work = || -> Result<Vec<(usize, Outcome)>, Error> {
            let mut done = Vec::new();
            loop {
                // Taken out by a statement of its own: the lock would otherwise be held while the document is laid out.
                let next = queue.lock().map_err(|_| poisoned())?.pop();
                let Some((place, document)) = next else { return Ok(done) };
                (job.begun)(&document);
                let made = self.make(document, order)?;
                (job.progress)(&made.0.document);
                done.push((place, made));
                if done.len().is_multiple_of(LAYOUTS_REMEMBERED) {
                    Typesetter::forget();
                }
            }
        };
        let results: Result<Vec<_>, Error> = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..workers).map(|_| scope.spawn(|| on_own_pool(&work))).collect();
            handles.into_iter().map(|handle| handle.join().map_err(|_| poisoned())?).collect()
        });
        Typesetter::forget();
        let mut made: Vec<_> = results?.into_iter().flatten().collect();
        made.sort_by_key(|(place, _)| *place);
        Ok(made.into_iter().map(|(_, result)| result).collect())
    }

    /// Lays a document out. A form that is filled in already is laid out twice: how many lines a text takes is known when its field
    /// has a width, and then the fields get their height.
    fn lay_out(&self, mut document: Document) -> Result<(Document, Laid, Vec<pdf::TextRoom>), Error> {
        let laid = self.typesetter.lay_out(&document)?;
        let texts = pdf::text_rooms(&document, &laid)?;
        if texts.is_empty() {
            return Ok((document, laid, texts));
        }
        for text in &texts {
            document.set_lines(&text.name, text.lines);
        }
        let laid = self.typesetter.lay_out(&document)?;
        let mut too_small = pdf::text_rooms(&document, &laid)?;
        too_small.retain(|text| text.lines > text.room);
        Ok((document, laid, too_small))
    }

    fn field_too_small(&self, document: &Document, text: &pdf::TextRoom) -> Diagnostic {
        let path = document.origin(&form::pointer(&text.name));
        let (label, lines, room) = (self.regeling.schema.label(&path), text.lines, text.room);
        let message = format!("\"{label}\" heeft op het invulformulier {lines} regels nodig; er is plaats voor {room}.");
        Diagnostic::new(&INVULVELD_TE_KLEIN, path, message, INVULVELD_TE_KLEIN.herstel.clone())
    }

    fn make(&self, document: Document, order: Order<'_>) -> Result<Outcome, Error> {
        let stops = |finding: &Diagnostic| match document.purpose {
            Purpose::Record if order.concept => finding.stops_documents() && finding.path.strip_prefix('/') == Some(REGELING),
            Purpose::Screen => finding.stops_forms(),
            Purpose::Record | Purpose::Pen => finding.stops_documents(),
        };
        if order.findings.iter().any(|finding| stops(finding) && document.concerns(finding)) {
            return Ok((Made { document, pages: None, status: Status::Refused }, Vec::new()));
        }
        let (document, laid, too_small) = self.lay_out(document)?;
        let pages = Some(laid.page_count());
        if let Some(most) = document.paginas_max.filter(|most| laid.page_count() > *most) {
            let findings = match document.purpose {
                Purpose::Screen => vec![no_room_for_fields(&document, most)],
                Purpose::Record | Purpose::Pen => {
                    vec![typeset::explain(&self.typesetter, &document, &laid, most, self.regeling, order.written)?]
                }
            };
            return Ok((Made { document, pages, status: Status::Refused }, findings));
        }
        if !too_small.is_empty() {
            let findings = match document.paginas_max {
                Some(most) => vec![no_room_for_fields(&document, most)],
                None => too_small.iter().map(|one| self.field_too_small(&document, one)).collect(),
            };
            return Ok((Made { document, pages, status: Status::Refused }, findings));
        }
        let bytes = (order.write)(&document, &laid)?;
        Ok((Made { document, pages, status: Status::Made(bytes) }, Vec::new()))
    }
}

fn no_room_for_fields(document: &Document, most: usize) -> Diagnostic {
    let message = format!(
        "{} is te lang voor een invulformulier van {most} pagina's: dat heeft ook plaats nodig voor de velden die nog leeg zijn.",
        document.titel
    );
    Diagnostic::new(&INVULVELD_TE_KLEIN, document.origin(document.root()), message, INVULVELD_TE_KLEIN.herstel.clone())
}

/// Runs `work` on a pool of one thread of its own. Typst lays out in parallel on the pool that it is called from; on a
/// shared one, a thread that waits takes another document up on top of the first, and the stack grows with every one.
fn on_own_pool<T: Send>(work: &(impl Fn() -> Result<T, Error> + Sync)) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    pool.map_err(|error| Error::Internal(format!("no thread to lay out on: {error}")))?.install(work)
}

fn poisoned() -> Error {
    Error::Internal("a layout panicked".to_owned())
}
