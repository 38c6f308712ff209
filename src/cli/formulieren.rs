//! What a user reads of forms and tables: what became of each field, whose a form is, and which column is which field.

use std::io::Write;
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use dossierpers::import::{FormFinding, Imported, Keuze, Taken};
use dossierpers::tabel;

use super::report::{SHOWN, level_name, some};
use super::vraag::dotted;

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
        let _ = writeln!(out, "{}: {}", path.display(), taken_text(taken));
    }
}

/// What became of the fields of a form, in a line that adds up.
fn taken_text(taken: &Taken) -> String {
    if taken.fields == 0 && taken.filled == 0 {
        return "niet overgenomen.".to_owned();
    }
    if taken.filled == 0 {
        return "niets ingevuld.".to_owned();
    }
    let parts = [
        (taken.new, "overgenomen"),
        (taken.corrected, "verbeterd in het dossier"),
        (taken.known, "al bekend"),
        (taken.differing, "niet overgenomen omdat het dossier iets anders zegt"),
        (taken.removed, "leeggemaakt in het dossier"),
        (taken.gone, "intussen uit het dossier verdwenen"),
        (taken.unread, "niet begrepen"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!("{} ingevuld: {}.", some(taken.filled, "veld", "velden"), parts.join(", "))
}

/// Says that forms are of more than one person, and which.
pub(super) fn many_people(groups: &[Vec<&Path>]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let _ = writeln!(out, "dossierpers: deze formulieren zijn van {} verschillende mensen; er is niets overgenomen.", groups.len());
    for (number, group) in groups.iter().enumerate().take(SHOWN) {
        let files: Vec<String> = group.iter().map(|path| path.display().to_string()).collect();
        let _ = writeln!(out, "  {}: {}", number + 1, files.join(", "));
    }
    let _ = writeln!(out, "herstel: geef --each MAP voor een dossier per persoon, of noem alleen de formulieren van één persoon.");
}

/// Says that forms do not say whose they are.
pub(super) fn nobody(paths: &[PathBuf]) {
    let mut out = AutoStream::auto(std::io::stderr());
    for path in paths {
        let _ = writeln!(out, "{}: niet overgenomen. Op het formulier staat niet van wie het is; vul de naam in.", path.display());
    }
}

/// Says what became of many forms in all.
pub(super) fn each_written(folder: &Path, forms: usize, written: usize) {
    let mut out = AutoStream::auto(std::io::stderr());
    let (forms, written) = (some(forms, "formulier", "formulieren"), some(written, "dossier", "dossiers"));
    let _ = writeln!(out, "{}: {written} uit {forms}.", folder.display());
}

/// Says what to do after a dossier was filled in further.
pub(super) fn next_after_import(out: &Path) {
    let mut err = AutoStream::auto(std::io::stderr());
    let _ = writeln!(err, "Volgende stap: `dossierpers check {}` zegt wat er nu nog ontbreekt.", out.display());
}

/// A finding about a form as text. There is no line to show: its place is a page and a field.
fn form_finding_text(path: &Path, finding: &FormFinding) -> String {
    let diagnostic = &finding.diagnostic;
    let color = if diagnostic.is_error() { AnsiColor::BrightRed } else { AnsiColor::Yellow };
    let name = level_name(diagnostic.ernst);
    let (level, strong, help) = (color.on_default().bold(), Style::new().bold(), AnsiColor::BrightCyan.on_default().bold());
    let place = [finding.page.map(|page| format!("pagina {page}")), finding.field.as_ref().map(|field| format!("veld {field}"))];
    let place = [path.display().to_string()].into_iter().chain(place.into_iter().flatten()).collect::<Vec<_>>().join(", ");
    format!(
        "{level}{name}[{}]{level:#}{strong}: {}{strong:#}\n  {place}\n{help}herstel{help:#}: {}{}",
        diagnostic.rule.code,
        diagnostic.message,
        diagnostic.help,
        finding.keuze.as_ref().map(keuze_text).unwrap_or_default()
    )
}

/// How a difference is decided about with a next command.
fn keuze_text(keuze: &Keuze) -> String {
    let field = dotted(&keuze.pad);
    let mut ways = Vec::new();
    if keuze.overnemen {
        ways.push(format!("het formulier is juist: --accept {field}"));
    }
    if keuze.toevoegen {
        ways.push(format!("het is een andere: --add {field}"));
    }
    format!("\n  {}", ways.join("\n  "))
}

/// What of a table was not understood, each with its row and column.
pub(super) fn table(path: &Path, gebreken: &[tabel::Gebrek]) {
    let mut out = AutoStream::auto(std::io::stderr());
    for gebrek in gebreken.iter().take(SHOWN) {
        let level = if gebrek.weigert { "fout" } else { "let op" };
        let place = [gebrek.rij.map(|rij| format!("rij {rij}")), gebrek.kolom.as_ref().map(|kolom| format!("kolom \"{kolom}\""))];
        let place = [path.display().to_string()].into_iter().chain(place.into_iter().flatten()).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "{level}: {}\n  {place}\nherstel: {}\n", gebrek.melding, gebrek.hulp);
    }
    if gebreken.len() > SHOWN {
        let _ = writeln!(out, "... en nog {}.\n", gebreken.len() - SHOWN);
    }
}

/// Says which column of a table is which field.
pub(super) fn columns(kolommen: &[(String, String)]) {
    let mut out = AutoStream::auto(std::io::stderr());
    let named: Vec<String> =
        kolommen.iter().map(|(name, label)| if name == label { name.clone() } else { format!("{name} ({label})") }).collect();
    let _ = writeln!(out, "Kolommen: {}.", named.join(", "));
}

/// Says what a table gave, and what to do with it.
pub(super) fn from_table(rows: usize, forms: usize, out_dir: &Path) {
    let mut out = AutoStream::auto(std::io::stderr());
    let none = forms == 0;
    let (rows, forms) = (some(rows, "rij", "rijen"), some(forms, "formulier", "formulieren"));
    let _ = writeln!(out, "{forms} uit {rows}.");
    if none {
        return;
    }
    let _ = writeln!(
        out,
        "Volgende stap: laat de formulieren invullen en bewaren, en lees ze terug: `dossierpers import {} --each dossiers`.",
        out_dir.display()
    );
}
