//! tests: phones fetch the pictures that they are shown: from the server's public address, as the formats that they know.

use std::{net::SocketAddr, sync::Arc};

use reqwest::{Client, StatusCode, header};

use super::{
    Shared,
    chat::{By, Shown, Thing},
    kept::Kept,
};
use crate::eventually;

/// The largest picture and the largest small one, bytes.
const ORIGINAL: usize = 10_000_000;
const SMALL: usize = 1_000_000;

/// A picture, as far as it is fetched.
#[derive(Clone, Debug)]
pub(super) struct Fetch {
    most: usize,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    New,
    Going,
    Here(Picture),
    Wrong,
}

/// A picture as a phone has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// `image/png` or `image/jpeg`.
    pub mime: &'static str,
    /// Pixels.
    pub width: usize,
    /// Pixels.
    pub height: usize,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Kept {
    /// Notes the pictures of what is shown from now on.
    pub(super) fn will_fetch(&mut self, shown: &Shown) {
        let mut wants = |address: &str, most| {
            self.fetches.entry(address.to_owned()).or_insert(Fetch { most, stage: Stage::New });
        };
        if let Thing::Picture { original, preview } = &shown.what {
            wants(original, ORIGINAL);
            wants(preview, SMALL);
        }
        if let By::Account(Some(name)) = &shown.by
            && let Some(icon) = &name.icon
        {
            wants(icon, SMALL);
        }
    }

    /// A picture, once it is fetched.
    pub(super) fn fetched(&self, address: &str) -> Option<Picture> {
        match &self.fetches.get(address)?.stage {
            Stage::Here(picture) => Some(picture.clone()),
            Stage::New | Stage::Going | Stage::Wrong => None,
        }
    }

    pub(super) fn fetches_go_on(&self) -> bool {
        self.fetches.values().any(|fetch| matches!(fetch.stage, Stage::New | Stage::Going))
    }
}

impl Shared {
    /// Begins to fetch what nobody has begun with.
    pub(super) fn fetches_what_is_new(self: &Arc<Self>) {
        let begins = self.with(|kept| {
            let new = kept.fetches.iter_mut().filter(|(_, fetch)| matches!(fetch.stage, Stage::New));
            let begins = new.map(|(address, fetch)| {
                fetch.stage = Stage::Going;
                (address.clone(), fetch.most)
            });
            begins.collect::<Vec<_>>()
        });
        for (address, most) in begins {
            let shared = Arc::clone(self);
            tokio::spawn(async move {
                let fetched = shared.fetch(&address, most).await;
                shared.with(|kept| {
                    let stage = match fetched {
                        Ok(picture) => Stage::Here(picture),
                        Err(why) => {
                            kept.fault(format!("a picture at {address}: {why}"));
                            Stage::Wrong
                        }
                    };
                    kept.fetches.insert(address, Fetch { most, stage });
                });
            });
        }
    }

    async fn fetch(&self, address: &str, most: usize) -> Result<Picture, String> {
        let (server, path) = self.behind(address).ok_or("not at the server's public address")?;
        let url = format!("http://{server}{path}");
        // The server may be down for a moment; a phone tries again.
        let answer = eventually("a server that hands out a picture", || async {
            let request = phone().get(&url).header(header::HOST, host(address));
            request.send().await.ok()
        })
        .await;
        if answer.status() != StatusCode::OK {
            return Err(format!("answered with {}", answer.status()));
        }
        let mime = answer.headers().get(header::CONTENT_TYPE).and_then(|mime| mime.to_str().ok());
        let mime = mime.unwrap_or_default().to_owned();
        let bytes = answer.bytes().await.map_err(|error| error.to_string())?.to_vec();
        let real = match imagesize::image_type(&bytes) {
            Ok(imagesize::ImageType::Png) => "image/png",
            Ok(imagesize::ImageType::Jpeg) => "image/jpeg",
            _ => return Err("neither a JPEG nor a PNG".to_owned()),
        };
        if mime != real {
            return Err(format!("is {real}, and said to be {mime:?}"));
        }
        if bytes.len() > most {
            return Err(format!("{} bytes are more than {most}", bytes.len()));
        }
        let size = imagesize::blob_size(&bytes).map_err(|error| error.to_string())?;
        Ok(Picture { mime: real, width: size.width, height: size.height, bytes })
    }

    /// Where an address of the server's public ones really leads, and with which path.
    pub(super) fn behind(&self, address: &str) -> Option<(SocketAddr, String)> {
        let door = self.with(|kept| kept.door.clone())?;
        let path = address.strip_prefix(door.public.as_str()).filter(|path| path.starts_with('/'))?;
        Some((door.address, path.to_owned()))
    }
}

/// The host of an address.
pub(super) fn host(address: &str) -> String {
    let rest = address.strip_prefix("https://").unwrap_or(address);
    rest.split('/').next().unwrap_or_default().to_owned()
}

/// Somebody's phone, and whatever else calls as LINE does: it follows nobody elsewhere.
pub(super) fn phone() -> Client {
    Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}
