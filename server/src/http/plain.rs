//! The plain form: for browsers that cannot run the chat, a page that needs no script leaves a message with a person.

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use baton_protocol::{ClientId, Code, Refusal, agent::Channel, event::Contact, visitor::VisitorVerb};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    Http, Peer,
    error::Error,
    live::user_agent,
    pages::{self, escaped, words},
};
use crate::{
    desk::visitor_does::Actor,
    live::visitor,
    random::{client_id, token},
};

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    email: String,
    text: String,
}

/// `GET /w/{site}/message`: the form.
pub(crate) async fn form(
    State(http): State<Http>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let words = words(&headers);
    shown(&http, &key, &headers, StatusCode::OK, &fields(&words, &Typed::default(), None))
}

/// `POST /w/{site}/message`: leaves the message, or shows the form again with what is wrong and what was typed.
pub(crate) async fn leave(
    State(http): State<Http>,
    Path(key): Path<String>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, Error> {
    let desked = http.desk.site(&key).ok_or_else(Error::not_found)?;
    let Form(typed) = typed.map_err(|why| {
        Error::new(
            why.status(),
            Refusal::new(Code::Malformed, "The form cannot be read; please go back to it."),
        )
    })?;
    let words = words(&headers);
    let again = |status, wrong| shown(&http, &key, &headers, status, &fields(&words, &typed, Some(wrong)));
    if let Some(wrong) = wrong(&typed) {
        return again(StatusCode::UNPROCESSABLE_ENTITY, wrong);
    }
    let unavailable = |_| Error::from(Refusal::new(Code::Unavailable, "Please try again."));
    // Nobody keeps this token: a browser that cannot run the chat cannot come back to it.
    let token = token(http.desk.random.as_ref()).map_err(unavailable)?;
    if http.throttle.notes.admit(address, &token).is_err() {
        return again(StatusCode::TOO_MANY_REQUESTS, "refused.slow_down");
    }
    let visitor = visitor::known(&http.desk, &key, &token, &user_agent(&headers)).await?;
    let language = pages::language_of(&headers).to_owned();
    let actor = Actor {
        visitor,
        site: desked.site.id,
        locale: language,
        name: Some(typed.name.clone()),
        channel: Channel::Web,
    };
    let contact = Contact {
        client_id: None,
        name: typed.name.trim().to_owned(),
        email: typed.email.trim().to_owned(),
        text: typed.text.clone(),
    };
    let id: ClientId = client_id(http.desk.random.as_ref(), http.desk.clock.now()).map_err(unavailable)?;
    match http.desk.visitor_does(&actor, id, VisitorVerb::Contact(contact)).await {
        Ok(_) => {
            let more = escaped(&word(&words, "plain.again"));
            let done = word(&words, "contact.done").replace("{email}", &escaped(typed.email.trim()));
            shown(
                &http,
                &key,
                &headers,
                StatusCode::OK,
                &format!("<p role=\"status\">{done}</p><p><a href=\"message\">{more}</a></p>"),
            )
        }
        Err(refusal) if refusal.code == Code::Unavailable => {
            again(StatusCode::SERVICE_UNAVAILABLE, "refused.other")
        }
        Err(_) => again(StatusCode::UNPROCESSABLE_ENTITY, "refused.invalid"),
    }
}

/// The words for what is wrong with it, if anything is.
fn wrong(typed: &Typed) -> Option<&'static str> {
    let name = typed.name.trim();
    if name.is_empty() || name.chars().nth(baton_protocol::limits::NAME_CHARS).is_some() {
        Some("contact.name.wrong")
    } else if !crate::desk::visitor_does::plausible_email(typed.email.trim()) {
        Some("contact.email.wrong")
    } else if typed.text.trim().is_empty() {
        Some("contact.text.wrong")
    } else {
        None
    }
}

fn shown(
    http: &Http,
    key: &str,
    headers: &HeaderMap,
    status: StatusCode,
    body: &str,
) -> Result<Response, Error> {
    Ok((status, pages::plain(http, key, headers, body)?).into_response())
}

/// The form's fields with what was typed, and what is wrong with it.
fn fields(words: &Map<String, Value>, typed: &Typed, wrong: Option<&str>) -> String {
    let says = |key: &str| escaped(&word(words, key));
    let alert = wrong.map(|wrong| format!("<p role=\"alert\">{}</p>", says(wrong))).unwrap_or_default();
    format!(
        "<form method=\"post\" accept-charset=\"utf-8\"><p>{lead}</p>{alert}\
         <label>{name}<input name=\"name\" autocomplete=\"name\" maxlength=\"60\" required value=\"{typed_name}\"></label>\
         <label>{email}<input name=\"email\" type=\"email\" autocomplete=\"email\" maxlength=\"254\" required value=\"{typed_email}\"></label>\
         <label>{text}<textarea name=\"text\" rows=\"6\" maxlength=\"8000\" required>\n{typed_text}</textarea></label>\
         <button>{leave}</button></form>",
        lead = says("plain.lead"),
        name = says("contact.name"),
        email = says("contact.email"),
        text = says("contact.text"),
        leave = says("contact.leave"),
        typed_name = escaped(&typed.name),
        typed_email = escaped(&typed.email),
        typed_text = escaped(&typed.text),
    )
}

fn word(words: &Map<String, Value>, key: &str) -> String {
    words.get(key).and_then(Value::as_str).unwrap_or(key).to_owned()
}
