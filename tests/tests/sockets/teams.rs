//! tests: teams: whom a request rings first, what a closed team keeps to itself, passing on, and what agents write down.

mod closed;
mod files;
mod left;
mod rings;
mod settings;
mod transfers;

use baton_protocol::{
    AgentId, ConversationId, TeamId, What,
    agent::AgentVerb,
    people::Person as Colleague,
    site::{EmbedSettings, SiteRecord, Versioned},
    team::{Team, TeamChange},
    visitor::{Hello, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    http::{Http, success},
    people::{MIRA, Person},
    server::Server,
    visitor::{SITE, Visitor},
};

/// Settings that only an admin changes.
pub(crate) struct Office {
    pub(crate) admin: Http,
}

impl Office {
    pub(crate) async fn of(server: &Server) -> Self {
        Self { admin: Http::signed_in(server, MIRA).await }
    }

    /// This person as colleagues see them.
    pub(crate) async fn colleague(&self, person: Person) -> Colleague {
        let people: Vec<Colleague> = self.admin.read("/api/v1/people").await;
        people.into_iter().find(|known| known.email == person.email).expect("somebody")
    }

    pub(crate) async fn number(&self, person: Person) -> AgentId {
        self.colleague(person).await.id
    }

    pub(crate) async fn team(&self, name: &str, closed: bool, members: &[Person]) -> TeamId {
        let mut numbers = Vec::new();
        for member in members {
            numbers.push(self.number(*member).await);
        }
        let wish = TeamChange { name: name.to_owned(), closed, members: numbers.clone(), version: 0 };
        let team: Team = self.admin.told("/api/v1/teams", &wish).await;
        assert_eq!((team.name.as_str(), team.closed, &team.members), (name, closed, &numbers));
        team.id
    }

    /// The site as it now is.
    pub(crate) async fn site(&self) -> SiteRecord {
        let sites: Vec<SiteRecord> = self.admin.read("/api/v1/sites").await;
        sites.into_iter().find(|site| site.key == SITE).expect("the demo's site")
    }

    /// The site's requests ring this team from now on.
    pub(crate) async fn rings(&self, team: TeamId) {
        let site = self.site().await;
        let to = EmbedSettings { team: Some(team), ..site.embed };
        let path = format!("/api/v1/sites/{SITE}/embed");
        let answer = self.admin.put(&path, &Versioned { version: site.version, to }).await;
        let site: SiteRecord = success(&path, answer).await;
        assert_eq!(site.embed.team, Some(team));
    }
}

/// A visitor who sees so many available live agents, and asks for one.
async fn asks(server: &Server, available: u32) -> (Visitor, ConversationId) {
    let mut visitor = Visitor::arrives(server).await;
    visitor.until("the available ones", |sees| sees.available == available).await;
    let id = visitor.does(VisitorVerb::Request).await.expect("a request").conversation;
    (visitor, id)
}

/// Everybody whom this conversation has rung, wave by wave.
async fn waves(agent: &mut Agent, id: &ConversationId) -> Vec<Vec<AgentId>> {
    agent.opens(id).await;
    let rung = |what: &What| match what {
        What::Requested { ring, .. } | What::Transferred { ring, .. } | What::Rung { ring } => {
            Some(ring.clone())
        }
        _ => None,
    };
    agent.sees.chat(id).log.iter().filter_map(|event| rung(&event.what)).collect()
}

/// All that the wire tells this visitor, as it is written there.
async fn told(server: &Server, visitor: &Visitor) -> String {
    let hello = Hello { site: SITE.to_owned(), token: Some(visitor.sees.token.clone()), ..Hello::default() };
    let poll = baton_protocol::poll::Poll { hello, stamp: None };
    let answer = Http::new(server).post("/api/v1/visitor/poll", &poll).await;
    assert!(answer.status().is_success());
    answer.text().await.expect("a text")
}

/// A transfer with a note.
fn passing(to: baton_protocol::event::Target, note: &str) -> AgentVerb {
    AgentVerb::Transfer { to, note: note.to_owned() }
}
