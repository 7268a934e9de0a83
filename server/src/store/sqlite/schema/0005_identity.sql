-- Who visitors are: what a shop has proved of them, and their tokens; the shops' secrets; origins that were refused;
-- people's pictures.

-- subject: the shop's own name of a visitor. proved: all that it has proved of them, JSON.
ALTER TABLE visitor ADD COLUMN subject TEXT;
ALTER TABLE visitor ADD COLUMN proved TEXT;
CREATE UNIQUE INDEX visitor_subject ON visitor (site, subject) WHERE subject IS NOT NULL;

-- Tokens that came to a visitor beside their first: of other devices, and of whom they turned out to be.
CREATE TABLE visitor_token (
  token BLOB NOT NULL PRIMARY KEY,
  visitor INTEGER NOT NULL REFERENCES visitor ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX visitor_token_visitor ON visitor_token (visitor);

-- sealed: encrypted with a key that is not in this file. former: the one before, good until then.
CREATE TABLE site_secret (
  site INTEGER PRIMARY KEY REFERENCES site,
  sealed BLOB NOT NULL,
  made INTEGER NOT NULL,
  former BLOB,
  former_until INTEGER
) STRICT;

CREATE TABLE refused_origin (
  site INTEGER NOT NULL REFERENCES site,
  origin TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (site, origin)
) STRICT, WITHOUT ROWID;

ALTER TABLE person ADD COLUMN picture TEXT;
