//! What is asked of a worker, and what it answers. A head of JSON; the bytes of files travel beside it as they are.
//!
//! A request stands by itself: it holds what was read, so that a worker remembers nothing but the regeling that it opened.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::frame::{self, Parts};
use crate::documents::{Document, Options, Purpose};
use crate::error::Error;
use crate::finding::Diagnostic;
use crate::input::Input;
use crate::press::{Blad, Bundel, Job, Made, Rendering, Status, Verdict};
use crate::regeling::Files;

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request<'a> {
    /// To work under the regeling of these files from now on; beside it the bytes of each.
    Open {
        /// Their names.
        namen: Vec<Cow<'a, str>>,
    },
    /// To read a dossier, or for a form what is known of one; beside it its bytes.
    Read {
        /// Whether it is for a form.
        form: bool,
    },
    /// To make the documents of a dossier.
    Render {
        /// The dossier.
        input: Cow<'a, Input>,
        /// How.
        task: Task,
    },
    /// To judge a dossier.
    Check {
        /// The dossier.
        input: Cow<'a, Input>,
        /// How.
        task: Task,
    },
    /// To make empty forms.
    Blank {
        /// Their kinds; all where there are none.
        soorten: Vec<Cow<'a, str>>,
        /// What they are for.
        purpose: Purpose,
    },
    /// To say which documents a dossier makes, without laying them out.
    Documents {
        /// The dossier.
        input: Cow<'a, Input>,
    },
    /// To say what is handed in of a dossier.
    Bundel {
        /// The dossier.
        input: Cow<'a, Input>,
        /// What it made, without the bytes.
        made: Cow<'a, [Made]>,
        /// What is known about the files that it names.
        files: Cow<'a, Files>,
    },
    /// To make a page that goes with a bundle; beside it the bytes of the picture on it.
    Blad {
        /// The dossier.
        input: Cow<'a, Input>,
        /// The page.
        blad: Cow<'a, Blad>,
    },
    /// To fill a sentence of the regeling in.
    Words {
        /// The sentence.
        template: Cow<'a, str>,
        /// A number of findings in words.
        aantal: Cow<'a, str>,
    },
}

/// A [`Job`] without who hears of its progress.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) options: Options,
    pub(super) only: Vec<String>,
    pub(super) files: Option<Files>,
}

impl Task {
    pub(super) fn of(job: &Job<'_>) -> Self {
        Self { options: job.options, only: job.only.iter().map(|&kind| kind.to_owned()).collect(), files: job.files.cloned() }
    }
}

/// What is answered: signs of progress, and then one answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Response {
    /// A document is begun.
    Begun(Document),
    /// A document is done.
    Done(Document),
    /// The regeling is open.
    Open,
    /// What was read.
    Read(Input),
    /// What was made; beside it the bytes of each PDF.
    Rendering(Rendering),
    /// The verdict.
    Verdict(Verdict),
    /// The forms; beside it the bytes of each PDF.
    Forms(Vec<Made>),
    /// The documents, each with what its template shows, and the findings.
    Documents(Vec<(Document, Value)>, Vec<Diagnostic>),
    /// What is handed in.
    Bundel(Bundel),
    /// The pages of a page that goes with a bundle; beside it the bytes of its PDF.
    Blad(usize),
    /// A sentence.
    Words(String),
    /// It failed.
    Failed(Failure),
}

/// An [`Error`] that travels.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Failure {
    Regeling(String),
    Template(String),
    Internal(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Regeling(what) => Self::Regeling(what),
            Error::Template(what) => Self::Template(what),
            Error::Internal(what) => Self::Internal(what),
            // Neither happens in a worker: it has no files, and starts no worker.
            Error::File { .. } | Error::Stopped(_) => Self::Internal(error.to_string()),
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Regeling(what) => Self::Regeling(what),
            Failure::Template(what) => Self::Template(what),
            Failure::Internal(what) => Self::Internal(what),
        }
    }
}

/// Writes a message.
///
/// # Errors
/// When it is too large, or nobody reads.
pub(super) fn send(out: &mut impl Write, head: &impl Serialize, files: &[&[u8]]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let parts: Vec<&[u8]> = std::iter::once(head.as_slice()).chain(files.iter().copied()).collect();
    frame::write(out, &parts)
}

/// Reads a message: its head, and the files beside it; `None` where there are no more.
///
/// # Errors
/// When what stands there is no message.
pub(super) fn receive<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<(T, Parts)>> {
    let Some(mut parts) = frame::read(input)? else { return Ok(None) };
    if parts.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the message has no head"));
    }
    let files = parts.split_off(1);
    Ok(Some((serde_json::from_slice(&parts[0])?, files)))
}

/// Takes the bytes of PDFs out, to travel beside the head.
pub(super) fn take_bytes(made: &mut [Made]) -> Parts {
    let bytes = made.iter_mut().filter_map(|made| match &mut made.status {
        Status::Made(bytes) => Some(std::mem::take(bytes)),
        Status::Refused => None,
    });
    bytes.collect()
}

/// Puts the bytes of PDFs back.
///
/// # Errors
/// When there are more or fewer than PDFs.
pub(super) fn put_bytes(made: &mut [Made], files: Parts) -> Result<(), Error> {
    let places: Vec<&mut Vec<u8>> = made
        .iter_mut()
        .filter_map(|made| match &mut made.status {
            Status::Made(bytes) => Some(bytes),
            Status::Refused => None,
        })
        .collect();
    if places.len() != files.len() {
        return Err(Error::Internal("a worker sent other files than it announced".to_owned()));
    }
    places.into_iter().zip(files).for_each(|(place, bytes)| *place = bytes);
    Ok(())
}
