//! The expressions and templates of a regeling: the language of minijinja with the functions and filters that a regeling has use for.
//!
//! They come from whoever wrote the regeling. They see the names they are given and nothing else: no file, no clock, no other template.
//! How long they are, how much they do and how much they write is bounded: the fuel of minijinja pays for steps, for bytes and for
//! elements, and `bron` refuses what it does not pay for.
//!
//! A comparison of dates that cannot be decided, and arithmetic with what is absent, make the whole outcome unknown: a rule is then
//! silent. The operators `<` and `>` decide always, and to them what is absent is less than everything.
//!
//! **Enters:** functions and filters of the language, and its limits.
//! **Stays out:** any name that the caller does not give; files, clocks, other templates.

mod bron;
mod datums;
mod fouten;
mod functies;
mod namen;
mod waarden;
mod woorden;

use std::collections::BTreeSet;
use std::io::{self, Write};

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use bron::Gebruik;
pub(crate) use namen::Names;

/// Fuel of one evaluation: a unit pays for a step, for 64 bytes or for an element, so this is 6.4 MB at most.
const BRANDSTOF: u64 = 100_000;
/// Fuel of a text that names norms and does nothing else.
const BRANDSTOF_KLEIN: u64 = 1_000;
/// Most characters that a template writes.
const UITVOER: usize = 100_000;

/// Taal: the language of expressions and templates. Made once for a regeling; evaluations do not affect each other.
#[derive(Debug)]
pub(crate) struct Taal {
    environment: Environment<'static>,
}

impl Taal {
    /// The language with all its functions and filters.
    pub(crate) fn new() -> Self {
        Self::with_fuel(BRANDSTOF)
    }

    /// The same language for texts that are filled in wherever a regeling is loaded, also outside its own process: what asks work is none.
    pub(crate) fn klein() -> Self {
        Self::with_fuel(BRANDSTOF_KLEIN)
    }

    fn with_fuel(fuel: u64) -> Self {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.set_fuel(Some(fuel));
        environment.set_formatter(
            |out, state, value| {
                if value.is_none() { Ok(()) } else { minijinja::escape_formatter(out, state, value) }
            },
        );
        woorden::register(&mut environment);
        Self { environment }
    }

    /// Whether an expression can be read and keeps within the language.
    ///
    /// # Errors
    /// Why not, in Dutch, to follow the name of the field: `is niet te lezen: ..`.
    pub(crate) fn check_expression(&self, source: &str) -> Result<(), String> {
        let names = bron::lees_expressie(source)?;
        self.environment.compile_expression(source).map_err(|error| fouten::reden(&error))?;
        self.check_names(&names)
    }

    /// Whether a template can be read and keeps within the language.
    ///
    /// # Errors
    /// Why not, in Dutch, to follow the name of the field.
    pub(crate) fn check_template(&self, source: &str) -> Result<(), String> {
        let names = bron::lees_sjabloon(source)?;
        self.environment.template_from_str(source).map_err(|error| fouten::reden(&error))?;
        self.check_names(&names)
    }

    /// The names that an expression or a template, which can be read, looks up, each with its fields behind dots: `dossier.leden`.
    pub(crate) fn names_in(&self, source: &str, template: bool) -> BTreeSet<String> {
        let found = if template {
            self.environment.template_from_str(source).map(|template| template.undeclared_variables(true))
        } else {
            self.environment.compile_expression(source).map(|expression| expression.undeclared_variables(true))
        };
        let own = |name: &String| self.environment.globals().any(|(known, _)| known == name);
        found.unwrap_or_default().into_iter().filter(|name| !own(name)).collect()
    }

    /// The value of an expression; none when it is undefined, none or unknown.
    ///
    /// # Errors
    /// Why it has no value, in Dutch, to follow the name of the field: it cannot be read, asks too much work or meets a wrong kind of
    /// value.
    pub(crate) fn value(&self, source: &str, names: &Names) -> Result<Option<serde_json::Value>, String> {
        let Some(value) = self.evaluate(source, names)? else { return Ok(None) };
        let json = serde_json::to_value(value).map_err(|_| "levert iets dat geen waarde is".to_owned())?;
        Ok(Some(json).filter(|json| !json.is_null()))
    }

    /// Whether an expression holds; not when it is unknown.
    ///
    /// # Errors
    /// As of [`Taal::value`].
    pub(crate) fn holds(&self, source: &str, names: &Names) -> Result<bool, String> {
        Ok(self.evaluate(source, names)?.is_some_and(|value| value.is_true()))
    }

    /// The text of a template; none when it is unknown. What is absent or none is written as nothing.
    ///
    /// # Errors
    /// As of [`Taal::value`], or that it becomes longer than 100,000 characters.
    pub(crate) fn text(&self, source: &str, names: &Names) -> Result<Option<String>, String> {
        bron::lees_sjabloon(source)?;
        let mut output = Uitvoer::default();
        let template = self.environment.template_from_str(source).map_err(|error| fouten::reden(&error))?;
        let rendered = template.render_captured_to(names.to_value(), &mut output).map(|_| ());
        if output.full {
            return Err("wordt langer dan 100.000 tekens".to_owned());
        }
        Ok(known(rendered)?.map(|()| String::from_utf8_lossy(&output.bytes).into_owned()))
    }

    fn evaluate(&self, source: &str, names: &Names) -> Result<Option<Value>, String> {
        bron::lees_expressie(source)?;
        let expression = self.environment.compile_expression(source).map_err(|error| fouten::reden(&error))?;
        Ok(known(expression.eval(names.to_value()))?.filter(|value| !value.is_undefined() && !value.is_none()))
    }

    /// Whether every function, filter and test exists.
    fn check_names(&self, names: &[(Gebruik, String)]) -> Result<(), String> {
        names.iter().find(|(used, name)| !self.exists(*used, name)).map_or(Ok(()), |(used, name)| {
            let wat = match used {
                Gebruik::Functie => "functie",
                Gebruik::Filter => "filter",
                Gebruik::Toets => "toets",
            };
            Err(format!("gebruikt een {wat} die niet bestaat: {name}"))
        })
    }

    /// Whether a function, filter or test exists; minijinja has tests for the last two.
    fn exists(&self, used: Gebruik, name: &str) -> bool {
        let test = match used {
            Gebruik::Functie => return self.environment.globals().any(|(known, _)| known == name),
            Gebruik::Filter => "naam is filter",
            Gebruik::Toets => "naam is test",
        };
        let outcome = self.environment.compile_expression(test).and_then(|test| test.eval(Value::from_pairs([("naam", name)])));
        outcome.is_ok_and(|found| found.is_true())
    }
}

/// An outcome, none when it is unknown.
fn known<T>(outcome: Result<T, Error>) -> Result<Option<T>, String> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if fouten::is_onbekend(&error) => Ok(None),
        Err(error) => Err(fouten::reden(&error)),
    }
}

/// What a template writes, up to its limit.
#[derive(Default)]
struct Uitvoer {
    bytes: Vec<u8>,
    characters: usize,
    full: bool,
}

impl Write for Uitvoer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.characters += bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        if self.characters > UITVOER {
            self.full = true;
            return Err(io::Error::other(Error::from(ErrorKind::WriteFailure)));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
