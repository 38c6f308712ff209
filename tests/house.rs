//! The house of `src`: which file leans on which, read from the sources themselves.
//!
//! An arrow runs from the file in which a path stands to the file of the deepest module on that path: paths from `crate`, `super`,
//! `self` and (in the binary) `dossierpers`, and paths from a child module or from a module that a `use` brought in. So an item that
//! a `mod.rs` or `lib.rs` passes on is an arrow to that file, and the passing on is an arrow from it. `mod x;` alone is no arrow, nor is
//! visibility (`pub(in path)`); what stands under `#[cfg(test)]` is left out. Everything works on sources in memory, so that the tests
//! can plant a fault. Not seen: a path inside a string (`#[serde(with = "...")]`), `#[path]`, and modules that only a glob brings in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The rooms from the ground up, each with the rooms that it may import from; those stand above it in this table.
const FLOORS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("limieten", &[]),
    ("patroon", &[]),
    ("sha256", &[]),
    ("bestand", &["error"]),
    ("finding", &[]),
    ("fonts", &["finding"]),
    ("schema", &["patroon", "finding"]),
    ("regeling", &["error", "limieten", "sha256", "finding", "fonts", "schema"]),
    ("form", &["patroon", "finding", "schema"]),
    ("input", &["error", "limieten", "finding", "fonts", "schema", "regeling"]),
    ("documents", &["error", "sha256", "finding", "schema", "regeling", "form", "input"]),
    ("typeset", &["error", "limieten", "finding", "fonts", "schema", "regeling", "form", "documents"]),
    ("pdf", &["error", "limieten", "sha256", "fonts", "form", "documents", "typeset"]),
    ("press", &["error", "finding", "schema", "regeling", "form", "input", "documents", "typeset", "pdf"]),
    ("import", &["error", "limieten", "finding", "fonts", "schema", "regeling", "form", "input", "pdf"]),
    ("proef", &["error", "sha256", "finding", "schema", "regeling", "form", "input", "documents", "pdf", "press"]),
    ("output", &["bestand", "error", "limieten", "sha256", "regeling", "documents", "pdf", "press"]),
    ("begin", &["error", "schema", "regeling", "input"]),
    ("tabel", &["limieten", "schema", "regeling", "form", "input"]),
    ("eject", &["fonts", "regeling", "documents", "typeset"]),
    ("worker", &["error", "limieten", "finding", "regeling", "input", "documents", "press"]),
    ("regelingen", &["error", "patroon", "finding", "schema", "regeling"]),
    ("bewijs", &["error", "limieten", "sha256", "regeling", "pdf", "import"]),
    ("registry", &["finding", "fonts", "regeling", "input", "typeset", "press", "import"]),
    ("lib", &["error", "finding", "regeling", "form", "input", "documents", "press"]),
    (
        "cli",
        &[
            "begin",
            "tabel",
            "bestand",
            "error",
            "limieten",
            "finding",
            "fonts",
            "schema",
            "regeling",
            "input",
            "documents",
            "press",
            "import",
            "bewijs",
            "output",
            "eject",
            "worker",
            "proef",
            "regelingen",
            "registry",
            "lib",
        ],
    ),
    ("main", &["cli"]),
];

/// Words of a regeling that the engine may say as well, each with the reason.
const GENERAL: &[(&str, &str)] = &[
    ("aantal", "plain Dutch: a number of anything; a function of expressions"),
    ("bevindingen", "plain Dutch for findings; a key of what `check --format json` says"),
    ("functie", "plain Dutch: a function of expressions"),
    ("kenmerk", "a key of any regeling.toml: what tells elements apart"),
    ("onderdeel", "plain Dutch: a part of anything, in messages"),
    ("opdracht", "plain Dutch: a statement of a template"),
    ("status", "what became of a document, in the code and in `check --format json`"),
    ("toelichting", "what a template is told about the chosen option"),
    ("versie", "a key of any regeling.toml"),
    ("vertrouwelijk", "a key of any regeling.toml, and what a foot says"),
    ("bestand", "plain Dutch for a file, in every message about one"),
    ("bewijs", "a key of what `check --format json` says: what was looked at"),
    ("maximum", "plain Dutch: the upper bound of any norm"),
    ("minimum", "plain Dutch: the lower bound of any norm"),
    ("omschrijving", "a key of each norm in any regeling.toml"),
    ("plaats", "plain Dutch: where something stands"),
    ("punten", "plain Dutch: the points of a list, and a unit of numbers"),
    ("regeling", "what the engine is about"),
    ("schema_versie", "a key that the engine writes into any dossier"),
];

/// The sources by path, such as `src/pdf/mod.rs`.
type Sources = BTreeMap<String, String>;
/// A module by its path; the first segment is `crate` in the library and `main` in the binary.
type Module = Vec<String>;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    /// A string literal, as it stands between its quotes.
    Text(String),
    /// `::`
    Sep,
    Sign(char),
}

#[derive(Clone, Debug)]
struct Lexeme {
    line: usize,
    token: Token,
}

/// A path as it is written, groups of a `use` taken apart.
#[derive(Debug)]
struct Named {
    /// The inline modules around it.
    within: Module,
    segments: Vec<String>,
    /// The name that a `use` gives it.
    alias: Option<String>,
    line: usize,
}

/// What a file says of modules.
#[derive(Debug, Default)]
struct Outline {
    /// `mod x;`
    files: Vec<Module>,
    /// `mod x { .. }`
    inline: Vec<Module>,
    paths: Vec<Named>,
}

/// One file, or one room, leans on another.
#[derive(Clone, Debug)]
struct Arrow {
    from: String,
    to: String,
    /// File, line and path.
    place: String,
}

/// The length of a string literal at the start of `rest`, and what stands in it.
fn literal(rest: &str) -> Option<(usize, &str)> {
    let prefix = ["br", "cr", "b", "c", "r"].into_iter().find(|prefix| rest.starts_with(prefix)).unwrap_or_default();
    let after = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = after.len() - after.trim_start_matches('#').len();
        let body = after[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close)?;
        return Some((prefix.len() + hashes + 1 + end + close.len(), &body[..end]));
    }
    let body = after.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = body.find(|c| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    })?;
    Some((prefix.len() + end + 2, &body[..end]))
}

/// The length of a comment between `/*` and `*/`, which nests.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn word_length(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
}

/// The length of what an apostrophe opens: a character, or a lifetime or label.
fn apostrophe(rest: &str) -> usize {
    let body = &rest[1..];
    let mut chars = body.chars();
    match (chars.next(), chars.next()) {
        (Some('\\'), Some(escaped)) => {
            let after = 1 + escaped.len_utf8();
            1 + after + body[after..].find('\'').map_or(0, |end| end + 1)
        }
        (Some(only), Some('\'')) => 2 + only.len_utf8(),
        _ => 1 + word_length(body),
    }
}

/// The length of the next piece of `rest` and its token; white space, comments, characters, lifetimes and numbers have none.
fn piece(rest: &str, first: char) -> (usize, Option<Token>) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (block_comment(rest), None)
    } else if let Some((length, text)) = literal(rest) {
        (length, Some(Token::Text(text.to_owned())))
    } else if first == '\'' {
        (apostrophe(rest), None)
    } else if rest.starts_with("b'") {
        (1 + apostrophe(&rest[1..]), None)
    } else if rest.starts_with("::") {
        (2, Some(Token::Sep))
    } else if first.is_alphabetic() || first == '_' {
        let raw = if rest.starts_with("r#") { 2 } else { 0 };
        let length = raw + word_length(&rest[raw..]);
        (length, Some(Token::Word(rest[raw..length].to_owned())))
    } else if first.is_ascii_digit() {
        (word_length(rest), None)
    } else {
        (first.len_utf8(), (!first.is_whitespace()).then_some(Token::Sign(first)))
    }
}

fn lex(source: &str) -> Vec<Lexeme> {
    let (mut rest, mut line, mut lexemes) = (source, 1, Vec::new());
    while let Some(first) = rest.chars().next() {
        let (length, token) = piece(rest, first);
        lexemes.extend(token.map(|token| Lexeme { line, token }));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    lexemes
}

fn sign(lexemes: &[Lexeme], at: usize) -> Option<char> {
    if let Token::Sign(sign) = lexemes.get(at)?.token { Some(sign) } else { None }
}

fn word(lexemes: &[Lexeme], at: usize) -> Option<&str> {
    if let Token::Word(word) = &lexemes.get(at)?.token { Some(word) } else { None }
}

fn is_sep(lexemes: &[Lexeme], at: usize) -> bool {
    lexemes.get(at).is_some_and(|lexeme| lexeme.token == Token::Sep)
}

/// Where the bracket that opens at `at` has closed.
fn after_group(lexemes: &[Lexeme], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < lexemes.len() {
        match sign(lexemes, at) {
            Some('{' | '(' | '[') => depth += 1,
            Some('}' | ')' | ']') => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Where the item that begins at `at` ends, its attributes included: behind its block, or its semicolon.
fn after_item(lexemes: &[Lexeme], mut at: usize) -> usize {
    while sign(lexemes, at) == Some('#') {
        at = after_group(lexemes, at + 1);
    }
    if word(lexemes, at) == Some("pub") {
        at = if sign(lexemes, at + 1) == Some('(') { after_group(lexemes, at + 1) } else { at + 1 };
    }
    let has_value = match word(lexemes, at) {
        Some("use" | "static" | "type") => true,
        Some("const") => !matches!(word(lexemes, at + 1), Some("fn" | "unsafe" | "extern")),
        _ => false,
    };
    while at < lexemes.len() {
        match sign(lexemes, at) {
            Some(';') => return at + 1,
            Some('{') if !has_value => return after_group(lexemes, at),
            Some('{' | '(' | '[') => at = after_group(lexemes, at),
            _ => at += 1,
        }
    }
    at
}

/// What the program is made of: all but the items under `#[cfg(test)]`.
fn program(source: &str) -> Vec<Lexeme> {
    let (lexemes, test) = (lex(source), lex("#[cfg(test)]"));
    let is_test = |at: usize| lexemes[at..].iter().map(|lexeme| &lexeme.token).take(test.len()).eq(test.iter().map(|lexeme| &lexeme.token));
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < lexemes.len() {
        if is_test(at) {
            at = after_item(&lexemes, at);
        } else {
            kept.push(lexemes[at].clone());
            at += 1;
        }
    }
    kept
}

/// Takes the tree of a `use` apart, and gives where it ended.
fn use_tree(lexemes: &[Lexeme], mut at: usize, within: &Module, mut segments: Vec<String>, paths: &mut Vec<Named>) -> usize {
    let line = lexemes.get(at).map_or(0, |lexeme| lexeme.line);
    loop {
        at += usize::from(is_sep(lexemes, at));
        if sign(lexemes, at) == Some('{') {
            at += 1;
            while at < lexemes.len() && sign(lexemes, at) != Some('}') {
                at = use_tree(lexemes, at, within, segments.clone(), paths);
                at += usize::from(sign(lexemes, at) == Some(','));
            }
            return at + 1;
        }
        let Some(segment) = word(lexemes, at) else { break };
        segments.push(segment.to_owned());
        at += 1;
        if !is_sep(lexemes, at) {
            break;
        }
    }
    at += usize::from(sign(lexemes, at) == Some('*'));
    let mut alias = segments.iter().rfind(|segment| *segment != "self").cloned();
    if word(lexemes, at) == Some("as") {
        alias = word(lexemes, at + 1).map(str::to_owned);
        at += 2;
    }
    paths.push(Named { within: within.clone(), segments, alias, line });
    at
}

/// Whether a path begins here: another segment follows, none comes before, and it is no visibility.
fn is_path(lexemes: &[Lexeme], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back);
    let follows = before(1).is_some_and(|at| is_sep(lexemes, at))
        && before(2).is_some_and(|at| word(lexemes, at).is_some() || sign(lexemes, at) == Some('>'));
    let is_visibility = before(3).is_some_and(|pub_at| word(lexemes, pub_at) == Some("pub") && word(lexemes, at - 1) == Some("in"));
    is_sep(lexemes, at + 1) && !follows && !is_visibility
}

/// The modules and paths of a file.
fn outline(lexemes: &[Lexeme]) -> Outline {
    let (mut outline, mut within, mut opened, mut depth, mut at) = (Outline::default(), Module::new(), Vec::new(), 0_usize, 0);
    while at < lexemes.len() {
        let start = at;
        at += 1;
        match &lexemes[start].token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => {
                depth = depth.saturating_sub(1);
                if opened.pop_if(|opened| *opened == depth).is_some() {
                    within.pop();
                }
            }
            Token::Word(keyword) if keyword == "mod" => {
                let Some(name) = word(lexemes, at) else { continue };
                let module = [within.as_slice(), &[name.to_owned()]].concat();
                match sign(lexemes, at + 1) {
                    Some(';') => outline.files.push(module),
                    Some('{') => {
                        outline.inline.push(module.clone());
                        within = module;
                        opened.push(depth);
                    }
                    _ => {}
                }
            }
            Token::Word(keyword) if keyword == "use" && sign(lexemes, at) != Some('<') => {
                at = use_tree(lexemes, at, &within, Vec::new(), &mut outline.paths);
            }
            Token::Word(first) if is_path(lexemes, start) => {
                let mut segments = vec![first.clone()];
                while let (true, Some(segment)) = (is_sep(lexemes, at), word(lexemes, at + 1)) {
                    segments.push(segment.to_owned());
                    at += 2;
                }
                outline.paths.push(Named { within: within.clone(), segments, alias: None, line: lexemes[start].line });
            }
            _ => {}
        }
    }
    outline
}

/// The file of `mod x;`, where `child` are the inline modules around it and its own name.
fn file_of(sources: &Sources, declaring: &str, child: &Module) -> Option<String> {
    let (folder, name) = declaring.rsplit_once('/')?;
    let stem = name.strip_suffix(".rs")?;
    let folder = if ["lib", "main", "mod"].contains(&stem) { folder.to_owned() } else { format!("{folder}/{stem}") };
    let base = format!("{folder}/{}", child.join("/"));
    [format!("{base}.rs"), format!("{base}/mod.rs")].into_iter().find(|file| sources.contains_key(file))
}

fn add_modules(sources: &Sources, module: &Module, file: &str, modules: &mut BTreeMap<Module, String>) {
    let Some(source) = sources.get(file) else { return };
    modules.insert(module.clone(), file.to_owned());
    let outline = outline(&program(source));
    for inline in outline.inline {
        modules.insert([module.as_slice(), &inline].concat(), file.to_owned());
    }
    for child in outline.files {
        if let Some(file) = file_of(sources, file, &child) {
            add_modules(sources, &[module.as_slice(), &child].concat(), &file, modules);
        }
    }
}

/// Every module of the library and the binary, and the file in which it stands.
fn modules(sources: &Sources) -> BTreeMap<Module, String> {
    let mut modules = BTreeMap::new();
    for (root, file) in [("crate", "src/lib.rs"), ("main", "src/main.rs")] {
        add_modules(sources, &vec![root.to_owned()], file, &mut modules);
    }
    modules
}

/// The deepest module on a path that stands in the module `here`.
fn resolve(
    modules: &BTreeMap<Module, String>,
    aliases: &BTreeMap<(&Module, &str), &[String]>,
    within: &Module,
    here: &Module,
    segments: &[String],
) -> Option<Module> {
    let (first, rest) = segments.split_first()?;
    let (mut at, rest) = match first.as_str() {
        "crate" => (here[..1].to_vec(), rest),
        "self" | "super" => (here.clone(), segments),
        "dossierpers" if here[0] == "main" => (vec!["crate".to_owned()], rest),
        name if modules.contains_key(&[here.as_slice(), &[name.to_owned()]].concat()) => (here.clone(), segments),
        name => {
            let (key, imported) = aliases.get_key_value(&(within, name))?;
            let mut others = aliases.clone();
            others.remove(key);
            (resolve(modules, &others, within, here, imported)?, rest)
        }
    };
    for segment in rest {
        match segment.as_str() {
            "self" => {}
            "super" => drop(at.pop()),
            name => at.push(name.to_owned()),
        }
        if !modules.contains_key(&at) {
            at.pop();
            break;
        }
    }
    Some(at)
}

/// Every arrow between two files, at the first place that makes it one.
fn arrows(sources: &Sources) -> Vec<Arrow> {
    let modules = modules(sources);
    let (mut arrows, mut seen) = (Vec::new(), BTreeSet::new());
    for (module, file) in &modules {
        let is_inline = module.split_last().is_some_and(|(_, parent)| modules.get(parent) == Some(file));
        if is_inline {
            continue;
        }
        let outline = outline(&program(&sources[file]));
        let imports = outline.paths.iter().filter_map(|path| Some(((&path.within, path.alias.as_deref()?), path.segments.as_slice())));
        let aliases: BTreeMap<_, _> = imports.collect();
        for path in &outline.paths {
            let here = [module.as_slice(), &path.within].concat();
            let target = resolve(&modules, &aliases, &path.within, &here, &path.segments).and_then(|target| modules.get(&target));
            if let Some(to) = target.filter(|to| *to != file && seen.insert((file, *to))) {
                let place = format!("{file}:{} `{}`", path.line, path.segments.join("::"));
                arrows.push(Arrow { from: file.clone(), to: to.clone(), place });
            }
        }
    }
    arrows
}

/// The room of a file: its folder right under `src`, or itself.
fn room(file: &str) -> &str {
    let under = file.strip_prefix("src/").unwrap_or(file);
    under.split_once('/').map_or_else(|| under.trim_end_matches(".rs"), |(folder, _)| folder)
}

fn rooms(sources: &Sources) -> BTreeSet<&str> {
    sources.keys().map(|file| room(file)).collect()
}

/// The arrows between two rooms.
fn between_rooms(arrows: &[Arrow]) -> Vec<Arrow> {
    let moved = |arrow: &Arrow| Arrow { from: room(&arrow.from).to_owned(), to: room(&arrow.to).to_owned(), place: arrow.place.clone() };
    arrows.iter().map(moved).filter(|arrow| arrow.from != arrow.to).collect()
}

/// What can be reached by one arrow or more.
fn reached<'a>(arrows: &'a [Arrow], start: &'a str) -> BTreeSet<&'a str> {
    let (mut reached, mut waiting) = (BTreeSet::new(), vec![start]);
    while let Some(from) = waiting.pop() {
        waiting.extend(arrows.iter().filter(|arrow| arrow.from == from).map(|arrow| arrow.to.as_str()).filter(|to| reached.insert(*to)));
    }
    reached
}

/// The largest sets of which every member reaches every other.
fn circles(arrows: &[Arrow]) -> BTreeSet<BTreeSet<&str>> {
    let starts: BTreeSet<&str> = arrows.iter().map(|arrow| arrow.from.as_str()).collect();
    let reaches: BTreeMap<&str, BTreeSet<&str>> = starts.into_iter().map(|start| (start, reached(arrows, start))).collect();
    let mut circles = BTreeSet::new();
    for (start, reach) in &reaches {
        let back = reach.iter().filter(|other| reaches.get(*other).is_some_and(|reach| reach.contains(start)));
        circles.insert(back.copied().collect::<BTreeSet<&str>>());
    }
    circles.retain(|circle| circle.len() > 1);
    circles
}

/// Each circle with one place for each of its arrows.
fn picture(arrows: &[Arrow]) -> String {
    let mut lines = Vec::new();
    for circle in circles(arrows) {
        lines.push(format!("a circle of {}: {}", circle.len(), circle.iter().copied().collect::<Vec<_>>().join(", ")));
        let mut seen = BTreeSet::new();
        let inside = arrows.iter().filter(|arrow| circle.contains(arrow.from.as_str()) && circle.contains(arrow.to.as_str()));
        lines.extend(
            inside.filter(|arrow| seen.insert((&arrow.from, &arrow.to))).map(|arrow| format!("    {} -> {}", arrow.place, arrow.to)),
        );
    }
    lines.join("\n")
}

/// Where the sources and the table of floors disagree.
fn disagreements(sources: &Sources) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = FLOORS.iter().copied().collect();
    let rooms = rooms(sources);
    let mut faults: Vec<String> = between_rooms(&arrows(sources))
        .iter()
        .filter(|arrow| allowed.get(arrow.from.as_str()).is_some_and(|below| !below.contains(&arrow.to.as_str())))
        .map(|arrow| format!("{}: {} may not import from {}", arrow.place, arrow.from, arrow.to))
        .collect();
    faults.extend(rooms.iter().filter(|room| !allowed.contains_key(*room)).map(|room| format!("{room} stands on no floor of the table")));
    faults.extend(allowed.keys().filter(|room| !rooms.contains(*room)).map(|room| format!("{room} is in the table and not in src")));
    for (n, (room, below)) in FLOORS.iter().enumerate() {
        let is_below = |other: &str| FLOORS[..n].iter().any(|(lower, _)| *lower == other);
        faults.extend(
            below.iter().filter(|other| !is_below(other)).map(|other| format!("{room} may import from {other}, which is not below it")),
        );
    }
    faults
}

fn add_sources(folder: &Path, name: &str, sources: &mut Sources) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of a folder").path();
        let name = format!("{name}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            add_sources(&path, &name, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.insert(name, fs::read_to_string(&path).expect("a source in UTF-8"));
        }
    }
}

fn sources() -> Sources {
    let mut sources = Sources::new();
    add_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "src", &mut sources);
    sources
}

/// The names of the properties in a JSON Schema.
fn properties(schema: &serde_json::Value, words: &mut BTreeSet<String>) {
    if let Some(map) = schema.get("properties").and_then(serde_json::Value::as_object) {
        words.extend(map.keys().cloned());
    }
    match schema {
        serde_json::Value::Object(map) => map.values().for_each(|value| properties(value, words)),
        serde_json::Value::Array(items) => items.iter().for_each(|value| properties(value, words)),
        _ => {}
    }
}

/// The kinds, ids and norms of a regeling.
fn names(value: &toml::Value, words: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            words.extend(["soort", "id"].into_iter().filter_map(|key| Some(table.get(key)?.as_str()?.to_owned())));
            words.extend(table.get("normen").and_then(toml::Value::as_table).into_iter().flat_map(|normen| normen.keys().cloned()));
            table.values().for_each(|value| names(value, words));
        }
        toml::Value::Array(items) => items.iter().for_each(|value| names(value, words)),
        _ => {}
    }
}

/// The words that only a regeling may say, of six letters or more, with `_` for `-`.
fn words_of_regelingen() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).expect("the templates") {
        let folder = entry.expect("an entry of a folder").path();
        if let Ok(schema) = fs::read_to_string(folder.join("schema.json")) {
            properties(&serde_json::from_str(&schema).expect("JSON"), &mut words);
        }
        if let Ok(regeling) = fs::read_to_string(folder.join("regeling.toml")) {
            names(&toml::from_str(&regeling).expect("TOML"), &mut words);
        }
    }
    let words = words.into_iter().map(|word| word.replace('-', "_"));
    words.filter(|word| word.matches(char::is_alphabetic).count() >= 6 && GENERAL.iter().all(|(general, _)| general != word)).collect()
}

/// Whether a file holds tests only, which may look anywhere.
fn is_test(file: &str) -> bool {
    file.ends_with("/tests.rs")
}

/// The places where the engine says one of these words.
fn said(sources: &Sources, words: &BTreeSet<String>) -> Vec<String> {
    let mut places = Vec::new();
    for (file, source) in sources.iter().filter(|(file, _)| room(file) != "regelingen" && !is_test(file)) {
        for lexeme in program(source) {
            let (Token::Word(text) | Token::Text(text)) = &lexeme.token else { continue };
            let text = text.replace("\\n", " ");
            let runs = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
            let found = runs.filter(|run| words.contains(&run.replace('-', "_")));
            places.extend(found.map(|word| format!("{file}:{} says `{word}`", lexeme.line)));
        }
    }
    places
}

/// A copy of the sources with a line more in one file.
fn planted(sources: &Sources, file: &str, line: &str) -> Sources {
    let mut copy = sources.clone();
    copy.get_mut(file).expect("a file of the house").push_str(line);
    copy
}

#[test]
fn every_file_is_read() {
    let sources = sources();
    let read: BTreeSet<String> = modules(&sources).into_values().collect();
    let unread: Vec<&String> = sources.keys().filter(|file| !read.contains(*file) && !is_test(file)).collect();
    assert!(unread.is_empty(), "no `mod` leads to {unread:?}");
}

#[test]
fn every_folder_says_what_may_enter_and_what_not() {
    for (file, source) in sources().iter().filter(|(file, _)| file.ends_with("/mod.rs")) {
        let says = |what: &str| source.lines().any(|line| line.starts_with(&format!("//! **{what}:** ")));
        assert!(says("Enters") && says("Stays out"), "{file} does not say what may enter and what not");
    }
}

#[test]
fn no_file_is_in_a_circle() {
    let circles = picture(&arrows(&sources()));
    assert!(circles.is_empty(), "\n{circles}");
}

#[test]
fn no_folder_is_in_a_circle() {
    let circles = picture(&between_rooms(&arrows(&sources())));
    assert!(circles.is_empty(), "\n{circles}");
}

#[test]
fn each_room_imports_only_from_rooms_below() {
    let faults = disagreements(&sources());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_engine_names_nothing_of_a_regeling() {
    let places = said(&sources(), &words_of_regelingen());
    assert!(places.is_empty(), "\n{}", places.join("\n"));
}

#[test]
fn an_arrow_planted_upwards_fails() {
    let sources = sources();
    let ground = sources.keys().find(|file| room(file) == FLOORS[0].0).expect("a file on the ground floor");
    let upwards = ["\nuse crate::press::Press;\n", "\nfn planted() {\n    let _ = crate::press::x();\n}\n"];
    for line in upwards {
        let (before, after) = (disagreements(&sources), disagreements(&planted(&sources, ground, line)));
        let new: Vec<&String> = after.iter().filter(|fault| !before.contains(fault)).collect();
        let [fault] = new.as_slice() else { panic!("one arrow was planted, and these are new: {new:?}") };
        assert!(fault.starts_with(ground.as_str()) && fault.ends_with("may not import from press"), "{fault}");
    }
    let in_a_test = "\n#[cfg(test)]\nmod planted {\n    use crate::press::Press;\n}\n";
    assert_eq!(disagreements(&planted(&sources, ground, in_a_test)), disagreements(&sources));
}

#[test]
fn a_circle_planted_between_neighbours_fails() {
    let sources = sources();
    let parts: Vec<(&str, &str, &str)> = modules(&sources)
        .into_values()
        .filter_map(|file| sources.get_key_value(&file))
        .filter_map(|(file, _)| Some((file.as_str(), file.rsplit_once('/')?.0, file.rsplit_once('/')?.1.strip_suffix(".rs")?)))
        .filter(|(_, folder, stem)| *folder != "src" && *stem != "mod")
        .collect();
    let before = arrows(&sources);
    let is_free = |one: &str, other: &str| before.iter().all(|arrow| arrow.from != one || arrow.to != other);
    let is_pair = |pair: &&[(&str, &str, &str)]| {
        let ((one, folder, _), (other, other_folder, _)) = (pair[0], pair[1]);
        folder == other_folder && is_free(one, other) && is_free(other, one)
    };
    let Some([(one, _, left), (other, _, right)]) = parts.windows(2).find(is_pair) else { panic!("no room with two files") };
    let copy = planted(&planted(&sources, one, &format!("\nuse super::{right}::X;\n")), other, &format!("\nuse super::{left}::X;\n"));
    let arrows = arrows(&copy);
    assert!(circles(&arrows).iter().any(|circle| circle.contains(one) && circle.contains(other)), "{one} and {other}");
    for line in [format!("`super::{right}::X` -> {other}"), format!("`super::{left}::X` -> {one}")] {
        assert!(picture(&arrows).contains(&line), "{line} is not in\n{}", picture(&arrows));
    }
}

#[test]
fn a_path_is_seen_wherever_it_stands() {
    let part = r##"
        //! crate::no::A
        use crate::{a::{self, B as C, deep::*}}; /* crate::no::A /* nested */ super::no::A */
        pub(in crate::no) const S: &str = "crate::no::A \" super::no"; const R: &str = r#"crate::no::"A" no"#;
        const Q: (char, u8) = ('"', b'\''); struct L<'a>(&'a str, crate::b::T); // super::no::A
        mod inner { fn f() { super::super::c::x(); super::own(); } }
        #[cfg(test)] mod tests { use crate::no::A; fn f() { if true { } } }
        #[cfg(test)] use crate::no::{A};
        fn f() { vec![<super::d::T as e::F>::x(), a::late::y(), Self::no::z, crate::Item]; }
    "##;
    let lib = "mod a; mod b; mod c; mod d; mod no; mod part; pub use part::Item;";
    let leaves = ["a", "b", "c", "d", "no", "a/deep", "a/late", "part/e"].map(|name| (format!("src/{name}.rs"), String::new()));
    let mut sources = Sources::from(leaves);
    sources.insert("src/lib.rs".to_owned(), lib.to_owned());
    sources.insert("src/a.rs".to_owned(), "pub mod deep; pub mod late;".to_owned());
    sources.insert("src/part/mod.rs".to_owned(), format!("mod e;{part}"));
    let found = arrows(&sources);
    let to: BTreeSet<&str> = found.iter().filter(|arrow| arrow.from == "src/part/mod.rs").map(|arrow| arrow.to.as_str()).collect();
    let expected = ["src/a.rs", "src/a/deep.rs", "src/a/late.rs", "src/b.rs", "src/c.rs", "src/d.rs", "src/lib.rs", "src/part/e.rs"];
    assert_eq!(to, BTreeSet::from(expected), "{found:#?}");
    assert_eq!(circles(&found), BTreeSet::from([BTreeSet::from(["src/lib.rs", "src/part/mod.rs"])]));
}

#[test]
fn the_picture_in_lib_rs_names_every_room() {
    let sources = sources();
    let doc: Vec<&str> = sources["src/lib.rs"].lines().filter_map(|line| line.strip_prefix("//!")).collect();
    let doc = doc.join("\n");
    let is_prose = |(n, piece): &(usize, &str)| n % 2 == 0 || piece.starts_with("text\n");
    let prose: Vec<&str> = doc.split("```").enumerate().filter(is_prose).map(|(_, piece)| piece).collect();
    let prose = prose.join("\n");
    let named: BTreeSet<&str> = prose.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let unnamed: Vec<&str> = rooms(&sources).into_iter().filter(|room| !["lib", "main"].contains(room) && !named.contains(room)).collect();
    assert!(unnamed.is_empty(), "the crate doc of lib.rs does not name {unnamed:?}");
}
