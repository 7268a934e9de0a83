//! Browser stories: the drivers of a story's browsers, a process each, and sessions in them.

use std::{
    env,
    net::TcpListener,
    path::Path,
    process::Stdio,
    sync::{Mutex, PoisonError},
};

use baton_tests::eventually;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    process::{Child, Command},
    sync::OnceCell,
};

use crate::engine::{Engine, Wish};

/// Before the port that chromedriver found.
const CHROMEDRIVER: &str = "was started successfully on port ";
/// Before the port that geckodriver found.
const GECKODRIVER: &str = "Listening on 127.0.0.1:";

/// Starts browsers of one engine. Ends with its story, and every process that it has started with it: a browser that
/// loses its driver would go on for ever.
#[derive(Debug)]
pub(crate) struct Driver {
    pub(crate) engine: Engine,
    profiles: TempDir,
    processes: Mutex<Vec<Child>>,
    /// The number of the screen that browsers without a headless mode draw on.
    screen: OnceCell<String>,
}

impl Driver {
    pub(crate) fn start() -> Self {
        Self::of(Engine::Chromium)
    }

    pub(crate) fn of(engine: Engine) -> Self {
        let profiles = tempfile::tempdir().unwrap();
        Self { engine, profiles, processes: Mutex::default(), screen: OnceCell::new() }
    }

    /// A browser with an empty profile of its own, and its driver's address.
    pub(crate) async fn session(&self, name: &str, wish: &Wish) -> (WebDriver, String) {
        // A person may have several browsers, and each has a profile of its own.
        let profile = tempfile::Builder::new().prefix(name).tempdir_in(self.profiles.path()).unwrap().keep();
        let address = format!("http://127.0.0.1:{}", self.begin(wish, &profile).await);
        let mut capabilities = Capabilities::new();
        let wished = self.engine.capabilities(wish, &profile);
        for (name, value) in wished.as_object().expect("capabilities are named") {
            capabilities.set(name, value).unwrap();
        }
        let driver = WebDriver::new(&address, capabilities).await.expect("a browser session");
        (driver, address)
    }

    /// Starts a driver; the port on which it listens.
    async fn begin(&self, wish: &Wish, profile: &Path) -> String {
        match self.engine {
            Engine::Chromium => {
                let binary = named("BATON_CHROMEDRIVER", "chromedriver");
                self.says(|| command(&binary, &["--port=0"]), CHROMEDRIVER).await
            }
            Engine::Firefox => {
                let binary = named("BATON_GECKODRIVER", "geckodriver");
                let arguments = ["--port=0", "--profile-root", &profile.display().to_string()];
                self.says(|| command(&binary, &arguments), GECKODRIVER).await
            }
            Engine::WebKit => self.finds_port(wish, profile).await,
        }
    }

    /// Starts a driver that says its port after these words. Again, where the free port that it found was taken before
    /// it listened there.
    async fn says(&self, start: impl Fn() -> Command, words: &str) -> String {
        loop {
            let mut child = spawn(&mut start());
            let output = child.stdout.take().expect("its standard output");
            self.keep(child);
            if let Some(line) = line_with(output, words).await {
                let (_, port) = line.split_once(words).expect("the words");
                return port.trim_end_matches('.').to_owned();
            }
        }
    }

    /// WebKit's driver finds no port by itself, and says nothing.
    async fn finds_port(&self, wish: &Wish, profile: &Path) -> String {
        let binary = named("BATON_WEBKIT_DRIVER", "WebKitWebDriver");
        let screen = self.screen.get_or_init(|| self.draws_on()).await;
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
        let mut command = command(&binary, &[&format!("--port={free}")]);
        command.env("DISPLAY", format!(":{screen}")).env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1");
        command.env("LANG", "C.UTF-8").env("LANGUAGE", wish.language);
        if wish.dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        // Whatever it keeps lies in the profile.
        for variable in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(variable, profile);
        }
        self.keep(spawn(&mut command));
        let status = format!("http://127.0.0.1:{free}/status");
        eventually("a driver that listens", || async { reqwest::get(&status).await.ok() }).await;
        free
    }

    /// A screen that nobody looks at.
    async fn draws_on(&self) -> String {
        let binary = named("BATON_XVFB", "Xvfb");
        let arguments = ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
        let mut child = spawn(&mut command(&binary, &arguments));
        let output = child.stdout.take().expect("its standard output");
        self.keep(child);
        line_with(output, "").await.expect("Xvfb says its number")
    }

    fn keep(&self, child: Child) {
        self.processes.lock().unwrap_or_else(PoisonError::into_inner).push(child);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let processes = self.processes.get_mut().unwrap_or_else(PoisonError::into_inner);
        for group in processes.iter().filter_map(Child::id) {
            let _ = std::process::Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
        }
    }
}

/// The program that a variable names.
fn named(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or_else(|_| usual.to_owned())
}

fn command(binary: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary);
    command.args(arguments);
    command
}

/// Starts it at the head of a group of processes, so that it ends with all that it starts.
fn spawn(command: &mut Command) -> Child {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).process_group(0);
    command.spawn().unwrap_or_else(|error| panic!("{command:?} does not run ({error}): cargo xtask setup"))
}

/// The first line that holds these words; none where the process ends without one.
async fn line_with(output: impl AsyncRead + Unpin + Send + 'static, words: &str) -> Option<String> {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if line.contains(words) {
            // What follows must still have somewhere to go.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some(line);
        }
    }
    None
}
