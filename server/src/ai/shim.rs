//! Shim.
pub(crate) fn not_helped(text: &str) -> bool { text.to_lowercase().contains("does not help") || text.to_lowercase().contains("doesn't help") }
pub(crate) fn says_no(text: &str) -> bool { text.to_lowercase().starts_with("no") }
pub(crate) fn says_yes(text: &str) -> bool { text.to_lowercase().starts_with("yes") }
pub(crate) fn is_angry(text: &str) -> bool { text.contains("stupid") }
pub(crate) fn is_small_talk(text: &str) -> bool { text.len() < 10 }
pub(crate) fn mentions(text: &str, words: &[String]) -> bool { words.iter().any(|word| text.to_lowercase().contains(&word.to_lowercase())) }
pub(crate) fn alike(texts: &[String]) -> Vec<Vec<usize>> { (0..texts.len()).map(|n| vec![n]).collect() }
