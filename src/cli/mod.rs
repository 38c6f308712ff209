//! The command line: reads files and arguments, calls the library, prints. Nothing here knows more than its public face.

pub(crate) mod args;
mod bars;
mod blank;
mod check;
mod eject;
mod explain;
mod files;
mod import;
mod render;
mod report;
mod sarif;

use std::io::Write;

use clap::CommandFactory;
use dossierpers::{Error, Regeling, input};

use args::{Arguments, Command};

/// Exit code: done.
pub(crate) const DONE: u8 = 0;
/// Exit code: the data was refused.
pub(crate) const REFUSED: u8 = 1;
/// Exit code: usage, file or internal trouble.
pub(crate) const TROUBLE: u8 = 2;

const EXAMPLE: &str = include_str!("../../fixtures/dossier.json");

/// Runs a command and gives its exit code.
pub(crate) fn run(arguments: Arguments) -> u8 {
    let result = match arguments.command {
        Command::Render(render) => render::run(&render),
        Command::Check(check) => check::run(&check),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::New => print(EXAMPLE),
        Command::Blank(blank) => blank::run(&blank),
        Command::Import(import) => import::run(&import),
        Command::Schema { regeling } => files::regeling(&regeling).and_then(|regeling| schema(&regeling)),
        Command::Eject(eject) => eject::run(&eject),
        Command::Completions { shell } => completions(shell),
    };
    result.unwrap_or_else(|error| {
        report::trouble(&error);
        TROUBLE
    })
}

fn schema(regeling: &Regeling) -> Result<u8, Error> {
    let text = serde_json::to_string_pretty(&input::schema(regeling)).map_err(|error| Error::Internal(error.to_string()))?;
    print(&format!("{text}\n"))
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dossierpers", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints to standard output; a reader that went away is no trouble.
fn print(text: &str) -> Result<u8, Error> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::File { path: "standard output".into(), source }),
        _ => Ok(DONE),
    }
}
