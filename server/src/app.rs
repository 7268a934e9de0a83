//! The app: names the backends, puts the parts together, and runs until it is told to stop.

use std::{io::Read, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use baton_import::Fetcher;
use baton_knowledge::{Embed, Embeddings};
use baton_line::api::Line;
use tokio::net::TcpListener;

use crate::{
    ai::Agent,
    args::{AddUserArgs, ServeArgs},
    assets,
    away::{Away, Mailer, Pusher, Services, Vapid},
    bus::local::LocalBus,
    channel::Channel,
    clock::{Clock, SystemClock},
    demo,
    desk::{
        Desk, Parts, Rules,
        shelf::{Desked, Shelf},
        vault::Vault,
    },
    http::{Http, accept, routes},
    random::{self, Random, SystemRandom},
    stopping,
    store::{
        Knowledge, Sites, Store,
        bytes::Bytes,
        model::SiteSettings,
        sqlite::{Options, SqliteStore},
    },
};

/// The key of the site that a fresh store has.
const FIRST_SITE: &str = "main";
/// Whom push services turn to where this server has no public address: nobody (RFC 2606, 2).
const CONTACT: &str = "https://baton.invalid";

/// `baton serve` and `baton demo`.
pub(crate) async fn serve(args: ServeArgs, with_demo: bool) -> anyhow::Result<()> {
    let store = open(&args.data.folder)?;
    let now = SystemClock.now();
    if with_demo {
        // What was changed in the console stays.
        if let Some(site) = store.add_site(demo::KEY, demo::settings(), now).await? {
            store.begin_with(site.id, demo::knowledge(), now).await?;
        }
    } else if store.sites().await?.is_empty() {
        store.put_site(FIRST_SITE, SiteSettings::default(), now).await?;
    }
    let bytes = open_bytes(&args.data.folder)?;
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("{} cannot be listened on; is another server running?", args.listen))?;
    let address = address(&args, &listener)?;
    let desk = desk(Arc::new(store), bytes, &args, address.clone()).await?;
    desk.begin_models().await?;
    desk.begin_answering().await?;
    desk.begin_lines().await?;
    tokio::spawn(Arc::clone(&desk).run_clock());
    tokio::spawn(Arc::clone(&desk).run_imports());
    tokio::spawn(Arc::clone(&desk).run_search());
    tokio::spawn(Arc::clone(&desk).run_files());
    let line = Line::new(&args.line_api_base, &args.line_data_base)?;
    let channel = Channel::open(Arc::clone(&desk), line, address.clone()).await?;
    tokio::spawn(Arc::clone(&channel).run());
    let (stop, stopping) = stopping::channel();
    let http = Http {
        desk: Arc::clone(&desk),
        channel,
        throttle: Arc::default(),
        loaders: Arc::default(),
        public_url: args.public_url.as_deref().map(Arc::from),
        demo: with_demo,
        stopping: stopping.clone(),
    };
    greet(&desk, &address, with_demo)?;
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping");
        stop.now();
    });
    accept::serve(listener, routes::router(&http), args.connections, stopping).await;
    Ok(())
}

/// `baton user add`.
pub(crate) async fn add_user(args: AddUserArgs) -> anyhow::Result<()> {
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password).context("the password could not be read")?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    let store: Arc<dyn Store> = Arc::new(open(&args.data.folder)?);
    let rules = Rules {
        ring: Duration::ZERO,
        spread: Duration::ZERO,
        grace: Duration::ZERO,
        visitor_rate: 0,
        pace: Duration::ZERO,
        model: Duration::ZERO,
    };
    let reader = Fetcher::new(&[])?;
    let sites = Shelf::default();
    let bytes = open_bytes(&args.data.folder)?;
    let services = Services::new(Vec::new());
    let away = away(store.as_ref(), services, None, String::new()).await?;
    let vault = open_vault(&args.data.folder)?;
    let parts = Parts {
        store: Arc::clone(&store),
        bytes,
        bus: Arc::new(LocalBus::default()),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        away,
        rules,
        chat_limit: 0,
        sites,
        vault,
        embed: None,
        reader,
    };
    let desk = Desk::open(parts).await?;
    let user = desk
        .new_user(args.email, args.first_name, args.last_name, args.role.into(), password)
        .await
        .map_err(|wrong| anyhow::anyhow!(wrong.why.message))?;
    let email = user.email.clone();
    let Some(user) = store.add_user(user, false).await? else {
        bail!("{email} is somebody already");
    };
    say(&format!("Added {} {} ({email}).", user.first_name, user.last_name));
    Ok(())
}

fn open(folder: &Path) -> anyhow::Result<SqliteStore> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    let options = Options { epoch: random::token(&SystemRandom)? };
    Ok(SqliteStore::open(folder, &options)?)
}

fn open_bytes(folder: &Path) -> anyhow::Result<Bytes> {
    Bytes::open(folder).with_context(|| format!("the files in {} cannot be kept", folder.display()))
}

fn open_vault(folder: &Path) -> anyhow::Result<Vault> {
    Vault::open(folder, &SystemRandom).context("the key of stored secrets cannot be used")
}

/// The ways in which people are reached while their console is closed. The key is made at the first start.
async fn away(
    store: &dyn Store,
    services: Services,
    mail: Option<Mailer>,
    address: String,
) -> anyhow::Result<Away> {
    let mut new = vec![0; 32];
    SystemRandom.fill(&mut new)?;
    let secret = store.secret("vapid", new).await?;
    let contact = if address.starts_with("https://") { address.clone() } else { CONTACT.to_owned() };
    let vapid = Vapid::new(&secret, contact).context("the key for push services cannot be used")?;
    Ok(Away { push: Pusher::new(services, vapid), mail, address })
}

/// Where people find this server.
fn address(args: &ServeArgs, listener: &TcpListener) -> anyhow::Result<String> {
    if let Some(url) = &args.public_url {
        return Ok(url.trim_end_matches('/').to_owned());
    }
    let bound = listener.local_addr()?;
    // All addresses of a machine are none that a browser could go to.
    let unspecified = bound.ip().is_unspecified();
    Ok(if unspecified { format!("http://localhost:{}", bound.port()) } else { format!("http://{bound}") })
}

async fn desk(
    store: Arc<dyn Store>,
    bytes: Bytes,
    args: &ServeArgs,
    address: String,
) -> anyhow::Result<Arc<Desk>> {
    let desked = |site| Desked { site, agent: Arc::new(Agent::empty()), model: None };
    let sites = store.sites().await?.into_iter().map(desked).collect();
    let mail = match (&args.smtp, &args.mail_from) {
        (Some(server), Some(from)) => Some(Mailer::new(server, from)?),
        (Some(_) | None, _) => None,
    };
    let services = Services::new(args.push_services.clone());
    let away = away(store.as_ref(), services, mail, address).await?;
    let rules = Rules {
        ring: Duration::from_secs(args.ring_seconds),
        spread: Duration::from_secs(args.spread_seconds),
        grace: Duration::from_secs(args.grace_seconds),
        visitor_rate: args.visitor_rate,
        pace: Duration::from_millis(args.word_ms),
        model: Duration::from_secs(args.model_seconds),
    };
    let reader = Fetcher::new(&args.import_allow)?;
    let vault = open_vault(&args.data.folder)?;
    let embed = match &args.embeddings {
        Some(folder) => Some(Arc::new(Embeddings::open(folder)?) as Arc<dyn Embed>),
        None => None,
    };
    let parts = Parts {
        store,
        bytes,
        bus: Arc::new(LocalBus::default()),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        away,
        rules,
        chat_limit: args.chat_limit,
        sites: Shelf::new(sites),
        vault,
        embed,
        reader,
    };
    Ok(Desk::open(parts).await?)
}

/// Says where everything is. The one-time link goes to the terminal alone, never to the log.
fn greet(desk: &Desk, at: &str, with_demo: bool) -> anyhow::Result<()> {
    say("");
    say(&format!("Baton {} is ready.", env!("CARGO_PKG_VERSION")));
    if assets::ASSETS.is_empty() {
        say("  This binary was built without its pages; build it with: cargo xtask build");
    }
    if with_demo {
        say(&format!("  Demo shop  {at}/demo/"));
    }
    say(&format!("  Console    {at}/console/"));
    if let Some(token) = desk.issue_setup()? {
        say(&format!("  Create the admin, once, here:  {at}/console/setup#{token}"));
    }
    for key in desk.site_keys() {
        say(&format!(
            "  Embed      <script async src=\"{at}/baton.js?site={key}\" data-site=\"{key}\"></script>"
        ));
    }
    say("");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the terminal is whom the operator's command answers")]
fn say(line: &str) {
    println!("{line}");
}

/// Returns when the operator or the system wants the server to stop.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}
