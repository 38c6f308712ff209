//! `explain`: the manual of a finding, or the list of all.

use dossierpers::error::Error;
use dossierpers::finding::{Definition, Rule};
use dossierpers::{regelingen, registry};

use super::args::RegelingArg;
use super::exit::{TROUBLE, print};
use super::{files, report};

pub(super) fn run(code: Option<&str>, asked: &RegelingArg) -> Result<u8, Error> {
    let Some(code) = code else { return print(&list(&registry::faults(&files::regeling(asked, None)?))) };
    let faults = known(asked)?;
    if let Some(rule) = faults.iter().find(|rule| rule.code == code) {
        return print(&manual(rule));
    }
    let near = faults.iter().map(|rule| (strsim::jaro_winkler(code, &rule.code), rule)).max_by(|a, b| a.0.total_cmp(&b.0));
    report::unknown_code(near.map(|(_, rule)| &*rule.code));
    Ok(TROUBLE)
}

/// The faults under the regeling that was asked for, or under every built-in one: a code means the same wherever it is.
fn known(asked: &RegelingArg) -> Result<Vec<Definition>, Error> {
    if asked.regeling.is_some() {
        return Ok(registry::faults(&files::regeling(asked, None)?));
    }
    let mut faults = Vec::new();
    for id in regelingen::ids() {
        faults.extend(registry::faults(&regelingen::ingebouwd(&id)?));
    }
    Ok(faults)
}

fn list(faults: &[Definition]) -> String {
    let width = faults.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let lines = faults.iter().map(|rule| format!("{:width$}  {:12}  {}\n", rule.code, rule.ernst.naam(), rule.titel));
    lines.collect::<String>() + "\nMeer over één bevinding: dossierpers explain CODE\n"
}

fn manual(rule: &Rule) -> String {
    format!(
        "{} ({})\n{}\n\nWat        {}\n\nWaarom     {}\n\nVoorbeeld  {}\n\nHerstel    {}\n\nBron       {}\n",
        rule.code,
        rule.ernst.naam(),
        rule.titel,
        indented(&rule.wat),
        indented(&rule.waarom),
        indented(&rule.voorbeeld),
        indented(&rule.herstel),
        indented(&rule.bron)
    )
}

/// Wraps a text beside its heading.
fn indented(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 84 => {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n           ")
}
