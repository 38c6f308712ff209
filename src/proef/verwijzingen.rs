//! What `regeling.toml` refers to: expressions that can be read, pointers that lead somewhere, names that are there and not twice.

use std::collections::BTreeSet;

use serde_json::Value;

use super::gebrek::Gebrek;
use super::kopjes::Kopjes;
use crate::finding::escape;
use crate::regeling::{Afgeleid, BESTAND, DocumentSoort, Gegevens, Hernoeming, RegelSoort, Taal, Uit, is_name};
use crate::schema::Schema;

/// What the file is held against.
pub(super) struct Kader<'k> {
    pub(super) gegevens: &'k Gegevens,
    pub(super) schema: Option<&'k Schema>,
    pub(super) taal: &'k Taal,
    pub(super) kopjes: &'k Kopjes<'k>,
    /// Names of the files of the folder.
    pub(super) bestanden: BTreeSet<&'k str>,
    /// Codes that the program uses itself.
    pub(super) codes: &'k [String],
    /// Identifiers and names of the built-in regelingen.
    pub(super) ingebouwd: &'k [String],
}

/// Every mistake in what the file refers to.
pub(super) fn check(kader: &Kader<'_>, found: &mut Vec<Gebrek>) {
    identity(kader, found);
    let gegevens = kader.gegevens;
    let whole = |key: &'static str| Plek { path: "", place: 0, key };
    kader.template(&gegevens.opmaak, whole("opmaak"), found);
    kader.expression(gegevens.vertrouwelijk.as_deref(), whole("vertrouwelijk"), found);
    kader.pointers(gegevens.peildatum.iter(), whole("peildatum"), found);
    kader.pointers(&gegevens.gedeeld, whole("gedeeld"), found);
    kader.pointers(&gegevens.niet_gevraagd, whole("niet_gevraagd"), found);
    if let Some(wie) = &gegevens.wie {
        let plek = |key: &'static str| Plek { path: "wie", place: 0, key };
        kader.template(&wie.naam, plek("naam"), found);
        kader.pointers(wie.veld.iter(), plek("veld"), found);
        kader.pointers(wie.kenmerk.iter(), plek("kenmerk"), found);
        kader.pointers(&wie.zeker, plek("zeker"), found);
    }
    let woorden = &gegevens.oordeel;
    for tekst in [&woorden.goed.tekst, &woorden.aandacht.tekst, &woorden.fout.tekst, &woorden.nog] {
        kader.template(tekst, Plek { path: "oordeel", place: 0, key: "tekst" }, found);
    }
    bundle(kader, found);
    gegevens.documenten.iter().enumerate().for_each(|(place, entry)| document(kader, place, entry, found));
    gegevens.regels.iter().enumerate().for_each(|(place, regel)| rule(kader, place, regel, found));
    kader.lists(gegevens.lijsten.keys(), |key| kader.kopjes.line(&format!("lijsten.{key}"), 0, None), found);
    versions(kader, found);
    for (place, totaal) in gegevens.totalen.iter().enumerate() {
        let plek = |key: &'static str| Plek { path: "totalen", place, key };
        kader.expression(Some(&totaal.waarde), plek("waarde"), found);
        kader.expression(totaal.norm.as_deref(), plek("norm"), found);
        kader.template(totaal.tekst.as_deref().unwrap_or_default(), plek("tekst"), found);
        kader.template(totaal.nog.as_deref().unwrap_or_default(), plek("nog"), found);
    }
}

/// Where moved fields end up: in the schema, or somebody's data would have no field left.
fn versions(kader: &Kader<'_>, found: &mut Vec<Gebrek>) {
    let versies = &kader.gegevens.versies;
    let moves: Vec<_> = versies.iter().enumerate().flat_map(|(place, one)| one.hernoem.iter().map(move |one| (place, one))).collect();
    let today = |pointer: &str, later: usize| {
        let onward = |pointer: String, (_, one): &(usize, &Hernoeming)| match pointer.strip_prefix(&one.van) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{}{rest}", one.naar),
            _ => pointer,
        };
        moves.iter().skip(later).fold(pointer.to_owned(), onward)
    };
    for (nth, (place, one)) in moves.iter().enumerate() {
        let plek = Plek { path: "versies", place: *place, key: "hernoem" };
        kader.pointers([&today(&one.naar, nth + 1)], plek, found);
    }
    for (place, versie) in versies.iter().enumerate() {
        let later = moves.iter().filter(|(of, _)| *of <= place).count();
        let plek = Plek { path: "versies", place, key: "vervang" };
        versie.vervang.iter().for_each(|one| kader.pointers([&today(&one.veld, later)], plek, found));
    }
}

/// What a bundle is made of, and its names.
fn bundle(kader: &Kader<'_>, found: &mut Vec<Gebrek>) {
    let bundel = &kader.gegevens.bundel;
    let plek = |key: &'static str| Plek { path: "bundel", place: 0, key };
    for (key, pattern) in [("naam", &bundel.naam), ("naam_bewijs", &bundel.naam_bewijs), ("naam_los", &bundel.naam_los)] {
        kader.template(pattern, plek(key), found);
    }
    let (pointers, kinds): (Vec<&String>, Vec<&String>) = bundel.volgorde.iter().partition(|entry| entry.starts_with('/'));
    kader.pointers(pointers, plek("volgorde"), found);
    for kind in kinds.into_iter().filter(|kind| !kader.gegevens.documenten.iter().any(|entry| entry.soort == **kind)) {
        let what = format!("\"volgorde\" noemt \"{kind}\", en dat is geen soort van [[documenten]].");
        found.push(kader.at(plek("volgorde"), what, "Schrijf een soort van [[documenten]], of een verwijzing die met / begint."));
    }
}

/// What the names of files of a bundle can name beside.
const NAMEN_BUNDEL: [&str; 4] = ["document", "letter", "volgnummer", "label"];

/// Where a key stands.
#[derive(Clone, Copy)]
struct Plek {
    path: &'static str,
    place: usize,
    key: &'static str,
}

impl Kader<'_> {
    fn at(&self, plek: Plek, what: impl Into<String>, cure: impl Into<String>) -> Gebrek {
        Gebrek::new(BESTAND, what, cure).at(self.kopjes.line(plek.path, plek.place, Some(plek.key)))
    }

    fn expression(&self, source: Option<&str>, plek: Plek, found: &mut Vec<Gebrek>) {
        let Some(source) = source else { return };
        match self.taal.check_expression(source) {
            Ok(()) => self.names(source, false, plek, found),
            Err(why) => found.push(self.at(plek, format!("De expressie van \"{}\" {why}.", plek.key), EXPRESSIES)),
        }
    }

    fn template(&self, source: &str, plek: Plek, found: &mut Vec<Gebrek>) {
        match self.taal.check_template(source) {
            Ok(()) => self.names(source, true, plek, found),
            Err(why) => found.push(self.at(plek, format!("De tekst van \"{}\" {why}.", plek.key), EXPRESSIES)),
        }
    }

    /// Names that stand for nothing: they would be empty, and the rule or text silently wrong.
    fn names(&self, source: &str, template: bool, plek: Plek, found: &mut Vec<Gebrek>) {
        for name in self.taal.names_in(source, template) {
            let mut fields = name.split('.');
            let first = fields.next().unwrap_or_default();
            let second = fields.clone().next();
            let gegevens = self.gegevens;
            let (there, cure) = match (first, second) {
                ("dossier", _) => (self.leads_somewhere("", fields), "Schrijf het veld zoals in schema.json."),
                ("element", _) => (self.leads_somewhere(&self.element(plek), fields), "Schrijf het veld zoals in schema.json."),
                ("normen", Some(norm)) => (gegevens.normen.contains_key(norm), "Voeg [normen.NAAM] toe, of verbeter de naam."),
                ("eigen", Some(own)) => (gegevens.eigen.contains_key(own), "Voeg de waarde bij [eigen] toe, of verbeter de naam."),
                ("keuzes", Some(list)) => (gegevens.keuzes.contains_key(list), "Voeg [[keuzes.NAAM]] toe, of verbeter de naam."),
                _ => (
                    NAMEN.contains(&first) || (plek.path == "bundel" && NAMEN_BUNDEL.contains(&first)),
                    "Welke namen er zijn, staat in docs/regeling-maken.md; een tekst staat tussen aanhalingstekens.",
                ),
            };
            if !there {
                found.push(self.at(plek, format!("\"{}\" noemt {name}, en dat is er niet.", plek.key), cure));
            }
        }
    }

    /// Pointer of what `element` stands for where an expression stands.
    fn element(&self, plek: Plek) -> String {
        let per = |per: Option<&String>| per.map_or_else(String::new, |per| format!("{}/0", per.replace('*', "0")));
        match plek.path {
            "regels" => per(self.gegevens.regels[plek.place].per.as_ref()),
            "documenten" => {
                let entry = &self.gegevens.documenten[plek.place];
                entry.wortel.clone().or_else(|| entry.van.clone()).unwrap_or_else(|| per(entry.per.as_ref()))
            }
            _ => String::new(),
        }
    }

    /// Whether fields within each other are there, up to a list or a value.
    fn leads_somewhere<'f>(&self, from: &str, fields: impl Iterator<Item = &'f str>) -> bool {
        let Some(schema) = self.schema else { return true };
        let mut pointer = from.to_owned();
        for field in fields {
            let holds_fields = schema.at(&pointer).is_some_and(|site| schema.resolve(site).get("properties").is_some());
            if !holds_fields {
                return true;
            }
            pointer += &format!("/{}", escape(field));
            if schema.at(&pointer).is_none() {
                return false;
            }
        }
        true
    }

    /// Keys of lists that the schema does not have.
    fn lists<'s>(&self, keys: impl Iterator<Item = &'s String>, plek: impl Fn(&str) -> Option<usize>, found: &mut Vec<Gebrek>) {
        let Some(schema) = self.schema else { return };
        let mut known = BTreeSet::new();
        list_keys(schema.root(), schema, &mut known);
        for key in keys.filter(|key| !known.contains(key.as_str())) {
            let what = format!("\"{key}\" is geen lijst van schema.json.");
            let cure = format!("Noem een lijst bij zijn sleutel: {}.", known.iter().copied().collect::<Vec<_>>().join(", "));
            found.push(Gebrek::new(BESTAND, what, cure).at(plek(key)));
        }
    }

    /// Pointers that lead nowhere in the schema; `*` stands for every place of a list.
    fn pointers<'s>(&self, pointers: impl IntoIterator<Item = &'s String>, plek: Plek, found: &mut Vec<Gebrek>) {
        let Some(schema) = self.schema else { return };
        for pointer in pointers {
            let somewhere = pointer.is_empty() || (pointer.starts_with('/') && schema.at(&pointer.replace('*', "0")).is_some());
            if !somewhere {
                let what = format!("\"{}\" verwijst naar \"{pointer}\", en dat is er niet in schema.json.", plek.key);
                found.push(self.at(
                    plek,
                    what,
                    "Schrijf een verwijzing als \"/lijst/0/veld\", met een / ervoor, naar een veld van het schema.",
                ));
            }
        }
    }
}

/// The keys of all lists of a schema.
fn list_keys<'s>(node: &'s Value, schema: &'s Schema, known: &mut BTreeSet<&'s str>) {
    for (key, site) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if schema.resolve(site).get("items").is_some() {
            known.insert(key);
        }
    }
    let inner = |key: &str| node.get(key).and_then(Value::as_object).into_iter().flat_map(|fields| fields.values());
    inner("properties").chain(inner("$defs")).chain(node.get("items")).for_each(|node| list_keys(node, schema, known));
}

/// The names that an expression or a text can use, some only in its place.
const NAMEN: [&str; 20] = [
    "dossier",
    "element",
    "nr",
    "lijst",
    "normen",
    "eigen",
    "keuzes",
    "naam",
    "leeg_formulier",
    "scherm",
    "pen",
    "nr2",
    "datum",
    "titel",
    "instelling",
    "aantal",
    "waarde",
    "norm",
    "tekort",
    "berekening",
];

const EXPRESSIES: &str = "Welke functies en filters er zijn, staat in docs/regeling-maken.md.";

fn identity(kader: &Kader<'_>, found: &mut Vec<Gebrek>) {
    let gegevens = kader.gegevens;
    let id = Plek { path: "", place: 0, key: "id" };
    if kader.ingebouwd.contains(&gegevens.id) {
        let cure = format!("Kies een eigen id. Wilt u de rekenregels houden, schrijf dan basis = \"{}\".", gegevens.id);
        found.push(kader.at(id, format!("Twee regelingen met één id: \"{}\" is ingebouwd.", gegevens.id), cure));
    }
    for naam in gegevens.namen.iter().filter(|naam| kader.ingebouwd.contains(naam)) {
        let namen = Plek { path: "", place: 0, key: "namen" };
        found.push(kader.at(namen, format!("Op de naam \"{naam}\" antwoordt een ingebouwde regeling al."), "Haal deze naam weg."));
    }
    if gegevens.documenten.is_empty() {
        found.push(Gebrek::new(BESTAND, "De regeling heeft geen enkel document.", "Voeg [[documenten]] toe.").at(Some(1)));
    }
}

fn document(kader: &Kader<'_>, place: usize, entry: &DocumentSoort, found: &mut Vec<Gebrek>) {
    let plek = |key: &'static str| Plek { path: "documenten", place, key };
    let soort = &entry.soort;
    let template = format!("{soort}.typ");
    if is_name(soort) && !kader.bestanden.contains(template.as_str()) {
        let cure = "Maak dit bestand met een functie bijlage(d), of verbeter de soort.";
        found.push(kader.at(plek("soort"), format!("Het sjabloon {template} staat niet in de map."), cure));
    }
    if entry.uit != Uit::Dossier {
        let what = "Documenten uit een oordeel of een besluit zijn nog niet te maken.";
        found.push(kader.at(plek("uit"), what, "Laat deze sleutel weg: dan wordt het document uit het dossier gemaakt."));
    }
    if entry.per.is_some() == entry.van.is_some() {
        let what = "Er staat niet, of dubbel, waarvan dit document wordt gemaakt.";
        found.push(kader.at(plek("van"), what, "Schrijf óf per = \"/lijst\" (een document per rij), óf van = \"/veld\" (één document)."));
    }
    for (key, pointers) in [("per", entry.per.as_slice()), ("van", entry.van.as_slice()), ("wortel", entry.wortel.as_slice())] {
        kader.pointers(pointers, plek(key), found);
    }
    kader.lists(entry.rijen.keys(), |_| kader.kopjes.line("documenten", place, Some("rijen")), found);
    for (key, pointers) in
        [("delen", &entry.delen), ("weglaten", &entry.weglaten), ("achteraf", &entry.achteraf), ("gesloten", &entry.gesloten)]
    {
        kader.pointers(pointers, plek(key), found);
    }
    kader.pointers(entry.vooraf.iter().map(|vooraf| &vooraf.lijst), plek("vooraf"), found);
    kader.pointers(entry.kolommen.values(), plek("kolommen"), found);
    for (field, template) in &entry.begin {
        let pointer = format!("{}/0{field}", entry.per.as_deref().unwrap_or_default());
        kader.pointers([&pointer], plek("begin"), found);
        kader.template(template, plek("begin"), found);
    }
    for vooraf in entry.vooraf.iter().filter(|vooraf| !kader.gegevens.keuzes.contains_key(&vooraf.keuzes)) {
        let what = format!("\"vooraf\" noemt de keuzes \"{}\", en die zijn er niet.", vooraf.keuzes);
        found.push(kader.at(plek("vooraf"), what, "Voeg [[keuzes.NAAM]] toe, of verbeter de naam."));
    }
    kader.expression(entry.datum.as_deref(), plek("datum"), found);
    kader.template(&entry.bestandsnaam, plek("bestandsnaam"), found);
    kader.template(&entry.onderscheid, plek("onderscheid"), found);
    kader.template(&entry.titel_van, plek("titel_van"), found);
    for afgeleid in entry.afgeleid.values() {
        match afgeleid {
            Afgeleid::Tekst(template) => kader.template(template, plek("afgeleid"), found),
            Afgeleid::Waarde(expression) => kader.expression(Some(expression), plek("afgeleid"), found),
        }
    }
    if let Some(code) = entry.te_lang.as_ref().filter(|code| !kader.gegevens.regels.iter().any(|regel| regel.code == **code)) {
        let cure = "Voeg een [[regels]] met deze code toe, zonder `als`.";
        found.push(kader.at(plek("te_lang"), format!("\"te_lang\" noemt de regel \"{code}\", en die is er niet."), cure));
    }
}

fn rule(kader: &Kader<'_>, place: usize, regel: &RegelSoort, found: &mut Vec<Gebrek>) {
    let plek = |key: &'static str| Plek { path: "regels", place, key };
    let code = &regel.code;
    if kader.codes.contains(code) {
        found.push(kader.at(plek("code"), format!("De code \"{code}\" gebruikt het programma zelf al."), "Kies een andere code."));
    }
    kader.pointers(regel.per.iter(), plek("per"), found);
    kader.expression(regel.als.as_deref(), plek("als"), found);
    kader.template(&regel.pad, plek("pad"), found);
    kader.template(&regel.melding, plek("melding"), found);
    kader.template(regel.hulp.as_deref().unwrap_or_default(), plek("hulp"), found);
    kader.expression(regel.verzacht.as_ref().map(|verzacht| verzacht.als.as_str()), plek("verzacht"), found);
    let texts = [
        ("titel", &regel.titel),
        ("bron", &regel.bron),
        ("wat", &regel.wat),
        ("waarom", &regel.waarom),
        ("voorbeeld", &regel.voorbeeld),
        ("herstel", &regel.herstel),
    ];
    for (key, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
        found.push(kader.at(
            plek(key),
            format!("De tekst \"{key}\" van de regel \"{code}\" is leeg."),
            "Schrijf hem: `explain` laat hem zien.",
        ));
    }
    if regel.als.is_some() && regel.melding.trim().is_empty() {
        found.push(kader.at(plek("code"), format!("De regel \"{code}\" heeft geen melding."), "Schrijf in `melding` wat er mis is."));
    }
    let of_rule = |name: &&str| {
        let name = name.strip_prefix("fout/").and_then(|name| name.strip_suffix(".json"));
        name.is_some_and(|name| name.split('.').next() == Some(code))
    };
    if !kader.bestanden.iter().any(of_rule) {
        let what = format!("De regel \"{code}\" heeft geen proef.");
        found.push(kader.at(
            plek("code"),
            what,
            format!("Maak fout/{code}.json: een wijziging van voorbeeld.json die precies deze bevinding geeft."),
        ));
    }
}
