//! The AI agent's ear out of a folder: static sentence embeddings that the operator put on the disk.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use model2vec_rs::model::StaticModel;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use sha2::{Digest, Sha256};
use thiserror::Error;
use tokenizers::Tokenizer;

use super::Embed;

/// The files that a folder of model2vec has.
const TOKENIZER: &str = "tokenizer.json";
const MODEL: &str = "model.safetensors";
const CONFIG: &str = "config.json";
/// The largest of them, in bytes; the vectors of two million words.
const LARGEST: u64 = 2 << 30;
/// The most numbers of a vector: more would make answers slow.
const WIDEST: usize = 1_024;
/// What is asked first, so that a broken folder is found before a visitor asks.
const TRIED: [&str; 4] =
    ["How much is delivery to Taiwan?", "送料はいくらですか", "ค่าจัดส่ง", "\u{1f642} \u{0} xq'z"];

/// Static sentence embeddings, as the Python package `model2vec` saves them.
#[derive(Debug)]
pub struct Embeddings {
    model: StaticModel,
    fingerprint: [u8; 32],
}

/// Why a folder has no embeddings.
#[derive(Debug, Error)]
pub enum EmbeddingsError {
    /// A file is not there, or not readable.
    #[error(
        "The embeddings' file {} cannot be read: {source}. Name a folder with {TOKENIZER}, {MODEL} and {CONFIG}, as model2vec saves them.",
        file.display()
    )]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is larger than any such model's.
    #[error("The embeddings' file {} is larger than 2 GB. Name a folder with a smaller model.", file.display())]
    TooLarge {
        /// Which.
        file: PathBuf,
    },
    /// The files are no model.
    #[error(
        "The folder {} has no embeddings that can be used: {why}. Save the model anew with model2vec, or name another folder.",
        folder.display()
    )]
    Broken {
        /// Which.
        folder: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Its vectors have too many numbers.
    #[error(
        "The embeddings in {} have {dimensions} numbers a text; at most {WIDEST} can be used. Save the model with fewer dimensions.",
        folder.display()
    )]
    TooWide {
        /// Which.
        folder: PathBuf,
        /// How many.
        dimensions: usize,
    },
}

impl Embeddings {
    /// Reads `tokenizer.json`, `model.safetensors` and `config.json` of a folder. Nothing is fetched from anywhere. It takes a
    /// few tenths of a second, and about as much memory as `model.safetensors` is long, or twice that of half-length numbers.
    ///
    /// # Errors
    ///
    /// If a file is missing, or the files do not make a model together.
    pub fn open(folder: &Path) -> Result<Self, EmbeddingsError> {
        let broken = |why: String| EmbeddingsError::Broken { folder: folder.to_owned(), why };
        let [tokenizer, model, config] =
            [read(folder, TOKENIZER)?, read(folder, MODEL)?, read(folder, CONFIG)?];
        let mut hash = Sha256::new();
        for file in [&tokenizer, &model, &config] {
            hash.update((file.len() as u64).to_le_bytes());
            hash.update(file);
        }
        fits(&tokenizer, &model).map_err(broken)?;
        let built = || StaticModel::from_bytes(&tokenizer, &model, &config, Some(true));
        let model = catch_unwind(built).map_err(|_| broken("the files do not fit each other".to_owned()))?;
        let model = model.map_err(|error| broken(format!("{error:#}")))?;
        if model.dim() > WIDEST {
            return Err(EmbeddingsError::TooWide { folder: folder.to_owned(), dimensions: model.dim() });
        }
        let embeddings = Self { model, fingerprint: hash.finalize().into() };
        for text in TRIED {
            if embeddings.vector(text).is_none() {
                return Err(broken(format!("{TOKENIZER} cannot read “{text}”")));
            }
        }
        Ok(embeddings)
    }

    /// The crate takes some mistakes of a model's files for its own and panics on the first text that meets them.
    fn vector(&self, text: &str) -> Option<Vec<f32>> {
        catch_unwind(AssertUnwindSafe(|| self.model.encode_single(text))).ok()
    }
}

impl Embed for Embeddings {
    fn embed(&self, text: &str) -> Vec<f32> {
        self.vector(text).unwrap_or_default()
    }

    fn dimensions(&self) -> usize {
        self.model.dim()
    }

    fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }
}

/// What the crate takes for granted: that every word has a vector, and every vector is made of numbers.
fn fits(tokenizer: &[u8], model: &[u8]) -> Result<(), String> {
    let words =
        Tokenizer::from_bytes(tokenizer).map_err(|error| format!("{TOKENIZER}: {error}"))?.get_vocab(true);
    let tensors = SafeTensors::deserialize(model).map_err(|error| format!("{MODEL}: {error}"))?;
    let named =
        ["embeddings", "0", "embedding.weight"].into_iter().find_map(|name| tensors.tensor(name).ok());
    let vectors = named.ok_or_else(|| format!("{MODEL} has no tensor named embeddings"))?;
    let rows = |tensor: &TensorView<'_>| tensor.shape().first().copied().unwrap_or_default();
    let rows = tensors.tensor("mapping").as_ref().map_or_else(|_| rows(&vectors), rows);
    let highest = words.values().max().map_or(0, |highest| *highest as usize + 1);
    if highest > rows {
        return Err(format!("{TOKENIZER} has {highest} words, and {MODEL} vectors for {rows}"));
    }
    let bytes = vectors.data();
    let sound = if vectors.dtype() == Dtype::F32 {
        bytes.as_chunks().0.iter().all(|four| f32::from_le_bytes(*four).is_finite())
    } else if vectors.dtype() == Dtype::F16 {
        // All bits of the exponent are set where it is no number.
        bytes.as_chunks().0.iter().all(|two| u16::from_le_bytes(*two) & 0x7c00 != 0x7c00)
    } else {
        true
    };
    sound.then_some(()).ok_or_else(|| format!("{MODEL} has vectors with what is no number"))
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, EmbeddingsError> {
    let file = folder.join(name);
    let read = fs::metadata(&file)
        .and_then(|found| if found.len() > LARGEST { Ok(None) } else { fs::read(&file).map(Some) });
    match read {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(EmbeddingsError::TooLarge { file }),
        Err(source) => Err(EmbeddingsError::Unreadable { file, source }),
    }
}

#[cfg(test)]
mod tests;
