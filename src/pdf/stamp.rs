//! Fields on pages that are done: a PDF and its fields in, the same PDF with a form out.
//!
//! Typst makes no fields yet. A template leaves a placeholder, which is a figure in the structure tree; that figure becomes
//! the form element here, so the reading order is right without a second look (ISO 14289-1, 7.18; ISO 19005-3, 6.3 and 6.4).
//! This is all that knows of it: when the layout engine makes fields itself, this file goes.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string, dictionary, text_string};

use super::appearance::{self, Size};
use super::font::{Embedded, FieldFont, NAME, WIDE_NAME};
use crate::error::Error;
use crate::form::{Field, FieldKind, PLACEHOLDER, TYPE_SIZE};
use crate::typeset::Placeholder;

/// A field and the places where it stands: one, or for boxes to tick one for each choice.
pub(super) struct FieldSpec<'a> {
    pub(super) field: &'a Field,
    pub(super) places: Vec<&'a Placeholder>,
}

/// Flags of a field (ISO 32000-1, tables 221, 226, 228 and 230).
mod flag {
    pub(super) const READ_ONLY: i64 = 1;
    pub(super) const REQUIRED: i64 = 1 << 1;
    pub(super) const MULTILINE: i64 = 1 << 12;
    pub(super) const COMBO: i64 = 1 << 17;
    pub(super) const DO_NOT_SCROLL: i64 = 1 << 23;
}

/// The annotation is printed, and shown (ISO 32000-1, table 165).
const PRINT: i64 = 4;
/// The form holds a field to sign (ISO 32000-1, table 219).
const SIGNATURES_EXIST: i64 = 1;

/// The PDF with the fields on it.
///
/// # Errors
/// When a placeholder is not in the structure of the document.
pub(super) fn stamp(pdf: &[u8], specs: &[FieldSpec<'_>]) -> Result<Vec<u8>, Error> {
    let mut stamper = Stamper::new(pdf)?;
    let mut tree = Node::default();
    for spec in specs {
        let id = stamper.field(spec)?;
        tree.add(&spec.field.naam, id);
    }
    stamper.finish(&tree, specs)?;
    let mut bytes = Vec::new();
    stamper.pdf.save_to(&mut bytes).map_err(|error| Error::Internal(format!("a form cannot be written: {error}")))?;
    Ok(bytes)
}

fn fault(error: &lopdf::Error) -> Error {
    Error::Internal(format!("the pages that Typst made are not as expected: {error}"))
}

struct Stamper {
    pdf: Document,
    pages: Vec<ObjectId>,
    /// The structure element of each placeholder.
    elements: BTreeMap<String, ObjectId>,
    font: FieldFont,
    embedded: Option<Embedded>,
    /// Keys of the parent tree that were given out, with their structure element.
    parents: Vec<(i64, ObjectId)>,
    next_parent: i64,
    /// Texts that need the font with every character, and the drawings they are in.
    wide: Vec<(String, ObjectId)>,
}

impl Stamper {
    fn new(bytes: &[u8]) -> Result<Self, Error> {
        let mut pdf = Document::load_mem(bytes).map_err(|error| fault(&error))?;
        let pages = pdf.get_pages().into_values().collect();
        let elements = pdf.objects.iter().filter_map(|(id, object)| {
            let alt = decode_text_string(object.as_dict().ok()?.get(b"Alt").ok()?).ok()?;
            Some((alt.strip_prefix(PLACEHOLDER)?.to_owned(), *id))
        });
        let elements = elements.collect();
        let root = structure_root(&mut pdf).map_err(|error| fault(&error))?;
        let next_parent = root.get(b"ParentTreeNextKey").and_then(Object::as_i64).map_err(|error| fault(&error))?;
        let font = FieldFont::new()?;
        Ok(Self { pdf, pages, elements, font, embedded: None, parents: Vec::new(), next_parent, wide: Vec::new() })
    }

    /// Adds a field with its widgets, and gives the object of the field.
    fn field(&mut self, spec: &FieldSpec<'_>) -> Result<ObjectId, Error> {
        let field = spec.field;
        let first = spec.places.first().ok_or_else(|| Error::Internal(format!("the field {} has no place", field.naam)))?;
        let mut dictionary = field_dictionary(field, Size::of(first));
        if let [only] = spec.places.as_slice()
            && !matches!(field.soort, FieldKind::Kruis(_))
        {
            let id = self.pdf.new_object_id();
            let widget = self.widget(field, only, id)?;
            dictionary.extend(&widget);
            self.pdf.set_object(id, dictionary);
            return Ok(id);
        }
        let id = self.pdf.new_object_id();
        let mut kids = Vec::new();
        for place in &spec.places {
            let kid = self.pdf.new_object_id();
            let mut widget = self.widget(field, place, kid)?;
            widget.set("Parent", id);
            widget.set("TU", text_string(&format!("{}: {}", field.uitleg, choice_of(place))));
            self.pdf.set_object(kid, widget);
            kids.push(Object::Reference(kid));
        }
        dictionary.set("Kids", kids);
        self.pdf.set_object(id, dictionary);
        Ok(id)
    }

    /// The widget of a field at a place, in the structure and on the page.
    fn widget(&mut self, field: &Field, place: &Placeholder, id: ObjectId) -> Result<Dictionary, Error> {
        let page = *self.pages.get(place.page).ok_or_else(|| Error::Internal(format!("{} is on a page that is not there", place.name)))?;
        let parent = self.adopt(&place.name, id, page)?;
        self.put_on_page(page, id)?;
        let size = Size::of(place);
        let mut widget = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "F" => PRINT,
            "Rect" => place.rect.map(real).to_vec(),
            "P" => page,
            "StructParent" => parent,
        };
        match &field.soort {
            FieldKind::Tekst { .. } | FieldKind::Keuze(_) => {
                let (drawing, wide) = appearance::text(&self.font, field, size);
                let normal = self.drawing(drawing, size, wide.then(|| appearance::shown(field)));
                widget.set("AP", dictionary! { "N" => normal });
            }
            FieldKind::Kruis(_) => {
                let state = choice_of(place);
                let ticked = field.waarde.as_deref() == Some(state);
                let on = self.drawing(appearance::tick(size), size, None);
                let off = self.drawing(String::new(), size, None);
                let states = dictionary! { state => on, "Off" => off };
                widget.set("AP", dictionary! { "N" => states });
                widget.set("AS", Object::Name(if ticked { state } else { "Off" }.as_bytes().to_vec()));
            }
            FieldKind::Handtekening => {
                let normal = self.drawing(String::new(), size, None);
                widget.set("AP", dictionary! { "N" => normal });
            }
        }
        Ok(widget)
    }

    /// Makes the placeholder's structure element the form element of a widget, and gives the key of its parent.
    fn adopt(&mut self, name: &str, widget: ObjectId, page: ObjectId) -> Result<i64, Error> {
        let outside = || Error::Template(format!("the field {name} stands outside the text that is read aloud"));
        let element = *self.elements.get(name).ok_or_else(outside)?;
        let dictionary = self.pdf.get_object_mut(element).and_then(Object::as_dict_mut).map_err(|error| fault(&error))?;
        dictionary.remove(b"Alt");
        dictionary.remove(b"A");
        dictionary.set("S", "Form");
        dictionary.set("Pg", page);
        dictionary.set("K", dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page });
        let key = self.next_parent;
        self.next_parent += 1;
        self.parents.push((key, element));
        Ok(key)
    }

    fn put_on_page(&mut self, page: ObjectId, widget: ObjectId) -> Result<(), Error> {
        let dictionary = self.pdf.get_object_mut(page).and_then(Object::as_dict_mut).map_err(|error| fault(&error))?;
        dictionary.set("Tabs", "S");
        match dictionary.get_mut(b"Annots") {
            Ok(Object::Array(annotations)) => annotations.push(Object::Reference(widget)),
            Ok(_) => return Err(Error::Internal("a page that Typst made has annotations of another kind".to_owned())),
            Err(_) => dictionary.set("Annots", vec![Object::Reference(widget)]),
        }
        Ok(())
    }

    /// An appearance, with resources of its own: some viewers look nowhere else.
    fn drawing(&mut self, content: String, size: Size, wide: Option<&str>) -> ObjectId {
        let mut resources = Dictionary::new();
        if content.contains(" Tf ") && wide.is_none() {
            let simple = self.embedded().simple;
            resources.set("Font", dictionary! { NAME => simple });
        }
        let dictionary = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => [0.0, 0.0, size.width, size.height].map(real).to_vec(),
            "Resources" => resources,
        };
        let id = self.pdf.add_object(Stream::new(dictionary, content.into_bytes()));
        self.wide.extend(wide.map(|text| (text.to_owned(), id)));
        id
    }

    fn embedded(&mut self) -> &Embedded {
        let (font, pdf) = (&self.font, &mut self.pdf);
        self.embedded.get_or_insert_with(|| font.embed(pdf))
    }

    /// The form, the font with every character, and the ends of the parent tree.
    fn finish(&mut self, tree: &Node, specs: &[FieldSpec<'_>]) -> Result<(), Error> {
        let fields = tree.write(&mut self.pdf, None);
        let mut form = dictionary! { "Fields" => fields };
        if specs.iter().any(|spec| !matches!(spec.field.soort, FieldKind::Handtekening)) {
            let simple = self.embedded().simple;
            form.set("DR", dictionary! { "Font" => dictionary! { NAME => simple } });
            form.set("DA", Object::string_literal(default_appearance()));
        }
        if specs.iter().any(|spec| matches!(spec.field.soort, FieldKind::Handtekening)) {
            form.set("SigFlags", SIGNATURES_EXIST);
        }
        self.widen()?;
        let (parents, next) = (std::mem::take(&mut self.parents), self.next_parent);
        extend_parent_tree(&mut self.pdf, &parents, next).map_err(|error| fault(&error))?;
        let form = self.pdf.add_object(form);
        self.pdf.catalog_mut().map_err(|error| fault(&error))?.set("AcroForm", form);
        Ok(())
    }

    /// Gives the drawings that need it the font with every character.
    fn widen(&mut self) -> Result<(), Error> {
        let wide = std::mem::take(&mut self.wide);
        if wide.is_empty() {
            return Ok(());
        }
        self.embedded();
        let Some(embedded) = &self.embedded else { return Ok(()) };
        let texts: Vec<&str> = wide.iter().map(|(text, _)| text.as_str()).collect();
        let font = self.font.embed_wide(&mut self.pdf, embedded, &texts);
        for (_, drawing) in &wide {
            let stream = self.pdf.get_object_mut(*drawing).and_then(Object::as_stream_mut).map_err(|error| fault(&error))?;
            stream.dict.set("Resources", dictionary! { "Font" => dictionary! { WIDE_NAME => font } });
        }
        Ok(())
    }
}

/// What a field is, apart from where it stands.
fn field_dictionary(field: &Field, size: Size) -> Dictionary {
    let (kind, mut flags) = match &field.soort {
        FieldKind::Tekst { .. } => ("Tx", flag::DO_NOT_SCROLL),
        FieldKind::Keuze(_) => ("Ch", flag::COMBO),
        FieldKind::Kruis(_) => ("Btn", 0),
        FieldKind::Handtekening => ("Sig", 0),
    };
    if appearance::wraps(&field.soort, size) {
        flags |= flag::MULTILINE;
    }
    if field.verplicht {
        flags |= flag::REQUIRED;
    }
    if field.gesloten {
        flags |= flag::READ_ONLY;
    }
    let mut dictionary = dictionary! { "FT" => kind, "TU" => text_string(&field.uitleg) };
    if flags != 0 {
        dictionary.set("Ff", flags);
    }
    match &field.soort {
        FieldKind::Tekst { tekens, .. } => {
            dictionary.set("DA", Object::string_literal(default_appearance()));
            if let Some(most) = tekens.and_then(|most| i64::try_from(most).ok()) {
                dictionary.set("MaxLen", most);
            }
        }
        FieldKind::Keuze(choices) => {
            dictionary.set("DA", Object::string_literal(default_appearance()));
            let pair = |value: &str, label: &str| Object::Array(vec![text_string(value), text_string(label)]);
            let none = (!field.verplicht).then(|| pair("", " "));
            let options = choices.iter().map(|choice| pair(&choice.waarde, &choice.label));
            dictionary.set("Opt", none.into_iter().chain(options).collect::<Vec<_>>());
        }
        FieldKind::Kruis(_) | FieldKind::Handtekening => {}
    }
    if let Some(value) = &field.waarde {
        let name = matches!(field.soort, FieldKind::Kruis(_));
        dictionary.set("V", if name { Object::Name(value.as_bytes().to_vec()) } else { text_string(value) });
    }
    dictionary
}

/// The font, size and colour that a viewer sets typed text in.
fn default_appearance() -> String {
    format!("/{NAME} {TYPE_SIZE} Tf 0.106 g")
}

/// What a box to tick stands for.
fn choice_of(place: &Placeholder) -> &str {
    place.name.split_once('=').map_or("", |(_, choice)| choice)
}

#[expect(clippy::cast_possible_truncation, reason = "a PDF has single precision, which is a thousandth of a point on a page")]
fn real(value: f64) -> Object {
    Object::Real((value * 1000.0).round() as f32 / 1000.0)
}

fn structure_root(pdf: &mut Document) -> lopdf::Result<&mut Dictionary> {
    let root = pdf.catalog()?.get(b"StructTreeRoot")?.as_reference()?;
    pdf.get_object_mut(root)?.as_dict_mut()
}

/// Adds the structure elements of the widgets to the tree that leads from a widget to its element.
fn extend_parent_tree(pdf: &mut Document, parents: &[(i64, ObjectId)], next: i64) -> lopdf::Result<()> {
    let root = structure_root(pdf)?;
    root.set("ParentTreeNextKey", next);
    let entries = parents.iter().flat_map(|(key, element)| [Object::from(*key), Object::Reference(*element)]);
    match root.get_mut(b"ParentTree")? {
        Object::Dictionary(tree) => tree.get_mut(b"Nums")?.as_array_mut()?.extend(entries),
        Object::Reference(id) => {
            let (id, entries) = (*id, entries.collect::<Vec<_>>());
            pdf.get_object_mut(id)?.as_dict_mut()?.get_mut(b"Nums")?.as_array_mut()?.extend(entries);
        }
        other => other.as_dict().map(|_| ())?,
    }
    Ok(())
}

/// The fields by the parts of their names: a part of a name never holds a dot (ISO 32000-1, 12.7.3.2).
#[derive(Default)]
struct Node {
    kids: Vec<(String, Node)>,
    field: Option<ObjectId>,
}

impl Node {
    fn add(&mut self, name: &str, field: ObjectId) {
        let (part, rest) = name.split_once('.').map_or((name, None), |(part, rest)| (part, Some(rest)));
        let place = self.kids.iter().position(|(known, _)| known == part).unwrap_or_else(|| {
            self.kids.push((part.to_owned(), Self::default()));
            self.kids.len() - 1
        });
        let node = &mut self.kids[place].1;
        match rest {
            Some(rest) => node.add(rest, field),
            None => node.field = Some(field),
        }
    }

    /// Writes what is below this node, and gives the references to it.
    fn write(&self, pdf: &mut Document, parent: Option<ObjectId>) -> Vec<Object> {
        let mut references = Vec::new();
        for (part, node) in &self.kids {
            let id = node.field.unwrap_or_else(|| pdf.new_object_id());
            let mut dictionary = pdf.get_object(id).and_then(Object::as_dict).cloned().unwrap_or_default();
            dictionary.set("T", text_string(part));
            if let Some(parent) = parent {
                dictionary.set("Parent", parent);
            }
            if !node.kids.is_empty() {
                let kids = node.write(pdf, Some(id));
                dictionary.set("Kids", kids);
            }
            pdf.set_object(id, dictionary);
            references.push(Object::Reference(id));
        }
        references
    }
}
