//! The mark-up that a text of several lines may hold: paragraphs, lists and emphasis, as Markdown.
//!
//! Everything else that Markdown knows is refused, with its cure: a heading would break the outline of the form, and a
//! link, image or HTML would silently lose what was written. A line end is a line end. Characters that mean nothing in
//! Markdown (`#import`, `$`, `@`, `= kop`) are plain text.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// Lists within lists deeper than this do not fit on a page.
const MAX_DEPTH: usize = 4;

/// Blok: a paragraph or a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "soort", rename_all = "lowercase")]
pub enum Blok {
    /// A paragraph.
    Alinea {
        /// What it says.
        inhoud: Vec<Stuk>,
    },
    /// A list.
    Lijst {
        /// Number of the first point; absent for a list of bullets.
        begin: Option<u64>,
        /// The points.
        punten: Vec<Vec<Blok>>,
    },
}

/// Stuk: a piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stuk {
    /// Plain text.
    Tekst(String),
    /// Emphasis.
    Nadruk(Vec<Stuk>),
    /// Strong emphasis.
    Sterk(Vec<Stuk>),
    /// A line end within a paragraph.
    Regeleinde,
}

/// Fout: mark-up that the forms do not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fout {
    /// A heading.
    Kop,
    /// HTML.
    Html,
    /// A link or the definition of one.
    Koppeling,
    /// An image.
    Afbeelding,
    /// A quotation.
    Citaat,
    /// A horizontal line.
    Lijn,
    /// Code.
    Code,
    /// A line that is indented so far that Markdown takes it for code.
    Inspringing,
    /// A numbered list whose numbers do not go up by one.
    Nummering,
    /// Lists in lists, too deep.
    Diepte,
}

impl Fout {
    /// What stands in the text, to follow "bevat".
    #[must_use]
    pub fn wat(self) -> &'static str {
        match self {
            Self::Kop => "een kop (een regel die met # begint, of met streepjes eronder)",
            Self::Html => "HTML (iets tussen < en >)",
            Self::Koppeling => "een koppeling",
            Self::Afbeelding => "een afbeelding",
            Self::Citaat => "een citaat (een regel die met > begint)",
            Self::Lijn => "een horizontale lijn (een regel met alleen streepjes of sterretjes)",
            Self::Code => "code (iets tussen ` en `)",
            Self::Inspringing => "een regel die ver inspringt",
            Self::Nummering => "een genummerde lijst waarvan de nummers niet steeds één hoger zijn",
            Self::Diepte => "lijsten die te diep in elkaar liggen",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn herstel(self) -> &'static str {
        match self {
            Self::Kop => "Het formulier heeft zijn eigen koppen: maak er gewone tekst van, of zet een \\ voor het hekje.",
            Self::Html => "Haal de punthaken weg, of zet er een \\ voor: \\<.",
            Self::Koppeling => "Schrijf het adres voluit, zonder haken.",
            Self::Afbeelding => "Beschrijf in woorden wat de afbeelding laat zien, of voeg haar als bewijs bij.",
            Self::Citaat => "Zet het citaat tussen aanhalingstekens, of zet een \\ voor het teken >.",
            Self::Lijn => "Haal de lijn weg; een lege regel begint een nieuwe alinea.",
            Self::Code => "Gebruik aanhalingstekens in plaats van `. Een apostrof schrijft u als ' of ’.",
            Self::Inspringing => "Haal de spaties aan het begin van de regel weg.",
            Self::Nummering => "Nummer de punten 1., 2., 3. enzovoort, of zet een \\ voor de punt: 7\\. is gewone tekst.",
            Self::Diepte => "Gebruik hoogstens vier lijsten in elkaar.",
        }
    }
}

/// The paragraphs and lists of a text.
///
/// # Errors
/// The first mark-up in the text that the forms do not know.
pub fn parse(text: &str) -> Result<Vec<Blok>, Fout> {
    let text = flush_left(text);
    let parser = Parser::new_ext(&text, Options::empty());
    if parser.reference_definitions().iter().next().is_some() {
        return Err(Fout::Koppeling);
    }
    let mut builder = Builder { open: vec![Open::List(None, vec![Vec::new()])], lists: 0 };
    for (event, range) in parser.into_offset_iter() {
        if let (Event::Start(Tag::Item), Some(Open::List(Some(begin), points))) = (&event, builder.open.last()) {
            let digits: String = text[range].chars().take_while(char::is_ascii_digit).collect();
            if digits.parse() != Ok(*begin + points.len() as u64) {
                return Err(Fout::Nummering);
            }
        }
        builder.push(event)?;
    }
    match builder.open.into_iter().next() {
        Some(Open::List(_, mut points)) => Ok(points.pop().unwrap_or_default()),
        _ => Ok(Vec::new()),
    }
}

/// The text as it reads on the page, without mark-up: points and paragraphs a line each.
#[must_use]
pub fn plain(blocks: &[Blok]) -> String {
    let lines = blocks.iter().map(|block| match block {
        Blok::Alinea { inhoud } => plain_pieces(inhoud),
        Blok::Lijst { punten, .. } => punten.iter().map(|point| plain(point)).collect::<Vec<_>>().join("\n"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn plain_pieces(pieces: &[Stuk]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Stuk::Tekst(text) => text.clone(),
        Stuk::Nadruk(inner) | Stuk::Sterk(inner) => plain_pieces(inner),
        Stuk::Regeleinde => "\n".to_owned(),
    });
    texts.collect()
}

/// Takes deep indentation off lines that do not belong to a list: pasted text often has it, and Markdown would call it code.
fn flush_left(text: &str) -> String {
    let has_list = text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with(['-', '*', '+']) || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
    });
    if has_list { text.to_owned() } else { text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n") }
}

/// What is open while the events of the parser come by.
enum Open {
    List(Option<u64>, Vec<Vec<Blok>>),
    Pieces(Kind, Vec<Stuk>),
}

#[derive(Clone, Copy)]
enum Kind {
    Paragraph,
    Emphasis,
    Strong,
}

struct Builder {
    open: Vec<Open>,
    lists: usize,
}

impl Builder {
    fn push(&mut self, event: Event<'_>) -> Result<(), Fout> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(end) => self.end(end),
            Event::Text(text) => self.piece(Stuk::Tekst(text.into_string())),
            Event::SoftBreak | Event::HardBreak => self.piece(Stuk::Regeleinde),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => return Err(Fout::Code),
            Event::Html(_) | Event::InlineHtml(_) => return Err(Fout::Html),
            Event::Rule => return Err(Fout::Lijn),
            Event::FootnoteReference(_) => return Err(Fout::Koppeling),
            Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), Fout> {
        match tag {
            Tag::Paragraph => self.open.push(Open::Pieces(Kind::Paragraph, Vec::new())),
            Tag::Emphasis => self.open_inline(Kind::Emphasis),
            Tag::Strong => self.open_inline(Kind::Strong),
            Tag::List(begin) => {
                self.close_paragraph();
                self.lists += 1;
                if self.lists > MAX_DEPTH {
                    return Err(Fout::Diepte);
                }
                self.open.push(Open::List(*begin, Vec::new()));
            }
            Tag::Item => {
                if let Some(Open::List(_, points)) = self.open.last_mut() {
                    points.push(Vec::new());
                }
            }
            Tag::Heading { .. } => return Err(Fout::Kop),
            Tag::BlockQuote(_) => return Err(Fout::Citaat),
            Tag::CodeBlock(CodeBlockKind::Indented) => return Err(Fout::Inspringing),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => return Err(Fout::Code),
            Tag::Image { .. } => return Err(Fout::Afbeelding),
            Tag::Link { .. } | Tag::FootnoteDefinition(_) => return Err(Fout::Koppeling),
            Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_)
            | Tag::HtmlBlock => return Err(Fout::Html),
        }
        Ok(())
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::Item => self.close_paragraph(),
            TagEnd::Emphasis | TagEnd::Strong => {
                if let Some(Open::Pieces(kind, inner)) = self.open.pop() {
                    self.piece(if matches!(kind, Kind::Strong) { Stuk::Sterk(inner) } else { Stuk::Nadruk(inner) });
                }
            }
            TagEnd::List(_) => {
                self.lists -= 1;
                if let Some(Open::List(begin, punten)) = self.open.pop() {
                    self.block(Blok::Lijst { begin, punten });
                }
            }
            _ => {}
        }
    }

    fn open_inline(&mut self, kind: Kind) {
        self.open_paragraph();
        self.open.push(Open::Pieces(kind, Vec::new()));
    }

    /// A tight list has no paragraphs around its text.
    fn open_paragraph(&mut self) {
        if matches!(self.open.last(), Some(Open::List(..))) {
            self.open.push(Open::Pieces(Kind::Paragraph, Vec::new()));
        }
    }

    fn close_paragraph(&mut self) {
        if matches!(self.open.last(), Some(Open::Pieces(Kind::Paragraph, _)))
            && let Some(Open::Pieces(_, inhoud)) = self.open.pop()
        {
            self.block(Blok::Alinea { inhoud });
        }
    }

    fn piece(&mut self, piece: Stuk) {
        self.open_paragraph();
        let Some(Open::Pieces(_, pieces)) = self.open.last_mut() else { return };
        match (pieces.last_mut(), piece) {
            (Some(Stuk::Tekst(before)), Stuk::Tekst(more)) => before.push_str(&more),
            (_, piece) => pieces.push(piece),
        }
    }

    fn block(&mut self, block: Blok) {
        if let Some(Open::List(_, points)) = self.open.last_mut()
            && let Some(point) = points.last_mut()
        {
            point.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Blok, Fout, Stuk, parse, plain};

    #[test]
    fn keeps_paragraphs_line_ends_lists_and_emphasis() {
        let blocks = parse("een\ntwee *drie*\n\n- a\n- b **c**\n\n3. x\n4. y").unwrap_or_default();
        assert_eq!(blocks.len(), 3);
        assert_eq!(plain(&blocks), "een\ntwee drie\na\nb c\nx\ny");
        assert!(matches!(&blocks[2], Blok::Lijst { begin: Some(3), punten } if punten.len() == 2));
    }

    #[test]
    fn leaves_the_mark_up_of_other_languages_alone() {
        for text in ["#import \"x\"", "$x$ en $", "@iemand", "= kop", "2 * 3 * 4", "C:\\temp", "a_b_c", "<5 en >3", "1 < 2"] {
            assert_eq!(parse(text), Ok(vec![Blok::Alinea { inhoud: vec![Stuk::Tekst(text.to_owned())] }]), "{text}");
        }
    }

    #[test]
    fn refuses_what_the_forms_do_not_know() {
        for (text, fault) in [
            ("# kop", Fout::Kop),
            ("kop\n---", Fout::Kop),
            ("<b>vet</b>", Fout::Html),
            ("[a](b)", Fout::Koppeling),
            ("[a]: https://example.nl", Fout::Koppeling),
            ("<https://example.nl>", Fout::Koppeling),
            ("![a](b)", Fout::Afbeelding),
            ("> zei hij", Fout::Citaat),
            ("a\n\n***\n\nb", Fout::Lijn),
            ("`code`", Fout::Code),
            ("- a\n\n          b\n", Fout::Inspringing),
            ("1. a\n3. b", Fout::Nummering),
            ("- a\n  - b\n    - c\n      - d\n        - e", Fout::Diepte),
        ] {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn takes_indented_text_as_text() {
        assert_eq!(parse("een\n\n      twee").map(|blocks| plain(&blocks)), Ok("een\ntwee".to_owned()));
    }
}
