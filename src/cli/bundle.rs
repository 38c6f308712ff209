//! `bundle`: what is handed in, in one folder or ZIP.

use std::path::Path;

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
    let work = Work { arguments, regeling, pers: &pers, input: &input, facts: &facts, rendering: &rendering };
    if work.is_refused(&bundel.findings)? {
        return Ok(REFUSED);
    }
    work.write(&bundel)
}

/// A dossier whose documents were made.
struct Work<'a> {
    arguments: &'a Bundle,
    regeling: &'a Regeling,
    pers: &'a Pers<'a>,
    input: &'a Input,
    facts: &'a Files,
    rendering: &'a Rendering,
}

impl Work<'_> {
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
        let too_large = te_groot(&regels, self.regeling);
        if self.is_refused(too_large.as_slice())? {
            return Ok(REFUSED);
        }
        let ontbreekt = self.missing(bundel, too_large.as_slice());
        let complete = ontbreekt.is_empty();
        let rest = bundel.rest.clone();
        let (total, count) = (regels.iter().map(|regel| regel.bytes).sum::<u64>(), regels.len() + 1);
        let (index, _) = self.pers.blad(self.input, &Blad::Inhoud { regels, ontbreekt, rest }, &[])?;
        bundeling.add(&bundel.inhoud, &index)?;
        bundeling.finish(&bundel.inhoud)?;
        report::bundled(out, count, total + index.len() as u64, &bundel.inhoud, &no_page, complete);
        report::what_check_finds(&self.arguments.input, self.rendering, self.regeling, self.pers)?;
        Ok(DONE)
    }

    /// The bytes of a file, and its pages where this run made it; `None` for a picture that no archivable page can show.
    fn bytes(&self, plaats: &Plaats) -> Result<Option<(Vec<u8>, Option<usize>)>, Error> {
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
            Bron::Foto(name, formaat) => {
                let wat = plaats.wat.clone();
                let bestand = Path::new(&plaats.bestand).with_extension(formaat.extensie()).display().to_string();
                match self.pers.blad(self.input, &Blad::Foto { bestand, wat, formaat: *formaat }, &evidence(name)?) {
                    Ok((bytes, pages)) => Ok(Some((bytes, Some(pages)))),
                    Err(Error::Template(_)) => Ok(None),
                    Err(error) => Err(error),
                }
            }
        }
    }

    /// That a file is still the one that was judged.
    fn is_as_it_was(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        match (self.facts.get(name), bewijs::kijk(bytes, self.regeling)?) {
            (Some(Bestandsstaat::Gelezen(was)), Bestandsstaat::Gelezen(is)) if was.sha256 == is.sha256 => Ok(()),
            _ => {
                let path = self.arguments.input.with_file_name("").join(name);
                let what = "is intussen veranderd; er is geen bundel gemaakt. Geef de opdracht nog eens.";
                Err(Error::File { path, source: std::io::Error::other(what) })
            }
        }
    }

    fn regel(&self, plaats: &Plaats, bytes: &[u8], paginas: Option<usize>) -> Regel {
        let of_file = match &plaats.bron {
            Bron::Bestand(name) => match self.facts.get(name) {
                Some(Bestandsstaat::Gelezen(stuk)) => stuk.paginas,
                _ => None,
            },
            Bron::Document(_) | Bron::Foto(..) => None,
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
