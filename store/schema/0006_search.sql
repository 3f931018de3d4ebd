-- Search over all that was printed, as the values in force say it, and over what is left over.
-- Filled by `jizen search` from the tables above; any client may read it:
--
--   SELECT t.sheet, t.path FROM search_index i JOIN search_text t ON t.id = i.rowid
--   WHERE search_index MATCH '{words} : "退院 支援"'
--
-- search_text: one row for each text. folded: as parse/fold.h folds for matching; words and
-- readings: base forms and kana of the words that MeCab sees in it, with blanks between; marks:
-- what the text can be filtered by, year2019 prefecture09 section_goals sector3.
CREATE TABLE search_text (
  id       INTEGER PRIMARY KEY,
  sheet    INTEGER NOT NULL REFERENCES source (id),
  path     TEXT NOT NULL,  -- JSON Pointer of the value; '' for what is left over
  section  TEXT NOT NULL,
  page     INTEGER,
  x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  text     TEXT NOT NULL,
  folded   TEXT NOT NULL,
  words    TEXT NOT NULL,
  readings TEXT NOT NULL,
  marks    TEXT NOT NULL
) STRICT;
CREATE INDEX search_text_by_sheet ON search_text (sheet);

-- parts: the folded text as overlapping pairs of characters, the last one alone; kana: the same of
-- the readings. Any part of a text is so a phrase. All that is no blank belongs to a token.
CREATE VIRTUAL TABLE search_index USING fts5(
  parts, words, kana, marks, content = '',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);

-- Sheets whose texts are in the index as they stand. version: of the index and the rules.
CREATE TABLE search_state (
  sheet   INTEGER PRIMARY KEY,
  version TEXT NOT NULL
) STRICT;
CREATE TRIGGER search_after_parse AFTER DELETE ON sheet
BEGIN
  DELETE FROM search_state WHERE sheet = OLD.id;
END;
CREATE TRIGGER search_after_decision AFTER INSERT ON decision
BEGIN
  DELETE FROM search_state WHERE sheet = NEW.sheet;
END;
CREATE TRIGGER search_after_decision_gone AFTER DELETE ON decision
BEGIN
  DELETE FROM search_state WHERE sheet = OLD.sheet;
END;

-- Names of sectors, folded; marks name them by id.
CREATE TABLE search_sector (
  id     INTEGER PRIMARY KEY,
  folded TEXT NOT NULL UNIQUE
) STRICT;
