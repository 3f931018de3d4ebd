// One field over many sheets, to confirm or fix at one time.
import { get, post } from './api.js';
import { make, t, field as fieldName, textOf, valueOf } from './words.js';

const CHOICES = [['indicators', 'indicator', 'indicator'], ['indicators', 'indicator', 'label'], ['goals', 'goal', 'label'], ['goals', 'goal', 'goal'],
  ['goals', 'goal', 'progress'], ['challenges', 'challenge', 'challenge'], ['roles', 'role', 'sectors'], ['measures', 'measure', 'heading'],
  ['measures', 'measure', 'unit'], ['measures', 'measure', 'state'], ['measures', 'measure', 'text'], ['areas', 'area', 'name']];
let choice = 0;
let rows = [];
let find = '';
let onlyOpen = false;
let lastBatch = null;
let result = '';
const MOST_ROWS = 400; // shown at a time

function changed(row) { return row.text !== undefined && row.text !== textOf(row.value); }

export async function showBulk(openAt) {
  const [list, kind, field] = CHOICES[choice];
  rows = (await get('field', { kind, list, field })).rows;
  draw(openAt);
}

function draw(openAt) {
  const shown = rows.filter((row) => (!find || textOf(row.value).includes(find)) && (!onlyOpen || row.open));
  const marked = () => shown.filter((row) => changed(row) || row.tick);
  const groups = new Map();
  for (const row of shown) groups.set(textOf(row.value), (groups.get(textOf(row.value)) ?? 0) + 1);
  const count = make('span', { role: 'status' });
  const save = make('button', { type: 'button', class: 'main', onclick: () => apply() });
  const preview = () => {
    const fixes = shown.filter(changed).length;
    const accepts = shown.filter((row) => row.tick && !changed(row)).length;
    count.textContent = t('bulkPreview', { fixes, accepts });
    save.textContent = t('bulkSave', { count: fixes + accepts });
    save.disabled = fixes + accepts === 0;
  };
  async function apply() {
    const changes = marked().map((row) => (changed(row)
      ? { sheet: row.sheet, path: row.path, kind: 'set', value: valueOf(row.text, row.value, row.path) }
      : { sheet: row.sheet, path: row.path, kind: 'accept' }));
    const { body } = await post('bulk', { changes });
    lastBatch = body.batch;
    result = t('bulkDone', { done: body.done, refused: body.refused.length });
    showBulk(openAt);
  }
  const replaceWith = make('input', { 'aria-label': t('replaceWith') });
  document.getElementById('bulk').replaceChildren(
    make('h2', {}, t('view_bulk')),
    make('div', { class: 'form' },
      make('label', {}, t('whichField'), make('select', { onchange: (event) => { choice = Number(event.target.value); showBulk(openAt); } },
        CHOICES.map(([list, , field], i) => make('option', { value: i, selected: i === choice }, `${fieldName(list)}: ${fieldName(field)}`)))),
      make('label', {}, t('containing'), make('input', { id: 'bulk-find', value: find, onchange: (event) => { find = event.target.value; draw(openAt); } })),
      make('label', {}, t('replaceWith'), replaceWith),
      make('button', {
        type: 'button', onclick: () => {
          for (const row of shown) if (find && textOf(row.value).includes(find)) row.text = textOf(row.value).split(find).join(replaceWith.value);
          draw(openAt);
        },
      }, t('replaceAll')),
      make('label', {}, t('onlyOpen'), make('input', { type: 'checkbox', checked: onlyOpen, onchange: (event) => { onlyOpen = event.target.checked; draw(openAt); } })),
      make('button', { type: 'button', onclick: () => { for (const row of shown) row.tick = true; draw(openAt); } }, t('tickAll'))),
    make('div', { class: 'form' }, count, save,
      lastBatch ? make('button', { type: 'button', onclick: async () => { const { body } = await post('bulk/undo', { batch: lastBatch }); lastBatch = null; result = t('bulkUndone', { count: body.undone }); showBulk(openAt); } }, t('bulkUndo')) : null,
      make('span', { class: 'small' }, result)),
    make('p', { class: 'small' }, t('bulkCount', { rows: shown.length, values: groups.size })),
    make('table', { class: 'rows' }, make('thead', {}, make('tr', {}, ['right', 'submitter', 'year', 'value', 'alike', ''].map((name) => make('th', { scope: 'col' }, name ? t(`bulk_${name}`) : '')))),
      make('tbody', {}, shown.slice(0, MOST_ROWS).map((row) => {
        const editor = make('textarea', { rows: 1, 'aria-label': `${row.submitter} ${row.area}` });
        editor.value = row.text ?? textOf(row.value);
        const line = make('tr', { class: changed(row) ? 'changed' : null });
        editor.addEventListener('input', () => { row.text = editor.value; line.classList.toggle('changed', changed(row)); preview(); });
        const tick = make('input', { type: 'checkbox', checked: row.tick, 'aria-label': t('bulk_right'), onchange: (event) => { row.tick = event.target.checked; preview(); } });
        line.append(make('td', {}, tick), make('td', {}, `${row.submitter} ${row.area}`), make('td', {}, String(row.year ?? '')),
          make('td', {}, editor, row.open ? make('span', { class: 'badge doubt' }, `？ ${t('markDoubt')}`) : row.status !== 'parsed' ? make('span', { class: 'badge human' }, '✓') : null),
          make('td', {}, String(groups.get(textOf(row.value)))),
          make('td', {}, make('button', { type: 'button', onclick: () => openAt(row.sheet, row.path) }, t('openSheet'))));
        return line;
      }))));
  preview();
}
