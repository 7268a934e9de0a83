//! tests, bench: a shop's page on an origin of its own: with the chat, with a bare widget, with neither.

use std::net::SocketAddr;

use anyhow::Result;
use axum::{
    Router,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{Html, IntoResponse},
    routing::get,
};
use tokio::{net::TcpListener, task::AbortHandle};

/// What every page measures of itself.
const SEEN: &str = include_str!("seen.js");
/// A widget without anything: a launcher, and a box to type in.
const BARE: &str = include_str!("bare.js");

/// What is on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Variant {
    None,
    Bare,
    Baton,
    /// The chat with `preload: idle`.
    Preloaded,
}

/// The shop; gone with the value.
pub(crate) struct Shop {
    page: SocketAddr,
    tasks: [AbortHandle; 2],
}

impl Shop {
    pub(crate) async fn open(chat: SocketAddr) -> Result<Self> {
        // The bare widget comes from another origin as well, as the chat does.
        let script = || async { ([(CONTENT_TYPE, "text/javascript"), (CACHE_CONTROL, "max-age=300")], BARE) };
        let (bare, bare_task) = serve(Router::new().route("/bare.js", get(script))).await?;
        let snippet = |extra: &str| {
            format!(
                "<script async src=\"http://{chat}/baton.js?site=demo\" data-site=\"demo\"{extra}></script>"
            )
        };
        let page = |head: String| {
            let html = format!(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A shop</title>\
                 <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
                 <style>body {{ font: 16px sans-serif }}</style><script>{SEEN}</script>{head}</head>\
                 <body><h1>Lamps</h1>{}</body></html>",
                "<p>A lamp that stands where you read, and is not seen where you look.</p>".repeat(40)
            );
            get(move || async move { Html(html).into_response() })
        };
        let router = Router::new()
            .route("/none", page(String::new()))
            .route("/bare", page(format!("<script async src=\"http://{bare}/bare.js\"></script>")))
            .route("/baton", page(snippet("")))
            .route("/preloaded", page(snippet(" data-preload=\"idle\"")));
        let (page, page_task) = serve(router).await?;
        Ok(Self { page, tasks: [bare_task, page_task] })
    }

    /// The page's address: a name where the chat's is a number, so that browsers take them for two sites.
    pub(crate) fn url(&self, variant: Variant) -> String {
        let path = match variant {
            Variant::None => "none",
            Variant::Bare => "bare",
            Variant::Baton => "baton",
            Variant::Preloaded => "preloaded",
        };
        format!("http://localhost:{}/{path}", self.page.port())
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

async fn serve(router: Router) -> Result<(SocketAddr, AbortHandle)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let task = tokio::spawn(async move {
        // Ends when it is aborted.
        let _ = axum::serve(listener, router).await;
    });
    Ok((address, task.abort_handle()))
}
