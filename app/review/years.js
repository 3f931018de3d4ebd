// Years side by side: one submitter's indicators as small plots, its sectors' roles, what the years
// say against each other, and which indicators are the same.
import { get, post } from './api.js';
import { make, t } from './words.js';
import { plot, legend, tableBehind, svg } from './chart.js';
import { showCompare } from './compare.js';
import { showThemes } from './themes.js';

let submitters = [];
let now = ''; // key of the submitter
let part = 'indicators';
let book = null;
let openAt = () => {};

const area = () => document.getElementById('years');

export async function showYears(onOpen) {
  openAt = onOpen;
  ({ submitters } = await get('years'));
  const wanted = submitters.find((one) => one.key === now) ?? [...submitters].sort((a, b) => b.years.length - a.years.length)[0];
  if (!wanted) return area().replaceChildren(make('p', {}, t('emptyDatabase')));
  now = wanted.key;
  book = null;
  await draw();
}

async function draw() {
  const choice = make('select', { id: 'years-submitter', onchange: (event) => { now = event.target.value; book = null; draw(); } },
    submitters.map((one) => make('option', { value: one.key, selected: one.key === now }, `${one.code ? `${one.code} ` : ''}${one.name}（${one.years.length === 1 ? one.years[0] : `${one.years[0]}～${one.years[one.years.length - 1]}`}）`)));
  const tab = (name) => make('button', { type: 'button', 'data-part': name, 'aria-pressed': String(part === name), onclick: () => { part = name; draw(); } }, t(`years_${name}`));
  const body = make('div', { id: 'years-body' }, make('p', { class: 'small' }, t('loading')));
  area().replaceChildren(make('div', { class: 'form no-print' }, make('div', { class: 'tabs' }, ['indicators', 'roles', 'compare', 'themes'].map(tab)),
    part === 'themes' ? null : make('label', {}, t('submitterOf'), choice), make('button', { type: 'button', onclick: () => window.print() }, t('print'))), body);
  if (part === 'themes') return showThemes(body);
  if (!book) book = await get('years/submitter', { key: now });
  if (part === 'compare') return showCompare(body, book, openAt);
  const title = make('h2', { class: 'years-title' }, `${book.submitter} `, make('span', { class: 'small' }, book.sheets.map((sheet) => sheet.year).join('・')));
  if (part === 'roles') return body.replaceChildren(title, ...book.areas.map(rolesOfArea));
  body.replaceChildren(title, contradictions(), proposals(), legend(), ...book.areas.map(indicatorsOfArea));
}

// ---- Indicators ----

const columnOf = (id) => book.sheets.findIndex((sheet) => sheet.id === id);
const columnNames = () => book.sheets.map((sheet, i) => (book.sheets.some((one, j) => j !== i && one.year === sheet.year) ? `${sheet.year}-${i + 1}` : String(sheet.year)));

function placeButton(text, sheet, path) {
  return make('button', { type: 'button', class: 'place', title: t('openThere'), onclick: () => openAt(sheet, path) }, text);
}

function wordings(line) {
  const runs = [];
  for (const point of line.points) {
    const last = runs[runs.length - 1];
    if (last && last.text === point.text) last.until = point.year;
    else runs.push({ text: point.text, from: point.year, until: point.year });
  }
  if (runs.length < 2) return null;
  return make('details', { class: 'wordings' }, make('summary', {}, t('wordings', { count: runs.length })),
    make('ul', {}, runs.map((run) => make('li', {}, make('b', {}, run.from === run.until ? String(run.from) : `${run.from}～${run.until}`), ` ${run.text}`))),
    linksOf(line));
}

// Why the years of a line are one line, and how to part them.
function linksOf(line) {
  const mine = book.links.filter((link) => link.of === 'indicator' && (link.state === 'automatic' || link.state === 'confirmed')
    && line.points.some((point) => point.sheet === link.a.sheet && point.path === link.a.path) && line.points.some((point) => point.sheet === link.b.sheet && point.path === link.b.path)
    && link.a.text !== link.b.text);
  return make('ul', { class: 'links no-print' }, mine.map((link) => make('li', {}, `${link.a.year} → ${link.b.year}: ${t(`link_${link.state}`)}${link.certainty ? ` (${link.certainty.toFixed(2)})` : ''} `,
    make('button', { type: 'button', class: 'small-button', onclick: () => say(link, 'different') }, t('notTheSame')))));
}

function targetRows(line) {
  const mine = book.targets.filter((pair) => line.points.some((point) => point.sheet === pair.value.sheet && point.path === pair.value.path)
    && line.points.some((point) => point.sheet === pair.target.sheet && point.path === pair.target.path));
  if (!mine.length) return null;
  const sign = { yes: '○', no: '△', unknown: '？' };
  return make('table', { class: 'targets' }, make('tr', {}, make('th', { scope: 'col' }, t('lastTarget')), make('th', { scope: 'col' }, t('thisValue')), make('th', { scope: 'col' }, t('reached'))),
    mine.map((pair) => make('tr', {}, make('td', {}, `${pair.target.year} `, placeButton(pair.target.measure.text || t('blank'), pair.target.sheet, `${pair.target.measure.path}/text`)),
      make('td', {}, `${pair.value.year} `, placeButton(pair.value.measure.text || t('blank'), pair.value.sheet, `${pair.value.measure.path}/text`)),
      make('td', { class: `reached ${pair.reached}` }, `${sign[pair.reached]} ${t(`reached_${pair.reached}`)}`))));
}

function indicatorCard(line) {
  const columns = columnNames();
  const points = line.points.map((point) => ({ x: columnOf(point.sheet), measures: point.measures }));
  const units = [...new Set(line.points.flatMap((point) => point.measures.map((one) => one.unit)).filter(Boolean))];
  const rows = [], cells = [];
  for (const point of line.points) for (const one of point.measures) {
    rows.push([point.year, t(`kind_${one.kind}`), one.heading, one.text, one.value, one.value_max, one.unit, t(`valueState_${one.state}`), one.fiscal_year, one.page]);
    cells.push([String(point.year), t(`kind_${one.kind}`), one.heading, placeButton(one.text || t('blank'), point.sheet, `${one.path}/text`), one.value, one.value_max, one.unit, t(`valueState_${one.state}`), one.fiscal_year === null ? '' : String(one.fiscal_year), one.page === null ? '' : String(one.page)]);
  }
  const head = ['year', 'kind', 'heading', 'printedText', 'value', 'valueMax', 'unit', 'valueState', 'valueYear', 'pageColumn'].map((name) => t(name));
  return make('article', { class: 'indicator-card' }, make('h4', {}, line.text, units.length ? make('span', { class: 'unit' }, t('unitOf', { unit: units.join('・') })) : null),
    points.length ? plot(points, columns, line.text) : null, targetRows(line), wordings(line), tableBehind(line.text, head, rows, cells));
}

function indicatorsOfArea(one) {
  return make('section', { class: 'area-years' }, make('h3', {}, one.name, formerNames(one)),
    one.indicators.length ? make('div', { class: 'indicator-grid' }, one.indicators.map(indicatorCard)) : make('p', { class: 'small' }, t('noneHere')));
}

function formerNames(one) {
  const others = [...new Set(one.parts.map((each) => each.text))].filter((name) => name !== one.name);
  return others.length ? make('span', { class: 'small' }, ` ${t('formerNames', { names: others.join('、') })}`) : null;
}

// ---- What people are asked ----

async function say(link, verdict) {
  const { status, body } = await post('years/link', { a: { sheet: link.a.sheet, path: link.a.path }, b: { sheet: link.b.sheet, path: link.b.path }, verdict });
  if (status !== 200) throw new Error(body.error);
  book = body;
  await draw();
}

function proposals() {
  // An area first: what is in it is often sure once that is said.
  const open = book.links.filter((link) => link.state === 'proposed').sort((a, b) => (a.of === b.of ? 0 : a.of === 'area' ? -1 : 1));
  const refused = book.links.filter((link) => link.state === 'refused');
  if (!open.length && !refused.length) return null;
  const row = (link) => make('tr', { class: 'proposal' }, make('td', {}, t(`of_${link.of}`)),
    make('td', {}, `${link.a.year} `, placeButton(link.a.text, link.a.sheet, link.of === 'area' ? `${link.a.path}/name` : `${link.a.path}/indicator`)),
    make('td', {}, `${link.b.year} `, placeButton(link.b.text, link.b.sheet, link.of === 'area' ? `${link.b.path}/name` : `${link.b.path}/indicator`)),
    make('td', { class: 'number' }, link.certainty.toFixed(2), link.part ? make('div', { class: 'small' }, t('splitOrMerged')) : null),
    make('td', { class: 'no-print' }, link.state === 'refused' ? make('button', { type: 'button', class: 'small-button', onclick: () => say(link, 'open') }, t('takeBack'))
      : [make('button', { type: 'button', class: 'small-button yes', onclick: () => say(link, 'same') }, t('theSame')), ' ', make('button', { type: 'button', class: 'small-button', onclick: () => say(link, 'different') }, t('notTheSame'))]));
  const table = (links) => make('table', { class: 'rows' }, make('tr', {}, ['what', 'oneYear', 'nextYear', 'certainty', ''].map((name) => make('th', { scope: 'col' }, name ? t(name) : ''))), links.map(row));
  return make('div', { class: 'panel proposals' }, open.length ? [make('h3', {}, t('proposals', { count: open.length })), make('p', { class: 'small' }, t('proposalsHint', { certain: book.certain })), table(open)] : null,
    refused.length ? make('details', {}, make('summary', {}, t('refusedLinks', { count: refused.length })), table(refused)) : null);
}

function contradictions() {
  if (!book.contradictions.length) return null;
  const side = (one) => make('td', {}, `${one.year} ${one.measure.heading} `, placeButton(one.measure.text, one.sheet, `${one.measure.path}/text`), one.measure.page ? make('span', { class: 'small' }, ` ${t('pageShort', { page: one.measure.page })}`) : null);
  return make('div', { class: 'panel contradictions' }, make('h3', {}, t('contradictions', { count: book.contradictions.length })), make('p', { class: 'small' }, t('contradictionsHint')),
    make('table', { class: 'rows' }, make('tr', {}, ['indicatorColumn', 'what', 'oneYear', 'anotherYear'].map((name) => make('th', { scope: 'col' }, t(name)))),
      book.contradictions.map((one) => make('tr', {}, make('td', {}, one.b.area, make('br'), one.b.text), make('td', {}, t(`contradiction_${one.kind}`)), side(one.a), side(one.b)))));
}

// ---- Roles ----

function rolesOfArea(one) {
  const columns = columnNames();
  const counts = one.roles.map((sector) => book.sheets.map((sheet) => sector.roles.filter((role) => role.sheet === sheet.id && role.text !== '').length));
  const there = one.roles.map((sector) => book.sheets.map((sheet) => sector.roles.some((role) => role.sheet === sheet.id)));
  const most = Math.max(1, ...counts.flat());
  const texts = make('div', { class: 'role-texts' });
  const show = (sector, column) => {
    const sheet = book.sheets[column];
    texts.replaceChildren(make('h4', {}, `${sector.sector}　${columns[column]}`), make('ul', {}, sector.roles.filter((role) => role.sheet === sheet.id).map((role) =>
      make('li', {}, make('span', { class: 'small' }, `${role.challenge} → `), placeButton(role.text || t('blank'), role.sheet, `${role.path}/text`)))));
  };
  const cell = (row, column) => {
    const count = counts[row][column];
    const name = `${one.roles[row].sector} ${columns[column]}: ${there[row][column] ? t('roleCount', { count }) : t('nothingSuch')}`;
    if (!there[row][column]) return make('td', { class: 'role-cell' }, make('span', { class: 'missing', title: name }, '／'));
    return make('td', { class: 'role-cell' }, make('button', { type: 'button', title: name, 'aria-label': name, onclick: () => show(one.roles[row], column) },
      svg('svg', { width: 56, height: 22, viewBox: '0 0 56 22', 'aria-hidden': 'true' }, svg('rect', { class: 'role-ground', x: 0, y: 5, width: 36, height: 12 }), svg('rect', { class: 'role-bar', x: 0, y: 5, width: (36 * count) / most, height: 12 }),
        svg('text', { class: 'tick', x: 41, y: 15 }, String(count)))));
  };
  const rows = one.roles.flatMap((sector) => sector.roles.map((role) => [role.year, sector.sector, role.challenge, role.text]));
  return make('section', { class: 'area-years' }, make('h3', {}, one.name, formerNames(one)),
    one.roles.length ? make('div', { class: 'panel' }, make('table', { class: 'role-table' }, make('tr', {}, make('th', { scope: 'col' }, t('sector')), columns.map((year) => make('th', { scope: 'col' }, year))),
      one.roles.map((sector, row) => make('tr', {}, make('th', { scope: 'row' }, sector.sector), columns.map((_, column) => cell(row, column))))), texts,
    tableBehind(`${one.name}-${t('years_roles')}`, ['year', 'sector', 'challengeColumn', 'roleText'].map((name) => t(name)), rows, rows.map((row) => [String(row[0]), ...row.slice(1)]))) : make('p', { class: 'small' }, t('noneHere')));
}

