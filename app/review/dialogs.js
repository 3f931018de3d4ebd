// Help, history, and the changes of which records there are.
import { get } from './api.js';
import { make, t, where, textOf, kindName, field as fieldName } from './words.js';
import { HELP } from './keys.js';
import { at, KEYS, kindOfList } from './fields.js';

const dialog = () => document.getElementById('dialog');

function show(title, body, buttons) {
  const element = dialog();
  element.setAttribute('aria-label', title);
  element.replaceChildren(make('h2', {}, title), ...body,
    make('div', { class: 'buttons' }, buttons, make('button', { type: 'button', onclick: () => element.close() }, t('close'))));
  element.showModal();
}

export function help() {
  const marks = [['', '　', 'markSure'], ['doubt', '？', 'markDoubt'], ['error', '！', 'markError'], ['human', '✎', 'markCorrected'], ['human', '✓', 'markAccepted']];
  show(t('help'), [make('table', {}, HELP.map(([key, name]) => make('tr', {}, make('td', {}, key.split(' / ').map((one, i) => [i ? ' / ' : '', make('kbd', {}, one)]).flat()), make('td', {}, t(`key_${name}`))))),
    make('p', {}, ' '), make('p', {}, marks.map(([kind, sign, name]) => [make('span', { class: `badge ${kind}` }, `${sign} ${t(name)}`), ' ']).flat())], []);
}

export async function history(sheet, path, onUndo) {
  const { corrections } = await get('log', { sheet });
  const rows = corrections.filter((entry) => path === null || entry.path === path || (entry.path !== '' && path.startsWith(`${entry.path}/`))).reverse();
  show(path ? `${t('history')}: ${where(path)}` : t('historySheet'), [rows.length ? make('table', {},
    make('tr', {}, ['when', 'who', 'what', 'machineThen', 'person', 'note', ''].map((name) => make('th', { scope: 'col' }, name ? t(name) : ''))),
    rows.map((entry) => make('tr', {}, make('td', {}, entry.at.slice(0, 16).replace('T', ' ')), make('td', {}, entry.author || t('somebody')),
      make('td', {}, `${path ? '' : `${where(entry.path)} `}${kindName(entry.kind)}${entry.standing ? '' : ` (${t('takenBack')})`}`),
      make('td', {}, shortText(entry.machine)), make('td', {}, shortText(entry.value)), make('td', {}, entry.note),
      make('td', {}, entry.standing && entry.kind !== 'undo' ? make('button', { type: 'button', onclick: () => { dialog().close(); onUndo(entry.id); } }, t('undoThis')) : '')))) : make('p', {}, t('nothingYet'))], []);
}

function shortText(value) {
  const text = typeof value === 'object' && value !== null && !(Array.isArray(value) && value.every((one) => typeof one === 'string'))
    ? JSON.stringify(value) : textOf(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

// What can be done with one record. `change(path, kind, value)` sends it.
export function recordMenu(opened, path, change) {
  const list = path.slice(0, path.lastIndexOf('/'));
  const index = Number(path.slice(path.lastIndexOf('/') + 1));
  const records = at(opened.sheet, list);
  const act = (label, action, disabled) => make('button', { type: 'button', disabled, onclick: () => { dialog().close(); action(); } }, label);
  show(where(path), [make('div', { class: 'buttons' },
    act(t('moveUp'), () => change(path, 'reorder', index - 1), index === 0),
    act(t('moveDown'), () => change(path, 'reorder', index + 1), index + 1 >= records.length),
    act(t('mergeNext'), () => change(path, 'merge', index + 1), index + 1 >= records.length),
    act(t('split'), () => split(opened, path, change)),
    act(t('addBelow'), () => change(`${list}/${index + 1}`, 'add', {})),
    act(t('remove'), () => change(path, 'remove')))], []);
}

// The text is cut where the cursor stands.
function split(opened, path, change) {
  const kind = kindOfList(path.split('/').at(-2));
  const key = KEYS[kind];
  const names = kind === 'goal' ? ['goal', 'progress'] : kind === 'challenge' ? ['challenge', 'policy'] : [key];
  const record = at(opened.sheet, path);
  const editors = names.map((name) => {
    const editor = make('textarea', { 'aria-label': fieldName(name), 'data-split': name });
    editor.value = textOf(record[name]);
    return editor;
  });
  show(t('split'), [make('p', {}, t('splitHint')), ...names.map((name, i) => make('div', {}, make('p', { class: 'small' }, fieldName(name)), editors[i]))],
    make('button', {
      type: 'button', class: 'main', onclick: () => {
        const first = {}; const second = {};
        names.forEach((name, i) => {
          const cut = editors[i].selectionStart;
          first[name] = editors[i].value.slice(0, cut).trimEnd();
          second[name] = editors[i].value.slice(cut).trimStart();
        });
        dialog().close();
        change(path, 'split', [first, second]);
      },
    }, t('splitHere')));
}

// Another person decided on the same field in the meantime.
export function conflict(path, mine, theirs, onMine) {
  show(t('conflict'), [make('p', {}, t('conflictHint', { where: where(path) })), make('table', {},
    make('tr', {}, make('th', { scope: 'col' }, t('yours')), make('th', { scope: 'col' }, t('theirs'))),
    make('tr', {}, make('td', {}, textOf(mine)), make('td', {}, textOf(theirs))))],
  make('button', { type: 'button', class: 'main', onclick: () => { dialog().close(); onMine(); } }, t('takeMine')));
}

export function lost(entry) { show(t('refused'), [make('p', {}, entry)], []); }
