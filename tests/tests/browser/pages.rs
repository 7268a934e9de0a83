//! Browser stories: the chat on pages of shops on an origin of their own, and what a visitor gets there.

mod blocked;
mod hostile;
mod lines;
mod origins;
mod policy;
mod popout;
mod routes;
mod swaps;
mod twice;
mod visits;

use baton_tests::{
    front::{Front, Ways},
    page::{Page, Pages},
    server::Server,
    visitor::SITE,
};

use crate::{
    browser::Browser,
    driver::Driver,
    engine::{Engine, Wish},
};

/// A shop's website, and the server of its chat.
pub(crate) struct Shop {
    pub(crate) driver: Driver,
    pub(crate) server: Server,
    pub(crate) pages: Pages,
    /// The origin at which browsers find the chat.
    pub(crate) chat: String,
}

impl Shop {
    pub(crate) async fn opens(engine: Engine) -> Self {
        let server = Server::start().await;
        let chat = server.origin();
        Self { driver: Driver::of(engine), server, pages: Pages::start().await, chat }
    }

    /// The same, with this between browsers and the server.
    pub(crate) async fn opens_behind(engine: Engine, ways: Ways) -> (Self, Front) {
        let shop = Self::opens(engine).await;
        let front = Front::of(shop.server.address(), ways).await;
        (Self { chat: front.origin(), ..shop }, front)
    }

    /// The snippet as the console gives it, with these attributes besides.
    pub(crate) fn snippet(&self, attributes: &str) -> String {
        self.snippet_of(SITE, attributes)
    }

    /// The same for another site.
    pub(crate) fn snippet_of(&self, site: &str, attributes: &str) -> String {
        let chat = &self.chat;
        format!(
            "<script async src=\"{chat}/baton.js?site={site}\" data-site=\"{site}\" {attributes}></script>"
        )
    }

    /// A page that has the snippet and nothing else of note.
    pub(crate) fn page(&self) -> Page {
        Page::with(&self.snippet(""))
    }

    /// A visitor on this page, at `/`.
    pub(crate) async fn visited(&self, page: Page) -> Browser {
        self.visited_with(page, Wish::default()).await
    }

    /// The same with a browser that is set so.
    pub(crate) async fn visited_with(&self, page: Page, wish: Wish) -> Browser {
        self.pages.puts("/", page);
        let browser = Browser::set(&self.driver, "visitor", wish).await;
        browser.go(&self.pages.url("/")).await;
        browser
    }
}
