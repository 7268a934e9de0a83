//! Import's bodies: read up to a limit, unpacked up to the same limit.

use std::{
    io::{BufReader, Read},
    time::Duration,
};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use reqwest::{Response, header::CONTENT_ENCODING};

use super::client::explain;
use crate::error::FetchError;

/// Brotli's window, as its decoder reads: what it is given at once.
const PIECE: usize = 16 * 1024;

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Brotli,
    Deflate,
}

/// Reads a body, and stops at the byte that is too many: what the server says about its length proves nothing.
pub(super) async fn read(
    mut response: Response,
    limit: usize,
    whole: Duration,
) -> Result<Vec<u8>, FetchError> {
    let packing = packing(&response)?;
    let large = || FetchError::Large(limit.div_ceil(1_000_000));
    if response
        .content_length()
        .is_some_and(|length| usize::try_from(length).is_ok_and(|length| length > limit))
    {
        return Err(large());
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| explain(&error, whole))? {
        if bytes.len() + chunk.len() > limit {
            return Err(large());
        }
        bytes.extend_from_slice(&chunk);
    }
    if packing == Packing::Plain {
        return Ok(bytes);
    }
    // Milliseconds of computing, which the other tasks need not wait for.
    let plain = tokio::task::spawn_blocking(move || unpack(&bytes, packing, limit));
    match plain.await.map_err(|_| FetchError::Compression)?? {
        Some(plain) => Ok(plain),
        None => Err(large()),
    }
}

fn packing(response: &Response) -> Result<Packing, FetchError> {
    let named = response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("?"));
    match named.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(Packing::Plain),
        "gzip" | "x-gzip" => Ok(Packing::Gzip),
        "br" => Ok(Packing::Brotli),
        "deflate" => Ok(Packing::Deflate),
        // Packed twice is what bombs are made of, and nothing else.
        _ => Err(FetchError::Compression),
    }
}

/// The plain bytes; none if they are more than `limit`.
fn unpack(bytes: &[u8], packing: Packing, limit: usize) -> Result<Option<Vec<u8>>, FetchError> {
    match packing {
        Packing::Plain => read_up_to(bytes, limit),
        Packing::Gzip => read_up_to(MultiGzDecoder::new(bytes), limit),
        Packing::Brotli => read_up_to(brotli::Decompressor::new(BufReader::new(bytes), PIECE), limit),
        // The standard means zlib's frame; some servers send the bare stream.
        Packing::Deflate if zlib_framed(bytes) => read_up_to(ZlibDecoder::new(bytes), limit),
        Packing::Deflate => read_up_to(DeflateDecoder::new(bytes), limit),
    }
}

fn zlib_framed(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

/// Undoes gzip where a file is packed in itself, as sitemaps are; none if it is more than `limit`.
pub(crate) fn gunzip(bytes: &[u8], limit: usize) -> Result<Option<Vec<u8>>, FetchError> {
    unpack(bytes, Packing::Gzip, limit)
}

fn read_up_to(from: impl Read, limit: usize) -> Result<Option<Vec<u8>>, FetchError> {
    let mut plain = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut plain).map_err(|_| FetchError::Compression)?;
    Ok((plain.len() <= limit).then_some(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_limit_is_not_even_unpacked() {
        let mut long = std::io::repeat(b' ').take(1_000_000);
        assert_eq!(read_up_to(&mut long, 1_000), Ok(None));
        assert!(long.limit() > 900_000);
        assert_eq!(
            read_up_to([b' '; 1_000].as_slice(), 1_000).map(|plain| plain.map(|plain| plain.len())),
            Ok(Some(1_000))
        );
    }
}
