//! tests, bench: what is to be measured, and how much of it.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Wire,
    Idle,
    Load,
    Latency,
    Ready,
    Grown,
    Widget,
}

#[derive(Debug)]
pub(crate) struct Plan {
    sections: Vec<Section>,
    pub(crate) json: Option<PathBuf>,
    /// Idle connections, where descriptors suffice.
    pub(crate) connections: usize,
    /// Idle connections are measured after each has been pinged once.
    pub(crate) until_pinged: bool,
    /// Messages a round.
    pub(crate) messages: usize,
    pub(crate) rounds: usize,
    /// Seconds of offered messages a round.
    pub(crate) seconds: usize,
    /// Conversations of the grown store.
    pub(crate) conversations: usize,
}

impl Plan {
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut plan = Self {
            sections: Vec::new(),
            json: None,
            connections: 19_000,
            until_pinged: true,
            messages: 100_000,
            rounds: 3,
            seconds: 5,
            conversations: 200_000,
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "wire" => plan.sections.push(Section::Wire),
                "idle" => plan.sections.push(Section::Idle),
                "load" => plan.sections.push(Section::Load),
                "latency" => plan.sections.push(Section::Latency),
                "ready" => plan.sections.push(Section::Ready),
                "grown" => plan.sections.push(Section::Grown),
                "widget" => plan.sections.push(Section::Widget),
                "--conversations" => {
                    let count = arguments.next().context("--conversations needs a number")?;
                    plan.conversations = count.parse().context("--conversations needs a number")?;
                }
                "--json" => plan.json = Some(arguments.next().context("--json needs a file")?.into()),
                "--quick" => {
                    plan = Self {
                        connections: 2_000,
                        until_pinged: false,
                        messages: 10_000,
                        rounds: 1,
                        seconds: 2,
                        conversations: 20_000,
                        ..plan
                    }
                }
                // What cargo passes on.
                "--" => {}
                other => bail!(
                    "{other} is no section; there are wire, idle, load, latency, ready, grown, widget, and \
                     --quick, --conversations N and --json FILE"
                ),
            }
        }
        Ok(plan)
    }

    pub(crate) fn wants(&self, section: Section) -> bool {
        self.sections.is_empty() || self.sections.contains(&section)
    }
}
