//! Where a template put the fields of a form: a figure with a name for alternative text, around a shape that is as large as the field.

use typst::foundations::NativeElement;
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::model::FigureElem;
use typst::visualize::Geometry;

use super::laid::Laid;
use crate::form::PLACEHOLDER;

/// The place of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placeholder {
    /// Name of the field, and for a box to tick what it stands for behind a `=`.
    pub(crate) name: String,
    /// Page, from 0.
    pub(crate) page: usize,
    /// Left, bottom, right and top in points from the bottom left of the page, as a PDF counts.
    pub(crate) rect: [f64; 4],
}

/// The places of all fields, in reading order.
pub(crate) fn placeholders(laid: &Laid) -> Vec<Placeholder> {
    let mut found = Vec::new();
    for (page, laid) in laid.pages.pages().iter().enumerate() {
        let mut search = Search { page, height: laid.frame.height().to_pt(), open: None, found: &mut found };
        search.frame(&laid.frame, Transform::identity());
    }
    found
}

struct Search<'a> {
    page: usize,
    height: f64,
    /// Name of the figure whose shape is still to come.
    open: Option<String>,
    found: &'a mut Vec<Placeholder>,
}

impl Search<'_> {
    fn frame(&mut self, frame: &Frame, transform: Transform) {
        for (position, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Tag(Tag::Start(element, _)) if element.elem() == FigureElem::ELEM => {
                    let alt = element.to_packed::<FigureElem>().and_then(|figure| figure.alt.as_option().clone().flatten());
                    self.open = alt.and_then(|alt| alt.strip_prefix(PLACEHOLDER).map(str::to_owned));
                }
                FrameItem::Shape(shape, _) => {
                    if let Geometry::Rect(size) = shape.geometry
                        && let Some(name) = self.open.take()
                    {
                        let (start, end) = (Point::zero().transform(here), size.to_point().transform(here));
                        let rect = [start.x.to_pt(), self.height - end.y.to_pt(), end.x.to_pt(), self.height - start.y.to_pt()];
                        self.found.push(Placeholder { name, page: self.page, rect });
                    }
                }
                FrameItem::Text(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
}
