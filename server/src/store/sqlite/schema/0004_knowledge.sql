-- What the AI agent knows: entries, what they say revision by revision, the draft, and every version that was
-- published; imports; tests; what visitors asked and how they were answered; models.

-- source, every, progress, found, faults: as on the wire, JSON.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site INTEGER NOT NULL REFERENCES site,
  source TEXT NOT NULL,
  every TEXT NOT NULL,
  publish INTEGER NOT NULL,
  progress TEXT NOT NULL,
  found TEXT NOT NULL DEFAULT '{"new":0,"changed":0,"same":0,"gone":0,"failed":0,"left":0}',
  faults TEXT NOT NULL DEFAULT '[]',
  ran INTEGER,
  next INTEGER
) STRICT;

CREATE INDEX import_site ON import (site);
CREATE INDEX import_next ON import (next) WHERE next IS NOT NULL;

-- A page that an import has read, and what its server said of its version.
CREATE TABLE page (
  import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  address TEXT NOT NULL,
  etag TEXT,
  modified TEXT,
  gone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (import, address)
) STRICT, WITHOUT ROWID;

-- origin: hand, import, correction, lesson, unanswered. address and piece: what an import knows it by.
-- conversation and seq: the message that taught it.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site INTEGER NOT NULL REFERENCES site,
  origin TEXT NOT NULL,
  import INTEGER REFERENCES import ON DELETE SET NULL,
  address TEXT,
  piece TEXT,
  conversation TEXT,
  seq INTEGER
) STRICT;

CREATE INDEX entry_import ON entry (import, address, piece) WHERE import IS NOT NULL;
CREATE UNIQUE INDEX entry_taught ON entry (conversation, seq) WHERE conversation IS NOT NULL;

-- A revision never changes.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry INTEGER NOT NULL REFERENCES entry,
  written TEXT NOT NULL,
  person INTEGER,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX revision_entry ON revision (entry);

CREATE TABLE draft (
  site INTEGER PRIMARY KEY REFERENCES site,
  version INTEGER NOT NULL DEFAULT 1,
  answering TEXT NOT NULL
) STRICT;

CREATE TABLE draft_entry (
  site INTEGER NOT NULL REFERENCES site,
  entry INTEGER NOT NULL REFERENCES entry,
  revision INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (site, entry)
) STRICT, WITHOUT ROWID;

-- The greatest number of a site is in force.
CREATE TABLE version (
  site INTEGER NOT NULL REFERENCES site,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person INTEGER,
  note TEXT NOT NULL,
  again INTEGER,
  answering TEXT NOT NULL,
  entries INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  PRIMARY KEY (site, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_entry (
  site INTEGER NOT NULL REFERENCES site,
  version INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry,
  revision INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (site, version, entry)
) STRICT, WITHOUT ROWID;

-- What was learnt from a site's published version, so that a start needs no learning.
CREATE TABLE learnt (
  site INTEGER PRIMARY KEY REFERENCES site,
  version INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE test (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site INTEGER NOT NULL REFERENCES site,
  question TEXT NOT NULL,
  locale TEXT NOT NULL,
  expects TEXT NOT NULL,
  correction INTEGER NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX test_site ON test (site);

-- What a live agent explained, for somebody to approve.
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site INTEGER NOT NULL REFERENCES site,
  conversation INTEGER NOT NULL REFERENCES conversation,
  seq INTEGER NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0,
  UNIQUE (conversation, seq)
) STRICT;

CREATE INDEX lesson_open ON lesson (site, id) WHERE settled = 0;

-- id: as in `event`, the number of the AI agent's message. kind: 0 answer, 1 asked back, 2 unknown. asked: the seq of
-- the visitor's message. entries: those that it was taken from, JSON. handed: a request for a person came after it.
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  model INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  question TEXT NOT NULL,
  locale TEXT NOT NULL,
  entries TEXT NOT NULL,
  helpful INTEGER,
  handed INTEGER NOT NULL DEFAULT 0,
  settled INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX answer_at ON answer (site, at);
CREATE INDEX answer_open ON answer (site, at) WHERE settled = 0 AND (kind = 2 OR helpful = 0);

CREATE TABLE model (
  site INTEGER PRIMARY KEY REFERENCES site,
  settings TEXT NOT NULL
) STRICT;

-- month: YYYY-MM, UTC.
CREATE TABLE model_use (
  site INTEGER NOT NULL REFERENCES site,
  month TEXT NOT NULL,
  calls INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  input INTEGER NOT NULL,
  output INTEGER NOT NULL,
  PRIMARY KEY (site, month)
) STRICT, WITHOUT ROWID;

-- The articles that there were are each site's first version.
INSERT INTO entry (id, site, origin) SELECT id, site, 'hand' FROM article;
INSERT INTO revision (id, entry, written, at)
  SELECT id, id, json_object('article', json_object('title', title, 'body', body)), unixepoch() * 1000 FROM article;
INSERT INTO draft (site, answering)
  SELECT id, json_object(
    'sure', 80,
    'tone', coalesce(json_extract(settings, '$.tone'), 'friendly'),
    'languages', json(coalesce(json_extract(settings, '$.languages'), '[]')),
    'no_answer', coalesce(json_extract(settings, '$.no_answer'), ''),
    'rules', json('[]'))
  FROM site;
INSERT INTO draft_entry (site, entry, revision) SELECT site, id, id FROM article;
INSERT INTO version_entry (site, version, entry, revision) SELECT site, 1, id, id FROM article;
INSERT INTO version (site, number, at, note, answering, entries, changes)
  SELECT site, 1, unixepoch() * 1000, '', answering,
    (SELECT count(*) FROM article WHERE article.site = draft.site),
    (SELECT count(*) FROM article WHERE article.site = draft.site)
  FROM draft;
DROP TABLE article;
