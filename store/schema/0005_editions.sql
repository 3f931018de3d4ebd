-- A submitter may hand in the sheet of a year and meeting again, with other content. Sheets with
-- the same key are editions of one another: the one that was stored last is current, the older
-- ones are kept. Made from the values in force, anew after each parse and each correction.

CREATE TABLE edition (
  sheet INTEGER PRIMARY KEY REFERENCES sheet (id),
  key   TEXT NOT NULL  -- JSON: fiscal year, submitter, meeting, folded for comparison
) STRICT;
CREATE INDEX edition_by_key ON edition (key, sheet);

-- One row for each sheet that says who handed it in for which year. edition counts from 1.
CREATE VIEW editions AS
SELECT o.sheet_id AS sheet, o.file,
       row_number() OVER same AS edition,
       lead(o.sheet_id) OVER same IS NULL AS current,
       lag(o.sheet_id) OVER same AS replaces,
       lead(o.sheet_id) OVER same AS replaced_by
FROM edition e JOIN source o ON o.id = e.sheet
WINDOW same AS (PARTITION BY e.key ORDER BY e.sheet);
