//! The conversation's state machine: who may do what when, and what follows. Pure: no IO, no clock, no randomness.
//!
//! [`decide`] takes a state, a command and the time, and returns the events that it leads to, or a refusal that a
//! person can read. [`apply`] takes a state and an event and returns the next state; replaying a log through it gives
//! the state that the store keeps beside the log.
//!
//! # Layout
//! - [`state`]: the states and what each carries
//! - [`command`]: what can be asked for
//! - [`decide`]: the rules
//! - [`apply`]: what an event does to a state
//! - [`refuse`]: the sentences of refusal

#![warn(missing_docs)]

pub mod apply;
pub mod command;
pub mod decide;
pub mod refuse;
pub mod state;

pub use apply::apply;
pub use command::{Command, Reach};
pub use decide::decide;
pub use state::{Request, State};
