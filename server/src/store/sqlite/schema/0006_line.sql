-- LINE: accounts, who writes there, what arrived, and what has to go out.

-- secret, token: encrypted with a key that is not in this file. about: what LINE says of the account, JSON.
CREATE TABLE line_account (
  site INTEGER PRIMARY KEY REFERENCES site,
  secret BLOB NOT NULL,
  token BLOB NOT NULL,
  about TEXT NOT NULL
) STRICT;

-- user: LINE's name of them. reply: the token of their last event, which answers for free for a short while.
-- gone: since when nothing reaches them. back: the menu that leads back to the AI agent is theirs.
-- read_*: what tells LINE that everything up to this event was read.
CREATE TABLE line_user (
  visitor INTEGER PRIMARY KEY REFERENCES visitor ON DELETE CASCADE,
  site INTEGER NOT NULL REFERENCES site,
  user TEXT NOT NULL,
  reply TEXT,
  reply_at INTEGER,
  gone INTEGER,
  back INTEGER NOT NULL DEFAULT 0,
  read_conversation INTEGER,
  read_seq INTEGER,
  read_token TEXT,
  picture TEXT,
  picture_from TEXT,
  profile_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (site, user)
) STRICT;

-- Groups and rooms that were told once that this account talks to one person at a time.
CREATE TABLE line_group (
  site INTEGER NOT NULL REFERENCES site,
  name TEXT NOT NULL,
  PRIMARY KEY (site, name)
) STRICT, WITHOUT ROWID;

-- Each event once, for ever. user, body: until it has been worked on.
CREATE TABLE line_arrival (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site,
  event TEXT NOT NULL,
  at INTEGER NOT NULL,
  received INTEGER NOT NULL,
  user TEXT,
  body TEXT,
  UNIQUE (site, event)
) STRICT;

CREATE INDEX line_arrival_waiting ON line_arrival (site, user, at, id) WHERE body IS NOT NULL;

-- A request to LINE as it is sent, again and again, until LINE has answered it. reply_at: since when the token that it
-- replies with is known. tried: it may have arrived before.
CREATE TABLE line_call (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  visitor INTEGER NOT NULL REFERENCES visitor ON DELETE CASCADE,
  key TEXT NOT NULL,
  reply TEXT,
  reply_at INTEGER,
  tried INTEGER NOT NULL DEFAULT 0,
  messages TEXT NOT NULL
) STRICT;

CREATE INDEX line_call_visitor ON line_call (visitor);

-- What has to go out: an event, or words of its own. first, last: the requests that carry it. why: it is not tried
-- again by itself.
CREATE TABLE line_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  visitor INTEGER NOT NULL REFERENCES visitor ON DELETE CASCADE,
  conversation INTEGER,
  seq INTEGER,
  body TEXT,
  first INTEGER,
  last INTEGER,
  why TEXT
) STRICT;

CREATE INDEX line_out_visitor ON line_out (visitor);
CREATE INDEX line_out_conversation ON line_out (conversation, seq) WHERE conversation IS NOT NULL;
