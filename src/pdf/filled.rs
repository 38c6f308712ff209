//! What somebody filled in: a PDF of any program in, the values of its form fields out.
//!
//! The file may be broken or hostile, so everything is bounded: bytes, what its streams inflate to, fields, how deep a tree is
//! followed, and the work in all. Nothing is repaired, since what was filled in last would be lost first. The parser runs on a
//! thread of its own; should it panic, that is one more file that cannot be read.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::appearance::{self, Size};
use super::drawn::{differs, drawn};
use super::font::FieldFont;
use super::objects::{DEPTH, LONGEST, NoForm, Objects, STEP, inflate};
use super::scan;
use super::strings::text;
use super::xfa;
use crate::documents::DATA_NAME;
use crate::form::{Field, FieldKind};
use crate::limieten;

/// Bytes of stack of the thread that parses.
const STACK: usize = 64 * 1024 * 1024;
/// Characters of a name of a field; a longer one is none of ours.
const NAME: usize = 200;

/// A form that was read.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// The fields that can hold a value, in the order of the form.
    pub(crate) fields: Vec<FilledField>,
    /// Whether it bears a digital signature.
    pub(crate) signed: bool,
    /// The fields that hold a signature: bytes of one, over ranges of the file.
    pub(crate) signatures: Vec<String>,
    /// Whether dossierpers made it.
    pub(crate) ours: bool,
    /// The data that it embeds.
    pub(crate) data: Option<Vec<u8>>,
    /// Values that only its XFA form has, and no field.
    pub(crate) only_xfa: usize,
    /// Pages (from 1) on which text was put as a remark over the form.
    pub(crate) remarks: BTreeSet<usize>,
    /// Pages (from 1) on which something was drawn or stamped over the form.
    pub(crate) drawings: BTreeSet<usize>,
}

/// A field as it was filled in.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct FilledField {
    /// Full name.
    pub(crate) name: String,
    /// Page, from 1, where it is known.
    pub(crate) page: Option<usize>,
    /// What is in it.
    pub(crate) content: Content,
    /// Whether it holds more text than it can show.
    pub(crate) out_of_sight: bool,
}

/// What is in a field.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// A text, a choice, or the state of a box.
    Value(String),
    /// Nothing, although it shows text.
    OnlyDrawn,
    /// Something else than it shows.
    DrawnOtherwise,
    /// Something else than the XFA form has for it.
    InXfa,
    /// More than one thing: more boxes, or a box that is stored and another that is shown.
    Ambiguous,
    /// Something that is no text.
    NoText,
}

/// Reads what was filled in.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn read(bytes: &[u8]) -> Result<Filled, NoForm> {
    scan::admit(bytes)?;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || parse(bytes));
        thread.map_err(|_| NoForm::Damaged)?.join().unwrap_or(Err(NoForm::Damaged))
    })
}

fn parse(bytes: &[u8]) -> Result<Filled, NoForm> {
    let most = usize::try_from(limieten::FORMULIER_OBJECTEN).ok();
    let options = LoadOptions { max_decompressed_size: most, strict: true, ..LoadOptions::default() };
    let pdf = Document::load_mem_with_options(bytes, options).map_err(|_| NoForm::Damaged)?;
    Reader::new(&pdf).read()
}

struct Reader<'a> {
    objects: Objects<'a>,
    font: Option<FieldFont>,
    /// The page, from 1, of each annotation.
    pages: BTreeMap<ObjectId, usize>,
    /// Widgets on the pages, in their order.
    widgets: Vec<ObjectId>,
    seen: BTreeSet<ObjectId>,
    /// Whether viewers are to draw the fields anew, so that what is drawn now says nothing.
    drawn_anew: bool,
    found: Filled,
}

/// What a field takes over from the field that it is part of.
#[derive(Clone, Default)]
struct Inherited<'a> {
    name: String,
    kind: Option<&'a [u8]>,
    value: Option<&'a Object>,
    flags: i64,
}

/// The button does something, it holds no value.
const PUSH_BUTTON: i64 = 1 << 16;
/// The text has more than one line.
const MULTILINE: i64 = 1 << 12;

impl<'a> Reader<'a> {
    fn new(pdf: &'a Document) -> Self {
        let font = FieldFont::new().ok();
        let (pages, widgets, seen) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        Self { objects: Objects::new(pdf), font, pages, widgets, seen, drawn_anew: false, found: Filled::default() }
    }

    fn read(mut self) -> Result<Filled, NoForm> {
        let catalog = self.objects.pdf.catalog().map_err(|_| NoForm::Damaged)?;
        self.pages()?;
        self.found.ours = self.made_by_us()?;
        self.found.data = self.data(catalog)?;
        let form = self.objects.dictionary(catalog, b"AcroForm")?;
        self.drawn_anew = form.is_some_and(|form| form.get(b"NeedAppearances").and_then(Object::as_bool).unwrap_or(false));
        for field in form.map_or(Ok(&[][..]), |form| self.objects.array(form, b"Fields"))? {
            self.field(field, &Inherited::default(), 0)?;
        }
        // Some programs put a field on a page and forget to say so in the form.
        for widget in std::mem::take(&mut self.widgets) {
            if !self.seen.contains(&widget) {
                self.stray(widget)?;
            }
        }
        for value in form.map_or_else(|| Ok(Vec::new()), |form| xfa::values(&mut self.objects, form))? {
            self.objects.spend(self.found.fields.len() * 8)?;
            self.compare(&value);
        }
        Ok(self.found)
    }

    /// Holds a value of the XFA form against the field that is named so, or that says the same.
    fn compare(&mut self, value: &xfa::Waarde) {
        let fields = &mut self.found.fields;
        let is_named = |field: &FilledField| value.pad.strip_suffix(&field.name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        let says = |field: &FilledField| matches!(&field.content, Content::Value(text) if text.trim() == value.tekst);
        let named = fields.iter().position(is_named);
        if named.map_or_else(|| fields.iter().any(says), |place| says(&fields[place])) {
            return;
        }
        match named {
            Some(place) => fields[place].content = Content::InXfa,
            None => self.found.only_xfa += 1,
        }
    }

    /// Where each annotation is, and what was put over the pages.
    fn pages(&mut self) -> Result<(), NoForm> {
        let pdf = self.objects.pdf;
        for (number, page) in pdf.get_pages() {
            let Ok(page) = pdf.get_dictionary(page) else { continue };
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            for annotation in self.objects.array(page, b"Annots")? {
                self.objects.spend(STEP)?;
                let kind =
                    self.objects.resolve(annotation)?.and_then(|object| object.as_dict().ok()).and_then(|found| found.get(b"Subtype").ok());
                match (kind.and_then(|kind| kind.as_name().ok()), annotation) {
                    (Some(b"Widget"), Object::Reference(id)) => {
                        self.pages.insert(*id, number);
                        self.widgets.push(*id);
                    }
                    (Some(b"FreeText" | b"Text"), _) => drop(self.found.remarks.insert(number)),
                    (Some(b"Widget" | b"Link" | b"Popup") | None, _) => {}
                    (Some(_), _) => drop(self.found.drawings.insert(number)),
                }
            }
        }
        Ok(())
    }

    fn made_by_us(&self) -> Result<bool, NoForm> {
        let Some(info) = self.objects.dictionary(&self.objects.pdf.trailer, b"Info")? else { return Ok(false) };
        Ok(self.objects.get(info, b"Creator")?.is_some_and(|creator| text(creator).starts_with(env!("CARGO_PKG_NAME"))))
    }

    /// The embedded data, of bounded size.
    fn data(&mut self, catalog: &'a Dictionary) -> Result<Option<Vec<u8>>, NoForm> {
        let names = self.objects.dictionary(catalog, b"Names")?;
        let tree = names.map_or(Ok(None), |names| self.objects.dictionary(names, b"EmbeddedFiles"))?;
        let listed = tree.map_or(Ok(&[][..]), |tree| self.objects.array(tree, b"Names"))?;
        for spec in self.objects.array(catalog, b"AF")?.iter().chain(listed) {
            self.objects.spend(STEP)?;
            let Some(spec) = self.objects.resolve(spec)?.and_then(|spec| spec.as_dict().ok()) else { continue };
            let name = self.objects.get(spec, b"UF")?.or(self.objects.get(spec, b"F")?);
            if name.is_none_or(|name| text(name) != DATA_NAME) {
                continue;
            }
            let files = self.objects.dictionary(spec, b"EF")?.ok_or(NoForm::Damaged)?;
            let stream = self.objects.get(files, b"F")?.and_then(|stream| stream.as_stream().ok()).ok_or(NoForm::Damaged)?;
            return inflate(stream, limieten::FORMULIER_GEGEVENS).map(Some);
        }
        Ok(None)
    }

    /// A field, or the widget of one, and what is below it.
    fn field(&mut self, object: &'a Object, inherited: &Inherited<'a>, depth: usize) -> Result<(), NoForm> {
        self.objects.spend(STEP + inherited.name.len())?;
        if let Object::Reference(id) = object
            && !self.seen.insert(*id)
        {
            return Ok(());
        }
        if depth > DEPTH {
            return Err(NoForm::Damaged);
        }
        let Some(dictionary) = self.objects.resolve(object)?.and_then(|object| object.as_dict().ok()) else { return Err(NoForm::Damaged) };
        let own = self.inherit(dictionary, inherited)?;
        let mut widgets = Vec::new();
        let mut fields = 0;
        for kid in self.objects.array(dictionary, b"Kids")? {
            self.objects.spend(STEP)?;
            if self.objects.resolve(kid)?.and_then(|kid| kid.as_dict().ok()).is_some_and(|kid| kid.has(b"T")) {
                self.field(kid, &own, depth + 1)?;
                fields += 1;
            } else {
                self.seen.extend(kid.as_reference());
                widgets.push(kid);
            }
        }
        match (widgets.is_empty(), fields) {
            (false, _) => self.terminal(&own, &widgets),
            (true, 0) => self.terminal(&own, &[object]),
            (true, _) => Ok(()),
        }
    }

    /// A widget on a page that is in no form: it may be part of a field, or a field by itself.
    fn stray(&mut self, id: ObjectId) -> Result<(), NoForm> {
        let pdf = self.objects.pdf;
        let Some((_, object)) = pdf.objects.get_key_value(&id) else { return Err(NoForm::Damaged) };
        let mut chain: Vec<&'a Dictionary> = Vec::new();
        let mut node = object.as_dict().ok();
        while let Some(dictionary) = node.filter(|_| chain.len() <= DEPTH) {
            self.objects.spend(STEP)?;
            chain.push(dictionary);
            node = self.objects.dictionary(dictionary, b"Parent")?;
        }
        let mut own = Inherited::default();
        for dictionary in chain.into_iter().rev() {
            own = self.inherit(dictionary, &own)?;
        }
        self.terminal(&own, &[object])
    }

    fn inherit(&mut self, dictionary: &'a Dictionary, above: &Inherited<'a>) -> Result<Inherited<'a>, NoForm> {
        let part = self.objects.get(dictionary, b"T")?;
        self.objects.spend(part.and_then(|part| part.as_str().ok()).map_or(0, <[u8]>::len))?;
        let name = match (part.map(text), above.name.as_str()) {
            (None, name) => name.to_owned(),
            (Some(part), "") => part,
            (Some(part), name) => format!("{name}.{part}"),
        };
        Ok(Inherited {
            name: name.chars().take(NAME).collect(),
            kind: self.objects.get(dictionary, b"FT")?.and_then(|kind| kind.as_name().ok()).or(above.kind),
            value: self.objects.get(dictionary, b"V")?.or(above.value),
            flags: self.objects.get(dictionary, b"Ff")?.and_then(|flags| flags.as_i64().ok()).unwrap_or(above.flags),
        })
    }

    /// Whether a value is more than a place for a signature (ISO 32000-1, table 252).
    fn is_signature(&self, value: &'a Dictionary) -> Result<bool, NoForm> {
        let contents = self.objects.get(value, b"Contents")?.and_then(|contents| contents.as_str().ok());
        let ranges = self.objects.array(value, b"ByteRange")?;
        let covers = ranges.len() == 4 && ranges.iter().all(|number| number.as_i64().is_ok_and(|number| number >= 0));
        Ok(covers && contents.is_some_and(|contents| contents.iter().any(|byte| *byte != 0)))
    }

    fn terminal(&mut self, own: &Inherited<'a>, widgets: &[&'a Object]) -> Result<(), NoForm> {
        if self.found.fields.len() >= limieten::FORMULIER_VELDEN {
            return Err(NoForm::TooLarge);
        }
        let mut shown = Vec::new();
        for widget in widgets {
            shown.extend(self.objects.resolve(widget)?.and_then(|widget| widget.as_dict().ok()));
        }
        let is = |kind: &[u8]| own.kind == Some(kind);
        if is(b"Sig") && own.value.is_none_or(|value| value.as_dict().is_ok()) {
            self.found.signed |= own.value.is_some();
            if let Some(value) = own.value.and_then(|value| value.as_dict().ok())
                && self.is_signature(value)?
            {
                self.found.signatures.push(own.name.clone());
            }
            return Ok(());
        }
        let page = widgets.iter().find_map(|widget| self.pages.get(&widget.as_reference().ok()?).copied());
        let content = match own.value {
            None if is(b"Btn") && own.flags & PUSH_BUTTON != 0 => return Ok(()),
            _ if is(b"Btn") => self.state(own, &shown)?,
            _ => self.value(own, &shown)?,
        };
        let out_of_sight = match &content {
            Content::Value(value) if is(b"Tx") => self.is_out_of_sight(shown.first().copied(), own.flags, value)?,
            _ => false,
        };
        self.found.fields.push(FilledField { name: own.name.clone(), page, content, out_of_sight });
        Ok(())
    }

    /// Which box is ticked, where what is stored and what is shown agree.
    fn state(&mut self, own: &Inherited<'a>, widgets: &[&'a Dictionary]) -> Result<Content, NoForm> {
        let mut ticked: BTreeSet<&[u8]> = BTreeSet::new();
        for widget in widgets {
            self.objects.spend(STEP)?;
            ticked.extend(self.objects.get(widget, b"AS")?.and_then(|state| state.as_name().ok()));
        }
        ticked.remove(&b"Off"[..]);
        // One library stores the name as a text, with the slash that a name is written with.
        let stored = own.value.map(|value| value.as_name().or_else(|_| value.as_str()).map(|name| name.strip_prefix(b"/").unwrap_or(name)));
        let state = match (stored, ticked.len(), ticked.first()) {
            (Some(Err(_)), ..) => return Ok(Content::NoText),
            (None | Some(Ok(b"Off" | b"")), 0, _) => return Ok(Content::Empty),
            (None, 1, Some(shown)) => shown,
            (Some(Ok(stored)), 1, Some(shown)) if stored == *shown => shown,
            _ => return Ok(Content::Ambiguous),
        };
        Ok(Content::Value(String::from_utf8_lossy(state).into_owned()))
    }

    /// The text of a field, where it is one and the field shows it.
    fn value(&mut self, own: &Inherited<'a>, widgets: &[&'a Dictionary]) -> Result<Content, NoForm> {
        let mut stored = own.value;
        let mut rich = None;
        for widget in widgets {
            stored = stored.or(self.objects.get(widget, b"V")?);
            rich = rich.or(self.objects.get(widget, b"RV")?);
        }
        let text = match stored {
            Some(value) => self.text_of(value)?,
            None => Some(self.chosen(widgets)?),
        };
        let Some(text) = text else { return Ok(Content::NoText) };
        let drawn = drawn(&mut self.objects, widgets)?;
        if text.trim().is_empty() {
            return Ok(match (drawn.bytes.is_empty(), rich) {
                (false, _) if !self.drawn_anew => Content::OnlyDrawn,
                (_, Some(_)) => Content::NoText,
                (_, None) => Content::Empty,
            });
        }
        let label = self.label_of(widgets, &text)?;
        let differs = drawn.proves && differs(&drawn.bytes, &text) && differs(&drawn.bytes, &label);
        Ok(if differs && !self.drawn_anew { Content::DrawnOtherwise } else { Content::Value(text) })
    }

    /// A text string, a stream of text, or the only choice; `None` for anything else.
    fn text_of(&mut self, value: &'a Object) -> Result<Option<String>, NoForm> {
        let found = match value {
            Object::String(bytes, _) => {
                self.objects.spend(bytes.len())?;
                Some(text(value))
            }
            Object::Stream(stream) => Some(text(&Object::string_literal(inflate(stream, LONGEST)?))),
            Object::Array(items) => match items.as_slice() {
                [] => Some(String::new()),
                [only] => self.objects.resolve(only)?.filter(|item| matches!(item, Object::String(..))).map(text),
                _ => None,
            },
            Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            _ => None,
        };
        self.objects.spend(found.as_ref().map_or(0, String::len))?;
        Ok(found)
    }

    /// What a choice stores of which only the place in its list was written (`I`); empty where there is none.
    fn chosen(&mut self, widgets: &[&'a Dictionary]) -> Result<String, NoForm> {
        for widget in widgets {
            let [place] = self.objects.array(widget, b"I")? else { continue };
            let place = self.objects.resolve(place)?.and_then(|place| place.as_i64().ok()).and_then(|place| usize::try_from(place).ok());
            let options = self.objects.array(widget, b"Opt")?;
            let Some(option) = place.and_then(|place| options.get(place)) else { continue };
            let option = self.objects.resolve(option)?;
            let stored = option.map(|option| option.as_array().ok().and_then(|pair| pair.first()).unwrap_or(option));
            return Ok(stored.map(text).unwrap_or_default());
        }
        Ok(String::new())
    }

    /// What a choice shows for what it stores.
    fn label_of(&mut self, widgets: &[&'a Dictionary], stored: &str) -> Result<String, NoForm> {
        for widget in widgets {
            for option in self.objects.array(widget, b"Opt")? {
                self.objects.spend(STEP)?;
                if let Some([value, label]) = self.objects.resolve(option)?.and_then(|option| option.as_array().ok()).map(Vec::as_slice)
                    && text(value) == stored
                {
                    return Ok(text(label));
                }
            }
        }
        Ok(stored.to_owned())
    }

    /// Whether a text is longer than its field shows, measured as our own forms are.
    fn is_out_of_sight(&mut self, widget: Option<&'a Dictionary>, flags: i64, value: &str) -> Result<bool, NoForm> {
        if value.len() > LONGEST / 16 {
            return Ok(true);
        }
        self.objects.spend(value.len() * 16)?;
        let rect = widget.map_or(Ok(&[][..]), |widget| self.objects.array(widget, b"Rect"))?;
        let numbers: Vec<f64> = rect.iter().filter_map(|number| number.as_float().ok().map(f64::from)).collect();
        let (Some(font), [left, bottom, right, top]) = (&self.font, numbers.as_slice()) else { return Ok(false) };
        let field = Field {
            naam: String::new(),
            soort: FieldKind::Tekst { blok: flags & MULTILINE != 0, tekens: None },
            waarde: Some(value.trim_end().replace("\r\n", "\n").replace('\r', "\n")),
            uitleg: String::new(),
            verplicht: false,
            gesloten: false,
        };
        let (lines, room) = appearance::room(font, &field, Size { width: right - left, height: top - bottom });
        Ok(lines > room)
    }
}

#[cfg(test)]
mod tests {
    use super::{NoForm, read};

    #[test]
    fn says_why_a_file_is_no_form() {
        assert_eq!(read(b"").unwrap_err(), NoForm::NotPdf);
        assert_eq!(read(b"{}").unwrap_err(), NoForm::NotPdf);
        assert_eq!(read(b"%PDF-1.7\n").unwrap_err(), NoForm::Damaged);
        assert_eq!(read(b"%PDF-1.7\ntrailer << /Enc#72ypt 1 0 R >>\n%%EOF\n").unwrap_err(), NoForm::Encrypted);
        assert_eq!(read(b"%PDF-1.7\n%%EOF\n1 0 obj").unwrap_err(), NoForm::Damaged);
    }
}
