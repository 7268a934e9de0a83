//! Away: how people are reached while their console is closed. Knows push services and mail, and nothing of chats.

pub(crate) mod mail;
pub(crate) mod push;
mod services;
mod vapid;
mod web;

pub(crate) use mail::Mailer;
pub(crate) use push::{Pusher, Sent};
pub(crate) use services::{KNOWN, Services};
pub(crate) use vapid::Vapid;

/// The ways that this server has.
pub(crate) struct Away {
    pub(crate) push: Pusher,
    /// None where the operator names no mail server.
    pub(crate) mail: Option<Mailer>,
    /// Where people find this server.
    pub(crate) address: String,
}
