// How the page was read, for a person who writes rules: what each heading and table was taken for,
// what nearly was one, what is left over. Drawn on the page, and as a list below it.
import { get } from './api.js';
import { make, t } from './words.js';

const WORTH_TELLING = 0.45; // a likeness from which a rule may have been meant
let on = false;
let of = null; // id of the sheet that `explanation` is about
let explanation = null;

const element = () => document.getElementById('explanation');
export const shown = () => on;

async function load(id) {
  if (of === id && explanation) return;
  of = id;
  explanation = null;
  try {
    const answer = await get(`sheets/${id}/explanation`);
    if (of === id) explanation = answer;
  } catch (error) {
    if (of === id) explanation = { lines: [], tables: [], leftover: [], problem: error.message };
  }
}

export async function toggle(id) {
  on = !on;
  if (on) await load(id);
}

export async function openSheet(id) { if (on) await load(id); }

// "section:goals" -> "見出し goals"
function rule(name) {
  const [kind, rest] = name.split(/:(.*)/);
  if (kind === 'section') return t('ruleHeading', { name: rest });
  return rest.includes('/') ? t('ruleColumn', { name: rest }) : t('ruleTable', { name: rest });
}

const likeness = (value) => t('likeness', { value: value.toFixed(2) });
const near = (nearest) => t('nearestRule', { rule: rule(nearest.rule), wording: nearest.wording, likeness: nearest.likeness.toFixed(2) });

function headerText(header) {
  if (header.column) return `「${header.text}」= ${header.column} (${likeness(header.likeness)})`;
  return header.nearest ? `「${header.text}」${t('noColumn')} ${near(header.nearest)}` : `「${header.text}」${t('noColumn')}`;
}

// What is to be said of a page: [{kind, bbox, text, more}]
function entries(page) {
  const list = [];
  for (const line of explanation.lines.filter((one) => one.page === page)) {
    if (line.role === 'heading') list.push({ kind: 'taken', bbox: line.bbox, text: `「${line.text}」= ${rule(line.rule)} (${likeness(line.likeness)})` });
    else if (line.nearest && line.nearest.likeness >= WORTH_TELLING) list.push({ kind: 'near', bbox: line.bbox, text: `「${line.text}」${t('noHeading')} ${near(line.nearest)}` });
    else if (line.role === 'area') list.push({ kind: 'taken', bbox: line.bbox, text: `「${line.text}」= ${t('nameOfArea')}` });
  }
  for (const table of explanation.tables.filter((one) => one.page === page)) {
    for (const match of table.matches) {
      const text = match.taken ? t('tableTaken', { rule: rule(match.rule) }) : match.rule ? t('tableNear', { rule: rule(match.rule) }) : t('tableNone');
      list.push({ kind: match.taken ? 'taken' : 'near', bbox: table.bbox, text,
        more: [...match.headers.map(headerText), ...match.missing.map((name) => t('columnMissing', { name }))] });
    }
  }
  for (const one of explanation.leftover.filter((piece) => piece.page === page))
    list.push({ kind: 'left', bbox: one.bbox, text: `${t('leftOver')}: ${one.text}` });
  return list;
}

// The boxes of a page; `place` makes one. The list below the page is drawn, too.
export function boxes(id, page, place) {
  element().hidden = !on;
  if (!on || of !== id) return [];
  if (!explanation) { element().replaceChildren(make('p', {}, t('explaining'))); return []; }
  const drawn = [];
  const rows = [];
  for (const entry of entries(page)) {
    const row = make('li', { class: entry.kind }, entry.text,
      entry.more ? make('ul', {}, ...entry.more.map((text) => make('li', {}, text))) : null);
    rows.push(row);
    if (!entry.bbox) continue;
    const box = place(entry.bbox, `rule ${entry.kind}`, [entry.text, ...(entry.more ?? [])].join('\n'));
    row.addEventListener('mouseenter', () => box.classList.add('now'));
    row.addEventListener('mouseleave', () => box.classList.remove('now'));
    drawn.push(box);
  }
  element().replaceChildren(make('h3', {}, t('explainPage', { page })),
    ...(explanation.problem ? [make('p', {}, explanation.problem)] : []),
    rows.length ? make('ul', {}, ...rows) : make('p', {}, t('explainNothing')));
  return drawn;
}
