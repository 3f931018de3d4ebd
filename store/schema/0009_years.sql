-- What people decided about areas and indicators of different years: the same or not. Append-only,
-- as `correction` is; the latest entry for two parts holds. A part is named by its file's SHA-256
-- and by what stands in it, folded for comparison, so that it outlives every parse.
CREATE TABLE identity_decision (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT NOT NULL CHECK (kind IN ('area', 'indicator')),
  sha256_a   TEXT NOT NULL,  -- the earlier sheet
  area_a     TEXT NOT NULL,
  label_a    TEXT NOT NULL,  -- of an indicator
  text_a     TEXT NOT NULL,  -- of an indicator; '' for an area
  sha256_b   TEXT NOT NULL,
  area_b     TEXT NOT NULL,
  label_b    TEXT NOT NULL,
  text_b     TEXT NOT NULL,
  verdict    TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'open')),
  certainty  REAL,           -- that the program had stated; NULL: it had not proposed it
  author     TEXT NOT NULL,
  note       TEXT NOT NULL,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
CREATE INDEX identity_decision_by_parts ON identity_decision (sha256_a, sha256_b);

CREATE TRIGGER identity_decision_is_never_updated BEFORE UPDATE ON identity_decision
BEGIN
  SELECT RAISE(ABORT, 'decisions are append-only');
END;
CREATE TRIGGER identity_decision_is_never_deleted BEFORE DELETE ON identity_decision
BEGIN
  SELECT RAISE(ABORT, 'decisions are append-only');
END;
CREATE TRIGGER identity_decision_is_never_replaced BEFORE INSERT ON identity_decision
WHEN EXISTS (SELECT 1 FROM identity_decision WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'decisions are append-only');
END;

-- Words of the texts of each sheet that name something, counted; filled by `jizen trends` from the
-- values in force. version: of the cut and the rules.
CREATE TABLE sheet_term (
  sheet INTEGER NOT NULL REFERENCES source (id),
  term  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (sheet, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX sheet_term_by_term ON sheet_term (term);
CREATE TABLE term_state (
  sheet   INTEGER PRIMARY KEY REFERENCES source (id),
  version TEXT NOT NULL
) STRICT;
CREATE TRIGGER terms_after_parse AFTER DELETE ON sheet
BEGIN
  DELETE FROM term_state WHERE sheet = OLD.id;
END;
CREATE TRIGGER terms_after_decision AFTER INSERT ON decision
BEGIN
  DELETE FROM term_state WHERE sheet = NEW.sheet;
END;
CREATE TRIGGER terms_after_decision_gone AFTER DELETE ON decision
BEGIN
  DELETE FROM term_state WHERE sheet = OLD.sheet;
END;
CREATE TRIGGER terms_after_arrangement AFTER INSERT ON machine_sheet
BEGIN
  DELETE FROM term_state WHERE sheet = NEW.sheet;
END;
CREATE TRIGGER terms_after_arrangement_gone AFTER DELETE ON machine_sheet
BEGIN
  DELETE FROM term_state WHERE sheet = OLD.sheet;
END;
