//! widget: files on their way: those that go with the next message, and those of the log that are fetched to be seen.

use baton_client::browser::{self, Answer, ObjectUrl, Upload};
use baton_protocol::{
    FileId,
    file::Attachment,
    limits::{FILE_BYTES, MESSAGE_FILES},
};
use js_sys::{Array, encode_uri_component};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{Held, Part, Session, change, look_at};
use crate::{
    field, host,
    json::Json,
    news::attachment,
    words::{fill, t},
};

/// A file that goes with the next message.
pub(crate) struct Picked {
    pub(crate) key: u128,
    pub(crate) name: String,
    /// Bytes.
    pub(crate) size: u64,
    pub(crate) stands: Stands,
    /// How it looks, where it is a picture.
    pub(crate) image: Option<ObjectUrl>,
    /// The file itself; none where an earlier message brought it.
    file: Option<Blob>,
    /// Dropping it breaks off what is under way.
    upload: Option<Upload>,
}

/// How a picked file stands.
pub(crate) enum Stands {
    /// So many hundredths of it have left.
    Going(i64),
    /// It was not stored, and why.
    Failed(String),
    Stored(Attachment),
}

impl Picked {
    fn new(name: String, size: u64, stands: Stands) -> Self {
        let key = u128::from_be_bytes(*browser::new_client_id().as_bytes());
        Self { key, name, size, stands, image: None, file: None, upload: None }
    }

    /// One that is stored already.
    pub(super) fn stored(file: Attachment) -> Self {
        Self::new(file.name.clone(), file.size, Stands::Stored(file))
    }
}

/// The names of these files.
pub(super) fn ids(files: &[Attachment]) -> Vec<FileId> {
    let mut ids = Vec::new();
    for file in files {
        ids.push(file.id.clone());
    }
    ids
}

impl Session {
    /// Takes these files of the browser for the next message, as far as the limits admit them.
    pub(crate) fn attach(self, files: &JsValue) {
        self.wait(false);
        let mut problem = String::new();
        for file in Array::from(files) {
            let size = host::inner(&file, "size").as_f64().unwrap_or_default() as u64;
            if size > FILE_BYTES as u64 {
                problem = too_large();
            } else if self.peek(|seen| seen.tray.len() >= MESSAGE_FILES) {
                problem = fill("file.many", &(MESSAGE_FILES as i64).to_string());
            } else if look_at(|held| held.line.is_some()) {
                self.pick(size, file.unchecked_into());
            }
        }
        self.set(Part::Rows, |seen| seen.problem = problem);
    }

    fn pick(self, size: u64, file: Blob) {
        let mut picked = Picked::new(host::text(&file, "name"), size, Stands::Going(0));
        let kind = host::text(&file, "type");
        if kind.starts_with("image/") {
            picked.image = ObjectUrl::of(&file, &kind);
        }
        picked.file = Some(file);
        let key = picked.key;
        self.set(Part::Tray, |seen| seen.tray.push(picked));
        self.upload(key);
    }

    /// Sends a picked file to the server, at first or again.
    pub(crate) fn upload(self, key: u128) {
        let upload = look_at(|held| {
            let picked = held.seen.picked(key)?;
            let name = String::from(encode_uri_component(&picked.name));
            let url = ["/api/v1/visitor/files?site=", &held.site, "&name=", &name].concat();
            let progressed = move |part: f64| self.stands(key, Stands::Going((part * 100.0) as i64));
            let answered = move |answer: Answer| self.answered(key, &answer);
            browser::upload(&url, Some(&held.token()?), picked.file.as_ref()?, progressed, answered)
        });
        self.stands(key, if upload.is_some() { Stands::Going(0) } else { Stands::Failed(t("file.failed")) });
        self.set(Part::Tray, |seen| {
            if let Some(picked) = seen.tray.iter_mut().find(|one| one.key == key) {
                picked.upload = upload;
            }
        });
    }

    fn answered(self, key: u128, answer: &Answer) {
        let stored = Json::parse(&answer.body).as_ref().and_then(attachment);
        let stands = match (stored, answer.status) {
            (Some(file), _) => {
                change(|held| held.remember(key, &file));
                Stands::Stored(file)
            }
            (None, 413) => Stands::Failed(too_large()),
            (None, 429) => Stands::Failed(t("refused.slow_down")),
            (None, _) => Stands::Failed(t("file.failed")),
        };
        self.stands(key, stands);
        if look_at(|held| held.waits) {
            self.send();
        }
    }

    fn stands(self, key: u128, stands: Stands) {
        self.set(Part::Tray, |seen| {
            if let Some(picked) = seen.tray.iter_mut().find(|one| one.key == key) {
                picked.stands = stands;
            }
        });
    }

    /// Lets a picked file be.
    pub(crate) fn detach(self, key: u128) {
        self.wait(false);
        self.set(Part::Tray, |seen| seen.tray.retain(|one| one.key != key));
        // The button that had the focus is gone.
        field::take_up();
    }

    /// Gets a stored file, once for the whole page, and tells its address; none where it could not be had.
    pub(crate) fn fetch(self, file: &Attachment, then: Box<dyn FnOnce(Option<String>)>) {
        let known = look_at(|held| {
            let known = held.files.iter().find(|(id, _)| *id == file.id);
            known.map(|(_, url)| url.as_str().to_owned())
        });
        if known.is_some() {
            return then(known);
        }
        let url = ["/api/v1/visitor/files/", file.id.as_str()].concat();
        let id = file.id.clone();
        let token = look_at(Held::token).unwrap_or_default();
        ObjectUrl::fetch(&url, &token, kind(file).to_owned(), move |fetched| {
            let address = fetched.as_ref().map(|url| url.as_str().to_owned());
            if let Some(url) = fetched {
                change(|held| held.files.push((id, url)));
            }
            then(address);
        });
    }

    /// Says that something did not work.
    pub(crate) fn trouble(self) {
        self.set(Part::Rows, |seen| seen.problem = t("refused.other"));
    }
}

impl Held {
    /// The visitor's own picture need not come back from the server to be seen in the log.
    fn remember(&mut self, key: u128, file: &Attachment) {
        let own = self.seen.picked(key).and_then(|picked| picked.file.as_ref());
        if let Some(own) = own.filter(|_| file.picture.is_some())
            && let Some(url) = ObjectUrl::of(own, kind(file))
        {
            self.files.push((file.id.clone(), url));
        }
    }
}

/// The media type under which a file may be opened: only what is safe to show keeps its own.
fn kind(file: &Attachment) -> &str {
    if file.picture.is_some() { &file.mime } else { "application/octet-stream" }
}

fn too_large() -> String {
    fill("file.large", &(FILE_BYTES as i64 / 1_000_000).to_string())
}
