//! One regeling: its folder, understood; and what Rust may add to it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value, json};

use super::bestand::Files;
use super::expressie::{Names, Taal};
use super::gegevens::{DocumentSoort, Gegevens};
use super::grenzen::{bestanden_te_groot, lange_teksten, misstanden};
use super::teksten;
use crate::error::Error;
use crate::finding::{Definition, Diagnostic, Rule, Stage, Text};
use crate::fonts;
use crate::schema::formaat::FORMAAT_BESTAND;
use crate::schema::{Schema, format_of, title};
use crate::sha256::sha256;

/// Name of the file that describes a regeling within its folder.
pub const BESTAND: &str = "regeling.toml";
/// Name of the file with the schema of its data.
pub const SCHEMA: &str = "schema.json";
/// Name of the file with a complete example.
pub const VOORBEELD: &str = "voorbeeld.json";
/// Name of the file that a dossier begins with, where that is not the example.
pub const BEGIN: &str = "begin.json";

/// Key of the build record in the data that a PDF embeds.
pub const GEMAAKT_MET: &str = "gemaakt_met";
/// Key of the regeling in the data.
pub const REGELING: &str = "regeling";

/// The building blocks that every regeling has.
#[derive(rust_embed::RustEmbed)]
#[folder = "templates/gedeeld"]
struct Gedeeld;

/// The files of a folder, by their path in it, with `/` between folders.
pub type Bestanden = BTreeMap<String, Vec<u8>>;

/// A regeling: what its files say.
#[derive(Clone)]
pub struct Regeling {
    /// What `regeling.toml` says.
    pub gegevens: Gegevens,
    /// The schema of its data, with what every regeling has and the choices that `regeling.toml` lists.
    pub schema: Schema,
    /// The definitions of the rules that are data, in the order of `gegevens.regels`.
    pub regels: Vec<Arc<Rule>>,
    /// The definitions of the rules of its basis, with its own norms in their texts.
    pub basisregels: Vec<Definition>,
    /// What its templates are made of, by name: its own files, and the building blocks that it has no file for.
    pub sjablonen: BTreeMap<String, Vec<u8>>,
    /// A complete example, where it has one.
    pub voorbeeld: Option<Vec<u8>>,
    /// What a dossier begins with, where that is not the example: what is left of it has yet to be written.
    pub begin: Option<Vec<u8>>,
    /// What Rust adds to it.
    pub basis: Option<&'static Basis>,
    /// What its expressions can say.
    pub(crate) taal: Arc<Taal>,
    /// SHA-256 of what a page is made of beside the data: templates and fonts.
    pub sjablonen_sha256: String,
    names: Names,
}

/// Values that a page shows beside the fields, for a kind of document and a part; `None` for an empty form.
pub type Derived = fn(&str, Option<&Value>, &Regeling) -> Result<Map<String, Value>, Error>;

/// What Rust adds to a regeling: exact calculations, and the rules that need them.
pub struct Basis {
    /// The regeling that it was written for.
    pub id: &'static str,
    /// The definitions of its rules, in the order of the manual.
    pub rules: fn() -> Vec<&'static Rule>,
    /// What is wrong with the folder of a regeling that keeps it, such as a norm that is not there: a sentence each.
    pub faults: fn(&Regeling) -> Vec<String>,
    /// Holds the data against its rules.
    pub check: fn(&Subject<'_>) -> Result<Vec<Diagnostic>, Error>,
    /// What its pages show beside the fields.
    pub derived: Derived,
    /// What the data comes to, for the totals: exact values beside their printed form.
    pub berekening: fn(&Value, &Regeling) -> Result<Value, Error>,
}

impl fmt::Debug for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The data as far as it was understood, with the day that it is judged on.
    pub value: &'a Value,
    /// The regeling that it is held against.
    pub regeling: &'a Regeling,
    /// Pointers of the parts that were refused while the file was read: they have a finding already.
    pub left_out: &'a [String],
    /// What is known about the files that the data names; None when nobody looked.
    pub files: Option<&'a Files>,
}

impl fmt::Debug for Regeling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Regeling").field("id", &self.gegevens.id).finish_non_exhaustive()
    }
}

impl Regeling {
    /// A regeling from the files of its folder. `available` are the regelingen whose Rust it may keep.
    ///
    /// # Errors
    /// When a file is missing or not understood.
    pub fn from_files(mut files: Bestanden, available: &[&'static Basis]) -> Result<Self, Error> {
        let text = |name: &str, bytes: Option<Vec<u8>>| -> Result<String, Error> {
            let bytes = bytes.ok_or_else(|| Error::Regeling(format!("in de map staat geen {name}")))?;
            String::from_utf8(bytes).map_err(|_| Error::Regeling(format!("{name} is geen UTF-8")))
        };
        let large: Vec<_> = bestanden_te_groot(&files).into_iter().map(|(name, what, _)| format!("{name}: {what}")).collect();
        if !large.is_empty() {
            return Err(Error::Regeling(large.join("\n")));
        }
        let toml_text = text(BESTAND, files.remove(BESTAND))?;
        let mut gegevens = understood(&toml_text)?;
        let names = teksten::namen(&gegevens);
        let faults = teksten::vul(&mut gegevens, &Taal::klein(), &names);
        if !faults.is_empty() {
            let lines: Vec<_> = faults.iter().map(|fault| format!("{BESTAND}, {fault}")).collect();
            return Err(Error::Regeling(lines.join("\n")));
        }
        // With the texts of the choices as they are now.
        let names = teksten::namen(&gegevens);
        let schema_text = text(SCHEMA, files.remove(SCHEMA))?;
        let root: Value = serde_json::from_str(&schema_text).map_err(|error| Error::Regeling(format!("{SCHEMA}: {error}")))?;
        let schema = Self::whole_schema(root, &gegevens).map_err(|faults| schema_error(&faults))?;
        let basis = match &gegevens.basis {
            None => None,
            Some(id) => Some(*available.iter().find(|known| known.id == id).ok_or_else(|| unknown_basis(id, available))?),
        };
        let voorbeeld = files.remove(VOORBEELD);
        let begin = files.remove(BEGIN);
        let mut sjablonen = Self::bouwstenen();
        sjablonen.extend(files.into_iter().filter(|(name, _)| !name.contains('/')));
        let regels = gegevens.regels.iter().map(|regel| Arc::new(definition(regel))).collect();
        let sjablonen_sha256 = hash(&sjablonen);
        let taal = Arc::new(Taal::new());
        let basisregels = Vec::new();
        let mut regeling =
            Self { gegevens, schema, regels, basisregels, sjablonen, voorbeeld, begin, basis, taal, sjablonen_sha256, names };
        let faults = regeling.faults();
        if !faults.is_empty() {
            return Err(Error::Regeling(faults.join("\n")));
        }
        // Only now are the norms there that the basis needs.
        regeling.basisregels =
            basis.map(|basis| (basis.rules)()).unwrap_or_default().into_iter().map(|rule| regeling.own(rule)).collect::<Result<_, _>>()?;
        Ok(regeling)
    }

    /// A definition of the basis, with the norms of this regeling in its texts.
    fn own(&self, rule: &'static Rule) -> Result<Definition, Error> {
        let filled = teksten::vul_regel(rule, &self.taal, &self.names).map_err(Error::Regeling)?;
        Ok(filled.map_or_else(|| Definition::from(rule), |rule| Arc::new(rule).into()))
    }

    /// The schema of a folder with what every regeling has, and the choices that its `regeling.toml` lists.
    ///
    /// # Errors
    /// As [`Schema::new`].
    pub(crate) fn whole_schema(root: Value, gegevens: &Gegevens) -> Result<Schema, Vec<(String, String)>> {
        for (pointer, part) in [("", Some(&root)), ("/properties", root.get("properties")), ("/$defs", root.get("$defs"))] {
            if part.is_some_and(|part| !part.is_object()) {
                return Err(vec![(pointer.to_owned(), "Hier hoort een groep tussen { en }.".to_owned())]);
            }
        }
        let mut root = root;
        let faults = teksten::vul_schema(&mut root, &Taal::klein(), &teksten::namen(gegevens));
        if !faults.is_empty() {
            return Err(faults);
        }
        Schema::new(completed(root, gegevens))
    }

    /// The building blocks that every regeling has without a file of its own.
    #[must_use]
    pub fn bouwstenen() -> Bestanden {
        Gedeeld::iter().filter_map(|name| Some((name.to_string(), Gedeeld::get(&name)?.data.into_owned()))).collect()
    }

    /// The entry of a kind of document.
    ///
    /// # Errors
    /// When the regeling does not know the kind.
    pub fn document(&self, soort: &str) -> Result<&DocumentSoort, Error> {
        let found = self.gegevens.documenten.iter().find(|entry| entry.soort == soort);
        found.ok_or_else(|| Error::Regeling(format!("{BESTAND} kent geen document {soort}")))
    }

    /// The kinds of documents, by identifier.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        self.gegevens.documenten.iter().map(|entry| entry.soort.as_str()).collect()
    }

    /// Whether a name in a dossier or a form means this regeling.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        self.gegevens.id == name || self.gegevens.namen.iter().any(|known| known == name)
    }

    /// The version of the format of its data today: the first is 1.
    #[must_use]
    pub fn schema_versie(&self) -> usize {
        self.gegevens.versies.len() + 1
    }

    /// The definition of a rule that is data.
    #[must_use]
    pub fn regel(&self, code: &str) -> Option<&Arc<Rule>> {
        self.regels.iter().find(|regel| regel.code == code)
    }

    /// Every file that the data names: JSON pointer of the field, and the name in it.
    #[must_use]
    pub fn named_files(&self, value: &Value) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.schema.visit(value, &mut |path, site, leaf| {
            let is_file = format_of(site, self.schema.resolve(site)) == Some(FORMAAT_BESTAND);
            found.extend(leaf.as_str().filter(|_| is_file).map(|name| (path.to_owned(), name.to_owned())));
        });
        found
    }

    /// A place in the data in words: `activiteit 4, bewijs 1, "Bestand"`.
    #[must_use]
    pub fn place(&self, pointer: &str, value: &Value) -> String {
        let mut words = Vec::new();
        let mut at = String::new();
        let mut segments = pointer.split('/').skip(1).peekable();
        while let Some(segment) = segments.next() {
            let list = at.rsplit('/').next().unwrap_or_default().to_owned();
            at = format!("{at}/{segment}");
            let element = segment.parse::<usize>().ok().filter(|_| !list.is_empty());
            // A list is named by its element.
            let is_list = segments.peek().is_some_and(|next| next.parse::<usize>().is_ok());
            match element {
                Some(place) => words.push(self.element_words(&list, &at, place, value)),
                None if is_list => {}
                None => words.push(format!("\"{}\"", self.schema.label(&at))),
            }
        }
        words.join(", ")
    }

    /// An element of a list in words, by its own number or its place.
    fn element_words(&self, list: &str, at: &str, place: usize, value: &Value) -> String {
        let kind = self.gegevens.lijsten.get(list);
        let own = kind.and_then(|kind| value.pointer(&format!("{at}/{}", kind.nummer.as_ref()?))?.as_u64());
        let nr = own.unwrap_or(place as u64 + 1);
        match kind.and_then(|kind| kind.element.as_ref()) {
            Some(name) => format!("{name} {nr}"),
            None => format!("\"{}\" {nr}", self.schema.label(at.rsplit_once('/').map_or(at, |(list, _)| list))),
        }
    }

    /// What every expression of the regeling can name.
    pub(crate) fn names(&self) -> Names {
        self.names.clone()
    }

    /// A text of the regeling, filled in.
    ///
    /// # Errors
    /// When it cannot be filled in.
    pub(crate) fn fill(&self, template: &str, names: &Names) -> Result<String, Error> {
        let filled = self.taal.text(template, names).map_err(|what| Error::Regeling(format!("{BESTAND}: {what}: {template}")))?;
        Ok(filled.unwrap_or_default())
    }

    /// The value of an expression of the regeling; `None` where it is not known.
    ///
    /// # Errors
    /// When it cannot be evaluated.
    pub(crate) fn value(&self, expression: &str, names: &Names) -> Result<Option<Value>, Error> {
        self.taal.value(expression, names).map_err(|what| Error::Regeling(format!("{BESTAND}: {what}: {expression}")))
    }

    /// Whether an expression of the regeling holds.
    ///
    /// # Errors
    /// When it cannot be evaluated.
    pub(crate) fn holds(&self, expression: &str, names: &Names) -> Result<bool, Error> {
        self.taal.holds(expression, names).map_err(|what| Error::Regeling(format!("{BESTAND}: {what}: {expression}")))
    }

    /// A sentence of the regeling about a number of findings, which is in words already.
    ///
    /// # Errors
    /// When it cannot be filled in.
    pub fn words(&self, template: &str, aantal: &str) -> Result<String, Error> {
        self.fill(template, &self.names().with("aantal", &json!(aantal)))
    }

    /// The schema as it is published: for editors, with the regeling that it is of in its title.
    #[must_use]
    pub fn published_schema(&self) -> Value {
        let mut root = self.schema.root().clone();
        root["title"] = json!(format!("{} voor de {}", title(self.schema.root()).unwrap_or("Gegevens"), self.gegevens.naam));
        // Passed over when it is read: it says how a PDF was made, not what is in it.
        root["properties"][GEMAAKT_MET] = json!({
            "title": "Gemaakt met", "description": "Waarmee eerder een document van deze gegevens is gemaakt.", "type": "object"
        });
        root
    }

    /// What a PDF was made by: the program, the regeling and the templates and fonts, without any time.
    #[must_use]
    pub fn build_record(&self) -> Value {
        json!({
            "dossierpers": env!("CARGO_PKG_VERSION"),
            "regeling": self.gegevens.id,
            "regeling_versie": self.gegevens.versie,
            "sjablonen_sha256": self.sjablonen_sha256,
        })
    }

    /// What keeps the files from being a regeling.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for entry in &self.gegevens.documenten {
            let template = format!("{}.typ", entry.soort);
            if !self.sjablonen.contains_key(&template) {
                faults.push(format!("in de map staat geen {template}"));
            }
        }
        faults.extend(self.basis.iter().flat_map(|basis| (basis.faults)(self)));
        faults
    }
}

/// What `regeling.toml` says, where every value of it can be.
fn understood(toml_text: &str) -> Result<Gegevens, Error> {
    let wrong = |error: toml::de::Error| Error::Regeling(format!("{BESTAND}: {error}"));
    let table: toml::Table = toml::from_str(toml_text).map_err(wrong)?;
    let gegevens: Gegevens = toml::from_str(toml_text).map_err(wrong)?;
    let faults: Vec<_> =
        misstanden(&gegevens).into_iter().chain(lange_teksten(&table)).map(|fault| format!("{BESTAND}, {fault}")).collect();
    if faults.is_empty() { Ok(gegevens) } else { Err(Error::Regeling(faults.join("\n"))) }
}

fn unknown_basis(id: &str, bases: &[&'static Basis]) -> Error {
    let known: Vec<&str> = bases.iter().map(|basis| basis.id).collect();
    Error::Regeling(format!("{BESTAND}: de basis \"{id}\" bestaat niet; kies uit {}", known.join(", ")))
}

fn schema_error(faults: &[(String, String)]) -> Error {
    let lines: Vec<_> = faults.iter().map(|(place, what)| format!("{SCHEMA}, {place}: {what}")).collect();
    Error::Regeling(lines.join("\n"))
}

/// The schema of a folder with what every regeling has, and the choices that its `regeling.toml` lists.
fn completed(mut root: Value, gegevens: &Gegevens) -> Value {
    for (name, choices) in &gegevens.keuzes {
        let options: Vec<_> = choices.iter().map(|one| json!({ "const": one.id, "title": one.naam, "description": one.groep })).collect();
        root["$defs"][name] = json!({ "oneOf": options });
    }
    let ids = std::iter::once(&gegevens.id).chain(&gegevens.namen);
    let own = json!({
        "$schema": {
            "title": "Schema", "description": "Verwijzing naar de beschrijving van de velden, voor programma's.", "type": ["string", "null"], "maxLength": 250
        },
        "schema_versie": {
            "title": "Versie van het formaat", "description": format!("Versie van de velden van dit dossier: {}.", gegevens.versies.len() + 1),
            "type": ["string", "null"], "pattern": "^[1-9][0-9]{0,3}$"
        },
        REGELING: {
            "title": "Regeling", "description": "De regeling waarvoor dit dossier bedoeld is.",
            "oneOf": ids.map(|id| json!({ "const": id, "title": gegevens.naam })).collect::<Vec<_>>()
        },
    });
    let mut properties = own.as_object().cloned().unwrap_or_default();
    if let Some(Value::Object(theirs)) = root.get("properties") {
        for (key, field) in theirs {
            properties.entry(key.clone()).or_insert_with(|| field.clone());
        }
    }
    root["properties"] = Value::Object(properties);
    root
}

fn definition(regel: &super::gegevens::RegelSoort) -> Rule {
    let own = |text: &String| Text::Owned(text.clone());
    Rule {
        code: own(&regel.code),
        ernst: regel.ernst,
        scope: regel.bereik,
        titel: own(&regel.titel),
        bron: own(&regel.bron),
        wat: own(&regel.wat),
        waarom: own(&regel.waarom),
        voorbeeld: own(&regel.voorbeeld),
        herstel: own(&regel.herstel),
        stage: if regel.als.is_some() { Stage::Regeling } else { Stage::Layout },
    }
}

/// SHA-256 of templates and fonts, each with its name and length before it.
fn hash(sjablonen: &BTreeMap<String, Vec<u8>>) -> String {
    static FONTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(fonts::files);
    let files: Vec<_> = sjablonen.iter().chain(FONTS.iter().map(|(name, bytes)| (name, bytes))).collect();
    let heads: Vec<String> = files.iter().map(|(name, bytes)| format!("{name} {}\n", bytes.len())).collect();
    sha256(files.iter().zip(&heads).flat_map(|((_, bytes), head)| [head.as_bytes(), bytes.as_slice()]))
}
