//! Frames: how one message stands in a stream of bytes. A mark, the number of parts, and each part with its length before it; the first
//! part is JSON, the others are files as they are.
//!
//! Nothing is trusted: a length reserves no memory before its bytes are there, and more than a message may hold is refused.

use std::io::{self, Read, Write};

use crate::limieten;

/// What every frame begins with; another version of the protocol has another.
const MARK: &[u8; 4] = b"dpw1";

/// The parts of a message.
pub(super) type Parts = Vec<Vec<u8>>;

/// Writes a frame.
///
/// # Errors
/// When it is too large, or nobody reads.
pub(super) fn write(out: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    let total = parts.iter().map(|part| part.len()).sum::<usize>();
    if total > limieten::BERICHT || parts.len() > limieten::BERICHT_DELEN {
        return Err(invalid("the message is larger than a message may be"));
    }
    let mut bytes = Vec::with_capacity(total + 8 + 4 * parts.len());
    bytes.extend(MARK);
    bytes.extend(length(parts.len())?);
    for part in parts {
        bytes.extend(length(part.len())?);
        bytes.extend(*part);
    }
    out.write_all(&bytes)?;
    out.flush()
}

/// Reads a frame; `None` where the stream ends before one begins.
///
/// # Errors
/// When what stands there is no frame, is cut short, or is too large.
pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Parts>> {
    let mut mark = Vec::new();
    input.take(MARK.len() as u64).read_to_end(&mut mark)?;
    if mark.is_empty() {
        return Ok(None);
    }
    if mark != MARK {
        return Err(invalid("this is no message of a worker of this version"));
    }
    let count = number(input)?;
    if count > limieten::BERICHT_DELEN {
        return Err(invalid("the message has too many parts"));
    }
    let (mut parts, mut room) = (Vec::new(), limieten::BERICHT);
    for _ in 0..count {
        let length = number(input)?;
        room = room.checked_sub(length).ok_or_else(|| invalid("the message is larger than a message may be"))?;
        let mut part = Vec::new();
        input.take(length as u64).read_to_end(&mut part)?;
        if part.len() < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the message is cut short"));
        }
        parts.push(part);
    }
    Ok(Some(parts))
}

fn length(number: usize) -> io::Result<[u8; 4]> {
    Ok(u32::try_from(number).map_err(|_| invalid("the message is larger than a message may be"))?.to_be_bytes())
}

fn number(input: &mut impl Read) -> io::Result<usize> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    usize::try_from(u32::from_be_bytes(bytes)).map_err(io::Error::other)
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn gives_back_what_was_written() {
        let mut stream = Vec::new();
        write(&mut stream, &[b"{}", b"", b"%PDF"]).expect("written");
        write(&mut stream, &[]).expect("written");
        let mut stream = stream.as_slice();
        assert_eq!(read(&mut stream).expect("read"), Some(vec![b"{}".to_vec(), Vec::new(), b"%PDF".to_vec()]));
        assert_eq!(read(&mut stream).expect("read"), Some(Vec::new()));
        assert_eq!(read(&mut stream).expect("read"), None);
    }

    #[test]
    fn refuses_what_is_no_frame_and_reserves_nothing_for_it() {
        let mut whole = Vec::new();
        write(&mut whole, &[b"{}", b"%PDF"]).expect("written");
        for cut in 1..whole.len() {
            assert!(read(&mut &whole[..cut]).is_err(), "cut at {cut}");
        }
        let huge = [b"dpw1".as_slice(), &1_u32.to_be_bytes(), &u32::MAX.to_be_bytes(), b"x"].concat();
        let many = [b"dpw1".as_slice(), &u32::MAX.to_be_bytes(), b"x"].concat();
        for bytes in [huge.as_slice(), &many, b"{\"open\":1}", b"GET / HTTP/1.1\r\n\r\n"] {
            assert!(read(&mut &*bytes).is_err());
        }
    }
}
