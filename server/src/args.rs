//! The command line, and the environment variables that say the same.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use baton_protocol::people::Role;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::away::KNOWN;

/// Live chat that hands over cleanly.
#[derive(Debug, Parser)]
#[command(name = "baton", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs the server.
    Serve(ServeArgs),
    /// Runs the server with a demo shop and its sample knowledge.
    Demo(ServeArgs),
    /// Reads a PDF from standard input, in a process of its own.
    #[command(name = "read-pdf", hide = true)]
    ReadPdf,
    /// Looks after the people who sign in.
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    /// Address to listen on.
    #[arg(long, env = "BATON_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Where browsers find this server, such as https://chat.example.com, when a proxy stands in front.
    #[arg(long, env = "BATON_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// Seconds that a request rings before the visitor is told that nobody came.
    #[arg(long, env = "BATON_RING_SECONDS", default_value_t = 120)]
    pub(crate) ring_seconds: u64,
    /// Seconds without an answer after which a request rings more live agents.
    #[arg(long, env = "BATON_SPREAD_SECONDS", default_value_t = 20)]
    pub(crate) spread_seconds: u64,
    /// Seconds that a live agent may be gone before their chats ring again.
    #[arg(long, env = "BATON_GRACE_SECONDS", default_value_t = 30)]
    pub(crate) grace_seconds: u64,
    /// Chats that one live agent holds before no more ring.
    #[arg(long, env = "BATON_CHAT_LIMIT", default_value_t = 5)]
    pub(crate) chat_limit: usize,
    /// Commands a second that one visitor may send for long; 0 for any number.
    #[arg(long, env = "BATON_VISITOR_RATE", default_value_t = 5)]
    pub(crate) visitor_rate: u32,
    /// Connections at once.
    #[arg(long, env = "BATON_CONNECTIONS", default_value_t = 50_000)]
    pub(crate) connections: u32,
    /// Push services that browsers may subscribe at; `*.` stands for any subdomain.
    #[arg(long, env = "BATON_PUSH_SERVICES", value_delimiter = ',', default_value = KNOWN)]
    pub(crate) push_services: Vec<String>,
    /// Mail server, such as smtps://user:password@mail.example.com. Without one no e-mail is sent.
    #[arg(long, env = "BATON_SMTP", hide_env_values = true, requires = "mail_from")]
    pub(crate) smtp: Option<String>,
    /// Who e-mails are from, such as "Baton <chat@example.com>".
    #[arg(long, env = "BATON_MAIL_FROM")]
    pub(crate) mail_from: Option<String>,
    /// IP addresses that imports may read although they are not public, such as 127.0.0.1.
    #[arg(long, env = "BATON_IMPORT_ALLOW", value_delimiter = ',')]
    pub(crate) import_allow: Vec<IpAddr>,
    /// Seconds that a model's first proved sentence is waited for.
    #[arg(long, env = "BATON_MODEL_SECONDS", default_value_t = 6)]
    pub(crate) model_seconds: u64,
    /// A folder with static sentence embeddings as model2vec saves them, to rank answers with; nothing is downloaded.
    #[arg(long, env = "BATON_EMBEDDINGS")]
    pub(crate) embeddings: Option<PathBuf>,
    /// Where LINE's API is; another server only for tests.
    #[arg(long, env = "BATON_LINE_API_BASE", default_value = "https://api.line.me")]
    pub(crate) line_api_base: String,
    /// Where LINE keeps pictures and files; another server only for tests.
    #[arg(long, env = "BATON_LINE_DATA_BASE", default_value = "https://api-data.line.me")]
    pub(crate) line_data_base: String,
    /// Milliseconds between the words of the embedded AI agent; 0 for whole answers at once.
    #[arg(long, env = "BATON_WORD_MS", default_value_t = 40)]
    pub(crate) word_ms: u64,
}

#[derive(Args, Debug)]
pub(crate) struct DataArgs {
    /// Folder that keeps everything.
    #[arg(long = "data", env = "BATON_DATA", default_value = "data")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Adds a person. The password is read from standard input.
    Add(AddUserArgs),
}

#[derive(Args, Debug)]
pub(crate) struct AddUserArgs {
    #[arg(long)]
    pub(crate) email: String,
    #[arg(long)]
    pub(crate) first_name: String,
    #[arg(long)]
    pub(crate) last_name: String,
    #[arg(long, value_enum)]
    pub(crate) role: RoleArg,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RoleArg {
    /// People, sites, channels and settings besides.
    Admin,
    /// Teaches the AI agent besides.
    Editor,
    /// Holds chats.
    Analyst,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Admin => Self::Admin,
            RoleArg::Editor => Self::Editor,
            RoleArg::Analyst => Self::Analyst,
        }
    }
}
