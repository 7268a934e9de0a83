//! A conversation's card as one live agent sees it.

use baton_conversation::State;
use baton_protocol::{
    AgentId,
    agent::{Rings, Summary},
};

use crate::store::model::Head;

/// The card of `head` for `agent`.
pub(crate) fn card(head: &Head, agent: AgentId) -> Summary {
    let body = &head.body;
    let unseen = body.unseen.iter().filter(|seq| **seq > head.agent_marks.read).count();
    Summary {
        id: head.id.clone(),
        channel: head.channel,
        visitor: head.visitor,
        name: body.name.clone(),
        locale: body.locale.clone(),
        state: body.state.view(),
        rings_me: matches!(&body.state, State::Requested(request) if request.ringing.contains(&agent)),
        team: body.team,
        rings: body.state.request().map(|request| Rings {
            ringing: request.ringing.iter().copied().collect(),
            ignored: request.ignored.iter().copied().collect(),
            until: request.until,
            urgent: request.urgent,
        }),
        unanswered: body.unanswered,
        left: body.left,
        labels: body.labels.clone(),
        question: body.question.clone(),
        mine: body.state.agent().is_some_and(|holder| holder.id == agent),
        opened: head.opened,
        since: body.since,
        seq: head.seq,
        last: body.last.clone(),
        unread: u32::try_from(unseen).unwrap_or(u32::MAX),
    }
}
