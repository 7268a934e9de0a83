//! tests, bench: the servers that are measured, each a process of its own; gone with the value.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};

/// Clock ticks a second in `/proc`: the same on every Linux that Rust's standard library knows.
const TICKS: f64 = 100.0;

/// Ten years, seconds.
const FOREVER: &str = "315360000";

/// The password of every agent of the benchmark.
pub(crate) const PASSWORD: &str = "only for the benchmark";

pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) name: &'static str,
    /// Kept, so that the server can go on writing.
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// Baton with its data in `folder`, without limits that the benchmark would run into.
    pub(crate) fn baton(binary: &Path, folder: &Path, core: Option<&str>) -> Result<Self> {
        let mut command = on(core, binary);
        command.args(["serve", "--listen", "127.0.0.1:0", "--visitor-rate", "0", "--chat-limit", "100000"]);
        command.arg("--data").arg(folder).env("BATON_LOG", "warn");
        Self::start("baton", command)
    }

    /// The demo, whose requests and chats stay as they are: nobody comes too late, nobody is lost.
    pub(crate) fn still(binary: &Path, folder: &Path, core: Option<&str>) -> Result<Self> {
        let mut command = on(core, binary);
        command.args(["demo", "--listen", "127.0.0.1:0", "--visitor-rate", "0", "--chat-limit", "100000"]);
        command.args(["--ring-seconds", FOREVER, "--spread-seconds", FOREVER, "--grace-seconds", FOREVER]);
        command.args(["--word-ms", "0", "--data"]).arg(folder).env("BATON_LOG", "warn");
        Self::start("baton", command)
    }

    pub(crate) fn bare(binary: &Path, folder: &Path, core: Option<&str>) -> Result<Self> {
        let mut command = on(core, binary);
        command.arg(folder);
        Self::start("bare relay", command)
    }

    fn start(name: &'static str, mut command: Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("cannot start {command:?}"))?;
        let mut said = BufReader::new(child.stdout.take().context("its output is not ours")?);
        let address = address(&mut said).with_context(|| format!("{name} did not say where it listens"));
        match address {
            Ok(address) => Ok(Self { child, address, name, _said: said }),
            Err(error) => {
                child.kill()?;
                child.wait()?;
                Err(error)
            }
        }
    }

    /// User and system seconds so far.
    pub(crate) fn cpu(&self) -> Result<f64> {
        seconds(&self.proc("stat")?)
    }

    /// Resident KiB.
    pub(crate) fn resident(&self) -> Result<f64> {
        let rollup = self.proc("smaps_rollup")?;
        let resident = rollup.lines().find_map(|line| line.strip_prefix("Rss:"));
        Ok(resident.context("no Rss")?.trim().trim_end_matches("kB").trim().parse()?)
    }

    fn proc(&self, file: &str) -> Result<String> {
        let path = format!("/proc/{}/{file}", self.child.id());
        std::fs::read_to_string(&path).with_context(|| path)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// User and system seconds of this program so far.
pub(crate) fn own_cpu() -> Result<f64> {
    seconds(&std::fs::read_to_string("/proc/self/stat")?)
}

fn seconds(stat: &str) -> Result<f64> {
    // The program's name, in parentheses, may hold anything.
    let fields = stat.rsplit_once(')').context("no stat")?.1;
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.map(str::parse::<f64>).sum::<Result<f64, _>>()?;
    Ok(ticks / TICKS)
}

/// The program on a core, if one is given; `taskset` becomes the program, so that the process is the same.
fn on(core: Option<&str>, program: &Path) -> Command {
    match core {
        Some(core) => {
            let mut command = Command::new("taskset");
            command.args(["-c", core]).arg(program);
            command
        }
        None => Command::new(program),
    }
}

fn address(said: &mut BufReader<ChildStdout>) -> Result<SocketAddr> {
    let mut line = String::new();
    loop {
        line.clear();
        ensure!(said.read_line(&mut line)? > 0, "it ended");
        if let Some((_, rest)) = line.split_once("http://") {
            let end = rest.find(|c: char| !c.is_ascii_digit() && !".:".contains(c)).unwrap_or(rest.len());
            return Ok(rest[..end].parse()?);
        }
    }
}

/// Adds so many agents to the data in `folder`; returns their e-mail addresses.
pub(crate) fn add_agents(binary: &Path, folder: &Path, count: usize) -> Result<Vec<String>> {
    (1..=count).map(|number| add_person(binary, folder, &format!("agent{number}"), "analyst")).collect()
}

/// Adds one person to the data in `folder`; returns their e-mail address.
pub(crate) fn add_person(binary: &Path, folder: &Path, name: &str, role: &str) -> Result<String> {
    let email = format!("{name}@bench.example");
    let mut command = Command::new(binary);
    command.args(["user", "add", "--email", &email, "--first-name", "Agent", "--role", role]);
    command.args(["--last-name", "Bench", "--data"]).arg(folder).env("BATON_LOG", "warn");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    child.stdin.take().context("no input")?.write_all(PASSWORD.as_bytes())?;
    ensure!(child.wait()?.success(), "{email} could not be added");
    Ok(email)
}
