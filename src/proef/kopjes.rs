//! Where the sections and keys of `regeling.toml` stand: a mistake is told with its line.

/// A section of the file: its path, which one of its name it is, and its lines.
#[derive(Debug)]
struct Kopje {
    path: String,
    place: usize,
    /// First and last line, from 1.
    lines: (usize, usize),
}

/// The lines of a file with sections.
#[derive(Debug)]
pub(super) struct Kopjes<'t> {
    lines: Vec<&'t str>,
    kopjes: Vec<Kopje>,
}

impl<'t> Kopjes<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let mut kopjes: Vec<Kopje> = vec![Kopje { path: String::new(), place: 0, lines: (1, lines.len()) }];
        for (n, line) in lines.iter().enumerate() {
            let Some(path) = header(line) else { continue };
            let place = kopjes.iter().filter(|kopje| kopje.path == path).count();
            if let Some(last) = kopjes.last_mut() {
                last.lines.1 = n;
            }
            kopjes.push(Kopje { path, place, lines: (n + 1, lines.len()) });
        }
        Self { lines, kopjes }
    }

    /// The line of a key in a section, the `place`-th of its name, or in what belongs to it; else that of the section.
    pub(super) fn line(&self, path: &str, place: usize, key: Option<&str>) -> Option<usize> {
        let start = self.kopjes.iter().position(|kopje| kopje.path == path && kopje.place == place)?;
        let own = |kopje: &&Kopje| kopje.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        let below = self.kopjes[start + 1..].iter().take_while(|kopje| path.is_empty() || own(kopje));
        let below = below.filter(|_| !path.is_empty());
        let first = &self.kopjes[start];
        let found = key.and_then(|key| {
            std::iter::once(first).chain(below).find_map(|kopje| {
                let ends_so = kopje.path.rsplit('.').next() == Some(key) && kopje.lines.0 != first.lines.0;
                let lines = kopje.lines.0..=kopje.lines.1;
                if ends_so { Some(kopje.lines.0) } else { lines.clone().find(|line| is_key(self.lines.get(line - 1).copied(), key)) }
            })
        });
        found.or((!path.is_empty()).then_some(first.lines.0))
    }

    /// The line of a key in the `nth` section called `within` of a section; where it has no header of its own, the line that holds it.
    pub(super) fn nested(&self, path: &str, place: usize, within: &str, nth: usize, key: Option<&str>) -> Option<usize> {
        let start = self.kopjes.iter().position(|kopje| kopje.path == path && kopje.place == place)?;
        let whole = format!("{path}.{within}");
        let below = self.kopjes[start + 1..].iter().take_while(|kopje| kopje.path != path);
        match below.filter(|kopje| kopje.path == whole).nth(nth) {
            Some(kopje) => self.line(&whole, kopje.place, key),
            None => self.line(path, place, Some(within.rsplit('.').next().unwrap_or(within))),
        }
    }
}

/// The path of a section that begins at a line.
fn header(line: &str) -> Option<String> {
    let line = line.trim();
    let inner = line.strip_prefix('[')?.split(']').next()?;
    let path = inner.trim_start_matches('[').trim();
    let plain = !path.is_empty() && path.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    (plain && line.contains(']')).then(|| path.to_owned())
}

fn is_key(line: Option<&str>, key: &str) -> bool {
    let Some(rest) = line.and_then(|line| line.trim_start().strip_prefix(key)) else { return false };
    rest.trim_start().starts_with(['=', '.'])
}

#[cfg(test)]
mod tests {
    use super::Kopjes;

    #[test]
    fn finds_a_key_in_its_own_section() {
        let text =
            "id = \"x\"\n[wie]\nlabel = 1\n[[documenten]]\nsoort = \"a\"\n[documenten.afgeleid]\nsom = {}\n[[documenten]]\nsoort = \"b\"\n";
        let kopjes = Kopjes::of(text);
        assert_eq!(kopjes.line("", 0, Some("id")), Some(1));
        assert_eq!(kopjes.line("wie", 0, Some("label")), Some(3));
        assert_eq!([kopjes.line("documenten", 0, Some("soort")), kopjes.line("documenten", 1, Some("soort"))], [Some(5), Some(9)]);
        assert_eq!([kopjes.line("documenten", 0, Some("som")), kopjes.line("documenten", 0, Some("afgeleid"))], [Some(7), Some(6)]);
        assert_eq!((kopjes.line("documenten", 1, Some("som")), kopjes.line("wie", 1, None)), (Some(8), None));
    }
}
