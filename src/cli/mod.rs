//! The command line: reads files and arguments, calls the library, prints. Nothing here knows more than its public face: no rule,
//! no label, no regeling.
//!
//! **Enters:** arguments, printing, reading what a command names.
//! **Stays out:** a rule, a label, a regeling, a byte of a PDF.

mod afdeling;
pub(crate) mod args;
mod bars;
mod blank;
mod bundle;
mod check;
mod disk;
mod eject;
pub(crate) mod exit;
mod explain;
mod files;
mod formulieren;
mod import;
mod judged;
pub(crate) mod nederlands;
mod new;
mod oordeel;
mod regeling;
mod render;
mod report;
mod sarif;
mod tabel;
mod vraag;
mod worker;

use dossierpers::error::Error;

use args::{Arguments, Command, RegelingArg};
use exit::{TROUBLE, print};

/// The JSON Schema of what `check --format json` prints.
const UITVOER: &str = include_str!("uitvoer.schema.json");

/// Runs a command and gives its exit code.
pub(crate) fn run(arguments: Arguments) -> u8 {
    let result = match arguments.command {
        Command::Render(render) => Ok(render::run(&render)),
        Command::Check(check) => check::run(&check),
        Command::Bundle(bundle) => bundle::run(&bundle),
        Command::Explain { code, regeling } => explain::run(code.as_deref(), &regeling),
        Command::New(new) => new::run(&new),
        Command::Blank(blank) => blank::run(&blank),
        Command::Import(import) => import::run(&import),
        Command::Schema { output: true, .. } => print(UITVOER),
        Command::Schema { regeling, .. } => schema(&regeling),
        Command::Eject(eject) => eject::run(&eject),
        Command::Regeling { command } => regeling::run(&command),
        Command::Worker(limits) => worker::run(limits),
        Command::Completions { shell } => completions(shell),
    };
    result.unwrap_or_else(|error| {
        report::trouble(&error);
        TROUBLE
    })
}

fn schema(regeling: &RegelingArg) -> Result<u8, Error> {
    let regeling = files::regeling(regeling, None)?;
    let text = serde_json::to_string_pretty(&regeling.published_schema()).map_err(|error| Error::Internal(error.to_string()))?;
    print(&format!("{text}\n"))
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut nederlands::command(), "dossierpers", &mut script);
    print(&String::from_utf8_lossy(&script))
}
