//! `bundle`: what is handed in, in one folder or ZIP.

use dossierpers::error::Error;
use dossierpers::output::{Bundeling, Eigenaar};
use dossierpers::press::{Bewijs, Blad, Bron, Bundel, Oordeel, Plaats, Regel, te_groot};
use dossierpers::regeling::{Bestandsstaat, Files, Uitkomst};
use dossierpers::worker::Pers;
use dossierpers::{Diagnostic, Input, Job, Regeling, Rendering, Status, Verdict, bewijs};

use super::args::Bundle;
use super::exit::{DONE, REFUSED, TROUBLE};
use super::{disk, files, oordeel, report};

pub(super) fn run(arguments: &Bundle) -> Result<u8, Error> {
    let path = &arguments.input;
    if path.as_os_str() == "-" {
        report::said(
            "bij een bundel horen de bestanden die het dossier noemt; noem daarom het dossier als bestand, in de map waarin die staan.",
        );
        return Ok(TROUBLE);
    }
    let bytes = files::bytes(path)?;
    let werk = files::werk_for(&bytes, &arguments.pers)?;
    let (regeling, pers) = (&werk.regeling, werk.pers()?);
    let input = pers.read(&bytes, false)?;
    let facts = files::facts(path, &input, regeling)?.unwrap_or_default();
    let progress = report::Progress::start(path);
    let job = Job { files: Some(&facts), progress: &|document| progress.step(document), ..Job::default() };
    let rendering = pers.render(&input, &job);
    progress.end();
    let rendering = rendering?;
    let bundel = pers.bundel(&input, &rendering.documents, &facts)?;
    let dossier = Dossier { arguments, regeling, pers: &pers, input: &input, facts: &facts, rendering: &rendering };
    if dossier.is_refused(&bundel.findings)? {
        return Ok(REFUSED);
    }
    dossier.write(&bundel)
}

/// Bytes of a file, and its pages where this run made it.
type Inhoud = (Vec<u8>, Option<usize>);

/// A dossier whose documents were made.
struct Dossier<'a> {
    arguments: &'a Bundle,
    regeling: &'a Regeling,
    pers: &'a Pers<'a>,
    input: &'a Input,
    facts: &'a Files,
    rendering: &'a Rendering,
}

impl Dossier<'_> {
    /// Whether the bundle is not made: something stands in the way, which is said as `check` says it.
    fn is_refused(&self, more: &[Diagnostic]) -> Result<bool, Error> {
        let verdict = self.verdict(more);
        if verdict.oordeel() != Oordeel::Fout || self.arguments.force {
            return Ok(false);
        }
        let path = &self.arguments.input;
        let summary = report::summary(path, &verdict, self.regeling, self.pers)?;
        let judged = oordeel::Judged { path, regeling: self.regeling, input: self.input, verdict: &verdict, summary: &summary };
        report::not_bundled(&oordeel::text(&judged), &self.arguments.out);
        Ok(true)
    }

    fn verdict(&self, more: &[Diagnostic]) -> Verdict {
        Verdict {
            findings: self.rendering.findings.iter().chain(more).cloned().collect(),
            naam: None,
            bewijs: Bewijs::of(&self.input.value, self.regeling, Some(self.facts)),
            uitkomst: Uitkomst::default(),
            documents: Vec::new(),
            not_begun: Vec::new(),
        }
    }

    fn write(&self, bundel: &Bundel) -> Result<u8, Error> {
        let out = &self.arguments.out;
        let van = Eigenaar { regeling: &self.regeling.gegevens.id, naam: bundel.naam.as_deref(), inhoud: &bundel.inhoud };
        let mut bundeling = Bundeling::begin(out, van, &|| disk::busy(out))?;
        let (mut regels, mut no_page) = (Vec::new(), Vec::new());
        for plaats in &bundel.plaatsen {
            match self.bytes(plaats)? {
                Some((bytes, paginas)) => {
                    bundeling.add(&plaats.bestand, &bytes)?;
                    regels.push(self.regel(plaats, &bytes, paginas));
                }
                None => no_page.push(plaats.wat.clone()),
            }
        }
        let mut index = self.index(bundel, &regels, &[])?;
        let files: u64 = regels.iter().map(|regel| regel.bytes).sum();
        let too_large = te_groot(files + index.len() as u64, &regels, self.regeling);
        if self.is_refused(too_large.as_slice())? {
            return Ok(REFUSED);
        }
        if too_large.is_some() {
            index = self.index(bundel, &regels, too_large.as_slice())?;
        }
        let complete = self.missing(bundel, too_large.as_slice()).is_empty();
        bundeling.add(&bundel.inhoud, &index)?;
        bundeling.finish(&bundel.inhoud)?;
        report::bundled(out, regels.len() + 1, files + index.len() as u64, &bundel.inhoud, &no_page, complete);
        report::what_check_finds(&self.arguments.input, self.rendering, self.regeling, self.pers)?;
        Ok(DONE)
    }

    fn index(&self, bundel: &Bundel, regels: &[Regel], too_large: &[Diagnostic]) -> Result<Vec<u8>, Error> {
        let (regels, ontbreekt, rest) = (regels.to_vec(), self.missing(bundel, too_large), bundel.rest.clone());
        Ok(self.pers.blad(self.input, &Blad::Inhoud { regels, ontbreekt, rest }, &[])?.0)
    }

    /// The bytes of a file, and its pages where this run made it; `None` for a picture that no archivable page can show.
    fn bytes(&self, plaats: &Plaats) -> Result<Option<Inhoud>, Error> {
        let evidence = |name: &str| {
            let bytes = files::named(&self.arguments.input, name, self.regeling)?;
            self.is_as_it_was(name, &bytes)?;
            Ok::<_, Error>(bytes)
        };
        match &plaats.bron {
            Bron::Document(index) => {
                let made = &self.rendering.documents[*index];
                let Status::Made(bytes) = &made.status else { return Ok(None) };
                Ok(Some((bytes.clone(), made.pages)))
            }
            Bron::Bestand(name) => Ok(Some((evidence(name)?, None))),
            Bron::Foto { naam, formaat, bestand } => {
                let blad = Blad::Foto { bestand: bestand.clone(), wat: plaats.wat.clone(), formaat: *formaat };
                match self.pers.blad(self.input, &blad, &evidence(naam)?) {
                    Ok((bytes, pages)) => Ok(Some((bytes, Some(pages)))),
                    Err(Error::Template(_)) => Ok(None),
                    Err(error) => Err(error),
                }
            }
        }
    }

    /// That a file is still the one that was judged.
    fn is_as_it_was(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        if matches!(self.facts.get(name), Some(Bestandsstaat::Gelezen(was)) if was.sha256 == bewijs::sha256(bytes)) {
            return Ok(());
        }
        let path = self.arguments.input.with_file_name("").join(name);
        let what = "is intussen veranderd; er is geen bundel gemaakt. Geef de opdracht nog eens.";
        Err(Error::File { path, source: std::io::Error::other(what) })
    }

    fn regel(&self, plaats: &Plaats, bytes: &[u8], paginas: Option<usize>) -> Regel {
        let of_file = match &plaats.bron {
            Bron::Bestand(name) => match self.facts.get(name) {
                Some(Bestandsstaat::Gelezen(stuk)) => stuk.paginas,
                _ => None,
            },
            Bron::Document(_) | Bron::Foto { .. } => None,
        };
        Regel {
            nr: plaats.nr.clone(),
            bestand: plaats.bestand.clone(),
            wat: plaats.wat.clone(),
            paginas: paginas.or(of_file),
            bytes: bytes.len() as u64,
            sha256: bewijs::sha256(bytes),
        }
    }

    /// What the index says of a bundle that is not complete.
    fn missing(&self, bundel: &Bundel, too_large: &[Diagnostic]) -> Vec<String> {
        let mut missing = bundel.ontbreekt.clone();
        missing.extend(self.rendering.not_begun.iter().map(|words| format!("{words}: dit document kan nog niet worden gemaakt")));
        missing.extend(bundel.findings.iter().chain(too_large).map(|finding| finding.message.clone()));
        let errors = self.rendering.findings.iter().filter(|finding| finding.is_error()).count();
        if errors > 0 {
            let points = report::some(errors, "punt", "punten");
            missing.push(format!("De controle van het dossier noemt nog {points} die het indienen in de weg staan."));
        }
        missing
    }
}
