// A random sample of values nobody was asked to look at, checked without the machine's marks.
import { get, post, pictureUrl, decide } from './api.js';
import { make, t, where, textOf, valueOf } from './words.js';
import { placesOf } from './picture.js';

const SIZE = 300;
let state = null;

const percent = (share) => `${(share * 100).toFixed(share < 0.1 ? 2 : 1)} %`;

export async function showQuality(openAt) {
  state = await get('quality');
  draw(openAt);
}

function bound(row, name) {
  return make('tr', {}, make('td', {}, name), make('td', {}, String(row.checked)), make('td', {}, String(row.wrong)), make('td', {}, row.checked ? percent(row.at_most) : '－'));
}

async function draw(openAt) {
  const area = document.getElementById('quality');
  const left = state.fields.filter((field) => field.outcome === '' && field.sheet);
  const size = make('input', { type: 'number', min: 1, max: 5000, value: SIZE, 'aria-label': t('sampleSize') });
  const parts = [make('h2', {}, t('view_quality')), make('p', { class: 'small' }, t('qualityHint')),
    make('div', { class: 'form' }, make('label', {}, t('sampleSize'), size),
      make('button', { type: 'button', onclick: async () => { state = (await post('quality/draw', { size: Number(size.value) })).body; draw(openAt); } }, t('drawSample'))),
    make('div', { class: 'panel' }, make('table', { class: 'rows' },
      make('tr', {}, ['qForm', 'qChecked', 'qWrong', 'qBound'].map((name) => make('th', { scope: 'col' }, t(name)))),
      bound(state.total, t('all')), state.groups.map((row) => bound(row, `${row.year ?? ''} ${row.form}`))))];
  if (left.length) parts.push(make('div', { class: 'panel', id: 'blind' }));
  else if (state.fields.length) parts.push(make('p', {}, t('sampleDone')));
  area.replaceChildren(...parts);
  if (left.length) await drawOne(left[0], left.length, openAt);
}

async function drawOne(field, left, openAt) {
  const opened = await get(`sheets/${field.sheet}`);
  const area = document.getElementById('blind');
  const [place] = placesOf(opened.sheet.fields[field.path]);
  const page = place ? place.page : 1;
  const layout = await get(`sheets/${field.sheet}/pages/${page}/words`).catch(() => null);
  const editor = make('textarea', { rows: 3, 'aria-label': t('bulk_value') });
  editor.value = textOf(field.value);
  async function answer() {
    const right = editor.value === textOf(field.value);
    if (!right) {
      const value = valueOf(editor.value, field.value, field.path);
      if (value === undefined) return;
      await decide(field.sheet, { path: field.path, kind: 'set', value, note: 'quality sample' });
    }
    state = (await post('quality/answer', { sample: field.sample, position: field.position, right })).body;
    draw(openAt);
  }
  editor.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    answer();
  });
  const shot = make('div', {}, make('img', { alt: t('pageShort', { page }), src: pictureUrl(field.sheet, page, 144) }));
  if (layout && place && place.bbox) {
    const box = make('div', { class: 'now' });
    const [sx, sy] = layout.scale;
    box.style.left = `${(100 * place.bbox[0] * sx) / layout.width}%`;
    box.style.top = `${(100 * place.bbox[1] * sy) / layout.height}%`;
    box.style.width = `${(100 * (place.bbox[2] - place.bbox[0]) * sx) / layout.width}%`;
    box.style.height = `${(100 * (place.bbox[3] - place.bbox[1]) * sy) / layout.height}%`;
    shot.append(box);
  }
  area.replaceChildren(make('h2', {}, t('sampleLeft', { left })), make('div', { class: 'blind' }, make('div', { class: 'shot' }, shot),
    make('div', {}, make('p', { class: 'small' }, `${opened.sheet.submitter} ${opened.sheet.fiscal_year ?? ''}`), make('p', {}, make('b', {}, where(field.path))), editor,
      make('p', { class: 'small' }, t('sampleHow')), make('button', { type: 'button', class: 'main', onclick: answer }, `${t('sampleNext')} `, make('kbd', {}, 'Enter')))));
  editor.focus();
}
