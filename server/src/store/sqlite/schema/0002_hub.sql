-- Teams, people as admins change them, what the Hub files conversations under, and the search over messages.

CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  closed INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE member (
  team INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES person,
  PRIMARY KEY (team, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_person ON member (person);

ALTER TABLE person ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- The secret of the second factor, once it is confirmed, and before.
ALTER TABLE person ADD COLUMN factor BLOB;
ALTER TABLE person ADD COLUMN factor_offered BLOB;
-- The last step of the second factor that was used: each is good once.
ALTER TABLE person ADD COLUMN factor_step INTEGER NOT NULL DEFAULT 0;

CREATE INDEX session_person ON session (person);

-- A person who was invited has an empty password until they choose one.
CREATE TABLE invitation (
  token BLOB NOT NULL PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery (
  person INTEGER NOT NULL REFERENCES person,
  code BLOB NOT NULL,
  PRIMARY KEY (person, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE canned (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shortcut TEXT NOT NULL,
  text TEXT NOT NULL,
  team INTEGER REFERENCES team ON DELETE CASCADE,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX canned_shortcut ON canned (shortcut, coalesce(team, 0));

ALTER TABLE site ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- team: whose it is; left_at: since when a message that the visitor left waits.
ALTER TABLE conversation ADD COLUMN team INTEGER;
ALTER TABLE conversation ADD COLUMN left_at INTEGER;

CREATE INDEX conversation_left ON conversation (left_at) WHERE left_at IS NOT NULL;
CREATE INDEX conversation_stage ON conversation (stage, id);
CREATE INDEX conversation_agent ON conversation (agent, id) WHERE agent IS NOT NULL;
CREATE INDEX conversation_team ON conversation (team, id) WHERE team IS NOT NULL;
CREATE INDEX conversation_opened ON conversation (opened);

CREATE TABLE label (
  name TEXT NOT NULL,
  conversation INTEGER NOT NULL REFERENCES conversation,
  PRIMARY KEY (name, conversation)
) STRICT, WITHOUT ROWID;

CREATE INDEX label_conversation ON label (conversation);

-- The words of messages, cut into tokens by the server; rowid: the event's id. Filled from `unsearched` in groups, so
-- that a message pays for the search after its acknowledgement.
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE unsearched (
  event INTEGER PRIMARY KEY
) STRICT;

INSERT INTO unsearched (event) SELECT id FROM event;

-- What people changed.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  person INTEGER NOT NULL,
  what TEXT NOT NULL,
  about TEXT NOT NULL
) STRICT;
