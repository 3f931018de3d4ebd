-- One row in `source` is one file (by its bytes), one in `sheet` what was read from it, `record`
-- and `field` the tree of its values as the machine read them. What people decided is in
-- `correction` and is never changed; `decision` says which field each one holds for today.
-- Times stand in `run` and `correction` only: two databases made from the same files are the same.

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL
) STRICT;

CREATE TABLE run (
  id              INTEGER PRIMARY KEY,
  command         TEXT NOT NULL,
  program_version TEXT NOT NULL,
  rules_hash      TEXT NOT NULL,
  started_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  ended_at        TEXT,
  summary         TEXT  -- JSON
) STRICT;

CREATE TABLE source (
  id         INTEGER PRIMARY KEY,
  sheet_id   TEXT NOT NULL UNIQUE,  -- the first 12 digits of sha256: the id that people see
  sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  file       TEXT NOT NULL,         -- name without its folder
  stem       TEXT NOT NULL,         -- name without its last extension
  path       TEXT NOT NULL,         -- as given
  media_type TEXT NOT NULL,
  pages      INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  run        INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE INDEX source_by_stem ON source (stem);
CREATE INDEX source_by_run ON source (run);

-- Large values apart, so that a walk over `source` does not read them.
CREATE TABLE original (
  source INTEGER PRIMARY KEY REFERENCES source (id),
  bytes  BLOB NOT NULL
) STRICT;
CREATE TABLE page_layer (
  source INTEGER PRIMARY KEY REFERENCES source (id),
  bytes  BLOB NOT NULL  -- all pages of the file, compressed: extract/layer_codec.h
) STRICT;
CREATE TABLE warning (
  source   INTEGER NOT NULL REFERENCES source (id),
  position INTEGER NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- Files that could not be used. One with no bytes (not readable) has sha256 ''.
CREATE TABLE failure (
  id         INTEGER PRIMARY KEY,
  path       TEXT NOT NULL UNIQUE,
  file       TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  media_type TEXT NOT NULL,
  pages      INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  detail     TEXT NOT NULL,
  run        INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE INDEX failure_by_sha256 ON failure (sha256);
CREATE INDEX failure_by_run ON failure (run);

CREATE TABLE sheet (
  id     INTEGER PRIMARY KEY REFERENCES source (id),
  run    INTEGER NOT NULL REFERENCES run (id),  -- the run that parsed it last
  status TEXT NOT NULL CHECK (status IN ('imported', 'unrecognised')),
  form   TEXT NOT NULL
) STRICT;
CREATE INDEX sheet_by_run ON sheet (run);

-- number: from 0, the sheet's own record, in the order of the JSON. area: the area that the
-- record stands in (an area: itself).
CREATE TABLE record (
  sheet    INTEGER NOT NULL REFERENCES sheet (id),
  number   INTEGER NOT NULL,
  parent   INTEGER,
  area     INTEGER,
  list     TEXT NOT NULL,  -- of the parent: goals, measures, ...; '' for the sheet
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  PRIMARY KEY (sheet, number),
  FOREIGN KEY (sheet, parent) REFERENCES record (sheet, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_by_parent ON record (sheet, parent);

-- The machine's value: one of text, number and json (a list of texts), or none of them (null).
-- page and box: of the first place; places: JSON, only where there are several.
CREATE TABLE field (
  sheet      INTEGER NOT NULL,
  record     INTEGER NOT NULL,
  name       TEXT NOT NULL,
  position   INTEGER NOT NULL,
  text       TEXT,
  number     REAL,
  json       TEXT,
  page       INTEGER,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  places     TEXT,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL,
  printed    TEXT NOT NULL,
  PRIMARY KEY (sheet, record, name),
  FOREIGN KEY (sheet, record) REFERENCES record (sheet, number),
  CHECK ((text IS NOT NULL) + (number IS NOT NULL) + (json IS NOT NULL) <= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE leftover (
  sheet    INTEGER NOT NULL REFERENCES sheet (id),
  position INTEGER NOT NULL,
  page     INTEGER NOT NULL,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  text     TEXT NOT NULL,
  PRIMARY KEY (sheet, position)
) STRICT, WITHOUT ROWID;

-- The account of printed characters, page by page.
CREATE TABLE account (
  sheet       INTEGER NOT NULL REFERENCES sheet (id),
  position    INTEGER NOT NULL,
  page        INTEGER NOT NULL,
  printed     INTEGER NOT NULL,
  in_fields   INTEGER NOT NULL,
  in_form     INTEGER NOT NULL,
  in_leftover INTEGER NOT NULL,
  PRIMARY KEY (sheet, position)
) STRICT, WITHOUT ROWID;

-- What people decided, for good: append-only. It refers to the file by its SHA-256 and to the
-- record by what stands in it, so that it outlives every parse and every re-import. The record's
-- identity is the machine's at that time, folded for comparison.
CREATE TABLE correction (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256      TEXT NOT NULL,
  path        TEXT NOT NULL,  -- JSON Pointer, at that time
  record_kind TEXT NOT NULL,
  list        TEXT NOT NULL,  -- the list that the record stands in
  area        TEXT NOT NULL,  -- name of its area
  owner       TEXT NOT NULL,  -- label and key of the record above, where that is no area
  label       TEXT NOT NULL,
  key_text    TEXT NOT NULL,
  field       TEXT NOT NULL,  -- field or list of the record; '': the record itself
  machine     TEXT NOT NULL,  -- JSON: what the machine had read there
  kind        TEXT NOT NULL,  -- set, accept
  value       TEXT NOT NULL,  -- JSON: the value from then on
  supersedes  INTEGER UNIQUE REFERENCES correction (id),  -- the one that held there before
  author      TEXT NOT NULL,
  note        TEXT NOT NULL,
  created_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
CREATE INDEX correction_by_sha256 ON correction (sha256);

CREATE TRIGGER correction_is_never_updated BEFORE UPDATE ON correction
BEGIN
  SELECT RAISE(ABORT, 'corrections are append-only');
END;
CREATE TRIGGER correction_is_never_deleted BEFORE DELETE ON correction
BEGIN
  SELECT RAISE(ABORT, 'corrections are append-only');
END;
-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER correction_is_never_replaced BEFORE INSERT ON correction
WHEN EXISTS (SELECT 1 FROM correction
             WHERE id = NEW.id OR (NEW.supersedes IS NOT NULL AND supersedes = NEW.supersedes))
BEGIN
  SELECT RAISE(ABORT, 'corrections are append-only');
END;

-- Made from `correction` and the values above, anew after each parse and each correction.
CREATE TABLE decision (
  sheet      INTEGER NOT NULL,
  record     INTEGER NOT NULL,
  field      TEXT NOT NULL,
  correction INTEGER NOT NULL REFERENCES correction (id),
  status     TEXT NOT NULL CHECK (status IN ('accepted', 'corrected')),
  text       TEXT,
  number     REAL,
  json       TEXT,
  PRIMARY KEY (sheet, record, field),
  FOREIGN KEY (sheet, record, field) REFERENCES field (sheet, record, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_by_correction ON decision (correction);

CREATE TABLE finding (
  sheet      INTEGER NOT NULL REFERENCES sheet (id),
  position   INTEGER NOT NULL,
  path       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  detail     TEXT NOT NULL,
  correction INTEGER REFERENCES correction (id),  -- the one it is about; NULL: found by a parse
  settled_by INTEGER REFERENCES correction (id),  -- the one that answered it
  PRIMARY KEY (sheet, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_correction ON finding (correction) WHERE correction IS NOT NULL;
CREATE INDEX finding_by_settled_by ON finding (settled_by) WHERE settled_by IS NOT NULL;
