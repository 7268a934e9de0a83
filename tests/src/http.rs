//! tests: plain HTTP, as a browser on one of the server's own pages sends it, or as somebody else does.

use baton_protocol::{
    Code,
    people::{Problem, SignIn},
};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header::SET_COOKIE};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    people::{PASSWORD, Person},
    server::Server,
};

/// Somebody's browser.
#[derive(Clone, Debug)]
pub struct Http {
    /// What sends.
    pub client: Client,
    /// Where to.
    pub server: String,
    /// What its requests say of where they come from.
    pub origin: Option<String>,
    /// The session's cookie, name and value.
    pub cookie: Option<String>,
    /// A visitor's token.
    pub bearer: Option<String>,
}

impl Http {
    /// A browser on one of the server's own pages.
    #[must_use]
    pub fn new(server: &Server) -> Self {
        let origin = server.origin();
        Self {
            client: Client::new(),
            server: origin.clone(),
            origin: Some(origin),
            cookie: None,
            bearer: None,
        }
    }

    /// The same with this session's cookie.
    #[must_use]
    pub fn with_cookie(server: &Server, cookie: &str) -> Self {
        Self { cookie: Some(cookie.to_owned()), ..Self::new(server) }
    }

    /// The same, signed in.
    ///
    /// # Panics
    /// Where that is refused.
    pub async fn signed_in(server: &Server, person: Person) -> Self {
        let mut http = Self::new(server);
        let answer = http.sign_in(person.email, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::OK, "{} could not sign in", person.email);
        http.cookie = Some(cookie(&answer));
        http
    }

    /// Signs in with these words; the answer as it is.
    pub async fn sign_in(&self, email: &str, password: &str) -> Response {
        let wish = SignIn { email: email.to_owned(), password: password.to_owned(), code: None };
        self.post("/api/v1/session", &wish).await
    }

    /// A request with all that this browser sends along.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.client.request(method, format!("{}{path}", self.server));
        if let Some(origin) = &self.origin {
            request = request.header("origin", origin);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(token) = &self.bearer {
            request = request.bearer_auth(token);
        }
        request
    }

    /// Gets it.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.expect("an answer")
    }

    /// Posts it as JSON.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn post(&self, path: &str, body: &(impl Serialize + Sync)) -> Response {
        self.request(Method::POST, path).json(body).send().await.expect("an answer")
    }

    /// Puts it as JSON.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn put(&self, path: &str, body: &(impl Serialize + Sync)) -> Response {
        self.request(Method::PUT, path).json(body).send().await.expect("an answer")
    }

    /// Deletes it.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.expect("an answer")
    }

    /// Gets it and reads the answer, which is a success.
    ///
    /// # Panics
    /// Where it is not.
    pub async fn read<T: DeserializeOwned>(&self, path: &str) -> T {
        success(path, self.get(path).await).await
    }

    /// Posts it and reads the answer, which is a success.
    ///
    /// # Panics
    /// Where it is not.
    pub async fn told<News: DeserializeOwned>(&self, path: &str, body: &(impl Serialize + Sync)) -> News {
        success(path, self.post(path, body).await).await
    }
}

/// What a success says.
///
/// # Panics
/// Where it is none.
pub async fn success<T: DeserializeOwned>(path: &str, answer: Response) -> T {
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{path}: {status}: {text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}: {text}"))
}

/// The cookie that an answer sets, name and value.
///
/// # Panics
/// Where it sets none.
#[must_use]
pub fn cookie(answer: &Response) -> String {
    let header = answer.headers().get(SET_COOKIE).expect("a cookie").to_str().expect("a readable cookie");
    header.split(';').next().unwrap_or_default().to_owned()
}

/// The problem that an answer tells: every one has a code and a sentence.
///
/// # Panics
/// Where it tells none.
pub async fn problem(answer: Response) -> (StatusCode, Code, Problem) {
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    let problem: Problem = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{status} without a problem: {error}: {text}"));
    assert!(problem.why.message.ends_with('.'), "{problem:?} is not a sentence");
    (status, problem.why.code, problem)
}
