//! The caller's side of a worker: starts it, asks, waits no longer than it may take, and says in Dutch what became of it.
//!
//! A worker that is too late is ended. It never outlives its client, and a client whose worker is gone says why to whoever asks again.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread::JoinHandle;

use super::frame::Parts;
use super::limits::{self, Ended, Limits};
use super::protocol::{self, Request, Response, Task};
use crate::documents::{Document, Purpose};
use crate::error::Error;
use crate::finding::Diagnostic;
use crate::input::Input;
use crate::press::{Blad, Bundel, Job, Made, Rendering, Verdict};
use crate::regeling::{Bestanden, Files};

/// Bytes that are kept of what a worker says on its standard error.
const SAID: u64 = 2048;
/// Messages of a worker that wait to be looked at.
const WAITING: usize = 16;

/// What is the matter when a limit was reached.
const OORZAAK: &str = "Een sjabloon of een expressie van deze regeling komt niet tot een einde; verbeter de regeling";

/// A worker that runs, with one regeling open.
#[derive(Debug)]
pub struct Client {
    link: Mutex<Link>,
}

#[derive(Debug)]
struct Link {
    child: Child,
    limits: Limits,
    /// Frames to write; a worker ends when there are no more.
    requests: Option<Sender<Vec<u8>>>,
    responses: Receiver<io::Result<(Response, Parts)>>,
    /// What it said on its standard error, when it is gone.
    said: Option<JoinHandle<String>>,
    /// The documents that it is at.
    at: Vec<String>,
    /// Why it is gone.
    gone: Option<String>,
}

impl Client {
    /// Starts a worker and opens a regeling. `command` is a program that calls [`serve`](super::serve) under these limits.
    ///
    /// # Errors
    /// When the program cannot be started, the files are no regeling, or a limit was reached.
    pub fn start(command: Command, limits: Limits, bestanden: &Bestanden) -> Result<Self, Error> {
        let client = Self { link: Mutex::new(Link::start(command, limits)?) };
        client.open(bestanden)?;
        Ok(client)
    }

    /// Opens a regeling instead of the one that is open.
    ///
    /// # Errors
    /// When the files are no regeling, or a limit was reached. Nothing is open then.
    pub fn open(&self, bestanden: &Bestanden) -> Result<(), Error> {
        let namen = bestanden.keys().map(|name| Cow::Borrowed(name.as_str())).collect();
        let files: Vec<&[u8]> = bestanden.values().map(Vec::as_slice).collect();
        match self.ask(&Request::Open { namen }, &files, &Job::default())? {
            (Response::Open, _) => Ok(()),
            _ => Err(unexpected()),
        }
    }

    /// As [`read`](crate::input::read), or for a form [`read_for_form`](crate::input::read_for_form).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn read(&self, bytes: &[u8], form: bool) -> Result<Input, Error> {
        match self.ask(&Request::Read { form }, &[bytes], &Job::default())? {
            (Response::Read(input), _) => Ok(input),
            _ => Err(unexpected()),
        }
    }

    /// As [`Press::render`](crate::Press::render).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn render(&self, input: &Input, job: &Job<'_>) -> Result<Rendering, Error> {
        match self.ask(&Request::Render { input: Cow::Borrowed(input), task: Task::of(job) }, &[], job)? {
            (Response::Rendering(mut rendering), files) => {
                protocol::put_bytes(&mut rendering.documents, files)?;
                Ok(rendering)
            }
            _ => Err(unexpected()),
        }
    }

    /// As [`Press::check`](crate::Press::check).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn check(&self, input: &Input, job: &Job<'_>) -> Result<Verdict, Error> {
        match self.ask(&Request::Check { input: Cow::Borrowed(input), task: Task::of(job) }, &[], job)? {
            (Response::Verdict(verdict), _) => Ok(verdict),
            _ => Err(unexpected()),
        }
    }

    /// As [`Press::blank`](crate::Press::blank).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn blank(&self, soorten: &[&str], purpose: Purpose) -> Result<Vec<Made>, Error> {
        let soorten = soorten.iter().map(|&soort| Cow::Borrowed(soort)).collect();
        match self.ask(&Request::Blank { soorten, purpose }, &[], &Job::default())? {
            (Response::Forms(mut forms), files) => {
                protocol::put_bytes(&mut forms, files)?;
                Ok(forms)
            }
            _ => Err(unexpected()),
        }
    }

    /// As [`Press::documents`](crate::Press::documents).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn documents(&self, input: &Input) -> Result<(Vec<Document>, Vec<Diagnostic>), Error> {
        match self.ask(&Request::Documents { input: Cow::Borrowed(input) }, &[], &Job::default())? {
            (Response::Documents(documents, findings), _) => {
                let documents = documents.into_iter().map(|(document, data)| Document { data, ..document });
                Ok((documents.collect(), findings))
            }
            _ => Err(unexpected()),
        }
    }

    /// As [`Press::bundel`](crate::Press::bundel).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn bundel(&self, input: &Input, made: &[Made], files: &Files) -> Result<Bundel, Error> {
        let request = Request::Bundel { input: Cow::Borrowed(input), made: Cow::Borrowed(made), files: Cow::Borrowed(files) };
        match self.ask(&request, &[], &Job::default())? {
            (Response::Bundel(bundel), _) => Ok(bundel),
            _ => Err(unexpected()),
        }
    }

    /// As [`Press::blad`](crate::Press::blad).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn blad(&self, input: &Input, blad: &Blad, picture: &[u8]) -> Result<(Vec<u8>, usize), Error> {
        let request = Request::Blad { input: Cow::Borrowed(input), blad: Cow::Borrowed(blad) };
        match self.ask(&request, &[picture], &Job::default())? {
            (Response::Blad(pages), files) => Ok((files.into_iter().next().ok_or_else(unexpected)?, pages)),
            _ => Err(unexpected()),
        }
    }

    /// As [`Regeling::words`](crate::Regeling::words).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn words(&self, template: &str, aantal: &str) -> Result<String, Error> {
        match self.ask(&Request::Words { template: Cow::Borrowed(template), aantal: Cow::Borrowed(aantal) }, &[], &Job::default())? {
            (Response::Words(words), _) => Ok(words),
            _ => Err(unexpected()),
        }
    }

    fn ask(&self, request: &Request<'_>, files: &[&[u8]], job: &Job<'_>) -> Result<(Response, Parts), Error> {
        let mut link = self.link.lock().map_err(|_| Error::Internal("a caller of a worker panicked".to_owned()))?;
        link.ask(request, files, job)
    }
}

impl Link {
    fn start(mut command: Command, limits: Limits) -> Result<Self, Error> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = command.spawn();
        let mut child = started.map_err(|error| Error::Stopped(format!("Het proces dat opmaakt kan niet worden gestart: {error}.")))?;
        let (Some(mut stdin), Some(mut stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
            return Err(Error::Internal("a worker without pipes".to_owned()));
        };
        let (requests, to_write) = mpsc::channel::<Vec<u8>>();
        // Beside the caller, which would otherwise wait without end for a worker that does not read.
        std::thread::spawn(move || to_write.iter().all(|frame| stdin.write_all(&frame).and_then(|()| stdin.flush()).is_ok()));
        let (heard, responses) = mpsc::sync_channel(WAITING);
        std::thread::spawn(move || listen(&mut stdout, &heard));
        let said = Some(std::thread::spawn(move || first_words(stderr)));
        Ok(Self { child, limits, requests: Some(requests), responses, said, at: Vec::new(), gone: None })
    }

    fn ask(&mut self, request: &Request<'_>, files: &[&[u8]], job: &Job<'_>) -> Result<(Response, Parts), Error> {
        if let Some(why) = &self.gone {
            return Err(Error::Stopped(why.clone()));
        }
        self.at.clear();
        let mut frame = Vec::new();
        protocol::send(&mut frame, request, files).map_err(|error| Error::Internal(format!("a request to a worker: {error}")))?;
        if self.requests.as_ref().is_none_or(|requests| requests.send(frame).is_err()) {
            return Err(self.ended());
        }
        loop {
            match self.responses.recv_timeout(self.limits.time()) {
                Ok(Ok((Response::Begun(document), _))) => {
                    (job.begun)(&document);
                    self.at.push(document.bestand);
                }
                Ok(Ok((Response::Done(document), _))) => {
                    self.at.retain(|bestand| *bestand != document.bestand);
                    (job.progress)(&document);
                }
                Ok(Ok((Response::Failed(failure), _))) => return Err(failure.into()),
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
                Err(RecvTimeoutError::Timeout) => {
                    let why = self.too_long();
                    return Err(self.stop(why));
                }
            }
        }
    }

    /// The worker ended, or speaks no sense.
    fn ended(&mut self) -> Error {
        let (status, said) = self.end();
        let why = match status.map(|status| (limits::why(status, &said), status)) {
            Ok((Ended::Time, _)) => self.too_long(),
            Ok((Ended::Memory, _)) => format!(
                "Het opmaken is gestopt: het vroeg meer geheugen dan {} MiB{}. {}, of geef meer ruimte met --memory-limit.",
                self.limits.mebibytes,
                self.busy(),
                OORZAAK
            ),
            Ok((Ended::Otherwise, status)) => {
                let place = panicked_at(&said).map(|place| format!(" Het was bij {place} van het programma.")).unwrap_or_default();
                format!("Het opmaken is uit zichzelf gestopt ({status}){}.{place}", self.busy())
            }
            Err(error) => format!("Het opmaken is gestopt, en waarom is niet te achterhalen: {error}."),
        };
        self.stop(why)
    }

    fn too_long(&self) -> String {
        let seconds = self.limits.seconds;
        let time = if seconds == 1 { "1 seconde".to_owned() } else { format!("{seconds} seconden") };
        format!("Het opmaken is gestopt: het duurde langer dan {time}{}. {OORZAAK}, of geef meer tijd met --time-limit.", self.busy())
    }

    /// At which documents it was.
    fn busy(&self) -> String {
        if self.at.is_empty() { String::new() } else { format!(", bij {}", self.at.join(", ")) }
    }

    fn stop(&mut self, why: String) -> Error {
        // It may be alive still; how it ends is known already.
        let _ = self.end();
        self.gone = Some(why.clone());
        Error::Stopped(why)
    }

    /// Ends the worker where it has not ended yet, and waits for that. Gives how it ended and what it said.
    fn end(&mut self) -> (io::Result<ExitStatus>, String) {
        self.requests = None;
        let _ = self.child.kill();
        let status = self.child.wait();
        let said = self.said.take().and_then(|said| said.join().ok()).unwrap_or_default();
        (status, said)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// What a worker answers, until it says no more or no sense.
fn listen(stdout: &mut impl Read, heard: &SyncSender<io::Result<(Response, Parts)>>) {
    while let Some(response) = protocol::receive(stdout).transpose() {
        let is_sense = response.is_ok();
        if heard.send(response).is_err() || !is_sense {
            return;
        }
    }
}

/// The start of what a worker says on its standard error, without a trace of calls; the rest is read and forgotten.
fn first_words(mut stderr: impl Read) -> String {
    let mut first = Vec::new();
    // What was read so far is what there is to say.
    let _ = stderr.by_ref().take(SAID).read_to_end(&mut first);
    let _ = io::copy(&mut stderr, &mut io::sink());
    let said = String::from_utf8_lossy(&first);
    said.split("stack backtrace:").next().unwrap_or_default().trim().to_owned()
}

/// Where in the program a process panicked. Of what it said only this is told: the rest may hold what stands in a dossier.
fn panicked_at(said: &str) -> Option<&str> {
    let place = said.split_once("panicked at ")?.1.split_whitespace().next()?.trim_end_matches(':');
    let plain = |c: char| c.is_ascii_alphanumeric() || "/\\._-:".contains(c);
    (place.starts_with("src") && place.chars().all(plain)).then_some(place)
}

fn unexpected() -> Error {
    Error::Internal("a worker answered something else than was asked".to_owned())
}
