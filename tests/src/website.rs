//! tests: a website's stand-in on loopback, with pages that change and vanish on command, and with hostile ones.
//!
//! It holds its reader to what websites may expect: GET alone, a name that says who reads, no cookie and no key, and
//! `robots.txt` before any page, which is then obeyed. Whatever is not so is a fault.

mod kept;
mod sends;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{Router, extract::State, http::Request, response::Response};
use tokio::{net::TcpListener, task::AbortHandle};

pub use sends::{Sends, gzip, sitemap, sitemaps};

use kept::Kept;

/// A website on loopback. Ends with its story.
#[derive(Debug)]
pub struct Website {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    task: AbortHandle,
}

impl Website {
    /// A website without any page.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let kept = Arc::new(Mutex::new(Kept::default()));
        let router = Router::new().fallback(page).with_state(Arc::clone(&kept));
        let serve = async move { axum::serve(listener, router).await.expect("the website goes on") };
        Self { address, kept, task: tokio::spawn(serve).abort_handle() }
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The port, for addresses that say its host in another way.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on this stands there.
    pub fn puts(&self, path: &str, sends: Sends) {
        lock(&self.kept).pages.insert(path.to_owned(), sends);
    }

    /// A page with this title and these paragraphs.
    pub fn page(&self, path: &str, title: &str, paragraphs: &[&str]) {
        self.puts(path, Sends::html(title, paragraphs));
    }

    /// A sitemap of these paths.
    pub fn lists(&self, path: &str, pages: &[&str]) {
        let pages: Vec<String> = pages.iter().map(|page| self.url(page)).collect();
        self.puts(path, sitemap(&pages));
    }

    /// Nothing stands there any more.
    pub fn drops(&self, path: &str) {
        lock(&self.kept).pages.remove(path);
    }

    /// How often this was asked for.
    #[must_use]
    pub fn asked(&self, path: &str) -> usize {
        lock(&self.kept).asked.get(path).copied().unwrap_or_default()
    }

    /// How often the answer was that it had not changed.
    #[must_use]
    pub fn unchanged(&self, path: &str) -> usize {
        lock(&self.kept).unchanged.get(path).copied().unwrap_or_default()
    }

    /// All requests that came.
    #[must_use]
    pub fn visits(&self) -> usize {
        lock(&self.kept).asked.values().sum()
    }

    /// Every request so far was as it has to be.
    ///
    /// # Panics
    /// Where one was not.
    pub fn is_content(&self) {
        let faults = lock(&self.kept).faults.clone();
        assert!(faults.is_empty(), "the website found faults: {faults:?}");
    }
}

impl Drop for Website {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn page(State(kept): State<Arc<Mutex<Kept>>>, request: Request<axum::body::Body>) -> Response {
    let answer = lock(&kept).answer(&request);
    answer.send().await
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
