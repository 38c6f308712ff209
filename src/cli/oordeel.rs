//! The verdict as somebody reads it: what is wrong, what is still to do, what the assessor will look at, the norms, and the next step.
//!
//! Findings that say the same are told once, with every place. A place that is there is shown with its line; one that is not yet there is
//! named in words, since the bracket that it would stand behind helps nobody.

use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use dossierpers::finding::Ernst;
use dossierpers::{Diagnostic, Input, Regeling, Verdict};

use super::bars::bars;
use super::report::{finding_text, level_name};

/// Groups that a terminal shows of each kind before it only counts.
const SHOWN: usize = 25;
/// Places of one group that are named before they are counted.
const PLACES: usize = 12;

/// The kinds of findings in the order that they are told, each with its heading.
const KINDS: [(Ernst, &str); 5] = [
    (Ernst::Fout, "Fout"),
    (Ernst::TeDoen, "Nog te doen"),
    (Ernst::Waarschuwing, "Let op"),
    (Ernst::Beoordelaar, "Voor de beoordelaar"),
    (Ernst::Informatie, "Ter informatie"),
];

/// What a verdict is about.
pub(super) struct Judged<'a> {
    pub(super) path: &'a Path,
    pub(super) regeling: &'a Regeling,
    pub(super) input: &'a Input,
    pub(super) verdict: &'a Verdict,
    pub(super) summary: &'a str,
}

/// The verdict for reading.
pub(super) fn text(judged: &Judged<'_>) -> String {
    let styled = AutoStream::auto(std::io::stdout()).current_choice() != ColorChoice::Never;
    let mut text: String = KINDS.into_iter().map(|(ernst, heading)| section(judged, ernst, heading, styled)).collect();
    let bars = bars(&judged.verdict.uitkomst.totalen);
    if !bars.is_empty() {
        text += &bars;
        text.push('\n');
    }
    text += judged.summary;
    if let Some(next) = judged.verdict.next_step(judged.input, judged.regeling) {
        let place = if next.path.is_empty() { String::new() } else { format!("{}: ", place(judged, next, "")) };
        text += &format!("Volgende stap: {place}{}\n", first_lower(&next.help));
    }
    text
}

/// Findings of one kind under their heading.
fn section(judged: &Judged<'_>, ernst: Ernst, heading: &str, styled: bool) -> String {
    let groups = groups(judged.verdict.findings.iter().filter(|finding| finding.ernst == ernst));
    if groups.is_empty() {
        return String::new();
    }
    let strong = if styled { Style::new().bold().underline() } else { Style::new() };
    let mut text = format!("{strong}{heading}{strong:#}\n\n");
    for group in groups.iter().take(SHOWN) {
        text += &match group.as_slice() {
            many if ernst == Ernst::TeDoen => to_do(judged, many, styled),
            [one] if is_there(judged, one) => {
                format!("{}\nbron: {}\n", finding_text(judged.path, &judged.input.source, one, judged.regeling, styled), one.rule.bron)
            }
            many => told_once(judged, many, styled),
        };
        if ernst != Ernst::TeDoen {
            text.push('\n');
        }
    }
    if ernst == Ernst::TeDoen {
        text.push('\n');
    }
    if groups.len() > SHOWN {
        text += &format!("... en nog {}; met --format json ziet u ze alle.\n\n", groups.len() - SHOWN);
    }
    text
}

/// Findings that say the same, in the order of the first of each.
fn groups<'f>(findings: impl Iterator<Item = &'f Diagnostic>) -> Vec<Vec<&'f Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Vec<&Diagnostic>| {
            group.first().is_some_and(|first| first.rule == finding.rule && first.message == finding.message && first.help == finding.help)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// What is to do, in two lines: a dossier that was just begun has much of it, and it should fit on a screen.
fn to_do(judged: &Judged<'_>, group: &[&Diagnostic], styled: bool) -> String {
    let Some(first) = group.first() else { return String::new() };
    format!("{}{}  {}\n", title(first, styled), places(judged, group), first.help)
}

/// A finding, or more that say the same, with its places in words.
fn told_once(judged: &Judged<'_>, group: &[&Diagnostic], styled: bool) -> String {
    let Some(first) = group.first() else { return String::new() };
    let help = if styled { AnsiColor::BrightCyan.on_default().bold() } else { Style::new() };
    let (title, places) = (title(first, styled), places(judged, group));
    format!("{title}{places}{help}herstel{help:#}: {}\nbron: {}\n", first.help, first.rule.bron)
}

fn title(finding: &Diagnostic, styled: bool) -> String {
    let (color, name) = (color(finding.ernst), level_name(finding.ernst));
    let [level, strong] = if styled { [color.on_default().bold(), Style::new().bold()] } else { [Style::new(); 2] };
    format!("{level}{name}[{}]{level:#}{strong}: {}{strong:#}\n", finding.rule.code, finding.message)
}

/// The places of findings that say the same; nothing for one about the whole.
fn places(judged: &Judged<'_>, group: &[&Diagnostic]) -> String {
    match group {
        [one] if one.path.is_empty() => String::new(),
        [one] => format!("  {}\n", place(judged, one, "")),
        many => {
            let field = shared_field(judged, many);
            let mut places: Vec<String> = many.iter().take(PLACES).map(|finding| place(judged, finding, &field)).collect();
            if many.len() > PLACES {
                places.push(format!("en nog {}", many.len() - PLACES));
            }
            let field = field.trim_start_matches(", ");
            let whose = if field.is_empty() { String::new() } else { format!("{field} bij ") };
            format!("  {} keer: {whose}{}\n", many.len(), places.join("; "))
        }
    }
}

/// The end of the places that findings have in common, such as the name of one field of each activity.
fn shared_field(judged: &Judged<'_>, group: &[&Diagnostic]) -> String {
    let words: Vec<String> = group.iter().map(|finding| judged.regeling.place(&finding.path, &judged.input.value)).collect();
    let field = words.first().and_then(|first| Some(first[first.find(", ")?..].to_owned())).unwrap_or_default();
    if words.iter().all(|place| place.ends_with(&field)) { field } else { String::new() }
}

/// Where a finding is, in words but for what it ends in, and with its line where that helps.
fn place(judged: &Judged<'_>, finding: &Diagnostic, end: &str) -> String {
    let words = judged.regeling.place(&finding.path, &judged.input.value);
    let words = words.strip_suffix(end).unwrap_or(&words).to_owned();
    let position = judged.input.source.position(finding);
    let words = if words.is_empty() { "het dossier".to_owned() } else { words };
    if judged.input.written(&finding.path) { format!("{words} (regel {})", position.line) } else { words }
}

/// Whether there is something to show at the place of a finding.
fn is_there(judged: &Judged<'_>, finding: &Diagnostic) -> bool {
    finding.span.is_some() || (!finding.path.is_empty() && judged.input.written(&finding.path))
}

fn color(ernst: Ernst) -> AnsiColor {
    match ernst {
        Ernst::Fout | Ernst::TeDoen => AnsiColor::BrightRed,
        Ernst::Waarschuwing => AnsiColor::Yellow,
        Ernst::Beoordelaar => AnsiColor::BrightGreen,
        Ernst::Informatie => AnsiColor::BrightBlue,
    }
}

/// A sentence that stands behind a colon.
fn first_lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
