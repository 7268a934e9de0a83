//! A tiny model, made here: what it finds, and what becomes of broken ones.

use std::sync::{Arc, atomic::AtomicBool};

use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::{Decision, Entry, Library, Question, SURE, Written};

/// Words that no table of English has, in two meanings, and one that is like none.
const WORDS: [(&str, [f32; 2]); 6] = [
    ("[UNK]", [0.0, 0.0]),
    ("blorp", [1.0, 0.1]),
    ("zindle", [1.0, 0.0]),
    ("quaffen", [0.0, 1.0]),
    ("murgle", [0.1, 1.0]),
    ("snerk", [-1.0, -1.0]),
];

fn tokenizer() -> serde_json::Value {
    let vocabulary: serde_json::Map<String, serde_json::Value> =
        WORDS.iter().zip(0..).map(|((word, _), at)| ((*word).to_owned(), json!(at))).collect();
    json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"}
    })
}

/// Tensors as safetensors has them: the length of the head, the head, the numbers.
fn tensors(rows: usize) -> Vec<u8> {
    let numbers: Vec<u8> = WORDS
        .iter()
        .take(rows)
        .flat_map(|(_, vector)| vector)
        .flat_map(|number| number.to_le_bytes())
        .collect();
    let head =
        json!({"embeddings": {"dtype": "F32", "shape": [rows, 2], "data_offsets": [0, numbers.len()]}});
    let head = head.to_string();
    [&(head.len() as u64).to_le_bytes()[..], head.as_bytes(), &numbers].concat()
}

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    write(TOKENIZER, tokenizer().to_string().as_bytes());
    write(MODEL, &tensors(WORDS.len()));
    write(CONFIG, br#"{"normalize": true}"#);
    folder
}

fn pair(id: u64, question: &str) -> Entry {
    let questions = vec![question.to_owned()];
    Entry { id, what: Written::Pair { questions, answer: format!("Answer {id}.") } }
}

fn ask(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        locale: "en".to_owned(),
        languages: Vec::new(),
        brief: false,
        turns: Vec::new(),
        requests: true,
        sure: SURE,
        no_answer: String::new(),
    }
}

fn best(library: &Library, text: &str) -> Option<(u64, f32)> {
    library.answer(&ask(text)).candidates.first().map(|best| (best.entry, best.confidence))
}

#[test]
fn words_that_no_phrasing_has_are_found() {
    let folder = folder();
    let embed: Arc<dyn Embed> = Arc::new(Embeddings::open(folder.path()).expect("a model"));
    let entries = vec![pair(1, "zindle"), pair(2, "murgle")];
    let both = |embed: Option<&Arc<dyn Embed>>| {
        let new = Library::with_embeddings(entries.clone(), None, embed);
        let bytes = new.learn(&AtomicBool::new(false)).expect("not stopped");
        [new, Library::with_embeddings(entries.clone(), Some(&bytes), embed)]
    };
    let nothing = |found: Option<(u64, f32)>| found.is_none_or(|(_, confidence)| confidence <= 0.0);
    for (without, with) in both(None).into_iter().zip(both(Some(&embed))) {
        for (text, entry) in [("blorp", 1), ("BLORP!", 1), ("quaffen", 2)] {
            assert!(nothing(best(&without, text)), "{text}");
            let (found, confidence) = best(&with, text).expect("a candidate");
            assert!(found == entry && confidence > 0.05, "{text} {found} {confidence}");
        }
        // Unknown to the model too.
        assert!(nothing(best(&with, "xyzzy")));
    }
}

#[test]
fn passages_are_found_by_their_meaning() {
    let folder = folder();
    let embed: Arc<dyn Embed> = Arc::new(Embeddings::open(folder.path()).expect("a model"));
    let article = |id: u64, body: &str| {
        let what = Written::Article { title: String::new(), body: body.to_owned(), address: None };
        Entry { id, what }
    };
    let entries = vec![article(1, "Zindle zindle."), article(2, "Murgle.")];
    let without = Library::new(entries.clone(), None);
    let with = Library::with_embeddings(entries, None, Some(&embed));
    let question = Question { sure: 0.6, ..ask("blorp") };
    assert!(matches!(without.answer(&question).decision, Decision::Unknown { .. }));
    let trace = with.answer(&question);
    let Decision::Answer { text, cited } = &trace.decision else { panic!("{trace:#?}") };
    assert_eq!((text.as_str(), cited[0].entry), ("Zindle zindle.", 1));
    assert_eq!(with.passages_for(&question, 3).first().map(|cited| cited.entry), Some(1));
    // What means something else is none, however few there are.
    assert!(matches!(with.answer(&ask("snerk")).decision, Decision::Unknown { .. }));
}

#[test]
fn what_was_learnt_with_other_embeddings_does_not_fit() {
    let (one, other) = (folder(), folder());
    fs::write(other.path().join(CONFIG), b"{}").expect("written");
    let open =
        |folder: &TempDir| -> Arc<dyn Embed> { Arc::new(Embeddings::open(folder.path()).expect("a model")) };
    let (one, other) = (open(&one), open(&other));
    let entries = vec![pair(1, "zindle"), pair(2, "murgle")];
    let library = |embed, bytes: Option<&[u8]>| Library::with_embeddings(entries.clone(), bytes, embed);
    let bytes = library(Some(&one), None).learn(&AtomicBool::new(false)).expect("not stopped");
    assert!(library(Some(&one), Some(&bytes)).has_learnt());
    assert!(!library(Some(&other), Some(&bytes)).has_learnt());
    assert!(!library(None, Some(&bytes)).has_learnt());
    let bytes = library(None, None).learn(&AtomicBool::new(false)).expect("not stopped");
    assert!(Library::new(entries.clone(), Some(&bytes)).has_learnt());
    assert!(!library(Some(&one), Some(&bytes)).has_learnt());
}

#[test]
fn broken_folders_are_refused_with_what_to_do() {
    let mut without_unknown = tokenizer();
    without_unknown["model"]["unk_token"] = json!("[NONE]");
    let head_only = 9_u64.to_le_bytes();
    let nan = {
        let mut bytes = tensors(WORDS.len());
        let from = bytes.len() - WORDS.len() * 8;
        bytes[from..].fill(0xff);
        bytes
    };
    let broken: [(&str, Option<Vec<u8>>); 11] = [
        (TOKENIZER, None),
        (MODEL, None),
        (CONFIG, None),
        (TOKENIZER, Some(b"{".to_vec())),
        (TOKENIZER, Some(b"{}".to_vec())),
        (TOKENIZER, Some(without_unknown.to_string().into_bytes())),
        (MODEL, Some(b"version https://git-lfs".to_vec())),
        (MODEL, Some(head_only.to_vec())),
        (MODEL, Some(tensors(0))),
        (MODEL, Some(nan)),
        (CONFIG, Some(b"no JSON".to_vec())),
    ];
    for (name, bytes) in broken {
        let folder = folder();
        let file = folder.path().join(name);
        match &bytes {
            Some(bytes) => fs::write(&file, bytes).expect("written"),
            None => fs::remove_file(&file).expect("removed"),
        }
        let error = Embeddings::open(folder.path()).expect_err(name);
        let said = error.to_string();
        assert!(said.contains(&folder.path().display().to_string()), "{said}");
        assert!(said.contains("ame a folder") || said.contains("name another folder"), "{said}");
        assert_eq!(matches!(error, EmbeddingsError::Unreadable { .. }), bytes.is_none(), "{said}");
    }
    let missing = Path::new("/nowhere/at/all");
    assert!(matches!(Embeddings::open(missing), Err(EmbeddingsError::Unreadable { .. })));
}

#[test]
fn any_text_has_a_vector() {
    let folder = folder();
    let embed = Embeddings::open(folder.path()).expect("a model");
    for text in ["", " ", "\0", "🙂", "茶", &"blorp ".repeat(20_000)] {
        assert_eq!(embed.embed(text).len(), embed.dimensions(), "{}", text.len());
    }
}
