//! The source of an expression or a template, judged before it is read: how long it is, which names it uses, and the signs and tags that
//! minijinja does not bound.
//!
//! Its fuel pays for what a step makes, but not for what is made later or lies deep inside:
//! - `[1] * 100000000` is a list that exists only while it is compared or printed, so `*` is refused (`maal` takes numbers only);
//! - a tag that binds `[x, x]` or `x + x` to `x` doubles a tree or a list on every line, and comparing or printing it takes forever: the
//!   tags `set` and `for` bind what is there already;
//! - each `-` or `not` of a run is read a level deeper without the levels being counted, up to the end of the stack.
//!
//! Strings and the text between tags are set aside first.

use std::str::CharIndices;

/// Most characters of an expression or a template.
const TEKENS: usize = 4_000;
/// Tags that a template may use.
const OPDRACHTEN: [&str; 7] = ["if", "elif", "else", "endif", "for", "endfor", "set"];
/// Words that can stand before a bracket without calling a function.
const WOORDEN: [&str; 9] = ["and", "or", "not", "in", "if", "elif", "else", "is", "for"];

/// End of a tag that prints.
const AFDRUK: &str = "}}";
/// End of a tag that decides or repeats.
const OPDRACHT: &str = "%}";

/// What a name is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gebruik {
    /// `naam(..)`
    Functie,
    /// `x|naam`
    Filter,
    /// `x is naam`
    Toets,
}

/// The functions, filters and tests that an expression names; or why it cannot be run, to follow the name of its field.
pub(super) fn lees_expressie(source: &str) -> Result<Vec<(Gebruik, String)>, String> {
    check_length(source)?;
    lees_code(&read_code(source, None).0)
}

/// The functions, filters and tests that a template names; or why it cannot be run, to follow the name of its field.
pub(super) fn lees_sjabloon(source: &str) -> Result<Vec<(Gebruik, String)>, String> {
    check_length(source)?;
    let mut names = Vec::new();
    for (end, code) in tags(source) {
        if end == OPDRACHT {
            check_tag(code.trim())?;
        }
        names.extend(lees_code(&code)?);
    }
    Ok(names)
}

fn check_length(source: &str) -> Result<(), String> {
    if source.chars().nth(TEKENS).is_some() { Err("is langer dan 4.000 tekens".to_owned()) } else { Ok(()) }
}

/// Whether a tag is allowed, and binds nothing that was made for it.
fn check_tag(code: &str) -> Result<(), String> {
    let word = code.split(|c| !is_word(c)).next().unwrap_or_default();
    if !OPDRACHTEN.contains(&word) {
        return Err(format!("gebruikt een opdracht die niet mag ({word}); wel mogen {}", OPDRACHTEN.join(", ")));
    }
    let binds = match word {
        "for" => "in",
        "set" => "=",
        _ => return Ok(()),
    };
    if binds_what_is_there(code, binds) {
        Ok(())
    } else {
        Err(format!("maakt binnen {word} een nieuwe lijst, telt er iets op of heeft er haakjes die niets aanroepen"))
    }
}

/// Whether what a tag binds, behind the sign or word for it, is no new list, object, tuple or sum: brackets only call, take elements or
/// are empty.
fn binds_what_is_there(code: &str, binds: &str) -> bool {
    let (mut depth, mut before, mut bound, mut rest) = (0_u32, "", false, code);
    while let Some((token, after)) = token(rest) {
        let follows = matches!(before, ")" | "]") || before.starts_with(is_word) && !WOORDEN.contains(&before);
        match token {
            _ if !bound => bound = token == binds,
            "{" | "+" | "recursive" => return false,
            "[" if after.starts_with(']') => depth += 1,
            "(" | "[" if !follows => return false,
            "," if depth == 0 => return false,
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        (before, rest) = (token, after);
    }
    bound
}

/// The first word or sign of code, and what follows it.
fn token(code: &str) -> Option<(&str, &str)> {
    let first = code.chars().next()?;
    let length = if is_word(first) { code.find(|c| !is_word(c)).unwrap_or(code.len()) } else { first.len_utf8() };
    Some(code.split_at(length))
}

/// The names in code of which the strings are emptied.
fn lees_code(code: &str) -> Result<Vec<(Gebruik, String)>, String> {
    if code.contains('*') {
        return Err("gebruikt het teken *, dat ook teksten en lijsten herhaalt; schrijf maal(a, b)".to_owned());
    }
    let (mut names, mut before, mut rest) = (Vec::new(), "", code);
    while let Some((token, after)) = token(rest) {
        rest = after;
        if token.trim().is_empty() {
            continue;
        }
        if token == before && matches!(token, "-" | "not") {
            return Err("ontkent twee keer achter elkaar".to_owned());
        }
        if token.starts_with(|c| is_word(c) && !c.is_ascii_digit()) {
            let calls = rest.trim_start().starts_with('(');
            names.extend(gebruik(token, before, calls).map(|used| (used, token.to_owned())));
        }
        before = if token == "not" && before == "is" { before } else { token };
    }
    Ok(names)
}

/// What a name is used as, by the word or sign before it; none when it is a word of the language, a value or a field.
fn gebruik(name: &str, before: &str, calls: bool) -> Option<Gebruik> {
    match before {
        "|" => Some(Gebruik::Filter),
        "is" => (name != "not").then_some(Gebruik::Toets),
        "." => None,
        _ => (calls && !WOORDEN.contains(&name)).then_some(Gebruik::Functie),
    }
}

/// The tags of a template: how each ends, and its code.
fn tags(source: &str) -> Vec<(&'static str, String)> {
    let mut codes = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find('{') {
        let tag = &rest[start..];
        let end = match tag.as_bytes().get(1) {
            Some(b'{') => AFDRUK,
            Some(b'%') => OPDRACHT,
            Some(b'#') => {
                rest = tag.split_once("#}").map_or("", |(_, after)| after);
                continue;
            }
            _ => {
                rest = &tag[1..];
                continue;
            }
        };
        let (code, length) = read_code(&tag[2..], Some(end));
        codes.push((end, code));
        rest = &tag[2 + length..];
    }
    codes
}

/// Code up to its end marker, strings emptied, and its length in bytes with the marker. As in minijinja a marker inside brackets ends
/// nothing.
fn read_code(text: &str, end: Option<&str>) -> (String, usize) {
    let (mut code, mut depth) = (String::new(), 0_i32);
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if let Some(end) = end.filter(|end| depth == 0 && text[at..].starts_with(end)) {
            let inner = code.strip_prefix(['-', '+']).unwrap_or(&code);
            return (inner.strip_suffix(['-', '+']).unwrap_or(inner).to_owned(), at + end.len());
        }
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '"' | '\'' => skip_string(&mut chars, c),
            _ => {}
        }
        code.push(c);
    }
    (code, text.len())
}

/// Passes over a string of which the opening quote was read.
fn skip_string(chars: &mut CharIndices<'_>, quote: char) {
    while let Some((_, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{Gebruik, lees_expressie, lees_sjabloon};

    fn names(found: Result<Vec<(Gebruik, String)>, String>) -> String {
        let letter = |used| match used {
            Gebruik::Functie => 'F',
            Gebruik::Filter => '|',
            Gebruik::Toets => '?',
        };
        found.unwrap().into_iter().map(|(used, name)| format!("{}{name} ", letter(used))).collect()
    }

    #[test]
    fn finds_the_names_of_an_expression() {
        for (source, found) in [
            ("leeg(a.b) and not (c in d) or x is not defined", "Fleeg ?defined "),
            ("voor (a, b) | join(', |weg ~')", "Fvoor |join "),
            ("'don\\'t weg(' ~ \"|weg weg(\"", ""),
            ("a.leeg(x) if(b) else (c) and not(d) and e in(f)", ""),
            ("a is divisibleby(3) and b is defined|bool", "?divisibleby ?defined |bool "),
        ] {
            assert_eq!(names(lees_expressie(source)), found, "{source}");
        }
    }

    #[test]
    fn finds_the_names_of_a_template() {
        for (source, found) in [
            ("weg( zo'n {{ a|voluit }} {# {{ a|weg }} #} it's {x} { {{ som(b) }}", "|voluit Fsom "),
            ("{%- if leeg(a) -%}|x{%- elif b %}{% else %}{% endif %}", "Fleeg "),
            ("{{ {'a': {'b': '}}'}}.a|d }} |weg {{ a|e", "|d |e "),
        ] {
            assert_eq!(names(lees_sjabloon(source)), found, "{source}");
        }
    }

    #[test]
    fn refuses_what_multiplies() {
        for source in ["'a' * 9", "a ** b", "leeg(*a)"] {
            assert!(lees_expressie(source).unwrap_err().contains("maal(a, b)"), "{source}");
        }
        for tag in ["with x = 1", "endset", "macro a()", "include 'a'", "filter join", "raw", "do x", "-with x=1", "", "42"] {
            assert!(lees_sjabloon(&format!("{{%{tag}%}}")).unwrap_err().contains("opdracht"), "{tag}");
        }
        for tag in [
            "for x\tin [x, x] if 1 in y",
            "for x in[x, x] if 1 in y",
            "for x in\n[x] if y in z",
            "for x",
            "for in, x in y",
            "set x",
            "set x = x + x",
        ] {
            assert!(lees_sjabloon(&format!("{{% {tag} %}}")).unwrap_err().contains("binnen"), "{tag}");
        }
        for list in
            ["[x]", "(x, x)", "x, x", "not(x, x)", "not (x, x)", "{'a': x}", "x recursive", "x if (x, x)", "in(x, x)", "x or [x]", "(x)"]
        {
            assert!(lees_sjabloon(&format!("{{% for x in {list} %}}")).unwrap_err().contains("for"), "{list}");
            assert!(lees_sjabloon(&format!("{{% set x = {list} %}}")).unwrap_err().contains("set"), "{list}");
        }
        assert!(lees_sjabloon("'{% for x in x|join('%}')|d([x]) %}").unwrap_err().contains("for"));
        assert!(lees_sjabloon("{% for a, b in c.d|join('*[')[1:] if not leeg(a.b, c) -%}").is_ok());
        assert!(lees_sjabloon("{%- set a = b.c or [] -%}{% set d = e|map('trim')|length > 0 if f is defined else '+' ~ a[0] %}").is_ok());
        assert!(lees_sjabloon("2 * 3 {{ 'a*' }} {# * #}").is_ok());
    }

    #[test]
    fn refuses_runs_of_negation() {
        for source in ["--1", "- - 1", "1 --1", "not not a", "not\nnot a"] {
            assert!(lees_expressie(source).unwrap_err().contains("ontkent"), "{source}");
            assert!(lees_sjabloon(&format!("{{{{ {source} }}}}")).unwrap_err().contains("ontkent"), "{source}");
        }
        assert!(lees_expressie("not (not a) and x is not defined and b - (-1)").is_ok());
        assert!(lees_sjabloon(&format!("{{{{{}1}}}}", "-".repeat(99))).is_err());
        assert!(lees_sjabloon("a -- b {{- -1 -}} not not {{ '--' }}").is_ok());
    }

    #[test]
    fn counts_characters() {
        assert!(lees_expressie(&"é".repeat(4000)).is_ok());
        assert!(lees_expressie(&"a".repeat(4001)).unwrap_err().contains("4.000"));
        assert!(lees_sjabloon(&" ".repeat(10_000)).unwrap_err().contains("4.000"));
    }
}
