//! console: a file on its way to the server, and what the server says to it, in the reader's language.

use baton_client::browser::{self, Answer, RequestError, Upload};
use baton_protocol::{Code, Refusal, people::Problem};
use serde::de::DeserializeOwned;
use web_sys::File;

use crate::{refusals, session::problem, wanted::encoded, words::t};

/// Begins to send it to this address, which takes the file's name besides. It goes on as long as what is given back is
/// kept; none where the browser refuses to begin.
pub(crate) fn begin<T: DeserializeOwned>(
    address: &str,
    file: &File,
    progress: impl Fn(f64) + 'static,
    end: impl Fn(Result<T, String>) + 'static,
) -> Option<Upload> {
    let url = format!("{address}?name={}", encoded(&file.name()));
    browser::upload(&url, None, file, progress, move |answer| end(read(&answer).map_err(words)))
}

fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, RequestError> {
    match answer.status {
        0 => Err(RequestError::Unreachable),
        200..300 => {
            // An answer without a body is read as nothing, for whoever expects nothing.
            let body = if answer.body.is_empty() { "null" } else { &answer.body };
            serde_json::from_str(body).map_err(|_| RequestError::Unreadable)
        }
        status => {
            let problem = serde_json::from_str(&answer.body)
                .unwrap_or_else(|_| Problem { why: Refusal::new(Code::Unavailable, ""), field: None });
            Err(RequestError::Refused { status, problem })
        }
    }
}

fn words(error: RequestError) -> String {
    if error == RequestError::Unreachable {
        return t("refused.unreachable").to_owned();
    }
    refusals::words(&problem(error).why).unwrap_or_else(|| t("refused.other")).to_owned()
}

#[cfg(test)]
mod tests {
    use baton_protocol::file::Attachment;

    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, body: body.to_owned() }
    }

    #[test]
    fn an_answer_is_a_file_or_a_reason() {
        let stored = r#"{"id":"abcdefghijklmnopqrst_-","name":"a.txt","mime":"text/plain","size":3}"#;
        assert_eq!(read::<Attachment>(&answer(201, stored)).unwrap().name, "a.txt");
        assert_eq!(read::<Attachment>(&answer(0, "")), Err(RequestError::Unreachable));
        assert_eq!(read::<Attachment>(&answer(200, "<html>")), Err(RequestError::Unreadable));
        let refused = read::<Attachment>(&answer(413, "<html>too large</html>")).unwrap_err();
        assert!(matches!(refused, RequestError::Refused { status: 413, .. }));
    }
}
