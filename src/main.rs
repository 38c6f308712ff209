//! The command line of dossierpers: parse, run, exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = match cli::args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing can be done when even this cannot be printed.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { cli::exit::TROUBLE } else { cli::exit::DONE });
        }
    };
    ExitCode::from(cli::run(arguments))
}
