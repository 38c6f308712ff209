//! What can be typed. The doc comments are the help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dossierpers::limieten::KOPIEEN;
use dossierpers::schema::Datum;
use dossierpers::worker::Limits;

/// Empty forms that are made at once.
const MOST_COPIES: u64 = KOPIEEN as u64;

/// Turns one dossier.json into the bijlagen of a Dutch professional recertification, as accessible, archivable PDFs.
///
/// Exit codes: 0 done; 1 the data was refused (a document was not written, or the dossier cannot be handed in); 2 usage, file
/// or internal trouble.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the PDFs of a dossier, and a manifest
    Render(Render),
    /// Say what still stands in the way of handing a dossier in, and what to do about it
    Check(Check),
    /// Explain a finding, or list all findings that there are
    Explain {
        /// Code of the finding, such as pe-onvoldoende
        code: Option<String>,
        #[command(flatten)]
        regeling: RegelingArg,
    },
    /// Begin a dossier, or add an empty part to one
    New(New),
    /// Write the empty standard forms, to fill in on a screen or by pen
    Blank(Blank),
    /// Read what was filled in on forms into a dossier
    Import(Import),
    /// Print the JSON Schema of a dossier, for editors
    Schema {
        #[command(flatten)]
        regeling: RegelingArg,
    },
    /// Write the documents of a dossier as a plain Typst project
    Eject(Eject),
    /// Make a regeling of your own
    Regeling {
        #[command(subcommand)]
        command: RegelingCommand,
    },
    /// Lay out what is asked on standard input, for another process of this program
    #[command(hide = true)]
    Worker(LimitsArg),
    /// Print shell completions
    Completions {
        /// Shell to complete for
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegelingCommand {
    /// List the built-in regelingen
    List,
    /// Write a folder to start a regeling from
    New {
        /// Folder to write to; must be empty or not there yet. Its name becomes the identifier
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Built-in regeling to copy; without it a small one of one form with one rule
        #[arg(long, value_name = "ID")]
        from: Option<String>,
    },
    /// Say every mistake in the folder of a regeling, with its file, line and cure
    Check {
        /// Folder, or a built-in regeling
        #[arg(value_name = "DIR|ID")]
        dir: PathBuf,
        #[command(flatten)]
        limits: LimitsArg,
    },
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Render {
    /// JSON files with a dossier or a part of one; `-` reads standard input. With more than one, each gets its own subfolder
    #[arg(required_unless_present = "table")]
    pub(crate) input: Vec<PathBuf>,
    /// Folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Make only these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Put a CONCEPT watermark on every page, and do not hold reports to their page limit
    #[arg(long)]
    pub(crate) concept: bool,
    /// Leave the data out of the PDFs (PDF/A-2a instead of A-3a)
    #[arg(long)]
    pub(crate) no_embed: bool,
    /// Write forms with the known values in their fields, for somebody to fill in further
    #[arg(long, conflicts_with_all = ["concept", "no_embed"])]
    pub(crate) fillable: bool,
    /// Zoveel lege formulieren van elke soort die --only noemt, met wat er al vaststaat; zonder dit één, als er nog geen is
    #[arg(long, value_name = "AANTAL", requires = "fillable", requires = "only", conflicts_with = "table", value_parser = clap::value_parser!(u64).range(1..=MOST_COPIES))]
    pub(crate) copies: Option<u64>,
    /// Tabel van personen (CSV of Excel-werkmap): een formulier voor elke rij. Een dossier erbij zegt wat op elk formulier staat
    #[arg(long, value_name = "TABEL", requires = "fillable", requires = "only")]
    pub(crate) table: Option<PathBuf>,
    /// Overwrite files that were signed or changed since they were written
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// JSON files with a dossier; `-` reads standard input. With more than one, each gets a line
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    /// How to print the verdict
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Judge as if the application were filed on this day
    #[arg(long, value_name = "DATUM", value_parser = str::parse::<Datum>)]
    pub(crate) op: Option<Datum>,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

/// How a verdict is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Human,
    /// For programs
    Json,
    /// SARIF 2.1.0, for editors
    Sarif,
}

#[derive(Debug, Args)]
pub(crate) struct Blank {
    /// Kinds to write; all if none is named
    #[arg(value_name = "KIND")]
    pub(crate) kinds: Vec<String>,
    /// Folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Forms without fields, to print and fill in by pen
    #[arg(long)]
    pub(crate) print: bool,
    /// Overwrite files that were filled in or changed since they were written
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Part to add, such as activiteit or werkverklaring; without it a whole start of a dossier
    #[arg(value_name = "PART", requires = "into")]
    pub(crate) part: Option<String>,
    /// Dossier to add the part to; its old state is kept beside it
    #[arg(long, value_name = "DOSSIER.json", requires = "part")]
    pub(crate) into: Option<PathBuf>,
    /// Begin with nothing but this name: its first and last piece, or all of its pieces
    #[arg(long, value_name = "PIECE", num_args = 1.., conflicts_with_all = ["part", "into"])]
    pub(crate) name: Option<Vec<String>>,
    /// File to write instead; it must not be there yet. Without it a start is printed
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Formulieren die zijn ingevuld en met Opslaan bewaard, of een map waar ze in staan
    #[arg(required = true, value_name = "FORMULIER.pdf|MAP")]
    pub(crate) forms: Vec<PathBuf>,
    /// Het dossier dat wordt aangevuld; hoe het was, blijft ernaast bewaard
    #[arg(long, value_name = "DOSSIER.json")]
    pub(crate) into: Option<PathBuf>,
    /// Bestand om in plaats daarvan te schrijven; zonder --into en --out komt het dossier op het scherm
    #[arg(long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
    /// Map voor een dossier per persoon; een dossier dat er al staat, wordt aangevuld
    #[arg(long, value_name = "MAP", conflicts_with_all = ["into", "out"])]
    pub(crate) each: Option<PathBuf>,
    /// Neemt over wat het formulier op deze plaats anders zegt dan het dossier; `all` voor elke plaats
    #[arg(long, value_name = "VELD|all", value_delimiter = ',')]
    pub(crate) accept: Vec<String>,
    /// Voegt de rij die op deze rij van het dossier lijkt, toe als een andere
    #[arg(long, value_name = "RIJ", value_delimiter = ',')]
    pub(crate) add: Vec<String>,
    /// Overschrijft het bestand dat --out noemt
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Eject {
    /// JSON file with a dossier or a part of one; `-` reads standard input
    pub(crate) input: PathBuf,
    /// Folder to write to; must be empty or not there yet
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

/// Which regeling a command works with.
#[derive(Debug, Args)]
pub(crate) struct RegelingArg {
    /// Regeling to work with: a built-in one (see `regeling list`), or a folder with regeling.toml, schema.json and templates.
    /// Without it the data decides
    #[arg(long = "regeling", value_name = "ID|DIR")]
    pub(crate) regeling: Option<String>,
}

/// Which regeling a command makes or judges documents under, and what a regeling of somebody else may use for it.
#[derive(Debug, Args)]
pub(crate) struct PersArg {
    #[command(flatten)]
    pub(crate) regeling: RegelingArg,
    #[command(flatten)]
    pub(crate) limits: LimitsArg,
}

/// What a regeling that is not built in may use.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LimitsArg {
    /// Seconds that a regeling of a folder may take for one document before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    time_limit: u64,
    /// Memory that a regeling of a folder may take before it is stopped; only on Linux, other systems have no limit of memory
    #[arg(long, value_name = "MIB", default_value_t = 3072, value_parser = clap::value_parser!(u64).range(64..=1_048_576))]
    memory_limit: u64,
}

impl LimitsArg {
    /// As the library has them.
    pub(crate) fn limits(self) -> Limits {
        Limits { seconds: self.time_limit, mebibytes: self.memory_limit }
    }

    /// As they are typed.
    pub(crate) fn arguments(self) -> [String; 4] {
        ["--time-limit".to_owned(), self.time_limit.to_string(), "--memory-limit".to_owned(), self.memory_limit.to_string()]
    }
}
