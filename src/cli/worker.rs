//! `worker`: the other side of a process that lays out a regeling of somebody else.

use std::env;
use std::io;
use std::process::Command;

use dossierpers::error::Error;
use dossierpers::regeling::Bestanden;
use dossierpers::regelingen;
use dossierpers::worker::{Client, serve};

use super::args::LimitsArg;
use super::exit::DONE;

/// Answers what is asked on standard input until there is no more.
pub(super) fn run(limits: LimitsArg) -> Result<u8, Error> {
    let limits = limits.limits();
    limits.restrict()?;
    serve(io::stdin().lock(), io::stdout(), regelingen::uit_bestanden, &|| limits.renew())?;
    Ok(DONE)
}

/// Starts this program as a worker, and opens a regeling in it.
pub(super) fn start(limits: LimitsArg, bestanden: &Bestanden) -> Result<Client, Error> {
    let program = env::current_exe().map_err(|source| Error::File { path: "dossierpers".into(), source })?;
    let mut command = Command::new(program);
    command.arg("worker").args(limits.arguments());
    Client::start(command, limits.limits(), bestanden)
}
