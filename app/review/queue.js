// The queue: which sheets wait, by prefecture, year, state and reason.
import { make, t, reason, stateName, prefecture } from './words.js';

const FILTERS = ['prefecture', 'year', 'state', 'reason'];
export const chosen = { prefecture: '', year: '', state: 'to-review', reason: '' };

const valuesOf = {
  prefecture: (sheet) => [(sheet.code ?? '').slice(0, 2)],
  year: (sheet) => [sheet.year === null ? '' : String(sheet.year)],
  state: (sheet) => [sheet.state],
  reason: (sheet) => sheet.reasons,
};
const nameOf = {
  prefecture: (value) => (value ? prefecture(Number(value) - 1) : t('unknown')),
  year: (value) => value || t('unknown'),
  state: stateName,
  reason,
};

function fits(sheet, without = '') {
  return FILTERS.every((name) => name === without || chosen[name] === ''
    || valuesOf[name](sheet).includes(chosen[name]));
}
export const listed = (sheets) => sheets.filter((sheet) => fits(sheet));

export function drawFilters(sheets, onChange) {
  const area = document.getElementById('filters');
  area.replaceChildren(...FILTERS.map((name) => {
    const counts = new Map();
    for (const sheet of sheets.filter((one) => fits(one, name)))
      for (const value of valuesOf[name](sheet)) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (chosen[name] && !counts.has(chosen[name])) counts.set(chosen[name], 0);
    const options = [...counts].filter(([value]) => value !== '').sort()
      .map(([value, count]) => make('option', { value, selected: chosen[name] === value },
        `${nameOf[name](value)} (${count})`));
    return make('label', {}, t(name), make('select', {
      'data-filter': name,
      onchange: (event) => { chosen[name] = event.target.value; onChange(); },
    }, make('option', { value: '' }, t('all')), options));
  }));
}

export function badge(sheet) {
  if (sheet.state === 'reviewed') return make('span', { class: 'badge human' }, `✓ ${stateName('reviewed')}`);
  if (sheet.state !== 'to-review') return make('span', { class: 'badge plain' }, stateName(sheet.state));
  return make('span', { class: 'badge doubt' }, `？ ${sheet.open}`);
}

const SHOWN = 300; // at a time: thousands of rows would make every key slow
export function drawQueue(sheets, current, onOpen) {
  const rows = listed(sheets);
  const at = Math.max(0, rows.findIndex((sheet) => sheet.id === current));
  const first = Math.max(0, Math.min(at - SHOWN / 2, rows.length - SHOWN));
  document.getElementById('count').textContent = t('queueCount', {
    count: rows.length, open: rows.reduce((sum, sheet) => sum + sheet.open, 0),
  });
  document.getElementById('sheets').replaceChildren(...rows.slice(first, first + SHOWN).map((sheet) =>
    make('li', {}, make('button', {
      type: 'button', 'data-sheet': sheet.id, 'aria-current': sheet.id === current ? 'true' : null,
      onclick: () => onOpen(sheet.id),
    }, make('span', {}, `${sheet.submitter || t('unknown')} ${sheet.year ?? ''}`), badge(sheet),
    make('span', { class: 'file' }, sheet.file)))));
  const now = document.querySelector('#sheets [aria-current]');
  if (now) now.scrollIntoView({ block: 'nearest' });
}
