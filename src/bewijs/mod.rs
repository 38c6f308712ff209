//! What a file is that data names: opened, and read whole.
//!
//! A file that says that it is a PDF, a JPEG or a PNG must be one to its last byte. Bytes come in; nothing here opens a file, judges
//! what stands on it, or repeats any of it.
//!
//! **Enters:** bytes of a named file, and what they are.
//! **Stays out:** a disk, a finding, what evidence should prove.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};
use serde_json::Value;

use crate::error::Error;
use crate::import;
use crate::limieten;
use crate::pdf::{self, NoForm, Whole};
use crate::regeling::{AnderSoort, Bestandsformaat, Bestandsstaat, Eigen, Regeling, Stuk};
use crate::sha256;

/// Pixels that the longest side of a picture must have: a sheet of paper of fewer cannot be read.
const PIXELS: u32 = 200;

/// What some bytes are, under the regeling whose data names them.
///
/// # Errors
/// On a fault of our own or of the regeling; whatever is wrong with the file is what it is.
pub fn kijk(bytes: &[u8], regeling: &Regeling) -> Result<Bestandsstaat, Error> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Ok(Bestandsstaat::Leeg);
    }
    if bytes.len() > regeling.gegevens.bestanden.bytes_max() {
        return Ok(Bestandsstaat::TeGroot);
    }
    match format(bytes) {
        Ok(Bestandsformaat::Pdf) => of_pdf(bytes, regeling),
        Ok(formaat) => Ok(of_picture(bytes, formaat)),
        Err(soort) => Ok(Bestandsstaat::AnderSoort(soort)),
    }
}

/// The hash by which a file is known: SHA-256, in lower case.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    sha256::sha256([bytes])
}

/// The format that the first bytes tell.
fn format(bytes: &[u8]) -> Result<Bestandsformaat, AnderSoort> {
    let has = |needle: &[u8], within: usize| bytes[..bytes.len().min(within)].windows(needle.len()).any(|window| window == needle);
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(Bestandsformaat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Ok(Bestandsformaat::Png),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Err(AnderSoort::Heic),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Err(AnderSoort::Tiff),
        [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => Err(AnderSoort::Word),
        // A document of a word processor is a set of files packed together, with a name that tells.
        [b'P', b'K', 3, 4, ..] if has(b"[Content_Types].xml", 4096) || has(b"opendocument", 4096) => Err(AnderSoort::Word),
        [b'P', b'K', 3, 4, ..] => Err(AnderSoort::Zip),
        _ if has(b"%PDF-", 1024) => Ok(Bestandsformaat::Pdf),
        _ => Err(AnderSoort::Onbekend),
    }
}

fn of_pdf(bytes: &[u8], regeling: &Regeling) -> Result<Bestandsstaat, Error> {
    Ok(match pdf::whole(bytes) {
        Ok(Whole { blank: true, .. }) => Bestandsstaat::Leeg,
        Ok(Whole { pages, .. }) => read(bytes, Bestandsformaat::Pdf, Some(pages), own(bytes, regeling)?),
        Err(NoForm::Encrypted) => Bestandsstaat::Versleuteld,
        Err(NoForm::TooLarge | NoForm::Damaged | NoForm::NotPdf) => Bestandsstaat::Beschadigd,
    })
}

/// What a PDF of ours says; `None` for one of another program.
fn own(bytes: &[u8], regeling: &Regeling) -> Result<Option<Eigen>, Error> {
    if bytes.len() > limieten::FORMULIER_BYTES {
        return Ok(None);
    }
    let Some(read) = import::own(bytes, regeling)? else { return Ok(None) };
    let gegevens = read.gegevens.filter(Value::is_object);
    Ok(Some(Eigen { gegevens, getekend: read.getekend, getekend_over: read.getekend_over }))
}

fn of_picture(bytes: &[u8], formaat: Bestandsformaat) -> Bestandsstaat {
    let (kind, end): (_, &[u8]) = match formaat {
        Bestandsformaat::Png => (ImageFormat::Png, b"IEND"),
        Bestandsformaat::Jpeg | Bestandsformaat::Pdf => (ImageFormat::Jpeg, &[0xff, 0xd9]),
    };
    // Decoders show what there is of a picture that was cut short.
    if !bytes.windows(end.len()).any(|window| window == end) {
        return Bestandsstaat::Beschadigd;
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(limieten::AFBEELDING_GEHEUGEN);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) if picture.width().max(picture.height()) < PIXELS => Bestandsstaat::TeKlein,
        Ok(_) => read(bytes, formaat, None, None),
        Err(image::ImageError::Limits(_)) => Bestandsstaat::TeGroot,
        Err(_) => Bestandsstaat::Beschadigd,
    }
}

fn read(bytes: &[u8], formaat: Bestandsformaat, paginas: Option<usize>, eigen: Option<Eigen>) -> Bestandsstaat {
    Bestandsstaat::Gelezen(Box::new(Stuk { formaat, bytes: bytes.len() as u64, sha256: sha256(bytes), paginas, eigen }))
}
