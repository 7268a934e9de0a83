//! tests: the people who may sign in, added with the operator's command, once for all servers of a test run.

use std::{fs, io::Write, path::Path, process::Stdio};

use baton_protocol::people::Role;
use tokio::sync::OnceCell;

use crate::binary;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// Somebody who may sign in.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// As visitors are told.
    pub first_name: &'static str,
    /// How they sign in.
    pub email: &'static str,
    /// What they may do.
    pub role: Role,
}

/// A live agent.
pub const MIA: Person = Person { first_name: "Mia", email: "mia@shop.example", role: Role::Analyst };
/// Another live agent.
pub const LUIS: Person = Person { first_name: "Luis", email: "luis@shop.example", role: Role::Analyst };
/// An editor.
pub const EDA: Person = Person { first_name: "Eda", email: "eda@shop.example", role: Role::Editor };
/// An admin.
pub const MIRA: Person = Person { first_name: "Mira", email: "mira@shop.example", role: Role::Admin };

/// All of them.
pub const EVERYBODY: [Person; 4] = [MIA, LUIS, EDA, MIRA];

/// A data folder's files.
type Files = Vec<(String, Vec<u8>)>;

/// Fills `folder` with a store that knows everybody.
pub(crate) async fn settle(folder: &Path) {
    static KNOWN: OnceCell<Files> = OnceCell::const_new();
    let files =
        KNOWN.get_or_init(|| async { tokio::task::spawn_blocking(added).await.expect("people are added") });
    for (name, bytes) in files.await {
        fs::write(folder.join(name), bytes).expect("a data folder can be written");
    }
}

/// Adds everybody to the store in `folder`.
pub(crate) async fn join(folder: &Path) {
    let folder = folder.to_owned();
    let added =
        tokio::task::spawn_blocking(move || EVERYBODY.into_iter().for_each(|person| add(&folder, person)));
    added.await.expect("people are added");
}

/// Hashing takes its time by design, so it is done once.
fn added() -> Files {
    let folder = tempfile::tempdir().expect("a folder for the people");
    for person in EVERYBODY {
        add(folder.path(), person);
    }
    let files = fs::read_dir(folder.path()).expect("the people's folder can be read");
    files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(path).expect("the people's files can be read"))
        })
        .collect()
}

fn add(folder: &Path, person: Person) {
    let role = match person.role {
        Role::Analyst => "analyst",
        Role::Editor => "editor",
        Role::Admin => "admin",
    };
    let mut command = std::process::Command::new(binary::path());
    command.args(["user", "add", "--email", person.email, "--first-name", person.first_name]);
    command.args(["--last-name", "Example", "--role", role, "--data"]).arg(folder);
    let mut child = command
        .env("BATON_LOG", "warn")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the server's binary runs");
    let mut password = child.stdin.take().expect("its standard input");
    password.write_all(PASSWORD.as_bytes()).expect("the password is taken");
    drop(password);
    assert!(child.wait().expect("it ends").success(), "{} was not added", person.email);
}
