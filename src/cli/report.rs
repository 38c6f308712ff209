//! What a user reads: findings with their line, progress, and what was written. Dutch where it is about the dossier.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use dossierpers::error::Error;
use dossierpers::finding::Ernst;
use dossierpers::input::Source;
use dossierpers::output::{Signed, Written};
use dossierpers::press::{Bewijs, Oordeel, megabytes};
use dossierpers::proef::Gebrek;
use dossierpers::regeling::Bestanden;
use dossierpers::worker::Pers;
use dossierpers::{Diagnostic, Document, Input, Regeling, Rendering, Status, Verdict};
use indicatif::{ProgressBar, ProgressStyle};

/// Findings that a terminal shows before it only counts.
pub(super) const SHOWN: usize = 50;
/// Characters of a line of a regeling that are shown with a mistake in it.
const WINDOW: usize = 72;

/// Prints findings to standard error, each with its line.
pub(super) fn findings(path: &Path, source: &Source, findings: &[&Diagnostic], regeling: &Regeling) {
    let mut out = AutoStream::auto(std::io::stderr());
    let styled = out.current_choice() != ColorChoice::Never;
    for finding in findings.iter().take(SHOWN) {
        let _ = writeln!(out, "{}\n", finding_text(path, source, finding, regeling, styled));
    }
    if findings.len() > SHOWN {
        let _ = writeln!(out, "... en nog {} bevindingen.\n", findings.len() - SHOWN);
    }
}

/// Says that a dossier that was added to was read in another encoding.
pub(super) fn encoding(path: &Path, input: &Input, regeling: &Regeling) {
    findings(path, &input.source, input.encoding().as_slice(), regeling);
}

/// Says why a file is not written.
pub(super) fn will_not_write(path: &Path, reason: &str) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: {} {reason}", path.display());
}

/// Says what is wrong with what was typed.
pub(super) fn said(what: &str) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: {what}");
}

/// Says which part was added to a dossier, and where.
pub(super) fn added(what: &str, line: usize) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "Toegevoegd: {what}, op regel {line}. Vul in wat u weet; wat leeg blijft (null), telt als niet ingevuld.");
}

/// Says that a dossier needs no work.
pub(super) fn up_to_date(path: &Path, versie: usize) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "{}: is al van versie {versie} van het formaat; er is niets geschreven.", path.display());
}

/// Says what changed in a dossier of an older version.
pub(super) fn upgraded(versie: usize, changes: &[String]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let what = some(changes.len(), "plaats", "plaatsen");
    let _ = writeln!(out, "Bijgewerkt naar versie {versie} van het formaat: {what} veranderd. Regels zoals in het bestand van voorheen:");
    for change in changes.iter().take(SHOWN) {
        let _ = writeln!(out, "  {change}");
    }
    if changes.len() > SHOWN {
        let _ = writeln!(out, "  ... en nog {}.", changes.len() - SHOWN);
    }
}

/// One finding as text: code, message, the place with a caret, and what to do.
pub(super) fn finding_text(path: &Path, source: &Source, finding: &Diagnostic, regeling: &Regeling, styled: bool) -> String {
    let (level, name) = (level(finding.ernst), level_name(finding.ernst));
    let position = source.position(finding);
    let shown = source.shown(finding, &regeling.schema);
    let snippet = Snippet::source(shown.tekst.as_str()).line_start(position.line).annotation(AnnotationKind::Primary.span(shown.plek));
    let report = [
        level.with_name(name).primary_title(finding.message.as_str()).id(&*finding.rule.code).element(snippet),
        Group::with_title(Level::HELP.with_name("herstel").secondary_title(finding.help.as_str())),
    ];
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.decor_style(DecorStyle::Unicode).render(&report);
    // The line is shown in part, so the place is written here: the renderer would count columns in what it was given.
    text.replacen('\n', &format!("\n  {}:{}:{}\n", path.display(), position.line, position.column), 1)
}

/// The level of a finding as a reader sees it.
pub(super) fn level_name(ernst: Ernst) -> &'static str {
    match ernst {
        Ernst::TeDoen => "te doen",
        Ernst::Beoordelaar => "voor de beoordelaar",
        Ernst::Fout | Ernst::Waarschuwing | Ernst::Informatie => ernst.naam(),
    }
}

fn level(ernst: Ernst) -> Level<'static> {
    match ernst {
        Ernst::Fout | Ernst::TeDoen => Level::ERROR,
        Ernst::Waarschuwing => Level::WARNING,
        Ernst::Beoordelaar => Level::NOTE,
        Ernst::Informatie => Level::INFO,
    }
}

fn first_chars(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Prints what a run of `render` did.
pub(super) fn rendered(path: &Path, folder: &Path, rendering: &Rendering, done: &Written, complete: bool) {
    let mut out = AutoStream::auto(std::io::stderr());
    for made in rendering.documents.iter().filter(|made| matches!(made.status, Status::Refused)) {
        let _ = writeln!(out, "niet geschreven: {}", made.document.bestand);
    }
    for words in &rendering.not_begun {
        let _ = writeln!(out, "niet geschreven: {words}");
    }
    if rendering.documents.is_empty() && complete {
        let _ = writeln!(out, "{}: dit dossier bevat nog geen onderdeel waarvan een document kan worden gemaakt.", path.display());
    }
    written(folder, done);
    for path in &done.stale {
        let _ = writeln!(out, "let op: {} hoort niet meer bij dit dossier. Met --prune ruimt render zulke bestanden op.", path.display());
    }
    for path in &done.stale_theirs {
        let _ = writeln!(
            out,
            "let op: {} hoort niet meer bij dit dossier, maar is ondertekend of aangepast en blijft daarom staan. Verplaats het bestand als u het niet meer nodig hebt.",
            path.display()
        );
    }
    for path in &done.pruned {
        let _ = writeln!(out, "verwijderd: {} hoort niet meer bij dit dossier.", path.display());
    }
}

/// Says that what was made are concepts, and whether anything stops the documents themselves.
pub(super) fn concepts(complete: bool) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "Dit zijn concepten: op elke pagina staat CONCEPT, en waar iets ontbreekt staat \"nog te schrijven\".");
    if !complete {
        let _ = writeln!(out, "De documenten zelf kunnen nog niet worden gemaakt; hierboven staat waarom.");
    }
}

/// Prints which files are new, which were there already, and which were left as somebody made them.
pub(super) fn written(folder: &Path, done: &Written) {
    let mut out = AutoStream::auto(std::io::stderr());
    let files = |path: &Path| done.unchanged.iter().chain(&done.written).chain(&done.kept).any(|one| one == path);
    let current = done.signed.iter().filter(|one| one.current && !files(&folder.join(&one.bestand))).count();
    let _ = writeln!(
        out,
        "{}: {} geschreven, {} ongewijzigd.",
        folder.display(),
        count(done.written.len()),
        done.unchanged.len() + done.kept.len() + current
    );
    for path in &done.kept {
        let _ = writeln!(out, "ondertekend of aangepast, en zo gelaten: {}", path.display());
    }
    for Signed { bestand, path, current } in &done.signed {
        let _ = if *current {
            writeln!(out, "{bestand} is al ondertekend als {}.", path.display())
        } else {
            writeln!(
                out,
                "let op: {} is ondertekend, maar het dossier is daarna veranderd. Laat {bestand} ondertekenen, of zet in het dossier terug wat er stond.",
                path.display()
            )
        };
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

/// Says why there is no bundle: what stands in the way, as it was judged.
pub(super) fn not_bundled(verdict: &str, out_path: &Path) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(
        out,
        "{verdict}\n{}: geen bundel gemaakt. Los eerst op wat hierboven staat; met --force komt er een bundel van wat er is, die zelf zegt wat eraan ontbreekt.",
        out_path.display()
    );
}

/// Says what is in a bundle.
pub(super) fn bundled(path: &Path, count: usize, bytes: u64, index: &str, no_page: &[String], complete: bool) {
    let mut out = AutoStream::auto(std::io::stderr());
    let size = megabytes(bytes);
    let _ = writeln!(out, "{}: bundel van {}, samen {size} MB. Begin met {index}.", path.display(), self::count(count));
    for wat in no_page {
        let _ = writeln!(out, "let op: {wat}, kon niet worden gemaakt; alleen het bestand zelf zit erin.");
    }
    if !complete {
        let _ = writeln!(out, "let op: deze bundel is niet compleet. Wat eraan ontbreekt, staat voorin {index}.");
    }
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

/// Says in one line what `check` would still find beside what was printed already, in the words of the regeling. That nothing stands in
/// the way is said only where everything was read.
pub(super) fn what_check_finds(path: &Path, rendering: &Rendering, regeling: &Regeling, pers: &Pers<'_>) -> Result<(), Error> {
    let rest: Vec<_> = rendering.findings.iter().filter(|finding| !finding.stops_documents()).collect();
    let counts = counted(&rest);
    let woorden = &regeling.gegevens.oordeel;
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = if !counts.is_empty() {
        let nog = pers.words(&woorden.nog, &counts)?;
        writeln!(out, "{nog} Bekijk ze met: dossierpers check {}", path.display())
    } else if Oordeel::of(&rendering.findings) == Oordeel::Goed {
        writeln!(out, "{}", woorden.klaar)
    } else {
        writeln!(out, "Verbeter eerst wat hierboven staat; daarna zegt dossierpers check {} wat er verder nog is.", path.display())
    };
    Ok(())
}

/// Prints the mistakes in the folder of a regeling, each with its line.
pub(super) fn gebreken(folder: &Path, bestanden: &Bestanden, gebreken: &[Gebrek]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let styled = out.current_choice() != ColorChoice::Never;
    for gebrek in gebreken.iter().take(SHOWN) {
        let _ = writeln!(out, "{}\n", gebrek_text(folder, bestanden, gebrek, styled));
    }
    if gebreken.len() > SHOWN {
        let _ = writeln!(out, "... en nog {} gebreken.\n", gebreken.len() - SHOWN);
    }
}

/// One mistake as text: what, the line, and what to do.
fn gebrek_text(folder: &Path, bestanden: &Bestanden, gebrek: &Gebrek, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let help = Group::with_title(Level::HELP.with_name("herstel").secondary_title(gebrek.hulp.as_str()));
    let title = Level::ERROR.with_name("gebrek").primary_title(gebrek.melding.as_str());
    let text = bestanden.get(&gebrek.bestand).map(|bytes| String::from_utf8_lossy(bytes));
    let line = gebrek.regel.and_then(|regel| Some((regel, text.as_ref()?.lines().nth(regel.checked_sub(1)?)?.to_owned())));
    let path = if gebrek.bestand.is_empty() { folder.to_owned() } else { folder.join(&gebrek.bestand) };
    let mut place = path.display().to_string();
    let shown = match line {
        Some((regel, line)) => {
            place += &format!(":{regel}");
            let line = first_chars(line.trim_start(), WINDOW);
            let end = line.trim_end().len();
            let snippet = Snippet::source(line.as_str()).line_start(regel).annotation(AnnotationKind::Primary.span(0..end));
            let report = [title.element(snippet), help];
            renderer.decor_style(DecorStyle::Unicode).render(&report)
        }
        None => renderer.decor_style(DecorStyle::Unicode).render(&[Group::with_title(title), help]),
    };
    let shown = shown.replacen('\n', &format!("\n  {place}\n"), 1);
    shown.replace("\n ╰╴\n", "\n")
}

/// Says how to go on with a folder that was just made.
pub(super) fn regeling_started(folder: &Path, id: &str) {
    let mut out = AutoStream::auto(std::io::stderr());
    let map = folder.display();
    let _ = writeln!(out, "{map}: de regeling \"{id}\" is begonnen. Ga zo verder:");
    let _ = writeln!(out, "  dossierpers regeling check {map}");
    let _ = writeln!(out, "  dossierpers new --regeling {map}");
    let _ = writeln!(out, "  dossierpers blank --out leeg --regeling {map}");
}

/// Says that there is no such built-in regeling, and which there are.
pub(super) fn unknown_regeling(id: &str, known: &[String]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: er is geen ingebouwde regeling \"{id}\". Kies uit: {}.", known.join(", "));
}

/// A number of things, in words.
pub(super) fn some(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}

/// Says which regeling was taken, where nobody named one.
pub(super) fn usual_regeling(id: &str) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "Regeling: {id}, omdat er geen is genoemd. Een andere kiest u met --regeling.");
}

/// Says that the regeling has no such kind of document, and which it has.
pub(super) fn unknown_kind(kind: &str, known: &[&str]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: deze regeling kent geen document \"{kind}\". Kies uit: {}.", known.join(", "));
}

/// The number of findings that matter for the verdict, in words; empty where there are none.
fn counted(findings: &[&Diagnostic]) -> String {
    let count = |ernst: Ernst| findings.iter().filter(|finding| finding.ernst == ernst).count();
    let some = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {more}")),
    };
    let parts = [
        some(count(Ernst::Fout), "fout", "fouten"),
        some(count(Ernst::TeDoen), "punt te doen", "punten te doen"),
        some(count(Ernst::Waarschuwing), "aandachtspunt", "aandachtspunten"),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} en {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

/// The verdict in a line, in the words of the regeling.
pub(super) fn summary(path: &Path, verdict: &Verdict, regeling: &Regeling, pers: &Pers<'_>) -> Result<String, Error> {
    Ok(format!("{}: {}\n", path.display(), state(verdict, regeling, pers)?))
}

/// The verdict in a few words of the regeling.
pub(super) fn state(verdict: &Verdict, regeling: &Regeling, pers: &Pers<'_>) -> Result<String, Error> {
    let counts = counted(&verdict.findings.iter().collect::<Vec<_>>());
    let words = pers.words(&verdict.oordeel().woord(&regeling.gegevens.oordeel).tekst, &counts)?;
    let bewijs = match verdict.bewijs {
        Bewijs::Bekeken => "",
        Bewijs::Deels => " (bewijs deels bekeken)",
        Bewijs::NietBekeken => " (bewijs niet bekeken)",
    };
    Ok(format!("{words}{bewijs}"))
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

    use dossierpers::regeling::{Subject, check};
    use dossierpers::{input, regelingen};

    #[test]
    fn does_not_show_personal_data() {
        let json = br#"{ "ervaringsverklaring": { "inleiding": "Mevrouw Verzonnen" } }"#;
        let regeling = regelingen::ingebouwd("hobeon-rib").unwrap();
        let read = input::read(json, &regeling).unwrap();
        let findings = check(&Subject { value: &read.value, regeling: &regeling, left_out: &[], files: None }).unwrap();
        let finding = findings.iter().find(|finding| finding.private).unwrap();
        let text = super::finding_text(Path::new("dossier.json"), &read.source, finding, &regeling, false);
        assert!(text.contains("\"inleiding\": …") && !text.contains("Verzonnen"), "{text}");
    }
}
