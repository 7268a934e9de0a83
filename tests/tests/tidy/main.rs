//! tests: the rules of the house that a compiler does not know: who may import whom, what files look like, that no
//! test file is forgotten.

#![expect(clippy::expect_used, reason = "a rule fails by panicking")]

mod files;
mod imports;
mod locales;
mod looks;
mod shopify;
mod tests;
