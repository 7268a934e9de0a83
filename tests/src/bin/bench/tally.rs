//! tests, bench: what was said and what has arrived, counted across all chats of one server.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::Instant,
};

use anyhow::{Result, anyhow};
use baton_protocol::ClientId;
use tokio::sync::Notify;

/// Stands before a message's time of birth.
const MARK: &[u8] = b"born:";
/// Digits of that time, nanoseconds.
const DIGITS: usize = 15;
/// The length of every message, bytes.
const LENGTH: usize = 128;
/// Client ids begin with a time; only their order matters.
const ANY_DAY_MS: u64 = 1_800_000_000_000;

pub(crate) struct Tally {
    start: Instant,
    ids: AtomicU64,
    /// Messages that are still to be said in this round.
    left: AtomicUsize,
    /// Messages that have still to arrive.
    missing: AtomicUsize,
    changed: Notify,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Milliseconds from birth to arrival.
    delays: Vec<f64>,
    failure: Option<anyhow::Error>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            ids: AtomicU64::default(),
            left: AtomicUsize::default(),
            missing: AtomicUsize::default(),
            changed: Notify::new(),
            kept: Mutex::default(),
        }
    }

    /// A new round of so many messages.
    pub(crate) fn begin(&self, messages: usize) {
        self.left.store(messages, Relaxed);
        self.missing.store(messages, Relaxed);
        self.kept().delays = Vec::with_capacity(messages);
    }

    /// Whether there is one more to say; it is the caller's then.
    pub(crate) fn take(&self) -> bool {
        self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok()
    }

    /// A frame that says something new; it knows when it was made.
    pub(crate) fn message(&self) -> String {
        let born = self.start.elapsed().as_nanos();
        let text = format!("{}{born:0DIGITS$} ", str::from_utf8(MARK).unwrap_or_default());
        format!(r#"{{"do":{{"id":"{}","what":{{"send":{{"text":"{text:.<LENGTH$}"}}}}}}}}"#, self.id())
    }

    pub(crate) fn id(&self) -> ClientId {
        // The finalizer of SplitMix64: spread like random bits, and never twice the same.
        let mut bits = self.ids.fetch_add(1, Relaxed).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        let mut random = [0; 10];
        random[2..].copy_from_slice(&bits.to_be_bytes());
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or_default();
        ClientId::new(ANY_DAY_MS + now, random)
    }

    /// Takes in what an agent has heard.
    pub(crate) fn heard(&self, frame: &[u8]) {
        if !frame.starts_with(br#"{"events""#) {
            return;
        }
        let now = self.start.elapsed().as_nanos();
        let mut rest = frame;
        while let Some(at) = rest.windows(MARK.len()).position(|bytes| bytes == MARK) {
            rest = &rest[at + MARK.len()..];
            let born = rest.get(..DIGITS).and_then(|digits| str::from_utf8(digits).ok());
            let Some(born) = born.and_then(|born| born.parse::<u128>().ok()) else { continue };
            self.kept().delays.push(now.saturating_sub(born) as f64 / 1e6);
            if self.missing.fetch_sub(1, Relaxed) == 1 {
                self.changed.notify_one();
            }
        }
    }

    /// How far a round has come, for when it does not end.
    pub(crate) fn progress(&self) -> String {
        let (left, missing) = (self.left.load(Relaxed), self.missing.load(Relaxed));
        let failure = self.kept().failure.take().map(|error| format!("; a chat broke: {error:#}"));
        format!("{left} messages unsaid, {missing} not arrived{}", failure.unwrap_or_default())
    }

    pub(crate) fn fail(&self, error: anyhow::Error) {
        self.kept().failure.get_or_insert(error);
        self.changed.notify_one();
    }

    /// Waits until all have arrived; their delays.
    pub(crate) async fn all(&self) -> Result<Vec<f64>> {
        loop {
            if let Some(error) = self.kept().failure.take() {
                return Err(anyhow!("a chat broke: {error:#}"));
            }
            if self.missing.load(Relaxed) == 0 {
                return Ok(std::mem::take(&mut self.kept().delays));
            }
            self.changed.notified().await;
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
