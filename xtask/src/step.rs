//! xtask: named steps, announced as they start, with a table of their times at the end.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration, bool)>,
}

impl Steps {
    /// Runs one step; `what` says what takes the time.
    pub(crate) fn run<T>(
        &mut self,
        name: &'static str,
        what: &str,
        step: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        println!("==> {name}: {what}");
        let start = Instant::now();
        let result = step();
        let took = start.elapsed();
        let word = if result.is_ok() { "done" } else { "FAILED" };
        println!("<== {name}: {word} in {}", Seconds(took));
        self.done.push((name, took, result.is_ok()));
        result
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.done.iter().map(|(name, ..)| name.len()).max().unwrap_or(0).max("all".len());
        for (name, took, ok) in &self.done {
            let mark = if *ok { "ok" } else { "FAILED" };
            writeln!(out, "  {name:width$}  {:>9}  {mark}", Seconds(*took).to_string())?;
        }
        let all = self.done.iter().map(|(_, took, _)| *took).sum();
        write!(out, "  {:width$}  {:>9}", "all", Seconds(all).to_string())
    }
}

struct Seconds(Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        if seconds < 60 {
            write!(out, "{:.1} s", self.0.as_secs_f64())
        } else {
            write!(out, "{} min {} s", seconds / 60, seconds % 60)
        }
    }
}
