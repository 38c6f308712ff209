//! What clap says, in Dutch: help, and what is wrong with what was typed. What the arguments are for stands in `args`.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};

use super::args::Arguments;

/// Help of a command: what it does, how it is typed, what can be given.
const HELP: &str = "{before-help}{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";

/// The whole command line, with its help in Dutch.
pub(crate) fn command() -> Command {
    let mut command = Arguments::command();
    // With what clap adds itself: help, version, and the command `help`.
    command.build();
    in_dutch(command)
}

fn in_dutch(command: Command) -> Command {
    let command = command
        .help_template(HELP)
        .subcommand_help_heading("Opdrachten")
        .mut_args(argument)
        .mut_subcommands(|sub| if sub.get_name() == "help" { sub.about("Laat de hulp bij een opdracht zien") } else { sub })
        .mut_subcommands(in_dutch);
    let usage = command.clone().render_usage().to_string();
    command.override_usage(usage_of(&usage))
}

/// A usage without its heading, in Dutch.
fn usage_of(usage: &str) -> String {
    usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[OPTIES]")
        .replace("[COMMAND]", "[OPDRACHT]")
        .replace("<COMMAND>", "<OPDRACHT>")
}

fn argument(arg: Arg) -> Arg {
    let arg = match arg.get_action() {
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong => arg.help("Laat deze hulp zien").long_help(None),
        ArgAction::Version => arg.help("Laat de versie van het programma zien").long_help(None),
        _ => arg,
    };
    let heading = if arg.is_positional() { "Argumenten" } else { "Opties" };
    let added = [choices(&arg), usual(&arg)].concat();
    let help = arg.get_help().map(|help| format!("{help}{added}"));
    let arg = arg.help_heading(heading).hide_possible_values(true).hide_default_value(true);
    match help {
        Some(help) => arg.help(help),
        None => arg,
    }
}

/// What an argument can be, each with what it means.
fn choices(arg: &Arg) -> String {
    let values = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
    let one = |value: &clap::builder::PossibleValue| match value.get_help() {
        Some(help) => format!("{} ({help})", value.get_name()),
        None => value.get_name().to_owned(),
    };
    let values: Vec<_> = values.iter().map(one).collect();
    if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) }
}

/// What an argument is where it is not given.
fn usual(arg: &Arg) -> String {
    let values: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if values.is_empty() || !arg.get_action().takes_values() { String::new() } else { format!(" [standaard: {}]", values.join(" ")) }
}

/// What is wrong with what was typed, and what to do; `None` where clap has the words already, which are ours: help and the version.
pub(crate) fn said(error: &Error, typed: &[String]) -> Option<String> {
    let (what, cure) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => unknown(error),
        ErrorKind::InvalidSubcommand => {
            let known = meant(error, ContextKind::SuggestedSubcommand);
            (format!("de opdracht \"{}\" bestaat niet.", one(error, ContextKind::InvalidSubcommand)), known)
        }
        ErrorKind::InvalidValue => invalid(error),
        ErrorKind::ValueValidation => {
            let cure = std::error::Error::source(error).map(ToString::to_string);
            let given = one(error, ContextKind::InvalidValue);
            (format!("\"{given}\" kan niet bij {}.", one(error, ContextKind::InvalidArg)), cure)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg);
            (format!("er ontbreekt nog: {}.", missing.join(", ")), None)
        }
        ErrorKind::MissingSubcommand => {
            let known = all(error, ContextKind::ValidSubcommand);
            ("er is geen opdracht genoemd.".to_owned(), Some(format!("Kies uit: {}.", known.join(", "))))
        }
        ErrorKind::ArgumentConflict => {
            let (first, other) = (one(error, ContextKind::InvalidArg), all(error, ContextKind::PriorArg).join(", "));
            if first == other {
                (format!("{first} staat er twee keer."), Some("Noem het één keer.".to_owned()))
            } else {
                (format!("{first} kan niet samen met {other}."), Some("Laat een van beide weg.".to_owned()))
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues => {
            (format!("bij {} ontbreekt een waarde.", one(error, ContextKind::InvalidArg)), Some("Zet de waarde erachter.".to_owned()))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            (format!("bij {} staan te veel of te weinig waarden.", one(error, ContextKind::InvalidArg)), None)
        }
        ErrorKind::InvalidUtf8 => (
            "een argument bevat tekens die niet te lezen zijn.".to_owned(),
            Some("Typ het opnieuw, of geef het bestand een andere naam.".to_owned()),
        ),
        // What is left is about writing, or is yet to come.
        _ => ("de opdracht is niet te begrijpen.".to_owned(), None),
    };
    let cure = cure.map(|cure| format!(" {cure}")).unwrap_or_default();
    let (name, usage) = command_of(typed);
    Some(format!("dossierpers: {what}{cure}\n\nGebruik: {usage}\nMeer hulp: {name} --help\n"))
}

fn unknown(error: &Error) -> (String, Option<String>) {
    let given = one(error, ContextKind::InvalidArg);
    let cure = meant(error, ContextKind::SuggestedArg).or_else(|| {
        let sub = one(error, ContextKind::SuggestedSubcommand);
        (!sub.is_empty()).then(|| format!("De opdracht {sub} kent het wel."))
    });
    let what = if given.starts_with('-') { "de optie" } else { "het argument" };
    (format!("{what} \"{given}\" hoort hier niet."), cure)
}

fn invalid(error: &Error) -> (String, Option<String>) {
    let (arg, given) = (one(error, ContextKind::InvalidArg), one(error, ContextKind::InvalidValue));
    let known = all(error, ContextKind::ValidValue);
    let choose = (!known.is_empty()).then(|| format!("Kies uit: {}.", known.join(", ")));
    if given.is_empty() {
        return (format!("bij {arg} ontbreekt een waarde."), Some(choose.unwrap_or_else(|| "Zet de waarde erachter.".to_owned())));
    }
    let cure = [meant(error, ContextKind::SuggestedValue), choose].into_iter().flatten().collect::<Vec<_>>().join(" ");
    (format!("\"{given}\" kan niet bij {arg}."), Some(cure).filter(|cure| !cure.is_empty()))
}

/// What was probably meant.
fn meant(error: &Error, kind: ContextKind) -> Option<String> {
    let near: Vec<_> = all(error, kind).iter().map(|name| format!("\"{name}\"")).collect();
    (!near.is_empty()).then(|| format!("Bedoelde u {}?", near.join(" of ")))
}

fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        Some(ContextValue::StyledStr(one)) => vec![one.to_string()],
        _ => Vec::new(),
    }
}

fn one(error: &Error, kind: ContextKind) -> String {
    all(error, kind).into_iter().next().unwrap_or_default()
}

/// The command that was typed, as far as it is one: its name, and how it is typed.
fn command_of(typed: &[String]) -> (String, String) {
    let mut all = command();
    let (mut at, mut name) = (&mut all, "dossierpers".to_owned());
    for word in typed.iter().skip(1) {
        if at.find_subcommand(word).is_none() {
            break;
        }
        name += &format!(" {word}");
        match at.find_subcommand_mut(word) {
            Some(sub) => at = sub,
            None => return (name, String::new()),
        }
    }
    let usage = usage_of(&at.render_usage().to_string());
    (name, usage)
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::{command, said};

    /// Words that clap uses, and words that stand in no Dutch sentence.
    const ENGLISH: [&str; 29] = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "OPTIONS",
        "COMMAND",
        "Print",
        "Possible",
        "values",
        "default",
        "version",
        "Version",
        "error",
        "tip",
        "the",
        "of the",
        "with",
        "for",
        "FILE",
        "DIR",
        "KIND",
        "and",
        "required",
        "following",
        "similar",
        "exists",
        "unexpected",
        "invalid",
        "found",
    ];

    fn walk(command: &mut Command, path: &str, seen: &mut dyn FnMut(&str, &mut Command)) {
        seen(path, command);
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        for name in names {
            if let Some(sub) = command.find_subcommand_mut(&name) {
                walk(sub, &format!("{path} {name}"), seen);
            }
        }
    }

    /// The English words of a text; names of commands and options, and what is written between quotes, are no sentence.
    fn english(text: &str) -> Vec<&'static str> {
        let text = text.replace("--version", " ");
        let has = |word: &&&str| {
            text.split(|c: char| !c.is_alphanumeric()).any(|found| found == **word) || word.contains(' ') && text.contains(**word)
        };
        ENGLISH.iter().filter(has).copied().collect()
    }

    #[test]
    fn no_help_says_a_word_of_clap() {
        let mut commands = 0;
        walk(&mut command(), "dossierpers", &mut |path, command| {
            commands += 1;
            for text in [command.render_help().to_string(), command.render_long_help().to_string()] {
                assert!(english(&text).is_empty(), "{path}: {:?} in\n{text}", english(&text));
                assert!(text.contains("Gebruik: dossierpers"), "{path}:\n{text}");
            }
            assert!(path.contains(" help") || command.get_about().is_some(), "{path} says what it does");
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some_and(|help| !help.to_string().trim().is_empty()), "{path}: {} has no help", arg.get_id());
            }
        });
        assert!(commands > 14, "{commands}");
        assert!(english("Usage: dossierpers").contains(&"Usage"), "the list works");
    }

    #[test]
    fn what_is_wrong_is_said_in_dutch_with_a_cure() {
        let cases: [(&[&str], &str); 17] = [
            (&["rendr", "x"], "de opdracht \"rendr\" bestaat niet. Bedoelde u \"render\"?"),
            (&["render", "x", "--ou", "y"], "de optie \"--ou\" hoort hier niet. Bedoelde u \"--out\"?"),
            (&["render", "x", "--out"], "bij --out <MAP> ontbreekt een waarde. Zet de waarde erachter."),
            (&["render", "x"], "er ontbreekt nog: --out <MAP>."),
            (&["render"], "er ontbreekt nog: --out <MAP>, <DOSSIER>..."),
            (
                &["check", "x", "--format", "jso"],
                "\"jso\" kan niet bij --format <VORM>. Bedoelde u \"json\"? Kies uit: human, json, csv, sarif.",
            ),
            (&["check", "x", "--format"], "bij --format <VORM> ontbreekt een waarde. Kies uit: human, json, csv, sarif."),
            (&["check", "x", "--op", "31-2-2026"], "\"31-2-2026\" kan niet bij --op <DATUM>. Dit is een datum die niet bestaat."),
            (&["check", "x", "--time-limit", "0"], "Schrijf een heel getal van 1 tot en met 86400."),
            (&["render", "x", "--out", "y", "--fillable", "--concept"], "kan niet samen met"),
            (&["render", "x", "--out", "y", "--out", "z"], "--out <MAP> staat er twee keer."),
            (&["regeling"], ""),
            (&["regeling", "lst"], "de opdracht \"lst\" bestaat niet. Bedoelde u \"list\"?"),
            (&["completions", "basj"], "Kies uit: bash, "),
            (&["schema", "x"], "het argument \"x\" hoort hier niet."),
            (&["new", "activiteit"], "er ontbreekt nog: --into <DOSSIER.json>."),
            (&["eject", "x", "y"], "het argument \"y\" hoort hier niet."),
        ];
        for (words, told) in cases {
            let typed: Vec<String> = std::iter::once("dossierpers").chain(words.iter().copied()).map(str::to_owned).collect();
            let error = command().try_get_matches_from(&typed).expect_err("an error");
            let text = said(&error, &typed).unwrap_or_else(|| error.to_string());
            assert!(text.contains(told), "{words:?}: {text}");
            assert!(english(&text).is_empty(), "{words:?}: {:?} in {text}", english(&text));
            assert!(error.exit_code() == 2 && text.contains("Gebruik: dossierpers"), "{words:?}: {text}");
        }
    }
}
