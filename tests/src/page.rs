//! tests: pages of shops, on an origin and a site of their own: HTML and headers, as strict or as careless as a story
//! wants them.

use std::{
    collections::HashMap,
    env, fs,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use tokio::{net::TcpListener, task::AbortHandle};

/// Names the folder `node_modules` that `cargo xtask setup` fills.
pub const PACKAGES: &str = "BATON_PACKAGES";

/// The nonce of a page's own scripts. A real page has a new one each time.
pub const NONCE: &str = "c2hvcA";

/// What a page tells of what happened in it.
const WATCH: &str = include_str!("page/watch.js");

/// Where its own script stands.
const WATCH_PATH: &str = "/watch.js";

/// Where packages stand.
const PACKAGES_PATH: &str = "/packages/";

/// What every page shows.
const BODY: &str = "<main id=\"swup\"><h1>Tea</h1><p>Loose tea from growers we know by name.</p>\
                    <p><a id=\"on\" href=\"/on\">On</a></p></main>";

/// A page, or whatever else stands at an address.
#[derive(Clone, Debug)]
pub struct Page {
    head: String,
    title: String,
    body: String,
    headers: Vec<(&'static str, String)>,
}

impl Page {
    /// A page with this in its head, such as the chat's snippet.
    #[must_use]
    pub fn with(head: &str) -> Self {
        Self { head: head.to_owned(), title: "A shop".to_owned(), body: BODY.to_owned(), headers: Vec::new() }
    }

    /// The same, called so.
    #[must_use]
    pub fn titled(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }

    /// The same with this markup at the head's beginning, before anything of the chat.
    #[must_use]
    pub fn first(self, markup: &str) -> Self {
        Self { head: format!("{markup}\n{}", self.head), ..self }
    }

    /// The same with this markup at the body's end.
    #[must_use]
    pub fn last(self, markup: &str) -> Self {
        Self { body: format!("{}\n{markup}", self.body), ..self }
    }

    /// The same with this header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn answer(&self) -> Response {
        let Self { head, title, body, headers } = self;
        let html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <link rel=\"icon\" href=\"data:,\">\n<script nonce=\"{NONCE}\" src=\"{WATCH_PATH}\"></script>\n\
             {head}\n</head><body>{body}</body></html>"
        );
        let mut response = ([(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
        for (name, value) in headers {
            response.headers_mut().insert(*name, value.parse().expect("a header's value"));
        }
        response
    }
}

/// A script of the page itself, as markup.
#[must_use]
pub fn script(code: &str) -> String {
    format!("<script nonce=\"{NONCE}\">{code}</script>")
}

/// A style of the page itself, as markup.
#[must_use]
pub fn style(rules: &str) -> String {
    format!("<style nonce=\"{NONCE}\" data-own>{rules}</style>")
}

/// A file of a package, as a script's markup.
#[must_use]
pub fn library(file: &str) -> String {
    format!("<script nonce=\"{NONCE}\" src=\"{PACKAGES_PATH}{file}\"></script>")
}

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<String, Page>,
    asked: HashMap<String, usize>,
}

/// A website of such pages. Ends with its story.
#[derive(Debug)]
pub struct Pages {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    task: AbortHandle,
}

impl Pages {
    /// A website without any page.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let kept = Arc::new(Mutex::new(Kept::default()));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&kept));
        let serve = async move { axum::serve(listener, router).await.expect("the pages go on") };
        Self { address, kept, task: tokio::spawn(serve).abort_handle() }
    }

    /// Its origin. A browser takes the chat's server, which is named by its address, for another site.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// From now on this page stands there.
    pub fn puts(&self, path: &str, page: Page) {
        lock(&self.kept).pages.insert(path.to_owned(), page);
    }

    /// How often this was asked for.
    #[must_use]
    pub fn asked(&self, path: &str) -> usize {
        lock(&self.kept).asked.get(path).copied().unwrap_or_default()
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(kept): State<Arc<Mutex<Kept>>>, uri: Uri) -> Response {
    let path = uri.path();
    if path == WATCH_PATH {
        return ([(CONTENT_TYPE, "text/javascript")], WATCH).into_response();
    }
    if let Some(file) = path.strip_prefix(PACKAGES_PATH) {
        return packaged(file);
    }
    *lock(&kept).asked.entry(path.to_owned()).or_default() += 1;
    let page = lock(&kept).pages.get(path).cloned();
    page.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |page| page.answer())
}

/// A file of a package.
fn packaged(file: &str) -> Response {
    let folder = env::var(PACKAGES).unwrap_or_else(|_| panic!("{PACKAGES} is not set: cargo xtask setup"));
    let text = fs::read_to_string(format!("{folder}/{file}"));
    let text = text.unwrap_or_else(|error| panic!("{file}: {error}: cargo xtask setup"));
    ([(CONTENT_TYPE, "text/javascript")], text).into_response()
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
