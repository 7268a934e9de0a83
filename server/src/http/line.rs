//! LINE over HTTP: its webhook, an account's settings, and the signed links under which it finds pictures and files.

use std::{io::Cursor, time::Duration};

use axum::{
    Extension, Json,
    body::{Bytes, to_bytes},
    extract::{Path, Request, State},
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use baton_line::{signature::is_signed, webhook};
use baton_protocol::{
    Code, ConversationId, FileId, Refusal, VisitorId,
    file::Attachment,
    line::{LineChange, LineView, Resend},
};
use image::{
    DynamicImage, ImageError, ImageFormat, ImageReader, ImageResult, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use tokio::{io::AsyncReadExt, time::timeout};

use super::{Http, body::Body, error::Error, files::served, rights::SignedIn};
use crate::desk::files::broken;

/// LINE's own deliveries are far smaller: a hundred of the longest messages, in bytes.
const LARGEST: usize = 4_000_000;
/// Whoever takes longer is not LINE.
const LIMIT: Duration = Duration::from_secs(10);
const SIGNATURE: HeaderName = HeaderName::from_static("x-line-signature");
/// Width and height of the small picture in a chat, pixels. LINE takes at most 1 MB; this has a tenth of it.
const PREVIEW: u32 = 800;
/// Width and height of a picture that LINE could not show as it is.
const LARGE: u32 = 4_096;
/// Width and height of the picture beside a name, pixels.
const FACE: u32 = 256;
/// Of a JPEG, from 1 to 100.
const QUALITY: u8 = 85;
/// Memory that a picture may take while it is read: four bytes for each of the most pixels that pictures have.
const MEMORY: u64 = 200_000_000;

/// `POST /line/webhook/{site}`: 401 for all that LINE did not sign with this account's secret, whatever it is.
pub(crate) async fn deliver(
    State(http): State<Http>,
    Path(key): Path<String>,
    request: Request,
) -> Result<StatusCode, Error> {
    let signature = signature(request.headers()).map(str::to_owned).ok_or_else(unsigned)?;
    let body = timeout(LIMIT, to_bytes(request.into_body(), LARGEST)).await;
    let body: Bytes = match body {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => {
            let why = Refusal::new(Code::TooLong, "The body is larger than 4 MB, or broke off.");
            return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, why));
        }
        Err(_) => {
            let why = Refusal::new(Code::Malformed, "The body did not arrive in time.");
            return Err(Error::new(StatusCode::REQUEST_TIMEOUT, why));
        }
    };
    let account = http.desk.site(&key).and_then(|desked| http.desk.line(desked.site.id));
    let account =
        account.filter(|account| is_signed(&account.secret, &body, &signature)).ok_or_else(unsigned)?;
    let delivery = webhook::read(&body).map_err(|error| Refusal::new(Code::Malformed, error.to_string()))?;
    http.channel.arrive(&account, delivery).await?;
    Ok(StatusCode::OK)
}

/// What LINE signs with, as it came.
pub(super) fn signature(headers: &HeaderMap) -> Option<&str> {
    headers.get(SIGNATURE).and_then(|value| value.to_str().ok())
}

/// The same for every body and every account, whether there is one or not.
pub(super) fn unsigned() -> Error {
    Refusal::new(Code::Unauthorized, "The signature is missing or wrong.").into()
}

/// `GET /api/v1/sites/{key}/line`.
pub(crate) async fn show(State(http): State<Http>, Path(key): Path<String>) -> Result<Json<LineView>, Error> {
    Ok(Json(http.channel.view(&key).await?))
}

/// `PUT /api/v1/sites/{key}/line`.
pub(crate) async fn connect(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(change): Body<LineChange>,
) -> Result<Json<LineView>, Error> {
    Ok(Json(http.channel.connect(user.id, &key, change).await?))
}

/// `DELETE /api/v1/sites/{key}/line`.
pub(crate) async fn disconnect(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
) -> Result<StatusCode, Error> {
    http.channel.disconnect(user.id, &key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/sites/{key}/line/check`.
pub(crate) async fn check(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<LineView>, Error> {
    Ok(Json(http.channel.check(&key).await?))
}

/// `POST /api/v1/conversations/{id}/resend`.
pub(crate) async fn resend(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(id): Path<String>,
    Body(wish): Body<Resend>,
) -> Result<StatusCode, Error> {
    let id = ConversationId::parse(&id).ok_or_else(Error::not_found)?;
    http.channel.resend(user.id, &id, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/visitors/{id}/picture`.
pub(crate) async fn face(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(id): Path<u64>,
) -> Result<Response, Error> {
    let file = http.desk.visitor_picture(VisitorId(id), user.id).await?;
    served(&http.desk, &file, "private, max-age=3600").await
}

/// `GET /line/files/{signed}`.
pub(crate) async fn file(State(http): State<Http>, Path(signed): Path<String>) -> Result<Response, Error> {
    let file = http.channel.linked(&signed).await?;
    served(&http.desk, &file, "private, max-age=3600").await
}

/// `GET /line/files/{signed}/preview`: a small JPEG of a picture.
pub(crate) async fn preview(State(http): State<Http>, Path(signed): Path<String>) -> Result<Response, Error> {
    drawn(&http, &signed, PREVIEW).await
}

/// `GET /line/files/{signed}/large`: a picture as a JPEG.
pub(crate) async fn large(State(http): State<Http>, Path(signed): Path<String>) -> Result<Response, Error> {
    drawn(&http, &signed, LARGE).await
}

/// `GET /line/faces/{id}`: the picture of whoever speaks, as LINE takes it: a square PNG.
pub(crate) async fn icon(State(http): State<Http>, Path(id): Path<String>) -> Result<Response, Error> {
    let id = FileId::parse(&id).ok_or_else(Error::not_found)?;
    let file = http.desk.public_picture(&id).await?;
    let (bytes, format) = read(&http, &file).await?;
    let png = tokio::task::spawn_blocking(move || {
        let square = decoded(bytes, format)?.resize_to_fill(FACE, FACE, FilterType::Triangle);
        let mut png = Cursor::new(Vec::new());
        square.write_to(&mut png, ImageFormat::Png)?;
        Ok::<_, ImageError>(png.into_inner())
    });
    let png = png.await.ok().and_then(Result::ok).ok_or_else(undrawable)?;
    let headers = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, png).into_response())
}

async fn read(http: &Http, file: &Attachment) -> Result<(Vec<u8>, ImageFormat), Error> {
    let format =
        file.picture.and_then(|_| ImageFormat::from_mime_type(&file.mime)).ok_or_else(Error::not_found)?;
    let mut bytes = Vec::new();
    let read = http.desk.read_file(&file.id).await?.read_to_end(&mut bytes).await;
    read.map_err(|error| broken(&error))?;
    Ok((bytes, format))
}

fn undrawable() -> Error {
    Error::invalid("The picture cannot be drawn.")
}

async fn drawn(http: &Http, signed: &str, side: u32) -> Result<Response, Error> {
    let file = http.channel.linked(signed).await?;
    let (bytes, format) = read(http, &file).await?;
    let jpeg = tokio::task::spawn_blocking(move || jpeg(bytes, format, side)).await;
    let jpeg =
        jpeg.ok().and_then(Result::ok).ok_or_else(|| Error::invalid("The picture cannot be drawn."))?;
    let headers = [(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, "private, max-age=3600")];
    Ok((headers, jpeg).into_response())
}

/// The picture, within limits: it may be anything that somebody has uploaded.
fn decoded(bytes: Vec<u8>, format: ImageFormat) -> ImageResult<DynamicImage> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.decode()
}

/// The picture on white, no larger than `side` either way.
fn jpeg(bytes: Vec<u8>, format: ImageFormat, side: u32) -> ImageResult<Vec<u8>> {
    let mut picture = decoded(bytes, format)?;
    if picture.width() > side || picture.height() > side {
        picture = picture.resize(side, side, FilterType::Triangle);
    }
    let mut flat = picture.to_rgba8();
    for pixel in flat.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for channel in 0..3 {
            pixel[channel] = ((u16::from(pixel[channel]) * alpha + 255 * (255 - alpha)) / 255) as u8;
        }
    }
    let rgb = DynamicImage::ImageRgba8(flat).to_rgb8();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&rgb)?;
    Ok(jpeg)
}
