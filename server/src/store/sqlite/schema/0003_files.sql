-- Pictures and files that go with messages, the figures of requests, how people are reached while their console is
-- closed, and what keeps lists and searches quick as they grow.

-- visitor: in whose conversations it belongs; none for a picture that everybody sees. agent: the live agent who
-- uploaded it. sent: a message names it, or a site shows it; what stays unsent is dropped.
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public TEXT NOT NULL UNIQUE,
  visitor INTEGER REFERENCES visitor,
  conversation INTEGER REFERENCES conversation,
  agent INTEGER,
  sent INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX file_visitor ON file (visitor, at) WHERE visitor IS NOT NULL;
CREATE INDEX file_conversation ON file (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX file_unsent ON file (at) WHERE sent = 0;

-- id: as in `event`, the number of the event that began it. outcome: 0 open, 1 accepted, 2 abandoned, 3 unanswered.
-- agent: who took it. waited: until then; answered: from then to the first words; milliseconds.
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL,
  team INTEGER,
  at INTEGER NOT NULL,
  outcome INTEGER NOT NULL DEFAULT 0,
  agent INTEGER,
  waited INTEGER,
  answered INTEGER
) STRICT;

CREATE INDEX request_at ON request (at);

CREATE TABLE ignored (
  request INTEGER NOT NULL REFERENCES request ON DELETE CASCADE,
  agent INTEGER NOT NULL,
  PRIMARY KEY (request, agent)
) STRICT, WITHOUT ROWID;

-- id: the number of the event, as in `event`.
CREATE TABLE rating (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL,
  team INTEGER,
  at INTEGER NOT NULL,
  agent INTEGER,
  stars INTEGER NOT NULL
) STRICT;

CREATE INDEX rating_at ON rating (at);

-- A browser that rings while its console is closed, for as long as its session lasts.
CREATE TABLE push (
  endpoint TEXT NOT NULL PRIMARY KEY,
  session BLOB NOT NULL REFERENCES session ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES person,
  key BLOB NOT NULL,
  auth BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX push_session ON push (session);
CREATE INDEX push_person ON push (person);

-- They want an e-mail when somebody asks for a person and nobody is connected.
ALTER TABLE person ADD COLUMN mail INTEGER NOT NULL DEFAULT 0;

CREATE INDEX conversation_channel ON conversation (channel, id) WHERE channel <> 'web';

-- Every token that the search has ever taken in: what a word can go on as.
CREATE TABLE term (
  text TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
INSERT INTO term (text) SELECT term FROM vocabulary;
DROP TABLE vocabulary;
