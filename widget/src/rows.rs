//! widget: a conversation as the rows of its log: days, lines of the system, bubbles in groups.

use baton_protocol::{Author, ClientId, Event, Timestamp, What, state::Marks};

/// One row of the log. What it shows is looked up when it is drawn, so that a new row costs no copy of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Stays the same while the row looks the same; an own message keeps it when the server has taken it.
    pub(crate) key: u128,
    /// What it shows.
    pub(crate) shows: Shows,
    /// A bubble that does not go on with the one above it.
    pub(crate) opens: bool,
    /// The visitor's own message.
    pub(crate) own: bool,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// A day begins.
    Day(Timestamp),
    /// The event of this number.
    Event(u64),
    /// A message that the log does not have yet.
    Unsent(ClientId),
}

/// What became of an own message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Sending,
    Failed,
    Sent,
    Delivered,
    Read,
}

/// A bubble after so long a pause opens a group of its own, milliseconds.
const PAUSE: i64 = 5 * 60_000;
/// Where a key says that the row opens a group. In a UUID it is a fixed bit.
const OPENS: u128 = 1 << 63;
const DAY: u128 = 1 << 64;

/// The rows of these events, and of the messages after them that the log does not have yet. `salt` tells the keys of one
/// conversation from those of another; `day_of` numbers the reader's local days.
pub(crate) fn rows(
    events: &[Event],
    unsent: &[ClientId],
    salt: u32,
    now: Timestamp,
    day_of: fn(Timestamp) -> i64,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(events.len() + 4);
    let mut day = None;
    let mut above: Option<(&Author, Timestamp)> = None;
    let begin = |rows: &mut Vec<Row>, day: &mut Option<i64>, at: Timestamp| {
        let today = day_of(at);
        let begins = *day != Some(today);
        if begins {
            *day = Some(today);
            let key = DAY | u128::from(today.unsigned_abs());
            rows.push(Row { key, shows: Shows::Day(at), opens: false, own: false });
        }
        begins
    };
    for event in events {
        if !is_shown(&event.what) {
            continue;
        }
        if begin(&mut rows, &mut day, event.at) {
            above = None;
        }
        let bubble = is_bubble(&event.what);
        let opens =
            bubble && above.is_none_or(|(author, at)| *author != event.by || event.at.since(at) > PAUSE);
        above = bubble.then_some((&event.by, event.at));
        let key = name(event).map_or(u128::from(salt) << 96 | u128::from(event.seq), number)
            ^ if opens { OPENS } else { 0 };
        let own = bubble && event.by == Author::Visitor;
        rows.push(Row { key, shows: Shows::Event(event.seq), opens, own });
    }
    for &id in unsent {
        if seq_of(events, id).is_some() {
            continue;
        }
        if begin(&mut rows, &mut day, now) {
            above = None;
        }
        let opens = above.is_none_or(|(author, at)| *author != Author::Visitor || now.since(at) > PAUSE);
        above = Some((&Author::Visitor, now));
        let key = number(id) ^ if opens { OPENS } else { 0 };
        rows.push(Row { key, shows: Shows::Unsent(id), opens, own: true });
    }
    rows
}

/// The number of the message that its sender named so.
pub(crate) fn seq_of(events: &[Event], id: ClientId) -> Option<u64> {
    events.iter().rev().find(|event| name(event) == Some(id)).map(|event| event.seq)
}

/// The message of this number is the newest; `rows` are those of the events.
pub(crate) fn is_newest(events: &[Event], rows: &[Row], seq: u64) -> bool {
    let unsent = matches!(rows.last(), Some(Row { shows: Shows::Unsent(_), .. }));
    let newest = || events.iter().rfind(|event| is_bubble(&event.what));
    !unsent && newest().is_some_and(|event| event.seq == seq)
}

/// What became of an own message that the log has under this number.
pub(crate) fn fate(seq: u64, theirs: Marks) -> Fate {
    if seq <= theirs.read {
        Fate::Read
    } else if seq <= theirs.delivered {
        Fate::Delivered
    } else {
        Fate::Sent
    }
}

fn name(event: &Event) -> Option<ClientId> {
    event.what.client_id().filter(|_| event.by == Author::Visitor)
}

fn number(id: ClientId) -> u128 {
    u128::from_be_bytes(*id.as_bytes())
}

fn is_bubble(what: &What) -> bool {
    matches!(what, What::Message(_) | What::Contact(_))
}

fn is_shown(what: &What) -> bool {
    !matches!(
        what,
        What::Hidden
            | What::Ignored
            | What::Rung { .. }
            | What::Note(_)
            | What::Labelled { .. }
            | What::Settled
            | What::Judged { .. }
    )
}

#[cfg(test)]
mod tests;
