//! `explain`: the manual of a finding, or the list of all.

use dossierpers::Error;
use dossierpers::rules::{Ernst, RULES, Rule};

use super::{TROUBLE, print, report};

pub(super) fn run(code: Option<&str>) -> Result<u8, Error> {
    let Some(code) = code else { return print(&list()) };
    if let Some(rule) = RULES.iter().find(|rule| rule.code == code) {
        return print(&manual(rule));
    }
    let near = RULES.iter().map(|rule| (strsim::jaro_winkler(code, rule.code), rule.code)).max_by(|a, b| a.0.total_cmp(&b.0));
    report::unknown_code(near.map(|(_, code)| code));
    Ok(TROUBLE)
}

fn list() -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let lines = RULES.iter().map(|rule| format!("{:width$}  {:12}  {}\n", rule.code, ernst(rule), rule.titel));
    lines.collect::<String>() + "\nMeer over één bevinding: dossierpers explain CODE\n"
}

fn manual(rule: &Rule) -> String {
    format!(
        "{} ({})\n{}\n\nWat        {}\n\nWaarom     {}\n\nVoorbeeld  {}\n\nHerstel    {}\n\nBron       {}\n",
        rule.code,
        ernst(rule),
        rule.titel,
        indented(rule.wat),
        indented(rule.waarom),
        indented(rule.voorbeeld),
        indented(rule.herstel),
        indented(rule.bron)
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

fn ernst(rule: &Rule) -> &'static str {
    match rule.ernst {
        Ernst::Fout => "fout",
        Ernst::Waarschuwing => "waarschuwing",
    }
}
