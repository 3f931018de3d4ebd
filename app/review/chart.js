// Small plots as SVG, and the table behind each. Shapes and lines tell the kinds apart, colours only
// help: they stay apart for the colour-blind and on a black and white print.
import { make, t } from './words.js';

const NS = 'http://www.w3.org/2000/svg';
export const KINDS = ['baseline', 'current', 'actual', 'target'];
const WIDTH = 300, HEIGHT = 150;
const LEFT = 40, RIGHT = 34, TOP = 16, BOTTOM = 26;

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) element.append(child);
  return element;
}

export const format = (value) => (value === null || value === undefined ? '' : value.toLocaleString('ja-JP', { maximumFractionDigits: 2 }));

// A round step, so that two to four lines go across.
function ticks(least, most) {
  const raw = (most - least) / 3 || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= raw);
  const first = Math.floor(least / step) * step;
  const all = [];
  for (let at = first; at < most + step; at += step) all.push(Number(at.toPrecision(12)));
  return all;
}

// Where a kind is drawn, and what with. `label` for the legend.
export function mark(kind, x, y, title) {
  const tip = title ? svg('title', {}, title) : null;
  if (kind === 'baseline') return svg('rect', { class: 'mark baseline', x: x - 4, y: y - 4, width: 8, height: 8 }, tip);
  if (kind === 'current') return svg('path', { class: 'mark current', d: `M${x} ${y - 5.5}l5 9.5h-10z` }, tip);
  if (kind === 'target') return svg('path', { class: 'mark target', d: `M${x} ${y - 6}l6 6l-6 6l-6 -6z` }, tip);
  return svg('circle', { class: 'mark actual', cx: x, cy: y, r: 4.5 }, tip);
}

export function legend() {
  const entry = (kind) => make('span', { class: 'legend-entry' }, svg('svg', { width: 16, height: 14, viewBox: '0 0 16 14', 'aria-hidden': 'true' }, mark(kind, 8, 7)), t(`kind_${kind}`));
  const missing = (sign, name) => make('span', { class: 'legend-entry' }, make('b', { class: 'missing' }, sign), t(name));
  return make('p', { class: 'legend' }, KINDS.map(entry), missing('？', 'stateUndetermined'), missing('－', 'stateNone'), missing('□', 'stateBlank'));
}

const SIGNS = { undetermined: '？', none: '－', blank: '□', stated: '文' };

// `points`: [{x: column, measures: [...]}] of one line; `columns`: the years, as names.
export function plot(points, columns, name) {
  const width = Math.max(WIDTH, LEFT + RIGHT + columns.length * 46);
  const x = (column) => LEFT + ((width - LEFT - RIGHT) * (column + 0.5)) / columns.length;
  const values = points.flatMap((point) => point.measures.flatMap((one) => [one.value, one.value_max])).filter((one) => typeof one === 'number');
  const least = Math.min(0, ...values), most = Math.max(0, ...values);
  const lines = ticks(least, most === least ? least + 1 : most);
  const low = lines[0], high = lines[lines.length - 1];
  const y = (value) => HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const parts = lines.map((at) => [svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(at), y2: y(at) }),
    svg('text', { class: 'tick', x: LEFT - 6, y: y(at) + 3.5, 'text-anchor': 'end' }, format(at))]);
  columns.forEach((year, i) => parts.push(svg('text', { class: 'tick', x: x(i), y: HEIGHT - 8, 'text-anchor': 'middle' }, year)));
  // Present and actual values are one line; a sheet may have several, side by side.
  const offset = { baseline: -9, current: 0, actual: 0, target: 9 };
  const marks = [], path = { value: [], target: [] }, missing = new Map();
  for (const point of points) {
    for (const one of point.measures) {
      const at = x(point.x) + offset[one.kind];
      const title = `${columns[point.x]} ${one.heading || t(`kind_${one.kind}`)}: ${one.text || t('blank')}`;
      if (typeof one.value !== 'number' || one.state !== 'stated') {
        const key = `${point.x}/${one.kind === 'target' ? 'target' : 'value'}`;
        if (!missing.has(key)) missing.set(key, svg('text', { class: `missing ${one.kind === 'target' ? 'target' : ''}`, x: at, y: HEIGHT - BOTTOM - 4, 'text-anchor': 'middle' }, SIGNS[one.state] ?? '？', svg('title', {}, title)));
        continue;
      }
      const where = y(one.value);
      if (typeof one.value_max === 'number') marks.push(svg('line', { class: `range ${one.kind}`, x1: at, x2: at, y1: where, y2: y(one.value_max) }));
      if (one.kind === 'target') path.target.push([at, where]);
      else path.value.push([at, where]);
      if (one.to_review) marks.push(svg('circle', { class: 'open', cx: at, cy: where, r: 9 }));
      marks.push(mark(one.kind, at, where, title));
    }
  }
  const stroke = (list, kind) => (list.length > 1 ? svg('polyline', { class: `line ${kind}`, points: list.map((one) => one.map((n) => n.toFixed(1)).join(',')).join(' ') }) : null);
  const last = (kind) => {
    for (const point of [...points].reverse()) {
      const one = [...point.measures].reverse().find((m) => (kind === 'target') === (m.kind === 'target') && typeof m.value === 'number' && m.state === 'stated');
      if (one) return { x: x(point.x) + offset[one.kind], y: y(one.value), value: one.value };
    }
    return null;
  };
  // The last value and target stand right of their year, apart from each other.
  const labels = [];
  const value = last('value'), target = last('target');
  const right = (one, other) => (other && Math.abs(one.x - other.x) < 30 ? Math.max(one.x, other.x) : one.x) + 10;
  const close = value && target && Math.abs(value.y - target.y) < 13 && right(value, target) === right(target, value);
  const shift = close ? (13 - Math.abs(value.y - target.y)) / 2 : 0;
  const up = close && value.y < target.y ? -1 : 1;
  if (value) labels.push(svg('text', { class: 'label value', x: right(value, target), y: value.y + 4 + up * shift }, format(value.value)));
  if (target) labels.push(svg('text', { class: 'label target', x: right(target, value), y: target.y + 4 - up * shift }, format(target.value)));
  return svg('svg', { class: 'plot', viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': name }, parts,
    stroke(path.target, 'target'), stroke(path.value, 'value'), marks, [...missing.values()], labels);
}

// A bar for each year, of a share from 0 to 1.
export function bars(shares, names) {
  const width = 18, height = 30;
  return svg('svg', { class: 'bars', width: shares.length * width, height, viewBox: `0 0 ${shares.length * width} ${height}`, role: 'img', 'aria-label': names.join(', ') },
    svg('line', { class: 'grid', x1: 0, x2: shares.length * width, y1: height - 0.5, y2: height - 0.5 }),
    shares.map((share, i) => svg('rect', { class: 'bar-of-year', x: i * width + 2, width: width - 4, y: height - 1 - share * (height - 2), height: Math.max(share * (height - 2), share > 0 ? 1 : 0) }, svg('title', {}, names[i]))));
}

// ---- Tables ----

// `head`: names of columns; `rows`: arrays of texts or numbers.
const quoted = (cell) => { const text = cell === null || cell === undefined ? '' : String(cell); return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text; };
const flat = (cell) => (cell === null || cell === undefined ? '' : String(cell).replace(/[\t\r\n]+/g, ' '));

function save(name, text) {
  const link = make('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv' })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) { // not allowed, or no secure page
    const area = make('textarea', { class: 'offscreen' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  const label = button.textContent;
  button.textContent = `✓ ${t('copied')}`;
  setTimeout(() => { button.textContent = label; }, 1500);
}

// `cells`: what is shown, where that is more than a text (a button).
export function tableBehind(name, head, rows, cells = rows, open = false) {
  const lines = () => [head, ...rows];
  const copyButton = make('button', { type: 'button', class: 'small-button' }, t('copyTable'));
  copyButton.addEventListener('click', () => copy(lines().map((row) => row.map(flat).join('\t')).join('\n'), copyButton));
  return make('details', { class: 'behind', open }, make('summary', {}, t('table')),
    make('div', { class: 'behind-tools' }, copyButton, make('button', { type: 'button', class: 'small-button', onclick: () => save(`${name}.csv`, `\ufeff${lines().map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`) }, t('saveTable'))),
    make('div', { class: 'scroll' }, make('table', {}, make('tr', {}, head.map((one) => make('th', { scope: 'col' }, one))),
      cells.map((row) => make('tr', {}, row.map((cell) => make('td', { class: typeof cell === 'number' ? 'number' : null }, cell === null || cell === undefined ? '' : typeof cell === 'number' ? format(cell) : cell)))))));
}
