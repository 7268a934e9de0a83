//! Who a visitor is: a stranger with a new token, or somebody whose token is stored; and what their client tells.

use baton_protocol::{
    Code, Refusal, VisitorId,
    limits::{EMAIL_BYTES, NAME_CHARS, PAGE_CHARS},
    visitor::{Hello, Identity, PageView},
};

use crate::{
    bus::{Hint, Topic},
    desk::{Desk, unavailable},
    random::{token, token_hash},
    store::model::{AboutVisitor, Site, SiteId, TokenHash, Visitor},
};

/// A visitor's attributes, and characters of their names and values.
const ATTRIBUTES: usize = 30;
const ATTRIBUTE_NAME: usize = 40;
const ATTRIBUTE_VALUE: usize = 200;

/// Visitors are stored with their first words: whoever only looks leaves no trace.
pub(super) enum Who {
    Stranger(TokenHash),
    Known {
        visitor: VisitorId,
        name: Option<String>,
        /// The shop has proved who they are.
        verified: bool,
        /// What their page has said of them so far.
        identity: Identity,
    },
}

impl Who {
    /// A stored visitor. What is proved of them goes before what they said.
    pub(super) fn of(visitor: Visitor) -> Self {
        let Visitor { id: visitor, name, about, proved, .. } = visitor;
        let verified = proved.is_some();
        let name = proved.and_then(|proved| proved.name).or(name);
        Self::Known { visitor, name, verified, identity: about.identity }
    }

    pub(super) fn is_verified(&self) -> bool {
        matches!(self, Self::Known { verified: true, .. })
    }
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
                return Ok((Who::of(visitor), None));
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
    Ok(Who::Known { visitor, name: None, verified: false, identity: about.identity.clone() })
}

/// The visitor of this site who holds this token, stored if they were not.
pub(crate) async fn known(
    desk: &Desk,
    site: &str,
    token: &str,
    user_agent: &str,
) -> Result<VisitorId, Refusal> {
    let desked = desk.site(site).ok_or_else(|| Refusal::new(Code::NotFound, "There is no such site."))?;
    let who = match recognise(desk, &desked.site, Some(token)).await? {
        (Who::Stranger(hash), None) => {
            let about = about(&Hello::default(), user_agent);
            store(desk, desked.site.id, hash, &about).await?
        }
        // Whoever would get a new token has brought none that is good.
        (Who::Stranger(_), Some(_)) => return Err(unknown()),
        (known @ Who::Known { .. }, _) => known,
    };
    match who {
        Who::Known { visitor, .. } => Ok(visitor),
        Who::Stranger(_) => Err(unknown()),
    }
}

/// The visitor who holds this token.
pub(crate) async fn recognised(desk: &Desk, token: &str) -> Result<VisitorId, Refusal> {
    let hash = token_hash(token).ok_or_else(unknown)?;
    let found = desk.store.visitor_by_token(hash).await.map_err(|error| unavailable(&error))?;
    found.map(|visitor| visitor.id).ok_or_else(unknown)
}

pub(super) fn unknown() -> Refusal {
    Refusal::new(Code::Unauthorized, "This visitor is not known.")
}

/// What a page says of its visitor now, besides what it said before.
pub(super) fn identified(before: &Identity, now: Identity) -> Result<Identity, Refusal> {
    let named = |text: Option<String>, before: &Option<String>| match text {
        None => before.clone(),
        Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
    };
    let mut attributes = before.attributes.clone();
    for (name, value) in now.attributes {
        if value.is_empty() {
            attributes.remove(&name);
        } else {
            attributes.insert(name, value);
        }
    }
    let identity =
        Identity { name: named(now.name, &before.name), email: named(now.email, &before.email), attributes };
    let short = |text: &str, chars| text.chars().nth(chars).is_none();
    let fits = identity.name.as_ref().is_none_or(|name| short(name, NAME_CHARS))
        && identity.email.as_ref().is_none_or(|email| email.len() <= EMAIL_BYTES)
        && identity.attributes.len() <= ATTRIBUTES
        && identity.attributes.iter().all(|(name, value)| {
            !name.is_empty() && short(name, ATTRIBUTE_NAME) && short(value, ATTRIBUTE_VALUE)
        });
    let message = "Please give at most 30 attributes, with names of 40 and values of 200 characters.";
    if fits { Ok(identity) } else { Err(Refusal::new(Code::TooLong, message)) }
}

pub(crate) fn about(hello: &Hello, user_agent: &str) -> AboutVisitor {
    AboutVisitor {
        locale: cut(&hello.locale, 35),
        time_zone: cut(&hello.time_zone, 64),
        user_agent: cut(user_agent, 400),
        page: hello.page.as_ref().map(bounded),
        identity: Identity::default(),
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
