-- Parts that only a form's rules know: part > row > cell, of the sheet or of an area.

-- JSON Pointer of each record. The tree is at most five deep: sheet, area, part, row, cell.
DROP VIEW record_path;
CREATE VIEW record_path AS
SELECT r.sheet, r.number,
       coalesce((SELECT coalesce((SELECT coalesce((SELECT '/' || b.list || '/' || b.position FROM record b
                                                   WHERE b.sheet = a.sheet AND b.number = a.parent
                                                     AND b.parent IS NOT NULL), '')
                                         || '/' || a.list || '/' || a.position
                                  FROM record a
                                  WHERE a.sheet = p.sheet AND a.number = p.parent
                                    AND a.parent IS NOT NULL), '')
                        || '/' || p.list || '/' || p.position
                 FROM record p
                 WHERE p.sheet = r.sheet AND p.number = r.parent AND p.parent IS NOT NULL), '')
       || CASE WHEN r.parent IS NULL THEN '' ELSE '/' || r.list || '/' || r.position END AS path
FROM record r;

CREATE VIEW parts AS
SELECT r.sheet, r.fiscal_year, r.submitter, r.submitter_code, r.area, r.number AS record_no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = w.parent AND name = 'part') AS part,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = w.parent AND name = 'heading') AS part_heading,
       w.position + 1 AS row_no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'name') AS row_name,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'group') AS row_group,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.parent AND name = 'label') AS row_label,
       r.no,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'column') AS column_name,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'heading') AS heading,
       (SELECT text FROM current_field
        WHERE sheet = r.sheet_number AND record = r.number AND name = 'until') AS until_heading,
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
       r.path, r.page, t.x0, t.y0, t.x1, t.y1, t.rule, t.confidence, r.to_review, r.status
FROM placed_record r
JOIN record w ON w.sheet = r.sheet_number AND w.number = r.parent
LEFT JOIN field t ON t.sheet = r.sheet_number AND t.record = r.number AND t.name = 'text'
WHERE r.kind = 'cell';

-- The dictionary as tables, so that a later step puts its rows in.
CREATE TABLE data_entity_row (
  position INTEGER NOT NULL, entity TEXT NOT NULL, title_ja TEXT NOT NULL, title_en TEXT NOT NULL,
  description_ja TEXT NOT NULL, description_en TEXT NOT NULL, columns TEXT NOT NULL,
  key TEXT NOT NULL, parent TEXT, parent_columns TEXT
) STRICT;
INSERT INTO data_entity_row SELECT * FROM data_entity;
CREATE TABLE data_dictionary_row (
  entity TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  required INTEGER NOT NULL, allowed TEXT, pattern TEXT, minimum INTEGER, code INTEGER NOT NULL,
  key INTEGER, title_ja TEXT NOT NULL, title_en TEXT NOT NULL, description_ja TEXT NOT NULL,
  description_en TEXT NOT NULL
) STRICT;
INSERT INTO data_dictionary_row SELECT * FROM data_dictionary;
DROP VIEW data_dictionary;
DROP VIEW data_entity;
CREATE VIEW data_entity AS SELECT * FROM data_entity_row ORDER BY position;

UPDATE data_entity_row SET position = position + 1
WHERE position > (SELECT position FROM data_entity_row WHERE entity = 'notes');
INSERT INTO data_entity_row
SELECT position + 1, 'parts', 'その他の部分', 'other parts',
       '1行が、様式の規則だけが知る部分（基礎データ、年間予定など）の1つの欄',
       'one row is one cell of a part that only the form''s rules know: basic figures, a schedule',
       '["sheet","fiscal_year","submitter","submitter_code","area","record_no","part","part_heading","row_no","row_name","row_group","row_label","no","column_name","heading","until_heading","text","value","value_max","unit","comparator","state","path","page","x0","y0","x1","y1","rule","confidence","to_review","status"]',
       '["sheet","record_no"]', 'sheets', '["sheet"]'
FROM data_entity_row WHERE entity = 'notes';

WITH word(name, type, required, title_ja, title_en, description_ja, description_en) AS (
VALUES
('part', 'string', 1, '部分', 'part', '規則での部分の名前', 'name of the part in the rules'),
('part_heading', 'string', 0, '部分の見出し', 'heading of the part', '印刷された見出し', 'heading as printed'),
('row_no', 'integer', 1, '行の番号', 'number of the row', '部分の中での順番（1から）', 'place within the part, from 1'),
('row_name', 'string', 0, '行の名前', 'name of the row', '規則での行の名前。規則が知らない行では空', 'name of the row in the rules; null for a row they do not know'),
('row_group', 'string', 0, '行のまとまり', 'group of the row', '複数の行の左に印刷された見出し', 'heading printed left of several rows'),
('row_label', 'string', 0, '行の見出し', 'label of the row', '印刷された項目名、月、または行頭の印', 'printed label, month or list mark'),
('column_name', 'string', 0, '列の名前', 'name of the column', '規則での列の名前', 'name of the column in the rules'),
('until_heading', 'string', 0, '終わりの列の見出し', 'heading of the last column', '欄が複数の列にまたがるとき、最後の列の見出し', 'heading of the last column where the cell is merged over several'),
('state', 'string', 0, '値の有無', 'state', '数量を読む欄だけ。stated: 記載あり、blank: 空欄、undetermined: 未定など、none: なし', 'of cells read as quantities: stated, blank, undetermined, none')
)
INSERT INTO data_dictionary_row
SELECT 'parts', c.key + 1, c.value, coalesce(w.type, d.type), coalesce(w.required, d.required),
       d.allowed, d.pattern, CASE WHEN c.value = 'row_no' THEN 1 ELSE d.minimum END,
       coalesce(d.code, 0),
       (SELECT k.key + 1 FROM json_each(e.key) k WHERE k.value = c.value),
       coalesce(w.title_ja, d.title_ja), coalesce(w.title_en, d.title_en),
       coalesce(w.description_ja, d.description_ja), coalesce(w.description_en, d.description_en)
FROM data_entity_row e, json_each(e.columns) c
LEFT JOIN word w ON w.name = c.value
LEFT JOIN data_dictionary_row d
  ON d.name = c.value AND d.entity = CASE WHEN c.value = 'record_no' THEN 'fields' ELSE 'measures' END
WHERE e.entity = 'parts';

CREATE VIEW data_dictionary AS
SELECT d.* FROM data_dictionary_row d JOIN data_entity_row e ON e.entity = d.entity
ORDER BY e.position, d.position;
