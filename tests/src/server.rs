//! tests: a server process on loopback with a data folder of its own; killed, stopped and started again at will.

use std::{
    fs::{self, File},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::{PATIENCE, binary, eventually, people};

/// What the server says of where it is.
const CONSOLE: &str = "  Console    http://";
const SETUP: &str = "/console/setup#";
/// The last lines of the log that a failed story shows.
const SHOWN: usize = 30;

/// A server. Ends with its story.
#[derive(Debug)]
pub struct Server {
    child: Option<Child>,
    address: SocketAddr,
    /// Of the one-time link that the last start printed.
    pub setup: Option<String>,
    folder: TempDir,
    flags: Vec<String>,
}

impl Server {
    /// The demo with everybody of [`people`], whole answers at once and no limit to a visitor's rate.
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// The same with these flags besides.
    pub async fn with(flags: &[&str]) -> Self {
        let server = Self::off(flags);
        people::settle(&server.data()).await;
        server.on().await
    }

    /// The demo over whatever is put into its data folder before; everybody of [`people`] is added to it.
    pub async fn over(fill: impl FnOnce(&Path)) -> Self {
        let server = Self::off(&[]);
        fill(&server.data());
        people::join(&server.data()).await;
        server.on().await
    }

    /// A server whose store knows nobody.
    pub async fn empty() -> Self {
        Self::off(&[]).on().await
    }

    fn off(flags: &[&str]) -> Self {
        // Built together with the server, which speaks TLS, no HTTP client can be made before; a second time it fails.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder for the server");
        fs::create_dir(folder.path().join("data")).expect("a data folder");
        Self {
            child: None,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            setup: None,
            folder,
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
        }
    }

    async fn on(mut self) -> Self {
        self.begin().await;
        self
    }

    /// Starts again, on the same data and the same address.
    ///
    /// # Panics
    /// Where it does not get ready.
    pub async fn begin(&mut self) {
        assert!(self.child.is_none(), "the server runs already");
        let begun = timeout(PATIENCE, async {
            // Somebody else may hold the port for a moment, as the outgoing end of a connection.
            while !self.try_begin().await {}
        });
        if begun.await.is_err() {
            panic!("the server did not start:\n{}", self.log());
        }
        let ready = format!("http://{}/readyz", self.address);
        eventually("a server that is ready", || async {
            reqwest::get(&ready).await.ok().filter(|answer| answer.status().is_success())
        })
        .await;
    }

    async fn try_begin(&mut self) -> bool {
        let was_known = self.address.port() != 0;
        let listen = self.listen();
        let log = File::options().create(true).append(true).open(self.log_path()).expect("a log file");
        let mut child = Command::new(binary::path())
            .args(["demo", "--listen", &listen.to_string(), "--data"])
            .arg(self.data())
            .args(&self.flags)
            .env("BATON_WORD_MS", "0")
            .env("BATON_VISITOR_RATE", "0")
            .env("BATON_LOG", "info,baton=debug")
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("the server's binary runs");
        let mut lines = BufReader::new(child.stdout.take().expect("its standard output")).lines();
        self.setup = None;
        self.address = listen;
        while let Ok(Some(line)) = lines.next_line().await {
            if let Some((_, token)) = line.split_once(SETUP) {
                self.setup = Some(token.trim().to_owned());
            } else if let Some(rest) = line.strip_prefix(CONSOLE) {
                let address = rest.strip_suffix("/console/").and_then(|address| address.parse().ok());
                self.address = address.expect("the server says its address");
            } else if line.contains("<script") {
                // The last line; what follows must still have somewhere to go.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                self.child = Some(child);
                return true;
            }
        }
        if !was_known {
            self.address.set_port(0);
        }
        false
    }

    /// Where it is to listen. One that the world knows under another address does not say which port it was given.
    fn listen(&self) -> SocketAddr {
        let public = self.flags.iter().any(|flag| flag == "--public-url");
        if public && self.address.port() == 0 {
            let free = std::net::TcpListener::bind(self.address).expect("a free port");
            return free.local_addr().expect("an address");
        }
        self.address
    }

    /// SIGKILL: nothing is tidied up.
    pub async fn kill(&mut self) {
        let mut child = self.child.take().expect("a server that runs");
        child.kill().await.expect("the server is killed");
    }

    /// SIGTERM: the server ends by itself.
    ///
    /// # Panics
    /// Where it does not, or says that something was wrong.
    pub async fn stop(&mut self) {
        let mut child = self.ask_to_stop().await;
        let status =
            timeout(PATIENCE, child.wait()).await.expect("the server stops").expect("it has a status");
        assert!(status.success(), "the server stopped with {status}:\n{}", self.log());
    }

    async fn ask_to_stop(&mut self) -> Child {
        let child = self.child.take().expect("a server that runs");
        let id = child.id().expect("it has an id").to_string();
        let sent = Command::new("sh").args(["-c", "kill -TERM \"$1\"", "sh", &id]).status().await;
        assert!(sent.expect("a shell runs").success(), "the signal was not sent");
        child
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its own origin, as a browser names it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// All that it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    fn log_path(&self) -> PathBuf {
        Path::new(self.folder.path()).join("log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            eprintln!("the server's log:\n{}", lines[lines.len().saturating_sub(SHOWN)..].join("\n"));
        }
    }
}
