//! tests: numbers beyond their ends.

use baton_protocol::{
    ConversationId,
    agent::{AgentFrame, AgentNews},
    visitor::VisitorFrame,
};
use baton_tests::{agent::Agent, line::Came, people::MIA, visitor::Visitor};

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn pages_before_any_number_stay_inside_the_conversation() {
    let mut scene = Scene::set().await;
    // Neighbours in the store, on either side.
    let mut visitor = Visitor::arrives(&scene.server).await;
    visitor.says("Mine").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let mut neighbour = Visitor::arrives(&scene.server).await;
    neighbour.says("A neighbour's").await;
    neighbour.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let before = scene.stored().await;
    let id = visitor.sees.chat().id.clone();
    for (number, count) in [
        (0, 0),
        (1, 0),
        (2, 1),
        (1_000, 2),
        (u64::from(u32::MAX), 2),
        (u64::from(u32::MAX) + 2, 2),
        (1 << 40, 2),
        (i64::MAX as u64, 2),
        (u64::MAX, 2),
    ] {
        visitor.line.send(&VisitorFrame::Older { conversation: id.clone(), before: number }).await;
        scene.admin.line.send(&AgentFrame::Older { conversation: id.clone(), before: number }).await;
        let mine = loop {
            match visitor.line.next().await {
                Came::News(news) => match *news {
                    baton_protocol::visitor::VisitorNews::Page(page) => break page,
                    other => visitor.sees.hear(other),
                },
                Came::Closed(code) => panic!("{number}: closed with {code:?}"),
            }
        };
        let theirs = page(&mut scene.admin, &id).await;
        for page in [mine.events, theirs] {
            assert_eq!(page.len(), count, "before {number}: {page:?}");
            assert!(page.iter().zip(1..).all(|(event, seq)| event.seq == seq));
        }
    }
    scene.is_unmoved(&before).await;
}

async fn page(agent: &mut Agent, id: &ConversationId) -> Vec<baton_protocol::Event> {
    loop {
        match agent.line.next().await {
            Came::News(news) => match *news {
                AgentNews::Page(page) if page.conversation == *id => return page.events,
                other => agent.sees.hear(other),
            },
            Came::Closed(code) => panic!("closed with {code:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_beyond_the_end_are_cut_back() {
    let mut scene = Scene::set().await;
    let mut mia = Agent::at_work(&scene.server, MIA).await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let id = crate::handover::connect(&mut visitor, &mut mia).await;
    let before = scene.stored().await;
    for (delivered, read) in [(u64::MAX, u64::MAX), (0, u64::MAX), (u64::MAX, 0), (0, 0)] {
        visitor.line.send(&VisitorFrame::Marks { conversation: id.clone(), delivered, read }).await;
        mia.line.send(&AgentFrame::Marks { conversation: id.clone(), delivered, read }).await;
    }
    let end = mia.sees.chat(&id).last();
    mia.until("the end", |sees| sees.shows(&id, |chat| chat.theirs.read == end)).await;
    visitor.until("the end", |sees| sees.shows(|chat| chat.theirs.read == end)).await;
    assert_eq!((mia.sees.chat(&id).theirs.delivered, visitor.sees.chat().theirs.delivered), (end, end));
    scene.is_unmoved(&before).await;
}
