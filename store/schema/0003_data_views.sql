-- The views say more of each row: where it stands in the exported JSON, which list it is in, whether
-- a person should look at it, and for a measure the fiscal year that its value is for.

-- The fiscal year that a column heading names, for those that name one; filled by the program,
-- which reads years by its rules. rules_hash: the rules it was read by.
CREATE TABLE heading_year (
  heading     TEXT PRIMARY KEY,
  fiscal_year INTEGER,  -- that it names
  years_later INTEGER,  -- than the sheet's: 0 for this year, -1 for the last
  rules_hash  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP VIEW measures;
DROP VIEW indicators;
DROP VIEW roles;
DROP VIEW challenges;
DROP VIEW notes;
DROP VIEW strengths;
DROP VIEW items;
DROP VIEW goals;
DROP VIEW areas;
DROP VIEW placed_record;
DROP VIEW sheets;

CREATE VIEW sheets AS
SELECT o.sheet_id AS sheet, o.file, o.sha256, o.media_type, o.pages, s.form, s.status,
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
       (SELECT count(*) FROM finding WHERE sheet = s.id AND settled_by IS NULL) AS review,
       (SELECT count(*) FROM correction WHERE sha256 = o.sha256) AS corrections
FROM sheet s JOIN source o ON o.id = s.id;

-- JSON Pointer of each record. The tree is at most four deep: sheet, area, challenge, role.
CREATE VIEW record_path AS
SELECT r.sheet, r.number,
       coalesce((SELECT coalesce((SELECT '/' || a.list || '/' || a.position FROM record a
                                  WHERE a.sheet = p.sheet AND a.number = p.parent
                                    AND a.parent IS NOT NULL), '')
                        || '/' || p.list || '/' || p.position
                 FROM record p
                 WHERE p.sheet = r.sheet AND p.number = r.parent AND p.parent IS NOT NULL), '')
       || CASE WHEN r.parent IS NULL THEN '' ELSE '/' || r.list || '/' || r.position END AS path
FROM record r;

-- The columns that every row below begins or ends with.
-- to_review: 1 where a finding on the row, on a value of it or on what holds it is not settled.
CREATE VIEW placed_record AS
SELECT r.sheet AS sheet_number, r.number, r.parent, r.kind, r.list, o.sheet_id AS sheet,
       (SELECT CAST(number AS INTEGER) FROM current_field
        WHERE sheet = r.sheet AND record = 0 AND name = 'fiscal_year') AS fiscal_year,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet AND record = 0 AND name = 'submitter') AS submitter,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet AND record = 0 AND name = 'submitter_code') AS submitter_code,
       (SELECT position + 1 FROM record
        WHERE sheet = r.sheet AND number = r.area) AS area_no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet AND record = r.area AND name = 'name') AS area,
       r.position + 1 AS no,
       p.path,
       (SELECT min(page) FROM field WHERE sheet = r.sheet AND record = r.number) AS page,
       EXISTS (SELECT 1 FROM finding n
               WHERE n.sheet = r.sheet AND n.settled_by IS NULL
                 AND (n.path = p.path OR substr(n.path, 1, length(p.path) + 1) = p.path || '/'
                      OR substr(p.path, 1, length(n.path) + 1) = n.path || '/')) AS to_review,
       coalesce((SELECT max(status) FROM decision  -- 'corrected' sorts after 'accepted'
                 WHERE sheet = r.sheet AND record = r.number), 'parsed') AS status
FROM record r
JOIN source o ON o.id = r.sheet
JOIN record_path p ON p.sheet = r.sheet AND p.number = r.number;

CREATE VIEW areas AS
SELECT sheet, fiscal_year, submitter, submitter_code, no, area, path, page, to_review, status
FROM placed_record WHERE kind = 'area';

CREATE VIEW goals AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'label') AS label,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'goal') AS goal,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'progress') AS progress,
       r.path, r.page, r.to_review, r.status
FROM placed_record r WHERE r.kind = 'goal';

CREATE VIEW items AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area,
       r.list AS section, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'marker') AS marker,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'text') AS text,
       r.path, r.page, r.to_review, r.status
FROM placed_record r WHERE r.kind = 'item';

CREATE VIEW strengths AS
SELECT sheet, fiscal_year, submitter, submitter_code, area_no, area, no, marker, text, path, page,
       to_review, status
FROM items WHERE section = 'strengths';

CREATE VIEW notes AS
SELECT sheet, fiscal_year, submitter, submitter_code, area_no, area, section, no, marker, text, path,
       page, to_review, status
FROM items WHERE section IN ('hospital_collaboration', 'concerns');

CREATE VIEW challenges AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'challenge') AS challenge,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'policy') AS policy,
       r.path, r.page, r.to_review, r.status
FROM placed_record r WHERE r.kind = 'challenge';

-- sectors: joined by ' / ' where one cell holds for several; one by one in role_sectors.
CREATE VIEW roles AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area,
       (SELECT position + 1 FROM record
        WHERE sheet = r.sheet_number AND number = r.parent) AS challenge_no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'challenge') AS challenge,
       r.no,
       (SELECT (SELECT group_concat(value, ' / ') FROM json_each(f.json)) FROM current_field f
        WHERE f.sheet = r.sheet_number AND f.record = r.number AND f.name = 'sectors') AS sectors,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'text') AS text,
       r.path, r.page, r.to_review, r.status
FROM placed_record r WHERE r.kind = 'role';

CREATE VIEW role_sectors AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area,
       (SELECT position + 1 FROM record
        WHERE sheet = r.sheet_number AND number = r.parent) AS challenge_no,
       r.no AS role_no, s.key + 1 AS no, s.value AS sector
FROM placed_record r
JOIN current_field f ON f.sheet = r.sheet_number AND f.record = r.number AND f.name = 'sectors'
JOIN json_each(f.json) s
WHERE r.kind = 'role';

CREATE VIEW indicators AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area, r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'label') AS label,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'indicator') AS indicator,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'reason') AS reason,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'expected_outcome') AS expected_outcome,
       r.path, r.page, r.to_review, r.status
FROM placed_record r WHERE r.kind = 'indicator';

-- The place, rule and confidence are those of the printed text.
CREATE VIEW measures AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area_no, r.area,
       (SELECT position + 1 FROM record
        WHERE sheet = r.sheet_number AND number = r.parent) AS indicator_no,
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
       (SELECT coalesce(y.fiscal_year, r.fiscal_year + y.years_later)
        FROM current_field f JOIN heading_year y ON y.heading = f.text
        WHERE f.sheet = r.sheet_number AND f.record = r.number
          AND f.name = 'heading') AS value_fiscal_year,
       r.path, r.page, t.x0, t.y0, t.x1, t.y1, t.rule, t.confidence, r.to_review, r.status
FROM placed_record r
LEFT JOIN field t ON t.sheet = r.sheet_number AND t.record = r.number AND t.name = 'text'
WHERE r.kind = 'measure';

-- Every value with its evidence: text, number or texts (a JSON array), as the field holds one.
CREATE VIEW fields AS
SELECT o.sheet_id AS sheet, p.path || '/' || f.name AS path,
       r.kind AS record, r.number AS record_no, f.position + 1 AS no, f.name,
       CASE WHEN d.correction IS NULL THEN f.text ELSE d.text END AS text,
       CASE WHEN d.correction IS NULL THEN f.number ELSE d.number END AS number,
       CASE WHEN d.correction IS NULL THEN f.json ELSE d.json END AS texts,
       f.page, f.x0, f.y0, f.x1, f.y1, f.rule, f.confidence, f.printed,
       coalesce(d.status, 'parsed') AS status
FROM source o
JOIN record r ON r.sheet = o.id
JOIN record_path p ON p.sheet = r.sheet AND p.number = r.number
JOIN field f ON f.sheet = r.sheet AND f.record = r.number
LEFT JOIN decision d ON d.sheet = f.sheet AND d.record = f.record AND d.field = f.name;

-- What a person should look at, as far as nobody has.
CREATE VIEW review AS
SELECT o.sheet_id AS sheet, n.position + 1 AS no, n.path, n.reason, n.detail
FROM source o JOIN finding n ON n.sheet = o.id
WHERE n.settled_by IS NULL;

-- Printed text that went into no field.
CREATE VIEW leftovers AS
SELECT o.sheet_id AS sheet, l.position + 1 AS no, l.page, l.x0, l.y0, l.x1, l.y1, l.text
FROM source o JOIN leftover l ON l.sheet = o.id;

-- What people decided; machine and value are JSON.
CREATE VIEW corrections AS
SELECT o.sheet_id AS sheet, c.id AS correction, c.path, c.area, c.label, c.field, c.kind AS decision,
       c.machine AS machine_value, c.value AS decided_value, c.supersedes, c.author, c.note,
       c.created_at
FROM correction c JOIN source o ON o.sha256 = c.sha256;
