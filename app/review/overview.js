// Prefectures by years as a map of tiles, progress, and reasons for doubt.
import { make, t, reason, stateName, prefecture } from './words.js';
import { chosen } from './queue.js';

// [column, row] of each prefecture, by its number: where it lies, about.
const PLACES = [[13, 1], [13, 2], [13, 3], [13, 4], [12, 3], [12, 4], [13, 5], [13, 6], [12, 5], [11, 5], [12, 6], [13, 7], [12, 7], [12, 8],
  [11, 4], [10, 4], [9, 4], [9, 5], [11, 7], [10, 5], [9, 6], [11, 8], [10, 7], [9, 8], [8, 6], [8, 5], [8, 7], [7, 6], [8, 8], [7, 8],
  [6, 5], [5, 5], [6, 6], [5, 6], [4, 6], [6, 8], [6, 7], [5, 7], [5, 8], [3, 6], [2, 6], [1, 6], [2, 7], [3, 7], [3, 8], [2, 8], [1, 9]];
const SIGNS = { reviewed: '✓', 'to-review': '？', postponed: '…', rejected: '✕' };
const ORDER = ['to-review', 'postponed', 'rejected', 'reviewed'];

function worst(sheets) {
  return ORDER.find((state) => sheets.some((sheet) => sheet.state === state)) ?? 'reviewed';
}

function tile(index, sheets, onOpen) {
  const mine = sheets.filter((sheet) => Number((sheet.code ?? '').slice(0, 2)) === index + 1);
  const years = [...new Set(mine.map((sheet) => sheet.year))].sort();
  const element = make('div', { class: `tile ${mine.length ? '' : 'none'}` }, prefecture(index), make('div', { class: 'years' }, years.map((year) => {
    const these = mine.filter((sheet) => sheet.year === year);
    const state = worst(these);
    const open = these.reduce((sum, sheet) => sum + sheet.open, 0);
    const label = `${prefecture(index)} ${year ?? t('unknown')}: ${stateName(state)}${open ? `, ${t('open', { count: open })}` : ''}`;
    return make('button', {
      type: 'button', class: `cell ${state}`, title: label, 'aria-label': label,
      onclick: () => {
        Object.assign(chosen, { prefecture: String(index + 1).padStart(2, '0'), year: year === null ? '' : String(year), state: '', reason: '' });
        onOpen(these[0].id);
      },
    }, `${year === null ? '?' : String(year).slice(2)}${SIGNS[state]}`);
  })));
  const [column, row] = PLACES[index];
  element.style.gridColumn = String(column + 1);
  element.style.gridRow = String(row);
  return element;
}

export function showOverview(sheets, failed, onOpen) {
  const count = (state) => sheets.filter((sheet) => sheet.state === state).length;
  const reviewed = count('reviewed');
  const reasons = new Map();
  for (const sheet of sheets) for (const code of sheet.reasons) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  const percent = sheets.length ? Math.round((100 * reviewed) / sheets.length) : 0;
  const bar = make('i');
  bar.style.width = `${percent}%`;
  const card = (name, number) => make('div', { class: 'card' }, make('b', {}, String(number)), name);
  document.getElementById('overview').replaceChildren(
    make('div', { class: 'cards' }, card(t('submitted'), sheets.length), card(stateName('reviewed'), reviewed), card(stateName('to-review'), count('to-review')),
      card(stateName('postponed'), count('postponed')), card(stateName('rejected'), count('rejected')), card(t('failed'), failed.length)),
    make('div', { class: 'columns' },
      make('div', { class: 'panel' }, make('h2', {}, t('map')), make('div', { id: 'map' }, PLACES.map((_, index) => tile(index, sheets, onOpen))),
        make('p', { class: 'small' }, ORDER.map((state) => [make('span', { class: `cell ${state}` }, `${SIGNS[state]} ${stateName(state)}`), ' ']).flat())),
      make('div', {},
        make('div', { class: 'panel' }, make('h2', {}, t('progress')), make('div', { class: 'bar' }, bar), make('p', {}, `${reviewed} / ${sheets.length} (${percent} %)`)),
        make('div', { class: 'panel' }, make('h2', {}, t('reasons')), [...reasons].sort((a, b) => b[1] - a[1]).map(([code, number]) => make('button', {
          type: 'button', class: 'reason-row', onclick: () => {
            Object.assign(chosen, { prefecture: '', year: '', state: '', reason: code });
            onOpen(sheets.find((sheet) => sheet.reasons.includes(code)).id);
          },
        }, make('span', {}, reason(code)), make('span', {}, t('sheetCount', { count: number })))), reasons.size ? null : make('p', {}, t('noneHere'))),
        failed.length ? make('div', { class: 'panel' }, make('h2', {}, t('failed')), failed.map((file) => make('p', { class: 'small' }, `${file.file} (${file.reason})`))) : null)));
}
