//! Pers: the press, here or in a process of its own; whoever calls it need not know which.

use super::client::Client;
use crate::documents::{Document, Purpose};
use crate::error::Error;
use crate::finding::Diagnostic;
use crate::input::{self, Input};
use crate::press::{Blad, Bundel, Job, Made, Press, Rendering, Verdict};
use crate::regeling::Files;

/// Pers: makes and judges under one regeling. Nothing of a regeling of somebody else is carried out but through [`Pers::Apart`].
#[expect(clippy::large_enum_variant, reason = "there is one, for as long as a command runs")]
pub enum Pers<'r> {
    /// In this process: for a regeling that is built in.
    Here(Press<'r>),
    /// In another one, under limits.
    Apart(&'r Client),
}

impl Pers<'_> {
    /// Reads a dossier, or a part of one; or for a form what is known of one.
    ///
    /// # Errors
    /// As [`input::read`], or when a limit was reached.
    pub fn read(&self, bytes: &[u8], form: bool) -> Result<Input, Error> {
        match self {
            Self::Here(press) if form => input::read_for_form(bytes, press.regeling()),
            Self::Here(press) => input::read(bytes, press.regeling()),
            Self::Apart(client) => client.read(bytes, form),
        }
    }

    /// As [`Press::render`].
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn render(&self, input: &Input, job: &Job<'_>) -> Result<Rendering, Error> {
        match self {
            Self::Here(press) => press.render(input, job),
            Self::Apart(client) => client.render(input, job),
        }
    }

    /// As [`Press::check`].
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn check(&self, input: &Input, job: &Job<'_>) -> Result<Verdict, Error> {
        match self {
            Self::Here(press) => press.check(input, job),
            Self::Apart(client) => client.check(input, job),
        }
    }

    /// As [`Press::blank`].
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn blank(&self, soorten: &[&str], purpose: Purpose) -> Result<Vec<Made>, Error> {
        match self {
            Self::Here(press) => press.blank(soorten, purpose),
            Self::Apart(client) => client.blank(soorten, purpose),
        }
    }

    /// As [`Press::documents`].
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn documents(&self, input: &Input) -> Result<(Vec<Document>, Vec<Diagnostic>), Error> {
        match self {
            Self::Here(press) => press.documents(input),
            Self::Apart(client) => client.documents(input),
        }
    }

    /// As [`Press::bundel`].
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn bundel(&self, input: &Input, made: &[Made], files: &Files) -> Result<Bundel, Error> {
        match self {
            Self::Here(press) => press.bundel(input, made, files),
            Self::Apart(client) => client.bundel(input, made, files),
        }
    }

    /// As [`Press::blad`].
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn blad(&self, input: &Input, blad: &Blad, picture: &[u8]) -> Result<(Vec<u8>, usize), Error> {
        match self {
            Self::Here(press) => press.blad(input, blad, picture),
            Self::Apart(client) => client.blad(input, blad, picture),
        }
    }

    /// As [`Regeling::words`](crate::Regeling::words).
    ///
    /// # Errors
    /// As there, or when a limit was reached.
    pub fn words(&self, template: &str, aantal: &str) -> Result<String, Error> {
        match self {
            Self::Here(press) => press.regeling().words(template, aantal),
            Self::Apart(client) => client.words(template, aantal),
        }
    }
}
