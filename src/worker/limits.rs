//! What a worker may use. It sets the limits on itself, after it has started: a caller that sets them on a child before that needs unsafe
//! code.
//!
//! On Linux the system holds a worker to its memory and to its processor time, also where its caller is gone. On other systems only the
//! caller holds it to its time, by ending it; memory is not limited there.

use std::process::ExitStatus;
use std::time::Duration;

use crate::error::Error;

/// The limits of a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Seconds that may pass without any progress: before the first document is begun, and from one document to the next.
    pub seconds: u64,
    /// Mebibytes of memory, beside the stacks of its threads. Only Linux holds a worker to it.
    pub mebibytes: u64,
}

impl Limits {
    /// How long a caller waits for a sign of progress.
    pub(super) fn time(self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::process::ExitStatus;

    use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use super::{Error, Limits};

    /// Bytes that a thread of a layout reserves for its stacks.
    const STACKS: u64 = crate::press::STACK as u64 + 4 * MEBIBYTE;
    const MEBIBYTE: u64 = 1024 * 1024;

    impl Limits {
        /// Holds this process to the limits, for good. A dossier never ends up in a dump of its memory.
        ///
        /// # Errors
        /// When the system refuses.
        pub fn restrict(self) -> Result<(), Error> {
            // What is written to counts, and not what is only reserved: the allocator reserves far more than it uses.
            let memory = self.mebibytes.saturating_mul(MEBIBYTE).saturating_add(STACKS * (threads() + 1));
            for (resource, most) in [(Resource::Data, memory), (Resource::Core, 0)] {
                let most = getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
                let limit = Rlimit { current: Some(most), maximum: Some(most) };
                setrlimit(resource, limit).map_err(|error| Error::Internal(format!("no limit of memory: {error}")))?;
            }
            self.renew();
            Ok(())
        }

        /// Gives this process the processor time of one more step: its caller may be gone, and then nobody else ends it.
        pub fn renew(self) {
            let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
            let maximum = getrlimit(Resource::Cpu).maximum;
            let until = used.saturating_add(self.seconds.saturating_mul(threads())).saturating_add(1);
            let current = Some(maximum.map_or(until, |maximum| maximum.min(until)));
            // Where the system refuses, the limit that was set before holds.
            let _ = setrlimit(Resource::Cpu, Rlimit { current, maximum });
        }
    }

    /// Threads that lay out side by side.
    fn threads() -> u64 {
        std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64)
    }

    /// Whether the system ended a process for its processor time.
    pub(in crate::worker) fn is_out_of_time(status: ExitStatus) -> bool {
        std::os::unix::process::ExitStatusExt::signal(&status) == Some(Signal::XCPU.as_raw())
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::process::ExitStatus;

    use super::{Error, Limits};

    impl Limits {
        /// Does nothing: this system cannot hold a process to them.
        ///
        /// # Errors
        /// Never here.
        pub fn restrict(self) -> Result<(), Error> {
            Ok(())
        }

        /// Does nothing, as [`Limits::restrict`].
        pub fn renew(self) {}
    }

    /// Never: this system has no such limit.
    pub(in crate::worker) fn is_out_of_time(_: ExitStatus) -> bool {
        false
    }
}

/// Why the system, or the process itself, ended it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// It used its processor time up.
    Time,
    /// It was given no more memory.
    Memory,
    /// Anything else.
    Otherwise,
}

/// Why a process ended, from how it did and what it said last.
pub(super) fn why(status: ExitStatus, said: &str) -> Ended {
    // What the allocator of Rust says, and what the system says when a thread gets no stack.
    let is_memory = ["memory allocation of", "Cannot allocate memory"].iter().any(|words| said.contains(words));
    match () {
        () if system::is_out_of_time(status) => Ended::Time,
        () if is_memory => Ended::Memory,
        () => Ended::Otherwise,
    }
}
