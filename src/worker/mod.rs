//! The press in a process of its own, for a regeling that is not built in: what its templates and expressions do cannot be stopped from
//! inside, but a process can.
//!
//! One protocol: a worker opens a regeling and then reads, judges and makes what it is asked, one request after another, until its input
//! ends. It answers with what [`Press`](crate::Press) would give, and the bytes are the same. It gets files as bytes and never a path, so
//! it needs no disk; its caller ends it when a document takes too long, and on Linux it holds itself to a limit of memory and of
//! processor time as well.
//!
//! With `output` the only room that is not pure: it starts processes, waits and gives up waiting. What a regeling is made of comes in as
//! bytes and as a function.
//!
//! **Enters:** the messages to a process and back, its limits, waiting for it and ending it.
//! **Stays out:** a built-in regeling, an argument of a command line, a file on a disk.

mod client;
mod frame;
mod limits;
mod pers;
mod protocol;
mod serve;

pub use client::Client;
pub use limits::Limits;
pub use pers::Pers;
pub use serve::{Build, serve};
