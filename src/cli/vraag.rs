//! What is done about a difference between a form and a dossier: what was said with the command, else what somebody answers on a terminal.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use dossierpers::import::{Antwoord, Keuze, Verschil};

use super::args::Import;

/// The word for every field.
const ALLE: &str = "all";

/// Answers to differences.
pub(super) struct Antwoorden<'a> {
    accept: &'a [String],
    add: &'a [String],
    /// What was named and has met no difference yet.
    unmet: RefCell<BTreeSet<String>>,
    /// Whether there is somebody to ask, who has not had enough of it.
    asks: RefCell<bool>,
}

impl<'a> Antwoorden<'a> {
    pub(super) fn of(arguments: &'a Import) -> Self {
        let named = arguments.accept.iter().chain(&arguments.add).filter(|named| *named != ALLE).cloned();
        let on_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let reads_stdin = arguments.forms.iter().chain(&arguments.into).any(|path| path.as_os_str() == "-");
        Self {
            accept: &arguments.accept,
            add: &arguments.add,
            unmet: RefCell::new(named.collect()),
            asks: RefCell::new(on_terminal && !reads_stdin),
        }
    }

    /// What is done about a difference on one of some forms.
    pub(super) fn answer(&self, verschil: &Verschil<'_>, forms: &[PathBuf]) -> Antwoord {
        match self.said(verschil) {
            Some(antwoord) => antwoord,
            None if *self.asks.borrow() => self.ask(verschil, forms.get(verschil.form).map_or(Path::new(""), PathBuf::as_path)),
            None => Antwoord::Laten,
        }
    }

    /// What was named and met no difference.
    pub(super) fn unmet(&self) -> Vec<String> {
        self.unmet.borrow().iter().cloned().collect()
    }

    fn said(&self, verschil: &Verschil<'_>) -> Option<Antwoord> {
        let keuze = verschil.keuze;
        let place = dotted(&keuze.pad);
        // Which of two forms is right, no word for all of them says.
        let is =
            |named: &&String| (*named == ALLE && !verschil.eerder) || within(&place, named) || (keuze.toevoegen && within(named, &place));
        let met = |named: &String| {
            self.unmet.borrow_mut().remove(named);
        };
        if let Some(named) = self.add.iter().filter(|_| keuze.toevoegen).find(is) {
            met(named);
            return Some(Antwoord::Toevoegen);
        }
        let named = self.accept.iter().filter(|_| keuze.overnemen).find(is)?;
        met(named);
        Some(Antwoord::Overnemen)
    }

    fn ask(&self, verschil: &Verschil<'_>, form: &Path) -> Antwoord {
        let page = verschil.page.map(|page| format!(", pagina {page}")).unwrap_or_default();
        let mut err = std::io::stderr();
        let _ = writeln!(err, "{}{page}: {}", form.display(), verschil.melding);
        let (answer, stop) = asked(verschil.keuze, &mut std::io::stdin().lock(), &mut err);
        if stop {
            *self.asks.borrow_mut() = false;
        }
        answer
    }
}

/// The question to somebody, until an answer can be understood; and whether no more is to be asked.
fn asked(keuze: &Keuze, reader: &mut dyn BufRead, writer: &mut dyn Write) -> (Antwoord, bool) {
    let mut choices = vec!["[l]aten zoals het dossier het heeft"];
    if keuze.overnemen {
        choices.push("[o]vernemen wat het formulier zegt");
    }
    if keuze.toevoegen {
        choices.push("[t]oevoegen als een andere rij");
    }
    choices.push("[s]toppen met vragen");
    loop {
        let _ = write!(writer, "  {}? ", choices.join(", "));
        let _ = writer.flush();
        let mut line = String::new();
        // Nobody is there any more.
        if reader.read_line(&mut line).is_err() || line.is_empty() {
            return (Antwoord::Laten, true);
        }
        match line.trim().to_lowercase().chars().next() {
            None | Some('l') => return (Antwoord::Laten, false),
            Some('o') if keuze.overnemen => return (Antwoord::Overnemen, false),
            Some('t') if keuze.toevoegen => return (Antwoord::Toevoegen, false),
            Some('s') => return (Antwoord::Laten, true),
            Some(_) => {}
        }
    }
}

/// A pointer as the name of a field.
pub(super) fn dotted(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

/// Whether a place is the named one or lies within it.
fn within(place: &str, named: &str) -> bool {
    place.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_until_the_answer_is_one() {
        let keuze = |toevoegen| Keuze { pad: "/a/0".to_owned(), overnemen: true, toevoegen };
        let mut said = Vec::new();
        let mut ask = |keuze: &Keuze, typed: &str| asked(keuze, &mut typed.as_bytes(), &mut said);
        assert_eq!(ask(&keuze(false), "wat?\nt\no\n"), (Antwoord::Overnemen, false));
        assert_eq!(ask(&keuze(true), "T\n"), (Antwoord::Toevoegen, false));
        assert_eq!(ask(&keuze(true), "\n"), (Antwoord::Laten, false));
        assert_eq!(ask(&keuze(true), "stop\n"), (Antwoord::Laten, true));
        assert_eq!(ask(&keuze(true), ""), (Antwoord::Laten, true));
        let said = String::from_utf8(said).unwrap();
        assert!(
            said.starts_with("  [l]aten zoals het dossier het heeft, [o]vernemen wat het formulier zegt, [s]toppen met vragen? "),
            "{said}"
        );
        assert!(said.contains("[t]oevoegen als een andere rij"));
    }

    #[test]
    fn a_field_is_named_by_itself_or_by_what_it_stands_in() {
        assert!(within("a.0.b", "a.0") && within("a.0", "a.0") && !within("a.01", "a.0") && !within("a", "a.0"));
    }
}
