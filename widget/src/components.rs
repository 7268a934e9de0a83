//! widget: what is seen. [`App`] is the whole panel; each component has its CSS beside it.

mod app;
mod attach;
mod composer;
mod contact;
mod element;
mod emoji;
mod header;
mod icon;
mod list;
mod log;
mod queue;
mod rate;
mod request;
mod strip;
mod tray;
mod welcome;

pub(crate) use app::{App, fill, listen};
