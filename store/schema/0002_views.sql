-- Current values in plain columns: what a person or a script reads. `sheet` is the id that
-- `jizen list` prints; page is the first page of the row's values; status is 'corrected' or
-- 'accepted' where a person decided on any value of the row; no counts from 1 within its list.

-- The value in force: a person's where there is one, else the machine's.
CREATE VIEW current_field AS
SELECT f.sheet, f.record, f.name,
       CASE WHEN d.correction IS NULL THEN f.text ELSE d.text END AS text,
       CASE WHEN d.correction IS NULL THEN f.number ELSE d.number END AS number,
       CASE WHEN d.correction IS NULL THEN f.json ELSE d.json END AS json,
       f.page, coalesce(d.status, 'parsed') AS status
FROM field f
LEFT JOIN decision d ON d.sheet = f.sheet AND d.record = f.record AND d.field = f.name;

CREATE VIEW sheets AS
SELECT o.sheet_id AS sheet, o.file,
       (SELECT CAST(number AS INTEGER) FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'fiscal_year') AS fiscal_year,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'fiscal_year_label') AS fiscal_year_label,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'submitter') AS submitter,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'submitter_code') AS submitter_code,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'program') AS program,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'meeting') AS meeting,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'document') AS document,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'motto') AS motto,
       (SELECT text FROM current_field
        WHERE sheet = s.id AND record = 0 AND name = 'overview') AS overview,
       o.pages, s.form, s.status,
       (SELECT count(*) FROM finding WHERE sheet = s.id AND settled_by IS NULL) AS review
FROM sheet s JOIN source o ON o.id = s.id;

-- The columns that every row below begins with.
CREATE VIEW placed_record AS
SELECT r.sheet AS sheet_number, r.number, r.parent, r.kind, r.list, o.sheet_id AS sheet,
       (SELECT CAST(number AS INTEGER) FROM current_field
        WHERE sheet = r.sheet AND record = 0 AND name = 'fiscal_year') AS fiscal_year,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet AND record = 0 AND name = 'submitter') AS submitter,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet AND record = r.area AND name = 'name') AS area,
       r.position + 1 AS no,
       (SELECT min(page) FROM field WHERE sheet = r.sheet AND record = r.number) AS page,
       coalesce((SELECT max(status) FROM decision  -- 'corrected' sorts after 'accepted'
                 WHERE sheet = r.sheet AND record = r.number), 'parsed') AS status
FROM record r JOIN source o ON o.id = r.sheet;

CREATE VIEW areas AS
SELECT sheet, fiscal_year, submitter, no, area, page, status
FROM placed_record WHERE kind = 'area';

CREATE VIEW goals AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.area, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'label') AS label,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'goal') AS goal,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'progress') AS progress,
       r.page, r.status
FROM placed_record r WHERE r.kind = 'goal';

CREATE VIEW items AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.area, r.list AS section, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'marker') AS marker,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'text') AS text,
       r.page, r.status
FROM placed_record r WHERE r.kind = 'item';

CREATE VIEW strengths AS
SELECT sheet, fiscal_year, submitter, area, no, marker, text, page, status
FROM items WHERE section = 'strengths';

CREATE VIEW notes AS
SELECT sheet, fiscal_year, submitter, area, section, no, marker, text, page, status
FROM items WHERE section IN ('hospital_collaboration', 'concerns');

CREATE VIEW challenges AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.area, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'challenge') AS challenge,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'policy') AS policy,
       r.page, r.status
FROM placed_record r WHERE r.kind = 'challenge';

-- sectors: joined by ' / ' where one cell holds for several.
CREATE VIEW roles AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.area,
       (SELECT position + 1 FROM record
        WHERE sheet = r.sheet_number AND number = r.parent) AS challenge_no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'challenge') AS challenge,
       r.no,
       (SELECT (SELECT group_concat(value, ' / ') FROM json_each(f.json)) FROM current_field f
        WHERE f.sheet = r.sheet_number AND f.record = r.number AND f.name = 'sectors') AS sectors,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'text') AS text,
       r.page, r.status
FROM placed_record r WHERE r.kind = 'role';

CREATE VIEW indicators AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.area, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'label') AS label,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'indicator') AS indicator,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'reason') AS reason,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number
          AND name = 'expected_outcome') AS expected_outcome,
       r.page, r.status
FROM placed_record r WHERE r.kind = 'indicator';

CREATE VIEW measures AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.area,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'label') AS label,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'indicator') AS indicator,
       r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'kind') AS kind,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'heading') AS heading,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'text') AS text,
       (SELECT number FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'value') AS value,
       (SELECT number FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'value_max') AS value_max,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'unit') AS unit,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'comparator') AS comparator,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'state') AS state,
       r.page, r.status
FROM placed_record r WHERE r.kind = 'measure';
