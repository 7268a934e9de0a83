//! widget: what is seen. [`App`] is the whole panel; each component has its CSS beside it.

mod app;
mod attach;
mod chats;
mod composer;
mod contact;
mod element;
mod emoji;
mod face;
mod header;
mod icon;
mod later;
mod list;
mod log;
mod mail;
mod menu;
mod popup;
mod queue;
mod rate;
mod request;
mod sheet;
mod strip;
mod tray;
mod welcome;

pub(crate) use app::{App, fill, listen};
pub(crate) use element::on;
pub(crate) use log::save;
pub(crate) use sheet::close;
