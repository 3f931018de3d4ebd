// The page as printed, with boxes for the fields, and words that can be chosen on it.
import { get, pictureUrl } from './api.js';
import * as explain from './explain.js';
import { make, t } from './words.js';

const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3];
let sheet = null;
let page = 1;
let pages = 1;
let words = null; // of this page
let zoom = 0; // 0: as wide as there is room
let actions = {};
const wordsOf = new Map();

const element = (id) => document.getElementById(id);

export function setActions(given) { actions = given; }
export const currentPage = () => page;

async function loadWords(number) {
  const key = `${sheet.id}/${number}`;
  if (!wordsOf.has(key)) {
    if (wordsOf.size > 60) wordsOf.clear();
    wordsOf.set(key, get(`sheets/${sheet.id}/pages/${number}/words`).catch(() => null));
  }
  return wordsOf.get(key);
}

function scaleNow() {
  if (!words) return 1;
  if (zoom > 0) return zoom * 1.2;
  return Math.max(0.2, (element('paper-scroll').clientWidth - 40) / words.width);
}

function place(box, kind, label) {
  const scale = scaleNow();
  const [sx, sy] = words.scale;
  const div = make('div', { class: kind, title: label });
  div.style.left = `${box[0] * sx * scale - 2}px`;
  div.style.top = `${box[1] * sy * scale - 2}px`;
  div.style.width = `${(box[2] - box[0]) * sx * scale + 4}px`;
  div.style.height = `${(box[3] - box[1]) * sy * scale + 4}px`;
  return div;
}

export function placesOf(evidence) {
  if (!evidence) return [];
  const places = evidence.places ?? [evidence];
  return places.filter((one) => one.page);
}

export function drawBoxes() {
  if (!words || !sheet) return;
  const boxes = [];
  const open = new Set(sheet.doubts);
  for (const [path, evidence] of Object.entries(sheet.sheet.fields)) {
    for (const where of placesOf(evidence)) {
      if (where.page !== page || !where.bbox) continue;
      const under = sheet.now && (path === sheet.now || path.startsWith(`${sheet.now}/`));
      const kind = under ? 'box now' : open.has(path) ? 'box open' : 'box';
      const div = place(where.bbox, kind, '');
      div.dataset.path = path;
      div.addEventListener('click', () => actions.onField(path));
      boxes.push(div);
    }
  }
  if (sheet.nowLeftover && sheet.nowLeftover.page === page && sheet.nowLeftover.bbox)
    boxes.push(place(sheet.nowLeftover.bbox, 'now', ''));
  boxes.push(...explain.boxes(sheet.id, page, place));
  // A small box lies over a large one, so that both can be met.
  boxes.sort((a, b) => parseFloat(b.style.width) * parseFloat(b.style.height)
    - parseFloat(a.style.width) * parseFloat(a.style.height));
  element('boxes').replaceChildren(...boxes);
  const now = element('boxes').querySelector('.now');
  if (now) now.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function size() {
  const scale = scaleNow();
  element('paper').style.width = `${words.width * scale}px`;
  element('paper').style.height = `${words.height * scale}px`;
}

function drawBar() {
  const button = (key, label, action, disabled = false) => make('button', {
    type: 'button', title: t(key), 'aria-label': t(key), onclick: action, disabled,
  }, label);
  element('picture-bar').replaceChildren(
    button('previousPage', '◀', () => showPage(page - 1), page <= 1),
    make('span', {}, t('pageOf', { page, pages })),
    button('nextPage', '▶', () => showPage(page + 1), page >= pages),
    button('smaller', '－', () => zoomBy(-1)), button('larger', '＋', () => zoomBy(1)),
    button('fitWidth', t('fit'), () => zoomBy(0)),
    make('button', { type: 'button', id: 'explain', 'aria-pressed': String(explain.shown()), title: t('explainHow'),
      onclick: () => explain.toggle(sheet.id).then(() => showPage(page)) }, t('explain')),
    make('span', { class: 'small' }, t('chooseWords')));
}

export function zoomBy(step) {
  if (step === 0) {
    zoom = 0;
  } else {
    const now = zoom || scaleNow() / 1.2;
    const wider = ZOOMS.filter((one) => (step > 0 ? one > now + 0.01 : one < now - 0.01));
    zoom = (step > 0 ? wider[0] : wider[wider.length - 1]) ?? now;
  }
  showPage(page);
}

export async function showPage(number) {
  if (!sheet) return;
  page = Math.max(1, Math.min(pages, number));
  const opened = sheet.id;
  drawBar();
  markThumbnail();
  const wanted = page;
  const loaded = await loadWords(page);
  if (!sheet || sheet.id !== opened || page !== wanted || !loaded) return;
  words = loaded;
  const dpi = scaleNow() * window.devicePixelRatio > 1.7 ? 192 : 144;
  const image = element('page-image');
  const url = pictureUrl(sheet.id, page, dpi);
  if (image.getAttribute('src') !== url) image.setAttribute('src', url);
  image.alt = t('pageOf', { page, pages });
  size();
  drawBoxes();
}

function markThumbnail() {
  for (const button of element('thumbnails').querySelectorAll('button')) {
    const current = Number(button.dataset.page) === page;
    button.toggleAttribute('aria-current', current);
    if (current) { button.setAttribute('aria-current', 'true'); button.scrollIntoView({ block: 'nearest' }); }
  }
}

function drawThumbnails() {
  const counts = new Map();
  for (const path of sheet.doubts)
    for (const where of placesOf(sheet.sheet.fields[path]).slice(0, 1))
      counts.set(where.page, (counts.get(where.page) ?? 0) + 1);
  element('thumbnails').replaceChildren(...Array.from({ length: pages }, (_, i) => make('li', {},
    make('button', { type: 'button', 'data-page': i + 1, onclick: () => showPage(i + 1) },
      make('img', { loading: 'lazy', alt: '', src: pictureUrl(sheet.id, i + 1, 24) }),
      make('span', {}, String(i + 1)),
      counts.has(i + 1) ? make('span', { class: 'dots' }, ` ？${counts.get(i + 1)}`) : null))));
}

// `opened`: {id, pages, sheet, doubts, now}
export function openSheet(opened) {
  const same = sheet && sheet.id === opened.id;
  sheet = opened;
  pages = Math.max(1, opened.pages);
  if (!same) { page = 1; words = null; element('boxes').replaceChildren(); }
  drawThumbnails();
  if (!same) explain.openSheet(sheet.id).then(drawBoxes);
}

// The page and the box of a field.
export function showField(path) {
  const under = Object.keys(sheet.sheet.fields).find((one) => path && (one === path || one.startsWith(`${path}/`)));
  const [where] = under ? placesOf(sheet.sheet.fields[under]) : [];
  showPage(where ? where.page : page);
}

// ---- Choosing words with the mouse ----
let from = null;
let band = null;

function pointOf(event) {
  const paper = element('paper').getBoundingClientRect();
  return [event.clientX - paper.left, event.clientY - paper.top];
}

function chosenIn(rect) {
  const scale = scaleNow();
  const texts = [];
  let box = null;
  for (const line of words.lines) {
    let text = '';
    for (const [glyph, x0, y0, x1, y1] of line.glyphs) {
      const x = (x0 + x1) / 2 * scale;
      const y = (y0 + y1) / 2 * scale;
      if (x < rect[0] || x > rect[2] || y < rect[1] || y > rect[3]) continue;
      text += glyph;
      box = box ? [Math.min(box[0], x0), Math.min(box[1], y0), Math.max(box[2], x1), Math.max(box[3], y1)]
        : [x0, y0, x1, y1];
    }
    if (text) texts.push(text);
  }
  const [sx, sy] = words.scale;
  return { text: texts.join(''), page, bbox: box && [box[0] / sx, box[1] / sy, box[2] / sx, box[3] / sy] };
}

export function start() {
  const paper = element('paper');
  paper.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !words) return;
    from = pointOf(event);
  });
  window.addEventListener('pointermove', (event) => {
    if (!from) return;
    const to = pointOf(event);
    if (!band && Math.hypot(to[0] - from[0], to[1] - from[1]) < 5) return;
    if (!band) { band = make('div', { class: 'band' }); element('boxes').append(band); }
    const rect = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
    band.style.left = `${rect[0]}px`; band.style.top = `${rect[1]}px`;
    band.style.width = `${rect[2] - rect[0]}px`; band.style.height = `${rect[3] - rect[1]}px`;
    band.rect = rect;
  });
  window.addEventListener('pointerup', () => {
    const rect = band && band.rect;
    if (band) band.remove();
    from = null;
    band = null;
    if (!rect || !words) return;
    const chosen = chosenIn(rect);
    if (chosen.text) actions.onWords(chosen);
  });
  window.addEventListener('resize', () => { if (words) showPage(page); });
}
