//! What a user reads: findings with their line, progress, and what was written. Dutch where it is about the dossier.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use dossierpers::import::{FormFinding, Imported};
use dossierpers::input::Source;
use dossierpers::output::Written;
use dossierpers::rules::Scope;
use dossierpers::verdict::{Oordeel, Verdict};
use dossierpers::{Diagnostic, Document, Error, Rendering, Status};
use indicatif::{ProgressBar, ProgressStyle};

use super::bars::bars;

/// Findings that a terminal shows before it only counts.
const SHOWN: usize = 50;
/// Characters of a line of JSON that are shown around a finding.
const WINDOW: usize = 72;

/// Prints findings to standard error, each with its line.
pub(super) fn findings(path: &Path, source: &Source, findings: &[&Diagnostic]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let styled = out.current_choice() != ColorChoice::Never;
    for finding in findings.iter().take(SHOWN) {
        let _ = writeln!(out, "{}\n", finding_text(path, source, finding, styled));
    }
    if findings.len() > SHOWN {
        let _ = writeln!(out, "... en nog {} bevindingen.\n", findings.len() - SHOWN);
    }
}

/// Prints what came of forms: the findings, each with its file, page and field, and a line for each form.
pub(super) fn imported(paths: &[PathBuf], imported: &Imported) {
    let mut out = AutoStream::auto(std::io::stderr());
    for finding in imported.findings.iter().take(SHOWN) {
        let _ = writeln!(out, "{}\n", form_finding_text(&paths[finding.form], finding));
    }
    if imported.findings.len() > SHOWN {
        let _ = writeln!(out, "... en nog {} bevindingen.\n", imported.findings.len() - SHOWN);
    }
    for (path, taken) in paths.iter().zip(&imported.forms) {
        let _ = match (taken.fields, taken.filled) {
            (0, _) => writeln!(out, "{}: niet overgenomen.", path.display()),
            (_, 0) => writeln!(out, "{}: niets ingevuld.", path.display()),
            (_, filled) => {
                let fields = if filled == 1 { "1 veld".to_owned() } else { format!("{filled} velden") };
                writeln!(out, "{}: {fields} ingevuld, {} overgenomen, {} al bekend.", path.display(), taken.new, taken.known)
            }
        };
    }
}

/// A finding about a form as text. There is no line to show: its place is a page and a field.
fn form_finding_text(path: &Path, finding: &FormFinding) -> String {
    let diagnostic = &finding.diagnostic;
    let (color, name) = if diagnostic.is_error() { (AnsiColor::BrightRed, "fout") } else { (AnsiColor::Yellow, "waarschuwing") };
    let (level, strong, help) = (color.on_default().bold(), Style::new().bold(), AnsiColor::BrightCyan.on_default().bold());
    let place = [finding.page.map(|page| format!("pagina {page}")), finding.field.as_ref().map(|field| format!("veld {field}"))];
    let place = [path.display().to_string()].into_iter().chain(place.into_iter().flatten()).collect::<Vec<_>>().join(", ");
    format!(
        "{level}{name}[{}]{level:#}{strong}: {}{strong:#}\n  {place}\n{help}herstel{help:#}: {}",
        diagnostic.rule.code, diagnostic.message, diagnostic.help
    )
}

/// Says why a file is not written.
pub(super) fn will_not_write(path: &Path, reason: &str) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: {} {reason}", path.display());
}

/// One finding as text: code, message, the place with a caret, and what to do.
fn finding_text(path: &Path, source: &Source, finding: &Diagnostic, styled: bool) -> String {
    let (level, name) = if finding.is_error() { (Level::ERROR, "fout") } else { (Level::WARNING, "waarschuwing") };
    let position = source.position(finding);
    let (line, span) = if finding.is_private() { key_only(finding) } else { window(source, finding) };
    let snippet = Snippet::source(line.as_str()).line_start(position.line).annotation(AnnotationKind::Primary.span(span));
    let report = [
        level.with_name(name).primary_title(finding.message.as_str()).id(finding.rule.code).element(snippet),
        Group::with_title(Level::HELP.with_name("herstel").secondary_title(finding.help.as_str())),
    ];
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.decor_style(DecorStyle::Unicode).render(&report);
    // The line is shown in part, so the place is written here: the renderer would count columns in what it was given.
    text.replacen('\n', &format!("\n  {}:{}:{}\n", path.display(), position.line, position.column), 1)
}

/// The key of the field, for a finding whose text must not be repeated.
fn key_only(finding: &Diagnostic) -> (String, std::ops::Range<usize>) {
    let key = format!("\"{}\"", finding.path.rsplit('/').next().unwrap_or_default());
    (format!("{key}: …"), 0..key.len())
}

/// The part of the line that matters, short: a long text is not repeated on the terminal. With the bytes at fault in it.
fn window(source: &Source, finding: &Diagnostic) -> (String, std::ops::Range<usize>) {
    let text = source.text();
    let range = source.range(finding);
    let line_start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[range.start..].find('\n').map_or(text.len(), |newline| range.start + newline);
    let before: String = last_chars(&text[line_start..range.start], WINDOW / 2);
    let at: String = first_chars(&text[range.start..range.end.min(line_end)], WINDOW / 2);
    let after: String = first_chars(&text[range.end.min(line_end)..line_end], WINDOW / 4);
    let clean = |text: &str| text.chars().map(|c| if dossierpers::typeset::is_invisible(c) { ' ' } else { c }).collect::<String>();
    let (before, at, after) = (clean(&before), clean(&at), clean(&after));
    let span = before.len()..before.len() + at.len();
    (format!("{before}{at}{after}"), span)
}

fn first_chars(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn last_chars(text: &str, most: usize) -> String {
    let skip = text.chars().count().saturating_sub(most);
    let short: String = text.chars().skip(skip).collect();
    if skip > 0 { format!("…{short}") } else { short }
}

/// Prints what a run of `render` did. Which files no longer belong can only be said when everything was understood.
pub(super) fn rendered(path: &Path, folder: &Path, rendering: &Rendering, done: &Written, complete: bool) {
    let mut out = AutoStream::auto(std::io::stderr());
    for made in rendering.documents.iter().filter(|made| matches!(made.status, Status::Refused)) {
        let _ = writeln!(out, "niet geschreven: {}", made.document.bestand);
    }
    if rendering.documents.is_empty() && complete {
        let _ = writeln!(out, "{}: dit dossier bevat nog geen onderdeel waarvan een document kan worden gemaakt.", path.display());
    }
    written(folder, done);
    for path in done.stale.iter().filter(|_| complete) {
        let _ = writeln!(
            out,
            "let op: {} hoort niet meer bij dit dossier; verwijder het bestand als u het niet meer nodig hebt.",
            path.display()
        );
    }
}

/// Prints which files are new, which were there already, and which were left as somebody made them.
pub(super) fn written(folder: &Path, done: &Written) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(
        out,
        "{}: {} geschreven, {} ongewijzigd.",
        folder.display(),
        count(done.written.len()),
        done.unchanged.len() + done.kept.len()
    );
    for path in &done.kept {
        let _ = writeln!(out, "ondertekend of aangepast, en zo gelaten: {}", path.display());
    }
    for path in &done.outdated {
        let _ = writeln!(
            out,
            "niet overschreven: {} is ondertekend of aangepast, maar het dossier is daarna veranderd. Verplaats het bestand, of overschrijf het met --force.",
            path.display()
        );
    }
}

fn count(files: usize) -> String {
    if files == 1 { "1 bestand".to_owned() } else { format!("{files} bestanden") }
}

/// Prints how to go on with an ejected project.
pub(super) fn ejected(folder: &Path, documents: &[Document]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "{}: {} documenten als Typst-project.", folder.display(), documents.len());
    if let Some(first) = documents.first() {
        let name = first.bestand.trim_end_matches(".pdf");
        let _ =
            writeln!(out, "typst compile --font-path {0}/fonts --pdf-standard a-3a,ua-1 {0}/{name}/main.typ {name}.pdf", folder.display());
    }
}

/// Says in one line what `check` would still find beside what was printed already.
pub(super) fn what_check_finds(path: &Path, findings: &[Diagnostic]) {
    let rest: Vec<_> = findings.iter().filter(|finding| finding.rule.scope == Scope::Dossier || !finding.is_error()).collect();
    let errors = rest.iter().filter(|finding| finding.is_error()).count();
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = match (errors, rest.len() - errors) {
        (0, 0) => writeln!(out, "Verder staat niets het indienen in de weg."),
        (errors, warnings) => {
            writeln!(out, "Voor het indienen: nog {}. Bekijk ze met: dossierpers check {}", counted(errors, warnings), path.display())
        }
    };
}

/// The number of errors and warnings, in words.
fn counted(errors: usize, warnings: usize) -> String {
    let some = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {more}")),
    };
    let parts: Vec<_> =
        [some(errors, "fout", "fouten"), some(warnings, "aandachtspunt", "aandachtspunten")].into_iter().flatten().collect();
    parts.join(" en ")
}

/// The verdict for reading: the findings, the norms, and what they come to.
pub(super) fn verdict(path: &Path, source: &Source, verdict: &Verdict) -> String {
    let styled = AutoStream::auto(std::io::stdout()).current_choice() != ColorChoice::Never;
    let shown = verdict.findings.iter().take(SHOWN);
    let mut text: String =
        shown.map(|finding| format!("{}\nbron: {}\n\n", finding_text(path, source, finding, styled), finding.rule.bron)).collect();
    if verdict.findings.len() > SHOWN {
        text += &format!("... en nog {} bevindingen; met --format json ziet u ze alle.\n\n", verdict.findings.len() - SHOWN);
    }
    text + &bars(&verdict.berekening) + "\n" + &summary(path, verdict)
}

/// The verdict in a line.
pub(super) fn summary(path: &Path, verdict: &Verdict) -> String {
    let errors = verdict.findings.iter().filter(|finding| finding.is_error()).count();
    let counts = counted(errors, verdict.findings.len() - errors);
    let oordeel = match verdict.oordeel() {
        Oordeel::Indienbaar => "indienbaar".to_owned(),
        Oordeel::MetAandachtspunten => format!("indienbaar, met {counts}"),
        Oordeel::NietIndienbaar => format!("niet indienbaar: {counts}"),
    };
    format!("{}: {oordeel}\n", path.display())
}

/// Says that there is no such code, and which one is near.
pub(super) fn unknown_code(near: Option<&str>) {
    let mut out = AutoStream::auto(std::io::stderr());
    let meant = near.map(|near| format!(" Bedoelde u {near}?")).unwrap_or_default();
    let _ = writeln!(out, "dossierpers: deze code bestaat niet.{meant} Zonder code ziet u de hele lijst.");
}

/// Prints a failed operation.
pub(super) fn trouble(error: &Error) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: {error}");
}

/// Progress on a terminal; silent in a pipe.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn start(path: &Path) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}: {pos} documenten, {msg}") {
            bar.set_style(style);
        }
        bar.set_prefix(path.display().to_string());
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(Some(bar))
    }

    pub(super) fn step(&self, document: &Document) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
            bar.set_message(document.bestand.clone());
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use dossierpers::rules::{self, Subject};
    use dossierpers::{Regeling, input};

    #[test]
    fn does_not_show_personal_data() {
        let json = br#"{ "ervaringsverklaring": { "inleiding": "Mevrouw Verzonnen" } }"#;
        let regeling = Regeling::ingebouwd().unwrap();
        let read = input::read(json, &regeling).unwrap();
        let findings = rules::check(&Subject { dossier: &read.dossier, regeling: &regeling, left_out: &[], files: None });
        let finding = findings.iter().find(|finding| finding.is_private()).unwrap();
        let text = super::finding_text(Path::new("dossier.json"), &read.source, finding, false);
        assert!(text.contains("\"inleiding\": …") && !text.contains("Verzonnen"), "{text}");
    }
}
