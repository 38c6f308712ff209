//! The worker itself: reads requests and answers them, one after another, until there are no more.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::sync::Mutex;

use super::frame::Parts;
use super::protocol::{self, Failure, Request, Response, Task};
use crate::documents::Document;
use crate::error::Error;
use crate::input::{self, Input};
use crate::press::{Job, Press};
use crate::regeling::{Bestanden, Regeling};

/// Makes a regeling of the files of its folder.
pub type Build = fn(Bestanden) -> Result<Regeling, Error>;

/// A request, and the files beside it.
type Asked = (Request<'static>, Parts);

/// Answers the requests of `input` on `output` until there are no more. `renew` is told of every step that somebody heard of.
///
/// What goes wrong with a regeling or a dossier is an answer.
///
/// # Errors
/// When what stands in `input` is no request, or nobody reads the answers.
pub fn serve(mut input: impl Read, output: impl Write + Send, build: Build, renew: &(dyn Fn() + Sync)) -> Result<(), Error> {
    let out = Out { output: Mutex::new(output), renew };
    let mut asked = next(&mut input)?;
    while let Some((request, files)) = asked {
        renew();
        asked = match open(request, files, build) {
            Ok(regeling) => under(&regeling, &mut input, &out)?,
            Err(error) => {
                out.answer(&failed(error), &[])?;
                next(&mut input)?
            }
        };
    }
    Ok(())
}

fn next(input: &mut impl Read) -> Result<Option<Asked>, Error> {
    protocol::receive(input).map_err(|error| Error::Internal(format!("a worker cannot read its input: {error}")))
}

fn open(request: Request<'_>, files: Parts, build: Build) -> Result<Regeling, Error> {
    let Request::Open { namen } = request else {
        return Err(Error::Internal("a worker was asked for something before it had a regeling".to_owned()));
    };
    if namen.len() != files.len() {
        return Err(Error::Internal("a worker was sent other files than were announced".to_owned()));
    }
    build(namen.into_iter().map(Cow::into_owned).zip(files).collect())
}

/// Answers requests under one regeling. Gives the first that opens another.
fn under(regeling: &Regeling, input: &mut impl Read, out: &Out<'_, impl Write + Send>) -> Result<Option<Asked>, Error> {
    let press = match Press::new(regeling) {
        Ok(press) => press,
        Err(error) => {
            out.answer(&failed(error), &[])?;
            return next(input);
        }
    };
    out.answer(&Response::Open, &[])?;
    while let Some((request, files)) = next(input)? {
        (out.renew)();
        if matches!(request, Request::Open { .. }) {
            return Ok(Some((request, files)));
        }
        let (response, files) = answer(&press, request, &files, out).unwrap_or_else(|error| (failed(error), Parts::new()));
        out.answer(&response, &files)?;
    }
    Ok(None)
}

fn failed(error: Error) -> Response {
    Response::Failed(Failure::from(error))
}

fn answer(press: &Press<'_>, request: Request<'_>, files: &Parts, out: &Out<'_, impl Write + Send>) -> Result<(Response, Parts), Error> {
    let begun = |document: &Document| out.progress(&Response::Begun(document.clone()));
    let done = |document: &Document| out.progress(&Response::Done(document.clone()));
    let watched = Job { begun: &begun, progress: &done, ..Job::default() };
    let alone = |response| Ok((response, Parts::new()));
    match request {
        Request::Open { .. } => Err(Error::Internal("a worker was asked to open a regeling within another".to_owned())),
        Request::Read { form } => alone(Response::Read(read(files, form, press.regeling())?)),
        Request::Render { input, task } => {
            let mut rendering = with_task(&task, watched, |job| press.render(&input, job))?;
            let files = protocol::take_bytes(&mut rendering.documents);
            Ok((Response::Rendering(rendering), files))
        }
        Request::Check { input, task } => alone(Response::Verdict(with_task(&task, watched, |job| press.check(&input, job))?)),
        Request::Blank { soorten, purpose } => {
            let only: Vec<&str> = soorten.iter().map(AsRef::as_ref).collect();
            let mut forms = press.forms(purpose, &Job { only: &only, ..watched })?;
            let files = protocol::take_bytes(&mut forms);
            Ok((Response::Forms(forms), files))
        }
        Request::Documents { input } => {
            let (documents, findings) = press.documents(&input)?;
            let documents = documents.into_iter().map(|mut document| {
                let data = document.data.take();
                (document, data)
            });
            alone(Response::Documents(documents.collect(), findings))
        }
        Request::Bundel { input, made, files } => alone(Response::Bundel(press.bundel(&input, &made, &files)?)),
        Request::Blad { input, blad } => {
            let (bytes, pages) = press.blad(&input, &blad, files.first().map(Vec::as_slice).unwrap_or_default())?;
            Ok((Response::Blad(pages), vec![bytes]))
        }
        Request::Words { template, aantal } => alone(Response::Words(press.regeling().words(&template, &aantal)?)),
    }
}

fn read(files: &Parts, form: bool, regeling: &Regeling) -> Result<Input, Error> {
    let [bytes] = files.as_slice() else { return Err(Error::Internal("a worker was sent no dossier to read".to_owned())) };
    if form { input::read_for_form(bytes, regeling) } else { input::read(bytes, regeling) }
}

fn with_task<T>(task: &Task, watched: Job<'_>, make: impl FnOnce(&Job<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let only: Vec<&str> = task.only.iter().map(String::as_str).collect();
    make(&Job { options: task.options, only: &only, files: task.files.as_ref(), ..watched })
}

/// Where the answers go, from any thread.
struct Out<'a, W> {
    output: Mutex<W>,
    renew: &'a (dyn Fn() + Sync),
}

impl<W: Write> Out<'_, W> {
    fn send(&self, response: &Response, files: &[&[u8]]) -> io::Result<()> {
        let mut output = self.output.lock().map_err(|_| io::Error::other("a layout panicked"))?;
        protocol::send(&mut *output, response, files)
    }

    /// Tells of progress. Where nobody hears it no more time is given: whoever asked is gone.
    fn progress(&self, response: &Response) {
        if self.send(response, &[]).is_ok() {
            (self.renew)();
        }
    }

    fn answer(&self, response: &Response, files: &[Vec<u8>]) -> Result<(), Error> {
        let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        self.send(response, &files).map_err(|error| Error::Internal(format!("a worker cannot answer: {error}")))
    }
}
