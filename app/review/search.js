// Search over all sheets: terms, filters, finds with their context and place.
import { get } from './api.js';
import { make, t, where, field, prefecture } from './words.js';

const asked = { q: '', by: 'any', year: '', prefecture: '', section: '', sector: '' };
const SECTIONS = ['cover', 'areas', 'goals', 'strengths', 'challenges', 'roles', 'indicators', 'measures', 'hospital_collaboration', 'concerns', 'leftover'];
const BEFORE = 40, AFTER = 120;
let shown = 0; // number of the search whose finds are shown

function select(name, options) {
  return make('label', {}, t(name === 'by' ? 'searchBy' : name), make('select', { name, onchange: (event) => { asked[name] = event.target.value; find(); } },
    options.map(([value, text]) => make('option', { value, selected: asked[name] === value }, text))));
}

let openAt = () => {};

export function showSearch(sheets, onOpen) {
  openAt = onOpen;
  const years = [...new Set(sheets.map((sheet) => sheet.year).filter(Boolean))].sort();
  const codes = [...new Set(sheets.map((sheet) => (sheet.code ?? '').slice(0, 2)).filter(Boolean))].sort();
  const entry = make('input', { type: 'search', id: 'search-terms', value: asked.q, size: 30, 'aria-label': t('searchTerms'), autocomplete: 'off' });
  const sector = make('input', { type: 'search', name: 'sector', value: asked.sector, size: 10, onchange: (event) => { asked.sector = event.target.value; find(); } });
  document.getElementById('search').replaceChildren(make('form', { class: 'form', onsubmit: (event) => { event.preventDefault(); asked.q = entry.value; find(); } },
    make('label', {}, t('searchTerms'), entry), make('button', { class: 'main' }, t('view_search')),
    select('by', ['any', 'part', 'words', 'reading'].map((way) => [way, t(`by_${way}`)])),
    select('year', [['', t('all')], ...years.map((year) => [String(year), String(year)])]),
    select('prefecture', [['', t('all')], ...codes.map((code) => [code, prefecture(Number(code) - 1)])]),
    select('section', [['', t('all')], ...SECTIONS.map((name) => [name, name === 'cover' || name === 'leftover' ? t(name) : field(name)])]),
    make('label', {}, t('sector'), sector)), make('p', { class: 'small' }, t('searchHint')), make('div', { id: 'finds', 'aria-live': 'polite' }));
  entry.focus();
  if (asked.q) find();
}

// `found`: ranges in characters, not in units of UTF-16.
function snippet(hit) {
  const characters = [...hit.text];
  const first = hit.found.length ? hit.found[0][0] : 0;
  const begin = Math.max(0, first - BEFORE), end = Math.min(characters.length, first + AFTER);
  const parts = [begin > 0 ? '…' : ''];
  let at = begin;
  for (const [from, until] of hit.found) {
    if (from >= end) break;
    parts.push(characters.slice(at, from).join(''), make('mark', {}, characters.slice(from, Math.min(until, end)).join('')));
    at = Math.min(until, end);
  }
  parts.push(characters.slice(at, end).join(''), end < characters.length ? '…' : '');
  return parts;
}

async function find() {
  const area = document.getElementById('finds');
  const mine = ++shown;
  if (!asked.q.trim()) return area.replaceChildren();
  area.replaceChildren(make('p', { class: 'small' }, t('loading')));
  let answer;
  try { answer = await get('search', asked); } catch (error) { return area.replaceChildren(make('p', {}, error.message)); }
  if (mine !== shown) return; // another search was begun meanwhile
  const rows = [];
  let sheet = '';
  for (const hit of answer.hits) {
    if (hit.sheet !== sheet) {
      sheet = hit.sheet;
      rows.push(make('h3', {}, `${hit.submitter || t('unknown')} ${hit.fiscal_year ?? ''} `, make('span', { class: 'small' }, hit.file)));
    }
    rows.push(make('button', { type: 'button', class: 'find', 'data-path': hit.path, onclick: () => openAt(hit.sheet, hit.path, hit.page) },
      make('span', { class: 'find-where' }, hit.path ? where(hit.path) : t('leftover'), hit.page ? ` · ${t('pageShort', { page: hit.page })}` : ''), make('span', { class: 'find-text' }, snippet(hit))));
  }
  area.replaceChildren(make('p', { id: 'find-count' }, t('findCount', { count: answer.hits.length, sheets: new Set(answer.hits.map((hit) => hit.sheet)).size }), answer.more ? ` ${t('findMore')}` : ''), ...rows);
}

