// The fields as they stand on the sheet, and the one that is looked at.
import { make, t, field as fieldName, reason, detail, where, textOf, kindName } from './words.js';

const HEAD = ['fiscal_year', 'fiscal_year_label', 'program', 'meeting', 'document', 'submitter', 'submitter_code', 'motto', 'overview'];
const MEASURE = ['kind', 'heading', 'text', 'value', 'unit', 'comparator', 'state'];
const RULE_ERRORS = new Set(['correction-conflict', 'correction-moved', 'correction-detached', 'column-unknown', 'row-unknown', 'rule-broken', 'table-unassigned', 'section-missing']);
export const KEYS = { area: 'name', goal: 'goal', item: 'text', challenge: 'challenge', role: 'text', indicator: 'indicator', measure: 'text', part: 'heading', row: 'label', cell: 'text' };
const KINDS = { areas: 'area', goals: 'goal', strengths: 'item', challenges: 'challenge', roles: 'role', indicators: 'indicator', measures: 'measure', hospital_collaboration: 'item', concerns: 'item', parts: 'part', rows: 'row', cells: 'cell' };
export const kindOfList = (list) => KINDS[list];

// The value that a JSON Pointer names; undefined if there is none.
export function at(sheet, path) {
  let value = sheet;
  for (const step of path.split('/').slice(1)) {
    if (value === null || value === undefined) return undefined;
    value = value[step];
  }
  return value;
}

// The places that wait for a person, each once, in the order of the sheet.
export function doubtsOf(sheet) {
  const open = new Set(sheet.review.map((finding) => finding.path));
  const order = [];
  const visit = (value, path) => {
    if (open.has(path)) order.push(path);
    if (value === null || typeof value !== 'object') return;
    if (path.endsWith('/sectors')) return;
    for (const [name, child] of Object.entries(value)) {
      if (path === '' && !HEAD.includes(name) && name !== 'areas' && name !== 'parts') continue;
      visit(child, `${path}/${name}`);
    }
  };
  visit(sheet, '');
  for (const path of open) if (!order.includes(path)) order.push(path);
  return order;
}

export const isField = (sheet, path) => {
  const value = at(sheet, path);
  return path !== '' && (value === null || typeof value !== 'object' || path.endsWith('/sectors'));
};

function markOf(opened, path) {
  const status = opened.sheet.fields[path]?.status;
  if (status === 'corrected') return ['human', '✎', t('markCorrected')];
  const findings = opened.sheet.review.filter((finding) => finding.path === path);
  if (findings.some((finding) => RULE_ERRORS.has(finding.reason))) return ['error', '！', t('markError')];
  if (findings.length) return ['doubt', '？', t('markDoubt')];
  if (status === 'accepted') return ['human', '✓', t('markAccepted')];
  return ['', '', t('markSure')];
}

function fieldView(opened, path, actions) {
  const value = at(opened.sheet, path);
  const [mark, sign, name] = markOf(opened, path);
  const label = `${where(path)} ${name}`;
  if (path === opened.now && opened.editing) {
    const draft = opened.drafts[path];
    const editor = make('textarea', { class: 'editor', 'data-path': path, 'aria-label': label, rows: 1, spellcheck: 'false' });
    editor.value = draft ?? textOf(value);
    editor.rows = Math.min(12, Math.max(1, Math.ceil(editor.value.length / 26), editor.value.split('\n').length));
    editor.addEventListener('input', () => actions.onInput(path, editor.value));
    return editor;
  }
  const empty = value === '' || value === null || (Array.isArray(value) && value.length === 0);
  const shown = value === null ? t('nothingSuch') : empty ? t('blank') : textOf(value);
  return make('button', {
    type: 'button', class: `field ${mark} ${empty ? 'empty' : ''}`, 'data-path': path, 'aria-label': `${label}: ${shown}`,
    title: name, onclick: () => actions.onField(path),
  }, sign ? make('span', { class: 'mark', 'aria-hidden': 'true' }, sign) : null, shown);
}

function menuFor(path, actions) {
  return make('button', {
    type: 'button', class: 'record-menu', title: t('recordMenu'), 'aria-label': `${where(path)} ${t('recordMenu')}`,
    onclick: () => actions.onRecord(path),
  }, '⋯');
}

function heading(level, list, path, opened, actions) {
  return make(level, {}, fieldName(list), make('button', {
    type: 'button', title: t('addRecord'), onclick: () => actions.onAdd(path),
  }, `＋ ${t('add')}`), opened.doubts.includes(path) ? make('span', { class: 'badge doubt' }, `？ ${t('markDoubt')}`) : null);
}

function part(opened, path, ...children) {
  const open = opened.doubts.includes(path);
  return make('div', { class: `part ${open ? 'doubt' : ''} ${opened.now === path ? 'now' : ''}`, 'data-path': path, tabindex: '-1' }, children);
}

function table(opened, path, list, columns, actions, extra = () => []) {
  const records = at(opened.sheet, path) ?? [];
  const narrow = new Set(['label', 'marker']);
  return part(opened, path, heading('h3', list, path, opened, actions), records.length ? make('table', {},
    make('thead', {}, make('tr', {}, columns.map((name) => make('th', { scope: 'col', class: narrow.has(name) ? 'narrow' : null }, fieldName(name))),
      make('th', { scope: 'col', class: 'menu' }))),
    make('tbody', {}, records.map((record, i) => [
      make('tr', { 'data-path': `${path}/${i}`, class: opened.now === `${path}/${i}` ? 'now' : null, tabindex: '-1' }, columns.map((name) => make('td', {}, fieldView(opened, `${path}/${i}/${name}`, actions))),
        make('td', { class: 'menu' }, menuFor(`${path}/${i}`, actions))),
      extra(`${path}/${i}`, columns.length + 1)]).flat())) : make('p', { class: 'small' }, t('noneHere')));
}

function challenges(opened, path, actions) {
  return table(opened, path, 'challenges', ['challenge', 'policy'], actions, (challenge, span) => [make('tr', {},
    make('td', { colspan: span }, table(opened, `${challenge}/roles`, 'roles', ['sectors', 'text'], actions)))]);
}

function indicators(opened, path, actions) {
  return table(opened, path, 'indicators', ['label', 'indicator', 'reason', 'expected_outcome'], actions, (indicator, span) => [make('tr', { class: 'measures' },
    make('td', { colspan: span }, table(opened, `${indicator}/measures`, 'measures', MEASURE, actions)))]);
}

const QUANTITY = ['value', 'value_max', 'unit', 'comparator', 'state'];

// Parts that only the form's rules know: a row with its label, and its cells below each other.
function parts(opened, holder, actions) {
  const view = (path) => fieldView(opened, path, actions);
  return (at(opened.sheet, `${holder}/parts`) ?? []).map((one, p) => {
    const path = `${holder}/parts/${p}`;
    const rows = one.rows.map((row, r) => {
      const place = `${path}/rows/${r}`;
      const cells = row.cells.map((cell, c) => {
        const here = `${place}/cells/${c}`;
        const heading = [cell.heading, cell.until].filter(Boolean).join(' – ');
        return make('div', { 'data-path': here, class: opened.now === here ? 'now' : null, tabindex: '-1' },
          heading ? make('span', { class: 'small' }, `${heading} `) : null, view(`${here}/text`),
          ...QUANTITY.filter((name) => name in cell).map((name) => view(`${here}/${name}`)),
          menuFor(here, actions));
      });
      return make('tr', { 'data-path': place, class: opened.now === place ? 'now' : null, tabindex: '-1' },
        make('th', { scope: 'row' }, 'group' in row ? view(`${place}/group`) : null, view(`${place}/label`)),
        make('td', {}, cells), make('td', { class: 'menu' }, menuFor(place, actions)));
    });
    return part(opened, path, heading('h3', 'parts', `${path}/rows`, opened, actions), view(`${path}/heading`), menuFor(path, actions),
      make('table', {}, make('tbody', {}, rows)));
  });
}

export function drawValues(opened, actions) {
  const sheet = opened.sheet;
  const list = (path) => fieldView(opened, path, actions);
  const areas = sheet.areas.map((_, i) => {
    const path = `/areas/${i}`;
    const items = (name) => table(opened, `${path}/${name}`, name, ['marker', 'text'], actions);
    return part(opened, path, make('h2', {}, `${t('area')} ${i + 1} `, menuFor(path, actions)), list(`${path}/name`),
      table(opened, `${path}/goals`, 'goals', ['label', 'goal', 'progress'], actions), items('strengths'),
      challenges(opened, `${path}/challenges`, actions), indicators(opened, `${path}/indicators`, actions),
      items('hospital_collaboration'), items('concerns'), ...parts(opened, path, actions));
  });
  const leftover = (sheet.leftover ?? []).map((entry) => make('div', { class: 'leftover' },
    make('button', { type: 'button', class: 'field', onclick: () => actions.onLeftover(entry) }, `${t('pageShort', { page: entry.page })} ${entry.text}`),
    make('button', { type: 'button', onclick: () => actions.onUseLeftover(entry) }, t('intoField'))));
  document.getElementById('values').replaceChildren(
    make('h2', {}, t('cover')), ...HEAD.map((name) => make('div', { class: 'head-field' }, make('span', {}, fieldName(name)), list(`/${name}`))),
    ...parts(opened, '', actions),
    part(opened, '/areas', heading('h3', 'areas', '/areas', opened, actions)), ...areas,
    leftover.length ? make('h2', {}, `${t('leftover')} (${leftover.length})`) : '', ...leftover);
}

// Only what changed is drawn anew: the one that was looked at, and the one that is now.
export function redrawField(opened, path, actions) {
  const old = document.querySelector(`#values [data-path="${CSS.escape(path)}"]`);
  if (!old || old.classList.contains('part') || old.tagName === 'TR') {
    if (old) old.classList.toggle('now', opened.now === path);
    return null;
  }
  const view = fieldView(opened, path, actions);
  old.replaceWith(view);
  return view;
}

function threeColumns(finding, actions, path) {
  let detail;
  try { detail = JSON.parse(finding.detail); } catch { return null; }
  const cell = (value) => make('td', {}, textOf(typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value) || t('blank'));
  const detached = finding.reason === 'correction-detached';
  return make('div', {}, make('table', {},
    make('tr', {}, make('th', { scope: 'col' }, t('machineThen')), make('th', { scope: 'col' }, t('person')), detached ? null : make('th', { scope: 'col' }, t('machineNow'))),
    make('tr', {}, cell(detached ? detail.machine : detail.old), cell(detail.human), detached ? null : cell(detail.new))),
  detached ? make('p', { class: 'small' }, where(detail.path)) : make('div', { class: 'buttons' },
    make('button', { type: 'button', onclick: () => actions.onAccept(path) }, t('keepPerson')),
    make('button', { type: 'button', onclick: () => actions.onSet(path, detail.new) }, t('takeMachine'))));
}

// Why this place is listed, in words; who filled it and what it saw.
export function drawDoubt(opened, actions) {
  const area = document.getElementById('doubt');
  const path = opened.now;
  if (path === null || path === undefined) {
    area.replaceChildren(make('p', { class: 'where' }, opened.doubts.length ? t('startHere', { count: opened.doubts.length }) : t('sheetDone')),
      make('p', { class: 'small' }, t('hint')));
    return;
  }
  const findings = opened.sheet.review.filter((finding) => finding.path === path);
  const evidence = opened.sheet.fields[path];
  const entry = [...opened.log].reverse().find((one) => one.path === path && one.in_force);
  const number = opened.doubts.indexOf(path);
  const source = evidence?.page ? t('pageShort', { page: evidence.page }) : t('noSource');
  const details = [source, evidence?.rule ? t('byRule', { rule: evidence.rule }) : '',
    evidence?.printed ? t('saw', { text: evidence.printed.replace(/\n/g, ' ⏎ ') }) : ''].filter(Boolean).join('　');
  area.replaceChildren(
    make('p', { class: 'where' }, number >= 0 ? `${number + 1} / ${opened.doubts.length}　` : '', where(path)),
    ...findings.map((finding) => make('div', { class: 'why' }, make('span', { class: `badge ${RULE_ERRORS.has(finding.reason) ? 'error' : 'doubt'}` }, RULE_ERRORS.has(finding.reason) ? '！' : '？'),
      make('div', {}, reason(finding.reason), finding.detail && !finding.reason.startsWith('correction-') ? make('span', { class: 'small' }, `　${detail(finding.detail)}`) : null,
        finding.reason.startsWith('correction-') ? threeColumns(finding, actions, path) : null))),
    entry ? make('p', { class: 'small' }, t('decidedBy', { author: entry.author || t('somebody'), kind: kindName(entry.kind), at: entry.at.slice(0, 16).replace('T', ' '), machine: textOf(entry.machine) || t('blank') })) : '',
    make('p', { class: 'small' }, details),
    make('div', { class: 'buttons' },
      make('button', { type: 'button', class: 'main', onclick: actions.onConfirm }, `${t('confirm')} `, make('kbd', {}, 'Enter')),
      isField(opened.sheet, path) ? [['blank', 'B'], ['illegible', 'I'], ['not-applicable', 'X']].map(([kind, key]) =>
        make('button', { type: 'button', onclick: () => actions.onKind(kind) }, `${kindName(kind)} `, make('kbd', {}, `Alt+${key}`))) : null,
      make('button', { type: 'button', onclick: actions.onSkip }, `${t('skip')} `, make('kbd', {}, 'Alt+J')),
      make('button', { type: 'button', onclick: () => actions.onHistory(path) }, t('history'))));
}
