//! Who a visitor is: a stranger with a new token, or somebody whose token is stored; and what their client tells.

use baton_protocol::{
    Code, Refusal, VisitorId,
    limits::PAGE_CHARS,
    visitor::{Hello, PageView},
};

use crate::{
    bus::{Hint, Topic},
    desk::{Desk, unavailable},
    random::{token, token_hash},
    store::model::{AboutVisitor, Site, SiteId, TokenHash},
};

/// Visitors are stored with their first words: whoever only looks leaves no trace.
pub(super) enum Who {
    Stranger(TokenHash),
    Known { visitor: VisitorId, name: Option<String> },
}

/// Who brings this token. A token that is not stored stays the client's, because its other tabs hold it too; a stranger
/// without one, or with one of another site, gets a new one.
pub(super) async fn recognise(
    desk: &Desk,
    site: &Site,
    offered: Option<&str>,
) -> Result<(Who, Option<String>), Refusal> {
    if let Some(hash) = offered.and_then(token_hash) {
        let found = desk.store.visitor_by_token(hash).await;
        match found.map_err(|error| unavailable(&error))? {
            Some(visitor) if visitor.site == site.id => {
                return Ok((Who::Known { visitor: visitor.id, name: visitor.name }, None));
            }
            Some(_) => {}
            None => return Ok((Who::Stranger(hash), None)),
        }
    }
    let none = || Refusal::new(Code::Unavailable, "The server cannot issue a token now.");
    let token = token(desk.random.as_ref()).map_err(|_| none())?;
    let hash = token_hash(&token).ok_or_else(none)?;
    Ok((Who::Stranger(hash), Some(token)))
}

/// Stores a stranger, and tells the other tabs that hold the same token.
pub(super) async fn store(
    desk: &Desk,
    site: SiteId,
    token: TokenHash,
    about: &AboutVisitor,
) -> Result<Who, Refusal> {
    let added = desk.store.add_visitor(site, token, about.clone(), desk.clock.now()).await;
    let visitor = added.map_err(|error| unavailable(&error))?;
    desk.bus.publish(Topic::Stranger(token), Hint::Known(visitor));
    Ok(Who::Known { visitor, name: None })
}

pub(super) fn about(hello: &Hello, user_agent: &str) -> AboutVisitor {
    AboutVisitor {
        locale: cut(&hello.locale, 35),
        time_zone: cut(&hello.time_zone, 64),
        user_agent: cut(user_agent, 400),
        page: hello.page.as_ref().map(bounded),
    }
}

pub(super) fn bounded(page: &PageView) -> PageView {
    PageView {
        url: cut(&page.url, PAGE_CHARS),
        title: cut(&page.title, PAGE_CHARS),
        referrer: cut(&page.referrer, PAGE_CHARS),
    }
}

pub(super) fn cut(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}
