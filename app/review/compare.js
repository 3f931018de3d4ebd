// Two sheets of one submitter, side by side.
import { get } from './api.js';
import { make, t, field } from './words.js';

let all = false;
let chosen = { submitter: '', a: '', b: '' };
const SIGNS = { same: '＝', changed: '～', added: '＋', removed: '－' };

export async function showCompare(body, book, openAt) {
  if (book.sheets.length < 2) return body.replaceChildren(make('p', {}, t('onlyOneSheet')));
  const ids = book.sheets.map((sheet) => sheet.id);
  if (!ids.includes(chosen.a) || !ids.includes(chosen.b)) chosen = { a: ids[ids.length - 2], b: ids[ids.length - 1] };
  const select = (name) => make('select', { 'aria-label': t(name === 'a' ? 'oneYear' : 'anotherYear'), onchange: (event) => { chosen[name] = event.target.value; showCompare(body, book, openAt); } },
    book.sheets.map((sheet) => make('option', { value: sheet.id, selected: sheet.id === chosen[name] }, `${sheet.year} ${sheet.file}`)));
  const { a, b, counts, changes } = await get('compare', { a: chosen.a, b: chosen.b });
  const count = (kind) => make('span', { class: `change-count ${kind}` }, `${SIGNS[kind]} ${t(`change_${kind}`)} ${counts[kind]}`);
  const text = (change, side) => {
    const path = side === 'old' ? change.a : change.b;
    if (!path) return make('td', { class: 'absent' });
    const whole = side === 'old' ? change.a_text : change.b_text;
    const pieces = change.pieces.length ? change.pieces.filter(([where]) => where === 'both' || where === side).map(([where, piece]) => (where === 'both' ? piece : make(side === 'old' ? 'del' : 'ins', {}, piece)))
      : change.kind === 'removed' && side === 'old' && whole ? [make('del', {}, whole)] : change.kind === 'added' && side === 'new' && whole ? [make('ins', {}, whole)] : [whole];
    return make('td', { class: 'compared' }, make('button', { type: 'button', class: 'place', title: t('openThere'), onclick: () => openAt(side === 'old' ? a.sheet : b.sheet, path) }, pieces));
  };
  const rows = [];
  let part = null;
  let owner = ''; // the sector or column that the next text is of
  for (const change of changes) {
    const names = (change.record === 'role' && change.field === 'sectors') || (change.record === 'measure' && change.field === 'heading');
    if (names) owner = change.b_text || change.a_text;
    if (names && change.kind !== 'changed') continue;
    if (!all && change.kind === 'same') continue;
    const name = [change.area, change.section ? field(change.section) : t('cover')].filter(Boolean).join('　');
    if (name !== part) { part = name; rows.push(make('tr', { class: 'part' }, make('th', { colspan: 4, scope: 'colgroup' }, name))); }
    rows.push(make('tr', { class: change.kind }, make('td', { class: 'sign', title: t(`change_${change.kind}`) }, SIGNS[change.kind]), make('td', { class: 'small' }, (change.record === 'role' || change.record === 'measure') && change.field === 'text' ? owner : field(change.field)), text(change, 'old'), text(change, 'new')));
  }
  body.replaceChildren(make('div', { class: 'form no-print' }, make('label', {}, t('oneYear'), select('a')), make('label', {}, t('anotherYear'), select('b')),
    make('label', { class: 'check' }, make('input', { type: 'checkbox', checked: all, onchange: (event) => { all = event.target.checked; showCompare(body, book, openAt); } }), t('showSame'))),
  make('p', { class: 'change-counts' }, ['changed', 'added', 'removed', 'same'].map(count)),
  make('table', { class: 'compare rows' }, make('tr', {}, make('th', { class: 'sign' }, ''), make('th', { scope: 'col', class: 'field-name' }, t('place')), make('th', { scope: 'col' }, `${a.year ?? ''} ${a.file}`), make('th', { scope: 'col' }, `${b.year ?? ''} ${b.file}`)), rows),
  rows.length ? null : make('p', {}, t('nothingChanged')));
}
