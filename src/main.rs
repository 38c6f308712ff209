//! The command line of dossierpers: parse, run, exit code.

mod cli;

use std::ffi::OsString;
use std::io::Write;
use std::panic;
use std::process::ExitCode;

use clap::FromArgMatches;

fn main() -> ExitCode {
    panic::set_hook(Box::new(say_where));
    let typed: Vec<_> = std::env::args_os().collect();
    let matches = cli::nederlands::command().try_get_matches_from(&typed);
    let arguments = match matches.and_then(|matches| cli::args::Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing can be done when even this cannot be printed.
            let _ = match cli::nederlands::said(&error, &words(&typed)) {
                Some(what) => write!(std::io::stderr(), "{what}"),
                None => error.print(),
            };
            return ExitCode::from(if error.use_stderr() { cli::exit::TROUBLE } else { cli::exit::DONE });
        }
    };
    ExitCode::from(cli::run(arguments))
}

fn words(typed: &[OsString]) -> Vec<String> {
    typed.iter().map(|word| word.to_string_lossy().into_owned()).collect()
}

/// What of the words of a panic is about the system, and tells why a worker has ended.
const GEHEUGEN: &str = "Cannot allocate memory";

/// Says where a fault of our own is, and not what it says: its words may hold what stands in a dossier.
fn say_where(panicked: &panic::PanicHookInfo<'_>) {
    let place = panicked.location().map(ToString::to_string).unwrap_or_default();
    let memory = panicked.payload_as_str().filter(|words| words.contains(GEHEUGEN)).map_or("", |_| GEHEUGEN);
    // Nothing can be done when even this cannot be printed.
    let _ = writeln!(std::io::stderr(), "dossierpers: internal fault, please report it: panicked at {place} {memory}");
}
