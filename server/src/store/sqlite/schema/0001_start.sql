-- Rows on the path of a message are found by integer and their indexes are few, because the pages that a
-- transaction touches are what it costs. STRICT: a value of the wrong type is an error.

CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL
) STRICT;

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (site, slug)
) STRICT;

-- AUTOINCREMENT where a number that was given once must never name anything else.
CREATE TABLE visitor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site INTEGER NOT NULL REFERENCES site,
  token BLOB NOT NULL UNIQUE,
  current INTEGER REFERENCES conversation,
  name TEXT,
  email TEXT,
  about TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  conversations INTEGER NOT NULL DEFAULT 0
) STRICT;

-- stage: 0 AI agent, 1 requested, 2 live, 3 completed, 4 ended. agent: who holds it, or held it last.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES site,
  visitor INTEGER NOT NULL REFERENCES visitor,
  channel TEXT NOT NULL,
  opened INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  since INTEGER NOT NULL,
  agent INTEGER,
  visitor_delivered INTEGER NOT NULL DEFAULT 0,
  visitor_read INTEGER NOT NULL DEFAULT 0,
  agent_delivered INTEGER NOT NULL DEFAULT 0,
  agent_read INTEGER NOT NULL DEFAULT 0,
  head TEXT NOT NULL
) STRICT;

CREATE INDEX conversation_visitor ON conversation (visitor);
CREATE INDEX conversation_open ON conversation (id) WHERE stage IN (1, 2);
CREATE INDEX conversation_finished ON conversation (agent, since) WHERE stage IN (3, 4);

-- id: the conversation's number << 32 | the event's seq, so that a log lies together and in order.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  client_id BLOB,
  body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX event_client_id ON event (client_id) WHERE client_id IS NOT NULL;

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  role TEXT NOT NULL,
  password TEXT NOT NULL,
  available INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  token BLOB NOT NULL PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wait (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site,
  at INTEGER NOT NULL,
  waited INTEGER NOT NULL
) STRICT;

CREATE INDEX wait_site ON wait (site);
