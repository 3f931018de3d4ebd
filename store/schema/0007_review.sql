-- Review by people: records that were added, cut or joined, undo, the state of a sheet, drafts,
-- quality samples.

-- undoes: the entry that this one takes back. batch: entries that were made at one time, to be
-- undone at one time; '' for one alone. detail: JSON, what a kind needs beside its value.
ALTER TABLE correction ADD COLUMN undoes INTEGER REFERENCES correction (id);
ALTER TABLE correction ADD COLUMN batch TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN detail TEXT NOT NULL DEFAULT '';
CREATE INDEX correction_by_undoes ON correction (undoes);
CREATE INDEX correction_by_batch ON correction (batch) WHERE batch <> '';

-- What the machine read, where people changed which records there are: `record`, `field`,
-- `finding` and `leftover` then hold the sheet as changed. parse/sheet_codec.h
CREATE TABLE machine_sheet (
  sheet INTEGER PRIMARY KEY REFERENCES source (id),
  bytes BLOB NOT NULL
) STRICT;

-- Made from `correction`, as `decision` is: what a person said of the sheet as a whole.
CREATE TABLE sheet_word (
  sheet INTEGER PRIMARY KEY REFERENCES source (id),
  state TEXT NOT NULL CHECK (state IN ('to-review', 'postponed', 'rejected'))
) STRICT;

-- A text that was typed and not saved yet.
CREATE TABLE draft (
  sheet_id TEXT NOT NULL,
  author   TEXT NOT NULL,
  path     TEXT NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (sheet_id, author, path)
) STRICT, WITHOUT ROWID;

-- Fields that nobody was asked to look at, drawn at random and checked blind.
CREATE TABLE quality_sample (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  author     TEXT NOT NULL,
  population INTEGER NOT NULL,  -- how many fields it was drawn from
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
CREATE TABLE quality_field (
  sample      INTEGER NOT NULL REFERENCES quality_sample (id),
  position    INTEGER NOT NULL,
  sha256      TEXT NOT NULL,
  path        TEXT NOT NULL,
  form        TEXT NOT NULL,
  fiscal_year INTEGER,
  machine     TEXT NOT NULL,  -- JSON: the value when it was drawn
  outcome     TEXT CHECK (outcome IN ('right', 'wrong')),  -- NULL: not looked at yet
  PRIMARY KEY (sample, position)
) STRICT, WITHOUT ROWID;

-- One row a sheet: what it is waiting for. A sheet is reviewed when nothing is open.
CREATE VIEW sheet_states AS
SELECT o.id AS number, o.sheet_id AS sheet,
       CASE WHEN w.state IN ('postponed', 'rejected') THEN w.state
            WHEN EXISTS (SELECT 1 FROM finding WHERE sheet = o.id AND settled_by IS NULL)
                 OR s.status <> 'imported' THEN 'to-review'
            ELSE 'reviewed' END AS state
FROM source o JOIN sheet s ON s.id = o.id LEFT JOIN sheet_word w ON w.sheet = o.id;

-- Records that people added, cut, joined or took out are searched as they stand now.
CREATE TRIGGER search_after_arrangement AFTER INSERT ON machine_sheet
BEGIN
  DELETE FROM search_state WHERE sheet = NEW.sheet;
END;
CREATE TRIGGER search_after_arrangement_gone AFTER DELETE ON machine_sheet
BEGIN
  DELETE FROM search_state WHERE sheet = OLD.sheet;
END;
