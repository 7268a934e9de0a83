//! widget: what is seen. [`App`] is the whole panel; each component has its CSS beside it.

mod app;
mod composer;
mod contact;
mod header;
mod icon;
pub(crate) mod log;
mod queue;
mod rate;
mod request;
mod strip;
mod welcome;

pub(crate) use app::App;
