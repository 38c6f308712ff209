//! What can be typed. The doc comments are the help texts, in Dutch; what clap says itself is put into Dutch in `nederlands`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dossierpers::lees_datum;
use dossierpers::limieten::KOPIEEN;
use dossierpers::schema::Datum;
use dossierpers::worker::Limits;

/// Empty forms that are made at once.
const MOST_COPIES: u64 = KOPIEEN as u64;

/// Maakt van één dossier.json de documenten van een regeling, als toegankelijke pdf's die bewaard kunnen blijven.
///
/// Afsluitcodes: 0 gelukt; 1 de gegevens zijn geweigerd (een document is niet geschreven, of het dossier kan zo niet worden
/// ingediend); 2 de opdracht klopt niet, een bestand is niet te lezen of te schrijven, of er is een fout van het programma zelf.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true, subcommand_value_name = "OPDRACHT")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Maak de pdf's van een dossier, met een lijst van wat er is gemaakt
    Render(Render),
    /// Zeg wat het indienen van een dossier nog in de weg staat, en wat u eraan doet
    Check(Check),
    /// Zet klaar wat u inlevert: documenten, bewijs en een inhoudsopgave, in één map of zip
    Bundle(Bundle),
    /// Leg een bevinding uit, of noem alle bevindingen die er zijn
    Explain {
        /// Code van de bevinding, zoals json-ongeldig; zonder code ziet u de hele lijst
        code: Option<String>,
        #[command(flatten)]
        regeling: RegelingArg,
    },
    /// Begin een dossier, voeg er een leeg onderdeel aan toe, of breng het bij de tijd
    New(New),
    /// Maak de lege formulieren, om op het scherm of met de pen in te vullen
    Blank(Blank),
    /// Neem in een dossier over wat op formulieren is ingevuld
    Import(Import),
    /// Toon het JSON Schema van een dossier, voor uw editor
    Schema {
        /// Toon in plaats daarvan het schema van wat check --format json geeft
        #[arg(long, conflicts_with = "regeling")]
        output: bool,
        #[command(flatten)]
        regeling: RegelingArg,
    },
    /// Schrijf de documenten van een dossier als gewoon Typst-project
    Eject(Eject),
    /// Maak een eigen regeling
    #[command(subcommand_value_name = "OPDRACHT")]
    Regeling {
        #[command(subcommand)]
        command: RegelingCommand,
    },
    /// Maak op wat een ander proces van dit programma via de standaardinvoer vraagt
    #[command(hide = true)]
    Worker(LimitsArg),
    /// Toon een script waarmee uw shell opdrachten aanvult
    Completions {
        /// Shell waarvoor het script is
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegelingCommand {
    /// Noem de ingebouwde regelingen
    List,
    /// Maak een map om een eigen regeling mee te beginnen
    New {
        /// Map om in te schrijven; leeg, of nog niet aanwezig. Haar naam wordt de naam van de regeling
        #[arg(value_name = "MAP")]
        dir: PathBuf,
        /// Ingebouwde regeling om te kopiëren; zonder deze optie een kleine, met één formulier en één regel
        #[arg(long, value_name = "ID")]
        from: Option<String>,
    },
    /// Zeg welke fouten er in de map van een regeling staan, met bestand, regel en herstel
    Check {
        /// Map met de regeling, of de naam van een ingebouwde
        #[arg(value_name = "MAP|ID")]
        dir: PathBuf,
        #[command(flatten)]
        limits: LimitsArg,
    },
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Render {
    /// JSON-bestanden met een dossier of een deel ervan; - leest de standaardinvoer. Bij meer dan één krijgt elk een eigen map
    #[arg(required_unless_present = "table", value_name = "DOSSIER")]
    pub(crate) input: Vec<PathBuf>,
    /// Map om in te schrijven; wordt gemaakt als zij er niet is
    #[arg(long, value_name = "MAP")]
    pub(crate) out: PathBuf,
    /// Maak alleen deze soorten documenten, met komma's ertussen
    #[arg(long, value_name = "SOORT", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Maak wat er is, met "nog te schrijven" waar iets ontbreekt: het watermerk CONCEPT op elke pagina, ook langer dan mag
    #[arg(long)]
    pub(crate) concept: bool,
    /// Laat de gegevens uit de pdf's weg (PDF/A-2a in plaats van A-3a)
    #[arg(long)]
    pub(crate) no_embed: bool,
    /// Maak formulieren met daarin wat bekend is, voor iemand die ze verder invult
    #[arg(long, conflicts_with_all = ["concept", "no_embed"])]
    pub(crate) fillable: bool,
    /// Zoveel lege formulieren van elke soort die --only noemt, met wat er al vaststaat; zonder dit één, als er nog geen is
    #[arg(long, value_name = "AANTAL", requires = "fillable", requires = "only", conflicts_with = "table", value_parser = clap::value_parser!(u64).range(1..=MOST_COPIES))]
    pub(crate) copies: Option<u64>,
    /// Tabel van personen (CSV of Excel-werkmap): een formulier voor elke rij. Een dossier erbij zegt wat op elk formulier staat
    #[arg(long, value_name = "TABEL", requires = "fillable", requires = "only")]
    pub(crate) table: Option<PathBuf>,
    /// Overschrijf ook bestanden die intussen zijn ondertekend of veranderd, en schrijf naast documenten van een ander
    #[arg(long)]
    pub(crate) force: bool,
    /// Verwijder wat een eerdere keer is gemaakt en niet meer hoort; nooit een bestand dat is ondertekend, veranderd of van een ander
    #[arg(long)]
    pub(crate) prune: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// JSON-bestanden met een dossier; - leest de standaardinvoer. Van meer dan één komt er een tabel, het slechtste eerst
    #[arg(required = true, value_name = "DOSSIER")]
    pub(crate) input: Vec<PathBuf>,
    /// Hoe het oordeel wordt getoond
    #[arg(long, value_name = "VORM", value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Beoordeel alsof dit de dag is waarop wordt ingediend, zoals 14-3-2026 of "14 maart 2026"
    #[arg(long, value_name = "DATUM", value_parser = lees_datum)]
    pub(crate) op: Option<Datum>,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// JSON-bestand met een dossier; de bestanden die het noemt, staan ernaast
    #[arg(value_name = "DOSSIER")]
    pub(crate) input: PathBuf,
    /// Map om te maken, of bestand dat op .zip eindigt. Wat er al staat, wordt alleen vervangen als het een bundel van hetzelfde dossier is
    #[arg(long, value_name = "MAP|BESTAND.zip")]
    pub(crate) out: PathBuf,
    /// Zet klaar wat er is, ook als iets in de weg staat; de inhoudsopgave zegt wat ontbreekt
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

/// How a verdict is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// om te lezen
    Human,
    /// voor programma's: één vorm voor een of meer dossiers; schema --output beschrijft hem
    Json,
    /// voor een rekenblad: een regel voor elk dossier
    Csv,
    /// SARIF 2.1.0, voor editors
    Sarif,
}

#[derive(Debug, Args)]
pub(crate) struct Blank {
    /// Soorten documenten; zonder soort alle formulieren
    #[arg(value_name = "SOORT")]
    pub(crate) kinds: Vec<String>,
    /// Map om in te schrijven; wordt gemaakt als zij er niet is
    #[arg(long, value_name = "MAP")]
    pub(crate) out: PathBuf,
    /// Maak formulieren zonder velden, om af te drukken en met de pen in te vullen
    #[arg(long)]
    pub(crate) print: bool,
    /// Overschrijf ook bestanden die intussen zijn ingevuld of veranderd
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Onderdeel om toe te voegen; welke er zijn, hangt af van de regeling. Zonder onderdeel krijgt u het begin van een dossier
    #[arg(value_name = "ONDERDEEL", requires = "into")]
    pub(crate) part: Option<String>,
    /// Dossier waaraan het onderdeel wordt toegevoegd; wat er stond, blijft ernaast bewaard
    #[arg(long, value_name = "DOSSIER.json", requires = "part")]
    pub(crate) into: Option<PathBuf>,
    /// Dossier van een oudere versie om bij de tijd te brengen; er valt niets weg, en wat er stond blijft ernaast bewaard
    #[arg(long, value_name = "DOSSIER.json", conflicts_with_all = ["part", "into", "name"])]
    pub(crate) upgrade: Option<PathBuf>,
    /// Begin met alleen deze naam: voornaam en achternaam, of alle delen ervan, met spaties ertussen
    #[arg(long, value_name = "NAAM", num_args = 1.., conflicts_with_all = ["part", "into"])]
    pub(crate) name: Option<Vec<String>>,
    /// Bestand om in te schrijven; het mag er nog niet zijn
    #[arg(long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Ingevulde en met Opslaan bewaarde formulieren, of een map waar ze in staan
    #[arg(required = true, value_name = "FORMULIER.pdf|MAP")]
    pub(crate) forms: Vec<PathBuf>,
    /// Dossier om aan te vullen; hoe het was, blijft ernaast bewaard
    #[arg(long, value_name = "DOSSIER.json")]
    pub(crate) into: Option<PathBuf>,
    /// Bestand om in plaats daarvan te schrijven; zonder --into en --out gaat het dossier naar de standaarduitvoer
    #[arg(long, value_name = "BESTAND")]
    pub(crate) out: Option<PathBuf>,
    /// Map voor een dossier per persoon; een dossier dat er al staat, wordt aangevuld
    #[arg(long, value_name = "MAP", conflicts_with_all = ["into", "out"])]
    pub(crate) each: Option<PathBuf>,
    /// Neem over wat het formulier op deze plaats anders zegt dan het dossier; all is elke plaats
    #[arg(long, value_name = "VELD|all", value_delimiter = ',')]
    pub(crate) accept: Vec<String>,
    /// Voeg de rij die op deze rij van het dossier lijkt, toe als een andere
    #[arg(long, value_name = "RIJ", value_delimiter = ',')]
    pub(crate) add: Vec<String>,
    /// Overschrijf het bestand dat bij --out is genoemd
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

#[derive(Debug, Args)]
pub(crate) struct Eject {
    /// JSON-bestand met een dossier of een deel ervan; - leest de standaardinvoer
    #[arg(value_name = "DOSSIER")]
    pub(crate) input: PathBuf,
    /// Map om in te schrijven; leeg, of nog niet aanwezig
    #[arg(long, value_name = "MAP")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) pers: PersArg,
}

/// Which regeling a command works with.
#[derive(Debug, Args)]
pub(crate) struct RegelingArg {
    /// Regeling om mee te werken: een ingebouwde (zie regeling list), of een map met regeling.toml, schema.json en sjablonen.
    /// Zonder deze optie zegt het dossier welke het is
    #[arg(long = "regeling", value_name = "ID|MAP")]
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
    /// Seconden die een regeling uit een map aan één document mag werken
    #[arg(long, value_name = "SECONDEN", default_value_t = 60, value_parser = |text: &str| whole(text, 1, 86_400))]
    time_limit: u64,
    /// Geheugen in MiB dat een regeling uit een map mag gebruiken; alleen op Linux, elders is er geen grens
    #[arg(long, value_name = "MIB", default_value_t = 3072, value_parser = |text: &str| whole(text, 64, 1_048_576))]
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

/// A whole number between two bounds.
fn whole(text: &str, least: u64, most: u64) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("Schrijf een heel getal van {least} tot en met {most}."))
}
