//! What a field shows, beside what it stores.

use lopdf::content::Content;
use lopdf::{Dictionary, Object, Stream};

use super::objects::{DEPTH, LONGEST, NoForm, Objects, STEP, inflate};

/// Letters and digits of a drawing and a value that are compared.
const COMPARED: usize = 40;

/// The text that the drawings of a field set.
#[derive(Debug)]
pub(super) struct Drawn {
    /// Its visible bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether every font says that the bytes are letters as everybody writes them; in other fonts they prove nothing.
    pub(super) proves: bool,
}

/// What the appearances of the widgets show.
pub(super) fn drawn<'a>(objects: &mut Objects<'a>, widgets: &[&'a Dictionary]) -> Result<Drawn, NoForm> {
    let mut drawn = Drawn { bytes: Vec::new(), proves: true };
    for widget in widgets {
        let Some(appearances) = objects.dictionary(widget, b"AP")? else { continue };
        if let Some(Object::Stream(stream)) = objects.get(appearances, b"N")? {
            draw(objects, stream, 0, &mut drawn)?;
        }
    }
    Ok(drawn)
}

fn draw<'a>(objects: &mut Objects<'a>, stream: &'a Stream, depth: usize, drawn: &mut Drawn) -> Result<(), NoForm> {
    let content = inflate(stream, LONGEST)?;
    objects.spend(STEP + content.len() * 8)?;
    // What cannot be understood shows nothing.
    let Ok(content) = Content::decode(&content) else { return Ok(()) };
    for operation in &content.operations {
        let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        match operation.operator.as_str() {
            "Tj" | "TJ" | "'" | "\"" => operation.operands.iter().for_each(|operand| strings(operand, &mut drawn.bytes)),
            "Tf" => {
                let font = resource(objects, stream, b"Font", name)?.and_then(|font| font.as_dict().ok());
                let encoding = font.map_or(Ok(None), |font| objects.get(font, b"Encoding"))?.and_then(|encoding| encoding.as_name().ok());
                drawn.proves &= matches!(encoding, Some(b"WinAnsiEncoding" | b"MacRomanEncoding" | b"StandardEncoding"));
            }
            "Do" if depth < DEPTH => {
                if let Some(Object::Stream(inner)) = resource(objects, stream, b"XObject", name)? {
                    draw(objects, inner, depth + 1, drawn)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn resource<'a>(objects: &Objects<'a>, stream: &'a Stream, kind: &[u8], name: &[u8]) -> Result<Option<&'a Object>, NoForm> {
    let resources = objects.dictionary(&stream.dict, b"Resources")?;
    let named = resources.map_or(Ok(None), |resources| objects.dictionary(resources, kind))?;
    named.map_or(Ok(None), |named| objects.get(named, name))
}

/// The visible bytes of the strings of an operand.
fn strings(operand: &Object, drawn: &mut Vec<u8>) {
    match operand {
        Object::String(bytes, _) => drawn.extend(bytes.iter().filter(|byte| !matches!(byte, b' ' | b'\r' | b'\n'))),
        Object::Array(items) => items.iter().for_each(|item| strings(item, drawn)),
        _ => {}
    }
}

/// Whether a drawing surely shows another text: both are in plain ASCII, and neither begins with the other. Other letters and
/// numbers of glyphs have an encoding of their own in every font, and prove nothing.
pub(super) fn differs(drawn: &[u8], value: &str) -> bool {
    if !drawn.iter().all(u8::is_ascii_graphic) || !value.is_ascii() {
        return false;
    }
    let shown: String = drawn.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(COMPARED).map(|byte| char::from(*byte)).collect();
    let stored: String = value.chars().filter(char::is_ascii_alphanumeric).take(COMPARED).collect();
    !shown.is_empty() && !stored.is_empty() && !shown.starts_with(&stored) && !stored.starts_with(&shown)
}

#[cfg(test)]
mod tests {
    use super::differs;

    #[test]
    fn sees_that_another_text_is_drawn() {
        assert!(differs(b"Jansen", "Pietersen"));
        assert!(!differs(b"Zo\xeb", "Zoë") && !differs(b"", "Zoë") && !differs(b"Janse", "Jansen") && !differs(b"\0A\0B", "xy"));
    }
}
