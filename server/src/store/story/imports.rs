//! The store's story: what imports bring into the draft, and what becomes of pages that change or go.

use baton_protocol::{
    AgentId, ImportId, Timestamp,
    answering::{Meter, ModelSettings, Provider},
    knowledge::{Every, Fault, Found, From, Origin, Progress, Written},
};

use super::scene;
use crate::store::{
    Store,
    model::{Edited, EntryFilter, Published, Publishing, StoredImport, StoredPage, Taken},
};

pub(super) async fn tell(store: &impl Store) {
    pages(store).await;
    models(store).await;
}

fn article(body: &str) -> Written {
    Written::Article { title: "Spoons".to_owned(), body: body.to_owned() }
}

fn pair(question: &str) -> Written {
    Written::Pair { questions: vec![question.to_owned()], answer: "Yes".to_owned() }
}

async fn pages(store: &impl Store) {
    let (site, _) = scene(store, 81).await;
    let mut import = StoredImport {
        id: ImportId(0),
        site,
        from: From::Page { address: "https://shop.example/a".to_owned() },
        every: Every::Day,
        publish: true,
        progress: Progress::Waiting,
        found: Found::default(),
        faults: Vec::new(),
        ran: None,
        next: Some(Timestamp(50)),
        entries: 0,
    };
    import.id = store.add_import(import.clone()).await.unwrap();
    assert_eq!(store.due_imports(Timestamp(49)).await.unwrap(), []);
    assert_eq!(store.due_imports(Timestamp(50)).await.unwrap(), [import.id]);
    let page = StoredPage {
        address: "https://shop.example/a".to_owned(),
        etag: Some("1".to_owned()),
        modified: None,
        gone: false,
    };
    let take = |pieces: Vec<Written>| store.take_in(import.id, Some(page.clone()), pieces, Timestamp(1));
    let taken = take(vec![article("Silver"), pair("Forks?")]).await.unwrap();
    assert_eq!(taken, Taken { new: 2, changed: 0, same: 0 });
    let taken = take(vec![article("Silver"), pair("Forks?")]).await.unwrap();
    assert_eq!(taken, Taken { new: 0, changed: 0, same: 2 });
    let before = store.draft(site).await.unwrap().version;
    // Another text, one pair less and another instead.
    let taken = take(vec![article("Gold"), pair("Knives?")]).await.unwrap();
    assert_eq!(taken, Taken { new: 1, changed: 2, same: 0 });
    assert!(store.draft(site).await.unwrap().version > before);
    let entries = store.shelved_draft(site).await.unwrap().entries;
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].address.as_deref(), Some("https://shop.example/a"));
    assert_eq!(store.pages(import.id).await.unwrap(), std::slice::from_ref(&page));

    // Only what is the import's goes out by itself.
    let hand = crate::store::model::Birth::Hand;
    store.add_entry(site, pair("Mine?"), hand, AgentId(1), Timestamp(2)).await.unwrap();
    let publishing = Publishing {
        site,
        what: Published::Import(import.id),
        by: None,
        at: Timestamp(3),
        note: String::new(),
    };
    assert!(matches!(store.publish(publishing).await.unwrap(), Edited::Done(_)));
    assert_eq!(store.shelved(site, None).await.unwrap().unwrap().entries, entries);

    // A page that is gone is marked; back again, it is not.
    let gone = async || {
        let filter = EntryFilter { import: Some(import.id), ..EntryFilter::default() };
        let rows = store.entries(site, filter, 9).await.unwrap().rows;
        rows.iter().filter(|row| matches!(row.origin, Origin::Import { gone: true, .. })).count()
    };
    assert!(store.page_gone(import.id, &page.address).await.unwrap());
    assert!(!store.page_gone(import.id, &page.address).await.unwrap());
    assert_eq!(gone().await, 2);
    take(vec![article("Gold"), pair("Knives?")]).await.unwrap();
    assert_eq!(gone().await, 0);

    import.progress = Progress::Failed { why: "No.".to_owned() };
    import.faults = vec![Fault { at: "a".to_owned(), why: "b".to_owned() }];
    store.put_import(import.clone()).await.unwrap();
    let kept = store.import(import.id).await.unwrap().unwrap();
    assert_eq!(kept, StoredImport { entries: 2, ..import.clone() });
    assert!(store.remove_import(site, import.id).await.unwrap());
    assert_eq!(store.imports(site).await.unwrap(), []);
    assert_eq!(store.shelved_draft(site).await.unwrap().entries.len(), 1);
    // What comes too late is not taken.
    assert_eq!(take(vec![article("Late")]).await.unwrap(), Taken::default());
    // A published version keeps what it said.
    assert_eq!(store.shelved(site, None).await.unwrap().unwrap().entries.len(), 2);
}

async fn models(store: &impl Store) {
    let (site, _) = scene(store, 82).await;
    let model = ModelSettings {
        provider: Provider::Anthropic,
        base: "https://model.example".to_owned(),
        model: "m".to_owned(),
        key: Some("secret".to_owned()),
        budget: 9,
    };
    store.set_model(site, Some(model.clone())).await.unwrap();
    assert!(store.models().await.unwrap().contains(&(site, model)));
    let used = Meter { calls: 1, answers: 1, input: 10, output: 5 };
    store.count(site, "2026-11", used).await.unwrap();
    store.count(site, "2026-11", used).await.unwrap();
    let meter = store.meter(site, "2026-11").await.unwrap();
    assert_eq!(meter, Meter { calls: 2, answers: 2, input: 20, output: 10 });
    assert_eq!(store.meter(site, "2026-12").await.unwrap(), Meter::default());
    store.set_model(site, None).await.unwrap();
    assert!(!store.models().await.unwrap().iter().any(|(known, _)| *known == site));
}
