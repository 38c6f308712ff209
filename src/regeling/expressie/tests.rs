//! What the language gives, refuses and does not reach.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Names, Taal};

fn dossier() -> Value {
    json!({
        "naam": "Noor de Wit",
        "begin": "2011-09", "eind": "2011-10-13", "jaar": "2011", "verjaardag": "--11-02", "leeg": "  ", "niets": null,
        "uren": 3.5, "minuten": 95,
        "leden": [
            {"naam": "Ada", "organisatie": {"naam": "Een"}, "uren": 0.1, "van": "2010-01-01", "tot": "2011"},
            {"naam": "Bo", "organisatie": {"naam": "Twee"}, "uren": 0.2, "van": "2012-03-01"},
            {"naam": "", "uren": 0.7, "van": "2013"},
            {"naam": "Cas", "organisatie": {"naam": "Een"}}
        ],
        "zus": {"z": 1, "a": 2, "m": 3},
        "tekst": "Een gesprek met een werkgever over passend werk."
    })
}

fn names() -> Names {
    Names::new().with("dossier", &dossier()).with("nr", &json!(2)).with("eigen", &json!({"beroep": "coach"}))
}

fn value(source: &str) -> Option<Value> {
    Taal::new().value(source, &names()).unwrap_or_else(|reason| panic!("{source} {reason}"))
}

fn holds(source: &str) -> bool {
    Taal::new().holds(source, &names()).unwrap_or_else(|reason| panic!("{source} {reason}"))
}

fn text(source: &str) -> Option<String> {
    Taal::new().text(source, &names()).unwrap_or_else(|reason| panic!("{source} {reason}"))
}

fn fault(source: &str) -> String {
    Taal::new().value(source, &names()).expect_err(source)
}

fn text_fault(source: &str) -> String {
    Taal::new().text(source, &names()).expect_err(source)
}

#[test]
fn what_is_absent_chains_and_gives_no_value() {
    assert_eq!(value("dossier.a.b.c"), None);
    assert_eq!(value("weg.b[3]"), None);
    assert_eq!(value("dossier.niets"), None);
    assert!(!holds("dossier.a.b"));
    assert_eq!(text("[{{ dossier.a.b }}{{ dossier.niets }}]").as_deref(), Some("[]"));
    assert_eq!(value("dossier.zus").map(|zus| zus.to_string()).as_deref(), Some(r#"{"z":1,"a":2,"m":3}"#));
}

#[test]
fn knows_what_is_blank() {
    for source in ["leeg(dossier.weg.nog)", "leeg(dossier.niets)", "leeg(dossier.leeg)", "leeg([])", "leeg('')", "leeg(dossier.leden[9])"] {
        assert!(holds(source), "{source}");
    }
    for source in ["leeg(dossier.naam)", "leeg(0)", "leeg(false)", "leeg(dossier.leden)", "leeg(dossier.zus)", "leeg({})"] {
        assert!(!holds(source), "{source}");
    }
}

#[test]
fn counts() {
    assert_eq!(value("aantal(dossier.leden)"), Some(json!(4)));
    assert_eq!(value("aantal(dossier.weg)"), Some(json!(0)));
    assert_eq!(value("aantal(dossier.leden, 'organisatie/naam', 'Een')"), Some(json!(2)));
    assert_eq!(value("aantal(dossier.leden, 'naam', dossier.weg)"), Some(json!(0)));
    assert!(fault("aantal(dossier.naam)").contains("lijst"));
    assert!(fault("aantal(dossier.leden, 'naam', [1])").contains("geen tekst"));
    assert!(fault("aantal(dossier.leden, 'naam')").contains("veld zonder waarde"));
}

#[test]
fn adds_exactly() {
    assert_eq!(value("som([0.1, 0.2])"), Some(json!(0.3)));
    assert_eq!(value("som(dossier.leden, 'uren')"), Some(json!(1)));
    assert_eq!(value("som(dossier.leden, 'uren') == 1"), Some(json!(true)));
    assert_eq!(value("som([])"), Some(json!(0)));
    assert_eq!(value("som([2, -0.5, none, dossier.weg])"), Some(json!(1.5)));
    assert!(fault("som(dossier.leden, 'naam')").contains("getal"));
    assert!(fault("som([1e13])").contains("te groot"));
    assert!(fault("som([true])").contains("getal"));
}

#[test]
fn multiplies_numbers_only() {
    assert_eq!(value("maal(3, 4)"), Some(json!(12)));
    assert_eq!(value("maal(3, 0.5)"), Some(json!(1.5)));
    assert!(fault("maal('a', 3)").contains("getal"));
    assert!(fault("maal(1000000000000, 1000000000000)").contains("te groot"));
    assert!(fault("3 * 4").contains("maal(a, b)"));
}

#[test]
fn sees_whether_values_differ() {
    assert!(holds("uniek(dossier.leden, 'naam')"));
    assert!(!holds("uniek(dossier.leden, 'organisatie/naam')"));
    assert!(holds("uniek(['a', '', '', none, none])"));
    assert!(!holds("uniek([1, 1.0])"));
    assert!(fault("uniek(dossier.leden)").contains("uniek"));
}

#[test]
fn sees_near_equality() {
    assert!(holds("bijna_gelijk(dossier.tekst, 'een  GESPREK met een werkgever\nover passend werk')"));
    assert!(!holds("bijna_gelijk(dossier.tekst, 'Een training over wet- en regelgeving bij ziekte')"));
    for source in ["bijna_gelijk('', '')", "bijna_gelijk(dossier.weg, dossier.weg)", "bijna_gelijk('a', ' ')"] {
        assert!(!holds(source), "{source}");
    }
    assert!(fault("bijna_gelijk(dossier.leden, 'a')").contains("tekst"));
}

#[test]
fn compares_dates() {
    assert!(holds("voor(dossier.begin, dossier.eind)"));
    assert!(holds("na(dossier.eind, dossier.begin)"));
    assert!(!holds("na(dossier.begin, dossier.eind)"));
    assert!(holds("not voor('2011-09', '2011-09-01')"));
    assert!(holds("zelfde_dag(dossier.eind, '2011-10-13')"));
    assert!(holds("not zelfde_dag(dossier.verjaardag, '2011-11-03')"));
    assert_eq!(value("dagen('2011-10-13', '2011-11-02')"), Some(json!(20)));
    assert_eq!(value("dagen('2011-11-02', dossier.eind)"), Some(json!(-20)));
}

#[test]
fn what_cannot_be_decided_makes_the_whole_unknown() {
    for source in [
        "voor(dossier.jaar, dossier.begin)",
        "not voor(dossier.jaar, dossier.begin)",
        "true and not na(dossier.begin, dossier.weg)",
        "[voor(dossier.verjaardag, dossier.jaar)]",
        "zelfde_dag(dossier.jaar, dossier.jaar)",
        "dagen(dossier.begin, dossier.eind)",
        "voor('2011-02-30', '2012')",
        "voor(2011, '2012')",
        "voor(dossier.leeg, '2012')|default(true)",
        "dossier.weg + 1",
        "1 - dossier.niets",
    ] {
        assert_eq!(value(source), None, "{source}");
        assert!(!holds(source), "{source}");
        assert_eq!(text(&format!("voor {{{{ {source} }}}} na")), None, "{source}");
    }
    assert!(holds("true or voor(dossier.jaar, dossier.begin)"), "what is not evaluated is not compared");
}

#[test]
fn finds_the_earliest_and_the_latest() {
    assert_eq!(value("eerste(dossier.leden, 'tot', 'van')"), Some(json!("2011")));
    assert_eq!(value("laatste(dossier.leden, 'van')"), Some(json!("2013")));
    assert_eq!(value("eerste(dossier.leden, 'van')"), Some(json!("2010-01-01")));
    assert_eq!(value("laatste([dossier.begin, dossier.eind])"), Some(json!("2011-10-13")));
    assert_eq!(value("eerste(dossier.leden, 'weg')"), None);
    assert_eq!(value("laatste(['2011', '2011'])"), Some(json!("2011")));
    assert_eq!(value("eerste(['2011-01-01', '2011', '2011-03'])"), Some(json!("2011-01-01")));
    for source in ["laatste(['2011', '2011-09'])", "eerste(['--11-02', '2011'])", "eerste(['morgen', '2011'])"] {
        assert_eq!(value(source), None, "{source}");
    }
    assert_eq!(value("laatste(dossier.leden, 'van')|voluit"), Some(json!("2013")));
}

#[test]
fn sees_whether_a_list_goes_up() {
    assert!(holds("oplopend(dossier.leden, 'van')"));
    assert!(!holds("oplopend(['2011', '2011-03', '2011-02', '--01-01'])"));
    assert!(holds("oplopend(['2011-03', '2011', '', none, '2012'])"));
    assert!(!holds("oplopend(['2012-01', '', '2011', '2013'])"));
    assert!(holds("oplopend([1, 1, none, 2.5])"));
    assert!(!holds("oplopend([1, 3, 2])"));
}

#[test]
fn finds_an_element() {
    assert_eq!(value("vindt(dossier.leden, 'organisatie/naam', 'Een').naam"), Some(json!("Ada")));
    assert_eq!(value("vindt(dossier.leden, 'naam', 'Zus')"), None);
    assert_eq!(value("vindt(dossier.leden, 'organisatie', dossier.weg)"), None);
    assert!(holds("leeg(vindt(dossier.leden, 'naam', 'Zus').organisatie.naam)"));
}

#[test]
fn writes_in_dutch() {
    assert_eq!(
        text("{{ dossier.eind|voluit }}, {{ dossier.verjaardag|voluit }}, {{ dossier.weg|voluit }}").as_deref(),
        Some("13 oktober 2011, 2 november, ")
    );
    assert_eq!(text("{{ dossier.uren|decimaal }} {{ 4.0|decimaal }} {{ (95/3)|decimaal }}").as_deref(), Some("3,5 4 31,66"));
    assert_eq!(
        text("{{ 12|telwoord }} {{ 1|telwoord }} {{ 13|telwoord }} {{ 0.5|telwoord }} {{ 0|telwoord }}").as_deref(),
        Some("twaalf één 13 0,5 0")
    );
    assert_eq!(text("{{ 31.9999|decimaal }} {{ (0.1 + 0.2)|decimaal }} {{ dossier.weg|decimaal }}").as_deref(), Some("31,99 0,3 "));
    assert_eq!(text("{{ dossier.minuten|duur }}{{ dossier.weg|duur }}").as_deref(), Some("1 uur 35 min"));
    assert!(text_fault("{{ -1|duur }}").contains("minuten"));
    assert!(text_fault("{{ 'a'|decimaal }}").contains("getal"));
    assert_eq!(text("{{ 'voor ' ~ ('2011'|voluit) }} & <b>").as_deref(), Some("voor 2011 & <b>"));
}

#[test]
fn templates_choose_and_repeat() {
    let source = "{% for lid in dossier.leden if not leeg(lid.naam) %}{{ lid.naam }}{% if not loop.last %}, {% endif %}{% endfor %}";
    assert_eq!(text(source).as_deref(), Some("Ada, Bo, Cas"));
    assert_eq!(text("B1{% if nr > 1 %}-{{ nr }}{% endif %}").as_deref(), Some("B1-2"));
    assert_eq!(text("{{ dossier.leden|map(attribute='organisatie.naam', default='?')|join(', ') }}").as_deref(), Some("Een, Twee, ?, Een"));
    assert_eq!(text("{{ dossier.leden|selectattr('organisatie')|map(attribute='naam')|join('-') }}").as_deref(), Some("Ada-Bo-Cas"));
    assert_eq!(text("{{ dossier.naam|replace('Wit', 'Zwart')|upper }}").as_deref(), Some("NOOR DE ZWART"));
    assert_eq!(text("{{ (dossier.leden|selectattr('naam', 'eq', 'Bo')|first).van }}").as_deref(), Some("2012-03-01"));
    assert_eq!(
        text("{{ dossier.leden|sort(attribute='naam', reverse=true)|map(attribute='naam')|join(' ') }}").as_deref(),
        Some("Cas Bo Ada ")
    );
    assert_eq!(text("{% for k, v in dossier.zus|items %}{{ k }}{{ v }}{% endfor %}").as_deref(), Some("z1a2m3"));
}

#[test]
fn templates_keep_what_is_there() {
    let source = "{% set leden = dossier.leden or [] %}{% set weg = dossier.weg or [] %}{{ leden|length }} {{ weg|length }}";
    assert_eq!(text(source).as_deref(), Some("4 0"));
    assert_eq!(text("{{ [' a', none, 'b '] | select | map('trim') | join('-') }}").as_deref(), Some("a-b"));
    assert_eq!(text("{{ dossier.leden | map(attribute='rollen', default=[]) | map('join', ' ') | join(',') }}").as_deref(), Some(",,,"));
    for source in ["{{ dossier.leden|map('d', dossier.leden) }}", "{{ dossier.leden|map(attribute='x', default=dossier.leden) }}"] {
        assert!(text_fault(source).contains("geeft map een lijst mee"), "{source}");
    }
}

#[test]
fn names_hide_functions_and_earlier_names() {
    let taal = Taal::new();
    let names = names().with("aantal", &json!("2 fouten")).with("nr", &json!(3));
    assert_eq!(taal.text("indienbaar, met {{ aantal }} ({{ nr }})", &names), Ok(Some("indienbaar, met 2 fouten (3)".to_owned())));
}

#[test]
fn a_part_of_a_name_costs_nothing() {
    let taal = Taal::new();
    let whole = Names::new().with("dossier", &json!({"lijst": vec![json!({"naam": "x".repeat(1000), "a/b": {"~": 1}}); 1000]}));
    let start = Instant::now();
    for place in 0..1000 {
        let names = whole.clone().with_part("element", "dossier", &format!("/lijst/{place}")).with("nr", &json!(place + 1));
        assert_eq!(taal.holds("not leeg(element.naam) and nr > 0", &names), Ok(true));
    }
    assert!(start.elapsed() < Duration::from_secs(5));
    let names = whole.with_part("diep", "dossier", "/lijst/3/a~1b/~0").with_part("weg", "dossier", "/lijst/x/y");
    assert_eq!(taal.value("diep", &names), Ok(Some(json!(1))));
    assert_eq!(taal.value("weg", &names), Ok(None));
}

#[test]
fn says_why_a_source_cannot_be_read() {
    let taal = Taal::new();
    assert!(taal.check_expression("leeg(dossier.a) and not (b or c)").is_ok());
    assert!(taal.check_template("{% if a %}{{ b }}{% endif %}").is_ok());
    for source in ["", "a b", "leeg(", "(a", "'a", "a |", "{{ a }}"] {
        assert!(taal.check_expression(source).is_err(), "{source}");
        assert!(taal.value(source, &Names::new()).is_err(), "{source}");
    }
    for source in ["{{ a", "{% if a %}", "{{ a b }}", "{% endif %}", "{# a", "{{ 'a }}", "{% for a %}{% endfor %}"] {
        assert!(taal.check_template(source).is_err(), "{source}");
        assert!(taal.text(source, &Names::new()).is_err(), "{source}");
    }
    assert_eq!(taal.check_expression("lege(a)").unwrap_err(), "gebruikt een functie die niet bestaat: lege");
    assert!(taal.check_expression("a b").unwrap_err().starts_with("is niet te lezen: "));
    assert!(taal.check_expression(&"a".repeat(10_000)).unwrap_err().contains("4.000"));
    assert!(taal.check_template(&"a".repeat(10_000)).unwrap_err().contains("4.000"));
}

#[test]
fn wrong_kinds_are_faults_that_repeat_no_value() {
    for source in
        ["dossier.naam + 1", "dossier.naam - 1", "1 / 0", "dossier.uren % 0", "dossier.naam|int", "dossier.naam|abs", "2 > 1 + 'a'"]
    {
        let reason = fault(source);
        assert!(!reason.contains("Noor") && !reason.contains("3.5") && reason.contains("bewerking"), "{source} {reason}");
    }
    assert!(fault("voor('2011')").contains("te weinig"));
    assert!(fault("leeg(1, 2)").contains("te veel"));
    assert!(fault("dossier.naam.upper()").contains("niet bestaat"));
}

#[test]
fn reaches_nothing_outside() {
    for tag in ["include 'a'", "import 'a' as b", "extends 'a'", "from 'a' import b", "macro a()", "call a()", "block a", "with a = 1"] {
        assert!(text_fault(&format!("{{% {tag} %}}")).contains("opdracht die niet mag"), "{tag}");
    }
    for source in
        ["debug()", "dict(a=1)", "namespace()", "range(3)", "now()", "self.a()", "caller()", "super()", "loop(1)", "'a'.format(1)"]
    {
        let reason = fault(source);
        assert!(reason.contains("bestaa") || reason.contains("bewerking"), "{source} {reason}");
        assert!(source.contains('.') || Taal::new().check_expression(source).unwrap_err().contains("functie die niet bestaat"), "{source}");
    }
    for filter in ["tojson", "urlencode", "zip([1])", "chain([1])", "batch(2)", "slice(2)", "groupby('a')", "sum"] {
        assert!(fault(&format!("'a'|{filter}")).contains("filter"), "{filter}");
    }
    assert_eq!(value("self"), None);
}

/// Source of a template and what its refusal says.
const ENDLESS: [(&str, &str); 20] = [
    ("{% for a in l %}{% for b in l %}{% for c in l %}{% if a %}{% endif %}{% endfor %}{% endfor %}{% endfor %}", WERK),
    ("{% for a in l %}{{ leeg(l|sort|first) }}{% endfor %}", WERK),
    ("{% for a in l %}{% if leeg(l|unique) %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if leeg(l|select('in', l)|list) %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if uniek(l, 'a') %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if som(l, 'b') %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if vindt(l, 'c', -1) %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if laatste(l, 'b') %}{% endif %}{% if oplopend(l, 'b') %}{% endif %}{% endfor %}", "onbekend"),
    ("{% for a in l %}{% if oplopend(l, 'b') %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if bijna_gelijk(s, s) %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if s ~ s == s ~ s %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if l ~ l %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if l == l + l %}{% endif %}{% endfor %}", WERK),
    ("{% for a in l %}{% if {'a': l} in l %}{% endif %}{% endfor %}", WERK),
    ("{{ 'a' * 100000000 }}", "maal(a, b)"),
    ("{{ s|replace('a', s) }}", WERK),
    ("{{ l|join(s) }}", WERK),
    ("{{ '%100000000d'|format(1) }}", WERK),
    ("{{ 'a'|indent(100000000) }}{{ 'a\nb'|indent(100000000) }}", WERK),
    ("{% for a in l %}{{ s }}{% endfor %}", "100.000"),
];
const WERK: &str = "te veel werk";

#[test]
fn work_ends() {
    let list = json!((0..5000).map(|at| json!({"a": "x".repeat(200), "b": at, "c": {"d": at}})).collect::<Vec<_>>());
    let names = Names::new().with("l", &list).with("s", &json!("a".repeat(20_000)));
    let taal = Taal::new();
    for (source, why) in ENDLESS {
        let start = Instant::now();
        match taal.text(source, &names) {
            Err(reason) => assert!(reason.contains(why), "{source} {reason}"),
            Ok(text) => assert!(text.is_none() && why == "onbekend", "{source} {text:?}"),
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{source} {:?}", start.elapsed());
    }
}

#[test]
fn output_and_lists_have_an_end() {
    let taal = Taal::new();
    let long = Names::new().with("t", &json!("é".repeat(100_000)));
    assert_eq!(taal.text("{{ t }}", &long).map(|text| text.map(|text| text.chars().count())), Ok(Some(100_000)));
    assert!(taal.text("{{ t }}.", &long).unwrap_err().contains("100.000"));
    let many = Names::new().with("l", &json!(vec![1; 10_000])).with("m", &json!(vec![1; 10_001]));
    assert_eq!(taal.value("som(l)", &many), Ok(Some(json!(10_000))));
    assert!(taal.value("som(m)", &many).unwrap_err().contains("10.000"));
}

const DEEP: [(&str, &str, usize, &str); 27] = [
    ("", "(", 3_900, "1"),
    ("", "[", 3_900, ""),
    ("", "{'a':", 790, ""),
    ("", "not ", 990, "a"),
    ("", "-", 3_990, "1"),
    ("a", ".b", 1_990, ""),
    ("a", "|abs", 990, ""),
    ("a", "|d(1)", 790, ""),
    ("a", "[0]", 1_300, ""),
    ("a", "[a", 1_990, ""),
    ("a", " and a", 660, ""),
    ("a", " or a", 790, ""),
    ("1", "-1", 1_990, ""),
    ("1", "//1", 1_300, ""),
    ("a", "<a", 1_990, ""),
    ("a", "==a", 1_300, ""),
    ("", "1 if a else ", 330, "1"),
    ("a", "()", 1_990, ""),
    ("a", " is none", 490, ""),
    ("a", " is not none", 330, ""),
    ("a", " in a", 790, ""),
    ("leeg", "(leeg", 790, ""),
    ("", "not -", 790, "1"),
    ("", "-not ", 790, "1"),
    ("", "not(", 990, "1"),
    ("", "-(", 1_990, "1"),
    ("a", "[a.b(", 790, "1"),
];

#[test]
fn deep_sources_end() {
    let taal = Taal::new();
    for (before, piece, count, after) in DEEP {
        let source = format!("{before}{}{after}", piece.repeat(count));
        for source in [source.clone(), format!("{source}{}", ")".repeat(3_990_usize.saturating_sub(source.len())))] {
            let _ = taal.check_expression(&source);
            let _ = taal.value(&source, &names());
            let _ = taal.text(&format!("{{{{{source}}}}}"), &names());
        }
    }
    let _ = taal.text(&("{% if a %}".repeat(180) + &"{% endif %}".repeat(180)), &names());
    let _ = taal.text(&("{% for a in b %}".repeat(140) + &"{% endfor %}".repeat(140)), &names());
    let _ = taal.text(&("{% if a %}".to_owned() + &"{% elif a %}".repeat(320) + "{% endif %}"), &names());
}

/// The manual for whoever makes a regeling.
const MANUAL: &str = include_str!("../../../docs/regeling-maken.md");

/// The text of the manual under a heading.
fn manual(heading: &str) -> &'static str {
    let text = MANUAL.split(&format!("\n### {heading}\n")).nth(1).expect("a heading");
    text.split("\n#").next().expect("its text")
}

/// The names and examples of the table under a heading.
fn table(heading: &str) -> Vec<(&'static str, String)> {
    let rows = manual(heading).lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.map(|row| {
        let name = row.split_once('`').expect("a name").0;
        let example = row.rsplit("| `").next().and_then(|rest| rest.strip_suffix("` |")).expect("an example");
        (name, example.replace("\\|", "|"))
    });
    cells.collect()
}

/// Names between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_manual_names_every_function_and_filter() {
    for (heading, known) in [("Functies", super::woorden::functies()), ("Filters", super::woorden::filters())] {
        let documented = table(heading);
        assert_eq!(documented.iter().map(|(name, _)| *name).collect::<Vec<_>>(), known, "{heading}");
        for (name, example) in documented {
            assert!(example.contains(name), "{example} does not show {name}");
            assert_eq!(Taal::new().check_expression(&example), Ok(()), "{example}");
        }
    }
}

#[test]
fn the_manual_names_filters_of_minijinja_that_there_are() {
    let sentence = manual("Filters").split("Verder zijn er").nth(1).and_then(|rest| rest.split("Er zijn ook").next()).expect("a sentence");
    let named = quoted(sentence);
    assert!(named.len() > 30, "{named:?}");
    for name in named {
        assert_eq!(Taal::new().check_expression(&format!("dossier|{name}")), Ok(()), "{name}");
    }
    let refused = manual("Wat niet mag");
    for name in super::woorden::weg() {
        assert!(quoted(refused).contains(&name), "{name} is not said to be refused");
        let tried = [format!("{name}(dossier)"), format!("dossier|{name}")];
        assert!(tried.iter().all(|source| Taal::new().check_expression(source).is_err()), "{name}");
    }
}

#[test]
fn the_manual_is_right_about_what_is_absent() {
    assert!(holds("dossier.weg < 8") && !holds("not leeg(dossier.weg) and dossier.weg < 8") && !holds("dossier.weg > 8"));
    assert_eq!(value("dossier.weg + 1"), None);
    assert!(holds("voor('2010', '2011-09')") && value("voor('2011', '2011-09')").is_none());
}
